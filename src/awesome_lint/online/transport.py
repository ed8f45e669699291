"""One request and its answer, under a deadline around all of it: the only module with sockets.

The client is aiohttp, told to follow nothing, to unpack nothing, and to keep neither cookies nor connections: what it would do
without a bound is done here. Names are looked up here, too, so that the addresses that were looked at are those connected to.
"""

import asyncio
import json
import os
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any
from urllib.request import getproxies, proxy_bypass

import aiohttp
import truststore
from aiohttp.abc import AbstractResolver, ResolveResult
from msgspec import Struct
from yarl import URL

from awesome_lint import __version__
from awesome_lint.online import addresses
from awesome_lint.online.exchange import Ended, Exchange, Request
from awesome_lint.online.tokens import headers_for

# Where errors say what is wrong, the clearest first.
SAYINGS = ("verify_message", "strerror", "message")
HOME = "https://github.com/awesome-lint/awesome-lint"
# Bytes of one header: some sites have policies of tens of thousands in one.
LONGEST_HEADER = 64 << 10
# Bytes that are waiting to be read at most.
MOST_AT_ONCE = 32 << 10
# Of the headers of an answer those that say something to us, and so much of each.
TOLD = ("content-type", "content-encoding", "date", "retry-after", "location", "server", "etag", "link", "cf-mitigated")
TOLD_PREFIXES = ("x-rate", "x-amzn-waf", "x-api-pool", "x-concurrency", "x-archive")
LONGEST_TOLD = 2048
# What programs of any kind have to be told; a file of names is for tests, on machines without a web.
HOSTS_VARIABLE = "AWESOME_LINT_HOSTS"
# A name that exists for as long as the web does: if it does not, we have no connection. RFC 2606.
WITNESS = "example.com"


class Answer(Struct, frozen=True):
    """What came back of one request."""

    exchange: Exchange
    cookies: tuple[tuple[str, str], ...] = ()
    spent: float = 0
    """Seconds."""


class Names:
    """Finds the addresses of hosts: as the system does, or, where a file says all names that there are, from that alone.

    The file is JSON: `{"names": {"a.example": "127.0.0.1:8080", "b.example": "10.0.0.1"}, "ca": "ca.pem"}`. An address with a
    port is asked whatever it is; one without a port is what the name stands for, and is looked at as any other.
    """

    def __init__(self, path: str | None = None) -> None:
        self.names: Mapping[str, str] | None = None
        self.authority = ""
        if path:
            with open(path, encoding="utf-8") as file:
                said = json.load(file)
            self.names, self.authority = said["names"], said.get("ca", "")

    async def found(self, host: str, port: int) -> list[tuple[str, int]]:
        """Return where a host is. Raises socket.gaierror where it has no address."""
        if self.names is None:
            return await _in_thread(lambda: _looked_up(host, port))
        said = self.names.get(host)
        if said is None:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        address, _, stated = said.partition(":") if said.count(":") == 1 else (said, "", "")
        return [(address, int(stated) if stated else port)]

    def is_stated(self, host: str) -> bool:
        """Whether the file names a place that is to be asked whatever its address is."""
        return self.names is not None and self.names.get(host, "").count(":") == 1

    async def has_witness(self) -> bool:
        """Whether names can be looked up at all."""
        if self.names is not None:
            return WITNESS in self.names
        try:
            return bool(await _in_thread(lambda: _looked_up(WITNESS, 443)))
        except OSError:
            return False


