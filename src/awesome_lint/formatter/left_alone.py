"""What the layout leaves to others: what a program writes between two comments, and what another formatter was told to keep.

Laid out, they would be written otherwise again with the program's next run.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from awesome_lint.document import Document
from awesome_lint.patterns import lazy
from awesome_lint.source import Span

if TYPE_CHECKING:
    pass

END_OF_LINE = lazy(r"[ \t]*(?:\n|$)")
# `NAME:START`, `START NAME`, `NAME -start`; a sentence that begins with `Start` is for people, and so is `list-start`.
OPENINGS = (
    lazy(r"[ \t\n]*(?P<name>[\w./-]+?)(?::(?i:START|BEGIN)|[_-](?:START|BEGIN))\b(?!-)"),
    lazy(r"[ \t\n]*(?:START|BEGIN)(?:_SECTION)?[:_ -][ ]*(?P<name>[\w./-]+)"),
    lazy(r"[ \t\n]*readme:[ ]*(?P<name>[\w,-]+?)[ ]+-start\b"),
)
CLOSINGS = (
    lazy(r"[ \t\n]*(?P<name>[\w./-]+?)(?::(?i:END|STOP)|[_-](?:END|STOP))\b(?!-)"),
    lazy(r"[ \t\n]*(?:END|STOP)(?:_SECTION)?[:_ -][ ]*(?P<name>[\w./-]+)"),
    lazy(r"[ \t\n]*readme:[ ]*(?P<name>[\w,-]+?)[ ]+-end\b"),
)
# `/NAME` ends what a comment that begins with the name has begun.
FIRST_WORD = lazy(r"[ \t\n]*(/?[A-Za-z][\w-]*)(?=[ \t\n]|$)")
PEOPLE = lazy(r"(?i)\b(?:all-)?contributors\b|\bsponsors\b|\bbackers\b|\bwaka\b")
# Tools whose comments have no such words.
PAIRS = {"toc": "tocstop", "mdformat off": "mdformat on"}
NEXT_BLOCK = frozenset({"prettier-ignore", "dprint-ignore"})


class _Comment(Struct, frozen=True):
    """A comment in lines of its own: its text, the number of its block, and whether it is all of that."""

    text: str
    block: int
    is_alone: bool


class LeftAlone(Struct, frozen=True):
    """Blocks by their numbers: those that stay as written, and those before which no blank line is written or taken away."""

    bodies: frozenset[int]
    gaps: frozenset[int]


NOTHING = LeftAlone(frozenset(), frozenset())


def left_alone(blocks: Sequence[tuple[int, int]], document: Document) -> LeftAlone:
    """Return which of the outermost blocks of a page, given by their lines [first, end), are left alone."""
    if "<!--" not in document.source.text:
        return NOTHING
    by_line = {first: number for number, (first, _) in enumerate(blocks)}
    comments = list(_comments(document, by_line))
    bodies: set[int] = set()
    gaps: set[int] = set()
    for first, last in _regions(comments):
        bodies.update(range(first, last + 1))
        gaps.update(range(first + 1, last + 1))
    alone = [comment for comment in comments if comment.is_alone]
    are_comments = {comment.block for comment in alone}
    for comment in alone:
        number = comment.block
        if comment.text.strip() in NEXT_BLOCK and number + 1 < len(blocks):
            bodies.add(number + 1)
            gaps.add(number + 1)
        # Comments show nothing, so no blank line parts anything for a reader.
        if number - 1 in are_comments and blocks[number - 1][1] == blocks[number][0]:
            gaps.add(number)
    return LeftAlone(frozenset(bodies), frozenset(gaps))


def about_people(document: Document) -> Iterator[Span]:
    """Yield the lines of what a program writes about the people behind a list: nobody mends that by hand."""
    if not PEOPLE.search(document.source.text):
        return
    blocks = document.outermost
    comments = _comments(document, {block.first - 1: number for number, block in enumerate(blocks)})
    for first, last in _regions([comment for comment in comments if PEOPLE.search(comment.text)]):
        yield Span(blocks[first].span.start, blocks[last].span.end)


def _comments(document: Document, by_line: "dict[int, int]") -> Iterator[_Comment]:
    for part, _, line in document.apart:
        for token in part.blocks if "<!--" in part.source.text else ():
            if token.type == "html_block" and token.level == 0 and token.map and token.map[0] + line in by_line:
                yield from _in_block(token.content, by_line[token.map[0] + line])


def _in_block(html: str, block: int) -> Iterator[_Comment]:
    """Yield the comments that stand in lines of their own."""
    position = 0
    while (start := html.find("<!--", position)) >= 0 and (end := html.find("-->", start + len("<!--"))) >= 0:
        before = html[position:start]
        begins_line = (not position or "\n" in before) and not before.rpartition("\n")[2].strip()
        position = end + len("-->")
        rest = END_OF_LINE.match(html, position)
        if begins_line and rest:
            yield _Comment(html[start + len("<!--") : end], block, not html[:start].strip() and rest.end() == len(html))


def _regions(comments: Sequence[_Comment]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the blocks that begin and end what belongs to a program."""
    open_since: dict[str, int] = {}
    for comment in comments:
        # A reason may stand in parentheses.
        word = comment.text.partition("(")[0].strip()
        match = FIRST_WORD.match(comment.text)
        first = match[1] if match else ""
        if word in PAIRS.values():
            name = next(begin for begin, end in PAIRS.items() if end == word)
        else:
            name = _name(comment.text, CLOSINGS) or first
        if name in open_since:
            yield open_since.pop(name), comment.block
        elif begun := word if word in PAIRS else _name(comment.text, OPENINGS):
            open_since[begun] = comment.block
        elif first:
            open_since[f"/{first}"] = comment.block


def _name(text: str, patterns: Sequence["re.Pattern[str]"]) -> str | None:
    return next((match["name"].casefold() for pattern in patterns if (match := pattern.match(text))), None)
