"""What is read of one listed thing, before an Entry is made of it."""

from collections.abc import Sequence
from copy import copy

from msgspec import Struct

from awesome_lint.document import Authors, Container, Entry, EntryKind, Link, LinkKind, Text
from awesome_lint.parser.inlines import Node, NodeKind, has_word
from awesome_lint.source import Span


class Fields(Struct):
    """What was read from the text of one listed thing."""

    kind: EntryKind
    title: Text | None = None
    title_span: Span | None = None
    authors: Authors | None = None
    authors_span: Span | None = None
    venue: Text | None = None
    year: Text | None = None
    links: list[Link] = []
    separator: Text | None = None
    description: Text | None = None
    badges: list[Link] = []
    tags: list[Text] = []
    broken_title: Text | None = None
    may_be_nobody: bool = False
    """Whether nothing but capitals says that the one person it names is somebody."""
    is_pinned: bool = False
    """Whether a template that settings pin says what they are."""

    def again(self) -> "Fields":
        """Return the same fields, to be changed without these."""
        found = copy(self)
        found.links, found.badges, found.tags = [*self.links], [*self.badges], [*self.tags]
        return found

    @property
    def is_read(self) -> bool:
        return self.kind in (EntryKind.PAPER, EntryKind.NAMED)

    @property
    def is_bare(self) -> bool:
        """Whether there is a name and nothing that tells an entry from a category."""
        return not (self.links or self.authors or self.year or self.broken_title)

    def settle(self) -> None:
        """Say what kind of entry it is, now that its name is read, and its authors if it has any."""
        self.kind = EntryKind.PAPER if self.authors else EntryKind.NAMED

    def entry(self, container: Container, span: Span, text_span: Span, depth: int = 0, marker: Text | None = None) -> Entry:
        """Return the entry that these are the fields of."""
        return Entry(
            kind=self.kind,
            container=container,
            span=span,
            text_span=text_span,
            depth=depth,
            marker=marker,
            title=self.title,
            title_span=self.title_span,
            authors=self.authors,
            authors_span=self.authors_span,
            venue=self.venue,
            year=self.year,
            links=tuple(self.links),
            separator=self.separator,
            description=self.description,
            badges=tuple(self.badges),
            tags=tuple(self.tags),
            broken_title=self.broken_title,
        )


def collect(nodes: Sequence[Node], fields: Fields) -> None:
    """Gather the links and badges at any depth, in source order, into the fields.

    Links of pictures are links where there are no others: `**Title** [![arXiv](badge)](url)`.
    """
    pictured: list[Link] = []
    _gather(nodes, fields, pictured)
    if not fields.links:
        fields.links = pictured


def _gather(nodes: Sequence[Node], fields: Fields, pictured: list[Link]) -> None:
    for node in nodes:
        link = node.link
        if link is not None:
            if link.kind is LinkKind.IMAGE:
                fields.badges.append(link)
            elif has_word(link.label.value) or not any(child.kind is NodeKind.IMAGE for child in node.children):
                fields.links.append(link)
            else:
                pictured.append(link)
        if node.children:
            _gather(node.children, fields, pictured)
