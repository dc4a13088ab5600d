-- Takes the device's route and reads what is owed to it, in one step.
-- KEYS routes rings over owed acked states revoked seen; ARGV device conn node session keyLifeMs seenLifeMs
-- returns {3} when the account was deleted, {2} when its owner has removed the device, {0, current}, or {1, previous or "", {state}, {ring, ...}, {end, ...}, {"call n", frame, ...}}
local device = ARGV[1]
if redis.call('HEXISTS', KEYS[7], '*') == 1 then return {3} end
if redis.call('HEXISTS', KEYS[7], device) == 1 then return {2} end
local current = redis.call('HGET', KEYS[1], device)
if current then
  local conn, session = string.match(current, '^(%d+) %S+ (%S+)$')
  if tonumber(conn) > tonumber(ARGV[2]) or (tonumber(conn) == tonumber(ARGV[2]) and session ~= ARGV[4]) then
    return {0, current}
  end
end
redis.call('HSET', KEYS[1], device, ARGV[2] .. ' ' .. ARGV[3] .. ' ' .. ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[5])

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('SET', KEYS[8], math.floor(time[1] / 60) * 60 .. '000', 'PX', ARGV[6])
local function live(key, field, value)
  local expires = tonumber(string.match(value, '^(%d+) '))
  if expires > now then return true end
  redis.call('HDEL', key, field)
  return false
end

local states, rings, ends, owed = {}, {}, {}, {}
local state = redis.call('HGET', KEYS[6], device)
if state and live(KEYS[6], device, state) then states[1] = string.match(state, '^%d+ (.*)$') end

local over = redis.call('HGETALL', KEYS[3])
local isOver = {}
for i = 1, #over, 2 do
  local call, value = over[i], over[i + 1]
  if live(KEYS[3], call, value) then
    isOver[call] = true
    local n, except, frame = string.match(value, '^%d+ (%d+) (%S+) (.*)$')
    local acked = tonumber(redis.call('HGET', KEYS[5], device .. ' ' .. call) or 0)
    if frame ~= '' and except ~= device and acked < tonumber(n) then ends[#ends + 1] = frame end
  end
end

local ringing = redis.call('HGETALL', KEYS[2])
for i = 1, #ringing, 2 do
  local call, value = ringing[i], ringing[i + 1]
  if not isOver[call] and live(KEYS[2], call, value) then
    rings[#rings + 1] = string.match(value, '^%d+ (.*)$')
  end
end

local prefix = device .. ' '
local all = redis.call('HGETALL', KEYS[4])
for i = 1, #all, 2 do
  local field, value = all[i], all[i + 1]
  if string.sub(field, 1, #prefix) == prefix and live(KEYS[4], field, value) then
    owed[#owed + 1] = string.sub(field, #prefix + 1)
    owed[#owed + 1] = string.match(value, '^%d+ (.*)$')
  end
end
return {1, current or '', states, rings, ends, owed}
