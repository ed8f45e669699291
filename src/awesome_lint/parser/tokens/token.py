"""A token with its place."""

from collections.abc import Callable
from typing import Any, Literal

from markdown_it.token import Token as MarkdownItToken

# Deeper than any list is nested, and shallow enough that the recursion of the block rules stays far from Python's limit.
MAX_NESTING = 64


class Token(MarkdownItToken):
    """A token with the place of what the author typed for it; both offsets are -1 where it has none of its own.

    `url` is the place of a link's or image's destination, None where it is written elsewhere. A row with more or fewer cells
    than its header has the places of what is written as `meta["cells"]`.

    A long list is half a million tokens, so what few of them hold is made when it is first asked for: the dicts `attrs` and
    `meta`, and the `children` of an inline block, which `read` finds in its content. Who has seen all children of a page can
    `forget` them again: what asks later reads those of the few blocks that it is about.
    """

    __slots__ = ("end", "read", "start", "url")

    # The places of the attributes that stand behind the properties.
    _attrs: Any = MarkdownItToken.__dict__["attrs"]
    _meta: Any = MarkdownItToken.__dict__["meta"]
    _children: Any = MarkdownItToken.__dict__["children"]

    def __init__(self, type: str, tag: str, nesting: Literal[-1, 0, 1]) -> None:  # noqa: A002
        self.type = type
        self.tag = tag
        self.nesting = nesting
        self._attrs = None
        self.map = None
        self.level = 0
        self._children = None
        self.content = ""
        self.markup = ""
        self.info = ""
        self._meta = None
        self.block = False
        self.hidden = False
        self.read: Callable[[Token], list[Token]] | None = None
        self.start = self.end = -1
        self.url: tuple[int, int] | None = None

    @property
    def attrs(self) -> dict[str, str | int | float]:
        found: dict[str, str | int | float] | None = self._attrs
        if found is None:
            found = self._attrs = {}
        return found

    @attrs.setter
    def attrs(self, value: dict[str, str | int | float]) -> None:
        self._attrs = value

    @property
    def meta(self) -> dict[Any, Any]:
        found: dict[Any, Any] | None = self._meta
        if found is None:
            found = self._meta = {}
        return found

    @meta.setter
    def meta(self, value: dict[Any, Any]) -> None:
        self._meta = value

    @property  # type: ignore[override]
    def children(self) -> "list[Token] | None":
        found: list[Token] | None = self._children
        if not found and self.read is not None:
            found = self._children = self.read(self)
        return found

    @children.setter
    def children(self, value: "list[Token] | None") -> None:
        self._children = value

    @property
    def is_read(self) -> bool:
        """Whether its children were asked for, be they forgotten."""
        return self._children is not None

    def forget(self) -> None:
        """Drop the children of an inline block, which are read again should anyone ask."""
        if self.read is not None:
            self._children = FORGOTTEN

    def alone(self) -> "Token":
        """Return the token of a block without its children."""
        token = Token(self.type, self.tag, self.nesting)
        token.map, token.level, token.content, token.markup = self.map, self.level, self.content, self.markup
        token.info, token.block, token.hidden = self.info, self.block, self.hidden
        token._attrs, token._meta = self._attrs, self._meta
        token.start, token.end = self.start, self.end
        return token


FORGOTTEN: tuple[Token, ...] = ()
