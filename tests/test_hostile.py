"""Texts made to be slow: each must be read and judged in time linear in its length, or these tests would take minutes."""

import pytest
from shapes import HOSTILE, LONG

from awesome_lint.engine.fixer import fix
from awesome_lint.engine.linter import lint
from awesome_lint.parser import parse
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source

pytestmark = pytest.mark.repeating

COUNT = 10_000
# A row is not a character but six, and each has two cells.
ROWS = COUNT // 6

TEXTS = {name: shape(COUNT) for name, shape in HOSTILE.items()} | {"rows": LONG["rows"](ROWS)}


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
def test_hostile_text_is_judged(text: str) -> None:
    source = Source.from_text(text + "\n")
    document = parse(source)
    report = lint(document, RuleSet.default())
    assert report.source is source
    for diagnostic in report.diagnostics:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(source.text)


@pytest.mark.parametrize(
    "name",
    [
        "open brackets",
        "crossed brackets",
        "empty slots",
        "rows",
        "NULs",
        "nested emphasis",
        "a NUL in a quoted list",
        "misread words",
    ],
)
def test_hostile_text_is_fixed_for_good(name: str) -> None:
    rules = RuleSet.default()
    fixed = fix(Source.from_text(TEXTS[name] + "\n"), rules)
    assert fix(fixed.after, rules).after.text == fixed.after.text
