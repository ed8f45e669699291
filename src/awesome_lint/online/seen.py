"""What is known of the links of lists: what the rules about them judge by. Pure."""

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from msgspec import Struct

from awesome_lint.document import Document, Entry, LinkKind, remembered
from awesome_lint.knowledge.identifiers import GITHUB_PAGES, Identifier, IdentifierKind, identify
from awesome_lint.online.exchange import DAY
from awesome_lint.online.pages import is_place
from awesome_lint.online.records import Record, Repository
from awesome_lint.online.services import arxiv, github
from awesome_lint.online.verdicts import Evidence, Verdict
from awesome_lint.source import Span

GITHUB = ("github.com", "www.github.com")
UNSEEN = Evidence(Verdict.UNASKED, "it was not asked")


class Place(Struct, frozen=True):
    """An address in a list: where it is written, what it leads to, and the entry around it."""

    url: str
    span: Span
    entry: Entry | None


class Seen(Struct, frozen=True):
    """What was seen of links, by what they lead to."""

    pages: Mapping[str, Evidence] = MappingProxyType({})
    """By address, without what stands behind `#`."""
    repositories: Mapping[str, Repository | None] = MappingProxyType({})
    """By name in lower case; None where there is none, or a private one."""
    papers: Mapping[str, Record | None] = MappingProxyType({})
    """By number of arXiv; None where there is none."""
    dois: Mapping[str, bool] = MappingProxyType({})
    """Whether there is such a DOI."""
    gone_after: float = DAY
    """Seconds between two looks that both have to find a page gone before it is said to be."""
    missed: Mapping[str, str] = MappingProxyType({})
    """Of services that could not be asked about everything, why, by their names."""

    def page(self, url: str) -> Evidence:
        return self.pages.get(without_fragment(url), UNSEEN)


NOTHING = Seen()


@remembered
def places(document: Document) -> tuple[Place, ...]:
    """Return the addresses of the web in a list, in the order of the text; those of images are left out."""
    entries = {id(link): entry for entry in document.entries for link in entry.links}
    found = [
        Place(link.url, link.url_span, entries.get(id(link)))
        for link in document.links
        if link.url_span is not None and link.kind is not LinkKind.IMAGE
    ]
    found += [Place(each.url, each.url_span, None) for each in document.definitions if each.is_used]
    return tuple(sorted((each for each in found if is_web(each.url)), key=lambda each: each.span))


def is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))


def is_anchored(url: str) -> bool:
    """Whether an address names a place in a page."""
    return is_place(url.partition("#")[2])


def without_fragment(url: str) -> str:
    return url.partition("#")[0]


def repository_of(url: str) -> str | None:
    """Return the repository on GitHub that an address is a page of, `owner/name` in lower case, or None."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    owner, _, rest = parts.path.lower().strip("/").partition("/")
    name = rest.partition("/")[0].removesuffix(".git")
    if (parts.hostname or "") not in GITHUB or owner in GITHUB_PAGES or not github.is_name(f"{owner}/{name}"):
        return None
    return f"{owner}/{name}"


def paper_of(url: str) -> str | None:
    """Return the number of a paper on arXiv that an address leads to, or None."""
    found = identify(url)
    is_arxiv = found.kind is IdentifierKind.ARXIV and arxiv.is_number(found.value)
    return found.value if is_arxiv and "arxiv.org" in url.lower() else None


def doi_of(url: str) -> str | None:
    """Return the DOI that an address resolves, or None."""
    found: Identifier = identify(url)
    return found.value if found.kind is IdentifierKind.DOI and "doi.org/" in url.lower() else None
