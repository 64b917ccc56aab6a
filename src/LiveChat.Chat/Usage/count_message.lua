-- Counts one visitor message: all windows and the month in one round trip.
-- KEYS: 1 session window, 2 address window, 3 new conversations of the address, 4 month's conversations,
--       5 month's replies, 6 conversation is known, 7 session and address counted already, 8 tenant window
-- ARGV: 1 session limit, 2 address limit, 3 new limit, 4 conversations limit, 5 replies limit (-1: unlimited),
--       6 seed of conversations, 7 seed of replies (-1: none), 8 count windows, 9 may be new, 10 counts once,
--       11 minute ms, 12 hour ms, 13 known ms, 14 once ms, 15 month ms, 16 tenant limit
-- KEYS[6] holds 1 where the conversation was counted, 0 where it was not.
-- Returns {verdict, reserved, counted, used, limit, resets in ms, conversations, replies}
local conversations = redis.call('GET', KEYS[4])
local replies = redis.call('GET', KEYS[5])
if not conversations or not replies then
  if tonumber(ARGV[6]) < 0 then return {6, 0, 0, 0, 0, 0, 0, 0} end
  redis.call('SET', KEYS[4], ARGV[6], 'PX', ARGV[15], 'NX')
  redis.call('SET', KEYS[5], ARGV[7], 'PX', ARGV[15], 'NX')
  conversations = redis.call('GET', KEYS[4])
  replies = redis.call('GET', KEYS[5])
end
conversations = tonumber(conversations)
replies = tonumber(replies)

local function count(key, ms)
  local used = redis.call('INCR', key)
  local left = redis.call('PTTL', key)
  if left < 0 then
    redis.call('PEXPIRE', key, ms)
    left = tonumber(ms)
  end
  return used, left
end

local function over(used, limit)
  return tonumber(limit) >= 0 and used > tonumber(limit)
end

if ARGV[8] == '1' then
  local session, sessionLeft = count(KEYS[1], ARGV[11])
  local address, addressLeft = count(KEYS[2], ARGV[11])
  local tenant, tenantLeft = count(KEYS[8], ARGV[11])
  if over(session, ARGV[1]) then return {1, 0, 0, session, tonumber(ARGV[1]), sessionLeft, conversations, replies} end
  if over(address, ARGV[2]) then return {2, 0, 0, address, tonumber(ARGV[2]), addressLeft, conversations, replies} end
  if over(tenant, ARGV[16]) then return {7, 0, 0, tenant, tonumber(ARGV[16]), tenantLeft, conversations, replies} end
end

if ARGV[9] == '0' then return {0, 0, 0, 0, 0, 0, conversations, replies} end
local known = redis.call('GET', KEYS[6])
if known then
  redis.call('PEXPIRE', KEYS[6], ARGV[13])
  return {0, 0, tonumber(known), 0, 0, 0, conversations, replies}
end

local new, newLeft = count(KEYS[3], ARGV[12])
if over(new, ARGV[3]) then return {3, 0, 0, new, tonumber(ARGV[3]), newLeft, conversations, replies} end
if tonumber(ARGV[5]) >= 0 and replies >= tonumber(ARGV[5]) then
  return {5, 0, 0, replies, tonumber(ARGV[5]), 0, conversations, replies}
end

local counted = 1
if ARGV[10] == '1' and redis.call('EXISTS', KEYS[7]) == 1 then counted = 0 end
if counted == 1 then
  if tonumber(ARGV[4]) >= 0 and conversations >= tonumber(ARGV[4]) then
    return {4, 0, 0, conversations, tonumber(ARGV[4]), 0, conversations, replies}
  end
  conversations = redis.call('INCR', KEYS[4])
  if ARGV[10] == '1' then redis.call('SET', KEYS[7], '1', 'PX', ARGV[14]) end
end
redis.call('SET', KEYS[6], tostring(counted), 'PX', ARGV[13])
return {0, 1, counted, 0, 0, 0, conversations, replies}
