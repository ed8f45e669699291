"""How far a long run has come, on one line of a terminal that is gone at the end."""

import os
import stat
import sys
from collections.abc import Callable
from time import monotonic
from typing import TextIO

# In seconds: shorter runs need no line, and more often than this nobody can read.
PATIENCE, PACE = 1.0, 0.1
BAR = 24


class Line:
    """A line on stderr that says how far a run has come, once it takes long, and only to a person who watches it."""

    def __init__(self, *, is_wanted: bool) -> None:
        self.is_wanted = is_wanted and is_watched()
        self.next = monotonic() + PATIENCE
        self.is_shown = False

    def draw(self, said: Callable[[], str]) -> None:
        """Draw the line, if it is time."""
        now = monotonic()
        if not self.is_wanted or now < self.next:
            return
        from shutil import get_terminal_size

        self.next = now + PACE
        self.is_shown = True
        sys.stderr.write(f"\r{said()[: get_terminal_size().columns - 1]}\x1b[K")
        sys.stderr.flush()

    def hide(self) -> None:
        """Leave the line empty, for what is written next."""
        if self.is_shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self.is_shown = False


class Progress(Line):
    """Says how many of the files are done."""

    def __init__(self, verb: str, total: int, *, quiet: bool) -> None:
        super().__init__(is_wanted=total > 1 and not quiet)
        self.verb = verb
        self.total = total

    def show(self, done: int) -> None:
        self.draw(lambda: self._line(done))

    def _line(self, done: int) -> str:
        marks = BAR * done // self.total
        return f"{self.verb} [{'#' * marks}{'.' * (BAR - marks)}] {done} of {self.total} files"


def is_watched() -> bool:
    """Whether a person looks at stderr, and no other program that may draw on the same terminal reads stdout."""
    dumb = os.environ.get("TERM", "dumb") == "dumb" and os.name != "nt"
    return sys.stderr.isatty() and not dumb and not os.environ.get("CI") and (sys.stdout.isatty() or _is_file(sys.stdout))


def _is_file(stream: TextIO) -> bool:
    try:
        mode = os.fstat(stream.fileno()).st_mode
    except OSError:
        return False
    # The null device is a place for text, too.
    return stat.S_ISREG(mode) or stat.S_ISCHR(mode)
