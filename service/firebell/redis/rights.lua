-- Whether the user lacks a right to something that a script will do. It is asked before the first write: scripts do not
-- roll back, and an article that is acknowledged and then may not be journaled would be lost.
local function lacking(...)
  for _, command in ipairs({...}) do
    if not redis.acl_check_cmd(unpack(command)) then
      return redis.error_reply('NOPERM the user has no right to ' .. table.concat(command, ' ', 1, 2))
    end
  end
end
