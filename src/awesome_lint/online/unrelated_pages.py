"""Whether what a link leads to now has to do with what it led to: by the words of the entry, the page and both addresses."""

from urllib.parse import urlsplit

from awesome_lint.online.seen import Place
from awesome_lint.online.verdicts import Evidence, Move, Verdict, domain
from awesome_lint.patterns import lazy

WORD = lazy(r"[^\W_]+")
# What stands in names and titles of everything.
WORDS = """
a an and app at blog by com de docs en for free from home homepage html http https in index io is it main net new of official on
org our page project site the to web website welcome with www your you
"""
COMMON = frozenset(WORDS.split())


def is_stranger(place: Place, evidence: Evidence) -> bool:
    """Whether a move is to the host of others, and nothing there has to do with the entry or with the old address."""
    if evidence.verdict is not Verdict.MOVED or evidence.move is not Move.ELSEWHERE:
        return False
    old, new = urlsplit(place.url), urlsplit(evidence.target)
    said = f"{text_of(place)} {_name(domain(old.hostname or ''))} {old.path}"
    found = f"{evidence.page.title} {evidence.page.heading} {_name(new.hostname or '')} {new.path}"
    ours, theirs = _words(said), _words(found)
    joined = found.casefold().replace(" ", "")
    return not (ours & theirs) and not any(len(word) > 3 and word in joined for word in ours)


def text_of(place: Place) -> str:
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
