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
    found.sort(key=lambda diagnostic: (diagnostic.span, diagnostic.rule, diagnostic.message))
    return Report(document.source, tuple(found))
