"""A rule that judges a list by what services said of its works."""

from awesome_lint.document import Document, Entry
from awesome_lint.knowledge.identifiers import Identifier, IdentifierKind
from awesome_lint.online.known import NOTHING, Known
from awesome_lint.online.matching import Found
from awesome_lint.online.pace import SERVICES
from awesome_lint.online.records import Record
from awesome_lint.online.services import arxiv
from awesome_lint.rule import Rule

GROUP = "lookup"


class LookupRule(Rule, frozen=True):
    """A rule of `lookup`; `check` never runs one. What is known is put into it by the command."""

    known: Known = NOTHING

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.group = GROUP


def is_confirmed(found: Found, identifier: Identifier) -> bool:
    """Whether the work is certainly known by an identifier to two services, or to arXiv itself by a number of its own."""
    services = found.services(identifier)
    return len(services) > 1 or (identifier.kind is IdentifierKind.ARXIV and arxiv.NAME in services)


def who(records: "list[Record] | tuple[Record, ...]") -> str:
    """Return the names of the services, in words: `arXiv and DBLP`."""
    names = sorted({record.service for record in records}, key=_rank)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _rank(name: str) -> tuple[int, str]:
    titles = [service.title for service in SERVICES.values()]
    return (titles.index(name) if name in titles else len(titles), name)


def leads_to_preprints(document: Document) -> bool:
    """Whether the list leads to arXiv by habit, though papers have other places: half of its papers or more."""
    from awesome_lint.online.known import named

    preprints = others = 0
    for entry in document.entries:
        kinds = {named(link.url).kind for link in entry.links}
        if IdentifierKind.ARXIV in kinds:
            preprints += 1
        elif _is_paper(entry):
            others += any(link.url for link in entry.links)
    return preprints >= others


def _is_paper(entry: Entry) -> bool:
    return entry.authors is not None or entry.venue is not None
