"""The network under a web that misbehaves: every fault ends as it should, in time, politely, and within bounds."""

import asyncio
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

pytest.importorskip("aiohttp")

from faults import FAULTS, FaultServer

from awesome_lint.online.addresses import AddressError, checked, is_public
from awesome_lint.online.cache import Cache
from awesome_lint.online.exchange import DAY, PAGE_BYTES, Ended, Exchange, Request
from awesome_lint.online.network import Limits, Standing, open_network
from awesome_lint.online.pace import INTERVAL, SERVICES
from awesome_lint.online.queue import Ask, Queue, is_tried_again, pause, retry_after
from awesome_lint.online.tokens import headers_for
from awesome_lint.online.transport import HOSTS_VARIABLE, Transport

# Seconds: of what ends by itself, with patience for a machine that has other work, and of what never does.
PATIENT, DEADLINE = 15.0, 2.0
ENDLESS = {"hang", "header-tarpit", "body-dribbles", "informational-flood", "tiny-chunks"}
UNLIMITED = Limits()

# Of each fault: how it ends, and with which status; how often its host is asked.
ENDS: dict[str, tuple[Ended, int, int]] = {
    "ok": (Ended.ANSWERED, 200, 1),
    "missing": (Ended.ANSWERED, 404, 1),
    "gone": (Ended.ANSWERED, 410, 1),
    "unauthorised": (Ended.ANSWERED, 401, 1),
    "forbidden": (Ended.ANSWERED, 403, 1),
    "challenge": (Ended.ANSWERED, 403, 1),
    "censored": (Ended.ANSWERED, 451, 1),
    "too-many-requests": (Ended.ANSWERED, 429, 3),
    "retry-in-an-hour": (Ended.ANSWERED, 429, 1),
    "retry-in-ages": (Ended.ANSWERED, 429, 1),
    "retry-negative": (Ended.ANSWERED, 429, 3),
    "retry-in-words": (Ended.ANSWERED, 429, 3),
    "broken": (Ended.ANSWERED, 500, 1),
    "unavailable": (Ended.ANSWERED, 503, 3),
    "odd-status": (Ended.ANSWERED, 999, 1),
    "no-content": (Ended.ANSWERED, 204, 1),
    "bad-gzip": (Ended.ANSWERED, 200, 1),
    "half-gzip": (Ended.ANSWERED, 200, 1),
    "good-gzip": (Ended.ANSWERED, 200, 1),
    "gzip-bomb": (Ended.ANSWERED, 200, 1),
    "gzip-of-gzip": (Ended.ANSWERED, 200, 1),
    "unknown-encoding": (Ended.ANSWERED, 200, 1),
    "moved": (Ended.ANSWERED, 200, 1),
    "moved-308": (Ended.ANSWERED, 200, 1),
    "found": (Ended.ANSWERED, 200, 1),
    "see-other": (Ended.ANSWERED, 200, 1),
    "temporary": (Ended.ANSWERED, 200, 1),
    "moved-to-missing": (Ended.ANSWERED, 404, 1),
    "moved-to-moved": (Ended.ANSWERED, 200, 1),
    "no-location": (Ended.ANSWERED, 301, 1),
    "to-private": (Ended.FORBIDDEN, 0, 1),
    "to-loopback": (Ended.FORBIDDEN, 0, 1),
    "to-metadata": (Ended.FORBIDDEN, 0, 1),
    "to-odd-loopback": (Ended.FORBIDDEN, 0, 1),
    "to-mapped-loopback": (Ended.FORBIDDEN, 0, 1),
    "to-localhost": (Ended.FORBIDDEN, 0, 1),
    "to-file": (Ended.FORBIDDEN, 0, 1),
    "to-ftp": (Ended.FORBIDDEN, 0, 1),
    "to-port": (Ended.FORBIDDEN, 0, 1),
    "to-user": (Ended.FORBIDDEN, 0, 1),
    "to-garbage": (Ended.FORBIDDEN, 301, 1),
    "to-no-host": (Ended.NO_HOST, 0, 1),
    "loop": (Ended.LOOPED, 302, 2),
    "twelve-hops": (Ended.LOOPED, 302, 11),
    "cookie-wall": (Ended.ANSWERED, 200, 2),
    "cookie-loop": (Ended.LOOPED, 302, 11),
    "retry-once": (Ended.ANSWERED, 200, 2),
    "retry-at-a-date": (Ended.ANSWERED, 200, 2),
    "retry-at-a-skewed-date": (Ended.ANSWERED, 200, 2),
    "unavailable-once": (Ended.ANSWERED, 200, 2),
    "slow": (Ended.ANSWERED, 200, 1),
    "hang": (Ended.UNREACHED, 0, 3),
    "header-tarpit": (Ended.UNREACHED, 0, 3),
    "informational-flood": (Ended.UNREACHED, 0, 3),
    "body-dribbles": (Ended.ANSWERED, 200, 1),
    "endless-body": (Ended.ANSWERED, 200, 1),
    "endless-chunks": (Ended.ANSWERED, 200, 1),
    "tiny-chunks": (Ended.ANSWERED, 200, 1),
    "short-body": (Ended.ANSWERED, 200, 1),
    "long-body": (Ended.GARBLED, 0, 1),
    "bad-length": (Ended.GARBLED, 0, 1),
    "garbage": (Ended.GARBLED, 0, 1),
    "many-headers": (Ended.GARBLED, 0, 1),
    "long-header": (Ended.GARBLED, 0, 1),
    "close": (Ended.UNREACHED, 0, 3),
    "reset": (Ended.UNREACHED, 0, 3),
    "refused": (Ended.UNREACHED, 0, 0),
    "rebound": (Ended.FORBIDDEN, 0, 0),
    "inner": (Ended.FORBIDDEN, 0, 0),
    "inner-6": (Ended.FORBIDDEN, 0, 0),
    "nowhere": (Ended.NO_HOST, 0, 0),
}
# What is not all there, and known to be so.
CUT = {
    "bad-gzip",
    "gzip-bomb",
    "gzip-of-gzip",
    "unknown-encoding",
    "body-dribbles",
    "endless-body",
    "endless-chunks",
    "tiny-chunks",
    "short-body",
}
# What leaves no time for anything else in the process of the server.
FLOODS = {"endless-body", "endless-chunks", "tiny-chunks", "informational-flood", "gzip-bomb", "gzip-of-gzip", "many-headers"}


