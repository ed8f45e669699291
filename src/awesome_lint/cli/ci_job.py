"""What code hosts and CI services ask for: paths from the top of a repository, and the page of a job."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.files.read_write import STDIN, FileError
from awesome_lint.reporters import DISPLAY, Display

if TYPE_CHECKING:
    from awesome_lint.diagnostic import Report
    from awesome_lint.source import Span

# Where services say that the checkout is, for one that came without its `.git`.
CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY")
# Where GitHub says which file the page of a step is.
PAGE = "GITHUB_STEP_SUMMARY"
# GitHub drops the whole page of a step that is over one mebibyte.
MOST_BYTES = 1024 * 1024


class Page(Struct, frozen=True):
    """The page of a job on GitHub that the step adds to."""

    path: Path
    room: int
    """How many bytes it can still take."""


def located(reports: Iterable["Report"]) -> "list[Report]":
    """Return the reports with each path from the top of its repository."""
    return [replace(report, source=replace(report.source, path=from_top(report.source.path))) for report in reports]


def from_top(path: str) -> str:
    """Return a path with slashes from the top of the repository that it is in, or of the checkout; absolute outside of both.

    A file in no repository is named from the working directory, where it lies below it.
    """
    if path == STDIN:
        return path
    absolute = Path(os.path.abspath(path))
    for top in _tops(absolute):
        if absolute.is_relative_to(top):
            return absolute.relative_to(top).as_posix()
    return absolute.as_posix()


def _tops(file: Path) -> Iterable[Path]:
    yield from (folder for folder in file.parents if os.path.exists(folder / ".git"))
    for name in CHECKOUTS:
        if folder := os.environ.get(name):
            yield Path(os.path.abspath(folder))
            yield Path(os.path.realpath(folder))
    yield Path.cwd()


def changed(reports: Iterable["Report"]) -> "tuple[tuple[Span, ...], ...]":
    """Return which lines of each file the pull request of the job changes; none where git cannot say, or there is none."""
    base = os.environ.get("GITHUB_BASE_REF")
    if not base:
        return ()
    from awesome_lint.files.git import Since

    since = Since(f"origin/{base}")
    found: list[tuple[Span, ...]] = []
    for report in reports:
        try:
            found.append(since.changed(Path(report.source.path), report.source).spans)
        except FileError:
            found.append(())
    return tuple(found)


def has_page() -> bool:
    """Whether the job that runs has a page to write on."""
    return bool(os.environ.get(PAGE))


def page() -> Page | None:
    """Return the page of the job that runs, or None where there is none."""
    name = os.environ.get(PAGE)
    if not name:
        return None
    path = Path(name)
    try:
        return Page(path, MOST_BYTES - path.stat().st_size)
    except OSError:
        return Page(path, MOST_BYTES)


def blob_url() -> str:
    """Return the address below which GitHub shows the files of the commit that a job is about, or nothing elsewhere."""
    parts = [os.environ.get(name, "") for name in ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA")]
    return "{}/{}/blob/{}/".format(*parts) if all(parts) else ""


def add_to_page(page: Page, reports: Sequence["Report"], display: Display = DISPLAY) -> bool:
    """Write what of the reports has room to the end of the page, and return whether all had. Raises OSError."""
    from awesome_lint.reporters.markdown import Limits, summary

    def written(limits: Limits) -> bytes:
        return "".join(summary(reports, limits, blob_url(), display)).encode("utf-8", "backslashreplace")

    whole = written(Limits())
    part = whole if len(whole) <= page.room else written(Limits(size=page.room))
    if len(part) <= page.room:
        with page.path.open("ab") as stream:
            stream.write(part)
    return part is whole
