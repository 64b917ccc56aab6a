-- The queue of held replies, as chat told of them; chat decides which decision was first.
create table reviews (
  review_id uuid primary key,
  tenant_id text not null,
  conversation_id uuid not null,
  message_id uuid not null,
  text text not null,
  visitor_text text not null,
  reasons text not null,
  status text not null,
  outcome text,
  decided_by uuid,
  decided_name text,
  reason text,
  created_at bigint not null,
  expires_at bigint not null,
  on_expiry text not null,
  decided_at bigint,
  assistant_name text,
  locale text,
  -- The command that changed the row last.
  changed_by uuid not null
);
create index reviews_list on reviews (tenant_id, status, created_at, review_id);
create index reviews_all on reviews (tenant_id, created_at, review_id);
create index reviews_due on reviews (expires_at) where status = 'pending';
create index reviews_decided on reviews (decided_at);
