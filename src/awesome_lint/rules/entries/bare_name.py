from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import BlockKind, Document, Link, LinkKind
from awesome_lint.facts.folding import folded
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule

SCHEMES = ("http://", "https://", "www.")
ONLY_MARKER = lazy(r"[\s>]*(?:[-*+]|\d{1,9}[.)])\s*(?:\[[ xX]\]\s*)?")


class BareName(Rule, frozen=True):
    """An entry that begins with an address where its name belongs.

    ## Why

    An address says little to those who read, and nothing to those who search for the name. Addresses that are a field of the
    entry they are nested in, or stand behind a word such as `Code:`, are left alone. Ten entries or more are reported once.

    ## Bad

    ```markdown
    - [One](https://example.org/1) - Does this.
    - https://example.org/2
    ```

    ## Good

    ```markdown
    - [One](https://example.org/1) - Does this.
    - [Two](https://example.org/2)
    ```

    ## Fix

    None: what it is called, the page itself says.
    """

    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        links = {document.source.line_number(link.span.start): link for link in reversed(document.links)}
        yield from folded(
            (
                "",
                self.diagnostic(
                    link.span,
                    f"The address `{link.label.value}` stands in the place of a name: write the name of what it leads to.",
                ),
            )
            for item in document.items
            if item.parent is None and item.begins_with is BlockKind.PARAGRAPH and (link := links.get(item.first))
            if _is_address(link) and ONLY_MARKER.fullmatch(document.source.beside(link.span).before)
        )


def _is_address(link: Link) -> bool:
    if link.kind in (LinkKind.BARE, LinkKind.AUTOLINK):
        return not link.url.startswith("mailto:")
    return link.kind is LinkKind.INLINE and link.label.value.startswith(SCHEMES)
