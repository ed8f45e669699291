import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, Link, by_stretch, of_page
from awesome_lint.facts.folding import folded
from awesome_lint.knowledge.identifiers import PATH_SESSION, TRACKING, TRACKING_PREFIX, VISIT
from awesome_lint.patterns import ESCAPED, lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

# Parameters that say who shared a link, or how it was found, on hosts where they mean nothing else; of a shop, which search.
OF_SHOP = "_encoding crid dchild pd_rd_i pd_rd_r pd_rd_w pd_rd_wg pf_rd_m pf_rd_p pf_rd_r pf_rd_s pf_rd_t qid refrid sprefix sr"
OF_HOST_NAMES = {
    "amazon.ca": OF_SHOP,
    "amazon.co.jp": OF_SHOP,
    "amazon.co.uk": OF_SHOP,
    "amazon.com": OF_SHOP,
    "amazon.de": OF_SHOP,
    "amazon.fr": OF_SHOP,
    "amazon.in": OF_SHOP,
    "arxiv.org": "context from s",
    "bilibili.com": "from_source share_medium share_plat share_session_id share_source spm_id_from vd_source",
    "facebook.com": "__tn__ __xts__ fref hc_ref",
    "goodreads.com": "ac qid rank",
    "instagram.com": "igsh",
    "linkedin.com": "lipi originalsubdomain trk trkinfo",
    "mathworks.com": "s_eid s_tid",
    "medium.com": "source",
    "mp.weixin.qq.com": "ascene clicktime enterid exportkey pass_ticket scene sessionid subscene",
    "open.spotify.com": "si",
    "openreview.net": "referrer",
    "play.google.com": "pcampaignid referrer",
    "reddit.com": "rdt ref_source share_id",
    "researchgate.net": "_iepl _sg enrichid enrichsource",
    "sciencedirect.com": "dgcid via",
    "twitter.com": "s t",
    "uk.mathworks.com": "s_eid s_tid",
    "x.com": "s t",
    "youtu.be": "ab_channel feature pp si",
    "youtube.com": "ab_channel feature pp si",
}
OF_HOST = {host: frozenset(names.split()) for host, names in OF_HOST_NAMES.items()}
# What a player adds to the address of a video: its place in the list that was playing, and the beginning of the video.
VIDEO_HOSTS = frozenset({"youtube.com", "m.youtube.com"})
PLACE_IN_LIST = "index"
BEGINNING = ("t=0", "t=0s")
# Someone who names the list, or where it stands, counts those who come from it, and may have been promised so.
CAMPAIGNS = ("github", "gitee", "awesome", "readme", "sponsor", "affiliate", "partner")

LEAST_NAME = 6

URL = lazy(r"https?://(?:www\.)?(?P<host>[^/?#]+)(?:/[^?#]*)?\?(?P<query>[^#]*)", re.IGNORECASE)
# An archive, a proxy or a checker knows a page by its whole address, which it takes in its path.
ADDRESS_IN_PATH = lazy(r"https?://[^?#]*?[/=](?:https?|ftp)(?::|%3a)/?", re.IGNORECASE)
ARCHIVES = lazy(
    r"https?://(?:www\.)?(?:web\.archive\.org/web/|archive\.(?:fo|is|li|md|ph|today|vn)/\d|webcache\.|perma\.cc/)", 2
)
SEPARATOR = lazy(r"\\?&(?:amp;)?")


