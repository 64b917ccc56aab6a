-- When a conversation was given to somebody by itself: whose turn it is next.
alter table conversations add column assigned_at bigint;
create index conversations_assignee on conversations (tenant_id, assignee_id) where assignee_id is not null;
