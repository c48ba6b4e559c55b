-- Of the facts that several accounts give, only those that differ count as differences.
drop trigger difference_in;
drop trigger difference_out;
create trigger difference_in after insert on link when new.kind = 'difference' and new.name = 'differ' begin
    update total set value = value + 1 where name = 'difference';
end;
create trigger difference_out after delete on link when old.kind = 'difference' and old.name = 'differ' begin
    update total set value = value - 1 where name = 'difference';
end;
update total set value = (select count(*) from link where kind = 'difference' and name = 'differ')
    where name = 'difference';
