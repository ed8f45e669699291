from collections.abc import Iterable, Iterator, Sequence, Set

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix
from awesome_lint.document import Directive, Document, Text
from awesome_lint.engine import ignores
from awesome_lint.patterns import lazy
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

# What stands before the text of a line; a comment right behind it begins raw HTML.
LINE_BEGINNING = lazy(r"(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])(?=[ \t])|\[\^[^\[\]]+\]:)*")
# A line of these alone is a rule, an underline, the head of a table, a box to tick, a definition or the beginning of code,
# which it was not with a comment behind it.
ANOTHER_BLOCK = lazy(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:[-=_*:| \t]+$|\[[ xX]\]$|\[[^\n]*\]:)")
# Nor does any tag alone on its line begin a block of HTML with one.
LONE_TAG = lazy(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*</?[a-zA-Z][^<>]*>$")


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
            # Browsers take the first `-->` for the end, whatever GitHub's parser does.
            is_one = "-->" not in document.source.slice(directive.span)[: -len("-->")]
            removal = _removal(document.source, directive, edges) if whole else _without(document.source, directive, names)
            fix = removal if is_one else None
            listed = " or ".join(f"`{name.value}`" for name in names)
            message = f"Nothing to ignore: there is no problem of {listed} here; remove the comment."
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
    start, end = directive.span
    if "\n" in source.slice(directive.span):
        return None
    if not directive.is_alone:
        return _removal_within(source, directive)
    before, after = source.newlines(start).start, source.newlines(end).end
    is_apart = (start - before > 1 or not before) and (after - end > 1 or after == source.end)
    if not is_apart or not (not before or after == source.end or before in edges or after in edges):
        return None
    if not before:
        return Fix.delete(Span(start, after))
    return Fix.delete(Span(start, after) if after < source.end else Span(before, end))


def _removal_within(source: Source, directive: Directive) -> Fix | None:
    """Return the fix that removes a comment from a line, or None where what stands around it would become something else."""
    beside = source.beside(directive.span)
    head = beside.before
    # What follows the comment may begin with the space that a marker before it lacks.
    if LINE_BEGINNING.fullmatch(head) or LINE_BEGINNING.fullmatch(f"{head} "):
        return None
    opening = source.last("<!--", directive.span.start)
    closing = head.find("-->")
    is_wrapped = closing >= 0 and "<!--" not in head[:closing]
    is_odd = "<!-->" in head or "<!--->" in head
    if is_odd or is_wrapped or (opening >= 0 and source.last("-->", directive.span.start) < opening + len("<!--")):
        # Not everyone takes `<!-->` for a comment of its own, and one of several lines may end with the entry that it is in.
        return None
    if head.rfind("<") > head.rfind(">"):
        # What seems to be a tag would go on behind the comment.
        return None
    rest = head.rstrip(" \t")
    if rest.endswith("[") and beside.after.lstrip(" \t").startswith("]"):
        # With nothing in them, brackets are a box to tick.
        return None
    is_apart = rest != head
    is_followed = bool(beside.after.strip(" \t"))
    if is_followed and beside.after[0] not in " \t":
        # Two words, or the halves of an address, would be one.
        return Fix.delete(directive.span) if is_apart else None
    if not is_followed and (rest.endswith(("\\", "#")) or ANOTHER_BLOCK.match(rest) or LONE_TAG.match(rest)):
        return None
    return Fix.delete(Span(directive.span.start - len(head) + len(rest), directive.span.end))
