#!lua flags=allow-oom
-- Let go of a channel's old entries, never of what can still be delivered.
-- KEYS: the channel's stream, head, due · ARGV: now in ms, ms that entries live, ms after which none is delivered any more
local now = tonumber(ARGV[1])

local floor = before(now, ARGV[2])
if redis.call('EXISTS', KEYS[2]) == 1 then
  local wanted = redis.call('HGET', KEYS[2], 'cursor') or '0-0'
  for _, entry in ipairs(redis.call('ZRANGE', KEYS[3], 0, -1)) do
    if parts(entry) then wanted = lower(wanted, entry) end
  end
  local latest = before(now, ARGV[3])
  if lower(wanted, latest) == wanted then wanted = latest end
  floor = lower(floor, wanted)
end
return redis.call('XTRIM', KEYS[1], 'MINID', '~', floor)
