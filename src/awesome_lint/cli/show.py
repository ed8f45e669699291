"""A list at a glance: its sections, what its entries say, its habits, and what could not be read."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from awesome_lint.document import Document, Entry, EntryKind, Link, LinkKind, Section
from awesome_lint.habits import described as habits
from awesome_lint.reporters import Display
from awesome_lint.reporters.text import BOLD, CYAN, YELLOW, Ink, clipped, columns, guarded, visible

# Wider lines are hard to follow from one end to the other.
WIDEST = 100
BAR = 24
# Across less, the eye needs no dots.
SHORT_GAP = 4
FAINT = "2"
# Of each table; the rest is counted.
MOST_UNREAD = 12
MOST_HABITS = 16

# For terminals whose encoding has no lines and blocks.
PLAIN = str.maketrans({"├": "|", "└": "`", "─": "-", "│": "|", "█": "#", "░": ".", "…": "~", "·": "."})

KINDS = {
    EntryKind.PAPER: "with title and authors",
    EntryKind.NAMED: "with a name",
    EntryKind.UNPARSED: "not told apart into fields",
}
# Fields that most lists do not have, so that their absence says nothing.
RARE = ("tags", "badges")

LEAVES = {"paragraph_open": "paragraph", "tr_open": "table row", "html_block": "HTML"}


class Unread(Struct, frozen=True):
    """Neighbouring blocks of a kind that are not read: first and last line, how many, and the text of the first one."""

    kind: str
    first: int
    last: int
    size: int
    text: str


def render(document: Document, display: Display) -> Iterator[str]:
    """Yield the picture of a list, line by line; nothing in it reaches a terminal unescaped."""
    painter = _Painter(min(display.width, WIDEST), Ink(display.colour))
    for part in (_head, _tree, _fields, _habits, _unread):
        for line in part(document, painter):
            yield guarded(line.rstrip()) + "\n"


def as_values(document: Document) -> dict[str, object]:
    """Return what the picture of a list shows, for programs: all of it, and each place that was not read."""
    entries = _entries(document)
    return {
        "path": document.source.path,
        "lines": document.source.text.count("\n"),
        "entries": len(entries),
        "kinds": {kind.value: sum(entry.kind is kind for entry in entries) for kind in KINDS},
        "sections": [_section(section) for section in document.sections if not section.is_entry],
        "fields": dict(_counts(entries)),
        "style": habits.as_values(document.style),
        "unread_lists": [
            {
                "heading": items.heading,
                "items": items.size,
                "lines": [document.source.line_number(span.start) for span in items.spans],
            }
            for items in document.unread
        ],
        "unread": [
            {"kind": each.kind, "line": each.first, "end_line": each.last, "count": each.size, "text": each.text}
            for each in unread(document)
        ],
    }


def _section(section: Section) -> dict[str, object]:
    return {
        "heading": section.heading and section.heading.text.value,
        "entries": _sum(section),
        "sections": [_section(inner) for inner in section.sections if not inner.is_entry],
    }


def unread(document: Document) -> tuple[Unread, ...]:
    """Return what holds links to other pages but no entry and no contents, items of lists that were not read, and entries whose
    fields were not told apart.

    Neighbouring ones of the same kind are one.
    """
    found = [*_blocks_without_entries(document), *_unparsed(document)]
    lines = {line for each in found for line in range(each.first, each.last + 1)}
    found += [each for each in _items(document) if each.first not in lines]
    joined: list[Unread] = []
    for each in sorted(found, key=lambda one: (one.first, one.last)):
        last = joined[-1] if joined else None
        if last and last.kind == each.kind and each.first <= last.last + 1:
            joined[-1] = Unread(each.kind, last.first, max(last.last, each.last), last.size + 1, last.text)
        else:
            joined.append(each)
    return tuple(joined)


class _Painter(Struct, frozen=True):
    width: int
    ink: Ink

    def title(self, text: str) -> str:
        return self.ink(text, BOLD)

    def row(self, left: str, right: str, painted: str | None = None, *, has_leader: bool = True) -> str:
        """Return a line with text at both ends, dots between them, the left one cut where it does not fit."""
        room = self.width - columns(right) - 2
        shown = clipped(left, room)
        gap = self.width - columns(shown) - columns(right)
        leader = f" {'·' * (gap - 2)} " if has_leader and gap > SHORT_GAP else " " * gap
        head = painted if painted is not None and shown == left else shown
        return f"{head}{self.ink(leader, FAINT) if leader.strip() else leader}{self.ink(right, CYAN)}"


def _entries(document: Document) -> list[Entry]:
    return [entry for entry in document.entries if entry.kind is not EntryKind.PLACEHOLDER]


def _head(document: Document, painter: _Painter) -> Iterator[str]:
    entries = _entries(document)
    sections = sum(section.heading is not None and not section.is_entry for section in document.walk())
    yield painter.title(visible(document.source.path))
    lines = document.source.text.count("\n")
    yield f"{_count(len(entries), 'entry', 'entries')} in {_count(sections, 'section')}, {_count(lines, 'line')}"
    kinds = Counter(entry.kind for entry in entries)
    yield from (f"  {kinds[kind]} {words}" for kind, words in KINDS.items() if kinds[kind])
    containers = Counter(entry.container.value for entry in entries)
    if len(containers) > 1 or (containers and "list item" not in containers):
        yield "  from " + ", ".join(_count(count, name) for name, count in containers.most_common())
    empty = sum(len(run.spans) for run in document.placeholders)
    if empty:
        yield f"  besides {_count(empty, 'placeholder')} without a word"


def _tree(document: Document, painter: _Painter) -> Iterator[str]:
    yield ""
    yield painter.row("Sections", "entries", painter.title("Sections"), has_leader=False)
    yield from _branches(document.sections, "", is_top=True, painter=painter)


def _branches(sections: Sequence[Section], indent: str, *, is_top: bool, painter: _Painter) -> Iterator[str]:
    shown = [section for section in sections if not section.is_entry]
    for number, section in enumerate(shown, 1):
        is_last = number == len(shown)
        twig, below = ("", "") if is_top else ("└─ ", "   ") if is_last else ("├─ ", "│  ")
        name = visible(" ".join(section.heading.text.value.split())) if section.heading else "(before the first heading)"
        count = _sum(section)
        yield painter.row(f"{indent}{twig}{name or '(no words)'}", str(count) if count else "-")
        yield from _branches(section.sections, indent + below, is_top=False, painter=painter)


def _sum(section: Section) -> int:
    own = sum(entry.kind is not EntryKind.PLACEHOLDER for top in section.entries for entry in top.walk())
    return own + sum(_sum(inner) for inner in section.sections)


def _fields(document: Document, painter: _Painter) -> Iterator[str]:
    entries = _entries(document)
    if not entries:
        return
    yield ""
    yield painter.title("Entries with")
    total = len(entries)
    digits = len(str(total))
    # The rest of the line is for the name, the number and the share.
    length = min(BAR, painter.width - digits - 25)
    for name, count in _counts(entries):
        if not count and name in RARE:
            continue
        full = round(length * count / total) or (1 if count else 0)
        bar = painter.ink("█" * full, CYAN) + "░" * (length - full)
        yield f"  {name:<11}  {bar}  {count:>{digits}}  {_share(count, total)}"


def _counts(entries: Sequence[Entry]) -> Iterator[tuple[str, int]]:
    """Yield how many entries have each field."""
    yield "title", sum(entry.title is not None for entry in entries)
    yield "authors", sum(entry.authors is not None for entry in entries)
    yield "venue", sum(entry.venue is not None for entry in entries)
    yield "year", sum(entry.year is not None for entry in entries)
    yield "link", sum(bool(entry.links) for entry in entries)
    yield "description", sum(entry.description is not None for entry in entries)
    yield "tags", sum(bool(entry.tags) for entry in entries)
    yield "badges", sum(bool(entry.badges) for entry in entries)


def _share(count: int, total: int) -> str:
    """Return the share in per cent; neither all nor none unless it is."""
    share = round(100 * count / total)
    if share == 100 and count < total:
        return "> 99 %"
    if share == 0 and count:
        return " < 1 %"
    return f"{share:>4} %"


def _habits(document: Document, painter: _Painter) -> Iterator[str]:
    met = list(habits.in_words(document.style))
    if not met:
        return
    yield ""
    yield painter.row("Habits", "met", painter.title("Habits"), has_leader=False)
    for words, share in met[:MOST_HABITS]:
        yield painter.row(f"  {visible(words)}", share)
    if len(met) > MOST_HABITS:
        yield f"  and {len(met) - MOST_HABITS} more: awesome-lint style {visible(document.source.path)}"


def _unread(document: Document, painter: _Painter) -> Iterator[str]:
    left = sorted(unread(document), key=lambda each: (-each.size, each.first))
    yield ""
    if not left:
        yield painter.title("Nothing left unread")
        return
    title = "Links outside of what was read"
    if any(each.kind == "item" for each in left):
        title = "Items and links outside of what was read"
    yield painter.row(title, "lines", painter.title(title), has_leader=False)
    for each in left[:MOST_UNREAD]:
        name = each.kind if each.size == 1 else f"{each.size} × {each.kind}"
        lines = str(each.first) if each.first == each.last else f"{each.first}-{each.last}"
        shown = clipped(each.text, painter.width - columns(name) - columns(lines) - 8)
        yield painter.row(f"  {name}  {shown}", lines, f"  {painter.ink(name, YELLOW)}  {shown}")
    rest = left[MOST_UNREAD:]
    if rest:
        yield f"  and {sum(each.size for each in rest)} more"


def _items(document: Document) -> Iterator[Unread]:
    source = document.source
    for span in (span for items in document.unread for span in items.spans):
        first, last = source.line_number(span.start), source.line_number(span.end)
        yield Unread("item", first, last, 1, " ".join(source.line(first).split()))


def _blocks_without_entries(document: Document) -> Iterator[Unread]:
    source = document.source
    covered = sorted(
        [entry.span for section in document.walk() for entry in section.entries]
        + [contents.span for contents in document.contents]
        + [heading.span for heading in document.headings]
    )
    lines: set[int] = set()
    index, reach = 0, 0
    for link in sorted(document.links, key=lambda one: one.span):
        while index < len(covered) and covered[index].start <= link.span.start:
            reach = max(reach, covered[index].end)
            index += 1
        if link.span.start >= reach and _leads_away(document, link):
            lines.add(source.line_number(link.span.start))
    for block in document.blocks if lines else ():
        name = LEAVES.get(block.type)
        if name is None or block.map is None:
            continue
        first, last = block.map[0] + 1, max(block.map[1], block.map[0] + 1)
        mine = [number for number in range(first, min(last, len(source.line_starts)) + 1) if number in lines]
        if mine:
            lines.difference_update(mine)
            yield Unread(name, first, last, 1, " ".join(source.line(mine[0]).split()))


def _leads_away(document: Document, link: Link) -> bool:
    """Whether a reader can follow the words of a link to another page; a badge is there to be seen."""
    is_badge = document.source.text.startswith("![", link.label.span.start)
    return link.kind is not LinkKind.IMAGE and not link.is_fragment and not is_badge


def _unparsed(document: Document) -> Iterator[Unread]:
    source = document.source
    for entry in document.entries:
        if entry.kind is EntryKind.UNPARSED:
            start, end = entry.text_span
            first, last = source.line_number(start), source.line_number(max(start, end - 1))
            yield Unread(entry.container.value, first, last, 1, " ".join(source.slice(entry.text_span).split()))


def _count(count: int, name: str, names: str | None = None) -> str:
    return f"{count} {name if count == 1 else names or name + 's'}"
