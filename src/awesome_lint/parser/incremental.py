"""A page as its stretches, each read by itself, so that after a change only those are read again that it touches.

A stretch begins with a heading of the page that has marks at the margin (`## Papers`), or with the page. Such a line ends every
block that does not hold any line, so that what stands below it is read as if the page began there; all that a stretch must know
of the others is what references and footnotes lead to. Its places count from where it begins.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar, overload

from msgspec.structs import replace

from awesome_lint.document import BrokenLink, Definition, Heading, Link, LoneBracket, UnevenRow
from awesome_lint.parser import moving
from awesome_lint.parser.blocks import Part
from awesome_lint.parser.outline import begins_stretch, outline
from awesome_lint.parser.slugs import Slugs
from awesome_lint.parser.tokens import Inlines, ReadBlocks, Targets, read_blocks, read_definitions
from awesome_lint.parser.tokens.token import Token
from awesome_lint.patterns import lazy
from awesome_lint.source import Source

Value = TypeVar("Value")

# What every stretch but the first begins with, if it is not in a block that holds any line.
BEGINNING = lazy(r"^#{1,6}(?:[ \t]|$)", re.MULTILINE)
# A heading behind a text, to see whether all blocks of that have ended, and how many tokens it is.
ENDING = "#\n"
ENDING_TOKENS = 3
# So many stretches may be read again where one change is looked for.
MOST_BETWEEN = 3


class Stretch:
    """What is read of a stretch: its blocks with their tokens, what it defines and uses, and what it is made of."""

    __slots__ = ("blocks", "definitions", "inlines", "moved_links", "outline", "source")

    def __init__(self, source: Source, blocks: ReadBlocks, targets: Targets) -> None:
        self.source = source
        self.blocks = blocks
        self.inlines = Inlines(source.text, source.line_starts, blocks.tokens, targets)
        self.definitions = read_definitions(source.text, blocks.defined) if blocks.defined else []
        self.outline = outline(source, blocks.tokens)
        self.moved_links: tuple[int, list[Link]] = 0, self.outline.links
        """Where it stood last, and its links there."""

    @property
    def used(self) -> frozenset[str]:
        """The labels that it refers to."""
        return self.inlines.used(self.blocks.tokens)


class Placed(NamedTuple):
    """A stretch, and where it stands: its offset, its first line, from 0, and how many tables stand before it."""

    stretch: Stretch
    start: int
    line: int
    tables: int

    def links(self) -> list[Link]:
        """Return its links and images where it stands."""
        stretch = self.stretch
        if stretch.moved_links[0] != self.start:
            stretch.moved_links = self.start, [link.moved(self.start) for link in stretch.outline.links]
        return stretch.moved_links[1]


class PlacedPart:
    """A heading of the page with what stands below it up to the next one of its level, and where that is."""

    __slots__ = ("by", "end", "heading", "moved", "parts", "read", "start")

    def __init__(self, read: Part, by: int, moved: Mapping[int, Heading]) -> None:
        self.read = read
        """What is read of it, with places that count from `by` on."""
        self.by = by
        self.moved = moved
        """The headings of its stretch as they stand on the page, by the identity of what is read."""
        self.heading = moved[id(read.heading)] if read.heading else None
        self.start = read.start + by
        self.end = 0
        self.parts: list[PlacedPart] = []

    def walk(self) -> Iterator["PlacedPart"]:
        """Yield this part and those in it, in source order."""
        yield self
        for part in self.parts:
            yield from part.walk()


class Page:
    """What a page is made of, each in source order and with the place that it has there."""

    def __init__(self, source: Source, stretches: Sequence[Stretch], targets: Targets) -> None:
        self.source = source
        self.targets = targets
        self.stretches: list[Placed] = []
        start = line = tables = 0
        for stretch in stretches:
            self.stretches.append(Placed(stretch, start, line, tables))
            start += len(stretch.source.text)
            line += stretch.source.text.count("\n")
            tables += stretch.outline.tables
        self.headings: list[Heading] = []
        self.own_headings: dict[int, tuple[Heading, ...]] = {}
        """Those of each stretch, by where it begins: their places count from there, their anchors are those of the page."""
        self.parts: list[PlacedPart] = []
        """The outermost parts; text before the first heading is one without a heading."""
        self._put_together()

    def _put_together(self) -> None:
        slugs = Slugs()
        around: list[PlacedPart] = []
        for placed in self.stretches:
            read = placed.stretch.outline
            moved: dict[int, Heading] = {}
            for heading, name in zip(read.headings, read.names, strict=True):
                moved[id(heading)] = moving.heading(heading, placed.start, slugs.next(name))
            self.headings += moved.values()
            self.own_headings[placed.start] = tuple(
                [moving.heading(heading, 0, moved[id(heading)].slug) for heading in read.headings]
            )
            for top in read.parts:
                for part in top.walk():
                    if part.heading is not None or not placed.start:
                        self._add(PlacedPart(part, placed.start, moved), around)
        _close(around, 0, len(self.source.text))

    def _add(self, part: PlacedPart, around: list[PlacedPart]) -> None:
        """Add a part; `around` are those that it may stand in, the innermost last."""
        if part.heading is None:
            around.append(part)
            self.parts.append(part)
            return
        _close(around, part.heading.level, part.start)
        (around[-1].parts if around else self.parts).append(part)
        around.append(part)

    def _moved(self, found: Callable[[Placed], list[Value]], move: Callable[[Value, int], Value]) -> list[Value]:
        if len(self.stretches) == 1:
            return found(self.stretches[0])
        return [move(value, placed.start) for placed in self.stretches for value in found(placed)]

    @cached_property
    def links(self) -> Sequence[Link]:
        """Every link and image."""
        return [link for placed in self.stretches for link in placed.links()]

    @cached_property
    def broken_links(self) -> Sequence[BrokenLink]:
        return self._moved(lambda placed: placed.stretch.outline.broken_links, moving.broken_link)

    @cached_property
    def lone_brackets(self) -> Sequence[LoneBracket]:
        return self._moved(lambda placed: placed.stretch.outline.lone_brackets, moving.lone_bracket)

    @cached_property
    def uneven_rows(self) -> Sequence[UnevenRow]:
        return [
            moving.uneven_row(row, placed.start, placed.tables)
            for placed in self.stretches
            for row in placed.stretch.outline.uneven_rows
        ]

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The names and ids that HTML on the page gives."""
        return frozenset().union(*(placed.stretch.outline.anchors for placed in self.stretches))

    @cached_property
    def definitions(self) -> Sequence[Definition]:
        """What the targets of references are; of two for one label, the second is never used."""
        return self._moved(lambda placed: self.own_definitions.get(placed.start, []), moving.definition)

    @cached_property
    def own_definitions(self) -> Mapping[int, list[Definition]]:
        """The definitions of the stretches that have any, by where these begin; their places count from there."""
        if not any(placed.stretch.definitions for placed in self.stretches):
            return {}
        used = frozenset().union(*(placed.stretch.used for placed in self.stretches))
        known: set[str] = set()
        found: dict[int, list[Definition]] = {}
        for placed in self.stretches:
            for key, value in placed.stretch.definitions:
                is_repeated = key in known
                own = found.setdefault(placed.start, [])
                own.append(replace(value, is_used=key in used and not is_repeated, is_repeated=is_repeated))
                known.add(key)
        return found

    @property
    def unplaced(self) -> Sequence[Token]:
        """The block tokens, in order; the places of each count from where its stretch begins."""
        if len(self.stretches) == 1:
            return self.stretches[0].stretch.blocks.tokens
        return [token for placed in self.stretches for token in placed.stretch.blocks.tokens]

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """The block tokens, made when the first of them is asked for."""
        if len(self.stretches) == 1:
            return self.stretches[0].stretch.blocks.tokens
        return _Tokens(self.stretches)


