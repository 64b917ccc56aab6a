-- So that an erased tenant's drafts go with it. Null in rows of before, which are pruned within days.
alter table draft add column tenant_id text;
create index draft_tenant on draft (tenant_id);
