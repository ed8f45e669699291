"""Rules over a document."""

from functools import partial

from awesome_lint.diagnostic import Diagnostic, Report
from awesome_lint.document import Document
from awesome_lint.plugins import heard
from awesome_lint.rule import RuleSet


def lint(document: Document, rules: RuleSet) -> Report:
    """Return what the rules say about a document, ordered by place, then rule. Raises RuleError where one of others fails."""
    found: list[Diagnostic] = []
    for rule in rules:
        found.extend(heard(rule, document, partial(rule.check, document)))
    if document.directives:
        found = _heeded(document, rules, found)
    found.sort(key=lambda diagnostic: (diagnostic.span, diagnostic.rule, diagnostic.message))
    return Report(document.source, tuple(found))


def _heeded(document: Document, rules: RuleSet, found: list[Diagnostic]) -> list[Diagnostic]:
    """Return what is left to say where the list's comments are heeded, and what is to be said of these."""
    from awesome_lint import ignores

    reviewed = [each for rule in rules for each in heard(rule, document, partial(rule.review, document, rules, found))]
    left, _ = ignores.applied(document, rules, [*found, *reviewed], ignores.read(document))
    return left