def _close(around: list[PlacedPart], level: int, end: int) -> None:
    """Finish the open parts that a heading of this level ends."""
    while around and (around[-1].heading is None or around[-1].heading.level >= level):
        around.pop().end = end


class _Tokens(Sequence[Token]):
    """The tokens of all stretches, moved to their places when the first is asked for."""

    def __init__(self, stretches: Sequence[Placed]) -> None:
        self._stretches = stretches

    @cached_property
    def _tokens(self) -> list[Token]:
        return [
            moving.token(token, placed.start, placed.line)
            for placed in self._stretches
            for token in placed.stretch.blocks.tokens
        ]

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Token]: ...
    def __getitem__(self, index: int | slice) -> Token | Sequence[Token]:
        return self._tokens[index]

    def __len__(self) -> int:
        return len(self._tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens)


# --- reading ----------------------------------------------------------------------------------------------------------


def read_whole(source: Source) -> Page:
    """Return a page that is read once, as one stretch."""
    blocks = read_blocks(source.text)
    targets = Targets.of([blocks])
    return Page(source, [Stretch(source, blocks, targets)], targets)


def read_apart(source: Source) -> Page:
    """Return a page that is read stretch by stretch, to be read again after changes."""
    blocks = _cut(source.text, read_blocks(source.text))
    return _read(source, blocks, Targets.of([read for _, read in blocks]))


def read_again(before: Page, source: Source) -> Page:
    """Return the page of a text that was changed; of the stretches only those are read that are not what they were."""
    pieces = _pieces([placed.stretch for placed in before.stretches], source.text)
    targets = Targets.of([piece.blocks for piece in pieces])
    if not targets.is_like(before.targets):
        return read_apart(source)
    return Page(
        source,
        [piece.known or Stretch(_part_of(source, piece.text), piece.blocks, targets) for piece in pieces],
        targets,
    )


def _read(source: Source, blocks: Sequence[tuple[str, ReadBlocks]], targets: Targets) -> Page:
    return Page(source, [Stretch(_part_of(source, text), read, targets) for text, read in blocks], targets)


