"""An entry as a record of plain values, as every export writes it."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Meta, Struct

from awesome_lint.document import Document, Entry, EntryKind, Link, LinkKind, Section, Text
from awesome_lint.export import headings
from awesome_lint.knowledge.identifiers import IdentifierKind, identify

Line = Annotated[int, Meta(ge=1)]
Offset = Annotated[int, Meta(ge=0)]


class LinkRecord(Struct, frozen=True, forbid_unknown_fields=True):
    """A link of an entry, in the order of the text."""

    label: Annotated[str, Meta(description="What a reader clicks on.")]
    url: str
    kind: Annotated[
        Literal["inline", "reference", "autolink", "bare", "html", "image"], Meta(description="How the link is written.")
    ]


class Inherited(Struct, frozen=True, forbid_unknown_fields=True):
    """What the headings above an entry say where the entry itself does not."""

    year: Annotated[str | None, Meta(description="Null when the entry states its own year, or no heading states one.")]
    venue: Annotated[str | None, Meta(description="Null when the entry states its own venue, or no heading states one.")]


class Record(Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of a curated list. What is absent is null or empty."""

    file: Annotated[str, Meta(description="The file as it was named.")]
    line: Annotated[Line, Meta(description="The line on which the entry begins, from 1.")]
    end_line: Annotated[Line, Meta(description="The last line of the entry, nested entries included.")]
    section: Annotated[tuple[str, ...], Meta(description="The headings above the entry, outermost first.")]
    kind: Annotated[
        Literal["paper", "named", "unparsed"],
        Meta(description="A title with authors; a name; or something whose fields could not be told apart."),
    ]
    title: Annotated[str | None, Meta(description="The title or name as written, without markup.")]
    authors: Annotated[tuple[str, ...], Meta(description='The authors as written, "et al." included as the last.')]
    venue: str | None
    year: Annotated[str | None, Meta(description="The year or date that the entry states, as written.")]
    links: tuple[LinkRecord, ...]
    description: str | None
    tags: Annotated[tuple[str, ...], Meta(description="Short marks: licence, language, topic.")]
    identifiers: Annotated[
        dict[Literal["arxiv", "doi", "openreview", "acl", "github", "isbn"], tuple[str, ...]],
        Meta(description="What the links name, by scheme, normalised, in the order of the links."),
    ]
    span: Annotated[
        tuple[Offset, Offset],
        Meta(description="Where the entry begins and ends, in code points; a line break is one, a byte order mark none."),
    ]
    inherited: Inherited


NOTHING = Inherited(None, None)
# What a link begins with that shows a picture.
PICTURES = ("![", "<img")


def records(document: Document) -> Iterator[Record]:
    """Yield a record for each entry of a document, in source order, those that nest in another after it."""
    source = document.source
    # A name need not be text; what is none of it is written as an escape.
    path = source.path.encode("utf-8", "backslashreplace").decode("utf-8")
    line_number = source.line_number
    pictured = _pictured(document)
    alts = {link.span.start: link.label.value for link in document.links if link.kind is LinkKind.IMAGE} if pictured else {}
    for section, said in _sections(document):
        for top in section.entries:
            for entry in top.walk():
                if entry.kind is EntryKind.PLACEHOLDER:
                    continue
                start, end = entry.span
                links = _links(entry, pictured)
                yield Record(
                    path,
                    line_number(start),
                    line_number(end - 1 if end > start else end),
                    said.path,
                    entry.kind.value,
                    _value(entry.title),
                    _names(entry),
                    _value(entry.venue),
                    _value(entry.year),
                    tuple([LinkRecord(_line(_label(link, alts)), link.url, link.kind.value) for link in links]),
                    _value(entry.description),
                    tuple([_line(tag.value) for tag in entry.tags]),
                    _identifiers(links),  # type: ignore[arg-type]
                    (start, end),
                    _inherited(entry, said),
                )


class _Said(Struct, frozen=True):
    """The headings above an entry, and what the nearest that say so state."""

    path: tuple[str, ...] = ()
    year: str | None = None
    venue: str | None = None


def _sections(document: Document) -> Iterator[tuple[Section, _Said]]:
    own = frozenset(entry.venue.value.casefold() for entry in document.entries if entry.venue)
    yield from _below(document.sections, _Said(), own)


def _below(sections: Sequence[Section], above: _Said, own: frozenset[str]) -> Iterator[tuple[Section, _Said]]:
    for section in sections:
        said = above
        if section.heading is not None and not section.is_entry:
            text = _line(section.heading.text.value)
            said = _Said(
                (*above.path, text),
                headings.year(text) or above.year,
                headings.venue(text, own) or above.venue,
            )
        yield section, said
        yield from _below(section.sections, said, own)


def _names(entry: Entry) -> tuple[str, ...]:
    return tuple([_line(author.name) for author in entry.authors.people]) if entry.authors else ()


def _value(text: Text | None) -> str | None:
    return _line(text.value) if text is not None else None


def _line(text: str) -> str:
    """Return the text on one line: where it is wrapped, a reader sees a space."""
    return " ".join(part.strip() for part in text.split("\n")) if "\n" in text else text


def _pictured(document: Document) -> list[Link]:
    """Return the links of a page that show nothing but a picture, in source order."""
    begins = document.source.text.startswith
    links = [link for link in document.links if link.kind is not LinkKind.IMAGE and begins(PICTURES, link.label.span.start)]
    return sorted(links, key=lambda link: link.span)


def _links(entry: Entry, pictured: Sequence[Link]) -> Sequence[Link]:
    """Return all that a reader can click on in an entry, in source order: its links, and badges that lead somewhere."""
    if not pictured:
        return entry.links
    start, end = (bisect_left(pictured, place, key=lambda link: link.span.start) for place in entry.span)
    known = {link.span for link in entry.links}
    badges = [
        link
        for link in pictured[start:end]
        if link.span not in known and not any(nested.span.contains(link.span) for nested in entry.entries)
    ]
    return sorted([*entry.links, *badges], key=lambda link: link.span) if badges else entry.links


def _label(link: Link, alts: Mapping[int, str]) -> str:
    """Return what a reader clicks on; of a picture it is what stands for it."""
    return link.label.value or alts.get(link.label.span.start, "")


def _identifiers(links: Sequence[Link]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for link in links:
        kind, value = _identify(link.url)
        if kind and value not in found.get(kind, ()):
            found[kind] = (*found.get(kind, ()), value)
    return found


@lru_cache(maxsize=1 << 10)
def _identify(url: str) -> tuple[str, str]:
    found = identify(url)
    return ("", "") if found.kind is IdentifierKind.URL else (found.kind.value, found.value)


def _inherited(entry: Entry, said: _Said) -> Inherited:
    year = said.year if entry.year is None else None
    venue = said.venue if entry.venue is None else None
    return Inherited(year, venue) if year or venue else NOTHING
