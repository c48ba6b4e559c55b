-- What people set for a record, such as their own table of publishers.
create table setting (
    name text primary key,
    value text not null
);

-- How many accounts a story has is known when its reports were looked at.
create trigger story_counted after update of accounts on story when new.accounts <> old.accounts begin
    update total set value = value + new.accounts - old.accounts where name = 'accounts';
end;

-- Reports are compared by other traces now: all are placed and grouped anew.
delete from link where kind <> 'person';
delete from story_due;
delete from story_report;
delete from story;
delete from cluster;
delete from near;
delete from posting;
delete from posting_run;
delete from report_due;
insert into report_due select number, 0 from report;
