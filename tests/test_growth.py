"""No text makes a pattern of the package take more than its share of steps, however long one piece of it goes on."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
import regex
from pumping import ROOT, USES, Pattern, Pumped, as_re, farthest, patterns, pumped, representatives, samples
from steps import Counter, TooManySteps

pytestmark = pytest.mark.repeating

# How long the texts are: so many times as long as the bounded repeats of the pattern go, and twice as long as that.
TIMES, LEAST, MOST = 4, 400, 1_200
# Every piece is tried at this length; the one that takes most steps is tried at the others.
SHORT = 100
TRIED = 1
# Steps for each character: what the longest bounded repeats of the package may take.
BUDGET = 600
# Twice as long a text may take so many times the steps; it takes four times as many where each character looks at all others.
GROWTH = 2.6
# So few steps are no growth.
FEW = 2_000


# To find the patterns, all modules are read: not by every process that only has to know which tests there are.
FOLDERS = sorted({".".join(path.parent.relative_to(ROOT.parent).parts) for path in ROOT.rglob("*.py")})


@cache
def distinct() -> list[Pattern]:
    """Return every pattern once, with all its uses."""
    known: dict[tuple[str, int], Pattern] = {}
    for pattern in patterns():
        before = known.setdefault((pattern.text, pattern.flags), pattern)
        before.uses |= pattern.uses
    return list(known.values())


def uses(pattern: Pattern) -> set[str]:
    """Return how the pattern is tried; who finds all places finds the first, and who searches tries the beginning."""
    found = {USES.get(use, "finditer") for use in pattern.uses}
    for harder in ("finditer", "search"):
        if harder in found:
            return {harder}
    return found


def slowest(counter: Counter, use: str) -> list[Pumped]:
    """Return which of the pumped texts take the most steps when they are short."""
    steps: list[tuple[int, int]] = []
    tried = list(pumped(counter))
    for index, each in enumerate(tried):
        try:
            steps.append((counter.find(each.text(SHORT), use, BUDGET * SHORT)[1], index))
        except TooManySteps as error:
            steps.append((error.args[0], index))
    return [tried[index] for _, index in sorted(steps, reverse=True)[:TRIED]]


@pytest.mark.parametrize("folder", FOLDERS)
def test_steps_grow_with_the_text(folder: str) -> None:
    grown = [said for pattern in distinct() if pattern.folder == folder for said in growing(pattern)]
    assert not grown, "\n".join(grown)


def growing(pattern: Pattern) -> Iterator[str]:
    """Yield what makes a pattern of the package slow."""
    counter = Counter(as_re(pattern.text), pattern.flags)
    for use in uses(pattern):
        for told in slowest(counter, use):
            size = min(max(LEAST, TIMES * farthest(counter.tree)), MOST)
            try:
                few, many = (counter.find(told.text(each), use, BUDGET * each)[1] for each in (size, 2 * size))
            except TooManySteps:
                yield f"{pattern}: {pattern.text} takes more than {BUDGET} steps a character to {use} {told}"
                continue
            if many > few * GROWTH + FEW:
                yield f"{pattern}: {pattern.text} takes {few} and {many} steps to {use} {told}"


def test_every_folder_with_patterns_is_tried() -> None:
    assert {pattern.folder for pattern in distinct()} <= {*FOLDERS}


@pytest.mark.parametrize("text", [r"\s*,", r"(?:a|aa)+b", r"<[^>]*>"])
def test_what_is_slow_is_told(text: str) -> None:
    (said,) = growing(Pattern("module", "NAME", text, 0, {"search"}))
    assert said.startswith(f"module:NAME: {text} takes more than {BUDGET} steps")


def test_the_counter_finds_what_re_finds() -> None:
    checked = 0
    for pattern in distinct():
        text = as_re(pattern.text)
        counter, compiled = Counter(text, pattern.flags), re.compile(text, pattern.flags)
        letters = "".join(representatives(counter))
        pieces = [*letters, *samples(counter.tree, counter.flags, letters)]
        for step in range(1, 8):
            written = "".join(pieces[(start * step) % len(pieces)] for start in range(12))
            for use in ("search", "match", "fullmatch"):
                match = getattr(compiled, use)(written)
                assert counter.find(written, use)[0] == ([match.span()] if match else []), (text, use, written)
            assert counter.find(written, "finditer")[0] == [match.span() for match in compiled.finditer(written)], (
                text,
                written,
            )
            checked += 1
    assert checked == 7 * len(distinct())


@pytest.mark.parametrize(
    ("text", "use", "pumped"),
    [
        (r"(?:\d{1,2}|[*†])+$", "search", "1" * 60 + "b"),
        (r"\s*,", "search", " " * 2_400 + "b"),
        (r"[*_]*\w+[*_]*:", "match", "_" * 2_400),
        (r"(?:a|aa)+b", "fullmatch", "a" * 60),
        (r"<[^>]*>", "finditer", "<" * 2_400),
    ],
)
def test_the_counter_sees_what_is_slow(text: str, use: str, pumped: str) -> None:
    with pytest.raises(TooManySteps):
        Counter(text).find(pumped, use, BUDGET * max(len(pumped), 100))


def test_a_property_becomes_its_ranges() -> None:
    written = "a1é_中-٣ \u0301"
    assert re.findall(as_re(r"[\p{L}\p{Nd}]"), written) == regex.findall(r"[\p{L}\p{Nd}]", written)
