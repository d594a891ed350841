#!lua
-- What folding some journal entries changes, all at once. Scripts do not roll back: every check, then the writes,
-- the cursor last.
-- KEYS: lease, fold, state, alerts, channels, stopped, silences, days, journal, then the channels' streams, then the
--   decisions' lists, then the countries' days
-- ARGV: token, lease ms, cursor read from, cursor now, format, seconds that decisions live, channels' streams, lists,
--   then each with its number before it: fields set (field, value) · fields deleted · alerts ·
--   channel entries (stream's number or 0 for pub/sub, name, alert's number) · decisions (list's number, data) ·
--   silences · days (country's number, status and country, date, figures or '')
-- Reply: 'done', 'lease', 'cursor' or 'journal'.
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
local streams, lists = tonumber(take()), tonumber(take())
if redis.call('GET', KEYS[1]) ~= token then return 'lease' end
local lacks = lacking(
  {'PEXPIRE', KEYS[1], life}, {'HSET', KEYS[2], 'cursor', to}, {'HSET', KEYS[3], 'a', ''}, {'HDEL', KEYS[3], 'a'},
  {'XADD', KEYS[4], '*', 'data', ''}, {'SADD', KEYS[5], ''}, {'DEL', KEYS[6]}, {'XADD', KEYS[7], '*', 'data', ''},
  {'SADD', KEYS[8], ''}, {'XRANGE', KEYS[9], to, to}
)
if lacks then return lacks end
local kinds = {'string', 'hash', 'hash', 'stream', 'set', 'hash', 'stream', 'set', 'stream'}
local fixed = #kinds
for i = 2, #KEYS do
  local kind = kinds[i] or (i <= fixed + streams and 'stream') or (i <= fixed + streams + lists and 'list') or 'hash'
  if not typed(KEYS[i], kind) then return redis.error_reply('WRONGKIND ' .. KEYS[i] .. ' is no ' .. kind) end
end
if (redis.call('HGET', KEYS[2], 'cursor') or '0-0') ~= from then return 'cursor' end
-- What a crash of Redis takes is the end: where the last entry that was folded is there, all before it are.
if #redis.call('XRANGE', KEYS[9], to, to) == 0 then return 'journal' end

local list, day = KEYS[fixed + streams + 1], KEYS[fixed + streams + lists + 1]
if streams > 0 then lacks = lacking({'XADD', KEYS[fixed + 1], '*', 'data', ''}) end
if lists > 0 then lacks = lacks or lacking({'RPUSH', list, ''}, {'LTRIM', list, -64, -1}, {'EXPIRE', list, kept}) end
if day then
  lacks = lacks or lacking({'HSET', day, 'a', ''}, {'HDEL', day, 'a'}, {'HLEN', day}, {'HKEYS', day}, {'EXPIRE', day, 1})
end
local ahead = at -- over fields set, fields deleted and alerts, to the channels that are pub/sub
for _, width in ipairs({2, 1, 1}) do ahead = ahead + 1 + width * tonumber(ARGV[ahead + 1]) end
for i = ahead + 2, ahead + 1 + 3 * tonumber(ARGV[ahead + 1]), 3 do
  if ARGV[i] == '0' then lacks = lacks or lacking({'PUBLISH', ARGV[i + 1], ''}) end
end
if lacks then return lacks end

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
    redis.call('XADD', KEYS[fixed + stream], '*', 'data', alert)
    redis.call('SADD', KEYS[5], name)
  end
end
for _ = 1, tonumber(take()) do
  local list = KEYS[fixed + streams + tonumber(take())]
  redis.call('RPUSH', list, take())
  redis.call('LTRIM', list, -64, -1)
  redis.call('EXPIRE', list, kept)
end
for _ = 1, tonumber(take()) do redis.call('XADD', KEYS[7], 'MAXLEN', '~', 2000, '*', 'data', take()) end
for _ = 1, tonumber(take()) do
  local key, place, date, figures = KEYS[fixed + streams + lists + tonumber(take())], take(), take(), take()
  if figures == '' then
    redis.call('HDEL', key, date)
  else
    redis.call('HSET', key, date, figures)
    redis.call('SADD', KEYS[8], place)
    redis.call('EXPIRE', key, 90 * 86400)
    if redis.call('HLEN', key) > 75 then
      local dates = redis.call('HKEYS', key)
      table.sort(dates)
      redis.call('HDEL', key, dates[1])
    end
  end
end
redis.call('DEL', KEYS[6])
redis.call('PEXPIRE', KEYS[1], life)
redis.call('HSET', KEYS[2], 'format', format, 'cursor', to)
return 'done'
