-- Who read a report ("deep 0.1.0"), and the language for which it was not analysed.
alter table report add column reader text;
alter table report add column unread text;
