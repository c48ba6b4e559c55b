-- As `keep` makes it: what was said is not indexed once more where it stands in the words around it.

insert into report_words (report_words) values ('delete-all');
insert into report_words (rowid, title, text)
    select coalesce(cast(julianday(day) - 1721059.5 as integer), 0) << 32 | number, title, text
    from report order by 1;

insert into statement_words (statement_words) values ('delete-all');
insert into statement_words (rowid, speaker, content, context)
    select coalesce(cast(julianday(statement.day) - 1721059.5 as integer), 0) << 32 | statement.number,
        (select group_concat(concat_ws(' ', value ->> 'name', value ->> 'office', value ->> 'of'), ' ')
            from json_each(statement.body, '$.speakers')),
        (select group_concat(value ->> 'text', ' ') from json_each(statement.body, '$.content')
            where instr(statement.body ->> '$.evidence.text', value ->> 'text') = 0),
        concat_ws(' ', statement.body ->> '$.evidence.text', report.title)
    from statement join report on report.number = statement.report order by 1;

insert into event_words (event_words) values ('delete-all');
insert into event_words (rowid, party, evidence)
    select coalesce(cast(julianday(event.day) - 1721059.5 as integer), 0) << 32 | number,
        (select group_concat(concat_ws(' ', name, country), ' ') from party where event = number),
        event.body ->> '$.evidence.text'
    from event order by 1;
