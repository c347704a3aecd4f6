-- Opens a definition in Neovim with the language server, and writes down what somebody at the keyboard would see.
local id = vim.lsp.start_client({
  name = "maintenance-mode",
  cmd = { vim.env.MM_NODE, vim.env.MM_PROGRAM, "lsp", "--stdio" },
  root_dir = vim.fn.getcwd(),
})
vim.lsp.buf_attach_client(0, id)
vim.wait(60000, function()
  return #vim.diagnostic.get(0) > 0
end, 50)

local seen = {}
seen.problems = vim.tbl_map(function(one)
  return { one.lnum, one.col, one.code }
end, vim.diagnostic.get(0))

local function ask(method, params)
  return vim.lsp.buf_request_sync(0, method, params, 60000)[id].result
end

vim.api.nvim_win_set_cursor(0, { 5, 1 })
local range = vim.lsp.util.make_range_params()
range.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(0, 4) }
local fix = ask("textDocument/codeAction", range)[1]
vim.lsp.util.apply_workspace_edit(fix.edit, "utf-16")
seen.mended = vim.api.nvim_buf_get_lines(0, 4, 5, false)[1]

local line = vim.api.nvim_buf_get_lines(0, 5, 6, false)[1]
vim.api.nvim_win_set_cursor(0, { 6, (line:find("[", 1, true)) })
seen.completion = vim.tbl_map(function(item)
  return item.label
end, ask("textDocument/completion", vim.lsp.util.make_position_params()).items)

vim.fn.writefile({ vim.fn.json_encode(seen) }, vim.env.MM_RESULT)
vim.cmd("qa!")
