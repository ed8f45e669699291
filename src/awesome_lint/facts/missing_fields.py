"""What an entry lacks that its neighbours have."""

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from awesome_lint.document import Document, Entry
from awesome_lint.knowledge.dates import NAMED
from awesome_lint.patterns import lazy
from awesome_lint.source import Source

# Words that say nothing of their own: tags of HTML, dates, and where a paper lies that has not appeared yet.
SILENT = rf"<[^<>]*>|\b(?:{NAMED}|arxiv|preprint|eprint|pdf|code|https?|www)\b"
SAYS = lazy(rf"(?:{SILENT})|([^\W\d_]{{2,}})", re.IGNORECASE)
YEAR = lazy(r"(?<!\d)(?:19|20)\d\d(?!\d)|['’‘`]\d\d\b|[A-Z]{2}[ -]?\d\d(?!\d)")


class Gap(Struct, frozen=True):
    """Entries of one group that lack a field, and the number of entries that are in question there."""

    entries: Sequence[Entry]
    total: int

    @property
    def words(self) -> str:
        """How many have none: `2 of 30 entries here have none`."""
        count = len(self.entries)
        return f"{count} of {self.total} entries here {'has' if count == 1 else 'have'} none"


def gaps(
    document: Document,
    is_asked: Callable[[Entry], bool],
    has: Callable[[Entry], bool],
    least: int = 10,
    share: float = 0.9,
) -> Iterator[Gap]:
    """Yield the entries that lack what nearly all of their siblings have; of those that are asked at all."""
    for group in document.groups():
        asked = [entry for entry in group if is_asked(entry)]
        lacking = [entry for entry in asked if not has(entry)]
        if lacking and len(asked) - len(lacking) >= max(least, len(asked) * share):
            yield Gap(lacking, len(asked))


def says_more(source: Source, entry: Entry) -> bool:
    """Whether an entry holds words that were not read as one of its fields, where the missing one may hide.

    A venue of several words may be something else, such as people or where they work.
    """
    doubted = [text for text in (entry.venue, entry.year, *entry.tags) if text and " " in text.value]
    return any(_has_word(source.text, *between) for between in entry.unread_without(doubted))


def states_year(source: Source, entry: Entry) -> bool:
    """Whether an entry holds anything that may be a year."""
    return entry.year is not None or YEAR.search(source.slice(entry.span)) is not None


def _has_word(text: str, start: int, end: int) -> bool:
    return any(match.group(1) for match in SAYS.finditer(text, start, end))
