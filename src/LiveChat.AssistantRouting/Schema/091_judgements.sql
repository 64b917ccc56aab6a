-- What a tenant's provider judged, by what it judged (a visitor's turn or a draft), so that an event that comes again is not
-- paid for again. confirms is null while somebody asks. No text.
create table judgement (
  subject uuid not null,
  kind text not null,
  tenant_id text not null,
  claim uuid not null,
  claimed_at bigint not null,
  confirms boolean,
  model text,
  primary key (subject, kind)
);
create index judgement_claimed on judgement (claimed_at);
