create table outbox (
  id uuid primary key,
  type text not null,
  payload text not null,
  request_id text,
  trace_parent text,
  leased_until bigint not null,
  attempts integer not null default 0,
  created_at bigint not null
);
create index outbox_leased_until on outbox (leased_until);
