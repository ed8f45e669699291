"""What every block is made of: its lines, where each comes from, and the lines of a block that holds no others."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from awesome_lint.patterns import lazy
from awesome_lint.source import Source

if TYPE_CHECKING:
    from awesome_lint.parser.tokens.token import Token

# Where a line of the page comes from when it is not in the source.
NEW = -1

QUOTE_MARK = lazy(r"[ \t]*>")
CLOSING_MARKS = lazy(r"(?:^|(?<![ \t])[ \t]+)#+$")

# The tags that begin a block of HTML even where a paragraph goes on.
HTML_BLOCKS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset"
    "|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav"
    "|noframes|ol|optgroup|option|p|param|pre|script|search|section|source|style|summary|table|tbody|td|textarea|tfoot|th"
    "|thead|title|tr|track|ul"
)
# A line that would begin a block of its own if it lost its indentation, which is why four spaces are left to it.
INTERRUPTS = lazy(
    r"[-*+][ \t]+\S|1[.)][ \t]+\S|#{1,6}(?:[ \t]|$)|>|```|~~~|=+[ \t]*$|-+[ \t]*$|(?:[-_*][ \t]*){3,}$|\[\^[^\]\s]+\]:"
    rf"|</?(?:{HTML_BLOCKS})(?:[\s/>]|$)|<[!?]",
    re.IGNORECASE,
)


class Block(Struct, frozen=True):
    """A block at the outermost level: the source lines [first, end) it comes from, its lines, and the source line of each."""

    first: int
    end: int
    lines: Sequence[str]
    origins: Sequence[int]

    def moved(self, by: int) -> "Block":
        """Return the block so many lines further on."""
        if not by:
            return self
        if isinstance(self.origins, range):
            origins: Sequence[int] = range(self.origins.start + by, self.origins.stop + by)
        else:
            origins = [NEW if line == NEW else line + by for line in self.origins]
        return Block(self.first + by, self.end + by, self.lines, origins)


def as_written(lines: Sequence[str], first: int, end: int) -> Block:
    """Return the source lines [first, end) as a block that stays what it is."""
    return Block(first, end, lines[first:end], range(first, end))


def heading_line(markup: str, lines: Sequence[str]) -> str | None:
    """Return a heading with its marks in front, or None where only its own form can say what it says."""
    if markup in ("=", "-"):
        if len(lines) != 2 or CLOSING_MARKS.search(lines[0]):
            return None
        return ("# " if markup == "=" else "## ") + lines[0]
    text = lines[0][len(markup) :].strip(" \t")
    bare = CLOSING_MARKS.sub("", text)
    if CLOSING_MARKS.search(bare):
        bare = text
    return f"{markup} {bare}" if bare else markup


def paragraph_lines(lines: Sequence[str], first: int, end: int, text: str, quotes: int) -> list[str]:
    """Return the lines of a paragraph without indentation; `text` is its first line without what stands before it."""
    if end - first == 1:
        return [text.strip(" \t")]
    written = [_ended(text.lstrip(" \t"))]
    for index in range(first + 1, end):
        line = unquoted(lines[index], quotes).lstrip(" \t")
        written.append(_ended(f"    {line}" if INTERRUPTS.match(line) else line))
    written[-1] = written[-1].rstrip(" \t")
    return written


def _ended(line: str) -> str:
    """Return the line without white space at its end, but with the spaces that break it."""
    return line if line.endswith("  ") else line.rstrip(" \t")


def thematic_break(line: str, markup: str) -> str:
    """Return the thematic break at the end of a line, as written."""
    mark = markup[0]
    before = line.rstrip(mark + " \t")
    return line[line.find(mark, len(before)) :].rstrip(" \t") if mark in line[len(before) :] else markup


def text_start(inline: "Token", source: Source) -> int:
    """Return where the text of a block begins; the parser also trims space that is text to GitHub."""
    text = source.text
    start = inline.start
    while start > 0 and text[start - 1] not in " \t\n" and text[start - 1].isspace():
        start -= 1
    return start


def unquoted(line: str, quotes: int) -> str:
    """Return the line without its quote marks, of which a lazy line has fewer."""
    for _ in range(quotes):
        mark = QUOTE_MARK.match(line)
        if mark is None:
            break
        line = line[mark.end() :]
    return line


def is_blank(line: str) -> bool:
    """Whether a line holds nothing, as Markdown sees it: other white space than spaces and tabs is text."""
    return not line.strip(" \t")