def page(name: str, path: str = "a") -> Request:
    return Request(f"http://{name}.example/{path}", most=PAGE_BYTES, deadline=DEADLINE if name in ENDLESS else PATIENT)


def fetched(*requests: Request, limits: Limits = UNLIMITED, folder: Path | None = None) -> list[Exchange]:
    async def run() -> list[Exchange]:
        async with open_network(limits, folder) as network:
            return [exchange async for exchange in network.fetch(requests)]

    return asyncio.run(run())


@pytest.fixture(scope="module")
def run(web: FaultServer) -> dict[str, Exchange]:
    """Ask all faults at once, and return what came of each."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    apart = [*map(page, ENDS.keys() - FLOODS)], [*map(page, ENDS.keys() & FLOODS)]
    exchanges = {exchange.request.url: exchange for pages in apart for exchange in fetched(*pages)}
    # KiB on Linux, bytes on macOS. The server is in this process, too, and packs a bomb of 200 MB before any of this.
    unit = 1 if sys.platform == "darwin" else 1024
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit < 100 << 20
    return {name: exchanges[page(name).url] for name in ENDS}


@pytest.fixture
def names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultServer]:
    """A web of one's own, where a test has to know all that was asked."""
    with FaultServer({f"host-{number}.example": FAULTS["paths"] for number in range(8)}) as server:
        monkeypatch.setenv(HOSTS_VARIABLE, str(server.names(tmp_path)))
        yield server


