"""Block tokens into sections, headings, entries and contents."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import unescape

from msgspec import Struct

from awesome_lint.document import (
    LISTS,
    BrokenLink,
    Container,
    Contents,
    Entry,
    Heading,
    Link,
    LinkKind,
    LoneBracket,
    Placeholders,
    Section,
    Text,
    UnevenRow,
)
from awesome_lint.parser import entries, headed, parts, tables
from awesome_lint.parser.described import are_authors, with_authors
from awesome_lint.parser.inlines import TAG, Node, NodeKind, attribute, nodes, plain
from awesome_lint.parser.lists import Item, List, contents_of, lines_of, parts_of, read_list
from awesome_lint.parser.slips import slips
from awesome_lint.parser.slugs import Slugs
from awesome_lint.parser.tokens.token import Token
from awesome_lint.patterns import lazy
from awesome_lint.source import Source, Span

# What a fragment may lead to besides headings.
ANCHOR = lazy(r"""<[a-z][^<>]*?\s(?:name|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
HTML_HEADING = lazy(r"<h([1-6])\b[^<>]*>((?:(?!<h[1-6]\b).)*?)</h\1\s*>", re.IGNORECASE | re.DOTALL)
ANY_TAG = lazy(r"<[^<>]*>")
# Tags that show something without a word between them.
SHOWN_TAG = lazy(r"<(?:img|script|iframe|video|audio|svg|picture|object|embed)\b", re.IGNORECASE)

PEOPLE = lazy(
    r"\b(?:researchers|people|contributors|maintainers|team members|who to follow|influencers|authors)\b", re.IGNORECASE
)


# So many paragraphs must be laid out like entries before any of them is taken for one.
LEAST_PARAGRAPHS = 3


class Outline(Struct, frozen=True):
    """What a page holds, as it was found."""

    sections: tuple[Section, ...]
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    placeholders: tuple[Placeholders, ...]
    contents: tuple[Contents, ...]
    anchors: frozenset[str]
    uneven_rows: tuple[UnevenRow, ...]
    broken_links: tuple[BrokenLink, ...]
    lone_brackets: tuple[LoneBracket, ...]


class _Named:
    """A bold paragraph that may name an entry, and the blocks below it that tell its fields."""

    __slots__ = ("end", "nodes", "parts")

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.parts: list[tuple[list[Node], parts.Part]] = []
        self.end = 0


class _Open:
    """A section as it is read; what its paragraphs are is known at the end."""

    __slots__ = ("below", "end", "entries", "has_content", "headed", "heading", "nodes", "sections", "start")

    def __init__(self, heading: Heading | None, start: int, nodes: list[Node] | None = None) -> None:
        self.heading = heading
        self.nodes = nodes
        """What the heading is made of, where it may name an entry."""
        self.start = start
        self.end = 0
        self.entries: list[Entry] = []
        self.sections: list[_Open] = []
        self.has_content = False
        self.below: list[headed.Below] | None = [] if nodes else None
        """The blocks below the heading, as long as they may be fields of the entry that it names."""
        self.headed: headed.Headed | None = None

    def walk(self) -> Iterator[Entry]:
        for entry in self.entries:
            yield from entry.walk()
        for section in self.sections:
            yield from section.walk()

    def closed(self, source: Source, has_paragraphs: bool, names_authors: bool) -> Section:
        kept = [entry for entry in self.entries if has_paragraphs or entry.container is not Container.PARAGRAPH]
        if names_authors:
            kept = [with_authors(source, entry) for entry in kept]
        inner: list[Section] = []
        has_content = self.has_content
        for section in self.sections:
            closed = section.closed(source, has_paragraphs, names_authors)
            if section.headed and not inner:
                # A heading that names an entry begins no section; among sections it has to, to keep its place.
                kept.extend(closed.entries)
                has_content = True
            else:
                inner.append(closed)
        return Section(self.heading, Span(self.start, self.end), tuple(kept), tuple(inner), has_content)

    def headings(self) -> Iterator["_Open"]:
        """Yield the sections, this one included, that hold something and no other section."""
        if not self.sections and self.has_content and self.heading:
            yield self
        for section in self.sections:
            yield from section.headings()


def outline(source: Source, tokens: Sequence[Token]) -> Outline:
    """Return the sections of a page and what stands in them."""
    reader = _Reader(source)
    reader.read(tokens)
    return Outline(
        tuple(reader.finished(len(source.text))),
        tuple(reader.headings),
        tuple(reader.links),
        tuple(reader.runs),
        tuple(reader.contents),
        frozenset(reader.anchors),
        tuple(reader.uneven),
        tuple(reader.broken_links),
        tuple(reader.lone_brackets),
    )


class _Reader:
    """Walks the blocks once, in order."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.runs: list[Placeholders] = []
        self.anchors: set[str] = set()
        self.broken_links: list[BrokenLink] = []
        self.lone_brackets: list[LoneBracket] = []
        self.contents: list[Contents] = []
        self.uneven: list[UnevenRow] = []
        self.tables = -1
        self.top: list[_Open] = []
        self.named: _Named | None = None
        """The bold name above the block that is read, and the fields below it so far."""
        self.paragraphs = 0
        """How many paragraphs are laid out like entries."""
        self.open: list[_Open] = [_Open(None, 0)]
        self.slugs = Slugs()

    def read(self, tokens: Sequence[Token]) -> None:
        index = 0
        count = len(tokens)
        while index < count:
            token = tokens[index]
            kind = token.type
            if kind in LISTS:
                found, index = self._list(tokens, index)
                self._note_below(found)
                self._take(found)
                continue
            if kind == "table_open":
                self._finish_named()
                self.open[-1].below = None
                index = self._table(tokens, index)
                continue
            if kind == "heading_open":
                self._heading(token, tokens[index + 1])
                index += 3
                continue
            if kind == "inline":
                self._paragraph(token, self._nodes(token))
                # A paragraph may be an anchor for the next heading, or a line break.
                if token.content.startswith("<"):
                    self._note_html(token.content)
                else:
                    self.open[-1].has_content = True
            elif kind == "html_block":
                self._html(token)
            elif token.nesting == 0 and kind != "hr":
                self.open[-1].has_content = True
            index += 1

    def finished(self, end: int) -> list[Section]:
        self._finish_named()
        self._close(0, end)
        first = self.open[0]
        # Text before the first heading is a section without one.
        if first.has_content or first.entries:
            first.end = self.top[0].start if self.top else end
            self.top.insert(0, first)
        self._settle_headings()
        names_authors = are_authors(self.source, (entry for section in self.top for entry in section.walk()))
        return [section.closed(self.source, self.paragraphs >= LEAST_PARAGRAPHS, names_authors) for section in self.top]

    def _settle_headings(self) -> None:
        """Take the headings that name an entry as such, where enough of their level do, and the others as headings."""
        levels: defaultdict[int, list[_Open]] = defaultdict(list)
        for section in self.top:
            for leaf in section.headings():
                if leaf.heading:
                    levels[leaf.heading.level].append(leaf)
        certain = sum(1 for leaves in levels.values() for leaf in leaves if leaf.headed and leaf.headed.is_certain)
        for leaves in levels.values():
            named = [leaf for leaf in leaves if leaf.headed]
            is_habit = len(named) >= headed.LEAST_HEADED and len(named) >= len(leaves) * headed.HEADED_SHARE
            for leaf in named:
                is_certain = leaf.headed is not None and leaf.headed.is_certain
                if is_habit or (is_certain and certain + self.paragraphs >= headed.LEAST_HEADED):
                    self._take_heading(leaf)
                else:
                    leaf.headed = None

    def _take_heading(self, leaf: _Open) -> None:
        if leaf.heading and leaf.headed:
            end = leaf.start + len(self.source.text[leaf.start : leaf.end].rstrip("\n"))
            span = Span(leaf.start, min(end + 1, leaf.end))
            leaf.entries = [leaf.headed.fields.entry(Container.HEADING, span, leaf.heading.text.span)]

    # --- headings -----------------------------------------------------------------------------------------------------

    def _heading(self, token: Token, inline: Token) -> None:
        children = self._nodes(inline)
        first, last = token.map or (0, 1)
        start = self.source.line_starts[first]
        end = self.source.line_span(last).end
        marker = None
        if token.markup.startswith("#"):
            at = self.source.text.index("#", start)
            marker = Span(at, at + len(token.markup))
        value = plain(children).strip()
        heading = Heading(
            int(token.tag[1]),
            Text(value, Span(inline.start, inline.end)),
            self.slugs.next(plain(children)),
            Span(start, end),
            marker,
        )
        self._add(heading, token.level == 0, children)

    def _nodes(self, inline: Token) -> list[Node]:
        if "<" in inline.content:
            self._note_anchors(inline.content)
        tokens = inline.children or ()
        first = len(self.links)
        read = nodes(tokens, self.links)
        broken, lone = slips(tokens, self.source.text, self.links[first:])
        self.broken_links += broken
        self.lone_brackets += lone
        return read

    def _note_anchors(self, text: str) -> None:
        for match in ANCHOR.finditer(text):
            self.anchors.add(next(name for name in match.groups() if name is not None))

    def _html(self, token: Token) -> None:
        first, last = token.map or (0, 1)
        block = self.source.lines_span(first + 1, last + 1)
        text = self.source.slice(block)
        for tag in TAG.finditer(text):
            self._html_link(tag, block.start + tag.start())
        self._note_anchors(text)
        position = 0
        for match in HTML_HEADING.finditer(text):
            self._note_html(text[position : match.start()])
            value = " ".join(unescape(ANY_TAG.sub(" ", match.group(2))).split())
            inner = Span(block.start + match.start(2), block.start + match.end(2))
            whole = Span(block.start + match.start(), block.start + match.end())
            slug = self.slugs.next(unescape(ANY_TAG.sub("", match.group(2))))
            self._add(Heading(int(match.group(1)), Text(value, inner), slug, whole, None), token.level == 0)
            position = match.end()
        self._note_html(text[position:])

    def _note_html(self, text: str) -> None:
        if not text.strip().startswith("<!--") and (SHOWN_TAG.search(text) or ANY_TAG.sub("", text).strip()):
            self.open[-1].has_content = True

    def _html_link(self, tag: "re.Match[str]", offset: int) -> None:
        name = tag.group(2).lower()
        if tag.group(1) or name not in ("a", "img"):
            return
        url = attribute(tag, "href" if name == "a" else "src", offset)
        if url is not None:
            kind = LinkKind.HTML if name == "a" else LinkKind.IMAGE
            whole = Span(offset, offset + len(tag.group()))
            self.links.append(Link(Text("", Span(whole.end, whole.end)), url.value, kind, whole, url.span))

    def _add(self, heading: Heading, is_section: bool, nodes: list[Node] | None = None) -> None:
        self.headings.append(heading)
        if not is_section:
            return
        self._finish_named()
        self._close(heading.level, heading.span.start)
        self.open.append(_Open(heading, heading.span.start, nodes))

    def _close(self, level: int, end: int) -> None:
        """Finish the open sections that a heading of this level ends."""
        while len(self.open) > 1 and (heading := self.open[-1].heading) and heading.level >= level:
            section = self.open.pop()
            section.end = end
            if section.below is not None and section.nodes and not section.sections:
                section.headed = headed.read(section.nodes, section.below)
            section.below = section.nodes = None
            if len(self.open) > 1:
                self.open[-1].sections.append(section)
            else:
                self.top.append(section)

    # --- lists --------------------------------------------------------------------------------------------------------

    def _list(self, tokens: Sequence[Token], index: int) -> tuple[List, int]:
        """Return the list that opens at `index`, and the index after it."""
        found = List(tokens[index])
        is_after_list = index > 0 and tokens[index - 1].type in ("bullet_list_close", "ordered_list_close")
        item: Item | None = None
        index += 1
        while index < len(tokens):
            token = tokens[index]
            kind = token.type
            if kind == "list_item_open":
                item = Item(token)
                found.items.append(item)
            elif kind in ("bullet_list_close", "ordered_list_close"):
                index += 1
                follows = index < len(tokens) and tokens[index].type in LISTS
                found.is_between_lists = follows and is_after_list
                return found, index
            elif item is not None:
                if kind in LISTS:
                    nested, index = self._list(tokens, index)
                    item.lists.append(nested)
                    continue
                if kind == "heading_open":
                    self._heading(token, tokens[index + 1])
                    item.has_more = True
                    index += 3
                    continue
                self._item_block(item, token)
            index += 1
        return found, index

    def _item_block(self, item: Item, token: Token) -> None:
        if token.type == "inline":
            read = self._nodes(token)
            if item.text is None and not item.has_more:
                item.nodes, item.text = read, token
            else:
                item.paragraphs.append(read)
        elif token.type == "html_block":
            self._html(token)
            item.has_more = True
        elif token.type == "hr":
            item.rules.append(token)
        elif token.nesting == 0:
            item.has_more = True

    def _lists_people(self) -> bool:
        """Whether the section that is read lists people, not things."""
        heading = self.open[-1].heading
        return heading is not None and PEOPLE.search(heading.text.value) is not None

    def _note_below(self, found: List) -> None:
        """Keep the items of a list for the heading above it, unless they are more than fields of one entry."""
        section = self.open[-1]
        if section.below is None:
            return
        # A list that no heading of an entry has below it need not be kept until its section ends.
        is_long = len(section.below) + len(found.items) > headed.MAX_BLOCKS
        if is_long or any(item.lists or item.has_more or not item.nodes for item in found.items):
            section.below = None
            return
        for item in found.items:
            section.below.extend(headed.Below(nodes, True) for nodes in (item.nodes, *item.paragraphs) if nodes)

    def _take(self, found: List) -> None:
        links = contents_of(found)
        if links is not None or self._lists_people():
            if links is not None:
                heading = self.headings[-1] if self.headings else None
                self.contents.append(Contents(lines_of(self.source, found.token), links, heading))
            self._finish_named()
            self.open[-1].has_content = True
            return
        if self.named:
            told = parts_of([found])
            if told and any(kind in (parts.Part.LINKS, parts.Part.AUTHORS) for _, kind in told):
                self.named.parts += told
                self.named.end = lines_of(self.source, found.token).end
                return
            self._finish_named()
        listed = read_list(self.source, found)
        self.runs += listed.placeholders
        self.open[-1].entries += listed.entries
        if listed.has_content:
            self.open[-1].has_content = True

    def _finish_named(self) -> None:
        """Take the bold name above the block that is read, with the fields below it, if they make an entry."""
        named, self.named = self.named, None
        if named is None or not named.parts:
            return
        fields = entries.read(named.nodes)
        if fields is None or not fields.is_read:
            return
        for nodes_of_part, kind in named.parts:
            parts.take(fields, nodes_of_part, kind)
        # One capitalised word is a name, and may be a sentence.
        if not (fields.links or (fields.authors and len(fields.authors.people) > 1)):
            return
        fields.settle()
        start, end = _extent(named.nodes)
        self.paragraphs += 1
        self.open[-1].has_content = True
        self.open[-1].entries.append(fields.entry(Container.PARAGRAPH, Span(start, named.end), Span(start, end)))

    # --- paragraphs and tables ----------------------------------------------------------------------------------------

    def _paragraph(self, token: Token, children: list[Node]) -> None:
        """Take the entries of a paragraph; two line breaks together stand between two of them."""
        section = self.open[-1]
        if section.below is not None:
            section.below.append(headed.Below(children, False))
        kept = [node for node in children if node.kind is not NodeKind.TEXT or node.value.strip()]
        is_name = bool(kept) and all(node.kind is NodeKind.STRONG for node in kept)
        if self.named and kept and not is_name and (kind := parts.part(children)):
            self.named.parts.append((children, kind))
            self.named.end = _extent(children)[1]
            return
        self._finish_named()
        if is_name:
            self.named = _Named(children)
        for group in _split(children):
            if not entries.may_begin(group) or parts.is_keyed(group):
                continue
            fields = entries.read_paragraph(group)
            if fields is None or all(link.is_fragment for link in fields.links):
                continue
            start, end = _extent(group)
            self.paragraphs += 1
            section.below = None
            section.entries.append(fields.entry(Container.PARAGRAPH, Span(start, end), Span(start, end)))

    def _table(self, tokens: Sequence[Token], index: int) -> int:
        """Take the entries of the table that opens at `index`; return the index after it."""
        self.open[-1].has_content = True
        header: list[list[Node]] = []
        rows: list[tuple[Token, list[list[Node]]]] = []
        cells = header
        while tokens[index].type != "table_close":
            token = tokens[index]
            if token.type == "tr_open":
                cells = []
                rows.append((token, cells))
            elif token.type == "inline":
                cells.append(self._nodes(token))
            index += 1
        header, body = rows[0][1], rows[1:]
        self._note_uneven(body, len(header))
        roles = tables.columns(header, [row for _, row in body])
        for token, row in body:
            fields = tables.fields(row, roles)
            if fields is None or (fields.links and all(link.is_fragment for link in fields.links)):
                continue
            span = Span(token.start, token.end)
            self.open[-1].entries.append(fields.entry(Container.TABLE_ROW, span, span))
        return index + 1

    def _note_uneven(self, body: Sequence[tuple[Token, list[list[Node]]]], columns: int) -> None:
        self.tables += 1
        for number, (token, _) in enumerate(body, 1):
            if "cells" in token.meta:
                cells = tuple(Span(start, end) for start, end in token.meta["cells"])
                span = Span(token.start, token.end)
                self.uneven.append(UnevenRow(span, cells, columns, self.tables, len(body), number == len(body)))


def _extent(group: Sequence[Node]) -> tuple[int, int]:
    """Return where the nodes begin and end, line breaks around them left out."""
    kept = [
        node for node in group if node.kind is not NodeKind.BREAK and (node.kind is not NodeKind.TEXT or node.value.strip())
    ]
    return kept[0].start, kept[-1].end


def _split(children: list[Node]) -> list[list[Node]]:
    """Return the nodes in groups, parted where two line breaks stand together."""
    groups: list[list[Node]] = [[]]
    breaks = 0
    for node in children:
        if node.kind is NodeKind.BREAK:
            breaks += 1
        elif node.kind is not NodeKind.TEXT or node.value.strip():
            if breaks > 1 and groups[-1]:
                groups.append([])
            breaks = 0
        groups[-1].append(node)
    return groups if len(groups) > 1 else [children]
