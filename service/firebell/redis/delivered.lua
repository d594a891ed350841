#!lua
-- What became of some deliveries of one channel, all at once, under its lease. Every check first.
-- KEYS: lease, head, due, tries, made, dead, sent · ARGV: token, most dead, most sent, ms that `sent` lives,
--   then each with its number before it: due set (entry, ms) · due removed · tries set (entry, record) · tries removed ·
--   made set (entry, event) · made removed · dead added (entry, ms) · head set (field, value) · head removed ·
--   head counted (field, number) · sent (ms)
-- Reply: 'done', or 'lease' where the token is not ours.
local at = 0
local function take()
  at = at + 1
  return ARGV[at]
end
local token, most_dead, most_sent, life = take(), tonumber(take()), tonumber(take()), take()
if redis.call('GET', KEYS[1]) ~= token then return 'lease' end
local lacks = lacking(
  {'HSET', KEYS[2], 'a', ''}, {'HDEL', KEYS[2], 'a'}, {'HINCRBY', KEYS[2], 'a', 1}, {'ZADD', KEYS[3], 0, ''},
  {'ZREM', KEYS[3], ''}, {'HSET', KEYS[4], 'a', ''}, {'HDEL', KEYS[4], 'a'}, {'HSET', KEYS[5], 'a', ''},
  {'HDEL', KEYS[5], 'a'}, {'ZADD', KEYS[6], 0, ''}, {'ZCARD', KEYS[6]}, {'ZPOPMIN', KEYS[6]}, {'RPUSH', KEYS[7], ''},
  {'LTRIM', KEYS[7], -1, -1}, {'PEXPIRE', KEYS[7], 1}
)
if lacks then return lacks end
for i, kind in ipairs({'string', 'hash', 'zset', 'hash', 'hash', 'zset', 'list'}) do
  local is = redis.call('TYPE', KEYS[i]).ok
  if is ~= 'none' and is ~= kind then return redis.error_reply('WRONGKIND ' .. KEYS[i] .. ' is no ' .. kind) end
end
local function each(command, key, width)
  for _ = 1, tonumber(take()) do
    if width == 1 then redis.call(command, key, take()) else redis.call(command, key, take(), take()) end
  end
end
for _ = 1, tonumber(take()) do
  local entry, ms = take(), take()
  redis.call('ZADD', KEYS[3], ms, entry)
end
each('ZREM', KEYS[3], 1)
each('HSET', KEYS[4], 2)
each('HDEL', KEYS[4], 1)
each('HSET', KEYS[5], 2)
each('HDEL', KEYS[5], 1)
for _ = 1, tonumber(take()) do
  local entry, ms = take(), take()
  redis.call('ZADD', KEYS[6], ms, entry)
end
for _ = 1, redis.call('ZCARD', KEYS[6]) - most_dead do
  local gone = redis.call('ZPOPMIN', KEYS[6])[1]
  redis.call('HDEL', KEYS[4], gone)
  redis.call('HDEL', KEYS[5], gone)
end
each('HSET', KEYS[2], 2)
each('HDEL', KEYS[2], 1)
each('HINCRBY', KEYS[2], 2)
local sent = tonumber(take())
for _ = 1, sent do redis.call('RPUSH', KEYS[7], take()) end
if sent > 0 then
  redis.call('LTRIM', KEYS[7], -most_sent, -1)
  redis.call('PEXPIRE', KEYS[7], life)
end
return 'done'
