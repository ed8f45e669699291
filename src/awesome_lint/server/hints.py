"""What an entry lacks that its neighbours have, beside it: shown where somebody wants it."""

from collections.abc import Iterator

from lsprotocol import types

from awesome_lint.document import Document
from awesome_lint.registry.discovery import discover
from awesome_lint.server import places
from awesome_lint.server.library import Listed
from awesome_lint.source import Span

RULES = {
    "missing-authors": "authors",
    "missing-description": "description",
    "missing-link": "link",
    "missing-venue": "venue",
    "missing-year": "year",
}


def hints(listed: Listed, span: Span) -> Iterator[types.InlayHint]:
    """Yield a hint at the end of each entry in a span that lacks something."""
    source = listed.document.source
    lacking: dict[int, list[str]] = {}
    for name, place in _missing(listed.document):
        entry = places.entry_at(listed.document, place.start)
        if entry is not None and entry.span.overlaps(span):
            end = source.line_span(source.line_number(max(entry.text_span.end - 1, entry.text_span.start))).end
            lacking.setdefault(end, []).append(name)
    for end, names in sorted(lacking.items()):
        yield types.InlayHint(listed.places.position(end), f"no {', no '.join(names)}", padding_left=True)


def _missing(document: Document) -> Iterator[tuple[str, Span]]:
    rules = discover()
    for name, field in RULES.items():
        for diagnostic in rules[name]().check(document):
            yield from ((field, place) for place in diagnostic.places)
