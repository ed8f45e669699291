"""What people read on a terminal or in a log: its width, its colours, and what is told beside the output."""

import errno
import os
import sys
from contextlib import suppress
from typing import TextIO

from awesome_lint import __version__

PROGRAM = "awesome-lint"
# Of text that goes to a pipe, which may end in a log or in an issue: frames stay readable there.
PIPE_WIDTH = 100

# What says that a runner reads the log of this step, and obeys what it finds there: GitHub's, Azure Pipelines', TeamCity's.
RUNNERS = ("GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION")

# Why what is written to the standard output cannot be kept where it goes to a file.
UNWRITABLE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def terminal_width() -> int:
    """Return how many columns the terminal has, or what a pipe is written for."""
    import shutil

    return shutil.get_terminal_size((PIPE_WIDTH, 24)).columns


def is_read_by_program(stream: TextIO) -> bool:
    """Whether the text goes to a file or another program, so that every byte counts: neither to a terminal nor to a CI log."""
    if stream.isatty():
        return False
    if not any(map(os.environ.get, RUNNERS)):
        return True
    import stat

    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except OSError:
        return True


def is_coloured(choice: str, stream: TextIO) -> bool:
    """Whether to use colour there: --color decides, then NO_COLOR, FORCE_COLOR, and whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def tell_error(message: str, color: str) -> None:
    label = "error"
    if is_coloured(color, sys.stderr):
        from awesome_lint.reporters.text import BOLD, RED, paint

        label = paint(label, RED, BOLD)
    for line in message.splitlines():
        write_stderr(line, f"{label}: ")


def tell_unwritable(error: OSError) -> None:
    """Tell that the standard output cannot be written, and write no more there."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    tell_error(f"the standard output cannot be written ({error.strerror}); write it elsewhere, or make room", "auto")


def tell_bug(subject: str) -> None:
    import traceback

    for line in traceback.format_exc().splitlines():
        write_stderr(line)
    write_stderr(f"{subject}: this is a bug in {PROGRAM} {__version__}; nothing was written. Report it with the lines above.")


def write_stderr(line: str, label: str = "") -> None:
    from awesome_lint.reporters.text import guarded, visible

    # Where nobody can be told, the exit status has to do.
    with suppress(OSError):
        sys.stderr.write(f"{label}{guarded(visible(line)) if not label else visible(line)}\n")
