"""Fixes to a fixed point, the canonical layout, and the proof that nothing was lost."""

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint import content, formatter
from awesome_lint.diagnostic import Diagnostic, Edit, Fix, Report
from awesome_lint.document import Document
from awesome_lint.engine.refused_fixes import ENDLESS, IDLE, UNDONE, LeftOut, Refused, parted
from awesome_lint.engine.scope import LAYOUT, Scope, Shifts, kept, outermost
from awesome_lint.engine.session import Session
from awesome_lint.habits.book import Pins
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source, Span

# Fixes that wait for others to be made need a pass each; more passes than this means that they chase each other, and the last
# ones tell which.
MAX_PASSES = 50
CHASE = 12
# Circles met at most until rules are left out as a whole.
MOST_CIRCLES = 20
# A text that becomes so many times as long grows without end.
MOST_GROWTH = 20


class FixError(Exception):
    """A fix was left out because of a mistake of ours, or of a package with rules; see `Fixed.require_whole`."""


class FixCycleError(FixError):
    """Fixes undo each other, or one has no end."""

    def __init__(self, path: str, rules: Iterable[str], packages: Iterable[str] = ()) -> None:
        self.rules = tuple(sorted(set(rules)))
        super().__init__(f"{path}: fixes of {', '.join(self.rules)} come to no end. {_blaming(packages)}")


class ContentChangedError(FixError):
    """The fixed text would show a reader something else than it may."""

    def __init__(self, path: str, line: int, message: str, rules: Iterable[str] = (), packages: Iterable[str] = ()) -> None:
        self.line = line
        self.rules = tuple(sorted(set(rules)))
        blame = f" (fixes of {', '.join(self.rules)})" if self.rules else ""
        super().__init__(f"{path}:{line}: {message}{blame}. {_blaming(packages)}")


def _blaming(packages: Iterable[str]) -> str:
    return f"This is a bug in {' or '.join(sorted(set(packages))) or 'awesome-lint'}: please report it"


class Fixed(Struct, frozen=True):
    """A fixed file: what it was, what it is now, how many edits each rule made on the way, and what is left to say.

    `scopes` are those of the run, as they are of what it is now, and `found` is what is left to say without them.
    """

    before: Source
    after: Source
    applied: Mapping[str, int]
    remaining: Report
    scopes: tuple[Scope, ...] = ()
    found: Report | None = None
    left_out: tuple[LeftOut, ...] = ()
    """Fixes that were not made because of a mistake of ours, or of a package with rules; that is to be reported."""
    problems: Mapping[str, int] = {}
    """How many of the problems that a check finds in what it was are fixed, by rule: fewer than `applied` where fixes wait for
    others, and more where these make them needless."""

    @property
    def text(self) -> str:
        """The whole text as it is now, with the newlines and the byte order mark that it had."""
        return self.after.to_text()

    @property
    def is_changed(self) -> bool:
        """Whether there was anything to fix."""
        return self.before.text != self.after.text

    def require_whole(self) -> None:
        """Raise the FixError of the first fix that was left out, for programs that want everything fixed or nothing."""
        for left in self.left_out:
            rule, path = left.diagnostic.rule, self.after.path
            packages = [left.package] if left.package else []
            if left.reason in (UNDONE, ENDLESS, IDLE):
                raise FixCycleError(path, [rule], packages)
            raise ContentChangedError(path, self.after.line_number(left.diagnostic.span.start), left.reason, [rule], packages)


class Chooser(Protocol):
    """Says which fixes are made; what it declines stays as it is."""

    def is_open(self, diagnostic: Diagnostic) -> bool:
        """Whether the fix of a diagnostic can still be made."""

    def chooses(self, document: Document, diagnostic: Diagnostic) -> bool:
        """Whether the fix of a diagnostic is to be made."""

    def moved(self, edits: Sequence[Edit]) -> None:
        """Follow what was declined through the edits of a pass, which are in order."""


