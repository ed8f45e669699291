from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.online.link_rule import LinkRule, day, quoted
from awesome_lint.online.seen import Place, doi_of, paper_of, places


class DeadLink(LinkRule, frozen=True):
    """A link to a page, a paper or a DOI that is not there any more.

    A page counts as gone where its host says so (404, 410), or has itself no name any more, and said so a day before, too:
    pages come back. That a host refuses programs (401, 403, 429), is in trouble (5xx) or does not answer says nothing, and is
    not reported. Papers are asked of arXiv, and DOIs of doi.org, which know at once.

    ## Why

    Who follows such a link finds nothing, and cannot tell what was there.

    ## Fix

    Unsafe, where the Wayback Machine has a copy from before the page was gone: leads to that.
    """

    fixable = Applicability.UNSAFE
    # A bare address is its own text.
    effect = Effect.TEXT | Effect.LINKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for place, evidence in self.pages(document):
            if not evidence.is_gone_for(self.known.gone_after):
                continue
            remedy = f"link the copy at {evidence.archived}" if evidence.archived else "correct the link or remove it"
            gone = f"{evidence.reason}, since {day(evidence.gone_since)} at the latest"
            message = f"{quoted(place.url)} {gone}: {remedy}."
            fix = Fix.replace(place.span, evidence.archived, Applicability.UNSAFE) if evidence.archived else None
            yield self.diagnostic(place.span, message, fix)
        yield from (self._unknown(place) for place in places(document) if self._is_unknown(place))

    def _is_unknown(self, place: Place) -> bool:
        number, doi = paper_of(place.url), doi_of(place.url)
        is_no_paper = number is not None and self.known.papers.get(number, True) is None
        return is_no_paper or (doi is not None and self.known.dois.get(doi) is False)

    def _unknown(self, place: Place) -> Diagnostic:
        number = paper_of(place.url)
        who, what = ("arXiv", f"paper `{number}`") if number is not None else ("doi.org", f"DOI `{doi_of(place.url)}`")
        return self.diagnostic(place.span, f"{who} knows no {what}: correct the link.")
