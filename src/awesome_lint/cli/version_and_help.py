"""Answers that are known beforehand, so that `--version` and `--help` import next to nothing."""

import os
import sys

from awesome_lint import __version__

# What click gives for `awesome-lint --help`; `python docs/build.py` writes it, and a test holds it to click.
HELP = os.path.join(os.path.dirname(__file__), "help.txt")
# In columns: on a terminal that is narrower, click breaks the lines.
WIDTH = 80


def answer(argument: str) -> str | None:
    """Return what this argument alone is answered with, or None where that takes more."""
    # A shell that wants a command line completed sets this; see `options.COMPLETION`.
    if "_AWESOME_LINT_COMPLETE" in os.environ:
        return None
    if argument in ("--version", "-V"):
        return f"awesome-lint {__version__}\n"
    if argument in ("--help", "-h") and _width() >= WIDTH:
        with open(HELP, encoding="utf-8") as file:
            return file.read()
    return None


def _width() -> int:
    """Return how many columns there are, as `shutil` does, whose import takes longer than this."""
    try:
        columns = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        columns = 0
    if columns > 0:
        return columns
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or WIDTH if sys.__stdout__ else WIDTH
    except (AttributeError, ValueError, OSError):
        return WIDTH
