"""Fixes that are not made because of a mistake of ours: which they are, why, and where they stand after others."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from awesome_lint.content import Difference
from awesome_lint.diagnostic import Diagnostic, Edit
from awesome_lint.engine.scope import LAYOUT, Shifts
from awesome_lint.source import Source, Span

UNDONE = "other fixes would undo it, and it them"
ENDLESS = "it would be made again and again"
IDLE = "it would change nothing"

# Pages compared at most until fixes are judged by their rule; each costs as much as a check of the whole.
MOST_TRIES = 64
# Places looked at at most, where pages differ, before all fixes are suspected.
MOST_PLACES = 8


class LeftOut(Struct, frozen=True):
    """A fix that was not made: its diagnostic, which stands in what remains without a fix, why, and whose mistake it is.

    `package` is the installed package that the rule comes from, or nothing for a rule of awesome-lint.
    """

    diagnostic: Diagnostic
    reason: str
    package: str = ""


class _Known(Struct, frozen=True):
    rule: str
    edits: tuple[Edit, ...]
    reason: str
    is_place: bool = False
    """Whether all that the rule would do between its first and its last edit is meant."""

    def holds(self, diagnostic: Diagnostic) -> bool:
        if self.rule != diagnostic.rule or diagnostic.fix is None:
            return False
        if not self.is_place:
            return self.edits == diagnostic.fix.edits
        return any(self.edits[0].span.start <= edit.span.start <= self.edits[-1].span.end for edit in diagnostic.fix.edits)


class Refused(Struct, frozen=True):
    """The fixes not to be made, as they stand in one text; those of some rules wholly, with the reasons."""

    fixes: tuple[_Known, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)

    def left(self, diagnostics: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
        """Return the diagnostics but for those whose fixes are not made."""
        if not self.fixes and not self.rules:
            return diagnostics
        return [each for each in diagnostics if self.why(each) is None]

    def why(self, diagnostic: Diagnostic) -> str | None:
        """Return why the fix of a diagnostic is not made, or None where it may be."""
        if diagnostic.rule in self.rules:
            return self.rules[diagnostic.rule]
        return next((known.reason for known in self.fixes if known.holds(diagnostic)), None)

    def adding(self, diagnostics: Iterable[tuple[Diagnostic, str]]) -> "Refused":
        """Return these and the fixes of the diagnostics, each with its reason; of the layout, all of a block."""
        more = [_Known(each.rule, each.fix.edits, reason, each.rule == LAYOUT) for each, reason in diagnostics if each.fix]
        return replace(self, fixes=(*self.fixes, *more))

    def adding_places(self, rule: str, places: Iterable[Span], reason: str) -> "Refused":
        """Return these and whatever the rule would do in these places."""
        return replace(
            self, fixes=(*self.fixes, *(_Known(rule, (Edit(place, ""),), reason, is_place=True) for place in places))
        )

    def without(self, rules: Iterable[str], reason: str) -> "Refused":
        """Return these and every fix of the rules."""
        return replace(self, rules={**self.rules, **dict.fromkeys(rules, reason)})

    def after(self, edits: Sequence[Edit]) -> "Refused":
        """Return the same fixes in the text that the edits, in order, made of this one."""
        if not self.fixes:
            return self
        shifts = Shifts(edits)
        moved = [
            replace(
                known,
                edits=tuple(Edit(Span(shifts.start(span.start), shifts.end(span.end)), text) for span, text in known.edits),
            )
            for known in self.fixes
        ]
        return replace(self, fixes=tuple(moved))


def parted(
    source: Source, diagnostics: Sequence[Diagnostic], compare: Callable[[Sequence[Diagnostic]], Difference | None]
) -> tuple[list[Diagnostic], list[tuple[Diagnostic, str]]]:
    """Return those whose fixes may be made together, in their order, and those left out for it, each with the reason.

    `compare` tells how the page after some of the fixes differs from what they declare. What the first fix of all does not
    spoil is kept, so that few are left out: the guilty ones are looked for where the pages differ, then by halving, and where
    that takes too long, by their rules.
    """
    difference = compare(diagnostics)
    if difference is None:
        return list(diagnostics), []
    suspects: list[Diagnostic] = []
    rest = list(diagnostics)
    for _ in range(MOST_PLACES):
        near = [each for each in rest if difference and _is_near(source, each, difference.line)]
        if not near or len(near) == len(diagnostics):
            break
        suspects += near
        known = {*map(id, near)}
        rest = [each for each in rest if id(each) not in known]
        difference = compare(rest)
        if difference is None:
            break
    if difference is not None:
        suspects, rest = list(diagnostics), []
    search = _Search(compare, rest)
    search.add(suspects, is_known=not rest)
    search.add_by_rule()
    places = {id(each): number for number, each in enumerate(diagnostics)}
    return sorted(search.kept, key=lambda each: places[id(each)]), search.left


def _is_near(source: Source, diagnostic: Diagnostic, line: int) -> bool:
    """Whether a fix touches the line or one of its neighbours."""
    edits = diagnostic.fix.edits if diagnostic.fix else ()
    return any(source.line_number(edit.span.start) - 1 <= line <= source.line_number(edit.span.end) + 1 for edit in edits)


class _Search:
    """Fixes found to be fine together so far, and those that are not fine with them."""

    def __init__(self, compare: Callable[[Sequence[Diagnostic]], Difference | None], kept: Sequence[Diagnostic]) -> None:
        self.compare = compare
        self.kept = [*kept]
        self.left: list[tuple[Diagnostic, str]] = []
        self.unjudged: list[Diagnostic] = []
        self.tries = 0

    def add(self, group: Sequence[Diagnostic], *, is_known: bool = False) -> None:
        """Keep what is fine of a group, of which it may be known that not all is."""
        difference = None
        if not is_known or len(group) == 1:
            if self.tries >= MOST_TRIES:
                self.unjudged += group
                return
            difference = self._difference(group)
            if difference is None:
                self.kept += group
                return
        if len(group) == 1:
            self.left.append((group[0], _changed(difference)))
            return
        half = len(group) // 2
        known = len(self.left) + len(self.unjudged)
        self.add(group[:half])
        # Where the first half is fine, the mistake is in the second.
        self.add(group[half:], is_known=known == len(self.left) + len(self.unjudged))

    def add_by_rule(self) -> None:
        """Keep or leave what is not judged yet, rule by rule."""
        for rule in dict.fromkeys(each.rule for each in self.unjudged):
            group = [each for each in self.unjudged if each.rule == rule]
            difference = self._difference(group)
            if difference is None:
                self.kept += group
            else:
                self.left += ((each, _changed(difference)) for each in group)

    def _difference(self, group: Sequence[Diagnostic]) -> Difference | None:
        self.tries += 1
        return self.compare([*self.kept, *group])


def _changed(difference: Difference | None) -> str:
    return f"it would change what readers see: {difference.message}" if difference else "it would change what readers see"


def notices(source: Source, left: Iterable[LeftOut], home: str) -> list[str]:
    """Return what a person is told of them: a line for each rule, with the first place, the others, and where to report it."""
    by_rule: dict[tuple[str, str], list[LeftOut]] = {}
    for each in left:
        by_rule.setdefault((each.diagnostic.rule, each.package), []).append(each)
    return [_notice(source, group, home) for group in by_rule.values()]


def _notice(source: Source, group: Sequence[LeftOut], home: str) -> str:
    lines = list(dict.fromkeys(source.line_number(each.diagnostic.span.start) for each in group))
    others = f" (also at line{'s' if len(lines) > 2 else ''} {', '.join(map(str, lines[1:]))})" if len(lines) > 1 else ""
    first = group[0]
    blamed, where = (first.package, "there") if first.package else ("awesome-lint", f"at {home}/issues")
    return (
        f"{source.path}:{lines[0]}: left out the fix of {first.diagnostic.rule}{others}: {first.reason}. "
        f"This is a bug in {blamed}: please report it {where}, with this line of the list"
    )
