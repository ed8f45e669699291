"""English words, and which of them an unknown one was meant to be.

The words and their frequencies come with the package `symspellpy`, whose data is read and whose code is never run; words that
curated lists use and its dictionary lacks stand in `words.txt`. Both are read when they are first needed.
"""

import codecs
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

DICTIONARY_PACKAGE = "symspellpy"
DICTIONARY_FILE = "frequency_dictionary_en_82_765.txt"
WORDS_FILE = "words.txt"

ALPHABET = "abcdefghijklmnopqrstuvwxyz"
VOWELS = "aeiou"

# Counts in a collection of about a trillion words. Rarer words are not what somebody meant, unless the list itself uses them.
COMMON = 1_000_000
# So many searches take as long as taking half of the dictionary apart.
MOST_SEARCHES = 60
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
# No word of the dictionary is longer, and no text that people write one after another without a space.
LONGEST_WORD = 60
LONGEST_ENDING = max(map(len, DERIVATIONS))
LONGEST_BEGINNING = max(map(len, BEGINNINGS))
LEAST_STEM = 3
LEAST_PREFIXED = 4
# British and American spellings of the same words; the dictionary has one of them, often not both.
VARIANTS = (("is", "iz"), ("ys", "yz"), ("or", "our"), ("l", "ll"), ("og", "ogue"), ("ens", "enc"), ("e", "ae"), ("er", "re"))


class Correction(Struct, frozen=True):
    """A word that may have been meant; the greater the weight, the likelier."""

    word: str
    weight: float


class Frequencies:
    """How often words are used, by the lines of a dictionary: a word, a space, a number.

    The lines are kept as they were read, and a word is looked for in them; only for more questions than `MOST_SEARCHES` are
    they taken apart, which takes as long as that many searches.
    """

    def __init__(self, lines: bytes) -> None:
        self._lines = lines
        self._known: dict[str, int] = {}
        self._is_whole = False

    def of(self, word: str) -> int:
        """Return the number of a word, 0 where no line has it."""
        known = self._known.get(word)
        if known is not None:
            return known
        if self._is_whole:
            return 0
        if len(self._known) < MOST_SEARCHES:
            known = self._known[word] = _searched(self._lines, word)
            return known
        fields = self._lines.decode("utf-8").split()
        self._known = dict(zip(fields[::2], map(int, fields[1::2]), strict=True))
        self._is_whole = True
        return self._known.get(word, 0)


class Lexicon:
    """The words known to be right, in lower case.

    A quarter of them is so common that most questions end with them; of the rest, a word is looked for when it is asked for.
    """

    def __init__(self, dictionary: bytes, vocabulary: frozenset[str]) -> None:
        # The words stand in the order of their frequency, so that the common ones come first.
        cut = _first_below(dictionary, COMMON)
        self._words = dictionary[:cut].translate(None, b"0123456789").decode("utf-8").split()
        self.common = frozenset(self._words)
        self.vocabulary = vocabulary
        self._halves_count = dictionary.count(b"\n", 0, _first_below(dictionary, HALF))
        self._frequencies = Frequencies(dictionary[:cut])
        self._rare = Frequencies(dictionary[cut:])

    @cached_property
    def halves(self) -> frozenset[str]:
        """The words that are common enough for halves of a compound."""
        return frozenset(self._words[: self._halves_count])

    def is_common(self, word: str) -> bool:
        """Whether the word is known without a search."""
        return word in self.common or word in self.vocabulary

    def frequency(self, word: str) -> int:
        return self._frequencies.of(word) if word in self.common else self._rare.of(word)

    def lists(self, word: str, *, rare: bool = True) -> bool:
        """Whether the dictionary has the word; without `rare`, only what no search is needed for."""
        return self.is_common(word) or (rare and self._rare.of(word) > 0)

    def knows(self, word: str, *, rare: bool = True) -> bool:
        """Whether the word is listed, or made by the usual means of words that are: endings, prefixes, compounds, and the
        other spelling of British or American English."""
        if len(word) > LONGEST_WORD:
            return self.lists(word, rare=rare)
        return self._is_made(word, rare=rare) or self._is_compound(word) or self._is_variant(word, rare=rare)

    def corrections(self, word: str, used: Mapping[str, int]) -> tuple[str, ...]:
        """Return the words that this one, which is not known, was probably meant to be, the likeliest first.

        `used` says how often the list itself uses a word. More than one is returned when none is much likelier than another,
        none when the word is as likely to be a name or a term.
        """
        found: dict[str, float] = {}
        common = self.common
        if len(word) > LONGEST_WORD:
            return ()
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
        for candidate in _redoubled(word) if len(word) <= LONGEST_WORD else ():
            if candidate in self.common:
                return candidate
        return None

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
        return False

    def _is_compound(self, word: str) -> bool:
        halves = self.halves
        return any(word[:index] in halves and word[index:] in halves for index in range(LEAST_STEM, len(word) - LEAST_STEM + 1))

    def _is_variant(self, word: str, *, rare: bool) -> bool:
        for pair in VARIANTS:
            for one, other in (pair, pair[::-1]):
                index = word.find(one, 1)
                while index >= 0:
                    variant = word[:index] + other + word[index + len(one) :]
                    if not word.startswith(other, index) and (variant in self.common or (rare and self._rare.of(variant) > 0)):
                        return True
                    index = word.find(one, index + 1)
        return False


@cache
def lexicon() -> Lexicon:
    """Return the English words, read at the first call."""
    dictionary = b"\n" + _dictionary().read_bytes().removeprefix(codecs.BOM_UTF8)
    vocabulary = Path(__file__).with_name(WORDS_FILE).read_text(encoding="utf-8").split()
    return Lexicon(dictionary, frozenset(vocabulary))


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


def _searched(lines: bytes, word: str) -> int:
    """Return the number that follows the word at the beginning of a line, or 0."""
    start = lines.find(f"\n{word} ".encode())
    if start < 0:
        return 0
    begin = start + len(word) + 2
    end = lines.find(b"\n", begin)
    return int(lines[begin : end if end >= 0 else len(lines)])


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
