-- Owes a frame to one device and reads where it is, in one step. Refused when the device acknowledged it before.
-- KEYS owed routes acked states; ARGV device call n expiresAtMs frame state keyLifeMs
-- returns {0} or {1, route}
local device, call, n = ARGV[1], ARGV[2], tonumber(ARGV[3])
-- Two workers may write the states of two steps in the wrong order: the one with the higher n stays.
local known = redis.call('HGET', KEYS[4], device)
local newer = known and string.find(known, '"call":"' .. call .. '"', 1, true)
  and tonumber(string.match(known, '"n":(%d+)')) > (tonumber(string.match(ARGV[6], '"n":(%d+)')) or 0)
if ARGV[6] ~= '' and not newer then
  redis.call('HSET', KEYS[4], device, ARGV[4] .. ' ' .. ARGV[6])
  redis.call('PEXPIRE', KEYS[4], ARGV[7])
end
if tonumber(redis.call('HGET', KEYS[3], device .. ' ' .. call) or 0) >= n then return {0} end
redis.call('HSET', KEYS[1], device .. ' ' .. call .. ' ' .. ARGV[3], ARGV[4] .. ' ' .. ARGV[5])
redis.call('PEXPIRE', KEYS[1], ARGV[7])
return {1, redis.call('HGET', KEYS[2], device) or ''}
