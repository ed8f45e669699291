"""The text of a file, and places in it.

Offsets are code points into `Source.text`, whose lines all end with `\\n`; lines and columns, which exist only for people,
start at 1.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

from msgspec import Struct

from awesome_lint.patterns import lazy

BOM = "\ufeff"
NEWLINE = lazy(r"\r\n?|\n")
SPECIAL = lazy(r"[^\t\n -~]")

LONGEST_BESIDE = 5000

# A NUL in every tenth byte or more: text in UTF-16 or UTF-32 without a byte order mark, or no text at all.
NUL_SHARE = 0.1


class EncodingError(Exception):
    """The bytes of a file are not UTF-8 text; the message says where and what to do."""


class Span(NamedTuple):
    """A half-open range of offsets."""

    start: int
    end: int

    @property
    def is_empty(self) -> bool:
        return self.start == self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether both cover a common offset; an empty span overlaps what it lies strictly inside of, or an equal one."""
        if self == other:
            return True
        return self.start < other.end and other.start < self.end

    def moved(self, by: int) -> "Span":
        """Return the range that lies so much further on."""
        start, end = self
        # After a change, tens of thousands of places move: what a named tuple adds would take as long as the rest.
        return tuple.__new__(Span, (start + by, end + by))

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def without(self, others: Iterable["Span"]) -> Iterator["Span"]:
        """Yield the ranges inside this one that no other covers, in order, empty ones left out."""
        position, end = self
        for other in sorted(others):
            if other.start >= end:
                break
            if other.start > position:
                yield Span(position, other.start)
            position = max(position, other.end)
        if position < end:
            yield Span(position, end)


class Text(Struct, frozen=True, gc=False):
    """Something a reader reads: its value without markup, and where it is written."""

    value: str
    span: Span

    def moved(self, by: int) -> "Text":
        """Return the same, written so much further on."""
        return Text(self.value, self.span.moved(by))


class Beside(Struct, frozen=True):
    """What stands on the same line before something and after it."""

    before: str
    after: str


class Position(NamedTuple):
    """A place as people name it: line and column from 1, the column in code points."""

    line: int
    column: int


class Folder(Protocol):
    """The files beside a list, looked at when they are asked for."""

    def text(self, *names: str) -> str | None:
        """Return the text of the file below these folders, names in any case, or None where there is none."""

    def spelled(self, path: str) -> str | None:
        """Return a path as the files of the repository spell it, names in any case, or nothing where there is no such file.

        Names stand between slashes; one that begins with a slash begins at the top of the repository. None is returned where
        that cannot be told: the path leads out of the repository, or not all of its files are there.
        """

    @property
    def is_top(self) -> bool:
        """Whether it is the top of a repository."""


