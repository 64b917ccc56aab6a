-- When a tenant's people are there. One row whose lock orders all changes, so that versions ascend in commit order.
create table opening_hours_version (id int primary key, value bigint not null);
insert into opening_hours_version (id, value) values (1, 0);

create table opening_hours (
  tenant_id text primary key,
  time_zone text not null,
  days text not null,
  holidays text not null,
  version bigint not null,
  updated_at bigint not null
);
create index opening_hours_by_version on opening_hours (version);
