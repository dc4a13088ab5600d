-- Keeps a device's state of a call. One of the same call with a higher n is newer, and stays.
-- KEYS states; ARGV device call n expiresAtMs state keyLifeMs; returns 1 when it was written
local known = redis.call('HGET', KEYS[1], ARGV[1])
if known and string.find(known, '"call":"' .. ARGV[2] .. '"', 1, true)
    and tonumber(string.match(known, '"n":(%d+)')) > tonumber(ARGV[3]) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[4] .. ' ' .. ARGV[5])
redis.call('PEXPIRE', KEYS[1], ARGV[6])
return 1
