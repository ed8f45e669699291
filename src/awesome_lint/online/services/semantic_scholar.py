"""Semantic Scholar: the graph of papers. https://api.semanticscholar.org/api-docs/graph

With a key, one request a second. Without one, a pool that all share and that refuses most of the time, so that it is not asked.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from awesome_lint.online.exchange import Exchange, Request
from awesome_lint.online.pace import SERVICES
from awesome_lint.online.records import Kind, Record
from awesome_lint.online.services import reading
from awesome_lint.online.services.asking import Heard, UnreadableError, batches, get, heard, post
from awesome_lint.patterns import lazy

SERVICE = "semantic-scholar"
NAME = SERVICES[SERVICE].title
PATH = "/graph/v1/paper"
MOST_IDS = 500
FIELDS = "title,authors,year,venue,journal,externalIds,publicationTypes,publicationVenue"

# Hosts of preprints, which it takes for journals.
PREPRINTS = lazy(r"(?i)\b(?:ar|bio|chem|med|psy|tech|socar)xiv\b|rxiv\b|\bssrn\b|research square|preprints\.org")
NOTICES = frozenset(["Editorial", "LettersAndComments", "News", "Review of book"])


def by_ids(arxiv: Iterable[str], dois: Iterable[str]) -> Iterator[Request]:
    """Yield the requests for papers by these numbers at arXiv and DOIs, five hundred at a time."""
    ids = [*(f"ARXIV:{each}" for each in sorted({*arxiv})), *(f"DOI:{each}" for each in sorted({*dois}))]
    for batch in batches(ids, MOST_IDS):
        yield post(SERVICE, f"{PATH}/batch?fields={FIELDS}", msgspec.json.encode({"ids": batch}))


def by_title(title: str) -> Request:
    """Return the request for the paper whose title is most like this one."""
    return get(SERVICE, f"{PATH}/search/match", {"query": title, "fields": FIELDS})


def read(answer: Exchange) -> Heard:
    """Return the papers in an answer; that none is found is a 404 or an empty list."""
    return heard(answer, _works, record_of)


def _works(found: Any) -> list[Any]:
    if isinstance(found, dict) and "paperId" in found:
        return [found]
    papers = found if isinstance(found, list) else reading.at(found, "data")
    if not isinstance(papers, list):
        raise UnreadableError(reading.text(found, "error") or reading.text(found, "message") or "no papers")
    return papers


def record_of(paper: Any) -> Record | None:
    """Return the record of one paper, or None for one that it does not know, which is null."""
    title = reading.text(paper, "title")
    if not title:
        return None
    doi = reading.doi(paper, "externalIds", "DOI")
    venue = reading.text(paper, "publicationVenue", "name") or reading.text(paper, "venue")
    acl = reading.text(paper, "externalIds", "ACL")
    return Record(
        NAME,
        title,
        reading.people(reading.text(each, "name") for each in reading.items(paper, "authors")),
        reading.year(paper, "year"),
        _kind(paper, venue),
        None if venue and PREPRINTS.search(venue) else venue,
        reading.arxiv_number(paper, "externalIds", "ArXiv") or reading.arxiv_of(doi),
        doi if doi and not reading.arxiv_of(doi) else None,
        f"https://aclanthology.org/{acl}"
        if acl and acl.isascii() and acl.replace("-", "").replace(".", "").isalnum()
        else None,
        volume=reading.text(paper, "journal", "volume"),
        pages=reading.text(paper, "journal", "pages"),
    )


def _kind(paper: Any, venue: str | None) -> Kind:
    types = {each for each in reading.items(paper, "publicationTypes") if isinstance(each, str)}
    if types & NOTICES:
        return Kind.NOTICE
    if "Dataset" in types:
        return Kind.DATASET
    if venue and PREPRINTS.search(venue):
        return Kind.PREPRINT
    stated = reading.text(paper, "publicationVenue", "type")
    if stated == "conference" or "Conference" in types:
        return Kind.CONFERENCE_PAPER
    if stated == "journal" or "JournalArticle" in types:
        return Kind.ARTICLE
    return Kind.BOOK if types & {"Book"} else Kind.OTHER
