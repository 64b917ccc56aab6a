-- Since when an answer of people lies unread that nobody was mailed about; null when none does.
alter table conversations add column unmailed_since bigint;
-- The last mail about unread answers, and up to which line it told.
alter table conversations add column mail_id uuid;
alter table conversations add column mailed_at bigint;
alter table conversations add column mailed_seq bigint;
-- The waiting_since that staff were told of, and the command that told. Who waits already was seen already.
alter table conversations add column wait_told bigint;
alter table conversations add column wait_mark uuid;
update conversations set wait_told = waiting_since where waiting_since is not null;
create index conversations_unmailed on conversations (unmailed_since) where unmailed_since is not null;
create index conversations_waiting on conversations (waiting_since) where waiting_since is not null;
