-- Hand-overs that happened while an agent was online, and when the first of the people answered: what a typical time is made of.
create table handovers (
  id uuid primary key,
  tenant_id text not null,
  conversation_id uuid not null,
  handed_at bigint not null,
  answered_at bigint
);
create index handovers_tenant on handovers (tenant_id, handed_at);
create index handovers_open on handovers (conversation_id) where answered_at is null;
