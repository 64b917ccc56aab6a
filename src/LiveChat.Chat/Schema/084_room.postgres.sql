-- A turn updates its conversation three times. Where the page has room the new version needs no index entries of its own,
-- unless an indexed column changed.
alter table conversations set (fillfactor = 70);
