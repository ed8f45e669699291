"""The words of a page: those that English has, those that it has not, and those of people's names."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import filterfalse

from msgspec import Struct

from awesome_lint.document import Document, remembered
from awesome_lint.knowledge.spelling import lexicon

# What parts words besides white space. What a dot, a slash, a digit or a backtick joins is an address, a name or code.
MARKS = '[](){}<>*~|"“”„‘«»…—–,;!?&'
AROUND = ".:'’_"
HYPHEN = "-"

ENDINGS = ("", ".", ":", "'s", "’s", ".'", "'", "’", "...")

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
        return any(word + ending in self.counts for ending in ENDINGS)

    def share(self, word: str) -> float:
        """Return how many of a million words a word in small letters is, were some English text added to the list."""
        uses = self.counts.get(word, 0) + self.counts.get(word.capitalize(), 0)
        return (uses - 0.5) / (self.total + MORE_WORDS) * 1_000_000 if uses else 0.0


@remembered
def words(document: Document) -> Words:
    """Return the words of a page."""
    text = document.source.text
    usual = lexicon().usual
    # To replace the marks one after the other takes a tenth of the time of translating them all.
    for mark in MARKS:
        text = text.replace(mark, " ")
    counts = Counter(text.split())
    unusual = [word for word in counts if word not in usual]
    unknown: dict[str, int] = {}
    small: set[str] = set()
    for word in filter(str.isalpha, unusual):
        if len(word) >= LEAST_LETTERS and word.isascii():
            lower = word.lower()
            if lower not in usual:
                unknown[lower] = unknown.get(lower, 0) + counts[word]
                if word == lower:
                    small.add(lower)
    torn: dict[str, str] = {}
    # An address, a number, or a word with marks around it or in it.
    for word in [word for word in filterfalse(str.isalpha, unusual) if "/" not in word]:
        plain = word.strip(AROUND)
        parts: Sequence[str] = (plain,)
        if not plain.isalpha():
            if HYPHEN not in plain:
                continue
            parts = plain.split(HYPHEN)
            if not all(map(str.isalpha, parts)):
                continue
            if len(parts) == 2 and plain.islower() and plain.isascii():
                torn[plain] = "".join(parts)
        for part in parts:
            lower = part.lower()
            if lower not in usual and len(part) >= LEAST_LETTERS and plain.isascii():
                unknown[lower] = unknown.get(lower, 0) + counts[word]
                if part == lower:
                    small.add(lower)
    total = sum(counts.values())
    english = total - sum(map(counts.__getitem__, unusual))
    other = sum(map(unknown.__getitem__, small))
    return Words(counts, total, unknown, frozenset(small), torn, english / (english + other) if english else 0.0)


def people(document: Document) -> frozenset[str]:
    """Return the words of the authors' names, in small letters."""
    text = document.source.text
    names = [text[start:end] for entry in document.entries if entry.authors for start, end in [entry.authors.span]]
    text = " ".join(names).lower()
    for mark in MARKS:
        text = text.replace(mark, " ")
    return frozenset(text.replace(HYPHEN, " ").replace(".", " ").split())
