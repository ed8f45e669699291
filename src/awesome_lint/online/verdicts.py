"""What an answer says about a link: gone, moved, another thing now, or nothing.

A page that refuses to be looked at by a program, or that is in trouble, is none that is gone: nothing is known of it, and
nothing is said. Pure: from exchanges to values.
"""

import posixpath
from enum import Enum
from urllib.parse import SplitResult, urlsplit

from msgspec import Struct

from awesome_lint.knowledge.hosts import DOMAINS
from awesome_lint.online.exchange import Ended, Exchange
from awesome_lint.online.pages import CHALLENGE, FOR_SALE, NOT_FOUND, Page, page_of
from awesome_lint.patterns import lazy

PERMANENT = frozenset((301, 308))
GONE = frozenset((404, 410))
# Headers by which those who guard hosts say that it was they who answered.
GUARDS = ("cf-mitigated", "x-amzn-waf-action")
LOGIN_PATH = lazy(
    r"(?i)/(?:log-?in|sign-?in|sign_in|auth|authwall|sso|oauth2?|saml2?|cas|consent|register|sign-?up|users/sign_in|session/new)"
    r"(?:[/.?]|$)"
)
LOGIN_HOST = lazy(r"(?i)^(?:login|signin|accounts?|auth|sso|idp|consent|shibboleth)\d?\.")
# Second levels below which names are given to people, in countries that have such.
SECOND_LEVELS = frozenset(("ac", "co", "com", "edu", "gen", "go", "gob", "gouv", "gov", "mil", "ne", "net", "nom", "or", "org"))


class Verdict(Enum):
    """What is known of a link."""

    ALIVE = "alive"
    MOVED = "moved"
    """Its host says for good that it is elsewhere, and it is there."""
    GONE = "gone"
    CHANGED = "changed"
    """There is a page, and it is hardly the one that was meant."""
    BLOCKED = "blocked"
    """We were not let in, as programs often are not."""
    TROUBLED = "troubled"
    """It did not answer as hosts do that are well."""
    UNASKED = "unasked"

    @property
    def is_known(self) -> bool:
        return self not in (Verdict.BLOCKED, Verdict.TROUBLED, Verdict.UNASKED)


class Move(Enum):
    """How far a page has moved."""

    SLASH = "slash"
    """Nothing but a slash at the end, or an escape, is different."""
    SCHEME = "scheme"
    """Nothing but `https`, `www.` and a slash is different."""
    HOST = "host"
    """To another path of the host."""
    DOMAIN = "domain"
    """To another host of those who have this one."""
    ELSEWHERE = "elsewhere"


class Evidence(Struct, frozen=True):
    """What is known of a link, and from what."""

    verdict: Verdict
    reason: str = ""
    """In words that go behind the address: `answers 404`."""
    target: str = ""
    """Where it has moved to, or where it leads now."""
    move: Move = Move.SLASH
    page: Page = Page()
    gone_since: int = 0
    """When it was first seen to be gone, in seconds since 1970, where every look since then said the same."""
    seen_at: int = 0
    archived: str = ""
    """The address of a copy from before."""

    def is_gone_for(self, seconds: float) -> bool:
        """Whether two looks, so far apart, both said that it is gone."""
        return self.verdict is Verdict.GONE and self.seen_at - self.gone_since >= seconds


def of_page(exchange: Exchange) -> Evidence:
    """Return what the answer of a page says; that it lacks what was asked for only where the host says so itself."""
    refused = _refused(exchange)
    if refused is not None:
        return refused
    page = page_of(exchange)
    if exchange.is_gone:
        return _gone(exchange)
    if page.says(FOR_SALE):
        return Evidence(Verdict.CHANGED, "is a page that sells the name of the host", exchange.url, page=page)
    if exchange.hops:
        return _redirected(exchange, page)
    return Evidence(Verdict.ALIVE, target=exchange.url, page=page)


def is_suspect(exchange: Exchange) -> bool:
    """Whether a page is there, and says that there is none. The front page of a host is never taken for such."""
    is_front = _is_front(urlsplit(exchange.url))
    return exchange.is_good and not is_front and page_of(exchange).says(NOT_FOUND) and _refused(exchange) is None


def of_suspect(suspect: Exchange, beside: Exchange, front: Exchange) -> Evidence:
    """Return what is to be said of such a page: it is none where one that cannot exist is the same, and the front is not."""
    page = page_of(suspect)
    is_same = beside.is_good and page_of(beside).title == page.title
    is_application = front.is_good and page_of(front).title == page.title
    if page.title and is_same and front.is_good and not is_application:
        return Evidence(Verdict.CHANGED, f"is called `{page.title}`, as is every address that its host lacks", page=page)
    return of_page(suspect)


