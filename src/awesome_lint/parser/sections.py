"""The parts of a page into sections of entries: what is listed in each, and what only looks like it."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.document import Container, Contents, Entry, Placeholders, Section, UnreadItems
from awesome_lint.habits.book import Pins
from awesome_lint.parser import collective, headed, moving, signs
from awesome_lint.parser.blocks import Block, List, Paragraph, Part, Table
from awesome_lint.parser.books import Named, Told, named, told, with_authors
from awesome_lint.parser.headed import Headed
from awesome_lint.parser.incremental import Page, PlacedPart
from awesome_lint.parser.listing import Named as NamedBlock
from awesome_lint.parser.listing import (
    Names,
    Noted,
    addressed_contents,
    contents_of,
    has_links,
    is_dated,
    is_news,
    laid_out,
    leads_away,
    leads_on,
    leads_through,
    lines,
    lists_people,
    name_of,
    noted,
    repeated_keys,
    repeated_labels,
    repeated_line_keys,
    says_where,
    whole,
    with_named,
)
from awesome_lint.parser.reading import (
    Obey,
    Reading,
    again,
    obey_nothing,
    read_candidate,
    read_items,
    read_lines,
    read_list,
    read_named,
    read_paragraph,
    read_signed,
    read_table,
)
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


def sections(page: Page, pins: Pins | None = None, memory: "Memory | None" = None) -> Sections:
    """Return the sections of a page and what is listed in them, read by the templates that are pinned.

    With a `memory`, those of each stretch are returned as well, and what the page lists is remembered.
    """
    parts = [part for top in page.parts for part in top.walk()]
    remembered = memory.of(parts) if memory else None
    known = _Known(
        _Repeated(
            repeated_keys([block for part in parts for block in part.read.blocks if isinstance(block, List)]),
            repeated_labels([part.read for part in parts]),
            repeated_line_keys([part.read for part in parts]),
        ),
        frozenset(name_of(heading.text.value) for heading in page.headings),
        _obeying(pins),
    )
    read = [_ReadPart(part, known, remembered) for part in page.parts]
    inner = [inside for part in read for inside in part.walk()]
    listings = [part.listing() for part in inner]
    collective.settle(listings)
    cited = [found for part in inner for found in part.found if isinstance(found, Reading) and found.is_cited]
    lines = [found for part in inner for found in part.found if isinstance(found, Lines)]
    lists_lines = sum(len(found.readings) for found in lines) + sum(part.own.paragraphs for part in inner) >= LEAST_PARAGRAPHS
    for part in inner:
        part.finish(lists_lines=lists_lines, lists_citations=len(cited) >= LEAST_PARAGRAPHS)
    paragraphs = sum(part.own.paragraphs for part in inner)
    _settle_headings(read, paragraphs)
    habits = _Habits(paragraphs >= LEAST_PARAGRAPHS, named([part.told() for part in inner]))
    # Nothing need stand before the first heading.
    outermost = tuple([part.section(habits) for part in read if part.part.heading or part.own.has_content or part.entries])
    found = Sections(
        outermost,
        tuple([moving.placeholders(run, part.part.by) for part in inner for run in part.own.placeholders]),
        tuple([moving.contents(each, part.part.by, part.part.moved) for part in inner for each in part.own.contents]),
        tuple(
            sorted(
                collective.unread(listings, page.headings[0].text.value if page.headings else ""), key=lambda items: items.spans
            )
        ),
        _apart(inner) if memory else {},
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
        found.placeholders += part.own.placeholders
        found.contents += part.own.contents
    return apart


def _obeying(pins: Pins | None) -> Callable[[Source], Obey]:
    """Return what makes of a text what reads its entries by the templates that settings pin."""
    if pins is None or not (pins.paper_entry or pins.named_entry):
        return lambda _: obey_nothing
    # Few settings pin templates.
    from awesome_lint.parser.entries import pinned

    forms = pinned.forms(pins)
    return lambda source: partial(pinned.read, source, pinned=forms)


class _Repeated(Struct, frozen=True):
    """What the page says again and again about what it lists."""

    keys: frozenset[str] = frozenset()
    """What bullets below its entries have before their colons."""
    labels: frozenset[str] = frozenset()
    """What links below its headings are called."""
    lines: frozenset[str] = frozenset()
    """What lines of its paragraphs have before their colons."""


class _Known(Struct, frozen=True):
    """What is known of the page as a whole before its parts are read."""

    repeated: _Repeated
    headings: Names
    """How its headings are called."""
    obeying: Callable[[Source], Obey]
    """What makes of a text what reads its entries by the templates that settings pin."""


class _Asked:
    """Names, which tells whether it was asked for any of them, and what it answered."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.answers: dict[str, bool] = {}

    def __contains__(self, name: object, /) -> bool:
        answer = self.answers[str(name)] = name in self._names
        return answer


