#!lua
-- A person lets a dead letter go; that, and why, is remembered. KEYS: dead, dropped · ARGV: its entry, why, how many are kept
local letter = redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1])[1]
if not letter then return 0 end
local told = {'letter', ARGV[1], 'why', ARGV[2]}
for at = 1, #letter[2], 2 do
  if letter[2][at] == 'entry' or letter[2][at] == 'reason' then
    told[#told + 1] = letter[2][at]
    told[#told + 1] = letter[2][at + 1]
  end
end
redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[3], '*', unpack(told))
return redis.call('XDEL', KEYS[1], ARGV[1])
