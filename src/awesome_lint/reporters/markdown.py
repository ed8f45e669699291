"""A summary in Markdown, for the page of a job or a comment: for each line what is wrong with it, and how it should read.

It is written for somebody who adds an entry to a list, and has never heard of awesome-lint.
"""

import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

from msgspec import Struct

from awesome_lint import HOME
from awesome_lint.diagnostic import Diagnostic, Edit, Report, shortened
from awesome_lint.engine.fixer import apply, select
from awesome_lint.reporters import DISPLAY, Display
from awesome_lint.reporters.markup import cell, fenced, heading, sentence
from awesome_lint.reporters.places import counted, manual_url, not_read, others, posix, run, said, tallies
from awesome_lint.reporters.text import visible
from awesome_lint.source import Source, Span

# Nobody reads a comment further than this.
MOST_PLACES = 100
# So many lines are shown with what they should be; further ones are told in a table.
MOST_SHOWN = 20
# A change over more lines than this hides what it changes.
MOST_LINES = 6
LONGEST_LINE = 1000
# Room for the line that says how many more there are.
CLOSING_SIZE = 100
TITLE = "## awesome-lint\n\n"
HEADER = "| rule | problems | `--fix` | `--unsafe-fixes` |\n| --- | --: | --: | --: |\n"
TABLE = "\n| line | rule | |\n| --: | --- | --- |\n"
INTRODUCTION = (
    f"[awesome-lint]({HOME}) compares each entry with the rest of its list. Below are the lines with problems, what is wrong "
    "with each, and how it should read. What stands in green can be copied; "
)


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
    for piece in _pieces(reports, url):
        if room is not None:
            room -= _size(piece.text)
        if piece.count > most or (room is not None and room < 0):
            yield f"\nand {left} more.\n"
            return
        yield piece.text
        left, most = left - piece.count, most - piece.count


class _Piece(Struct, frozen=True):
    """A part of the summary, and how many diagnostics it tells."""

    text: str
    count: int = 1


def _pieces(reports: Sequence[Report], url: str) -> Iterator[_Piece]:
    """Yield a part for each line with problems: the first ones with how they should read, the others as rows of a table."""
    shown = 0
    for report in reports:
        path = posix(report.source.path)
        address = f"{url}{quote(os.fsencode(path))}" if url else ""
        head = f"\n### {heading(path)}\n" if report.diagnostics else ""
        in_table = False
        for line, group in groupby(report.diagnostics, key=lambda each: report.source.line_number(each.span.start)):
            found = list(group)
            if shown < MOST_SHOWN:
                shown += 1
                yield _Piece(f"{head}{_card(report.source, line, found, address)}", len(found))
                head = ""
                continue
            for diagnostic in found:
                yield _Piece(f"{head}{'' if in_table else TABLE}{_row(report.source, diagnostic, address)}")
                head, in_table = "", True


def _counts(reports: Sequence[Report], display: Display) -> str:
    counts = tallies(reports)
    total = sum(tally.count for tally in counts)
    more = _held(display) + _not_read(reports)
    if not total:
        return f"{TITLE}No problems found in {counted(len(reports), 'file')}{_about(display)}.{more}\n"
    safe, unsafe = sum(tally.safe for tally in counts), sum(tally.unsafe for tally in counts)
    found = f"**{counted(total, 'problem')}** in {counted(len(reports), 'file')}{_about(display)}"
    split = [(safe, "fixable with `--fix`"), (unsafe, "with `--fix --unsafe-fixes` (may change words)")]
    split.append((total - safe - unsafe, "to fix by hand"))
    found = f"{found}: {', '.join(f'{count} {how}' for count, how in split if count)}.{more}"
    command = "`awesome-lint --fix` does what is fixable." if safe else "what has no green line is for you to decide."
    rows = [f"| {_rule(each.rule)} | {each.count} | {each.safe or ''} | {each.unsafe or ''} |\n" for each in counts]
    table = f"<details><summary>By rule</summary>\n\n{HEADER}{''.join(rows)}\n</details>\n" if len(rows) > 1 else ""
    return f"{TITLE}{found}\n\n{INTRODUCTION}{command}\n{chr(10) if table else ''}{table}"


def _card(source: Source, line: int, found: Sequence[Diagnostic], url: str) -> str:
    """Return what is said of a line: what is wrong with it, and how it should read."""
    where = f"[Line {line}]({url}?plain=1#L{line})" if url else f"Line {line}"
    problems = "".join(f"- {_problem(source, each, url)}\n" for each in found)
    return f"\n**{where}**\n\n{problems}{_change(source, line, found)}"


def _problem(source: Source, diagnostic: Diagnostic, url: str) -> str:
    parts = [run(source, diagnostic)]
    for other, related in zip(others(source, diagnostic), (*diagnostic.related, None), strict=False):
        place = source.line_number(related.span.start) if related is not None else 0
        linked = f"[line {place}]({url}?plain=1#L{place})"
        told = sentence(other)
        parts.append(told.replace(f"line {place}", linked) if url and place and told.count(f"line {place}") == 1 else told)
    more = "; ".join(part for part in parts if part)
    return f"{sentence(diagnostic.message)}{f' ({more})' if more else ''} {_rule(diagnostic.rule)}"


def _rule(name: str) -> str:
    url = manual_url(name)
    return f"[`{name}`]({url})" if url else f"`{name}`"


def _change(source: Source, line: int, found: Sequence[Diagnostic]) -> str:
    """Return the line, with what should stand in its place where that is known."""
    chosen = [each for each in select(found, unsafe=True) if each.fix is not None]
    edits: list[Edit] = sorted(edit for each in chosen if each.fix for edit in each.fix.edits)
    # Of a run, and of what a duplicate does elsewhere, the first line tells enough.
    place = source.line_span(line)
    whole = source.whole_lines(Span(edits[0].span.start, max(edits[-1].span.end, edits[0].span.start))) if edits else place
    if not edits or source.slice(whole).count("\n") > MOST_LINES or not whole.overlaps(place):
        return f"\n{fenced(_cut(source.slice(place)), '')}"
    before = source.slice(whole).rstrip("\n")
    moved = [Edit(edit.span.moved(-whole.start), edit.text) for edit in edits]
    after = apply(source.slice(whole), moved).rstrip("\n")
    lines = [f"-{_cut(each)}" for each in before.split("\n")]
    lines += [f"+{_cut(each)}" for each in after.split("\n")] if after.strip() else []
    safe = all(each.fix is not None and each.fix.is_safe for each in chosen)
    note = "" if safe else "\nThis may change words: is it what you mean?\n"
    return f"\n{fenced(chr(10).join(lines), 'diff')}{note}"


def _cut(line: str) -> str:
    return shortened(visible(line), LONGEST_LINE)


def _row(source: Source, diagnostic: Diagnostic, url: str) -> str:
    line = str(source.line_number(diagnostic.span.start))
    # `plain` shows the lines of the file instead of the page.
    shown = f"[{line}]({url}?plain=1#L{line})" if url else line
    return f"| {shown} | {_rule(diagnostic.rule)} | {cell(said(source, diagnostic))} |\n"


def _size(text: str) -> int:
    return len(text.encode("utf-8", "backslashreplace"))


def _about(display: Display) -> str:
    return f" on {sentence(display.about)}" if display.about else ""


def _held(display: Display) -> str:
    return f" The baseline hides {counted(display.held, 'problem')}." if display.held else ""


def _not_read(reports: Sequence[Report]) -> str:
    return "".join(f" {sentence(told)}; `awesome-lint show` lists them." for told in not_read(reports))
