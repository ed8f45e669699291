"""English words, and which of them an unknown one was meant to be.

The words and their frequencies come with the package `symspellpy`, whose data is read and whose code is never run; words that
curated lists use and its dictionary lacks stand in `words.txt`, well-known misspellings and what they mean in
`misspellings.txt`. All are read when they are first needed.
"""

import codecs
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence, Set
from functools import cache, cached_property
from importlib.util import find_spec
from itertools import count
from math import log10
from pathlib import Path

from msgspec import Struct

from awesome_lint.knowledge.mistyping import distance
from awesome_lint.knowledge.neighbours import Neighbours

DICTIONARY_PACKAGE = "symspellpy"
DICTIONARY_FILE = "frequency_dictionary_en_82_765.txt"
PAIRS_FILE = "frequency_bigramdictionary_en_243_342.txt"
WORDS_FILE = "words.txt"
MISSPELLINGS_FILE = "misspellings.txt"

VOWELS = "aeiou"

# Counts in a collection of about a trillion words. Rarer words are not what somebody meant.
COMMON = 1_000_000
# The halves of a compound are commoner still, or `wri` and `ting` would make a word.
HALF = 2_000_000
# How many times ten a word is as common, in steps; the commonest ones are no likelier than these.
MAGNITUDES = (2.5, 2.25, 2.0, 1.75, 1.5, 1.25, 1.0, 0.75, 0.5, 0.25, 0.0)
# So common is a half of three letters.
SHORT_HALF = 100_000_000
# Words of the vocabulary that the list does not use are about so common.
VOCABULARY = -0.5
# No word is commoner than this.
GREATEST = 3.0
# A word of the vocabulary with fewer letters is a short form, which many things resemble.
LEAST_VOCABULARY = 7
# So many searches take as long as taking the rare words apart.
MOST_SEARCHES = 20

# No word of the dictionary is longer, and no text that people write one after another without a space.
LONGEST_WORD = 60
# A word ten times as common as another is so much likelier to have been meant, measured in slips.
COMMONER = 0.35
# A longer word has fewer neighbours, each letter being worth so much.
LETTER = 0.22
LETTERS = 7
# The slip that a regular form of a word may be is one of these: a letter doubled or not, left out, or swapped with the next.
CHEAP = 1.2

# Any word takes these.
INFLECTIONS = frozenset({"s", "es", "ed", "d", "er", "ers", "r", "rs", "or", "ors", "ing", "ings", "ly"})
# Of those who know a science: `biomechanics`, `biomechanists`.
WHO_KNOWS = frozenset({"ist", "ists"})
# Only common words take these, or `collet` and `ion` would make a word.
SUFFIXES = """
able ably ible ability ness ish ism isms ist ists al ally ic ical ity ise ised ising iser ize ized izing izer izers izes
ises ization izations isation isations less like ful y ment ments ation ations ative ive fy fied fies wise ward wards ship
hood ian ians an ese ous ance ate ated ating ator ators ion ions ional
"""
PREFIXES = """
re un non pre post multi sub super meta auto co de dis inter intra over under hyper micro macro mini nano anti bi tri semi
pseudo cyber geo bio neuro photo tele trans uni mis out up down mega giga self counter cross fore para poly quasi ultra omni
iso hetero homo mono pan proto retro electro hydro info crypto en
"""
DERIVATIONS = frozenset(SUFFIXES.split())
BEGINNINGS = frozenset(PREFIXES.split())
LONGEST_ENDING = max(map(len, DERIVATIONS))
LONGEST_BEGINNING = max(map(len, BEGINNINGS))
# After these sounds, a plural has a syllable more.
SIBILANTS = ("ch", "sh", "ss", "x", "zz")
LEAST_STEM = 3
# So many answers are remembered: a long list asks about a tenth of them.
MOST_ASKED = 20_000
LEAST_PREFIXED = 4
# British and American spellings of the same words; the dictionary has one of them, often not both.
VARIANTS = (
    ("is", "iz"),
    ("ys", "yz"),
    ("or", "our"),
    ("l", "ll"),
    ("og", "ogue"),
    ("ens", "enc"),
    ("e", "ae"),
    ("er", "re"),
    ("metr", "meter"),
)
# `Centre` and `centred`, but `tempreature` is none of them.
ENDINGS_ALONE = frozenset({"er", "re"})


class Correction(Struct, frozen=True):
    """A word that may have been meant; the greater the doubt, the less likely. `slips` is how far it is from the other."""

    word: str
    doubt: float
    slips: float


