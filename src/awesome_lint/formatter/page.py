"""The canonical page: the outermost blocks one after the other, and which of them must stay as written."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, cast

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.document import LISTS, Document, remembered
from awesome_lint.formatter.leaves import NEW, Block, as_written, heading_line, is_blank, paragraph_lines
from awesome_lint.formatter.left_alone import LeftAlone, left_alone
from awesome_lint.formatter.lists import plain_quote, plans_of, simple_list
from awesome_lint.habits.book import Style
from awesome_lint.parser.swallowed import kept_lines
from awesome_lint.patterns import lazy
from awesome_lint.source import Source

if TYPE_CHECKING:
    from awesome_lint.parser.tokens.token import Token

# Trailing blank lines belong to the block.
RAW = frozenset({"fence", "html_block"})
# Whatever stands behind one that nothing closes keeps its white space.
PRESERVED = lazy(r"<(?:pre|code)\b", re.IGNORECASE)
# Pages rendered at most to find the blocks that must stay as written; each costs as much as a check of the whole.
MOST_CHECKS = 24
# Layouts tried at most until one of them stays as it is.
MOST_LAYOUTS = 4


class Page(Struct, frozen=True):
    """A whole text in its canonical form: its lines, and the source line of each, or NEW."""

    text: str
    lines: Sequence[str]
    origins: Sequence[int]


def page_of(document: Document, again: int = 0) -> Page:
    """Return the canonical page, `again` being how often the text was laid out before; it shows what the source shows."""
    text = document.source.text
    lines = text.split("\n")
    blocks = _blocks(document)
    left = left_alone([(block.first, block.end) for block in blocks], document)
    page = _joined(blocks, lines, left.bodies, left.gaps)
    if page.text == text or _shows_the_document(document, page):
        return page
    bodies = left.bodies | {index for index, block in enumerate(blocks) if _is_changed_by(block, lines)}
    page = _joined(blocks, lines, bodies, left.gaps)
    if _shows_the_same(text, page.text):
        return page
    guilty = frozenset(_guilty(blocks, lines, LeftAlone(bodies, left.gaps), text))
    page = _joined(blocks, lines, bodies | guilty, left.gaps | guilty)
    if _shows_the_same(text, page.text) and (settled := _settled(document, page, again)):
        return settled
    return Page(text, lines, range(len(lines)))


def _settled(document: Document, page: Page, again: int) -> Page | None:
    """Return what a page becomes when it is laid out again, or None if that does not end soon.

    Blank lines between blocks that stay as written can make other blocks of them.
    """
    from awesome_lint.parser.tokens import tokenize

    if page.text == document.source.text:
        return page
    if again == MOST_LAYOUTS:
        return None
    source = document.source.with_text(page.text)
    next_page = page_of(replace(document, source=source, blocks=tokenize(page.text), stretches=()), again + 1)
    if next_page.text == page.text:
        return page
    origins = [NEW if origin == NEW else page.origins[origin] for origin in next_page.origins]
    return Page(next_page.text, next_page.lines, origins)


def _joined(blocks: Sequence[Block], source: Sequence[str], bodies: frozenset[int], gaps: frozenset[int]) -> Page:
    """Return the page; the blocks in `bodies` stay as written, and so do the blank lines before those in `gaps`."""
    lines: list[str] = []
    origins: list[int] = []
    end = 0
    for index, block in enumerate(blocks):
        if index in gaps:
            lines += source[end : block.first]
            origins += range(end, block.first)
        elif lines:
            lines.append("")
            origins.append(NEW)
        if index in bodies:
            lines += source[block.first : block.end]
            origins += range(block.first, block.end)
        else:
            lines += block.lines
            origins += block.origins
        end = block.end
    if not lines:
        return Page("", (), ())
    return Page("\n".join(lines) + "\n", lines, origins)


def _is_changed_by(block: Block, source: Sequence[str]) -> bool:
    """Whether the canonical form of the block, taken by itself, shows something else than what is written."""
    written = source[block.first : block.end]
    return list(block.lines) != written and not _shows_the_same("\n".join(written) + "\n", "\n".join(block.lines) + "\n")


def _guilty(blocks: Sequence[Block], source: Sequence[str], left: LeftAlone, text: str) -> Iterator[int]:
    """Yield the blocks that must stay as written, blank lines before them included, found by halving."""
    everything = frozenset(range(len(blocks)))
    suspects: list[list[int]] = [list(everything)]
    checks = 0
    while suspects:
        group = suspects.pop()
        checks += 1
        if checks > MOST_CHECKS:
            yield from group
            continue
        kept = everything.difference(group)
        if _shows_the_same(text, _joined(blocks, source, left.bodies | kept, left.gaps | kept).text):
            continue
        if len(group) == 1:
            yield group[0]
            continue
        half = len(group) // 2
        suspects += (group[half:], group[:half])


def _shows_the_document(document: Document, page: Page) -> bool:
    """Whether a page shows what the document shows: each stretch by itself where it refers to no other."""
    text = document.source.text
    are_apart = not (document.definitions or "[^" in text or page.text.startswith("---") or PRESERVED.search(text))
    if not document.stretches or not are_apart:
        return _shows_the_same(text, page.text)
    numbers = {origin: number for number, origin in enumerate(page.origins)}
    begins = [0, *(numbers.get(line, -1) for _, _, line in document.stretches[1:]), len(page.lines)]
    if any(begin >= end for begin, end in pairwise(begins)):
        return _shows_the_same(text, page.text)
    return all(
        _shows_the_stretch(part, "\n".join(page.lines[begin:end]) + "\n")
        for (part, _, _), (begin, end) in zip(document.stretches, pairwise(begins), strict=True)
    )


def _shows_the_stretch(document: Document, laid_out: str) -> bool:
    known = _judged(document)
    if laid_out not in known:
        known.clear()
        known[laid_out] = _shows_the_same(document.source.text, laid_out)
    return known[laid_out]


@remembered
def _judged(_document: Document) -> dict[str, bool]:
    """Return where it is kept whether a stretch as it is laid out shows what it shows."""
    return {}


def _shows_the_same(before: str, after: str) -> bool:
    # Imported for lists that are not laid out yet.
    from awesome_lint.content import same

    return same(before, after) is None


# --- blocks -----------------------------------------------------------------------------------------------------------


def _blocks(document: Document) -> list[Block]:
    """Return every block at the outermost level; lines that no token covers, such as definitions of links, are blocks too."""
    kept = sorted(kept_lines(document))
    habits = document.style.numbering.value, tuple([marker.value for marker in document.style.markers])
    blocks: list[Block] = []
    for part, _, line in document.apart:
        end = line + part.source.text.count("\n") + 1
        here = tuple([each - line for each in kept[bisect_left(kept, line) : bisect_left(kept, end)]])
        known = _known(part)
        if (habits, here) not in known:
            known.clear()
            known[habits, here] = _blocks_of(part, document.style, frozenset(here))
        blocks += [block.moved(line) for block in known[habits, here]]
    return blocks


@remembered
def _known(_document: Document) -> dict[tuple[object, ...], list[Block]]:
    """Return where the blocks of a stretch are kept, by the habits that they follow and the lines that stay as they are."""
    return {}


def _blocks_of(document: Document, style: Style, kept: frozenset[int]) -> list[Block]:
    tokens = cast("Sequence[Token]", document.blocks)
    lines = document.source.text.split("\n")
    blocks: list[Block] = []
    last: Token | None = None
    cursor = 0
    for start, stop in _outermost(tokens):
        opening = tokens[start]
        if opening.map is None:
            continue
        first, end = opening.map
        if opening.type not in RAW:
            while end > first and is_blank(lines[end - 1]):
                end -= 1
        if first < cursor or end <= first:
            continue
        if cursor < first:
            blocks.extend(_uncovered(lines, cursor, first))
        if (
            last
            and last.type in LISTS
            and (last.type, last.markup) == (opening.type, opening.markup)
            and blocks[-1].end == cursor
        ):
            # One list to GitHub: our parser ends a list where two blank lines follow an entry without text.
            blocks[-1] = as_written(lines, blocks[-1].first, end)
        else:
            blocks.append(_block(tokens, start, stop, first, end, lines, _Layout(document.source, style, kept)))
        last = opening
        cursor = end
    blocks.extend(_uncovered(lines, cursor, len(lines)))
    return blocks


def _outermost(tokens: Sequence["Token"]) -> Iterator[tuple[int, int]]:
    """Yield where each outermost block's tokens begin and end."""
    start = 0
    for index, token in enumerate(tokens):
        if token.level == 0:
            if token.nesting > 0:
                start = index
            else:
                yield (index if token.nesting == 0 else start), index + 1


