-- Keeps a route alive, if it is still this connection's. Never raises conn and never writes what is missing: that is attach's.
-- KEYS routes; ARGV device stored keyLifeMs; returns 1 when it is ours, 0 when it is missing or another's
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
