from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Author, Authors, Document
from awesome_lint.patterns import UPPER, lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source

# A list in which more of the papers name the surname first does so by habit, or has none.
MOST = 0.1
# Of those that are written as BibTeX does, each author behind `and`, the form says what they are; and it is nobody's own.
MOST_BIBTEX = 0.4
LEAST_OTHERS = 3
# What may stand after a comma without being a given name.
SUFFIX = lazy(r",\s*(?:Jr|Sr|II|III|IV|Ph\.?\s?D|M\.?D|Inc|Ltd|LLC|Esq)\b")
BIBTEX = lazy(rf"{UPPER}[^,]*, {UPPER}[^,]* and {UPPER}[^,]*, {UPPER}")
INVERTED = lazy(rf"({UPPER}[^,]*),\s*({UPPER}[^,]*)")


class AuthorOrder(Rule, frozen=True):
    """Authors with the surname first, in a list that names the given name first.

    ## Why

    `Bee, Ann and Dee, Cy` is how BibTeX and citations write names. Among `Ann Bee and Cy Dee` it reads like four people, to
    programs as well. A list that puts surnames first everywhere is left alone.

    ## Bad

    ```markdown
    - **One.** *Ann Lee and Bo Chen.* [paper](https://example.org/1)
    - **Two.** *Ann Lee and Cy Dunn.* [paper](https://example.org/2)
    - **Three.** *Bo Chen and Cy Dunn.* [paper](https://example.org/3)
    - **Four.** *Ann Lee and Di Egan.* [paper](https://example.org/4)
    - **Five.** *Bo Chen and Di Egan.* [paper](https://example.org/5)
    - **Six.** *Cy Dunn and Di Egan.* [paper](https://example.org/6)
    - **Seven.** *Ann Lee.* [paper](https://example.org/7)
    - **Eight.** *Bo Chen.* [paper](https://example.org/8)
    - **Nine.** *Cy Dunn.* [paper](https://example.org/9)
    - **Ten.** *Lee, Ann and Chen, Bo.* [paper](https://example.org/10)
    ```

    ## Fix

    None: which part of a name is the surname is for a person to say.
    """

    def check(self, document: Document) -> Iterator[Diagnostic]:
        named = [entry.authors for entry in document.entries if entry.authors is not None]
        inverted = [author for authors in named if (author := _inverted(authors)) is not None]
        if len(inverted) > len(named) * MOST:
            inverted = [author for authors in named if (author := _of_bibtex(document.source, authors)) is not None]
            if len(inverted) > len(named) * MOST_BIBTEX or len(named) - len(inverted) < LEAST_OTHERS:
                return
        for author in inverted:
            yield self.diagnostic(
                author.span,
                f"`{author.name}` begins with the family name: write the given name first, as elsewhere in this list.",
            )


def _of_bibtex(source: Source, authors: Authors) -> Author | None:
    """Return the first author of those that are written as BibTeX does: `Bee, Ann and Dee, Cy and Fox, Ed`."""
    return _inverted(authors) if BIBTEX.match(source.slice(authors.span)) else None


def _inverted(authors: Authors) -> Author | None:
    """Return the first author who is named surname first."""
    for author in authors.people:
        if "," in author.name and INVERTED.fullmatch(author.name) and not SUFFIX.search(author.name):
            return author
    return None
