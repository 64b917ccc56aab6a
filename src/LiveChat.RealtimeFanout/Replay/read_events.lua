-- Reads one tenant's feed after a number. Runs when a dashboard resumes and when a replica may have missed something.
-- KEYS[1] head   hash: epoch, n
-- KEYS[2] log    stream; a batch whose last event is n has the id n-0
-- ARGV[1] epoch to start with where there is none   ARGV[2] life of the head, ms
-- ARGV[3] number to read after   ARGV[4] events wanted (0: the head alone)
-- Returns epoch, the last number given out, the batches: the first one may begin before what is asked for, the last one
-- may end after it.
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch then
  epoch = ARGV[1]
  redis.call('DEL', KEYS[2])
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'n', '0')
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
local n = redis.call('HGET', KEYS[1], 'n')
local batches, from, enough = {}, ARGV[3], tonumber(ARGV[3]) + tonumber(ARGV[4])
while tonumber(from) < enough do
  local some = redis.call('XRANGE', KEYS[2], '(' .. from .. '-0', '+', 'COUNT', 16)
  for _, entry in ipairs(some) do
    if tonumber(from) >= enough then break end
    from = string.match(entry[1], '^%d+')
    batches[#batches + 1] = entry[2][4]
  end
  if #some < 16 then break end
end
return { epoch, n, batches }
