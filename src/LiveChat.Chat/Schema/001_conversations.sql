-- Times are Unix milliseconds, JSON is text, enums are strings: one text for Postgres and SQLite.
create table visitors (
  id uuid primary key,
  tenant_id text not null,
  name text,
  email text,
  phone text,
  external_id text,
  verified boolean not null,
  banned boolean not null,
  attributes text not null,
  locale text,
  search_text text not null,
  first_seen_at bigint not null,
  last_seen_at bigint not null
);
create index visitors_tenant on visitors (tenant_id, first_seen_at);

create table conversations (
  id uuid primary key,
  tenant_id text not null,
  session_id text not null,
  -- SHA-256 over session id and session key: neither alone opens a conversation.
  key_hash text not null,
  visitor_id uuid not null,
  previous_id uuid,
  status text not null,
  handled_by text not null,
  assignee_id uuid,
  assignee_name text,
  assistant_id uuid,
  assistant_name text,
  tags text not null,
  -- Number of the newest line that the visitor may see.
  last_seq bigint not null,
  version bigint not null,
  unread bigint not null,
  visitor_read_seq bigint not null,
  waiting_since bigint,
  held_reviews bigint not null,
  serious boolean not null,
  page text,
  device text,
  locale text,
  rating bigint,
  rating_comment text,
  last_text text,
  last_author text,
  last_at bigint,
  -- False for samples and for repeats within 30 minutes: not part of the month's quota.
  counted boolean not null,
  created_at bigint not null,
  updated_at bigint not null,
  closed_at bigint,
  -- Set first by every command: takes the row lock without touching an index.
  locked_at bigint not null,
  -- The command that changed the row last, so that its later statements know whether it did.
  changed_by uuid
);
create unique index conversations_key on conversations (tenant_id, key_hash);
create index conversations_list on conversations (tenant_id, updated_at, id);
create index conversations_created on conversations (tenant_id, created_at);
create index conversations_visitor on conversations (visitor_id, updated_at);

create table messages (
  id uuid primary key,
  tenant_id text not null,
  conversation_id uuid not null,
  seq bigint,
  client_message_id text,
  kind text not null,
  text text not null,
  search_text text not null,
  author_type text not null,
  author_id uuid,
  author_name text,
  event_name text,
  event_by text,
  created_at bigint not null,
  status text not null,
  locale text,
  request_id text not null,
  review_id uuid,
  sources text,
  quick_replies text
);
create unique index messages_seq on messages (conversation_id, seq);
create unique index messages_client on messages (conversation_id, author_type, client_message_id)
  where client_message_id is not null;
create index messages_history on messages (conversation_id, created_at, id);

create table turns (
  id uuid primary key,
  tenant_id text not null,
  conversation_id uuid not null,
  message_id uuid not null,
  request_id text not null,
  -- The visitor message's seq: queued turns start in this order.
  seq bigint not null,
  attempt bigint not null,
  status text not null,
  cause text,
  requested_assistant_id uuid,
  created_at bigint not null,
  started_at bigint,
  progress_at bigint,
  ended_at bigint,
  started_by uuid,
  ended_by uuid,
  reply_id uuid,
  draft_id uuid,
  assistant_id uuid,
  model text,
  tokens bigint not null,
  -- What the visitor's POST shows where no reply of the assistant is shown.
  shown_text text,
  trail text not null
);
create unique index turns_message on turns (message_id);
create unique index turns_running on turns (conversation_id) where status = 'running';
create index turns_queued on turns (conversation_id, seq) where status = 'queued';
create index turns_progress on turns (progress_at) where status = 'running';
create index turns_request on turns (tenant_id, request_id);
create index turns_reply on turns (reply_id);
create index turns_created on turns (tenant_id, created_at);

-- Figures by month, saved from the counters; conversations and turns are the truth they are rebuilt from.
create table usage (
  tenant_id text not null,
  period text not null,
  name text not null,
  used bigint not null,
  warned_at bigint,
  updated_at bigint not null,
  primary key (tenant_id, period, name)
);

create table canned (
  id uuid primary key,
  tenant_id text not null,
  shortcut text not null,
  title text not null,
  text text not null,
  created_by text,
  created_at bigint not null,
  updated_at bigint not null
);
create unique index canned_shortcut on canned (tenant_id, shortcut);

-- One row: the key that server-made session keys are derived with, shared by all replicas.
create table chat_secrets (
  name text primary key,
  value text not null
);
