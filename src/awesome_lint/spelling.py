"""English words, and which of them an unknown one was meant to be.

The words and their frequencies come with the package `symspellpy`, whose data is read and whose code is never run; words that
curated lists use and its dictionary lacks stand in `vocabulary.txt`. Both are read when they are first needed.
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

DICTIONARY_PACKAGE = "symspellpy"
DICTIONARY_FILE = "frequency_dictionary_en_82_765.txt"
VOCABULARY_FILE = "vocabulary.txt"

ALPHABET = "abcdefghijklmnopqrstuvwxyz"
VOWELS = "aeiou"

# Counts in a collection of about a trillion words. Rarer words are not what somebody meant, unless the list itself uses them.
COMMON = 1_000_000
# Where the words that are rarer begin.
RARE = re.compile(rb"\n[a-z']+ \d{1,6}\r?\n")
# So many searches take as long as taking the rest of the dictionary apart.
MOST_SEARCHES = 100
USED = 100_000
# The halves of a compound are commoner still, or `wri` and `ting` would make a word.
HALF = 2_000_000

# How much likelier a slip is than a letter too many or too few somewhere else.
DOUBLED = 20.0
SWAPPED = 5.0
OTHER = 1.0

# A word that this list uses is that much likelier to have been meant, each time it is used.
USE = 0.5
# A second correction this much less likely than the first is no alternative.
DOMINANCE = 0.2

# Any word takes these.
INFLECTIONS = frozenset({"s", "es", "ed", "d", "er", "ers", "r", "rs", "or", "ors", "ing", "ings", "ly"})
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
LEAST_STEM = 3
LEAST_PREFIXED = 4
# British and American spellings of the same words; the dictionary has one of them, often not both.
VARIANTS = (("is", "iz"), ("ys", "yz"), ("or", "our"), ("l", "ll"), ("og", "ogue"), ("ens", "enc"), ("e", "ae"), ("er", "re"))


class Correction(NamedTuple):
    """A word that may have been meant; the greater the weight, the likelier."""

    word: str
    weight: float


class Lexicon:
    """The words known to be right, in lower case.

    Half of them are so common that most questions end with them. The rest is kept as it was read, and a word is looked for in
    it; only for more questions than `MOST_SEARCHES` is it taken apart, which takes as long as that many searches.
    """

    def __init__(self, common: Mapping[str, str], rest: bytes, vocabulary: frozenset[str]) -> None:
        self.common = common
        """How often each common word is used, as the digits it is written with: most are never asked for."""
        self.vocabulary = vocabulary
        self._rest = rest
        self._rare: dict[str, str] = {}
        self._searches = 0

    def is_common(self, word: str) -> bool:
        """Whether the word is known without a search."""
        return word in self.common or word in self.vocabulary

    def frequency(self, word: str) -> int:
        return int(self.common.get(word) or self._rare_frequency(word))

    def lists(self, word: str, rare: bool = True) -> bool:
        """Whether the dictionary has the word; without `rare`, only what no search is needed for."""
        return self.is_common(word) or (rare and self._rare_frequency(word) != "0")

    def _rare_frequency(self, word: str) -> str:
        if self._searches > MOST_SEARCHES:
            return self._rare.get(word, "0")
        known = self._rare.get(word)
        if known is None:
            self._searches += 1
            if self._searches > MOST_SEARCHES:
                self._rare = _frequencies(self._rest)
                return self._rare.get(word, "0")
            known = self._rare[word] = _searched(self._rest, word)
        return known

    def knows(self, word: str, rare: bool = True) -> bool:
        """Whether the word is listed, or made by the usual means of words that are: endings, prefixes, compounds, and the
        other spelling of British or American English."""
        return self._is_made(word, rare) or self._is_compound(word) or self._is_variant(word, rare)

    def corrections(self, word: str, used: Mapping[str, int]) -> tuple[str, ...]:
        """Return the words that this one, which is not known, was probably meant to be, the likeliest first.

        `used` says how often the list itself uses a word. More than one is returned when none is much likelier than another,
        none when the word is as likely to be a name or a term.
        """
        found: dict[str, float] = {}
        common = self.common
        for candidate in [slip for slip in _slips(word) if slip in common or slip in used]:
            if candidate == word:
                continue
            uses = used.get(candidate, 0)
            frequency = self.frequency(candidate)
            if frequency >= (USED if uses else COMMON):
                found[candidate] = frequency * _likelihood(word, candidate) * (1 + USE * uses)
        ranked = sorted((Correction(*pair) for pair in found.items()), key=lambda correction: -correction.weight)
        return tuple(correction.word for correction in ranked if correction.weight >= ranked[0].weight * DOMINANCE)

    def undoubled(self, word: str) -> str | None:
        """Return the common word that this one is with a consonant doubled or not (`editting`, `skiping`), or None.

        Such a word looks like a regular form of another (`writ` + `ting`). L, P and S double by the side of the Atlantic.
        """
        for candidate in _redoubled(word):
            if self._is_as_common(candidate, COMMON, False):
                return candidate
        return None

    def _is_as_common(self, word: str, least: int, rare: bool) -> bool:
        """Whether the word is used that often; a question for common words ends with them."""
        if word in self.common:
            return int(self.common[word]) >= least
        return rare and least < COMMON and int(self._rare_frequency(word)) >= least

    def _is_made(self, word: str, rare: bool, depth: int = 0) -> bool:
        if self.lists(word, rare):
            return True
        if depth < 2:
            for length in range(2, min(LONGEST_BEGINNING, len(word) - LEAST_PREFIXED) + 1):
                if word[:length] in BEGINNINGS and self._is_made(word[length:], rare, depth + 1):
                    return True
        for length in range(1, min(LONGEST_ENDING, len(word) - LEAST_STEM) + 1):
            ending = word[-length:]
            if ending in INFLECTIONS:
                least = 1
            elif ending in DERIVATIONS:
                least = COMMON
            else:
                continue
            for stem in _stems(word[:-length], ending[0]):
                if stem in self.vocabulary or self._is_as_common(stem, least, rare):
                    return True
        return False

    def _is_compound(self, word: str) -> bool:
        return any(
            self._is_as_common(word[:index], HALF, False) and self._is_as_common(word[index:], HALF, False)
            for index in range(LEAST_STEM, len(word) - LEAST_STEM + 1)
        )

    def _is_variant(self, word: str, rare: bool) -> bool:
        for pair in VARIANTS:
            for one, other in (pair, pair[::-1]):
                index = word.find(one, 1)
                while index >= 0:
                    variant = word[:index] + other + word[index + len(one) :]
                    if not word.startswith(other, index) and (
                        variant in self.common or (rare and self._rare_frequency(variant) != "0")
                    ):
                        return True
                    index = word.find(one, index + 1)
        return False


@cache
def lexicon() -> Lexicon:
    """Return the English words, read at the first call."""
    data = _dictionary().read_bytes().removeprefix(codecs.BOM_UTF8)
    # The words stand in the order of their frequency, so that the common ones come first.
    end = RARE.search(data)
    cut = end.start() if end else len(data)
    vocabulary = Path(__file__).with_name(VOCABULARY_FILE).read_text(encoding="utf-8").split()
    return Lexicon(_frequencies(data[:cut]), data[cut:], frozenset(vocabulary))


def _frequencies(data: bytes) -> dict[str, str]:
    fields = data.decode("utf-8").split()
    return dict(zip(fields[::2], fields[1::2], strict=True))


def _searched(data: bytes, word: str) -> str:
    """Return the frequency that stands after the word at the beginning of a line, or 0."""
    start = data.find(f"\n{word} ".encode())
    if start < 0:
        return "0"
    begin = start + len(word) + 2
    end = data.find(b"\n", begin)
    return data[begin : end if end >= 0 else len(data)].decode("utf-8").strip()


def _dictionary() -> Path:
    # Found without importing it: the package's own modules take longer to import than its words to read.
    specification = find_spec(DICTIONARY_PACKAGE)
    if specification is None or specification.origin is None:
        raise ModuleNotFoundError(f"No module named {DICTIONARY_PACKAGE!r}", name=DICTIONARY_PACKAGE)
    return Path(specification.origin).with_name(DICTIONARY_FILE)


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


def _slips(word: str) -> list[str]:
    """Return what one slip may have turned into `word`; most are no words at all.

    People get the first letter right, and a strange last one is more often an ending of another language; between them a
    letter is doubled or not, left out, put in, swapped with its neighbour, or is the wrong vowel. Two consonants taken for
    each other make two words (`ranging`, `ranking`) more often than a slip.
    """
    last = len(word) - 1
    halves = [(word[:index], word[index:]) for index in range(1, last + 1)]
    slips = [before + letter + after for before, after in halves for letter in ALPHABET]
    for before, after in halves[:-1]:
        slips.append(before + after[1:])
        if after[0] in VOWELS:
            slips.extend([before + vowel + after[1:] for vowel in VOWELS])
    slips.extend([before + after[1] + after[0] + after[2:] for before, after in halves[:-2]])
    return slips


def _likelihood(word: str, meant: str) -> float:
    """Return how likely the slip is that made `word` of what was meant."""
    pairs = zip(word, meant, strict=False)
    at = next((index for index, (one, other) in enumerate(pairs) if one != other), min(len(word), len(meant)))
    if len(word) == len(meant):
        return SWAPPED if word[at] == meant[at + 1] and word[at + 1] == meant[at] else OTHER
    longer = max(word, meant, key=len)
    return DOUBLED if longer[at] == longer[at - 1] else OTHER


def _redoubled(word: str) -> Iterator[str]:
    for index in range(2, len(word) - 1):
        letter = word[index]
        if letter in VOWELS or letter in "lpsy":
            continue
        if letter == word[index - 1]:
            yield word[:index] + word[index + 1 :]
        elif letter != word[index + 1] and word[index - 1] in VOWELS:
            yield word[:index] + letter + word[index:]
