import re
from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Span

TITLE = lazy(r"code of conduct|conduct code", re.IGNORECASE)
# What the templates have where the address of the maintainers belongs; the last one is what a famous copy of them says.
PLACEHOLDERS = lazy(r"\\?\[INSERT (?:EMAIL ADDRESS|CONTACT METHOD)\\?\]|\bsindresorhus@gmail\.com\b", re.IGNORECASE)


class AwesomeCodeOfConduct(Rule, frozen=True):
    """A code of conduct that names nobody to turn to.

    Asked of pages whose title says that they are a code of conduct: `awesome-lint README.md code-of-conduct.md`.

    ## Why

    The template has a placeholder where the address belongs, and copies of it have the address of whoever it was copied
    from. Who reports something then reports it to nobody.

    ## Bad

    ```markdown
    # Contributor Covenant Code of Conduct

    Report what is unacceptable to [INSERT EMAIL ADDRESS].
    ```

    ## Good

    ```markdown
    # Contributor Covenant Code of Conduct

    Report what is unacceptable to conduct@example.org.
    ```
    """

    def check(self, document: Document) -> Iterator[Diagnostic]:
        if not document.headings or not TITLE.search(document.headings[0].text.value):
            return
        for match in PLACEHOLDERS.finditer(document.source.text):
            yield self.diagnostic(
                Span(*match.span()), f"`{match.group()}` is not filled in: write how to reach the maintainers."
            )
