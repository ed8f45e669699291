"""In which order the entries of a list stand, and which of them stand elsewhere.

A list is sorted by something when nearly all of it is, or when the lists of its page are. An entry is misplaced when it does
not belong to the longest run of entries that stand in order, and no other sensible way to compare it finds it in its place.
"""

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import pairwise, takewhile
from operator import le
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.document import Container, Directive, Document, Entry, remembered
from awesome_lint.facts.similarity import CJK, key_of, keys_of
from awesome_lint.knowledge.dates import month_beside
from awesome_lint.knowledge.identifiers import identify
from awesome_lint.patterns import lazy
from awesome_lint.source import Source

# What stands in lists and tables is in some order; paragraphs and headings follow a thought.
MOVABLE = (Container.LIST_ITEM, Container.TABLE_ROW)

ARTICLE = lazy(r"(?:the|an?) (?=\S)")
ARTICLES = ("a ", "an ", "the ")
NUMBER = lazy(r"(\d+)")
DIGIT = lazy(r"\d")
NOT_A_LETTER = lazy(r"[\W_]+")
MARK = lazy(r"[^\w\s]|_")
# First words whose letters stand in Unicode as they do in the alphabets that use them; a list of Latin names has no place for
# the others.
LATIN = lazy(r"[\x00-\x7f]+(?: |$)")
SORTABLE = lazy(
    r"[\x00-\x7f]+(?: |$)|[а-я\d]+(?: |$)|[α-ω\d]+(?: |$)|[א-ת\d]+(?: |$)|[가-힣\u1100-\u11ff\d]+(?: |$)|[\u4e00-\u9fff]"
)
# What gathers the rest stands at the end.
REST = lazy(r"(?:others?|more|misc|miscellaneous|see also|additional|further|related|awesome lists?)\b")
# `'25` is 2025, `'87` is 1987.
CENTURY = 50

# What is compared must be there for so many of a list's entries; months count where as many dates have one.
KEYED_SHARE = 0.9

# A list that is sorted by itself: so many entries, and at most this share of them misplaced. Chance does not do that to
# titles. Dates grow by themselves in a list that is only ever added to, so those of the whole page must agree.
LEAST_SORTED = 10
MISPLACED = 0.1
# A page whose lists are sorted: so many lists, and this share of them with few misplaced entries, by their titles; or this
# share of all entries misplaced, by their dates. Then this suffices for a list of it.
LEAST_LISTS = 3
SORTED_LISTS = 0.7
LEAST_ON_SORTED_PAGE = 6
MISPLACED_ON_SORTED_PAGE = 0.2
MISPLACED_YEARS = 0.05
MISPLACED_MONTHS = 0.1
# Dates are an order where there are so many different ones, and so many entries besides those of the most frequent date.
LEAST_DATES = 3
# So few titles may stand in order by chance.
SORTED_BY_CHANCE = 4
LEAST_SPREAD = 4
# An entry before all others is misplaced only if it belongs behind no more of them than this.
FEATURED = 3
# Where less than this stands in order, the list is not sorted, however it is compared.
WORTH_COMPARING = 0.6


class Order(Enum):
    """What a list is sorted by, as a message says it."""

    TITLE = "sorted by title"
    VENUE = "sorted by venue"
    NEWEST = "sorted newest first"
    OLDEST = "sorted oldest first"

    # There is one of each, and lists are kept by them: that of `Enum` is asked of the name, in Python.
    __hash__ = object.__hash__


DATED = (Order.NEWEST, Order.OLDEST)

# What comments say, and which of these orders then holds.
SAID: Mapping[str, tuple[Order, ...]] = {
    "sorted by title": (Order.TITLE,),
    "sorted by venue": (Order.VENUE,),
    "sorted by year": DATED,
    "sorted by date": DATED,
    "sorted newest first": (Order.NEWEST,),
    "sorted oldest first": (Order.OLDEST,),
    "not sorted": (),
}
DIRECTIVES = frozenset(said.partition(" ")[0] for said in SAID)


class Misplaced(Struct, frozen=True):
    """An entry of a list, by its place in it, and those it belongs between; None where no other stands in order there.

    Sorted by `rank`, the misplaced entries of a list stand in its order.
    """

    place: int
    after: int | None
    before: int | None
    rank: int = 0


