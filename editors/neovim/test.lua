-- A session, without a window: a finding is shown, a code action mends it, and none is shown.
--
--     nvim --headless --clean --cmd 'set runtimepath^=editors/neovim' -l editors/neovim/test.lua docs/de/errors.md
local page = arg[1]

local function expect(what, is)
  if not vim.wait(10000, is, 20) then
    error('found ' .. vim.inspect(vim.diagnostic.get(0)) .. '; expected ' .. what)
  end
end

local function found()
  return vim.tbl_map(function(diagnostic) return diagnostic.message end, vim.diagnostic.get(0))
end

vim.cmd('filetype on')
vim.lsp.enable('braze-errors')
vim.cmd.edit(page)
expect('the number that differs', function()
  local messages = found()
  return #messages == 1 and messages[1]:find('found the number 75; expected 80', 1, true)
end)

local place = vim.diagnostic.get(0)[1]
vim.api.nvim_win_set_cursor(0, { place.lnum + 1, place.col })
vim.lsp.buf.code_action({
  apply = true,
  filter = function(action) return action.kind == 'quickfix' and action.isPreferred end,
})
expect('no finding', function() return #found() == 0 end)
assert(vim.api.nvim_get_current_line():find('80 Pakete', 1, true))
print('Neovim ' .. tostring(vim.version()) .. ' shows a finding, mends it and shows none')
