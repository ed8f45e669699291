"""The rules of this package against their manuals and their cases.

UPDATE=1 in the environment writes the files beside the cases anew; read the difference as if someone else had written it.
"""

import os
from pathlib import Path

import pytest
from awesome_lint_example_rules import OutdatedVenue, ShortenedLink

from awesome_lint import Rule
from awesome_lint.testing import cases, check_case, check_rule

CASES = cases(Path(__file__).parent / "rules")
RULES: dict[str, type[Rule]] = {rule.name: rule for rule in (OutdatedVenue, ShortenedLink)}


@pytest.mark.parametrize("case", CASES, ids=[f"{case.parent.name}/{case.stem}" for case in CASES])
def test_case(case: Path) -> None:
    check_case(case, RULES[case.parent.name], update="UPDATE" in os.environ)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_rule(rule: type[Rule]) -> None:
    check_rule(rule, CASES)
