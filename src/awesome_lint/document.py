"""One README as people see it: what stands on the page, and the list in it. Frozen values; nothing here parses."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property, wraps
from itertools import pairwise
from typing import Any, Concatenate, NamedTuple, ParamSpec, Protocol, TypeVar

from msgspec import Struct

from awesome_lint.entries import (
    LISTS,
    Author,
    Authors,
    Block,
    Container,
    Entry,
    EntryKind,
    Heading,
    Inline,
    Link,
    LinkKind,
    Section,
    UnreadItems,
)
from awesome_lint.habits.book import NO_STYLE, Style
from awesome_lint.patterns import lazy
from awesome_lint.source import Source, Span, Text

# What a page holds is all that a rule reads: it is imported from here.
__all__ = [
    "BLOCK_KINDS",
    "LISTS",
    "Author",
    "Authors",
    "Block",
    "BlockKind",
    "BrokenLink",
    "Conflict",
    "Container",
    "Contents",
    "Definition",
    "Directive",
    "Document",
    "Entry",
    "EntryKind",
    "Fault",
    "Heading",
    "Inline",
    "Item",
    "Link",
    "LinkKind",
    "LoneBracket",
    "Marks",
    "Outermost",
    "Paragraph",
    "Placeholders",
    "Section",
    "Text",
    "UnevenRow",
    "UnreadItems",
    "remembered",
]

# Wherever the file is taken from.
AWESOME_BADGE = lazy(r"(?:\bawesome\.re/|/sindresorhus/awesome[@/][^?#]{0,200}?)(badge(?:-flat2?)?\.svg)$", re.IGNORECASE)
AWESOME_TITLE = lazy(r"\W*awesome\b", re.IGNORECASE)


class Definition(Struct, frozen=True):
    """What a reference leads to: `[label]: url "title"`, whole lines without their last newline."""

    label: Text
    url: str
    span: Span
    url_span: Span
    is_used: bool
    is_repeated: bool
    """Whether an earlier definition has the label, so that this one counts for nothing."""


class Fault(Enum):
    """Why the markup of a link makes no link."""

    SPACE = "[label] (url)"
    BRACKETS = "(label)[url]"
    UNCLOSED_LABEL = "[label(url)"
    UNCLOSED_TARGET = "[label](url"
    SPACE_IN_TARGET = "[label](url with spaces)"
    NO_LABEL = "[url)"
    UNDEFINED = "[label][name]"


class BrokenLink(Struct, frozen=True):
    """Text that was meant to be a link: where it is written, and the label and target, or name of a definition, in it."""

    fault: Fault
    span: Span
    label: Span
    url: Span


class LoneBracket(Struct, frozen=True):
    """A bracket without a partner beside a link, and the one that would close what stands open before the link, if any."""

    span: Span
    link: Link
    expected: str = ""


class Placeholders(Struct, frozen=True):
    """A run of neighbouring placeholders of one list: where each is written, whole lines, in source order.

    `is_removable` says that its lines hold nothing else and that no two lists would become one without them.
    """

    spans: tuple[Span, ...]
    starts_list: bool
    ends_list: bool
    is_removable: bool


class Contents(Struct, frozen=True):
    """A table of contents: nested links to headings of this document."""

    span: Span
    links: tuple[tuple[int, Link], ...]
    """Each link with its depth, from 0."""
    heading: Heading | None
    """The heading it stands under, or None before the first one."""


class UnevenRow(Struct, frozen=True):
    """A row of a table with more or fewer cells than the header: GitHub drops what is more, and leaves blank what is less."""

    span: Span
    cells: tuple[Span, ...]
    """What is written between the bars, white space included."""
    columns: int
    table: int
    """Which table of the page it is a part of, counted from 0."""
    rows: int
    """How many rows that table has below its header."""
    is_last: bool


class BlockKind(Enum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLETS = "bullets"
    NUMBERS = "numbers"
    TABLE = "table"
    QUOTE = "quotation"
    CODE = "code"
    HTML = "HTML"
    LINE = "line"

    @property
    def is_list(self) -> bool:
        return self in (BlockKind.BULLETS, BlockKind.NUMBERS)


class Outermost(Struct, frozen=True, gc=False):
    """A block that stands in no other, a list with all that is in it: whole lines without the blank ones after them."""

    kind: BlockKind
    first: int
    """Its first line, from 1."""
    end: int
    """The line after its last."""
    span: Span
    """Its lines, with their newlines."""


class Paragraph(Struct, frozen=True, gc=False):
    """A paragraph, wherever it stands: its lines are `first` up to but not including `end`, from 1.

    `text` is what Markdown reads: the marks of quotations and white space at the beginnings of lines are gone.
    """

    text: Text
    first: int
    end: int
    is_outermost: bool
    """Whether it stands in no list, quotation or table."""


class Item(Struct, frozen=True, gc=False):
    """An item of a list, whatever it holds: its lines are `first` up to but not including `end`, from 1, blank ones aside."""

    marker: Text
    first: int
    end: int
    list: int
    """Which list of the page it is in, counted from 0."""
    begins_with: BlockKind | None
    """What it holds first, if anything."""
    parent: "Item | None" = None
    """The item that its list stands in."""


class Marks(Struct, frozen=True, gc=False):
    """What stands around the words of a field in its own place: emphasis, a link, quotes, white space."""

    opening: Text
    closing: Text


class Conflict(Struct, frozen=True):
    """What a merge that nobody finished left: lines of git that stand between two versions of the text."""

    opening: Text
    """The first of its marks: `<<<<<<< HEAD`, or what is left of the others."""
    ending: Text | None
    """The last, where it is another."""


class Directive(Struct, frozen=True):
    """A comment that speaks to this tool: `<!-- awesome-lint: NAME ARGUMENTS (a reason) -->`.

    `block` is what it is about: the row, heading, list item or paragraph that it stands in, or, where it stands alone
    between blocks, the next one.
    """

    name: Text
    arguments: tuple[Text, ...]
    """The words after the name; white space or commas stand between them."""
    span: Span
    """The whole comment."""
    block: Span
    is_alone: bool = False
    """Whether it stands in lines of its own."""
    is_foreign: bool = False
    """Whether it is written for the awesome-lint of npm: `<!--lint NAME ARGUMENTS-->`."""


LIST_ENDS = frozenset({"bullet_list_close", "ordered_list_close"})

BLOCK_KINDS = {
    "paragraph_open": BlockKind.PARAGRAPH,
    "heading_open": BlockKind.HEADING,
    "bullet_list_open": BlockKind.BULLETS,
    "ordered_list_open": BlockKind.NUMBERS,
    "table_open": BlockKind.TABLE,
    "blockquote_open": BlockKind.QUOTE,
    "fence": BlockKind.CODE,
    "code_block": BlockKind.CODE,
    "html_block": BlockKind.HTML,
    "hr": BlockKind.LINE,
}


class Document(Struct, frozen=True, dict=True, weakref=True):
    """One README: its sections, what stands in them, and the habits of its list."""

    source: Source
    sections: tuple[Section, ...]
    """The outermost sections; the first has no heading when the text does not begin with one."""
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    """Every link and image of the page, in source order."""
    placeholders: tuple[Placeholders, ...] = ()
    contents: tuple[Contents, ...] = ()
    anchors: frozenset[str] = frozenset()
    """The names and ids that HTML on the page gives: what a fragment may lead to besides headings."""
    definitions: tuple[Definition, ...] = ()
    broken_links: tuple[BrokenLink, ...] = ()
    lone_brackets: tuple[LoneBracket, ...] = ()
    style: Style = NO_STYLE
    blocks: Sequence[Block] = ()
    """The block tokens that the document was read from: for the formatter. A rule asks the facts that are made of them."""
    directives: tuple[Directive, ...] = ()
    uneven_rows: tuple[UnevenRow, ...] = ()
    unread: tuple[UnreadItems, ...] = ()
    """The lists of which most items were not read as entries, though nothing says that these list no things."""
    conflicts: tuple[Conflict, ...] = ()
    """The merges that nobody finished. What else was read of such a page may be wrong, and nothing of it is fixed."""
    stretches: "tuple[Stretch, ...]" = ()
    """What it is put together from, should it have been read so: what is looked for in these is kept while they stay."""
    memory: dict[str, Any] = {}
    """What was put together from these before the last change, see `summed`."""
    page: "AsksPage | None" = None
    """Where it is a stretch: what answers for the page around it, see `of_page`."""

    @property
    def apart(self) -> "tuple[Stretch, ...]":
        """Its stretches; one that is read whole is a single one."""
        return self.stretches or (Stretch(self, 0, 0),)

    def stretch_at(self, offset: int) -> "Stretch":
        """Return the stretch in which an offset lies."""
        apart = self.apart
        return apart[bisect_right(apart, offset, key=_start_of) - 1]

    def walk(self) -> Iterator[Section]:
        """Yield every section, in source order."""
        for section in self.sections:
            yield from section.walk()

    def groups(self) -> Iterator[tuple[Entry, ...]]:
        """Yield the entries that stand side by side: those of a section, and those nested in one entry."""
        for section in self.walk():
            yield section.entries
        for entry in self.entries:
            if entry.entries:
                yield entry.entries

    @cached_property
    def badge(self) -> Link | None:
        """The image by which a list says that it is an awesome one; badges of lists that it lists are not its own."""
        images = (link for link in self.links if link.kind is LinkKind.IMAGE and link.span.start < self.top.end)
        return next((link for link in images if AWESOME_BADGE.search(link.url)), None)

    @property
    def is_awesome(self) -> bool:
        """Whether the list calls itself awesome: by a badge, or by a title such as `Awesome Shells`."""
        titles = self.headings[:1]
        return self.badge is not None or any(AWESOME_TITLE.match(title.text.value) for title in titles)

    @cached_property
    def targets(self) -> tuple[Text, ...]:
        """Every target as written on the page, escapes included: of links, images and definitions, in source order.

        A bare link without a scheme (`www.example.org`) is left out.
        """
        text = self.source.text
        spans = [
            link.url_span
            for link in self.links
            if link.url_span and (link.kind is not LinkKind.BARE or not text.startswith(("www.", "WWW."), link.url_span.start))
        ]
        spans += [definition.url_span for definition in self.definitions]
        return tuple([Text(text[start:end], span) for span in sorted(spans) for start, end in [span]])

    # --- how it is written --------------------------------------------------------------------------------------------

    def title_marks(self, entry: Entry) -> Marks | None:
        """Return what stands around the words of an entry's title in `title_span`."""
        return self._marks(entry.title.span, entry.title_span) if entry.title and entry.title_span else None

    def author_marks(self, entry: Entry) -> Marks | None:
        """Return what stands around the names of an entry in `authors_span`."""
        return self._marks(entry.authors.span, entry.authors_span) if entry.authors and entry.authors_span else None

    def _marks(self, inner: Span, outer: Span) -> Marks:
        return Marks(
            self.source.written(outer.start, max(inner.start, outer.start)),
            self.source.written(min(inner.end, outer.end), outer.end),
        )

    def is_wrapped(self, link: Link) -> bool:
        """Whether a link stands in square brackets of its own: `[[label](url)]`."""
        beside = self.source.beside(link.span)
        return beside.before.endswith("[") and beside.after.startswith("]")

    def is_html(self, part: Link | Heading) -> bool:
        """Whether a link, image or heading is written in HTML."""
        return self.source.slice(part.span).startswith("<")

    @cached_property
    def top(self) -> Span:
        """What stands before the second heading: the title of the list, its badges, and what it says of itself."""
        return Span(0, self.headings[1].span.start if len(self.headings) > 1 else self.source.end)

    @cached_property
    def outermost(self) -> tuple[Outermost, ...]:
        """The blocks that stand in no other, in source order."""
        if self.stretches:
            return tuple(
                [
                    Outermost(each.kind, each.first + line, each.end + line, each.span.moved(start))
                    for document, start, line in self.stretches
                    for each in document.outermost
                ]
            )
        source = self.source
        return tuple(
            [
                Outermost(BLOCK_KINDS[block.type], first + 1, end + 1, source.lines_span(first + 1, end + 1))
                for block in self.blocks
                if block.level == 0 and block.map and block.type in BLOCK_KINDS
                for first, end in [block.map]
            ]
        )

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every paragraph, in source order."""
        if self.stretches:
            return tuple(
                [
                    Paragraph(each.text.moved(start), each.first + line, each.end + line, each.is_outermost)
                    for document, start, line in self.stretches
                    for each in document.paragraphs
                ]
            )
        return tuple(
            [
                Paragraph(Text(inline.content, Span(inline.start, inline.end)), first + 1, end + 1, block.level == 0)
                for block, inline in pairwise(self.blocks)
                if block.type == "paragraph_open" and block.map
                for first, end in [block.map]
            ]
        )

    @cached_property
    def texts(self) -> tuple[Span, ...]:
        """Where text stands that Markdown marks up: paragraphs, headings and cells of tables, in source order."""
        if self.stretches:
            return self._together(lambda document: document.texts)
        return tuple([Span(block.start, block.end) for block in self.blocks if block.type == "inline"])

    @cached_property
    def html(self) -> tuple[Span, ...]:
        """The blocks of HTML: whole lines, with their newlines."""
        if self.stretches:
            return self._together(lambda document: document.html)
        return tuple([self._lines(block) for block in self.blocks if block.type == "html_block"])

    @cached_property
    def tags(self) -> tuple[tuple[Text, ...], ...]:
        """The tags of HTML in each text that has any: a paragraph, heading or cell; comments are none."""
        if self.stretches:
            return tuple(
                [tuple([tag.moved(start) for tag in tags]) for document, start, _ in self.stretches for tags in document.tags]
            )
        found: list[tuple[Text, ...]] = []
        for block in self.blocks:
            if block.type == "inline" and "<" in block.content:
                tags = [token for token in block.children or () if token.type == "html_inline" and token.content[1] not in "!?"]
                if tags:
                    found.append(tuple([Text(tag.content, Span(tag.start, tag.end)) for tag in tags]))
        return tuple(found)

    @cached_property
    def code(self) -> tuple[Span, ...]:
        """Where code is, in source order: blocks of it as whole lines, and what stands between backticks with these."""
        if self.stretches:
            return self._together(lambda document: document.code)
        found: list[Span] = []
        for block in self.blocks:
            if BLOCK_KINDS.get(block.type) is BlockKind.CODE:
                found.append(self._lines(block))
            elif "`" in block.content:
                found += [Span(token.start, token.end) for token in block.children or () if token.type == "code_inline"]
        return tuple(found)

    def _together(self, places: "Callable[[Document], Iterable[Span]]") -> tuple[Span, ...]:
        """Return places of all stretches as they stand on the page."""
        return tuple([place.moved(start) for document, start, _ in self.stretches for place in places(document)])

    def _lines(self, block: Block) -> Span:
        first, end = block.map or (0, 0)
        return self.source.lines_span(first + 1, end + 1)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item of a list, those that are no entries too, nested ones after the one that holds them."""
        if self.stretches:
            return tuple(_items_of(self.stretches))
        found: list[Item] = []
        lists: list[int] = []
        around: list[Item] = []
        count = 0
        for block, following in pairwise(self.blocks):
            if block.type in LISTS:
                lists.append(count)
                count += 1
            elif block.type == "list_item_open":
                first, end = block.map or (0, 0)
                while end > first + 1 and not self.source.line(end).strip(" \t>"):
                    end -= 1
                value = block.info + block.markup if block.info else block.markup
                marker = Text(value, Span(block.start, block.start + len(value)))
                parent = around[-1] if around else None
                item = Item(marker, first + 1, end + 1, lists[-1], BLOCK_KINDS.get(following.type), parent)
                found.append(item)
                around.append(item)
            elif block.type == "list_item_close":
                around.pop()
            elif block.type in LIST_ENDS:
                lists.pop()
        return tuple(found)

    def cells(self, entry: Entry) -> tuple[Text, ...]:
        """Return what the cells of an entry's row hold, without the white space around it; nothing for other entries."""
        return self._cells.get(entry.span.start, ()) if entry.container is Container.TABLE_ROW else ()

    @cached_property
    def empty_rows(self) -> tuple[Span, ...]:
        """The rows of tables whose cells hold nothing: whole lines without their newline."""
        lines = [
            self.source.line_span(self.source.line_number(start))
            for start, cells in self._cells.items()
            if cells and not any(cell.value.strip() for cell in cells)
        ]
        return tuple(lines)

    @cached_property
    def _cells(self) -> Mapping[int, tuple[Text, ...]]:
        """The cells of each row, by where that begins."""
        return {start: cells for table in self.tables for start, cells in table.items()}

    @cached_property
    def tables(self) -> tuple[Mapping[int, tuple[Text, ...]], ...]:
        """The rows of each table, by where they begin: their cells but those of the header, without white space around them."""
        if self.stretches:
            return tuple(
                [
                    {at + start: tuple([cell.moved(start) for cell in cells]) for at, cells in table.items()}
                    for document, start, _ in self.stretches
                    for table in document.tables
                ]
            )
        tables: list[dict[int, list[Text]]] = []
        row: list[Text] = []
        for before, block in pairwise(self.blocks):
            if before.type == "table_open":
                tables.append({})
            elif block.type == "tr_open":
                row = tables[-1][block.start] = []
            elif block.type == "inline" and before.type == "td_open":
                row.append(self.source.written(block.start, block.end))
        return tuple([{start: tuple(cells) for start, cells in table.items()} for table in tables])

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, nested ones after the one that holds them, in source order."""
        return tuple(nested for section in self.walk() for entry in section.entries for nested in entry.walk())


class AsksPage(Protocol):
    """Answers what is asked of the page around a stretch, and notes it: what came of the answers is kept while they stay."""

    def ask(self, find: Callable[..., Any], args: tuple[Any, ...], /) -> Any: ...


class Stretch(NamedTuple):
    """A part of a page as a document of its own, whose places count from `start`, and whose lines from after `line`."""

    document: Document
    start: int
    line: int


def _start_of(stretch: Stretch) -> int:
    return stretch.start


def _items_of(stretches: Iterable[Stretch]) -> Iterator[Item]:
    """Yield the items of all stretches as they stand on the page, each list with its number there."""
    lists = 0
    for document, start, line in stretches:
        moved: dict[int, Item] = {}
        number = -1
        for each in document.items:
            parent = moved[id(each.parent)] if each.parent else None
            item = Item(
                each.marker.moved(start), each.first + line, each.end + line, each.list + lists, each.begins_with, parent
            )
            moved[id(each)] = item
            number = max(number, each.list)
            yield item
        lists += number + 1


Found = TypeVar("Found")
Place = TypeVar("Place", bound="Movable")


class Movable(Protocol):
    """What stands somewhere, and can be told to stand so much further on."""

    def moved(self: Place, by: int, /) -> Place: ...


def remembered(find: Callable[[Document], Found]) -> Callable[[Document], Found]:
    """Let a document keep what a function found in it: rules ask the same, one after the other."""
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def found(document: Document) -> Found:
        kept: dict[str, Any] = document.__dict__
        if name not in kept:
            kept[name] = find(document)
        result: Found = kept[name]
        return result

    return found


Key = TypeVar("Key")


class _Sum(NamedTuple):
    """What was counted in some stretches, each by its identity, as often as it stands on the page."""

    stretches: Mapping[int, tuple[Document, int]]
    total: Counter[Any]


def summed(count: Callable[[Document], Counter[Key]]) -> Callable[[Document], Counter[Key]]:
    """Let a document keep what a function counted in it; of one with stretches, that is the sum over these.

    The sum begins with that of before the last change, of which most is still true.
    """
    name = f"{count.__module__}.{count.__qualname__}"
    own = remembered(count)

    @wraps(count)
    def found(document: Document) -> Counter[Key]:
        if not document.stretches:
            return own(document)
        kept: dict[str, Any] = document.__dict__
        if name not in kept:
            before: _Sum | None = document.memory.get(name)
            document.memory[name] = now = _summed(_counted(document), before, own)
            kept[name] = now.total
        result: Counter[Key] = kept[name]
        return result

    return found


@remembered
def _counted(document: Document) -> Mapping[int, tuple[Document, int]]:
    """Return the stretches of a page by their identities, with how often each stands there."""
    found: dict[int, tuple[Document, int]] = {}
    for part, _, _ in document.stretches:
        found[id(part)] = part, found.get(id(part), (part, 0))[1] + 1
    return found


def _summed(now: Mapping[int, tuple[Document, int]], before: _Sum | None, own: Callable[[Document], Counter[Key]]) -> _Sum:
    was = before.stretches if before else {}
    if was is now and before:
        return before
    total: Counter[Key] = Counter()
    if before:
        dict.update(total, before.total)
    for key in {*(was.keys() ^ now.keys()), *(key for key in was if was[key][1] > 1), *(key for key in now if now[key][1] > 1)}:
        document, times = now.get(key) or (was[key][0], 0)
        times -= was[key][1] if key in was else 0
        for value, count in own(document).items() if times else ():
            total[value] += count * times
            if not total[value]:
                del total[value]
    return _Sum(now, total)


Asked = ParamSpec("Asked")


def of_entries(find: Callable[[Document], Mapping[int, Found]]) -> Callable[[Document], Mapping[int, Found]]:
    """Let a document keep what a function found about entries, by where these begin; each stretch is asked about its own.

    What is found holds no places, and depends on nothing that stands elsewhere.
    """
    own = remembered(find)

    @remembered
    @wraps(find)
    def found(document: Document) -> Mapping[int, Found]:
        if not document.stretches:
            return own(document)
        return {at + start: value for part, start, _ in document.stretches for at, value in own(part).items()}

    return found


def of_page(find: Callable[Concatenate[Document, Asked], Found]) -> Callable[Concatenate[Document, Asked], Found]:
    """Let what looks at a stretch, a rule for one, ask what a function finds on the page around it.

    What is found holds no places, can be compared, and is better small: all that was made of it is made anew when it changes.
    Nothing that a stretch keeps may be made of it (`remembered`, `summed`, `by_stretch`), since that would stay as it was.
    What it is told goes by position alone, since that is what the answer is noted by: TypeError for what has a name.
    """

    @wraps(find)
    def found(document: Document, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Found:
        if document.page is None:
            return find(document, *args, **kwargs)
        if kwargs:
            raise TypeError(f"{find.__name__}: expected arguments by position, got {', '.join(kwargs)} by name")
        answer: Found = document.page.ask(find, args)
        return answer

    return found


def by_stretch(
    find: Callable[Concatenate[Document, Asked], tuple[Place, ...]],
) -> Callable[Concatenate[Document, Asked], tuple[Place, ...]]:
    """Let a document keep the places that a function found in it; of one with stretches, it is asked about each of these.

    No place that it looks for may reach from one stretch into the next, nor depend on what stands there. What else it is given
    tells what it looks for; what it was given last is kept.
    """
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def found(document: Document, /, *args: Asked.args, **kwargs: Asked.kwargs) -> tuple[Place, ...]:
        kept: dict[str, Any] = document.__dict__
        asked = args, kwargs
        if name not in kept or kept[name][0] != asked:
            apart = document.stretches
            places = [place.moved(start) for part, start, _ in apart for place in found(part, *args, **kwargs)]
            kept[name] = asked, tuple(places) if apart else find(document, *args, **kwargs)
        result: tuple[Place, ...] = kept[name][1]
        return result

    return found
