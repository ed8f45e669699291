"""The entries of a list, their fields and the sections they stand in, as people see them. Frozen values; nothing here parses.

Every field carries the span of what the author wrote for it, so that a fix can touch it alone.
"""

from collections.abc import Collection, Iterator, Sequence
from enum import Enum
from typing import Protocol

from msgspec import Struct

from awesome_lint.source import Span, Text


class LinkKind(Enum):
    """How a link is written."""

    INLINE = "inline"
    REFERENCE = "reference"
    AUTOLINK = "autolink"
    BARE = "bare"
    HTML = "html"
    IMAGE = "image"


class Link(Struct, frozen=True, gc=False):
    """A link or image.

    `span` covers the whole, `url_span` the destination as written (None where it is written elsewhere, as in a reference),
    `label` what a reader clicks on, whose span is that between the brackets.
    """

    label: Text
    url: str
    kind: LinkKind
    span: Span
    url_span: Span | None

    @property
    def is_fragment(self) -> bool:
        """Whether it leads to a place on the same page."""
        return self.url.startswith(("#", "./#"))

    @property
    def fragment(self) -> str:
        """What follows the first `#` of its target, or nothing."""
        return self.url.partition("#")[2]

    def moved(self, by: int) -> "Link":
        """Return the same, written so much further on."""
        url = self.url_span
        return Link(self.label.moved(by), self.url, self.kind, self.span.moved(by), None if url is None else url.moved(by))


class Author(Struct, frozen=True, gc=False):
    """One person of an author list, or the "et al." at its end."""

    name: str
    span: Span
    is_et_al: bool = False


class Authors(Struct, frozen=True, gc=False):
    """The authors of an entry: the people, and the span between the emphasis marks that holds them all.

    `separators[i]` is what stands between author i and author i + 1, as written; `ending` what follows the last one.
    """

    people: tuple[Author, ...]
    separators: tuple[Text, ...]
    ending: Text
    span: Span

    def moved(self, by: int) -> "Authors":
        """Return the same, written so much further on."""
        return Authors(
            tuple([Author(each.name, each.span.moved(by), each.is_et_al) for each in self.people]),
            tuple([each.moved(by) for each in self.separators]),
            self.ending.moved(by),
            self.span.moved(by),
        )


class EntryKind(Enum):
    """What an entry is, or why it is none.

    PAPER: title and authors; NAMED: a linked name with or without a description; UNPARSED: something is listed here whose
    fields could not be told apart, so no rule about fields touches it; PLACEHOLDER: markup without a word.
    """

    PAPER = "paper"
    NAMED = "named"
    UNPARSED = "unparsed"
    PLACEHOLDER = "placeholder"


class Container(Enum):
    """The block that holds an entry."""

    LIST_ITEM = "list item"
    TABLE_ROW = "table row"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    """The fields stand in the blocks below it, which are part of the entry."""
    HTML = "HTML item"
    """An item of a list that is written in HTML: `<li>`, or `<dt>` with its `<dd>`."""


