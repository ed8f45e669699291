"""What is read of one listed thing, before an Entry is made of it."""

from collections.abc import Sequence

from awesome_lint.document import Authors, Container, Entry, EntryKind, Link, LinkKind, Text
from awesome_lint.parser.inlines import Node, NodeKind, has_word
from awesome_lint.source import Span


class Fields:
    """What was read from the text of one listed thing."""

    __slots__ = (
        "authors",
        "authors_span",
        "badges",
        "broken_title",
        "description",
        "is_pinned",
        "kind",
        "links",
        "may_be_nobody",
        "separator",
        "tags",
        "title",
        "title_span",
        "venue",
        "year",
    )

    def __init__(self, kind: EntryKind) -> None:
        self.kind = kind
        self.title: Text | None = None
        self.title_span: Span | None = None
        self.authors: Authors | None = None
        self.authors_span: Span | None = None
        self.venue: Text | None = None
        self.year: Text | None = None
        self.links: list[Link] = []
        self.separator: Text | None = None
        self.description: Text | None = None
        self.badges: list[Link] = []
        self.tags: list[Text] = []
        self.broken_title: Text | None = None
        self.may_be_nobody = False
        """Whether nothing but capitals says that the one person it names is somebody."""
        self.is_pinned = False
        """Whether a template that settings pin says what they are."""

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