class Transport:
    """Asks, one request at a time for each task; nothing that a host does raises."""

    def __init__(self, contact: str = "", *, private: bool = False) -> None:
        self.private = private
        """Whether addresses of one's own network may be asked."""
        self.agent = f"awesome-lint/{__version__} (+{HOME}{f'; mailto:{contact}' if contact else ''})"
        self.names = Names(os.environ.get(HOSTS_VARIABLE))
        self.proxies = {} if self.names.names is not None else getproxies()
        self._witnessed: bool | None = None
        self._pins = _Pins()
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if self.names.authority:
            context.load_verify_locations(self.names.authority)
        once = aiohttp.TraceConfig()
        once.on_connection_create_start.append(_require_first)
        self._session = aiohttp.ClientSession(
            trace_configs=[once],
            connector=aiohttp.TCPConnector(
                resolver=self._pins,
                use_dns_cache=False,
                force_close=True,
                limit=0,
                ssl=context,
                socket_factory=_socket,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
            auto_decompress=False,
            trust_env=False,
            max_line_size=LONGEST_HEADER,
            max_field_size=LONGEST_HEADER,
        )

    async def close(self) -> None:
        await self._session.close()

    async def answer(self, request: Request, url: str, cookies: Mapping[str, str], deadline: float) -> Answer:
        """Ask for `url`, on behalf of a request, and return what came back within `deadline` seconds."""
        began = monotonic()
        reading = _Reading(request)
        try:
            came = await asyncio.wait_for(self._asked(request, url, cookies, reading), deadline)
        except asyncio.TimeoutError:
            came = reading.so_far() or Exchange(request, Ended.UNREACHED, f"it did not answer within {deadline:.0f} s")
        except addresses.AddressError as error:
            came = Exchange(request, Ended.FORBIDDEN, str(error))
        except socket.gaierror as error:
            came = await self._without_host(request, error)
        except (ssl.SSLError, aiohttp.ClientSSLError, aiohttp.ServerFingerprintMismatch) as error:
            came = Exchange(request, Ended.INSECURE, f"its certificate or encryption is not to be trusted ({_words(error)})")
        except aiohttp.ClientPayloadError:
            came = reading.so_far() or Exchange(request, Ended.GARBLED, "the answer breaks off")
        except (aiohttp.ServerDisconnectedError, ConnectionError):
            came = reading.so_far() or Exchange(request, Ended.UNREACHED, "it broke the connection")
        except aiohttp.ClientOSError as error:
            came = reading.so_far() or Exchange(request, Ended.UNREACHED, f"it cannot be connected to ({_words(error)})")
        except (aiohttp.ClientError, ValueError, zlib.error) as error:
            came = reading.so_far() or Exchange(request, Ended.GARBLED, f"what it answers is no HTTP ({_words(error)})")
        except OSError as error:
            came = Exchange(request, Ended.UNREACHED, f"it cannot be connected to ({_words(error)})")
        return Answer(came, reading.cookies, monotonic() - began)

    async def _asked(self, request: Request, url: str, cookies: Mapping[str, str], reading: "_Reading") -> Exchange:
        parts = addresses.checked(url, private=self.private)
        host = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        proxy = self._proxy(parts.scheme, host)
        await self._pin(host, port, is_proxied=proxy is not None)
        headers = {
            "User-Agent": self.agent,
            "Accept": "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8",
            "Accept-Language": "en;q=0.9,*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
            **dict(request.headers),
            **headers_for(url),
        }
        if cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        asking = self._session.request(
            request.method,
            URL(url),
            data=request.body or None,
            headers=headers,
            allow_redirects=False,
            proxy=proxy,
            trace_request_ctx=[],
        )
        async with asking as answer:
            reading.begin(answer)
            while not reading.is_full and (piece := await answer.content.readany()):
                reading.add(piece)
            return reading.done()

    async def _pin(self, host: str, port: int, *, is_proxied: bool) -> None:
        """Look up a host, and hold it to the addresses found. Raises AddressError where they are none of the public web."""
        if is_proxied:
            # The proxy looks names up; what we can tell of them ourselves, we do.
            proxied = await self._found_or_none(host, port)
            self._require_public(host, proxied)
            return
        found = await self.names.found(host, port)
        self._require_public(host, found)
        self._pins.places[(host, port)] = found

    async def _found_or_none(self, host: str, port: int) -> list[tuple[str, int]]:
        try:
            return await self.names.found(host, port)
        except OSError:
            return []

    def _require_public(self, host: str, found: list[tuple[str, int]]) -> None:
        if self.private or self.names.is_stated(host):
            return
        if not all(addresses.is_public(address) for address, _ in found):
            raise addresses.AddressError("its name leads to this machine or network")

    async def _without_host(self, request: Request, error: socket.gaierror) -> Exchange:
        """Tell a host that does not exist from a machine without a connection."""
        if error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)):
            if self._witnessed is None:
                self._witnessed = await self.names.has_witness()
            if self._witnessed:
                return Exchange(request, Ended.NO_HOST, "there is no such host")
        return Exchange(request, Ended.UNREACHED, "its name cannot be looked up now")

    def _proxy(self, scheme: str, host: str) -> str | None:
        return None if scheme not in self.proxies or proxy_bypass(host) else self.proxies[scheme]


async def _require_first(session: Any, context: Any, asked: Any) -> None:
    """Keep the client from asking once more by itself, and at once, where a connection broke: the queue decides when."""
    if context.trace_request_ctx:
        raise aiohttp.ServerDisconnectedError
    context.trace_request_ctx.append(True)


