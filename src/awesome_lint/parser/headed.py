"""Headings that name an entry, whose fields stand below: `### Title (ICML 2020)`, then `- [Paper](url)` and an abstract."""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from msgspec import Struct

from awesome_lint.document import EntryKind, Text
from awesome_lint.parser import bibliography, entries, field_lines, parts, vocabulary
from awesome_lint.parser.blocks import Block, Item, Paragraph, Table
from awesome_lint.parser.entries import slots
from awesome_lint.parser.entries.citation import CITED_YEAR
from awesome_lint.parser.entries.cursor import Cursor
from awesome_lint.parser.entries.fields import Fields
from awesome_lint.parser.entries.pieces import Kind, kind_of
from awesome_lint.parser.inlines import Node, NodeKind, Visible, has_word, visible
from awesome_lint.parser.words.dates import MONTHS
from awesome_lint.patterns import lazy
from awesome_lint.source import Source

# Below the heading of an entry stands no more than this.
MAX_BLOCKS = 40
MAX_PLACE_WORDS = 10
LEAST_TITLE_WORDS = 4
# A date, and nothing behind it but one more word: `12 May 2020`, `2020, online`.
DATED_LINE = lazy(
    rf"(?:{bibliography.DATE_FORMS}|{MONTHS}\.?\s+\d{{1,2}},?\s+(?:19|20)\d\d|(?<!\d)(?:19|20)\d\d)(?:[,|]\s?[\w-]+)?\W*$"
)
# A few words that lead to a place on another page of a repository are a line of contents.
MOST_LED_WORDS = 4
LED = lazy(r"https?://github\.com/[^/]+/[^/]+/(?:tree|blob)/[^#]*#.")
# A heading is a name in a list where so many of its level are, and this share of those that hold something and no headings.
LEAST_HEADED = 3
HEADED_SHARE = 0.6


class Below(Struct, frozen=True):
    """A paragraph or list item that stands right below a heading."""

    nodes: list[Node]
    is_item: bool
    kind: parts.Part | None = None
    """What a line tells, where it is one of several that each tell a field."""
    is_title: bool = False
    """Whether it is the title, of which the heading is a short form."""


class Headed(Struct, frozen=True):
    """What a heading and the blocks below it say, should the list name its entries in headings.

    `is_certain` says that all of the blocks are keyed bullets, which belong to the heading in any list that has such bullets.
    """

    fields: Fields
    is_certain: bool


def below(source: Source, blocks: Sequence[Block], keys: frozenset[str] = frozenset()) -> list[Below] | None:
    """Return the paragraphs and list items below a heading, or None where there is more than the fields of one entry.

    `keys` are what lines of the page have before their colons, again and again.
    """
    found: list[Below] = []
    for block in blocks:
        own = field_lines.read(source, block.nodes, keys) if isinstance(block, Paragraph) else None
        if own is not None and not own.name:
            found += [Below(own.title, False, is_title=True)] if own.titled else []
            found += [Below(list(each.nodes), False, each.kind) for each in own.fields]
        elif isinstance(block, Paragraph):
            said, linked = _parted(source, block.nodes)
            found += [Below(line, False) for line in _keyed_lines(said)]
            found += [Below(line, True) for line in linked]
        elif isinstance(block, Table) or not all(map(_may_be_field, block.items)):
            return None
        else:
            found += [Below(nodes, True) for item in block.items for nodes in (item.nodes, *item.paragraphs) if nodes]
        if len(found) > MAX_BLOCKS:
            return None
    return found


def _may_be_field(item: Item) -> bool:
    """Whether an item has nothing below it but notes, which lead nowhere."""
    inner = [inner for below in item.lists for inner in below.items]
    return bool(item.nodes) and not item.has_more and all(_is_note(each) for each in inner)


def _is_note(item: Item) -> bool:
    return not (item.lists or item.has_more or item.paragraphs) and not parts.has_link(item.nodes or ())


