"""A web that misbehaves, on this machine: hosts by name, each with its fault, and a log of what was asked and when.

One listener plays all hosts; which one is meant is told by the `Host` of the request, or, for programs that know no names of
ours, by the address of the loopback network that they connected to: 127.1.0.7 is the seventh fault.
"""

import asyncio
import gzip
import json
import threading
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from time import monotonic

from msgspec import Struct

PAGE = "<!doctype html><title>Deep nets</title><h1>Deep nets</h1><p>All there is to say.</p>"


# Names of hosts that the server is not, and where they lead.
ELSEWHERE = {"refused": "127.0.0.1:1", "rebound": "127.0.0.1", "inner": "10.1.2.3", "inner-6": "fd00::1"}


class Asked(Struct, frozen=True):
    """A request as the server saw it."""

    at: float
    """Seconds of the monotonic clock."""
    host: str
    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


class Visit(Struct):
    """A request that is being answered."""

    asked: Asked
    out: asyncio.StreamWriter
    times: int
    """How often this host was asked before."""

    def send(self, status: str, body: str | bytes = PAGE, **headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        named = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(data)), "Connection": "close"}
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
        self.out.write(f"HTTP/1.1 {status}\r\n{head}\r\n".encode("utf-8", "surrogateescape") + data)

    def go(self, location: str, status: str = "301 Moved Permanently", **headers: str) -> None:
        self.send(status, "", Location=location, **headers)

    @property
    def port(self) -> int:
        return int(self.out.get_extra_info("sockname")[1])


Fault = Callable[[Visit], Awaitable[None]]
FAULTS: dict[str, Fault] = {}


def fault(function: Fault) -> Fault:
    FAULTS[function.__name__.strip("_").replace("_", "-")] = function
    return function


def _simple(name: str, status: str, body: str | bytes | Callable[[], bytes] = PAGE, **headers: str) -> None:
    """Add a host that answers everything alike; what takes long to make is made for the first who asks."""

    async def answer(visit: Visit) -> None:
        visit.send(status, body() if callable(body) else body, **headers)

    FAULTS[name] = answer


def _redirect(name: str, status: str, location: str = "") -> None:
    """Add a host that sends on; without a location, to one of its own that is well."""

    async def answer(visit: Visit) -> None:
        visit.go(location or f"http://{name}-target.example/new/place", status)

    FAULTS[name] = answer
    if not location:
        _simple(f"{name}-target", "200 OK")


