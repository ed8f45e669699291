from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document
from awesome_lint.online.link_rule import LinkRule
from awesome_lint.online.seen import paper_of, places


class WithdrawnPaper(LinkRule, frozen=True):
    """A link to a paper that its authors, or arXiv, have withdrawn.

    ## Why

    There was a reason to, and who reads on is not told it.

    ## Fix

    None: whether it stays in the list is a person's choice.
    """

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for place in places(document):
            number = paper_of(place.url)
            found = self.known.papers.get(number) if number is not None else None
            if found is not None and found.is_withdrawn:
                yield self.diagnostic(place.span, f"`{number}` was withdrawn, as arXiv says: remove it, or say so.")
