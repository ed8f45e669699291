from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix
from awesome_lint.document import Document, LinkKind
from awesome_lint.facts.folding import folded
from awesome_lint.knowledge.identifiers import end_of_address
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule

SCHEMES = ("http://", "https://", "ftp://")
# Between angle brackets, these would be read otherwise or end the link.
SPECIAL = frozenset("<>\\& \x7f").union(map(chr, range(32)))
# What follows up to the next space, where GitHub may take more for a part of the address than we do.
GOES_ON = lazy(r"[^\s<|]*(?:[^\W_]|[^\S \t\n])")


class BareLink(Rule, frozen=True):
    """An address in the text without angle brackets or a label.

    ## Why

    GitHub makes a link of it, other readers of Markdown do not, and punctuation behind it is easily taken for a part of it.
    Many lists are written so on purpose, which is why the rule is off unless turned on. Ten addresses or more are reported
    once.

    ## Bad

    ```markdown
    - Jay: https://example.org/jay
    ```

    ## Good

    ```markdown
    - Jay: <https://example.org/jay>
    ```

    ## Fix

    Safe: puts angle brackets around the address. One without a scheme (`www.example.org`) would be no link between them, and
    is left to a person.
    """

    looks_at = Looks.SECTION
    default = False
    fixable = Applicability.SAFE

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._bare(document))

    def _bare(self, document: Document) -> Iterator[tuple[str, Diagnostic]]:
        for link in document.links:
            # An e-mail address is written for people.
            if link.kind is not LinkKind.BARE or link.url.startswith(("mailto:", "xmpp:")):
                continue
            written = document.source.slice(link.span)
            beside = document.source.beside(link.span)
            # Where it runs into the words behind it, these would be a part of it between angle brackets, too; and white space
            # that is none to GitHub is a part of the address.
            is_whole = not GOES_ON.match(beside.after) and end_of_address(written) == len(written)
            is_whole = is_whole and not any(map(str.isspace, written))
            # In brackets, it would make a definition of what has too many parentheses for one.
            is_whole = is_whole and not beside.before.rstrip(" \t").endswith("]:")
            if written.startswith(SCHEMES) and SPECIAL.isdisjoint(written) and is_whole:
                message = f"Bare address: write `<{written}>`, or give it a label."
                yield "", self.diagnostic(link.span, message, Fix.replace(link.span, f"<{written}>"))
            else:
                yield "", self.diagnostic(link.span, f"Bare address `{written}`: give it a label.")
