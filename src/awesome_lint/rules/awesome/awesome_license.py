import re
from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule

LICENSE = lazy(r"[\W_]*licen[sc]es?[\W_]*", re.IGNORECASE)


class AwesomeLicense(Rule, frozen=True):
    """A section about the licence in an awesome list.

    Only lists that call themselves awesome are asked, by a badge or by a title that begins with the word.

    ## Why

    The awesome lists ask for a file named `license`, which GitHub shows beside the list, and for no section of that name.
    Other lists are free to have one, so the rule is off unless turned on.

    ## Bad

    ```markdown
    # Awesome Shells

    ## Unix

    - [Fish](https://example.org/fish) - A shell.

    ## License

    CC0
    ```

    ## Good

    ```markdown
    # Awesome Shells

    ## Unix

    - [Fish](https://example.org/fish) - A shell.
    ```
    """

    default = False

    def check(self, document: Document) -> Iterator[Diagnostic]:
        if not document.is_awesome:
            return
        for heading in document.headings:
            if LICENSE.fullmatch(heading.text.value):
                yield self.diagnostic(
                    heading.span,
                    f"Section `{heading.text.value}` about the licence: remove it, and keep the licence in a file of its own.",
                )
