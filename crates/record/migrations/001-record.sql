-- The record: reports, what each of them says, and what several show together.
-- `body` is the line of the record as JSON; the other columns are what questions ask by.
-- Plain SQL that PostgreSQL takes as well; full-text tables are in 001-words.sql.

create table report (
    number integer primary key,
    id text not null unique,
    content text not null,
    day text,
    source text,
    url text,
    title text,
    text text not null,
    body text not null
);
create index report_day on report (day);

-- Texts that stood under the same id before, the oldest first.
create table report_version (
    report integer not null references report (number),
    version integer not null,
    content text not null,
    text text not null,
    body text not null,
    primary key (report, version)
);

-- Mentions, times and places, which nobody asks for one by one.
create table reading (
    report integer not null references report (number),
    kind text not null,
    body text not null,
    primary key (report, kind)
);

create table statement (
    number integer primary key,
    id text not null unique,
    report integer not null references report (number),
    act text not null,
    day text,
    confidence real not null,
    body text not null
);
create index statement_report on statement (report);
create index statement_day on statement (day);

create table speaker (
    statement integer not null references statement (number),
    name text not null,
    belongs_to text
);
create index speaker_name on speaker (name);
create index speaker_statement on speaker (statement);

create table event (
    number integer primary key,
    id text not null unique,
    report integer not null references report (number),
    root text not null,
    status text not null,
    day text,
    body text not null
);
create index event_report on event (report);
create index event_day on event (day);

create table party (
    event integer not null references event (number),
    side text not null,
    name text not null,
    country text
);
create index party_name on party (name);
create index party_event on party (event);

create table figure (
    number integer primary key,
    id text not null unique,
    report integer not null references report (number),
    what text not null,
    day text,
    body text not null
);
create index figure_report on figure (report);
create index figure_what on figure (what);

create table place (
    report integer not null references report (number),
    name text not null,
    country text,
    lat real,
    lon real,
    times integer not null
);
create index place_report on place (report);
create index place_name on place (name);

-- What the resolver needs to know of a report to place it among the others.
create table trace (
    report integer primary key references report (number),
    body blob not null
);

create table story (
    id text primary key,
    first text,
    last text,
    size integer not null,
    body text not null
);
create index story_last on story (last desc, size desc, id);

create table story_report (
    report integer primary key references report (number),
    story text not null,
    origin integer not null
);
create index story_report_story on story_report (story);

-- People as single reports name them; only those with one key can be one person.
create table sighting (
    report integer not null references report (number),
    key text not null,
    body text not null
);
create index sighting_key on sighting (key);
create index sighting_report on sighting (report);

-- Same statements, same events and differences, of a story each; persons, of a key each.
create table link (
    id text primary key,
    kind text not null,
    scope text not null,
    name text,
    body text not null
);
create index link_kind on link (kind, name);
create index link_scope on link (scope, kind, name);
