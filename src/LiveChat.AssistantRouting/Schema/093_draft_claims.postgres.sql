-- A claim waits for no disk. What a crash of the server takes of them costs a provider's answer a second time at worst.
alter table draft_claim set unlogged;
