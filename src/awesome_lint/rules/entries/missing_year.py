from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document, Entry
from awesome_lint.facts.missing_fields import gaps, states_year
from awesome_lint.rule import Rule


class MissingYear(Rule, frozen=True):
    """A paper without a year, among papers that state it.

    ## Why

    A year tells what came first, and which of two versions is meant. Only groups of entries nine in ten of which state one are
    looked at, so that years in headings are no matter of this rule. Off by default, since a list may know of no year.

    ## Bad

    ```markdown
    - **Paper 1.** ICML 2020. [paper](https://example.org/1)
    …
    - **Paper 11.** ICML. [paper](https://example.org/11)
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
        def has_year(entry: Entry) -> bool:
            return states_year(document.source, entry)

        if not any(entry.year for entry in document.entries):
            return
        for gap in gaps(document, lambda entry: entry.is_read, has_year):
            for entry in gap.entries:
                if entry.title:
                    yield self.diagnostic(entry.title.span, f"Missing year ({gap.words}): add it.")