class Sorted(Struct, frozen=True):
    """Neighbouring entries of one list, what they are sorted by, and those that stand elsewhere, in source order."""

    entries: tuple[Entry, ...]
    order: Order
    misplaced: tuple[Misplaced, ...]


def sorted_lists(document: Document) -> Iterator[Sorted]:
    """Yield the lists of a page that are sorted, or are said to be, but for some entries."""
    pins = _Pins(document)
    lists: list[tuple[_List, int]] = []
    for part, start, _ in document.apart:
        for each in _lists(part):
            pinned = pins.of(start + each.entries[0].span.start)
            if pinned is None and len(each.entries) >= LEAST_ON_SORTED_PAGE:
                lists.append((each, start))
            elif pinned:
                yield from _on_page(document, _pinned(_List(part.source, each.entries), pinned), start)
    # Nobody sorts by venue without saying so.
    learnt = (Order.TITLE, *DATED)
    habits = {order: _is_habit([each for each, _ in lists], order) for order in learnt}
    for each, start in lists:
        found = [judged for order in learnt if (judged := each.judged(order, is_habit=habits[order]))]
        if found:
            best = min(found, key=lambda judged: len(judged.misplaced))
            if best.misplaced:
                yield from _on_page(document, [best], start)


@remembered
def _lists(document: Document) -> "tuple[_List, ...]":
    """Return the lists of a stretch."""
    return tuple([_List(document.source, entries) for entries in lists_of(document)])


def _on_page(document: Document, found: Iterable[Sorted], start: int) -> Iterator[Sorted]:
    """Yield lists of the stretch that begins there with the entries of the page."""
    if not document.stretches:
        yield from found
        return
    entries = _entries(document)
    for each in found:
        yield replace(each, entries=tuple([entries[start + entry.span.start] for entry in each.entries]))


@remembered
def _entries(document: Document) -> Mapping[int, Entry]:
    """Return the entries of a page by where they begin."""
    return {entry.span.start: entry for entry in document.entries}


def lists_of(document: Document) -> Iterator[tuple[Entry, ...]]:
    """Yield the entries of each list and table, those nested in another entry as a list of their own."""
    for section in document.walk():
        yield from siblings(document.source, section.entries)


def put_in_order(document: Document, entries: tuple[Entry, ...], order: Order) -> Sorted | None:
    """Return the entries of a list as what is sorted so, or None where too few of them have what is compared then."""
    found = _List(document.source, entries)
    keys = [key for key in found.keys_of(order) if key is not None]
    if len(keys) < KEYED_SHARE * len(entries):
        return None
    found.compare_numbers()
    return found.ranked(order, is_pinned=True)


class Place(Struct, frozen=True):
    """Where an entry belongs among its neighbours: before that of this number, and what they are sorted by, if by anything."""

    number: int
    order: Order | None = None


def place_of(document: Document, entry: Entry, others: Sequence[Entry]) -> Place:
    """Return where among its neighbours, which are counted without it, an entry belongs: by their order, or at the end.

    Where the newest stand first in a list that is sorted by nothing else, it is the top. What gathers the rest stays last.
    """
    if not others:
        return Place(0)
    near = _List(document.source, tuple(others))
    with_it = _List(document.source, (entry, *others))
    orders = _orders(document, entry, near)
    if orders:
        best = min(orders, key=lambda order: len(near.misplaced(order)))
        return Place(_number(with_it.keys_of(best), with_it.submissions(best), is_newest=best is Order.NEWEST), best)
    for order in DATED:
        keys = with_it.submissions(order)
        known = [index for index, key in enumerate(keys) if index and key is not None]
        if len(known) < LEAST_DATES or len(known) * 2 < len(others) or keys[known[0]] == keys[known[-1]]:
            continue
        if len(_longest_sorted(keys, known)) >= SORTED_LISTS * len(known):
            return Place(_number(keys, keys, is_newest=order is Order.NEWEST), order)
    return Place(len(others) - bool(REST.match(key_of(_name(others[-1])))))


