"""Places as clients name them: a line from 0, and how many units of an encoding stand before it there.

Lines end with `\\n`, `\\r\\n` or `\\r` and with nothing else, as those of a `Source` do.
"""

from lsprotocol.types import Position, PositionEncodingKind, Range

from awesome_lint.source import BOM, Source, Span

UTF8, UTF16 = PositionEncodingKind.Utf8, PositionEncodingKind.Utf16

CODECS = {UTF8: ("utf-8", 1), UTF16: ("utf-16-le", 2)}
"""How units are counted, and how many bytes one has; of UTF-32, a unit is a code point."""


def units(text: str, encoding: str) -> int:
    """Return how many units a text has."""
    if text.isascii() or encoding not in CODECS:
        return len(text)
    codec, size = CODECS[encoding]  # type: ignore[index]
    return len(text.encode(codec)) // size


def characters(text: str, count: int, encoding: str) -> int:
    """Return how many characters of a text its first units are; one that is not there as a whole does not count."""
    if text.isascii() or encoding not in CODECS:
        return min(count, len(text))
    codec, size = CODECS[encoding]  # type: ignore[index]
    return len(text.encode(codec)[: count * size].decode(codec, "ignore"))


class Places:
    """Turns offsets into a source into positions of a client, and back."""

    def __init__(self, source: Source, encoding: str) -> None:
        self.source = source
        self.encoding = encoding

    def position(self, offset: int) -> Position:
        """Return the position of an offset."""
        line = self.source.line_number(offset)
        before = self.source.text[self.source.line_starts[line - 1] : offset]
        return Position(line - 1, units(self._mark(line) + before, self.encoding))

    def range(self, span: tuple[int, int]) -> Range:
        """Return the range of a span."""
        return Range(self.position(span[0]), self.position(span[1]))

    def offset(self, position: Position) -> int:
        """Return the offset of a position: of one after the end of a line or of the text, that end."""
        line = position.line + 1
        if line > len(self.source.line_starts):
            return self.source.end
        span = self.source.line_span(line)
        mark = self._mark(line)
        found = characters(mark + self.source.slice(span), position.character, self.encoding)
        return span.start + max(found - len(mark), 0)

    def span(self, found: Range) -> Span:
        """Return the span of a range, whose ends may stand in either order."""
        start, end = self.offset(found.start), self.offset(found.end)
        return Span(min(start, end), max(start, end))

    def _mark(self, line: int) -> str:
        """Return what stands before the text on a line: a byte order mark, which a client counts."""
        return BOM if line == 1 and self.source.bom else ""
