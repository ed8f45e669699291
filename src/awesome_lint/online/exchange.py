"""What is asked, and what came of it, as frozen values."""

from enum import Enum

from msgspec import Struct

# Bytes of an answer that are read: of a page, more than any title needs; of a service, more than it gives for a hundred works.
PAGE_BYTES = 64 << 10
# Of a page whose places are wanted: what is not read whole says nothing of them.
ANCHORED_BYTES = 1 << 20
ANSWER_BYTES = 5 << 20
DAY = 24 * 60 * 60
# Seconds for one request, from the name of the host to the last byte that is wanted; what follows it has the rest of them.
DEADLINE = 20.0


class Ages(Struct, frozen=True):
    """For how many seconds what was answered is believed."""

    alive: float = 7 * DAY
    """That a link leads somewhere, and what GitHub says of a repository."""
    gone: float = DAY
    """That it leads nowhere, or that its host refused."""
    record: float = 90 * DAY
    """What a bibliography knows of a work."""
    nothing_found: float = 14 * DAY
    """That a bibliography knows nothing of a work."""


class Ended(Enum):
    """How an exchange ended."""

    ANSWERED = "answered"
    """There is a status; it may be any."""
    NO_HOST = "no host"
    """The name of the host does not exist."""
    UNREACHED = "unreached"
    """No connection, a connection that broke, or nothing in time."""
    INSECURE = "insecure"
    """The certificate is not to be trusted, or TLS failed otherwise."""
    GARBLED = "garbled"
    """What came back is no HTTP, or cannot be decoded."""
    LOOPED = "looped"
    """Redirects lead in a circle, or on and on."""
    FORBIDDEN = "forbidden"
    """The address is none that may be asked: private, another port, another scheme."""
    UNASKED = "unasked"
    """Not asked: the budget is used up, the host wants rest, or there is no connection to be made."""


class Request(Struct, frozen=True, omit_defaults=True):
    """One thing to ask for. Requests that are equal in `key` are asked once."""

    url: str
    method: str = "GET"
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    service: str = ""
    """The name of the service that it is for (`pace.SERVICES`), which says how its answer is reported; empty for a page."""
    follows: bool = True
    """Whether redirects are followed; if not, the redirect is the answer."""
    most: int = ANSWER_BYTES
    """Bytes of the decoded body to read; what is beyond is left unread."""
    max_age: float = 7 * DAY
    """Seconds for which a kept answer of this request holds."""
    deadline: float = DEADLINE
    is_anchored: bool = False
    """Whether it is wanted which places a page has that links may lead to."""

    @property
    def key(self) -> str:
        """What tells it from other requests in the cache."""
        which = "anchors" if self.is_anchored else "" if self.follows else "first"
        return "\n".join((self.method, self.url, self.body.decode("utf-8", "backslashreplace"), which))


class Hop(Struct, frozen=True):
    """One request of a chain of redirects, and where it sent us."""

    url: str
    status: int
    location: str = ""
    """Where the redirect leads, made absolute."""


class Exchange(Struct, frozen=True, omit_defaults=True):
    """What came of a request."""

    request: Request
    ended: Ended
    reason: str = ""
    """Where there was no answer: why, in words that go into a sentence."""
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    """Those of the last answer, with names in lower case."""
    body: bytes = b""
    """Decoded from what it was packed with, and cut off at `request.most`."""
    is_whole: bool = True
    """Whether `body` is all of it."""
    hops: tuple[Hop, ...] = ()
    """The redirects that led to the last answer, first to last."""
    asked_at: int = 0
    """Seconds since 1970."""
    gone_since: int = 0
    """When it was first seen to be gone, in seconds since 1970, where every answer since then said the same; else 0."""
    is_kept: bool = False
    """Whether it came from the cache."""

    @property
    def is_answered(self) -> bool:
        return self.ended is Ended.ANSWERED

    @property
    def is_good(self) -> bool:
        """Whether the answer is what was asked for."""
        return self.is_answered and 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        """Whether the last answer says that there is no such thing."""
        return self.ended is Ended.NO_HOST or (self.is_answered and self.status in (404, 410))

    @property
    def is_transient(self) -> bool:
        """Whether the same question may well be answered when it is asked again."""
        if self.is_answered:
            return self.status in (408, 425, 429, 500, 502, 503, 504)
        return self.ended in (Ended.UNREACHED, Ended.GARBLED, Ended.UNASKED)

    @property
    def url(self) -> str:
        """Return the address that gave the last answer."""
        return self.hops[-1].location if self.hops else self.request.url

    def header(self, name: str) -> str:
        """Return what a header of the last answer says, empty where there is none."""
        return next((value for key, value in self.headers if key == name.lower()), "")
