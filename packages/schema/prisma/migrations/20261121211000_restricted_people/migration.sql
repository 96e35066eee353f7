-- Nearly always empty: in which tenants somebody's data is restricted is asked every second.
create index app_user_restricted_key on app_user (tenant_id) where restricted_at is not null;
