"""The links of lists: what is known of each after every fault, and what is said of it and written."""

import asyncio
import json
import os
import shutil
import signal
import ssl
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import msgspec
import pytest
import yaml

pytest.importorskip("aiohttp")

from faults import ELSEWHERE, FAULTS, FaultServer, Visit

from awesome_lint.cli import commands as cli
from awesome_lint.diagnostic import Diagnostic
from awesome_lint.engine.linter import lint
from awesome_lint.online.exchange import DAY, Ended, Exchange, Request
from awesome_lint.online.link_rule import LinkRule, knowing
from awesome_lint.online.links import GONE_AFTER, Wanted, learn, unjudged, wanted
from awesome_lint.online.network import Limits, open_network
from awesome_lint.online.pages import Page, page_of, read, reduced
from awesome_lint.online.records import Repository
from awesome_lint.online.rules.stale_repository import StaleRepository
from awesome_lint.online.seen import Seen, doi_of, paper_of, repository_of
from awesome_lint.online.services import doi, wayback
from awesome_lint.online.transport import HOSTS_VARIABLE
from awesome_lint.online.verdicts import Evidence, Move, Verdict, beside, domain, of_page
from awesome_lint.parser import parse
from awesome_lint.registry.discovery import online_rules
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.settings import Selection, choose_online
from awesome_lint.settings.files import from_table
from awesome_lint.source import Source

ALIVE, MOVED, GONE, CHANGED, BLOCKED, TROUBLED, UNASKED = Verdict
# What the faults are, but those that say nothing of a page: these are in TROUBLE.
VERDICTS: dict[str, Verdict] = {
    "ok": ALIVE,
    "missing": GONE,
    "gone": GONE,
    "unauthorised": BLOCKED,
    "forbidden": BLOCKED,
    "challenge": BLOCKED,
    "challenge-with-200": BLOCKED,
    "waf": BLOCKED,
    "censored": BLOCKED,
    "too-many-requests": BLOCKED,
    "retry-in-an-hour": BLOCKED,
    "retry-in-ages": BLOCKED,
    "retry-negative": BLOCKED,
    "retry-in-words": BLOCKED,
    "teapot": BLOCKED,
    "no-method": BLOCKED,
    "odd-status": BLOCKED,
    "no-content": ALIVE,
    "soft-404": CHANGED,
    "parked": CHANGED,
    "every-path-the-same": ALIVE,
    "about-not-found": ALIVE,
    "utf-16": ALIVE,
    "no-charset": ALIVE,
    "no-html": ALIVE,
    "bad-gzip": ALIVE,
    "half-gzip": ALIVE,
    "good-gzip": ALIVE,
    "gzip-bomb": ALIVE,
    "unknown-encoding": ALIVE,
    "moved": MOVED,
    "moved-308": MOVED,
    "moved-to-moved": MOVED,
    "found": ALIVE,
    "see-other": ALIVE,
    "temporary": ALIVE,
    "moved-then-found": ALIVE,
    "moved-to-missing": GONE,
    "to-no-host": GONE,
    "hijacked": CHANGED,
    "moved-home": CHANGED,
    "moved-to-login": BLOCKED,
    "cookie-wall": ALIVE,
    "retry-once": ALIVE,
    "retry-at-a-date": ALIVE,
    "unavailable-once": ALIVE,
    "slow": ALIVE,
    "body-dribbles": ALIVE,
    "endless-body": ALIVE,
    "short-body": ALIVE,
    "nowhere": GONE,
    "inner": UNASKED,
    "rebound": UNASKED,
}
TROUBLE = [
    "broken",
    "unavailable",
    "no-location",
    "loop",
    "twelve-hops",
    "cookie-loop",
    "long-body",
    "bad-length",
    "garbage",
    "close",
    "reset",
    "long-header",
    "many-headers",
    "refused",
    "to-private",
    "to-loopback",
    "to-metadata",
    "to-localhost",
    "to-file",
    "to-port",
    "to-user",
    "to-garbage",
]


def page(name: str) -> str:
    return f"http://{name}.example/a"


async def _learn(asked: Wanted, folder: Path | None, limits: Limits) -> Seen:
    async with open_network(limits, folder) as network:
        return await learn(network, asked, 0)


def seen_of(asked: Wanted, folder: Path | None = None, *, offline: bool = False) -> Seen:
    return asyncio.run(_learn(asked, folder, Limits(offline=offline)))


