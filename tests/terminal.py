"""A terminal for the commands that examples and documents show: 80 columns, no colours."""

import fcntl
import os
import pty
import shutil
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from program import CAN_COPY, stand_in
from repository import Repository

ROOT = Path(__file__).parent.parent

WIDTH, HEIGHT = 80, 24
# What a person's shell or a CI run may have set, and what would change what is shown.
NOT_INHERITED = ("COLUMNS", "LINES", "FORCE_COLOR", "GITHUB_ACTIONS", "CI")


class Shown(NamedTuple):
    """What a command left on the terminal, both streams as they came, and its exit status."""

    text: str
    status: int


def run(command: str, folder: Path, programs: Path | None = None) -> Shown:
    """Run a command of the shell in a folder, with the `awesome-lint` of this environment, or of other programs."""
    here = Path(sys.executable).parent
    programs_of_it = [programs] if programs else [stand_in(), here] if CAN_COPY else [here]
    path = os.pathsep.join([*map(str, programs_of_it), os.environ["PATH"]])
    # A document shows what a command leaves, not how far it has come.
    return watched(["bash", "-c", command], folder, {"PATH": path, "NO_COLOR": "1", "TERM": "dumb"})


def watched(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Shown:
    """Run a command in a folder, with these variables beside those inherited, and return what a terminal is sent."""
    inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    screen, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
    _keep_newlines(terminal)
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**inherited, "PYTHONUTF8": "1", **environment},
        stdin=subprocess.DEVNULL,
        stdout=terminal,
        stderr=terminal,
    )
    os.close(terminal)
    pieces = []
    # Where the last writer is gone, Linux raises EIO and others return nothing.
    with os.fdopen(screen, "rb", buffering=0) as stream, suppress(OSError):
        while piece := stream.read(65536):
            pieces.append(piece)
    return Shown(b"".join(pieces).decode("utf-8"), process.wait())


def checkout(folder: Path) -> Path:
    """Return a repository in `folder` with the lists and documents of this one, for commands to change."""
    for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "SECURITY.md"):
        shutil.copyfile(ROOT / name, folder / name)
    for name in ("benchmarks", "docs", "examples"):
        shutil.copytree(ROOT / name, folder / name)
    Repository.at(folder).commit()
    return folder


def _keep_newlines(terminal: int) -> None:
    """Switch off the carriage return that a terminal puts before every newline."""
    attributes = termios.tcgetattr(terminal)
    attributes[1] &= ~termios.OPOST
    termios.tcsetattr(terminal, termios.TCSANOW, attributes)


def answer(command: str, folder: Path, keys: Sequence[str], prompt: str = "?] ", **variables: str) -> Shown:
    """Run a command as `run` does, on a terminal of its own, and press a key at each prompt."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    process, screen = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.environ.update({"PATH": path, "NO_COLOR": "1", "PYTHONUTF8": "1", **variables})
        for name in NOT_INHERITED:
            if name not in variables:
                os.environ.pop(name, None)
        os.execvp("bash", ["bash", "-c", command])
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
    text, left, answered = b"", list(keys), 0
    with os.fdopen(screen, "r+b", buffering=0) as stream, suppress(OSError):
        while piece := stream.read(65536):
            text += piece
            while text.count(prompt.encode()) > answered:
                # Who is asked more often than expected leaves.
                stream.write(left.pop(0).encode() if left else b"\x03")
                answered += 1
    _, status = os.waitpid(process, 0)
    assert answered == len(keys), f"asked {answered} times:\n{text.decode()}"
    return Shown(text.decode("utf-8").replace("\r\n", "\n"), os.waitstatus_to_exitcode(status))
