"""The parts of a page into sections of entries: what is listed in each, and what only looks like it."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct

from awesome_lint.document import Container, Contents, Entry, Placeholders, Section, UnreadItems
from awesome_lint.habits.book import Pins
from awesome_lint.parser import headed, moving, together
from awesome_lint.parser.blocks import List, Paragraph, Table
from awesome_lint.parser.described import Named, named, with_authors
from awesome_lint.parser.listing import (
    Noted,
    addressed_contents,
    contents_of,
    is_dated,
    is_news,
    laid_out,
    leads_away,
    leads_through,
    lines,
    lists_people,
    name_of,
    noted,
    repeated_keys,
    says_where,
    whole,
    with_named,
)
from awesome_lint.parser.reading import (
    Obey,
    Reading,
    obey_nothing,
    read_lines,
    read_list,
    read_named,
    read_paragraph,
    read_table,
)
from awesome_lint.parser.stretches import Page, PlacedPart
from awesome_lint.source import Source, Span

# So many paragraphs must be laid out like entries before any of them is taken for one.
LEAST_PARAGRAPHS = 3
# In a section that lists things in lines, this share of its paragraphs does.
LINED_SHARE = 0.6


class Sections(Struct, frozen=True):
    """The outermost sections of a page, and what stands in them besides entries."""

    sections: tuple[Section, ...]
    placeholders: tuple[Placeholders, ...]
    contents: tuple[Contents, ...]
    unread: tuple[UnreadItems, ...]
    apart: Mapping[int, "Apart"]
    """The same, but what is unread, for each stretch by itself, by where it begins on the page; nothing where nobody asks."""


class Apart(Struct):
    """The sections of a stretch, and what stands in them besides entries; places count from where it begins."""

    sections: list[Section] = []
    placeholders: list[Placeholders] = []
    contents: list[Contents] = []


def sections(page: Page, pins: Pins | None = None, *, are_apart: bool = False) -> Sections:
    """Return the sections of a page and what is listed in them, read by the templates that are pinned.

    `are_apart` asks for those of each stretch as well.
    """
    lists = [block for top in page.parts for part in top.walk() for block in part.read.blocks if isinstance(block, List)]
    known = _Known(repeated_keys(lists), frozenset(name_of(heading.text.value) for heading in page.headings), _obeying(pins))
    read = [_ReadPart(part, known) for part in page.parts]
    inner = [inside for part in read for inside in part.walk()]
    listings = [part.listing() for part in inner]
    together.settle(listings)
    cited = [found for part in inner for found in part.found if isinstance(found, Reading) and found.is_cited]
    lines = [found for part in inner for found in part.found if isinstance(found, Lines)]
    lists_lines = sum(len(found.readings) for found in lines) + sum(part.paragraphs for part in inner) >= LEAST_PARAGRAPHS
    for part in inner:
        part.finish(lists_lines=lists_lines, lists_citations=len(cited) >= LEAST_PARAGRAPHS)
    paragraphs = sum(part.paragraphs for part in inner)
    _settle_headings(read, paragraphs)
    habits = _Habits(
        paragraphs >= LEAST_PARAGRAPHS,
        named((part.source, entry) for part in inner for entry in part.listed()),
        are_apart,
    )
    # Nothing need stand before the first heading.
    outermost = tuple([part.section(habits) for part in read if part.part.heading or part.has_content or part.entries])
    found = Sections(
        outermost,
        tuple([moving.placeholders(run, part.part.by) for part in inner for run in part.placeholders]),
        tuple([moving.contents(each, part.part.by, part.part.moved) for part in inner for each in part.contents]),
        tuple(
            sorted(
                together.unread(listings, page.headings[0].text.value if page.headings else ""), key=lambda items: items.spans
            )
        ),
        _apart(inner) if are_apart else {},
    )
    # Those of one list know each other: a circle, which nothing but the collector would free, and that is held back.
    for reading in [reading for listing in listings for top in listing.readings for reading in top.walk()]:
        reading.siblings = ()
    return found


def _apart(parts: "Sequence[_ReadPart]") -> Mapping[int, Apart]:
    apart: defaultdict[int, Apart] = defaultdict(Apart)
    for part in parts:
        found = apart[part.part.by]
        if part.alone is not None:
            found.sections.append(part.alone)
        found.placeholders += part.placeholders
        found.contents += part.contents
    return apart


def _obeying(pins: Pins | None) -> Callable[[Source], Obey]:
    """Return what makes of a text what reads its entries by the templates that settings pin."""
    if pins is None or not (pins.paper_entry or pins.named_entry):
        return lambda _: obey_nothing
    # Few settings pin templates.
    from awesome_lint.parser.entries import pinned

    forms = pinned.forms(pins)
    return lambda source: partial(pinned.read, source, pinned=forms)


class _Known(Struct, frozen=True):
    """What is known of the page as a whole before its parts are read."""

    keys: frozenset[str]
    """What bullets below its entries have before their colons."""
    headings: frozenset[str]
    """How its headings are called."""
    obeying: Callable[[Source], Obey]
    """What makes of a text what reads its entries by the templates that settings pin."""


class _Habits(Struct, frozen=True):
    """What is known of the page as a whole when its sections are made."""

    has_paragraphs: bool
    """Whether paragraphs that are laid out like entries are some."""
    named: Named
    """Whom its descriptions name."""
    are_apart: bool
    """Whether the sections of each stretch are asked for as well."""


class Lines(Struct, frozen=True):
    """What the lines of a paragraph list, should the page list things so."""

    readings: tuple[Reading, ...]


class _ReadPart:
    """A part of the page with what is listed in it; what its paragraphs and headings are is known when all parts are read."""

    def __init__(self, part: PlacedPart, page: _Known, above: tuple[str, ...] = ()) -> None:
        self.part = part
        self.read = part.read
        self.source = part.read.source
        """The text that the places of what is found count in, until sections are made of it."""
        self.page = page
        self.obey = page.obeying(self.source)
        above = (*above, part.heading.text.value) if part.heading else above
        self.above = above
        """The texts of the headings that it stands under, its own the last."""
        self.found: list[Entry | Reading | Lines] = []
        self.entries: list[Entry] = []
        """What of that is an entry, once all of the page is read."""
        self.placeholders: list[Placeholders] = []
        self.contents: list[Contents] = []
        self.paragraphs = 0
        """How many of its paragraphs are laid out like entries."""
        self.kept: list[Entry] = []
        """The entries among them that are lines of paragraphs."""
        self.texts = 0
        self.lined = 0
        """How many paragraphs are none of these, and how many of them are lines that may name things."""
        self.has_content = self.read.has_more
        self.alone: Section | None = None
        """The section without those in it, with places that count from where its stretch begins."""
        self._read()
        self.headed: headed.Headed | None = None
        if self.read.nodes and not part.parts and not self.paragraphs:
            below = headed.below(self.read.blocks)
            self.headed = headed.read(self.read.nodes, below) if below is not None else None
        self.parts = [_ReadPart(inner, page, above) for inner in part.parts]

    def listing(self) -> together.Listing:
        readings = [found for found in self.found if isinstance(found, Reading)]
        readings += [reading for found in self.found if isinstance(found, Lines) for reading in found.readings]
        nodes = self.read.nodes or ()
        is_named = bool(nodes) and leads_away(nodes) and not says_where(self.above[-1])
        return together.Listing(self.above, is_named, readings, self.part.by)

    def finish(self, *, lists_lines: bool, lists_citations: bool) -> None:
        """Make entries of what was read, now that it is settled."""
        cited = sum(isinstance(found, Reading) and found.is_cited for found in self.found)
        is_cited = lists_citations and cited >= self.texts * LINED_SHARE and not together.is_other(self.above)
        for found in self.found:
            if isinstance(found, Reading) and found.container is Container.PARAGRAPH:
                read = found.entries() if is_cited else []
                self.entries += read
                self.kept += read
            elif isinstance(found, Reading):
                self.entries += found.entries()
            elif isinstance(found, Entry):
                self.entries.append(found)
            elif lists_lines and self.lined >= self.texts * LINED_SHARE and not together.is_other(self.above):
                read = [entry for reading in found.readings for entry in reading.entries()]
                self.entries += read
                self.kept += read

    def _read(self) -> None:
        for block in with_named(self.source, self.read):
            if isinstance(block, Paragraph | Noted):
                self._read_paragraph(block)
            elif isinstance(block, Table):
                self.found += read_table(block)
                self.has_content = True
            elif isinstance(block, List):
                self._read_list(block)
            elif entry := read_named(block):
                self.paragraphs += 1
                self.found.append(entry)
                self.has_content = True

    def _read_paragraph(self, block: Paragraph | Noted) -> None:
        candidates = list(laid_out(block.nodes))
        if isinstance(block, Noted):
            candidates = noted(candidates, block)
            self.has_content = True
        found = [entry for candidate in candidates if (entry := read_paragraph(candidate, self.obey))]
        self.paragraphs += len(found)
        self.found += found
        if not found:
            self._read_lines(block)

    def _read_lines(self, block: Paragraph | Noted) -> None:
        """Keep what the lines of a paragraph list until it is known whether the page lists things so."""
        self.texts += 1
        candidates = lines(self.source, block.nodes)
        if isinstance(block, Noted):
            candidates = noted(candidates, block)
        found = Lines(tuple(read_lines(candidates, self.obey)))
        if found.readings:
            self.lined += 1
            self.found.append(found)
        elif (candidate := whole(block.nodes)) is not None:
            self.found.append(Reading(candidate, 0, Container.PARAGRAPH))

    def _read_list(self, block: List) -> None:
        contents = contents_of(self.source, block) or addressed_contents(self.source, block, self.page.headings)
        if contents is not None:
            self.contents.append(contents)
        is_guide = contents is not None or leads_through(block, self.page.headings)
        if is_guide or lists_people(self.read.heading) or (is_news(self.read.heading) and _is_dated(block)):
            self.has_content = True
            return
        listed = read_list(self.source, block, self.page.keys, obey=self.obey)
        self.found += listed.readings
        self.placeholders += listed.placeholders
        self.has_content = self.has_content or listed.has_content

    def walk(self) -> Iterator["_ReadPart"]:
        yield self
        for part in self.parts:
            yield from part.walk()

    def leaves(self) -> Iterator["_ReadPart"]:
        """Yield the parts, this one included, that hold something below their heading and no other part."""
        return (part for part in self.walk() if not part.parts and (part.has_content or part.headed) and part.part.heading)

    def listed(self) -> Iterator[Entry]:
        """Yield its entries and those nested in them."""
        for entry in self.entries:
            yield from entry.walk()

    @property
    def pinned(self) -> frozenset[Span]:
        """Of its entries that are read by a template that settings pin."""
        listed = self.listing().readings
        return frozenset(reading.candidate.span for top in listed for reading in top.walk() if reading.is_pinned)

    def section(self, habits: _Habits) -> Section:
        kept = [
            entry
            for entry in self.entries
            if habits.has_paragraphs or entry.container is not Container.PARAGRAPH or entry in self.kept
        ]
        if habits.named is not Named.NOBODY:
            pinned = self.pinned
            kept = [with_authors(self.source, entry, habits.named, pinned) for entry in kept]
        if habits.are_apart:
            limit = min(self.part.end - self.part.by, len(self.source.text))
            self.alone = Section(self.read.heading, Span(self.read.start, limit), tuple(kept), (), self.has_content)
        if self.part.by:
            kept = [moving.entry(entry, self.part.by) for entry in kept]
        inner: list[Section] = []
        has_content = self.has_content
        for part in self.parts:
            section = part.section(habits)
            if part.headed and not inner:
                # A heading that names an entry begins no section; among sections it has to, to keep its place.
                kept.extend(section.entries)
                has_content = True
            else:
                inner.append(section)
        return Section(self.part.heading, Span(self.part.start, self.part.end), tuple(kept), tuple(inner), has_content)


def _is_dated(block: List) -> bool:
    """Whether most items of a list begin with a date."""
    return sum(is_dated(item.nodes or []) for item in block.items) * 2 > len(block.items)


def _settle_headings(read: Sequence[_ReadPart], paragraphs: int) -> None:
    """Take the headings that name an entry as such, where enough of their level do, and the others as headings."""
    levels: defaultdict[int, list[_ReadPart]] = defaultdict(list)
    for part in read:
        for leaf in part.leaves():
            if leaf.part.heading:
                levels[leaf.part.heading.level].append(leaf)
    certain = sum(1 for leaves in levels.values() for leaf in leaves if leaf.headed and leaf.headed.is_certain)
    for leaves in levels.values():
        named = [leaf for leaf in leaves if leaf.headed]
        is_habit = len(named) >= headed.LEAST_HEADED and len(named) >= len(leaves) * headed.HEADED_SHARE
        for leaf in named:
            is_certain = leaf.headed is not None and leaf.headed.is_certain
            if is_habit or (is_certain and certain + paragraphs >= headed.LEAST_HEADED):
                _take_heading(leaf)
            else:
                leaf.headed = None


def _take_heading(leaf: _ReadPart) -> None:
    heading = leaf.read.heading
    if heading and leaf.headed:
        start, limit = leaf.read.start, leaf.part.end - leaf.part.by
        end = start + len(leaf.source.text[start:limit].rstrip("\n"))
        span = Span(start, min(end + 1, limit))
        leaf.entries = [leaf.headed.fields.entry(Container.HEADING, span, heading.text.span)]
