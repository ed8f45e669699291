"""How people mistype: how far a word that somebody wrote is from the one that was meant.

A distance is a sum of slips, each the dearer the fewer people make it. The figures are about the powers of ten by which a slip
is rarer than the commonest ones: a letter doubled or not (`accomodate`), and two neighbours swapped (`retreival`).
"""

from collections.abc import Callable, Sequence
from functools import cache

VOWELS = frozenset("aeiou")
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# Sounds that English writes with either.
SOUNDS = ("cs", "ck", "sz", "fv", "mn", "dt", "gj", "yi", "ie", "bp", "qk", "kx", "cz", "lr", "td")

DOUBLED = 0.7
SWAPPED = 0.9
VOWEL_LEFT_OUT = 1.1
LEFT_OUT = 1.2
VOWEL = 1.25
ALIKE = 1.3
"""A letter for one that sounds like it or lies beside it, or one that stands nearby already: `conbine`, `Sysytem`."""
REPEATED = 1.6
PUT_IN = 1.7
OTHER = 2.1

# The beginning is looked at while it is typed, and the ending makes words of its own.
FIRST = 1.6
FIRST_SWAP = 0.5
LAST_LEFT_OUT = 0.4
LAST = 0.7
# Two letters in a row are left out together: `compu(ta)tion`.
TOGETHER = 0.4

# So far back and ahead a letter is typed once more.
NEARBY = 4
# Words that differ in a longer part are not slips of each other.
LONGEST_PART = 8
FAR = 9.0


def distance(written: str, meant: str) -> float:
    """Return how far `written` is from `meant`, two words in small letters; 0 for one and the same."""
    shorter = min(len(written), len(meant))
    start = 0
    while start < shorter and written[start] == meant[start]:
        start += 1
    end = 0
    while end < shorter - start and written[-1 - end] == meant[-1 - end]:
        end += 1
    rows, columns = len(written) - end - start, len(meant) - end - start
    if rows + columns <= 2:
        # Nearly all that is asked.
        if rows == columns:
            return _taken_for(written, start, meant, start) if rows else 0.0
        if rows + columns == 1:
            return _put_in(written, start) if rows else _left_out(meant, start)
    if rows == columns == 2 and _are_swapped(written, start + 1, meant, start + 1):
        return _swapped(written, start + 1)
    edits = _editor()(written, meant)
    if len(edits) <= 2:
        return _of_edits(edits, written, meant)
    # Two letters are swapped, among others. One letter more on either side, because a double letter needs its neighbour.
    start = max(0, start - 1)
    end = max(0, end - 1)
    rows, columns = len(written) - end - start, len(meant) - end - start
    if rows > LONGEST_PART or columns > LONGEST_PART:
        return FAR
    before_last: list[float] = []
    last: list[float] = []
    for row in range(rows + 1):
        current: list[float] = []
        at = start + row - 1
        for column in range(columns + 1):
            if row == column == 0:
                current.append(0.0)
                continue
            to = start + column - 1
            ways: list[float] = []
            if row:
                ways.append(last[column] + _put_in(written, at))
            if column:
                together = column > 1 and current[-1] >= current[-2] + VOWEL_LEFT_OUT
                ways.append(current[-1] + _left_out(meant, to) - (TOGETHER if together else 0.0))
            if row and column:
                ways.append(last[column - 1] + _taken_for(written, at, meant, to))
            if row > 1 and column > 1 and _are_swapped(written, at, meant, to):
                ways.append(before_last[column - 2] + _swapped(written, at))
            current.append(min(ways))
        before_last, last = last, current
    return last[-1]


@cache
def _editor() -> Callable[[str, str], Sequence[tuple[str, int, int]]]:
    from rapidfuzz.distance import Levenshtein

    return lambda written, meant: [(edit.tag, edit.src_pos, edit.dest_pos) for edit in Levenshtein.editops(written, meant)]


def _of_edits(edits: Sequence[tuple[str, int, int]], written: str, meant: str) -> float:
    """Return what the edits cost that make what was meant of what was written; none of them swaps two letters."""
    cost = 0.0
    left_out = -1
    for kind, at, to in edits:
        if kind == "insert":
            cost += _left_out(meant, to) - (TOGETHER if left_out == to - 1 >= 0 else 0.0)
            left_out = to
        elif kind == "delete":
            cost += _put_in(written, at)
        else:
            cost += _taken_for(written, at, meant, to)
    return cost


def _left_out(meant: str, at: int) -> float:
    letter = meant[at]
    if letter == meant[at - 1 : at] or letter == meant[at + 1 : at + 2]:
        cost = DOUBLED
    else:
        cost = VOWEL_LEFT_OUT if letter in VOWELS else LEFT_OUT
    return cost + (FIRST if at == 0 else LAST_LEFT_OUT if at == len(meant) - 1 else 0.0)


def _put_in(written: str, at: int) -> float:
    letter, before, after = written[at], written[at - 1 : at], written[at + 1 : at + 2]
    if letter in (before, after):
        cost = DOUBLED
    elif letter + before in KEYS or letter + after in KEYS or letter in _nearby(written, at):
        cost = ALIKE
    else:
        cost = PUT_IN
    return cost + (FIRST if at == 0 else LAST if at == len(written) - 1 else 0.0)


def _taken_for(written: str, at: int, meant: str, to: int) -> float:
    one, other = written[at], meant[to]
    if one == other:
        return 0.0
    if one in VOWELS and other in VOWELS:
        cost = VOWEL
    elif one + other in KEYS or one + other in SOUND_PAIRS:
        cost = ALIKE
    else:
        cost = REPEATED if one in _nearby(written, at) else OTHER
    is_last = at == len(written) - 1 or to == len(meant) - 1
    return cost + (FIRST if at == 0 or to == 0 else LAST if is_last else 0.0)


def _are_swapped(written: str, at: int, meant: str, to: int) -> bool:
    return written[at] == meant[to - 1] != written[at - 1] == meant[to]


def _swapped(written: str, at: int) -> float:
    return SWAPPED + (FIRST_SWAP if at == 1 else LAST_LEFT_OUT if at == len(written) - 1 else 0.0)


def _nearby(written: str, at: int) -> str:
    return written[max(0, at - NEARBY) : at] + written[at + 1 : at + NEARBY]


def _neighbours() -> frozenset[str]:
    """Return the pairs of keys that lie side by side, in either order."""
    pairs: set[str] = set()
    for row, keys in enumerate(ROWS):
        below = ROWS[row + 1] if row + 1 < len(ROWS) else ""
        for place, key in enumerate(keys):
            pairs |= {key + other for other in keys[place + 1 : place + 2] + below[max(0, place - 1) : place + 1]}
    return frozenset(pairs | {pair[::-1] for pair in pairs})


KEYS = _neighbours()
SOUND_PAIRS = frozenset([*SOUNDS, *(pair[::-1] for pair in SOUNDS)])
