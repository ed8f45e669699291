"""The blocks of a page that may list things, and the nodes that they are made of."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from awesome_lint.document import Container, Heading
from awesome_lint.parser.inlines import Node
from awesome_lint.parser.tokens.token import Token
from awesome_lint.source import Source, Span

Held = TypeVar("Held")


class Paragraph(Struct, frozen=True):
    """A paragraph, in a quote or outside of one."""

    nodes: list[Node]
    is_quoted: bool = False


class Row(Struct, frozen=True):
    """A row of a table."""

    span: Span
    cells: list[list[Node]]


class Table(Struct, frozen=True):
    """A table; its header is a row without a place, since nothing is listed there.

    A list in HTML is one, too, of one column, or of two where it has names and descriptions.
    """

    header: list[list[Node]]
    rows: list[Row]
    container: Container = Container.TABLE_ROW


class Item:
    """A list item; `text` is the block that its `nodes` come from."""

    __slots__ = ("end", "has_more", "lists", "nodes", "paragraphs", "rules", "text", "token")

    def __init__(self, token: Token) -> None:
        self.token = token
        self.nodes: list[Node] | None = None
        self.text: Token | None = None
        self.paragraphs: Sequence[list[Node]] = ()
        """The paragraphs after the first one."""
        self.lists: Sequence[List] = ()
        self.rules: Sequence[Token] = ()
        self.has_more = False
        """Whether it holds blocks besides paragraphs, lists and rules."""
        self.end: int | None = None
        """Where it ends, should it hold what is not indented so; see `attached`."""


def with_one(held: Sequence[Held], one: Held) -> Sequence[Held]:
    """Return what is held with one more, in the same list where there is one: most items hold nothing, and need none."""
    if isinstance(held, list):
        held.append(one)
        return held
    return [one]


class List:
    """A list, and the heading it stands under, wherever that stands."""

    __slots__ = ("heading", "is_between_lists", "is_quoted", "items", "token")

    def __init__(self, token: Token) -> None:
        self.token = token
        self.items: list[Item] = []
        self.is_between_lists = self.is_quoted = False
        self.heading: Heading | None = None


Block = Paragraph | Table | List


class Part:
    """A heading and what stands below it up to the next one; what of this is listed is known when all of the page is."""

    __slots__ = ("blocks", "end", "has_more", "heading", "nodes", "parts", "source", "start")

    def __init__(self, source: Source, heading: Heading | None, start: int, nodes: list[Node] | None = None) -> None:
        self.source = source
        """The text that its places count in: that of the page, or of a stretch of it."""
        self.heading = heading
        self.nodes = nodes
        """What the heading is made of, where it may name an entry."""
        self.start = start
        self.end = 0
        self.blocks: list[Block] = []
        self.has_more = False
        """Whether it holds something that is none of these blocks: words in HTML, code, a picture."""
        self.parts: list[Part] = []

    def walk(self) -> Iterator["Part"]:
        """Yield this part and those in it, in source order."""
        yield self
        for part in self.parts:
            yield from part.walk()
