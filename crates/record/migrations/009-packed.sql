-- Texts and lines are packed; `packed` is a function of ours (packed.rs). A cell that is text stays as it is
-- where it is no shorter for it. What is asked of a figure by its status has a column of its own.
alter table figure add column status text not null default 'given';
update figure set status = coalesce(unpacked(body) ->> '$.status', 'given');