def _orders(document: Document, entry: Entry, near: "_List") -> Sequence[Order]:
    """Return the orders of which one holds for a list: those that are said, or those that it follows itself."""
    pins = _Pins(document)
    pinned = pins.of(near.entries[0].span.start)
    if pinned is not None:
        near.compare_numbers()
        return pinned
    own = {id(each) for each in near.entries}
    lists = [near]
    for entries in lists_of(document):
        if len(entries) >= LEAST_ON_SORTED_PAGE and pins.of(entries[0].span.start) is None and id(entries[0]) not in own:
            lists.append(_List(document.source, tuple(each for each in entries if each is not entry)))
    learnt = (Order.TITLE, *DATED)
    return [order for order in learnt if near.is_in(order, is_habit=_is_habit(lists, order))]


def _number(keys: Sequence[Any], submissions: Sequence[Any], *, is_newest: bool) -> int:
    """Return before which of the others the first of these belongs, by its key; by its submission among those with the same."""
    key, others = keys[0], keys[1:]
    if key is None:
        return 0 if is_newest else len(others)
    known = [index for index, each in enumerate(others) if each is not None]
    kept = _longest_sorted(others, known)
    same = [index for index in kept if others[index] == key]
    if same and submissions[0] is not None:
        dated = [index for index in same if submissions[index + 1] is not None]
        if len(dated) > 1 and len(_longest_sorted(submissions, [index + 1 for index in dated])) == len(dated):
            later = next((index for index in dated if submissions[index + 1] > submissions[0]), None)
            return same[-1] + 1 if later is None else later
    if same and is_newest:
        return same[0]
    ranks = [others[index] for index in kept]
    rank = bisect_right(ranks, key)
    if rank:
        return kept[rank - 1] + 1
    return kept[0] if kept else len(others)


def siblings(source: Source, entries: Sequence[Entry]) -> Iterator[tuple[Entry, ...]]:
    """Yield the entries, and those nested in them, in groups that one list or table holds with nothing between them."""
    group: list[Entry] = []
    for entry in entries:
        if group and not _is_next(source, group[-1], entry):
            yield tuple(group)
            group = []
        if entry.container in MOVABLE:
            group.append(entry)
    if group:
        yield tuple(group)
    for entry in entries:
        if entry.entries:
            yield from siblings(source, entry.entries)


def _is_next(source: Source, one: Entry, other: Entry) -> bool:
    """Whether two entries are neighbours in one list, or rows of one table."""
    if one.container is not other.container or one.depth != other.depth:
        return False
    if one.marker and other.marker and one.marker.value[-1] != other.marker.value[-1]:
        return False
    start, end = one.span.end, other.span.start
    return start == end or not source.text[start:end].strip(" \t\n>|")


# --- what is said -----------------------------------------------------------------------------------------------------


class _Pins:
    """What comments say about the order of lists: each speaks for those after it, to the end of its section."""

    def __init__(self, document: Document) -> None:
        self.pins = [
            (directive.span.start, _end(document, directive), orders)
            for directive in document.directives
            if (orders := _said(directive)) is not None
        ]

    def of(self, offset: int) -> tuple[Order, ...] | None:
        """Return the orders of which one holds for a list there, none where it is not sorted, None where nothing is said."""
        found = None
        for start, end, orders in self.pins:
            if start < offset < end:
                found = orders
        return found


def unreadable(document: Document) -> Iterator[Directive]:
    """Yield the comments that mean to say how lists are sorted, and say nothing that is known."""
    for directive in document.directives:
        if directive.name.value in DIRECTIVES and not directive.is_foreign and _said(directive) is None:
            yield directive


def _said(directive: Directive) -> tuple[Order, ...] | None:
    return None if directive.is_foreign else SAID.get(words(directive))


def words(directive: Directive) -> str:
    """Return what a comment says, with one space between its words."""
    return " ".join((directive.name.value, *(argument.value for argument in directive.arguments))).lower()


def _end(document: Document, directive: Directive) -> int:
    """Return where the section of a comment ends; one before the first heading speaks for the page."""
    end = len(document.source.text)
    for section in document.walk():
        if section.heading and section.span.start <= directive.span.start < section.span.end:
            end = section.span.end
    return end


def _pinned(entries: "_List", orders: Sequence[Order]) -> Iterator[Sorted]:
    entries.compare_numbers()
    found = [entries.ranked(order, is_pinned=True) for order in orders]
    best = min(found, key=lambda each: len(each.misplaced))
    if best.misplaced:
        yield best


