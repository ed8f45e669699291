"""When papers reached arXiv, which their numbers tell, beside the years that entries state."""

from msgspec import Struct

from awesome_lint.document import Document, Entry
from awesome_lint.habits.habit import Habit
from awesome_lint.knowledge.dates import month_beside
from awesome_lint.knowledge.identifiers import IdentifierKind, identify
from awesome_lint.patterns import lazy
from awesome_lint.source import Source

YEAR = lazy(r"(?:19|20)\d\d")


class Date(Struct, frozen=True):
    """A year, and a month or 0 where none is known."""

    year: int
    month: int

    def months_from(self, other: "Date") -> int:
        """Return how many months lie between two dates with months."""
        return abs((self.year - other.year) * 12 + self.month - other.month)


def stated_date(source: Source, entry: Entry) -> Date | None:
    """Return the date that an entry states; the number at the end of a name, as in `VOC2012`, is none."""
    text = entry.year
    if text is None or (year := YEAR.search(text.value)) is None:
        return None
    beside = source.beside(text.span)
    if beside.before[-1:].isalpha():
        return None
    return Date(int(year.group()), month_beside(beside))


def on_arxiv(entry: Entry) -> tuple[str, Date] | None:
    """Return the number of the one paper on arXiv that an entry links to, and the month that it tells."""
    papers = {found for link in entry.links if (found := identify(link.url)).kind is IdentifierKind.ARXIV}
    paper = papers.pop() if len(papers) == 1 else None
    submission = paper.submission if paper else None
    return (paper.value, Date(submission.year, submission.month)) if paper and submission else None


def dated_by_arxiv(document: Document) -> Habit:
    """Return of how many entries that lead to arXiv the year is that in which the paper reached it."""
    years = [
        (stated.year, first[1].year)
        for entry in document.entries
        if (stated := stated_date(document.source, entry)) and (first := on_arxiv(entry))
    ]
    return Habit("arXiv", sum(one == other for one, other in years), len(years))