class Lexicon:
    """The words known to be right, in lower case.

    A quarter of them is so common that most questions end with them; of the rest, a word is looked for when it is asked for.
    """

    def __init__(self, dictionary: bytes, vocabulary: frozenset[str], slips: dict[str, str]) -> None:
        # The words stand in the order of their frequency, so that the common ones come first.
        cut = _first_below(dictionary, COMMON)
        self._words = dictionary[:cut].translate(None, b"0123456789").decode("utf-8").split()
        self.vocabulary = vocabulary
        self.usual = vocabulary.union(self._words)
        """The words that are known without a search."""
        self.slips = slips
        """Well-known slips, and what is meant by each: what may be a regular form as well, or is too short to be judged."""
        self._dictionary = dictionary
        self._rare = RareWords(dictionary[cut:])
        self._known: dict[tuple[str, bool], bool] = {}
        self._asked: dict[tuple[str, int], Sequence[tuple[str, float]]] = {}

    @property
    def common(self) -> Set[str]:
        """The common words of the dictionary, without our own: few lists have a word for which they are asked."""
        return self._ranks.keys()

    @cached_property
    def _ranks(self) -> dict[str, int]:
        """How many words are commoner than each of the common ones."""
        return dict(zip(self._words, count()))

    def lists(self, word: str, *, rare: bool = True) -> bool:
        """Whether the dictionary has the word; without `rare`, only what no search is needed for."""
        return word in self.usual or (rare and word in self._rare)

    def knows(self, word: str, *, rare: bool = True) -> bool:
        """Whether the word is listed, or made by the usual means of words that are: endings, prefixes, compounds, and the
        other spelling of British or American English."""
        if word in self.usual:
            return True
        if len(word) > LONGEST_WORD:
            return self.lists(word, rare=rare)
        found = self._known.get((word, rare))
        if found is None:
            if len(self._known) >= MOST_ASKED:
                self._known.clear()
            found = self._is_made(word, rare=rare) or self._is_compound(word) or self.is_variant(word, rare=rare)
            self._known[word, rare] = found
        return found

    def corrections(self, word: str, slips: int, share: Callable[[str], float]) -> tuple[Correction, ...]:
        """Return the common words that this one, which is not known, may have been meant to be, the likeliest first.

        `slips` is how many there are at most, whatever they are; `share` says how many of a million words of the list are
        this one.
        """
        if len(word) > LONGEST_WORD:
            return ()
        length = LETTER * (len(word) - LETTERS)
        found: list[Correction] = []
        for candidate, away in self._near(word, slips):
            uses = share(candidate)
            magnitude = max(self._magnitude(candidate), log10(uses) if uses else VOCABULARY)
            found.append(Correction(candidate, away - length - COMMONER * min(magnitude, GREATEST), away))
        return tuple(sorted(found, key=lambda correction: (correction.doubt, correction.word)))

    def _near(self, word: str, slips: int) -> Sequence[tuple[str, float]]:
        """Return the common words so near, and how far each is; what was asked is remembered, since lists are read again."""
        found = self._asked.get((word, slips))
        if found is None:
            if len(self._asked) >= MOST_ASKED:
                self._asked.clear()
            found = [(candidate, distance(word, candidate)) for candidate in self._neighbours.of(word, slips)]
            self._asked[word, slips] = found
        return found

    @cached_property
    def _neighbours(self) -> Neighbours:
        terms = frozenset([word for word in self.vocabulary if len(word) >= LEAST_VOCABULARY])
        return Neighbours(self.common, terms, self.usual)

    def undoubled(self, word: str) -> str | None:
        """Return the common word that this one is with a consonant doubled or not (`editting`, `skiping`), or None.

        Such a word looks like a regular form of another (`writ` + `ting`). L, P and S double by the side of the Atlantic.
        """
        for candidate in _redoubled(word) if len(word) <= LONGEST_WORD else ():
            if candidate in self.common:
                return candidate
        return None

    def plural(self, word: str) -> str | None:
        """Return the common plural that a word with `s` alone was meant to be (`approachs`, `librarys`), or None."""
        stem = word[:-1]
        if word[-1] != "s" or len(stem) < LEAST_PREFIXED:
            return None
        if stem.endswith(SIBILANTS):
            meant = f"{stem}es"
        else:
            meant = f"{stem[:-1]}ies" if stem[-1] == "y" and stem[-2] not in VOWELS else ""
        return meant if meant in self.common and not self.lists(word) else None

    def is_variant(self, word: str, *, rare: bool = True) -> bool:
        """Whether the word is one that is listed, spelt as on the other side of the Atlantic."""
        for pair in VARIANTS:
            for one, other in (pair, pair[::-1]):
                index = word.find(one, 1)
                while index >= 0:
                    variant = word[:index] + other + word[index + len(one) :]
                    is_ending = one not in ENDINGS_ALONE or index + len(one) >= len(word) - 1
                    if is_ending and not word.startswith(other, index) and self.lists(variant, rare=rare):
                        return True
                    index = word.find(one, index + 1)
        return False

    def has_pair(self, first: str, second: str) -> bool:
        """Whether the two words, in small letters, stand beside each other in English so often that their pair is listed."""
        return f"\n{first} {second} ".encode() in self._pairs

    @cached_property
    def _pairs(self) -> bytes:
        return _dictionary().with_name(PAIRS_FILE).read_bytes()

    def _magnitude(self, word: str) -> float:
        """Return how many times ten a word is as common as the rarest of the common ones, in steps."""
        rank = self._ranks.get(word)
        return VOCABULARY if rank is None else MAGNITUDES[bisect_left(self._cuts, rank)]

    @cached_property
    def _cuts(self) -> list[int]:
        """How many words are as common as each of the magnitudes, the greatest first."""
        return [self._above(int(COMMON * 10**magnitude)) for magnitude in MAGNITUDES]

    def _is_made(self, word: str, *, rare: bool, depth: int = 0) -> bool:
        if self.lists(word, rare=rare):
            return True
        if depth < 2:
            for length in range(2, min(LONGEST_BEGINNING, len(word) - LEAST_PREFIXED) + 1):
                if word[:length] in BEGINNINGS and self._is_made(word[length:], rare=rare, depth=depth + 1):
                    return True
        for length in range(1, min(LONGEST_ENDING, len(word) - LEAST_STEM) + 1):
            ending = word[-length:]
            inflects = ending in INFLECTIONS
            if not inflects and ending not in DERIVATIONS:
                continue
            for stem in _stems(word[:-length], ending[0]):
                if self.lists(stem, rare=rare and inflects):
                    return True
            if ending in WHO_KNOWS and self.lists(f"{word[:-length]}ics", rare=rare):
                return True
        return False

    def _is_compound(self, word: str) -> bool:
        return any(
            self._is_half(word[:index]) and self._is_half(word[index:])
            for index in range(LEAST_STEM, len(word) - LEAST_STEM + 1)
        )

    def _is_half(self, word: str) -> bool:
        rank = self._ranks.get(word)
        # Three letters make a word by chance: `res` + `each`.
        return rank is not None and rank < (self._halves if len(word) > LEAST_STEM else self._short_halves)

    @cached_property
    def _halves(self) -> int:
        """How many words are common enough for halves of a compound."""
        return self._above(HALF)

    @cached_property
    def _short_halves(self) -> int:
        return self._above(SHORT_HALF)

    def _above(self, frequency: int) -> int:
        """Return how many words are used so often."""
        return self._dictionary.count(b"\n", 0, _first_below(self._dictionary, frequency))


