-- The tenant's own key, sealed under the master key (SecretBox); what is shown of it stands beside it.
alter table provider add column sealed_key text;
alter table provider add column key_last4 text;
alter table provider add column key_set_at bigint;
