"""OpenReview: what was submitted to conferences, and what became of it. https://docs.openreview.net/reference/api-v2

Its pages, and many reads, answer 403 to programs: that says nothing of a paper.
"""

import re
from typing import Any

from awesome_lint.online.exchange import Exchange, Request
from awesome_lint.online.pace import SERVICES
from awesome_lint.online.records import Kind, Record
from awesome_lint.online.services import reading
from awesome_lint.online.services.asking import Heard, UnreadableError, get, heard
from awesome_lint.patterns import GAP, lazy

SERVICE = "openreview"
NAME = SERVICES[SERVICE].title
PATH = "/notes"
MOST_HITS = 5

# `Submitted to ICLR 2026`, `ICLR 2017 Reject`: where it did not appear.
NOT_THERE = lazy(r"\b(?:submit(?:ted)?|submission|reject(?:ed)?|withdrawn|desk)\b", re.IGNORECASE)
PRESENTED = lazy(rf"{GAP}\b(?:notable|top|(?:poster|oral|spotlight|conference|accept(?:ed)?)\b).*", re.IGNORECASE)
YEAR = lazy(r"\b((?:19|20)\d\d)\b")
FORUM = lazy(r"[\w-]{6,40}")


def by_title(title: str) -> Request:
    """Return the request for notes with these words in their title."""
    return get(SERVICE, f"{PATH}/search", {"term": title, "type": "terms", "content": "title", "limit": MOST_HITS})


def by_forum(forum: str) -> Request:
    """Return the request for the paper of a forum."""
    return get(SERVICE, PATH, {"id": forum})


def read(answer: Exchange) -> Heard:
    """Return the papers in an answer."""
    return heard(answer, _works, record_of)


def _works(found: Any) -> list[Any]:
    notes = reading.at(found, "notes")
    if not isinstance(notes, list):
        raise UnreadableError(reading.text(found, "message") or "no notes")
    return notes


def record_of(note: Any) -> Record | None:
    """Return the record of one note, or None where it is that of no paper, such as a review."""
    content = reading.at(note, "content")
    title = _value(content, "title")
    own = reading.text(note, "id")
    forum = reading.text(note, "forum") or own
    if not title or not forum or not FORUM.fullmatch(forum) or own not in (None, forum):
        return None
    stated = _value(content, "venue") or ""
    is_there = bool(stated) and not NOT_THERE.search(stated)
    year = YEAR.search(stated)
    venue = YEAR.sub("", PRESENTED.sub("", stated)).strip(" ,") if is_there else None
    names = reading.at(content, "authors", "value") if isinstance(reading.at(content, "authors"), dict) else None
    return Record(
        NAME,
        title,
        reading.people(map(reading.text, names if isinstance(names, list) else reading.items(content, "authors"))),
        reading.year(year.group(1)) if year else None,
        Kind.CONFERENCE_PAPER if venue else Kind.PREPRINT,
        venue or None,
        url=f"https://openreview.net/forum?id={forum}",
        is_withdrawn="withdrawn" in stated.casefold(),
    )


def _value(content: object, name: str) -> str | None:
    """Return a field of a note: the second version of the API wraps each, the first does not."""
    return reading.text(content, name, "value") or reading.text(content, name)
