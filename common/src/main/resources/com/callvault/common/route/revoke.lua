-- The owner has removed a device: it attaches no more, and its route is nobody's.
-- KEYS revoked routes; ARGV device atMs; returns the route that it had, or ""
redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2])
local route = redis.call('HGET', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
return route or ''
