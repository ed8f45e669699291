"""What a page says of itself: its title and first heading, and whether these say that it is not the page that was meant.

Only what a person would read at a glance is looked at. That a title speaks of what is not found, or that a name is for sale, is
a suspicion; `verdicts` says what has to come to it.
"""

from html import unescape
from urllib.parse import unquote

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.online.exchange import Exchange
from awesome_lint.patterns import lazy

LONGEST = 300
CHARSET = lazy(r"(?i)charset\s*=\s*[\"']?([\w.:-]{1,40})")
# So far into a page its encoding is said, if at all. https://html.spec.whatwg.org/#determining-the-character-encoding
CHARSET_WITHIN = 1024
BYTE_ORDERS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
TAG = lazy(r"<[^<>]*>")
# As many places, of so many characters, as pages have.
MOST_ANCHORS, LONGEST_ANCHOR = 20_000, 200
ANCHOR = lazy(r"(?i)\s(?:id|name)\s{0,3}=\s{0,3}(?:\"([^\"<>]{1,200})\"|'([^'<>]{1,200})'|([^\s\"'<>=`]{1,200}))")
OWN_LINK = lazy(r"(?i)\shref\s{0,3}=\s{0,3}[\"']?#([^\s\"'<>]{1,200})")
# To so many of its places a page with a table of contents leads; many others lead past their menu, to what scripts make.
LEAST_LED_TO = 3
# What is for a script, or for the browser.
NO_PLACE = lazy(r"[!/=?]|:~:|^top$")

NOT_FOUND = lazy(
    r"(?i)\b(?:404|410)\b|\bnot[ -]?found\b|\bno longer (?:exists?|available|here)\b|\b(?:does ?n[o'’]t|does not) exist\b"
    r"|\b(?:can ?not|can['’]t|could not|couldn['’]t) be found\b|\bnicht gefunden\b|\bintrouvable\b|\bno encontrad[ao]\b"
    r"|\bnon trovat[ao]\b|\bnão encontrad[ao]\b|\bне найдена?\b|不存在|找不到|未找到"
    r"|見つかりません|찾을 수 없"
)
FOR_SALE = lazy(
    r"(?i)^[\w-]{1,63}(?:\.[\w-]{1,63}){1,3} (?:is|may be) for sale\b|\b(?:buy|purchase|acquire) this domain\b"
    r"|\bthis (?:domain|web ?site)(?: name)? (?:is|may be|has been|was|has) (?:for sale|parked|expired|registered)\b"
    r"|\bparked (?:free|domain)\b|\bdomain (?:parking|name for sale)\b|\bdomain name is for sale\b|\bhugedomains\b"
    r"|域名(?:出售|转让|停放)"
)
CHALLENGE = lazy(
    r"(?i)^(?:just a moment|attention required|one more step|please wait|access (?:to this page has been )?denied|forbidden"
    r"|robot check|security check|bot verification|checking your browser|pardon our interruption|human verification"
    r"|请稍候|人机验证|安全验证)|\bcaptcha\b|\bare you (?:a )?(?:human|robot)\b"
    r"|\bverif(?:y|ying) (?:that )?you are (?:a )?human\b|\bddos[- ]guard\b"
)


class Page(Struct, frozen=True, omit_defaults=True):
    """What is kept of a page."""

    title: str = ""
    heading: str = ""
    anchors: tuple[str, ...] | None = None
    """The places in it that links may lead to; None where that cannot be told."""

    def says(self, pattern: "object") -> bool:
        return any(pattern.search(text) for text in (self.title, self.heading) if text)  # type: ignore[attr-defined]


def reduced(exchange: Exchange) -> Exchange:
    """Return an exchange of which only what its page says of itself is left; those with services are left whole."""
    if exchange.request.service:
        return exchange
    kept = {"content-type", "retry-after", "cf-mitigated", "x-amzn-waf-action"}
    headers = tuple((name, value) for name, value in exchange.headers if name in kept)
    return replace(exchange, body=msgspec.json.encode(read(exchange)), headers=headers, is_whole=True)


def page_of(exchange: Exchange) -> Page:
    """Return what a reduced exchange says of its page."""
    try:
        return msgspec.json.decode(exchange.body or b"{}", type=Page)
    except msgspec.MsgspecError:
        return Page()


def read(exchange: Exchange) -> Page:
    """Return the title and first heading of a page, empty where it is none, or has none."""
    kind = exchange.header("content-type").lower()
    if not exchange.is_answered or (kind and "html" not in kind) or not (kind or exchange.body.lstrip()[:1] == b"<"):
        return Page()
    text = _decoded(exchange.body, kind)
    anchors = _anchors(text) if exchange.request.is_anchored and exchange.is_whole else None
    lower = text.lower()
    # What `lower` makes longer stands behind what is looked for nearly always; where not, nothing is found.
    return Page(_inner(text, lower, "title"), _inner(text, lower, "h1"), anchors) if len(lower) == len(text) else Page()


def is_place(fragment: str) -> bool:
    """Whether what stands behind `#` is a place in a page, and nothing for a script or the browser."""
    return 0 < len(fragment) <= LONGEST_ANCHOR and not NO_PLACE.search(fragment)


def _anchors(text: str) -> tuple[str, ...] | None:
    """Return the places of a page, or None where it hardly leads to any of its own, or to some that only a script can make."""
    there = {unescape(next(filter(None, match.groups()))) for match in ANCHOR.finditer(text)}
    own = {unescape(match.group(1)) for match in OWN_LINK.finditer(text)}
    folded = {each.casefold() for each in there}
    led_to = [each for each in own if is_place(each)]
    is_drawn = any(not {each.casefold(), unquote(each).casefold()} & folded for each in led_to)
    return None if len(led_to) < LEAST_LED_TO or is_drawn or len(there) > MOST_ANCHORS else tuple(sorted(there))


def _decoded(body: bytes, kind: str) -> str:
    stated = CHARSET.search(kind) or CHARSET.search(body[:CHARSET_WITHIN].decode("latin-1"))
    name = next((name for mark, name in BYTE_ORDERS if body.startswith(mark)), stated.group(1) if stated else "utf-8")
    try:
        return body.decode(name, "replace")
    except (LookupError, ValueError):
        return body.decode("utf-8", "replace")


def _inner(text: str, lower: str, tag: str) -> str:
    """Return the text of the first element of a kind, on one line."""
    start = lower.find(f"<{tag}")
    opened = lower.find(">", start) if start >= 0 else -1
    end = lower.find(f"</{tag}", opened) if opened >= 0 else -1
    inner = text[opened + 1 : end if end >= 0 else opened + 1]
    return " ".join(unescape(TAG.sub(" ", inner[: 10 * LONGEST])).split())[:LONGEST]
