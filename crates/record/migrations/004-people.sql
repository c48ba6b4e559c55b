-- People by any word of their names.
create table person (
    number integer primary key,
    id text not null unique
);
create virtual table person_words using fts5 (
    name, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
insert into person (id) select id from link where kind = 'person' order by name;
insert into person_words (rowid, name)
    select number, concat_ws(' ', name, (select group_concat(value, ' ') from json_each(body, '$.aliases')))
    from person join link on link.id = person.id order by 1;

create trigger person_in after insert on link when new.kind = 'person' begin
    insert into person (id) values (new.id);
    insert into person_words (rowid, name)
        select number, concat_ws(' ', new.name, (select group_concat(value, ' ') from json_each(new.body, '$.aliases')))
        from person where id = new.id;
end;
create trigger person_out after delete on link when old.kind = 'person' begin
    delete from person_words where rowid = (select number from person where id = old.id);
    delete from person where id = old.id;
end;
create trigger person_changed after update on link when new.kind = 'person' begin
    delete from person_words where rowid = (select number from person where id = old.id);
    insert into person_words (rowid, name)
        select number, concat_ws(' ', new.name, (select group_concat(value, ' ') from json_each(new.body, '$.aliases')))
        from person where id = new.id;
end;

-- The number of the first report whose sightings are new; none where all are to be looked at.
alter table people_due add column since integer;
drop index sighting_key;
create index sighting_key on sighting (key, report);

-- Names in -vić have one key however they are spelt.
update sighting set key = substr(key, 1, length(key) - 1) || 'c'
    where key like '%vk' and (body ->> '$.name' like '%vic' or body ->> '$.name' like '%vić');
update link set scope = substr(scope, 1, length(scope) - 1) || 'c'
    where kind = 'person' and scope like '%vk' and (name like '%vic' or name like '%vić');
