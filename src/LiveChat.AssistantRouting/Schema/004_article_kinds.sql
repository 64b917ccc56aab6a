-- 'faq' wins over 'article' on a close match; 'assistants' is a JSON array of ids, or null for every assistant.
alter table article add column kind text not null default 'article';
alter table article add column assistants text;
alter table article_version add column kind text not null default 'article';
alter table article_version add column assistants text;
