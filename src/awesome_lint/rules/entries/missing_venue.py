from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document
from awesome_lint.facts.missing_fields import gaps, says_more
from awesome_lint.rule import Rule


class MissingVenue(Rule, frozen=True):
    """A paper that does not say where it appeared, among papers that do.

    ## Why

    The conference or journal tells readers how to cite a paper. Only groups of entries nine in ten of which name one are looked
    at. Off by default, since preprints have none.

    ## Bad

    ```markdown
    - **Paper 1.** ICML 2020. [paper](https://example.org/1)
    …
    - **Paper 11.** 2020. [paper](https://example.org/11)
    ```

    ## Good

    ```markdown
    - **Paper 1.** ICML 2020. [paper](https://example.org/1)
    …
    - **Paper 11.** ICML 2020. [paper](https://example.org/11)
    ```
    """

    default = False
    finds_gaps = True

    def check(self, document: Document) -> Iterator[Diagnostic]:
        if not any(entry.venue for entry in document.entries):
            return
        for gap in gaps(document, lambda entry: entry.is_read, lambda entry: entry.venue is not None):
            for entry in gap.entries:
                if entry.title and not says_more(document.source, entry):
                    yield self.diagnostic(entry.title.span, f"Missing venue ({gap.words}): add where the paper appeared.")
