"""Text on a terminal: control characters made visible, widths in columns, and the part of a long line that matters."""

import re
from collections.abc import Iterator, Sequence
from unicodedata import category, east_asian_width

from msgspec import Struct

from awesome_lint.patterns import lazy
from awesome_lint.source import Span

# Control characters, invisible ones and those that reorder text.
HIDDEN = (
    "\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff"
)
# Those that choose the form of the character before them, and that emoji are full of. A runner that compares texts by the rules
# of a language reads over them.
VARIANTS = "\u180b-\u180f\ufe00-\ufe0f"
# The bracket of a command that a runner obeys anywhere in a line of a log: `##[command]` on GitHub, `##vso[command]` on Azure
# Pipelines, `##teamcity[command]` on TeamCity.
COMMAND = r"(?<=##)\[|(?<=##(?i:vso))\[|(?<=##(?i:teamcity))\["
COMMAND_SIZE = len("##teamcity")
UNSAFE = lazy(f"[{HIDDEN}]|{COMMAND}|(?<=[#A-Za-z{VARIANTS}])[{VARIANTS}](?=[#A-Za-z\\[{VARIANTS}])")

# What GitHub's runner takes for the beginning of a command, at the start of a line.
COLONS = lazy(rf"^([\s{VARIANTS}]*):([{VARIANTS}]*:)")
BRACKET = lazy(COMMAND)

TAB = "    "
ELLIPSIS = "…"

BOLD, RED, YELLOW, CYAN = "1", "31", "33", "36"


class Piece(Struct, frozen=True):
    """What one character of the source is shown as, and how many columns that takes."""

    text: str
    width: int


class Window(Struct, frozen=True):
    """The part of a line that is shown: its text, and where the underline stands below it, in columns."""

    text: str
    start: int
    width: int


def visible(text: str) -> str:
    """Return the text with every character that would act on a terminal, or hide, written as an escape."""
    if text.isascii() and text.isprintable() and "##" not in text:
        return text
    return UNSAFE.sub(_escape, text)


def guarded(line: str) -> str:
    """Return a line of output that no runner can take for a command: GitHub's reads `::` even after white space."""
    if ":" in line:
        line = COLONS.sub(r"\1\\x3a\2", line)
    return BRACKET.sub(r"\\x5b", line) if "##" in line else line


# What nearly all characters are shown as: themselves. A bracket may belong to an escape sequence.
PLAIN = {character: Piece(character, 1) for character in map(chr, range(0x20, 0x7F)) if character != "["}


class Ink(Struct, frozen=True):
    """Colours, or none: basic ones only, which can be read on light and on dark."""

    on: bool

    def __call__(self, text: str, *codes: str) -> str:
        return paint(text, *codes) if self.on and text else text


def paint(text: str, *codes: str) -> str:
    """Return the text between the escape sequences of these colours."""
    return f"\x1b[{';'.join(codes)}m{text}\x1b[0m"


def columns(text: str) -> int:
    """Return how many columns a terminal needs for the text, whose control characters are visible already."""
    return len(text) if text.isascii() else sum(piece.width for piece in pieces(text))


def clipped(text: str, width: int) -> str:
    """Return the text made visible, its end cut off where it needs more than `width` columns."""
    # No character is narrower than nothing, but marks that stand on another are; sixteen of them are enough for anyone.
    shown = list(pieces(visible(text[: width * 16 + 1])))
    if sum(piece.width for piece in shown) <= width:
        return "".join(piece.text for piece in shown)
    return "".join(piece.text for piece in _fitting(shown, width - 1)) + ELLIPSIS


def pieces(line: str) -> Iterator[Piece]:
    """Yield what each character of a line is shown as."""
    for index, character in enumerate(line):
        if character in PLAIN:
            yield PLAIN[character]
        elif character == "\t":
            yield Piece(TAB, len(TAB))
        elif match := UNSAFE.match(line, index):
            escaped = _escape(match)
            yield Piece(escaped, len(escaped))
        else:
            yield Piece(character, _width(character))


def window(line: str, span: Span, width: int) -> Window:
    """Return the part of `line` around `span`, offsets in it, that fits in `width` columns."""
    first = max(0, span.start - width)
    shown_end = min(span.end, span.start + width)
    last = min(len(line), shown_end + width)
    # A few characters more on the left, so that a bracket still knows what stands before it.
    context = max(0, first - COMMAND_SIZE)
    shown = list(pieces(line[context:last]))
    left = shown[first - context : span.start - context]
    middle = shown[span.start - context : shown_end - context]
    right = shown[shown_end - context :]
    whole = first == 0 and last == len(line) and shown_end == span.end
    if whole and _sum(left) + _sum(middle) + _sum(right) <= width:
        return Window(_join(left) + _join(middle) + _join(right), _sum(left), _sum(middle) or 1)

    room = max(width - 2, 8)
    kept = _fitting(middle, room * 3 // 4)
    cut_in_span = len(kept) < len(middle) or shown_end < span.end
    room -= _sum(kept)
    after = [] if cut_in_span else _fitting(right, max(room // 3, room - _sum(left)))
    before = _fitting(left[::-1], room - _sum(after))[::-1]
    opening = ELLIPSIS if first > 0 or len(before) < len(left) else ""
    closing = ELLIPSIS if cut_in_span or last < len(line) or len(after) < len(right) else ""
    while before and before[0].width == 0:
        before.pop(0)
    start = len(opening) + _sum(before)
    return Window(opening + _join(before) + _join(kept) + _join(after) + closing, start, _sum(kept) or 1)


def _escape(match: "re.Match[str]") -> str:
    character = match.group()
    if character in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[character]
    number = ord(character)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _width(character: str) -> int:
    if character < "\u0300":
        return 1
    if category(character) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def _fitting(shown: Sequence[Piece], width: int) -> list[Piece]:
    """Return the first pieces, as many as fit."""
    total = 0
    for count, piece in enumerate(shown):
        total += piece.width
        if total > width:
            return list(shown[:count])
    return list(shown)


def _sum(shown: Sequence[Piece]) -> int:
    return sum(piece.width for piece in shown)


def _join(shown: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in shown)