@pytest.fixture(scope="module")
def seen(web: FaultServer, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    return seen_of(Wanted(tuple(map(page, (*VERDICTS, *TROUBLE)))), tmp_path_factory.mktemp("cache"))


@pytest.mark.parametrize("name", [*VERDICTS, *TROUBLE])
def test_every_fault_has_its_verdict(name: str, seen: Seen) -> None:
    evidence = seen.page(page(name))
    assert evidence.verdict is VERDICTS.get(name, TROUBLED), evidence.reason
    assert evidence.reason or evidence.verdict is ALIVE


def test_what_is_known_does_not_depend_on_the_order_of_answers(tmp_path: Path, web: FaultServer) -> None:
    names = ("slow", "moved", "missing", "parked", "soft-404", "moved-to-moved", "forbidden")
    first = seen_of(Wanted(tuple(map(page, names))), tmp_path / "one")
    again = seen_of(Wanted(tuple(map(page, reversed(names)))), tmp_path / "one", offline=True)
    assert msgspec.json.encode(sorted(first.pages.items())) == msgspec.json.encode(sorted(again.pages.items()))


def test_what_could_not_be_judged_is_counted(seen: Seen) -> None:
    left = unjudged(seen, GONE_AFTER)
    assert {*left} == {"refused", "did not answer", "not asked", "gone for the first time"}
    assert len(left["did not answer"]) == len(TROUBLE)
    assert "gone for the first time" not in unjudged(seen, 0)


def exchange(url: str, status: int, body: str = "", since: int = 0, at: int = 0, **headers: str) -> Exchange:
    named = (("content-type", "text/html"), *((key.replace("_", "-"), value) for key, value in headers.items()))
    answer = Exchange(Request(url), Ended.ANSWERED, status=status, body=body.encode(), headers=named, asked_at=at)
    return reduced(msgspec.structs.replace(answer, gone_since=since))


def test_a_page_is_gone_when_two_looks_say_so() -> None:
    url = "https://example.org/a"
    assert not of_page(exchange(url, 404, since=5, at=5)).is_gone_for(DAY)
    assert of_page(exchange(url, 404, since=5, at=5 + DAY)).is_gone_for(DAY)
    assert not of_page(exchange(url, 403, since=5, at=5 + DAY)).is_gone_for(DAY)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<title>A &amp; B\n  C</title>", Page("A & B C")),
        ("<TITLE class=x>A</TITLE><h1>B <b>c</b></h1>", Page("A", "B c")),
        ("<title>never ends", Page()),
        ("<title", Page()),
        ("no page at all", Page()),
        ("<title></title><title>second</title>", Page()),
        ("<svg><title>drawn</title></svg>", Page("drawn")),
    ],
)
def test_what_a_page_says_of_itself(body: str, found: Page) -> None:
    answer = Exchange(
        Request("http://a.example/"), Ended.ANSWERED, status=200, body=body.encode(), headers=(("content-type", "text/html"),)
    )
    assert read(answer) == page_of(reduced(answer)) == found


@pytest.mark.parametrize(
    "body", ["<title>" * 9000, "<h1" * 20000, "<title>" + "<" * 60000, "&" * 65536, "<title>" + "&#" * 30000]
)
def test_a_hostile_page_is_read_in_linear_time(body: str) -> None:
    answer = Exchange(Request("http://a.example/"), Ended.ANSWERED, status=200, body=body.encode())
    began = monotonic()
    of_page(reduced(answer))
    assert monotonic() - began < 2


@pytest.mark.parametrize("title", ["example.org is for sale", "Buy this domain", "This domain has expired", "Parked domain"])
def test_a_name_for_sale_is_no_page(title: str) -> None:
    assert of_page(exchange("https://example.org/a", 200, f"<title>{title}</title>")).verdict is CHANGED


@pytest.mark.parametrize("title", ["Paintings for sale", "Domain-driven design", "Sale", "Object not found in scene detection"])
def test_other_titles_are_those_of_pages(title: str) -> None:
    assert of_page(exchange("https://example.org/a", 200, f"<title>{title}</title>")).verdict is ALIVE


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("www.example.org", "example.org"),
        ("a.b.example.co.uk", "example.co.uk"),
        ("ann.github.io", "ann.github.io"),
        ("example.org", "example.org"),
        ("localhost", "localhost"),
        ("co.uk", "co.uk"),
    ],
)
def test_whose_a_host_is(host: str, found: str) -> None:
    assert domain(host) == found


def test_where_nothing_can_be() -> None:
    assert beside("https://example.org/a/b?c#d", "0") == "https://example.org/a/awesome-lint-0"
    assert beside("https://example.org/a", "0") == "https://example.org/awesome-lint-0"


def test_what_addresses_are_pages_of() -> None:
    assert repository_of("https://github.com/Ann/Nets/tree/main/docs#x") == "ann/nets"
    assert repository_of("https://github.com/ann/nets.git") == "ann/nets"
    assert repository_of("https://github.com/ann") is None
    assert repository_of("https://github.com/topics/nets") is None
    assert repository_of("https://github.com.example.org/ann/nets") is None
    assert paper_of("https://arxiv.org/pdf/2101.00001v2") == "2101.00001"
    assert paper_of("https://example.org/2101.00001") is None
    assert doi_of("https://doi.org/10.9999/Example.1") == "10.9999/example.1"
    assert doi_of("https://dl.example.org/doi/10.9999/example.1") is None


