-- When and to which wording the visitor agreed; null where nobody asked.
alter table conversations add column consent_at bigint;
alter table conversations add column consent_text text;
