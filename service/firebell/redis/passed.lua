#!lua
-- Move a group of listeners behind a hole in its stream, once: of several, the first tells it.
-- KEYS: stream · ARGV: group, where it stood, where it stands now
for _, group in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
  local info = {}
  for i = 1, #group, 2 do info[group[i]] = group[i + 1] end
  if info['name'] == ARGV[1] and info['last-delivered-id'] == ARGV[2] then
    redis.call('XGROUP', 'SETID', KEYS[1], ARGV[1], ARGV[3])
    return 1
  end
end
return 0
