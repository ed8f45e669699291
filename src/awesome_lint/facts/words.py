"""The words of a page: those that English has, those that it has not, and those of people's names."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache
from itertools import filterfalse

from msgspec import Struct

from awesome_lint.document import Document, by_stretch, of_page, remembered, summed
from awesome_lint.knowledge.spelling import lexicon
from awesome_lint.patterns import lazy
from awesome_lint.source import Span, occurrences

# What parts words besides white space. What a dot, a slash, a digit or a backtick joins is an address, a name or code.
MARKS = '[](){}<>*~|"“”„‘«»…—–,;!?&'
AROUND = ".:'’_"
HYPHEN = "-"
# What parts the words of an address.
JOINTS = "/.-_=%+@:"
APART = bytes.maketrans(JOINTS.encode(), b" " * len(JOINTS)).lower()

MARKED = (".", ":", "'s", "’s", ".'", "'", "’", "...", "_", "__", "__:")
ENDINGS = ("", *MARKED)

# In a text of so many characters, most phrases have their words somewhere: to look for all takes less than to tell which.
SMALL_TEXT = 20_000
LETTERS = lazy(r"[^\W\d_]+")
# So many characters are taken apart at once.
LOT = 100_000
# Shorter words are not judged.
LEAST_LETTERS = 4
# What is counted of all words.
ALL = "all"
ENGLISH = "english"
# How common a word is in a list counts as if so many more words of English stood in it.
MORE_WORDS = 20_000


class Words(Struct, frozen=True):
    """The words of a page, as they stand between marks and white space."""

    counts: Mapping[str, int]
    unmarked: Mapping[str, int]
    """Those that have a mark at their ends, without it."""
    total: int
    unknown: Mapping[str, int]
    """The plain ones that are not common, in small letters, and how often each is used."""
    small: frozenset[str]
    """Those of them that are written in small letters somewhere."""
    torn: Mapping[str, str]
    """Words that a hyphen divides, and what they are without it."""
    english: float
    """The share of English ones among those in small letters."""

    def has(self, word: str) -> bool:
        """Whether a word may be there, spelt so, by itself or before a mark."""
        return word in self.counts or word in self.unmarked

    def uses(self, word: str) -> int:
        """Return how often a word in small letters is used, a capital or not."""
        return self.counts.get(word, 0) + self.counts.get(word.capitalize(), 0)

    def share(self, word: str) -> float:
        """Return how many of a million words a word in small letters is, were some English text added to the list."""
        uses = self.uses(word)
        return (uses - 0.5) / (self.total + MORE_WORDS) * 1_000_000 if uses else 0.0


@remembered
def words(document: Document) -> Words:
    """Return the words of a page."""
    counts, sizes, named = counted(document), _sizes(document), _named(document)
    unknown = {word: count for word, count in _unknown(document).items() if word not in named}
    small = frozenset(word for word in _small(document) if word not in named)
    other = sum(map(unknown.__getitem__, small))
    english = sizes[ENGLISH]
    return Words(
        counts,
        _unmarked(document),
        sizes[ALL],
        unknown,
        small,
        dict(_torn(document).keys()),
        english / (english + other) if english else 0.0,
    )


@summed
def counted(document: Document) -> Counter[str]:
    """Return how often each word but addresses stands on a page, as it is written between marks and white space."""
    return _written(document)[0]


@remembered
def _written(document: Document) -> tuple[Counter[str], Counter[str]]:
    """Return how often each word is written, and each address."""
    counts: Counter[str] = Counter()
    for text in lots(document.source.text):
        # To replace the marks one after the other takes a tenth of the time of translating them all.
        for mark in MARKS:
            text = text.replace(mark, " ")
        counts.update(text.split())
    # No word is written so, and in long lists they take more memory than all words.
    addresses = Counter({word: counts.pop(word) for word in [word for word in counts if "://" in word]})
    return counts, addresses


class _Judged(Struct, frozen=True):
    """The words of a text by what the lexicon says of them; those that addresses on the page have are among the unknown."""

    sizes: Counter[str]
    """How many words there are, and how many of them are English."""
    unknown: Counter[str]
    small: Counter[str]
    torn: Counter[tuple[str, str]]
    named: Counter[str]
    """The words of addresses, in small letters."""


@summed
def _sizes(document: Document) -> Counter[str]:
    return _judged(document).sizes


@summed
def _unknown(document: Document) -> Counter[str]:
    return _judged(document).unknown


@summed
def _small(document: Document) -> Counter[str]:
    return _judged(document).small


@summed
def _torn(document: Document) -> Counter[tuple[str, str]]:
    return _judged(document).torn


@summed
def _named(document: Document) -> Counter[str]:
    return _judged(document).named


@remembered
def _judged(document: Document) -> _Judged:
    usual = lexicon().usual
    counts, addresses = _written(document)
    unusual = [word for word in counts if word not in usual]
    unknown: Counter[str] = Counter()
    small: Counter[str] = Counter()
    # Most of what is unusual is a number, or a usual word with a capital or beside a mark.
    plain = [word for word in filter(str.isalpha, unusual) if len(word) >= LEAST_LETTERS]
    parts = [(word, word, lower) for word, lower in zip(plain, map(str.lower, plain), strict=True) if lower not in usual]
    marked = list(filterfalse(str.isalpha, unusual))
    torn: Counter[tuple[str, str]] = Counter()
    for word in [word for word in marked if "/" not in word]:
        stripped = word.strip(AROUND)
        if stripped.isalpha():
            parts.append((word, stripped, stripped.lower()))
        elif HYPHEN in stripped and (letters := stripped.replace(HYPHEN, "")).isalpha() and letters.isascii():
            halves = stripped.split(HYPHEN)
            if len(halves) == 2 and all(halves) and stripped.islower():
                torn[stripped, letters] += 1
            parts += [(word, half, half.lower()) for half in halves]
    for word, part, lower in parts:
        if lower not in usual and len(part) >= LEAST_LETTERS and part.isascii():
            unknown[lower] += counts[word]
            if part == lower:
                small[lower] += 1
    total = sum(counts.values())
    sizes = Counter({ALL: total + sum(addresses.values()), ENGLISH: total - sum(map(counts.__getitem__, unusual))})
    return _Judged(sizes, unknown, small, torn, _of_addresses([*addresses, *(word for word in marked if "/" in word)]))


@summed
def _unmarked(document: Document) -> Counter[str]:
    """Return the words of a page that have a mark at their ends, without it."""
    counts = counted(document)
    marked = [word for word in counts if word.endswith(MARKED)]
    return Counter(word.removesuffix(ending) for word in marked for ending in MARKED if word.endswith(ending))


def lots(text: str) -> Iterator[str]:
    """Yield a text in parts of whole lines, so that not all of its words are there at once."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + LOT)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end


