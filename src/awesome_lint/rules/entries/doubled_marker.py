from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import LISTS, Block, Document
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

MARKERS = lazy(r"[ \t>]*([-*+]|\d{1,9}[.)])[ \t]+(([-*+]|\d{1,9}[.)])[ \t]+)(?=\S)")
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

    Safe: removes the second marker. There is none for numbered entries of several lines, whose lines stand further right.
    """

    fixable = Applicability.SAFE
    effect = Effect.BLOCKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        source = document.source
        for first, last in _doubled(source, document.blocks):
            match = MARKERS.match(source.text, source.line_starts[first])
            if match is None:
                continue
            outer, inner = match.group(1), match.group(3)
            # Without the outer marker, what is text would be a box to tick.
            is_box = BOX.match(source.text, match.end(3), source.line_span(first + 1).end) is not None
            is_shallow = last == first + 1 or len(outer) == 1
            fix = Fix.delete(Span(*match.span(2))) if is_shallow and not is_box else None
            span = Span(match.start(1), match.end(3))
            yield self.diagnostic(span, f"Expected `{outer}`, found `{outer} {inner}`.", fix)


def _doubled(source: Source, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Yield the lines of items that hold nothing but one other item, which begins on the same line, in lists of others."""
    found: list[list[tuple[int, int]]] = []
    counts: list[int] = []
    for index, block in enumerate(blocks):
        kind = block.type
        if kind in LISTS:
            found.append([])
            counts.append(0)
        elif kind == "list_item_open":
            counts[-1] += 1
            inner = blocks[index + 2] if blocks[index + 1].type in LISTS else None
            if inner is not None and bool(inner.info) == bool(block.info) and _lines(source, inner) == _lines(source, block):
                found[-1].append(_lines(source, block))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            doubled = found.pop()
            if len(doubled) * 2 <= counts.pop():
                # Where most entries are written so, it is meant.
                yield from doubled


def _lines(source: Source, item: Block) -> tuple[int, int]:
    """Return the first line of an item and the one after its last that is not blank, from 0."""
    first, end = item.map or (0, 0)
    while end > first + 1 and not source.line(end).strip(" \t>"):
        end -= 1
    return first, end
