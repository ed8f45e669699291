"""Rules over a document."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace

from awesome_lint.diagnostic import Diagnostic, Edit, Effect, Report, fold, in_order, on_one_line
from awesome_lint.document import Document, remembered
from awesome_lint.engine.ask import heard
from awesome_lint.engine.doubts import without_doubt
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.rule import Rule
from awesome_lint.source import Span

# What is to be said of a page in the middle of a merge; everything else waits until there is one page again.
UNFINISHED = "merge-conflict"


Ask = Callable[[Rule, Document], list[Diagnostic]]
"""Returns what a rule says about a document, in any order."""


def asked(rule: Rule, document: Document) -> list[Diagnostic]:
    """Return what a rule says about a document. Raises RuleError where one of another package fails."""
    return heard(rule, document, partial(rule.check, document))


def lint(document: Document, rules: RuleSet, ask: Ask = asked, *, is_folded: bool = True) -> Report:
    """Return what the rules say about a document, ordered by place, then rule. Raises RuleError where one of others fails.

    `ask` knows what a rule says, should it have been asked before. What has one cause is one diagnostic, unless it is to be
    mended place by place.
    Nothing has a fix in the middle of a merge, nor where programs do not agree about what a text says.
    """
    if document.conflicts and UNFINISHED in rules:
        rules = RuleSet.of([rules.named(UNFINISHED)])
    found: list[Diagnostic] = []
    for rule in rules:
        if answers := ask(rule, document):
            found.extend(fold(answers) if is_folded else answers)
    if document.directives:
        found = _heeded(document, rules, found)
    if document.conflicts:
        found = [replace(each, fix=None) for each in found]
    found = _by_hand(document, found)
    said = _settled(document, rules, without_doubt(document, rules, found))
    return Report(
        document.source, tuple(map(on_one_line, in_order(said))), tuple([items for items in document.unread if items.is_told])
    )


def _heeded(document: Document, rules: RuleSet, found: list[Diagnostic]) -> list[Diagnostic]:
    """Return what is left to say where the list's comments are heeded, and what is to be said of these."""
    from awesome_lint.engine import ignores

    reviewed = [each for rule in rules for each in heard(rule, document, partial(rule.review, document, rules, found))]
    left, _ = ignores.applied(document, rules, [*found, *reviewed], ignores.read(document))
    return left


def _by_hand(document: Document, found: list[Diagnostic]) -> list[Diagnostic]:
    """Return what is not about places that a program writes, such as a table of contributors."""
    if not found or "<!--" not in document.source.text:
        return found
    from awesome_lint.formatter.left_alone import about_people

    spans = list(about_people(document))
    return [each for each in found if not any(span.contains(place) for span in spans for place in each.places[:1])]


def _settled(document: Document, rules: RuleSet, found: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """Return what is left to say where a safe fix makes other blocks of a place: how these are laid out shows after it."""
    mending = {each.rule for each in found if each.fix}
    if not mending:
        return found
    yielding = {rule.name for rule in rules if rule.name in mending and rule.yields}
    makers = {rule.name for rule in rules if rule.name in mending and rule.effect & Effect.BLOCKS} - yielding
    made = sorted(
        edit.span for each in found if each.rule in makers and each.fix and each.fix.is_safe for edit in each.fix.edits
    )
    if not made:
        return found
    remade = [span for span in made if _is_marker(document, span)]
    left: list[Diagnostic] = []
    for diagnostic in found:
        edits = diagnostic.fix.edits if diagnostic.rule in yielding and diagnostic.fix else ()
        kept = [index for index, edit in enumerate(edits) if not _is_moot(document, edit, made, remade)]
        if len(kept) == len(edits):
            left.append(diagnostic)
        elif kept:
            left.append(rules.named(diagnostic.rule).narrowed(document, diagnostic, kept))
    return left


def _is_marker(document: Document, span: Span) -> bool:
    part, start, _ = document.stretch_at(span.start)
    return span.moved(-start) in _markers(part)


@remembered
def _markers(document: Document) -> frozenset[Span]:
    """Return where the markers of list items stand."""
    return frozenset(item.marker.span for item in document.items)


def _is_moot(document: Document, edit: Edit, made: Sequence[Span], remade: Sequence[Span]) -> bool:
    """Whether an edit within a line touches what is made anew, or what stands before that.

    A blank line is moot beside an item whose marker is `remade`: what it would part becomes one list.
    """
    source = document.source
    if "\n" not in edit.text and "\n" not in source.slice(edit.span):
        place = edit.span
    elif edit.span.is_empty and edit.text.isspace():
        line = source.line_number(edit.span.start)
        place = source.lines_span(max(line - 1, 1), line + 1)
        made = remade
    else:
        return False
    index = bisect_right(made, place.end, key=lambda span: span.start) - 1
    return index >= 0 and place.start < made[index].end
