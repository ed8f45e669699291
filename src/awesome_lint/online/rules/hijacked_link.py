from collections.abc import Iterator
from urllib.parse import urlsplit

from awesome_lint.diagnostic import Diagnostic, shortened
from awesome_lint.document import Document
from awesome_lint.online.link_rule import LinkRule, quoted
from awesome_lint.online.pages import FOR_SALE
from awesome_lint.online.seen import Place
from awesome_lint.online.unrelated_pages import is_stranger, text_of
from awesome_lint.online.verdicts import Verdict, domain

LONGEST_TITLE = 60


class HijackedLink(LinkRule, frozen=True):
    """A link that leads to a page, but hardly to the one that was meant.

    That is so where the page offers the name of its host for sale; where it says that there is no such page, as the host
    says of every address that it lacks; where a redirect for good leads to the front page, or to the host of somebody else
    whose page shares no word with the entry.

    ## Why

    Names of hosts that nobody pays for are bought for the links that lead there. They answer as any page does, so that nobody
    is told, and readers find a casino.

    ## Fix

    None: a person has to look.
    """

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for place, evidence in self.pages(document):
            if evidence.verdict is Verdict.CHANGED and not _is_about_that(place):
                yield self.diagnostic(
                    place.span, f"{quoted(place.url)} {evidence.reason}: see whether it is still the page meant."
                )
            elif is_stranger(place, evidence):
                host = domain(urlsplit(evidence.target).hostname or "")
                title = f", called `{shortened(evidence.page.title, LONGEST_TITLE)}`" if evidence.page.title else ""
                message = f"{quoted(place.url)} leads to {host}{title}: see whether it is still the page meant."
                yield self.diagnostic(place.span, message)


def _is_about_that(place: Place) -> bool:
    """Whether an entry is about such pages: a market for names of hosts."""
    return FOR_SALE.search(text_of(place)) is not None or "domain" in text_of(place).casefold()
