"""Where the report of a run goes: to a stream, to files, to the page of a job on GitHub."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.files.read_write import FileError, write_new
from awesome_lint.reporters import FORMATS, Display, reporter

if TYPE_CHECKING:
    from awesome_lint.diagnostic import Report

# Formats that a service reads, which knows files by their place in the repository, wherever the run began.
FOR_SERVICES = frozenset({"azure", "github", "gitlab", "junit", "markdown", "sarif"})


class Copy(Struct, frozen=True):
    """A report in a format of its own, in a file, beside the one that is shown."""

    output_format: str
    path: Path


class Wanted(Struct, frozen=True):
    """What is to become of the reports of a run."""

    output_format: str
    output_file: Path | None = None
    statistics: bool = False
    copies: tuple[Copy, ...] = ()


def copy_of(text: str) -> Copy:
    """Return what `FORMAT=FILE` asks for. Raises ValueError, which says why and what to do, for anything else."""
    name, equals, path = text.partition("=")
    if not equals or not path:
        raise ValueError(f"expected FORMAT=FILE, as in sarif=report.sarif, found {text}")
    if name not in FORMATS:
        from awesome_lint.registry.suggestion import suggestion

        raise ValueError(f'unknown format "{name}"{suggestion(name, FORMATS)}; there are {", ".join(FORMATS)}')
    return Copy(name, Path(path))


def deliver(reports: Sequence["Report"], wanted: Wanted, display: Display, stream: TextIO) -> None:
    """Write the reports to where they are wanted. Raises FileError for a file that cannot be written.

    A file is written as a whole or not at all, in plain text. With annotations, all goes to the page of the job, too.
    """
    plain = replace(display, colour=False, wraps=False)
    for copy in wanted.copies:
        _write(copy.path, rendered(reports, copy.output_format, plain), "--report")
    if wanted.output_format == "github" and not wanted.statistics:
        from awesome_lint.cli.ci_job import changed

        # What is reported with --since is that already.
        near = () if display.about else changed(reports)
        display = replace(display, has_page=_add_to_page(reports, display), changed=near)
    pieces = rendered(reports, wanted.output_format, display, statistics=wanted.statistics)
    if wanted.output_file is not None:
        _write(wanted.output_file, pieces, "--output-file")
        return
    stream.writelines(pieces)
    stream.flush()


def rendered(reports: Sequence["Report"], output_format: str, display: Display, *, statistics: bool = False) -> Iterator[str]:
    """Yield the pieces of the reports in a format, or of how often each rule spoke."""
    if not statistics:
        if output_format in FOR_SERVICES:
            from awesome_lint.cli.ci_job import located

            reports = located(reports)
        yield from reporter(output_format)(reports, display)
    elif output_format == "json":
        from awesome_lint.reporters.json import array, encoded
        from awesome_lint.reporters.places import tallies

        rows = [{"rule": each.rule, "count": each.count, "safe": each.safe, "unsafe": each.unsafe} for each in tallies(reports)]
        yield from array(encoded(row) for row in rows)
    else:
        from awesome_lint.reporters.full import table

        yield from table(reports, display)


def _write(path: Path, pieces: Iterator[str], option: str) -> None:
    try:
        write_new(path, (piece.encode("utf-8", "backslashreplace") for piece in pieces), lambda: True)
    except OSError as error:
        raise FileError(f"{option}: {path}: {error.strerror}") from None


def _add_to_page(reports: Sequence["Report"], display: Display) -> bool:
    """Add the reports to the page of the job that runs, and return whether all of them are on it."""
    from awesome_lint.cli import ci_job as services

    page = services.page()
    if page is None:
        return False
    try:
        return services.add_to_page(page, services.located(reports), display)
    except OSError as error:
        # The page is an extra: the log holds everything.
        sys.stderr.write(f"the summary of the job is not written: {error.strerror}\n")
        return False
