from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.online.link_rule import LinkRule, quoted
from awesome_lint.online.unrelated_pages import is_stranger
from awesome_lint.online.verdicts import Evidence, Move, Verdict
from awesome_lint.source import Span

SAFE = (Move.SCHEME,)
# An address of one visit is none to keep.
SESSIONS = ("sessionid", "jsessionid", "phpsessid", "utm_", "sid=", "token=")


class MovedLink(LinkRule, frozen=True):
    """A link to a page whose host says that it has moved for good, and where to.

    Every step has to say so (301, 308), and there has to be a page at its end. Nothing is said where a slash at the end is
    all that changes, where a step is for now (302, 307), or where it ends at a login, or at the front page of a host.

    ## Why

    Each redirect costs every reader time, and is taken away some day.

    ## Fix

    Safe where `https://` or `www.` is all that changes; unsafe otherwise: writes where the page is now.
    """

    fixable = Applicability.SAFE
    # A bare address is its own text.
    effect = Effect.TEXT | Effect.LINKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for place, evidence in self.pages(document):
            if evidence.verdict is not Verdict.MOVED or evidence.move is Move.SLASH or is_stranger(place, evidence):
                continue
            message = f"{quoted(place.url)} has moved for good: write {quoted(evidence.target)}."
            yield self.diagnostic(place.span, message, _fix(place.url, place.span, evidence))


def _fix(url: str, span: Span, evidence: Evidence) -> Fix | None:
    target = evidence.target
    if any(mark in target.lower() for mark in SESSIONS):
        return None
    _, mark, fragment = url.partition("#")
    if mark and "#" not in target:
        target += f"#{fragment}"
    applicability = Applicability.SAFE if evidence.move in SAFE else Applicability.UNSAFE
    return Fix.replace(span, target, applicability)
