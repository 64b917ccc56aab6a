-- Appends events to one tenant's feed, gives each the next number and publishes them together. Runs once for the events
-- that came while it ran before.
-- KEYS[1] head    hash: epoch, n (the last number given out), kept (when it was tidied last, ms), shared (see KEYS[5])
-- KEYS[2] log     stream; the entry of event n has the id n-0; fields a (time, ms), f (frame's JSON), t (traceparent)
-- KEYS[3] recent  set: keys of the newest events appended     KEYS[4] before  set: keys of those before them
-- KEYS[5] known   sorted set: keys, as the release before this one remembers them. While it is there a replica of that
--                 release may still write, so both are read and written; its last one lets it expire.
-- ARGV[1] channel to publish on
-- ARGV[2] epoch to start with where there is none
-- ARGV[3], ARGV[4] epoch and number that the caller has seen already ('' and 0 where none)
-- ARGV[5] now, ms   ARGV[6] most events kept   ARGV[7] longest age kept, ms   ARGV[8] life of the head, ms
-- ARGV[9...] four per event: key, JSON before the id, JSON after the id, traceparent
-- Returns epoch, then per event its number, or -1 where the key was known.
local head = redis.call('HMGET', KEYS[1], 'epoch', 'n', 'kept', 'shared')
local epoch, n, kept, shared = head[1], tonumber(head[2] or '0'), tonumber(head[3] or '0'), head[4]
-- A number below one that was seen before means that Redis came back with older data (a failover, a lost fsync).
-- The same ids must never name other events, so a new epoch begins.
if not epoch or (epoch == ARGV[3] and n < tonumber(ARGV[4])) then
  epoch, n, kept, shared = ARGV[2], 0, 0, '0'
  redis.call('DEL', unpack(KEYS))
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'n', '0')
end
if not shared then shared = tostring(redis.call('EXISTS', KEYS[5])) end

local before = n
local answer, published = { epoch }, {}
for i = 9, #ARGV, 4 do
  if redis.call('SADD', KEYS[3], ARGV[i]) == 0 or redis.call('SISMEMBER', KEYS[4], ARGV[i]) == 1
    or (shared == '1' and redis.call('ZADD', KEYS[5], 'NX', n + 1, ARGV[i]) == 0) then
    answer[#answer + 1] = -1
  else
    n = n + 1
    local number = string.format('%d', n)
    local id = epoch .. '-' .. number
    local frame = ARGV[i + 1] .. ',"id":"' .. id .. '"' .. ARGV[i + 2]
    redis.call('XADD', KEYS[2], number .. '-0', 'a', ARGV[5], 'f', frame, 't', ARGV[i + 3])
    published[#published + 1] = id .. ' ' .. ARGV[i + 3] .. ' ' .. #frame .. '\n' .. frame
    answer[#answer + 1] = n
  end
end
if n > before then
  redis.call('PUBLISH', ARGV[1], #published == 1 and published[1] or table.concat(published))
  redis.call('HSET', KEYS[1], 'n', string.format('%d', n))
end

-- Tidying costs more than the event, so it is done for every 64 of them, or after a while.
local now, max, age = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
if math.abs(now - kept) < 5000 and math.floor(before / 64) == math.floor(n / 64) then return answer end
redis.call('XTRIM', KEYS[2], 'MAXLEN', ARGV[6])
-- By age: at most some more a call than came since the last one, so that no call is long.
for _ = 1, 128 + n - before do
  local first = redis.call('XRANGE', KEYS[2], '-', '+', 'COUNT', 1)[1]
  if not first or tonumber(first[2][2]) >= now - age then break end
  redis.call('XDEL', KEYS[2], first[1])
end
if redis.call('SCARD', KEYS[3]) >= max then
  redis.call('RENAME', KEYS[3], KEYS[4])
  redis.call('SADD', KEYS[3], '') -- so that the new one has a life from the start
end
redis.call('ZREMRANGEBYRANK', KEYS[5], 0, -(2 * max + 1))
redis.call('HSET', KEYS[1], 'kept', ARGV[5], 'shared', tostring(redis.call('EXISTS', KEYS[5])))
-- Longer by what may pass until the next time.
redis.call('PEXPIRE', KEYS[1], ARGV[8])
for k = 2, 4 do redis.call('PEXPIRE', KEYS[k], age + 5000) end
return answer