def _uncovered(lines: Sequence[str], first: int, end: int) -> Iterator[Block]:
    """Yield each run of lines that are not blank, as it is written."""
    start = first
    for index in range(first, end + 1):
        if index == end or is_blank(lines[index]):
            if start < index:
                yield as_written(lines, start, index)
            start = index + 1


class _Layout(NamedTuple):
    """What a list is laid out by, besides its own text."""

    source: Source
    style: Style
    kept: frozenset[int]
    """The lines that stay as they are."""


def _block(
    tokens: Sequence["Token"], start: int, stop: int, first: int, end: int, lines: Sequence[str], layout: _Layout
) -> Block:
    opening = tokens[start]
    match opening.type:
        case "heading_open":
            return _heading_block(opening, lines, first, end)
        case "paragraph_open":
            return Block(first, end, paragraph_lines(lines, first, end, lines[first], 0), range(first, end))
        case "hr":
            return Block(first, end, [lines[first].strip(" \t")], (first,))
        case "table_open":
            return Block(first, end, [line.rstrip(" \t") for line in lines[first:end]], range(first, end))
        case "bullet_list_open" | "ordered_list_open" | "blockquote_open":
            return _container(tokens, start, stop, first, end, lines, layout)
        case _:
            return as_written(lines, first, end)


def _heading_block(opening: "Token", lines: Sequence[str], first: int, end: int) -> Block:
    heading = heading_line(opening.markup, [line.strip(" \t") for line in lines[first:end]])
    return as_written(lines, first, end) if heading is None else Block(first, end, [heading], (first,))


def _container(
    tokens: Sequence["Token"], start: int, stop: int, first: int, end: int, lines: Sequence[str], layout: _Layout
) -> Block:
    source, style, kept = layout
    plans = plans_of(tokens, start, stop, style)
    if plans is None:
        return as_written(lines, first, end)
    block = plain_quote(tokens, start, stop, first, end, lines, source) or simple_list(
        tokens, start, stop, first, end, lines, plans, source, kept
    )
    if block:
        return block
    if not kept.isdisjoint(range(first, end)):
        return as_written(lines, first, end)
    # Most lists hold no such block.
    from awesome_lint.formatter.renderer import mixed_block

    return mixed_block(tokens, start, stop, first, end, lines, plans, source)
