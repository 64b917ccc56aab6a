-- Appends events to one tenant's feed, gives each the next number and publishes them together. Runs once for the events
-- that came while it ran before.
-- KEYS[1] head   hash: epoch, n (the last number given out), kept (when it was tidied last, ms)
-- KEYS[2] log    stream; the entry of event n has the id n-0; fields a (time, ms), f (frame's JSON), t (traceparent)
-- KEYS[3] known  sorted set: key of each event already appended, scored by its number
-- ARGV[1] channel to publish on
-- ARGV[2] epoch to start with where there is none
-- ARGV[3], ARGV[4] epoch and number that the caller has seen already ('' and 0 where none)
-- ARGV[5] now, ms   ARGV[6] most events kept   ARGV[7] longest age kept, ms   ARGV[8] life of the head, ms
-- ARGV[9...] four per event: key, JSON before the id, JSON after the id, traceparent
-- Returns epoch, then per event its number, or -1 where the key was known.
local head = redis.call('HMGET', KEYS[1], 'epoch', 'n', 'kept')
local epoch, n, kept = head[1], tonumber(head[2] or '0'), tonumber(head[3] or '0')
-- A number below one that was seen before means that Redis came back with older data (a failover, a lost fsync).
-- The same ids must never name other events, so a new epoch begins.
if not epoch or (epoch == ARGV[3] and n < tonumber(ARGV[4])) then
  epoch = ARGV[2]
  n = 0
  kept = 0
  redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
end

local now, max, age = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local before = n
local answer, published = { epoch }, {}
for i = 9, #ARGV, 4 do
  local number = string.format('%.0f', n + 1)
  if redis.call('ZADD', KEYS[3], 'NX', number, ARGV[i]) == 0 then
    answer[#answer + 1] = -1
  else
    n = n + 1
    local id = epoch .. '-' .. number
    local frame = ARGV[i + 1] .. ',"id":"' .. id .. '"' .. ARGV[i + 2]
    redis.call('XADD', KEYS[2], 'MAXLEN', max, number .. '-0', 'a', ARGV[5], 'f', frame, 't', ARGV[i + 3])
    published[#published + 1] = id .. ' ' .. ARGV[i + 3] .. ' ' .. #frame .. '\n' .. frame
    answer[#answer + 1] = n
  end
end
if #published > 0 then redis.call('PUBLISH', ARGV[1], table.concat(published)) end

-- Tidying costs more than the event, so it is done for every 16 of them, or after a while.
local tidy = math.abs(now - kept) >= 5000 or math.floor(before / 16) ~= math.floor(n / 16)
if tidy then kept = now end
redis.call('HSET', KEYS[1], 'epoch', epoch, 'n', string.format('%.0f', n), 'kept', string.format('%.0f', kept))
if tidy then
  redis.call('ZREMRANGEBYRANK', KEYS[3], 0, -(2 * max + 1))
  -- By age: at most some more a call than came since the last one, so that no call is long.
  for _ = 1, 32 + n - before do
    local first = redis.call('XRANGE', KEYS[2], '-', '+', 'COUNT', 1)[1]
    if not first or tonumber(first[2][2]) >= now - age then break end
    redis.call('XDEL', KEYS[2], first[1])
  end
  -- Longer by what may pass until the next time.
  redis.call('PEXPIRE', KEYS[1], ARGV[8])
  redis.call('PEXPIRE', KEYS[2], age + 5000)
  redis.call('PEXPIRE', KEYS[3], age + 5000)
end
return answer