_simple("ok", "200 OK")
_simple("missing", "404 Not Found", "<title>Not found</title>")
_simple("gone", "410 Gone", "")
_simple("unauthorised", "401 Unauthorized", "", WWW_Authenticate="Basic")
_simple("forbidden", "403 Forbidden", "<title>Forbidden</title>")
_simple("challenge", "403 Forbidden", "<title>Just a moment...</title>", cf_mitigated="challenge")
_simple("challenge-with-200", "200 OK", "<title>Just a moment...</title>", cf_mitigated="challenge")
_simple("waf", "202 Accepted", "", x_amzn_waf_action="challenge")
_simple("censored", "451 Unavailable For Legal Reasons", "")
_simple("too-many-requests", "429 Too Many Requests", "")
_simple("retry-in-an-hour", "429 Too Many Requests", "", Retry_After="3600")
_simple("retry-negative", "429 Too Many Requests", "", Retry_After="-1")
_simple("retry-in-ages", "429 Too Many Requests", "", Retry_After="1000000000")
_simple("retry-in-words", "429 Too Many Requests", "", Retry_After="soon")
_simple("broken", "500 Internal Server Error", "")
_simple("unavailable", "503 Service Unavailable", "")
_simple("teapot", "418 I'm a teapot", "")
_simple("no-method", "405 Method Not Allowed", "")
_simple("odd-status", "999 Request denied", "")
_simple("no-content", "204 No Content", "")
_simple("parked", "200 OK", "<title>parked.example is for sale</title><h1>Buy this domain</h1>")
_simple("utf-16", "200 OK", "<title>Tiefe Netze</title>".encode("utf-16"), Content_Type="text/html; charset=utf-16")
_simple("no-charset", "200 OK", "<meta charset=iso-8859-1><title>Réseaux</title>".encode("latin-1"), Content_Type="text/html")
_simple("no-html", "200 OK", b"%PDF-1.7\n" + bytes(4096), Content_Type="application/pdf")
_simple("bad-gzip", "200 OK", b"this is no gzip", Content_Encoding="gzip")
_simple("half-gzip", "200 OK", gzip.compress(PAGE.encode())[:40], Content_Encoding="gzip")
_simple("good-gzip", "200 OK", gzip.compress(PAGE.encode()), Content_Encoding="gzip")
_simple("gzip-bomb", "200 OK", cache(lambda: gzip.compress(bytes(64 << 20), 6)), Content_Encoding="gzip")
_simple("gzip-of-gzip", "200 OK", cache(lambda: gzip.compress(gzip.compress(bytes(50 << 20)))), Content_Encoding="gzip, gzip")
_simple("unknown-encoding", "200 OK", b"\x01\x02", Content_Encoding="br, zstd")
_redirect("moved", "301 Moved Permanently")
_redirect("moved-308", "308 Permanent Redirect")
_redirect("found", "302 Found")
_redirect("see-other", "303 See Other")
_redirect("temporary", "307 Temporary Redirect")
_simple("missing-target", "404 Not Found", "")
_redirect("moved-on", "301 Moved Permanently")
_redirect("found-on", "302 Found")
_redirect("moved-to-missing", "301 Moved Permanently", "http://missing-target.example/")
_redirect("moved-to-moved", "301 Moved Permanently", "http://moved-on.example/")
_redirect("moved-then-found", "301 Moved Permanently", "http://found-on.example/")
_redirect("to-private", "302 Found", "http://10.0.0.1/")
_redirect("to-loopback", "302 Found", "http://127.0.0.1:22/")
_redirect("to-metadata", "302 Found", "http://169.254.169.254/latest/meta-data/")
_redirect("to-odd-loopback", "302 Found", "http://2130706433/")
_redirect("to-mapped-loopback", "302 Found", "http://[::ffff:127.0.0.1]/")
_redirect("to-localhost", "302 Found", "http://localhost/")
_redirect("to-file", "302 Found", "file:///etc/passwd")
_redirect("to-ftp", "302 Found", "ftp://ok.example/")
_redirect("to-port", "302 Found", "http://ok.example:8080/")
_redirect("to-user", "302 Found", "http://user:secret@ok.example/")
_redirect("to-nowhere", "302 Found", "http://")
_redirect("to-garbage", "301 Moved Permanently", "http://[not an address/\x01")
_redirect("to-no-host", "301 Moved Permanently", "http://no-such-host.invalid/")
_redirect("hijacked", "301 Moved Permanently", "http://casino.example/")
_simple("casino", "200 OK", "<title>Play slots today</title>")


@fault
async def no_location(visit: Visit) -> None:
    visit.send("301 Moved Permanently", "")


@fault
async def soft_404(visit: Visit) -> None:
    is_front = visit.asked.path == "/"
    visit.send("200 OK", "<title>Home</title>" if is_front else "<title>404 - Page not found</title><h1>Oops</h1>")


@fault
async def moved_home(visit: Visit) -> None:
    if visit.asked.path == "/":
        visit.send("200 OK", "<title>Home</title>")
    else:
        visit.go("/")


@fault
async def moved_to_login(visit: Visit) -> None:
    if visit.asked.path.startswith("/login"):
        visit.send("200 OK", "<title>Sign in</title>")
    else:
        visit.go("/login?next=" + visit.asked.path, "302 Found")


@fault
async def every_path_the_same(visit: Visit) -> None:
    visit.send("200 OK", "<title>Page not found | An application</title>")


