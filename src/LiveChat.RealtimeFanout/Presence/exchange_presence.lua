-- Writes one replica's word on who is online in one tenant, drops what expired, and tells what was there before.
-- Runs when somebody comes, goes or looks elsewhere, and once per heartbeat, tenant and replica.
-- KEYS[1] presence  hash: field userId:instance, value "expiresAtMs json"
-- ARGV[1] now, ms   ARGV[2] life of the hash, ms   ARGV[3] number of puts
-- ARGV[4...] per put: field, value; then the fields to take back
-- Returns the values before the call (expired ones included).
local before = {}
local all = redis.call('HGETALL', KEYS[1])
local now = tonumber(ARGV[1])
for i = 1, #all, 2 do
  before[#before + 1] = all[i + 1]
  if tonumber(string.match(all[i + 1], '^%d+')) <= now then redis.call('HDEL', KEYS[1], all[i]) end
end
local puts = tonumber(ARGV[3])
for i = 4 + 2 * puts, #ARGV do redis.call('HDEL', KEYS[1], ARGV[i]) end
for i = 4, 3 + 2 * puts, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
if puts > 0 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return before
