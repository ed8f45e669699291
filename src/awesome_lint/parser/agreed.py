"""What the entries of a page agree on, where one of them was read otherwise: what one cannot tell the others do."""

from collections.abc import Sequence

from awesome_lint.document import Author, Authors, EntryKind, Text
from awesome_lint.parser import bibliography, vocabulary
from awesome_lint.parser.entries.fields import Fields
from awesome_lint.parser.entries.pieces import INITIAL
from awesome_lint.parser.inlines import Visible
from awesome_lint.patterns import lazy
from awesome_lint.source import Span

# `A Processor for Cats(CatNet)`: the short name that a list gives to what it lists.
NICK = lazy(r"(?<=[A-Za-z0-9])\(([A-Za-z][A-Za-z0-9.+-]{1,24})\)$")
# So many entries agree, and so many times as many as those that say something else.
LEAST_AGREED = 3
TIMES_AGREED = 3
# `Turing, (1950)`
BESIDE = 3


def settle(read: Sequence[Fields]) -> None:
    """Read what is doubtful as the others have it."""
    _settle_nicks(read)
    _settle_venues(read)
    _settle_cited(read)


def _settle_nicks(read: Sequence[Fields]) -> None:
    """Take what stands in parentheses right at the end of titles for short names, where several have one."""
    found = [(fields, match) for fields in read if fields.title and (match := NICK.search(fields.title.value))]
    if len(found) < LEAST_AGREED:
        return
    for fields, match in found:
        title = fields.title
        if title is None or title.span.end - title.span.start != len(title.value):
            continue
        start = title.span.start
        fields.title = Text(title.value[: match.start()], Span(start, start + match.start()))
        fields.tags.append(Text(match.group(1), Span(start + match.start(1), start + match.end(1))))


def _settle_venues(read: Sequence[Fields]) -> None:
    """Take the only person beside a year for a venue, where the entries of the page say that and name nobody."""
    dated = [fields for fields in read if fields.year is not None]
    placed = sum(fields.venue is not None and fields.authors is None for fields in dated)
    doubtful = [fields for fields in dated if fields.venue is None and (person := _only(fields)) and _may_be_venue(person)]
    others = sum(fields.authors is not None for fields in dated) - len(doubtful)
    if not doubtful or placed < LEAST_AGREED or placed < (len(doubtful) + others) * TIMES_AGREED:
        return
    for fields in doubtful:
        person = _only(fields)
        if person is None:
            continue
        fields.venue = Text(person.name, person.span)
        fields.authors = fields.authors_span = None
        fields.kind = EntryKind.NAMED


def _settle_cited(read: Sequence[Fields]) -> None:
    """Take a word right before a year for who wrote it, where the others say that: `Turing (1950)`."""
    cited = sum(_is_beside(fields.authors_span, fields.year) for fields in read)
    if cited < LEAST_AGREED:
        return
    doubtful = [
        fields for fields in read if fields.authors is None and fields.venue and _is_beside(fields.venue.span, fields.year)
    ]
    named = [(fields, names) for fields in doubtful if fields.venue and (names := _cited(fields.venue)) is not None]
    placed = sum(fields.venue is not None for fields in read) - len(named)
    if cited < placed * TIMES_AGREED:
        return
    for fields, names in named:
        fields.authors, fields.authors_span = names, names.span
        fields.venue = None
        fields.kind = EntryKind.PAPER


def _cited(venue: Text) -> Authors | None:
    """Return the people that what was read as a venue may be."""
    start, end = venue.span
    if vocabulary.is_venue(venue.value) or end - start != len(venue.value):
        return None
    names = bibliography.authors(Visible(venue.value, (0,), (start,), (end,)))
    return names if names is not None and bibliography.are_cited(names) else None


def _is_beside(span: Span | None, year: Text | None) -> bool:
    return span is not None and year is not None and 0 < year.span.start - span.end <= BESIDE


def _only(fields: Fields) -> Author | None:
    people = fields.authors.people if fields.authors else ()
    return people[0] if len(people) == 1 and fields.authors_span == (fields.authors and fields.authors.span) else None


def _may_be_venue(person: Author) -> bool:
    """Whether nothing in the name says that it is one: initials do, and marks of its own."""
    return (
        INITIAL.search(person.name) is None
        and not bibliography.ends_in_initial(person.name)
        and bool(vocabulary.ACRONYM.search(person.name))
    )
