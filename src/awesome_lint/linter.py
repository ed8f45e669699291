"""Rules over a document."""

import sys

from awesome_lint.diagnostic import Diagnostic, Report
from awesome_lint.document import Document
from awesome_lint.rule import RuleSet


def lint(document: Document, rules: RuleSet) -> Report:
    """Return what the rules say about a document, ordered by place, then rule."""
    found: list[Diagnostic] = []
    for rule in rules:
        try:
            found.extend(rule.check(document))
        except Exception as error:
            if sys.version_info >= (3, 11):
                error.add_note(f"while running {rule.name} on {document.source.path}")
            raise
    if document.directives:
        found = _heeded(document, rules, found)
    found.sort(key=lambda diagnostic: (diagnostic.span, diagnostic.rule, diagnostic.message))
    return Report(document.source, tuple(found))


def _heeded(document: Document, rules: RuleSet, found: list[Diagnostic]) -> list[Diagnostic]:
    """Return what is left to say where the list's comments are heeded, and what is to be said of these."""
    from awesome_lint import ignores

    reviewed = [diagnostic for rule in rules for diagnostic in rule.review(document, rules, found)]
    left, _ = ignores.applied(document, rules, [*found, *reviewed], ignores.read(document))
    return left
