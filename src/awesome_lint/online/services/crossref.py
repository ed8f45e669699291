"""Crossref: the DOIs of publishers. https://api.crossref.org/swagger-ui/index.html

DOIs of arXiv and Zenodo are DataCite's, and are not here.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from awesome_lint.export.reference import Person, person
from awesome_lint.online.exchange import Exchange, Request
from awesome_lint.online.pace import SERVICES
from awesome_lint.online.records import Kind, Record
from awesome_lint.online.services import reading
from awesome_lint.online.services.asking import Heard, UnreadableError, batches, get, heard

SERVICE = "crossref"
NAME = SERVICES[SERVICE].title
PATH = "/works"
MOST_IDS = 50
MOST_HITS = 5
SELECT = "DOI,title,subtitle,author,issued,published,container-title,type,relation,volume,issue,page,publisher,update-to"

# https://api.crossref.org/types
KINDS = {
    "journal-article": Kind.ARTICLE,
    "proceedings-article": Kind.CONFERENCE_PAPER,
    "posted-content": Kind.PREPRINT,
    "book": Kind.BOOK,
    "monograph": Kind.BOOK,
    "edited-book": Kind.BOOK,
    "reference-book": Kind.BOOK,
    "book-chapter": Kind.CHAPTER,
    "book-section": Kind.CHAPTER,
    "book-part": Kind.CHAPTER,
    "reference-entry": Kind.CHAPTER,
    "dissertation": Kind.THESIS,
    "report": Kind.OTHER,
    "standard": Kind.OTHER,
    "dataset": Kind.DATASET,
    "database": Kind.DATASET,
}
NOTICES = frozenset(
    [
        "component",
        "peer-review",
        "journal",
        "journal-issue",
        "journal-volume",
        "proceedings",
        "book-series",
        "grant",
        "report-component",
    ]
)


def by_dois(dois: Iterable[str]) -> Iterator[Request]:
    """Yield the requests for these DOIs, fifty at a time; one with a comma, which would be two, is left out."""
    for batch in batches(sorted({each for each in dois if "," not in each}), MOST_IDS):
        asked = ",".join(f"doi:{each}" for each in batch)
        yield get(SERVICE, PATH, {"filter": asked, "rows": MOST_IDS, "select": SELECT})


def by_title(title: str, families: Iterable[str]) -> Request:
    """Return the request for works with a title, by people of these family names.

    Nothing is asked of the year: that of an entry may be that of a preprint, and a filter by it loses the work.
    """
    asked = " ".join([title, *families])
    return get(SERVICE, PATH, {"query.bibliographic": asked, "rows": MOST_HITS, "select": SELECT})


def read(answer: Exchange) -> Heard:
    """Return the works in an answer; 404 says that there are none."""
    return heard(answer, _works, record_of)


def _works(found: Any) -> list[Any]:
    message = reading.at(found, "message")
    if not isinstance(message, dict):
        raise UnreadableError("no works")
    return [message] if "DOI" in message else reading.items(message, "items")


def record_of(work: Any) -> Record | None:
    """Return the record of one work, or None where it has no title or DOI."""
    title, doi = reading.text(work, "title"), reading.doi(work, "DOI")
    if not title or not doi:
        return None
    subtitle = reading.text(work, "subtitle")
    if subtitle and subtitle.casefold() not in title.casefold():
        title = f"{title.rstrip(' :')}: {subtitle}"
    kind = _kind(work)
    issued = reading.at(work, "issued", "date-parts", 0) or reading.at(work, "published", "date-parts", 0)
    return Record(
        NAME,
        title,
        tuple([each for each in map(_person, reading.items(work, "author")[: reading.MOST_PEOPLE]) if each]),
        reading.year(issued, 0),
        kind,
        reading.text(work, "container-title"),
        reading.arxiv_of(doi) or _preprint(work),
        doi,
        volume=reading.text(work, "volume"),
        number=reading.text(work, "issue"),
        pages=reading.text(work, "page"),
        publisher=reading.text(work, "publisher"),
        month=reading.month(issued, 1),
    )


def _kind(work: Any) -> Kind:
    stated = reading.text(work, "type") or ""
    # A notice names what it is about: https://www.crossref.org/documentation/crossmark/
    return Kind.NOTICE if stated in NOTICES or reading.items(work, "update-to") else KINDS.get(stated, Kind.OTHER)


def _person(author: object) -> Person | None:
    family, given = reading.text(author, "family"), reading.text(author, "given")
    if family and given:
        # Some records have the whole name in one of them.
        return person(f"{family}, {given}") if "," not in family + given else Person(family, given)
    name = family or given or reading.text(author, "name")
    return person(name) if name and any(map(str.isalpha, name)) else None


def _preprint(work: Any) -> str | None:
    for relation in ("has-preprint", "is-preprint-of", "is-version-of", "has-version"):
        for each in reading.items(work, "relation", relation):
            if number := reading.arxiv_of(reading.doi(each, "id")):
                return number
    return None
