-- Keeps a route alive, if it is still this connection's. Never raises conn and never writes what is missing: that is attach's.
-- Once a minute it writes that its person was seen: a node that is killed says no good-bye.
-- KEYS routes seen; ARGV device stored keyLifeMs seenLifeMs; returns 1 when it is ours, 0 when it is missing or another's
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
local minute = math.floor(redis.call('TIME')[1] / 60) * 60 .. '000'
if redis.call('GET', KEYS[2]) ~= minute then redis.call('SET', KEYS[2], minute, 'PX', ARGV[4]) end
return 1
