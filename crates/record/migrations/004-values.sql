-- Values that few or very many hold are asked for in different ways; these tell which at a glance.
drop index speaker_name;
create index speaker_name on speaker (name, statement);
drop index party_name;
create index party_name on party (name, event);
drop index place_name;
create index place_name on place (name, report);
