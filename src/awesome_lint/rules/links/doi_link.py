from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.facts.folding import folded
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

RESOLVER = "https://doi.org/"
# What stands before a DOI in place of the resolver: an old host, nothing, or the name of the scheme.
BEFORE_DOI = lazy(
    r"(?:https?://(?:(?:dx|www)\.doi\.org|doi\.acm\.org)/(?:doi:)?|https?://doi\.org/doi:|(?:https?://)?(?:doi:\s?)?)"
    r"(?=10\.\d{4,9}/[^\s/])",
    2,
)


class DoiLink(Rule, frozen=True):
    """A DOI that is not linked through `https://doi.org/`.

    Through an old address of the resolver (`http://dx.doi.org/`, `doi.acm.org`), or bare, as in `(10.1145/3065386)` and
    `(doi:10.1145/3065386)`.

    ## Why

    A bare DOI is taken for a file beside the list, so the link leads nowhere. The old addresses are redirected, some of them
    without encryption.

    ## Bad

    ```markdown
    - **Imagenet classification.** *Alex Krizhevsky and Ilya Sutskever.* [paper](http://dx.doi.org/10.1145/3065386)
    - **Deep learning.** *Yann LeCun and Yoshua Bengio.* [paper](10.1038/nature14539)
    ```

    ## Good

    ```markdown
    - **Imagenet classification.** *Alex Krizhevsky and Ilya Sutskever.* [paper](https://doi.org/10.1145/3065386)
    - **Deep learning.** *Yann LeCun and Yoshua Bengio.* [paper](https://doi.org/10.1038/nature14539)
    ```

    ## Fix

    Safe: writes `https://doi.org/` before the DOI.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.SAFE
    # A bare address is its own text.
    effect = Effect.TEXT | Effect.LINKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._dois(document))

    def _dois(self, document: Document) -> Iterator[tuple[str, Diagnostic]]:
        for target in document.targets:
            match = BEFORE_DOI.match(target.value) if "10." in target.value else None
            if match is None:
                continue
            before = match.group()
            span = Span(target.span.start, target.span.start + match.end())
            message = (
                f"`{before}` before the DOI should be `{RESOLVER}`."
                if before
                else f"The DOI is no address: write `{RESOLVER}` before it."
            )
            yield before.lower(), self.diagnostic(span, message, Fix.replace(span, RESOLVER))
