from collections.abc import Iterable, Iterator, Sequence, Set

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix
from awesome_lint.document import Directive, Document, Text
from awesome_lint.engine import ignores
from awesome_lint.patterns import lazy
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

# What stands before the text of a line; a comment right behind it begins raw HTML.
LINE_BEGINNING = lazy(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*")
# A line of these alone is a rule, an underline, the head of a table, a definition or the beginning of code, which it was not
# with a comment behind it.
ANOTHER_BLOCK = lazy(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:[-=_*:| \t]+$|\[[^\n]*\]:)")


class UnusedIgnore(Rule, frozen=True):
    """A comment that ignores a rule which has nothing to say there.

    ## Why

    It was needed once, or stands at the wrong place. Left there, it hides the next mistake of that kind. Rules that are
    turned off are asked, too, but not those with options. Comments for the awesome-lint of npm are left to it.

    ## Bad

    ```markdown
    - [Fish](https://example.org/fish) - A shell. <!-- awesome-lint: ignore duplicate-entry (listed twice on purpose) -->
    - [Zsh](https://example.org/zsh) - A shell.
    ```

    ## Good

    ```markdown
    - [Fish](https://example.org/fish) - A shell.
    - [Zsh](https://example.org/zsh) - A shell.
    ```

    ## Fix

    Safe: removes the name, or the comment when it names nothing else. There is none for a comment on lines of its own unless
    a heading stands before or after it, since lists would become one without it, nor where what it stands between would
    become something else.
    """

    fixable = Applicability.SAFE

    def check(self, document: Document) -> Iterator[Diagnostic]:
        return iter(())

    def review(self, document: Document, rules: Iterable[Rule], found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
        edges = {edge for heading in document.headings for edge in heading.span}
        for directive, names in ignores.unused(document, RuleSet.of(rules), found):
            whole = len(names) == len(directive.arguments)
            fix = _removal(document.source, directive, edges) if whole else _without(document.source, directive, names)
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


def _removal(source: Source, directive: Directive, edges: Set[int]) -> Fix | None:
    """Return the fix that removes a comment; `edges` are where headings begin and end."""
    text = source.text
    start, end = directive.span
    if "\n" in source.slice(directive.span):
        return None
    if not directive.is_alone:
        return _removal_within(source, directive)
    before, after = start, end
    while before and text[before - 1] == "\n":
        before -= 1
    while after < len(text) and text[after] == "\n":
        after += 1
    is_apart = (start - before > 1 or not before) and (after - end > 1 or after == len(text))
    if not is_apart or not (not before or after == len(text) or before in edges or after in edges):
        return None
    if not before:
        return Fix.delete(Span(start, after))
    return Fix.delete(Span(start, after) if after < len(text) else Span(before, end))


def _removal_within(source: Source, directive: Directive) -> Fix | None:
    """Return the fix that removes a comment from a line, or None where what stands around it would become something else."""
    text = source.text
    line = source.line_span(source.line_number(directive.span.start))
    start, end = directive.span
    head = text[line.start : start]
    # What follows the comment may begin with the space that a marker before it lacks.
    if LINE_BEGINNING.fullmatch(head) or LINE_BEGINNING.fullmatch(f"{head} "):
        return None
    opening = text.rfind("<!--", 0, start)
    closing = head.find("-->")
    is_wrapped = closing >= 0 and "<!--" not in head[:closing]
    is_odd = "<!-->" in head or "<!--->" in head
    if is_odd or is_wrapped or (opening >= 0 and text.find("-->", opening + len("<!--"), start) < 0):
        # Not everyone takes `<!-->` for a comment of its own, and one of several lines may end with the entry that it is in.
        return None
    if text.rfind("<", line.start, start) > text.rfind(">", line.start, start):
        # What seems to be a tag would go on behind the comment.
        return None
    while text[start - 1] in " \t":
        start -= 1
    is_apart = start < directive.span.start
    is_followed = bool(text[end : line.end].strip(" \t"))
    if is_followed and text[end] not in " \t":
        # Two words, or the halves of an address, would be one.
        return Fix.delete(directive.span) if is_apart else None
    rest = text[line.start : start]
    if not is_followed and (rest.endswith(("\\", "#")) or ANOTHER_BLOCK.match(rest)):
        return None
    return Fix.delete(Span(start, end))
