"""Who wrote it, where it appeared and when: the parts of an entry that only papers have."""

import re

import regex

from awesome_lint.document import Author, Authors, Text
from awesome_lint.parser.inlines import Visible

ET_AL = regex.compile(r"\bet\s*\.?\s*(?:al|at)(?!\w)\s*\.*$", regex.IGNORECASE)
# A comma, semicolon or conjunction between two names. `and` may be glued to a capital, never `Andrew`.
SEPARATOR = regex.compile(
    r"\s*[,;，、；]\s*(?:(?:and|&)(?:\s+|(?=\p{Lu}\p{Ll})))?|\s+(?:and|&)\s+|\s+and(?=\p{Lu}\p{Ll})|\s*&\s*",
)
SUFFIX = regex.compile(r"(?:Jr|Sr|II|III|IV|Ph\.?D|MD)\.?(?=\s*(?:[,;]|\.?$|\band\b|&))")
ENDING = regex.compile(r"\s*[.,;:]*\s*$")
INITIAL_ENDING = regex.compile(r"(?:^|[\s.\-])(?:\p{Lu}|Jr|Sr|jr|sr|Inc|Ltd|Co)\.$")
WORD = regex.compile(r"[^\s.\-'’]+")
NAME_WORD = regex.compile(r"\p{Lu}|\p{Lo}")
PARTICLES = frozenset(
    # fmt: off
    [
        "af",
        "al",
        "ap",
        "bin",
        "bint",
        "d",
        "da",
        "dal",
        "dalla",
        "das",
        "de",
        "degli",
        "dei",
        "del",
        "dela",
        "della",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "e",
        "el",
        "en",
        "et",
        "im",
        "in",
        "la",
        "las",
        "le",
        "les",
        "lo",
        "los",
        "mac",
        "mc",
        "ni",
        "of",
        "os",
        "s",
        "san",
        "st",
        "ste",
        "ten",
        "ter",
        "the",
        "til",
        "tot",
        "und",
        "up",
        "van",
        "vande",
        "vanden",
        "vander",
        "ver",
        "vom",
        "von",
        "y",
        "z",
        "ye",
        "zu",
        "zum",
        "zur",
    ]
    # fmt: on
)
NOT_A_NAME = regex.compile(r"[\d!?%=<>|@/\\{}\[\]]|https?:|^by\b")
MAX_NAME_WORDS = 7

YEAR = re.compile(r"(?<![\d./])(?:19[5-9]\d|20[0-4]\d)(?!\d|[./]\d)")


def authors(text: Visible) -> Authors | None:
    """Return the people that an author list names, or None where it does not read like one.

    Names are split, never re-spelled; "et al." in any spelling is the last of them.
    """
    value = text.value
    start = len(value) - len(value.lstrip())
    end = len(value.rstrip())
    if start >= end:
        return None
    tail = ET_AL.search(value, start, end)
    stop = tail.start() if tail else _without_ending(value, start, end)
    people: list[Author] = []
    separators: list[Text] = []
    position = start
    for match in SEPARATOR.finditer(value, start, stop):
        if match.start() == position and not people:
            return None
        if SUFFIX.match(value, match.end(), stop) or match.end() >= stop:
            continue
        people.append(_author(text, position, match.start()))
        separators.append(text.text(match.start(), match.end()))
        position = match.end()
    if tail:
        before = len(value[:stop].rstrip(" ,;"))
        if before > position:
            last = _stripped_conjunction(value, position, before)
            people.append(_author(text, position, last))
            separators.append(text.text(last, stop))
        elif not people:
            return None
        people.append(Author(value[stop:end], text.span(stop, end), is_et_al=True))
        ending = text.text(end, end)
    else:
        people.append(_author(text, position, stop))
        ending = text.text(stop, end)
    if not all(author.is_et_al or is_name(author.name) for author in people):
        return None
    return Authors(tuple(people), tuple(separators), ending, text.span(start, end))


def is_name(name: str) -> bool:
    """Whether this may be the name of a person or a group: capitalised words and particles, and not many of them."""
    if NOT_A_NAME.search(name):
        return False
    words = WORD.findall(name)
    if not words or len(words) > MAX_NAME_WORDS:
        return False
    capitalised = sum(1 for word in words if NAME_WORD.search(word))
    return capitalised > 0 and all(NAME_WORD.search(word) or word.lower() in PARTICLES or len(word) <= 3 for word in words)


def year(text: str) -> "re.Match[str] | None":
    """Return the last year stated in a text."""
    last = None
    for match in YEAR.finditer(text):
        last = match
    return last


def _author(text: Visible, start: int, end: int) -> Author:
    return Author(text.value[start:end], text.span(start, end))


def _without_ending(value: str, start: int, end: int) -> int:
    """Return where the last name ends: before the punctuation that closes the list, but after the period of an initial."""
    ending = ENDING.search(value, start, end)
    stop = ending.start() if ending else end
    if value.startswith(".", stop) and INITIAL_ENDING.search(value, start, stop + 1):
        return stop + 1
    return stop


def _stripped_conjunction(value: str, start: int, end: int) -> int:
    """Return where the name before "and et al." ends."""
    for word in (" and", " &"):
        if value.endswith(word, start, end):
            return len(value[: end - len(word)].rstrip(" ,;"))
    return end
