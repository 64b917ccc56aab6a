-- The tenant becomes part of the key, so that one index alone finds a conversation by it. With the tenant as a second
-- column, a planner without statistics took any index that begins with the tenant, and read all its conversations.
update conversations set key_hash = tenant_id || ':' || key_hash;
drop index conversations_key;
create unique index conversations_key on conversations (key_hash);
