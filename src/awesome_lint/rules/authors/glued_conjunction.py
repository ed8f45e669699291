from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix
from awesome_lint.document import Document
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span


class GluedConjunction(Rule, frozen=True):
    """An author whose name is glued to the `and` before it.

    ## Why

    `andWarren J Gross` is what is left when a line break between the two was lost. Readers stumble, and a search for
    the author finds nothing.

    ## Bad

    ```markdown
    - **Sparsely-connected networks.** *Arash Ardakani, Carlo Condo, andWarren J Gross.* [paper](https://example.org)
    ```

    ## Good

    ```markdown
    - **Sparsely-connected networks.** *Arash Ardakani, Carlo Condo, and Warren J Gross.* [paper](https://example.org)
    ```

    ## Fix

    Safe: puts a space after the conjunction.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.SAFE

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for entry in document.entries:
            if entry.authors is None:
                continue
            for separator, author in zip(entry.authors.separators, entry.authors.people[1:], strict=True):
                if not separator.value.endswith("and"):
                    continue
                word = author.name.split()[0]
                end = separator.span.end
                yield self.diagnostic(
                    Span(end - len("and"), end + len(word)),
                    f"Missing space in `and{word}`: write `and {word}`.",
                    Fix.insert(end, " "),
                )
