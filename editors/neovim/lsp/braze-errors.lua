-- For Neovim 0.11 and newer. Goes into `~/.config/nvim/lsp/braze-errors.lua`; `init.lua` then needs one line:
--
--     vim.lsp.enable('braze-errors')
return {
  cmd = { 'braze-errors', 'lsp' },
  filetypes = { 'markdown', 'markdown.mdx', 'mdx' },
  root_markers = { 'braze-errors.toml' },
  -- Other Markdown is none of its business.
  workspace_required = true,
}