def read(heading: Sequence[Node], below: Sequence[Below], labels: frozenset[str] = frozenset()) -> Headed | None:
    """Return the fields of the entry that a heading names, or None where the blocks below it are more than its fields.

    `labels` are what the links below several headings of the page are called, each time for another thing; they are
    those of an entry where words describe it.
    """
    found: list[tuple[list[Node], parts.Part]] = []
    prose: list[Node] | None = None
    is_linked = any(node.kind is NodeKind.LINK and has_word(visible([node]).value) for node in heading)
    is_dated = CITED_YEAR.search(visible(heading).value) is not None
    place: Visible | None = None
    year: Text | None = None
    text = list(heading)
    is_said = any(not block.is_item for block in below)
    is_labelled = is_said and any(block.is_item and _label(block.nodes) in labels for block in below)
    for block in below:
        if block.is_title:
            text = block.nodes
            continue
        if block.kind is not None:
            found.append((block.nodes, block.kind))
            continue
        is_link = block.is_item and (parts.is_short_link(block.nodes) or (is_labelled and _label(block.nodes) is not None))
        kind = parts.part(block.nodes) or (parts.Part.LINKS if is_link else None)
        if kind is parts.Part.AUTHORS and parts.is_word(block.nodes):
            continue
        if is_linked and not block.is_item and place is None and _is_place(block.nodes):
            place = visible(block.nodes)
        elif is_linked and block is below[0] and not block.is_item and (date := _dated_line(block.nodes)) is not None:
            year = year or date
        elif kind is not None:
            found.append((block.nodes, kind))
        elif (is_linked or is_dated or found) and block.is_item and not parts.has_link(block.nodes):
            # A note about what the heading names.
            continue
        elif found and _is_name(block.nodes) and visible(block.nodes).value.rstrip().endswith(":"):
            # What the notes below are called.
            continue
        elif block.is_item or _is_name(block.nodes) or (not is_linked and parts.has_link(block.nodes)):
            return None
        elif block.nodes[0].kind is NodeKind.EMPHASIS:
            # `*Authors.* ICML 2020`
            text += [Node(NodeKind.BREAK, block.nodes[0].start, block.nodes[0].start, "\n"), *block.nodes]
        elif not _leads_back(block.nodes):
            prose = prose or block.nodes
    fields = _signed(text, entries.read_heading(text))
    if fields is None or fields.title is None or vocabulary.is_label(fields.title.value):
        return None
    # `## [2024](#contents)` leads back to the contents, and names nothing.
    if fields.links and all(link.is_fragment for link in fields.links):
        return None
    # `## [Detection](docs/detection.md)`, and nothing below it, is one line of contents.
    if not below and fields.links and all(link.url and "://" not in link.url for link in fields.links):
        return None
    if len(fields.title.value.split()) <= MOST_LED_WORDS and any(LED.match(link.url) for link in fields.links):
        return None
    own = len(fields.links)
    for nodes, kind in found:
        parts.take(fields, nodes, kind)
    fields.year = fields.year or year
    if place is not None and fields.venue is None:
        last = place.part(place.value.rfind(";") + 1, len(place.value))
        stated = bibliography.year_in(last)
        # `arXiv 2002` is the number of February 2020 where it leads to 2002.12504.
        is_number = stated is not None and any(f"/{stated.value}." in link.url for link in fields.links)
        fields.year = fields.year or (None if is_number else stated)
        fields.venue = bibliography.venue_in(last)
    if prose is not None and fields.description is None:
        fields.description = visible(prose).trimmed()
    called = [link.label.value for link in fields.links[own:]]
    names_links = is_labelled or any(map(vocabulary.is_label, called))
    is_keyed = any(kind is parts.Part.LINKS and parts.is_keyed(nodes) for nodes, kind in found) or any(
        block.kind is parts.Part.AUTHORS for block in below
    )
    # `#### Deep nets for cats`, and nothing below it but where it is found.
    is_found = len(below) == 1 == len(called) and not below[0].is_item and vocabulary.is_address(visible(below[0].nodes).value)
    is_found = is_found and len(fields.title.value.split()) >= LEAST_TITLE_WORDS
    # `#### Lee, A. (2020). *Nets for cats*`, whatever stands below it.
    is_cited = fields.authors is not None and fields.year is not None
    if not (own or names_links or is_keyed or is_found or is_cited):
        return None
    fields.settle()
    return Headed(fields, bool(below) and all(block.is_item and parts.is_keyed(block.nodes) for block in below))


