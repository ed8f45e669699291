"""Every rule against its cases and the examples of its manual; `awesome_lint.testing` says what a case is."""

from pathlib import Path

import pytest

from awesome_lint.registry.discovery import own_rules
from awesome_lint.rule import Rule
from awesome_lint.testing import cases, check_case, check_rule, is_clean

FOLDER = Path(__file__).parent / "rules"
CASES = cases(FOLDER)
RULES = own_rules()


@pytest.mark.parametrize("path", CASES, ids=[str(path.relative_to(FOLDER).with_suffix("")) for path in CASES])
def test_case(path: Path, update: bool) -> None:
    check_case(path, RULES[path.parent.name], update)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_rule(rule: type[Rule]) -> None:
    check_rule(rule, CASES)
    assert rule.__module__ == f"awesome_lint.rules.{rule.group}.{rule.name.replace('-', '_')}"


def test_clean_cases_outnumber_the_rest() -> None:
    assert sum(map(is_clean, CASES)) > len(CASES) / 2
