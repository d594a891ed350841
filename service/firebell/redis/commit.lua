#!lua
-- What folding some journal entries changes, all at once. Scripts do not roll back: every check, then the writes,
-- the cursor last.
-- KEYS: lease, fold, state, alerts, channels, stopped, then the channels' streams, then the decisions' lists
-- ARGV: token, lease ms, cursor read from, cursor now, format, seconds that decisions live, channels' streams,
--   then each with its number before it: fields set (field, value) · fields deleted · alerts ·
--   channel entries (stream's number or 0 for pub/sub, name, alert's number) · decisions (list's number, data)
-- Reply: 'done', 'lease' or 'cursor'.
local at = 0
local function take()
  at = at + 1
  return ARGV[at]
end
local function typed(key, kind)
  local is = redis.call('TYPE', key).ok
  return is == 'none' or is == kind
end

local token, life, from, to, format, kept = take(), take(), take(), take(), take(), take()
local streams = tonumber(take())
if redis.call('GET', KEYS[1]) ~= token then return 'lease' end
local kinds = {'string', 'hash', 'hash', 'stream', 'set', 'hash'}
for i = 2, #KEYS do
  local kind = kinds[i] or (i <= 6 + streams and 'stream' or 'list')
  if not typed(KEYS[i], kind) then return redis.error_reply('WRONGKIND ' .. KEYS[i] .. ' is no ' .. kind) end
end
if (redis.call('HGET', KEYS[2], 'cursor') or '0-0') ~= from then return 'cursor' end

for _ = 1, tonumber(take()) do redis.call('HSET', KEYS[3], take(), take()) end
for _ = 1, tonumber(take()) do redis.call('HDEL', KEYS[3], take()) end
local alerts = {}
for i = 1, tonumber(take()) do
  alerts[i] = take()
  redis.call('XADD', KEYS[4], '*', 'data', alerts[i])
end
for _ = 1, tonumber(take()) do
  local stream, name, alert = tonumber(take()), take(), alerts[tonumber(take())]
  if stream == 0 then
    redis.call('PUBLISH', name, alert)
  else
    redis.call('XADD', KEYS[6 + stream], '*', 'data', alert)
    redis.call('SADD', KEYS[5], name)
  end
end
for _ = 1, tonumber(take()) do
  local list = KEYS[6 + streams + tonumber(take())]
  redis.call('RPUSH', list, take())
  redis.call('LTRIM', list, -64, -1)
  redis.call('EXPIRE', list, kept)
end
redis.call('DEL', KEYS[6])
redis.call('PEXPIRE', KEYS[1], life)
redis.call('HSET', KEYS[2], 'format', format, 'cursor', to)
return 'done'