@fault
async def about_not_found(visit: Visit) -> None:
    """A page whose subject is the error, of a host that answers 404 for what it lacks."""
    if visit.asked.path == "/a":
        visit.send("200 OK", "<title>Designing the 404 page not found</title>")
    else:
        visit.send("404 Not Found", "")


@fault
async def loop(visit: Visit) -> None:
    visit.go("/b" if visit.asked.path == "/a" else "/a", "302 Found")


@fault
async def twelve_hops(visit: Visit) -> None:
    number = int(visit.asked.path.strip("/") or 0) if visit.asked.path.strip("/").isdigit() else 0
    if number == 12:
        visit.send("200 OK")
    else:
        visit.go(f"/{number + 1}", "302 Found")


@fault
async def cookie_wall(visit: Visit) -> None:
    if "pass=1" in visit.asked.headers.get("cookie", ""):
        visit.send("200 OK")
    else:
        visit.go(visit.asked.path, "302 Found", Set_Cookie="pass=1; Path=/")


@fault
async def cookie_loop(visit: Visit) -> None:
    visit.go(visit.asked.path, "302 Found", Set_Cookie=f"n={visit.times}; Path=/")


@fault
async def retry_once(visit: Visit) -> None:
    if visit.times:
        visit.send("200 OK")
    else:
        visit.send("429 Too Many Requests", "", Retry_After="1")


@fault
async def retry_at_a_date(visit: Visit) -> None:
    if visit.times:
        visit.send("200 OK")
    else:
        at = datetime.now(timezone.utc) + timedelta(seconds=2)
        visit.send("429 Too Many Requests", "", Retry_After=format_datetime(at, usegmt=True))


@fault
async def retry_at_a_skewed_date(visit: Visit) -> None:
    """A clock that is a day ahead says both what time it is and when to come back."""
    if visit.times:
        visit.send("200 OK")
        return
    now = datetime.now(timezone.utc) + timedelta(days=1)
    date, at = format_datetime(now, usegmt=True), format_datetime(now + timedelta(seconds=2), usegmt=True)
    visit.send("429 Too Many Requests", "", Date=date, Retry_After=at)


@fault
async def unavailable_once(visit: Visit) -> None:
    if visit.times:
        visit.send("200 OK")
    else:
        visit.send("503 Service Unavailable", "", Retry_After="1")


@fault
async def slow(visit: Visit) -> None:
    await asyncio.sleep(0.8)
    visit.send("200 OK")


@fault
async def hang(visit: Visit) -> None:
    await asyncio.sleep(60)


@fault
async def header_tarpit(visit: Visit) -> None:
    visit.out.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(600):
        if visit.out.is_closing():
            return
        visit.out.write(f"X-{number}: a\r\n".encode())
        await visit.out.drain()
        await asyncio.sleep(0.1)


@fault
async def body_dribbles(visit: Visit) -> None:
    visit.out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(600):
        if visit.out.is_closing():
            return
        visit.out.write(b"a")
        await visit.out.drain()
        await asyncio.sleep(0.1)


@fault
async def endless_body(visit: Visit) -> None:
    visit.out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Endless</title>")
    while not visit.out.is_closing():
        visit.out.write(b"a" * 65536)
        await visit.out.drain()


@fault
async def endless_chunks(visit: Visit) -> None:
    visit.out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not visit.out.is_closing():
        visit.out.write(b"10000\r\n" + b"a" * 65536 + b"\r\n")
        await visit.out.drain()


@fault
async def tiny_chunks(visit: Visit) -> None:
    visit.out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not visit.out.is_closing():
        visit.out.write(b"1;x=y\r\na\r\n" * 1000)
        await visit.out.drain()
        await asyncio.sleep(0)


@fault
async def short_body(visit: Visit) -> None:
    visit.send("200 OK", PAGE, Content_Length="100000")


@fault
async def long_body(visit: Visit) -> None:
    visit.send("200 OK", PAGE, Content_Length="30")


@fault
async def bad_length(visit: Visit) -> None:
    visit.send("200 OK", PAGE, Content_Length="many")


