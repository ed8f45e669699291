"""Block tokens into headings, the parts of the page that they begin, and the blocks in each part."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from awesome_lint.document import LISTS, BrokenLink, Heading, Link, LinkKind, LoneBracket, Text, UnevenRow
from awesome_lint.parser.attached import attached
from awesome_lint.parser.blocks import Item, List, Paragraph, Part, Row, Table, with_one
from awesome_lint.parser.html import html_lists, html_tables, without_comments
from awesome_lint.parser.inlines import TAG, Node, attribute, nodes, plain
from awesome_lint.parser.slips import slips
from awesome_lint.parser.slugs import Slugs
from awesome_lint.parser.tokens.token import Token
from awesome_lint.patterns import lazy
from awesome_lint.source import Source, Span

# What a fragment may lead to besides headings.
ANCHOR = lazy(r"""<[a-z][^<>]*?\s(?:name|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
HTML_HEADING = lazy(r"<h([1-6])\b[^<>]*>((?:(?!<h[1-6]\b).)*?)</h\1\s*>", re.IGNORECASE | re.DOTALL)
# Items of a list, or a paragraph, after which more may follow.
ITEM = lazy(r"<(?:li|dt|p|summary)\b", re.IGNORECASE)
ANY_TAG = lazy(r"<[^<>]*>")
# Tags that show something without a word between them.
SHOWN_TAG = lazy(r"<(?:img|script|iframe|video|audio|svg|picture|object|embed)\b", re.IGNORECASE)
QUOTES = frozenset({"blockquote_open", "blockquote_close"})
LIST_ENDS = frozenset({"bullet_list_close", "ordered_list_close"})


class Outline:
    """What a page is made of, each in source order."""

    __slots__ = ("anchors", "broken_links", "headings", "links", "lone_brackets", "names", "parts", "tables", "uneven_rows")

    def __init__(self) -> None:
        self.parts: list[Part] = []
        """The outermost parts; text before the first heading is one without a heading."""
        self.headings: list[Heading] = []
        self.names: list[str] = []
        """What each of them is called for its anchor."""
        self.links: list[Link] = []
        self.anchors: set[str] = set()
        self.broken_links: list[BrokenLink] = []
        self.lone_brackets: list[LoneBracket] = []
        self.uneven_rows: list[UnevenRow] = []
        self.tables = 0
        """How many tables there are."""


def begins_stretch(token: Token, text: str) -> bool:
    """Whether a block is a heading of the page with marks at the margin, behind which all is read by itself."""
    is_marked = token.type == "heading_open" and token.level == 0 and token.markup.startswith("#")
    return is_marked and (not token.start or text[token.start - 1] == "\n")


def outline(source: Source, tokens: Sequence[Token]) -> Outline:
    """Return what the tokens of a page are made of."""
    reader = _Reader(source)
    reader.read(tokens)
    return reader.found


class _Reader:
    """Walks the blocks once, in order; `open` are the parts that the next block may belong to, the innermost last."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found = Outline()
        self.slugs = Slugs()
        self.begin = 0
        """Where the latest heading of the page stands, before which no parenthesis is open."""
        first = Part(source, None, 0)
        self.found.parts.append(first)
        self.open = [first]

    def read(self, tokens: Sequence[Token]) -> None:
        index = quotes = 0
        while index < len(tokens):
            token = tokens[index]
            kind = token.type
            quotes += token.nesting if kind in QUOTES else 0
            if kind in LISTS:
                block, index = self._list(tokens, index)
                block.is_quoted = quotes > 0
                self.open[-1].blocks.append(block)
                continue
            if kind == "table_open":
                table, index = self._table(tokens, index)
                self.open[-1].blocks.append(table)
                continue
            if kind == "heading_open":
                self._heading(token, tokens[index + 1])
                index += 3
                continue
            if kind == "inline":
                self.open[-1].blocks.append(Paragraph(self._nodes(token), quotes > 0))
                # A paragraph may be an anchor for the next heading, or a line break.
                if token.content.startswith("<"):
                    self._note_html(token.content)
                else:
                    self.open[-1].has_more = True
            elif kind == "html_block":
                self._html(token)
            elif token.nesting == 0 and kind != "hr":
                self.open[-1].has_more = True
            index += 1
        self._close(0, len(self.source.text))
        for part in (inner for top in self.found.parts for inner in top.walk()):
            part.blocks = attached(self.source, part.blocks)
        self.open[0].end = self.found.parts[1].start if len(self.found.parts) > 1 else len(self.source.text)

    # --- headings -----------------------------------------------------------------------------------------------------

    def _heading(self, token: Token, inline: Token) -> None:
        children = self._nodes(inline)
        first, last = token.map or (0, 1)
        start = self.source.line_starts[first]
        end = self.source.line_span(last).end
        marker = None
        if begins_stretch(token, self.source.text):
            self.begin = start
        if token.markup.startswith("#"):
            at = self.source.text.index("#", start)
            marker = Span(at, at + len(token.markup))
        value = plain(children)
        text = Text(value.strip(), Span(inline.start, inline.end))
        heading = Heading(int(token.tag[1]), text, self._slug(value), Span(start, end), marker)
        self._add(heading, token.level == 0, children)

    def _slug(self, name: str) -> str:
        self.found.names.append(name)
        return self.slugs.next(name)

    def _add(self, heading: Heading, begins_part: bool, nodes: list[Node] | None = None) -> None:
        self.found.headings.append(heading)
        if not begins_part:
            if nodes:
                # In a quotation it is a line like others.
                self.open[-1].blocks.append(Paragraph(nodes))
            return
        self._close(heading.level, heading.span.start)
        part = Part(self.source, heading, heading.span.start, nodes)
        (self.open[-1].parts if len(self.open) > 1 else self.found.parts).append(part)
        self.open.append(part)

    def _close(self, level: int, end: int) -> None:
        """Finish the open parts that a heading of this level ends."""
        while len(self.open) > 1 and (heading := self.open[-1].heading) and heading.level >= level:
            self.open.pop().end = end

    # --- blocks -------------------------------------------------------------------------------------------------------

    def _nodes(self, inline: Token) -> list[Node]:
        if "<" in inline.content:
            self._note_anchors(inline.content)
        tokens = inline.children or ()
        links = self.found.links
        first = len(links)
        read = nodes(tokens, links)
        broken, lone = slips(tokens, self.source.text, links[first:], self.begin)
        # The nodes say it in less memory.
        inline.forget()
        self.found.broken_links += broken
        self.found.lone_brackets += lone
        return read

    def _list(self, tokens: Sequence[Token], index: int) -> tuple[List, int]:
        """Return the list that opens at `index`, and the index after it."""
        found = List(tokens[index])
        is_after_list = index > 0 and tokens[index - 1].type in LIST_ENDS
        item: Item | None = None
        index += 1
        while index < len(tokens):
            token = tokens[index]
            kind = token.type
            if kind == "list_item_open":
                item = Item(token)
                found.items.append(item)
            elif kind in LIST_ENDS:
                index += 1
                follows = index < len(tokens) and tokens[index].type in LISTS
                found.is_between_lists = follows and is_after_list
                found.heading = self.found.headings[-1] if self.found.headings else None
                return found, index
            elif item is not None:
                if kind in LISTS:
                    nested, index = self._list(tokens, index)
                    item.lists = with_one(item.lists, nested)
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
                item.paragraphs = with_one(item.paragraphs, read)
        elif token.type == "html_block":
            self._html(token)
            item.has_more = True
        elif token.type == "hr":
            item.rules = with_one(item.rules, token)
        elif token.nesting == 0:
            item.has_more = True

    def _table(self, tokens: Sequence[Token], index: int) -> tuple[Table, int]:
        """Return the table that opens at `index`, and the index after it."""
        rows: list[tuple[Token, list[list[Node]]]] = []
        while tokens[index].type != "table_close":
            token = tokens[index]
            if token.type == "tr_open":
                rows.append((token, []))
            elif token.type == "inline":
                rows[-1][1].append(self._nodes(token))
            index += 1
        header, body = rows[0][1], rows[1:]
        self.found.uneven_rows += self._uneven(body, len(header))
        self.found.tables += 1
        return Table(header, [Row(Span(token.start, token.end), cells) for token, cells in body]), index + 1

    def _uneven(self, body: Sequence[tuple[Token, list[list[Node]]]], columns: int) -> Iterator[UnevenRow]:
        for number, (token, _) in enumerate(body, 1):
            if "cells" in token.meta:
                cells = tuple(Span(start, end) for start, end in token.meta["cells"])
                yield UnevenRow(Span(token.start, token.end), cells, columns, self.found.tables, len(body), number == len(body))

    # --- HTML ---------------------------------------------------------------------------------------------------------

    def _html(self, token: Token) -> None:
        first, last = token.map or (0, 1)
        block = self.source.lines_span(first + 1, last + 1)
        text = without_comments(self.source.slice(block))
        for tag in TAG.finditer(text):
            self._html_link(tag, block.start + tag.start())
        if token.level == 0 and "<t" in text:
            self.open[-1].blocks += html_tables(text, block.start)
        if token.level == 0 and ITEM.search(text):
            self.open[-1].blocks += html_lists(text, block.start)
        self._note_anchors(text)
        position = 0
        for match in HTML_HEADING.finditer(text):
            self._note_html(text[position : match.start()])
            value = " ".join(unescape(ANY_TAG.sub(" ", match.group(2))).split())
            inner = Span(block.start + match.start(2), block.start + match.end(2))
            whole = Span(block.start + match.start(), block.start + match.end())
            slug = self._slug(unescape(ANY_TAG.sub("", match.group(2))))
            self._add(Heading(int(match.group(1)), Text(value, inner), slug, whole, None), token.level == 0)
            position = match.end()
        self._note_html(text[position:])

    def _html_link(self, tag: "re.Match[str]", offset: int) -> None:
        name = tag.group(2).lower()
        if tag.group(1) or name not in ("a", "img"):
            return
        url = attribute(tag, "href" if name == "a" else "src", offset)
        if url is not None:
            kind = LinkKind.HTML if name == "a" else LinkKind.IMAGE
            whole = Span(offset, offset + len(tag.group()))
            self.found.links.append(Link(Text("", Span(whole.end, whole.end)), url.value, kind, whole, url.span))

    def _note_html(self, text: str) -> None:
        if not text.strip().startswith("<!--") and (SHOWN_TAG.search(text) or ANY_TAG.sub("", text).strip()):
            self.open[-1].has_more = True

    def _note_anchors(self, text: str) -> None:
        for match in ANCHOR.finditer(text):
            self.found.anchors.add(next(name for name in match.groups() if name is not None))
