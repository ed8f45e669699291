from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

BULLETS = "•‣⁃●▪"
# A line that begins with a marker and what it marks, without a space between them; or with a bullet of another alphabet.
GLUED = (
    r"[ \t>]*(?:([-+](?=\[|\*\*|[^\W\d])|\*(?=\[|[^\W\d])(?![^\n*]*\*))|(\d{1,3})[.)](?=\[|\*\*|[^\W\d])"
    rf"|([{BULLETS}])(?=\S|[ \t\u00a0]\S))"
)
LINE = lazy(GLUED)
LATER_LINE = lazy(rf"\n{GLUED}")
# A line break that a reader sees keeps the lines apart.
SHOWN_BREAK = lazy(r"(?:\\|  |<br\s*/?>\s*)$")
# What no option of a program looks like.
NAME = lazy(r"\*\*|\[|[^\W\d_a-z][^\W\d_]+[ \t]+\S|[^\W\x00-\u024f]")
MAX_INDENTATION = 3
# So many lines at most are one step of a count.
MAX_STEP = 4


class _Item(Struct, frozen=True):
    """A list item around a paragraph: its line, its bullet or the mark after its number, and its number."""

    line: int
    markup: str
    number: str

    def indentation(self, source: Source) -> int:
        line = source.line(self.line + 1)
        return len(line) - len(line.lstrip(" \t>"))


class _Glued(Struct, frozen=True):
    """A line that begins with a marker without its space: where the marker stands, and what it and its number are."""

    line: int
    marker: Span
    end: int
    """The end of the last line that goes with it."""
    number: int | None
    is_linked: bool
    """Whether a link follows the marker at once."""
    is_certain: bool
    """Whether it is in a list, and a link or the next item of that list, or the second line with such a bullet."""
    can_begin: bool
    """Whether it is an entry once the space is there."""


