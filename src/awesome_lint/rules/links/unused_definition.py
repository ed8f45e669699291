from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix
from awesome_lint.document import BlockKind, Definition, Document
from awesome_lint.facts.block_starts import is_latent_block
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

# A definition of nothing is how people write comments: `[//]: # (a remark)`.
COMMENTS = frozenset({"//", "#", "_", "-", "comment"})
JOINED = frozenset({BlockKind.BULLETS, BlockKind.NUMBERS, BlockKind.QUOTE})
LISTS = frozenset({BlockKind.BULLETS, BlockKind.NUMBERS})
NOWHERE = frozenset({"", "#", "/", "<>"})


class UnusedDefinition(Rule, frozen=True):
    """A definition of a link that no link uses.

    `[jay]: https://example.org/jay` where nothing on the page refers to `[jay]`, or where an earlier definition has the label
    already, which counts. A definition that stands for a comment, `[//]: # (a remark)`, is none.

    ## Why

    It is what is left of an entry that was removed, or the label of the link that should use it is misspelt.

    ## Bad

    ```markdown
    - [Jay][jay] - A bird.
    - [Rook](https://example.org/rook) - Another.

    [jay]: https://example.org/jay
    [crow]: https://example.org/crow
    ```

    ## Good

    ```markdown
    - [Jay][jay] - A bird.
    - [Rook](https://example.org/rook) - Another.

    [jay]: https://example.org/jay
    ```

    ## Fix

    Removes the definition, which no reader sees: safe where its target is linked elsewhere on the page or another definition
    has its label, and unsafe otherwise, because the target would be lost. There is none where the next line, which is text
    now, would begin a list or code, nor between two lists, which would become one, or an entry and what is indented.
    """

    fixable = Applicability.SAFE

    def check(self, document: Document) -> Iterator[Diagnostic]:
        unused = [definition for definition in document.definitions if not definition.is_used and not _is_comment(definition)]
        if not unused:
            return
        defined = {definition.span for definition in unused}
        begin = {document.source.whole_lines(definition.span).start for definition in document.definitions}
        parting = list(_parting(document))
        urls = {link.url for link in document.links}
        urls.update(definition.url for definition in document.definitions if definition.span not in defined)
        for definition in unused:
            label = " ".join(definition.label.value.split())
            is_kept = definition.is_repeated or definition.url in urls
            index = bisect_right(parting, definition.span) - 1
            is_needed = index >= 0 and parting[index].contains(definition.span)
            fix = None if is_needed else _removal(document.source, definition, begin, is_kept=is_kept)
            if definition.is_repeated:
                message = f"`{label}` is defined twice, and only the first counts: remove this one."
            else:
                message = f"No link uses the definition of `{label}`: remove it."
            yield self.diagnostic(definition.span, message, fix)


def _is_comment(definition: Definition) -> bool:
    return definition.url in NOWHERE or definition.label.value.strip().casefold() in COMMENTS


def _removal(source: Source, definition: Definition, begin: set[int], *, is_kept: bool) -> Fix | None:
    """Return the fix that removes the lines of a definition, or None where they hold more, or make text of what follows."""
    lines = source.whole_lines(definition.span)
    if source.beside(definition.span).before.strip():
        return None
    if lines.end not in begin and is_latent_block(source, lines.end):
        return None
    first, following = source.line_number(lines.start), source.slice(Span(lines.end, lines.end + 1))
    if following in (" ", "\t") and first > 1 and source.line(first - 1).strip():
        # What is indented would belong to the entry above.
        return None
    return Fix.delete(lines, Applicability.SAFE if is_kept else Applicability.UNSAFE)


def _parting(document: Document) -> Iterator[Span]:
    """Yield what stands between two blocks that would be one without it.

    So are two lists or two quotations, and an entry and what is indented below it.
    """
    source = document.source
    for before, after in pairwise(document.outermost):
        is_below = before.kind in LISTS and source.slice(after.span)[:1] in (" ", "\t")
        if is_below or (before.kind is after.kind and before.kind in JOINED):
            yield Span(source.line_span(before.end - 1).start, after.span.start)
