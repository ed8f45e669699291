"""What is read of a stretch of a page, moved to where the stretch stands.

Everything that a page holds is a value with places. Links and entries move themselves; these functions return another value
with its places further on, and the very same where there is nothing to move. They are written out, as a page has thousands of
such values.
"""

from collections.abc import Mapping
from functools import partial

from awesome_lint.document import BrokenLink, Contents, Definition, LoneBracket, Placeholders, UnevenRow
from awesome_lint.entries import Heading, UnreadItems
from awesome_lint.parser.tokens.token import Token


def heading(value: Heading, by: int, slug: str) -> Heading:
    """Return a heading that has this anchor."""
    if not by and value.slug == slug:
        return value
    return Heading(
        value.level, value.text.moved(by), slug, value.span.moved(by), None if value.marker is None else value.marker.moved(by)
    )


def contents(value: Contents, by: int, headings: Mapping[int, Heading]) -> Contents:
    """Return contents, below the heading that is the same in `headings`, by the identity of the one that was read."""
    if not by:
        return value
    return Contents(
        value.span.moved(by),
        tuple([(depth, each.moved(by)) for depth, each in value.links]),
        None if value.heading is None else headings[id(value.heading)],
    )


def unread_items(value: UnreadItems, by: int) -> UnreadItems:
    if not by:
        return value
    return UnreadItems(value.heading, tuple([each.moved(by) for each in value.spans]), value.size, value.is_told)


def placeholders(value: Placeholders, by: int) -> Placeholders:
    if not by:
        return value
    return Placeholders(tuple([each.moved(by) for each in value.spans]), value.starts_list, value.ends_list, value.is_removable)


def broken_link(value: BrokenLink, by: int) -> BrokenLink:
    return BrokenLink(value.fault, value.span.moved(by), value.label.moved(by), value.url.moved(by))


def lone_bracket(value: LoneBracket, by: int) -> LoneBracket:
    return LoneBracket(value.span.moved(by), value.link.moved(by), value.expected)


def uneven_row(value: UnevenRow, by: int, tables: int) -> UnevenRow:
    """Return a row of a table before which stand so many more."""
    cells = tuple([each.moved(by) for each in value.cells])
    return UnevenRow(value.span.moved(by), cells, value.columns, value.table + tables, value.rows, value.is_last)


def definition(value: Definition, by: int) -> Definition:
    return Definition(
        value.label.moved(by), value.url, value.span.moved(by), value.url_span.moved(by), value.is_used, value.is_repeated
    )


def token(value: Token, by: int, lines: int) -> Token:
    """Return a token with those inside it; of a block, the lines move as well."""
    moved = value.alone()
    if value.map:
        moved.map = [value.map[0] + lines, value.map[1] + lines]
    if "cells" in value.meta:
        moved.meta = {**value.meta, "cells": [(start + by, end + by) for start, end in value.meta["cells"]]}
    if value.start >= 0:
        moved.start, moved.end = value.start + by, value.end + by
    if value.url:
        moved.url = value.url[0] + by, value.url[1] + by
    if value.read is not None:
        moved.read = partial(_children, value, by)
    elif value.children is not None:
        moved.children = [token(child, by, 0) for child in value.children]
    return moved


def _children(value: Token, by: int, _: Token) -> list[Token]:
    read = value.read(value) if value.read is not None else []
    return [token(child, by, 0) for child in read]
