"""Plain command lines: read as click reads them, or left to it."""

import subprocess
import sys
from pathlib import Path

import pytest

from awesome_lint.cli import commands as cli
from awesome_lint.cli.options import COMMANDS, COMPLETION, Options
from awesome_lint.cli.plain_arguments import FLAGS, plain
from awesome_lint.reporters import FORMATS


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["README.md"],
        ["one.md", "two.md", "three"],
        ["-"],
        ["--fix", "README.md"],
        ["README.md", "--diff", "--unsafe-fixes"],
        ["--unsafe-fixes", "--no-unsafe-fixes"],
        ["-q", "-v", "--statistics", "--exit-zero", "--isolated"],
        ["--quiet", "--quiet", "--verbose"],
        *(["--output-format", name, "list.md"] for name in FORMATS),
        ["--output-format", "json", "--output-format", "github"],
        ["docs/rules"],
        [""],
    ],
)
def test_plain_arguments_mean_what_click_reads(arguments: list[str]) -> None:
    # As a command of its group, whose names for --help it keeps.
    parent = cli.awesome_lint.make_context("awesome-lint", [], resilient_parsing=True)
    expected = Options(**cli.check.make_context("check", list(arguments), parent=parent).params)
    assert plain(arguments) == expected
    assert plain(["check", *arguments]) == expected


@pytest.mark.parametrize(
    "arguments",
    [
        *([name] for name in COMMANDS if name != "check"),
        ["--help"],
        ["-V"],
        ["check", "--help"],
        ["--select", "layout"],
        ["--fix", "--ignore=layout"],
        ["--output-format"],
        ["--output-format", "yaml"],
        ["--output-format=json"],
        ["--output-file", "report.txt"],
        ["-qv"],
        ["--", "--fix"],
        ["--no-such-option"],
    ],
)
def test_other_arguments_are_left_to_click(arguments: list[str]) -> None:
    assert plain(arguments) is None


def test_completion_is_left_to_click(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(COMPLETION, "bash_source")
    assert plain([]) is None


def test_all_commands_and_flags_are_known() -> None:
    assert set(COMMANDS) == set(cli.awesome_lint.commands)
    flags = {
        name
        for option in cli.check.params
        if getattr(option, "is_flag", False) and option.expose_value
        for name in (*option.opts, *option.secondary_opts)
    }
    assert set(FLAGS) == flags


def run_in(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "awesome_lint", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize(
    "name", ["--output-file=kept/README.md", "--config=a/README.md", "-q", "--fix", "--report=json=kept/README.md", "-q.md"]
)
@pytest.mark.parametrize("before", [(), ("check",), ("README.md",), ("export",), ("show",)])
def test_a_file_that_is_called_like_an_option_is_neither(tmp_path: Path, name: str, before: tuple[str, ...]) -> None:
    text = "# List\n\n*   [One](https://example.org/1)\n"
    for path in ("README.md", "kept/README.md", name):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    done = run_in(tmp_path, *before, name)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"error: {name}: looks like an option, and is the name of a file that is here; "
        f"write ./{name} for the file, or put -- before all paths\n"
    )
    assert all((tmp_path / path).read_text(encoding="utf-8") == text for path in ("README.md", "kept/README.md", name))
    assert run_in(tmp_path, "--isolated", "--exit-zero", "--any-file", "--", name).returncode == 0
    assert run_in(tmp_path, "--isolated", "--exit-zero", "--any-file", f"./{name}").returncode == 0
