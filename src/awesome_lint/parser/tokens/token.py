"""A token with its place."""

from typing import Literal

from markdown_it.token import Token as MarkdownItToken

# Deeper than any list is nested, and shallow enough that the recursion of the block rules stays far from Python's limit.
MAX_NESTING = 64


class Token(MarkdownItToken):
    """A token with the place of what the author typed for it; both offsets are -1 where it has none of its own.

    `url_start` and `url_end` hold the place of a link's or image's destination, -1 where it is written elsewhere. A row with
    more or fewer cells than its header has the places of what is written as `meta["cells"]`.
    """

    __slots__ = ("end", "start", "url_end", "url_start")

    children: list["Token"] | None  # type: ignore[assignment]

    def __init__(self, type: str, tag: str, nesting: Literal[-1, 0, 1]) -> None:  # noqa: A002
        self.type = type
        self.tag = tag
        self.nesting = nesting
        self.attrs = {}
        self.map = None
        self.level = 0
        self.children = None
        self.content = ""
        self.markup = ""
        self.info = ""
        self.meta = {}
        self.block = False
        self.hidden = False
        self.start = self.end = self.url_start = self.url_end = -1
