-- Mails on their way out. A row is born with what it tells of and deleted when the mail server took it, or when it is too late.
create table mail (
  id uuid primary key,
  recipient text not null,
  subject text not null,
  body text not null,                   -- sealed: it may hold a link that opens something
  created_at bigint not null,
  expires_at bigint not null,           -- later it would say nothing true any more
  next_at bigint not null,              -- when to try; a sender takes it by moving this ahead
  attempts int not null
);
create index mail_by_time on mail (next_at);

-- Links by which somebody may set a new password.
create table password_reset (
  hash text primary key,
  user_id uuid not null,
  created_at bigint not null,
  created_by uuid,                      -- the admin who made the link; null when the person asked
  expires_at bigint not null,
  used_at bigint
);
create index password_reset_by_user on password_reset (user_id);

-- What a tenant was warned of, so that nobody warns twice.
create table token_expiry_warning (
  tenant_id text not null,
  expires_at bigint not null,           -- of the tenant's last live site token
  days int not null,
  warned_at bigint not null,
  warning_id uuid not null,
  primary key (tenant_id, expires_at, days)
);
