-- What holds a word is found in the order of days, so that the latest few of very many come at
-- once: the row of a words table is its day (since the year 0) times 2^32, and the number of the
-- report, statement or event. Made anew from what is kept, as `keep` makes it (SQLite's way).

insert into report_words (report_words) values ('delete-all');
insert into report_words (rowid, title, text)
    select coalesce(cast(julianday(day) - 1721059.5 as integer), 0) << 32 | number, title, text
    from report order by 1;

insert into statement_words (statement_words) values ('delete-all');
insert into statement_words (rowid, speaker, content, context)
    select coalesce(cast(julianday(statement.day) - 1721059.5 as integer), 0) << 32 | statement.number,
        (select group_concat(concat_ws(' ', value ->> 'name', value ->> 'office', value ->> 'of'), ' ')
            from json_each(statement.body, '$.speakers')),
        (select group_concat(value ->> 'text', ' ') from json_each(statement.body, '$.content')),
        concat_ws(' ', statement.body ->> '$.evidence.text', report.title)
    from statement join report on report.number = statement.report order by 1;

insert into event_words (event_words) values ('delete-all');
insert into event_words (rowid, party, evidence)
    select coalesce(cast(julianday(event.day) - 1721059.5 as integer), 0) << 32 | number,
        (select group_concat(concat_ws(' ', name, country), ' ') from party where event = number),
        event.body ->> '$.evidence.text'
    from event order by 1;

-- Values that few or very many hold are asked for in different ways; these tell which at a glance.
drop index speaker_name;
create index speaker_name on speaker (name, statement);
drop index party_name;
create index party_name on party (name, event);
drop index place_name;
create index place_name on place (name, report);

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
