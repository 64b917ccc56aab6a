alter table routing add column max_handovers integer not null default 3;
-- How conversations that go to people are given to them: none, round_robin or least_busy; at most so many each.
alter table routing add column assignment text not null default 'none';
alter table routing add column capacity integer;
alter table tenant_state add column assignment text not null default 'none';
alter table tenant_state add column capacity integer;
-- Counts the hand-overs of a conversation, only when another one is about to be made.
create index draft_handover on draft (conversation_id) where kind = 'HandoverRequested';
