"""Lists of books, in which `[Title](url) - Author` is no description."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from awesome_lint.document import Authors, Entry, EntryKind, Text
from awesome_lint.parser import bibliography
from awesome_lint.parser.inlines import Visible
from awesome_lint.patterns import lazy
from awesome_lint.source import Source, Span

# In a list of books, `[Title](url) - Author` is no description; so many of them, and this share, show such a list.
LEAST_AUTHORED = 20
AUTHORED_SHARE = 0.6
# Where nearly all of them name people, fewer are enough.
LEAST_CLEAR = 5
CLEAR_SHARE = 0.85
MAX_AUTHORED = 120
# What such lists add in brackets: `Ann Lee (PDF) (CC BY)`.
NOTES = lazy(r"(?<!\s)(?:\s*[(\[][^()\[\]]*[)\]]){1,30}$")
NOTE = lazy(r"[(\[]\s*([^()\[\]\s](?:[^()\[\]]*[^()\[\]\s])?)\s*[)\]]")


def are_authors(source: Source, entries: Iterable[Entry]) -> bool:
    """Whether the descriptions of a page are the authors of what it lists."""
    described = [entry for entry in entries if entry.description is not None]
    named = sum(1 for entry in described if _described_authors(source, entry) is not None)
    is_many = named >= LEAST_AUTHORED and named >= len(described) * AUTHORED_SHARE
    return is_many or (named >= LEAST_CLEAR and named >= len(described) * CLEAR_SHARE)


def with_authors(source: Source, entry: Entry) -> Entry:
    """Return an entry, and those nested in it, with the people whom the description names as its authors."""
    entries_inside = tuple(with_authors(source, nested) for nested in entry.entries)
    found = _described_authors(source, entry) if entry.kind is EntryKind.NAMED else None
    if found is None:
        return replace(entry, entries=entries_inside) if entries_inside else entry
    authors, notes = found
    return replace(
        entry,
        kind=EntryKind.PAPER,
        authors=authors,
        authors_span=authors.span,
        description=None,
        tags=(*entry.tags, *notes),
        entries=entries_inside,
    )


def _described_authors(source: Source, entry: Entry) -> tuple[Authors, tuple[Text, ...]] | None:
    """Return the people that a description names and the notes in brackets behind them, where it says nothing else."""
    text = entry.description
    if text is None or len(text.value) > MAX_AUTHORED:
        return None
    notes = NOTES.search(text.value) if text.value.endswith((")", "]")) else None
    value = text.value[: notes.start()] if notes else text.value
    if value.endswith((".", "!", "?")) and not value.endswith(" et al.") and not bibliography.ends_in_initial(value):
        return None
    start = text.span.start
    if not source.text.startswith(value, start):
        return None
    found = bibliography.authors(Visible(value, (0,), (start,), (start + len(value),)))
    if found is None:
        return None
    return found, tuple(_notes(source, notes.group(), Span(found.span.end, entry.text_span.end))) if notes else ()


def _notes(source: Source, text: str, place: Span) -> Iterator[Text]:
    """Yield what stands in brackets, `(PDF) (CC BY)`, as far as it is written as it reads."""
    start, end = place
    for note in NOTE.findall(text):
        at = source.text.find(note, start, end)
        if at < 0:
            return
        yield Text(note, Span(at, at + len(note)))
        start = at + len(note)
