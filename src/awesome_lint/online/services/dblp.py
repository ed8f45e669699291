"""DBLP: what appeared in computer science, and where. https://dblp.org/faq/How+to+use+the+dblp+search+API.html

One request every one or two seconds: https://dblp.org/faq/1474706
"""

import re
from typing import Any

from awesome_lint.online.exchange import Exchange, Request
from awesome_lint.online.pace import SERVICES
from awesome_lint.online.records import Kind, Record
from awesome_lint.online.services import reading
from awesome_lint.online.services.asking import NOT_FOUND, Heard, UnreadableError, get, heard
from awesome_lint.patterns import lazy

SERVICE = "dblp"
NAME = SERVICES[SERVICE].title
PATH = "/search/publ/api"
MOST_HITS = 10
LONGEST_QUERY = 300

KINDS = {
    "Conference and Workshop Papers": Kind.CONFERENCE_PAPER,
    "Journal Articles": Kind.ARTICLE,
    "Informal and Other Publications": Kind.PREPRINT,
    "Informal Publications": Kind.PREPRINT,
    "Parts in Books or Collections": Kind.CHAPTER,
    "Books and Theses": Kind.BOOK,
    "Reference Works": Kind.CHAPTER,
    "Editorship": Kind.NOTICE,
    "Data and Artifacts": Kind.DATASET,
}
WORD = lazy(r"[^\W_]+")
# DBLP tells namesakes apart by numbers.
NAMESAKE = lazy(r"(?<!\s)\s+\d{4}$")
CORR = lazy(r"abs/(.+)", re.IGNORECASE)
CORR_VENUE = "CoRR"


def by_title(title: str, family: str | None) -> Request:
    """Return the request for what has these words in its title, by somebody of this family name if that is given.

    Each word has to begin one of the record, so that few are sure to be there, and no operators.
    """
    words = [word for word in WORD.findall(title) if len(word) > 1]
    if family:
        words += WORD.findall(family)[-1:]
    return get(SERVICE, PATH, {"q": " ".join(words)[:LONGEST_QUERY], "format": "json", "h": MOST_HITS, "f": 0, "c": 0})


def read(answer: Exchange) -> Heard:
    """Return the publications in an answer."""
    if answer.status == NOT_FOUND:
        # Of it alone that is a path which leads nowhere.
        return Heard((), "HTTP 404")
    return heard(answer, _works, record_of)


def _works(found: Any) -> list[Any]:
    if not isinstance(reading.at(found, "result", "hits"), dict):
        raise UnreadableError("no hits, and not that there are none")
    return reading.items(found, "result", "hits", "hit")


def record_of(hit: Any) -> Record | None:
    """Return the record of one hit, or None where it has no title."""
    info = reading.at(hit, "info")
    title = reading.text(info, "title")
    if not title:
        return None
    venue = reading.text(info, "venue")
    url = next((each for each in map(reading.web, reading.items(info, "ee")) if each), None)
    doi = reading.doi(info, "doi") or (reading.doi(url) if url and "doi.org/" in url else None)
    number = _number(info, venue) or reading.arxiv_of(doi) or reading.arxiv_of(url)
    stated = KINDS.get(reading.text(info, "type") or "", Kind.OTHER)
    return Record(
        NAME,
        title.removesuffix(".") if not title.endswith("..") else title,
        reading.people(map(_name, reading.items(info, "authors", "author"))),
        reading.year(info, "year"),
        stated,
        None if venue == CORR_VENUE else venue,
        number,
        doi if doi and not reading.arxiv_of(doi) else None,
        None if url and (doi or reading.arxiv_of(url)) else url,
        volume=None if venue == CORR_VENUE else reading.text(info, "volume"),
        number=reading.text(info, "number"),
        pages=reading.text(info, "pages"),
        is_withdrawn=(reading.text(info, "type") or "") == "Withdrawn Items",
    )


def _name(author: object) -> str | None:
    name = reading.text(author, "text") if isinstance(author, dict) else reading.text(author)
    return NAMESAKE.sub("", name) if name else None


def _number(info: Any, venue: str | None) -> str | None:
    match = CORR.match(reading.text(info, "volume") or "") if venue == CORR_VENUE else None
    return reading.arxiv_number(match.group(1)) if match else None
