"""Whether what stands around an edit is read as it was.

What is taken out of a text, or put into it, may give another meaning to what stands beside it: a mark of emphasis finds a
partner, half a reference its end, an address goes on. The block is read once more to see it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from awesome_lint.document import Definition
from awesome_lint.entries import Block
from awesome_lint.parser.tokens import tokenize
from awesome_lint.parser.tokens.token import Token
from awesome_lint.patterns import lazy
from awesome_lint.source import Source, Span

# Longer blocks are not read again: nobody writes them, and each edit of one would cost as much as it is long.
LONGEST = 4_000
# What begins an entry at the start of a line, in a list even in the middle of a paragraph.
MARKER = lazy(r"^[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)", re.MULTILINE)
# What GitHub makes a box to tick of, at the beginning of an entry.
BOX = lazy(r"\[[ xX]\][ \t]")
LABEL = lazy(r"\[([^\[\]]+)\]")

HEADING = "# "
# Behind white space, marks at the end of a heading are none of its text.
CLOSING = lazy(r"(?:^|[ \t])#+[ \t]*$")

Change = tuple[Span, Sequence[tuple[Span, str]]]
"""A place whose reading may change, and the edits in it: spans and what replaces them, in order."""


class Reading:
    """A block as it is read, to compare with how it is read after changes."""

    def __init__(self, source: Source, block: Block, definitions: Sequence[Definition], *, is_paragraph: bool) -> None:
        # What stands in a heading or a cell may look like another block where it stands alone.
        self.before = "" if is_paragraph else HEADING
        self.begins: list[int] = []
        self.bases: list[int | None] = []
        self.first = (block.map or (0, 0))[0] + 1
        self.source = source
        offset = 0
        for number, part in enumerate(block.content.split("\n"), self.first):
            self.begins.append(offset)
            self.bases.append(_base(source, number, part, block if number == self.first else None))
            offset += len(part) + 1
        # White space that the parser does not know ends a line as well.
        self.content = block.content + self._rest(offset - 1)
        self.definitions = definitions

    def _rest(self, length: int) -> str:
        """Return the white space behind the last line of a content of this length."""
        base = self.bases[-1]
        if base is None:
            return ""
        end = base + length - self.begins[-1]
        line = self.source.line_span(self.source.line_number(end))
        rest = self.source.text[end : line.end]
        return rest.rstrip(" \t") if rest.isspace() else ""

    def is_same_after(self, changes: Sequence[Change]) -> bool:
        """Whether the changes, which are in order and apart, leave all that they do not touch as it is read.

        What cannot be told counts as left, and changes elsewhere count for nothing.
        """
        if len(self.content) > LONGEST or (self.before and "\n" in self.content):
            return True
        parts: list[str] = []
        old: list[Span] = []
        new: list[Span] = []
        position = shift = 0
        for span, edits in changes:
            place = self._place(span)
            placed = [(each, text) for edited, text in edits if (each := self._place(edited))]
            if place is None or len(placed) < len(edits):
                continue
            start = place.start + shift
            for each, text in placed:
                if each.start < position:
                    return True
                parts += (self.content[position : each.start], text)
                position = each.end
                shift += len(text) - (each.end - each.start)
            old.append(place)
            new.append(Span(start, place.end + shift))
        if not old:
            return True
        parts.append(self.content[position:])
        after = "".join(parts)
        if not after.strip():
            # Nothing is left that could be read otherwise.
            return True
        if not self.before and len(MARKER.findall(after)) > len(MARKER.findall(self.content)):
            return False
        if not self.before and (BOX.match(after) is None) != (BOX.match(self.content) is None):
            return False
        if self.before and CLOSING.search(after) and not CLOSING.search(self.content):
            return False
        defined = self._defined(self.content, after)
        return self._read(self.content + defined, old) == self._read(after + defined, new)

    def _defined(self, *contents: str) -> str:
        """Return what to write behind the contents so that what is a link in the document is one there, too."""
        if not self.definitions:
            return ""
        labels = {_key(label) for content in contents for label in LABEL.findall(content)}
        used = [each.label.value for each in self.definitions if _key(each.label.value) in labels] if labels else []
        return "".join(f"\n\n[{label}]: <>" for label in used)

    def _read(self, content: str, places: Sequence[Span]) -> list[tuple[object, ...]]:
        by = len(self.before)
        moved = [Span(place.start + by, place.end + by) for place in places]
        return _shape(tokenize(self.before + content), moved)

    def _place(self, span: Span) -> Span | None:
        start, end = self._offset(span.start), self._offset(span.end)
        return None if start is None or end is None or end < start else Span(start, end)

    def _offset(self, offset: int) -> int | None:
        """Return where a place of the source stands in the content, or None where it is outside of it."""
        index = self.source.line_number(offset) - self.first
        if not 0 <= index < len(self.bases) or (base := self.bases[index]) is None:
            return None
        if offset < base:
            # White space before the first word of a line is none of the content, and what is written there is.
            return self.begins[index] if self.source.text[offset:base].isspace() else None
        limit = self.begins[index + 1] - 1 if index + 1 < len(self.begins) else len(self.content)
        return min(self.begins[index] + offset - base, limit)


def _key(label: str) -> str:
    """Return what two labels that may be one to some have in common."""
    return " ".join(label.split()).casefold()


def _base(source: Source, number: int, part: str, block: Block | None) -> int | None:
    """Return where a line of a block's content begins in its line of the source, or None where that is not certain."""
    line = source.line_span(number)
    start = source.slice(line).rfind(part.strip()) + line.start
    if block is not None and block.content:
        # Cells stand beside each other, and only the place of each tells which is meant.
        start = block.start
    start -= len(part) - len(part.lstrip())
    return start if source.text.startswith(part, start) and start >= line.start else None


def _shape(tokens: Iterable[Token], places: Sequence[Span]) -> list[tuple[object, ...]]:
    """Return what the tokens are outside of the places, and of what reaches into one, only its kind."""
    shape: list[tuple[object, ...]] = []
    starts = [place.start for place in places]

    def moved(offset: int) -> tuple[int, int]:
        """Return an offset as it counts from the end of the last place before it."""
        index = bisect_right(starts, offset) - 1
        return (index, offset - places[index].end) if index >= 0 and offset >= places[index].end else (index, offset)

    for token in _flat(tokens):
        start, end = token.start, token.end
        if token.type == "inline" or token.type == "text":
            continue
        if start < 0:
            shape.append((token.type, token.tag))
            continue
        index = bisect_right(starts, end) - 1
        touched = places[index] if index >= 0 and places[index].end >= start else None
        if touched is None:
            shape.append((token.type, token.markup, token.content, moved(start), moved(end)))
        elif not (touched.start <= start and end <= touched.end):
            shape.append((token.type, token.markup))
    return shape


def _flat(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.children:
            yield from _flat(token.children)
