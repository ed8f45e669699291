"""Edits that mend a list: one place, all places of a rule, or everything, each held to what GitHub would show.

Every function returns edits of the text as it is now, in source order; none where there is nothing to mend.
"""

from collections.abc import Iterable, Sequence

from awesome_lint import content
from awesome_lint.diagnostic import Diagnostic, Edit, Fix
from awesome_lint.document import Document
from awesome_lint.engine.add_ignore import comments
from awesome_lint.engine.fixer import apply, fix
from awesome_lint.engine.scope import LAYOUT, Changed, Scope
from awesome_lint.formatter import changes
from awesome_lint.registry.discovery import discover
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.rule import Rule
from awesome_lint.server.buffer import Buffer
from awesome_lint.server.edits import changes as between
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
    return list(between(buffer.source.text, fixed.after.text))


def layout(buffer: Buffer, span: Span | None = None) -> Sequence[Edit]:
    """Return what lays out a text, or the blocks that a span touches, in canonical form; the page stays the same."""
    document = buffer.document
    region = Span(0, document.source.end) if span is None else _blocks(document, span)
    if region is None:
        return ()
    edits = [change.edit for change in changes(document) if _is_of(document, change.edit, region)]
    text = document.source.text
    # What comments leave as it is, and parts that need others to be laid out, take more than a look.
    if not document.directives and content.same(text, apply(text, edits)) is None:
        return edits
    rules = [buffer.rules.named(LAYOUT)] if LAYOUT in buffer.rules else [discover()[LAYOUT]()]
    return everything(buffer, rules, [Changed((region,))] if span is not None else ())


def _blocks(document: Document, span: Span) -> Span | None:
    """Return the lines of the outermost blocks that a span touches."""
    touched = [block.span for block in document.outermost if block.span.overlaps(span) or block.span.contains(span)]
    return document.source.whole_lines(Span(touched[0].start, touched[-1].end)) if touched else None


def _is_of(document: Document, edit: Edit, region: Span) -> bool:
    """Whether an edit is about these lines: it lies in them, or is one of blank lines beside them."""
    is_blank = not (document.source.slice(edit.span) + edit.text).strip()
    is_beside = is_blank and edit.span.start <= region.end and region.start <= edit.span.end
    return region.contains(edit.span) or is_beside


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
