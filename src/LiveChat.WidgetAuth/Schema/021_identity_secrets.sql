-- Secrets that a tenant's own server signs its visitors' identity tokens with; at most two live ones, for rotation.
create table identity_secret (
  id uuid primary key,
  tenant_id text not null,
  secret text not null,                 -- sealed
  label text,
  last4 text not null,
  created_at bigint not null,
  created_by uuid
);
create index identity_secret_by_tenant on identity_secret (tenant_id, created_at);
