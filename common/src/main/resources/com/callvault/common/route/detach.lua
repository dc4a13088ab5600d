-- Removes a route only where it is still this connection's: the device may have moved on, and its new route is not ours.
-- KEYS routes seen; ARGV device stored seenLifeMs, 0: nobody was seen; returns 1 when it was removed
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
if ARGV[3] ~= '0' then
  redis.call('SET', KEYS[2], math.floor(redis.call('TIME')[1] / 60) * 60 .. '000', 'PX', ARGV[3])
end
return redis.call('HDEL', KEYS[1], ARGV[1])