class Entry(Struct, frozen=True, gc=False):
    """One listed thing.

    `span` covers its whole block from the marker to the end of its last line, nested entries included; `text_span` the text
    that the fields were read from. `separator` is what stands between a name and its description, with its white space.
    """

    kind: EntryKind
    container: Container
    span: Span
    text_span: Span
    depth: int = 0
    marker: Text | None = None
    title: Text | None = None
    title_span: Span | None = None
    """The title with its own markup: emphasis, link, quotes."""
    authors: Authors | None = None
    authors_span: Span | None = None
    """The authors with their emphasis marks."""
    venue: Text | None = None
    year: Text | None = None
    links: tuple[Link, ...] = ()
    separator: Text | None = None
    description: Text | None = None
    badges: tuple[Link, ...] = ()
    tags: tuple[Text, ...] = ()
    """Short marks in code or brackets: licence, language, topic."""
    broken_title: Text | None = None
    """Where the marks of a bold title do not match: the title as it should be written, and the place of the broken one."""
    entries: tuple["Entry", ...] = ()
    """Entries nested in this one."""

    @property
    def name(self) -> str | None:
        return self.title.value if self.title else None

    @property
    def is_read(self) -> bool:
        """Whether its fields were told apart."""
        return self.kind in (EntryKind.PAPER, EntryKind.NAMED)

    def is_of_title(self, link: Link) -> bool:
        """Whether a link is the title's, or stands in it."""
        return self.title_span is not None and self.title_span.overlaps(link.span)

    @property
    def labels(self) -> tuple[Link, ...]:
        """Its links apart from the title's: those whose label says what they lead to."""
        return tuple([link for link in self.links if not self.is_of_title(link)])

    @property
    def unread(self) -> tuple[Span, ...]:
        """What of it no field holds, nested entries aside: marks and white space, and perhaps a field that was not known."""
        return self.unread_without(())

    def unread_without(self, doubted: Collection[Text]) -> tuple[Span, ...]:
        """Return what of it is unread where some of its fields are not believed to be any."""
        fields = (self.venue, self.year, self.separator, self.description, *self.tags)
        spans = [field.span for field in fields if field and field not in doubted]
        spans += [span for span in (self.title_span, self.authors_span) if span]
        spans += [link.span for link in (*self.links, *self.badges)]
        spans += [nested.span for nested in self.entries]
        return tuple(self.span.without(spans))

    def walk(self) -> Iterator["Entry"]:
        """Yield this entry and those nested in it, in source order."""
        yield self
        for entry in self.entries:
            yield from entry.walk()

    def moved(self, by: int) -> "Entry":
        """Return the same with those nested in it, written so much further on; written out, as a page has thousands."""
        if not by:
            return self
        return Entry(
            self.kind,
            self.container,
            self.span.moved(by),
            self.text_span.moved(by),
            self.depth,
            None if self.marker is None else self.marker.moved(by),
            None if self.title is None else self.title.moved(by),
            None if self.title_span is None else self.title_span.moved(by),
            None if self.authors is None else self.authors.moved(by),
            None if self.authors_span is None else self.authors_span.moved(by),
            None if self.venue is None else self.venue.moved(by),
            None if self.year is None else self.year.moved(by),
            tuple([each.moved(by) for each in self.links]) if self.links else (),
            None if self.separator is None else self.separator.moved(by),
            None if self.description is None else self.description.moved(by),
            tuple([each.moved(by) for each in self.badges]) if self.badges else (),
            tuple([each.moved(by) for each in self.tags]) if self.tags else (),
            None if self.broken_title is None else self.broken_title.moved(by),
            tuple([each.moved(by) for each in self.entries]) if self.entries else (),
        )


class Heading(Struct, frozen=True, gc=False):
    """A heading: level 1 to 6, what a reader reads, and the anchor that GitHub gives it."""

    level: int
    text: Text
    slug: str
    span: Span
    """The whole heading, underline included, without the newline at its end."""
    marker: Span | None
    """The `#` marks, or None for an underlined or HTML heading."""


class UnreadItems(Struct, frozen=True, gc=False):
    """The items of a list that were not read as entries, where they are most of it and nothing says that it lists no things."""

    heading: str
    """The words of the heading that the list stands under; none before the first one."""
    spans: tuple[Span, ...]
    """Of each item that was not read, in source order, without its bullet."""
    size: int
    """How many items the list has, those that were read included."""
    is_told: bool
    """Whether a person would take them for entries: they lead to other pages, or the page is a list with little besides."""


class Section(Struct, frozen=True, gc=False):
    """A heading and what follows it up to the next one; `sections` are those of deeper levels inside it."""

    heading: Heading | None
    span: Span
    """From the heading to the next heading of the same or a higher level, with the newlines."""
    entries: tuple[Entry, ...] = ()
    """The entries before the first nested section."""
    sections: tuple["Section", ...] = ()
    has_content: bool = False
    """Whether anything but placeholders stands between its heading and the next heading."""

    def walk(self) -> Iterator["Section"]:
        """Yield this section and those nested in it, in source order."""
        yield self
        for section in self.sections:
            yield from section.walk()

    @property
    def is_entry(self) -> bool:
        """Whether its heading names an entry, so that it is a section only to keep its place among others."""
        return bool(self.entries) and self.heading is not None and self.entries[0].span.start == self.heading.span.start

    @property
    def is_empty(self) -> bool:
        """Whether neither it nor a section inside it holds anything but placeholders."""
        return not self.has_content and all(section.is_empty for section in self.sections)


class Inline(Protocol):
    """A token of an inline block, with the place of what the author typed for it; see `parser.tokens`."""

    @property
    def type(self) -> str: ...
    @property
    def content(self) -> str: ...
    @property
    def markup(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Block(Protocol):
    """A block token of the parse, as the formatter needs it; see `parser.tokens`."""

    @property
    def type(self) -> str: ...
    @property
    def nesting(self) -> int: ...
    @property
    def level(self) -> int: ...
    @property
    def map(self) -> list[int] | None: ...
    @property
    def content(self) -> str: ...
    @property
    def markup(self) -> str: ...
    @property
    def info(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def children(self) -> Sequence[Inline] | None: ...


LISTS = frozenset({"bullet_list_open", "ordered_list_open"})
"""The types of the blocks that begin a list."""
