-- Owes a ring to everybody of this user and reads where they are, in one step. Refused when the call is over.
-- KEYS rings over routes acked; ARGV call expiresAtMs frame keyLifeMs
-- returns {0} or {1, {device, route, ...}, {device, ...} whose connection of now acknowledged it}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local tombstone = redis.call('HGET', KEYS[2], ARGV[1])
if tombstone and tonumber(string.match(tombstone, '^(%d+) ')) > now then return {0} end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ' ' .. ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
local routes = redis.call('HGETALL', KEYS[3])
local acked = {}
for i = 1, #routes, 2 do
  local session = string.match(routes[i + 1], ' (%S+)$')
  if redis.call('HGET', KEYS[4], routes[i] .. ' ' .. ARGV[1] .. ' by') == session then acked[#acked + 1] = routes[i] end
end
return {1, routes, acked}
