"""What may be listed into entries: each by itself first, then those that leave a doubt by what the others have in common."""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.document import Container, Entry, Placeholders
from awesome_lint.parser import consensus, entries, parts, signs, tables
from awesome_lint.parser.blocks import List, Table
from awesome_lint.parser.entries.fields import Fields
from awesome_lint.parser.inlines import Node, NodeKind
from awesome_lint.parser.listing import Candidate, Named, candidates, extent
from awesome_lint.parser.parts import Told
from awesome_lint.parser.signs import Signed
from awesome_lint.source import Source

# So many rows of a table say more than a name, and this share, where one that does not is an entry as well.
LEAST_TOLD = 3
TOLD_SHARE = 0.6

Obey = Callable[[Sequence[Node]], Fields | None]
"""Reads a text by the templates that settings pin, should it fit one."""


def obey_nothing(_nodes: Sequence[Node]) -> Fields | None:
    """Read no text: settings pin no template."""
    return None


class Reading(Struct, eq=False):
    """What was read of a candidate, and of those in it; whether it is an entry is settled when all of the page is read."""

    candidate: Candidate
    depth: int
    container: Container = Container.LIST_ITEM
    is_line: bool = False
    fields: Fields | None = None
    is_whole: bool = False
    """Whether the lists in it are its fields."""
    is_entry: bool = False
    inner: "Sequence[Reading]" = ()
    siblings: "Sequence[Reading]" = ()
    """All that one list holds, this one included."""
    by_itself: "Reading | None" = None
    """What was read before the page was looked at, where that is kept: this one is settled in its stead."""
    doubt: "tuple[frozenset[str], Any] | None" = None
    """What about it leaves a doubt, should people be called so: see `together`."""
    kept: "Kept | None" = None
    """Where others are settled in its stead: what the last of them came to."""

    @property
    def is_pinned(self) -> bool:
        """Whether it is read by a template that settings pin."""
        return self.fields is not None and self.fields.is_pinned

    @property
    def is_cited(self) -> bool:
        """Whether it is a paragraph that reads like a citation."""
        return self.container is Container.PARAGRAPH and self.is_entry and not self.is_line

    def take_parts(self) -> None:
        """Take what the lists in it tell as its fields, where they tell nothing else."""
        fields = self.fields
        self.is_whole = fields is not None and self.candidate.told is not None and fields.is_read
        if fields is not None and self.is_whole:
            _take(fields, self.candidate.told or ())
            fields.settle()

    def again(self) -> "Reading":
        """Return a reading like this one, to be settled by what the page has in common, while this one stays as it is."""
        found = copy(self)
        found.by_itself = self
        found.fields = self.fields.again() if self.fields else None
        found.inner = again(self.inner) if self.inner else ()
        return found

    def walk(self) -> Iterator["Reading"]:
        """Yield this one and those in it, in source order."""
        yield self
        for reading in self.inner:
            yield from reading.walk()

    def entries(self) -> list[Entry]:
        """Return the entry that this is, with those in it, or those alone."""
        nested = [entry for inner in self.inner for entry in inner.entries()] if self.inner else []
        if not self.is_entry or self.fields is None:
            return nested
        if self.is_whole:
            nested = []
        known = self.by_itself.kept if self.by_itself else None
        if known is not None and known.fields == self.fields and known.nested == nested:
            return [known.entry]
        candidate = self.candidate
        entry = self.fields.entry(self.container, candidate.span, candidate.text_span, self.depth, candidate.marker)
        entry = replace(entry, entries=tuple(nested)) if nested else entry
        if self.by_itself:
            self.by_itself.kept = Kept(self.fields, nested, entry)
        return [entry]


class Kept(Struct, frozen=True):
    """An entry, and what it was made of."""

    fields: Fields
    nested: list[Entry]
    entry: Entry


def again(readings: Sequence[Reading]) -> list[Reading]:
    """Return readings like those of one list, to be settled while these stay as they are."""
    found = [reading.again() for reading in readings]
    for reading in found:
        reading.siblings = found
    return found