@pytest.mark.parametrize("name", ENDS)
def test_every_fault_ends_as_it_should(name: str, run: dict[str, Exchange], web: FaultServer) -> None:
    ended, status, times = ENDS[name]
    assert (run[name].ended, run[name].status) == (ended, status), run[name].reason
    assert sum(asked.host == f"{name}.example" for asked in web.log) == times
    assert run[name].is_whole == (name not in CUT)
    assert bool(run[name].reason) == (ended is not Ended.ANSWERED)
    assert len(run[name].body) <= PAGE_BYTES


def test_no_host_is_asked_sooner_than_its_interval(run: dict[str, Exchange], web: FaultServer) -> None:
    gaps = {host: web.gaps(host) for host in {asked.host for asked in web.log}}
    assert sum(map(len, gaps.values())) > 40
    assert {host: min(times) for host, times in gaps.items() if times and min(times) < INTERVAL} == {}
    assert min(web.gaps("retry-at-a-date.example")) > 1


def test_redirects_are_kept_hop_by_hop(run: dict[str, Exchange]) -> None:
    assert [hop.status for hop in run["moved-to-moved"].hops] == [301, 301]
    assert run["moved-to-moved"].url == "http://moved-on-target.example/new/place"
    assert run["to-metadata"].hops[-1].location == "http://169.254.169.254/latest/meta-data/"


@pytest.mark.parametrize(
    "name", ["hang", "header-tarpit", "body-dribbles", "tiny-chunks", "informational-flood", "endless-body"]
)
def test_no_exchange_outlives_its_deadline(name: str, web: FaultServer) -> None:
    async def run() -> float:
        transport = Transport()
        answer = await transport.answer(page(name), page(name).url, {}, 1.0)
        await transport.close()
        return answer.spent

    # The server is in this process, and what it sends without end takes time from the client: of three tries one is quiet.
    spent: list[float] = []
    while len(spent) < 3 and min(spent, default=2.0) >= 1.5:
        spent.append(asyncio.run(run()))
    assert min(spent) < 1.5


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fe80::1%25eth0]/",
        "http://0.0.0.0/",
        "http://100.64.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/",
        "http://224.0.0.1/",
        "http://router/",
        "http://printer.local/",
        "http://localhost./",
        "http://metadata.google.internal/",
        "https://example.org:22/",
        "https://user@example.org/",
        "gopher://example.org/",
        "javascript:alert(1)",
        "http://",
        "http://[",
        "http://example.org:99999/",
        "http://exam ple.org/",
    ],
)
def test_what_is_never_asked(url: str) -> None:
    exchange = fetched(Request(url))[0]
    assert exchange.ended in (Ended.FORBIDDEN, Ended.NO_HOST)
    if "127.1" not in url:
        with pytest.raises(AddressError):
            checked(url)


def test_public_addresses() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1::1")
    assert not is_public("2001:db8::1")
    assert not is_public("example.org")


def test_a_second_run_asks_nothing(names: FaultServer, tmp_path: Path) -> None:
    requests = [page(f"host-{number}") for number in range(4)]
    first = fetched(*requests, folder=tmp_path / "cache")
    asked = len(names.log)
    second = fetched(*requests, folder=tmp_path / "cache")
    offline = fetched(*requests, page("host-5"), limits=Limits(offline=True), folder=tmp_path / "cache")
    assert len(names.log) == asked == 4
    assert [each.body for each in second] == [each.body for each in sorted(first, key=lambda each: each.request.url)]
    assert [each.ended for each in offline] == [Ended.ANSWERED] * 4 + [Ended.UNASKED]
    fetched(*requests[:2], limits=Limits(refresh=True), folder=tmp_path / "cache")
    assert len(names.log) == asked + 2


