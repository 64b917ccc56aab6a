-- Where a tenant's servers are told what happens, and every delivery: kept until it succeeded or 24 hours have passed.
create table webhook (
  id uuid primary key,
  tenant_id text not null,
  url text not null,
  events text not null,                 -- JSON list of event names; * for all
  description text,
  secret text not null,                 -- sealed; signs the deliveries
  created_at bigint not null,
  created_by uuid,
  delivered_at bigint,                  -- the last success
  failures bigint not null,             -- in a row
  failing_since bigint,
  paused_until bigint not null,         -- after failures in a row nothing is tried before
  disabled_at bigint,
  disabled_reason text
);
create index webhook_by_tenant on webhook (tenant_id, created_at);

create table webhook_delivery (
  id uuid primary key,
  tenant_id text not null,
  webhook_id uuid not null,
  event_id uuid not null,               -- the same for every webhook that is told, and for every attempt
  event text not null,
  conversation_id uuid,                 -- so that an erased visitor's texts go from here too
  body text not null,
  status text not null,                 -- pending, delivered, failed
  attempts int not null,                -- since it was queued or redelivered
  due_at bigint not null,               -- while somebody delivers it: the end of the lease
  lease uuid,                           -- only its holder records the outcome
  gives_up_at bigint not null,
  created_at bigint not null,
  attempted_at bigint,
  response_status int,
  error text,
  duration_ms bigint
);
create unique index webhook_delivery_once on webhook_delivery (webhook_id, event_id);
create index webhook_delivery_due on webhook_delivery (due_at) where status = 'pending';
create index webhook_delivery_list on webhook_delivery (webhook_id, created_at, id);
create index webhook_delivery_conversation on webhook_delivery (conversation_id) where conversation_id is not null;
create index webhook_delivery_old on webhook_delivery (created_at);
