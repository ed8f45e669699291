"""Lines that were meant as entries or definitions, and that Markdown takes for a part of the text before them.

They are found among the block tokens, since that is what a page is laid out from. A rule reports them, and the layout leaves
them where they stand: indented, they would look as if they belonged to the entry above.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.document import Block, Document, by_stretch, remembered, summed
from awesome_lint.habits.book import Style
from awesome_lint.parser.tokens.targets import read_destination
from awesome_lint.patterns import lazy
from awesome_lint.source import Source, Span

BULLETS = "•‣⁃●▪∙○◦"
# Spaces that separate nothing in Markdown, and what nobody sees.
ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
UNSEEN = "\u200b-\u200d\u2060\ufeff"
ODD = f"{ODD_SPACES}{UNSEEN}"
# A line that begins with a marker and what it marks without a space between them, with a bullet of another alphabet, with a
# marker and a space that is none to Markdown, with dashes, or with what entries begin with.
BEGINNING = (
    r"[ \t>]*(?:([-+](?=\[|\*\*|[^\W\d])|\*(?=\[|[^\W\d])(?![^\n*]*\*))|(\d{1,3})[.)](?=\[|\*\*|[^\W\d])"
    rf"|([{BULLETS}])(?=\S|[ \t\u00a0]\S)"
    rf"|([-+*]|\d{{1,3}}[.)])(?=[{ODD}][ \t{ODD}]*[^\s{UNSEEN}])"
    rf"|(-{{2,3}}|[–—―·])(?=[ \t{ODD}]*(?:\[|\*\*))"
    r"|(?=\[|\*\*))"
)
LINE = lazy(BEGINNING)
# What all of them begin with, and hardly any other line: a page without one, as most are, does not need the large pattern.
SUSPECT = lazy(r"[ \t>]*(?:(?:[-+*]|\d{1,3}[.)])(?![ \t])|\[|[^\x00-\x7f])")
SPACE = lazy(rf"[ \t{ODD}]*")
# A line break that a reader sees keeps the lines apart.
SHOWN_BREAK = lazy(r"(?:\\|  |<br\s*/?>\s*)$")
# What no option of a program looks like.
NAME = lazy(r"\*\*|\[|[^\W\d_a-z][^\W\d_]+[ \t]+\S|[^\W\x00-\u024f]")
MAX_INDENTATION = 3
# So many lines at most are one step of a count.
MAX_STEP = 4

# The two forms of entries: a linked name and its description, or a bold title with emphasised authors and a link.
TARGET = r"(?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|\[[^\[\]\n]*\])"
NAMED = lazy(rf"(\*\*|__)?\[[^\[\]\n]+\]{TARGET}(?(1)\1)[ \t]*(-|–|—|:|\||~)(?=[ \t]+\S)")
LINK_ALONE = lazy(r"[ ]{0,3}[-*+]\[[^\[\]\n]+\]\([^()\s]+\)[ \t]*")
PAPER = lazy(r"(\*\*|__)(?=\S)[^*\n]+\1[ \t.,:]*([*_])(?![*_\s])[^\n]*\]\(")
ITEM = lazy(r"(?m)^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\[|\*\*|__)")
# So many entries must have the form of a line that would be one more.
LEAST_ENTRIES = 2
# What a whole entry ends with, where the list ends its entries with something.
ENDINGS = ".!?。！？…)]*_\"'”’>"

DEFINITION = lazy(
    r"[ \t>]*(\[(?!\^)([^\[\]\n]+)\]:[ \t]*(<[^<>\n]+>|[^\s<]\S*)"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?)[ \t]*$"
)
# It leads to an address, a file or a place on the page; other words in brackets before a colon are a note.
ADDRESS = lazy(r"<|[a-zA-Z][\w+.-]*:\S|#|\.{0,2}/|www\.|[\w./-]+\.[a-zA-Z]")
# Another item, or more of the same, below an item.
FOLLOWS = lazy(r"\s*\n[ \t>]*(?:[-*+]|\d{1,9}[.)]|(?<=[ \t])\S)")

# A marker behind the end of an entry.
JOINED = lazy(rf"[.!?。！？)\]*_]([ \t]{{0,2}})([-*+]|(\d{{1,3}})[.)])[ \t{ODD}]{{1,2}}(?=\[|\*\*|__)")


class Slip(Enum):
    """What keeps a line from being the entry that it was meant to be."""

    NO_SPACE = "no space after the marker"
    OTHER_SPACE = "a space after the marker that is none to Markdown"
    OTHER_BULLET = "a bullet that Markdown does not know"
    NO_MARKER = "no marker"


class Swallowed(Struct, frozen=True):
    """A line that was meant as an entry."""

    slip: Slip
    line: int
    """Its number, from 0."""
    marker: Span
    """The marker as written; empty where there is none."""
    text: Span
    """What it says, up to the end of the last line that goes with it."""
    written: str
    """The marker that makes it an entry."""
    number: int | None
    is_linked: bool
    """Whether a link follows the marker at once."""
    is_certain: bool
    """Whether nothing else has to tell that it is an entry."""
    can_begin: bool
    """Whether it is an entry once its marker is right."""

    def moved(self, by: int, lines: int) -> "Swallowed":
        if not by:
            return self
        return replace(self, line=self.line + lines, marker=self.marker.moved(by), text=self.text.moved(by))


class Joined(Struct, frozen=True):
    """An entry that stands behind another on one line."""

    marker: Span
    text: Span
    """What it says, up to the end of the last line that goes with it."""
    before: Span
    """The end of the other: its last character, and the white space behind it."""
    indentation: str
    """What stands before the marker of the other."""


class SwallowedDefinitions(Struct, frozen=True):
    """Definitions in lines of a paragraph, one after the other."""

    lines: Span
    """All of them, from the first bracket to the end of the last line."""
    labels: tuple[str, ...]
    before: Span
    """The line before them, without its indentation."""
    quotes: int
    """How many quotes hold them."""
    is_last: bool
    """Whether nothing follows them but what they would not part from what stands before."""

    def moved(self, by: int) -> "SwallowedDefinitions":
        return replace(self, lines=self.lines.moved(by), before=self.before.moved(by)) if by else self


class _Item(Struct, frozen=True):
    """A list item around a paragraph: its line, its bullet or the mark after its number, and its number."""

    line: int
    markup: str
    number: str

    def indentation(self, source: Source) -> int:
        line = source.line(self.line + 1)
        return len(line) - len(line.lstrip(" \t>"))

    def content(self, source: Source) -> int:
        """Return how far its text is indented."""
        return self.indentation(source) + len(self.number) + len(self.markup) + 1

    @property
    def next_marker(self) -> str:
        return f"{int(self.number) + 1}{self.markup}" if self.number else self.markup


class _Paragraph(Struct, frozen=True):
    """The lines of a paragraph, from 0, where links begin in it, the list items around it, and what marks hold together."""

    first: int
    end: int
    links: frozenset[int]
    items: tuple[_Item, ...]
    marked: tuple[Span, ...]


@remembered
def swallowed(document: Document) -> tuple[Swallowed, ...]:
    """Return the lines that were meant as entries, in source order."""
    return tuple(_with_neighbours(list(_suspects(document))))


@by_stretch
def swallowed_definitions(document: Document) -> tuple[SwallowedDefinitions, ...]:
    """Return the definitions below text, which makes them a part of it, in source order."""
    source = document.source
    lines = [line for line, _ in _definition_lines(source)]
    found: list[SwallowedDefinitions] = []
    for paragraph in _paragraphs(document, lines) if lines else ():
        here = lines[bisect_left(lines, paragraph.first + 1) : bisect_left(lines, paragraph.end)]
        while here:
            count = next((index for index, line in enumerate(here) if line != here[0] + index), len(here))
            found.append(_definitions(source, paragraph, here[0], here[0] + count))
            here = here[count:]
    return tuple(found)


def _definition_lines(source: Source) -> Iterator[tuple[int, "re.Match[str]"]]:
    """Yield the lines, from 0, that look like definitions."""
    position = source.text.find("]:")
    while position >= 0:
        line = source.line_number(position)
        span = source.line_span(line)
        match = DEFINITION.match(source.text, span.start, span.end)
        if match and ADDRESS.match(match[3]):
            destination = read_destination(source.text, *match.span(3))
            # A parenthesis ends what nothing in it began.
            if destination and destination[2] == match.end(3):
                yield line - 1, match
        position = source.text.find("]:", span.end)


def _definitions(source: Source, paragraph: _Paragraph, first: int, end: int) -> SwallowedDefinitions:
    spans = [source.line_span(line + 1) for line in range(first, end)]
    matches = [match for span in spans if (match := DEFINITION.match(source.text, span.start, span.end))]
    before = source.line_span(first)
    start = before.start + len(source.slice(before)) - len(source.slice(before).lstrip(" \t"))
    quotes = source.text.count(">", spans[0].start, matches[0].start(1))
    is_last = end == paragraph.end and not (paragraph.items and FOLLOWS.match(source.text, spans[-1].end))
    labels = tuple(match[2] for match in matches)
    return SwallowedDefinitions(Span(matches[0].start(1), spans[-1].end), labels, Span(start, before.end), quotes, is_last)


def kept_lines(document: Document) -> frozenset[int]:
    """Return the lines, from 0, that were meant as entries or definitions: to indent them would hide that."""
    entries = (each.line for each in swallowed(document))
    source = document.source
    definitions = (
        line
        for each in swallowed_definitions(document)
        for line in range(source.line_number(each.lines.start) - 1, source.line_number(each.lines.end))
    )
    return frozenset((*entries, *definitions))


def joined(document: Document) -> Iterator[Joined]:
    """Yield the entries that stand behind another on one line: both have the form that entries of the list have."""
    source = document.source
    text = source.text
    candidates = [
        match
        for place in may_be_joined(document)
        if (match := JOINED.match(text, place.start)) and (NAMED.match(text, match.end()) or PAPER.match(text, match.end()))
    ]
    if not candidates:
        return
    forms = _forms(document)
    lines = [source.line_number(match.start()) - 1 for match in candidates]
    for paragraph in _paragraphs(document, lines):
        if not paragraph.items:
            continue
        item = paragraph.items[-1]
        start = source.line_starts[item.line]
        begin = ITEM.match(text, start)
        form = _form(text, begin.end()) if begin and item.line == paragraph.first else None
        if begin is None or form is None or forms[form] < LEAST_ENTRIES:
            continue
        here = candidates[bisect_left(lines, paragraph.first) : bisect_left(lines, paragraph.end)]
        found = [match for match in here if _is_next(item, match[2], match[3]) and _form(text, match.end()) == form]
        if not found:
            continue
        ends = [match.start(1) for match in found[1:]] + [source.line_span(paragraph.end).end]
        indentation = source.line(item.line + 1)[: item.indentation(source)]
        for match, end in zip(found, ends, strict=True):
            yield Joined(Span(*match.span(2)), Span(match.end(), end), Span(match.start(), match.end(1)), indentation)


@by_stretch
def may_be_joined(document: Document) -> tuple[Span, ...]:
    """Return where something ends and a marker follows on its line."""
    return tuple([Span(*match.span()) for match in JOINED.finditer(document.source.text)])


def _is_next(item: _Item, marker: str, number: str | None) -> bool:
    if number is None or not item.number:
        return marker == item.markup
    return marker[-1] == item.markup and int(number) - int(item.number) in (0, 1)


def _suspects(document: Document) -> Iterator[Swallowed]:
    """Yield the lines of paragraphs that begin as entries do, or nearly so."""
    forms: Counter[tuple[str, ...]] | None = None
    for part, start, line in document.apart:
        for paragraph in _suspect_paragraphs(part):
            if forms is None:
                forms = _forms(document)
            for each in _in_paragraph(part.source, paragraph, forms, document.style):
                yield each.moved(start, line)


@remembered
def _suspect_paragraphs(document: Document) -> tuple[_Paragraph, ...]:
    """Return the paragraphs with a line that begins as entries do, or nearly so."""
    text = document.source.text
    starts = document.source.line_starts
    lines = [line for line, start in enumerate(starts) if SUSPECT.match(text, start) and LINE.match(text, start)]
    return tuple(_paragraphs(document, lines)) if lines else ()


@by_stretch
def held_together(document: Document) -> tuple[Span, ...]:
    """Return the places in texts that marks hold together, such as a link or bold words, outermost ones and in order."""
    return tuple([place for block in document.blocks if block.type == "inline" for place in _marked(block)])


def _paragraphs(document: Document, lines: Sequence[int]) -> Iterator[_Paragraph]:
    """Yield the paragraphs that hold one of the lines, which are numbers in order, from 0."""
    items: list[_Item] = []
    is_paragraph = False
    for block in document.blocks:
        kind = block.type
        if kind == "list_item_open" and block.map:
            items.append(_Item(block.map[0], block.markup, block.info))
        elif kind == "list_item_close":
            items.pop()
        elif kind == "inline" and is_paragraph and block.map and _holds_any(block.map, lines):
            yield _Paragraph(block.map[0], block.map[1], _links(block), tuple(items), tuple(_marked(block)))
        is_paragraph = kind == "paragraph_open"


def _holds_any(lines: Sequence[int], suspects: Sequence[int]) -> bool:
    """Whether one of the suspects, line numbers in order, is between the first line and the last, all from 0."""
    index = bisect_left(suspects, lines[0])
    return index < len(suspects) and suspects[index] < lines[1]


def _links(block: Block) -> frozenset[int]:
    return frozenset(token.start for token in block.children or () if token.type == "link_open")


def _marked(block: Block) -> Iterator[Span]:
    """Yield the places that marks hold together, such as a link or bold words, outermost ones and in order."""
    depth = start = 0
    for token in block.children or ():
        if token.type.endswith("_open"):
            start = start if depth else token.start
            depth += 1
        elif token.type.endswith("_close"):
            depth -= 1
            if not depth:
                yield Span(start, token.end)
        elif not depth and token.type in ("code_inline", "html_inline", "image"):
            yield Span(token.start, token.end)


def cuts(places: Sequence[Span], offset: int) -> bool:
    """Whether one of the places, in order and apart, begins before an offset and ends behind it."""
    index = bisect_left(places, offset, key=lambda place: place.start) - 1
    return index >= 0 and offset < places[index].end


def _in_paragraph(source: Source, paragraph: _Paragraph, forms: Counter[tuple[str, ...]], style: Style) -> Iterator[Swallowed]:
    items, links = paragraph.items, paragraph.links
    text = source.text
    starts = source.line_starts
    matches = {
        line: match
        for line in range(paragraph.first, paragraph.end)
        if (match := LINE.match(text, starts[line], source.line_span(line + 1).end))
        and (line == paragraph.first or not SHOWN_BREAK.search(source.line(line)))
        and (match[1] or match[2] or match[3] or match[4] or _is_like_others(source, paragraph, line, match, forms, style))
    }
    bullets = {match[3] for match in matches.values()}
    odd = sum(match[4] is not None for match in matches.values())
    begins_so = paragraph.first in matches and len(matches) > 1 and len(bullets) == 1
    found: list[Swallowed] = []
    end = source.line_span(paragraph.end).end
    for line, match in reversed(matches.items()):
        bullet, number, other, spaced, dashes = match.groups()
        marker = Span(match.start(match.lastindex), match.end()) if match.lastindex else Span(match.end(), match.end())
        indentation = marker.start - starts[line]
        at = _after_space(text, marker.end)
        is_linked = _begins_link(text, at, links)
        is_first = line == paragraph.first
        is_lazy = bool(items) and not is_first and indentation < items[-1].content(source)
        goes_on = any(_goes_on(source, item, indentation, source.slice(marker)) for item in items)
        written = source.slice(marker)
        if bullet or number:
            if bullet == "*" and text.find("*", marker.end, end) >= 0:
                continue
            if bullet and not NAME.match(text, marker.end):
                continue
            slip = Slip.NO_SPACE
            begins = (
                is_first and bool(bullet) and (NAMED.match(text, at) is not None or _follows_entry(source, paragraph, bullet))
            )
            is_certain = goes_on or (is_linked and (bool(items) or begins))
        elif spaced:
            slip = Slip.OTHER_SPACE
            is_certain = goes_on or is_linked or odd > 1
            number = spaced[:-1]
        elif other:
            slip = Slip.OTHER_BULLET
            is_certain = begins_so or (is_lazy and is_linked)
            written = _level(source, items, indentation) or "-"
        else:
            slip = Slip.OTHER_BULLET if dashes else Slip.NO_MARKER
            is_certain = True
            written = _level(source, items, indentation) or "-"
        can_begin = is_first or line - 1 in matches or goes_on or not number or number == "1"
        # Marks that two entries share would hold nothing together.
        can_begin = can_begin and not cuts(paragraph.marked, marker.start)
        # A mail address may begin with what looks like a marker.
        can_begin = can_begin and not ((bullet or number) and marker.start in links)
        can_begin = can_begin and indentation <= max([item.indentation(source) for item in items], default=0) + MAX_INDENTATION
        found.append(
            Swallowed(
                slip,
                line,
                marker,
                Span(at, end),
                written,
                int(number) if number else None,
                _begins_link(text, marker.end, links),
                is_certain,
                can_begin,
            )
        )
        end = starts[line] - 1
    yield from reversed(found)


def _follows_entry(source: Source, paragraph: _Paragraph, bullet: str) -> bool:
    """Whether a paragraph of one line that is a link stands below an entry with the same bullet."""
    line = paragraph.first
    if paragraph.end - line > 1 or LINK_ALONE.fullmatch(source.line(line + 1)) is None:
        return False
    while line and not source.line(line).strip():
        line -= 1
    return bool(line) and source.line(line).startswith(f"{bullet} [")


def _after_space(text: str, at: int) -> int:
    space = SPACE.match(text, at)
    return space.end() if space else at


def _begins_link(text: str, at: int, links: frozenset[int]) -> bool:
    return at + text.startswith("[[", at) in links


def _goes_on(source: Source, item: _Item, indentation: int, marker: str) -> bool:
    """Whether a marker would make the next item of the same list."""
    if not marker or item.markup != marker[-1] or item.indentation(source) != indentation:
        return False
    return not item.number or (marker[:-1].isdigit() and int(marker[:-1]) - int(item.number) in (0, 1))


def _level(source: Source, items: Sequence[_Item], indentation: int) -> str | None:
    """Return the marker of the next item of the list that an entry so far indented belongs to."""
    around = [item for item in items if item.indentation(source) <= indentation] or items[:1]
    return around[-1].next_marker if around else None


def _is_like_others(
    source: Source,
    paragraph: _Paragraph,
    line: int,
    match: "re.Match[str]",
    forms: Counter[tuple[str, ...]],
    style: Style,
) -> bool:
    """Whether a line without a marker has the form of the entry before it, which is whole, and of others of the page."""
    if line == paragraph.first or not paragraph.items:
        return False
    item = paragraph.items[-1]
    begin = match.start(5) if match[5] else match.end()
    form = _form(source.text, _after_space(source.text, match.end()))
    if form is None or forms[form] < LEAST_ENTRIES or begin - match.start() >= item.content(source):
        return False
    head = ITEM.match(source.text, source.line_starts[item.line])
    if head is None or item.line != paragraph.first or _form(source.text, head.end()) != form:
        return False
    before = source.line(line).rstrip()
    return before.endswith(tuple(ENDINGS)) or not style.description_ending.value


@summed
def _forms(document: Document) -> Counter[tuple[str, ...]]:
    """Return how many entries have each form."""
    text = document.source.text
    return Counter(form for match in ITEM.finditer(text) if (form := _form(text, match.end())))


def _form(text: str, at: int) -> tuple[str, ...] | None:
    """Return what tells the form of the entry whose text begins there, or None where it has none that is known."""
    named = NAMED.match(text, at)
    if named:
        # A name may be bold or not.
        return "name", named[2]
    paper = PAPER.match(text, at)
    return paper.groups("") if paper else None


def _with_neighbours(found: Sequence[Swallowed]) -> list[Swallowed]:
    """Return those that are entries for certain, or that go on with their neighbour."""
    kept = {each for each in found if each.is_certain}
    for before, after in pairwise(found):
        counts = before.number is not None and after.number is not None and before.number + 1 == after.number
        is_near = after.line - before.line <= MAX_STEP
        if is_near and (counts or (before.is_linked and after.is_linked)):
            kept |= {before, after}
    return [each for each in found if each in kept]
