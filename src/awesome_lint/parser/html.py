"""Tables, lists and paragraphs that are written in HTML, as blocks of the same kinds as those in Markdown."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from msgspec import Struct

from awesome_lint.document import Container
from awesome_lint.parser.blocks import Paragraph, Row, Table
from awesome_lint.parser.inlines import TAG, Node, NodeKind, nodes
from awesome_lint.parser.tokens.token import Token
from awesome_lint.patterns import lazy
from awesome_lint.source import Span

TABLE = lazy(r"<table\b.*?(?:</table\s*>|\Z)", re.IGNORECASE | re.DOTALL)
ROW = lazy(r"<tr\b[^>]*>(.*?)(?:</tr\s*>|(?=<tr\b)|(?=</table\b)|\Z)", re.IGNORECASE | re.DOTALL)
CELL = lazy(r"<(t[dh])\b([^>]*)>(.*?)(?:</\1\s*>|(?=<t[dh]\b)|\Z)", re.IGNORECASE | re.DOTALL)
SPACE = lazy(r"\s+")
COMMENT = lazy(r"<!--.*?-->", re.DOTALL)
LEAST_CELLS = 2
# A table of fewer rows lays out a page.
LEAST_ROWS = 3
LISTS = frozenset({"ul", "ol", "dl"})
ITEMS = frozenset({"li", "dt", "dd"})
PARAGRAPHS = frozenset({"p", "summary"})
# What a paragraph, or the first lines of an item, end before.
BLOCKS = frozenset(
    {"div", "table", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "details", "summary"}
)


def without_comments(text: str) -> str:
    """Return a text of the same length in which comments are blank."""
    return COMMENT.sub(lambda match: " " * len(match.group()), text)


def html_tables(text: str, offset: int) -> Iterator[Table]:
    """Yield the tables of a block of HTML that begins at this offset of the source."""
    for table in TABLE.finditer(without_comments(text)):
        header: list[list[Node]] = []
        rows: list[Row] = []
        below: dict[int, int] = {}
        for row in ROW.finditer(table.group()):
            at = offset + table.start() + row.start()
            cells = list(CELL.finditer(row.group()))
            read = _placed(cells, [_nodes(cell.group(3), at + cell.start(3)) for cell in cells], below)
            if not rows and not header and cells and all(cell.group(1).lower() == "th" for cell in cells):
                header = read
            elif len(cells) >= LEAST_CELLS:
                first = next((cell for cell in cells if TAG.sub("", cell.group(3)).strip()), cells[0])
                rows.append(Row(Span(at + first.start(), at + cells[-1].end()), read))
        if len(rows) >= LEAST_ROWS:
            yield Table(header, rows)


class _Cell(Struct):
    """The text of an item, a name, a description or a paragraph, without what is listed in it: where it begins and ends."""

    tag: str
    start: int
    end: int = -1


def html_lists(text: str, offset: int) -> Iterator[Table | Paragraph]:
    """Yield the lists of a block of HTML that begins at this offset, each item a row, and the paragraphs outside of them.

    A list of names with descriptions has two cells in each row. What stands in a table is a part of that.
    """
    text = without_comments(text)
    found: list[list[list[_Cell]]] = []
    lists: list[list[list[_Cell]]] = []
    cell: _Cell | None = None
    tables = 0
    for tag in TAG.finditer(text):
        name, is_end = tag.group(2).lower(), bool(tag.group(1))
        begins_paragraph = name in PARAGRAPHS and not lists
        if cell and (begins_paragraph or name in LISTS or name in ITEMS or name in BLOCKS):
            cell.end = tag.start()
            if cell.tag in PARAGRAPHS:
                yield from _paragraph(cell, text, offset)
            cell = None
        if name == "table":
            tables += -1 if is_end else 1
        if tables > 0:
            continue
        if name in LISTS:
            if not is_end:
                # Items of lists in items are there for a reader as those around them are.
                lists.append(lists[-1] if lists else [])
                if len(lists) == 1:
                    found.append(lists[0])
            elif lists:
                lists.pop()
        elif not is_end and (begins_paragraph or (name in ITEMS and lists)):
            cell = _Cell(name, tag.end())
            if name == "dd" and lists[-1]:
                lists[-1][-1].append(cell)
            elif lists:
                lists[-1].append([cell])
    if cell:
        cell.end = len(text)
        if cell.tag in PARAGRAPHS:
            yield from _paragraph(cell, text, offset)
    for rows in found:
        if len(rows) >= LEAST_ROWS:
            yield Table([], [_row(row, text, offset) for row in rows], Container.HTML)


def _paragraph(cell: _Cell, text: str, offset: int) -> Iterator[Paragraph]:
    """Yield a paragraph that is not empty, or what a reader unfolds where that leads somewhere."""
    inner = _inner(cell, text, offset)
    if any(node.kind is NodeKind.LINK for node in inner) or (cell.tag == "p" and inner):
        yield Paragraph(inner)


def _row(cells: Sequence[_Cell], text: str, offset: int) -> Row:
    end = cells[-1].start + len(text[cells[-1].start : cells[-1].end].rstrip())
    return Row(Span(offset + cells[0].start, offset + end), [_inner(cell, text, offset) for cell in cells])


def _inner(cell: _Cell, text: str, offset: int) -> list[Node]:
    return _nodes(text[cell.start : cell.end].rstrip(), offset + cell.start)


def _placed(cells: Sequence["re.Match[str]"], read: Sequence[list[Node]], below: dict[int, int]) -> list[list[Node]]:
    """Return the cells of a row in their columns: some are taken by cells of rows above, which `below` counts down."""
    placed: list[list[Node]] = []
    taken = {column for column, rows in below.items() if rows}
    for column in taken:
        below[column] -= 1
    for cell, inner in zip(cells, read, strict=True):
        while len(placed) in taken:
            placed.append([])
        rows, columns = (_spanned(cell.group(2), name) for name in ("rowspan", "colspan"))
        for index in range(columns):
            below[len(placed)] = rows - 1
            placed.append([] if index else inner)
    return placed


def _spanned(attributes: str, name: str) -> int:
    found = re.search(rf"\b{name}\s*=\s*[\"']?(\d{{1,2}})", attributes, re.IGNORECASE)
    return max(int(found.group(1)), 1) if found else 1


def _nodes(text: str, offset: int) -> list[Node]:
    """Return what a cell is made of; its links are those of the page already."""
    tokens: list[Token] = []
    position = 0
    for tag in TAG.finditer(text):
        tokens += _text(text[position : tag.start()], offset + position)
        tokens.append(_token("html_inline", tag.group(), offset + tag.start()))
        position = tag.end()
    tokens += _text(text[position:], offset + position)
    while tokens and tokens[0].type != "html_inline" and not tokens[0].content.strip():
        tokens.pop(0)
    return nodes(tokens, [])


def _text(text: str, offset: int) -> Iterator[Token]:
    """Yield words and the line breaks between them, which are spaces to a reader."""
    position = 0
    for space in SPACE.finditer(text):
        if "\n" in space.group():
            if space.start() > position:
                yield _words(text[position : space.start()], offset + position)
            yield _token("softbreak", "", offset + space.start(), len(space.group()))
            position = space.end()
    if position < len(text):
        yield _words(text[position:], offset + position)


def _words(text: str, start: int) -> Token:
    return _token("text", unescape(text), start, len(text))


def _token(kind: str, content: str, start: int, width: int = 0) -> Token:
    token = Token(kind, "", 0)
    token.content = content
    token.start, token.end = start, start + (width or len(content))
    return token
