"""What lists of authors do: what stands between the names, before the last one, and after it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from awesome_lint.entries import Entry
from awesome_lint.habits.habit import NO_HABIT, Habit, One, Sample, once, summed
from awesome_lint.patterns import lazy
from awesome_lint.source import Source

if TYPE_CHECKING:
    from awesome_lint.habits.habit import Learnt

CONJUNCTION = lazy(r"(,|(?<![\s,]))\s*\b(and|(?:e|y|und|et|и)\b)|(,|(?<![\s,]))\s*(&)")
MARKS = "*_"
HYPHENS = frozenset("-–—")
COMMAS = frozenset([",", ";"])
PERIOD, OUTSIDE, NOTHING = ".", "outside", ""
MOST_ALONE = 0.5


def conjunction(separator: str) -> tuple[str, str]:
    """Return the conjunction in what separates two authors, and the comma before it: `, and ` has ("and", ",")."""
    if separator.strip() in COMMAS:
        return "", ""
    match = CONJUNCTION.search(separator)
    if match is None:
        return "", ""
    return (match.group(2), match.group(1)) if match.group(2) else (match.group(4), match.group(3))


def separators(sample: Sample) -> Iterator[str]:
    """Yield what stands between two authors without a conjunction."""
    for entry in sample.papers:
        if entry.authors:
            for separator, after in zip(entry.authors.separators, entry.authors.people[1:], strict=True):
                if not conjunction(separator.value)[0] and not after.is_et_al:
                    yield separator.value


def conjunctions(sample: Sample) -> Iterator[str]:
    """Yield the conjunction before each last author, or nothing."""
    return (word for word, _, _ in _last(sample))


def oxford_commas(sample: Sample) -> Iterator[str]:
    """Yield the comma before each conjunction of three or more authors, or nothing."""
    return (comma for word, comma, count in _last(sample) if word and count > 2)


@once
def _last(sample: Sample) -> tuple[tuple[str, str, int], ...]:
    """Return the conjunction before each last author, the comma before it, and the number of authors."""
    authors = [entry.authors for entry in sample.papers if entry.authors and entry.authors.separators]
    return tuple(
        [(*conjunction(each.separators[-1].value), len(each.people)) for each in authors if not each.people[-1].is_et_al]
    )


class OxfordComma(One):
    """The comma before a conjunction, which says nothing about a list without one."""

    def is_met(self, style: Any, habit: Habit) -> bool:
        return habit.is_pinned or bool(habit.total and style.author_conjunction.value)


def settles_oxford_comma(style: Any, habit: Habit) -> bool:
    """Whether the comma, where it is too rare to be asked for, is in no correction of a conjunction either."""
    word: Habit = style.author_conjunction
    return habit.holds or word.count == word.total or not word.holds


class Ending(Struct, frozen=True):
    """How authors in emphasis end: where, inside and outside of it, and with what."""

    form: str
    inside: int
    outside: int
    is_one: bool
    """Whether one person is named, or what is no person at all: `*In Spanish*`."""
    is_doubled: bool
    may_lose: bool
    """Whether the period inside is no part of a name, as that of `Jr.` is."""
    next: str


@once
def endings(sample: Sample) -> tuple[Ending, ...]:
    """Return how the authors in emphasis end, but those that end with `et al.`."""
    return tuple([ending for entry in sample.entries if (ending := _ending(sample.source, entry)) is not None])


class AuthorEnding(One):
    """How authors end; most that are not read as such name one person alone, and then the list has no habit."""

    def infer(self, style: "Learnt") -> Habit:
        habit = super().infer(style)
        alone = summed(style.sample, f"{self.name}, alone", lambda sample: (ending.is_one for ending in endings(sample)))
        is_doubtful = alone[True] > alone.total() * MOST_ALONE
        return NO_HABIT if is_doubtful and not habit.is_pinned else habit


def _ending(source: Source, entry: Entry) -> Ending | None:
    authors, whole = entry.authors, entry.authors_span
    if authors is None or whole is None or authors.people[-1].is_et_al:
        return None
    text = source.text
    inside = len(text[whole.start : whole.end].rstrip(MARKS)) + whole.start
    if inside == whole.end or text[whole.start] not in MARKS or inside != authors.span.end:
        # Without emphasis, or with more in it than was read as names.
        return None
    if not text[inside - 1].isalpha() and text[inside - 1] not in ".)":
        # A footnote mark or a comma.
        return None
    has_period = text[inside - 1] == "."
    has_outside = text.startswith(".", whole.end)
    form = PERIOD if has_period else OUTSIDE if has_outside else NOTHING
    may_lose = has_period and authors.ending.value == "." and authors.ending.span.end == inside
    following = text[whole.end + has_outside : whole.end + has_outside + 1]
    if following in HYPHENS and not has_outside:
        # A word in emphasis that others are joined to: `*H*-divergence`.
        return None
    return Ending(form, inside, whole.end, len(authors.people) == 1, has_period and has_outside, may_lose, following)


def et_als(sample: Sample) -> Iterator[str]:
    """Yield each `et al.` as it is written."""
    for entry in sample.papers:
        if entry.authors:
            yield from (author.name for author in entry.authors.people if author.is_et_al)
