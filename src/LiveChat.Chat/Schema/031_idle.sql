-- Conversations that end by themselves are found by their last activity.
create index conversations_idle on conversations (updated_at, id) where status = 'open';
