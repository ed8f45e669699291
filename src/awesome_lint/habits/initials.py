"""How initials in the names of authors are written."""

from collections.abc import Iterator, Sequence
from itertools import repeat

from msgspec import Struct

from awesome_lint.entries import Author
from awesome_lint.habits.habit import Sample, once
from awesome_lint.patterns import UPPER, lazy

# The place between two initials, and an initial between two longer words, with its period or without. A letter that begins or
# ends a name may be the whole of it (`E Weinan`), and several without periods are a way of their own (`K J Bee`).
BETWEEN = lazy(rf"(?<![^\s.-]){UPPER}\.(\s?)(?={UPPER}\.)")
MIDDLE = lazy(rf"(?<=[^\W\d_]{{2}}\s){UPPER}(\.?)(?=\s[^\W\d_]{{2}})")


class Initial(Struct, frozen=True):
    """What follows an initial in a name, and where in it."""

    author: Author
    value: str
    start: int
    end: int


def between_initials(sample: Sample) -> tuple[Initial, ...]:
    """Return the space between each two initials."""
    return _initials(sample)[0]


def after_initials(sample: Sample) -> tuple[Initial, ...]:
    """Return the period after each initial between two longer words."""
    return _initials(sample)[1]


@once
def _initials(sample: Sample) -> tuple[tuple[Initial, ...], tuple[Initial, ...]]:
    source = sample.source
    people = [
        author
        for entry in sample.entries
        if entry.authors is not None
        for author in entry.authors.people
        if " " in author.name and not author.is_et_al and source.slice(author.span) == author.name
    ]
    between, middle = (
        tuple([Initial(author, match.group(1), *match.span(1)) for author in people for match in pattern.finditer(author.name)])
        for pattern in (BETWEEN, MIDDLE)
    )
    return between, middle


def presence(initials: Sequence[Initial]) -> Iterator[str]:
    """Yield for each initial whether something follows it, as what follows the first such, or nothing; nothing comes first."""
    filled = next((initial.value for initial in initials if initial.value), "")
    present = sum(bool(initial.value) for initial in initials)
    yield from repeat("", len(initials) - present)
    yield from repeat(filled, present)
