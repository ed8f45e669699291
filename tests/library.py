"""A library of works that there are not, which answers as arXiv, DBLP and Crossref do, without a connection."""

import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from time import time
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from msgspec import Struct

from awesome_lint.online.cache import Cache
from awesome_lint.online.exchange import Ended, Exchange, Request
from awesome_lint.online.matching import plain


class Work(Struct, frozen=True):
    """A work, and where it is known: at arXiv by its number, at DBLP, and by a DOI at Crossref."""

    title: str
    people: tuple[str, ...] = ("Ann Quill", "Bo Marsh")
    year: int = 2021
    venue: str = ""
    arxiv: str = ""
    doi: str = ""
    url: str = ""
    pages: str = ""
    comment: str = ""
    services: tuple[str, ...] = ("arxiv", "dblp", "crossref")
    """Those that know it."""


class Library:
    """Answers requests from its works; `refuses` are services that do not answer."""

    def __init__(self, *works: Work, refuses: Sequence[str] = (), cache: Cache | None = None) -> None:
        self.works = works
        self.refuses = refuses
        self.cache = cache
        self.asked: Counter[str] = Counter()
        self.requests: list[Request] = []

    async def fetch(
        self, requests: Iterable[Request], max_age: Callable[[Exchange], float] | None = None
    ) -> AsyncIterator[Exchange]:
        for request in requests:
            self.asked[request.service] += 1
            self.requests.append(request)
            status = 503 if request.service in self.refuses else 200
            body = self._body(request).encode() if status == 200 else b"busy"
            exchange = Exchange(request, Ended.ANSWERED, status=status, body=body, asked_at=int(time()))
            if self.cache is not None:
                self.cache.keep(exchange)
            yield exchange

    def _body(self, request: Request) -> str:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(request.url).query).items()}
        there = [work for work in self.works if request.service in work.services]
        if request.service == "dblp":
            hits = [hit for work in there if _has_words(work, asked["q"]) for hit in _hits(work)]
            return json.dumps({"result": {"hits": {"@total": str(len(hits)), **({"hit": hits} if hits else {})}}})
        if request.service == "crossref":
            if "filter" in asked:
                wanted = set(asked["filter"].replace("doi:", "").split(","))
                works = [_work(work) for work in there if work.doi in wanted]
            else:
                words = set(plain(asked["query.bibliographic"]).split())
                works = [_work(work) for work in there if work.doi and len(words & set(plain(work.title).split())) > 2]
            return json.dumps({"message": {"items": works}})
        if "id_list" in asked:
            papers = [work for work in there if work.arxiv in asked["id_list"].split(",")]
        else:
            title = re.search(r'ti:"([^"]*)"', asked["search_query"])
            papers = [work for work in there if work.arxiv and title and plain(title[1]) in plain(work.title)]
        return f'<feed xmlns="http://www.w3.org/2005/Atom">{"".join(map(_entry, papers))}</feed>'


def _has_words(work: Work, query: str) -> bool:
    words = {*plain(work.title).split(), *plain(" ".join(work.people)).split()}
    return all(any(each.startswith(word) for each in words) for word in plain(query).split())


def _hits(work: Work) -> list[dict[str, Any]]:
    authors = [{"text": name} for name in work.people]
    info = {"title": f"{work.title}.", "year": str(work.year), "authors": {"author": authors}}
    hits = []
    if work.venue:
        there = {"venue": work.venue, "type": "Conference and Workshop Papers", "ee": work.url or f"https://doi.org/{work.doi}"}
        hits.append({"info": {**info, **there, **({"doi": work.doi} if work.doi else {}), "pages": work.pages}})
    if work.arxiv:
        there = {"venue": "CoRR", "volume": f"abs/{work.arxiv}", "type": "Informal and Other Publications"}
        hits.append({"info": {**info, **there, "ee": f"http://arxiv.org/abs/{work.arxiv}"}})
    return hits


def _work(work: Work) -> dict[str, Any]:
    people = [{"given": given, "family": family} for given, _, family in (name.rpartition(" ") for name in work.people)]
    issued = {"date-parts": [[work.year]]}
    said = {"DOI": work.doi, "title": [work.title], "author": people, "issued": issued, "type": "proceedings-article"}
    return {**said, "container-title": [work.venue], "page": work.pages}


def _entry(work: Work) -> str:
    people = "".join(f"<author><name>{escape(name)}</name></author>" for name in work.people)
    doi = f'<doi xmlns="http://arxiv.org/schemas/atom">{work.doi}</doi>' if work.doi else ""
    said = f"<title>{escape(work.title)}</title><published>{work.year}-03-01T00:00:00Z</published>{people}{doi}"
    said += f'<comment xmlns="http://arxiv.org/schemas/atom">{escape(work.comment)}</comment>' if work.comment else ""
    return f"<entry><id>http://arxiv.org/abs/{work.arxiv}v1</id>{said}</entry>"
