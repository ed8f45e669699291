"""Compare with the npm awesome-lint: is something reported on the same lines?

    python benchmarks/migration.py VERDICTS

VERDICTS is a JSON array of lists with what that tool says about each:
{"id", "path", "source", "expected": [{"line", "ruleId", "message"}]}.
Our side are the rules of `registry.npm_rules`, whether on by default or not, with the habits that it pins; all
but `awesome-contributing`, for which a list needs a folder. What is compared is each rule of theirs on each line; a line on
which only we speak counts as well, and so does a list about which nobody says anything. What a deviation of `migration`
describes is counted apart, and so are rules of ours that are named there but do not exist.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from awesome_lint.engine.linter import lint
from awesome_lint.parser import parse
from awesome_lint.registry.discovery import configured, discover
from awesome_lint.registry.npm_rules import COUNTERPARTS, DEVIATIONS, IN_TEXT, NO_ITEM, NOT_AWESOME, NOT_THE_FIRST, pins
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source

AGREED, DEVIATION, PENDING, DISAGREED = "agreed", "deviation", "pending", "disagreed"
OPTIONS: Mapping[str, Mapping[str, object]] = {
    "awesome-badge": {"strict": True},
    "description-repeats-name": {"strict": True},
    "duplicate-link": {"strict": True, "across_sections": True},
}
LEFT_OUT = frozenset({"awesome-contributing"})


class Verdict(NamedTuple):
    """How the two compare at one place, and why: a rule of ours, a rule of theirs, or a reason."""

    kind: str
    why: str
    place: str


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verdicts", type=Path, metavar="VERDICTS")
    parser.add_argument("--all", action="store_true", help="list the deviations, too")
    arguments = parser.parse_args()
    cases: list[dict[str, Any]] = json.loads(arguments.verdicts.read_text(encoding="utf-8"))
    rules = _rules()
    verdicts = [verdict for case in cases for verdict in _compared(case, rules)]
    for verdict in verdicts:
        if verdict.kind == DISAGREED or (arguments.all and verdict.kind != AGREED):
            print(f"{verdict.kind}: {verdict.place}: {verdict.why}")
    return _summed(verdicts, len(cases))


def _summed(verdicts: Sequence[Verdict], cases: int) -> int:
    counts = Counter(verdict.kind for verdict in verdicts)
    judged = counts[AGREED] + counts[DISAGREED]
    print(f"{cases} lists, {len(verdicts)} places")
    for kind in (DEVIATION, PENDING):
        print(f"\n{kind}: {counts[kind]}")
        for why, count in Counter(verdict.why for verdict in verdicts if verdict.kind == kind).most_common():
            print(f"{count:5}  {why}")
    print(f"\nagreed on {counts[AGREED]} of the other {judged}: {counts[AGREED] / max(judged, 1):.1%}")
    return 0 if counts[DISAGREED] <= judged * 0.05 else 1


def _rules() -> RuleSet:
    known = discover()
    named = {name for counterpart in COUNTERPARTS.values() for name in counterpart.rules}
    return RuleSet.of(configured(known[name], OPTIONS.get(name, {})) for name in named - LEFT_OUT if name in known)


def _compared(case: Mapping[str, Any], rules: RuleSet) -> Iterator[Verdict]:
    source = Source.from_text(case["source"], case["path"])
    ours: defaultdict[int, set[str]] = defaultdict(set)
    document = parse(source, pins())
    for diagnostic in lint(document, rules).diagnostics:
        for place in diagnostic.places:
            ours[source.line_number(place.start)].add(diagnostic.rule)
    theirs = {(said["line"] or 1, said["ruleId"]): said.get("message", "") for said in case["expected"] if "ruleId" in said}
    for (line, name), message in sorted(theirs.items()):
        written = source.line(line) if line <= len(source.line_starts) else ""
        kind, why = _judged(name, message, written, ours.get(line, set()), document.is_awesome)
        if kind == DISAGREED and name == "double-link" and _is_repeated(line, theirs, ours):
            kind, why = DEVIATION, f"{name}: {NOT_THE_FIRST}"
        if kind == DISAGREED and name == "double-link" and _is_only_in_text(line, message, theirs, source):
            kind, why = DEVIATION, f"{name}: {IN_TEXT}"
        yield Verdict(kind, why, f"{case['id']}:{line}")
    spoken = {line for line, _ in theirs}
    for line, names in sorted(ours.items()):
        if line not in spoken:
            reasons = [_deviation(name, "", source.line(line)) for name in sorted(names)]
            kind = DEVIATION if all(reasons) else DISAGREED
            yield Verdict(kind, reasons[0] or f"only {', '.join(sorted(names))}", f"{case['id']}:{line}")
    if not theirs and not ours:
        yield Verdict(AGREED, "nothing is said", case["id"])


def _judged(name: str, message: str, line: str, ours: set[str], is_awesome: bool) -> tuple[str, str]:
    counterpart = COUNTERPARTS[name]
    if ours.intersection(counterpart.rules):
        return AGREED, name
    if not counterpart.rules:
        return DEVIATION, f"{name}: {counterpart.note}"
    if not is_awesome and all(rule not in discover() or discover()[rule].group == "awesome" for rule in counterpart.rules[:1]):
        return DEVIATION, NOT_AWESOME
    if why := _deviation(name, message, line):
        return DEVIATION, f"{name}: {why}"
    missing = [rule for rule in counterpart.rules if rule not in discover()]
    return (PENDING, f"{name}: {', '.join(missing)}") if missing else (DISAGREED, f"{name}: {message}")


def _is_repeated(line: int, theirs: Mapping[tuple[int, str], str], ours: defaultdict[int, set[str]]) -> bool:
    """Whether a link is reported where it is repeated later."""
    repeated = COUNTERPARTS["double-link"].rules
    return any(later > line and name == "double-link" and ours[later].intersection(repeated) for later, name in theirs)


def _is_only_in_text(line: int, message: str, theirs: Mapping[tuple[int, str], str], source: Source) -> bool:
    """Whether a link is reported in an entry because the text around the entries has it, too, and no other entry does."""
    twins = [
        source.line(other)
        for (other, name), said in theirs.items()
        if other != line and name == "double-link" and _address(said) == _address(message)
    ]
    return bool(twins) and all(re.search(NO_ITEM, twin) for twin in twins)


def _address(message: str) -> str:
    """Return the address in a message about a double link without what that tool leaves out of the comparison."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", message.removeprefix("Duplicate link: ").lower()).rstrip("/")


def _deviation(rule: str, message: str, line: str) -> str | None:
    """Return why we differ from this verdict, which is theirs, or ours alone."""
    known = (each for each in DEVIATIONS if each.rule == rule)
    return next((each.reason for each in known if re.search(each.message, message) and re.search(each.line, line)), None)


if __name__ == "__main__":
    sys.exit(main())
