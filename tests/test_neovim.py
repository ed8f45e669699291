"""A real editor: Neovim opens a list, shows what is wrong with it, mends it, lays it out and renames a heading."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from editor import LIST, lay, renamed, said

import awesome_lint

pytest.importorskip("pygls")

NEOVIM = shutil.which("nvim")
pytestmark = pytest.mark.skipif(NEOVIM is None, reason="Neovim is not installed")

# What it calls its functions differs from version to version; each is called by the name that this one has.
SCRIPT = """
local told = {}
local function lines() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\\n") .. "\\n" end
local function wait(what, ready)
  if not vim.wait(60000, ready, 20) then error("nothing came: " .. what) end
end

vim.cmd("edit README.md")
local config = {
  name = "awesome-lint",
  cmd = vim.json.decode(vim.env.SERVER),
  root_dir = vim.fn.getcwd(),
}
local client = vim.lsp.start and vim.lsp.start(config) or vim.lsp.start_client(config)
vim.lsp.buf_attach_client(0, client)

wait("diagnostics", function() return #vim.diagnostic.get(0) > 0 end)
told.diagnostics = {}
for _, each in ipairs(vim.diagnostic.get(0)) do
  table.insert(told.diagnostics, { each.code, each.lnum, each.col })
end

local function ask(method, params)
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 60000) or {}) do
    if answer.error then error(answer.error.message) end
    return answer.result
  end
end
local encoding = vim.lsp.get_client_by_id(client).offset_encoding

vim.api.nvim_win_set_cursor(0, { 5, 4 })
vim.lsp.buf.rename("Command 行")
wait("a name", function() return lines():find("## Command 行", 1, true) ~= nil end)
told.renamed = lines()

local params = vim.lsp.util.make_range_params(0, encoding)
params.context = { diagnostics = {}, only = { "source.fixAll" } }
local action = ask("textDocument/codeAction", params)[1]
told.title = action.title
action = action.edit and action or ask("codeAction/resolve", action)
vim.lsp.util.apply_workspace_edit(action.edit, encoding)
told.fixed = lines()

vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.fn.readfile("README.md"))
if vim.lsp.buf.format then vim.lsp.buf.format({ timeout_ms = 60000 }) else vim.lsp.buf.formatting_sync(nil, 60000) end
told.laid_out = lines()

vim.api.nvim_win_set_cursor(0, { 7, 5 })
local hover = ask("textDocument/hover", vim.lsp.util.make_position_params(0, encoding))
told.hover = hover.contents.value
vim.lsp.stop_client(client)
vim.fn.writefile({ vim.json.encode(told) }, "told.json")
"""


# What the page on editors says, between the client's start and the moment when the list is saved.
SAVED = """
vim.cmd("edit README.md")
local config = { name = "awesome-lint", cmd = vim.json.decode(vim.env.SERVER), root_dir = vim.fn.getcwd() }
local client = vim.lsp.start and vim.lsp.start(config) or vim.lsp.start_client(config)
vim.lsp.buf_attach_client(0, client)
if not vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 20) then error("no diagnostics came") end
{said}
vim.cmd("write")
vim.lsp.stop_client(client)
"""


# What somebody opens, with the client that the page sets up.
OPENED = """
if not ({wanted}) then
  vim.fn.writefile({ "old" }, "told.json")
  vim.cmd("qa!")
end
vim.cmd("filetype plugin on")
{said}
vim.cmd("edit lists/README.md")
if not vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 20) then error("no diagnostics came") end
local get = vim.lsp.get_clients or vim.lsp.get_active_clients
local client = get({ bufnr = 0 })[1]
local codes = {}
for _, each in ipairs(vim.diagnostic.get(0)) do table.insert(codes, each.code) end
vim.fn.writefile({ vim.json.encode({ codes = codes, root = client.config.root_dir }) }, "told.json")
"""


def run(folder: Path, script: str) -> str:
    """Run a script in Neovim beside the list, and return what it said of errors."""
    variables = {**lay(folder), "SERVER": json.dumps([sys.executable, "-m", "awesome_lint", "server"])}
    (folder / "script.lua").write_text(script, encoding="utf-8")
    command = [str(NEOVIM), "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", "luafile script.lua", "-c", "qa!"]
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, encoding="utf-8", timeout=120)
    return done.stderr


def test_neovim_shows_mends_lays_out_and_renames(tmp_path: Path) -> None:
    errors = run(tmp_path, SCRIPT)
    told_file = tmp_path / "told.json"
    assert told_file.exists(), errors
    told = json.loads(told_file.read_text("utf-8"))
    expected = awesome_lint.lint(LIST)
    places = [(each.rule, *expected.source.position(each.span.start)) for each in expected.diagnostics]
    # Columns are told in bytes there.
    lines = LIST.splitlines()
    shown = [
        [rule, line - 1, len(lines[line - 1][: column - 1].encode()) if line <= len(lines) else 0]
        for rule, line, column in places
    ]
    assert sorted(told["diagnostics"]) == sorted(shown)
    new = renamed(LIST, "Command 行", "command-行")
    assert told["renamed"] == new
    assert told["title"] == "Fix everything that is safe to fix"
    assert told["fixed"] == awesome_lint.fix(new).text
    assert told["laid_out"] == awesome_lint.fix(LIST, select="layout").text
    assert told["hover"].startswith("**図書 Fish**")
    # What is mended is the text in the editor; the file waits for somebody to save it.
    assert (tmp_path / "README.md").read_text("utf-8") == LIST


@pytest.mark.parametrize("what", ["vim.lsp.config", "vim.lsp.start"])
def test_a_list_is_opened_as_the_page_says(tmp_path: Path, what: str) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "README.md").write_text(LIST, encoding="utf-8")
    errors = run(tmp_path, OPENED.replace("{wanted}", what).replace("{said}", said("lua", f"{what}(")))
    told = (tmp_path / "told.json").read_text("utf-8") if (tmp_path / "told.json").exists() else errors
    if told.strip() == "old":
        pytest.skip(f"this Neovim is older than {what}")
    found = json.loads(told)
    expected = awesome_lint.lint(LIST, extend_select="missing-year").diagnostics
    assert sorted(found["codes"]) == sorted(each.rule for each in expected)
    assert found["root"] == str(tmp_path)


def test_a_list_is_mended_when_it_is_saved_as_the_page_says(tmp_path: Path) -> None:
    errors = run(tmp_path, SAVED.replace("{said}", said("lua", "BufWritePre")))
    assert (tmp_path / "README.md").read_text("utf-8") == awesome_lint.fix(LIST).text, errors
