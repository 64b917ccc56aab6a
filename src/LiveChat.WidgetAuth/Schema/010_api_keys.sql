-- Keys of a tenant's servers. The key itself is shown once and never stored.
create table api_key (
  id uuid primary key,
  tenant_id text not null,
  name text not null,
  shown text not null,                  -- its first characters, so that people tell keys apart
  hash text not null unique,
  role text not null,
  scopes text not null,                 -- JSON array
  created_at bigint not null,
  created_by uuid,
  expires_at bigint,
  last_used_at bigint,
  revoked_at bigint,
  revoked_by uuid
);
create index api_key_by_tenant on api_key (tenant_id, created_at);

-- The sites that a family of tokens was used on: the latest few.
create table token_family_site (
  family_id uuid not null,
  tenant_id text not null,
  origin text not null,
  first_at bigint not null,
  last_at bigint not null,
  primary key (family_id, origin)
);
create index token_family_site_by_tenant on token_family_site (tenant_id);
