-- The sweeper's index must not offer itself to the queries of every turn, which ask for the running turn of one
-- conversation: on a young table the planner took it, and read all that had ended since the last vacuum.
drop index turns_progress;
create index turns_progress on turns (progress_at) where ended_at is null;
