-- A device has everything about a call up to n: nothing of it is owed to that device any more.
-- What was said by a connection counts for the ring as that connection's alone: a page that was loaded anew has forgotten it.
-- KEYS owed acked; ARGV device call n keyLifeMs session
local device, call, n = ARGV[1], ARGV[2], tonumber(ARGV[3])
local mark = device .. ' ' .. call
if tonumber(redis.call('HGET', KEYS[2], mark) or 0) < n then redis.call('HSET', KEYS[2], mark, ARGV[3]) end
redis.call('HSET', KEYS[2], mark .. ' by', ARGV[5])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
local prefix = mark .. ' '
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  if string.sub(field, 1, #prefix) == prefix and tonumber(string.sub(field, #prefix + 1)) <= n then
    redis.call('HDEL', KEYS[1], field)
  end
end
return 1
