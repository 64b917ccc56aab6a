-- Lifts the month's figures to what the rows say; never lowers them.
-- KEYS: 1 month's conversations, 2 month's replies
-- ARGV: 1 conversations, 2 replies, 3 month ms
for i = 1, 2 do
  local value = redis.call('GET', KEYS[i])
  if not value or tonumber(value) < tonumber(ARGV[i]) then redis.call('SET', KEYS[i], ARGV[i], 'PX', ARGV[3]) end
end
return 1