class _Reading:
    """What was read of an answer so far."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.most = request.most
        self.status = 0
        self.headers: tuple[tuple[str, str], ...] = ()
        self.cookies: tuple[tuple[str, str], ...] = ()
        self.body = bytearray()
        self.is_cut = False
        self._unpack: Callable[[bytes, int], bytes] | None = None
        self._raw = 0

    def begin(self, answer: aiohttp.ClientResponse) -> None:
        self.status = answer.status
        told = [(name.lower(), value[:LONGEST_TOLD]) for name, value in answer.headers.items()]
        self.headers = tuple((name, value) for name, value in told if name in TOLD or name.startswith(TOLD_PREFIXES))
        self.cookies = tuple(_cookie(value) for name, value in told if name == "set-cookie")
        packed = answer.headers.get("Content-Encoding", "").strip().lower()
        if packed in ("gzip", "x-gzip", "deflate"):
            self._unpack = _unpacker()
        elif packed not in ("", "identity"):
            # Packed in a way that was not asked for: there is an answer, but none that can be read.
            self.is_cut = True

    @property
    def is_full(self) -> bool:
        return self.is_cut or len(self.body) >= self.most or self._raw >= self.most

    def add(self, piece: bytes) -> None:
        self._raw += len(piece)
        try:
            self.body += (
                self._unpack(piece, self.most - len(self.body)) if self._unpack else piece[: self.most - len(self.body)]
            )
        except zlib.error:
            self.is_cut = True
        self.is_cut = self.is_cut or self.is_full

    def done(self) -> Exchange:
        return Exchange(
            self.request,
            Ended.ANSWERED,
            status=self.status,
            headers=self.headers,
            body=bytes(self.body),
            is_whole=not self.is_cut,
        )

    def so_far(self) -> Exchange | None:
        """Return the answer that broke off in its body, or None where there is none yet."""
        self.is_cut = True
        return self.done() if self.status else None


def _socket(place: aiohttp.AddrInfoType) -> socket.socket:
    """Make a socket that hands over little at a time, so that a flood does not keep the clock from being looked at."""
    made = socket.socket(place[0], place[1], place[2])
    made.settimeout(0)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, MOST_AT_ONCE)
    return made


class _Pins(AbstractResolver):
    """Gives the client the addresses that were looked at, and no others."""

    def __init__(self) -> None:
        self.places: dict[tuple[str, int], list[tuple[str, int]]] = {}

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        # What is not pinned is a proxy.
        places = self.places.get((host, port)) or await _in_thread(lambda: _looked_up(host, port))
        return [_result(host, address, at) for address, at in places]

    async def close(self) -> None:
        self.places.clear()


def _result(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST)


def _looked_up(host: str, port: int) -> list[tuple[str, int]]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise addresses.AddressError("its host is no name") from None
    return list(dict.fromkeys((str(place[0]), port) for *_, place in found))


async def _in_thread(work: Callable[[], list[tuple[str, int]]]) -> list[tuple[str, int]]:
    """Do in a thread what blocks; one that hangs holds up neither other work nor the end of the program, as a pool's would."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[list[tuple[str, int]]] = loop.create_future()

    def settle(found: list[tuple[str, int]] | None, error: Exception | None) -> None:
        if future.done():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(found or [])

    def run() -> None:
        found, failed = None, None
        try:
            found = work()
        except Exception as error:
            failed = error
        if not loop.is_closed():
            try:
                loop.call_soon_threadsafe(settle, found, failed)
            except RuntimeError:
                # The loop was closed just now: nobody waits any more.
                return

    threading.Thread(target=run, daemon=True).start()
    return await future


def _unpacker() -> Callable[[bytes, int], bytes]:
    """Return what unpacks gzip and both kinds of deflate, piece by piece, never more than it is allowed."""
    tried: list[zlib._Decompress] = []

    def unpack(piece: bytes, most: int) -> bytes:
        if not tried:
            tried.append(zlib.decompressobj(zlib.MAX_WBITS | 32))
            try:
                return tried[0].decompress(piece, most) if most > 0 else b""
            except zlib.error:
                # Many servers send deflate without its header.
                tried[0] = zlib.decompressobj(-zlib.MAX_WBITS)
        return tried[0].decompress(tried[0].unconsumed_tail + piece, most) if most > 0 else b""

    return unpack


def _cookie(said: str) -> tuple[str, str]:
    name, _, value = said.partition(";")[0].partition("=")
    return name.strip(), value.strip()


def _words(error: BaseException) -> str:
    """Return what an error says, on one line and not for long."""
    said = next((text for name in SAYINGS if (text := getattr(error, name, ""))), "") or str(error) or type(error).__name__
    return str(said).partition("\n")[0].rstrip(" :")[:120]
