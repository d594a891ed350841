#!lua flags=allow-oom
-- Let go of old entries, never of what is unread, pending or unfolded.
-- KEYS: articles, journal, fold · ARGV: milliseconds that articles live, milliseconds that the journal lives
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local trimmed = {0, 0}
if redis.call('TYPE', KEYS[1]).ok == 'stream' then
  local floor, groups = before(now, ARGV[1]), redis.call('XINFO', 'GROUPS', KEYS[1])
  for _, group in ipairs(groups) do
    local info = {}
    for i = 1, #group, 2 do info[group[i]] = group[i + 1] end
    floor = lower(floor, info['last-delivered-id'])
    if info['pending'] > 0 then floor = lower(floor, redis.call('XPENDING', KEYS[1], info['name'])[2]) end
  end
  if #groups > 0 then trimmed[1] = redis.call('XTRIM', KEYS[1], 'MINID', '~', floor) end
end
local cursor = redis.call('HGET', KEYS[3], 'cursor')
if cursor and redis.call('TYPE', KEYS[2]).ok == 'stream' then
  trimmed[2] = redis.call('XTRIM', KEYS[2], 'MINID', '~', lower(before(now, ARGV[2]), cursor))
end
return trimmed
