"""Which words are a slip or two away from another: a letter left out, put in, or taken for another, or two that are swapped."""

from bisect import bisect_left
from collections.abc import Callable, Sequence, Set
from functools import cache, cached_property

from awesome_lint.source import occurrences

ALPHABET = "abcdefghijklmnopqrstuvwxyz"
# One slip leaves the first letters of a longer word or its last ones as they are, and two in a long word nearly always do; more
# of the last, since thousands end alike.
LONGER, KEPT = 7, 3
LONG, KEPT_OF_LONG = 8, 4
# So many questions, or searches, take as long as sorting the words by what they begin and end with.
MOST_QUESTIONS, MOST_SEARCHES = 150, 40


class Neighbours:
    """Finds those of many words that somebody may have meant by another one.

    The first questions try whatever one slip makes of the word, and look for what begins or ends alike in a text of all words.
    Only for more of them are these sorted.
    """

    def __init__(self, words: Set[str], more: Set[str], usual: frozenset[str]) -> None:
        """The words, and more of them, are among the usual ones, which saves making one set of both."""
        self._words, self._more, self._usual = words, more, usual
        self._questions = 0
        self._begun: dict[str, Sequence[str]] = {}
        self._ended: dict[str, Sequence[str]] = {}

    def of(self, word: str, most: int) -> Sequence[str]:
        """Return the words that are one slip away, whatever it is, or two where none is and `most` says so."""
        self._questions += 1
        if len(word) >= LONGER and self._questions > MOST_QUESTIONS:
            return _nearest(word, self._alike(word), most)
        usual = self._usual.intersection(_one_slip_away(word))
        near = [other for other in usual if other in self._words or other in self._more]
        return near if near or most < 2 else _nearest(word, self._alike(word), most)

    def _alike(self, word: str) -> Sequence[str]:
        """Return the words that begin or end as this one does."""
        kept = KEPT_OF_LONG if len(word) >= LONG else KEPT
        return [*self._beginning(word[:KEPT]), *self._ending(word[-kept:])]

    def _beginning(self, letters: str) -> Sequence[str]:
        found = self._begun.get(letters)
        if found is None:
            if self._are_sorted():
                found = _first(self._forwards, letters)
            else:
                text = self._text
                found = [text[place + 1 : text.index("\n", place + 1)] for place in occurrences(text, f"\n{letters}")]
            self._begun[letters] = found
        return found

    def _ending(self, letters: str) -> Sequence[str]:
        found = self._ended.get(letters)
        if found is None:
            if self._are_sorted():
                found = [word[::-1] for word in _first(self._backwards, letters[::-1])]
            else:
                text, length = self._text, len(letters)
                places = occurrences(text, f"{letters}\n")
                found = [text[text.rindex("\n", 0, place) + 1 : place + length] for place in places]
            self._ended[letters] = found
        return found

    def _are_sorted(self) -> bool:
        return self._questions > MOST_QUESTIONS or len(self._begun) + len(self._ended) > MOST_SEARCHES

    @cached_property
    def _text(self) -> str:
        return "\n".join(["", *self._words, *self._more, ""])

    @cached_property
    def _forwards(self) -> list[str]:
        return sorted(self._text.split())

    @cached_property
    def _backwards(self) -> list[str]:
        return sorted(self._text[::-1].split())


def _one_slip_away(word: str) -> list[str]:
    """Return what one slip makes of a word, some of it more than once."""
    made: list[str] = []
    for index in range(len(word) + 1):
        before, after = word[:index], word[index:]
        rest = after[1:]
        made += [before + letter + after for letter in ALPHABET]
        made += [before + letter + rest for letter in ALPHABET]
        made += before + rest, before + rest[:1] + after[:1] + rest[1:]
    return made


def _first(words: list[str], letters: str) -> list[str]:
    """Return those of sorted words that begin so."""
    start = bisect_left(words, letters)
    return words[start : bisect_left(words, letters[:-1] + chr(ord(letters[-1]) + 1), start)]


def _nearest(word: str, near: Sequence[str], most: int) -> Sequence[str]:
    """Return those of the words that are as few slips away as any is, of at most so many."""
    found = _finder()(word, near, most)
    return list({other for other, away, _ in found if away == found[0][1]})


@cache
def _finder() -> Callable[[str, Sequence[str], int], Sequence[tuple[str, float, int]]]:
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    return lambda word, near, most: extract(word, near, scorer=OSA.distance, score_cutoff=most, limit=None)
