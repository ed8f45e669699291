"""Where a diagnostic is and what its fix does, in the words that every text format shares; and the counts of a run."""

import os
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from awesome_lint import HOME, __version__
from awesome_lint.diagnostic import Diagnostic, Related, Report, shortened
from awesome_lint.entries import UnreadItems
from awesome_lint.registry.discovery import ONLINE_PACKAGE, RULES_PACKAGE, rule_named
from awesome_lint.source import Source

# Files whose items were not read are named up to so many; of more, the sum is told.
MOST_NOT_READ = 3
LONGEST_HEADING = 40
# More than these say nothing new.
MOST_RELATED = 3


class Tally(Struct, frozen=True):
    """How many problems a rule found, and how many of them a safe or an unsafe fix fixes."""

    rule: str
    count: int
    safe: int
    unsafe: int


def counted(count: int, word: str, plural: str = "") -> str:
    """Return so many of what a word names, whose plural takes an s unless it is given."""
    return f"{count} {word}" if count == 1 else f"{count} {plural or f'{word}s'}"


def not_read(reports: Sequence[Report]) -> Iterator[str]:
    """Yield what a summary says of the items that were not read as entries: a sentence for a file, or one for many files."""
    found = [report for report in reports if report.unread]
    if len(found) > MOST_NOT_READ:
        yield _not_read([items for report in found for items in report.unread], f" in {len(found)} files")
        return
    for report in found:
        yield _not_read(report.unread, f" in {report.source.path}" if len(reports) > 1 else "")


def _not_read(lists: Sequence[UnreadItems], where: str) -> str:
    left, size = sum(len(items.spans) for items in lists), sum(items.size for items in lists)
    of = f"of {len(lists)} lists" if len(lists) > 1 else "before the first heading"
    if len(lists) == 1 and lists[0].heading:
        of = f"under `{shortened(' '.join(lists[0].heading.split()), LONGEST_HEADING)}`"
    return f"{left} of {counted(size, 'item')} {of}{where} {'was' if left == 1 else 'were'} not read as entries"


def mark(diagnostic: Diagnostic, *, unsafe: bool) -> str:
    """Return `[*]` for what the fixes asked for would fix, `[!]` for what only an unsafe fix does, or nothing."""
    if diagnostic.fix is None:
        return ""
    return "[*]" if diagnostic.fix.is_safe or unsafe else "[!]"


def last_line(source: Source, diagnostic: Diagnostic) -> int:
    """Return the line of the last character of the span; a span that takes its newline along ends on that line."""
    return source.line_number(max(diagnostic.span.start, diagnostic.span.end - 1))


def run(source: Source, diagnostic: Diagnostic) -> str:
    """Return which lines a diagnostic covers and how many problems it stands for, or nothing for one on one line."""
    first, last = source.line_number(diagnostic.span.start), last_line(source, diagnostic)
    lines = f"lines {first}-{last}" if last > first else ""
    times = f"{diagnostic.count} times" if diagnostic.count > 1 else ""
    return ", ".join(part for part in (lines, times) if part)


def others(source: Source, diagnostic: Diagnostic) -> Iterator[str]:
    """Yield what a message says of other places, such as where the other half of a duplicate is."""
    for related in diagnostic.related[:MOST_RELATED]:
        yield _other(source, related)
    if len(diagnostic.related) > MOST_RELATED:
        yield f"and {len(diagnostic.related) - MOST_RELATED} more"


def _other(source: Source, related: Related) -> str:
    """Say where the other place is: "first listed here" becomes "first listed at line 120"."""
    place = f"line {source.line_number(related.span.start)}"
    message = related.message.rstrip(".")
    if message.endswith(" here"):
        return f"{message.removesuffix(' here')} at {place}"
    return f"{message} ({place})"


def said(source: Source, diagnostic: Diagnostic) -> str:
    """Return the message with what it covers, where that is more than one line, and with the other places that it speaks of."""
    more = [part for part in (run(source, diagnostic), *others(source, diagnostic)) if part]
    return f"{diagnostic.message} ({'; '.join(more)})" if more else diagnostic.message


def posix(path: str) -> str:
    """Return a path the way reports are compared between machines: relative to where the run began, with slashes."""
    if os.path.isabs(path):
        relative = os.path.relpath(path)
        path = path if relative.startswith("..") else relative
    return path.replace(os.sep, "/")


def manual_url(rule: str) -> str | None:
    """Return the address of the manual page of a rule, for one of ours in this version."""
    kind = rule_named(rule)
    if kind is None or not kind.__module__.startswith((f"{RULES_PACKAGE}.", f"{ONLINE_PACKAGE}.")):
        return None
    return f"{HOME}/blob/v{__version__}/docs/rules/{rule}.md"


def tallies(reports: Iterable[Report]) -> tuple[Tally, ...]:
    """Return the counts of each rule that found something, the most frequent first."""
    counts: dict[str, list[int]] = {}
    for report in reports:
        for diagnostic in report.diagnostics:
            count = counts.setdefault(diagnostic.rule, [0, 0, 0])
            count[0] += diagnostic.count
            if diagnostic.fix is not None:
                count[1 if diagnostic.fix.is_safe else 2] += diagnostic.count
    found = (Tally(rule, *count) for rule, count in counts.items())
    return tuple(sorted(found, key=lambda tally: (-tally.count, tally.rule)))
