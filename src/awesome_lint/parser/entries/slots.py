"""The roles of the pieces of an entry: what each is by itself, and by what stands in the same place in other entries.

An entry that says more than could be read of it alone is taken apart into pieces. What a piece is by its own words (a year, a
well-known venue, several people) tells what pieces in the same slot are that could be anything: `Future Internet` is a venue
where others have `NDSS`. What stays doubtful is left out, never guessed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.document import Author, Authors, EntryKind, Text
from awesome_lint.knowledge import people
from awesome_lint.knowledge.institutions import is_institution
from awesome_lint.parser import bibliography
from awesome_lint.parser.entries.cursor import MAX_VENUE, Cursor
from awesome_lint.parser.entries.fields import Fields, collect
from awesome_lint.parser.entries.pieces import (
    ET_AL,
    INITIAL,
    INITIALS,
    MOST_VENUE_WORDS,
    OPENS_VENUE,
    QUOTES,
    SINGLE_NAME,
    STRICT_NAME,
    Form,
    Kind,
    Piece,
    begins_with_article,
    is_person,
    pieces,
    unfolded,
)
from awesome_lint.parser.entries.title import take_title
from awesome_lint.parser.inlines import NodeKind, Visible, has_word, visible
from awesome_lint.patterns import LOWER, UPPER, lazy
from awesome_lint.source import Span

# So many entries must have something in a slot, and this share of them the same, for the others to be read by it.
LEAST_VOTES = 3
VOTE_SHARE = 0.6
# Of a place that this share of the titles have filled, this share of the names need be known.
FULL_SHARE = 0.8
KNOWN_SHARE = 0.4
# Of what begins with surnames and a period, this share is known for such, or names several.
SURNAME_SHARE = 0.25
# No list of surnames before a title is longer.
LONGEST_SURNAMES = 80
MARKED = frozenset({Form.LINK, Form.STRONG, Form.EMPHASIS})
# A title has so many words at least, unless marks or a link set it apart.
LEAST_TITLE_WORDS = 3
MOST_TITLE_WORDS = 30
LAST_RESORT = 0.4
LEAST_DESCRIPTION = 5
PAIR = 2
# What a comma parts in one name that is written surname first.
INVERTED_NAMES = 2
MAX_TAG = 40
# In so many entries at most a dash stands in titles.
MOST_DASHED = 0.3
# What no name begins with, and titles do.
ARTICLES = frozenset(["A", "An", "My", "Our", "The", "Your"])
# Separators that part more than commas do.
STRONG_LEADS = frozenset("-|:\n")
# What stands around people, if anything does.
APART = frozenset(["", " ", ",", ".", "-", "|", ":", "\n", "by"])
# The number of a volume behind the name of a journal: `Nature medicine 25.1`.
VOLUME = lazy(r"(?<=\w)\s+\d{1,4}(?:\.\d{1,3})?$")
MOST_PLACE_WORDS = 4
# A venue that nobody knows, between a title and a year.
CAPITALS = lazy(r"[A-Z]{3,8}")
SIGN = lazy("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
# What parts people from a title.
# Each alternative begins with a character, which lets the engine skip to it.
BETWEEN_PARTS = lazy(
    r",\s+|:\s+|\|\s+|•(?<=\s•)\s+|·(?<=\s·)\s+|/(?<=\s/)\s+|\.(?<=[a-z]{2}\.)\s+|-(?<=\s-)\s+|–(?<=\s–)\s+|—(?<=\s—)\s+|b(?<=\sb)y\s+"
)
SPACED_INITIAL = lazy(rf"(?:^|[\s.])(?:{UPPER}\.-?)+\s?{UPPER}|\s{UPPER}(?:\.|$)|^{UPPER} {UPPER}{LOWER}|\s{UPPER} {UPPER}")
# `M. Lee`, in brackets beside a date.
INITIALED = lazy(rf"(?:{UPPER}\.\s?){{1,3}}{UPPER}{LOWER}")
AMONG_PEOPLE = lazy(r",? (?:and|&) ")
PARENTHESES = lazy(r"\s\([^()]*\)$")
AMONG = lazy(r",|\band\b|&")
CLOSING = frozenset({".", "。"})
OPENING = " ([（【"
CLOSING_BRACKETS = " )]）】"
# `NSDI 17`
SHORT_YEAR = lazy(r"(?<=[A-Za-z])[ -]((?:[019]\d|2\d))[)\]）]?$")
# What a title that is a link or bold holds besides a title: names or a quotation, a year, a venue.
MORE_THAN_TITLE = lazy(
    r"^\W*(?:19|20)?\d\d[-_ ]\S|\bby [A-Z][\w.'’-]*\s[A-Z]|\bet\.? al\b|\s\|\s|^[^\"“]{4,}[\"“][^\"”]{12,}[\"”]"
    r"|^[\w. ,&-]{3,60} \(?(?:19|20)\d\d\)?\s?: "
    r"|(?:^|\n)[^(\n]*\(.*(?:19|20)\d\d\)$|[,.] .{2,60}\b(?:19|20)\d\d\.?$| - .{2,60}\b(?:19|20)\d\d$"
)


class Role(Enum):
    """What a piece is of its entry."""

    TITLE = "title"
    AUTHORS = "authors"
    VENUE = "venue"
    YEAR = "year"
    NUMBERS = "numbers"
    TAG = "tag"
    DESCRIPTION = "description"
    NAME = "name"
    """A short name beside the title."""
    UNKNOWN = "unknown"


class Taken(Struct, frozen=True):
    """An entry in pieces, and which of them make the title: from `first` up to `last`."""

    cursor: Cursor
    pieces: list[Piece]
    roles: list[Role]
    first: int
    last: int

    def slots(self) -> Iterator[tuple[str, int, int]]:
        """Yield the slots beside the title: their names, and the pieces that each holds, from the first up to the last.

        What could be several people is one slot, however many they are. A slot is named by its side, the separators around it
        and its form.
        """
        runs = [*self._runs(0, self.first), *self._runs(self.last, len(self.pieces))]
        before = sum(stop <= self.first for _, stop in runs)
        for number, (start, stop) in enumerate(runs):
            side, distance = ("before", before - number) if number < before else ("after", number - before)
            following = self.roles[stop].value if stop < len(self.roles) else ""
            piece = self.pieces[start]
            lead = "-" if piece.lead in STRONG_LEADS else ","
            form = piece.form.value if piece.form in (Form.CODE, Form.BRACKETS) else ""
            yield f"{side}{lead}{form}{min(distance, 3)}{following}", start, stop

    def _runs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        while start < end:
            stop = start + 1
            if self._may_be_person(start):
                while stop < end and self.pieces[stop].lead == "," and self._may_be_person(stop):
                    stop += 1
            yield start, stop
            start = stop

    def _may_be_person(self, index: int) -> bool:
        role = self.roles[index]
        return role is Role.AUTHORS or (role is Role.UNKNOWN and self.pieces[index].kind is Kind.PERSON)


Votes = dict[str, Counter[Role]]


def taken(cursor: Cursor, called: frozenset[str] = frozenset()) -> Taken | None:
    """Return an entry in pieces with the roles that their own words tell, or None where nothing in it could be its title.

    `called` are people whom the page names, see `people_of`.
    """
    found = pieces(cursor)
    roles = _roles(found, called)
    place = _title(found, roles)
    if place is None:
        return None
    first, last = place
    if (found[first].form in MARKED or found[first].value[:1] not in QUOTES) and (
        MORE_THAN_TITLE.search(found[first].value) or holds_people(found[first].value, called)
    ):
        inside = unfolded(found[first])
        place = _title(inside, _roles(inside, called))
        if place is None:
            return None
        found = [*found[:first], *inside, *found[last:]]
        first, last = first + place[0], first + place[1]
        roles = _roles(found, called)
    for index in range(first, last):
        roles[index] = Role.TITLE
    return Taken(cursor, found, roles, first, last)


def votes(entries: Iterable[Taken]) -> Votes:
    """Return what stands in each slot of some entries."""
    counted: Votes = {}
    for entry in entries:
        for slot, start, _ in entry.slots():
            counted.setdefault(slot, Counter())[entry.roles[start]] += 1
    return counted


def shape(entry: Taken) -> str:
    """Return how an entry is laid out, by the roles and forms of its pieces: entries of one template have the same."""
    parts: list[str] = []
    for piece, role in zip(entry.pieces, entry.roles, strict=True):
        part = f"{role.value[0]}{piece.form.value[0] if role is Role.TITLE else ''}"
        if not parts or parts[-1] != part:
            parts.append(part)
    return "".join(parts)


def voted(entry: Taken, counted: Votes) -> Taken:
    """Return an entry with its doubtful pieces read by what stands in their place elsewhere."""
    roles = list(entry.roles)
    for slot, start, stop in entry.slots():
        if roles[start] is not Role.UNKNOWN:
            continue
        if start < entry.first and _is_dated(entry, start):
            # `Information Systems Frontiers 2014, [Title](url)`
            roles[start] = Role.VENUE
            continue
        role = _by_votes(entry.pieces[start], counted.get(slot))
        for index in range(start, stop if role is Role.AUTHORS else start + 1):
            roles[index] = role
    return Taken(entry.cursor, entry.pieces, roles, entry.first, entry.last)


def _is_dated(entry: Taken, index: int) -> bool:
    """Whether a year stands right behind words, with nothing but a space between."""
    following = entry.pieces[index + 1]
    return entry.pieces[index].form is Form.WORDS and entry.roles[index + 1] is Role.YEAR and following.lead == " "


def is_cited(entry: Taken) -> bool:
    """Whether an entry says when it appeared, where, by a name that is known, or who wrote it."""
    roles = zip(entry.pieces, entry.roles, strict=True)
    return any(role in (Role.YEAR, Role.AUTHORS) or (role is Role.VENUE and piece.kind is Kind.VENUE) for piece, role in roles)


def is_signed(entry: Taken) -> bool:
    """Whether parentheses right behind the title hold somebody who is called as people are: `Dune (Frank Herbert)`."""
    behind = entry.pieces[entry.last] if entry.last < len(entry.pieces) else None
    if behind is None or behind.form is not Form.BRACKETS or behind.lead != " " or behind.value[:1] != "(":
        return False
    return all(people.is_known(name.strip()) for name in AMONG_PEOPLE.split(behind.value.strip(" ()")))


def names_known(entry: Taken) -> bool:
    """Whether an entry names people who are known for such, and a separator that no title has parts them from the title."""
    if (
        entry.first
        and entry.pieces[entry.first].lead == ":"
        and not _is_spaced(entry.pieces[entry.first - 1 : entry.first + 1])
    ):
        return False
    roles = zip(entry.pieces, entry.roles, strict=True)
    return any(role is Role.AUTHORS and _is_somebody(piece.value.strip(" .,")) for piece, role in roles)


def is_led(entry: Taken) -> bool:
    """Whether words of which nothing is known stand right before the title, as in a sentence about it."""
    index = entry.first - 1
    if index < 0 or entry.pieces[entry.first].lead != " ":
        return False
    return entry.roles[index] is Role.UNKNOWN and entry.pieces[index].form is Form.WORDS


def before(entry: Taken) -> int:
    """Return how many words stand before the title of which it is not known what they are."""
    return _count(
        piece
        for piece, role in zip(entry.pieces[: entry.first], entry.roles, strict=False)
        if role is Role.UNKNOWN and piece.form not in (Form.CODE, Form.BRACKETS)
    )


def _by_votes(piece: Piece, counted: "Counter[Role] | None") -> Role:
    known = {role: count for role, count in (counted or {}).items() if role is not Role.UNKNOWN}
    total = sum(known.values())
    if total < LEAST_VOTES:
        return Role.UNKNOWN
    role, count = max(known.items(), key=lambda item: item[1])
    if role in (Role.YEAR, Role.NUMBERS) or (role is Role.VENUE and len(piece.value.split()) > MOST_VENUE_WORDS):
        return Role.UNKNOWN
    if role is Role.AUTHORS and piece.kind is not Kind.PERSON:
        return Role.UNKNOWN
    return role if count >= total * VOTE_SHARE else Role.UNKNOWN


def titled(entries: Sequence[Taken]) -> list[Taken]:
    """Return the entries with the title in the place where the others of their layout have it.

    `**SayCan** **[Google]** Do As I Can, Not As I Say`: the bold name is short everywhere, what follows it is long.
    """
    groups: dict[str, list[tuple[int, int, int]]] = {}
    for number, entry in enumerate(entries):
        other = _words_behind(entry)
        if other is not None:
            mine = len(entry.pieces[entry.first].value.split())
            groups.setdefault(_forms(entry), []).append((number, mine, _count(entry.pieces[other[0] : other[1]])))
    result = _signed(_dashed(_named_before_colon(entries)))
    for group in groups.values():
        if len(group) < LEAST_VOTES or sum(mine for _, mine, _ in group) * 1.8 > sum(count for _, _, count in group):
            continue
        for number, _, _ in group:
            entry = entries[number]
            place = _words_behind(entry)
            if place is not None:
                roles: list[Role] = [Role.UNKNOWN if role is Role.TITLE else role for role in entry.roles]
                roles[entry.first] = Role.NAME
                roles[place[0] : place[1]] = [Role.TITLE] * (place[1] - place[0])
                result[number] = Taken(entry.cursor, entry.pieces, roles, *place)
    return _surnamed(result)


def _surnamed(entries: Sequence[Taken]) -> list[Taken]:
    """Return the entries with the surnames before a period for people, where many begin so: `Lee, Chen. Nets for cats.`

    Some have to be known for surnames, or to name several: a word before a period may be the name of a thing as well.
    """
    stops = [_surnames_end(entry) if "." in entry.cursor.text.value[:LONGEST_SURNAMES] else 0 for entry in entries]
    found = sum(stop > 0 for stop in stops)
    if found < LEAST_VOTES:
        return list(entries)
    told = sum(
        stop > 1 or entry.pieces[0].value in people.surnames() for entry, stop in zip(entries, stops, strict=True) if stop
    )
    plain = sum(entry.pieces[0].form is Form.WORDS and _is_title_alone(entry) for entry in entries)
    if told < LEAST_VOTES or told < found * SURNAME_SHARE or found < plain * VOTE_SHARE:
        return list(entries)
    result: list[Taken] = []
    for entry, stop in zip(entries, stops, strict=True):
        if stop:
            last = next((at for at in range(stop, len(entry.roles)) if _ends_words(entry, at)), len(entry.roles))
            roles = [Role.AUTHORS] * stop + [Role.TITLE] * (last - stop) + list(entry.roles[last:])
            result.append(Taken(entry.cursor, entry.pieces, roles, stop, last))
        else:
            result.append(entry)
    return result


def _surnames_end(entry: Taken) -> int:
    """Return how many pieces at the beginning are single names, before a period and plain words; 0 where there are none."""
    stop = 0
    found = entry.pieces
    while stop < len(found) and found[stop].form is Form.WORDS and (not stop or found[stop].lead == ","):
        if SINGLE_NAME.fullmatch(found[stop].value) is None:
            break
        stop += 1
    following = found[stop] if stop < len(found) else None
    is_title = following is not None and following.form is Form.WORDS and following.lead == "."
    return stop if is_title and following is not None and following.value[:1].isupper() else 0


def _is_title_alone(entry: Taken) -> bool:
    """Whether all of an entry is plain words, and none says where or when."""
    return all(piece.form is Form.WORDS for piece in entry.pieces) and not (set(entry.roles) & {Role.YEAR, Role.VENUE})


def _ends_words(entry: Taken, index: int) -> bool:
    return entry.pieces[index].form is not Form.WORDS or entry.roles[index] in (Role.YEAR, Role.VENUE, Role.NUMBERS)


def _named_before_colon(entries: Sequence[Taken]) -> list[Taken]:
    """Return the entries with what stands before the colons of titles with marks for people, where single names do so again.

    `Lee, Chen, Roe: [Nets for cats](url)`: nobody need know any of them.
    """
    named = [_has_surnames_before(entry) for entry in entries]
    several = sum(is_named and entry.first > 1 for is_named, entry in zip(named, entries, strict=True))
    if several < LEAST_VOTES:
        return list(entries)
    result: list[Taken] = []
    for is_named, entry in zip(named, entries, strict=True):
        roles = [*([Role.AUTHORS] * entry.first), *entry.roles[entry.first :]] if is_named else list(entry.roles)
        result.append(Taken(entry.cursor, entry.pieces, roles, entry.first, entry.last))
    return result


def _has_surnames_before(entry: Taken) -> bool:
    """Whether single names and commas are all that stands before the colon, or period, of a title that has marks."""
    title, before = entry.pieces[entry.first], entry.pieces[: entry.first]
    if not before or title.form not in (Form.LINK, Form.STRONG, Form.QUOTED):
        return False
    # `Lee, Ann. [Nets for cats](url)` names one.
    if title.lead != ":" and not (title.lead == "." and len(before) > PAIR):
        return False
    return all(
        piece.form is Form.WORDS
        and (index == 0 or piece.lead == ",")
        and role in (Role.UNKNOWN, Role.AUTHORS)
        and SINGLE_NAME.fullmatch(piece.value) is not None
        for index, (piece, role) in enumerate(zip(before, entry.roles, strict=False))
    )


def _dashed(entries: Sequence[Taken]) -> list[Taken]:
    """Return the entries with what a dash parts of their titles, unless a dash stands behind the title in many entries."""
    behind = [entry for entry in entries if entry.last < len(entry.pieces) and _is_dashed(entry, entry.last)]
    if len(behind) > len(entries) * MOST_DASHED:
        return list(entries)
    result: list[Taken] = []
    for entry in entries:
        first, last = entry.first, entry.last
        roles = list(entry.roles)
        if entry.pieces[first].form is Form.WORDS:
            while last < len(roles) and _is_dashed(entry, last):
                last += 1
            while first > 0 and _goes_before(entry, first - 1):
                first -= 1
            roles[first:last] = [Role.TITLE] * (last - first)
        result.append(Taken(entry.cursor, entry.pieces, roles, first, last))
    return result


def _signed(entries: Sequence[Taken]) -> list[Taken]:
    """Return the entries with the last words of their titles for people, where the others name people behind that comma."""
    known = sum(_names_behind_comma(entry) for entry in entries)
    if known < LEAST_VOTES:
        return list(entries)
    doubtful = [entry.last - entry.first > 1 and _may_sign(entry) for entry in entries]
    if known < (known + sum(doubtful)) * VOTE_SHARE:
        return list(entries)
    result: list[Taken] = []
    for entry, is_signed in zip(entries, doubtful, strict=True):
        roles = list(entry.roles)
        if is_signed:
            roles[entry.last - 1] = Role.AUTHORS
        result.append(Taken(entry.cursor, entry.pieces, roles, entry.first, entry.last - is_signed))
    return result


def _names_behind_comma(entry: Taken) -> bool:
    """Whether people stand right behind a title without marks, and nothing but where and when behind them, or brackets."""
    following = entry.last
    if following >= len(entry.pieces) or entry.roles[following] is not Role.AUTHORS or entry.first:
        return False
    is_plain = entry.pieces[0].form is Form.WORDS and entry.pieces[following].lead == ","
    return is_plain and all(
        role is Role.AUTHORS or _is_placing(piece, role)
        for piece, role in zip(entry.pieces[following:], entry.roles[following:], strict=True)
    )


def _is_placing(piece: Piece, role: Role) -> bool:
    """Whether a piece stands in brackets, or behind a comma and says where or when something appeared."""
    return piece.form is Form.BRACKETS or (piece.lead == "," and role in (Role.VENUE, Role.YEAR))


def _may_sign(entry: Taken) -> bool:
    """Whether a title without marks ends with two or three words with capitals behind a comma, and nothing but where and when
    behind them, or brackets."""
    last = entry.pieces[entry.last - 1]
    if entry.first or last.lead != "," or last.kind is not Kind.PERSON or not STRICT_NAME.fullmatch(last.value):
        return False
    is_word = last.value.split()[0] in ARTICLES
    behind = zip(entry.pieces[entry.last :], entry.roles[entry.last :], strict=True)
    return not is_word and all(_is_placing(piece, role) for piece, role in behind)


def _is_dashed(entry: Taken, index: int) -> bool:
    piece = entry.pieces[index]
    return piece.lead == "-" and piece.form is Form.WORDS and entry.roles[index] is Role.UNKNOWN and piece.value[:1].isupper()


def _goes_before(entry: Taken, index: int) -> bool:
    """Whether a short name and a dash before the title are a part of it: both stand in the link, or both outside of one."""
    piece, title = entry.pieces[index : index + 2]
    if title.lead != "-" or piece.inside is not title.inside:
        return False
    is_unknown = entry.roles[index] is Role.UNKNOWN
    return is_unknown and piece.form is Form.WORDS and len(piece.value.split()) <= LEAST_TITLE_WORDS


def _words_behind(entry: Taken) -> tuple[int, int] | None:
    """Return the plain words behind a bold title and brackets, which would be the title in another list."""
    index = entry.last
    if entry.pieces[entry.first].form is not Form.STRONG:
        return None
    while index < len(entry.pieces) and entry.pieces[index].form is Form.BRACKETS:
        index += 1
    if index >= len(entry.pieces) or entry.pieces[index].lead != " " or entry.roles[index] is not Role.UNKNOWN:
        return None
    if entry.pieces[index].form is not Form.WORDS:
        return None
    return index, _title_end(entry.pieces, entry.roles, index)


def _forms(entry: Taken) -> str:
    return "".join(piece.form.value[0] for piece in entry.pieces[: entry.last + 1])


def _count(found: Iterable[Piece]) -> int:
    return sum(len(piece.value.split()) for piece in found)


# --- roles by the pieces alone ----------------------------------------------------------------------------------------


def names_people(text: str) -> bool:
    """Whether a text names several people, each by more than a word, and says nothing else."""
    if not AMONG.search(text) or len(text) > MAX_VENUE:
        return False
    names = bibliography.authors(Visible(text, (0,), (0,), (len(text),)))
    people = names.people if names else ()
    return len(people) > 1 and all(author.is_et_al or STRICT_NAME.fullmatch(author.name) for author in people)


def people_of(titles: Iterable[str]) -> frozenset[str]:
    """Return the people whom titles of a page begin or end with, where most names in their place are those of people.

    `Malte Ubl - Large applications` names somebody where others say `Bret Victor - Inventing on Principle`.
    """
    known: Counter[str] = Counter()
    others: dict[str, list[str]] = {}
    count = 0
    for title in titles:
        count += 1
        edges = _edges(title)
        if not edges:
            continue
        are_known = [any(map(_is_somebody, names)) for _, names in edges]
        for (place, names), is_known in zip(edges, are_known, strict=True):
            if is_known:
                known[place] += 1
            elif not any(are_known):
                # Whoever is known stands at the other end: `Founders Talk - Bret Victor`.
                others.setdefault(place, []).extend(names)
    return frozenset(
        name
        for place, names in others.items()
        if known[place] >= LEAST_VOTES and _are_called(known[place], known[place] + len(names), count)
        for name in names
    )


def _are_called(known: int, named: int, titles: int) -> bool:
    """Whether enough of what may be names in a place is known for such; fewer are where nearly all titles have some there."""
    return known >= named * (KNOWN_SHARE if named >= titles * FULL_SHARE else VOTE_SHARE)


def holds_people(title: str, called: frozenset[str] = frozenset()) -> bool:
    """Whether what a separator parts from the beginning or end of a title names people who are known for such."""
    return any(any(_is_somebody(name) or name in called for name in names) for _, names in _edges(title))


def _is_somebody(name: str) -> bool:
    """Whether somebody is called so, by a name that is known or by initials: `R. M. Keel`."""
    return people.is_known(name) or INITIALED.match(name) is not None


@lru_cache(maxsize=1 << 14)
def _edges(title: str) -> tuple[tuple[str, list[str]], ...]:
    """Return what may be people at the ends of a title, with the name of their place."""
    parts = list(BETWEEN_PARTS.finditer(title))
    if not parts:
        return ()
    first = next((part for part in parts if " " in title[: part.start()].rstrip()), parts[0])
    last = parts[-1]
    return (
        *_may_be_people(f"{first.group().strip()} behind", title[: first.start()].rstrip()),
        *_may_be_people(f"{last.group().strip()} before", PARENTHESES.sub("", title[last.end() :])),
    )


def _may_be_people(place: str, text: str) -> Iterator[tuple[str, list[str]]]:
    # The last of several: `Nets for cats, Ann Lee, Bo Chen, and Cy Roe.`
    text = text.removeprefix("and ").removeprefix("& ")
    if text[:1].isupper() and " " in text and len(text) <= MAX_VENUE:
        names = AMONG_PEOPLE.split(text.strip(" ."))
        if all(map(is_person, names)):
            yield place, names


def _roles(found: Sequence[Piece], called: frozenset[str]) -> list[Role]:
    roles = [_role(piece) for piece in found]
    if len(found) == PAIR and roles[0] is Role.YEAR and found[0].value.isdigit() and _are_known(found[1].value):
        # `1984, George Orwell`
        roles[0] = Role.UNKNOWN
    if len(found) > 1 and found[0].form is Form.STRONG and names_people(found[0].value) and _may_be_title(found[1]):
        # `**Ann Lee and Bo Chen** - *Nets for cats*`
        roles[0] = Role.AUTHORS
    if len(found) > 1 and roles[0] is Role.VENUE and _begins_title(found):
        roles[0] = Role.UNKNOWN
    for index, piece in enumerate(found):
        if index and piece.form is Form.EMPHASIS and _names_known(piece.value):
            roles[index] = Role.AUTHORS
        is_placed = index and piece.lead == "in" and not piece.value[:1].islower()
        if is_placed and roles[index] is Role.UNKNOWN and len(piece.value.split()) <= MOST_VENUE_WORDS:
            roles[index] = Role.VENUE
        if roles[index] is Role.UNKNOWN and _is_dated_place(found, roles, index):
            roles[index] = Role.VENUE
        if index and roles[index - 1] is Role.VENUE and _is_short_form(piece):
            roles[index] = Role.VENUE
    _note_people(found, roles, called)
    return roles


def _begins_title(found: Sequence[Piece]) -> bool:
    """Whether what is a journal, too, is the first of the words of a title: `Philosophy of Science: An Introduction`."""
    first, second = found[:2]
    is_field = first.form is Form.WORDS and " of " in first.value and OPENS_VENUE.match(first.value) is None
    return is_field and second.lead == ":" and second.form is Form.WORDS and not _is_spaced(found[:2])


def _names_known(text: str) -> bool:
    """Whether a text names several people and says nothing else, and some are called as people are."""
    return names_people(text) and any(map(people.is_known, AMONG_PEOPLE.split(text.replace(", ", " and "))))


def _are_known(text: str) -> bool:
    return all(map(people.is_known, AMONG_PEOPLE.split(text)))


def _is_dated_place(found: Sequence[Piece], roles: Sequence[Role], index: int) -> bool:
    """Whether a year in brackets stands right behind it, as behind `Nature medicine 25.1`, or in its own: `(ICDEW, 2008)`.

    Of capitals alone a year without brackets tells it as well.
    """
    following = roles[index + 1 : index + 3]
    if following == [Role.NUMBERS, Role.YEAR] and index > 0 and found[index].form is Form.WORDS:
        # `Journal of Cats 25(1) 2019`
        return all(piece.lead == " " for piece in found[index + 1 : index + 3])
    if following[:1] != [Role.YEAR]:
        return False
    piece, year = found[index : index + 2]
    if year.form is Form.WORDS:
        # `Nets for cats, FGCS, 2013`
        is_between = index > 0 and piece.form is Form.WORDS and piece.lead == "," == year.lead
        return is_between and CAPITALS.fullmatch(piece.value) is not None and not is_institution(piece.value)
    if year.form is not Form.BRACKETS:
        return False
    if piece.form is Form.BRACKETS and _may_be_person(piece, roles[index]):
        return False
    if piece.form is Form.BRACKETS:
        return year.lead == "," and len(piece.value.split()) <= MOST_PLACE_WORDS and piece.value[:1].isupper()
    return index > 0 and piece.form is Form.WORDS and year.lead == " " and VOLUME.search(piece.value) is not None


def _may_be_title(piece: Piece) -> bool:
    return piece.form in (Form.QUOTED, Form.EMPHASIS, Form.LINK) and len(piece.value.split()) > 1


def _role(piece: Piece) -> Role:
    if piece.form is Form.QUOTED:
        return Role.UNKNOWN
    if piece.kind is Kind.YEAR:
        return Role.YEAR
    if piece.kind is Kind.NUMBERS:
        return Role.NUMBERS
    if piece.kind is Kind.VENUE and piece.form is not Form.LINK:
        return Role.VENUE
    return Role.UNKNOWN


def _note_people(found: Sequence[Piece], roles: list[Role], called: frozenset[str]) -> None:
    """Mark runs of pieces that name people as no single piece could: several in a row, initials, "et al.", or behind `by`."""
    index = 0
    while index < len(found):
        stop = index
        while stop < len(found) and _may_be_person(found[stop], roles[stop]) and (stop == index or found[stop].lead == ","):
            stop += 1
        # `Harnes, Håkon, and Donn Morrison`: single words between the commas of names.
        if stop - index > 1 and stop < len(found) and found[stop].lead == ":" and " " not in found[stop - 1].value.strip():
            # `Devi Parikh, VQA: Visual Question Answering`
            stop -= 1
        index, stop = _without_title(found, roles, index, stop, called)
        while stop - index > 1 and _is_no_name(found[index:stop]):
            stop -= 1
        run = found[index:stop]
        following = found[stop] if stop < len(found) else None
        is_by = bool(run) and index > 0 and run[0].lead == "by" and (len(run) > 1 or found[index - 1].form is not Form.BRACKETS)
        if run and (
            (is_by and run[0].kind is Kind.PERSON)
            or _are_people(run, following, called)
            or _are_cited(found, roles, index, stop)
        ):
            for at in range(index, stop):
                roles[at] = Role.AUTHORS
            index = stop
            while index < len(found) and _is_place(found[index], roles[index]) and _has_title(found, roles, index, index + 1):
                # `Ann Lee, Google Brain`
                roles[index] = Role.TAG
                index += 1
        else:
            index = max(stop, index + 1)
    if not _has_title(found, roles, 0, 0):
        for index, piece in enumerate(found):
            if roles[index] is Role.AUTHORS and not _is_known(piece, called):
                # `Bing Liu: Sentiment Analysis and Opinion Mining`
                roles[index] = Role.UNKNOWN


def _is_no_name(run: Sequence[Piece]) -> bool:
    """Whether a run of people with several names each ends in a single word: `M. Satyanarayanan, Computer`."""
    last = run[-1].value.strip()
    is_single = " " not in last and not INITIALS.fullmatch(last) and not ET_AL.fullmatch(last)
    return is_single and all(" " in piece.value.strip() for piece in run[:-1])


def _without_title(
    found: Sequence[Piece], roles: Sequence[Role], start: int, stop: int, called: frozenset[str]
) -> tuple[int, int]:
    """Return a run of what may be people without the title at one of its ends: `Ann Lee, Visual Search: A Survey`.

    Only what is called as people are can tell what is not.
    """
    known = [_is_known(piece, called) for piece in found[start:stop]]
    if not any(known) or all(known):
        return start, stop
    while (
        stop - start > 1
        and not known[stop - start - 1]
        and ((stop < len(found) and found[stop].lead == ":") or not _has_title(found, roles, start, stop))
    ):
        stop -= 1
    if not _has_title(found, roles, start, stop) and not known[0]:
        return start + 1, stop
    return start, stop


def _is_known(piece: Piece, called: frozenset[str]) -> bool:
    """Whether a piece names somebody as people are called: by a name that is known for such, initials, or "et al."."""
    value = piece.value.strip(" ,")
    has_initial = SPACED_INITIAL.search(value) is not None and not begins_with_article(value)
    is_marked = has_initial or ET_AL.fullmatch(value) is not None
    # `Boris and Arkady Strugatsky`
    is_pair = " and " in value and value.partition(" and ")[0] in people.given_names() and is_person(value)
    return is_marked or is_pair or people.is_known(value) or value in called


def _is_place(piece: Piece, role: Role) -> bool:
    """Whether a piece says where people are from."""
    return role is Role.UNKNOWN and piece.form is Form.WORDS and piece.lead in ",|" and is_institution(piece.value)


def _has_title(found: Sequence[Piece], roles: Sequence[Role], start: int, stop: int) -> bool:
    """Whether something beside a run may be the title."""
    beside = (index for index in range(len(found)) if not start <= index < stop)
    return any(roles[index] is Role.UNKNOWN and found[index].form not in (Form.CODE, Form.BRACKETS) for index in beside)


def _may_be_person(piece: Piece, role: Role) -> bool:
    if role is not Role.UNKNOWN or piece.form not in (Form.WORDS, Form.EMPHASIS, Form.BRACKETS):
        return False
    if piece.form is Form.BRACKETS:
        is_cited = ET_AL.fullmatch(piece.value) is not None or INITIALED.match(piece.value) is not None
        return is_cited and piece.kind is Kind.PERSON
    if piece.kind is Kind.PERSON:
        return True
    is_short = piece.form is Form.WORDS and len(piece.value.split()) <= 3
    return is_short and bibliography.is_name(piece.value.strip(" .,")) and not is_institution(piece.value)


def _are_people(run: Sequence[Piece], following: Piece | None, called: frozenset[str]) -> bool:
    values = [piece.value.strip() for piece in run]
    if any(ET_AL.fullmatch(value) for value in values):
        return True
    if sum(1 for value in values if INITIALS.fullmatch(value)) * 2 >= len(values) > 1:
        return True
    persons = sum(1 for piece in run if piece.kind is Kind.PERSON)
    if following is not None and len(run) == persons == 1 and run[0].lead == "," and _is_place(following, Role.UNKNOWN):
        # Whoever comes from somewhere is somebody: `Title, Anca Unknown, UC Berkeley`.
        return True
    has_initial = any(INITIAL.search(value) for value in values)
    is_before_title = following is not None and (
        following.form in (Form.QUOTED, Form.LINK) or (following.form is Form.STRONG and following.lead == "-")
    )
    known = sum(_is_known(piece, called) for piece in run)
    if known and known * 2 >= len(run) and run[0].lead in APART and (following is None or _is_apart(run, following)):
        return True
    if is_before_title and following is not None and following.lead == "." and 1 < len(run) == persons:
        # `Ann Lee, Bo Chen. "Title"`
        return True
    if is_before_title and following is not None and following.lead in ".:," and all(map(_is_surname, values)):
        # `Lee, Chen and Roe. [Title](url)`
        return True
    if is_before_title and len(run) == 2 and " " not in values[0]:
        # `Lopes, Pedro Daniel. "Title"`, `Kim, Yoon. "Title"`
        return run[1].kind is Kind.PERSON or values[1] in people.given_names()
    if len(run) == 1:
        is_pair = " and " in values[0] or " & " in values[0]
        if is_pair and len(values[0].split()) <= LEAST_TITLE_WORDS and not is_before_title:
            return False
        return run[0].kind is Kind.PERSON and (has_initial or is_pair) and len(values[0].split()) >= 2
    is_joined = any(value.startswith(("and ", "& ")) or " and " in value for value in values)
    has_full_name = any(STRICT_NAME.fullmatch(value.removeprefix("and ").removeprefix("& ")) for value in values)
    if is_joined and has_full_name and " " not in values[0] and not values[1].startswith(("and ", "& ")):
        # `Kannan, Anjuli, and Oriol Vinyals`
        return True
    if is_joined and not has_full_name and not has_initial and not any(map(_has_surname, values)):
        # `Principles, Patterns and Practices`
        return False
    return persons >= 1 and (is_joined or has_initial or persons >= 3) and persons * 2 >= len(run)


def _has_surname(value: str) -> bool:
    """Whether one of two single names is a surname that is known."""
    return any(name in people.surnames() for name in AMONG_PEOPLE.split(value.removeprefix("and ").removeprefix("& ")))


def _is_surname(value: str) -> bool:
    """Whether a piece is the surname of somebody, or of two."""
    names = AMONG_PEOPLE.split(value.removeprefix("and ").removeprefix("& ").strip(" ."))
    # `de Queiroz` is nothing else.
    return all(name in people.surnames() or (name[:1].islower() and SINGLE_NAME.fullmatch(name) is not None) for name in names)


def _is_surname_of_anybody(value: str) -> bool:
    return all(map(SINGLE_NAME.fullmatch, AMONG_PEOPLE.split(value.removeprefix("and ").removeprefix("& ").strip(" ,"))))


def _is_apart(run: Sequence[Piece], following: Piece) -> bool:
    """Whether what follows people is parted from them; a colon glued to a name is one of titles: `Deja Vu: What was seen`."""
    if following.lead == ":" and len(run) == 1 and not _is_spaced([run[0], following]):
        return people.is_called(run[0].value) or SPACED_INITIAL.search(run[0].value) is not None
    return following.lead in APART


def _is_spaced(pair: Sequence[Piece]) -> bool:
    """Whether there is space on both sides of what parts two pieces."""
    return pair[1].start - pair[0].end > len(": ")


def _are_cited(found: Sequence[Piece], roles: Sequence[Role], start: int, stop: int) -> bool:
    """Whether names stand between a quoted title and a year in brackets, `"Random Forests" - Breiman (2001)`.

    Or before a year and a colon that the title stands behind: `Pang, Lee 2002: Thumbs up?`.
    """
    if start and found[start - 1].form is Form.QUOTED and found[start].lead in "-,." and stop < len(found):
        year = found[stop]
        is_behind = year.form is Form.BRACKETS and roles[stop] is Role.YEAR and year.lead == " "
        return is_behind and all(_is_surname_of_anybody(piece.value) for piece in found[start:stop])
    return (
        stop + 1 < len(found)
        and roles[stop] is Role.YEAR
        and found[stop].lead == " "
        and found[stop + 1].lead in (":", ".")
        and all(len(piece.value.split()) <= 2 for piece in found[start:stop])
    )


def _title(found: Sequence[Piece], roles: Sequence[Role]) -> tuple[int, int] | None:
    """Return the pieces that are most like a title: in quotation marks, a link, bold, or many words."""
    best: tuple[float, int, int] | None = None
    for index, (piece, role) in enumerate(zip(found, roles, strict=True)):
        if role is not Role.UNKNOWN or piece.form in (Form.CODE, Form.BRACKETS) or _is_quoted_inside(found, roles, index):
            continue
        stop = _title_end(found, roles, index)
        words = sum(len(piece.value.split()) for piece in found[index:stop])
        has_name = any(
            role is Role.UNKNOWN and other.form not in (Form.CODE, Form.BRACKETS) and not _is_linked_place(other)
            for role, other in zip(roles[:index], found, strict=False)
        )
        score = _weight(piece, words, has_name=has_name)
        if score > 0 and (best is None or score > best[0]):
            best = score, index, stop
    return (best[1], best[2]) if best else None


def _is_linked_place(piece: Piece) -> bool:
    """Whether a link says where it appeared, and is no name of a thing."""
    return piece.form is Form.LINK and piece.kind is Kind.VENUE


def _is_quoted_inside(found: Sequence[Piece], roles: Sequence[Role], index: int) -> bool:
    """Whether a few words in quotation marks go on from more of them: `A tool that "reads the manual"`."""
    if index == 0 or found[index].form is not Form.QUOTED or found[index].lead != " ":
        return False
    before = found[index - 1]
    is_words = before.form is Form.WORDS and before.kind is Kind.WORDS and roles[index - 1] is Role.UNKNOWN
    words = len(before.value.split())
    return is_words and words >= LEAST_TITLE_WORDS and words >= len(found[index].value.split()) <= LEAST_TITLE_WORDS


def _weight(piece: Piece, words: int, *, has_name: bool) -> float:
    """Return how much a piece is like a title; `has_name` says that something before it could be one."""
    length = min(words, 8)
    if piece.form is Form.QUOTED:
        return 20 + length
    if piece.form is Form.LINK:
        # `[NIPS21](url)` above the title says where it appeared.
        return 1 if piece.kind is Kind.VENUE else 14 + length
    if piece.form is Form.STRONG:
        # Whether it is but a short name before the title, the others tell.
        return 10 + length
    if piece.form is Form.EMPHASIS:
        # A few words may be anything, where anything else is there.
        return 2 + length if words >= LEAST_TITLE_WORDS else LAST_RESORT
    if words < LEAST_TITLE_WORDS and has_name:
        return 0
    # What stands first is the name, what stands behind a bar or a dash is about it.
    behind = 3 if piece.lead in ("|", "-", "\n") and has_name else 0
    return max(length - behind, 0.5) if words <= MOST_TITLE_WORDS else 0


def _title_end(found: Sequence[Piece], roles: Sequence[Role], index: int) -> int:
    """Return the index after the last piece of the title that begins there: a colon or comma is part of it, a period none."""
    stop = index + 1
    is_name = found[index].form is Form.QUOTED and len(found[index].value.split()) <= LEAST_TITLE_WORDS
    is_name = is_name and found[index].value[0] != "《"
    if found[index].form is not Form.WORDS and not is_name:
        return stop
    while stop < len(found):
        piece = found[stop]
        if piece.form is Form.QUOTED and piece.lead == " ":
            stop += 1
            continue
        if piece.form is Form.BRACKETS and piece.lead == " " and roles[stop] in (Role.UNKNOWN, Role.NUMBERS):
            # Brackets in the middle of a title, not at its end.
            follows = stop + 1 < len(found) and found[stop + 1].form is Form.WORDS and found[stop + 1].lead in (" ", ":")
            if not follows:
                return stop
            stop += 2
            continue
        if piece.form is not Form.WORDS or piece.lead not in (":", ",", " "):
            return stop
        if roles[stop] is not Role.UNKNOWN and (piece.lead != ":" or roles[stop] is Role.YEAR):
            return stop
        if piece.lead == "," and _ends_title(found, roles, stop):
            return stop
        stop += 1
    return stop


def _ends_title(found: Sequence[Piece], roles: Sequence[Role], index: int) -> bool:
    """Whether short capitalised words behind a comma stand before a year or numbers, as a venue does that nobody knows."""
    value = found[index].value
    if index + 1 >= len(found) or found[index + 1].form is not Form.WORDS:
        return False
    is_short = len(value.split()) <= MOST_VENUE_WORDS // 2 and value[:1].isupper()
    return is_short and roles[index + 1] in (Role.YEAR, Role.NUMBERS)


# --- fields -----------------------------------------------------------------------------------------------------------


def fields(entry: Taken) -> Fields:
    """Return the fields of an entry by the roles of its pieces."""
    cursor = entry.cursor
    read = Fields(EntryKind.UNPARSED)
    collect(cursor.nodes, read)
    cursor.fields = read
    first, last = entry.pieces[entry.first], entry.pieces[entry.last - 1]
    roles = _described(entry)
    take_title(cursor, first.start, last.end, first.node if entry.last == entry.first + 1 else None)
    _take_authors(entry, roles, read)
    _take_venue(entry, roles, read)
    description: tuple[int, int] | None = None
    for index, (piece, role) in enumerate(zip(entry.pieces, roles, strict=True)):
        is_apart = piece.form in (Form.CODE, Form.BRACKETS) or (index >= entry.last and _is_place(piece, role))
        if role is Role.TAG or (role is Role.UNKNOWN and is_apart):
            value = _bare(cursor.text, piece)
            if value is not None and piece.form is Form.CODE and index >= entry.last and says_something(value.value):
                read.description = read.description or value
            elif value is not None and (len(value.value) <= MAX_TAG or names_people(value.value)):
                read.tags.append(value)
        elif role is Role.DESCRIPTION or (role is Role.UNKNOWN and index >= entry.last):
            if description is not None:
                description = description[0], piece.end
            elif role is Role.DESCRIPTION or _begins_description(entry, piece):
                # `Cause: what writers mean` is said as a whole.
                is_led = piece.lead == ":" and index > entry.last and roles[index - 1] is Role.UNKNOWN
                begin = entry.pieces[index - 1] if is_led and entry.pieces[index - 1].form is Form.WORDS else piece
                description = begin.start, piece.end
    if description is not None and read.description is None:
        start, end = description
        # What ends a piece ends the description, too.
        read.description = cursor.text.trimmed(start, end + (cursor.text.value[end : end + 1] in CLOSING))
    if read.title is not None:
        read.settle()
    return read


def _bare(text: Visible, piece: Piece) -> Text | None:
    """Return what a piece says without the brackets around it; what a link in brackets says is its label."""
    if piece.form is not Form.BRACKETS:
        return text.trimmed(piece.start, piece.end)
    left = len(piece.value) - len(piece.value.lstrip(OPENING))
    bare = text.trimmed(piece.start + left, piece.start + len(piece.value.rstrip(CLOSING_BRACKETS)))
    if (
        bare is None
        or "://" in bare.value
        or (piece.node is not None and piece.node.kind is NodeKind.LINK and bare.value in visible([piece.node]).value)
    ):
        return None
    return bare


def says_something(code: str) -> bool:
    """Whether what is marked as code is no mark, but words about the entry."""
    return len(code.split()) >= LEAST_DESCRIPTION or len(SIGN.findall(code)) >= LEAST_DESCRIPTION


def _begins_description(entry: Taken, piece: Piece) -> bool:
    """Whether a piece behind the title is parted from it as a description is, or has as many words as one."""
    if piece.lead == " " and piece.form is not Form.WORDS:
        return False
    if piece.form is Form.EMPHASIS and "," in piece.value:
        # People that were not read as such.
        return False
    is_long = entry.pieces[entry.first].form is not Form.WORDS and len(piece.value.split()) >= LEAST_DESCRIPTION
    return piece.lead in STRONG_LEADS or is_long


def _described(entry: Taken) -> list[Role]:
    """Return the roles with all of a sentence behind the title as its description, whatever stands between its commas."""
    roles = entry.roles
    settled = list(roles)
    index = entry.last
    if index >= len(roles) or roles[index] is not Role.UNKNOWN:
        return settled
    if entry.pieces[index].form is not Form.WORDS and not _begins_words(entry.pieces, index):
        return settled
    stop = index
    said = (Form.WORDS, Form.LINK, Form.EMPHASIS, Form.QUOTED)
    while stop < len(roles) and (entry.pieces[stop].form in said or _begins_words(entry.pieces, stop)):
        stop += 1
    has_year = any(role is Role.YEAR for role in roles[index:stop])
    if not has_year and _count(entry.pieces[index:stop]) > MOST_VENUE_WORDS and _begins_description(entry, entry.pieces[index]):
        settled[index:stop] = [Role.DESCRIPTION] * (stop - index)
    return settled


def _begins_words(found: Sequence[Piece], index: int) -> bool:
    """Whether words go on right behind brackets: `(i) It reads cats, and (ii) dogs`."""
    following = found[index + 1] if index + 1 < len(found) else None
    is_apart = found[index].form is Form.BRACKETS and following is not None and following.form is Form.WORDS
    return is_apart and following is not None and following.lead == " "


def _take_authors(entry: Taken, roles: Sequence[Role], read: Fields) -> None:
    """Take the one run of people that an entry names; of several runs it is not known which wrote it."""
    at = [index for index, role in enumerate(roles) if role is Role.AUTHORS]
    if at and at[-1] - at[0] + 1 != len(at):
        # `Ann Lee, 2012, *Nets for Cats* Cat Press, Springfield, IL`
        first = next(index for index in at if index + 1 not in at)
        known = [
            any(_is_somebody(entry.pieces[index].value) for index in run)
            for run in (at[: at.index(first) + 1], at[at.index(first) + 1 :])
        ]
        at = at[: at.index(first) + 1] if known == [True, False] and first < entry.first and at[-1] >= entry.last else []
    if not at:
        return
    if _is_rest(entry, roles, at[0]):
        return
    found = _people(entry, at[0], at[-1])
    if found is not None:
        read.authors = found
        only = entry.pieces[at[0]]
        read.authors_span = only.node.span if len(at) == 1 and only.node is not None else found.span


def _is_rest(entry: Taken, roles: Sequence[Role], index: int) -> bool:
    """Whether names go on from something that was not read as a name: some of the authors are worse than none."""
    if index == 0 or entry.pieces[index].lead != "," or entry.pieces[index - 1].form is not Form.WORDS:
        return False
    return roles[index - 1] is Role.UNKNOWN


def _people(entry: Taken, first: int, last: int) -> Authors | None:
    start, end = entry.pieces[first].start, entry.pieces[last].end
    text = entry.cursor.text
    closing = end + 1 if text.value.startswith(".", end) and len(text.value[start:end].split()[-1]) <= 2 else end
    names = bibliography.authors(text.part(start, closing)) or bibliography.authors(text.part(start, end))
    return _inverted(names) if names else None


def _inverted(names: Authors) -> Authors:
    """Return names whose first is written surname first: `Lopes, Pedro Daniel`, alone or with "et al."."""
    named = names.people
    if len(named) > LEAST_TITLE_WORDS or len(named) < 2 or (len(named) == 3 and not named[2].is_et_al) or named[1].is_et_al:
        return names
    first, second = named[:2]
    is_given = " " in second.name or second.name in people.given_names()
    if " " in first.name or "." in first.name or not is_given or names.separators[0].value.strip() != ",":
        return names
    whole = Author(f"{first.name}, {second.name}", Span(first.span.start, second.span.end))
    return replace(names, people=(whole, *named[2:]), separators=names.separators[1:])


def _take_venue(entry: Taken, roles: Sequence[Role], read: Fields) -> None:
    text = entry.cursor.text
    for piece, role in zip(entry.pieces, roles, strict=True):
        if role is Role.YEAR and (read.year is None or piece.start < entry.pieces[entry.first].start):
            part = text.part(piece.start, piece.end)
            read.year = bibliography.year_in(part) or _digits(part.trimmed())
    for index, (piece, role) in enumerate(zip(entry.pieces, roles, strict=True)):
        if role is not Role.VENUE or read.venue is not None:
            continue
        stop = index + 1
        while stop < len(roles) and roles[stop] is Role.VENUE and entry.pieces[stop].lead in (",", " "):
            if entry.pieces[stop].form is not piece.form and not _is_short_form(entry.pieces[stop]):
                break
            stop += 1
        part = text.part(piece.start, entry.pieces[stop - 1].end)
        is_before = index + 1 < len(roles) and roles[index + 1] in (Role.YEAR, Role.NUMBERS)
        volume = VOLUME.search(part.value) if is_before else None
        part = part.part(0, volume.start()) if volume else part
        short = SHORT_YEAR.search(part.value)
        read.year = read.year or bibliography.year_in(part) or (part.text(*short.span(1)) if short else None)
        venue = bibliography.venue_in(part if short is None else part.part(0, short.start()))
        if venue is not None and len(venue.value) <= MAX_VENUE and has_word(venue.value):
            read.venue = venue


def _is_short_form(piece: Piece) -> bool:
    """Whether parentheses hold the short name of what stands before them: `Conference on Cats (CATS)`."""
    return piece.form is Form.BRACKETS and piece.lead == " " and CAPITALS.fullmatch(piece.value.strip("()")) is not None


def _digits(text: Text | None) -> Text | None:
    return text if text is not None and any(map(str.isdigit, text.value)) else None
