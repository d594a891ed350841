#!lua
-- Step over the entry that stops the fold. Nobody may hold the lease: who held it might be folding that entry.
-- KEYS: lease, stopped, skip, journal · ARGV: entry, the skip's own entry, seconds that it is remembered
-- Reply: the id of the skip's entry, 'held', or 'not-stopped'.
if redis.call('EXISTS', KEYS[1]) == 1 then return 'held' end
if redis.call('HGET', KEYS[2], 'entry') ~= ARGV[1] then return 'not-stopped' end
local kind = redis.call('TYPE', KEYS[4]).ok
if kind ~= 'stream' then return redis.error_reply('WRONGKIND ' .. KEYS[4]) end
redis.call('SADD', KEYS[3], ARGV[1])
redis.call('EXPIRE', KEYS[3], ARGV[3])
redis.call('DEL', KEYS[2])
return redis.call('XADD', KEYS[4], '*', 'data', ARGV[2])
