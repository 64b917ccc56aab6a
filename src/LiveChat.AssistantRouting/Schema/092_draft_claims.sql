-- Who is drafting an attempt with a provider, so that deliveries of the same event at the same time ask it once. No text; rows
-- of an hour ago are pruned.
create table draft_claim (
  turn_id uuid not null,
  attempt integer not null,
  claim uuid not null,
  claimed_at bigint not null,
  primary key (turn_id, attempt)
);
create index draft_claim_claimed on draft_claim (claimed_at);
