"""Fixes to a fixed point, the canonical layout, and the proof that nothing was lost."""

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from awesome_lint import content, formatter
from awesome_lint.diagnostic import Diagnostic, Edit, Effect, Fix, Report
from awesome_lint.document import Document, Pins
from awesome_lint.engine.linter import lint
from awesome_lint.engine.scope import LAYOUT, Scope, kept, outermost
from awesome_lint.parser import parse
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source, Span

# Fixes that wait for others to be made need a pass each; more passes than this means that they chase each other.
MAX_PASSES = 50


class FixError(Exception):
    """A file could not be fixed because of a mistake of ours, or of a package with rules; it is left as it was."""


class FixCycleError(FixError):
    """Fixes undo each other."""

    def __init__(self, path: str, rules: Iterable[str], packages: Iterable[str] = ()) -> None:
        self.rules = tuple(sorted(set(rules)))
        names = ", ".join(self.rules)
        super().__init__(
            f"{path}: fixes of {names} undo each other; nothing was written. This is a bug in {_blamed(packages)}: "
            f"ignore one of these rules and report it"
        )


class ContentChangedError(FixError):
    """The fixed text would show a reader something else than it may."""

    def __init__(self, path: str, line: int, message: str, rules: Iterable[str] = (), packages: Iterable[str] = ()) -> None:
        self.line = line
        self.rules = tuple(sorted(set(rules)))
        blame = f" (fixes of {', '.join(self.rules)})" if self.rules else ""
        super().__init__(
            f"{path}:{line}: fixing would change what readers see: {message}{blame}; nothing was written. "
            f"This is a bug in {_blamed(packages)}: please report it"
        )


def _blamed(packages: Iterable[str]) -> str:
    """Return who may be at fault: awesome-lint, or else the packages whose rules took part."""
    return " or ".join(sorted(set(packages))) or "awesome-lint"


class Fixed(Struct, frozen=True):
    """A fixed file: what it was, what it is now, how many places each rule mended, and what is left to say.

    `scopes` are those of the run, as they are of what it is now, and `found` is what is left to say without them.
    """

    before: Source
    after: Source
    applied: Mapping[str, int]
    remaining: Report
    scopes: tuple[Scope, ...] = ()
    found: Report | None = None

    @property
    def text(self) -> str:
        """The whole text as it is now, with the newlines and the byte order mark that it had."""
        return self.after.to_text()

    @property
    def is_changed(self) -> bool:
        """Whether there was anything to mend."""
        return self.before.text != self.after.text


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
    unsafe: bool = False,
    pins: Pins | None = None,
    scopes: Sequence[Scope] = (),
    chooser: Chooser | None = None,
) -> Fixed:
    """Return the source with every safe fix made (unsafe ones, too, if asked) and, if `layout` is among the rules, laid out.

    `pins` are habits that hold for its list whatever the list does; what is not in the scopes is neither mended nor said, and
    of the rest, only what the chooser chooses is mended, if there is one.
    Fixing the result again changes nothing. Raises FixCycleError and ContentChangedError, both bugs of ours.
    """
    applied: Counter[str] = Counter()
    seen = {source.text}
    recent: list[str] = []
    current = source
    while True:
        document = parse(current, pins)
        found = lint(document, rules)
        report = Report(current, tuple(kept(scopes, document, rules, found.diagnostics))) if scopes else found
        accepted = _chosen(document, report.diagnostics, unsafe, chooser)
        if not accepted:
            layout = sorted(edit for item in report.diagnostics if item.rule == LAYOUT and item.fix for edit in item.fix.edits)
            if not layout or (chooser and not chooser.chooses(document, _whole(layout))):
                return Fixed(source, current, applied, report, tuple(scopes), found)
            text = apply(current.text, layout)
            difference = content.same(current.text, text)
            if (difference or text in seen) and (
                silenced := {change.edit for change in formatter.changes(document)} - {*layout}
            ):
                # A place that a comment leaves as written can give its neighbours another meaning.
                layout = _apart(document, layout, silenced)
                text = apply(current.text, layout)
                if text in seen or content.same(current.text, text):
                    return Fixed(source, current, applied, report, tuple(scopes), found)
            elif difference:
                raise ContentChangedError(source.path, difference.line, difference.message, [LAYOUT])
            edits = layout
            applied[LAYOUT] += len(layout)
            recent = [LAYOUT]
        else:
            edits = _edits(accepted)
            text = _checked(current, accepted, rules)
            for diagnostic in accepted:
                applied[diagnostic.rule] += diagnostic.count
            recent = [*recent[-MAX_PASSES:], *(diagnostic.rule for diagnostic in accepted)]
        if text in seen or len(seen) > MAX_PASSES:
            raise FixCycleError(source.path, recent, rules.packages(recent))
        seen.add(text)
        after = current.with_text(text)
        scopes = [scope.after(document, found.diagnostics, edits, after) for scope in scopes]
        if chooser:
            chooser.moved(edits)
        current = after


def _chosen(document: Document, diagnostics: Sequence[Diagnostic], unsafe: bool, chooser: Chooser | None) -> list[Diagnostic]:
    """Return those whose fixes fit together and are chosen; where one is not, those that it kept away come up."""
    accepted = select([diagnostic for diagnostic in diagnostics if chooser is None or chooser.is_open(diagnostic)], unsafe)
    while chooser and accepted:
        if chosen := [diagnostic for diagnostic in accepted if chooser.chooses(document, diagnostic)]:
            return chosen
        accepted = select([diagnostic for diagnostic in diagnostics if chooser.is_open(diagnostic)], unsafe)
    return accepted


def _whole(layout: Sequence[Edit]) -> Diagnostic:
    """Return one diagnostic for all that the layout changes."""
    message = "Expected the list in its canonical layout, which shows the same page."
    return Diagnostic(LAYOUT, layout[0].span, message, Fix(tuple(layout)), count=len(layout))


def _apart(document: Document, edits: Iterable[Edit], others: Iterable[Edit]) -> list[Edit]:
    """Return the edits in outermost blocks that hold none of the others."""
    starts = outermost(document)
    taken = {bisect_right(starts, edit.span.start) for edit in others}
    return [edit for edit in edits if bisect_right(starts, edit.span.start) not in taken]


def select(diagnostics: Sequence[Diagnostic], unsafe: bool) -> list[Diagnostic]:
    """Return those whose fixes fit together, in source order; the rest wait for the next pass. Layout comes last of all."""
    accepted: list[Diagnostic] = []
    taken: list[Span] = []
    wanted = [item for item in diagnostics if item.rule != LAYOUT and is_wanted(item.fix, unsafe)]
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


def is_wanted(fix: Fix | None, unsafe: bool) -> bool:
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


def _checked(source: Source, accepted: Sequence[Diagnostic], rules: RuleSet) -> str:
    """Return the text after these fixes. Raises ContentChangedError unless what changed is what they declare."""
    edits: list[tuple[Effect, Edit]] = []
    for diagnostic in accepted:
        if diagnostic.fix:
            effect = rules.effect(diagnostic.rule)
            edits.extend((effect, edit) for edit in diagnostic.fix.edits)
    edits.sort(key=lambda pair: pair[1])
    text = apply(source.text, (edit for _, edit in edits))
    difference = content.explained(source.text, text, edits)
    if difference:
        names = [item.rule for item in accepted]
        raise ContentChangedError(source.path, difference.line, difference.message, names, rules.packages(names))
    return text