# --- what is learnt ---------------------------------------------------------------------------------------------------


class _List:
    """Entries that may be sorted; what they are compared by is found when it is asked for."""

    def __init__(self, source: Source, entries: tuple[Entry, ...]) -> None:
        self.source = source
        self.entries = entries
        self.has_months = False
        self.found: dict[Order, tuple[Misplaced, ...]] = {}
        self.unsorted: dict[Order, int] = {}
        self.keys: dict[Order, list[Any]] = {}
        self.are_enough: dict[Order, bool] = {}

    def keys_of(self, order: Order) -> list[Any]:
        """Return what each entry is compared by, in this order; None for those that may stand anywhere."""
        if order not in self.keys:
            if order in DATED:
                dates = _dates(self.source, self.entries)
                self.has_months = any(date and date[1] for date in dates)
                self.keys[Order.OLDEST] = list(dates)
                self.keys[Order.NEWEST] = [date and (-date[0], -date[1]) for date in dates]
            elif order is Order.TITLE:
                self.keys[order] = _titles(self.entries)
            else:
                self.keys[order] = [entry.venue and key_of(entry.venue.value) for entry in self.entries]
        return self.keys[order]

    def compare_numbers(self) -> None:
        """Compare the numbers in titles as numbers, where that sorts more of them; for lists that are said to be sorted."""
        self.keys[Order.TITLE] = _by_numbers(self.keys_of(Order.TITLE))

    def misplaced(self, order: Order, *, is_pinned: bool = False) -> tuple[Misplaced, ...]:
        if order not in self.found:
            featured = 0 if is_pinned else FEATURED
            self.found[order], self.unsorted[order] = _misplaced(self.keys_of(order), lambda: self._others(order), featured)
        return self.found[order]

    def _others(self, order: Order) -> Sequence[Callable[[int], Any]]:
        """Return other things that an entry could be compared by, whose order is as good."""
        entries, text = self.entries, self.source.text
        if order is Order.TITLE:
            return (
                lambda index: _folded(_name(entries[index])),
                lambda index: NOT_A_LETTER.sub("", _folded(_name(entries[index]))),
                lambda index: MARK.sub("", _name(entries[index]).casefold()),
                lambda index: _name(entries[index]).casefold(),
                lambda index: _name(entries[index]),
                lambda index: text[(start := entries[index].text_span.start) : start + LONGEST_NAME].casefold(),
                lambda index: _led(text, entries[index]),
                lambda index: _natural(_folded(_name(entries[index]))),
                lambda index: _digits_last(_folded(_name(entries[index]))),
                lambda index: _name(entries[index]).encode("gb18030", "replace"),
            )
        if order in DATED:
            sign = 1 if order is Order.OLDEST else -1
            return (lambda index: _submitted(entries[index], sign),)
        return ()

    def submissions(self, order: Order) -> list[Any]:
        """Return what arXiv's numbers say of each entry, in this order."""
        sign = -1 if order is Order.NEWEST else 1
        return [_submitted(entry, sign) for entry in self.entries]

    def is_in(self, order: Order, *, is_habit: bool) -> bool:
        """Whether a new entry is to be put in this order: the list is held to it, or follows it as those of its page do."""
        if self.judged(order, is_habit=is_habit) is not None:
            return True
        keys = [key for key in self.keys_of(order) if key is not None]
        if len(keys) < 2 or len(keys) < KEYED_SHARE * len(self.entries):
            return False
        if is_habit:
            return len(self.misplaced(order)) <= MISPLACED_ON_SORTED_PAGE * len(keys)
        least = LEAST_DATES if order in DATED else SORTED_BY_CHANCE
        return len(keys) > least and len(set(keys)) > 1 and all(map(le, keys, keys[1:]))

    def is_judged(self, order: Order) -> bool:
        """Whether there is enough to see this order, and whether it is worth looking for the misplaced."""
        if order not in self.are_enough:
            self.are_enough[order] = self._are_enough(order)
        return self.are_enough[order]

    def _are_enough(self, order: Order) -> bool:
        keys = [key for key in self.keys_of(order) if key is not None]
        if len(keys) < LEAST_ON_SORTED_PAGE or len(keys) < KEYED_SHARE * len(self.entries):
            return False
        if order not in DATED:
            return True
        counts = Counter(keys)
        return len(counts) >= LEAST_DATES and len(keys) - max(counts.values()) >= LEAST_SPREAD

    def judged(self, order: Order, *, is_habit: bool) -> Sorted | None:
        """Return the list as one of this order, if it is."""
        if not self.is_judged(order):
            return None
        misplaced, count = self.misplaced(order), len(self.entries)
        if is_habit and (order is Order.TITLE or self.has_months):
            is_sorted = len(misplaced) <= MISPLACED_ON_SORTED_PAGE * count
        elif is_habit:
            is_sorted = self.unsorted[order] <= MISPLACED * count
        else:
            is_sorted = order is Order.TITLE and count >= LEAST_SORTED and self.unsorted[order] <= MISPLACED * count
        if not is_sorted:
            return None
        return self.ranked(order)

    def ranked(self, order: Order, *, is_pinned: bool = False) -> Sorted:
        """Return the list as one of this order, its misplaced entries ranked."""
        keys, found = self.keys_of(order), self.misplaced(order, is_pinned=is_pinned)
        ranks = {each.place: rank for rank, each in enumerate(sorted(found, key=lambda each: keys[each.place]))}
        return Sorted(self.entries, order, tuple(replace(each, rank=ranks[each.place]) for each in found))


