"""DataCite: the DOIs of arXiv, Zenodo and other repositories. https://support.datacite.org/docs/api"""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from awesome_lint.export.reference import Person, person
from awesome_lint.online.exchange import Exchange, Request
from awesome_lint.online.pace import SERVICES
from awesome_lint.online.records import Kind, Record
from awesome_lint.online.services import reading
from awesome_lint.online.services.asking import Heard, UnreadableError, batches, get, heard

SERVICE = "datacite"
NAME = SERVICES[SERVICE].title
PATH = "/dois"
MOST_IDS = 25

KINDS = {
    "journalarticle": Kind.ARTICLE,
    "conferencepaper": Kind.CONFERENCE_PAPER,
    "preprint": Kind.PREPRINT,
    "book": Kind.BOOK,
    "bookchapter": Kind.CHAPTER,
    "dissertation": Kind.THESIS,
    "dataset": Kind.DATASET,
    "software": Kind.DATASET,
    "peerreview": Kind.NOTICE,
    "collection": Kind.NOTICE,
}


def by_doi(doi: str) -> Request:
    """Return the request for one DOI."""
    return get(SERVICE, f"{PATH}/{quote(doi, safe='')}", {})


def by_dois(dois: Iterable[str]) -> Iterator[Request]:
    """Yield the requests for these DOIs, some at a time; those with a quotation mark, which ends one, are left out."""
    for batch in batches(sorted({each for each in dois if '"' not in each}), MOST_IDS):
        asked = " OR ".join(f'"{each}"' for each in batch)
        yield get(SERVICE, PATH, {"query": f"id:({asked})", "page[size]": MOST_IDS})


def read(answer: Exchange) -> Heard:
    """Return the works in an answer; 404 says that there is none."""
    return heard(answer, _works, record_of)


def _works(found: Any) -> list[Any]:
    data = reading.at(found, "data")
    if not isinstance(data, dict | list):
        raise UnreadableError(reading.text(found, "errors", 0, "title") or "no works")
    return reading.items(data)


def record_of(work: Any) -> Record | None:
    """Return the record of one work, or None where it has no title or DOI."""
    said = reading.at(work, "attributes")
    title, doi = reading.text(said, "titles", 0, "title"), reading.doi(said, "doi") or reading.doi(work, "id")
    if not title or not doi:
        return None
    types = reading.at(said, "types")
    stated = (reading.text(types, "resourceTypeGeneral") or "").casefold()
    arxiv = reading.arxiv_of(doi)
    kind = Kind.PREPRINT if arxiv else KINDS.get(stated, Kind.COPY if stated == "text" else Kind.OTHER)
    return Record(
        NAME,
        title,
        tuple([each for each in map(_person, reading.items(said, "creators")[: reading.MOST_PEOPLE]) if each]),
        reading.year(said, "publicationYear"),
        kind,
        reading.text(said, "container", "title"),
        arxiv,
        None if arxiv else doi,
        publisher=reading.text(said, "publisher") or reading.text(said, "publisher", "name"),
    )


def _person(creator: object) -> Person | None:
    family, given = reading.text(creator, "familyName"), reading.text(creator, "givenName")
    if family and given and "," not in family + given:
        return person(f"{family}, {given}")
    name = reading.text(creator, "name") or family
    return person(name) if name and any(map(str.isalpha, name)) else None