def _part_of(source: Source, text: str) -> Source:
    return Source(text, source.path, folder=source.folder)


class _Piece(NamedTuple):
    """A stretch of a text: the one of before that it still is, or what is to be read."""

    text: str
    blocks: ReadBlocks
    known: Stretch | None = None


def _pieces(old: Sequence[Stretch], text: str) -> Sequence[_Piece]:
    """Return the stretches of a text, of which most are what they were."""
    return _between(old, text) or list(_anywhere(old, text))


def _between(old: Sequence[Stretch], text: str) -> Sequence[_Piece]:
    """Return the stretches of a text that begins and ends as the old one does; nothing where more was changed by a change."""
    before = start = 0
    while before < len(old) - 1 and text.startswith(old[before].source.text, start):
        start += len(old[before].source.text)
        before += 1
    if before and not BEGINNING.match(text, start):
        # The heading that parted the two is none any more.
        before -= 1
        start -= len(old[before].source.text)
    after, end = len(old), len(text)
    while after > before + 1 and end - len(old[after - 1].source.text) >= start:
        if not text.endswith(old[after - 1].source.text, start, end):
            break
        after -= 1
        end -= len(old[after].source.text)
    if after - before > MOST_BETWEEN:
        # Many changes, between which most stretches may be what they were.
        return ()
    known = [_Piece(each.source.text, each.blocks, each) for each in old]
    if start == end:
        return [*known[:before], *known[after:]]
    read = _closed(text, start, end)
    if read is None:
        return ()
    return [*known[:before], *(_Piece(part, blocks) for part, blocks in _cut(text[start:end], read)), *known[after:]]


def _anywhere(old: Sequence[Stretch], text: str) -> Iterator[_Piece]:
    """Yield the stretches of a text, those that are known wherever they stand."""
    known: dict[str, list[Stretch]] = {}
    for each in old:
        known.setdefault(_first_line(each.source.text, 0), []).append(each)
    # A stretch that stood last may hold a block that nothing ends.
    last = old[-1]
    starts = [0, *(match.start() for match in BEGINNING.finditer(text, 1)), len(text)]
    at = {start: number for number, start in enumerate(starts)}

    def same(start: int) -> Stretch | None:
        for stretch in known.get(_first_line(text, start), ()):
            end = start + len(stretch.source.text)
            if end in at and text.startswith(stretch.source.text, start) and (stretch is not last or end == len(text)):
                return stretch
        return None

    number = 0
    while number < len(starts) - 1:
        start = starts[number]
        stretch = same(start)
        if stretch is not None:
            yield _Piece(stretch.source.text, stretch.blocks, stretch)
            number = at[start + len(stretch.source.text)]
            continue
        number += 1
        while starts[number] < len(text) and same(starts[number]) is None:
            number += 1
        more = 1
        while (read := _closed(text, start, starts[number])) is None:
            # A block was opened that does not end there.
            number = min(number + more, len(starts) - 1)
            more *= 2
        for part, blocks in _cut(text[start : starts[number]], read):
            yield _Piece(part, blocks)


def _closed(text: str, start: int, end: int) -> ReadBlocks | None:
    """Return the blocks of a part of a text, or None where they do not end with it."""
    if end == len(text):
        return read_blocks(text[start:])
    part = text[start:end] + ENDING
    read = read_blocks(part)
    last = len(read.tokens) - ENDING_TOKENS
    if last < 0 or read.tokens[last].start != end - start or not begins_stretch(read.tokens[last], part):
        return None
    del read.tokens[last:]
    return read


def _first_line(text: str, start: int) -> str:
    end = text.find("\n", start) + 1
    return text[start:end] if end else text[start:]


def _cut(text: str, read: ReadBlocks) -> list[tuple[str, ReadBlocks]]:
    """Return the texts of the stretches that a text is made of, and their blocks, placed in these."""
    begins = [index for index, token in enumerate(read.tokens) if begins_stretch(token, text)]
    lines = [0]
    lines.extend(token.map[0] for index in begins if (token := read.tokens[index]).map)
    starts = Source(text).line_starts
    if begins and not lines[1]:
        del lines[0]
    else:
        begins.insert(0, 0)
    found: list[tuple[str, ReadBlocks]] = []
    offsets = [starts[line] for line in lines]
    for number, (index, line, start) in enumerate(zip(begins, lines, offsets, strict=True)):
        is_last = number + 1 == len(begins)
        end = len(text) if is_last else offsets[number + 1]
        tokens = read.tokens[index : None if is_last else begins[number + 1]]
        for token in tokens:
            if token.map:
                token.map = [token.map[0] - line, token.map[1] - line]
            if token.start >= 0:
                token.start -= start
                token.end -= start
        defined = [
            each._replace(start=each.start - start, end=each.end - start) for each in read.defined if start <= each.start < end
        ]
        found.append((text[start:end], ReadBlocks(tokens, defined)))
    return found
