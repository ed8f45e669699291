from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document, Text, by_stretch
from awesome_lint.facts.authors import run_on
from awesome_lint.knowledge import names
from awesome_lint.rule import Looks, Rule


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

    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for name in _long(document):
            pair = run_on(document, name.value)
            if pair:
                yield self.diagnostic(
                    name.span, f"Missing comma in `{name.value}`: write `{pair[0]}, {pair[1]}` if these are two people."
                )


@by_stretch
def _long(document: Document) -> tuple[Text, ...]:
    """Return the names that are long enough for those of two people."""
    people = (author for entry in document.entries if entry.authors for author in entry.authors.people if not author.is_et_al)
    return tuple([Text(author.name, author.span) for author in people if names.may_be_two(author.name)])