@fault
async def garbage(visit: Visit) -> None:
    visit.out.write(b"\x00\x01\x02 what is this\r\n\r\n")


@fault
async def close(visit: Visit) -> None:
    return


@fault
async def reset(visit: Visit) -> None:
    visit.out.transport.abort()


@fault
async def informational_flood(visit: Visit) -> None:
    while not visit.out.is_closing():
        visit.out.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 20)
        await visit.out.drain()


@fault
async def many_headers(visit: Visit) -> None:
    visit.out.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100_000):
        if visit.out.is_closing():
            return
        visit.out.write(b"X-%d: a\r\n" % number)
        if number % 1000 == 0:
            await visit.out.drain()
    visit.out.write(b"Content-Length: 0\r\n\r\n")


@fault
async def long_header(visit: Visit) -> None:
    visit.send("200 OK", PAGE, X_Long="a" * (1 << 20))


# What the whole web is for tests that need plain hosts: a path says what it answers.
@fault
async def paths(visit: Visit) -> None:
    status = visit.asked.path.strip("/").split("/")[0]
    if status.isdigit():
        visit.send(f"{status} As asked")
    else:
        visit.send("200 OK", f"<title>{visit.asked.path}</title>")


class FaultServer:
    """The web of faults, in a thread of its own; `hosts` may add to what there is, by name of host."""

    def __init__(self, hosts: Mapping[str, Fault] | None = None, ssl: object = None) -> None:
        self.hosts = {**{f"{name}.example": answer for name, answer in FAULTS.items()}, **(hosts or {})}
        self.log: list[Asked] = []
        self.ssl = ssl
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._ready = threading.Event()
        self._stop: asyncio.Event

    def __enter__(self) -> "FaultServer":
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def address_of(self, host: str) -> str:
        """Return an address for programs that cannot be told which host is meant."""
        number = list(self.hosts).index(host) + 1
        return f"127.1.{number // 250}.{number % 250 + 1}"

    def names(self, folder: Path, **others: str) -> Path:
        """Write which names there are for programs of ours, all of them hosts of this web, and return the file.

        What is among `others` leads elsewhere: `{"inner": "10.0.0.1"}` is the host inner.example.
        """
        places = dict.fromkeys((*self.hosts, "example.com"), f"127.0.0.1:{self.port}")
        path = folder / "names.json"
        path.write_text(json.dumps({"names": places | {f"{name}.example": place for name, place in others.items()}}))
        return path

    def gaps(self, host: str) -> list[float]:
        """Return the seconds between one request of a host and the next."""
        times = [asked.at for asked in self.log if asked.host == host]
        return [later - earlier for earlier, later in pairwise(times)]

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        with suppress(asyncio.CancelledError):
            self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._answer, "0.0.0.0", 0, ssl=self.ssl, limit=1 << 20)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _answer(self, into: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError, asyncio.CancelledError):
            head = (await into.readuntil(b"\r\n\r\n")).decode("latin-1")
            method, path, _ = head.partition("\r\n")[0].split(" ", 2)
            if path.startswith("http://"):
                # What is asked of a proxy.
                path = "/" + path.partition("://")[2].partition("/")[2]
            headers = {
                name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head.split("\r\n")[1:-2])
            }
            body = await into.readexactly(int(headers.get("content-length", "0")))
            host = self._host(headers.get("host", ""), out)
            times = sum(asked.host == host for asked in self.log)
            asked = Asked(monotonic(), host, method, path, headers, body)
            self.log.append(asked)
            if host in self.hosts:
                await self.hosts[host](Visit(asked, out, times))
                await out.drain()
        with suppress(OSError):
            out.close()

    def _host(self, named: str, out: asyncio.StreamWriter) -> str:
        name = named.rpartition(":")[0] if named.rpartition(":")[2].isdigit() else named
        # Programs that do not ask examples are told of another domain.
        name = name.replace(".faults.dev", ".example")
        if name in self.hosts:
            return name
        address = out.get_extra_info("sockname")[0]
        return next((host for host in self.hosts if self.address_of(host) == address), name)
