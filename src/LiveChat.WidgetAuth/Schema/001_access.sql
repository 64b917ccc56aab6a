-- Who may talk to the platform, and as whom. Times: unix milliseconds. Secrets: sealed (SecretBox) or hashed, never plain.

-- One row whose lock orders all changes of tenants, so that versions ascend in commit order (cursor of the snapshot).
create table access_version (id int primary key, value bigint not null);
insert into access_version (id, value) values (1, 0);

create table tenant (
  id text primary key,
  name text not null,
  status text not null,                 -- active, suspended, erased (the id is never given away again)
  settings text not null,               -- widget settings, JSON
  settings_version bigint not null,     -- their ETag
  limits text not null,                 -- plan limits, JSON
  limits_version bigint not null,
  version bigint not null,
  created_at bigint not null,
  updated_at bigint not null
);
create index tenant_by_version on tenant (version);

create table signing_key (
  id text primary key,                  -- kid
  public_key text not null,             -- SubjectPublicKeyInfo, base64
  private_key text not null,            -- PKCS#8, base64, sealed
  created_at bigint not null,
  active_from bigint not null,          -- signs from here on; published before, so that verifiers know it
  retired_at bigint                     -- no longer published
);

-- A site token and everything renewed from it: what the dashboard lists, and what is revoked.
create table token_family (
  id uuid primary key,
  tenant_id text not null,
  label text,
  lifetime_seconds bigint not null,
  created_at bigint not null,
  created_by uuid,
  last_expires_at bigint not null,      -- of the newest token in the family
  last_used_at bigint not null,
  revoked_at bigint,
  revoked_by uuid
);
create index token_family_by_tenant on token_family (tenant_id, created_at);

create table account (
  id uuid primary key,
  email text not null,
  email_key text not null unique,       -- folded
  name text not null,
  password_hash text,
  created_at bigint not null,
  password_changed_at bigint
);

create table membership (
  tenant_id text not null,
  user_id uuid not null,
  role text not null,
  created_at bigint not null,
  primary key (tenant_id, user_id)
);
create index membership_by_user on membership (user_id);

create table invitation (
  id uuid primary key,
  tenant_id text not null,
  email text not null,
  email_key text not null,
  role text not null,
  token_hash text not null unique,
  created_by uuid,
  created_at bigint not null,
  expires_at bigint not null,
  accepted_at bigint
);
create index invitation_by_tenant on invitation (tenant_id, created_at);

-- A signed-in browser or script: the family of its refresh tokens.
create table sign_in_session (
  id uuid primary key,
  user_id uuid not null,
  tenant_id text not null,
  created_at bigint not null,
  expires_at bigint not null,
  ended_at bigint
);
create index sign_in_session_by_user on sign_in_session (user_id);

create table refresh_token (
  hash text primary key,
  session_id uuid not null,
  created_at bigint not null,
  expires_at bigint not null,
  rotated_at bigint,
  successor text                        -- sealed: a second use within the grace gets the same one
);
create index refresh_token_by_session on refresh_token (session_id);

create table sign_in_code (
  hash text primary key,
  tenant_id text not null,
  user_id uuid not null,
  expires_at bigint not null,
  used_at bigint
);

-- Failed sign-ins by account and by address, in windows.
create table sign_in_attempt (
  key text primary key,
  window_ends_at bigint not null,
  failures int not null
);

create table audit_entry (
  id uuid primary key,
  tenant_id text not null,
  at bigint not null,
  actor_id uuid,
  actor_name text not null,
  action text not null,
  target text,
  before_value text,
  after_value text,
  address text,
  request_id text
);
create index audit_entry_by_tenant on audit_entry (tenant_id, at);

create table refused_origin (
  tenant_id text not null,
  origin text not null,
  requests bigint not null,
  first_at bigint not null,
  last_at bigint not null,
  last_request_id text,
  primary key (tenant_id, origin)
);

create table refused_request (
  tenant_id text not null,
  request_id text not null,
  code text not null,
  status int not null,
  origin text,
  route text not null,
  requests int not null,
  at bigint not null,
  primary key (tenant_id, request_id)
);
create index refused_request_by_time on refused_request (at);
