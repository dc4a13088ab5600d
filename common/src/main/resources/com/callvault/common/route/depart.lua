-- The account was deleted: no device of this address attaches any more, and its routes are nobody's.
-- KEYS revoked routes; ARGV atMs; returns the routes that there were
redis.call('HSETNX', KEYS[1], '*', ARGV[1])
local routes = redis.call('HVALS', KEYS[2])
redis.call('DEL', KEYS[2])
return routes
