"""What may be typed: the names of commands, and files that are called like options."""

from pathlib import Path

import pytest
from program import run

from awesome_lint.cli import commands as cli
from awesome_lint.cli.options import COMMANDS


def test_all_commands_are_known() -> None:
    assert set(COMMANDS) == set(cli.awesome_lint.commands)


@pytest.mark.parametrize(
    "name", ["--output-file=kept/README.md", "--config=a/README.md", "-q", "--fix", "--report=json=kept/README.md", "-q.md"]
)
@pytest.mark.parametrize("before", [(), ("check",), ("README.md",), ("export",), ("show",)])
def test_a_file_that_is_called_like_an_option_is_neither(tmp_path: Path, name: str, before: tuple[str, ...]) -> None:
    text = "# List\n\n*   [One](https://example.org/1)\n"
    for path in ("README.md", "kept/README.md", name):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    done = run([*before, name], tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"error: {name}: looks like an option, and is the name of a file that is here; "
        f"write ./{name} for the file, or put -- before all paths\n"
    )
    assert all((tmp_path / path).read_text(encoding="utf-8") == text for path in ("README.md", "kept/README.md", name))
    assert run(["--isolated", "--exit-zero", "--any-file", "--", name], tmp_path).returncode == 0
    assert run(["--isolated", "--exit-zero", "--any-file", f"./{name}"], tmp_path).returncode == 0


def test_an_address_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(["https://example.org/list"]) == 2
    assert "https://example.org/list is an address, and files are checked" in " ".join(capsys.readouterr().err.split())
