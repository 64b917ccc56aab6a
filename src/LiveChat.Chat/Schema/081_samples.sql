-- Conversations that only show a demo: no figure counts them, and nobody is mailed.
alter table conversations add column sample boolean not null default false;
update conversations set sample = true where counted = false and tags like '%"sample"%';
