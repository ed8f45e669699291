"""Whether a place lies in a field of an entry, or in the label of a link."""

from collections.abc import Callable, Iterable
from functools import wraps

from awesome_lint.document import Document, remembered
from awesome_lint.source import Span, within


def _held(places: Callable[[Document], Iterable[Span]]) -> Callable[[Document, Span], bool]:
    """Tell whether a place lies in one of these; only the stretch that it lies in is asked for them."""

    @remembered
    @wraps(places)
    def in_order(document: Document) -> list[Span]:
        return sorted(places(document))

    @wraps(places)
    def holds(document: Document, span: Span) -> bool:
        part, start, _ = document.stretch_at(span.start)
        return within(in_order(part), span.moved(-start))

    return holds


@_held
def in_title(document: Document) -> Iterable[Span]:
    """Whether a place lies in a title, without what stands around its words."""
    return (entry.title.span for entry in document.entries if entry.title)


@_held
def in_whole_title(document: Document) -> Iterable[Span]:
    """Whether a place lies in a title with its emphasis, link and quotes."""
    return (entry.title_span or entry.title.span for entry in document.entries if entry.title)


@_held
def in_authors(document: Document) -> Iterable[Span]:
    """Whether a place lies in the authors of an entry, with what stands around them."""
    return (entry.authors_span for entry in document.entries if entry.authors_span is not None)


@_held
def in_separator(document: Document) -> Iterable[Span]:
    """Whether a place lies in what stands between a title and a description."""
    return (entry.separator.span for entry in document.entries if entry.separator)


@_held
def in_label(document: Document) -> Iterable[Span]:
    """Whether a place lies in the label of a link, one that stands in no entry, too."""
    return (link.label.span for link in document.links)