def fix(
    source: Source,
    rules: RuleSet,
    *,
    unsafe: bool = False,
    pins: Pins | None = None,
    scopes: Sequence[Scope] = (),
    chooser: Chooser | None = None,
) -> Fixed:
    """Return the source with every safe fix made (unsafe ones, too, if asked) and, if `layout` is among the rules, laid out.

    `pins` are habits that hold for its list whatever the list does; what is not in the scopes is neither mended nor said, and
    of the rest, only what the chooser chooses is mended, if there is one. Fixing the result again changes nothing.

    A fix that would show a reader something else than its rule declares, or that others undo, is a mistake of ours: it is left
    out, alone, and all others are made.
    """
    way = _Way(source, tuple(scopes), chooser)
    session = Session(source, rules, pins)
    fixing = RuleSet.of([rule for rule in rules if rule.fixable])
    mending = RuleSet.of([rule for rule in fixing if rule.name != LAYOUT])
    planned: list[Diagnostic] | None = None
    while True:
        session.go_on(way.source)
        document = session.document
        # How the text is laid out is asked when nothing else is left to mend, and what nobody can mend when nothing is.
        is_first = not (way.scopes or chooser or document.directives)
        # Place by place: where two fixes meet, no others of their causes wait for a pass of their own.
        found = session.report_of(mending, is_folded=False) if is_first else session.report()
        if is_first and not select(way.refused.left(found.diagnostics), unsafe=unsafe):
            found = session.report_of(fixing)
        report = Report(way.source, tuple(kept(way.scopes, document, rules, found.diagnostics))) if way.scopes else found
        if planned is None:
            counted = session.report_of(fixing) if is_first else report
            planned = [each for each in counted.diagnostics if is_wanted(each.fix, unsafe=unsafe)]
        wanted = way.refused.left(report.diagnostics)
        chosen = _chosen(document, wanted, unsafe=unsafe, chooser=chooser)
        is_layout = not chosen
        if is_layout:
            made, left = _laid_out(document, wanted, way, chooser)
        else:
            made, left = parted(way.source, chosen, partial(_difference, way.source.text, rules))
        if left and (is_layout or chooser or not made):
            # The others are tried again after those that were made: what two of them spoil, one alone may not.
            way.refuse(left)
        if made:
            way.take(made, document, found.diagnostics)
        elif not left:
            if is_first:
                report = found = session.report()
            fixed = _fixed(source, way, report, found, rules, unsafe=unsafe)
            return replace(fixed, problems=_problems(planned, fixed.left_out))


class _Pass(Struct, frozen=True):
    """A text on the way, what held for it, and the fixes that were made of it."""

    source: Source
    scopes: tuple[Scope, ...]
    refused: Refused
    made: Sequence[Diagnostic]
    edits: Sequence[Edit]


