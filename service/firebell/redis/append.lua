#!lua
-- One entry for the journal that is no reading: a tick, a configuration, a person's turn.
-- KEYS: journal, lease, fold · ARGV: token or '', data, field of `fold` that notes it or '', its value, mode
--   mode: always · changed (unless the field holds the value) · first (unless the field holds any)
-- Reply: the entry's id, or '' where nothing was to be written, or 'lease' where the token is not ours.
local token, data, field, value, mode = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
if token ~= '' and redis.call('GET', KEYS[2]) ~= token then return 'lease' end
local lacks = lacking({'XADD', KEYS[1], '*', 'data', ''})
if field ~= '' then lacks = lacks or lacking({'HGET', KEYS[3], field}, {'HSET', KEYS[3], field, value}) end
if lacks then return lacks end
local kind = redis.call('TYPE', KEYS[1]).ok
if kind ~= 'none' and kind ~= 'stream' then return redis.error_reply('WRONGKIND ' .. KEYS[1]) end
if field ~= '' then
  local noted = redis.call('HGET', KEYS[3], field)
  if mode == 'changed' and noted == value then return '' end
  if mode == 'first' and noted then return '' end
end
local id = redis.call('XADD', KEYS[1], '*', 'data', data)
if field ~= '' then redis.call('HSET', KEYS[3], field, value) end
return id
