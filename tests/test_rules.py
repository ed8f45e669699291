"""Every rule against its cases and the examples of its manual.

A case is `rules/<group>/<rule>/<case>.md`, checked with that rule alone. Beside it stand, where they apply: `.txt`, a line for
each diagnostic (`LINE:COLUMN: [*] message`; `[*]` a safe fix, `[!]` an unsafe one, ` (xN)` a run of N); `.fixed.md`, what
fixing gives, unsafe fixes included; `.toml`, the rule's options. A case with neither text nor fixed file is clean.
"""

import sys
from pathlib import Path

import pytest

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.explain import examples
from awesome_lint.fixer import fix
from awesome_lint.linter import lint
from awesome_lint.parser import parse
from awesome_lint.rule import Rule, RuleSet, configured, discover
from awesome_lint.source import Source

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = Path(__file__).parent / "rules"
CASES = sorted(path for path in FOLDER.glob("*/*/*.md") if not path.name.endswith(".fixed.md"))
RULES = discover()
EXAMPLES = [(rule, number, example) for rule in RULES.values() for number, example in enumerate(examples(rule), 1)]


def read(path: Path) -> str:
    """Return a file's text as it is, without translating newlines."""
    return path.read_bytes().decode("utf-8")


def rule_of(path: Path) -> Rule:
    options: dict[str, object] = {}
    if path.with_suffix(".toml").exists():
        table = tomllib.loads(read(path.with_suffix(".toml")))
        options = {key.replace("-", "_"): tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    return configured(RULES[path.parent.name], options)


def shown(source: Source, diagnostic: Diagnostic) -> str:
    position = source.position(diagnostic.span.start)
    mark = "" if diagnostic.fix is None else "[*] " if diagnostic.fix.is_safe else "[!] "
    count = f" (x{diagnostic.count})" if diagnostic.count > 1 else ""
    return f"{position.line}:{position.column}: {mark}{diagnostic.message}{count}\n"


def compare(path: Path, actual: str, update: bool, absent: str) -> None:
    if update:
        if actual == absent:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(actual.encode("utf-8"))
    expected = read(path) if path.exists() else absent
    assert actual == expected


@pytest.mark.parametrize("path", CASES, ids=[str(path.relative_to(FOLDER).with_suffix("")) for path in CASES])
def test_case(path: Path, update: bool) -> None:
    source = Source.from_text(read(path))
    rules = RuleSet.of([rule_of(path)])
    report = lint(parse(source), rules)
    compare(path.with_suffix(".txt"), "".join(shown(source, item) for item in report.diagnostics), update, "")
    fixed = fix(source, rules, unsafe=True)
    compare(path.with_suffix(".fixed.md"), fixed.after.to_bytes().decode("utf-8"), update, read(path))
    again = fix(fixed.after, rules, unsafe=True)
    assert again.after.text == fixed.after.text
    for diagnostic in report.diagnostics:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(source.text)
        assert diagnostic.fix is None or diagnostic.fix.edits
        assert diagnostic.fix is None or RULES[diagnostic.rule].fixable is not None


@pytest.mark.parametrize(("rule", "number", "example"), EXAMPLES, ids=[f"{rule.name}-{number}" for rule, number, _ in EXAMPLES])
def test_example(rule: type[Rule], number: int, example: "object") -> None:
    bad, good = example.bad, example.good  # type: ignore[attr-defined]
    rules = RuleSet.of([rule()])
    assert lint(parse(Source.from_text(bad)), rules).diagnostics
    if good is None:
        return
    assert not lint(parse(Source.from_text(good)), rules).diagnostics
    if rule.fixable is not None:
        assert fix(Source.from_text(bad), rules, unsafe=True).after.text == good


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_rule_has_cases_and_examples(rule: type[Rule]) -> None:
    cases = [path for path in CASES if path.parent.name == rule.name]
    clean = [path for path in cases if not path.with_suffix(".txt").exists()]
    assert len(clean) >= len(cases) - len(clean) >= 1
    assert examples(rule)
    assert rule.__module__ == f"awesome_lint.rules.{rule.group}.{rule.name.replace('-', '_')}"


def test_clean_cases_outnumber_the_rest() -> None:
    clean = [path for path in CASES if not path.with_suffix(".txt").exists()]
    assert len(clean) > len(CASES) / 2
