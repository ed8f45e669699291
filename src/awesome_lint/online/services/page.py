"""Any page: its title, and what publishers say in it for those who cite, in `meta` elements called `citation_*`.

https://scholar.google.com/intl/en/scholar/inclusion.html#indexing describes them.
"""

from collections import defaultdict
from html.parser import HTMLParser

from msgspec import Struct

from awesome_lint.online.exchange import PAGE_BYTES, Exchange, Request
from awesome_lint.online.records import Kind, Record
from awesome_lint.online.services import reading
from awesome_lint.online.services.asking import OK, RECORD_AGE, Heard
from awesome_lint.patterns import GAP, lazy

NAME = "the page itself"
# The names that publishers give a page, between which and the title stands a mark.
PARTED = lazy(rf"(?<!\s)\s+[|·—–-]\s+|{GAP}::\s*")
CHARSET = lazy(r"charset=[\"']?([\w-]{1,40})")
# What stands where a page should be.
NO_PAGE = lazy(
    r"(?i)\b(?:404|(?:page )?not found|error|access denied|just a moment|attention required|sign in|log ?in|captcha|robot)\b"
)


class Page(Struct, frozen=True):
    """What a page says of itself."""

    title: str = ""
    description: str = ""
    record: Record | None = None
    """What it is a page of, where it says so for those who cite."""


def by_address(url: str) -> Request:
    """Return the request for a page."""
    return Request(url, most=PAGE_BYTES, max_age=RECORD_AGE)


def read(exchange: Exchange) -> tuple[Page, str]:
    """Return what a page says, and why it says nothing where it does not."""
    if not exchange.is_answered:
        return Page(), exchange.reason or exchange.ended.value
    if exchange.status != OK:
        return Page(), f"HTTP {exchange.status}"
    reader = _Reader()
    reader.feed(_decoded(exchange))
    title = reading.plain(reader.title)[: reading.LONGEST]
    named = reader.first("citation_title") or reader.first("dc.title")
    if not named and (not title or NO_PAGE.search(title)):
        return Page(), "it has no title"
    description = reader.first("description") or reader.first("og:description") or ""
    record = _record(reader, named) if named else None
    return Page(reader.first("og:title") or PARTED.split(title)[0], description, record), ""


def heard(exchange: Exchange) -> Heard:
    """Return the record that a page has of what it is about."""
    page, trouble = read(exchange)
    return Heard((page.record,) if page.record else (), trouble)


def _record(reader: "_Reader", title: str) -> Record:
    venue = reader.first("citation_journal_title") or reader.first("citation_conference_title")
    date = reader.first("citation_publication_date") or reader.first("citation_date") or reader.first("citation_year") or ""
    doi = reading.doi(reader.first("citation_doi"))
    first, last = reader.first("citation_firstpage"), reader.first("citation_lastpage")
    kind = Kind.ARTICLE if reader.first("citation_journal_title") else Kind.CONFERENCE_PAPER if venue else Kind.OTHER
    return Record(
        NAME,
        title,
        reading.people(iter(reader.all("citation_author") or reader.all("dc.creator"))),
        reading.year(date[:4]),
        kind,
        venue,
        reading.arxiv_number(reader.first("citation_arxiv_id")),
        doi if doi and not reading.arxiv_of(doi) else None,
        pages=f"{first}-{last}" if first and last and first != last else first,
    )


def _decoded(exchange: Exchange) -> str:
    said = CHARSET.search(exchange.header("content-type")) or CHARSET.search(exchange.body[:2048].decode("latin-1"))
    try:
        return exchange.body.decode(said.group(1) if said else "utf-8", "replace")
    except LookupError:
        return exchange.body.decode("utf-8", "replace")


class _Reader(HTMLParser):
    """Reads the head of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.said: defaultdict[str, list[str]] = defaultdict(list)
        self._is_title = self._has_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "title" and not self._has_title:
            self._is_title = True
        elif tag == "meta":
            named = dict(attrs)
            name = named.get("name") or named.get("property")
            if name and named.get("content"):
                self.said[name.casefold()].append(named["content"] or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._has_title = self._has_title or self._is_title
            self._is_title = False

    def handle_data(self, data: str) -> None:
        if self._is_title:
            self.title += data

    def all(self, name: str) -> list[str]:
        """Return what all elements of a name say."""
        return [text for text in map(reading.text, self.said.get(name, ())) if text]

    def first(self, name: str) -> str | None:
        return next(iter(self.all(name)), None)
