-- Up to which percent of which limit the tenant's staff were warned this month.
alter table usage add column warned_percent bigint not null default 0;
alter table usage add column warned_limit bigint;
