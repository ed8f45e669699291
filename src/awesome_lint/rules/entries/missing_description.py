from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document, EntryKind
from awesome_lint.facts.missing_fields import gaps, says_more
from awesome_lint.rule import Rule


class MissingDescription(Rule, frozen=True):
    """A name without a description, among names that have one.

    ## Why

    A reader who does not know the name cannot tell whether to follow the link. Only groups of entries nine in ten of which are
    described are looked at. Off by default, since some names say it all.

    ## Bad

    ```markdown
    - [One](https://example.org/1) - Does this.
    - [Two](https://example.org/2) - Does that.
    - [Three](https://example.org/3) - Does those.
    - [Four](https://example.org/4) - Does these.
    - [Five](https://example.org/5) - Does it.
    - [Six](https://example.org/6) - Does much.
    - [Seven](https://example.org/7) - Does more.
    - [Eight](https://example.org/8) - Does less.
    - [Nine](https://example.org/9) - Does nothing.
    - [Ten](https://example.org/10)
    ```

    ## Good

    ```markdown
    - [One](https://example.org/1) - Does this.
    - [Ten](https://example.org/10) - Does all.
    ```
    """

    default = False

    def check(self, document: Document) -> Iterator[Diagnostic]:
        if not any(entry.description for entry in document.entries):
            return
        for gap in gaps(
            document, lambda entry: entry.kind is EntryKind.NAMED, lambda entry: entry.description is not None, least=5
        ):
            for entry in gap.entries:
                if entry.title and not entry.entries and not says_more(document.source, entry):
                    yield self.diagnostic(entry.title.span, f"Expected a description, found that {gap.words}.")
