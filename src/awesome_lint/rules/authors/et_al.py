from collections import defaultdict
from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Author, Document
from awesome_lint.rule import Rule

ET_AL = "et al."

# A spelling met in so many entries has one cause: whoever wrote the list, or what wrote it, spells it so.
MANY = 10


class EtAl(Rule):
    """And others, spelt otherwise than `et al.`.

    ## Why

    *Et al.* shortens *et alii*: the first word is whole, the second is cut. `et.al.`, `et al` and `et at.` are slips that
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

    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        spellings: defaultdict[str, list[Author]] = defaultdict(list)
        for author in _misspelt(document):
            spellings[author.name].append(author)
        for name, authors in spellings.items():
            message = f"Expected `{ET_AL}`, found `{name}`."
            if len(authors) >= MANY:
                fix = Fix.of(Edit(author.span, ET_AL) for author in authors)
                yield self.diagnostic(authors[0].span, message, fix, count=len(authors))
                continue
            for author in authors:
                yield self.diagnostic(author.span, message, Fix.replace(author.span, ET_AL))


def _misspelt(document: Document) -> Iterator[Author]:
    text = document.source.text
    for entry in document.entries:
        authors = entry.authors
        if authors is None or not authors.people[-1].is_et_al:
            continue
        last = authors.people[-1]
        # "and others" is what BibTeX writes, and "and 12 others" says more.
        if last.name == ET_AL or last.name.startswith("and ") or "\n" in document.source.slice(last.span):
            continue
        end = entry.authors_span.end if entry.authors_span else last.span.end
        # `*Ann Lee et al*.` reads well: the period stands outside the emphasis.
        if last.name + "." != ET_AL or not text.startswith(".", end):
            yield last