def read_candidate(
    candidate: Candidate,
    depth: int = 0,
    container: Container = Container.LIST_ITEM,
    *,
    is_line: bool = False,
    obey: Obey = obey_nothing,
) -> Reading:
    """Return what a candidate says by itself."""
    found = Reading(candidate, depth, container, is_line)
    if (container in (Container.LIST_ITEM, Container.HTML) or is_line) and candidate.nodes:
        found.fields = obey(candidate.nodes) or _named(candidate.nodes, candidate.is_keyed)
    found.take_parts()
    found.is_entry = found.fields is not None and not found.fields.is_bare and not leads_nowhere_else(found.fields)
    if found.is_entry and found.is_whole and _names_word(found.fields, candidate.told or ()):
        found.is_entry = found.is_whole = False
    return found


def _named(nodes: Sequence[Node], is_keyed: bool) -> Fields | None:
    """Return the fields of a listed thing; where lines below it are its fields, it is a name however it is written."""
    fields = entries.read(nodes)
    if fields is None and is_keyed:
        fields = entries.read_heading(nodes)
        if fields is not None:
            fields.settle()
    return fields


def _names_word(fields: Fields | None, told: Sequence[Told]) -> bool:
    """Whether nothing stands below a name without a link but words alone: `macOS`, and below it `Notes`."""
    return fields is not None and not fields.links and all(parts.is_word(each.nodes) for each in told)


class Listed(Struct, frozen=True):
    """What a list holds, the lists in it included."""

    readings: list[Reading]
    placeholders: list[Placeholders]
    has_content: bool
    """Whether it holds more than placeholders."""


def read_list(
    source: Source, found: List, keys: frozenset[str] = frozenset(), depth: int = 0, obey: Obey = obey_nothing
) -> Listed:
    """Return what is read of a list, and its items that nobody filled in."""
    listed = candidates(source, found, depth, keys)
    placeholders = listed.placeholders
    has_content = listed.has_content
    readings = [read_candidate(candidate, depth, obey=obey) for candidate in listed.items]
    for reading in readings:
        reading.siblings = readings
        held: list[Reading] = []
        for inner in () if reading.is_entry and reading.is_whole else reading.candidate.lists:
            below = read_list(source, inner, keys, depth + 1, obey)
            held += below.readings
            placeholders += below.placeholders
            has_content = has_content or below.has_content
        for nodes in reading.candidate.signed:
            signed = signs.signed(nodes)
            if signed is not None:
                held.append(read_signed(signed, nodes, depth + 1, obey))
                has_content = True
        if held:
            reading.inner = held
    return Listed(readings, placeholders, has_content)


def read_signed(found: Signed, nodes: Sequence[Node], depth: int, obey: Obey = obey_nothing) -> Reading:
    """Return what a paragraph says behind the sign that it begins with, as an item of a list does."""
    return read_candidate(
        Candidate(found.nodes, extent(nodes), extent(found.nodes)), depth, Container.PARAGRAPH, is_line=True, obey=obey
    )


def read_paragraph(candidate: Candidate, obey: Obey = obey_nothing) -> Entry | None:
    """Return the entry that a paragraph, or a part of one, is laid out as."""
    fields = entries.read_paragraph(candidate.nodes)
    if fields is not None:
        fields = obey(candidate.nodes) or fields
    if fields is not None and candidate.told:
        _take(fields, candidate.told)
        fields.settle()
    if fields is None or (leads_nowhere_else(fields, or_nowhere=True) and not _is_sure(fields, candidate.nodes)):
        return None
    return fields.entry(Container.PARAGRAPH, candidate.span, candidate.text_span)


def _is_sure(fields: Fields, nodes: Sequence[Node]) -> bool:
    """Whether a paragraph without a link cites a work, by marks before its title and by what it says."""
    is_marked = nodes[0].kind is NodeKind.STRONG or entries.signs_line(nodes)
    return (is_marked and _is_cited(fields)) or entries.is_dated_by(nodes, fields)


