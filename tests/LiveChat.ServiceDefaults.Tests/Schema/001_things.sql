create table things (
  id uuid primary key,
  name text not null unique,
  n bigint not null,
  flag boolean not null,
  at bigint,
  data text
);
