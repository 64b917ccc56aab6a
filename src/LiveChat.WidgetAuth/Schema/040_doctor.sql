-- Runs of the doctor (kind 'run') and what browsers reported with a doctor link (kind 'report').
create table doctor_entry (
  id uuid primary key,
  tenant_id text not null,
  kind text not null,
  at bigint not null,
  page text,
  made_by text,
  request_id text not null,
  verdict text not null,
  first_failure text,
  checks text not null
);
create index doctor_entry_by_tenant on doctor_entry (tenant_id, kind, at, id);

-- Keys of doctor links, hashed; deleted when spent.
create table doctor_key (
  key_hash text primary key,
  tenant_id text not null,
  site_url text not null,
  expires_at bigint not null
);
