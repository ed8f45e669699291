"""A text twice as long takes a check and a fix twice the steps, whatever it has much of; steps are lines that run, not seconds.

What a pattern does shows in `test_growth.py`, as it is one step here.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from shapes import HOSTILE, LONG

from awesome_lint.engine.fixer import fix
from awesome_lint.engine.linter import lint
from awesome_lint.parser import parse
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source

pytestmark = pytest.mark.repeating

GROWTH = 2.2
# So few steps are no growth.
FEW = 5_000
# How long the shorter text is: characters or so of a hostile one, lines or so of a list.
SIZES = ((HOSTILE, 300), (LONG, 30))
SHAPES = [pytest.param(shape, size, id=name) for shapes, size in SIZES for name, shape in shapes.items()]


def mended(text: str) -> None:
    """Check the text, and mend it."""
    rules = RuleSet.default()
    source = Source.from_text(text + "\n")
    lint(parse(source), rules)
    fix(source, rules)


def steps(act: Callable[[str], object], text: str) -> int:
    """Return how many lines of Python it takes to do so with a text."""
    count = 0

    def step(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        act(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(("shape", "size"), SHAPES)
def test_twice_the_text_takes_twice_the_steps(shape: Callable[[int], str], size: int) -> None:
    # What is compiled or remembered when it is first needed counts for neither.
    mended(shape(size))
    few, many = steps(mended, shape(size)), steps(mended, shape(2 * size))
    assert many <= few * GROWTH + FEW, f"{few} and {many} steps"


def test_pairs_take_four_times_the_steps() -> None:
    def alike(text: str) -> int:
        found = 0
        for one in text:
            for other in text:
                found += one == other
        return found

    assert steps(alike, "a" * 200) > 3.9 * steps(alike, "a" * 100)
