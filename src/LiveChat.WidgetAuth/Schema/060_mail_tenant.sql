-- So that an erased tenant's waiting mails go with it, those to visitors too. Null where a mail is about an account.
alter table mail add column tenant_id text;
