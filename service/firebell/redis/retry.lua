#!lua
-- A person's order: the channel is enabled, and one entry, or everything that waits or was given up, is due now.
-- KEYS: head, due, tries, dead · ARGV: now in ms, entry or '' for all
-- Reply: how many are due now, or -1 where there is no such entry. Whoever delivers sees it by `asked`.
local now, entry = ARGV[1], ARGV[2]
local function again(name)
  redis.call('ZREM', KEYS[4], name)
  redis.call('HDEL', KEYS[3], name)
  redis.call('ZADD', KEYS[2], now, name)
end
local count = 0
if entry ~= '' then
  if not (redis.call('ZSCORE', KEYS[2], entry) or redis.call('ZSCORE', KEYS[4], entry)) then return -1 end
  again(entry)
  count = 1
else
  for _, key in ipairs({KEYS[2], KEYS[4]}) do
    for _, name in ipairs(redis.call('ZRANGE', key, 0, -1)) do again(name) end
  end
  count = redis.call('ZCARD', KEYS[2])
end
redis.call('HDEL', KEYS[1], 'disabled', 'disabled_at', 'failing_since', 'paused_until')
redis.call('HINCRBY', KEYS[1], 'asked', 1)
return count
