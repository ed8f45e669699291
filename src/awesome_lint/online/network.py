"""Requests in, exchanges out: the queue, the cache and the transport together, under a budget."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic, time
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.online.addresses import AddressError, joined
from awesome_lint.online.cache import IN_MEMORY, NAME, Cache
from awesome_lint.online.exchange import DAY, Ages, Ended, Exchange, Hop, Request
from awesome_lint.online.pace import interval
from awesome_lint.online.queue import LONGEST_PAUSE, Ask, Queue, host_of, is_tried_again, pause, retry_after
from awesome_lint.online.transport import Answer, Transport

HOSTS_AT_ONCE = 64
MOST_HOPS = 10
REDIRECTS = frozenset((301, 302, 303, 307, 308))
# Seconds for which it is remembered that a host failed.
TROUBLED_AGE = 60 * 60
# Seconds between two looks at whether another process has let go of a host.
GLANCE = 0.25


class Limits(Struct, frozen=True):
    """What a run may do."""

    contact: str = ""
    """Whom services may write to."""
    max_requests: int = 2000
    max_time: float = 20 * 60
    """Seconds."""
    offline: bool = False
    """Whether to ask nobody, and to answer from the cache whatever its age."""
    refresh: bool = False
    """Whether to ask again what the cache could answer."""
    private: bool = False
    """Whether hosts of one's own network may be asked."""
    ages: Ages = Ages()


class Standing(Struct, frozen=True):
    """How far a run has come."""

    done: int
    """How many of the requests have ended."""
    total: int
    asked: Mapping[str, int]
    """How many requests were made, by host, each hop of a redirect for one."""
    waiting: Mapping[str, int]
    """How much waits, by host."""
    seconds: float
    """How long the rest takes at least, given what hosts want between two requests."""


MaxAge = Callable[[Exchange], float]
Reduced = Callable[[Exchange], Exchange]


