"""The words of a page: those that English has, those that it has not, and those of people's names."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import filterfalse

from msgspec import Struct

from awesome_lint.document import Document, remembered
from awesome_lint.knowledge.spelling import lexicon
from awesome_lint.source import Span, occurrences

# What parts words besides white space. What a dot, a slash, a digit or a backtick joins is an address, a name or code.
MARKS = '[](){}<>*~|"“”„‘«»…—–,;!?&'
AROUND = ".:'’_"
HYPHEN = "-"
# What parts the words of an address.
JOINTS = "/.-_=%+@:"

ENDINGS = ("", ".", ":", "'s", "’s", ".'", "'", "’", "...", "_", "__", "__:")

# So many characters are taken apart at once.
STRETCH = 100_000
# Shorter words are not judged.
LEAST_LETTERS = 4
# How common a word is in a list counts as if so many more words of English stood in it.
MORE_WORDS = 20_000


class Words(Struct, frozen=True):
    """The words of a page, as they stand between marks and white space."""

    counts: Mapping[str, int]
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
        return _has(self.counts, word)

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
    usual = lexicon().usual
    counts = counted(document)
    unusual = [word for word in counts if word not in usual]
    unknown: defaultdict[str, int] = defaultdict(int)
    small: set[str] = set()
    # Most of what is unusual is an address, a number, or a usual word with a capital or beside a mark.
    plain = [word for word in filter(str.isalpha, unusual) if len(word) >= LEAST_LETTERS]
    parts = [(word, word, lower) for word, lower in zip(plain, map(str.lower, plain), strict=True) if lower not in usual]
    marked = list(filterfalse(str.isalpha, unusual))
    torn: dict[str, str] = {}
    for word in [word for word in marked if "/" not in word]:
        stripped = word.strip(AROUND)
        if stripped.isalpha():
            parts.append((word, stripped, stripped.lower()))
        elif HYPHEN in stripped and (letters := stripped.replace(HYPHEN, "")).isalpha() and letters.isascii():
            halves = stripped.split(HYPHEN)
            if len(halves) == 2 and all(halves) and stripped.islower():
                torn[stripped] = letters
            parts += [(word, half, half.lower()) for half in halves]
    named = _of_addresses([word for word in marked if "/" in word])
    total = sum(counts.values())
    english = total - sum(map(counts.__getitem__, unusual))
    for word, part, lower in parts:
        if lower not in usual and lower not in named and len(part) >= LEAST_LETTERS and part.isascii():
            unknown[lower] += counts[word]
            if part == lower:
                small.add(lower)
    other = sum(map(unknown.__getitem__, small))
    if not document.stretches:
        # No word is written so, and in long lists they take more memory than all words.
        for word in [word for word in marked if "://" in word]:
            del counts[word]
    return Words(counts, total, dict(unknown), frozenset(small), torn, english / (english + other) if english else 0.0)


@remembered
def counted(document: Document) -> Counter[str]:
    """Return how often each word stands on a page, as it is written between marks and white space."""
    counts: Counter[str] = Counter()
    for stretch in document.stretches:
        counts.update(counted(stretch.document))
    for text in () if document.stretches else stretches(document.source.text):
        # To replace the marks one after the other takes a tenth of the time of translating them all.
        for mark in MARKS:
            text = text.replace(mark, " ")
        counts.update(text.split())
    return counts


def _has(counts: Mapping[str, int], word: str) -> bool:
    return any(word + ending in counts for ending in ENDINGS)


def stretches(text: str) -> Iterator[str]:
    """Yield a text in parts of whole lines, so that not all of its words are there at once."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + STRETCH)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end


def places_of(document: Document, wanted: Iterable[str]) -> list[Span]:
    """Return where any of the words is written, spelt so, also as a part of another, in source order."""
    text = document.source.text
    present = filter(partial(_has, counted(document)), wanted)
    return sorted(Span(start, start + len(word)) for word in present for start in occurrences(text, word))


def phrases_of(document: Document, wanted: Iterable[str]) -> list[Span]:
    """Return where any of the phrases, which are in small letters, is written in any case, in source order."""
    has = partial(_has, counted(document))
    last = [(phrase, phrase.split()[-1]) for phrase in wanted]
    present = [phrase for phrase, word in last if any(map(has, (word, word.capitalize(), word.title())))]
    if not present:
        return []
    text = document.source.text
    page = text.lower() if len(text.lower()) == len(text) else text
    return sorted(Span(start, start + len(phrase)) for phrase in present for start in occurrences(page, phrase))


def _of_addresses(addresses: Iterable[str]) -> frozenset[str]:
    """Return the words of addresses, in small letters; the fragments repeat headings, slips and all."""
    text = " ".join(address.partition("#")[0] if "#" in address else address for address in addresses).lower()
    for mark in JOINTS:
        text = text.replace(mark, " ")
    return frozenset(text.split())


def people(document: Document) -> frozenset[str]:
    """Return the words of the authors' names, in small letters."""
    text = document.source.text
    names = [text[start:end] for entry in document.entries if entry.authors for start, end in [entry.authors.span]]
    text = " ".join(names).lower()
    for mark in MARKS:
        text = text.replace(mark, " ")
    return frozenset(text.replace(HYPHEN, " ").replace(".", " ").split())