def beside(url: str, mark: str) -> str:
    """Return an address in the same folder as a page, at which there can be nothing."""
    parts = urlsplit(url)
    folder = posixpath.dirname(parts.path.rstrip("/")) or "/"
    return parts._replace(path=posixpath.join(folder, f"awesome-lint-{mark}"), query="", fragment="").geturl()


def front(url: str) -> str:
    return urlsplit(url)._replace(path="/", query="", fragment="").geturl()


def domain(host: str) -> str:
    """Return the name that somebody has registered, of which a host is one: `example.co.uk` of `www.example.co.uk`.

    Below some names each next one is somebody else's: `a.github.io` is its own.
    """
    labels = host.lower().rstrip(".").split(".")
    shared = next((each for each in DOMAINS if f".{host.lower()}".endswith(each)), None)
    if shared is not None:
        return ".".join(labels[-(shared.count(".") + 1) :])
    is_second = len(labels) > 2 and labels[-2] in SECOND_LEVELS and len(labels[-1]) == 2
    return ".".join(labels[-3:] if is_second else labels[-2:])


def _refused(exchange: Exchange) -> Evidence | None:
    """Return why an exchange says nothing of its page, or None where it does."""
    if exchange.ended is Ended.UNASKED or (exchange.ended is Ended.FORBIDDEN and not (exchange.hops or exchange.status)):
        return Evidence(Verdict.UNASKED, exchange.reason)
    if exchange.ended is Ended.NO_HOST:
        return None
    if not exchange.is_answered:
        where = f"leads to {exchange.url}: " if exchange.hops else ""
        return Evidence(Verdict.TROUBLED, f"{where}{exchange.reason}")
    status = exchange.status
    if any(map(exchange.header, GUARDS)) or page_of(exchange).says(CHALLENGE):
        return Evidence(Verdict.BLOCKED, "wants to know whether a person asks")
    if status in GONE:
        return None
    if 400 <= status < 500 or status >= 600:
        return Evidence(Verdict.BLOCKED, f"answers {status}")
    if status >= 500:
        return Evidence(Verdict.TROUBLED, f"answers {status}")
    if not exchange.is_good:
        return Evidence(Verdict.TROUBLED, f"answers {status} and nothing else")
    if exchange.hops and _is_login(exchange):
        return Evidence(Verdict.BLOCKED, "wants a login")
    return None


def _is_login(exchange: Exchange) -> bool:
    """Whether redirects led to where people log in, which was not what the link said."""
    asked, found = urlsplit(exchange.request.url), urlsplit(exchange.url)
    return any(
        pattern.search(there) is not None and pattern.search(here) is None
        for pattern, here, there in ((LOGIN_PATH, asked.path, found.path), (LOGIN_HOST, asked.netloc, found.netloc))
    )


def _gone(exchange: Exchange) -> Evidence:
    reason = "has no host any more" if exchange.ended is Ended.NO_HOST else f"answers {exchange.status}"
    if exchange.hops:
        reason = f"leads to {exchange.url}, which {reason}"
    return Evidence(Verdict.GONE, reason, gone_since=exchange.gone_since or exchange.asked_at, seen_at=exchange.asked_at)


def _redirected(exchange: Exchange, page: Page) -> Evidence:
    asked, found = urlsplit(exchange.request.url), urlsplit(exchange.url)
    alive = Evidence(Verdict.ALIVE, target=exchange.url, page=page)
    if not all(hop.status in PERMANENT for hop in exchange.hops) or page.says(NOT_FOUND):
        return alive
    move = _move(asked, found)
    if _is_front(found) and not _is_front(asked):
        where = "its host" if move in (Move.SCHEME, Move.HOST, Move.DOMAIN) else domain(found.hostname or "")
        return Evidence(Verdict.CHANGED, f"leads to the front page of {where}", exchange.url, move, page)
    return Evidence(Verdict.MOVED, "has moved for good", exchange.url, move, page)


def _move(asked: SplitResult, found: SplitResult) -> Move:
    """Return how far one address is from another."""
    hosts = [(parts.hostname or "").removeprefix("www.") for parts in (asked, found)]
    rests = [(_bare(parts.path), parts.query) for parts in (asked, found)]
    if hosts[0] != hosts[1]:
        return Move.DOMAIN if domain(hosts[0]) == domain(hosts[1]) else Move.ELSEWHERE
    if rests[0] != rests[1]:
        return Move.HOST
    return Move.SLASH if (asked.scheme, asked.netloc) == (found.scheme, found.netloc) else Move.SCHEME


def _bare(path: str) -> str:
    from urllib.parse import unquote

    return unquote(path).rstrip("/")


def _is_front(parts: SplitResult) -> bool:
    return parts.path.strip("/") in ("", "index.html", "index.php") and not parts.query
