-- A reply that waits for a person. Its row decides which decision was first: all of them go through one conditional
-- update under the conversation's lock.
create table held_replies (
  review_id uuid primary key,
  tenant_id text not null,
  conversation_id uuid not null,
  turn_id uuid not null,
  -- The reply, hidden until it is released, and the line that the visitor sees meanwhile.
  message_id uuid not null,
  waiting_id uuid not null,
  request_id text not null,
  reasons text not null,
  status text not null,
  on_expiry text not null,
  fallback_text text,
  handover_text text,
  created_at bigint not null,
  expires_at bigint not null,
  outcome text,
  decided_by uuid,
  decided_name text,
  decided_at bigint,
  reason text,
  -- The command that decided it.
  settled_by uuid
);
create index held_replies_due on held_replies (expires_at) where status = 'pending';
create index held_replies_conversation on held_replies (conversation_id);
create index held_replies_settled on held_replies (settled_by);

-- The waiting line of a held turn, and what staff want of its next draft.
alter table turns add column notice_id uuid;
alter table turns add column guidance text;
-- The waiting line whose place a line took.
alter table messages add column replaces uuid;
