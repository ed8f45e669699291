from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic, Related, shortened
from awesome_lint.document import Document
from awesome_lint.rule import Rule

LONGEST_SHOWN = 40


class MergeConflict(Rule, frozen=True):
    """A merge that nobody finished.

    `<<<<<<< HEAD`, `=======` and `>>>>>>> branch` at the beginning of lines, or what is left of them. Marks in a block of code
    are an example.

    ## Why

    Readers see both versions and the marks between them, some as headings and quotes. Until one version is chosen there is no
    list that could be checked, so nothing else is said of the file, and none of it is fixed: git and editors find the marks
    only where git wrote them.

    ## Bad

    ```markdown
    - [Fish](https://example.org/fish) - A shell.
    <<<<<<< HEAD
    - [Vim](https://example.org/vim) - An editor.
    =======
    - [Emacs](https://example.org/emacs) - An editor.
    >>>>>>> add-emacs
    ```

    ## Good

    ```markdown
    - [Fish](https://example.org/fish) - A shell.
    - [Emacs](https://example.org/emacs) - An editor.
    - [Vim](https://example.org/vim) - An editor.
    ```

    ## Fix

    None: only a person knows which version is right.
    """

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for conflict in document.conflicts:
            found = conflict.opening.value
            shown = shortened(found, LONGEST_SHOWN)
            related = [Related(conflict.ending.span, "where the other version ends")] if conflict.ending else []
            yield self.diagnostic(
                conflict.opening.span, f"Unfinished merge, `{shown}`: choose a version, and remove the marks.", related=related
            )
