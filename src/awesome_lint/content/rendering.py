"""The page that GitHub makes of a text, the definitions that it does not show, and where in both something differs."""

import re
from functools import lru_cache

from msgspec import Struct

from awesome_lint.content.cmark import to_html
from awesome_lint.diagnostic import shortened
from awesome_lint.patterns import lazy

# All white space but single spaces, which stay as they are.
ASCII_SPACE = lazy(r"[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+")
# All of a tag: in one that nothing closes, `<` begins no other.
PRESERVED = lazy(r"<(/?)(pre|code)\b[^>]*")
SOURCE_PLACE = lazy(r' data-sourcepos="(\d+):\d+-\d+:\d+"')

# A line that defines a link target or a footnote, wherever it stands; a line of code that looks like one does no harm.
DEFINITION = lazy(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(\[[^\]\n]+\]:[^\n]*)$", re.MULTILINE)

# What GitHub shows as a table of its own above the page, or not at all.
FRONT_MATTER = lazy(r"\A(-{3,})[ \t]*\n(?:.*\n)*?(?:\1-*|\.\.\.)[ \t]*(?:\n|\Z)")
READ = lazy(r"[^\n]")

# Texts are compared in pieces, so that finding where two differ costs little Python.
PIECE = 4096

LONGEST_QUOTED = 60


class Difference(Struct, frozen=True):
    """The first thing that a reader would miss or get: the line (from 1, as well as it can be told) and what it is."""

    line: int
    message: str


@lru_cache(maxsize=4)
def render(text: str, *, places: bool = False) -> str:
    """Return the page that GitHub makes of the text; with `places`, every block tag names its lines in the text.

    The last few pages are kept, since the layout is checked where it is made and again before it is written.
    """
    return to_html(text, places=places)


def without_front_matter(text: str) -> tuple[str, str]:
    """Return the front matter, and the text of the same length without it: GitHub's Markdown parser never gets to see it."""
    match = FRONT_MATTER.match(text) if text.startswith("---") else None
    if match is None:
        return "", text
    return match.group(), READ.sub(" ", match.group()) + text[match.end() :]


def normalised(html: str) -> str:
    """Return the page with each run of white space outside code as one space."""
    parts: list[str] = []
    # An end without its beginning ends nothing.
    depths = {"pre": 0, "code": 0}
    position = 0
    for match in PRESERVED.finditer(html):
        piece = html[position : match.start()]
        parts.append(piece if any(depths.values()) else ASCII_SPACE.sub(" ", piece))
        position = match.start()
        name = match.group(2)
        depths[name] = max(depths[name] + (-1 if match.group(1) else 1), 0)
    piece = html[position:]
    parts.append(piece if any(depths.values()) else ASCII_SPACE.sub(" ", piece))
    return "".join(parts).strip(" ")


def definitions_of(text: str) -> list[str]:
    """Return the lines that define link targets and footnotes, each run of white space as one space."""
    if "]:" not in text:
        return []
    return [" ".join(written.split()) for written in DEFINITION.findall(text)]


def first_mismatch(old: str, new: str, at_old: int, at_new: int) -> int:
    """Return how many characters from the two offsets on are equal."""
    start = at_old
    while old[at_old : at_old + PIECE] == new[at_new : at_new + PIECE]:
        if at_old >= len(old):
            return at_old - start
        at_old += PIECE
        at_new += PIECE
    low, high = 0, PIECE
    while low < high:
        middle = (low + high) // 2
        if old[at_old : at_old + middle + 1] == new[at_new : at_new + middle + 1]:
            low = middle + 1
        else:
            high = middle
    return min(at_old + low, len(old)) - start


def line_at(text: str, at: int) -> int:
    """Return the line of the text that makes what stands at an offset of its normalised page."""
    placed = normalised(render(text, places=True))
    line = 1
    removed = 0
    for match in SOURCE_PLACE.finditer(placed):
        if placed.rfind("<", 0, match.start()) - removed > at:
            break
        line = int(match.group(1))
        removed += match.end() - match.start()
    return line


def line_holding(text: str, piece: str) -> int:
    """Return the line on which a piece stands, as far as its first word tells, or 1."""
    for part in (piece, piece.partition(" ")[0], piece[:12]):
        at = text.find(part) if part else -1
        if at >= 0:
            return text.count("\n", 0, at) + 1
    return 1


def quoted(text: str) -> str:
    """Return a piece of a page as a message may hold it: one line, short, between quotes."""
    line = " ".join(text.split())
    return f"`{shortened(line, LONGEST_QUOTED)}`" if line else "nothing"
