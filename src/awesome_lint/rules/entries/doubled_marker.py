import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix, shortened
from awesome_lint.document import Document, Item
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Source, Span

FIRST_MARKER = lazy(r"[ \t>]*([-*+]|\d{1,9}[.)])[ \t]+")
MARKER = lazy(r"([-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
CODE_INDENT = 4
LONGEST = 20
BOX = lazy(r"[ \t]*\[[ xX]\](?!\S)")


class DoubledMarker(Rule, frozen=True):
    """An entry with two markers: `- - [name](url)`.

    ## Why

    The second marker begins a list of its own inside of the first one's entry, so that the name stands further right than its
    neighbours, beside two bullets.

    ## Bad

    ```markdown
    - [One](https://example.org/1) - Does this.
    - - [Two](https://example.org/2) - Does that.
    ```

    ## Good

    ```markdown
    - [One](https://example.org/1) - Does this.
    - [Two](https://example.org/2) - Does that.
    ```

    ## Fix

    Safe: removes all markers but the first. There is none for numbered entries of several lines, whose lines stand further
    right, nor where the next line is indented by so much that it would be text.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.SAFE
    effect = Effect.BLOCKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        source = document.source
        for item, depth in _doubled(document.items):
            line = source.line(item.first)
            first = FIRST_MARKER.match(line)
            markers = _markers(line, first.end(), depth) if first else []
            if not first or not markers:
                continue
            outer, begin, end = first.group(1), first.end(), markers[-1].end()
            # Without the outer marker, what is text would be a box to tick.
            is_box = BOX.match(line, markers[-1].end(1)) is not None
            is_shallow = item.end == item.first + 1 or (
                len(outer) == 1 and _column(_below(source, item)) < _column(line[:begin]) + CODE_INDENT
            )
            start = source.line_span(item.first).start
            fix = Fix.delete(Span(start + begin, start + end)) if is_shallow and not is_box else None
            written = " ".join((outer, *(marker.group(1) for marker in markers)))
            several = "Two" if len(markers) == 1 else str(len(markers) + 1)
            lists = "a list in a list" if len(markers) == 1 else "lists in a list"
            yield self.diagnostic(
                Span(start + first.start(1), start + markers[-1].end(1)),
                f"{several} markers, `{shortened(written, LONGEST)}`, make {lists}: keep `{outer}`.",
                fix,
            )


def _markers(line: str, start: int, depth: int) -> list[re.Match[str]]:
    """Return the markers that follow each other from an offset of a line, at most so many."""
    found: list[re.Match[str]] = []
    while len(found) < depth and (match := MARKER.match(line, start)):
        found.append(match)
        start = match.end()
    return found


def _below(source: Source, item: Item) -> str:
    """Return the indentation of the first line below that of a marker that is not blank, or nothing."""
    lines = (source.line(number) for number in range(item.first + 1, item.end))
    below = next((line for line in lines if line.strip()), "")
    return below[: len(below) - len(below.lstrip(" \t>"))]


def _column(before: str) -> int:
    return len(before.expandtabs(CODE_INDENT))


def _doubled(items: Sequence[Item]) -> Iterator[tuple[Item, int]]:
    """Yield the items that hold nothing but one other item, which begins on the same line, in lists of others, each with how
    many such items are within each other."""
    counts = Counter(item.list for item in items)
    found: defaultdict[int, list[tuple[Item, int]]] = defaultdict(list)
    depth = 0
    # From the innermost outwards.
    for item, inner in reversed([*pairwise(items)]):
        is_doubled = inner.parent is item and item.begins_with and item.begins_with.is_list and _is_same(item, inner)
        depth = depth + 1 if is_doubled else 0
        if is_doubled:
            found[item.list].append((item, depth))
    for number, doubled in reversed(found.items()):
        if len(doubled) * 2 <= counts[number]:
            # Where most entries are written so, it is meant.
            yield from reversed(doubled)


def _is_same(item: Item, inner: Item) -> bool:
    """Whether the one takes up all of the other, and both are numbered or neither."""
    is_alike = item.marker.value[0].isdigit() == inner.marker.value[0].isdigit()
    return is_alike and (item.first, item.end) == (inner.first, inner.end)
