from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, Item
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Source, Span

MARKERS = lazy(r"[ \t>]*([-*+]|\d{1,9}[.)])[ \t]+(([-*+]|\d{1,9}[.)])[ \t]+)(?=\S)")
CODE_INDENT = 4
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

    Safe: removes the second marker. There is none for numbered entries of several lines, whose lines stand further right, nor
    where the next line is indented by so much that it would be text.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.SAFE
    effect = Effect.BLOCKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        source = document.source
        for item in _doubled(document.items):
            line = source.line(item.first)
            match = MARKERS.match(line)
            if match is None:
                continue
            outer, inner = match.group(1), match.group(3)
            # Without the outer marker, what is text would be a box to tick.
            is_box = BOX.match(line, match.end(3)) is not None
            is_shallow = item.end == item.first + 1 or (
                len(outer) == 1 and _column(_below(source, item)) < _column(line[: match.start(2)]) + CODE_INDENT
            )
            start = source.line_span(item.first).start
            second = Span(start + match.start(2), start + match.end(2))
            fix = Fix.delete(second) if is_shallow and not is_box else None
            yield self.diagnostic(
                Span(start + match.start(1), start + match.end(3)),
                f"Two markers, `{outer} {inner}`, make a list in a list: keep `{outer}`.",
                fix,
            )


def _below(source: Source, item: Item) -> str:
    """Return the indentation of the first line below that of a marker that is not blank, or nothing."""
    lines = (source.line(number) for number in range(item.first + 1, item.end))
    below = next((line for line in lines if line.strip()), "")
    return below[: len(below) - len(below.lstrip(" \t>"))]


def _column(before: str) -> int:
    return len(before.expandtabs(CODE_INDENT))


def _doubled(items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items that hold nothing but one other item, which begins on the same line, in lists of others."""
    counts = Counter(item.list for item in items)
    found: defaultdict[int, list[Item]] = defaultdict(list)
    for item, inner in pairwise(items):
        if inner.parent is item and item.begins_with and item.begins_with.is_list and _is_same(item, inner):
            found[item.list].append(item)
    for number, doubled in found.items():
        if len(doubled) * 2 <= counts[number]:
            # Where most entries are written so, it is meant.
            yield from doubled


def _is_same(item: Item, inner: Item) -> bool:
    """Whether the one takes up all of the other, and both are numbered or neither."""
    is_alike = item.marker.value[0].isdigit() == inner.marker.value[0].isdigit()
    return is_alike and (item.first, item.end) == (inner.first, inner.end)