class SwallowedEntry(Rule, frozen=True):
    """A line that was meant as an entry, and that Markdown takes for a part of the text before it.

    ## Why

    A marker without a space after it is no marker: GitHub shows `-[name](url)` as the last words of the entry above, or as
    a paragraph. So it does with bullets that Markdown does not know, such as `•`.

    ## Bad

    ```markdown
    - [One](https://example.org/1) - Does this.
    -[Two](https://example.org/2) - Does that.
    ```

    ## Good

    ```markdown
    - [One](https://example.org/1) - Does this.
    - [Two](https://example.org/2) - Does that.
    ```

    ## Bad

    ```markdown
    • [One](https://example.org/1) - Does this.
    • [Two](https://example.org/2) - Does that.
    ```

    ## Good

    ```markdown
    - [One](https://example.org/1) - Does this.
    - [Two](https://example.org/2) - Does that.
    ```

    ## Fix

    Safe: puts a space after the marker, or writes `-` for the bullet. There is none where the line would stay a part of the
    paragraph, because it is indented too far or its number is not 1.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT | Effect.BLOCKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        source = document.source
        for run in _runs(source, _with_neighbours(list(_glued(document)))):
            first = run[0]
            found = source.slice(Span(first.marker.start, first.end)).partition("\n")[0]
            shown = found if len(found) <= 40 else f"{found[:37]}..."
            what = "an entry" if len(run) == 1 else f"{len(run)} entries"
            how = "marked with `-`" if found[0] in BULLETS else "with a space after the marker"
            edits = tuple(_edit(source, each) for each in run if each.can_begin)
            fix = Fix(edits) if len(edits) == len(run) else None
            yield self.diagnostic(
                Span(first.marker.start, first.marker.start + len(found)),
                f"Expected {what} {how}, found `{shown}`.",
                fix,
                count=len(run),
            )


def _glued(document: Document) -> Iterator[_Glued]:
    """Yield the lines of paragraphs that begin with a marker which lacks its space."""
    source = document.source
    # The line of the newline before, counted from 1, is its own, counted from 0.
    suspects = [source.line_number(match.start()) for match in LATER_LINE.finditer(source.text)]
    if LINE.match(source.text):
        suspects.insert(0, 0)
    if not suspects:
        return
    links = {link.span.start for link in document.links}
    items: list[_Item] = []
    is_paragraph = False
    for block in document.blocks:
        kind = block.type
        if kind == "list_item_open" and block.map:
            items.append(_Item(block.map[0], block.markup, block.info))
        elif kind == "list_item_close":
            items.pop()
        elif kind == "inline" and is_paragraph and block.map and _holds_any(block.map, suspects):
            yield from _in_paragraph(source, block.map, links, items)
        is_paragraph = kind == "paragraph_open"


def _holds_any(lines: Sequence[int], suspects: Sequence[int]) -> bool:
    """Whether one of the suspects, line numbers in order, is between the first line and the last, all from 0."""
    index = bisect_left(suspects, lines[0])
    return index < len(suspects) and suspects[index] < lines[1]


def _in_paragraph(source: Source, lines: Sequence[int], links: set[int], items: Sequence[_Item]) -> Iterator[_Glued]:
    text = source.text
    starts = source.line_starts
    matches = {
        line: match
        for line in range(*lines)
        if (match := LINE.match(text, starts[line], source.line_span(line + 1).end))
        and (line == lines[0] or not SHOWN_BREAK.search(source.line(line)))
    }
    bullets = {match.group(3) for match in matches.values()}
    begins_so = lines[0] in matches and len(matches) > 1 and bullets == {matches[lines[0]].group(3)}
    found: list[_Glued] = []
    end = source.line_span(lines[1]).end
    for line, match in reversed(matches.items()):
        bullet, number, other = match.groups()
        marker = Span(match.start(match.lastindex or 0), match.end())
        indentation = marker.start - starts[line]
        is_italic = bullet == "*" and text.find("*", marker.end, end) >= 0
        if is_italic or (bullet and not NAME.match(text, marker.end)):
            continue
        is_linked = marker.end + text.startswith("[[", marker.end) in links
        goes_on = any(_goes_on(source, item, indentation, source.slice(marker)) for item in items)
        is_certain = begins_so if other else goes_on or (is_linked and bool(items))
        can_begin = line == lines[0] or line - 1 in matches or goes_on or not number or number == "1"
        can_begin = can_begin and indentation <= max([item.indentation(source) for item in items], default=0) + MAX_INDENTATION
        found.append(_Glued(line, marker, end, int(number) if number else None, is_linked, is_certain, can_begin))
        end = starts[line] - 1
    yield from reversed(found)


def _goes_on(source: Source, item: _Item, indentation: int, marker: str) -> bool:
    """Whether a marker would make the next item of the same list."""
    if item.markup != marker[-1] or item.indentation(source) != indentation:
        return False
    return not item.number or int(marker[:-1]) - int(item.number) in (0, 1)


def _with_neighbours(found: Sequence[_Glued]) -> list[_Glued]:
    """Return those that are entries for certain, or that go on with their neighbour."""
    kept = {each for each in found if each.is_certain}
    for before, after in pairwise(found):
        counts = before.number is not None and after.number is not None and before.number + 1 == after.number
        is_near = after.line - before.line <= MAX_STEP
        if is_near and (counts or (before.is_linked and after.is_linked)):
            kept |= {before, after}
    return [each for each in found if each in kept]


def _runs(source: Source, found: Sequence[_Glued]) -> list[list[_Glued]]:
    """Return the lines in groups between which nothing stands but blank lines."""
    runs: list[list[_Glued]] = []
    for each in found:
        if runs and not source.text[runs[-1][-1].end : source.line_starts[each.line]].strip(" \t>\n"):
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


def _edit(source: Source, glued: _Glued) -> Edit:
    """Return the edit that makes an entry of the line; it covers all of it, for all of it becomes a block."""
    marker = source.slice(glued.marker)
    span = Span(glued.marker.start, glued.end)
    rest = source.text[glued.marker.end : glued.end].lstrip(" \t\u00a0")
    return Edit(span, f"{'-' if marker in BULLETS else marker} {rest}")
