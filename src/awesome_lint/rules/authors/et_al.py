from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Author, Document
from awesome_lint.facts.folding import folded
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule

ET_AL = "et al."
MISSPELT = lazy(r"(?i)et|e[lr]\s")


class EtAl(Rule, frozen=True):
    """And others, spelt otherwise than `et al.`.

    ## Why

    *Et al.* shortens *et alii*: the first word is whole, the second is cut. `et.al.`, `et al` and `er al.` are slips that
    copying spreads through whole lists. A spelling met in ten entries or more is reported once.

    ## Bad

    ```markdown
    - **One.** *Ann Lee, Bo Chen, et.al.* [paper](https://example.org/1)
    ```

    ## Good

    ```markdown
    - **One.** *Ann Lee, Bo Chen, et al.* [paper](https://example.org/1)
    ```

    ## Fix

    Safe: writes `et al.`.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded((author.name, self._misspelling(document, author)) for author in _misspelt(document))

    def _misspelling(self, document: Document, author: Author) -> Diagnostic:
        # A tag among the words is not to go with them.
        fix = None if "<" in document.source.slice(author.span) else Fix.replace(author.span, ET_AL)
        return self.diagnostic(author.span, f"`{author.name}` should be `{ET_AL}`.", fix)


def _misspelt(document: Document) -> Iterator[Author]:
    for entry in document.entries:
        authors = entry.authors
        if authors is None or not authors.people[-1].is_et_al:
            continue
        last = authors.people[-1]
        # "and others" is what BibTeX writes, "and 12 others" says more, and other languages have words of their own.
        if last.name == ET_AL or not MISSPELT.match(last.name) or "\n" in document.source.slice(last.span):
            continue
        whole = entry.authors_span or last.span
        # `*Ann Lee et al*.` reads well: the period stands outside the emphasis.
        if last.name + "." != ET_AL or not document.source.beside(whole).after.startswith("."):
            yield last