def test_what_is_over_budget_is_not_asked(names: FaultServer) -> None:
    exchanges = fetched(*[page("host-1", f"page-{number}") for number in range(5)], limits=Limits(max_requests=2))
    assert [each.ended for each in exchanges].count(Ended.UNASKED) == 3
    assert len(names.log) == 2
    timed = fetched(*[page("host-2", f"page-{number}") for number in range(9)], limits=Limits(max_time=2.5))
    assert 0 < sum(each.is_good for each in timed) < 4
    assert {each.ended for each in timed} == {Ended.ANSWERED, Ended.UNASKED}


def test_a_host_that_fails_again_and_again_is_left_alone(names: FaultServer) -> None:
    exchanges = fetched(*[page("host-1", f"503/{number}") for number in range(6)])
    assert len(names.log) == 4
    assert [each.ended for each in exchanges].count(Ended.UNASKED) == 4
    assert "4 times in a row" in next(each.reason for each in exchanges if each.ended is Ended.UNASKED)


def test_a_host_that_wants_rest_has_it_in_the_next_run_too(names: FaultServer, tmp_path: Path) -> None:
    first = fetched(page("retry-in-an-hour"), page("retry-in-an-hour", "b"), folder=tmp_path / "cache")
    assert [each.ended for each in first] == [Ended.ANSWERED, Ended.UNASKED]
    second = fetched(page("retry-in-an-hour", "c"), folder=tmp_path / "cache")
    assert second[0].ended is Ended.UNASKED
    assert "60 minutes" in second[0].reason
    assert len(names.log) == 1


def test_two_runs_at_once_are_as_polite_as_one(names: FaultServer, tmp_path: Path) -> None:
    def run(start: int) -> list[Exchange]:
        return fetched(*[page("host-1", f"page-{number}") for number in range(start, start + 3)], folder=tmp_path / "cache")

    with ThreadPoolExecutor() as pool:
        both = [*pool.map(run, (0, 3))]
    assert all(each.is_good for exchanges in both for each in exchanges)
    assert len(names.log) == 6
    assert min(names.gaps("host-1.example")) >= INTERVAL


PROGRAM = """
import asyncio, sys
from pathlib import Path
from awesome_lint.online.exchange import Request
from awesome_lint.online.network import Limits, Standing, open_network

async def run():
    async with open_network(Limits(), Path(sys.argv[1])) as network:
        async for exchange in network.fetch([Request(url) for url in sys.argv[2:]]):
            print(exchange.request.url, flush=True)

asyncio.run(run())
"""


@pytest.mark.skipif(os.name == "nt", reason="there are no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_what_is_interrupted_ends_as_if_it_was_not(names: FaultServer, tmp_path: Path, number: int) -> None:
    urls = [f"http://host-{host}.example/page-{path}" for host in range(3) for path in range(3)]
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "cache"), *urls]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        for _ in range(3):
            process.stdout.readline()
        process.send_signal(number)
    asked = len(names.log)
    assert asked < len(urls)
    after = fetched(*map(Request, urls), folder=tmp_path / "cache")
    whole = fetched(*map(Request, urls), folder=tmp_path / "other")
    # What was on its way when the process was killed is asked once more.
    assert len(urls) <= len(names.log) - len(urls) <= len(urls) + 3
    assert {each.request.url: each.body for each in after} == {each.request.url: each.body for each in whole}


def test_an_unreadable_cache_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "online.sqlite"
    path.write_bytes(b"this is no database, and longer than a header of one would be" * 40)
    cache = Cache(str(path))
    assert Path(cache.set_aside).read_bytes().startswith(b"this is no")
    assert cache.answer(Request("http://ok.example/")) is None
    cache.close(0)


def test_a_cache_that_cannot_be_opened_is_no_broken_one(tmp_path: Path) -> None:
    (tmp_path / "online.sqlite").mkdir()
    with pytest.raises(OSError, match=r"online\.sqlite"):
        Cache(str(tmp_path / "online.sqlite"))
    assert (tmp_path / "online.sqlite").is_dir()


