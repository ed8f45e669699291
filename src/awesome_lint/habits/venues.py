"""How venues and years are written: `ICSE 2024`, `ICSE'24`, `(ICSE, 2024)`; `2024`, `'24` or `24`."""

from collections.abc import Iterator

from awesome_lint.entries import Entry
from awesome_lint.habits.habit import Sample
from awesome_lint.patterns import lazy

APOSTROPHES = frozenset("'’‘`")
# What may stand between a venue and its year; words do not.
BETWEEN = lazy(r"[ \t,.;:|/'’‘`(\[–—-]{0,4}")
BRACKETS = {"(": ")", "[": "]"}
# Digits of a year that is written out, and of one that is cut short.
WHOLE, SHORT = 4, 2


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