class _Habits(Struct, frozen=True):
    """What is known of the page as a whole when its sections are made."""

    has_paragraphs: bool
    """Whether paragraphs that are laid out like entries are some."""
    named: Named
    """Whom its descriptions name."""


class Items(Struct, frozen=True):
    """What the items of a list are read as."""

    readings: list[Reading]


class Lines(Struct, frozen=True):
    """What the lines of a paragraph list, should the page list things so."""

    readings: list[Reading]


Found = Entry | Reading | Items | Lines


class Own(Struct):
    """What a part of a page lists by itself, in source order."""

    found: list[Found] = []
    placeholders: list[Placeholders] = []
    contents: list[Contents] = []
    paragraphs: int = 0
    """How many of its paragraphs are laid out like entries."""
    texts: int = 0
    lined: int = 0
    """How many paragraphs are none of these, and how many of them are lines that may name things."""
    has_content: bool = False
    headed: Headed | None = None
    """What it says, should its heading name an entry and no other stand below it."""


class _Settled(Struct, frozen=True):
    """What a part came to, and what that was made of."""

    entries: list[Entry]
    named: Named
    by: int
    section: Section
    """Without those in it, with places that count from where its stretch begins."""
    moved: list[Entry]


class _Remembered(Struct):
    """What is remembered of a part of a page."""

    part: Part
    own: Own | None = None
    repeated: _Repeated = _Repeated()
    asked: Mapping[str, bool] = {}
    """What was known of the page when it was read by itself, as far as it was asked: whether headings are called so."""
    told: tuple[list[Entry], Told] | None = None
    """Its entries, and what their descriptions tell."""
    settled: _Settled | None = None


class Memory:
    """What the parts of a page listed when it was last read, so that after a change the others are not read again."""

    def __init__(self) -> None:
        self._parts: dict[int, _Remembered] = {}

    def of(self, parts: Sequence[PlacedPart]) -> Mapping[int, _Remembered]:
        """Return what is remembered of the parts of a page, by their identities; all others are forgotten."""
        before = self._parts
        self._parts = {id(part.read): before.get(id(part.read)) or _Remembered(part.read) for part in parts}
        return self._parts


