"""Lists of books, in which `[Title](url) - Author` is no description."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.document import Authors, Entry, EntryKind, Text
from awesome_lint.knowledge.people import is_known
from awesome_lint.parser import bibliography, vocabulary
from awesome_lint.parser.entries.pieces import Kind, kind_of, names_venue_alone
from awesome_lint.parser.inlines import Visible
from awesome_lint.patterns import UPPER, lazy
from awesome_lint.source import Source, Span

# In a list of books, `[Title](url) - Author` is no description; so many of them, and this share, show such a list.
LEAST_AUTHORED = 20
AUTHORED_SHARE = 0.6
# Where nearly all of them name people, fewer are enough.
LEAST_CLEAR = 5
# And fewer still, where half of them are called as people are.
LEAST_TOLD = 3
CLEAR_SHARE = 0.85
# Where so many name people who are called so, those who do are no descriptions, whatever the others are.
LEAST_KNOWN = 5
SEVERAL = 2
# `L.V. Tarasov`, never `U.S. Department`.
INITIALED = lazy(
    rf"(?!U\.\s?[KNS]\.)(?:{UPPER}\.[ -]?){{1,3}}(?:(?:van|von|de|der) ){{0,2}}{UPPER}[^\W\d_]+(?:[-’' ]{UPPER}[^\W\d_]+)?"
)
MAX_AUTHORED = 160
# Where it appeared stands beside it.
MAX_CITED = 600
# As languages say it that have capitals for names alone.
BY = lazy(r"(?:av|af|by|da|de|di|par|por|von|door|от)\s+(?=[^\W\d_])")
# `Ann Lee 2012`, `Bo Chen (MIT), 2013`
DATED = lazy(r"(?<=[\w.)\]])(?:,|(?<!\s))\s*((?:19|20)\d\d)$")
# `Ann Lee, Bo Chen - MIT`
PLACED = lazy(rf"(?<=\w)\s[-–—―]\s{UPPER}[\w&.-]*(?: {UPPER}[\w&.-]*){{0,3}}$")
# What says where and when behind people, parted by a dash or "et al.", and no more words than labels have behind it.
PLACED_BEHIND = lazy(
    r"([^\W\d_][^\n]{2,500}?(?:\bet al\.?(?=,)|\w\.?(?=\s[-–—―|·•]\s)))(?:,|\s[-–—―|·•])\s([^\W\d_][^\n]{1,80}?\b(?:19|20)\d\d)"
    r"(?:\s[-–—―|·•][^\n]{0,20})?\.?$"
)
# What parts people and a date in parentheses from what is said behind them.
SAYING = lazy(r"\)(?:\s[-–—―:]|[.:])\s(?=\S)")
DATED_END = lazy(r"\d\.$")
# What such lists add in brackets: `Ann Lee (PDF) (CC BY)`.
NOTES = lazy(r"(?<!\s)(?:\s*[(\[][^()\[\]]*[)\]]){1,30}$")
NOTE = lazy(r"[(\[]\s*([^()\[\]\s](?:[^()\[\]]*[^()\[\]\s])?)\s*[)\]]")


class Named(Enum):
    """Whom the descriptions of a page name."""

    NOBODY = "nobody"
    SEVERAL = "several"
    """Several at once who are called as people are: nothing else is."""
    KNOWN = "known"
    """Those who are called as people are."""
    ALL = "all"


class _Described(Struct, frozen=True):
    """What a description says where it names people and little else."""

    authors: Authors
    venue: Text | None
    year: Text | None
    notes: tuple[Text, ...]
    said: Text | None = None
    """What it says of the thing behind these."""

    @property
    def known(self) -> int:
        """How many are called as people are, or have initials; "et al." says it of all.

        Where and when it appeared says that it is a citation.
        """
        if self.authors.people[-1].is_et_al:
            return SEVERAL
        known = self._known
        return max(known, SEVERAL) if known and self.venue and self.year else known

    @property
    def _known(self) -> int:
        return sum(is_known(author.name) or INITIALED.fullmatch(author.name) is not None for author in self.authors.people)


class Told(NamedTuple):
    """Of some entries that have a description, how many; and how many people that are called so each names that names any."""

    described: int
    known: tuple[int, ...]


def told(source: Source, entries: Iterable[Entry]) -> Told:
    """Return what the descriptions of entries tell, whose places count in this text."""
    described = [entry for entry in entries if entry.description is not None]
    return Told(
        len(described),
        tuple([names.known for entry in described if (names := _described(source, entry)) is not None]),
    )


def named(parts: Sequence[Told]) -> Named:
    """Return whom the descriptions of a page name: the authors of what it lists, or of some of it."""
    described = sum(part.described for part in parts)
    found = [known for part in parts for known in part.known]
    is_many = len(found) >= LEAST_AUTHORED and len(found) >= described * AUTHORED_SHARE
    known = sum(names > 0 for names in found)
    least = LEAST_TOLD if known * 2 >= len(found) else LEAST_CLEAR
    if is_many or (len(found) >= least and len(found) >= described * CLEAR_SHARE):
        return Named.ALL
    if known >= LEAST_KNOWN:
        return Named.KNOWN
    return Named.SEVERAL if any(names >= SEVERAL for names in found) else Named.NOBODY


def with_authors(source: Source, entry: Entry, named: Named, pinned: Collection[Span] = ()) -> Entry:
    """Return an entry, and those nested in it, with the people whom the description names as its authors.

    In those at the `pinned` places, settings say that it describes.
    """
    entries_inside = tuple(with_authors(source, nested, named, pinned) for nested in entry.entries)
    found = _described(source, entry) if entry.kind is EntryKind.NAMED and entry.span not in pinned else None
    least = {Named.ALL: 0, Named.KNOWN: 1}.get(named, SEVERAL)
    if found is None or found.known < least:
        return replace(entry, entries=entries_inside) if entries_inside else entry
    return replace(
        entry,
        kind=EntryKind.PAPER,
        authors=found.authors,
        authors_span=found.authors.span,
        venue=entry.venue or found.venue,
        year=entry.year or found.year,
        description=found.said,
        tags=(*entry.tags, *found.notes),
        entries=entries_inside,
    )


def _described(source: Source, entry: Entry) -> _Described | None:
    """Return the people that a description names, with the year and the notes in brackets behind them."""
    text = entry.description
    parted = SAYING.search(text.value, 0, MAX_AUTHORED) if text is not None and ")" in text.value else None
    if text is not None and parted is not None and source.text.startswith(text.value[: parted.end()], text.span.start):
        # `Ann Lee, Bo Chen (ICML 2017) - Sees cats.`
        start, end = text.span
        cut = parted.start() + 1
        people = _described(source, replace(entry, description=Text(text.value[:cut], Span(start, start + cut))))
        if people is not None and people.known and people.year is not None:
            return replace(people, said=Text(text.value[parted.end() :], Span(start + parted.end(), end)))
    is_cited = entry.venue is not None and entry.year is not None
    if text is None or len(text.value) > (MAX_CITED if is_cited else MAX_AUTHORED):
        return None
    if "20" in text.value or "19" in text.value:
        cited = _cited_behind(source, text)
        if cited is not None:
            return cited
    value = text.value[:-1] if DATED_END.search(text.value) else text.value
    dated = DATED.search(value) if value[-1:].isdigit() else None
    bare = value[: dated.start()] if dated else value
    notes = NOTES.search(bare) if bare.endswith((")", "]")) else None
    bare = bare[: notes.start()] if notes else bare
    placed = PLACED.search(bare)
    bare = bare[: placed.start()] if placed else bare
    is_closed = bare.endswith((".", "!", "?")) and not bare.endswith(" et al.") and not bibliography.ends_in_initial(bare)
    if is_closed and not (is_cited and bare[-1] == "."):
        return None
    bare = bare[:-1] if is_closed else bare
    start = text.span.start
    if not source.text.startswith(bare, start):
        return None
    led = BY.match(bare)
    by = led.end() if led else 0
    found = bibliography.authors(Visible(bare[by:], (0,), (start + by,), (start + len(bare),)))
    if found is None or (" " not in found.people[0].name and vocabulary.is_venue(found.people[0].name)):
        # `CVPR, ICML` name nobody.
        return None
    if is_closed and not all(" " in author.name for author in found.people):
        # `Fast, simple.`
        return None
    end = found.span.end
    venue = None
    if len(found.people) > 1 and vocabulary.is_venue(found.people[-1].name):
        # `Bo Chen, Cambridge University Press`
        last = found.people[-1]
        venue = Text(last.name, last.span)
        found = replace(
            found,
            people=found.people[:-1],
            separators=found.separators[:-1],
            ending=Text("", Span(found.people[-2].span.end, found.people[-2].span.end)),
            span=Span(found.span.start, found.people[-2].span.end),
        )
    behind = Span(end, max(entry.text_span.end, text.span.end))
    year = _placed(source, dated.group(1), behind) if dated else None
    said = list(_notes(source, notes.group(), behind)) if notes else []
    for note in said if year is None else ():
        # `Ann Lee (1917)`, `Ann Lee (ICML 2017)`
        part = Visible(note.value, (0,), (note.span.start,), (note.span.end,))
        when = note if kind_of(note.value) is Kind.YEAR else bibliography.year_in(part)
        if when is not None and (when is note or names_venue_alone(note.value)):
            year, venue = when, venue if when is note else venue or bibliography.venue_in(part)
            said.remove(note)
            break
    return _Described(found, venue or entry.venue, year or entry.year, tuple(said))


def _cited_behind(source: Source, text: Text) -> _Described | None:
    """Return the people that a description names before where and when: `Ann Lee, Bo Chen - ICML 2020 - pdf`."""
    found = PLACED_BEHIND.match(text.value)
    start = text.span.start
    if found is None or not source.text.startswith(text.value[: found.end(2)], start):
        return None
    if not names_venue_alone(found.group(2)):
        return None
    people, place = (
        Visible(found.group(group), (0,), (start + found.start(group),), (start + found.end(group),)) for group in (1, 2)
    )
    names, year = bibliography.authors(people), bibliography.year_in(place)
    return _Described(names, bibliography.venue_in(place), year, ()) if names and year else None


def _notes(source: Source, text: str, place: Span) -> Iterator[Text]:
    """Yield what stands in brackets, `(PDF) (CC BY)`, as far as it is written as it reads."""
    start, end = place
    for value in NOTE.findall(text):
        note = _placed(source, value, Span(start, end))
        if note is None:
            return
        yield note
        start = note.span.end


def _placed(source: Source, value: str, place: Span) -> Text | None:
    at = source.text.find(value, *place)
    return Text(value, Span(at, at + len(value))) if at >= 0 else None
