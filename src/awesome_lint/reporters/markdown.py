"""A summary in Markdown, for the page of a job or a comment: what each rule found, and the first places of it."""

import os
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from msgspec import Struct

from awesome_lint.diagnostic import Diagnostic, Report
from awesome_lint.reporters import DISPLAY, Display
from awesome_lint.reporters.markup import cell, heading, sentence
from awesome_lint.reporters.places import counted, not_read, posix, said, tallies
from awesome_lint.source import Source

# Nobody reads a comment further than this.
MOST_PLACES = 100
# Room for the line that says how many more there are.
CLOSING_SIZE = 100
TITLE = "## awesome-lint\n\n"
HEADER = "| rule | problems | `--fix` | `--unsafe-fixes` |\n| --- | --: | --: | --: |\n"


class Limits(Struct, frozen=True):
    """How much of a report may be listed."""

    places: int | None = None
    size: int | None = None
    """Of the whole summary, in bytes of UTF-8."""


def render(reports: Sequence[Report], display: Display) -> Iterator[str]:
    yield from summary(reports, Limits(places=MOST_PLACES), display=display)


def summary(reports: Sequence[Report], limits: Limits, url: str = "", display: Display = DISPLAY) -> Iterator[str]:
    """Yield the pieces of the summary; line numbers lead to the files below `url`, where there is one."""
    counts = _counts(reports, display)
    yield counts
    left = sum(len(report.diagnostics) for report in reports)
    most = left if limits.places is None else limits.places
    room = None if limits.size is None else limits.size - _size(counts) - CLOSING_SIZE
    for report in reports:
        path = posix(report.source.path)
        head = f"\n### {heading(path)}\n\n| line | rule | |\n| --: | --- | --- |\n"
        for diagnostic in report.diagnostics:
            row = f"{head}{_row(report.source, diagnostic, f'{url}{quote(os.fsencode(path))}' if url else '')}"
            if room is not None:
                room -= _size(row)
            if not most or (room is not None and room < 0):
                yield f"\nand {left} more.\n"
                return
            yield row
            head = ""
            left, most = left - 1, most - 1


def _counts(reports: Sequence[Report], display: Display) -> str:
    counts = tallies(reports)
    total = sum(tally.count for tally in counts)
    more = _held(display) + _not_read(reports)
    if not total:
        return f"{TITLE}No problems found in {counted(len(reports), 'file')}{_about(display)}.{more}\n"
    safe, unsafe = sum(tally.safe for tally in counts), sum(tally.unsafe for tally in counts)
    found = f"{counted(total, 'problem')} in {counted(len(reports), 'file')}{_about(display)}"
    found = f"{found}: {safe} fixable with `--fix`, {unsafe} with `--fix --unsafe-fixes`"
    rows = [f"| `{each.rule}` | {each.count} | {each.safe or ''} | {each.unsafe or ''} |\n" for each in counts]
    return f"{TITLE}{found} (may change words), {total - safe - unsafe} to fix by hand.{more}\n\n{HEADER}{''.join(rows)}"


def _row(source: Source, diagnostic: Diagnostic, url: str) -> str:
    line = str(source.line_number(diagnostic.span.start))
    # `plain` shows the lines of the file instead of the page.
    shown = f"[{line}]({url}?plain=1#L{line})" if url else line
    return f"| {shown} | `{diagnostic.rule}` | {cell(said(source, diagnostic))} |\n"


def _size(text: str) -> int:
    return len(text.encode("utf-8", "backslashreplace"))


def _about(display: Display) -> str:
    return f" on {sentence(display.about)}" if display.about else ""


def _held(display: Display) -> str:
    return f" The baseline hides {counted(display.held, 'problem')}." if display.held else ""


def _not_read(reports: Sequence[Report]) -> str:
    return "".join(f" {sentence(told)}; `awesome-lint show` lists them." for told in not_read(reports))
