#!lua flags=no-writes
-- The time for the next tick, and the time of the last one, in milliseconds.
-- KEYS: articles, fold · ARGV: group
-- Never later than the arrival of the oldest article that is unread or pending: a backlog is not overtaken.
local time = redis.call('TIME')
local at = time[1] * 1000 + math.floor(time[2] / 1000)
local function earliest(id)
  local ms = id and tonumber(id:match('^%d+'))
  if ms and ms < at then at = ms end
end
local delivered = '0-0'
if redis.call('EXISTS', KEYS[1]) == 1 then
  for _, group in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
    local info = {}
    for i = 1, #group, 2 do info[group[i]] = group[i + 1] end
    if info['name'] == ARGV[1] then
      delivered = info['last-delivered-id']
      if info['pending'] > 0 then earliest(redis.call('XPENDING', KEYS[1], ARGV[1])[2]) end
    end
  end
  local unread = redis.call('XRANGE', KEYS[1], '(' .. delivered, '+', 'COUNT', 1)
  if unread[1] then earliest(unread[1][1]) end
end
local last = redis.call('HGET', KEYS[2], 'tick') or '0'
return {string.format('%.0f', at), last}
