"""Where in the text an entry goes, and what stands around it there: markers, indentation, blank lines, numbers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from awesome_lint.adding.draft import AddError
from awesome_lint.adding.moulds import region
from awesome_lint.adding.sections import Named
from awesome_lint.diagnostic import Edit
from awesome_lint.document import Container, Document, Entry
from awesome_lint.facts.ordering import MOVABLE, siblings
from awesome_lint.patterns import lazy
from awesome_lint.source import Source, Span

NUMBER = lazy(r"\d+")
# Lines that follow a paragraph without a blank one: its picture, perhaps.
ATTACHED = lazy(r"(?:\n[ \t>]*[^\s>#][^\n]*)+")
BULLET = "-"
# How many line breaks are between two entries where there is none to look at.
USUAL = {Container.LIST_ITEM: 1, Container.TABLE_ROW: 1}
APART, MOST_BREAKS = 2, 4


class SiteError(AddError):
    """There is no place that an entry can be written at; the message says why."""


class Site(Struct, frozen=True):
    """The neighbours of a new entry, in source order, none in a section that has no entries yet."""

    named: Named
    container: Container
    entries: tuple[Entry, ...]


def site(document: Document, named: Named) -> Site:
    """Return where in a section entries are added: to its longest list, or what it has instead of lists.

    Raises SiteError for a list that is written in HTML, and for an empty section of a list of tables.
    """
    source = document.source
    entries = named.entries
    least = min((entry.depth for entry in entries), default=0)
    groups = siblings(source, [entry for entry in entries if entry.depth == least])
    longest = max(groups, key=len, default=())
    others = [entry for entry in entries if entry.container not in MOVABLE]
    if len(others) > len(longest):
        kind = Counter(entry.container for entry in others).most_common(1)[0][0]
        longest = tuple(entry for entry in others if entry.container is kind)
    if longest:
        container = longest[0].container
        if container is Container.HTML:
            raise SiteError(f'the entries of "{named.name}" are written in HTML; add this one by hand')
        return Site(named, container, longest)
    kinds = Counter(entry.container for entry in document.entries if not entry.depth)
    container = kinds.most_common(1)[0][0] if kinds else Container.LIST_ITEM
    if container in (Container.TABLE_ROW, Container.HTML):
        raise SiteError(f'"{named.name}" has no table yet; write its header and first row by hand')
    return Site(named, container, ())


def insertion(document: Document, place: Site, number: int, text: str) -> list[Edit]:
    """Return the edits that put a text before the neighbour of this number, and give those after it their numbers."""
    source = document.source
    if not place.entries:
        return [_first(document, place, text)]
    entry, is_last = (place.entries[number], False) if number < len(place.entries) else (place.entries[-1], True)
    breaks = "\n" * _breaks(source, place)
    marked = _marked(source, place, number, text)
    if not is_last:
        start = _line_start(source, entry.span.start)
        edits = [Edit(Span(start, start), marked + breaks)]
    else:
        edits = [_after(source, _end(source, place), breaks, marked)]
    return [*edits, *_renumbered(source, place, number)]


def _first(document: Document, place: Site, text: str) -> Edit:
    """Return the edit that puts the first entry into a section, below what it says of itself."""
    source = document.source
    section = place.named.section
    end = section.sections[0].span.start if section.sections else section.span.end
    body = source.text[section.span.start : end]
    at = section.span.start + len(body.rstrip())
    marker = ""
    width = 0
    if place.container is Container.LIST_ITEM:
        marker = f"{_first_marker(document)} "
        width = len(marker)
    written = marker + _indented(text, " " * width)
    return _after(source, at, "\n\n", written) if body.strip() else Edit(Span(at, at), f"{written}\n")


def _after(source: Source, end: int, breaks: str, text: str) -> Edit:
    """Return the edit that puts lines behind a line which ends there, the last one without a newline where that has none."""
    if source.text.startswith("\n", end):
        return Edit(Span(end + 1, end + 1), f"{breaks[1:]}{text}\n")
    return Edit(Span(end, end), breaks + text)


def _first_marker(document: Document) -> str:
    markers = [entry.marker.value for entry in document.entries if entry.marker is not None and not entry.depth]
    if sum(marker[:1].isdigit() for marker in markers) * 2 > len(markers):
        return "1" + Counter(marker[-1] for marker in markers if marker[:1].isdigit()).most_common(1)[0][0]
    return next((habit.value for habit in document.style.markers if habit.value), BULLET)


def _marked(source: Source, place: Site, number: int, text: str) -> str:
    """Return the text with the marker that its place asks for, its lines indented below it."""
    near = place.entries[min(number, len(place.entries) - 1)]
    line = source.text[_line_start(source, near.span.start) : near.span.start]
    if place.container is not Container.LIST_ITEM or near.marker is None:
        return _indented(line + text, line)
    gap = _gap(source, place)
    marker = _marker(place, number)
    indent = line + " " * (len(marker) + len(gap))
    return line + marker + gap + _indented(text, indent)


def _gap(source: Source, place: Site) -> str:
    """Return what stands between a marker and the text, in most of the entries."""
    gaps: Counter[str] = Counter()
    for entry in place.entries:
        if entry.marker is not None:
            gap = source.text[entry.marker.span.end : region(source, entry).start]
            if gap and not gap.strip(" \t"):
                gaps[gap] += 1
    return gaps.most_common(1)[0][0] if gaps else " "


def _marker(place: Site, number: int) -> str:
    markers = [entry.marker.value for entry in place.entries if entry.marker is not None]
    near = markers[min(number, len(markers) - 1)]
    if not near[:1].isdigit():
        return Counter(markers).most_common(1)[0][0]
    if not _counts(markers):
        return near
    numbers = [int(NUMBER.match(marker).group()) for marker in markers]  # type: ignore[union-attr]
    return f"{numbers[number] if number < len(numbers) else numbers[-1] + 1}{near[-1]}"


def _counts(markers: Sequence[str]) -> bool:
    """Whether the entries of a list are counted, each with a number of its own."""
    return len(markers) < 2 or len(set(markers)) > 1


def _renumbered(source: Source, place: Site, number: int) -> list[Edit]:
    """Return the edits that count on behind a new entry, as far as the list counts.

    Where a number gets a digit more, what is below its entry moves with the text.
    """
    behind = [entry for entry in place.entries[number:] if entry.marker is not None]
    values = [entry.marker.value for entry in place.entries if entry.marker is not None]
    if not behind or not values[-1][:1].isdigit() or not _counts(values):
        return []
    edits: list[Edit] = []
    expected: int | None = None
    for entry in behind:
        marker = entry.marker
        digits = marker.value[:-1] if marker else ""
        if marker is None or (expected is not None and int(digits) != expected):
            break
        expected = int(digits) + 1
        written = f"{expected:0{len(digits)}}"
        edits.append(Edit(Span(marker.span.start, marker.span.start + len(digits)), written))
        if len(written) > len(digits):
            edits += _moved(source, entry, " " * (len(written) - len(digits)))
    return edits


def _moved(source: Source, entry: Entry, space: str) -> Iterator[Edit]:
    """Yield the edits that indent what is indented below the first line of an entry."""
    first = source.line_number(entry.span.start)
    last = source.line_number(max(entry.span.end - 1, entry.span.start))
    for line in range(first + 1, last + 1):
        start = source.line_span(line).start
        text = source.line(line)
        if text.strip() and text[:1] in " \t":
            yield Edit(Span(start, start), space)


def _breaks(source: Source, place: Site) -> int:
    """Return how many line breaks stand before an entry that follows another, mostly."""
    found: Counter[int] = Counter()
    for one, other in pairwise(place.entries):
        start = _line_start(source, other.span.start)
        between = source.text[max(one.span.start, start - MOST_BREAKS) : start]
        found[len(between) - len(between.rstrip("\n"))] += 1
    usual = USUAL.get(place.container, APART)
    return max(found.most_common(1)[0][0], 1) if found else usual


def _end(source: Source, place: Site) -> int:
    """Return where the last entry ends, with what stands right below it and is none of its fields."""
    last = place.entries[-1]
    end = last.span.start + len(source.slice(last.span).rstrip())
    end = source.line_span(source.line_number(end)).end
    if place.container is not Container.PARAGRAPH:
        return end
    attached = ATTACHED.match(source.text, end)
    return end + len(attached.group().rstrip()) if attached else end


def _line_start(source: Source, offset: int) -> int:
    return source.text.rfind("\n", 0, offset) + 1


def _indented(text: str, indent: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([first, *(indent + line if line.strip() else indent.rstrip() for line in rest)])
