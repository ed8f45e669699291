import re
from collections import Counter
from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix
from awesome_lint.document import Author, Document, of_page, remembered, summed
from awesome_lint.patterns import LOWER, UPPER, lazy
from awesome_lint.rule import Looks, Rule
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
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        glued = _glued(document)
        if not glued or _are_usual(document):
            return
        for author, match in glued:
            if document.source.slice(author.span) != author.name:
                continue
            begin, end = (author.span.start + offset for offset in match.span())
            message = f"Missing space in `{match.group()}`: write `{match.group(1)} {match.group(2)}`."
            yield self.diagnostic(Span(begin, end), message, Fix.insert(author.span.start + match.end(1), " "))


@remembered
def _glued(document: Document) -> "Sequence[tuple[Author, re.Match[str]]]":
    return [(author, match) for author in _dotted(document) for match in GLUED.finditer(author.name)]


@remembered
def _dotted(document: Document) -> Sequence[Author]:
    """Return the people whose names have periods."""
    people = (author for entry in document.entries if entry.authors is not None for author in entry.authors.people)
    return [author for author in people if "." in author.name and not author.is_et_al]


@of_page
def _are_usual(document: Document) -> bool:
    counts = _counts(document)
    return counts[True] > counts.total() * MOST


@summed
def _counts(document: Document) -> Counter[bool]:
    """Return how many initials are glued to what follows, and how many names have theirs apart."""
    return Counter({True: len(_glued(document)), False: sum(map(_is_spaced, _dotted(document)))})


def _is_spaced(author: Author) -> bool:
    return SPACED.search(author.name) is not None
