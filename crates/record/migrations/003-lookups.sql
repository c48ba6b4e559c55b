-- What pages look up: by outlet, by act, by act within a report.
create index report_source on report (source, day);
create index statement_act on statement (act, day);
create index statement_report_act on statement (report, act);
drop index statement_report;
