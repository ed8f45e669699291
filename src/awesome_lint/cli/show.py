"""A list at a glance: its sections, what its entries say, its habits, and what could not be read."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from awesome_lint.document import Document, EntryKind, Section
from awesome_lint.facts.counts import field_counts, listed, size
from awesome_lint.facts.unread import unread
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


def render(document: Document, display: Display) -> Iterator[str]:
    """Yield the picture of a list, line by line; nothing in it reaches a terminal unescaped."""
    painter = _Painter(min(display.width, WIDEST), Ink(display.colour))
    for part in (_head, _tree, _fields, _habits, _unread):
        for line in part(document, painter):
            yield guarded(line.rstrip()) + "\n"


def as_values(document: Document) -> dict[str, object]:
    """Return what the picture of a list shows, for programs: all of it, and each place that was not read."""
    entries = listed(document)
    return {
        "path": document.source.path,
        "lines": document.source.text.count("\n"),
        "entries": len(entries),
        "kinds": {kind.value: sum(entry.kind is kind for entry in entries) for kind in KINDS},
        "sections": [_section(section) for section in document.sections if not section.is_entry],
        "fields": dict(field_counts(entries)),
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
        "entries": size(section),
        "sections": [_section(inner) for inner in section.sections if not inner.is_entry],
    }


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


def _head(document: Document, painter: _Painter) -> Iterator[str]:
    entries = listed(document)
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
        count = size(section)
        yield painter.row(f"{indent}{twig}{name or '(no words)'}", str(count) if count else "-")
        yield from _branches(section.sections, indent + below, is_top=False, painter=painter)


def _fields(document: Document, painter: _Painter) -> Iterator[str]:
    entries = listed(document)
    if not entries:
        return
    yield ""
    yield painter.title("Entries with")
    total = len(entries)
    digits = len(str(total))
    # The rest of the line is for the name, the number and the share.
    length = min(BAR, painter.width - digits - 25)
    for name, count in field_counts(entries):
        if not count and name in RARE:
            continue
        full = round(length * count / total) or (1 if count else 0)
        bar = painter.ink("█" * full, CYAN) + "░" * (length - full)
        yield f"  {name:<11}  {bar}  {count:>{digits}}  {_share(count, total)}"


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


def _count(count: int, name: str, names: str | None = None) -> str:
    return f"{count} {name if count == 1 else names or name + 's'}"
