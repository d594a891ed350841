#!lua
-- One batch of read articles: effects only where this call's XACK counts. Checks first, then writes.
-- KEYS: articles, journal, dead, counts, then one `seen` key an article ('' is never used: a dummy stands in)
-- ARGV: group, seconds that `seen` lives, now as text, then per article: id, kind, outcome, digest, payload count, payload ...
--   kind j: relevant, journal it · w: not relevant, journal it only where its key is known · d: dead letter · a: acknowledge
-- A `seen` key holds `digest id`; the digest is - where nothing was journaled.
-- Reply: one outcome an article.
local function typed(key, kind)
  local is = redis.call('TYPE', key).ok
  return is == 'none' or is == kind
end
local lacks = lacking(
  {'XACK', KEYS[1], ARGV[1], '0-1'}, {'XADD', KEYS[2], '*', 'data', ''}, {'XADD', KEYS[3], '*', 'data', ''},
  {'HINCRBY', KEYS[4], 'read', 1}, {'GET', KEYS[5]}, {'SET', KEYS[5], '', 'EX', 1}, {'XPENDING', KEYS[1], ARGV[1]},
  {'XINFO', 'STREAM', KEYS[1]}
)
if lacks then return lacks end
if not typed(KEYS[2], 'stream') then return redis.error_reply('WRONGKIND ' .. KEYS[2]) end
if not typed(KEYS[3], 'stream') then return redis.error_reply('WRONGKIND ' .. KEYS[3]) end
if not typed(KEYS[4], 'hash') then return redis.error_reply('WRONGKIND ' .. KEYS[4]) end

local function older(a, b)
  local am, as = a:match('^(%d+)-(%d+)$')
  local bm, bs = b:match('^(%d+)-(%d+)$')
  am, as, bm, bs = tonumber(am), tonumber(as), tonumber(bm), tonumber(bs)
  return am < bm or (am == bm and as < bs)
end

-- Whether somebody else holds an entry before this one: ours are acknowledged in their order.
local function held_before(id)
  local pending = redis.call('XPENDING', KEYS[1], ARGV[1])
  return pending[1] > 0 and older(pending[2], id)
end

-- Whether an id is none of this stream's: it was deleted and made anew, and the clock went back meanwhile.
local function elsewhere(id)
  local info = redis.call('XINFO', 'STREAM', KEYS[1])
  for i = 1, #info, 2 do
    if info[i] == 'last-generated-id' then return older(info[i + 1], id) end
  end
end

local group, life = ARGV[1], ARGV[2]
local outcomes, counts = {}, {}
local at, slot = 3, 5
while at <= #ARGV do
  local id, kind, outcome, digest, width = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], tonumber(ARGV[at + 4])
  local first = at + 5
  if redis.call('XACK', KEYS[1], group, id) == 0 then
    outcome = 'fenced'
  elseif kind == 'd' then
    -- An entry is set aside once, also where its group was deleted and everything is read again.
    if redis.call('SET', KEYS[slot], '- ' .. id, 'NX', 'EX', life) then
      redis.call('XADD', KEYS[3], '*', unpack(ARGV, first, first + width - 1))
    else
      outcome = 'duplicate'
    end
  elseif kind == 'j' or kind == 'w' then
    local known = redis.call('GET', KEYS[slot])
    local last, since
    if known then last, since = known:match('^(%S+) (%S+)$') end
    if last == '-' then last = nil end
    if last and last == digest then
      outcome = 'duplicate'
    elseif since and older(id, since) and not elsewhere(since) then
      outcome = 'stale_revision'
    elseif kind == 'j' or last then
      redis.call('XADD', KEYS[2], '*', 'data', ARGV[first])
      redis.call('SET', KEYS[slot], digest .. ' ' .. id, 'EX', life)
      if last then outcome = kind == 'j' and 'revised' or 'withdrawn' end
    elseif held_before(id) then
      -- What another reader still holds may be an earlier text of this article, which then tells nothing any more.
      redis.call('SET', KEYS[slot], '- ' .. id, 'EX', 3600)
    end
  end
  outcomes[#outcomes + 1] = outcome
  counts[outcome] = (counts[outcome] or 0) + 1
  at, slot = first + width, slot + 1
end
for outcome, count in pairs(counts) do redis.call('HINCRBY', KEYS[4], outcome, count) end
return outcomes
