import re
from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic, shortened
from awesome_lint.document import Document
from awesome_lint.facts.folding import folded
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule

HOST = lazy(r"https?://(?:[^/?#@]*@)?(?P<host>\[[0-9a-f:.]+\]|[^/?#:]+)", re.IGNORECASE)
NUMBERS = lazy(r"\[.*\]|\d{1,3}(?:\.\d{1,3}){3}")

# What only the computer, or the network, of the one who copied the address has.
OWN_HOSTS = ("localhost", ".local", ".localhost", ".internal", ".lan")
OWN_SCHEMES = ("file:", "chrome-extension:", "moz-extension:", "view-source:", "about:", "blob:")
DRIVE = lazy(r"[a-z]:(?:\\|/(?!/)|%5c)", re.IGNORECASE)
OWN_PAGES = (
    "https://chat.openai.com/c/",
    "https://chatgpt.com/c/",
    "https://mail.google.com/",
    "https://www.overleaf.com/project/",
)
# Through these, the members of one library read what others have to pay for.
PROXY = lazy(
    r"(?:^|[.-])(?:ez-?proxy|libproxy|eproxy|webvpn|remotexs|idm\.oclc)[\d.-]|-(?:org|com|net)\.[\w.-]*proxy", re.IGNORECASE
)
# Copies that courts have taken down again and again, each time under another address.
COPIES = lazy(r"(?:^|\.)(?:sci-?hub|libgen|library\.lol|gen\.lib|b-ok|z-lib|zlibrary|booksc)(?:\.|$)", re.IGNORECASE)
CACHE = ("webcache.googleusercontent.com", "scholar.googleusercontent.com", "cc.bingj.com")
# Signed for some minutes or days.
SIGNED = lazy(r"[?&](?:X-Amz-Signature|X-Goog-Signature|Signature|jwt)=", re.IGNORECASE)
EXPIRING = lazy(r"[?&](?:X-Amz-Expires|X-Goog-Expires|Expires|jwt)=", re.IGNORECASE)

SHOWN = 60


class FragileLink(Rule, frozen=True):
    """A link that will not last, or that leads others nowhere.

    An address that is a number (`http://203.0.113.7/paper.pdf`), copies of papers and books whose hosts move (`sci-hub`), pages
    that a search engine kept for a while, addresses that are signed for some time, those that go through the proxy of one
    library, and those of the author's own computer or account (`localhost`, `file:///`). Only links of entries are looked at.

    ## Why

    A number belongs to another computer sooner or later, and the rest leads nobody anywhere but the one who copied it, or
    leads everybody nowhere soon.

    ## Bad

    ```markdown
    - **Optimal brain damage.** *Yann LeCun and Sara A Solla.* [paper](http://203.0.113.7/papers/obd.pdf)
    - **Deep compression.** *Song Han and William J Dally.* [paper](https://ieeexplore-ieee-org.ezproxy.example.edu/document/1)
    ```

    ## Good

    ```markdown
    - **Optimal brain damage.** *Yann LeCun and Sara A Solla.* [paper](https://papers.nips.cc/paper/250)
    - **Deep compression.** *Song Han and William J Dally.* [paper](https://arxiv.org/abs/1510.00149)
    ```

    ## Fix

    None: where the same can be read by everybody is not looked up.
    """

    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._fragile(document))

    def _fragile(self, document: Document) -> Iterator[tuple[str, Diagnostic]]:
        for entry in document.entries:
            for link in entry.links:
                cause = _cause(link.url)
                if cause:
                    message = f"`{_short(link.url)}` is {cause}: link to an address that lasts, and that everybody can open."
                    yield cause, self.diagnostic(link.url_span or link.span, message)


def _cause(url: str) -> str | None:
    """Return what makes an address lead nowhere, sooner or later, or None."""
    match = HOST.match(url)
    if match is None:
        is_own = url.lower().startswith(OWN_SCHEMES) or DRIVE.match(url) is not None
        return "an address of its author's own computer" if is_own else None
    host = match.group("host").lower()
    if not host[-1:].isalpha() and NUMBERS.fullmatch(host):
        return "an address whose host is a number"
    if host == OWN_HOSTS[0] or host.endswith(OWN_HOSTS[1:]):
        return "an address of its author's own computer"
    if url.startswith(OWN_PAGES):
        return "a page of its author's own account"
    if host in CACHE:
        return "a copy that is kept only for a while"
    if COPIES.search(host):
        return "on a host of copies, which moves"
    if PROXY.search(host):
        return "behind the proxy of a library"
    if "?" in url and SIGNED.search(url) and EXPIRING.search(url):
        return "signed only for a while"
    return None


def _short(url: str) -> str:
    return shortened(url, SHOWN)
