import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated
from urllib.parse import quote, unquote

from msgspec import Meta

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix, shortened
from awesome_lint.document import Document, Text
from awesome_lint.facts.folding import folded
from awesome_lint.patterns import ESCAPED, lazy
from awesome_lint.rule import Looks, Rule

URL = lazy(r"https?://(?:www\.)?(?P<host>[^/?#]+)(?P<path>(?:/[^?#]*)?)\?(?P<query>[^#]*)", re.IGNORECASE)
SEPARATOR = lazy(r"&(?:amp;)?")
# A character by its name, which may be a part of the address or the beginning of the next parameter.
NAMED_CHARACTER = lazy(r"&(?!amp;)#?\w+;")
# Google and Google Scholar have a host in every country.
COUNTRY = lazy(r"^(scholar\.)?google\.(?:com?\.)?[a-z]{2,3}$")

# The path and the parameters, in order of preference, by which a host leads to what the parameter says.
REDIRECTS: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType(
    {
        ("google.com", "/url"): ("q", "url"),
        ("scholar.google.com", "/scholar_url"): ("url",),
        ("l.facebook.com", "/l.php"): ("u",),
        ("lm.facebook.com", "/l.php"): ("u",),
        ("l.instagram.com", "/"): ("u",),
        ("l.messenger.com", "/l.php"): ("u",),
        ("youtube.com", "/redirect"): ("q",),
        ("link.zhihu.com", "/"): ("target",),
        ("link.csdn.net", "/"): ("target",),
        ("link.juejin.cn", "/"): ("target",),
        ("link.juejin.im", "/"): ("target",),
        ("link.jianshu.com", "/"): ("t",),
        ("jianshu.com", "/go-wild"): ("url",),
        ("gitee.com", "/link"): ("target",),
        ("out.reddit.com", "/"): ("url",),
        ("slack-redir.net", "/link"): ("url",),
        ("t.umblr.com", "/redirect"): ("z",),
        ("vk.com", "/away.php"): ("to",),
        ("steamcommunity.com", "/linkfilter"): ("u", "url"),
        ("linkedin.com", "/redir/redirect"): ("url",),
        ("linkedin.com", "/safety/go"): ("url",),
        ("medium.com", "/r"): ("url",),
        ("duckduckgo.com", "/l"): ("uddg",),
        ("getpocket.com", "/redirect"): ("url",),
    }
)
SAFE_LINKS = ".safelinks.protection.outlook.com"

SHOWN = 60

# What says nothing of where it leads.
SHORTENER_NAMES = """
bit.ly buff.ly cutt.ly dwz.cn git.io goo.gl is.gd j.mp lnkd.in ow.ly rb.gy rebrand.ly reurl.cc shorturl.at suo.im t.cn t.co
tiny.cc tinyurl.com url.cn v.gd
"""
SHORTENERS = frozenset(SHORTENER_NAMES.split())
SHORT = lazy(r"https?://(?P<host>[^/?#]+)/[^/?#]+/?(?:[?#].*)?$", re.IGNORECASE)

# In a Markdown link, these would end the target or the cell of a table.
UNSAFE_CHARACTERS = frozenset("()|<>\"'[]\\ ")


class RedirectLink(Rule, frozen=True):
    """A link through a redirect that says where it leads.

    Search engines and networks send those who click through a page of their own, `https://www.google.com/url?q=...`, and the
    address of that page is what people copy. Links of a shortener say nothing of where they lead, and are reported where they
    are those of an entry.

    ## Why

    The reader is counted by a third party, may be shown a warning first, and cannot see where the link leads. Tools that look
    for papers or repositories do not find them behind it.

    ## Bad

    ```markdown
    - [Jay](https://www.google.com/url?q=https%3A%2F%2Fexample.org%2Fjay%3Fid%3D4&sa=D&usg=AOvVaw0) - A bird.
    ```

    ## Good

    ```markdown
    - [Jay](https://example.org/jay?id=4) - A bird.
    ```

    ## Fix

    Safe: writes the address that the redirect leads to; none where it holds a character by its name (`&gt;`). Where that of a
    shortener leads is not looked up.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.SAFE
    # A bare address is its own text.
    effect = Effect.TEXT | Effect.LINKS

    shorteners: Annotated[bool, Meta(description="report links through a shortener, too")] = True

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._redirects(document))

    def _redirects(self, document: Document) -> Iterator[tuple[str, Diagnostic]]:
        for target in document.targets:
            # Most targets have neither a query nor a short host.
            if "?" in target.value:
                found = self._redirect(target)
                if found:
                    yield found
        if self.shorteners:
            for link in (link for entry in document.entries for link in entry.links):
                short = SHORT.match(link.url)
                if short and short.group("host").lower() in SHORTENERS:
                    host = short.group("host")
                    message = f"`{link.url}` only leads on: write the address that `{host}` leads to."
                    yield host, self.diagnostic(link.url_span or link.span, message)

    def _redirect(self, target: Text) -> tuple[str, Diagnostic] | None:
        match = URL.match(ESCAPED.sub(r"\1", target.value) if "\\" in target.value else target.value)
        if match is None:
            return None
        host = match.group("host").lower()
        parameters = _parameters(host, match.group("path").rstrip("/") or "/")
        if not parameters:
            return None
        pairs = dict(pair.partition("=")[::2] for pair in SEPARATOR.split(match.group("query")))
        for parameter in parameters:
            url = _decoded(pairs.get(parameter, ""))
            if url:
                shown = shortened(url, SHOWN)
                message = f"The link goes through `{host}`: write the address itself, `{shown}`."
                fix = None if NAMED_CHARACTER.search(target.value) else Fix.replace(target.span, url)
                return host, self.diagnostic(target.span, message, fix)
        return None


def _parameters(host: str, path: str) -> tuple[str, ...]:
    if host.endswith(SAFE_LINKS):
        return ("url",)
    country = COUNTRY.match(host)
    if country:
        host = f"{country.group(1) or ''}google.com"
    return REDIRECTS.get((host, path), ())


def _decoded(value: str) -> str | None:
    """Return the address in a parameter as it is written in Markdown, or None where it is none."""
    url = unquote(value)
    if not url.startswith(("http://", "https://")) or not url.partition("://")[2][:1].isalnum():
        return None
    return "".join(each if each.isprintable() and each not in UNSAFE_CHARACTERS else quote(each, safe="") for each in url)
