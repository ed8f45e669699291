"""What is asked about the links of lists, of whom, and in which order: who answers many at once first, then what follows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.document import Document
from awesome_lint.online.exchange import ANCHORED_BYTES, DAY, PAGE_BYTES, Ended, Exchange, Request
from awesome_lint.online.pages import reduced
from awesome_lint.online.records import Record, Repository
from awesome_lint.online.seen import Seen, doi_of, is_anchored, paper_of, places, repository_of, without_fragment
from awesome_lint.online.services import arxiv, doi, github, wayback
from awesome_lint.online.services.asking import batches
from awesome_lint.online.tokens import token
from awesome_lint.online.verdicts import Evidence, Verdict, beside, front, is_suspect, of_page, of_suspect

if TYPE_CHECKING:
    from awesome_lint.online.network import Network

# Seconds between two looks that both have to find nothing before a page is said to be gone.
GONE_AFTER = DAY
# Without a token GitHub answers sixty questions an hour; whoever else asks from the same address needs some of them.
MOST_WITHOUT_TOKEN = 50
# A paper that arXiv has, and will have.
WITNESS = "1706.03762"


class Wanted(Struct, frozen=True):
    """What there is to ask about lists, each thing once."""

    pages: tuple[str, ...] = ()
    repositories: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    dois: tuple[str, ...] = ()
    anchored: tuple[str, ...] = ()
    """Of the pages those of which it is wanted which places they have."""
    skipped: int = 0
    """How many links settings leave out."""

    def __add__(self, other: "Wanted") -> "Wanted":
        return Wanted(
            _sorted(self.pages + other.pages),
            _sorted(self.repositories + other.repositories),
            _sorted(self.papers + other.papers),
            _sorted(self.dois + other.dois),
            _sorted(self.anchored + other.anchored),
            self.skipped + other.skipped,
        )


def wanted(document: Document, skip: Iterable[str] = (), *, anchors: bool = False) -> Wanted:
    """Return what there is to ask about the links of a list but those that match one of the patterns.

    `anchors` says whether places within pages are wanted, too.
    """
    patterns = tuple(skip)
    urls = dict.fromkeys(without_fragment(place.url) for place in places(document))
    asked = [url for url in urls if not any(fnmatchcase(url, pattern) for pattern in patterns)]
    repositories = {url: name for url in asked if (name := repository_of(url)) is not None}
    papers = {url: number for url in asked if (number := paper_of(url)) is not None}
    dois = {url: found for url in asked if (found := doi_of(url)) is not None}
    pages = [url for url in asked if url not in repositories and url not in papers and url not in dois]
    led_into = {without_fragment(place.url) for place in places(document) if anchors and is_anchored(place.url)}
    return Wanted(
        _sorted(pages),
        _sorted(repositories.values()),
        _sorted(papers.values()),
        _sorted(dois.values()),
        _sorted(led_into.intersection(pages)),
        len(urls) - len(asked),
    )


def planned(asked: Wanted) -> Iterator[tuple[str, Sequence[Request]]]:
    """Yield the names of those who are asked, each with the requests that do not depend on answers."""
    yield "arXiv", [*arxiv.by_numbers(asked.papers)]
    yield "GitHub", _of_repositories(asked.repositories)[0]
    yield "doi.org", [*map(doi.by_doi, asked.dois)]
    yield "the pages themselves", [*_of_pages(asked, 0).values()]


async def learn(network: "Network", asked: Wanted, gone_after: float = GONE_AFTER) -> Seen:
    """Ask, and return what was seen, as far as the budget of the network goes."""
    missed: dict[str, str] = {}
    age = network.limits.ages.alive
    requests, why = _of_repositories(asked.repositories, age)
    if why:
        missed[github.SERVICE] = why
    papers, repositories, pages = [*arxiv.by_numbers(asked.papers)], requests, _of_pages(asked, age)
    first = [*papers, *repositories, *map(doi.by_doi, asked.dois), *pages.values()]
    answers = {exchange.request.key: exchange async for exchange in network.fetch(first, reduced=reduced)}
    return Seen(
        await _pages(network, answers, pages, gone_after),
        _repositories(answers, asked.repositories, requests, missed),
        await _papers(network, answers, papers, missed),
        _dois(answers, asked.dois, missed),
        gone_after,
        missed,
    )


async def _pages(
    network: "Network", answers: Mapping[str, Exchange], requests: Mapping[str, Request], gone_after: float
) -> Mapping[str, Evidence]:
    """Return what is known of pages: those that may be none are looked at again, those that are gone in the archive."""
    first = {url: answers[request.key] for url, request in requests.items() if request.key in answers}
    suspects = {url: exchange for url, exchange in first.items() if is_suspect(exchange)}
    age = network.limits.ages.alive
    looks = {
        url: (_of_page(beside(each.url, _mark(each.url)), age), _of_page(front(each.url), age))
        for url, each in sorted(suspects.items())
    }
    again = [request for pair in looks.values() for request in pair]
    seconds = {each.request.key: each async for each in network.fetch(again, reduced=reduced)}
    seen = {url: of_page(exchange) for url, exchange in first.items()}
    for url, pair in looks.items():
        by_path, by_front = (seconds.get(request.key, _unasked(request)) for request in pair)
        seen[url] = of_suspect(suspects[url], by_path, by_front)
    lost = {url: wayback.before(url, each.gone_since) for url, each in sorted(seen.items()) if each.is_gone_for(gone_after)}
    async for exchange in network.fetch(lost.values()):
        url = next(url for url, request in lost.items() if request.key == exchange.request.key)
        seen[url] = replace(seen[url], archived=wayback.read(exchange))
    return seen


def _repositories(
    answers: Mapping[str, Exchange], names: Sequence[str], requests: Sequence[Request], missed: dict[str, str]
) -> Mapping[str, Repository | None]:
    found: dict[str, Repository | None] = {}
    has_token = bool(token(_GITHUB_HOST))
    for batch, request in zip(batches(names, github.MOST_IDS if has_token else 1), requests, strict=False):
        answer = answers.get(request.key, _unasked(request))
        said = github.read_names(batch, answer) if has_token else github.read_name(batch[0], answer)
        found |= {
            name: replace(repository, seen_at=answer.asked_at) if repository is not None else None
            for name, repository in said.found
        }
        if said.trouble:
            missed[github.SERVICE] = said.trouble
    return found


async def _papers(
    network: "Network", answers: Mapping[str, Exchange], requests: Sequence[Request], missed: dict[str, str]
) -> Mapping[str, Record | None]:
    """Return what arXiv knows of papers.

    It answers with nothing when it is busy, too: what is not in an answer is asked for again, together with one that is there.
    """
    found: dict[str, Record | None] = {}
    absent: list[str] = []
    for request in requests:
        heard = arxiv.read(answers.get(request.key, _unasked(request)))
        there = {record.arxiv: record for record in heard.records if record.arxiv}
        found |= there
        if heard.trouble:
            missed[arxiv.SERVICE] = heard.trouble
        else:
            absent += [number for number in _numbers(request) if number not in there]
    async for exchange in network.fetch(arxiv.by_numbers([*absent, WITNESS]) if absent else ()):
        heard = arxiv.read(exchange)
        there = {record.arxiv: record for record in heard.records if record.arxiv}
        if WITNESS in there:
            found |= {number: there.get(number) for number in _numbers(exchange.request) if number in absent}
    return found


def _dois(answers: Mapping[str, Exchange], names: Sequence[str], missed: dict[str, str]) -> Mapping[str, bool]:
    found: dict[str, bool] = {}
    for name in names:
        request = doi.by_doi(name)
        answer = answers.get(request.key, _unasked(request))
        is_there = doi.read(answer)
        if is_there is None:
            missed[doi.SERVICE] = answer.reason or f"it answers {answer.status}"
        else:
            found[name] = is_there
    return found


def _of_pages(asked: Wanted, age: float) -> Mapping[str, Request]:
    """Return the requests for pages, by their addresses."""
    anchored = {*asked.anchored}
    return {url: _of_page(url, age, is_anchored=url in anchored) for url in asked.pages}


def _of_page(url: str, age: float, *, is_anchored: bool = False) -> Request:
    """Return the request for a page that, where it is well, is believed to be for so many seconds."""
    return Request(url, most=ANCHORED_BYTES if is_anchored else PAGE_BYTES, max_age=age, is_anchored=is_anchored)


def _of_repositories(names: Sequence[str], age: float = 0) -> tuple[Sequence[Request], str]:
    """Return the requests for repositories, and why there are none where there are too many to ask about without a token."""
    if token(_GITHUB_HOST):
        return [replace(github.by_names(batch), max_age=age) for batch in batches(names, github.MOST_IDS)], ""
    if len(names) > MOST_WITHOUT_TOKEN:
        return [], f"more than {MOST_WITHOUT_TOKEN} repositories need a token in GITHUB_TOKEN"
    return [replace(github.by_name(name), max_age=age) for name in names], ""


def _numbers(request: Request) -> Sequence[str]:
    """Return the numbers that a request for papers names."""
    from urllib.parse import parse_qs, urlsplit

    return parse_qs(urlsplit(request.url).query).get("id_list", [""])[0].split(",")


def _mark(url: str) -> str:
    """Return what no page is called, the same each time."""
    return sha256(url.encode("utf-8", "replace")).hexdigest()[:12]


def _unasked(request: Request) -> Exchange:
    return Exchange(request, Ended.UNASKED, "it was not asked")


def _sorted(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*items}))


_GITHUB_HOST = "api.github.com"


def unjudged(seen: Seen, gone_after: float = GONE_AFTER) -> Mapping[str, list[tuple[str, str]]]:
    """Return the links of which nothing is known, each with why, by the kind of reason, in words."""
    found: dict[str, list[tuple[str, str]]] = {}
    words = {Verdict.BLOCKED: "refused", Verdict.TROUBLED: "did not answer", Verdict.UNASKED: "not asked"}
    for url, evidence in sorted(seen.pages.items()):
        if evidence.verdict is Verdict.GONE and not evidence.is_gone_for(gone_after):
            found.setdefault("gone for the first time", []).append((url, evidence.reason))
        elif not evidence.verdict.is_known:
            found.setdefault(words[evidence.verdict], []).append((url, evidence.reason))
    return found
