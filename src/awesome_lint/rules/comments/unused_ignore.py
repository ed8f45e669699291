from collections.abc import Iterator, Sequence

from awesome_lint import ignores
from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Fix
from awesome_lint.document import Directive, Document, Text
from awesome_lint.rule import Rule, RuleSet
from awesome_lint.source import Source, Span


class UnusedIgnore(Rule):
    """A comment that ignores a rule which has nothing to say there.

    ## Why

    It was needed once, or stands at the wrong place. Left there, it hides the next mistake of that kind. Rules that are
    turned off are asked, too, and comments for the awesome-lint of npm are left to it.

    ## Bad

    ```markdown
    - [Fish](https://example.org/fish) - A shell. <!-- awesome-lint: ignore duplicate-title (listed twice on purpose) -->
    - [Zsh](https://example.org/zsh) - A shell.
    ```

    ## Good

    ```markdown
    - [Fish](https://example.org/fish) - A shell.
    - [Zsh](https://example.org/zsh) - A shell.
    ```

    ## Fix

    Safe: removes the name, or the comment when it names nothing else. There is none for a comment on lines of its own unless
    a heading stands before or after it, since lists would become one without it.
    """

    fixable = Applicability.SAFE

    def check(self, document: Document) -> Iterator[Diagnostic]:
        return iter(())

    def review(self, document: Document, rules: RuleSet, found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
        for directive, names in ignores.unused(document, rules, found):
            whole = len(names) == len(directive.arguments)
            fix = _removal(document, directive) if whole else _without(document.source, directive, names)
            listed = " or ".join(f"`{name.value}`" for name in names)
            message = f"Expected something of {listed} to ignore here, found nothing."
            yield self.diagnostic(directive.span if whole else names[0].span, message, fix)


def _without(source: Source, directive: Directive, names: Sequence[Text]) -> Fix | None:
    """Return the fix that removes some names of a comment and keeps the others; one that is wrapped stays as it is."""
    if "\n" in source.slice(directive.span):
        return None
    kept = [name for name in directive.arguments if name not in names]
    span = Span(directive.arguments[0].span.start, directive.arguments[-1].span.end)
    return Fix.replace(span, ", ".join(name.value for name in kept))


def _removal(document: Document, directive: Directive) -> Fix | None:
    source = document.source
    text = source.text
    start, end = directive.span
    if "\n" in source.slice(directive.span):
        return None
    if not directive.is_alone:
        while start and text[start - 1] in " \t":
            start -= 1
        return Fix((Edit(Span(start, end), ""),))
    line = source.line_number(start)
    if source.line(line) != source.slice(directive.span):
        return None
    whole = source.lines_span(line, line + 1)
    before, after = text[: whole.start].rstrip("\n"), len(text) - len(text[whole.end :].lstrip("\n"))
    edges = {heading.span.start for heading in document.headings}, {heading.span.end for heading in document.headings}
    is_apart = text[: whole.start].endswith("\n\n") or not whole.start
    is_followed = text.startswith("\n", whole.end) or whole.end == len(text)
    if not (is_apart and is_followed and (not before or after == len(text) or after in edges[0] or len(before) in edges[1])):
        return None
    return Fix.delete(Span(whole.start, after) if after < len(text) else Span(len(before), whole.end - 1))
