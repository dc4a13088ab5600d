-- Removes a route only where it is still this connection's: the device may have moved on, and its new route is not ours.
-- KEYS routes; ARGV device stored; returns 1 when it was removed
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
return redis.call('HDEL', KEYS[1], ARGV[1])