def _is_cited(fields: Fields) -> bool:
    """Whether there is no link, but several authors, where and when."""
    return not fields.links and bool(fields.authors and len(fields.authors.people) > 1 and fields.venue and fields.year)


def read_lines(candidates: Sequence[Candidate], obey: Obey = obey_nothing) -> list[Reading]:
    """Return what the lines of a paragraph list, or nothing unless each of them names something."""
    read = [read_candidate(candidate, 0, Container.PARAGRAPH, is_line=True, obey=obey) for candidate in candidates]
    return read if all(reading.is_entry and reading.fields and reading.fields.title for reading in read) else []


def read_named(named: Named) -> Entry | None:
    """Return the entry that a bold name and the fields below it make."""
    fields = _named(named.nodes, named.is_keyed)
    if fields is None or not fields.is_read:
        return None
    _take(fields, named.told)
    # One capitalised word is a name, and may be a sentence.
    if not (fields.links or (fields.authors and len(fields.authors.people) > 1)):
        return None
    fields.settle()
    return fields.entry(Container.PARAGRAPH, named.span, named.text_span)


def read_items(table: Table, obey: Obey = obey_nothing) -> list[Reading]:
    """Return what is read of a list in HTML whose items have no parts; nothing where it is none, or lays out a page."""
    if table.container is not Container.HTML or any(len(row.cells) != 1 for row in table.rows):
        return []
    rows = [row.cells for row in table.rows]
    roles = tables.columns(table.header, rows)
    if not tables.has_linked_titles(roles, rows):
        return []
    readings = [read_candidate(Candidate(row.cells[0], row.span, row.span), 0, Container.HTML, obey=obey) for row in table.rows]
    for reading, cells in zip(readings, rows, strict=True):
        reading.siblings = readings
        found = None if reading.is_entry else tables.fields(cells, roles)
        if found is not None and tables.is_told(found) and not leads_nowhere_else(found):
            reading.fields, reading.is_entry = found, True
    return readings


def read_table(table: Table) -> Iterator[Entry]:
    """Yield the entries of a table."""
    rows = [row.cells for row in table.rows]
    roles = tables.columns(table.header, rows)
    if not table.header and not tables.has_linked_titles(roles, rows):
        # It lays out a page.
        return
    if tables.lists_settings(table.header, rows) and not tables.has_linked_titles(roles, rows):
        return
    if table.container is Container.HTML:
        roles[1:2] = [tables.Column.DESCRIPTION] * (len(roles) > 1)
    read = [(row, fields) for row in table.rows if (fields := tables.fields(row.cells, roles)) is not None]
    consensus.settle_nicks([fields for _, fields in read])
    told = sum(tables.is_told(fields) or tables.has_address(row.cells) for row, fields in read)
    dated = sum(tables.is_dated(fields) for _, fields in read) if tables.names_titles(table.header, roles) else 0
    # A row without a link is an entry among entries, and where all rows say when or where their works appeared.
    is_list = max(told, dated) >= LEAST_TOLD and max(told, dated) >= len(read) * TOLD_SHARE
    is_list = is_list or tables.lists_works(table.header, roles)
    is_titled = tables.names_titles(table.header, roles)
    for row, fields in read:
        is_described = is_titled and fields.title is not None and fields.description is not None
        is_named = is_list and (tables.is_named(fields) or is_described or tables.has_address(row.cells))
        if (tables.is_told(fields) or is_named) and not leads_nowhere_else(fields):
            yield fields.entry(table.container, row.span, row.span)


def _take(fields: Fields, told: Sequence[Told]) -> None:
    for each in told:
        parts.take(fields, each.nodes, each.kind)


def leads_nowhere_else(fields: Fields, *, or_nowhere: bool = False) -> bool:
    """Whether all links lead to places on the page, as those of a table of contents do; `#` alone waits for an address."""
    return (or_nowhere or bool(fields.links)) and all(link.is_fragment and link.fragment for link in fields.links)