class _ReadPart:
    """A part of the page with what is listed in it; what its paragraphs and headings are is known when all parts are read."""

    def __init__(
        self, part: PlacedPart, page: _Known, memory: Mapping[int, _Remembered] | None, above: tuple[str, ...] = ()
    ) -> None:
        self.part = part
        self.read = part.read
        self.source = part.read.source
        """The text that the places of what is found count in, until sections are made of it."""
        above = (*above, part.heading.text.value) if part.heading else above
        self.above = above
        """The texts of the headings that it stands under, its own the last."""
        self.memory = memory[id(part.read)] if memory is not None else None
        self.own = self._remembered(page, self.memory) if self.memory else _OwnReader(part.read, page).own
        self.found = [_again(found) for found in self.own.found] if self.memory else self.own.found
        self.entries: list[Entry] = []
        """What of that is an entry, once all of the page is read."""
        self.kept: list[Entry] = []
        """The entries among them that are lines of paragraphs."""
        self.alone: Section | None = None
        """The section without those in it, with places that count from where its stretch begins."""
        self.headed = None if part.parts else self.own.headed
        self.parts = [_ReadPart(inner, page, memory, above) for inner in part.parts]

    def _remembered(self, page: _Known, memory: _Remembered) -> Own:
        asked = memory.asked
        if (
            memory.own is None
            or memory.repeated != page.repeated
            or any((name in page.headings) != asked[name] for name in asked)
        ):
            headings = _Asked(page.headings)
            memory.own = _OwnReader(self.read, replace(page, headings=headings)).own
            memory.repeated, memory.asked = page.repeated, headings.answers
        return memory.own

    def listing(self) -> collective.Listing:
        readings: list[Reading] = []
        for found in self.found:
            if isinstance(found, Reading):
                readings.append(found)
            elif isinstance(found, Items):
                readings += found.readings
        readings += [reading for found in self.found if isinstance(found, Lines) for reading in found.readings]
        nodes = self.read.nodes or ()
        is_named = bool(nodes) and leads_away(nodes) and not says_where(self.above[-1])
        return collective.Listing(self.above, is_named, readings, self.part.by)

    def finish(self, *, lists_lines: bool, lists_citations: bool) -> None:
        """Make entries of what was read, now that it is settled."""
        own = self.own
        cited = sum(isinstance(found, Reading) and found.is_cited for found in self.found)
        is_cited = lists_citations and cited >= own.texts * LINED_SHARE and not collective.is_other(self.above)
        is_lined = lists_lines and own.lined >= own.texts * LINED_SHARE and not collective.is_other(self.above)
        for found in self.found:
            if isinstance(found, Entry):
                self.entries.append(found)
            elif isinstance(found, Items):
                read = _entries(found.readings)
                self.entries += read
                self.kept += [entry for entry in read if entry.container is Container.PARAGRAPH]
            elif is_cited if isinstance(found, Reading) else is_lined:
                read = found.entries() if isinstance(found, Reading) else _entries(found.readings)
                self.entries += read
                self.kept += read

    def walk(self) -> Iterator["_ReadPart"]:
        yield self
        for part in self.parts:
            yield from part.walk()

    def leaves(self) -> Iterator["_ReadPart"]:
        """Yield the parts, this one included, that hold something below their heading and no other part."""
        return (part for part in self.walk() if not part.parts and (part.own.has_content or part.headed) and part.part.heading)

    def told(self) -> Told:
        """Return what the descriptions of its entries tell."""
        known = self.memory.told if self.memory else None
        if known is not None and known[0] == self.entries:
            return known[1]
        found = told(self.source, (inner for entry in self.entries for inner in entry.walk()))
        if self.memory:
            self.memory.told = self.entries, found
        return found

    @property
    def pinned(self) -> frozenset[Span]:
        """Of its entries that are read by a template that settings pin."""
        listed = self.listing().readings
        return frozenset(reading.candidate.span for top in listed for reading in top.walk() if reading.is_pinned)

    def section(self, habits: _Habits) -> Section:
        settled = self._settled(habits)
        kept = [*settled.moved]
        self.alone = settled.section
        inner: list[Section] = []
        has_content = self.own.has_content
        for part in self.parts:
            section = part.section(habits)
            if part.headed and not inner:
                # A heading that names an entry begins no section; among sections it has to, to keep its place.
                kept.extend(section.entries)
                has_content = True
            else:
                inner.append(section)
        return Section(self.part.heading, Span(self.part.start, self.part.end), tuple(kept), tuple(inner), has_content)

    def _settled(self, habits: _Habits) -> _Settled:
        by = self.part.by
        kept = [
            entry
            for entry in self.entries
            if habits.has_paragraphs or entry.container is not Container.PARAGRAPH or entry in self.kept
        ]
        before = self.memory.settled if self.memory else None
        if before is not None and before.entries == kept and before.named is habits.named:
            read = before.section.entries
        elif habits.named is not Named.NOBODY:
            pinned = self.pinned
            read = tuple([with_authors(self.source, entry, habits.named, pinned) for entry in kept])
        else:
            read = tuple(kept)
        limit = min(self.part.end - by, len(self.source.text))
        section = Section(self.read.heading, Span(self.read.start, limit), read, (), self.own.has_content)
        if before is not None and before.section == section:
            section = before.section
        is_same = before is not None and before.section is section and before.by == by
        moved = before.moved if before is not None and is_same else [entry.moved(by) for entry in read]
        found = _Settled(kept, habits.named, by, section, moved)
        if self.memory:
            self.memory.settled = found
        return found