class Network:
    """Asks for what is wanted, one host at a time and as often as that host likes. Made by `open_network`."""

    def __init__(self, limits: Limits, cache: Cache, transport: Transport | None) -> None:
        self.limits = limits
        self.cache = cache
        self.until = monotonic() + limits.max_time
        self.on_change: Callable[[Standing], None] = _tell_nobody
        """Called when something has ended, and a few times a second while nothing does."""
        self._transport = transport
        self._queue = Queue(lambda host: interval(host, has_contact=bool(limits.contact)), limits.max_requests)
        self._rests: dict[str, float] = {}
        self._done = 0
        self._total = 0

    @property
    def asked(self) -> Mapping[str, int]:
        """How many requests were made, by host."""
        return MappingProxyType({host: count for host, count in self._queue.asked.items() if count})

    def standing(self) -> Standing:
        waiting = self._queue.waiting()
        longest = max(
            (count * (interval(host, has_contact=bool(self.limits.contact)) + 0.5) for host, count in waiting.items()),
            default=0,
        )
        return Standing(self._done, self._total, self.asked, waiting, longest)

    async def fetch(
        self, requests: Iterable[Request], max_age: MaxAge | None = None, reduced: Reduced | None = None
    ) -> AsyncIterator[Exchange]:
        """Yield what came of each request, in the order in which they end; those that are equal are asked once.

        What was not finished when the caller stops is left for another run; what was, is in the cache.
        """
        wanted = list({request.key: request for request in requests}.values())
        self._total += len(wanted)
        for request in wanted:
            if (known := self._known(request, max_age or self._max_age)) is not None:
                self._done += 1
                yield known
            else:
                self._queue.add(Ask(request, request.url))
        async for exchange in self._asked(reduced or _whole):
            self._done += 1
            self.on_change(self.standing())
            yield exchange

    def _known(self, request: Request, max_age: MaxAge) -> Exchange | None:
        kept = self.cache.answer(request)
        if self.limits.offline:
            return kept or Exchange(request, Ended.UNASKED, "nothing is kept of it, and nobody is asked")
        if kept is None or self.limits.refresh or time() - kept.asked_at > max_age(kept):
            return None
        return kept

    def _max_age(self, exchange: Exchange) -> float:
        """Return for how many seconds an answer holds: not for long, where asking again may well bring another."""
        refused = self.limits.ages.gone
        if exchange.is_transient:
            return TROUBLED_AGE if exchange.status != 429 else refused
        is_refused = exchange.status >= 400 or not exchange.is_answered
        return min(exchange.request.max_age, refused) if is_refused else exchange.request.max_age

    async def _asked(self, reduced: Reduced) -> AsyncIterator[Exchange]:
        flying: dict[asyncio.Task[Exchange | Ask], Ask] = {}
        try:
            while True:
                for exchange in self._given_up():
                    yield exchange
                self._start(flying)
                if not flying and self._queue.next_at() is None:
                    break
                await self._wait(flying)
                for task in [task for task in flying if task.done()]:
                    del flying[task]
                    result = task.result()
                    if isinstance(result, Ask):
                        self._queue.add(result, first=True)
                    else:
                        yield self._kept(result, reduced)
            for exchange in self._given_up():
                yield exchange
            for ask in self._queue.emptied():
                yield Exchange(ask.request, Ended.UNASKED, "the budget of this run is used up")
        finally:
            for task in flying:
                task.cancel()
            await asyncio.gather(*flying, return_exceptions=True)
            for _ in self._queue.emptied():
                pass

    def _given_up(self) -> Iterable[Exchange]:
        if monotonic() > self.until:
            self._queue.left = 0
        for ask, why in self._queue.given_up():
            yield Exchange(ask.request, Ended.UNASKED, f"{host_of(ask.url)} was asked no more: {why}")

    def _start(self, flying: dict["asyncio.Task[Exchange | Ask]", Ask]) -> None:
        while len(flying) < HOSTS_AT_ONCE and (ask := self._queue.take(monotonic())) is not None:
            host = ask.host
            held = self.cache.lease(host, time(), time() + ask.request.deadline)
            if held is None:
                flying[asyncio.create_task(self._one(ask))] = ask
            elif held[0] - time() > LONGEST_PAUSE:
                self._queue.put_back(ask, monotonic())
                self._queue.close(host, held[1] or "another run asks it")
            else:
                self._queue.put_back(ask, monotonic() + min(held[0] - time(), GLANCE))

    async def _wait(self, flying: dict["asyncio.Task[Exchange | Ask]", Ask]) -> None:
        at = self._queue.next_at() if len(flying) < HOSTS_AT_ONCE else None
        patience = min(GLANCE, max(0.0, at - monotonic())) if at is not None else GLANCE
        if flying:
            await asyncio.wait(flying, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
        else:
            await asyncio.sleep(patience)
        self.on_change(self.standing())

    async def _one(self, ask: Ask) -> Exchange | Ask:
        """Make one request; return what came of it all, or what is to be asked next."""
        assert self._transport is not None
        host = ask.host
        answer = Answer(Exchange(ask.request, Ended.UNASKED))
        try:
            cookies = ask.cookies.get(host, {})
            ask.met.add(_met(ask.url, cookies))
            answer = await self._transport.answer(ask.request, ask.url, cookies, max(0.1, ask.request.deadline - ask.spent))
        finally:
            exchange = replace(answer.exchange, hops=ask.hops, asked_at=int(time()))
            again = is_tried_again(exchange, ask.tries + 1)
            self._let_go(host, exchange, pause(ask.tries + 1, ask.url) if again else 0)
        if again and not self._queue.closed(host):
            return Ask(ask.request, ask.url, ask.tries + 1, ask.hops, ask.spent, ask.cookies, ask.met)
        return _followed(ask, exchange, answer)

    def _let_go(self, host: str, exchange: Exchange, patience: float) -> None:
        """Say when a host may be asked again, here and in other processes."""
        said = retry_after(exchange) if exchange.is_transient else None
        failed = exchange.is_transient or exchange.ended in (Ended.NO_HOST, Ended.INSECURE)
        if said is not None and said > LONGEST_PAUSE:
            self._queue.close(host, f"it wants to be left alone for {_duration(said)}")
            said = min(said, float(7 * DAY))
        free = self._queue.ended(host, monotonic(), failed=failed, pause=said if said is not None else patience)
        why = self._queue.closed(host) if said is not None and said > LONGEST_PAUSE else ""
        self.cache.release(host, time() + max(0.0, free - monotonic()), why)

    def _kept(self, exchange: Exchange, reduced: Reduced) -> Exchange:
        if exchange.ended is Ended.UNASKED:
            return exchange
        return self.cache.keep(reduced(exchange))


@asynccontextmanager
async def open_network(limits: Limits, cache_folder: Path | None = None) -> AsyncIterator[Network]:
    """Give a network whose cache is in that folder, or in memory alone. Raises OSError where it cannot be written there."""
    if cache_folder is not None:
        cache_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    cache = Cache(str(cache_folder / NAME) if cache_folder is not None else IN_MEMORY)
    transport = None if limits.offline else Transport(limits.contact, private=limits.private)
    try:
        yield Network(limits, cache, transport)
    finally:
        if transport is not None:
            await transport.close()
        cache.close(time())


def _tell_nobody(_: Standing) -> None:
    """Where nobody watches."""


def _whole(exchange: Exchange) -> Exchange:
    return exchange


def _followed(ask: Ask, exchange: Exchange, answer: Answer) -> Exchange | Ask:
    """Return the next thing to ask for where an answer sends us on, or the exchange where it does not."""
    location = exchange.header("location")
    if not (exchange.is_answered and exchange.status in REDIRECTS and ask.request.follows and location):
        return exchange
    try:
        target = joined(ask.url, location)
    except AddressError as error:
        return replace(exchange, ended=Ended.FORBIDDEN, reason=str(error))
    hops = (*ask.hops, Hop(ask.url, exchange.status, target))
    if answer.cookies:
        ask.cookies.setdefault(ask.host, {}).update(answer.cookies)
    is_met = _met(target, ask.cookies.get(host_of(target), {})) in ask.met
    if is_met or len(hops) > MOST_HOPS:
        why = "redirects lead in a circle" if is_met else f"more than {MOST_HOPS} redirects follow one another"
        return replace(exchange, ended=Ended.LOOPED, reason=why, hops=hops)
    return Ask(ask.request, target, 0, hops, ask.spent + answer.spent, ask.cookies, ask.met)


def _met(url: str, cookies: Mapping[str, str]) -> str:
    return f"{url.partition('#')[0]}\n{sorted(cookies.items())}"


def _duration(seconds: float) -> str:
    if seconds < 2 * 60:
        return f"{seconds:.0f} seconds"
    if seconds < 2 * 60 * 60:
        return f"{seconds / 60:.0f} minutes"
    return f"{seconds / 3600:.0f} hours" if seconds < 2 * DAY else f"{seconds / DAY:.0f} days"
