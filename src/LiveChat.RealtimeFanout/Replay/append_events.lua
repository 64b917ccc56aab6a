-- Appends events to one tenant's feed, gives each the next number and publishes them together. Runs once for the events
-- that came while it ran before.
-- KEYS[1] head    hash: epoch, n (the last number given out), kept (when it was tidied last, ms)
-- KEYS[2] log     stream; the entry of event n has the id n-0; fields a (time, ms), f (JSON without the id), t (traceparent)
-- KEYS[3] recent  set: keys of the newest events appended     KEYS[4] before  set: keys of those before them
-- ARGV[1] channel to publish on
-- ARGV[2] epoch to start with where there is none
-- ARGV[3], ARGV[4] epoch and number that the caller has seen already ('' and 0 where none)
-- ARGV[5] now, ms   ARGV[6] most events kept   ARGV[7] longest age kept, ms   ARGV[8] life of the head, ms
-- ARGV[9...] three per event: key, JSON, traceparent
-- Returns epoch, then per event its number, or -1 where the key was known.
local head = redis.call('HMGET', KEYS[1], 'epoch', 'n', 'kept')
local epoch, n, kept = head[1], tonumber(head[2] or '0'), tonumber(head[3] or '0')
-- A number below one that was seen before means that Redis came back with older data (a failover, a lost fsync).
-- The same ids must never name other events, so a new epoch begins.
if not epoch or (epoch == ARGV[3] and n < tonumber(ARGV[4])) then
  epoch, n, kept = ARGV[2], 0, 0
  redis.call('DEL', unpack(KEYS))
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'n', '0')
end

-- All keys in one call each, and the frames go as they came: a Lua string costs a hash of every byte of it.
local keys = {}
for i = 9, #ARGV, 3 do keys[#keys + 1] = ARGV[i] end
local recent = redis.call('SMISMEMBER', KEYS[3], unpack(keys))
local earlier = redis.call('SMISMEMBER', KEYS[4], unpack(keys))

local before = n
local answer, fresh, published = { epoch }, {}, {}
for k = 1, #keys do
  local key = keys[k]
  if recent[k] == 1 or earlier[k] == 1 or fresh[key] then
    answer[k + 1] = -1
  else
    n = n + 1
    fresh[key], fresh[#fresh + 1] = true, key
    local number, json, trace = string.format('%d', n), ARGV[3 * k + 7], ARGV[3 * k + 8]
    redis.call('XADD', KEYS[2], number .. '-0', 'a', ARGV[5], 'f', json, 't', trace)
    published[#published + 1] = epoch .. '-' .. number .. ' ' .. trace .. ' ' .. #json .. '\n'
    published[#published + 1] = json
    answer[k + 1] = n
  end
end
if n > before then
  redis.call('SADD', KEYS[3], unpack(fresh))
  redis.call('PUBLISH', ARGV[1], table.concat(published))
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
redis.call('HSET', KEYS[1], 'kept', ARGV[5])
-- Longer by what may pass until the next time.
redis.call('PEXPIRE', KEYS[1], ARGV[8])
for k = 2, 4 do redis.call('PEXPIRE', KEYS[k], age + 5000) end
return answer
