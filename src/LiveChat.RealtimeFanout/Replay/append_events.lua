-- Appends a batch of events to one tenant's feed, gives each the next number, keeps them as one entry and publishes that
-- very entry. Runs once for the events that came while it ran before.
-- KEYS[1] head    hash: epoch, n (the last number given out), kept (when it was tidied last, ms)
-- KEYS[2] log     stream, and the name of the channel; a batch whose last event is n has the id n-0; fields a (time, ms),
--                 b (the batch as published: a line `epoch-n of the first event, positions left out`, then ARGV[8])
-- KEYS[3] recent  set: keys of the newest events appended     KEYS[4] before  set: keys of those before them
-- ARGV[1] epoch to start with where there is none
-- ARGV[2], ARGV[3] epoch and number that the caller has seen already ('' and 0 where none)
-- ARGV[4] now, ms   ARGV[5] most events kept   ARGV[6] longest age kept, ms   ARGV[7] life of the head, ms
-- ARGV[8] the events, as the readers take them apart   ARGV[9...] their keys, in the same order
-- Returns the first line of the batch: what is known already is left out, by its position from 0.
local head = redis.call('HMGET', KEYS[1], 'epoch', 'n', 'kept')
local epoch, n, kept = head[1], tonumber(head[2] or '0'), tonumber(head[3] or '0')
-- A number below one that was seen before means that Redis came back with older data (a failover, a lost fsync).
-- The same ids must never name other events, so a new epoch begins.
if not epoch or (epoch == ARGV[2] and n < tonumber(ARGV[3])) then
  epoch, n, kept = ARGV[1], 0, 0
  redis.call('DEL', unpack(KEYS))
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'n', '0')
end

-- One call each however many events there are: a call costs more than the work that it does.
local recent = redis.call('SMISMEMBER', KEYS[3], unpack(ARGV, 9))
local earlier = redis.call('SMISMEMBER', KEYS[4], unpack(ARGV, 9))
local fresh, known = {}, {}
for k = 1, #recent do
  local key = ARGV[8 + k]
  if recent[k] == 1 or earlier[k] == 1 or fresh[key] then
    known[#known + 1] = k - 1
  else
    fresh[key], fresh[#fresh + 1] = true, key
  end
end
local before, first = n, string.format('%s-%d %s', epoch, n + 1, table.concat(known, ','))
n = n + #fresh
if n == before then return first end

local batch, number = first .. '\n' .. ARGV[8], string.format('%d', n)
redis.call('SADD', KEYS[3], unpack(fresh))
redis.call('XADD', KEYS[2], number .. '-0', 'a', ARGV[4], 'b', batch)
redis.call('PUBLISH', KEYS[2], batch)
redis.call('HSET', KEYS[1], 'n', number)

-- Tidying costs more than the batch, so it is done for every 64 events, or after a while.
local now, max, age = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
if math.abs(now - kept) < 5000 and math.floor(before / 64) == math.floor(n / 64) then return first end
redis.call('XTRIM', KEYS[2], 'MINID', string.format('%d-0', math.max(0, n - max + 1)))
-- By age: at most some more a call than came since the last one, so that no call is long.
for _ = 1, 128 + n - before do
  local oldest = redis.call('XRANGE', KEYS[2], '-', '+', 'COUNT', 1)[1]
  if not oldest or tonumber(oldest[2][2]) >= now - age then break end
  redis.call('XDEL', KEYS[2], oldest[1])
end
if redis.call('SCARD', KEYS[3]) >= max then
  redis.call('RENAME', KEYS[3], KEYS[4])
  redis.call('SADD', KEYS[3], '') -- so that the new one has a life from the start
end
redis.call('HSET', KEYS[1], 'kept', ARGV[4])
-- Longer by what may pass until the next time.
redis.call('PEXPIRE', KEYS[1], ARGV[7])
for k = 2, 4 do redis.call('PEXPIRE', KEYS[k], age + 5000) end
return first
