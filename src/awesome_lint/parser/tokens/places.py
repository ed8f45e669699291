"""Places in the text of a block, carried to the source.

The text of a block is made of suffixes of source lines: quote marks, list indentation and trailing space are gone, and in a
table cell the backslash before a bar.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from markdown_it.common.utils import MD_TRIM_CHARS

from awesome_lint.parser.tokens.token import Token

BAR = re.compile(r"\|")


class Lines:
    """The lines of the source by number from 0."""

    def __init__(self, src: str, starts: Sequence[int]) -> None:
        self.src = src
        self.starts = starts
        """Where each begins."""

    def span(self, line: int) -> tuple[int, int]:
        following = line + 1
        return self.starts[line], self.starts[following] - 1 if following < len(self.starts) else len(self.src)


def suffix(src: str, start: int, end: int, part: str) -> int:
    """Return where `part`, the end of the line src[start:end] up to trimmed marks and space, begins (may lie before `start`
    where leading spaces of `part` stand for a tab)."""
    base = end - len(part)
    if src.startswith(part, base) and base >= start:
        return base
    bare = part.strip()
    at = len(src[start:end].rstrip()) - len(bare)
    return start + at - (len(part) - len(part.lstrip()))


def ends_with(src: str, line: tuple[int, int], part: str) -> bool:
    """Whether a line ends with `part`, white space at the end of both aside."""
    return src[line[0] : line[1]].rstrip().endswith(part.rstrip())


def split_cells(src: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the text between the bars of a row begins and ends, as markdown-it-py splits them."""
    end = start + len(src[start:end].rstrip(MD_TRIM_CHARS))
    start = end - len(src[start:end].lstrip(MD_TRIM_CHARS))
    position = start
    is_first = True
    for match in BAR.finditer(src, start, end):
        bar = match.start()
        if bar > start and src[bar - 1] == "\\":
            continue
        if not (is_first and bar == position):
            yield position, bar
        is_first = False
        position = bar + 1
    if position < end or is_first:
        yield position, end


def shift(tokens: list[Token], base: int) -> None:
    """Move the tokens, and those inside them, to the right."""
    for token in tokens:
        token.start += base
        token.end += base
        if token.url:
            start, end = token.url
            token.url = start + base, end + base
        if token.children:
            shift(token.children, base)


def carry(tokens: list[Token], begins: list[int], bases: list[int], is_cell: bool = False) -> None:
    """Move the tokens to where their content stands: from the offset begins[i] on, bases[i] further to the right."""

    def mapped(offset: int) -> int:
        return offset + bases[bisect_right(begins, offset) - 1]

    def mapped_end(start: int, end: int) -> int:
        # Between the lines of a block stand marks that are nobody's; between the parts of a cell stands nothing.
        return mapped(end) if is_cell or end == start else mapped(end - 1) + 1

    for token in tokens:
        token.start, token.end = mapped(token.start), mapped_end(token.start, token.end)
        if token.url:
            start, end = token.url
            token.url = mapped(start), mapped_end(start, end)
        if token.children:
            carry(token.children, begins, bases, is_cell)
