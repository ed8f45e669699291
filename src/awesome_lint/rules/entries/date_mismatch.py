from collections.abc import Iterator
from typing import Annotated, NamedTuple

from msgspec import Meta

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document, Entry, Text, by_stretch
from awesome_lint.facts.preprints import YEAR, Date, on_arxiv, stated_date
from awesome_lint.habits.habit import Habit
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule

# A paper of one year may reach arXiv in the first days of the next.
LATE_MONTHS = 2
# Months that a date may be off: that of the announcement, or of the second version.
MOST_MONTHS = 1
# A paper that is still on arXiv alone so many years later is another one; a new version may be a few years younger.
MOST_YEARS = 5
# Sections of a year, and how many entries in them have to agree with it before one that does not is wrong.
HEADED = lazy(r"\W*((?:19|20)\d\d)\W*")
LEAST, SHARE = 10, 0.95


class DateMismatch(Rule, frozen=True):
    """A stated year in which the paper was not on arXiv yet, or that is not the one of its section.

    The number of a paper on arXiv tells the month of its first version. Where an entry says that it appeared there, or does not
    say where, no earlier year can be right, and none that is five years later. Journals and conferences are left alone, since
    papers often reach arXiv years after them, and so is the year before a number of January or February. In sections of a
    year, a year that is another is reported where nearly all others agree.

    ## Why

    The year was copied along with another entry, or the link leads to another paper.

    ## Bad

    ```markdown
    - **Distilling the knowledge in a neural network.** *Geoffrey Hinton et al.* arXiv 2012. [paper](https://arxiv.org/abs/1503.02531)
    ```

    ## Good

    ```markdown
    - **Distilling the knowledge in a neural network.** *Geoffrey Hinton et al.* arXiv 2015. [paper](https://arxiv.org/abs/1503.02531)
    ```

    ## Fix

    None: only a person knows whether the year or the link is wrong.
    """

    months: Annotated[
        bool,
        Meta(
            description="Compare months, too: a stated one may be a month off, later or earlier, wherever the paper appeared."
        ),
    ] = False

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from self._out_of_section(document)
        for year, stated, numbers, first in _mismatched(document, months=self.months):
            month = f"-{first.month:02}" if stated.month else ""
            message = f"`{year.value}` does not fit arXiv `{numbers}`, of `{first.year}{month}`: correct one of them."
            yield self.diagnostic(year.span, message)

    def _out_of_section(self, document: Document) -> Iterator[Diagnostic]:
        """Yield the years that are not those of their section, where nearly all others are."""
        found = [
            (int(headed.group(1)), entry.year, int(stated.group()))
            for section in document.walk()
            if section.heading and (headed := HEADED.fullmatch(section.heading.text.value))
            for entry in section.entries
            if entry.year and (stated := YEAR.search(entry.year.value))
        ]
        right = sum(1 for expected, _, year in found if expected == year)
        if not Habit("", right, len(found)).is_firm(LEAST, SHARE):
            return
        for expected, text, year in found:
            if expected != year:
                yield self.diagnostic(
                    text.span,
                    f"`{text.value}` does not fit the section, which says `{expected}`: correct it, or move the entry.",
                )


class _Mismatch(NamedTuple):
    """A year as written, the date that it states, and the number at arXiv whose date is another."""

    year: Text
    stated: Date
    number: str
    first: Date

    def moved(self, by: int) -> "_Mismatch":
        return self._replace(year=self.year.moved(by))


@by_stretch
def _mismatched(document: Document, *, months: bool) -> tuple[_Mismatch, ...]:
    """Return the years of entries that do not fit what they link to; their months, too, where these are compared."""
    found: list[_Mismatch] = []
    for entry in document.entries:
        if entry.year is None or not (months or _says_arxiv(entry)):
            continue
        stated = stated_date(document.source, entry)
        known = on_arxiv(entry) if stated is not None else None
        if stated is None or known is None:
            continue
        number, first = known
        are_months_apart = months and stated.month and stated.months_from(first) > MOST_MONTHS
        if are_months_apart or _is_wrong(entry, stated, first):
            found.append(_Mismatch(entry.year, stated, number, first))
    return tuple(found)


def _is_wrong(entry: Entry, stated: Date, first: Date) -> bool:
    """Whether the year of an entry is none in which the paper can have appeared there."""
    is_late = stated.year == first.year - 1 and first.month <= LATE_MONTHS
    if entry.venue is not None and _says_arxiv(entry) and stated.year - first.year >= MOST_YEARS:
        return True
    return _says_arxiv(entry) and stated.year < first.year and not is_late


def _says_arxiv(entry: Entry) -> bool:
    """Whether the entry says that it appeared on arXiv, or does not say where."""
    return entry.venue is None or "arxiv" in entry.venue.value.casefold()
