"""Edits that mend a list: one place, all places of a rule, or everything, each held to what GitHub would show.

Every function returns edits of the text as it is now, in source order; none where there is nothing to mend.
"""

from collections.abc import Iterable, Sequence

from awesome_lint import content
from awesome_lint.diagnostic import Diagnostic, Edit, Fix
from awesome_lint.engine.add_ignore import comments
from awesome_lint.engine.fixer import apply, fix
from awesome_lint.engine.scope import LAYOUT, Changed, Scope
from awesome_lint.registry.discovery import discover
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.rule import Rule
from awesome_lint.server.buffer import Buffer
from awesome_lint.server.edits import changes
from awesome_lint.source import Span


def one(buffer: Buffer, diagnostic: Diagnostic) -> Sequence[Edit]:
    """Return the edits of the fix of a diagnostic, unless a reader would see something else than its rule declares."""
    if diagnostic.fix is None:
        return ()
    effect = buffer.rules.effect(diagnostic.rule)
    text = buffer.source.text
    edits = diagnostic.fix.edits
    difference = content.explained(text, apply(text, edits), [(effect, edit) for edit in edits])
    return edits if difference is None else ()


def everything(
    buffer: Buffer, rules: Iterable[Rule] | None = None, scopes: Sequence[Scope] = (), *, unsafe: bool = False
) -> list[Edit]:
    """Return what makes a text that of `--fix`, by all rules that hold for it or by these."""
    chosen = buffer.rules if rules is None else RuleSet.of(rules)
    fixed = fix(buffer.source, chosen, unsafe=unsafe, pins=buffer.settings.style, scopes=scopes)
    return list(changes(buffer.source.text, fixed.after.text))


def layout(buffer: Buffer, span: Span | None = None) -> list[Edit]:
    """Return what lays out a text, or the blocks that a span touches, in canonical form; the page stays the same."""
    rules = [buffer.rules.named(LAYOUT)] if LAYOUT in buffer.rules else [discover()[LAYOUT]()]
    if span is None:
        return everything(buffer, rules)
    touched = [block.span for block in buffer.document.outermost if block.span.overlaps(span) or block.span.contains(span)]
    if not touched:
        return []
    blocks = buffer.source.whole_lines(Span(touched[0].start, touched[-1].end))
    return everything(buffer, rules, [Changed((blocks,))])


def ignored(buffer: Buffer, diagnostic: Diagnostic) -> Sequence[Edit]:
    """Return what writes a comment that ignores a diagnostic, where it has a place for one."""
    return comments(buffer.document, buffer.rules, [diagnostic])


def checked(buffer: Buffer, found: Fix | None, rule: str) -> Sequence[Edit]:
    """Return the edits of a fix that a rule which need not hold for the list declares, as `one` does."""
    if found is None:
        return ()
    text = buffer.source.text
    effect = discover()[rule].effect
    is_explained = content.explained(text, apply(text, found.edits), [(effect, edit) for edit in found.edits]) is None
    return found.edits if is_explained else ()
