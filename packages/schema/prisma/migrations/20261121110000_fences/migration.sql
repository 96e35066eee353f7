-- What every table's migration calls. A fence compares the row with what the transaction says it is for; a transaction
-- that says nothing sees nothing. The sub-selects make PostgreSQL ask for a setting once a statement, not once a row.

create function taiwa_raise_fence(fenced regclass) returns void
language plpgsql set search_path = '' as $$
begin
  execute format('alter table %s enable row level security', fenced);
  execute format('alter table %s force row level security', fenced);
end $$;

-- The rows of a tenant are there for that tenant only. `tenant_column` bears the tenant's id.
create function taiwa_fence(fenced regclass, tenant_column name default 'tenant_id') returns void
language plpgsql set search_path = '' as $$
begin
  perform public.taiwa_raise_fence(fenced);
  execute format(
    $policy$create policy fence on %s using (%I = (select nullif(current_setting('app.tenant', true), '')))$policy$,
    fenced, tenant_column);
end $$;

-- The rows of two people are there for these two only: not for others of their tenant, whatever their role.
create function taiwa_fence_pair(fenced regclass) returns void
language plpgsql set search_path = '' as $$
begin
  perform public.taiwa_raise_fence(fenced);
  execute format(
    $policy$create policy fence on %s using (
      tenant_id = (select nullif(current_setting('app.tenant', true), ''))
      and (select nullif(current_setting('app.user', true), '')) in (member_id, counterpart_id))$policy$,
    fenced);
end $$;

-- The rows are there for the member they name only.
create function taiwa_fence_member(fenced regclass) returns void
language plpgsql set search_path = '' as $$
begin
  perform public.taiwa_raise_fence(fenced);
  execute format(
    $policy$create policy fence on %s using (
      tenant_id = (select nullif(current_setting('app.tenant', true), ''))
      and member_id = (select nullif(current_setting('app.user', true), '')))$policy$,
    fenced);
end $$;

-- The rows belong to the installation: there for nobody but the roles that the permissions name.
create function taiwa_fence_off(fenced regclass) returns void
language sql set search_path = '' as $$ select public.taiwa_raise_fence(fenced) $$;

revoke execute on function taiwa_raise_fence(regclass), taiwa_fence(regclass, name), taiwa_fence_pair(regclass),
  taiwa_fence_member(regclass), taiwa_fence_off(regclass) from public;