class _Way:
    """The way of a source to its fixed point, pass by pass; what leads back to a text that was there before is refused."""

    def __init__(self, source: Source, scopes: tuple[Scope, ...], chooser: Chooser | None) -> None:
        self.source = source
        self.scopes = scopes
        self.chooser = chooser
        self.refused = Refused()
        self.passes: list[_Pass] = []
        self.seen: dict[str, int] = {}
        self.circles = 0
        self.most_text = MOST_GROWTH * (len(source.text) + MOST_GROWTH)

    @property
    def applied(self) -> Mapping[str, int]:
        """How many edits each rule has made."""
        applied: Counter[str] = Counter()
        for each in self.passes:
            for diagnostic in each.made:
                applied[diagnostic.rule] += diagnostic.count
        return applied

    def refuse(self, left: Iterable[tuple[Diagnostic, str]]) -> None:
        """Make these fixes no more, for these reasons."""
        self.refused = self.refused.adding(left)

    def take(self, made: Sequence[Diagnostic], document: Document, found: Sequence[Diagnostic]) -> None:
        """Go on to the text that these fixes make, unless they lead in circles."""
        edits = _edits(made)
        text = apply(self.source.text, edits)
        if text == self.source.text:
            self.refuse((each, IDLE) for each in made)
            return
        if text in self.seen:
            self._end_circle(self.seen[text], made)
            return
        if len(self.passes) >= MAX_PASSES or len(text) > self.most_text:
            self._end_chase()
            return
        self.seen[self.source.text] = len(self.passes)
        self.passes.append(_Pass(self.source, self.scopes, self.refused, made, edits))
        after = self.source.with_text(text)
        self.scopes = tuple(scope.after(document, found, edits, after) for scope in self.scopes)
        self.refused = self.refused.after(edits)
        if self.chooser:
            self.chooser.moved(edits)
        self.source = after

    def _end_circle(self, start: int, made: Sequence[Diagnostic]) -> None:
        """Leave out fixes that lead back to a text of before, and begin again without what their rule does in their places.

        Those of one rule are left out, as others may be innocent, and the layout only where no rule takes part. A person who
        chooses is not asked everything again: there, the text stays as the first of these fixes found it.
        """
        circle = [*(each.made for each in self.passes[start:]), made]
        first = next((index for index, each in enumerate(circle) if each[0].rule != LAYOUT), 0)
        rule = min(each.rule for each in circle[first])
        fixes = [each.fix.edits for each in circle[first] if each.rule == rule and each.fix]
        places = [Span(edits[0].span.start, edits[-1].span.end) for edits in fixes]
        end = start + first
        begin = end if self.chooser else 0
        for each in reversed(self.passes[begin:end]):
            shifts = Shifts(_undone(each.source.text, each.edits))
            places = [Span(shifts.start(place.start), shifts.end(place.end)) for place in places]
        if begin < len(self.passes):
            self._return_to(begin)
        self.circles += 1
        if self.circles > MOST_CIRCLES:
            self.refused = self.refused.without([rule], UNDONE)
        else:
            self.refused = self.refused.adding_places(rule, places, UNDONE)

    def _end_chase(self) -> None:
        """Leave out the rules that go on and on, and begin again without them."""
        latest = Counter(rule for each in self.passes[-CHASE:] for rule in {diagnostic.rule for diagnostic in each.made})
        chasing = {rule for rule, times in latest.items() if rule != LAYOUT and times > CHASE // 4} or {*latest}
        self._return_to(0)
        self.refused = self.refused.without(chasing, ENDLESS)

    def _return_to(self, start: int) -> None:
        """Go back to a text on the way."""
        if self.chooser:
            for each in reversed(self.passes[start:]):
                self.chooser.moved(_undone(each.source.text, each.edits))
        back = self.passes[start]
        self.source, self.scopes, self.refused = back.source, back.scopes, back.refused
        self.seen = {text: number for text, number in self.seen.items() if number < start}
        del self.passes[start:]


def _undone(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits that take back those of a text."""
    shifts = Shifts(edits)
    back: list[Edit] = []
    for index, edit in enumerate(edits):
        start = edit.span.start + shifts.totals[index]
        back.append(Edit(Span(start, start + len(edit.text)), text[edit.span.start : edit.span.end]))
    return back


def _fixed(source: Source, way: _Way, report: Report, found: Report, rules: RuleSet, *, unsafe: bool) -> Fixed:
    """Return what became of the source; the diagnostics of fixes that were left out have none."""
    left: list[LeftOut] = []
    said: list[Diagnostic] = []
    for diagnostic in report.diagnostics:
        reason = way.refused.why(diagnostic) if is_wanted(diagnostic.fix, unsafe=unsafe) else None
        if reason is not None:
            diagnostic = replace(diagnostic, fix=None)
            left.append(LeftOut(diagnostic, reason, "".join(rules.packages([diagnostic.rule]))))
        said.append(diagnostic)
    if left:
        report = replace(report, diagnostics=tuple(said))
    return Fixed(source, way.source, way.applied, report, way.scopes, found, tuple(left))


def _problems(planned: Iterable[Diagnostic], left: Iterable[LeftOut]) -> Mapping[str, int]:
    """Return how many problems are fixed of those that were to be, by rule."""
    found: Counter[str] = Counter()
    for diagnostic in planned:
        found[diagnostic.rule] += diagnostic.count
    for each in left:
        found[each.diagnostic.rule] -= each.diagnostic.count
    return {rule: count for rule, count in found.items() if count > 0}


def _laid_out(
    document: Document, diagnostics: Iterable[Diagnostic], way: _Way, chooser: Chooser | None
) -> tuple[list[Diagnostic], list[tuple[Diagnostic, str]]]:
    """Return the layout of each block that can be laid out, and of those that cannot."""
    layout = sorted(edit for item in diagnostics if item.rule == LAYOUT and item.fix for edit in item.fix.edits)
    if not layout or (chooser and not chooser.chooses(document, _whole(layout))):
        return [], []
    text = document.source.text

    def compare(blocks: Iterable[Diagnostic]) -> content.Difference | None:
        return content.same(text, apply(text, _edits(blocks)))

    laid_out = apply(text, layout)
    if laid_out in way.seen or content.same(text, laid_out):
        if silenced := {change.edit for change in formatter.changes(document)} - {*layout}:
            # A place that a comment leaves as written can give its neighbours another meaning.
            layout = _apart(document, layout, silenced)
            if apply(text, layout) in way.seen:
                return [], []
        return parted(document.source, _by_block(document, layout), compare)
    return _by_block(document, layout), []


def _chosen(
    document: Document, diagnostics: Sequence[Diagnostic], *, unsafe: bool, chooser: Chooser | None
) -> list[Diagnostic]:
    """Return those whose fixes fit together and are chosen; where one is not, those that it kept away come up."""
    accepted = select(
        [diagnostic for diagnostic in diagnostics if chooser is None or chooser.is_open(diagnostic)], unsafe=unsafe
    )
    while chooser and accepted:
        if chosen := [diagnostic for diagnostic in accepted if chooser.chooses(document, diagnostic)]:
            return chosen
        accepted = select([diagnostic for diagnostic in diagnostics if chooser.is_open(diagnostic)], unsafe=unsafe)
    return accepted


def _whole(layout: Sequence[Edit]) -> Diagnostic:
    """Return one diagnostic for all that the layout changes."""
    message = "The list is not in its canonical layout, which shows the same page."
    return Diagnostic(LAYOUT, layout[0].span, message, Fix(tuple(layout)), count=len(layout))


def _by_block(document: Document, layout: Iterable[Edit]) -> list[Diagnostic]:
    """Return one diagnostic for all that the layout changes in each outermost block."""
    starts = outermost(document)
    blocks: dict[int, list[Edit]] = {}
    for edit in layout:
        blocks.setdefault(bisect_right(starts, edit.span.start), []).append(edit)
    return [_whole(edits) for edits in blocks.values()]


def _apart(document: Document, edits: Iterable[Edit], others: Iterable[Edit]) -> list[Edit]:
    """Return the edits in outermost blocks that hold none of the others."""
    starts = outermost(document)
    taken = {bisect_right(starts, edit.span.start) for edit in others}
    return [edit for edit in edits if bisect_right(starts, edit.span.start) not in taken]


def select(diagnostics: Sequence[Diagnostic], *, unsafe: bool) -> list[Diagnostic]:
    """Return those whose fixes fit together, in source order; the rest wait for the next pass. Layout comes last of all."""
    accepted: list[Diagnostic] = []
    taken: list[Span] = []
    wanted = [item for item in diagnostics if item.rule != LAYOUT and is_wanted(item.fix, unsafe=unsafe)]
    for diagnostic in sorted(wanted, key=_first_edit):
        spans = [edit.span for edit in diagnostic.fix.edits] if diagnostic.fix else []
        if any(_is_taken(taken, span) for span in spans):
            continue
        accepted.append(diagnostic)
        for span in spans:
            insort(taken, span)
    return accepted


def _is_taken(taken: Sequence[Span], span: Span) -> bool:
    """Whether an edit there would touch an accepted one; two that meet at a point may do so unless one inserts there."""
    index = bisect_left(taken, span)
    for other in taken[max(index - 1, 0) : index + 2]:
        meets = other.end == span.start or span.end == other.start
        if other.overlaps(span) or (meets and (other.is_empty or span.is_empty)):
            return True
    return False


def is_wanted(fix: Fix | None, *, unsafe: bool) -> bool:
    return fix is not None and bool(fix.edits) and (unsafe or fix.is_safe)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits made; they are in source order and do not overlap."""
    parts: list[str] = []
    position = 0
    for edit in edits:
        parts.append(text[position : edit.span.start])
        parts.append(edit.text)
        position = edit.span.end
    parts.append(text[position:])
    return "".join(parts)


def _first_edit(diagnostic: Diagnostic) -> tuple[int, int]:
    edits = diagnostic.fix.edits if diagnostic.fix else ()
    return (edits[0].span.start, edits[-1].span.end)


def _edits(accepted: Iterable[Diagnostic]) -> list[Edit]:
    return sorted(edit for diagnostic in accepted if diagnostic.fix for edit in diagnostic.fix.edits)


def _difference(text: str, rules: RuleSet, made: Iterable[Diagnostic]) -> content.Difference | None:
    """Return the first thing that these fixes would change beyond what they declare, or None."""
    edits = [(rules.effect(each.rule), edit) for each in made if each.fix for edit in each.fix.edits]
    edits.sort(key=lambda pair: pair[1])
    return content.explained(text, apply(text, (edit for _, edit in edits)), edits)
