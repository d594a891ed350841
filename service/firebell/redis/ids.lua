-- Ids of streams, for the scripts that trim: their parts, the lower of two, the first one of so long before now.
local function parts(id)
  local ms, seq = id:match('^(%d+)-(%d+)$')
  return tonumber(ms), tonumber(seq)
end
local function lower(a, b)
  local am, as = parts(a)
  local bm, bs = parts(b)
  if am < bm or (am == bm and as < bs) then return a end
  return b
end
local function before(now, life) return string.format('%.0f-0', math.max(0, now - tonumber(life))) end
