from collections.abc import Iterator
from urllib.parse import urlsplit

from awesome_lint.diagnostic import Diagnostic, shortened
from awesome_lint.document import Document
from awesome_lint.online.link_rule import LinkRule, quoted
from awesome_lint.online.pages import FOR_SALE
from awesome_lint.online.seen import Place
from awesome_lint.online.verdicts import Evidence, Move, Verdict, domain
from awesome_lint.patterns import lazy

WORD = lazy(r"[^\W_]+")
LONGEST_TITLE = 60
# What stands in names and titles of everything.
WORDS = """
a an and app at blog by com de docs en for free from home homepage html http https in index io is it main net new of official on
org our page project site the to web website welcome with www your you
"""
COMMON = frozenset(WORDS.split())


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
                    place.span, f"This may no longer be the page meant: {quoted(place.url)} {evidence.reason}."
                )
            elif is_stranger(place, evidence):
                host = domain(urlsplit(evidence.target).hostname or "")
                title = f", called `{shortened(evidence.page.title, LONGEST_TITLE)}`" if evidence.page.title else ""
                message = f"This may no longer be the page meant: {quoted(place.url)} leads to {host}{title}."
                yield self.diagnostic(place.span, message)


def is_stranger(place: Place, evidence: Evidence) -> bool:
    """Whether a move is to the host of others, and nothing there has to do with the entry or with the old address."""
    if evidence.verdict is not Verdict.MOVED or evidence.move is not Move.ELSEWHERE:
        return False
    old, new = urlsplit(place.url), urlsplit(evidence.target)
    said = f"{_text(place)} {_name(domain(old.hostname or ''))} {old.path}"
    found = f"{evidence.page.title} {evidence.page.heading} {_name(new.hostname or '')} {new.path}"
    ours, theirs = _words(said), _words(found)
    joined = found.casefold().replace(" ", "")
    return not (ours & theirs) and not any(len(word) > 3 and word in joined for word in ours)


def _is_about_that(place: Place) -> bool:
    """Whether an entry is about such pages: a market for names of hosts."""
    return FOR_SALE.search(_text(place)) is not None or "domain" in _text(place).casefold()


def _text(place: Place) -> str:
    entry = place.entry
    if entry is None:
        return ""
    description = entry.description.value if entry.description else ""
    return f"{entry.name or ''} {description}"


def _name(host: str) -> str:
    """Return what a host is called, without what many are called last."""
    return host.rpartition(".")[0]


def _words(text: str) -> set[str]:
    return {word for word in WORD.findall(text.casefold()) if len(word) > 1 and not word.isdigit()} - COMMON
