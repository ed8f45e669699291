"""How venues and years are written: `ICSE 2024`, `ICSE'24`, `(ICSE, 2024)`; `2024`, `'24` or `24`."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from awesome_lint.entries import Container, Entry
from awesome_lint.habits.habit import Sample, once
from awesome_lint.patterns import lazy
from awesome_lint.source import Source, Span

APOSTROPHES = frozenset("'’‘`")
# What may stand between a venue and its year; words do not.
BETWEEN = lazy(r"[ \t,.;:|/'’‘`(\[–—-]{0,4}")
SPACES = lazy(r"[ \t]+")
BRACKETS = {"(": ")", "[": "]"}
# Digits of a year that is written out, and of one that is cut short.
WHOLE, SHORT = 4, 2
# A year cut short without an apostrophe is read as no year elsewhere.
SHORT_AFTER = lazy(r"[ '’-]{0,2}(?P<year>\d\d)(?![\w/%:-]|\.\d)")
SHORT_YEAR = lazy(r"(?<=[A-Za-z])(?:[ '’-]{1,2})?(?P<year>\d\d)\Z")


class Citation(Struct, frozen=True):
    """A venue and its year where they stand side by side.

    `opening` is the bracket right before the first of them, if any.
    """

    entry: Entry
    venue: Span
    year: Span
    between: str
    opening: str
    form: str
    """How the two stand together, such as `{venue} YYYY`; doubled spaces are another matter."""

    @property
    def is_venue_first(self) -> bool:
        return self.venue < self.year

    @property
    def span(self) -> Span:
        return Span(min(self.venue.start, self.year.start), max(self.venue.end, self.year.end))

    @property
    def gap(self) -> Span:
        """The place between them."""
        return Span(min(self.venue.end, self.year.end), max(self.venue.start, self.year.start))


@once
def citations(sample: Sample) -> Sequence[Citation]:
    """Return the venues that stand beside their years, cells of tables aside."""
    return tuple([found for entry in sample.entries if (found := _citation(sample.source, entry)) is not None])


def _citation(source: Source, entry: Entry) -> Citation | None:
    if entry.venue is None or entry.container is Container.TABLE_ROW:
        return None
    text, venue = source.text, entry.venue.span
    if entry.year is not None:
        year = entry.year.span
        if not text[year.start : year.end].isdigit():
            return None
    else:
        short = SHORT_YEAR.search(text, *venue) or SHORT_AFTER.match(text, venue.end)
        if short is None:
            return None
        year = Span(*short.span("year"))
        venue = Span(venue.start, min(venue.end, short.start()))
    first, second = sorted((venue, year))
    between = BETWEEN.fullmatch(text, first.end, second.start) if first.end <= second.start else None
    if between is None or "|" in between.group():
        return None
    before = text[first.start - 1 : first.start]
    joint = SPACES.sub(" ", between.group())
    digits = "YYYY" if year.end - year.start == WHOLE else "YY"
    form = f"{{venue}}{joint}{digits}" if venue < year else f"{digits}{joint}{{venue}}"
    return Citation(entry, venue, year, between.group(), before if before in BRACKETS else "", form)


def venue_forms(sample: Sample) -> Iterator[str]:
    """Yield how each venue that has a year is written: the names of the two fields, and what is around and between them."""
    return (form for entry in sample.entries if (form := _venue_form(sample.source.text, entry)) is not None)


def year_forms(sample: Sample) -> Iterator[str]:
    """Yield how each year is written: `YYYY`, `'YY` or `YY`."""
    text = sample.source.text
    for entry in sample.entries:
        if entry.year and entry.year.value.isdigit():
            length = len(entry.year.value)
            if length == WHOLE:
                yield "YYYY"
            elif length == SHORT:
                yield "'YY" if text[entry.year.span.start - 1 : entry.year.span.start] in APOSTROPHES else "YY"


def _venue_form(text: str, entry: Entry) -> str | None:
    if entry.venue is None or entry.year is None:
        return None
    (first, one), (second, other) = sorted(((entry.venue.span, "venue"), (entry.year.span, "year")))
    between = BETWEEN.fullmatch(text, first.end, second.start) if first.end <= second.start else None
    if between is None:
        return None
    opening, closing = text[first.start - 1 : first.start], text[second.end : second.end + 1]
    held = BRACKETS.get(opening) == closing and bool(closing)
    middle = f"{{{one}}}{between.group()}{{{other}}}"
    # A bracket that opens between the two closes after them: `ICSE (2024)`.
    inner = next((BRACKETS[mark] for mark in between.group() if mark in BRACKETS), "")
    if inner:
        return middle + inner if closing == inner else None
    return f"{opening}{middle}{closing}" if held else middle
