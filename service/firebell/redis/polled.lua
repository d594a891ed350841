#!lua
-- What one poll of a feed found: articles not seen before go onto their stream and are remembered in the same step, so
-- that a crash leaves no moment between the two; then how the feed stands. Returns how many went, -1 where the lease is
-- no longer ours and nothing was written.
-- KEYS: lease · articles · feed · its seen entries
-- ARGV: token · now (ms) · forget what was last met before (ms; 0: nothing, the feed was not seen whole) ·
--       keep so many · keep for (s) · number of facts, their names and values · digest and article of each entry
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return -1 end
local lacks = lacking(
  {'XADD', KEYS[2], '*', 'data', ''}, {'HSET', KEYS[3], 'a', ''}, {'HINCRBY', KEYS[3], 'a', 1}, {'EXPIRE', KEYS[3], 1},
  {'ZSCORE', KEYS[4], ''}, {'ZADD', KEYS[4], 0, ''}, {'ZREMRANGEBYSCORE', KEYS[4], 0, 0},
  {'ZREMRANGEBYRANK', KEYS[4], 0, 0}, {'EXPIRE', KEYS[4], 1}
)
if lacks then return lacks end
local now, at = ARGV[2], 7
local facts = {}
for _ = 1, tonumber(ARGV[6]) do
  facts[#facts + 1] = ARGV[at]
  facts[#facts + 1] = ARGV[at + 1]
  at = at + 2
end
local new = 0
for i = at, #ARGV, 2 do
  if not redis.call('ZSCORE', KEYS[4], ARGV[i]) then
    redis.call('XADD', KEYS[2], '*', 'data', ARGV[i + 1])
    new = new + 1
  end
  redis.call('ZADD', KEYS[4], now, ARGV[i])
end
if ARGV[3] ~= '0' then
  redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', '(' .. ARGV[3])
  redis.call('ZREMRANGEBYRANK', KEYS[4], 0, -1 - tonumber(ARGV[4]))
end
if #facts > 0 then redis.call('HSET', KEYS[3], unpack(facts)) end
if new > 0 then redis.call('HINCRBY', KEYS[3], 'articles', new) end
redis.call('EXPIRE', KEYS[3], ARGV[5])
redis.call('EXPIRE', KEYS[4], ARGV[5])
return new
