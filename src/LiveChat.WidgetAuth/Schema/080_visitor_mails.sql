-- Mails to visitors that were asked for by event: an event that comes again after its mail has left writes no second one.
create table visitor_mail (
  id uuid primary key,
  tenant_id text not null,
  mark uuid not null,                   -- the command that wrote the mail
  created_at bigint not null
);
create index visitor_mail_by_time on visitor_mail (created_at);
