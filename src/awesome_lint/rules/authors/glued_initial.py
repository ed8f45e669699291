from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix
from awesome_lint.document import Author, Document
from awesome_lint.patterns import LOWER, UPPER, lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Span

GLUED = lazy(rf"(?<![^\s.-])({UPPER}\.)({UPPER}{LOWER}+)")
SPACED = lazy(rf"(?<![^\s.-]){UPPER}\.\s")
# A list that glues a greater share of its initials does so by habit.
MOST = 0.2


class GluedInitial(Rule, frozen=True):
    """An initial without a space between it and the surname: `J.Bee`.

    A list that glues many of its initials is left alone.

    ## Why

    The name cannot be broken at the end of a line there, and a search for `J. Bee` does not find it.

    ## Bad

    ```markdown
    - **One.** *Ann Lee, J.Bee, and Ed R. Fox.* [paper](https://example.org/1)
    - **Two.** *A. Lee, C. Dee, and E. R. Fox.* [paper](https://example.org/2)
    - **Three.** *A. Lee and Di Egan.* [paper](https://example.org/3)
    ```

    ## Good

    ```markdown
    - **One.** *Ann Lee, J. Bee, and Ed R. Fox.* [paper](https://example.org/1)
    - **Two.** *A. Lee, C. Dee, and E. R. Fox.* [paper](https://example.org/2)
    - **Three.** *A. Lee and Di Egan.* [paper](https://example.org/3)
    ```

    ## Fix

    Safe: puts a space between.
    """

    fixable = Applicability.SAFE

    def check(self, document: Document) -> Iterator[Diagnostic]:
        dotted = [
            author
            for entry in document.entries
            if entry.authors is not None
            for author in entry.authors.people
            if "." in author.name and not author.is_et_al
        ]
        glued = [(author, match) for author in dotted for match in GLUED.finditer(author.name)]
        if not glued or len(glued) > (len(glued) + sum(_is_spaced(author) for author in dotted)) * MOST:
            return
        for author, match in glued:
            if document.source.slice(author.span) != author.name:
                continue
            begin, end = (author.span.start + offset for offset in match.span())
            message = f"Missing space in `{match.group()}`: write `{match.group(1)} {match.group(2)}`."
            yield self.diagnostic(Span(begin, end), message, Fix.insert(author.span.start + match.end(1), " "))


def _is_spaced(author: Author) -> bool:
    return SPACED.search(author.name) is not None
