"""Completion as shells ask for it: a real bash, and what zsh and fish read."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from program import run

from awesome_lint.cli import commands as cli
from awesome_lint.cli.completion import SHELLS, script
from awesome_lint.registry.discovery import discover
from awesome_lint.reporters import FORMATS

COMMANDS = tuple(cli.awesome_lint.commands)

# What bash does for a TAB: it sets these variables, calls the function, and reads one of them.
TAB = """
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_awesome_lint_completion awesome-lint "${COMP_WORDS[COMP_CWORD]}" ""
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose only command is ours."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "bin" / "awesome-lint"
    path.parent.mkdir()
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m awesome_lint "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{path.parent}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def offered(shell: str, *words: str) -> list[str]:
    """Return the words that a shell is told for the last of these, which may be empty."""
    line = " ".join(("awesome-lint", *words))
    asked = {"COMP_WORDS": line, "COMP_CWORD": str(len(words)) if shell != "fish" else words[-1]}
    environment = {**os.environ, **asked, "_AWESOME_LINT_COMPLETE": f"{shell}_complete"}
    done = run([], Path.cwd(), environment)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    if shell == "zsh":
        # Three lines each: kind, word, explanation.
        return lines[1::3]
    return [line.partition(",")[2].partition("\t")[0] for line in lines]


@pytest.mark.parametrize("shell", SHELLS)
def test_words_are_offered_without_the_name_of_a_command(shell: str) -> None:
    assert {*offered(shell, "--f")} == {"--fix", "--format"}
    assert {*offered(shell, "--select", "et-")} == {"et-al"}
    assert {"et-al", "authors", "ALL"} <= {*offered(shell, "--select", "")}
    assert offered(shell, "--fix", "--ignore", "links,et-") == ["links,et-al"]
    assert {*offered(shell, "--output-format", "")} == {*FORMATS}
    assert {*COMMANDS} < {*offered(shell, "")}
    assert "export" in offered(shell, "ex")
    assert offered(shell, "--quiet", "READ") == ["READ"]


@pytest.mark.parametrize("shell", SHELLS)
def test_words_are_offered_after_a_command(shell: str) -> None:
    assert offered(shell, "explain", "et-") == ["et-al"]
    assert {*offered(shell, "explain", "")} == {*discover(), *(rule.group for rule in discover().values())}
    assert offered(shell, "rules", "--group", "lin") == ["links"]
    assert offered(shell, "check", "--unsafe") == ["--unsafe-fixes"]
    assert offered(shell, "export", "--format", "bib") == ["bibtex"]
    assert {*offered(shell, "completion", "")} == {*SHELLS}


@pytest.mark.parametrize("shell", SHELLS)
def test_sections_are_offered_that_have_entries(shell: str, folder: Path) -> None:
    for name, section in (("README.md", "Nets"), ("other.md", "Networks")):
        entries = f"- [{section}](https://example.org/)\n"
        (folder / name).write_text(f"# List\n\n## {section}\n\n{entries}\n## Notes\n", encoding="utf-8")
    assert offered(shell, "add", "--to", "n") == ["Nets"]
    assert offered(shell, "add", "2401.01234", "other.md", "--to", "ne") == ["Networks"]


def bash(text: str, *words: str) -> list[str]:
    path = Path("completion.sh")
    path.write_text(text, encoding="utf-8")
    command = ["bash", "--noprofile", "--norc", "-c", TAB, "bash", str(path), *words]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)
    return done.stdout.split()


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_a_real_bash_completes(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["completion", "bash"]) == 0
    text = capfd.readouterr().out
    assert bash(text, "awesome-lint", "--sel") == ["--select"]
    assert bash(text, "awesome-lint", "--select", "dupli") == [
        "duplicates",
        *sorted(n for n in discover() if n.startswith("dupli")),
    ]
    assert bash(text, "awesome-lint", "--ignore", "et-al,layo") == ["et-al,layout"]
    assert bash(text, "awesome-lint", "explain", "misspelt-l") == ["misspelt-label"]
    # Nothing begins so but files, which bash finds itself.
    assert bash(text, "awesome-lint", "READ") == []
    assert bash(text, "awesome-lint", "expo") == ["export"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_the_line_of_the_page_is_read_by_bash(folder: Path) -> None:
    page = (Path(__file__).parent.parent / "docs" / "command-line.md").read_text(encoding="utf-8")
    line = page.partition("```sh completion\n")[2].partition("```")[0]
    assert bash(line, "awesome-lint", "--unsafe") == ["--unsafe-fixes"]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_names_what_it_asks(shell: str) -> None:
    text = script(cli.awesome_lint, shell)
    assert "_AWESOME_LINT_COMPLETE" in text
    assert f"{shell}_complete" in text


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_script_is_understood(shell: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"needs {shell}")
    path = tmp_path / "script"
    path.write_text(script(cli.awesome_lint, shell), encoding="utf-8")
    subprocess.run([shell, "-n", str(path)], check=True, timeout=60)
