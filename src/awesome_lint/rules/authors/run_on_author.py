from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document
from awesome_lint.knowledge import names
from awesome_lint.rule import Rule


class RunOnAuthor(Rule, frozen=True):
    """Two authors without a comma between them.

    ## Why

    `H. T. Kung Bradley McDanel` reads like one person. Long names are common all over the world, so this speaks only where
    initials show where the second name begins, or where the list itself knows both names.

    ## Bad

    ```markdown
    - **Incomplete dot products.** *H. T. Kung Bradley McDanel, and Surat Teerapittayanon.* [paper](https://example.org)
    ```

    ## Good

    ```markdown
    - **Incomplete dot products.** *H. T. Kung, Bradley McDanel, and Surat Teerapittayanon.* [paper](https://example.org)
    ```

    ## Fix

    None: only a person knows who wrote it.
    """

    def check(self, document: Document) -> Iterator[Diagnostic]:
        known = names.known(document.entries)
        for entry in document.entries:
            for author in entry.authors.people if entry.authors else ():
                pair = None if author.is_et_al else names.run_on(author.name, known)
                if pair:
                    yield self.diagnostic(
                        author.span, f"Missing comma in `{author.name}`: write `{pair[0]}, {pair[1]}` if these are two people."
                    )
