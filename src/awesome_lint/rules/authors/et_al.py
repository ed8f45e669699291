from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.rule import Rule

ET_AL = "et al."


class EtAl(Rule):
    """And others, spelt otherwise than `et al.`.

    ## Why

    *Et al.* shortens *et alii*: the first word is whole, the second is cut. `et.al.`, `et al` and `et at.` are slips that
    copying spreads through whole lists.

    ## Bad

    ```markdown
    - **One.** *Ann Lee, Bo Chen, et.al.* [paper](https://example.org/1)
    ```

    ## Good

    ```markdown
    - **One.** *Ann Lee, Bo Chen, et al.* [paper](https://example.org/1)
    ```

    ## Fix

    Safe: writes `et al.`.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        text = document.source.text
        for entry in document.entries:
            authors = entry.authors
            if authors is None or not authors.people[-1].is_et_al:
                continue
            last = authors.people[-1]
            if last.name == ET_AL or "\n" in document.source.slice(last.span):
                continue
            end = entry.authors_span.end if entry.authors_span else last.span.end
            if last.name + "." == ET_AL and text.startswith(".", end):
                # `*Ann Lee et al*.` reads well: the period stands outside the emphasis.
                continue
            yield self.diagnostic(last.span, f"Expected `{ET_AL}`, found `{last.name}`.", Fix.replace(last.span, ET_AL))
