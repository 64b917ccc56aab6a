-- What escalation rules count: visitor's messages that a phrase list stopped, and answers in a row that did not know.
alter table conversations add column warnings bigint not null default 0;
alter table conversations add column unanswered bigint not null default 0;

-- Rules that were done: each once per message.
create table escalations (
  id uuid primary key,
  tenant_id text not null,
  conversation_id uuid not null,
  rule_id uuid not null,
  created_at bigint not null,
  -- The command that did it.
  done_by uuid not null
);
create index escalations_conversation on escalations (conversation_id);