# --- what is said ----------------------------------------------------------------------------------------------------


PAPER = "- **Deep nets for cats.** *Ann Lee, Bo Chen.* [paper](https://arxiv.org/abs/2101.00001)\n"
TOOL = "- [Oars](http://oars.example/start) - A tool for rowing.\n"


def said(rule: str, text: str, known: Seen) -> list[Diagnostic]:
    (each,) = knowing(RuleSet.of([online_rules()[rule]()]), known, DAY)
    return list(each.check(parse(Source(f"# Things\n\n{text}", "README.md"))))


def written(rule: str, text: str, known: Seen) -> str:
    """Return the text with the one fix of a rule made."""
    (found,) = said(rule, text, known)
    assert found.fix is not None
    whole = f"# Things\n\n{text}"
    for edit in reversed(found.fix.edits):
        whole = whole[: edit.span.start] + edit.text + whole[edit.span.end :]
    return whole.partition("\n\n")[2]


def of_oars(evidence: Evidence) -> Seen:
    return Seen(pages={"http://oars.example/start": evidence})


def test_a_page_that_is_gone_is_replaced_by_its_copy() -> None:
    copy = "https://web.archive.org/web/20260101000000/http://oars.example/start"
    gone = Evidence(GONE, "answers 404", gone_since=DAY, seen_at=3 * DAY, archived=copy)
    (found,) = said("dead-link", TOOL, of_oars(gone))
    assert found.message.startswith("`http://oars.example/start` answers 404, since 2 January 1970 at the latest: ")
    assert found.fix is not None
    assert not found.fix.is_safe
    assert written("dead-link", TOOL, of_oars(gone)) == TOOL.replace("http://oars.example/start", copy)
    assert said("dead-link", TOOL, of_oars(msgspec.structs.replace(gone, seen_at=DAY + 1))) == []
    for verdict in (BLOCKED, TROUBLED, UNASKED, ALIVE):
        assert said("dead-link", TOOL, of_oars(Evidence(verdict, "why"))) == []


def test_papers_and_dois_that_nobody_knows() -> None:
    assert said("dead-link", PAPER, Seen()) == []
    (found,) = said("dead-link", PAPER, Seen(papers={"2101.00001": None}))
    assert found.message == "arXiv knows no paper `2101.00001`: correct the link."
    text = "- [Nets](https://doi.org/10.9999/example.1) - About nets.\n"
    assert said("dead-link", text, Seen(dois={"10.9999/example.1": True})) == []
    assert len(said("dead-link", text, Seen(dois={"10.9999/example.1": False}))) == 1


@pytest.mark.parametrize(
    ("target", "move", "safe"),
    [
        ("https://oars.example/start", Move.SCHEME, True),
        ("https://www.oars.example/start/", Move.SCHEME, True),
        ("https://oars.example/begin", Move.HOST, False),
        ("https://docs.oars.example/start", Move.DOMAIN, False),
        ("https://rowing.example/oars", Move.ELSEWHERE, False),
    ],
)
def test_where_a_page_is_now(target: str, move: Move, safe: bool) -> None:
    moved = Evidence(MOVED, "has moved for good", target, move, Page("Oars"))
    (found,) = said("moved-link", TOOL, of_oars(moved))
    assert found.fix is not None
    assert found.fix.is_safe is safe
    assert written("moved-link", TOOL, of_oars(moved)) == TOOL.replace("http://oars.example/start", target)


def test_what_is_no_move() -> None:
    for evidence in (
        Evidence(MOVED, "", "http://oars.example/start/", Move.SLASH),
        Evidence(ALIVE, "", "http://oars.example/login"),
        Evidence(MOVED, "", "https://casino.example/slots", Move.ELSEWHERE, Page("Play now")),
    ):
        assert said("moved-link", TOOL, of_oars(evidence)) == []
    (session,) = said("moved-link", TOOL, of_oars(Evidence(MOVED, "", "https://oars.example/x?jsessionid=1", Move.HOST)))
    assert session.fix is None


def test_a_fragment_goes_along() -> None:
    text = TOOL.replace("/start", "/start#end")
    moved = Evidence(MOVED, "", "https://oars.example/begin", Move.HOST)
    assert "https://oars.example/begin#end)" in written("moved-link", text, of_oars(moved))


