-- How often it was closed: a rating is asked for after the first time only.
alter table conversations add column closings bigint not null default 0;
update conversations set closings = 1 where status = 'closed';
