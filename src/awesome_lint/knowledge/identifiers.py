"""What a URL names, however it is written: a paper, a repository, a book, or a page.

Two URLs with equal identifiers lead a reader to the same thing. Nothing is looked up: only what the URLs themselves say counts.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from types import MappingProxyType
from urllib.parse import unquote

from msgspec import Struct

from awesome_lint.patterns import lazy

# A page is the same through either, and where the scheme is that of the page around it (`//example.org`).
WEB = ("http", "https", "")
DEFAULT_PORTS = ("", "80", "443")

# yymm.nnnn(n) since April 2007, archive/yymmnnn before; a version names a state of the same paper.
# https://info.arxiv.org/help/arxiv_identifier.html
ARXIV_MONTH = r"\d\d(?:0[1-9]|1[0-2])"
ARXIV_NUMBER = lazy(rf"{ARXIV_MONTH}\.\d{{4,5}}")
ARXIV_ID = lazy(
    rf"/(?:arxiv:|arxiv\.)?(?P<id>{ARXIV_MONTH}\.\d{{4,5}}|(?:[a-z]+(?:-[a-z]+)?)(?:\.[a-z]{{2}})?/{ARXIV_MONTH}\d{{3}})"
    r"(?:v\d+)?(?:\.(?:pdf|html?|ps|ps\.gz))*/?$",
    re.IGNORECASE,
)
ARXIV_SUBJECT = lazy(r"\.[a-z]{2}(?=/)")
ARXIV_DOI = "10.48550/arxiv."

DOI = lazy(r"(?:^|[/=])(10\.\d{4,9}/[^\s?#&]+)")
# What publishers append to a DOI to name a form of the same text; bioRxiv adds the version too.
DOI_FORM = lazy(
    r"(?:(?:v\d+)?\.(?:full|abstract|full-text|article-info|supplementary-material)"
    r"|/(?:full|abstract|pdf|epdf|html|meta|summary|fulltext)|\.(?:pdf|html?)|/){1,9}$"
)
BIORXIV_VERSION = lazy(r"^(10\.(?:1101|64898)/.*\d)v\d+$")
DOI_QUERY = lazy(r"(?:^|&)(?:id|doi)=(10\.\d{4,9}(?:/|%2f)[^&]+)", re.IGNORECASE)
NATURE_ARTICLE = lazy(r"/articles/([a-z0-9.-]+?)(?:\.pdf)?/?$", re.IGNORECASE)

OPENREVIEW_PAGES = ("/forum", "/pdf", "/attachment")
ACL_ID = lazy(
    r"/(?P<id>[A-Z]\d{2}-\d{4,5}|\d{4}\.[a-z0-9_]+(?:-[a-z0-9_]+)*\.\d+)(?:v\d+)?(?:\.(?:pdf|bib|xml))?/?$", re.IGNORECASE
)
# The DOIs under which the Anthology registers its papers.
ACL_DOIS = ("10.18653/v1/", "10.3115/v1/")

# The first part of a path on GitHub that is no owner of repositories.
GITHUB_PAGES = frozenset(
    [
        "about",
        "apps",
        "blog",
        "collections",
        "explore",
        "features",
        "gist",
        "login",
        "marketplace",
        "notifications",
        "orgs",
        "search",
        "settings",
        "site",
        "sponsors",
        "stars",
        "topics",
        "trending",
        "users",
    ]
)
GITHUB_DEFAULT_BRANCHES = ("main", "master", "HEAD")

# What follows `arxiv.org/abs/` and `arxiv.org/pdf/` nearly always.
ARXIV_USUAL = lazy(r"(\d\d(?:0[1-9]|1[0-2])\.\d{4,5})(?:v\d+)?(?:\.pdf)?", re.ASCII)
ARXIV_FORMS = ("abs", "pdf")

ISBN = lazy(r"isbn(?:1[03])?[=/:_ -]*(?P<digits>97[89](?:-?\d){10}|\d(?:-?\d){8}-?[\dx])(?!\d)", re.IGNORECASE)
AMAZON_BOOK = lazy(r"/(?:dp|gp/product|exec/obidos/asin)/(\d{9}[\dx])(?![\da-z])", re.IGNORECASE)

# Parameters that say where a reader came from, never what is shown.
TRACKING_NAMES = """
__hsfp __hssc __hstc __s _branch_match_id _ga _gac _gl _hsenc _hsmi _openstat dclid fbclid gbraid gclid gclsrc hsctatracking
igshid li_fat_id mc_cid mc_eid mkt_tok msclkid oly_anon_id oly_enc_id rb_clickid ref_src ref_url spm srsltid ttclid twclid
vero_id wbraid wickedid yclid
"""
# Parameters of one reader's visit: a session, a library's access, a search.
VISIT_NAMES = "casa_token cfid cftoken from_search from_srp jsessionid phpsessid"
VISIT = frozenset(VISIT_NAMES.split())
TRACKING = VISIT.union(TRACKING_NAMES.split())
TRACKING_PREFIX = "utm_"
TRACKING_OF_HOST: Mapping[str, frozenset[str]] = MappingProxyType(
    {"youtube.com": frozenset(["si", "feature"]), "youtu.be": frozenset(["si"]), "medium.com": frozenset(["source", "sk"])}
)

# A session that stands in the path itself.
PATH_SESSION = lazy(r";(?:jsessionid|phpsessid)=[\w.!-]*", re.IGNORECASE)

ESCAPE = lazy(r"%([0-9a-f]{2})", re.IGNORECASE)
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


# ASCII up to a mark that ends a clause in Chinese or Japanese.
WIDE_END = lazy(r"(?:https?|ftp)://[\x21-\x7e]+(?=[，。、；：！？（）「」『』《》〈〉【】〔〕…“”‘’])", re.IGNORECASE)


class IdentifierKind(Enum):
    """What sort of thing is named, and by whose scheme."""

    ARXIV = "arxiv"
    DOI = "doi"
    OPENREVIEW = "openreview"
    ACL = "acl"
    GITHUB = "github"
    ISBN = "isbn"
    URL = "url"

    # There is one of each, and identifiers are looked up often: that of `Enum` is asked of the name, in Python.
    __hash__ = object.__hash__

    @property
    def is_paper(self) -> bool:
        """Whether one such identifier stands for one paper."""
        return self in PAPERS


PAPERS = (IdentifierKind.ARXIV, IdentifierKind.DOI, IdentifierKind.OPENREVIEW, IdentifierKind.ACL)


class Submission(Struct, frozen=True):
    """When arXiv got a paper: the year, the month, and which paper of that month it was."""

    year: int
    month: int
    number: int


class Identifier(Struct, frozen=True, gc=False):
    """A thing that URLs lead to.

    `value` is, by kind: an arXiv id without version, a DOI in lower case, an OpenReview forum id, an ACL Anthology id,
    `owner/repository` in lower case, thirteen digits, or the canonical URL without `http://` or `https://`.
    """

    kind: IdentifierKind
    value: str

    @property
    def submission(self) -> Submission | None:
        """When arXiv got the paper; None for what is elsewhere, or there since before April 2007."""
        if self.kind is not IdentifierKind.ARXIV or ARXIV_NUMBER.fullmatch(self.value) is None:
            return None
        return Submission(2000 + int(self.value[:2]), int(self.value[2:4]), int(self.value[5:]))

    def __str__(self) -> str:
        return self.value if self.kind is IdentifierKind.URL else f"{self.kind.value}:{self.value}"


class _Parts(Struct, frozen=True):
    """A URL taken apart; the host in lower case and without `www.`, escapes in the path as far as needed."""

    host: str
    path: str
    query: str
    fragment: str


def identify(url: str) -> Identifier:
    """Return what a URL names; what is no absolute URL names itself.

    A fragment of a plain page is kept, since it names a part of it; a fragment or query of a paper or repository is not.
    """
    url = url if url.isascii() else url[: end_of_address(url)].rstrip()
    return _usual(url) or _read(url)


def end_of_address(url: str) -> int:
    """Return where an address ends that a full-width mark follows, or its length.

    GitHub takes such marks, and the words behind them, for a part of a bare address. Behind letters of the same script a mark
    may well belong to the name of a page: `wiki/鸟：一`.
    """
    match = WIDE_END.match(url)
    return match.end() if match else len(url)


def _usual(url: str) -> Identifier | None:
    """Return what a URL names that is written as most are, or None: a shorter way to what `_read` returns."""
    if not url.startswith(("https://", "http://")) or "?" in url or "#" in url or "%" in url:
        return None
    host, _, path = url.partition("://")[2].rstrip().partition("/")
    host = host.removeprefix("www.")
    if host == "github.com":
        repository = path.strip("/").removesuffix(".git").lower()
        owner, _, name = repository.partition("/")
        is_front = name and "/" not in name and owner not in GITHUB_PAGES
        return Identifier(IdentifierKind.GITHUB, repository) if is_front else None
    if host == "arxiv.org":
        form, _, number = path.partition("/")
        match = ARXIV_USUAL.fullmatch(number) if form in ARXIV_FORMS else None
        return Identifier(IdentifierKind.ARXIV, match[1]) if match else None
    if host in READERS or not host.islower() or ":" in host or "@" in host or host.endswith((".", ".arxiv.org")):
        return None
    if "10." in path or host.startswith(("amazon.", "www.")) or "isbn" in path.lower():
        return None
    return Identifier(IdentifierKind.URL, _without_index(f"{host}/{path}".rstrip("/")))


def _read(url: str) -> Identifier:
    url = url.strip()
    scheme, separator, rest = url.partition("//")
    if not separator or scheme.rstrip(":").lower() not in WEB:
        return Identifier(IdentifierKind.URL, url.rstrip("/") or url)
    rest, _, fragment = rest.partition("#")
    rest, _, query = rest.partition("?")
    host, slash, path = rest.partition("/")
    if "@" in host or ":" in host:
        host, _, port = host.rpartition("@")[2].partition(":")
        if port not in DEFAULT_PORTS:
            return Identifier(IdentifierKind.URL, url.rstrip("/"))
    host = host.lower().rstrip(".").removeprefix("www.")
    if "%" in path:
        path = ESCAPE.sub(_plain_escape, path)
    parts = _Parts(host, slash + path, query, fragment)
    read = READERS.get(host) or (_arxiv if host.endswith(".arxiv.org") else _publisher)
    return read(parts) or Identifier(IdentifierKind.URL, _canonical(parts))


def _plain_escape(match: "re.Match[str]") -> str:
    """Return an escape in upper case, or the character itself where it never needed one."""
    character = chr(int(match.group(1), 16))
    return character if character in UNRESERVED else match.group().upper()


def _canonical(parts: _Parts) -> str:
    host, path, query, fragment = parts.host, parts.path, parts.query, parts.fragment
    if ";" in path:
        path = PATH_SESSION.sub("", path)
    value = host + path.rstrip("/")
    if not query:
        value = _without_index(value)
    else:
        tracking = TRACKING_OF_HOST.get(host, frozenset())
        kept = [pair for pair in query.split("&") if pair and not _is_tracking(pair.partition("=")[0].lower(), tracking)]
        if kept:
            value += "?" + "&".join(sorted(kept))
    # What follows `:~:` tells a browser what to highlight.
    fragment = fragment.partition(":~:")[0]
    return f"{value}#{fragment}" if fragment else value


def _without_index(address: str) -> str:
    """Return an address without the file that servers send for a folder."""
    return address.removesuffix("/index.html").removesuffix("/index.htm")


def _is_tracking(parameter: str, more: Iterable[str]) -> bool:
    return parameter in TRACKING or parameter.startswith(TRACKING_PREFIX) or parameter in more


def _arxiv(parts: _Parts) -> Identifier | None:
    match = ARXIV_ID.search(unquote(parts.path))
    if match is None:
        return None
    return Identifier(IdentifierKind.ARXIV, ARXIV_SUBJECT.sub("", match.group("id").lower()))


def _of_doi(text: str) -> Identifier:
    """Return what a DOI as written in a URL names; arXiv and the ACL Anthology register their own ids as DOIs."""
    doi = unquote(text).lower().rstrip(".,;")
    doi = BIORXIV_VERSION.sub(r"\1", DOI_FORM.sub("", doi))
    if doi.startswith(ARXIV_DOI):
        return Identifier(IdentifierKind.ARXIV, re.sub(r"v\d+$", "", doi.removeprefix(ARXIV_DOI)))
    for prefix in ACL_DOIS:
        if doi.startswith(prefix):
            return Identifier(IdentifierKind.ACL, doi.removeprefix(prefix))
    return Identifier(IdentifierKind.DOI, doi)


def _publisher(parts: _Parts) -> Identifier | None:
    """Read a DOI or an ISBN out of the URL of any host."""
    path = parts.path
    if "/10." in path:
        match = DOI.search(path.replace("%2F", "/"))
        if match:
            return _of_doi(match.group(1))
    if "10." in parts.query and (match := DOI_QUERY.search(parts.query)):
        return _of_doi(match.group(1))
    return _book(parts)


def _book(parts: _Parts) -> Identifier | None:
    match = None
    if "isbn" in parts.path.lower() or "isbn" in parts.query.lower():
        match = ISBN.search(parts.path) or ISBN.search(parts.query)
    elif parts.host.startswith("amazon."):
        match = AMAZON_BOOK.search(parts.path)
    if match is None:
        return None
    digits = _isbn13(match.groups()[-1].replace("-", "").upper())
    return Identifier(IdentifierKind.ISBN, digits) if digits else None


def _isbn13(digits: str) -> str | None:
    """Return the thirteen digits of an ISBN of either length, or None where its check digit is wrong."""
    if len(digits) == 10:
        weighted = sum((10 - index) * (10 if digit == "X" else int(digit)) for index, digit in enumerate(digits))
        return None if weighted % 11 else _with_check_digit("978" + digits[:9])
    return digits if _with_check_digit(digits[:12]) == digits else None


def _with_check_digit(digits: str) -> str:
    weighted = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits))
    return f"{digits}{-weighted % 10}"


def _doi_resolver(parts: _Parts) -> Identifier | None:
    match = DOI.search(parts.path.replace("%2F", "/"))
    return _of_doi(match.group(1)) if match else None


def _nature(parts: _Parts) -> Identifier | None:
    match = NATURE_ARTICLE.search(parts.path)
    return _of_doi(f"10.1038/{match.group(1)}") if match else _publisher(parts)


def _openreview(parts: _Parts) -> Identifier | None:
    if parts.path.rstrip("/") not in OPENREVIEW_PAGES:
        return None
    for pair in parts.query.split("&"):
        name, _, value = pair.partition("=")
        if name == "id" and value:
            return Identifier(IdentifierKind.OPENREVIEW, unquote(value))
    return None


def _acl(parts: _Parts) -> Identifier | None:
    match = ACL_ID.search(parts.path)
    return Identifier(IdentifierKind.ACL, match.group("id").lower()) if match else None


def _github(parts: _Parts) -> Identifier | None:
    """Return the repository, if the URL leads to its front page; a file, a folder or a tab of it is a page of its own."""
    names = parts.path.strip("/").split("/")
    if len(names) < 2 or names[0].lower() in GITHUB_PAGES:
        return None
    repository = f"{names[0]}/{names[1].removesuffix('.git')}".lower()
    if len(names) == 2 and not parts.fragment:
        return Identifier(IdentifierKind.GITHUB, repository)
    inside = [name for name in names[2:] if name]
    is_front = not inside or (inside[0] in ("tree", "blob") and len(inside) == 2 and inside[1] in GITHUB_DEFAULT_BRANCHES)
    fragment = "" if parts.fragment.lower() == "readme" else parts.fragment
    if is_front and not fragment:
        return Identifier(IdentifierKind.GITHUB, repository)
    page = "/".join(["", repository, *inside])
    return Identifier(IdentifierKind.URL, _canonical(_Parts(parts.host, page, parts.query, fragment)))


READERS: Mapping[str, Callable[[_Parts], Identifier | None]] = MappingProxyType(
    {
        **dict.fromkeys(
            ["arxiv.org", "xxx.lanl.gov", "xxx.itp.ac.cn", "ar5iv.org", "alphaxiv.org", "arxiv-vanity.com", "arxiv.gg"], _arxiv
        ),
        "huggingface.co": lambda parts: _arxiv(parts) if parts.path.startswith("/papers/") else None,
        "hf.co": lambda parts: _arxiv(parts) if parts.path.startswith("/papers/") else None,
        "scirate.com": lambda parts: _arxiv(parts) if parts.path.startswith("/arxiv/") else None,
        "semanticscholar.org": lambda parts: _arxiv(parts) if parts.path.lower().startswith("/arxiv") else None,
        "api.semanticscholar.org": lambda parts: _arxiv(parts) if parts.path.lower().startswith("/arxiv") else None,
        **dict.fromkeys(["doi.org", "dx.doi.org", "doi.acm.org", "doi.ieeecomputersociety.org"], _doi_resolver),
        "nature.com": _nature,
        "openreview.net": _openreview,
        **dict.fromkeys(["aclanthology.org", "aclweb.org", "aclanthology.info", "aclanthology.coli.uni-saarland.de"], _acl),
        "github.com": _github,
    }
)