def test_pages_of_strangers() -> None:
    stranger = Evidence(MOVED, "", "https://casino.example/slots", Move.ELSEWHERE, Page("Play now"))
    (found,) = said("hijacked-link", TOOL, of_oars(stranger))
    assert found.message == (
        "`http://oars.example/start` leads to casino.example, called `Play now`: see whether it is still the page meant."
    )
    for title in ("Oars, rowing made easy", "The tool"):
        friend = msgspec.structs.replace(stranger, page=Page(title))
        assert said("hijacked-link", TOOL, of_oars(friend)) == []
    assert said("hijacked-link", TOOL, of_oars(msgspec.structs.replace(stranger, target="https://getoars.example/"))) == []
    assert len(said("hijacked-link", TOOL, of_oars(Evidence(CHANGED, "is called `404`, as is every address")))) == 1
    market = "- [Names](http://oars.example/start) - A market for domains.\n"
    assert said("hijacked-link", market, of_oars(Evidence(CHANGED, "sells"))) == []


REPOSITORY = "- [Nets](https://github.com/Ann/Nets) and [docs](https://github.com/ann/nets/tree/main/docs#top) - About nets.\n"


def of_nets(repository: Repository | None) -> Seen:
    return Seen(repositories={"ann/nets": repository})


def test_repositories() -> None:
    assert [len(said(rule, REPOSITORY, Seen())) for rule in ("missing-repository", "renamed-repository")] == [0, 0]
    assert len(said("missing-repository", REPOSITORY, of_nets(None))) == 2
    assert said("renamed-repository", REPOSITORY, of_nets(Repository("Ann/Nets"))) == []
    found = said("renamed-repository", REPOSITORY, of_nets(Repository("bo/oars")))
    assert [each.fix and each.fix.edits[0].text for each in found] == ["bo/oars", "bo/oars"]
    archived = said("archived-repository", REPOSITORY, of_nets(Repository("ann/nets", is_archived=True, pushed="2019-04-01")))
    assert (
        archived[0].message
        == "`ann/nets` is archived by its owner (last written to in 2019): see whether it still belongs here."
    )


@pytest.mark.parametrize(
    ("pushed", "seen_at", "after", "count"),
    [
        ("2019-04-01T00:00:00Z", 1_800_000_000, "2y", 2),
        ("2019-04-01T00:00:00Z", 1_800_000_000, "20y", 0),
        # It counts when GitHub was asked, not when the list is judged.
        ("2019-04-01T00:00:00Z", 1_560_000_000, "2y", 0),
        (None, 1_800_000_000, "2y", 0),
        ("once upon a time", 1_800_000_000, "2y", 0),
    ],
)
def test_stale_repositories(pushed: str | None, seen_at: int, after: str, count: int) -> None:
    rule = StaleRepository(known=of_nets(Repository("ann/nets", pushed=pushed, seen_at=seen_at)), after=after)
    found = lint(parse(Source(REPOSITORY, "README.md")), RuleSet.of([rule])).diagnostics
    assert len(found) == count
    if found:
        assert found[0].message == "`ann/nets` was last written to on 1 April 2019: see whether it still belongs here."
    archived = of_nets(Repository("ann/nets", pushed="2001-01-01", is_archived=True, seen_at=1_800_000_000))
    assert said("stale-repository", REPOSITORY, archived) == []
    assert not StaleRepository.default
    settings = from_table({"extend-select": ["stale-repository"], "rules": {"stale-repository": {"after": after}}})
    assert choose_online(settings, Selection(), "online").named("stale-repository") == StaleRepository(after=after)


CONTENTS = (
    '<title>Oars</title><a href="#start">1</a> <a href=#use>2</a> <a class=x href="#caf%C3%A9">3</a><h2 id="start">Start</h2>'
)
MANUAL = CONTENTS + '<h2 id=use>Use</h2><h2 id="caf\u00e9">C</h2><a name="user-content-why">W</a><h2 id="installing">I</h2>'


def of_manual(body: str, *, most: int = 10_000, kind: str = "text/html") -> Evidence:
    request = Request("http://oars.example/start", is_anchored=True)
    data, headers = body.encode(), (("content-type", f"{kind}; charset=utf-8"),)
    whole = len(data) <= most
    answer = Exchange(request, Ended.ANSWERED, status=200, body=data[:most], headers=headers, is_whole=whole)
    return of_page(reduced(answer))


@pytest.mark.parametrize(
    ("fragment", "remedy"),
    [
        ("start", None),
        ("Use", None),
        ("caf%C3%A9", None),
        ("caf\u00e9", None),
        ("why", None),
        ("", None),
        ("top", None),
        ("/start", None),
        ("!start", None),
        ("page=3", None),
        (":~:text=oars", None),
        ("install", "write `#installing`, if that is it"),
        ("gone", "correct or remove what stands behind `#`"),
    ],
)
def test_places_within_pages(fragment: str, remedy: str | None) -> None:
    text = TOOL.replace("/start", f"/start#{fragment}")
    found = [each.message for each in said("dead-anchor", text, of_oars(of_manual(MANUAL)))]
    shown = f"`http://oars.example/start#{fragment}` leads to a page that has no such place"
    assert found == ([f"{shown}: {remedy}."] if remedy else [])


