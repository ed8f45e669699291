"""Reports into text: one module per output format."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Protocol, cast

from msgspec import Struct

from awesome_lint.diagnostic import Report
from awesome_lint.source import Span

FORMATS = (
    "full",
    "concise",
    "grouped",
    "json",
    "json-lines",
    "github",
    "gitlab",
    "azure",
    "sarif",
    "junit",
    "rdjson",
    "markdown",
    "html",
)

# Those that a program reads as a whole, for which nothing to report is a report, too.
FOR_PROGRAMS = frozenset({"json", "gitlab", "sarif", "junit", "rdjson"})


class Display(Struct, frozen=True):
    """What a report is shown on, and what its reader has already asked for."""

    width: int = 80
    """In columns."""
    wraps: bool = False
    """Whether long lines are broken between words: for people, not for programs that read line by line."""
    colour: bool = False
    unsafe: bool = False
    """Whether unsafe fixes are asked for, so that `--fix` as it would be typed makes them too."""
    summary: bool = True
    """Whether a closing summary is wanted."""
    about: str = ""
    """What the run is about, where that is less than the whole of its files: "the lines changed since main"."""
    held: int = 0
    """How many problems a baseline hides."""
    planned: int = 0
    """How many problems the patch fixes that is shown beside the report, which is about what it leaves."""
    command: tuple[str, ...] = ("awesome-lint",)
    """What was typed; the summary says what to type next."""
    changed: tuple[tuple[Span, ...], ...] = ()
    """The lines of each report that a pull request changes, which come first where not all can be shown."""
    has_page: bool = False
    """Whether all is on the page of a job, too."""


# Of a report that nothing else is known of.
DISPLAY = Display()


class Reporter(Protocol):
    """Turns the reports of a run into the pieces of a text; nothing in it reaches a terminal unescaped."""

    def __call__(self, reports: Sequence[Report], display: Display) -> Iterator[str]: ...


def reporter(name: str) -> Reporter:
    """Return the reporter for an output format. Raises KeyError for an unknown one."""
    if name not in FORMATS:
        raise KeyError(name)
    return cast(Reporter, import_module(f"{__name__}.{name.replace('-', '_')}").render)
