"""The outline of a list, its entries by name, and what can be folded."""

from collections.abc import Iterable, Iterator

from lsprotocol import types

from awesome_lint.document import BlockKind, Document, Entry, EntryKind, Section
from awesome_lint.reporters.text import visible
from awesome_lint.server.library import Library, Listed
from awesome_lint.server.positions import Places
from awesome_lint.source import Span

SECTION, ENTRY = types.SymbolKind.Namespace, types.SymbolKind.Object
# What nobody reads to its end says nothing.
MOST_FOUND = 500
FOLDED = (BlockKind.CODE, BlockKind.HTML, BlockKind.TABLE, BlockKind.QUOTE)


def outline(listed: Listed) -> list[types.DocumentSymbol]:
    """Return the sections of a list, with what is in them."""
    found: list[types.DocumentSymbol] = []
    for section in listed.document.sections:
        found += _of_section(section, listed.places)
    return found


def flat(listed: Listed) -> list[types.SymbolInformation]:
    """Return the same for a client that knows no symbols within symbols."""
    found: list[types.SymbolInformation] = []

    def add(symbols: Iterable[types.DocumentSymbol], container: str | None) -> None:
        for symbol in symbols:
            location = types.Location(listed.uri, symbol.range)
            found.append(types.SymbolInformation(location, symbol.name, symbol.kind, container_name=container))
            add(symbol.children or (), symbol.name)

    add(outline(listed), None)
    return found


def search(library: Library, query: str) -> list[types.WorkspaceSymbol]:
    """Return the entries and sections, of all lists, whose names hold what is looked for: its words, in any order."""
    words = query.casefold().split()
    found: list[types.WorkspaceSymbol] = []
    for listed in library.everything():
        for name, kind, span, container in _named(listed.document):
            if all(word in name.casefold() for word in words):
                location = types.Location(listed.uri, listed.places.range(span))
                found.append(types.WorkspaceSymbol(location, visible(name), kind, container_name=visible(container) or None))
                if len(found) == MOST_FOUND:
                    return found
    return found


def foldings(document: Document) -> list[types.FoldingRange]:
    """Return what can be folded: sections, entries of several lines, and blocks that are no text."""
    source = document.source
    spans: dict[tuple[int, int], types.FoldingRangeKind | None] = {}

    def add(span: Span, kind: types.FoldingRangeKind | None = None) -> None:
        text = source.slice(span).rstrip()
        first, last = source.line_number(span.start), source.line_number(max(span.start + len(text) - 1, span.start))
        if last > first:
            spans.setdefault((first - 1, last - 1), kind)

    for section in document.walk():
        if section.heading is not None:
            add(section.span)
    for entry in document.entries:
        add(entry.span)
    for block in document.outermost:
        if block.kind in FOLDED:
            is_comment = block.kind is BlockKind.HTML and source.slice(block.span).lstrip().startswith("<!--")
            add(block.span, types.FoldingRangeKind.Comment if is_comment else None)
    return [types.FoldingRange(first, last, kind=kind) for (first, last), kind in sorted(spans.items())]


def _of_section(section: Section, places: Places) -> list[types.DocumentSymbol]:
    inner = [symbol for entry in section.entries for symbol in _of_entry(entry, places)]
    inner += [symbol for below in section.sections for symbol in _of_section(below, places)]
    if section.heading is None or section.is_entry:
        return inner
    count = sum(1 for each in section.walk() for entry in each.entries for _ in entry.walk())
    detail = f"{count} {'entry' if count == 1 else 'entries'}" if count else None
    span = Span(section.heading.span.start, max(section.span.end, section.heading.span.end))
    return [_symbol(section.heading.text.value, SECTION, span, section.heading.span, places, inner, detail)]


def _of_entry(entry: Entry, places: Places) -> list[types.DocumentSymbol]:
    inner = [symbol for nested in entry.entries for symbol in _of_entry(nested, places)]
    if entry.kind is EntryKind.PLACEHOLDER:
        return inner
    title = entry.title_span if entry.title_span and entry.span.contains(entry.title_span) else entry.span
    return [_symbol(_name(places, entry), ENTRY, entry.span, title, places, inner, _detail(entry))]


def _symbol(
    name: str,
    kind: types.SymbolKind,
    span: Span,
    chosen: Span,
    places: Places,
    children: list[types.DocumentSymbol],
    detail: str | None,
) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        visible(" ".join(name.split())) or "…",
        kind,
        places.range(span),
        places.range(chosen),
        detail=detail,
        children=children or None,
    )


def _name(places: Places, entry: Entry) -> str:
    return entry.name or " ".join(places.source.slice(entry.text_span).split())[:80]


def _detail(entry: Entry) -> str | None:
    """Return who wrote what an entry lists, and where and when it appeared."""
    people = entry.authors.people if entry.authors else ()
    first = people[0].name + (" et al." if len(people) > 1 else "") if people else ""
    appeared = " ".join(each.value for each in (entry.venue, entry.year) if each)
    return " · ".join(" ".join(part.split()) for part in (first, appeared) if part) or None


def _named(document: Document) -> Iterator[tuple[str, types.SymbolKind, Span, str]]:
    """Yield the name of each section and entry, with its place and the section that it stands in."""
    for section in document.walk():
        heading = " ".join(section.heading.text.value.split()) if section.heading else ""
        if section.heading and heading and not section.is_entry:
            yield heading, SECTION, section.heading.span, ""
        for top in section.entries:
            for entry in top.walk():
                if entry.name:
                    yield " ".join(entry.name.split()), ENTRY, entry.title_span or entry.text_span, heading
