#!lua
-- Keep (ARGV[2] > 0 milliseconds) or give up (0) a lease that is still ours. KEYS: lease · ARGV: token, milliseconds
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if tonumber(ARGV[2]) == 0 then return redis.call('DEL', KEYS[1]) end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
