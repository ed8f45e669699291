import re
from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document, Entry
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

# What begins and ends what is marked: brackets, emphasis, tags. Any other tag may show an image or a break beside the words.
TAGS = r"(?:a|abbr|b|big|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|tt|u|var)"
OPENING = lazy(rf"(?:[\[*_]|<{TAGS}(?:\s[^<>]*)?>)\s*\Z", re.IGNORECASE)
CLOSING = lazy(rf"\s*(?:[\]*_]|</{TAGS}\s*>)", re.IGNORECASE)


class TitleMarkup(Rule, frozen=True):
    """A title whose emphasis or link is not written as it was meant.

    ## Why

    `** Title**` and `**Title*` do not make a title bold: readers see the asterisks. A space inside the brackets of a link
    is underlined with it.

    ## Bad

    ```markdown
    - ** Optimal brain damage.** *Yann LeCun, John S Denker, and Sara A Solla.*
    ```

    ## Good

    ```markdown
    - **Optimal brain damage.** *Yann LeCun, John S Denker, and Sara A Solla.*
    ```

    ## Bad

    ```markdown
    - [Optimal brain damage ](https://example.org/1) - Prunes by second derivatives.
    ```

    ## Good

    ```markdown
    - [Optimal brain damage](https://example.org/1) - Prunes by second derivatives.
    ```

    ## Fix

    Safe: makes the marks match, or takes the space out of the brackets.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        source = document.source
        for entry in document.entries:
            broken = entry.broken_title
            if broken is not None:
                written = source.slice(broken.span)
                yield self.diagnostic(
                    broken.span,
                    f"GitHub does not see the marks of `{written}`: write `{broken.value}`.",
                    Fix.replace(broken.span, broken.value),
                )
            elif entry.title is not None and entry.title_span is not None:
                yield from self._padding(document, entry, entry.title.span)

    def _padding(self, document: Document, entry: Entry, title: Span) -> Iterator[Diagnostic]:
        marks = document.title_marks(entry)
        if marks is None:
            return
        before, after = marks.opening.value, marks.closing.value
        left = len(before) - len(before.rstrip(" \t"))
        # A line that ends before the bracket closes is one space to a reader, and nobody sees it.
        ends_line = after.lstrip().startswith("](")
        right = len(after) - len(after.lstrip() if ends_line else after.lstrip(" \t"))
        if (not left and not right) or "\n" in before + after[right:]:
            return
        if not OPENING.search(before) or not CLOSING.match(after):
            # The space stands between an image and the words.
            return
        edits: list[Edit] = []
        if left:
            edits.append(Edit(Span(title.start - left, title.start), ""))
        if right:
            edits.append(Edit(Span(title.end, title.end + right), ""))
            if document.source.beside(marks.closing.span).after[:1].isalnum():
                edits.append(Edit(Span(marks.closing.span.end, marks.closing.span.end), " "))
        message = "Space inside the brackets or marks of the title: remove it."
        yield self.diagnostic(edits[0].span, message, Fix.of(edits))
