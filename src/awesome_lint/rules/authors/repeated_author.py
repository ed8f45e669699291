from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic, Related
from awesome_lint.document import Document
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span


class RepeatedAuthor(Rule, frozen=True):
    """An author named twice for one paper.

    ## Why

    Pasting an author list twice, or from two sources, names somebody twice. Two people may share a name, and authors who
    contributed twice are sometimes listed so, which is why this rule is off unless asked for.

    ## Bad

    ```markdown
    - **One.** *Ann Lee, Bo Chen, and Ann Lee.* [paper](https://example.org/1)
    ```

    ## Good

    ```markdown
    - **One.** *Ann Lee and Bo Chen.* [paper](https://example.org/1)
    ```

    ## Fix

    None: only a person knows which of the two is one too many.
    """

    looks_at = Looks.SECTION
    default = False

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for entry in document.entries:
            first: dict[str, Span] = {}
            for author in entry.authors.people if entry.authors else ():
                key = author.name.casefold().strip("*†‡ ")
                if author.is_et_al or " " not in key:
                    continue
                if key in first:
                    related = (Related(first[key], "first named here"),)
                    yield self.diagnostic(
                        author.span, f"`{author.name}` is named twice: remove one of the two.", related=related
                    )
                else:
                    first[key] = author.span