def test_since_when_a_thing_is_gone() -> None:
    cache, request = Cache(), Request("http://gone.example/")

    def seen(at: int, ended: Ended, status: int = 0) -> int:
        return cache.keep(Exchange(request, ended, status=status, asked_at=at)).gone_since

    assert seen(1, Ended.ANSWERED, 200) == 0
    assert seen(2, Ended.ANSWERED, 404) == 2
    assert seen(3, Ended.UNREACHED) == 2
    assert seen(4, Ended.ANSWERED, 403) == 2
    assert seen(5, Ended.NO_HOST) == 2
    assert seen(6, Ended.ANSWERED, 200) == 0
    assert seen(7, Ended.ANSWERED, 410) == 7
    cache.close(7)


def test_old_answers_are_dropped(tmp_path: Path) -> None:
    path = str(tmp_path / "online.sqlite")
    cache = Cache(path)
    cache.keep(Exchange(Request("http://old.example/"), Ended.ANSWERED, status=200, asked_at=DAY))
    cache.keep(Exchange(Request("http://new.example/"), Ended.ANSWERED, status=200, asked_at=400 * DAY))
    cache.close(401 * DAY)
    cache = Cache(path)
    assert cache.answer(Request("http://old.example/")) is None
    assert cache.answer(Request("http://new.example/")) is not None
    cache.close(401 * DAY)


def test_a_queue_takes_turns_among_hosts_and_waits_for_each() -> None:
    queue = Queue(lambda host: 3.0 if host == "a" else 1.0, budget=5)
    for url in ("http://a/1", "http://a/2", "http://a/3", "http://b/1", "http://b/2"):
        queue.add(Ask(Request(url), url))

    def taken(now: float) -> list[str]:
        urls = []
        while (ask := queue.take(now)) is not None:
            urls.append(ask.url)
        return urls

    assert taken(0) == ["http://a/1", "http://b/1"]
    assert queue.next_at() is None
    assert queue.ended("a", 0.5, failed=False) == 3.5
    assert queue.ended("b", 0.5, failed=False) == 1.5
    assert taken(1.4) == []
    assert queue.next_at() == 1.5
    assert taken(1.5) == ["http://b/2"]
    assert taken(3.5) == ["http://a/2"]
    queue.ended("a", 4, failed=True, pause=10)
    assert queue.waiting() == {"a": 1}
    assert taken(13) == []
    assert taken(14) == ["http://a/3"]
    assert queue.left == 0


def test_what_is_tried_again() -> None:
    request = Request("http://a.example/")
    assert is_tried_again(Exchange(request, Ended.UNREACHED), 1)
    assert not is_tried_again(Exchange(request, Ended.UNREACHED), 3)
    assert not is_tried_again(Exchange(request, Ended.ANSWERED, status=500), 1)
    assert is_tried_again(Exchange(request, Ended.ANSWERED, status=503), 2)
    assert 1 <= pause(1, "http://a.example/") <= 1.5
    assert 2 <= pause(2, "http://a.example/") <= 3


@pytest.mark.parametrize(
    ("said", "date", "seconds"),
    [
        ("7", "", 7),
        ("-1", "", None),
        ("soon", "", None),
        ("", "", None),
        ("Thu, 01 Jan 1970 00:02:00 GMT", "", 20),
        ("Thu, 01 Jan 1970 00:02:00 GMT", "Thu, 01 Jan 1970 00:01:55 GMT", 5),
        ("Thu, 01 Jan 1970 00:00:00 GMT", "", 0),
        ("Thu, 99 Jan 1970 00:00:00 GMT", "", None),
        ("²", "", None),
    ],
)
def test_when_to_come_back(said: str, date: str, seconds: float | None) -> None:
    headers = (("retry-after", said), *((("date", date),) if date else ()))
    exchange = Exchange(Request("http://a.example/"), Ended.ANSWERED, status=429, headers=headers, asked_at=100)
    assert retry_after(exchange) == seconds


