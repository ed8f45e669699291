"""One case tried: what is wrong with what the linter says of it, and with what the fixer makes of it."""

import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from awesome_lint.diagnostic import Applicability, Diagnostic
from awesome_lint.engine.fixer import FixCycleError, Fixed, FixError, fix
from awesome_lint.engine.linter import lint
from awesome_lint.parser import parse
from awesome_lint.registry.discovery import own_rules
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import BOM, Source, Span

from .generator import LAYOUT, LINT, Case, Mode, alone
from .judge import fixes_differ, layout_differs

# The one kind of finding that harms nobody: a fix that the fixer left out, and told of.
LEFT_OUT = "left out"

# CPU seconds that a case may take: some for itself, and some for each of its characters.
SECONDS, SECONDS_PER_CHARACTER = 1.0, 0.5e-3


@dataclass(frozen=True)
class Finding:
    """Something wrong: its kind, what it is, and the case that shows it."""

    kind: str
    what: str
    case: Case

    @property
    def sort(self) -> tuple[str, str]:
        """What findings of one cause have in common, as well as can be told."""
        return self.kind, str(self.case.mode)


@dataclass
class Tally:
    """What many cases came to."""

    cases: int = 0
    changed: int = 0
    places: int = 0
    second: int = 0
    left_out: int = 0
    seconds: float = 0.0
    rules: Counter[str] = field(default_factory=Counter)
    modes: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        for name, value in vars(other).items():
            mine = getattr(self, name)
            setattr(self, name, mine + value)


def tried(case: Case) -> tuple[list[Finding], Tally]:
    """Return what is wrong with a case, and what it comes to."""
    tally = Tally(cases=1, modes=Counter({case.mode.name.partition(":")[0]: 1}))
    started = time.process_time()
    found = list(_findings(case, tally))
    tally.seconds = time.process_time() - started
    limit = SECONDS + SECONDS_PER_CHARACTER * len(case.text)
    if tally.seconds > limit:
        # What else the machine does must not count, so it is slow only if it is so again.
        started = time.process_time()
        list(_findings(case, Tally()))
        again = time.process_time() - started
        if again > limit:
            found.append(Finding("slow", f"{again:.1f} s of CPU, expected {limit:.1f} s at most", case))
    tally.kinds.update(finding.kind for finding in found)
    return found, tally


def _findings(case: Case, tally: Tally) -> Iterator[Finding]:
    try:
        source = Source.from_text(case.text)
        if case.mode == LINT:
            said = lint(parse(source), rules_of(case.mode)).diagnostics
            yield from (Finding("message", what, case) for what in _mistakes(source, said))
            return
        for kind, what in _wrong(case, source, tally):
            yield Finding(kind, what, case)
    except FixCycleError as error:
        yield Finding("cycle", str(error), case)
    except FixError as error:
        yield Finding("refused", str(error), case)
    except Exception:
        yield Finding("traceback", traceback.format_exc(), case)


def _wrong(case: Case, source: Source, tally: Tally) -> Iterator[tuple[str, str]]:
    rules = rules_of(case.mode)
    fixed = fix(source, rules, unsafe=case.mode.is_unsafe)
    tally.changed += fixed.is_changed
    tally.rules.update(fixed.applied)
    tally.places += sum(fixed.applied.values())
    for left in fixed.left_out:
        tally.left_out += 1
        yield LEFT_OUT, f"the fix of {left.diagnostic.rule}: {left.reason}"
    yield from (("message", what) for what in _mistakes(fixed.after, fixed.remaining.diagnostics))
    made = {name: count for name, count in fixed.applied.items() if name != LAYOUT.rules}
    if fixed.is_changed:
        if made:
            yield from (("loss", what) for what in fixes_differ(_shown(source), _shown(fixed.after), made))
        elif what := layout_differs(_shown(source), _shown(fixed.after)):
            yield "layout", what
        tally.second += 1
        yield from _second(fixed, rules, case.mode)


def _shown(source: Source) -> str:
    """Return a text as GitHub gets it, which takes the mark of a file away: a second one is text."""
    return BOM + source.text if source.bom and source.text.startswith(BOM) else source.text


def _second(fixed: Fixed, rules: RuleSet, mode: Mode) -> Iterator[tuple[str, str]]:
    """Yield what fixing changes of what was fixed."""
    text = fixed.text
    again = fix(Source.from_text(text), rules, unsafe=mode.is_unsafe)
    if again.text != text:
        names = ", ".join(sorted(again.applied))
        yield "second", f"fixed again, by {names}: {fixed.after.text!r} became {again.after.text!r}"


@cache
def rules_of(mode: Mode) -> RuleSet:
    if mode.rules == "default":
        return RuleSet.default()
    names = mode.rules.split(",")
    return RuleSet.of(rule() for name, rule in own_rules().items() if name in names or names == ["ALL"])


def _mistakes(source: Source, said: Sequence[Diagnostic]) -> Iterator[str]:
    """Yield what a diagnostic may not say."""
    length = len(source.text)
    for each in said:
        if not each.message or "\n" in each.message or "\r" in each.message:
            yield f"{each.rule}: expected a message of one line, got {each.message!r}"
        spans = (each.span, *each.run, *(related.span for related in each.related))
        if not all(_is_inside(span, length) for span in spans):
            yield f"{each.rule}: expected places within {length} characters, got {spans}"
        fixable = own_rules()[each.rule].fixable
        if each.fix is None:
            continue
        if fixable is None or (each.fix.is_safe and fixable is Applicability.UNSAFE):
            yield f"{each.rule}: a fix that its class does not announce"
        end = 0
        for edit in each.fix.edits:
            if edit.span.start < end or not _is_inside(edit.span, length):
                yield f"{each.rule}: expected edits within the text, in order and apart, got {each.fix.edits}"
                break
            end = edit.span.end


def _is_inside(span: Span, length: int) -> bool:
    return 0 <= span.start <= span.end <= length


def blamed(finding: Finding) -> Finding:
    """Return the same finding of one rule alone, where one rule is enough for it."""
    if finding.case.mode in (LINT, LAYOUT) or finding.kind == "slow":
        return finding
    for name, rule in own_rules().items():
        mode = alone(name)
        if rule.fixable and name != LAYOUT.rules and mode != finding.case.mode:
            for other in tried(replace(finding.case, mode=mode))[0]:
                if other.kind == finding.kind:
                    return other
    return finding
