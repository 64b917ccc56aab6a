create table dialect (name text not null);
insert into dialect (name) values ('sqlite');
