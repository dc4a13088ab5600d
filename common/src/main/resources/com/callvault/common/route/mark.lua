-- Everything was written in this round, unless the key was lost meanwhile or another round has begun.
-- KEYS mark; ARGV round complete; returns 1 when it was marked
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
return 1
