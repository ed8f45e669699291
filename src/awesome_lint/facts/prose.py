"""Where a page is read as it is written: its prose, without code, addresses, mathematics, and what HTML keeps to itself."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from msgspec import Struct

from awesome_lint.document import Block, Document, Inline, Text, remembered
from awesome_lint.patterns import lazy
from awesome_lint.source import Source, Span, occurrences, within

# GitHub draws these as formulas: `$\alpha$`, `$$...$$`; `$5 and $6` is money.
MATHEMATICS = lazy(r"\$\$[^$]+\$\$|(?<![\w$\\])\$(?![\s$])[^$\n]*?(?<![\s\\])\$(?![\w$])")
# What of a block of HTML nobody reads.
UNREAD_HTML = lazy(
    r"<!--.*?(?:-->|\Z)|<(script|style|pre|code|kbd)\b.*?(?:</\1\s*>|\Z)|<[^<>]*(?:<[^<>]*){0,3}>|</?[a-z][^<>]*\Z",
    re.DOTALL | re.IGNORECASE,
)
ADDRESS_END = lazy(r"[ \t\n<>()\[\]]")
LONGEST_ADDRESS = 300
LONGEST_TAG = 300
NOT_IN_ADDRESS = lazy(r"[ \t\n<>]")
MARKS_OF_ADDRESSES = ("@", "://", "www.")
# A link whose text is its address.
ADDRESSES = frozenset({"bare", "autolink"})
HOLD_TEXT = frozenset({"inline", "html_block"})


def stretches(document: Document, spans: Iterable[Span]) -> Iterator[tuple[Span, Text]]:
    """Yield those of the spans that lie in prose, each with the stretch of text around it that no mark interrupts.

    Tables of contents are left out, because they repeat the headings. Only the blocks with such a span are looked into, so that
    a rule which finds little costs little.
    """
    if document.stretches:
        for stretch, within_it in groupby(spans, lambda span: document.stretch_at(span.start)):
            start = stretch.start
            for span, text in stretches(stretch.document, (each.moved(-start) for each in within_it)):
                yield span.moved(start), text.moved(start)
        return
    source = document.source
    blocks: Blocks | None = None
    place = Span(0, 0)
    held = -1
    texts: list[Text] = []
    formulas: list[Span] = []
    for span in spans:
        if blocks is None:
            blocks = _blocks(document)
        index = bisect_right(blocks.starts, span.start) - 1
        if index < 0 or span.end > blocks.ends[index] or any(each.span.contains(span) for each in document.contents):
            continue
        if index != held:
            place = Span(blocks.starts[index], blocks.ends[index])
            texts = list(_texts(source, place, blocks.blocks[index]))
            formulas = list(_formulas(source, place))
            held = index
        at = bisect_right(texts, span.start, key=lambda text: text.span.start) - 1
        if at >= 0 and texts[at].span.contains(span) and not within(formulas, span) and not _is_in_address(source, span):
            yield span, texts[at]


def matches(document: Document, pattern: "re.Pattern[str]") -> Iterator[tuple[Span, Text]]:
    """Yield where a pattern matches in prose, each with the stretch of text around it."""
    if not document.stretches:
        return stretches(document, (Span(*match.span()) for match in pattern.finditer(document.source.text)))
    return (
        (span.moved(start), text.moved(start))
        for stretch, start, _ in document.stretches
        for span, text in _matched(stretch, pattern)
    )


def _matched(document: Document, pattern: "re.Pattern[str]") -> Sequence[tuple[Span, Text]]:
    """Return where a pattern matches in the prose of a stretch, which keeps that."""
    kept: dict[Any, Sequence[tuple[Span, Text]]] = document.__dict__.setdefault(__name__, {})
    found = kept.get(pattern)
    if found is None:
        found = kept[pattern] = tuple(matches(document, pattern))
    return found


def _is_in_address(source: Source, span: Span) -> bool:
    """Whether a bare address goes on up to there, to GitHub, which takes nearly any character for a part of one."""
    if source.text[span.start] in " \t":
        return False
    before = source.text[max(span.start - LONGEST_ADDRESS, 0) : span.start]
    at = before.rfind("://")
    return at >= 0 and ADDRESS_END.search(before, at) is None


def is_in_markup(source: Source, span: Span) -> bool:
    """Whether plain letters at a place would make a tag, an entity or an address of what is none, or change a target."""
    beside = source.beside(span)
    before, after = beside.before[-LONGEST_TAG:], beside.after[:LONGEST_TAG]
    if before.endswith("&") or before.rfind("<") > before.rfind(">") or before.rfind("](") > before.rfind(")"):
        return True
    word = "".join((NOT_IN_ADDRESS.split(before)[-1], source.slice(span), NOT_IN_ADDRESS.split(after)[0]))
    return any(mark in word for mark in MARKS_OF_ADDRESSES)


def places(source: Source, signs: Iterable[str]) -> list[int]:
    """Return where any of the signs, special characters, stands in a text, in order, in a fraction of the time of a pattern."""
    present = source.special_characters.intersection(signs)
    return sorted(place for sign in present for place in occurrences(source.text, sign))


class Blocks(Struct, frozen=True):
    """The blocks that hold text, in source order: tens of thousands, of which few are looked into."""

    starts: Sequence[int]
    ends: Sequence[int]
    blocks: Sequence[Block]


@remembered
def _blocks(document: Document) -> Blocks:
    found = [block for block in document.blocks if block.type in HOLD_TEXT and block.content]
    starts: list[int] = []
    ends: list[int] = []
    for block in found:
        if block.type == "inline":
            starts.append(block.start)
            ends.append(block.end)
        else:
            first, end = block.map or (0, 0)
            start, end = document.source.lines_span(first + 1, end + 1)
            starts.append(start)
            ends.append(end)
    return Blocks(starts, ends, found)


def _texts(source: Source, place: Span, block: Block) -> Iterator[Text]:
    return _of_html(source, place) if block.type == "html_block" else _of_inline(block.children or ())


def _of_inline(children: Iterable[Inline]) -> Iterator[Text]:
    is_address = False
    for token in children:
        if token.type == "link_open":
            is_address = token.markup in ADDRESSES
        elif token.type == "link_close":
            is_address = False
        elif token.type == "text" and not is_address and len(token.content) == token.end - token.start:
            # Elsewhere an escape has been read already, as that of a bar in a table.
            yield Text(token.content, Span(token.start, token.end))


def _of_html(source: Source, place: Span) -> Iterator[Text]:
    position = place.start
    for match in UNREAD_HTML.finditer(source.text, *place):
        if match.start() > position:
            span = Span(position, match.start())
            yield Text(source.slice(span), span)
        position = match.end()
    if place.end > position:
        yield Text(source.text[position : place.end], Span(position, place.end))


def _formulas(source: Source, place: Span) -> Iterator[Span]:
    if source.text.find("$", *place) >= 0:
        for match in MATHEMATICS.finditer(source.text, *place):
            yield Span(*match.span())
