-- One row per tenant that ever saved its settings. version counts the tenant's own changes (ETag); revision ascends over
-- all tenants in commit order (the unique index makes two writers take turns), so caches can ask for what is newer.
create table safety_settings (
  tenant_id text not null primary key,
  version bigint not null,
  revision bigint not null,
  settings text not null,
  updated_at bigint not null,
  updated_by uuid
);
create unique index safety_settings_revision on safety_settings (revision);
