"""A list in the middle of a merge is left alone, whichever rules run."""

import pytest

import awesome_lint
from awesome_lint import formatter
from awesome_lint.engine.fixer import fix
from awesome_lint.engine.linter import lint
from awesome_lint.parser import parse
from awesome_lint.registry.discovery import discover
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source

UNFINISHED = """# Birds
-   [Ant](http://github.com/a/ant) - A bird.
<<<<<<< HEAD
- [Jay](https://jay.example.org) - A bird.
=======
- [Kea](https://kea.example.org?utm_source=a) - A bird.
>>>>>>> add-kea
"""


def test_only_the_merge_is_said() -> None:
    report = lint(parse(Source.from_text(UNFINISHED)), RuleSet.default())
    assert [(each.rule, each.span.start) for each in report.diagnostics] == [("merge-conflict", UNFINISHED.index("<<<"))]


@pytest.mark.parametrize("text", [UNFINISHED, UNFINISHED.replace("\n", "\r\n"), UNFINISHED.replace(">>>>>>> add-kea\n", "")])
@pytest.mark.parametrize("name", discover())
def test_no_rule_mends_anything(name: str, text: str) -> None:
    rules = RuleSet.of([discover()[name]()])
    fixed = fix(Source.from_text(text), rules, unsafe=True)
    assert fixed.text == text
    assert all(each.fix is None for each in fixed.remaining.diagnostics)


def test_without_the_rule_others_speak() -> None:
    rules = RuleSet.of([discover()["insecure-link"]()])
    assert [each.rule for each in lint(parse(Source.from_text(UNFINISHED)), rules).diagnostics] == ["insecure-link"]


def test_the_canonical_form_is_what_is_written() -> None:
    document = awesome_lint.parse(UNFINISHED)
    assert formatter.canonical(document) == UNFINISHED
    assert not formatter.changes(document)
