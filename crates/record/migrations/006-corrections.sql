-- What people said is wrong, by the report it is about; kept whatever becomes of the reading.
create table correction (
    id text primary key,
    report text,
    kind text not null,
    at text not null,
    body text not null
) without rowid;
create index correction_report on correction (report, kind);

-- People by how many reports name them.
create index link_weight on link (coalesce(body ->> '$.weight', 0) desc, name) where kind = 'person';
