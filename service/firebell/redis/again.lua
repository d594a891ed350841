#!lua
-- Articles that were set aside go back onto their stream with the fields they had, and leave the dead letters, at once.
-- KEYS: articles, dead · ARGV: entries of the dead letters
-- Reply: for each its new entry, '' where it is gone, or '-' where it had more fields than are kept.
local kind = redis.call('TYPE', KEYS[1]).ok
if kind ~= 'none' and kind ~= 'stream' then return redis.error_reply('WRONGKIND ' .. KEYS[1]) end
local told = {}
for i, id in ipairs(ARGV) do
  local letter = redis.call('XRANGE', KEYS[2], id, id)[1]
  told[i] = ''
  if letter then
    local kept, whole = {}, true
    for at = 1, #letter[2], 2 do
      local name = letter[2][at]
      if name:sub(1, 3) == 'in:' then
        kept[#kept + 1] = name:sub(4)
        kept[#kept + 1] = letter[2][at + 1]
      elseif name == 'dropped_fields' then
        whole = false
      end
    end
    if whole and #kept > 0 then
      told[i] = redis.call('XADD', KEYS[1], '*', unpack(kept))
      redis.call('XDEL', KEYS[2], id)
    else
      told[i] = '-'
    end
  end
end
return told
