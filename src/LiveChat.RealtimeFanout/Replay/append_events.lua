-- Appends events to one tenant's feed, gives each the next number and publishes it. Runs once per domain event.
-- KEYS[1] head   hash: epoch, n (the last number given out)
-- KEYS[2] log    stream; the entry of event n has the id n-0; fields a (time, ms), f (frame's JSON), t (traceparent)
-- KEYS[3] known  sorted set: key of each event already appended, scored by its number
-- ARGV[1] channel to publish on
-- ARGV[2] epoch to start with where there is none
-- ARGV[3], ARGV[4] epoch and number that the caller has seen already ('' and 0 where none)
-- ARGV[5] now, ms   ARGV[6] most events kept   ARGV[7] longest age kept, ms   ARGV[8] life of the head, ms
-- ARGV[9...] four per event: key, JSON before the id, JSON after the id, traceparent
-- Returns epoch, then per event its number, or -1 where the key was known.
local epoch = redis.call('HGET', KEYS[1], 'epoch')
local n = tonumber(redis.call('HGET', KEYS[1], 'n') or '0')
-- A number below one that was seen before means that Redis came back with older data (a failover, a lost fsync).
-- The same ids must never name other events, so a new epoch begins.
if not epoch or (epoch == ARGV[3] and n < tonumber(ARGV[4])) then
  epoch = ARGV[2]
  n = 0
  redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
end

local max, oldest = tonumber(ARGV[6]), tonumber(ARGV[5]) - tonumber(ARGV[7])
local answer = { epoch }
for i = 9, #ARGV, 4 do
  if redis.call('ZSCORE', KEYS[3], ARGV[i]) then
    answer[#answer + 1] = -1
  else
    n = n + 1
    local number = string.format('%.0f', n)
    local id = epoch .. '-' .. number
    local frame = ARGV[i + 1] .. ',"id":"' .. id .. '"' .. ARGV[i + 2]
    redis.call('ZADD', KEYS[3], number, ARGV[i])
    redis.call('XADD', KEYS[2], 'MAXLEN', max, number .. '-0', 'a', ARGV[5], 'f', frame, 't', ARGV[i + 3])
    redis.call('PUBLISH', ARGV[1], id .. ' ' .. ARGV[i + 3] .. '\n' .. frame)
    answer[#answer + 1] = n
  end
end

redis.call('HSET', KEYS[1], 'epoch', epoch, 'n', string.format('%.0f', n))
redis.call('ZREMRANGEBYRANK', KEYS[3], 0, -(2 * max + 1))
-- By age: at most a few a call, so that no call is long; more go than come.
for _ = 1, 8 do
  local first = redis.call('XRANGE', KEYS[2], '-', '+', 'COUNT', 1)[1]
  if not first or tonumber(first[2][2]) >= oldest then break end
  redis.call('XDEL', KEYS[2], first[1])
end
redis.call('PEXPIRE', KEYS[1], ARGV[8])
redis.call('PEXPIRE', KEYS[2], ARGV[7])
redis.call('PEXPIRE', KEYS[3], ARGV[7])
return answer
