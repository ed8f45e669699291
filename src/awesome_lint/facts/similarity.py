"""Which entries of a list may be the same thing: by title, by what they link to, or by nearly the same title.

Every pair has one relation, so that one rule speaks of it, and every entry has at most one partner: the first one listed.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import chain, compress, count

from msgspec import Struct

from awesome_lint.diagnostic import Related
from awesome_lint.document import Document, Entry, EntryKind, Link, Section, of_entries, remembered, summed
from awesome_lint.knowledge.addresses import is_filler
from awesome_lint.knowledge.identifiers import PAPERS, Identifier, IdentifierKind, identify
from awesome_lint.knowledge.spelling import lexicon
from awesome_lint.patterns import lazy
from awesome_lint.source import Span

# `+` and `#` tell C from C++ and C#.
NOT_IN_KEY = lazy(r"[^\w+#]+")
# The same for ASCII: many titles are translated at once, in a tenth of the time. What parts them stays.
BETWEEN_TITLES = "\0"
SPACED = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) in f"_+#{BETWEEN_TITLES}")}
# Latin letters with accents, written in one character or in several, and letters as wide as Chinese ones.
ACCENTED = lazy("[\u00df-\u024f\u1e00-\u1eff\uff01-\uff5e]+|(?<=[a-z])[\u0300-\u036f]+")
UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
EMOJI_CODE = lazy(r":[a-z0-9_+-]+:")
NUMBER = lazy(r"\d+")
YEAR = lazy(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# A part of a work: `Part II`, `Vol B`. One letter alone may also tell apart two names of a family.
ORDINALS = frozenset(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "first", "second", "third", "fourth"])

# Fewer words than this may name two different things.
DISTINCTIVE_WORDS = 4
DISTINCTIVE_CHARACTERS = 6
# Of entries without a link in one list.
SHORT_WORDS = 3
CJK = "\u2e80"

# A short name met under more different links than this is a label (`Paper`, `Reading note`), not a name.
LABEL_LINKS = 2

# Two titles of fewer words may name one thing in two ways, and one of them be its data set or its method.
SENTENCE_WORDS = 5
# Shorter words, and those in so many titles of the list, say nothing of what a paper is about.
TELLING_LETTERS = 4
COMMON_SHARE = 0.03
COMMON_TITLES = 3
# In percent, by words in any order: two titles of one paper are more alike.
UNRELATED = 65.0

PARTS_OF_ADDRESS = lazy(r"[^a-z0-9]+")
# Longer titles are no names. Shorter names are met by chance.
LONGEST_NAME = 60
LEAST_NAME = 3
# What one name may have more than the other and mean the same: `Maxim AI`.
LONGEST_REST = 3
DOMAIN = lazy(r"\.(?:ai|app|cloud|co|com|dev|io|net|org)$", re.IGNORECASE)
# Where one page, or one file, is one paper.
PAPER_PAGE = lazy(
    r"^(?:aaai\.org/ocs/index\.php/[\w/]+/paper|dl\.acm\.org/(?:doi|citation)|eprint\.iacr\.org/\d{4}"
    r"|ieeexplore\.ieee\.org/(?:abstract/)?document|isca-(?:archive|speech)\.org/[\w/-]+|jmlr\.org/papers|link\.springer\.com/(?:article|chapter)"
    r"|nature\.com/articles|ojs\.aaai\.org/index\.php/\w+/article|openaccess\.thecvf\.com/content"
    r"|papers\.n(?:eur)?ips\.cc/paper|papers\.ssrn\.com/sol3|proceedings\.mlr\.press/v|proceedings\.neurips\.cc/paper"
    r"|sciencedirect\.com/science/article|semanticscholar\.org/paper|usenix\.org/\w+/[\w/-]+)/"
    r"|/[^/]+\.pdf$",
    re.IGNORECASE,
)

# Where one page may be of several programs, as on GitHub.
CODE_HOST = lazy(r"^(?:bitbucket\.org|code\.google\.com|codeberg\.org|(?:gist\.)?git\w*\.[\w.-]+|sourceforge\.net|sr\.ht)/")

# Below such headings stand things that papers are about.
NAMED_THINGS = lazy(
    r"(?i)\b(?:data(?:sets?|bases?)?|corp(?:us|ora)|benchmarks?|codes?|models?|librar(?:y|ies)|toolkits?|tools?|software|resources?"
    r"|frameworks?|projects?|implementations?)\b|数据|模型|工具|代码"
)

# Entries that share a title or link are compared with this many of them at most, so that a list of equal names costs no more.
MAX_COMPARED = 8

# In percent, as rapidfuzz counts: twice the characters in common, in order, by all characters.
SIMILAR = 92.0
# How many neighbours in each sorted order are compared.
WINDOW = 4
# A title of so many words that another is but for a slip or two is no other one; with one link, fewer words will do.
SLIPS, SLIP_WORDS, SLIP_LETTERS, LINKED_WORDS = 2, 6, 6, 3


class Relation(Enum):
    """What two entries have in common."""

    ENTRY = "the same title and link"
    TITLE = "the same title, different links"
    SIMILAR_TITLE = "nearly the same title"
    LINK = "the same link, different titles"


class Listing(Struct, frozen=True, gc=False):
    """An entry, and what it is compared by.

    Entries of one `place` stand in the same list; `key` is the title without case, punctuation and emoji; `link` is what the
    entry is about, and `subject` what that names: the link of the title, else the first to a paper, else the first.
    """

    entry: Entry
    section: Section
    place: int
    key: str
    link: Link | None
    subject: Identifier | None

    @property
    def title(self) -> str:
        """The title on one line."""
        return " ".join((self.entry.name or "").split())

    @property
    def title_span(self) -> Span:
        return self.entry.title_span or self.entry.text_span

    @property
    def link_span(self) -> Span:
        """The destination of the link as written, or what there is of the entry without one."""
        if self.link is None:
            return self.entry.text_span
        return self.link.url_span or self.link.span

    @property
    def identifiers(self) -> frozenset[Identifier]:
        """What all its links name."""
        return frozenset(identify(link.url) for link in _links(self.entry))

    @property
    def is_paper(self) -> bool:
        return self.entry.kind is EntryKind.PAPER or any(identifier.kind.is_paper for identifier in self.identifiers)


class Pair(Struct, frozen=True):
    """Two entries that may be one; `is_across` tells that they stand in different lists."""

    earlier: Listing
    later: Listing
    relation: Relation
    is_across: bool


class _Found(Struct, frozen=True):
    pairs: tuple[Pair, ...]
    again: Mapping[tuple[int, bool], int]
    """How many entries say the same again as an earlier one, by its place in the text: in its list, or elsewhere."""
    later: frozenset[int]
    """Where the later entries of all pairs begin."""


def pairs(document: Document) -> tuple[Pair, ...]:
    """Return the pairs of entries that share a title or a link, ordered by the later one."""
    return _found(document).pairs


def are_alone(document: Document, pair: Pair) -> bool:
    """Whether no third entry is about the thing that two entries are about: a page for many is no one of them."""
    return _times(document).subjects[pair.later.subject] == 2


def how_often(document: Document, pair: Pair) -> str:
    """Return how often what two entries are about is listed, in one list or in several: `twice`, `3 times`."""
    times = 1 + _found(document).again.get((pair.earlier.title_span.start, pair.is_across), 1)
    return "twice" if times == 2 else f"{times} times"


def listed_before(document: Document, pair: Pair) -> Related:
    """Return the place of the earlier entry of a pair, and whether it is the first one."""
    is_first = pair.earlier.title_span.start not in _found(document).later
    return Related(pair.earlier.title_span, "first listed here" if is_first else "listed before here")


def share_a_paper(pair: Pair) -> bool:
    """Whether both entries are about one paper or its page, under titles that say what it is about."""
    subject = pair.later.subject
    is_paper = subject is not None and (subject.kind.is_paper or PAPER_PAGE.search(subject.value) is not None)
    return is_paper and _are_titled(pair)


def share_a_name(pair: Pair) -> bool:
    """Whether one title is the name that stands before a colon in the other, and none is that of a data set or a tool."""
    sections = (pair.earlier.section, pair.later.section)
    if any(section.heading is not None and NAMED_THINGS.search(section.heading.text.value) for section in sections):
        return False
    one, other = pair.earlier.title, pair.later.title
    name, _, rest = (one if ":" in one else other).partition(":")
    return bool(rest) and key_of(name) == (pair.later.key if ":" in one else pair.earlier.key)


def share_an_address(pair: Pair) -> bool:
    """Whether two names beside each other are one, the longer of which stands in their address or before its own subtitle."""
    one, other = sorted((pair.earlier, pair.later), key=lambda listing: len(listing.key))
    if pair.is_across or one.is_paper or other.is_paper or len(one.key) < LEAST_NAME or one.key == other.key:
        return False
    name, dash, rest = other.title.partition(" - ")
    if dash and rest and key_of(name) == one.key:
        return True
    if not (f" {other.key}".endswith(f" {one.key}") or f"{other.key} ".startswith(f"{one.key} ")) or tellers(other.key):
        return False
    return other.link is not None and {*other.key.split()} <= {*PARTS_OF_ADDRESS.sub(" ", other.link.url.lower()).split()}


def share_a_page(document: Document, pair: Pair) -> bool:
    """Whether two names that have no word in common lead to one page, of which no third is said to be about.

    One repository may hold several things, and so may the page of a family, whose names share a word.
    """
    earlier, later = pair.earlier, pair.later
    if any(listing.entry.kind is not EntryKind.NAMED or listing.entry.depth for listing in (earlier, later)):
        return False
    if later.subject is None or later.subject.kind is not IdentifierKind.URL or not _are_of_titles(pair):
        return False
    if PAPER_PAGE.search(later.subject.value) or CODE_HOST.match(later.subject.value) or not are_alone(document, pair):
        return False
    if any("/" in listing.title for listing in (earlier, later)):
        # An address for a name is another matter.
        return False
    short, long = sorted((earlier.key, later.key), key=len)
    if long.startswith(short) and len(long) - len(short) <= LONGEST_REST:
        return tellers(short) == tellers(long)
    words, others = ({word for word in key.split() if len(word) >= LEAST_NAME} for key in (short, long))
    return words.isdisjoint(others) and short[:2] != long[:2]


def _are_of_titles(pair: Pair) -> bool:
    """Whether both links are those of the titles."""
    return all(listing.link is not None and listing.entry.is_of_title(listing.link) for listing in (pair.earlier, pair.later))


def neighbours(document: Document) -> Iterator[Pair]:
    """Yield further pairs of entries: those with nearly the same title and no link in common.

    Titles are compared with the next ones in three sorted orders: from their start, their end and their middle. That
    misses a few pairs that differ in several places, and takes time in proportion to the number of entries.
    """
    paired = {pair.later.entry.span.start for pair in _found(document).pairs}
    first: dict[str, int] = {}
    for start, each in _compared(document).items():
        if each.is_distinctive and start not in paired:
            first.setdefault(each.key, start)
    if len(first) < 2:
        return
    close = list(_close(list(first)))
    listed = {each.key: each for each in _listings(document, {first[key] for keys in close for key in keys})}
    partners: dict[str, str] = {}
    for one, other in close:
        if may_be_one_title(listed[one].title, listed[other].title):
            earlier, later = sorted((one, other), key=first.__getitem__)
            if later not in partners or first[earlier] < first[partners[later]]:
                partners[later] = earlier
    for later in sorted(partners, key=first.__getitem__):
        # Of three alike, the third is compared with the first, not with the second, which has been reported itself.
        one_listing, other_listing = listed[partners[later]], listed[later]
        is_across = one_listing.place != other_listing.place
        yield Pair(one_listing, other_listing, Relation.SIMILAR_TITLE, is_across)


def differ_by_slips(pair: Pair) -> bool:
    """Whether both titles are long, and one is the other but for a hyphen, a plural, or a slip in one of the longer words."""
    one, other = pair.earlier.key.split(), pair.later.key.split()
    if min(len(one), len(other)) < SLIP_WORDS:
        return False
    if "".join(one) == "".join(other):
        return True
    from rapidfuzz.distance import OSA

    different = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    if len(one) != len(other) or OSA.distance(" ".join(one), " ".join(other), score_cutoff=SLIPS) > SLIPS:
        return False
    return all(_is_misspelt(*sorted(words, key=len)) for words in different)


def _is_misspelt(short: str, long: str) -> bool:
    """Whether one of two words is the plural of the other, or none that English has: `gan` and `gnn` are two names."""
    if long == f"{short}s":
        return True
    return len(short) >= SLIP_LETTERS and not (lexicon().lists(short) and lexicon().lists(long))


def conflicts(document: Document) -> Iterator[Pair]:
    """Yield the pairs of entries that link to one paper under titles without a telling word in common.

    A paper that was renamed keeps some of its words, so such a link was pasted into the wrong entry.
    """
    candidates = [pair for pair in pairs(document) if pair.relation is Relation.LINK and _are_sentences(pair)]
    if not candidates:
        return
    from rapidfuzz import fuzz

    times = _times(document).keys
    titles: Counter[str] = Counter()
    for key, count_of_key in times.items():
        titles.update(dict.fromkeys(key.split(), count_of_key))
    limit = max(COMMON_TITLES, int(COMMON_SHARE * sum(times.values())))
    for pair in candidates:
        one, other = pair.earlier.key, pair.later.key
        shared = set(one.split()).intersection(other.split())
        is_telling = any(titles[word] <= limit and (len(word) >= TELLING_LETTERS or not word.isalpha()) for word in shared)
        if not is_telling and fuzz.token_set_ratio(one, other) < UNRELATED:
            yield pair


def _are_sentences(pair: Pair) -> bool:
    """Whether both entries lead to a paper, by titles that say what it is about."""
    return pair.later.subject is not None and pair.later.subject.kind.is_paper and _are_titled(pair)


def _are_titled(pair: Pair) -> bool:
    """Whether both titles say what a paper is about."""
    return all(sum(map(str.isalpha, listing.key.split())) >= SENTENCE_WORDS for listing in (pair.earlier, pair.later))


def key_of(title: str) -> str:
    """Return a title without case, punctuation, emoji, repeated white space and Latin accents, for comparison."""
    text = title.casefold()
    if not text.isascii():
        text = ACCENTED.sub(_unaccented, text)
    if ":" in text:
        text = EMOJI_CODE.sub(" ", text)
    return NOT_IN_KEY.sub(" ", text).strip()


def _unaccented(letters: "re.Match[str]") -> str:
    decomposed = unicodedata.normalize("NFKD", letters.group().translate(UNDECOMPOSED))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def keys_of(titles: Sequence[str]) -> list[str]:
    """Return what `key_of` returns for each of the titles, in less time."""
    is_plain = [title.isascii() and ":" not in title and BETWEEN_TITLES not in title for title in titles]
    plain = BETWEEN_TITLES.join(compress(titles, is_plain)).lower().translate(SPACED).split(BETWEEN_TITLES)
    keys = map(" ".join, map(str.split, plain))
    return [next(keys) if plain else key_of(title) for title, plain in zip(titles, is_plain, strict=True)]


def is_distinctive(key: str) -> bool:
    """Whether a title is long enough that two different things hardly share it."""
    return key.count(" ") + 1 >= DISTINCTIVE_WORDS or sum(letter >= CJK for letter in key) >= DISTINCTIVE_CHARACTERS


def may_be_one_title(one: str, other: str) -> bool:
    """Whether two titles that look alike may be spellings of one.

    Numbers, parts and letters that differ tell two things apart, and so do the names before a colon.
    """
    if tellers(one) != tellers(other):
        return False
    name, colon, _ = one.partition(":")
    other_name, other_colon, _ = other.partition(":")
    return not (colon and other_colon) or key_of(name) == key_of(other_name)


def tellers(title: str) -> list[str]:
    """Return the parts of a title that tell things of a family apart: numbers, ordinals and single letters but `a`."""
    key = key_of(title)
    letters = [word for word in key.split() if word in ORDINALS or (len(word) == 1 and word not in ("a", "s"))]
    return sorted(chain(NUMBER.findall(key), letters))


@remembered
def _found(document: Document) -> _Found:
    pairs = tuple(_pairs(_listings(document, _shared(document, _times(document)))))
    same = [pair for pair in pairs if pair.relation in (Relation.ENTRY, Relation.TITLE)]
    return _Found(
        pairs,
        again=Counter([(pair.earlier.title_span.start, pair.is_across) for pair in same]),
        later=frozenset([pair.later.title_span.start for pair in pairs]),
    )


# --- listings ---------------------------------------------------------------------------------------------------------


class _Compared(Struct, frozen=True, gc=False):
    """What an entry is compared by; `link` is the number of the one that it is about."""

    key: str
    is_distinctive: bool
    link: int | None
    subject: Identifier | None


@of_entries
def _compared(document: Document) -> Mapping[int, _Compared]:
    """Return what each entry that was read is compared by."""
    # A name in brackets is the label of a link.
    entries = [
        entry
        for entry in document.entries
        if entry.is_read and (name := entry.name) and not (name.startswith("[") and name.endswith("]"))
    ]
    keys = keys_of([entry.name or "" for entry in entries])
    return {
        entry.span.start: _Compared(key, is_distinctive(key), *_main_link(entry))
        for entry, key in zip(entries, keys, strict=True)
        if key
    }


class _Times(Struct, frozen=True):
    """How many entries have a title, by its key, and how many are about a thing; a label for a title counts for neither."""

    keys: Mapping[str, int]
    subjects: Mapping[Identifier | None, int]


@remembered
def _times(document: Document) -> _Times:
    keys, subjects = _keys(document), _subjects(document)
    often = {key for key, times in keys.items() if times > LABEL_LINKS and not is_distinctive(key)}
    if not often:
        return _Times(keys, subjects)
    named: defaultdict[str, Counter[Identifier | None]] = defaultdict(Counter)
    for each in _compared(document).values():
        if each.key in often:
            named[each.key][each.subject] += 1
    labels = {key: links for key, links in named.items() if len(links) > LABEL_LINKS}
    if labels:
        keys = Counter({key: times for key, times in keys.items() if key not in labels})
        subjects = Counter(subjects)
        for links in labels.values():
            subjects.subtract(links)
    return _Times(keys, subjects)


@summed
def _keys(document: Document) -> Counter[str]:
    return Counter([each.key for each in _compared(document).values()])


@summed
def _subjects(document: Document) -> Counter[Identifier | None]:
    return Counter([each.subject for each in _compared(document).values()])


def _shared(document: Document, times: _Times) -> set[int]:
    """Return where the entries begin that have the title of another, or are about the same thing."""
    keys = {key for key, count in times.keys.items() if count > 1}
    subjects = {subject for subject, count in times.subjects.items() if count > 1 and subject is not None}
    return {
        start
        for start, each in _compared(document).items()
        if each.key in keys or (each.subject in subjects and each.key in times.keys)
    }


def _listings(document: Document, starts: Collection[int]) -> Iterator[Listing]:
    """Yield the entries that begin there, with the numbers of the lists in which they stand."""
    ordered = sorted(starts)
    numbers = count(1)
    known = _compared(document)
    text = document.source.text
    for section in document.walk():
        entries = section.entries
        if not entries or bisect_left(ordered, entries[0].span.start) == bisect_left(ordered, entries[-1].span.end):
            continue
        for entry, place in _numbered(text, entries, numbers):
            if entry.span.start in starts:
                compared = known[entry.span.start]
                link = None if compared.link is None else entry.links[compared.link]
                yield Listing(entry, section, place, compared.key, link, compared.subject)


def _numbered(text: str, entries: Sequence[Entry], numbers: Iterator[int]) -> Iterator[tuple[Entry, int]]:
    """Yield the entries, and those in them, with the number of the list of each."""
    places: dict[int, int] = {}
    previous: dict[int, Entry] = {}
    for entry in entries:
        depth = entry.depth
        # Between nested entries whose parent is no entry stands the next parent: another list begins.
        if depth not in places or (depth and _is_apart(text, previous[depth], entry)):
            places[depth] = next(numbers)
        if depth:
            previous[depth] = entry
        yield entry, places[depth]
        if entry.entries:
            yield from _numbered(text, entry.entries, numbers)


def _is_apart(text: str, one: Entry, other: Entry) -> bool:
    between = text[one.span.end : other.span.start]
    return bool(between) and not between.isspace()


def _links(entry: Entry) -> Iterator[Link]:
    """Yield the links that lead somewhere."""
    for link in entry.links:
        if _leads_somewhere(link.url):
            yield link


def _leads_somewhere(url: str) -> bool:
    return bool(url) and url != "#" and not is_filler(url)


def _main_link(entry: Entry) -> tuple[int | None, Identifier | None]:
    """Return the number of the link of the title, else of the first to a paper, else of the first; and what it names."""
    main: int | None = None
    subject: Identifier | None = None
    title = entry.title_span
    for number, link in enumerate(entry.links):
        url = link.url
        if not _leads_somewhere(url):
            continue
        if title is not None and title.start < link.span.end and link.span.start < title.end:
            return number, identify(url)
        if subject is None or subject.kind not in PAPERS:
            found = identify(url)
            if subject is None or found.kind in PAPERS:
                main, subject = number, found
    return main, subject


# --- pairs ------------------------------------------------------------------------------------------------------------


def _pairs(listings: Iterable[Listing]) -> Iterator[Pair]:
    """Yield the pairs among entries of which each shares its title or what it is about."""
    known: defaultdict[Hashable, list[Listing]] = defaultdict(list)
    for listing in listings:
        place, key, subject = listing.place, listing.key, listing.subject
        pair = (
            _by_title(listing, known[place, key], is_across=False)
            or _by_link(listing, known[place, subject], is_across=False)
            or _by_title(listing, known[key], is_across=True)
            or _by_link(listing, known[subject], is_across=True)
        )
        if pair:
            yield pair
        _remember(listing, known[place, key])
        _remember(listing, known[key])
        if subject is not None:
            _remember(listing, known[place, subject])
            _remember(listing, known[subject])


def _remember(listing: Listing, known: list[Listing]) -> None:
    if len(known) < MAX_COMPARED:
        known.append(listing)


def _by_title(later: Listing, known: Sequence[Listing], *, is_across: bool) -> Pair | None:
    """Return the first with the same title: one with the same link, else one that is a paper all the same."""
    for earlier in known:
        if _is_same_entry(earlier, later):
            relation = Relation.ENTRY if _letters(earlier.title) == _letters(later.title) else Relation.SIMILAR_TITLE
            return Pair(earlier, later, relation, is_across)
    for earlier in known:
        if _is_same_paper(earlier, later):
            return Pair(earlier, later, Relation.TITLE, is_across)
    return None


def _letters(title: str) -> str:
    """Return the letters of a title with their accents."""
    text = title.casefold() if title.isascii() else unicodedata.normalize("NFC", title.casefold())
    return "".join(filter(str.isalnum, EMOJI_CODE.sub(" ", text) if ":" in text else text))


def _is_same_entry(earlier: Listing, later: Listing) -> bool:
    if earlier.subject is not None and earlier.subject == later.subject:
        return True
    if not earlier.identifiers and not later.identifiers and earlier.key == later.key:
        # In one list, fewer words mean one thing where nothing else tells two apart.
        is_long = is_distinctive(later.key) or (earlier.place == later.place and later.key.count(" ") + 1 >= SHORT_WORDS)
        return is_long and _share_an_author(earlier, later) and _are_of_one_year(earlier, later)
    if not is_distinctive(later.key):
        return False
    return not earlier.identifiers.isdisjoint(later.identifiers)


def _is_same_paper(earlier: Listing, later: Listing) -> bool:
    """Whether an equal title means an equal paper: two tools, books or pages may well share theirs."""
    return is_distinctive(later.key) and (earlier.is_paper or later.is_paper) and _share_an_author(earlier, later)


def _share_an_author(earlier: Listing, later: Listing) -> bool:
    """Whether both name a common surname, or one of them names nobody."""
    one, other = _surnames(earlier.entry), _surnames(later.entry)
    return not one or not other or not one.isdisjoint(other)


def _are_of_one_year(earlier: Listing, later: Listing) -> bool:
    """Whether both say the same year, or one of them none."""
    one, other = earlier.entry.year, later.entry.year
    return one is None or other is None or one.value == other.value


def _surnames(entry: Entry) -> set[str]:
    people = entry.authors.people if entry.authors else ()
    return {author.name.split()[-1].casefold() for author in people if not author.is_et_al and author.name.strip()}


def _by_link(later: Listing, known: Sequence[Listing], *, is_across: bool) -> Pair | None:
    """Return the first about the same thing: one with nearly the same title, else any."""
    others = [earlier for earlier in known if earlier.key != later.key]
    for earlier in others:
        if (
            _is_similar(earlier, later)
            or _is_slip(earlier, later)
            or ((name := _name(earlier.title)) and name == _name(later.title))
        ):
            return Pair(earlier, later, Relation.SIMILAR_TITLE, is_across)
    return Pair(others[0], later, Relation.LINK, is_across) if others else None


def _name(title: str) -> str:
    """Return the name that a short title stands for: `Flutter Flow`, `owner/name`, `name.io`."""
    if len(title) > LONGEST_NAME or "://" in title:
        return ""
    text = DOMAIN.sub("", title)
    name = "".join(filter(str.isalnum, (text if " " in text else text.rpartition("/")[2]).casefold()))
    return name if len(name) >= LEAST_NAME else ""


def _is_similar(earlier: Listing, later: Listing) -> bool:
    one, other = earlier.key, later.key
    # Equal characters are at most the shorter title twice; the import is saved where that decides already.
    if 200 * min(len(one), len(other)) < SIMILAR * (len(one) + len(other)) or not is_distinctive(one):
        return False
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other) >= SIMILAR and tellers(earlier.title) == tellers(later.title)


def _is_slip(earlier: Listing, later: Listing) -> bool:
    """Whether a title of a few words is another but for a letter."""
    one, other = earlier.key, later.key
    if abs(len(one) - len(other)) > 1 or one.count(" ") + 1 < LINKED_WORDS or tellers(one) != tellers(other):
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) == 1


# --- nearly the same titles -------------------------------------------------------------------------------------------


def _close(keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of different keys with a ratio of at least `SIMILAR`, some of them twice."""
    from rapidfuzz import fuzz

    ratio = fuzz.ratio
    orders = (sorted(keys), sorted(keys, key=lambda key: key[::-1]), sorted(keys, key=_middle))
    for ordered in orders:
        lengths = [len(key) for key in ordered]
        for step in range(1, WINDOW + 1):
            for one, other, length, other_length in zip(ordered, ordered[step:], lengths, lengths[step:], strict=False):
                # Of lengths that differ so much, no ratio is that high.
                if abs(length - other_length) * 100 <= (100 - SIMILAR) * (length + other_length) and ratio(
                    one, other, score_cutoff=SIMILAR
                ):
                    yield one, other


def _middle(key: str) -> str:
    """Return a key from its second half on, which survives a difference at either end."""
    words = key.split(" ")
    half = len(words) // 2
    return " ".join(words[half:] + words[:half])