@cache
def lexicon() -> Lexicon:
    """Return the English words, read at the first call."""
    dictionary = b"\n" + _dictionary().read_bytes().removeprefix(codecs.BOM_UTF8)
    vocabulary = _own_file(WORDS_FILE).split()
    slips = {slip: meant for meant, *slips in map(str.split, _own_file(MISSPELLINGS_FILE).splitlines()) for slip in slips}
    return Lexicon(dictionary, frozenset(vocabulary), slips)


class RareWords:
    """The words of the lines of a dictionary, each a word, a space and a number.

    The lines are kept as they were read, and a word is looked for in them; only for more questions than `MOST_SEARCHES` are
    they taken apart, which takes as long as that many searches.
    """

    def __init__(self, lines: bytes) -> None:
        self._lines = lines
        self._found: dict[str, bool] = {}

    def __contains__(self, word: str) -> bool:
        if len(self._found) >= MOST_SEARCHES:
            return word in self._words
        found = self._found.get(word)
        if found is None:
            found = self._found[word] = f"\n{word} ".encode() in self._lines
        return found

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._lines.translate(None, b"0123456789").decode("utf-8").split())


def _first_below(dictionary: bytes, frequency: int) -> int:
    """Return the offset of the newline before the first word that is used less often than that."""
    low, high = 0, len(dictionary)
    while low < high:
        middle = (low + high) // 2
        start = dictionary.rfind(b"\n", 0, middle + 1)
        end = dictionary.find(b"\n", middle + 1)
        line = dictionary[start : end if end >= 0 else len(dictionary)].split()
        if line and int(line[1]) >= frequency:
            low = end if end >= 0 else len(dictionary)
        else:
            high = start
    return low


def _dictionary() -> Path:
    # Found without importing it: the package's own modules take longer to import than its words to read.
    specification = find_spec(DICTIONARY_PACKAGE)
    if specification is None or specification.origin is None:
        raise ModuleNotFoundError(f"No module named {DICTIONARY_PACKAGE!r}", name=DICTIONARY_PACKAGE)
    return Path(specification.origin).with_name(DICTIONARY_FILE)


def _own_file(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _stems(stem: str, joint: str) -> Iterator[str]:
    """Yield the words that an ending may have made this stem of, given the ending's first letter."""
    yield stem
    if stem[-1] == "i":
        yield stem[:-1] + "y"
    elif joint in "aeiouy":
        yield stem + "e"
        yield stem + "y"
        if stem[-1] == stem[-2]:
            yield stem[:-1]


def _redoubled(word: str) -> Iterator[str]:
    for index in range(2, len(word) - 1):
        letter = word[index]
        if letter in VOWELS or letter in "lpsy":
            continue
        if letter == word[index - 1]:
            yield word[:index] + word[index + 1 :]
        elif letter != word[index + 1] and word[index - 1] in VOWELS:
            yield word[:index] + letter + word[index:]
