#!lua
-- Which feeds are polled; a collector whose lease is over lists nothing. KEYS: lease · feeds · ARGV: token · names …
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[2])
for i = 2, #ARGV do redis.call('SADD', KEYS[2], ARGV[i]) end
return 1
