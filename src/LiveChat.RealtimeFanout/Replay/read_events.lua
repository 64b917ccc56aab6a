-- Reads one tenant's feed after a number. Runs when a dashboard resumes and when a replica may have missed something.
-- KEYS[1] head   hash: epoch, n
-- KEYS[2] log    stream; the entry of event n has the id n-0
-- ARGV[1] epoch to start with where there is none   ARGV[2] life of the head, ms
-- ARGV[3] number to read after   ARGV[4] most events to return (0: the head alone)
-- Returns epoch, the last number given out, the entries.
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch then
  epoch = ARGV[1]
  redis.call('DEL', KEYS[2])
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'n', '0')
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
local n = redis.call('HGET', KEYS[1], 'n')
if ARGV[4] == '0' then return { epoch, n, {} } end
return { epoch, n, redis.call('XRANGE', KEYS[2], '(' .. ARGV[3] .. '-0', '+', 'COUNT', ARGV[4]) }
