"""What may be listed into entries, by the fields that are read of it."""

from collections.abc import Iterator, Sequence

from awesome_lint.document import Container, Entry, Placeholders
from awesome_lint.parser import entries, parts, tables
from awesome_lint.parser.blocks import List, Table
from awesome_lint.parser.entries.fields import Fields
from awesome_lint.parser.listing import Candidate, Named, candidates
from awesome_lint.parser.parts import Told
from awesome_lint.source import Source
from awesome_lint.values import NamedTuple


class Listed(NamedTuple):
    """What a list holds, the lists in it included."""

    entries: list[Entry]
    placeholders: list[Placeholders]
    has_content: bool
    """Whether it holds more than placeholders."""


def read_list(source: Source, found: List, depth: int = 0) -> Listed:
    """Return the entries of a list, and its items that nobody filled in."""
    listed = candidates(source, found)
    read: list[Entry] = []
    placeholders = listed.placeholders
    has_content = listed.has_content
    for candidate in listed.items:
        entry, is_whole = _read_item(candidate, depth)
        nested: list[Entry] = []
        for inner in () if is_whole else candidate.lists:
            below = read_list(source, inner, depth + 1)
            nested += below.entries
            placeholders += below.placeholders
            has_content = has_content or below.has_content
        if entry is None:
            read += nested
        else:
            read.append(entry._replace(entries=tuple(nested)) if nested else entry)
    return Listed(read, placeholders, has_content)


def _read_item(candidate: Candidate, depth: int) -> tuple[Entry | None, bool]:
    """Return the entry of a list item, and whether the lists in it are fields of that entry."""
    fields = entries.read(candidate.nodes) if candidate.nodes else None
    if fields is None:
        return None, False
    is_whole = candidate.told is not None and fields.is_read
    if is_whole:
        _take(fields, candidate.told or ())
        fields.settle()
    if fields.is_bare or _leads_nowhere_else(fields):
        return None, False
    return fields.entry(Container.LIST_ITEM, candidate.span, candidate.text_span, depth, candidate.marker), is_whole


def read_paragraph(candidate: Candidate) -> Entry | None:
    """Return the entry that a paragraph, or a part of one, is laid out as."""
    fields = entries.read_paragraph(candidate.nodes)
    if fields is None or _leads_nowhere_else(fields, or_nowhere=True):
        return None
    return fields.entry(Container.PARAGRAPH, candidate.span, candidate.text_span)


def read_named(named: Named) -> Entry | None:
    """Return the entry that a bold name and the fields below it make."""
    fields = entries.read(named.nodes)
    if fields is None or not fields.is_read:
        return None
    _take(fields, named.told)
    # One capitalised word is a name, and may be a sentence.
    if not (fields.links or (fields.authors and len(fields.authors.people) > 1)):
        return None
    fields.settle()
    return fields.entry(Container.PARAGRAPH, named.span, named.text_span)


def read_table(table: Table) -> Iterator[Entry]:
    """Yield the entries of a table."""
    roles = tables.columns(table.header, [row.cells for row in table.rows])
    for row in table.rows:
        fields = tables.fields(row.cells, roles)
        if fields is not None and not _leads_nowhere_else(fields):
            yield fields.entry(Container.TABLE_ROW, row.span, row.span)


def _take(fields: Fields, told: Sequence[Told]) -> None:
    for nodes, kind in told:
        parts.take(fields, nodes, kind)


def _leads_nowhere_else(fields: Fields, *, or_nowhere: bool = False) -> bool:
    """Whether all links lead to places on the page, as those of a table of contents do."""
    return (or_nowhere or bool(fields.links)) and all(link.is_fragment for link in fields.links)
