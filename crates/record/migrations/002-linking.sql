-- What links reports, so that adding one touches only what is near it.

-- The reports that one is like, by number: made and read by the resolver.
create table near (
    report integer primary key references report (number),
    published text,
    body blob not null
);

-- By which numbers reports are found by others (shared runs of words, topics by day): runs of
-- (key, report), sorted, in blocks; two runs become one as they grow (a log-structured merge).
create table posting_run (
    number integer primary key,
    entries integer not null,
    firsts blob not null
);
create table posting (
    number integer primary key,
    body blob not null
);

-- Reports on like matters, of which stories are made.
create table cluster (
    report integer primary key references report (number),
    cluster integer not null
);
create index cluster_cluster on cluster (cluster);

-- What is still to be done, so that a run that was cut off is gone on with and not begun anew.
-- Reports: 0 not to be found by others yet, 1 not placed among others, 2 in no story.
create table report_due (
    report integer primary key references report (number),
    step integer not null
);
-- Stories: 1 what it follows on from, 2 that and all that its reports show together.
create table story_due (
    story text primary key,
    step integer not null
);
-- Keys of people of whom there are new sightings.
create table people_due (
    key text primary key
);

alter table story add column follows text;
alter table story add column accounts integer not null default 0;
create index story_follows on story (follows) where follows is not null;

-- How much there is of everything, so that nobody has to count.
create table total (
    name text primary key,
    value integer not null
);
insert into total
    select 'report', count(*) from report
    union all select 'statement', count(*) from statement
    union all select 'event', count(*) from event
    union all select 'figure', count(*) from figure
    union all select 'story', 0
    union all select 'accounts', 0
    union all select 'difference', 0;

-- Stories made before are made anew.
delete from link where kind <> 'person';
delete from story_report;
delete from story;
insert into report_due select number, 0 from report;

create trigger report_in after insert on report begin
    update total set value = value + 1 where name = 'report';
end;
create trigger statement_in after insert on statement begin
    update total set value = value + 1 where name = 'statement';
end;
create trigger statement_out after delete on statement begin
    update total set value = value - 1 where name = 'statement';
end;
create trigger event_in after insert on event begin
    update total set value = value + 1 where name = 'event';
end;
create trigger event_out after delete on event begin
    update total set value = value - 1 where name = 'event';
end;
create trigger figure_in after insert on figure begin
    update total set value = value + 1 where name = 'figure';
end;
create trigger figure_out after delete on figure begin
    update total set value = value - 1 where name = 'figure';
end;
create trigger story_in after insert on story begin
    update total set value = value + 1 where name = 'story';
    update total set value = value + new.accounts where name = 'accounts';
end;
create trigger story_out after delete on story begin
    update total set value = value - 1 where name = 'story';
    update total set value = value - old.accounts where name = 'accounts';
end;
create trigger difference_in after insert on link when new.kind = 'difference' begin
    update total set value = value + 1 where name = 'difference';
end;
create trigger difference_out after delete on link when old.kind = 'difference' begin
    update total set value = value - 1 where name = 'difference';
end;
