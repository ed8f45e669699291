"""What of a page was not read: items, rows and paragraphs that lead somewhere, and are no entries with fields."""

from collections.abc import Iterator

from msgspec import Struct

from awesome_lint.document import Document, EntryKind, Link, LinkKind

LEAVES = {"paragraph_open": "paragraph", "tr_open": "table row", "html_block": "HTML"}


class Unread(Struct, frozen=True):
    """Neighbouring blocks of a kind that are not read: first and last line, how many, and the text of the first one."""

    kind: str
    first: int
    last: int
    size: int
    text: str


def unread(document: Document) -> tuple[Unread, ...]:
    """Return what holds links to other pages but no entry and no contents, items of lists that were not read, and entries whose
    fields were not told apart.

    Neighbouring ones of the same kind are one.
    """
    found = [*_blocks_without_entries(document), *_unparsed(document)]
    lines = {line for each in found for line in range(each.first, each.last + 1)}
    found += [each for each in _items(document) if each.first not in lines]
    joined: list[Unread] = []
    for each in sorted(found, key=lambda one: (one.first, one.last)):
        last = joined[-1] if joined else None
        if last and last.kind == each.kind and each.first <= last.last + 1:
            joined[-1] = Unread(each.kind, last.first, max(last.last, each.last), last.size + 1, last.text)
        else:
            joined.append(each)
    return tuple(joined)


def _items(document: Document) -> Iterator[Unread]:
    source = document.source
    for span in (span for items in document.unread for span in items.spans):
        first, last = source.line_number(span.start), source.line_number(span.end)
        yield Unread("item", first, last, 1, " ".join(source.line(first).split()))


def _blocks_without_entries(document: Document) -> Iterator[Unread]:
    source = document.source
    covered = sorted(
        [entry.span for section in document.walk() for entry in section.entries]
        + [contents.span for contents in document.contents]
        + [heading.span for heading in document.headings]
    )
    lines: set[int] = set()
    index, reach = 0, 0
    for link in sorted(document.links, key=lambda one: one.span):
        while index < len(covered) and covered[index].start <= link.span.start:
            reach = max(reach, covered[index].end)
            index += 1
        if link.span.start >= reach and _leads_away(document, link):
            lines.add(source.line_number(link.span.start))
    for block in document.blocks if lines else ():
        name = LEAVES.get(block.type)
        if name is None or block.map is None:
            continue
        first, last = block.map[0] + 1, max(block.map[1], block.map[0] + 1)
        mine = [number for number in range(first, min(last, len(source.line_starts)) + 1) if number in lines]
        if mine:
            lines.difference_update(mine)
            yield Unread(name, first, last, 1, " ".join(source.line(mine[0]).split()))


def _leads_away(document: Document, link: Link) -> bool:
    """Whether a reader can follow the words of a link to another page; a badge is there to be seen."""
    is_badge = document.source.text.startswith("![", link.label.span.start)
    return link.kind is not LinkKind.IMAGE and not link.is_fragment and not is_badge


def _unparsed(document: Document) -> Iterator[Unread]:
    source = document.source
    for entry in document.entries:
        if entry.kind is EntryKind.UNPARSED:
            start, end = entry.text_span
            first, last = source.line_number(start), source.line_number(max(start, end - 1))
            yield Unread(entry.container.value, first, last, 1, " ".join(source.slice(entry.text_span).split()))
