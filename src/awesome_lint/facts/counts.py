"""How many entries a page or a section has, and how many of them have each field."""

from collections.abc import Iterator, Sequence

from awesome_lint.document import Document, Entry, EntryKind, Section


def listed(document: Document) -> list[Entry]:
    """Return the entries that say something: placeholders are none."""
    return [entry for entry in document.entries if entry.kind is not EntryKind.PLACEHOLDER]


def size(section: Section) -> int:
    """Return how many entries stand in a section and those nested in it."""
    own = sum(entry.kind is not EntryKind.PLACEHOLDER for top in section.entries for entry in top.walk())
    return own + sum(size(inner) for inner in section.sections)


def field_counts(entries: Sequence[Entry]) -> Iterator[tuple[str, int]]:
    """Yield how many entries have each field."""
    yield "title", sum(entry.title is not None for entry in entries)
    yield "authors", sum(entry.authors is not None for entry in entries)
    yield "venue", sum(entry.venue is not None for entry in entries)
    yield "year", sum(entry.year is not None for entry in entries)
    yield "link", sum(bool(entry.links) for entry in entries)
    yield "description", sum(entry.description is not None for entry in entries)
    yield "tags", sum(bool(entry.tags) for entry in entries)
    yield "badges", sum(bool(entry.badges) for entry in entries)
