-- Takes a reservation back.
-- KEYS: 1 new conversations of the address, 2 month's conversations, 3 conversation is known, 4 counted already
-- ARGV: 1 was counted in the month, 2 the conversation exists and stays known
local function less(key)
  local value = tonumber(redis.call('GET', key) or '0')
  if value > 0 then redis.call('DECR', key) end
end
less(KEYS[1])
if ARGV[1] == '1' then
  less(KEYS[2])
  redis.call('DEL', KEYS[4])
end
if ARGV[2] == '0' then redis.call('DEL', KEYS[3]) end
return 1