@pytest.mark.parametrize(
    "evidence",
    [
        of_manual(MANUAL, most=200),
        of_manual(MANUAL.replace("id=use", "")),
        of_manual("<title>Oars</title><a href=#start>Skip</a><main id=start></main>"),
        of_manual("<title>Oars</title><div id=app></div>"),
        of_manual(MANUAL, kind="application/pdf"),
        of_manual(""),
        Evidence(ALIVE),
        Evidence(BLOCKED, "answers 403"),
    ],
)
def test_pages_whose_places_are_not_known(evidence: Evidence) -> None:
    assert said("dead-anchor", TOOL.replace("/start", "/start#gone"), of_oars(evidence)) == []


def test_places_are_asked_for_only_where_they_are_wanted() -> None:
    text = (
        TOOL.replace("/start", "/start#gone")
        + "- [B](http://oars.example/b#/route) - B.\n- [C](https://github.com/a/b#x) - C.\n"
    )
    document = parse(Source(text, "README.md"))
    assert wanted(document).anchored == ()
    assert wanted(document, anchors=True).anchored == ("http://oars.example/start",)
    page, anchored = (Request("http://oars.example/start", is_anchored=each) for each in (False, True))
    assert page.key != anchored.key


def test_papers() -> None:
    from awesome_lint.export.reference import person
    from awesome_lint.online.records import Record

    def of_paper(title: str, *people: str, is_withdrawn: bool = False) -> Seen:
        record = Record("arXiv", title, tuple(map(person, people)), arxiv="2101.00001", is_withdrawn=is_withdrawn)
        return Seen(papers={"2101.00001": record})

    assert said("wrong-paper", PAPER, of_paper("Deep nets for cats", "Ann Lee", "Bo Chen")) == []
    assert said("wrong-paper", PAPER, of_paper("Cats, revisited in another light", "Ann Lee")) == []
    assert said("wrong-paper", PAPER, of_paper("Deep nets for cats and dogs", "Cy Dee")) == []
    (found,) = said("wrong-paper", PAPER, of_paper("Sparse attention over graphs", "Cy Dee"))
    assert "arXiv calls `2101.00001` `Sparse attention over graphs`" in found.message
    assert said("withdrawn-paper", PAPER, of_paper("Deep nets for cats")) == []
    assert len(said("withdrawn-paper", PAPER, of_paper("Deep nets for cats", is_withdrawn=True))) == 1


def test_images_and_what_is_skipped_are_not_asked() -> None:
    text = "![a](https://example.org/a.png)\n\n- [B](https://example.org/b#c) - B.\n- [D](https://skip.example/d) - D.\n"
    found = wanted(parse(Source(text, "README.md")), ("https://skip.example/*",))
    assert found.pages == ("https://example.org/b",)
    assert found.skipped == 1


# --- services --------------------------------------------------------------------------------------------------------


def answered(body: object, status: int = 200) -> Exchange:
    return Exchange(Request("https://doi.org/"), Ended.ANSWERED, status=status, body=msgspec.json.encode(body))


def test_dois() -> None:
    assert doi.read(answered({"responseCode": 1, "values": []})) is True
    assert doi.read(answered({"responseCode": 100}, 404)) is False
    assert doi.read(answered({"responseCode": 2}, 500)) is None
    assert doi.read(answered("a page of a proxy", 404)) is None
    assert doi.read(Exchange(Request("https://doi.org/"), Ended.UNREACHED)) is None
    assert doi.by_doi("10.9999/a<b>#c").url == "https://doi.org/api/handles/10.9999/a%3Cb%3E%23c"


def test_copies() -> None:
    def located(location: str, status: int = 302) -> str:
        headers = (("location", location),)
        return wayback.read(Exchange(Request("https://web.archive.org/"), Ended.ANSWERED, status=status, headers=headers))

    copy = "https://web.archive.org/web/20200101000000/http://oars.example/"
    assert located(copy) == located(copy.removeprefix("https://web.archive.org")) == copy
    assert located(copy.replace("https", "http", 1)) == copy
    assert located("https://example.org/web/20200101000000/x") == ""
    assert located(copy, 404) == ""
    assert wayback.before("http://oars.example/", 0).url == "https://web.archive.org/web/19700101000000/http://oars.example/"


async def github(visit: Visit) -> None:
    names = {"ann/nets": "bo/oars", "ann/old": "ann/old"}
    if visit.asked.method == "GET":
        name = visit.asked.path.removeprefix("/repos/").lower()
        found = {"full_name": names.get(name), "archived": name == "ann/old", "pushed_at": "2019-04-01T00:00:00Z"}
        visit.send("200 OK" if name in names else "404 Not Found", json.dumps(found), Content_Type="application/json")
        return
    query = json.loads(visit.asked.body)["query"]
    asked = [part.split('"') for part in query.split("repository(")[1:]]
    data, errors = {}, []
    for number, part in enumerate(asked):
        name = f"{part[1]}/{part[3]}".lower()
        data[f"r{number}"] = (
            {"nameWithOwner": names[name], "isArchived": name == "ann/old", "pushedAt": "2019-04-01T00:00:00Z"}
            if name in names
            else None
        )
        if name not in names:
            errors.append({"type": "NOT_FOUND", "path": [f"r{number}"], "message": "Could not resolve."})
    visit.send("200 OK", json.dumps({"data": data, "errors": errors}), Content_Type="application/json")


