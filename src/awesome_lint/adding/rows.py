"""How the rows of a table are written: what stands in each column, and a new row for it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from awesome_lint.adding.dates import around, shape
from awesome_lint.adding.moulds import (
    EMOJI,
    MARKUP,
    NUMBER,
    SAID_SHARE,
    WORD,
    Run,
    generalised,
    run_of_units,
    tag_unit,
    unit_of,
    with_slots,
)
from awesome_lint.adding.wording import kind_of
from awesome_lint.document import Document, Entry
from awesome_lint.habits.template import Template, own_links, places_of, without_period

MOST_ROWS = 400
# What a cell holds where there is nothing to say, or nothing is known.
NOTHING_WORDS = "- -- – — / x ✗ ❌ null none n/a na tbd ? unknown nan ..."
NOTHING = frozenset(["", *NOTHING_WORDS.split()])
WIDE_SHARE = 0.8


class Column(Struct, frozen=True):
    """What stands in the cells of a column, each with how often; and the kinds of links, by their labels, in it."""

    cells: Counter[str]
    runs: Counter[tuple[str, str | None]]
    labels: Counter[str]
    kinds: Counter[str]
    blanks: Counter[str]

    @property
    def is_of_links(self) -> bool:
        return any("{links}" in cell for cell in self.cells)


class Table(Struct, frozen=True):
    """The columns of a table, and how its rows are drawn."""

    columns: tuple[Column, ...]
    date: str
    number: int
    """The one after those that stand in the text of its rows."""
    opening: str
    between: str
    closing: str
    widths: tuple[int, ...]
    """To what each cell is filled with spaces, 0 where cells are as long as they are."""

    def row(self, cells: Sequence[str]) -> str:
        filled = [cell.ljust(width) for cell, width in zip(cells, self.widths, strict=True)]
        return self.opening + self.between.join(filled) + self.closing


def table(document: Document, rows: Sequence[Entry]) -> Table | None:
    """Return how these neighbouring rows are written, or None where they have different cells."""
    source = document.source
    found = [(entry, document.cells(entry)) for entry in rows[-MOST_ROWS:]]
    width = Counter(len(cells) for _, cells in found).most_common(1)[0][0]
    found = [(entry, cells) for entry, cells in found if len(cells) == width]
    if not width:
        return None
    number = 0
    columns = [Column(Counter(), Counter(), Counter(), Counter(), Counter()) for _ in range(width)]
    dates: Counter[str] = Counter()
    for entry, cells in found:
        if not entry.is_read:
            continue
        named = places_of(source, entry)
        slots = [(without_period(source, span) if name in ("title", "authors") else span, name) for name, span in named.items()]
        if entry.year and "year" in named:
            whole = around(source, named["year"])
            slots = [(whole if name == "year" else span, name) for span, name in slots]
            dates[shape(source.slice(whole))] += 1
        links = own_links(entry, named)
        slots += [(link.url_span, "url") for link in links if link.url_span and entry.is_of_title(link)]
        for column, cell in zip(columns, cells, strict=True):
            own = [(span, name) for span, name in slots if cell.span.contains(span)]
            units = [
                (link, unit_of(source, link, cell.span.start))
                for link in links
                if link.url_span and not entry.is_of_title(link) and cell.span.contains(link.span)
            ]
            run = run_of_units(source, sorted(unit for _, unit in units), [span for span, _ in own])
            tags = run_of_units(
                source, sorted(tag_unit(source, tag.span) for tag in entry.tags if cell.span.contains(tag.span)), []
            )
            if run is None or tags is None:
                continue
            own += [(place, name) for (_, place), name in ((run, "links"), (tags, "tags")) if place]
            text = with_slots(source, cell.span, own)
            if text is None:
                continue
            text = generalised(text, entry)
            numbered = NUMBER.match(text)
            if numbered and own:
                text = f"{numbered['before']}{{number}}{text[numbered.end('number') :]}"
                number = max(number, int(numbered["number"]))
            column.cells[text] += 1
            if not own:
                column.blanks[text] += 1
            for link, _ in units:
                column.labels[source.slice(link.label.span).casefold()] += 1
                column.kinds[kind_of(link.url)] += 1
            if run[0].unit:
                column.runs[run[0].unit, run[0].separator] += 1
    date = dates.most_common(1)[0][0] if dates else ""
    return Table(tuple(columns), date, number + 1, *_drawn(document, found), _widths(document, found))


def _drawn(document: Document, found: Sequence[tuple[Entry, Sequence[object]]]) -> tuple[str, str, str]:
    """Return what stands before the first cell, between two, and after the last one."""
    source = document.source
    drawn: Counter[tuple[str, str, str]] = Counter()
    for entry, _ in found:
        cells = document.cells(entry)
        line = source.line_span(source.line_number(entry.span.start))
        before = source.text[entry.span.start : cells[0].span.start]
        after = source.text[cells[-1].span.end : line.end]
        bar = " | " if source.text[cells[0].span.end : cells[0].span.end + 1] == " " or len(cells) == 1 else "|"
        opening = "| " if before.startswith("| ") else "|" if before.startswith("|") else ""
        closing = "" if "|" not in after else " |" if bar == " | " else "|"
        drawn[opening, bar, closing] += 1
    return drawn.most_common(1)[0][0]


def _widths(document: Document, found: Sequence[tuple[Entry, Sequence[object]]]) -> tuple[int, ...]:
    """Return how wide the cells of each column are, where they are as wide as each other."""
    source = document.source
    number = len(found[0][1])
    widths: list[int] = []
    for index in range(number):
        seen: Counter[int] = Counter()
        is_filled = False
        for entry, _ in found:
            cell = document.cells(entry)[index]
            bar = source.text.find("|", cell.span.end)
            line_end = source.line_span(source.line_number(entry.span.start)).end
            if bar < 0 or bar > line_end:
                return (0,) * number
            rest = source.text[cell.span.end : bar]
            is_filled = is_filled or len(rest) > 1
            seen[cell.span.end - cell.span.start + len(rest) - 1] += 1
        common, count = seen.most_common(1)[0]
        widths.append(common if is_filled and count >= WIDE_SHARE * len(found) else 0)
    return tuple(widths)


def cell(column: Column, has: Mapping[str, bool], *, links: int) -> str:
    """Return the text of a cell with slots for what a new entry has; what most blank cells hold where it has none of it.

    `links` is how many links with labels belong there.
    """
    wanted = {name for name, is_there in has.items() if is_there} | ({"links"} if links else set())
    best: tuple[tuple[int, int], str] | None = None
    blurred: Counter[str] = Counter()
    for text, count in column.cells.items():
        blurred[_words_gone(text)] += count
    for text, count in column.cells.items():
        fields = Template(text).fields - {"plain", "date", "number"}
        if not fields or ("url" in fields and "url" not in wanted) or not _may_be_said(text, count, blurred):
            continue
        met = len(fields & wanted)
        if not met:
            continue
        score = (met - len(fields - wanted), count)
        if best is None or score > best[0]:
            best = (score, text)
    if best is not None:
        return best[1]
    if has.get("title") and any("{title}" in text for text in column.cells):
        return "{title}"
    if links:
        return "{links}"
    blank = [(count, text) for text, count in column.blanks.items() if text.strip("` ").casefold() in NOTHING]
    return max(blank, default=(0, ""))[1]


def _may_be_said(text: str, count: int, blurred: Counter[str]) -> bool:
    if WORD.search(MARKUP.sub(" ", text)) is None and EMOJI.search(text) is None:
        return True
    return count > 1 and count >= SAID_SHARE * blurred[_words_gone(text)]


def _words_gone(text: str) -> str:
    return WORD.sub("w", EMOJI.sub("", MARKUP.sub("_", text)))


def run_of(column: Column) -> Run:
    """Return how the links of a column are written beside each other."""
    units: Counter[str] = Counter()
    separators: Counter[str] = Counter()
    for (unit, separator), count in column.runs.items():
        units[unit] += count
        if separator is not None:
            separators[separator] += count
    unit = units.most_common(1)[0][0] if units else "[{label}]({url})"
    return Run(unit, separators.most_common(1)[0][0] if separators else " ")
