#!lua
-- New entries of an outside channel become due, and the cursor moves behind them.
-- KEYS: lease, head, due, the channel's stream · ARGV: token, how many at most, now in ms
-- Reply: the entries, or 'lease' where the token is not ours.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 'lease' end
local lacks = lacking({'XRANGE', KEYS[4], '-', '+'}, {'ZADD', KEYS[3], 0, ''}, {'HSET', KEYS[2], 'cursor', ''})
if lacks then return lacks end
for i, kind in ipairs({'string', 'hash', 'zset', 'stream'}) do
  local is = redis.call('TYPE', KEYS[i]).ok
  if is ~= 'none' and is ~= kind then return redis.error_reply('WRONGKIND ' .. KEYS[i] .. ' is no ' .. kind) end
end
local cursor = redis.call('HGET', KEYS[2], 'cursor') or '0-0'
local entries = redis.call('XRANGE', KEYS[4], '(' .. cursor, '+', 'COUNT', ARGV[2])
if #entries == 0 then return entries end
for _, entry in ipairs(entries) do redis.call('ZADD', KEYS[3], ARGV[3], entry[1]) end
redis.call('HSET', KEYS[2], 'cursor', entries[#entries][1])
return entries
