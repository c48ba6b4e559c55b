-- Texts and lines are packed; `packed` is a function of ours (packed.rs). A cell that is text stays as it is
-- where it is no shorter for it. What is asked of a figure by its status has a column of its own; a line that
-- is damaged keeps nobody from opening the rest.
alter table figure add column status text not null default 'given';
update figure set status = coalesce(case when json_valid(body) then body ->> '$.status' end, 'given');

-- An older program that had the file open when it was brought up to date names no status.
create trigger figure_status after insert on figure
when new.status = 'given' and typeof(new.body) = 'text' and json_valid(new.body) begin
    update figure set status = coalesce(new.body ->> '$.status', 'given') where number = new.number;
end;