def _is_habit(lists: Sequence[_List], order: Order) -> bool:
    """Whether the lists of a page are sorted so, by and large."""
    judged = [each for each in lists if each.is_judged(order)]
    if order in DATED:
        count = sum(len(each.entries) for each in judged)
        limit = MISPLACED_MONTHS if judged and all(each.has_months for each in judged) else MISPLACED_YEARS
        return count >= LEAST_SORTED and sum(len(each.misplaced(order)) for each in judged) <= limit * count
    near = [each for each in judged if len(each.misplaced(order)) <= MISPLACED_ON_SORTED_PAGE * len(each.entries)]
    return len(near) >= LEAST_LISTS and len(near) >= SORTED_LISTS * len(judged)


def _misplaced(
    keys: Sequence[Any], others: Callable[[], Sequence[Callable[[int], Any]]], featured: int
) -> tuple[tuple[Misplaced, ...], int]:
    """Return the misplaced entries, and how many these keys alone find.

    `featured` is how many places an entry at the top may be away from its own to be misplaced; 0 stands for all.
    """
    known = [index for index, key in enumerate(keys) if key is not None]
    kept = _longest_sorted(keys, known)
    if len(kept) == len(known):
        return (), 0
    ranks = [keys[index] for index in kept]
    compared = others() if len(kept) >= WORTH_COMPARING * len(known) else ()
    found: list[Misplaced] = []
    following = 0
    for index in known:
        if following < len(kept) and kept[following] == index:
            following += 1
            continue
        previous = kept[following - 1] if following else None
        after = kept[following] if following < len(kept) else None
        rank = bisect_right(ranks, keys[index])
        # One that stands at the top and belongs far below was put there for all to see.
        if previous is None and featured and rank > featured:
            continue
        if any(_fits(key, previous, index, after) for key in compared):
            continue
        found.append(Misplaced(index, kept[rank - 1] if rank else None, kept[rank] if rank < len(kept) else None))
    return tuple(found), len(known) - len(kept)


def _fits(key: Callable[[int], Any], previous: int | None, index: int, following: int | None) -> bool:
    """Whether an entry stands in order between two others by this key; it does not where a key is missing."""
    places = [key(place) for place in (previous, index, following) if place is not None]
    return None not in places and all(one <= other for one, other in pairwise(places))


def _longest_sorted(keys: Sequence[Any], known: Sequence[int]) -> list[int]:
    """Return the indexes of the longest part, in time that hardly grows faster than the list, that stands in order."""
    if all(map(le, ordered := [keys[index] for index in known], ordered[1:])):
        return list(known)
    ends: list[Any] = []
    last: list[int] = []
    before: dict[int, int | None] = {}
    for index in known:
        length = bisect_right(ends, keys[index])
        before[index] = last[length - 1] if length else None
        ends[length : length + 1] = [keys[index]]
        last[length : length + 1] = [index]
    kept: list[int] = []
    index_of = last[-1] if last else None
    while index_of is not None:
        kept.append(index_of)
        index_of = before[index_of]
    kept.reverse()
    return kept