def _signed(heading: Sequence[Node], fields: Fields | None) -> Fields | None:
    """Return the fields of a heading with the people at its ends, who are called as people are: `Nets for cats - Ann Lee`."""
    if fields is None or fields.title is None or fields.authors is not None or not slots.holds_people(fields.title.value):
        return fields
    taken = slots.taken(Cursor(entries.unfolded(heading), Fields(EntryKind.UNPARSED)))
    signed = slots.fields(taken) if taken is not None else None
    if signed is None or signed.title is None or signed.authors is None:
        return fields
    # `Ann Lee - Blog` is about her.
    is_behind = signed.authors.span.start >= signed.title.span.end
    return signed if is_behind or len(signed.title.value.split()) >= LEAST_TITLE_WORDS else fields


def _leads_back(nodes: Sequence[Node]) -> bool:
    """Whether a block is nothing but a link to a place on the page: `[back to top](#contents)`."""
    kept = [node for node in nodes if node.kind is not NodeKind.TEXT or has_word(node.value)]
    return len(kept) == 1 and kept[0].link is not None and kept[0].link.is_fragment


def _label(nodes: Sequence[Node]) -> str | None:
    """Return what a block is called that is nothing but a link."""
    link = nodes[0].link if len(nodes) == 1 else None
    return link.label.value.casefold() if link is not None else None


def _parted(source: Source, nodes: list[Node]) -> tuple[list[Node], list[list[Node]]]:
    """Return a paragraph without the lines at its end that are nothing but a link, and these."""
    lines = list(field_lines.lines(source, nodes)) if len(nodes) > 1 and nodes[-1].kind is NodeKind.LINK else []
    linked = list(takewhile(lambda line: len(line) == 1 and line[0].kind is NodeKind.LINK, reversed(lines)))
    if not linked or len(linked) == len(lines):
        return nodes, []
    return [node for node in nodes if node.start < lines[-len(linked) - 1][-1].end], linked[::-1]


def _keyed_lines(nodes: list[Node]) -> list[list[Node]]:
    """Return a paragraph in lines, where each begins with a bold name of a field: `**Authors:** Ann Lee`, or as it is."""
    begins = [index for index, node in enumerate(nodes) if node.kind is NodeKind.STRONG]
    lines = [nodes[begin:end] for begin, end in pairwise([*begins, len(nodes)])]
    return lines if begins[:1] == [0] and all(map(parts.is_keyed, lines)) else [nodes]


def _is_place(nodes: Sequence[Node]) -> bool:
    """Whether a line says nothing but where and when: `arXiv 1712; NeurIPS workshop 2017`."""
    words = visible(nodes).value
    return len(words.split()) <= MAX_PLACE_WORDS and kind_of(words.rpartition(";")[2].strip()) in (Kind.VENUE, Kind.YEAR)


def _dated_line(nodes: Sequence[Node]) -> Text | None:
    """Return the year of a line that says when it was, and of what kind or where: `Talk, Berlin, 12 May 2020`."""
    text = visible(nodes)
    date = DATED_LINE.search(text.value) if len(text.value.split()) <= MAX_PLACE_WORDS else None
    is_parted = date is not None and (
        date.start() == 0 or text.value[: date.start()].rstrip().endswith((",", "|", "·", "-", "–", "—", ":"))
    )
    return bibliography.year_in(text.part(*date.span())) if date is not None and is_parted else None


def _is_name(nodes: Sequence[Node]) -> bool:
    """Whether a paragraph is nothing but bold words."""
    return all(node.kind is NodeKind.STRONG for node in nodes if node.children or has_word(node.value))