def present(document: Document, wanted: Set[str]) -> Set[str]:
    """Return which of the words are written somewhere on the page, spelt so, by themselves or before a mark."""
    return (counted(document).keys() & wanted) | (_unmarked(document).keys() & wanted)


@of_page
def is_used(document: Document, word: str) -> bool:
    """Return whether the page has a word in small letters, or with a capital."""
    return words(document).uses(word) > 0


def uses(document: Document, word: str) -> int:
    """Return how often a word is written on the page, spelt so, by itself or before a mark."""
    return sum(counted(document)[word + ending] for ending in ENDINGS)


def places_of(document: Document, words: Iterable[str]) -> list[Span]:
    """Return where any of the words is written, spelt so, also as a part of another, in source order."""
    text = document.source.text
    return sorted(Span(start, start + len(word)) for word in words for start in occurrences(text, word))


def phrases_of(document: Document, wanted: Iterable[str]) -> tuple[Span, ...]:
    """Return where any of the phrases, which are in small letters, is written in any case, in source order.

    Whether one that has a letter beside it is among them is left open: it is a part of other words.
    """
    found = _may_be_there(document, tuple(wanted))
    return _phrases_of(document, found) if found else ()


@of_page
def _may_be_there(document: Document, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the phrases whose first word is written somewhere on the page, and whose last."""
    counts, unmarked = counted(document), _unmarked(document)
    first, last = _ways(wanted)
    # What a page and a table of forms have in common is told by looking through the shorter one.
    ending = {number for form in (last.keys() & counts.keys()) | (last.keys() & unmarked.keys()) for number in last[form]}
    if not ending:
        return ()
    beginning = {number for form in (first.keys() & counts.keys()) | (first.keys() & unmarked.keys()) for number in first[form]}
    return tuple([wanted[number] for number in sorted(ending & beginning)])


@lru_cache(maxsize=8)
def _ways(phrases: tuple[str, ...]) -> tuple[Mapping[str, list[int]], Mapping[str, list[int]]]:
    """Return the forms in which the first word of a phrase may stand on a page, and the last, each with the phrases' numbers.

    The last is taken to be the first one, too, where a phrase has one word.
    """
    first: dict[str, list[int]] = {}
    last: dict[str, list[int]] = {}
    for number, phrase in enumerate(phrases):
        words = phrase.split()
        for form in {words[-1], words[-1].capitalize(), words[-1].title()}:
            last.setdefault(form, []).append(number)
            if len(words) == 1:
                first.setdefault(form, []).append(number)
        for form in {words[0], words[0].capitalize(), words[0].title()} if len(words) > 1 else ():
            for mark in ("", "_", "__"):
                first.setdefault(mark + form, []).append(number)
    return first, last


@by_stretch
def _phrases_of(document: Document, wanted: tuple[str, ...]) -> tuple[Span, ...]:
    text = document.source.text
    page = text.lower()
    if len(page) != len(text):
        # Some capitals of Turkish have two small letters.
        page = "".join(letter.lower()[:1] for letter in text)
    phrases = list(wanted)
    if len(page) < SMALL_TEXT:
        there = set(LETTERS.findall(page))
        phrases = [
            phrase for first, ways in _by_first(wanted).items() if first in there for last, phrase in ways if last in there
        ]
    return tuple(sorted(Span(start, start + len(phrase)) for phrase in phrases for start in occurrences(page, phrase)))


@lru_cache(maxsize=8)
def _by_first(phrases: tuple[str, ...]) -> Mapping[str, list[tuple[str, str]]]:
    """Return phrases by the letters that they begin with, each with those that it ends with."""
    found: dict[str, list[tuple[str, str]]] = {}
    for phrase in phrases:
        letters = LETTERS.findall(phrase)
        found.setdefault(letters[0], []).append((letters[-1], phrase))
    return found


def _of_addresses(addresses: Iterable[str]) -> Counter[str]:
    """Return the words of addresses, in small letters; the fragments repeat headings, slips and all."""
    text = " ".join([address.partition("#")[0] if "#" in address else address for address in addresses])
    # Of bytes, one table replaces all joints and capitals at once; what is not ASCII is no word that is judged.
    return Counter(text.encode("utf-8", "surrogatepass").translate(APART).decode("utf-8", "surrogatepass").split())


@summed
def people(document: Document) -> Counter[str]:
    """Return how often each word is one of an author's name, in small letters."""
    text = document.source.text
    names = [text[start:end] for entry in document.entries if entry.authors for start, end in [entry.authors.span]]
    text = " ".join(names).lower()
    for mark in MARKS:
        text = text.replace(mark, " ")
    return Counter(text.replace(HYPHEN, " ").replace(".", " ").split())