def test_tokens_go_to_their_hosts_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "abc")
    assert headers_for("https://api.github.com/graphql") == {"Authorization": "Bearer abc"}
    for url in (
        "http://api.github.com/graphql",
        "https://github.com/",
        "https://api.github.com.example.org/",
        "https://example.org/",
    ):
        assert headers_for(url) == {}
    monkeypatch.setenv("GITHUB_TOKEN", "abc\r\nX: y")
    assert headers_for("https://api.github.com/graphql") == {}


def test_what_is_sent(names: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "abc")
    monkeypatch.setenv("HOME", "/nowhere")
    fetched(page("host-1"), limits=Limits(contact="me@example.org"))
    assert {*names.log[0].headers} <= {"host", "user-agent", "accept", "accept-language", "accept-encoding", "connection"}
    assert "abc" not in str(names.log)
    assert "mailto:me@example.org" in names.log[0].headers["user-agent"]


def test_requests_that_are_equal_are_asked_once(names: FaultServer) -> None:
    assert len(fetched(page("host-1"), page("host-1"))) == 1
    assert len(names.log) == 1


def test_what_is_kept_is_what_was_made_of_an_answer(names: FaultServer, tmp_path: Path) -> None:
    from msgspec.structs import replace

    async def run() -> list[bytes]:
        async with open_network(Limits(), tmp_path / "cache") as network:
            return [
                each.body async for each in network.fetch([page("host-1")], reduced=lambda each: replace(each, body=b"made"))
            ]

    assert asyncio.run(run()) == asyncio.run(run()) == [b"made"]
    assert len(names.log) == 1


def test_how_far_a_run_has_come(names: FaultServer) -> None:
    standings: list[Standing] = []

    async def run() -> None:
        async with open_network(Limits()) as network:
            network.on_change = standings.append
            async for _ in network.fetch([page("host-1", f"page-{number}") for number in range(3)]):
                pass

    asyncio.run(run())
    assert standings[0].total == 3
    assert standings[-1].done == 3
    assert standings[-1].asked == {"host-1.example": 3}
    assert {"host-1.example": 2} in [standing.waiting for standing in standings]
    assert standings[0].seconds > 1


def test_encrypted_connections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trustme = pytest.importorskip("trustme")
    import ssl

    authority, other = trustme.CA(), trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    certificates = {
        "good": authority.issue_cert("good.example"),
        "unknown": other.issue_cert("unknown.example"),
        "misnamed": authority.issue_cert("another.example"),
    }
    places, servers = {"example.com": "127.0.0.1:1"}, []
    for name, certificate in certificates.items():
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        servers.append(FaultServer({f"{name}.example": FAULTS["ok"]}, ssl=context))
        servers[-1].__enter__()
        places[f"{name}.example"] = f"127.0.0.1:{servers[-1].port}"
    (tmp_path / "names.json").write_text(json.dumps({"names": places, "ca": str(tmp_path / "ca.pem")}))
    monkeypatch.setenv(HOSTS_VARIABLE, str(tmp_path / "names.json"))
    try:
        ended = {each.request.url: each for each in fetched(*(Request(f"https://{name}.example/") for name in certificates))}
    finally:
        for server in servers:
            server.__exit__()
    assert ended["https://good.example/"].is_good
    assert ended["https://unknown.example/"].ended is Ended.INSECURE
    assert ended["https://misnamed.example/"].ended is Ended.INSECURE


def test_without_a_connection_nothing_is_said_to_be_gone(
    names: FaultServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "none.json").write_text('{"names": {}}')
    monkeypatch.setenv(HOSTS_VARIABLE, str(tmp_path / "none.json"))
    assert fetched(page("ok"))[0].ended is Ended.UNREACHED


def test_services_have_hosts_of_their_own() -> None:
    hosts = [service.host for service in SERVICES.values()]
    assert len({*hosts}) == len(hosts)
    assert SERVICES["arxiv"].interval == 3
