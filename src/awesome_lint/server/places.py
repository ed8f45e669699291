"""What of a list stands at an offset: an entry, a link, a heading, a comment that speaks to this tool."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol, TypeVar

from awesome_lint.document import Directive, Document, Entry, Heading, Link, Section
from awesome_lint.source import Span, Text


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


Placed = TypeVar("Placed", bound=_Placed)


def entry_at(document: Document, offset: int) -> Entry | None:
    """Return the innermost entry around an offset."""
    entries: Sequence[Entry] = [entry for section in document.walk() for entry in section.entries]
    found: Entry | None = None
    while (entry := around(entries, offset)) is not None:
        found, entries = entry, entry.entries
    return found


def heading_at(document: Document, offset: int) -> Heading | None:
    return around(document.headings, offset)


def link_at(document: Document, offset: int) -> Link | None:
    """Return the innermost link around an offset: an image may be what a link shows."""
    holding = [link for link in document.links if link.span.start <= offset <= link.span.end]
    return min(holding, key=lambda link: link.span.end - link.span.start, default=None)


def directive_at(document: Document, offset: int) -> Directive | None:
    return around(document.directives, offset)


def section_of(document: Document, heading: Heading) -> Section | None:
    """Return the section that a heading begins."""
    return next((section for section in document.walk() if section.heading == heading), None)


def word_at(directive: Directive, offset: int) -> Text | None:
    """Return the word of a directive around an offset."""
    words = (directive.name, *directive.arguments)
    return next((word for word in words if word.span.start <= offset <= word.span.end), None)


def around(placed: Sequence[Placed], offset: int) -> Placed | None:
    """Return which of some things, in source order, stands around an offset, or ends there."""
    index = bisect_right(placed, offset, key=lambda each: each.span.start) - 1
    return placed[index] if index >= 0 and offset <= placed[index].span.end else None
