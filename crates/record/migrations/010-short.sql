-- Lines are short and blocks of keys packed from here on; that is done by ours (shorten.rs, postings.rs), not in SQL.

-- Who speaks, who is party to a deed and what places a report names stand in the order of what they are of, so
-- that no index need say where. `turn` is the place of one among the others.
create table speaker_in_turn (
    statement integer not null references statement (number),
    turn integer not null,
    name text not null,
    belongs_to text,
    primary key (statement, turn)
) without rowid;
insert into speaker_in_turn
    select statement, row_number() over (partition by statement order by rowid) - 1, name, belongs_to
    from speaker order by statement, rowid;
drop table speaker;
alter table speaker_in_turn rename to speaker;
create index speaker_name on speaker (name, statement);

create table party_in_turn (
    event integer not null references event (number),
    turn integer not null,
    side text not null,
    name text not null,
    country text,
    primary key (event, turn)
) without rowid;
insert into party_in_turn
    select event, row_number() over (partition by event order by rowid) - 1, side, name, country
    from party order by event, rowid;
drop table party;
alter table party_in_turn rename to party;
create index party_name on party (name, event);

create table place_in_turn (
    report integer not null references report (number),
    turn integer not null,
    name text not null,
    country text,
    lat real,
    lon real,
    times integer not null,
    primary key (report, turn)
) without rowid;
insert into place_in_turn
    select report, row_number() over (partition by report order by rowid) - 1, name, country, lat, lon, times
    from place order by report, rowid;
drop table place;
alter table place_in_turn rename to place;
create index place_name on place (name, report);

-- What the resolver compares is packed as it is.
update trace set body = packed_bytes(body);
