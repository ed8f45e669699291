"""OpenAlex: works of all fields. https://developers.openalex.org/api-reference/works

Paid by use since February 2026: asked only with a key.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from awesome_lint.online.exchange import Exchange, Request
from awesome_lint.online.pace import SERVICES
from awesome_lint.online.records import Kind, Record
from awesome_lint.online.services import reading
from awesome_lint.online.services.asking import Heard, UnreadableError, batches, get, heard
from awesome_lint.patterns import lazy

SERVICE = "openalex"
NAME = SERVICES[SERVICE].title
PATH = "/works"
# Of a hundred, the address would be longer than the 4,096 characters that are taken.
MOST_IDS = 50
MOST_HITS = 5
SELECT = "id,doi,title,publication_year,type,authorships,primary_location,locations,is_retracted,biblio"

KINDS = {
    "article": Kind.ARTICLE,
    "review": Kind.ARTICLE,
    "preprint": Kind.PREPRINT,
    "book": Kind.BOOK,
    "book-chapter": Kind.CHAPTER,
    "dissertation": Kind.THESIS,
    "dataset": Kind.DATASET,
    "software": Kind.DATASET,
    "erratum": Kind.NOTICE,
    "editorial": Kind.NOTICE,
    "letter": Kind.NOTICE,
    "paratext": Kind.NOTICE,
    "peer-review": Kind.NOTICE,
    "retraction": Kind.NOTICE,
    "supplementary-materials": Kind.NOTICE,
    "grant": Kind.NOTICE,
}
WORD = lazy(r"[^\W_]+")


def by_dois(dois: Iterable[str]) -> Iterator[Request]:
    """Yield the requests for these DOIs, fifty at a time."""
    for batch in batches(sorted({each for each in dois if "|" not in each and "," not in each}), MOST_IDS):
        yield get(SERVICE, PATH, {"filter": f"doi:{'|'.join(batch)}", "per_page": MOST_IDS, "select": SELECT})


def by_title(title: str) -> Request:
    """Return the request for works with these words in their title."""
    words = " ".join(WORD.findall(title))
    return get(SERVICE, PATH, {"filter": f"title.search:{words}", "per_page": MOST_HITS, "select": SELECT})


def read(answer: Exchange) -> Heard:
    """Return the works in an answer."""
    return heard(answer, _works, record_of)


def _works(found: Any) -> list[Any]:
    works = [found] if reading.text(found, "id") else reading.at(found, "results")
    if not isinstance(works, list):
        raise UnreadableError(reading.text(found, "message") or reading.text(found, "error") or "no works")
    return works


def record_of(work: Any) -> Record | None:
    """Return the record of one work, or None where it has no title."""
    title = reading.text(work, "title") or reading.text(work, "display_name")
    if not title:
        return None
    doi = reading.doi(work, "doi")
    page = reading.web(work, "primary_location", "landing_page_url")
    places = [page, *(reading.web(each, "landing_page_url") for each in reading.items(work, "locations"))]
    arxiv = reading.arxiv_of(doi) or next((each for each in map(reading.arxiv_of, places) if each), None)
    kind = _kind(work)
    is_page = page is not None and kind.is_published and "doi.org/" not in page and not reading.arxiv_of(page)
    first, last = reading.text(work, "biblio", "first_page"), reading.text(work, "biblio", "last_page")
    return Record(
        NAME,
        title,
        reading.people(_name(each) for each in reading.items(work, "authorships")),
        reading.year(work, "publication_year"),
        kind,
        reading.text(work, "primary_location", "source", "display_name") if kind.is_published else None,
        arxiv,
        doi if doi and not reading.arxiv_of(doi) else None,
        page if is_page and not doi else None,
        volume=reading.text(work, "biblio", "volume"),
        number=reading.text(work, "biblio", "issue"),
        pages=f"{first}-{last}" if first and last and first != last else first,
        is_withdrawn=reading.at(work, "is_retracted") is True,
    )


def _name(authorship: object) -> str | None:
    return reading.text(authorship, "raw_author_name") or reading.text(authorship, "author", "display_name")


def _kind(work: Any) -> Kind:
    kind = KINDS.get(reading.text(work, "type") or "", Kind.OTHER)
    source = reading.text(work, "primary_location", "source", "type")
    if kind is Kind.ARTICLE and source == "repository":
        is_arxiv = reading.arxiv_of(reading.web(work, "primary_location", "landing_page_url"))
        return Kind.PREPRINT if is_arxiv or reading.arxiv_of(reading.doi(work, "doi")) else Kind.COPY
    return Kind.CONFERENCE_PAPER if kind is Kind.ARTICLE and source == "conference" else kind
