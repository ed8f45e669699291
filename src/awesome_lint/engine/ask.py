"""A rule asked about a document; one of another package is held to what a rule may say."""

import sys
from collections.abc import Callable, Iterable, Iterator

from awesome_lint.diagnostic import LINE_END, Applicability, Diagnostic, Edit, Fix
from awesome_lint.document import Document
from awesome_lint.patterns import lazy
from awesome_lint.registry.plugins import PluginError, place_of
from awesome_lint.rule import Rule
from awesome_lint.source import Span

# What no edit may write: halves of characters, which no file holds, and newlines that a source reads as its own.
NO_TEXT = lazy(r"[\r\ud800-\udfff]")


class RuleError(PluginError):
    """A rule of an installed package that failed on a list, or said of it what no rule may say."""


def heard(rule: Rule, document: Document, ask: Callable[[], Iterable[Diagnostic]]) -> list[Diagnostic]:
    """Return what a rule says when it is asked. Raises RuleError where one of another package fails, or speaks nonsense."""
    try:
        said = list(ask())
    except (Exception, SystemExit) as error:
        # What ends a program, perhaps as if all was well, is no answer either.
        if rule.package:
            raise _failed(rule, document, f"{type(error).__name__}: {error}{place_of(error)}") from error
        if sys.version_info >= (3, 11):
            error.add_note(f"while running {rule.name} on {document.source.path}")
        raise
    if rule.package:
        for diagnostic in said:
            for nonsense in mistakes(rule, document, diagnostic):
                raise _failed(rule, document, nonsense)
    return said


def mistakes(rule: Rule, document: Document, said: object) -> Iterator[str]:
    """Yield what a rule may not say: places that the document does not have, fixes that its class does not announce."""
    if not isinstance(said, Diagnostic):
        yield f"expected a Diagnostic, got {said!r}"
        return
    if said.rule != rule.name:
        yield f'expected a diagnostic of "{rule.name}", got one of "{said.rule}"'
    if not isinstance(said.message, str) or not said.message or "\n" in said.message:
        yield f"expected a message of one line, got {said.message!r}"
    length = len(document.source.text)
    for span in (said.span, *said.run, *(related.span for related in said.related)):
        if not isinstance(span, Span) or not 0 <= span.start <= span.end <= length:
            yield f"expected a Span within the {length} characters of the text, got {span!r}"
    if said.fix is not None:
        yield from _mistakes_of_fix(rule, said.fix, length)


def _mistakes_of_fix(rule: Rule, fix: Fix, length: int) -> Iterator[str]:
    if rule.fixable is None or (fix.is_safe and rule.fixable is Applicability.UNSAFE):
        yield f"expected no {fix.applicability.value} fix, as its `fixable` is {rule.fixable}"
    if not fix.edits:
        yield "expected a fix with edits, or none"
    end = 0
    for edit in fix.edits:
        if not isinstance(edit, Edit) or not isinstance(edit.span, Span) or not isinstance(edit.text, str):
            yield f"expected an Edit of a Span and a text, got {edit!r}"
            return
        if NO_TEXT.search(edit.text):
            yield f"expected text that a file can hold, with `\\n` for each newline, got {edit.text!r}"
        if not end <= edit.span.start <= edit.span.end <= length:
            yield f"expected edits within the text, in order and apart, got {fix.edits!r}"
            return
        end = edit.span.end


def _failed(rule: Rule, document: Document, why: str) -> RuleError:
    return RuleError(
        f"{document.source.path}: rule {rule.name} of {rule.package} failed: {LINE_END.sub(' ', why)}; "
        f"ignore it (--ignore {rule.name}) and report it to that package"
    )
