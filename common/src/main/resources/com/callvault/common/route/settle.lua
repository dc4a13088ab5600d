-- The ring is over for everybody of this user: nothing of it is owed any more but its end, and a tombstone says so for its life.
-- KEYS rings over routes acked; ARGV call untilMs n exceptDevice|- frame keyLifeMs
-- returns {{device, route, ...}, {device, ...} who acknowledged the end}
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2] .. ' ' .. ARGV[3] .. ' ' .. ARGV[4] .. ' ' .. ARGV[5])
redis.call('PEXPIRE', KEYS[2], ARGV[6])
local routes = redis.call('HGETALL', KEYS[3])
local acked = {}
for i = 1, #routes, 2 do
  if tonumber(redis.call('HGET', KEYS[4], routes[i] .. ' ' .. ARGV[1]) or 0) >= tonumber(ARGV[3]) then
    acked[#acked + 1] = routes[i]
  end
end
return {routes, acked}
