-- Counts one reply by an assistant.
-- KEYS: 1 month's conversations, 2 month's replies
-- ARGV: 1 seed of conversations, 2 seed of replies (-1: none), 3 month ms
-- Returns {known, conversations, replies}
if redis.call('EXISTS', KEYS[1], KEYS[2]) < 2 then
  if tonumber(ARGV[1]) < 0 then return {0, 0, 0} end
  -- The seed was read from the rows after this reply was stored, so it holds it already.
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3], 'NX')
  redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3], 'NX')
else
  redis.call('INCR', KEYS[2])
end
return {1, tonumber(redis.call('GET', KEYS[1])), tonumber(redis.call('GET', KEYS[2]))}
