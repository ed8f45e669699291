"""Where a page is read as it is written: its prose, without code, addresses, mathematics, and what HTML keeps to itself."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from awesome_lint.document import Block, Document, Inline, Text
from awesome_lint.patterns import lazy
from awesome_lint.source import Source, Span

# GitHub draws these as formulas: `$\alpha$`, `$$...$$`; `$5 and $6` is money.
MATHEMATICS = lazy(r"\$\$[^$]+\$\$|(?<![\w$\\])\$(?![\s$])[^$\n]*?(?<![\s\\])\$(?![\w$])")
# What of a block of HTML nobody reads.
UNREAD_HTML = lazy(r"<!--.*?(?:-->|\Z)|<(script|style|pre|code|kbd)\b.*?(?:</\1\s*>|\Z)|<[^>]*>", re.DOTALL | re.IGNORECASE)
# A link whose text is its address.
ADDRESSES = frozenset({"bare", "autolink"})


def stretches(document: Document, spans: Iterable[Span]) -> Iterator[tuple[Span, Text]]:
    """Yield those of the spans that lie in prose, each with the stretch of text around it that no mark interrupts.

    Tables of contents are left out, because they repeat the headings. Only the blocks with such a span are looked into, so that
    a rule which finds little costs little.
    """
    source = document.source
    blocks: list[tuple[Span, Block]] | None = None
    starts: list[int] = []
    for span in spans:
        if blocks is None:
            blocks = list(_blocks(document))
            starts = [place.start for place, _ in blocks]
        index = bisect_right(starts, span.start) - 1
        if index < 0 or not blocks[index][0].contains(span):
            continue
        if any(contents.span.contains(span) for contents in document.contents):
            continue
        place, block = blocks[index]
        found = next((text for text in _texts(source, place, block) if text.span.contains(span)), None)
        if found is not None and not _is_mathematics(source, place, span):
            yield span, found


def places(text: str, signs: Iterable[str]) -> list[int]:
    """Return where any of the signs stands in a text, in order. To look for each is many times quicker than for a class."""
    found: list[int] = []
    for sign in signs:
        place = text.find(sign)
        while place >= 0:
            found.append(place)
            place = text.find(sign, place + 1)
    return sorted(found)


def is_anchor(document: Document, span: Span) -> bool:
    """Whether the span lies in a heading that links of the page lead to: they are broken when its words change."""
    heading = next((heading for heading in document.headings if heading.span.contains(span)), None)
    return heading is not None and any(link.is_fragment and link.fragment == heading.slug for link in document.links)


def _blocks(document: Document) -> Iterator[tuple[Span, Block]]:
    """Yield the blocks that hold text, with their places, in source order."""
    for block in document.blocks:
        if block.type == "inline" and block.children:
            yield Span(block.children[0].start, block.children[-1].end), block
        elif block.type == "html_block" and block.map is not None:
            yield document.source.lines_span(block.map[0] + 1, block.map[1] + 1), block


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


def _is_mathematics(source: Source, place: Span, span: Span) -> bool:
    if source.text.find("$", *place) < 0:
        return False
    return any(match.start() < span.end and span.start < match.end() for match in MATHEMATICS.finditer(source.text, *place))
