"""Names of people: the small words in them, and what a list's own names tell about one of them."""

from collections.abc import Container, Iterable

from awesome_lint.entries import Entry
from awesome_lint.knowledge.people import is_known
from awesome_lint.patterns import LOWER, UPPER, lazy

# The parts of names that are written small.
PARTICLE_WORDS = """
af al ap bin bint d da dal dalla das de degli dei del dela della den der des di do dos du e el en et im in la
las le les lo los mac mc ni of os s san st ste ten ter the til tot und up van vande vanden vander ver vom von
y z ye zu zum zur
"""
PARTICLES = frozenset(PARTICLE_WORDS.split())

WORD = lazy(r"\S+")
INITIAL = lazy(rf"(?:{UPPER}\.-?)+|{UPPER}")
TWO_INITIALS = lazy(rf"(?:{UPPER}\.){{2,}}")
FULL_WORD = lazy(rf"{UPPER}{LOWER}(?:[^\W\d_]|['’-])*")

# No part of a name is longer.
GLUED = lazy(rf"({UPPER}{LOWER}{{1,15}}){UPPER}{LOWER}{{1,20}}")

# Initials and then three full words are `H. T. Kung` and the start of another name; two full words may be a double surname.
RUN_ON_WORDS = 3


def known(entries: Iterable[Entry]) -> frozenset[str]:
    """Return every author's name that the entries spell out with two words or more."""
    return frozenset(
        author.name
        for entry in entries
        if entry.authors
        for author in entry.authors.people
        if " " in author.name and not author.is_et_al
    )


def may_be_two(name: str) -> bool:
    """Whether a name has as many words as those of two people."""
    return name.count(" ") >= RUN_ON_WORDS - 1


def run_on(name: str, names: Container[str]) -> tuple[str, str] | None:
    """Return the two people that a name without a comma between them holds, or None where it is one person's.

    Two names that the list knows by themselves are two people. So are initials, a surname, and two more words: Western names
    have their initials before the surname, and double surnames do not follow two initials. Where a word inside is two, both
    have to be names that are known: `David MimnoSil Hamilton`.
    """
    if not may_be_two(name):
        return None
    words = list(WORD.finditer(name))
    for word in words[1:-1]:
        glued = GLUED.fullmatch(word.group())
        if glued and glued.group(1).casefold() not in PARTICLES:
            first, second = name[: word.start() + glued.end(1)], name[word.start() + glued.end(1) :]
            if is_known(first) and is_known(second):
                return first, second
    for word in words[2:-1]:
        first, second = name[: word.start()].rstrip(), name[word.start() :]
        if first in names and second in names:
            return first, second
    texts = [word.group() for word in words]
    initials = [index for index, text in enumerate(texts) if INITIAL.fullmatch(text)]
    if not initials:
        return None
    last = initials[-1]
    if last == 0 and not TWO_INITIALS.fullmatch(texts[0]):
        return None
    after = texts[last + 1 :]
    if len(after) != RUN_ON_WORDS or not all(FULL_WORD.fullmatch(text) for text in after):
        return None
    cut = words[last + 2].start()
    return name[:cut].rstrip(), name[cut:]