async def arxiv(visit: Visit) -> None:
    entry = (
        "<entry><id>http://arxiv.org/abs/2101.00001v2</id><title>Deep nets for cats</title>"
        "<published>2021-01-01T10:00:00Z</published><author><name>Ann Lee</name></author></entry>"
    )
    witness = entry.replace("2101.00001", "1706.03762")
    there = (entry if "2101.00001" in visit.asked.path else "") + (witness if "1706.03762" in visit.asked.path else "")
    visit.send("200 OK", f'<feed xmlns="http://www.w3.org/2005/Atom">{there}</feed>', Content_Type="application/atom+xml")


async def handles(visit: Visit) -> None:
    is_there = visit.asked.path.endswith("example.1")
    visit.send("200 OK" if is_there else "404 Not Found", json.dumps({"responseCode": 1 if is_there else 100}))


async def archive(visit: Visit) -> None:
    url = visit.asked.path.split("/", 3)[3]
    visit.go(f"https://web.archive.org/web/20200101000000/{url}", "302 Found")


SERVICES = {"api.github.com": github, "export.arxiv.org": arxiv, "doi.org": handles, "web.archive.org": archive}


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[FaultServer, FaultServer]]:
    """Services through TLS, as they are, and a web of faults without."""
    trustme = pytest.importorskip("trustme")
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*SERVICES).configure_cert(context)
    for name in ("GITHUB_TOKEN", "GH_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    with FaultServer(dict(SERVICES), ssl=context) as secure, FaultServer() as plain:
        said = json.loads(plain.names(tmp_path).read_text())
        said["names"] |= dict.fromkeys(SERVICES, f"127.0.0.1:{secure.port}")
        said["ca"] = str(tmp_path / "ca.pem")
        (tmp_path / "names.json").write_text(json.dumps(said))
        monkeypatch.setenv(HOSTS_VARIABLE, str(tmp_path / "names.json"))
        yield secure, plain


LIST = """# Things

- [Nets](https://github.com/ann/nets) - About nets.
- [Old](https://github.com/ann/old) - About what is old.
- [Lost](https://github.com/ann/lost) - About what is lost.
- [Paper](https://arxiv.org/abs/2101.00001) - About cats.
- [Lost paper](https://arxiv.org/abs/2101.99999) - About dogs.
- [Article](https://doi.org/10.9999/example.1) - About birds.
- [Lost article](https://doi.org/10.9999/example.2) - About fish.
- [Gone](http://missing.example/a) - About what is gone.
- [Moved](http://moved.example/a) - About what is moved.
- [Guarded](http://forbidden.example/a) - About what is guarded.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "list"
    (place / ".git").mkdir(parents=True)
    (place / "README.md").write_text(LIST, encoding="utf-8")
    monkeypatch.chdir(place)
    return place


def links(*arguments: str) -> int:
    return cli.run(["links", "--isolated", "--gone-after", "0s", "--cache-dir", "../cache", *arguments])


@pytest.mark.parametrize("token", ["", "secret-token"])
def test_a_list_with_all_of_it(
    token: str,
    services: tuple[FaultServer, FaultServer],
    folder: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if token:
        monkeypatch.setenv("GITHUB_TOKEN", token)
    assert links("--output-format", "concise") == 1
    report, notices = capfd.readouterr()
    found = [
        (*line.split(":", 2), line.split(":", 2)[2].partition(" ")[2])
        for line in report.splitlines()
        if line.startswith("README")
    ]
    assert [int(line) for _, line, _, _ in found] == [3, 4, 5, 7, 9, 10, 11]
    assert [told.removeprefix(" ").removeprefix("[*] ").removeprefix("[!] ").split()[0] for *_, told in found] == [
        "renamed-repository",
        "archived-repository",
        "missing-repository",
        "dead-link",
        "dead-link",
        "dead-link",
        "moved-link",
    ]
    assert "1 link could not be judged: 1 refused" in notices
    secure, plain = services
    asked = [each for each in secure.log if each.host == "api.github.com"]
    assert len(asked) == (1 if token else 3)
    assert all(each.headers.get("authorization", "") == (f"Bearer {token}" if token else "") for each in asked)
    assert not any("authorization" in each.headers for each in (*plain.log, *secure.log) if each not in asked)
    assert token == "" or token.encode() not in (folder.parent / "cache" / "online.sqlite").read_bytes()
    count = len(secure.log) + len(plain.log)
    assert links("--output-format", "concise") == 1
    assert capfd.readouterr().out == report
    assert links("--output-format", "concise", "--offline") == 1
    assert capfd.readouterr().out == report
    assert len(secure.log) + len(plain.log) == count
    assert [*(folder / ".git").iterdir()] == []
    assert {each.name for each in folder.iterdir()} == {".git", "README.md"}


def test_what_is_mended_stays_mended(
    services: tuple[FaultServer, FaultServer], folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    links("--quiet")
    assert links("--offline", "--quiet", "--fix", "--unsafe-fixes", "--output-format", "concise") == 1
    text = (folder / "README.md").read_text(encoding="utf-8")
    assert "[Nets](https://github.com/bo/oars)" in text
    assert "[Moved](http://moved-target.example/new/place)" in text
    assert "[Gone](https://web.archive.org/web/20200101000000/http://missing.example/a)" in text
    assert text.count("\n") == LIST.count("\n")
    links("--offline", "--quiet", "--fix", "--unsafe-fixes")
    assert (folder / "README.md").read_text(encoding="utf-8") == text


def test_comments_are_heeded(
    services: tuple[FaultServer, FaultServer], folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    ignored = LIST.replace("About what is gone.", "About what is gone. <!-- awesome-lint: ignore dead-link -->")
    (folder / "README.md").write_text(ignored, encoding="utf-8")
    links("--quiet", "--output-format", "concise")
    assert "missing.example" not in capfd.readouterr().out


def test_what_would_be_asked_is_said_without_asking(
    services: tuple[FaultServer, FaultServer], folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert links("--explain-requests", "--skip", "http://*") == 0
    out = capfd.readouterr().out
    assert "https://doi.org/api/handles/10.9999/example.1" in out
    assert "missing.example" not in out
    assert services[0].log == services[1].log == []


def test_settings_leave_addresses_out_of_a_list_that_comes_through_a_pipe(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".awesome-lint.toml").write_text('[online]\nskip = ["http://*"]\n', encoding="utf-8")
    for arguments, count in (("-",), 3), (("--stdin-filename", "docs/README.md"), 3), (("--isolated", "-"), 6):
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(LIST.encode())))
        assert cli.run(["links", "--explain-requests", "--skip", "https://github.com/*", *arguments]) == 0
        assert f"{count} requests at most" in capsys.readouterr().out


def test_no_list_brings_its_own_answers(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept in a repository may have come with it: a name of a repository there, say, that --fix would write."""
    (folder / "beside").symlink_to(folder / "kept")
    for place in ("kept", str(folder / "a" / "b"), "beside", "."):
        assert links("--offline", "--cache-dir", place) == 2
        assert "--cache-dir" in capsys.readouterr().err
    monkeypatch.setenv("AWESOME_LINT_CACHE_DIR", "kept")
    assert cli.run(["links", "--offline"]) == 2
    monkeypatch.delenv("AWESOME_LINT_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    if sys.platform == "linux":
        assert cli.run(["links", "--offline"]) == 0
        assert "nothing is kept, for" in capsys.readouterr().err
    assert not (folder / "kept").exists()
    assert not list(folder.rglob("*.sqlite"))


@pytest.mark.skipif(os.name == "nt", reason="there are no such signals")
def test_an_interrupted_run_tells_what_it_knows_and_the_next_goes_on(
    services: tuple[FaultServer, FaultServer], folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    slow = "".join(f"- [Page {number}](http://paths.example/{number}-x) - Page {number}.\n" for number in range(6))
    (folder / "README.md").write_text(LIST + slow, encoding="utf-8")
    command = [sys.executable, "-m", "awesome_lint", "links", "--isolated", "--gone-after", "0s", "--cache-dir", "../cache"]
    with subprocess.Popen(
        [*command, "-f", "concise"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    ) as process:
        began = monotonic()
        while sum(each.host == "paths.example" for each in services[1].log) < 2 and monotonic() - began < 60:
            sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, notices = process.communicate(timeout=60)
    assert "interrupted" in notices
    assert process.returncode == 1
    assert "moved-link" in out
    asked = sum(each.host == "paths.example" for each in services[1].log)
    assert asked < 6
    links("--output-format", "concise")
    assert 6 <= sum(each.host == "paths.example" for each in services[1].log) <= 7
    assert min(services[1].gaps("paths.example")) >= 1
    whole = capfd.readouterr().out
    links("--output-format", "concise", "--cache-dir", "../other")
    assert capfd.readouterr().out == whole


GH = """#!{python}
import json, os, sys
arguments = sys.argv[1:]
state = os.path.join({folder!r}, "issue.json")
issue = json.load(open(state)) if os.path.exists(state) else None
if arguments[:2] == ["issue", "list"]:
    assert arguments[-1] == "map(select(.title == env.TITLE))[0].number // empty", arguments
    print(issue["number"] if issue and issue["open"] and issue["title"] == os.environ["TITLE"] else "", end="")
    sys.exit()
named = dict(zip(arguments, arguments[1:]))
if arguments[1] == "create":
    assert issue is None or not issue["open"]
    issue = {{"number": 7, "title": named["--title"], "open": True}}
assert arguments[1] == "create" or arguments[2] == str(issue["number"]), arguments
issue["open"] = arguments[1] != "close"
if "--body-file" in named:
    issue["body"] = open(named["--body-file"], encoding="utf-8").read()
issue["last"] = arguments[1]
json.dump(issue, open(state, "w"))
"""


@pytest.mark.skipif(os.name == "nt" or shutil.which("bash") is None, reason="GitHub runs it in bash")
def test_the_workflow_keeps_one_issue(services: tuple[FaultServer, FaultServer], folder: Path, tmp_path: Path) -> None:
    """What the steps of the workflow that `init --links` writes do, day by day, with services on loopback."""
    programs, home = tmp_path / "programs", tmp_path / "home"
    home.mkdir()
    programs.mkdir()
    written = {"gh": GH.format(python=sys.executable, folder=str(tmp_path))}
    written["awesome-lint"] = f"#!{sys.executable}\nimport sys\nfrom awesome_lint.__main__ import main\nsys.exit(main())\n"
    for name, text in written.items():
        (programs / name).write_text(text, encoding="utf-8")
        (programs / name).chmod(0o755)
    shipped = Path(cli.__file__).with_name("links.yml").read_text(encoding="utf-8")
    (steps,) = (job["steps"] for job in yaml.safe_load(shipped)["jobs"].values())
    runs = [step for step in steps if "run" in step and "pip install" not in step["run"]]
    assert len(runs) == 2
    assert [step["with"]["path"] for step in steps if "cache" in step.get("uses", "")] == ["~/links"]

    def day() -> dict[str, Any]:
        environment = os.environ | {"HOME": str(home), "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
        environment["GITHUB_ENV"] = str(tmp_path / "env")
        for step in runs:
            stated = {name: value for name, value in step["env"].items() if "${{" not in value}
            command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
            done = subprocess.run(command, env=environment | stated, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
            lines = (tmp_path / "env").read_text(encoding="utf-8").splitlines()
            environment |= dict(line.split("=", 1) for line in lines)
        state = tmp_path / "issue.json"
        return dict(json.loads(state.read_text(encoding="utf-8"))) if state.exists() else {}

    first = day()
    assert (first["last"], first["open"]) == ("create", True)
    assert "moved-link" in first["body"]
    assert "archived-repository" in first["body"]
    # What is gone for the first time is not said yet.
    assert "missing.example" not in first["body"]
    requests = sum(map(len, (server.log for server in services)))
    second = day()
    assert (second["last"], second["body"]) == ("edit", first["body"])
    assert sum(map(len, (server.log for server in services))) == requests
    (folder / "README.md").write_text("# Things\n\n- [Nothing](docs/nothing.md) - About nothing.\n", encoding="utf-8")
    third = day()
    assert (third["last"], third["open"]) == ("close", False)
    (folder / "README.md").write_text(LIST, encoding="utf-8")
    assert day()["last"] == "create"


def test_no_check_opens_a_socket(folder: Path, tmp_path: Path) -> None:
    script = """
import socket, sys
class Closed(socket.socket):
    def __init__(self, *arguments, **named):
        raise SystemExit("a socket was opened")
socket.socket = Closed
socket.getaddrinfo = socket.create_connection = lambda *arguments, **named: sys.exit("a name was looked up")
from awesome_lint.cli.commands import run
status = run(sys.argv[1:])
print("aiohttp" in sys.modules, "sqlite3" in sys.modules, "awesome_lint.online.transport" in sys.modules)
"""
    many = "".join(f"- [Page {number}](https://example.org/{number}) - Page {number}.\n" for number in range(1000))
    (folder / "README.md").write_text("# Things\n\n" + many, encoding="utf-8")
    (folder / "awesome-lint.toml").write_text('extend-select = ["online", "ALL"]\n')
    for arguments in (["check"], ["check", "--fix", "--unsafe-fixes"], ["check", "--select", "ALL"], ["show"], ["export"]):
        done = subprocess.run(
            [sys.executable, "-c", script, *arguments], capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines()[-1] == "False False False", arguments


def test_every_rule_about_links_is_one() -> None:
    assert {name for name, rule in online_rules().items() if issubclass(rule, LinkRule)} == {
        "archived-repository",
        "dead-anchor",
        "dead-link",
        "hijacked-link",
        "missing-repository",
        "moved-link",
        "renamed-repository",
        "stale-repository",
        "withdrawn-paper",
        "wrong-paper",
    }
    assert {*FAULTS} > {*TROUBLE} - {*ELSEWHERE}
