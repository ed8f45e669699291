from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document, LinkKind
from awesome_lint.rule import Looks, Rule


class UnnamedLink(Rule, frozen=True):
    """A link without a text: `[](https://example.org)`.

    ## Why

    GitHub shows nothing of it, so that nobody can click on it. Mostly the name was forgotten.

    ## Bad

    ```markdown
    - [](https://example.org/1) - Does this.
    ```

    ## Good

    ```markdown
    - [One](https://example.org/1) - Does this.
    ```

    ## Fix

    None: what it is called is for a person to say.
    """

    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        pictures = [link.span for link in document.links if link.kind is LinkKind.IMAGE]
        for link in document.links:
            if link.kind is LinkKind.INLINE and link.url.strip() and not link.label.value.strip():
                inside = document.source.slice(link.label.span).strip()
                if not inside and not any(link.span.contains(picture) for picture in pictures):
                    found = document.source.slice(link.span)
                    yield self.diagnostic(link.span, f"`{found}` shows nothing to click on: write a text between the brackets.")
