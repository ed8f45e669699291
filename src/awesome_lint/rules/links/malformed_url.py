import re
from collections.abc import Iterator

from msgspec import Struct

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, LinkKind, Text
from awesome_lint.knowledge.hosts import known
from awesome_lint.knowledge.identifiers import IdentifierKind, end_of_address, identify
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Span

# Between angle brackets, these would be read otherwise or end the link.
SPECIAL = frozenset("<>\\& ")

USUAL = ("https://", "http://")

# What stands before the host, in all the ways it is misspelt: `htps://`, `https//`, `https:/`, `http://https://`.
SCHEME = lazy(r"(?:[a-z]{3,8}(?:[:;.]{0,3}/{2,4}|[:;]{1,3}/))+(?=[a-z0-9])", re.IGNORECASE)
NAME = lazy(r"[a-z]+", re.IGNORECASE)
NAMES = ("https", "http")
SLIPS = 1

# Quotes and brackets that were copied with an address, before it and behind it.
WRAPPING = lazy(
    r"""(?P<before>(?:[\[({<"'“‘\u200b\ufeff]|%20)+)(?=https?://)(?P<url>[^\[\](){}<>"'“”‘’]+)(?P<after>[\])}>"'”’]*)""",
    re.IGNORECASE,
)

# `github.com/owner/name` is taken for a file beside the list.
NO_SCHEME = lazy(r"(?P<host>(?:[a-z0-9-]+\.)+[a-z]{2,})(?:/|$)", re.IGNORECASE)

# A mark of the sentence around a link, in its target: behind a slash it can be no part of it.
TRAILING = lazy(r"(?<=/)[.,;]$")
ARXIV_TRAILING = lazy(r"(?<=\d)[.,;:]+$")

# Another address in the middle of one, where neither a path, as in archives, nor a parameter holds it.
GLUED = lazy(r"(?<=[a-z0-9)}\]])(?:%20|%5Cn|[(){}\[\],;]){0,9}https?://", re.IGNORECASE)
# Nearly all links to papers on arXiv, which need no second look.
ARXIV_USUAL = lazy(r"arxiv\.org/(?:abs|pdf)/\d\d(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?(?:\.pdf)?$")
ARXIV_PAPER = lazy(r"https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/(?P<id>[^?#]*)", re.IGNORECASE)
# What may stand before a bare address.
APART = " \t>([{*_~|<\"'“‘,;:"


class _Slip(Struct, frozen=True):
    """What is wrong with a target: the slice of it, what belongs there (None where that is not known), what to say."""

    start: int
    end: int
    text: str | None
    message: str


class MalformedUrl(Rule, frozen=True):
    """A target that cannot be what its author meant.

    A scheme that is misspelt, doubled (`https://https://`) or missing (`github.com/owner/name`), brackets and marks of the
    sentence around it that were copied with it, full-width marks that a bare address runs into, two addresses in one, an arXiv
    id with too many digits. A missing scheme is reported for `www.` and for hosts that lists often link to; anything else may
    be a file beside the list.

    ## Why

    The link leads to an error page, or to a file that is not there.

    ## Bad

    ```markdown
    - [Jay](https://https://example.org/jay) - A bird.
    - [Crow](github.com/owner/crow) - Another.
    ```

    ## Good

    ```markdown
    - [Jay](https://example.org/jay) - A bird.
    - [Crow](https://github.com/owner/crow) - Another.
    ```

    ## Fix

    Safe: mends the scheme, or removes what does not belong to the address. For two addresses in one, and for an arXiv id that
    is none, there is no fix.
    """

    fixable = Applicability.SAFE
    # A bare address is its own text.
    effect = Effect.TEXT | Effect.LINKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        bare = {link.url_span: link for link in document.links if link.kind is LinkKind.BARE}
        for target in document.targets:
            if not target.value.isascii() and target.span in bare and (end := end_of_address(target.value)) < len(target.value):
                yield self._run_on(target, end)
                continue
            slip = _slip(target.value)
            if slip is None:
                continue
            offset = target.span.start
            span = Span(offset + slip.start, offset + slip.end)
            # GitHub and we may not agree on where an address begins that follows letters without a space.
            is_apart = target.span not in bare or not document.source.beside(target.span).before[-1:].strip(APART)
            fix = Fix.replace(span, slip.text) if slip.text is not None and is_apart else None
            yield self.diagnostic(span, slip.message, fix)

    def _run_on(self, target: Text, end: int) -> Diagnostic:
        """Return what is wrong with a bare address that runs into the words behind it."""
        url = target.value
        fix = Fix.replace(target.span, f"<{url[:end]}>{url[end:]}") if SPECIAL.isdisjoint(url[:end]) else None
        span = Span(target.span.start + end, target.span.end)
        return self.diagnostic(span, f"Expected the address to end before `{url[end]}`, found `{url[end:]}` in it.", fix)


def _slip(url: str) -> _Slip | None:
    if not url.startswith(USUAL):
        return _before(url)
    host_start = url.index("//") + 2
    if not url[host_start : host_start + 1].isalnum() or url.startswith(("http", "www.http"), host_start):
        scheme = _scheme(url)
        if scheme:
            return scheme
    return _behind(url, host_start)


def _before(url: str) -> _Slip | None:
    """Return what is wrong at the start of a target that does not begin with a usual scheme."""
    if url[:1] in "#./?" or "](" in url:
        return None
    wrapping = WRAPPING.fullmatch(url)
    if wrapping:
        inner = wrapping.group("url")
        return _Slip(0, len(url), inner, f"Expected `{inner}`, found `{url}`.")
    host = NO_SCHEME.match(url)
    if host and (known(host.group("host")) or url.lower().startswith("www.")):
        return _Slip(0, 0, USUAL[0], f"Expected `{USUAL[0]}` before `{host.group('host')}`, found no scheme.")
    return _scheme(url)


def _scheme(url: str) -> _Slip | None:
    """Return what is wrong with the scheme, where it looks like one of the usual."""
    match = SCHEME.match(url)
    if match is None or match.group() in USUAL or match.group().lower() in USUAL:
        return None
    names = [_nearest(name.lower()) for name in NAME.findall(match.group())]
    meant = names[-1]
    if meant is None or None in names:
        return None
    return _Slip(0, match.end(), f"{meant}://", f"Expected `{meant}://`, found `{match.group()}`.")


def _nearest(name: str) -> str | None:
    """Return the scheme that a name is, or is one slip away from."""
    if name in NAMES:
        return name
    from rapidfuzz.distance import OSA

    return next((scheme for scheme in NAMES if OSA.distance(name, scheme, score_cutoff=SLIPS) <= SLIPS), None)


def _behind(url: str, host_start: int) -> _Slip | None:
    """Return what is wrong behind the scheme."""
    if url.find("://", host_start) >= 0:
        glued = GLUED.search(url, host_start)
        if glued and "?" not in url[: glued.start()]:
            return _Slip(0, len(url), None, f"Expected one address, found two in `{url}`.")
    if url[-1] in ".,;:":
        pattern = ARXIV_TRAILING if "arxiv.org/" in url else TRAILING
        trailing = pattern.search(url)
        if trailing:
            start, end = trailing.span()
            return _Slip(start, end, "", f"Expected no `{trailing.group()}` at the end of the target, found one.")
    if "arxiv.org/" in url and not ARXIV_USUAL.search(url):
        paper = ARXIV_PAPER.match(url)
        if paper and identify(url).kind is not IdentifierKind.ARXIV:
            start, end = paper.span("id")
            return _Slip(start, end, None, f"Expected an arXiv id, found `{paper.group('id')}`.")
    return None
