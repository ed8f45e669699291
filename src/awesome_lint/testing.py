"""Tests of rules, for awesome-lint and for packages with rules of their own, under any test framework.

A case is a list, `<group>/<rule>/<case>.md` in a folder of cases, which is checked with that rule alone. Beside it stand, where
they apply: `.txt`, a line for each diagnostic (`LINE:COLUMN: [*] message`; `[*]` a safe fix, `[!]` an unsafe one, ` (xN)` a run
of N); `.fixed.md`, what fixing gives, unsafe fixes included; `.toml`, the rule's options. A case with neither text nor fixed
file is clean. What does not hold is an AssertionError that shows it.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.engine.ask import mistakes
from awesome_lint.engine.fixer import fix
from awesome_lint.engine.linter import lint
from awesome_lint.parser import parse
from awesome_lint.registry.discovery import configured
from awesome_lint.registry.manual import examples
from awesome_lint.registry.plugins import faults
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.rule import Rule
from awesome_lint.source import Source

FIXED = ".fixed.md"


def cases(folder: Path) -> tuple[Path, ...]:
    """Return the lists of all cases below a folder, `<group>/<rule>/<case>.md`, in the order of their names."""
    return tuple(sorted(path for path in folder.glob("*/*/*.md") if not path.name.endswith(FIXED)))


def is_clean(case: Path) -> bool:
    """Whether nothing is to be said of the case."""
    return not case.with_suffix(".txt").exists()


def check_case(case: Path, rule: type[Rule], update: bool = False) -> None:
    """Check that a rule says of a case what stands beside it, mends it as is shown there, and leaves nothing to mend after.

    `update` writes the files beside the case anew instead of comparing them. Raises AssertionError for what does not hold, and
    KeyError for an option that the rule does not have.
    """
    text = _read(case)
    source = Source.from_text(text, case.name)
    rules = RuleSet.of([_configured(rule, case.with_suffix(".toml"))])
    said = _said(source, rules)
    _compare(case.with_suffix(".txt"), "".join(_shown(source, each) for each in said), update, "")
    fixed = fix(source, rules, unsafe=True)
    _require(not fixed.left_out, f"{case}: {'; '.join(f'{each.diagnostic.message} {each.reason}' for each in fixed.left_out)}")
    _compare(case.with_name(case.stem + FIXED), fixed.text, update, text)
    # What was not changed would be fixed as it was just now.
    if fixed.is_changed:
        again = fix(fixed.after, rules, unsafe=True)
        _require(again.after.text == fixed.after.text, f"{case}: fixing twice changes more:\n{_diff(fixed.text, again.text)}")


def check_rule(rule: type[Rule], cases: Iterable[Path]) -> None:
    """Check what every rule has to have: a manual whose examples are true, and enough cases, of which half or more are clean.

    Of its examples, each Bad one yields the rule, each Good one nothing, and fixing Bad gives Good, character by character.
    """
    _require(not (wrong := list(faults(rule))), f"{rule.name}: {'; '.join(wrong)}")
    found = examples(rule)
    _require(bool(found), f"{rule.name}: expected an example in the section Bad of its manual, found none")
    for number, example in enumerate(found, 1):
        _check_example(rule, f"{rule.name}, example {number}", example.bad, example.good)
    own = [case for case in cases if case.parent.name == rule.name and case.parent.parent.name == rule.group]
    clean = sum(map(is_clean, own))
    _require(len(own) > clean, f"{rule.name}: expected a case in {rule.group}/{rule.name} that it reports, found none")
    _require(
        2 * clean >= len(own),
        f"{rule.name}: expected as many clean cases as others, found {clean} clean ones of {len(own)}",
    )


def _check_example(rule: type[Rule], name: str, bad: str, good: str | None) -> None:
    rules = RuleSet.of([rule()])
    _require(bool(_said(Source.from_text(bad), rules)), f"{name}: expected a diagnostic of Bad, got none")
    if good is None:
        return
    source = Source.from_text(good)
    said = "".join(_shown(source, each) for each in _said(source, rules))
    _require(not said, f"{name}: expected nothing to be said of Good, got\n{said}")
    if rule.fixable is not None:
        fixed = fix(Source.from_text(bad), rules, unsafe=True).text
        _require(fixed == good, f"{name}: expected that fixing Bad gives Good, got another text:\n{_diff(good, fixed)}")


def _said(source: Source, rules: RuleSet) -> Sequence[Diagnostic]:
    document = parse(source)
    report = lint(document, rules)
    for diagnostic in report.diagnostics:
        for mistake in mistakes(rules.named(diagnostic.rule), document, diagnostic):
            raise AssertionError(f"{source.path}: {diagnostic.rule}: {mistake}")
    return report.diagnostics


def _configured(rule: type[Rule], path: Path) -> Rule:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    table = tomllib.loads(_read(path)) if path.exists() else {}
    options = {key.replace("-", "_"): tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    return configured(rule, options)


def _shown(source: Source, diagnostic: Diagnostic) -> str:
    position = source.position(diagnostic.span.start)
    mark = "" if diagnostic.fix is None else "[*] " if diagnostic.fix.is_safe else "[!] "
    count = f" (x{diagnostic.count})" if diagnostic.count > 1 else ""
    return f"{position.line}:{position.column}: {mark}{diagnostic.message}{count}\n"


def _compare(path: Path, actual: str, update: bool, absent: str) -> None:
    if update:
        if actual == absent:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(actual.encode("utf-8"))
    expected = _read(path) if path.exists() else absent
    _require(actual == expected, f"{path}: expected (-) and got (+):\n{_diff(expected, actual)}")


def _read(path: Path) -> str:
    """Return a file's text as it is, without translating newlines."""
    return path.read_bytes().decode("utf-8")


def _require(is_so: bool, message: str) -> None:
    # An `assert` would be left out by `python -O`.
    if not is_so:
        raise AssertionError(message)


def _diff(expected: str, actual: str) -> str:
    from difflib import unified_diff

    return "\n".join(_marked(unified_diff(expected.splitlines(True), actual.splitlines(True), n=1)))


def _marked(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a difference without the names of its files, and with newlines to be seen where they differ."""
    for line in lines:
        if not line.startswith(("---", "+++", "@@")):
            yield line[0] + repr(line[1:])[1:-1]
