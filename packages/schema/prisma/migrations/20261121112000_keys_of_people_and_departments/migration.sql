-- Paths are compared by their beginning and keys of names by their letters: neither may depend on the server's language.
alter table department alter column path type text collate "C";
alter table app_user alter column kana_key type text collate "C";
alter table app_user alter column latin_key type text collate "C";
alter table app_user alter column search_key type text collate "C";

-- Where a theme goes that another one takes up again, that one stays, and in its tenant.
alter table theme drop constraint theme_tenant_id_carried_from_id_fkey;
alter table theme add constraint theme_tenant_id_carried_from_id_fkey
  foreign key (tenant_id, carried_from_id) references theme (tenant_id, id)
  on delete set null (carried_from_id) on update cascade;

-- An advisor is given a department or a person once: of the two columns one is always empty.
drop index advisor_scope_tenant_id_advisor_id_department_id_user_id_key;
create unique index advisor_scope_tenant_id_advisor_id_department_id_user_id_key
  on advisor_scope (tenant_id, advisor_id, department_id, user_id) nulls not distinct;
alter table advisor_scope add constraint advisor_scope_one_target check (num_nonnulls(department_id, user_id) = 1);