class Source(Struct, frozen=True, dict=True):
    """The text of one file, with what must be restored when it is written back: newline style and byte order mark."""

    text: str
    path: str = "README.md"
    newline: str = "\n"
    bom: bool = False
    folder: Folder | None = None
    """What it stands in, where that is known: not for the standard input, nor for text alone."""
    original: str | None = None
    """The whole text as it came, where its newlines are of several kinds: what is not changed is written back as it was."""

    @classmethod
    def from_text(cls, text: str, path: str = "README.md") -> "Source":
        """Return a Source for text with any newlines; the most frequent kind is the one to write back."""
        bom = text.startswith(BOM)
        if bom:
            text = text[1:]
        if "\r" not in text:
            return cls(text, path, "\n", bom)
        kinds = Counter(NEWLINE.findall(text))
        original = (BOM if bom else "") + text if len(kinds) > 1 else None
        return cls(NEWLINE.sub("\n", text), path, kinds.most_common(1)[0][0], bom, original=original)

    @classmethod
    def from_bytes(cls, data: bytes, path: str = "README.md") -> "Source":
        """Return the Source of a file's bytes. Raises EncodingError unless they are UTF-8."""
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise EncodingError(_encoding_message(data, error)) from None
        if data.count(0) > len(data) * NUL_SHARE:
            raise EncodingError("not UTF-8 text (full of NUL bytes: UTF-16 or binary); convert it to UTF-8")
        return cls.from_text(text, path)

    def to_text(self, text: str | None = None) -> str:
        """Return `text`, or this source's own, in this source's newline style and with its byte order mark."""
        if text is None and self.original is not None:
            return self.original
        content = self.text if text is None else text
        if self.newline != "\n":
            content = content.replace("\n", self.newline)
        return (BOM if self.bom else "") + content

    def to_bytes(self, text: str | None = None) -> bytes:
        """Return what `to_text` does, in UTF-8."""
        return self.to_text(text).encode("utf-8")

    def with_text(self, text: str) -> "Source":
        """Return the same file with other text."""
        return Source(text, self.path, self.newline, self.bom, self.folder)

    def slice(self, span: Span) -> str:
        return self.text[span.start : span.end]

    @property
    def end(self) -> int:
        """Where the text ends."""
        return len(self.text)

    def written(self, start: int, end: int) -> Text:
        """Return what is written there, with its place."""
        return Text(self.text[start:end], Span(start, end))

    def beside(self, span: Span) -> Beside:
        """Return what stands beside a place: before it on its first line, and after it on its last.

        Of a line that is longer than any is written by hand, it is the nearest part, so that asking for every word of it stays
        cheap.
        """
        before = self.line_span(self.line_number(span.start)).start
        after = self.line_span(self.line_number(span.end)).end
        return Beside(
            self.text[max(before, span.start - LONGEST_BESIDE) : span.start],
            self.text[span.end : min(after, span.end + LONGEST_BESIDE)],
        )

    def before(self, offset: int) -> str:
        """Return what stands before an offset on its line, as far as it is near: see `beside`."""
        start = max(offset - LONGEST_BESIDE, 0)
        return self.text[max(self.text.rfind("\n", start, offset) + 1, start) : offset]

    def last(self, part: str, offset: int) -> int:
        """Return where a part stands last before an offset, or -1."""
        return self.text.rfind(part, 0, offset)

    def newlines(self, offset: int) -> Span:
        """Return the newlines that stand in one run around an offset."""
        text = self.text
        start = end = offset
        while start and text[start - 1] == "\n":
            start -= 1
        while end < len(text) and text[end] == "\n":
            end += 1
        return Span(start, end)

    @cached_property
    def special_characters(self) -> frozenset[str]:
        """The characters of the text but tabs, newlines and those of printable ASCII: to look for one here is quicker."""
        return frozenset(SPECIAL.findall(self.text))

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line starts; one more than the last line's when the text ends with a newline."""
        return line_starts(self.text)

    def line_number(self, offset: int) -> int:
        return bisect_right(self.line_starts, offset)

    def position(self, offset: int) -> Position:
        line = self.line_number(offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def line_span(self, line: int) -> Span:
        """Return the span of line `line` (from 1) without its newline. Raises IndexError for a line that is not there."""
        if line < 1:
            raise IndexError(line)
        start = self.line_starts[line - 1]
        end = self.line_starts[line] - 1 if line < len(self.line_starts) else len(self.text)
        return Span(start, end)

    def line(self, line: int) -> str:
        return self.slice(self.line_span(line))

    def lines_span(self, first: int, last: int) -> Span:
        """Return the span of lines `first` up to but not including `last` (both from 1), with their newlines."""
        starts = self.line_starts
        end = starts[last - 1] if last <= len(starts) else len(self.text)
        return Span(starts[first - 1], end)

    def whole_lines(self, span: Span) -> Span:
        """Return the span of the lines that `span` covers any of, with their newlines."""
        return self.lines_span(self.line_number(span.start), self.line_number(max(span.end - 1, span.start)) + 1)


def _encoding_message(data: bytes, error: UnicodeDecodeError) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "encoded as UTF-16, expected UTF-8; convert it to UTF-8"
    line = data.count(b"\n", 0, error.start) + 1
    column = error.start - data.rfind(b"\n", 0, error.start)
    kind = "binary or another encoding" if b"\x00" in data else "perhaps Latin-1"
    return f"line {line}, byte {column}: 0x{data[error.start]:02x} is not UTF-8 ({kind}); convert it to UTF-8"


def line_starts(text: str) -> list[int]:
    """Return the offset at which each line starts; one more than the last line's when the text ends with a newline."""
    starts = [0]
    starts.extend(match.end() for match in re.finditer("\n", text))
    return starts


def occurrences(text: str, part: str) -> Iterator[int]:
    """Yield where a part, which is not empty, stands in a text, in order."""
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + 1)


def within(places: Sequence[Span], span: Span) -> bool:
    """Whether one of the places, which stand in source order and apart, holds the span."""
    index = bisect_right(places, span.start, key=lambda place: place.start) - 1
    return index >= 0 and places[index].contains(span)
