"""The lists of `examples/`: what is said about each (`report.txt`), and what `--fix` makes of it (`fixed.md`).

`--update` writes both anew. Read the difference as if someone else had written it.
"""

from pathlib import Path

import pytest
from terminal import ROOT, checkout, run

from awesome_lint.engine.fixer import fix
from awesome_lint.engine.linter import lint
from awesome_lint.parser import parse
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source

EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/report.txt"))

# What unsafe fixes change, of what the safe ones leave.
UNSAFE = {
    "awesome-list": (("expresion", "expression"), (" [[docs]]()", "")),
    "small-list": (("lerned", "learned"),),
    "paper-list": (("applicatons", "applications"), ("to+ 1", "to +1"), (" [paper]()", ""), ("\n## Benchmarks\n", "")),
}

every_example = pytest.mark.parametrize("example", EXAMPLES, ids=[path.name for path in EXAMPLES])


@pytest.fixture
def folder(tmp_path: Path, example: Path) -> Path:
    """A copy of the example, in a repository of its own."""
    return checkout(tmp_path) / "examples" / example.name


def read(path: Path) -> Source:
    return Source.from_bytes(path.read_bytes())


def compare(path: Path, actual: str, update: bool) -> None:
    if update:
        path.write_bytes(actual.encode("utf-8"))
    assert actual == path.read_bytes().decode("utf-8")


@every_example
def test_report(example: Path, folder: Path, update: bool) -> None:
    shown = run("awesome-lint", folder)
    assert shown.status == 1
    compare(example / "report.txt", shown.text, update)
    assert (folder / "README.md").read_bytes() == (example / "README.md").read_bytes()


@every_example
def test_fixed_twin(example: Path, folder: Path, update: bool) -> None:
    run("awesome-lint --fix", folder)
    compare(example / "fixed.md", (folder / "README.md").read_bytes().decode("utf-8"), update)


@every_example
def test_fixing_twice_changes_nothing(example: Path) -> None:
    fixed = fix(read(example / "fixed.md"), RuleSet.default())
    assert fixed.after.text == fixed.before.text
    assert not any(diagnostic.fix and diagnostic.fix.is_safe for diagnostic in fixed.remaining.diagnostics)


@every_example
def test_fixing_keeps_every_target(example: Path) -> None:
    before, after = parse(read(example / "README.md")), parse(read(example / "fixed.md"))
    assert {link.url for link in before.links if not link.is_fragment} == {
        link.url for link in after.links if not link.is_fragment
    }


@every_example
def test_unsafe_fixes_change_what_a_person_allowed(example: Path) -> None:
    expected = read(example / "fixed.md").text
    for old, new in UNSAFE[example.name]:
        assert expected.count(old) == 1
        expected = expected.replace(old, new)
    fixed = fix(read(example / "README.md"), RuleSet.default(), unsafe=True)
    assert fixed.after.text == expected
    assert not any(diagnostic.fix for diagnostic in lint(parse(fixed.after), RuleSet.default()).diagnostics)
    assert fix(fixed.after, RuleSet.default(), unsafe=True).after.text == expected
