"""What is imported: no command pays for what it does not use. Told by names of modules, for a machine is never quiet."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from awesome_lint.cli import commands as cli
from awesome_lint.cli.version_and_help import WIDTH, answer

LIST = """# Papers

- **One thing.** *Ann Lee, Bo Chen, et al.* [paper](https://example.org/1)
- **Two things.** *Ann Lee and Bo Chen.* [paper](https://example.org/2)
"""

POOL = ("concurrent.futures", "multiprocessing", "awesome_lint.parallel.workers")
WATCH = ("watchfiles", "anyio")
SERVER = ("lsprotocol", "pygls", "awesome_lint.server")
# Nothing that is done with a list needs a connection.
ONLINE = ("http.client", "ssl", "urllib.request", "aiohttp", "awesome_lint.online")
EXPORT = ("awesome_lint.export",)
PARSER = ("markdown_it", "mdit_py_plugins", "awesome_lint.parser")
FIXER = ("awesome_lint.engine.fixer",)
CONTENT = ("awesome_lint.content",)
EXPLANATION = ("awesome_lint.content.explanation",)
# Of a list that is laid out already, no second page is made and no change told.
LAYING_OUT = (*CONTENT, "cmarkgfm", "mdformat", "awesome_lint.formatter.renderer", "awesome_lint.formatter.differences")
NOTHING = (
    *ONLINE,
    "click",
    "typing",
    "dataclasses",
    "pathlib",
    "re",
    "msgspec",
    *POOL,
    *WATCH,
    *SERVER,
    *EXPORT,
    *PARSER,
    *FIXER,
)
# For a short list these take longer than the list.
CHECK = (
    "awesome_lint.settings.model",
    "tomllib",
    "tomli",
    "asyncio",
    *ONLINE,
    *POOL,
    *WATCH,
    *SERVER,
    *EXPORT,
    *FIXER,
    *LAYING_OUT,
)

# Modules that Python itself has imported before are none of ours.
SCRIPT = """
import sys
before = set(sys.modules)
from awesome_lint.__main__ import _run
status = _run(sys.argv[1:])
sys.stdout.flush()
print(status, *sorted(set(sys.modules) - before), file=sys.stderr)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in ("README.md", "other.md"):
        (tmp_path / name).write_text(LIST, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "unused"),
    [
        (["--version"], NOTHING),
        (["--help"], NOTHING),
        (["README.md"], CHECK),
        ([], CHECK),
        (["README.md", "other.md", "--output-format", "json"], CHECK),
        (["."], CHECK),
        (["--fix", "README.md"], (*(name for name in CHECK if name not in (*FIXER, *CONTENT)), *EXPLANATION)),
        (["--select", "links", "README.md"], (*POOL, *WATCH, *SERVER, *EXPORT, *FIXER, "awesome_lint.settings.model")),
        (["check", "--help"], (*POOL, *WATCH, *SERVER, *EXPORT, *PARSER, *FIXER, "awesome_lint.settings.model")),
        (["rules"], (*POOL, *WATCH, *SERVER, *EXPORT, *FIXER)),
        (["explain", "et-al"], (*POOL, *WATCH, *SERVER, *EXPORT, *FIXER)),
        (["completion", "fish"], (*POOL, *WATCH, *SERVER, *EXPORT, *PARSER, *FIXER, "awesome_lint.settings.model")),
        (["show"], (*POOL, *WATCH, *SERVER, *FIXER)),
        (["style"], (*POOL, *WATCH, *SERVER, *FIXER)),
        (["export"], (*POOL, *WATCH, *SERVER, *FIXER, *ONLINE)),
        (["links", "--explain-requests"], (*POOL, *WATCH, *SERVER, "aiohttp", "sqlite3")),
        (["lookup", "--explain-requests"], (*POOL, *WATCH, *SERVER, "aiohttp", "ssl", "sqlite3")),
        (["add", "2401.01234", "--title", "Three things", "--diff"], (*POOL, *WATCH, *ONLINE, "bibtexparser", "pylatexenc")),
    ],
)
def test_nothing_is_imported_that_is_not_used(arguments: list[str], unused: tuple[str, ...]) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("COLUMNS", "COVERAGE", "COV_"))}
    command = [sys.executable, "-c", SCRIPT, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, env=environment)
    status, *imported = done.stderr.split()
    assert status == "0", done.stderr
    assert "awesome_lint" in imported
    assert {*imported} & {*unused} == set()


def test_a_check_that_lays_out_does_not_import_what_explains_fixes(folder: Path) -> None:
    (folder / "README.md").write_text(LIST.replace("\n\n", "\n"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, "README.md"], capture_output=True, text=True, encoding="utf-8", timeout=60
    )
    status, *imported = done.stderr.split()
    assert status == "1", done.stderr
    assert {*CONTENT, "cmarkgfm", "awesome_lint.formatter.differences"} <= {*imported}
    assert {*imported} & {*EXPLANATION, "awesome_lint.formatter.renderer", "mdformat"} == set()


@pytest.mark.parametrize("argument", ["--help", "-h"])
@pytest.mark.parametrize("columns", [None, "80", "200"])
def test_help_is_what_click_gives(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, argument: str, columns: str | None
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    if columns:
        monkeypatch.setenv("COLUMNS", columns)
    assert cli.run([argument]) == 0
    assert capfd.readouterr().out == answer(argument)


def test_a_narrow_terminal_gets_its_own_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(WIDTH - 1))
    assert answer("--help") is None


@pytest.mark.parametrize("name", ["", *cli.awesome_lint.commands])
def test_every_help_says_what_is_done_and_how_it_ends(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for option in ("-h", "--help"):
        assert cli.run([*name.split(), option]) == 0
    text = capfd.readouterr().out
    assert "..." not in text.replace("]...", "")
    assert "Exit status: 0 " in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= WIDTH
    assert name == "" or "\nExamples:\n  " in text


@pytest.mark.parametrize("name", cli.awesome_lint.commands)
def test_examples_are_understood(name: str) -> None:
    import shlex

    examples = getattr(cli.awesome_lint.commands[name], "examples", ())
    assert examples
    for example in examples:
        words = shlex.split(example.partition("   ")[0].replace('eval "$(', "").replace(')"', ""))
        first = words.index("awesome-lint") + 1
        last = next((index for index, word in enumerate(words) if word in (">", "|") and index > first), len(words))
        with cli.awesome_lint.make_context("awesome-lint", words[first:last]) as context:
            _, command, rest = cli.awesome_lint.resolve_command(context, [*context._protected_args, *context.args])
            assert command is not None
            assert command.name == name
            command.make_context(name, rest, parent=context)