# --- what is compared -------------------------------------------------------------------------------------------------

LONGEST_NAME = 100


def _name(entry: Entry) -> str:
    return entry.name or ""


def _titles(entries: Sequence[Entry]) -> list[Any]:
    """Return the titles as a dictionary compares them; Chinese ones as written or as read, whichever sorts more of them."""
    plain = [key if key.isascii() else _unaccented(key) for key in keys_of([_name(entry) for entry in entries])]
    keys: list[Any] = [(ARTICLE.sub("", key, 1) if key.startswith(ARTICLES) else key) or None for key in plain]
    if keys[-1] and REST.match(keys[-1]):
        keys[-1] = None
    if all(key is None or key.isascii() for key in keys):
        return keys
    is_latin = sum(1 for key in keys if key and key[0].isascii()) * 2 > len(keys)
    keys = [key if key and (LATIN if is_latin else SORTABLE).match(key) else None for key in keys]
    if any(key and key[0] >= CJK for key in keys):
        # The most frequent characters stand in this encoding by how they are read.
        read = [key and key.encode("gb18030", "replace") for key in keys]
        known = [index for index, key in enumerate(keys) if key is not None]
        if len(_longest_sorted(read, known)) > len(_longest_sorted(keys, known)):
            return read
    return keys


def _by_numbers(keys: list[Any]) -> list[Any]:
    """Return keys whose numbers are compared as numbers, where that sorts more of them: `v9` before `v10`."""
    if not any(key and DIGIT.search(key) for key in keys):
        return keys
    known = [index for index, key in enumerate(keys) if key is not None]
    count = len(_longest_sorted(keys, known))
    if count == len(known):
        return keys
    natural = [key and _natural(key) for key in keys]
    return natural if len(_longest_sorted(natural, known)) > count else keys


def _folded(name: str) -> str:
    """Return a title without case, punctuation, emoji and accents."""
    return _unaccented(key_of(name))


def _unaccented(key: str) -> str:
    if key.isascii():
        return key
    return "".join(letter for letter in unicodedata.normalize("NFKD", key) if not unicodedata.combining(letter))


def _led(text: str, entry: Entry) -> tuple[str, str] | None:
    """Return what stands before a name, such as a code or a year, and the name."""
    start = entry.title_span.start if entry.title_span else entry.text_span.start
    led = _folded(text[entry.text_span.start : start][:LONGEST_NAME])
    return (led, _folded(_name(entry))) if led else None


def _natural(key: str) -> list[tuple[int, str]]:
    """Return a key whose numbers are compared as numbers."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in NUMBER.split(key)]


def _digits_last(key: str) -> tuple[bool, str]:
    return key[:1].isdigit(), key


def _dates(source: Source, entries: Sequence[Entry]) -> list[tuple[int, int] | None]:
    """Return year and month of each entry; in a list whose dates have months, one without a month may stand anywhere."""
    dates = [_date(source, entry) for entry in entries]
    months = sum(1 for date in dates if date and date[1])
    if months >= KEYED_SHARE * sum(1 for date in dates if date):
        return [date if date and date[1] else None for date in dates]
    return [date and (date[0], 0) for date in dates]


def _date(source: Source, entry: Entry) -> tuple[int, int] | None:
    """Return the year of an entry and the month beside it, 0 where there is none."""
    if entry.year is None:
        return None
    digits = "".join(takewhile(str.isdecimal, entry.year.value.lstrip("'’`")))
    if not digits:
        return None
    year = int(digits)
    if year < 100:
        year += 2000 if year < CENTURY else 1900
    return year, month_beside(source.beside(entry.year.span))


def _submitted(entry: Entry, sign: int) -> tuple[int, ...] | None:
    """Return numbers that grow, or fall, with the date on which arXiv got a paper."""
    for link in entry.links:
        if "arxiv" in link.url.lower():
            submission = identify(link.url).submission
            if submission:
                return tuple(sign * number for number in (submission.year, submission.month, submission.number))
    return None
