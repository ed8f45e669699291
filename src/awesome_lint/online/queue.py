"""Who is asked next: a lane for each host, a budget for the run, and rest for hosts that want it.

Nothing here knows what time it is: every moment is handed in, in seconds of whatever clock the caller has.
"""

import heapq
import random
from collections import Counter, deque
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from msgspec import Struct, field

from awesome_lint.online.exchange import Ended, Exchange, Hop, Request

TRIES = 3
# Seconds: of the first pause before a request is tried again, and of the longest that is waited out when a host asks for one.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
# After so many failures in a row a host is left alone for the rest of the run.
FAILURES = 4
# What may be tried again, besides connections that broke: the server says that it cannot answer now.
# A plain 500 is left out: it is the answer of a page that is broken, for as long as it is.
LATER = frozenset((408, 425, 429, 502, 503, 504))


class Ask(Struct):
    """A request on its way: what was tried so far, and where redirects have led."""

    request: Request
    url: str
    tries: int = 0
    hops: tuple[Hop, ...] = ()
    spent: float = 0
    """Seconds that its exchanges took so far."""
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    """By host: what it wants to be told again."""
    met: set[str] = field(default_factory=set)
    """The addresses asked so far, each with the cookies that were sent."""

    @property
    def host(self) -> str:
        return host_of(self.url)


class _Lane(Struct):
    waiting: deque[Ask] = field(default_factory=deque)
    free_at: float = 0
    is_busy: bool = False
    failures: int = 0
    closed: str = ""
    """Why nothing more is asked of the host in this run."""


class Queue:
    """What waits to be asked, by host. A host is asked one thing at a time."""

    def __init__(self, interval: Callable[[str], float], budget: int) -> None:
        self.interval = interval
        self.left = budget
        """How many requests may still be made."""
        self.asked: Counter[str] = Counter()
        """How many were made, by host."""
        self._lanes: dict[str, _Lane] = {}
        self._ready: list[tuple[float, int, str]] = []
        self._turn = 0

    def add(self, ask: Ask, *, first: bool = False) -> None:
        """Let something wait for its turn; what was begun already goes first."""
        lane = self._lanes.setdefault(ask.host, _Lane())
        if first:
            lane.waiting.appendleft(ask)
        else:
            lane.waiting.append(ask)
        if len(lane.waiting) == 1 and not lane.is_busy:
            self._line_up(ask.host, lane)

    def take(self, now: float) -> Ask | None:
        """Return what may be asked now, or None where all have to wait."""
        if self.left <= 0:
            return None
        while self._ready and self._ready[0][0] <= now:
            _, _, host = heapq.heappop(self._ready)
            if not self._is_open(host):
                continue
            lane = self._lanes[host]
            if lane.free_at > now:
                self._line_up(host, lane)
                continue
            lane.is_busy = True
            self.left -= 1
            self.asked[host] += 1
            return lane.waiting.popleft()
        return None

    def next_at(self) -> float | None:
        """Return when something may be asked next, or None where nothing waits for time to pass."""
        while self._ready and not self._is_open(self._ready[0][2]):
            heapq.heappop(self._ready)
        return self._ready[0][0] if self._ready and self.left > 0 else None

    def put_back(self, ask: Ask, until: float) -> None:
        """Undo a `take`: somebody else asks this host until then."""
        lane = self._lanes[ask.host]
        self.left += 1
        self.asked[ask.host] -= 1
        lane.waiting.appendleft(ask)
        self._free(ask.host, lane, until)

    def ended(self, host: str, now: float, *, failed: bool, pause: float = 0) -> float:
        """Take note that a host has answered, or failed to; return when it may be asked again."""
        lane = self._lanes[host]
        lane.failures = lane.failures + 1 if failed else 0
        if lane.failures >= FAILURES and not lane.closed:
            lane.closed = f"it failed {FAILURES} times in a row"
        self._free(host, lane, now + max(self.interval(host), pause))
        return lane.free_at

    def close(self, host: str, why: str) -> None:
        """Ask nothing more of a host in this run."""
        self._lanes.setdefault(host, _Lane()).closed = why

    def closed(self, host: str) -> str:
        """Return why nothing more is asked of a host, empty where it may be."""
        lane = self._lanes.get(host)
        return lane.closed if lane else ""

    def given_up(self) -> Iterator[tuple[Ask, str]]:
        """Take out, and yield, what waits for hosts of which nothing more is asked, each with the reason."""
        for lane in self._lanes.values():
            while lane.closed and lane.waiting:
                yield lane.waiting.popleft(), lane.closed

    def emptied(self) -> Iterator[Ask]:
        """Take out, and yield, all that waits."""
        for lane in self._lanes.values():
            while lane.waiting:
                yield lane.waiting.popleft()
        self._ready.clear()

    def waiting(self) -> dict[str, int]:
        """Return how much waits for each host."""
        return {host: len(lane.waiting) for host, lane in self._lanes.items() if lane.waiting}

    def _is_open(self, host: str) -> bool:
        """Whether something waits for a host that may be asked, sooner or later."""
        lane = self._lanes[host]
        return bool(lane.waiting) and not lane.is_busy and not lane.closed

    def _free(self, host: str, lane: _Lane, at: float) -> None:
        lane.is_busy = False
        lane.free_at = max(lane.free_at, at)
        if lane.waiting:
            self._line_up(host, lane)

    def _line_up(self, host: str, lane: _Lane) -> None:
        self._turn += 1
        heapq.heappush(self._ready, (lane.free_at, self._turn, host))


def host_of(url: str) -> str:
    """Return the host of an address, empty where it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_tried_again(exchange: Exchange, tries: int) -> bool:
    """Whether to ask the same thing once more after `tries` attempts that ended so."""
    if tries >= TRIES:
        return False
    return exchange.ended is Ended.UNREACHED or (exchange.is_answered and exchange.status in LATER)


def pause(tries: int, url: str) -> float:
    """Return how many seconds to wait before the next attempt: twice as long each time, and not all at the same moment."""
    return FIRST_PAUSE * float(2 ** (tries - 1)) * (1 + random.Random(f"{url}{tries}").random() / 2)


def retry_after(exchange: Exchange) -> float | None:
    """Return the seconds that a host wants to be left alone, or None where it says nothing that can be understood.

    A date counts from the host's own, if it says what time it takes it for.
    """
    said = exchange.header("retry-after").strip()
    if said.isascii() and said.isdigit():
        return float(said[:12])
    try:
        at = parsedate_to_datetime(said)
        now = (
            parsedate_to_datetime(exchange.header("date")).timestamp() if exchange.header("date") else float(exchange.asked_at)
        )
        return max(0.0, at.timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return None