class TrackingParameter(Rule, frozen=True):
    """A parameter that says where a reader came from, and nothing about what is shown.

    `utm_source` and the like, `fbclid`, `gclid`, `_ga`, `spm`, the `si` of YouTube, the `s` and `t` of posts on Twitter; a
    session (`jsessionid`), the access that a library gives (`casa_token`), a search (`from_search`), the place of a video in
    the list that was playing (`index`). Parameters that name the list or GitHub are a campaign that somebody runs on purpose,
    and are left alone, as are archived addresses, which an archive knows by all that they hold. Of links that belong to no
    entry, only those are reported that hold something of one reader's visit.

    ## Why

    Whoever copied the link tells its readers' visits to somebody else. The link is long, and looks like another link than the
    same one without it.

    ## Bad

    ```markdown
    - [Jay](https://example.org/jay?id=4&utm_source=newsletter&utm_medium=email) - A bird.
    ```

    ## Good

    ```markdown
    - [Jay](https://example.org/jay?id=4) - A bird.
    ```

    ## Fix

    Safe: removes the parameters; all others stay. None where a parameter holds one of two parentheses, since the other would
    end the link.
    """

    fixable = Applicability.SAFE
    looks_at = Looks.SECTION
    # A bare address is its own text.
    effect = Effect.TEXT | Effect.LINKS

    parameters: Annotated[tuple[str, ...], Meta(description="further parameters that only track")] = ()

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._tracking(document))

    def _tracking(self, document: Document) -> Iterator[tuple[tuple[str, ...], Diagnostic]]:
        titles = _titles(document)
        listed = frozenset(_listed(document))
        for link in _with_parameters(document):
            if link.url_span is None:
                continue
            url = document.source.slice(link.url_span)
            if ARCHIVES.match(url) or ADDRESS_IN_PATH.match(url):
                continue
            if ";" in url and (session := PATH_SESSION.search(url)):
                span = Span(link.url_span.start + session.start(), link.url_span.start + session.end())
                yield (
                    ("session",),
                    self.diagnostic(span, "The address holds the session of a visit: remove it.", Fix.delete(span)),
                )
                continue
            match = URL.match(url)
            if match is None:
                continue
            pairs = SEPARATOR.split(match.group("query"))
            host = match.group("host").lower()
            found = [pair for pair in pairs if _is_of_visit(pair, host, pairs)]
            if link.span in listed:
                tracking = [pair for pair in pairs if pair in found or self._is_tracking(pair, host)]
                if not any(_is_campaign(pair, titles) for pair in tracking):
                    found = tracking
            if found:
                yield self._found(link.url_span.start, match, pairs, found)

    def _is_tracking(self, pair: str, host: str) -> bool:
        name = _name(pair).lower()
        return name.startswith(TRACKING_PREFIX) or name in TRACKING or name in OF_HOST.get(host, ()) or name in self.parameters

    def _found(
        self, offset: int, match: "re.Match[str]", pairs: list[str], found: list[str]
    ) -> tuple[tuple[str, ...], Diagnostic]:
        names = tuple(sorted({_name(pair) for pair in found}))
        start, end = match.span("query")
        separator = "&amp;" if "&amp;" in match.group("query") else "&"
        kept = separator.join(pair for pair in pairs if pair not in found)
        # Without parameters the question mark goes too, and its escape.
        before = match.string[:start]
        span = Span(offset + (start if kept else len(before.removesuffix("?").removesuffix("\\"))), offset + end)
        shown = ", ".join(f"`{name}`" for name in names)
        fix = Fix.replace(span, kept) if all(pair.count("(") == pair.count(")") for pair in found) else None
        return names, self.diagnostic(span, f"Tracking parameter {shown} in the address: remove it.", fix)


@of_page
def _titles(document: Document) -> tuple[str, ...]:
    """Return the letters of what the page is called."""
    return tuple(_letters(heading.text.value) for heading in document.headings if heading.level == 1)


@by_stretch
def _with_parameters(document: Document) -> tuple[Link, ...]:
    """Return the links whose addresses may have parameters."""
    return tuple([link for link in document.links if link.url_span is not None and ("?" in link.url or ";" in link.url)])


@by_stretch
def _listed(document: Document) -> tuple[Span, ...]:
    """Return where such links of entries are."""
    links = (link for entry in document.entries for link in entry.links)
    return tuple([link.span for link in links if "?" in link.url or ";" in link.url])


def _is_of_visit(pair: str, host: str, pairs: Sequence[str]) -> bool:
    """Whether a parameter is left from the visit of the one who copied the address."""
    name = _name(pair).lower()
    if host in VIDEO_HOSTS and (name == PLACE_IN_LIST or pair in BEGINNING):
        return any(_name(other) == "v" for other in pairs)
    return name in VISIT


def _name(pair: str) -> str:
    return ESCAPED.sub(r"\1", pair.partition("=")[0])


def _is_campaign(pair: str, titles: Iterable[str]) -> bool:
    """Whether a parameter names the list or where it stands."""
    value = pair.partition("=")[2].casefold()
    name = _letters(value)
    is_list = any(min(len(title), len(name)) >= LEAST_NAME and (title in name or name in title) for title in titles)
    return is_list or any(word in value for word in CAMPAIGNS)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
