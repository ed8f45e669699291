"""Documents into data that other programs read: one module per format."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from msgspec import Struct

from awesome_lint.document import Document

FORMATS = ("jsonl", "json", "csv", "bibtex", "csl-json", "ris", "markdown")

# Formats of references to works, which need a title; the others hold every entry.
BIBLIOGRAPHIES = frozenset({"bibtex", "csl-json", "ris"})


if TYPE_CHECKING:
    from awesome_lint.export.reference import Reference


class Options(Struct, frozen=True):
    """What a format may be asked for."""

    template: str | None = None
    """How `markdown` writes an entry, as in `**{title}.** *{authors}.* [{label}]({url})`; None for the list's own way."""
    complete: "Callable[[Reference], Reference] | None" = None
    """What adds to a reference what is known elsewhere, for a bibliography."""


class Exporter(Protocol):
    """Turns documents, one after the other, into the pieces of a text."""

    def __call__(self, documents: Iterable[Document], options: Options) -> Iterator[str]: ...


def exporter(name: str) -> Exporter:
    """Return the exporter for a format. Raises KeyError for an unknown one."""
    if name not in FORMATS:
        raise KeyError(name)
    return cast(Exporter, import_module(f"{__name__}.{name.replace('-', '_')}").render)
