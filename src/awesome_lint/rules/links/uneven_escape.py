from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix
from awesome_lint.document import Document
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span


class UnevenEscape(Rule, frozen=True):
    r"""Brackets around a link of which one has a backslash and its partner has none: `\[[paper](url)]`.

    ## Why

    Readers see the same with two backslashes and with none. With one, an editor, or the next one who adds a link, takes the
    brackets for something else.

    ## Bad

    ```markdown
    - **Rowing at night.** *Ann Lee and Bo Chen.* \[[paper](https://example.org/1)]
    ```

    ## Good

    ```markdown
    - **Rowing at night.** *Ann Lee and Bo Chen.* [[paper](https://example.org/1)]
    ```

    ## Fix

    Safe: takes the backslash away.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.SAFE

    def check(self, document: Document) -> Iterator[Diagnostic]:
        source = document.source
        for link in document.links:
            start, end = link.span
            before, after = source.slice(Span(max(start - 3, 0), start)), source.slice(Span(end, end + 2))
            if before.endswith("\\[") and before != "\\\\[" and after.startswith("]"):
                span, bracket = Span(start - 2, start), "["
            elif before.endswith("[") and not before.endswith("\\[") and after == "\\]":
                span, bracket = Span(end, end + 2), "]"
            else:
                continue
            message = "One bracket around the link has a backslash, the other has none: give both one, or neither."
            yield self.diagnostic(span, message, Fix.replace(span, bracket))
