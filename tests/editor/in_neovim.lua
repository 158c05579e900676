-- Drives Neovim: opens the first file, asks what an editor asks, and writes what came of it as JSON.
local python, out = os.getenv('SERVER_PYTHON'), os.getenv('OUT')
local long = 120000 -- how long to wait for a state that comes, in milliseconds; not how long anything may take
local result = {}

local function wait_for(what, state)
  if not vim.wait(long, state, 50) then
    error('waited in vain for ' .. what)
  end
end

local function found()
  local codes = {}
  for _, item in ipairs(vim.diagnostic.get(0)) do
    codes[item.code or '?'] = true
  end
  return codes
end

local ok, problem = pcall(function()
  vim.o.hidden = true
  vim.cmd('edit old.yaml')
  local client = vim.lsp.start_client({
    name = 'journeymap',
    cmd = { python, '-m', 'journeymap', 'lsp' },
    root_dir = vim.fn.getcwd(),
  })
  vim.lsp.buf_attach_client(0, client)
  wait_for('findings', function() return found()['unknown-key'] end)
  result.first = vim.tbl_keys(found())

  -- A quick fix, chosen from what is offered.
  vim.ui.select = function(items, options, chosen)
    for _, item in ipairs(items) do
      local action = item[2] or item.action
      if action.title:find('customer') then
        return chosen(item)
      end
    end
  end
  vim.api.nvim_win_set_cursor(0, { 4, 5 })
  vim.lsp.buf.code_action()
  wait_for('the fix', function() return vim.api.nvim_buf_get_lines(0, 3, 4, false)[1]:find('customer') end)
  wait_for('no finding of the form', function() return not found()['unknown-key'] end)

  -- The id of a step, where it is named.
  vim.api.nvim_buf_set_lines(0, 4, 5, false, { '    next: ' })
  vim.api.nvim_win_set_cursor(0, { 5, 9 })
  local asked = vim.lsp.util.make_position_params()
  asked.position.character = 10
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/completion', asked, long)
  result.offered = {}
  for _, answer in pairs(answers) do
    for _, item in ipairs(answer.result.items) do
      table.insert(result.offered, item.label)
    end
  end
  vim.api.nvim_buf_set_lines(0, 4, 5, false, { '    next: arrive' })

  -- Another id, here and in the file that replaces this one.
  wait_for('the text to be read', function() return not found()['dead-end'] end)
  vim.api.nvim_win_set_cursor(0, { 6, 3 })
  vim.lsp.buf.rename('there')
  wait_for('the new id', function() return vim.api.nvim_buf_get_lines(0, 5, 6, false)[1]:find('there') end)
  vim.cmd('wall')
  vim.lsp.stop_client(client)
  wait_for('the server to end', function() return vim.lsp.client_is_stopped(client) end)
end)
result.problem = not ok and tostring(problem) or nil
local file = io.open(out, 'w')
file:write(vim.fn.json_encode(result))
file:close()
vim.cmd('qall!')
