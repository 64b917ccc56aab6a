-- Who the tenant's own server says the visitor is (the identity token's sub): one verified visitor each.
alter table visitors add column identity text;
create unique index visitors_identity on visitors (tenant_id, identity) where identity is not null;
