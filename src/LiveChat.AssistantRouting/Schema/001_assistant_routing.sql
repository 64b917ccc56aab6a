-- The locked row that every change of settings takes its version from, so that versions ascend in the order of commits.
create table change_counter (
  id integer primary key,
  n bigint not null
);
insert into change_counter (id, n) values (1, 0);

-- One row per tenant that ever had a setting: what chat asks for, and what the caches compare.
create table tenant_state (
  tenant_id text primary key,
  version bigint not null,
  knowledge_version bigint not null,
  default_assistant_id uuid,
  default_assistant_name text,
  default_assistant_greeting text,
  has_active_rules boolean not null,
  people_only boolean not null
);
create index tenant_state_version on tenant_state (version);

-- 'greeting' is the plain form for the facts; 'body' holds every setting as JSON.
create table assistant (
  tenant_id text not null,
  id uuid not null,
  version bigint not null,
  is_default boolean not null,
  name text not null,
  greeting text,
  body text not null,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (tenant_id, id)
);

create table routing (
  tenant_id text primary key,
  version bigint not null,
  people_only boolean not null,
  active_rules integer not null,
  body text not null,
  updated_at bigint not null
);

create table provider (
  tenant_id text primary key,
  version bigint not null,
  kind text not null,
  base_url text,
  model text,
  updated_at bigint not null
);

create table article (
  tenant_id text not null,
  id uuid not null,
  version bigint not null,
  title text not null,
  url text,
  locale text not null,
  body text not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  primary key (tenant_id, id)
);
create index article_updated on article (tenant_id, updated_at, id);

create table article_version (
  tenant_id text not null,
  article_id uuid not null,
  version bigint not null,
  title text not null,
  url text,
  locale text not null,
  body text not null,
  updated_at bigint not null,
  updated_by text not null,
  primary key (tenant_id, article_id, version)
);

-- What was sent for one attempt at a turn; a redelivered event finds it and sends it again.
create table draft (
  turn_id uuid not null,
  attempt integer not null,
  conversation_id uuid not null,
  event_id uuid not null,
  kind text not null,
  body text not null,
  known boolean not null,
  created_at bigint not null,
  primary key (turn_id, attempt)
);
create index draft_created on draft (created_at);
-- Only for 'yes' after 'Shall I get a person?'.
create index draft_unknown on draft (conversation_id, created_at) where not known;

create table unanswered (
  tenant_id text not null,
  key text not null,
  id uuid not null,
  question text not null,
  locale text,
  conversation_id uuid not null,
  times integer not null,
  first_at bigint not null,
  last_at bigint not null,
  primary key (tenant_id, key)
);
create index unanswered_last on unanswered (tenant_id, last_at, id);
