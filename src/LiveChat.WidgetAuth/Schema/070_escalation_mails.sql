-- Escalations that were mailed, so that a repeated event mails nobody twice; forgotten after some days.
create table escalation_mail (
  escalation_id uuid primary key,
  mailed_at bigint not null,
  mailed_by uuid not null               -- the command that did it
);
create index escalation_mail_by_time on escalation_mail (mailed_at);
