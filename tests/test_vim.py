"""A real editor: Vim with ALE, set up as the page on editors says, shows what is wrong with a list and mends it."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from editor import LIST, lay, said

import awesome_lint

VIM = shutil.which("vim")
# Of a Vim that does nothing but what a script says, and shows nothing.
QUIET = ("-T", "dumb", "--not-a-term", "-N", "-n", "-i", "NONE", "-u")

BEGIN = """
silent! packadd! ale
filetype plugin indent on
"""
SCRIPT = """
function! Wait(ready) abort
  let l:left = 1200
  while !a:ready() && l:left > 0
    sleep 50m
    let l:left -= 1
  endwhile
endfunction
call Wait({-> !empty(getloclist(0))})
let told = {'shown': map(getloclist(0), {_, each -> [each.text, each.lnum, each.col]})}
let g:before = getline(1, '$')
ALEFix
call Wait({-> getline(1, '$') != g:before})
let told.fixed = join(getline(1, '$'), "\\n") . "\\n"
call writefile([json_encode(told)], 'told.json')
qall!
"""


@cache
def has_ale() -> bool:
    """Whether there is a Vim that finds ALE."""
    if VIM is None:
        return False
    command = [VIM, *QUIET, "NONE", "-c", "silent! packadd ale", "-c", "if exists('g:loaded_ale') | qall! | endif | cquit"]
    return subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=60).returncode == 0


def test_vim_shows_and_mends_as_the_page_says(tmp_path: Path) -> None:
    if not has_ale():
        pytest.skip("Vim with ALE is not installed")
    variables = lay(tmp_path)
    (tmp_path / "vimrc").write_text(BEGIN + said("vim"), encoding="utf-8")
    (tmp_path / "script.vim").write_text(SCRIPT, encoding="utf-8")
    command = [str(VIM), *QUIET, "vimrc", "README.md", "-S", "script.vim"]
    done = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, stdin=subprocess.DEVNULL, timeout=120)
    assert (tmp_path / "told.json").exists(), done.stdout + done.stderr
    told = json.loads((tmp_path / "told.json").read_text("utf-8"))
    report = awesome_lint.lint(LIST)
    lines = LIST.splitlines()
    expected = []
    for each in report.diagnostics:
        line, column = report.source.position(each.span.start)
        # Columns are counted in bytes there.
        before = lines[line - 1][: column - 1].encode() if line <= len(lines) else b""
        expected.append((each.rule, line, len(before) + 1))
    shown = [(text.partition(": ")[0], line, column) for text, line, column in told["shown"]]
    assert sorted(shown) == sorted(expected)
    assert told["fixed"] == awesome_lint.fix(LIST).text
    assert (tmp_path / "README.md").read_text("utf-8") == LIST
