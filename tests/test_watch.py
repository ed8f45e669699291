"""Runs again at each change: a real process on a real terminal."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from awesome_lint.cli import commands as cli
from awesome_lint.cli import options

LIST = """# Papers

- **One thing.** *Ann Lee, Bo Chen, et al.* [paper](https://example.org/1)
- **Two things.** *Ann Lee and Bo Chen.* [paper](https://example.org/2)
"""
BAD = LIST.replace("et al.", "et.al.")
WAITS = "Watching for changes"
SCRIPT = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\nfrom awesome_lint.__main__ import main\nmain()"
)


class Watching:
    """`awesome-lint --watch` on a terminal."""

    def __init__(self, *arguments: str) -> None:
        self.screen, terminal = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "1", "COLUMNS": "100"}
        command = [sys.executable, "-c", SCRIPT, "--watch", "--select", "et-al", "--output-format", "concise", *arguments]
        self.process = subprocess.Popen(
            command, stdin=terminal, stdout=terminal, stderr=terminal, env=environment, start_new_session=True
        )
        os.close(terminal)

    def shown(self, until: str = WAITS, seconds: float = 30) -> str:
        """Return what is shown until this is, or in this time."""
        text = ""
        end = time.monotonic() + seconds
        while time.monotonic() < end and until not in text:
            if select.select([self.screen], [], [], 0.1)[0]:
                try:
                    text += os.read(self.screen, 65536).decode()
                except OSError:
                    break
        return text

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pytest.importorskip("watchfiles")
    (tmp_path / ".git").mkdir()
    (tmp_path / "README.md").write_text(LIST, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def start() -> Iterator[type[Watching]]:
    started: list[Watching] = []

    class Kept(Watching):
        def __init__(self, *arguments: str) -> None:
            super().__init__(*arguments)
            started.append(self)

    yield Kept
    for each in started:
        each.process.kill()
        each.process.wait(30)
        os.close(each.screen)


def test_changes_of_lists_and_settings_are_seen(folder: Path, start: type[Watching]) -> None:
    watching = start()
    first = watching.shown()
    assert first.startswith("\x1b[2J")
    assert "et-al" not in first
    (folder / "README.md").write_text(BAD, encoding="utf-8")
    assert "README.md:3:37: [*] et-al" in watching.shown()
    # As editors write: beside it, and then in its place.
    (folder / "new").write_text(LIST, encoding="utf-8")
    (folder / "new").replace(folder / "README.md")
    assert "et-al" not in watching.shown()
    (folder / "new").write_text(BAD, encoding="utf-8")
    (folder / "new").replace(folder / "README.md")
    assert "et-al" in watching.shown()
    (folder / ".awesome-lint.toml").write_text('exclude = ["README.md"]\n', encoding="utf-8")
    assert "excluded by" in watching.shown()
    (folder / ".awesome-lint.toml").write_text("exclude = 1\n", encoding="utf-8")
    assert "error: .awesome-lint.toml" in watching.shown()
    (folder / ".awesome-lint.toml").unlink()
    assert "et-al" in watching.shown()
    (folder / "README.zh.md").write_text(BAD, encoding="utf-8")
    assert "README.zh.md:3" in watching.shown()
    assert watching.interrupt() == options.INTERRUPTED
    assert watching.shown(seconds=0.5).strip("^C\r\n") == ""


def test_its_own_writing_is_no_change(folder: Path, start: type[Watching]) -> None:
    watching = start("--fix", ".")
    assert "fixed" not in watching.shown()
    (folder / "README.md").write_text(BAD, encoding="utf-8")
    assert "README.md: fixed 1" in watching.shown()
    assert (folder / "README.md").read_text(encoding="utf-8") == LIST
    assert watching.shown(seconds=3) == ""
    (folder / "lists").mkdir()
    (folder / "lists" / "README.md").write_text(BAD, encoding="utf-8")
    assert "lists/README.md: fixed 1" in watching.shown("fixed 1")
    assert watching.interrupt() == options.INTERRUPTED


def test_what_is_missing_is_told(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert cli.run(["--watch", "README.md"]) == options.FAILED
    assert "pip install 'watchfiles>=1,<2'" in capfd.readouterr().err
    assert cli.run(["--watch", "-"]) == options.FAILED
    assert "--watch is for files" in capfd.readouterr().err
