-- A device takes no part in the call any more: its state is nobody's. What is still owed to it stays owed.
-- KEYS states; ARGV device call; returns 1 when there was one
local state = redis.call('HGET', KEYS[1], ARGV[1])
if state and string.find(state, '"call":"' .. ARGV[2] .. '"', 1, true) then return redis.call('HDEL', KEYS[1], ARGV[1]) end
return 0
