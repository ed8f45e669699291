from collections.abc import Iterator
from difflib import get_close_matches
from urllib.parse import unquote

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document
from awesome_lint.online.link_rule import LinkRule, quoted
from awesome_lint.online.seen import is_anchored
from awesome_lint.online.verdicts import Verdict


class DeadAnchor(LinkRule, frozen=True):
    """A link to a place within a page, which has no such place any more.

    A page is judged only where it was read whole and leads to three places of its own or more, all of which are there: of one
    whose places a script makes, nothing is known. What stands behind `#` and is for a script (`#/start`, `#page=3`) or for the
    browser (`#:~:text=`) is no place. Pages of repositories and papers are not read, so that nothing is said of places in them.

    ## Why

    Who follows such a link arrives at the top of a page, and has to search for what was meant.

    ## Fix

    None: what the place is called now, if it is there, is for a person to find.
    """

    default = False

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for place, evidence in self.pages(document):
            anchors = evidence.page.anchors
            if evidence.verdict not in (Verdict.ALIVE, Verdict.MOVED) or anchors is None or not is_anchored(place.url):
                continue
            wanted = place.url.partition("#")[2]
            there = {each.casefold(): each for each in anchors}
            asked = {wanted.casefold(), unquote(wanted).casefold()}
            if there.keys() & {*asked, *(f"user-content-{each}" for each in asked)}:
                continue
            close = get_close_matches(unquote(wanted).casefold(), there, n=1, cutoff=0.7)
            remedy = f"write `#{there[close[0]]}`, if that is it" if close else "correct or remove what stands behind `#`"
            yield self.diagnostic(place.span, f"{quoted(place.url)} leads to a page that has no such place: {remedy}.")