def _entries(readings: Sequence[Reading]) -> list[Entry]:
    return [entry for reading in readings for entry in reading.entries()]


def _again(found: Found) -> Found:
    """Return what was found in a part, to be settled while this stays as it is."""
    if isinstance(found, Reading):
        return found.again()
    if isinstance(found, Items):
        return Items(again(found.readings))
    if isinstance(found, Lines):
        return Lines([reading.again() for reading in found.readings])
    return found


class _OwnReader:
    """What a part lists by itself, block by block."""

    def __init__(self, part: Part, page: _Known) -> None:
        self.own = Own(has_content=part.has_more)
        self._part = part
        self._source = part.source
        self._page = page
        self._obey = page.obeying(part.source)
        self._signs = signs.repeated(block.nodes for block in part.blocks if isinstance(block, Paragraph))
        for block in with_named(self._source, part, page.repeated.lines):
            self._read(block)
        if part.nodes and not self.own.paragraphs:
            below = headed.below(part.source, part.blocks, page.repeated.lines)
            self.own.headed = headed.read(part.nodes, below, page.repeated.labels) if below is not None else None

    def _read(self, block: Block | NamedBlock | Noted) -> None:
        own = self.own
        if isinstance(block, Paragraph | Noted):
            self._read_paragraph(block)
        elif isinstance(block, Table):
            items = read_items(block, self._obey)
            own.found += [Items(items)] if items else read_table(block)
            own.has_content = True
        elif isinstance(block, List):
            self._read_list(block)
        elif entry := read_named(block):
            own.paragraphs += 1
            own.found.append(entry)
            own.has_content = True

    def _read_paragraph(self, block: Paragraph | Noted) -> None:
        candidates = list(laid_out(block.nodes))
        if isinstance(block, Noted):
            candidates = noted(candidates, block)
            self.own.has_content = True
        found = [entry for candidate in candidates if (entry := read_paragraph(candidate, self._obey))]
        self.own.paragraphs += len(found)
        self.own.found += found
        if not found:
            self._read_lines(block)

    def _read_lines(self, block: Paragraph | Noted) -> None:
        """Keep what the lines of a paragraph list until it is known whether the page lists things so."""
        own = self.own
        own.texts += 1
        signed = signs.signed(block.nodes) if self._signs and isinstance(block, Paragraph) else None
        if signed is not None and signed.sign in self._signs:
            own.lined += 1
            own.found.append(Lines([read_signed(signed, block.nodes, 0, self._obey)]))
            return
        candidates = lines(self._source, block.nodes)
        if isinstance(block, Noted):
            candidates = noted(candidates, block)
        found = Lines(read_lines(candidates, self._obey))
        if found.readings:
            own.lined += 1
            own.found.append(found)
        elif (candidate := whole(block.nodes)) is not None:
            own.found.append(read_candidate(candidate, 0, Container.PARAGRAPH))

    def _read_list(self, block: List) -> None:
        own, heading = self.own, self._part.heading
        contents = contents_of(self._source, block) or addressed_contents(self._source, block, self._page.headings)
        if contents is not None:
            own.contents.append(contents)
        is_guide = contents is not None or leads_through(block, self._page.headings) or leads_on(block, heading)
        if is_guide or lists_people(heading) or (is_news(heading) and _is_dated(block)):
            own.has_content = True
            return
        listed = read_list(self._source, block, self._page.repeated.keys, obey=self._obey)
        if not block.is_quoted or has_links(block):
            # A list without links in a quote says something about what stands above it.
            own.found.append(Items(listed.readings))
        own.placeholders += listed.placeholders
        own.has_content = own.has_content or listed.has_content


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
