"""In which capitals titles are written."""

from collections.abc import Iterator

from msgspec import Struct

from awesome_lint.habits.habit import Sample, once
from awesome_lint.patterns import lazy
from awesome_lint.source import Text

TITLE, SENTENCE, CAPITALS = "in title case", "in sentence case", "in capitals"
# A word that shows the case of its title: not the first one, nor one after a colon, a quote or a hyphen, nor a mixed one.
WORD = lazy(r"(?<![\w'’./@#{$\\-])([A-Za-z][a-z]{2,}|[A-Z]{2,})(?![\w'’/@}]|[.-]\w)")
BEGINNING = lazy(r"[:.?!—–(\[\"“]")
SMALL_WORDS = """
about above across after against along among and are around as at before behind below beneath beside between beyond but
by can do does down during except for from how if in inside into is like near nor not of off on once onto or out over
past per should so than that the through to toward towards under until up upon via vs was what when where whether which
who why will with within without yet
"""
SMALL = frozenset(SMALL_WORDS.split())
LEAST_WORDS = 3
# The shares of capitalised words from which on, and up to which, a title is in one case; few are in between.
TITLE_SHARE = 0.75
SENTENCE_SHARE = 0.25
# So many capital words are no acronyms.
LEAST_CAPITALS = 4


class Cased(Struct, frozen=True):
    """A title of a paper, and the case that it is in."""

    title: Text
    case: str


@once
def cased(sample: Sample) -> tuple[Cased, ...]:
    """Return the titles of papers that show a case."""
    titles = (entry.title for entry in sample.papers if entry.title is not None)
    return tuple([Cased(title, case) for title in titles if (case := _case(title.value)) is not None])


def cases(sample: Sample) -> Iterator[str]:
    """Yield the case of each title; one in capitals shouts whatever the others do."""
    return (each.case for each in cased(sample) if each.case != CAPITALS)


def _case(value: str) -> str | None:
    """Return the case that a title is in, or None where it shows none."""
    words = [match.group(1) for match in WORD.finditer(value) if not _begins(value, match.start())]
    if len(words) >= LEAST_CAPITALS and value.isupper():
        return CAPITALS
    telling = [word for word in words if not word.isupper() and word.lower() not in SMALL]
    if len(telling) < LEAST_WORDS:
        return None
    share = sum(word[0].isupper() for word in telling) / len(telling)
    return TITLE if share >= TITLE_SHARE else SENTENCE if share <= SENTENCE_SHARE else None


def _begins(value: str, start: int) -> bool:
    """Whether the word there begins the title or a part of it, after marks such as a colon."""
    end = start
    while start and not (value[start - 1].isalnum() or value[start - 1] == "_"):
        start -= 1
    return not start or BEGINNING.search(value, start, end) is not None
