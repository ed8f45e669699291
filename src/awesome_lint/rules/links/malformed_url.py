import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, Link, LinkKind, Text, by_stretch, of_page
from awesome_lint.knowledge.addresses import host_of_relative, is_cut_off
from awesome_lint.knowledge.identifiers import IdentifierKind, end_of_address, identify
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span, within

# Between angle brackets, these would be read otherwise or end the link.
SPECIAL = frozenset("<>\\& ")

USUAL = ("https://", "http://")

# What stands before the host, in all the ways it is misspelt: `htps://`, `https//`, `https:/`, `http://https://`.
SCHEME = lazy(r"(?:[a-z]{3,8}(?:[:;.：]{0,3}/{2,4}|[:;：]{1,3}/))+(?=[a-z0-9])", re.IGNORECASE)
NAME = lazy(r"[a-z]+", re.IGNORECASE)
NAMES = ("https", "http")
SLIPS = 1

# Quotes and brackets that were copied with an address, before it and behind it.
WRAPPING = lazy(
    r"""(?P<before>(?:[\[({<"'“‘\u200b\ufeff]|%20)+)(?=https?://)(?P<url>[^\[\](){}<>"'“”‘’]+)(?P<after>[\])}>"'”’]*)""",
    re.IGNORECASE,
)

# `github.com/owner/name` is taken for a file beside the list.
NO_SCHEME = lazy(r"www\.(?P<host>[^/?#\s<>()\[\]|\\\"']+)(?=[/?#]|$)", re.IGNORECASE)

# Two slashes in a path; behind a colon they may begin an address in it, as archives have.
SLASHES = lazy(r"//+")
# A mark of the sentence around a link, in its target: behind a slash it can be no part of it.
TRAILING = lazy(r"(?<=/)[.,;]$")
# No repository and no short address ends with a period.
ENDS_IN_WORDS = lazy(r"https?://(?:bit\.ly|git\.io|github\.com|gitlab\.com|tinyurl\.com)/[^?#\s]*[\w-]\.$")
ARXIV_TRAILING = lazy(r"(?<=\d)[.,;:]+$")
# Parameters of which there are none, a place that is none, and what was copied with an address as browsers write it.
NO_PARAMETERS = lazy(r"(?<=[\w/=-])(?<!%20)(?<!%E2%80%8B)(?:[?&]+|#|(?:%20|%E2%80%8B)+)$", re.IGNORECASE)
QUOTE = '"'
QUOTES = frozenset(QUOTE + "”")
BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}
STRAYS = "".join([*QUOTES, *BRACKETS])

# Another address in the middle of one, where neither a path, as in archives, nor a parameter holds it.
GLUED = lazy(r"(?<=[a-z0-9)}\]])(?:%20|%5Cn|[(){}\[\],;]){0,9}https?://", re.IGNORECASE)
# Nearly all links to papers on arXiv, which need no second look.
ARXIV_USUAL = lazy(r"arxiv\.org/(?:abs|pdf)/\d\d(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?(?:\.pdf)?$")
# The same without its form, or with one that is misspelt.
ARXIV_FORM = lazy(
    r"https?://(?:www\.)?arxiv\.org/(?P<form>(?:[a-z]+/)?)\d\d(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?(?P<suffix>(?:\.pdf)?)$", 2
)
ARXIV_FORMS = ("abs/", "pdf/")
ARXIV_PAGES = frozenset({"abs/", "pdf/", "html/", "ps/", "format/", "src/", "list/", "tb/"})
ARXIV_PAPER = lazy(r"https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/(?P<id>[^?#]*)", re.IGNORECASE)
# A DOI that a space ends: `https://doi.org/10.1109/JPROC. 2020.3045625`.
DOI_PREFIX = lazy(r"https?://(?:dx\.)?doi\.org/10\.\d{4,9}/(?P<rest>\S*)$", re.IGNORECASE)
DOI_REST = lazy(r"(?P<dot>\.?)(?P<space> )(?=\d{4}\.\d{6,})|(?P<space_only> )(?=[a-z0-9]{1,12}[.-]\d)")
# What templates of badges have in the place of an owner or a repository.
UNFILLED = lazy(
    r"https?://(?:www\.)?(?:(?:github|gitlab|bitbucket)\.(?:com|org)|img\.shields\.io/github/[\w/-]{1,40}?|contrib\.rocks/image\?repo=)"
    r"/?(?:[\w.-]{1,99}/)?(?P<word>(?:your|my)[-_]?(?:user(?:name)?|org(?:ani[sz]ation)?|github|account|repo(?:sitory)?)"
    r"(?:[-_]?name)?|yourname|your[-_]name|<[^<>]{1,40}>|\{(?:owner|user|username|repo)\})(?=[/?#.]|$)",
    re.IGNORECASE,
)
# Every such word has one of these.
SIGNS_OF_TEMPLATE = ("your", "my", "<", "{")
# What may be an anchor without its `#`.
WORDS = lazy(r"[^\s#/.:?%]+")
# What may stand before a bare address.
APART = " \t>([{*_~|<\"'“‘,;:"


# A longer path is no beginning of one.
LONGEST_PREFIX = 4


class _Slip(Struct, frozen=True):
    """What is wrong with a target: the slice of it, what belongs there (None where that is not known), what to say."""

    start: int
    end: int
    text: str | None
    message: str
    applicability: Applicability = Applicability.SAFE


class MalformedUrl(Rule, frozen=True):
    """A target that cannot be what its author meant.

    A scheme that is misspelt, doubled (`https://https://`) or missing (`github.com/owner/name`), brackets and marks of the
    sentence around it that were copied with it, two slashes or a lone bracket in its path, a question mark without parameters,
    full-width marks or a space that a bare address runs into, two addresses in one, an arXiv id with too many digits or without
    `abs/`, an address that ends before it says what it leads to (`https://www.linkedin.com/groups/`), an anchor in a table of
    contents or in a heading without its `#`, the owner of a template (`your-org`). A missing scheme is reported for `www.` and
    for names of hosts that hardly are those of files beside the list.

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

    Safe: fixes the scheme, or removes what does not belong to the address. Unsafe: makes two slashes one, which few hosts tell
    apart. For two addresses in one, for one that is cut off, and for an arXiv id that is none, there is no fix.
    """

    fixable = Applicability.SAFE
    looks_at = Looks.SECTION
    # A bare address is its own text.
    effect = Effect.TEXT | Effect.LINKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from self._unmarked(document)
        yield from self._unfilled(document)
        odd = _odd(document)
        bare = {link.url_span: link for link in document.links if link.kind is LinkKind.BARE} if odd else {}
        for target in odd:
            if not target.value.isascii() and target.span in bare and (end := end_of_address(target.value)) < len(target.value):
                yield self._run_on(target, end)
                continue
            slip = _slip(target.value)
            if slip is None:
                if target.span in bare and "doi.org/10." in target.value:
                    yield from self._cut_by_space(document, target)
                continue
            offset = target.span.start
            span = Span(offset + slip.start, offset + slip.end)
            # GitHub and we may not agree on where an address begins that follows letters without a space, and what follows one
            # may become a reference to a character, which ends it earlier.
            beside = document.source.beside(target.span)
            is_apart = target.span not in bare or not (beside.before[-1:].strip(APART) or beside.after.startswith("&"))
            fix = Fix.replace(span, slip.text, slip.applicability) if slip.text is not None and is_apart else None
            yield self.diagnostic(span, slip.message, fix)

    def _unmarked(self, document: Document) -> Iterator[Diagnostic]:
        """Yield the targets beside links to headings, or in one, that lead to a heading but for their `#`."""
        beside = [(link, link.url_span) for link in _beside_anchors(document) if link.url_span and not link.is_fragment]
        anchors = _anchors(document) if beside else {}
        for link, span in beside:
            meant = anchors.get(_letters(link.url), ())
            if len(meant) == 1:
                message = f"`{link.url}` is read as the name of a file: write `#{meant[0]}` for the heading."
                yield self.diagnostic(span, message, Fix.replace(span, f"#{meant[0]}"))

    def _unfilled(self, document: Document) -> Iterator[Diagnostic]:
        """Yield the addresses of repositories whose owner or name is that of a template; bare ones are examples."""
        for url in _of_templates(document):
            if unfilled := UNFILLED.match(url.value):
                message = (
                    f"`{unfilled.group('word')}` in `{url.value}` is left from a template: write the repository that is meant."
                )
                yield self.diagnostic(url.span, message)

    def _run_on(self, target: Text, end: int) -> Diagnostic:
        """Return what is wrong with a bare address that runs into the words behind it."""
        url = target.value
        fix = Fix.replace(target.span, f"<{url[:end]}>{url[end:]}") if SPECIAL.isdisjoint(url[:end]) else None
        span = Span(target.span.start + end, target.span.end)
        return self.diagnostic(span, f"The address runs into `{url[end:]}`: end it before `{url[end]}`.", fix)

    def _cut_by_space(self, document: Document, target: Text) -> Iterator[Diagnostic]:
        """Yield the space at which a bare DOI ends that goes on behind it."""
        written = DOI_PREFIX.match(target.value)
        rest = DOI_REST.match(document.source.beside(target.span).after)
        if written and rest and (rest.group("dot") or (rest.group("space_only") and not written.group("rest"))):
            space = Span(target.span.end + rest.end() - 1, target.span.end + rest.end())
            yield self.diagnostic(
                space, f"Space in the address `{target.value}{rest.group()}...`: remove it.", Fix.delete(space)
            )


@by_stretch
def _odd(document: Document) -> tuple[Text, ...]:
    """Return the targets that are no usual addresses, or may not be all of one."""
    return tuple(
        [
            target
            for target in document.targets
            if not target.value.isascii() or "doi.org/10." in target.value or _slip(target.value) is not None
        ]
    )


@by_stretch
def _of_templates(document: Document) -> tuple[Text, ...]:
    """Return the addresses, but bare ones, that have a word of templates in them."""
    found: list[Text] = []
    for link in document.links:
        if link.url_span is not None and link.kind is not LinkKind.BARE:
            url = link.url.lower()
            if any(sign in url for sign in SIGNS_OF_TEMPLATE):
                found.append(Text(link.url, link.url_span))
    return tuple(found)


@by_stretch
def _words(document: Document) -> tuple[Link, ...]:
    """Return the links whose targets are words that may be anchors."""
    return tuple([link for link in document.links if link.kind is LinkKind.INLINE and WORDS.fullmatch(link.url)])


@of_page
def _anchors(document: Document) -> Mapping[str, Sequence[str]]:
    """Return the anchors of the headings by their letters."""
    slugs: defaultdict[str, list[str]] = defaultdict(list)
    for heading in document.headings:
        slugs[_letters(heading.slug)].append(heading.slug)
    return slugs


def _beside_anchors(document: Document) -> Iterator[Link]:
    """Yield the links in headings, and of runs in which most lead to headings, whose target may be the name of one."""
    unmarked = _words(document)
    if not unmarked:
        return
    headings = [heading.span for heading in document.headings]
    yield from (link for link in unmarked if within(headings, link.span))
    places = {link.span for link in unmarked if not within(headings, link.span)}
    run: list[Link] = []
    last = 0
    for link in document.links:
        line = document.source.line_number(link.span.start)
        is_one = link.is_fragment or link.span in places
        if within(headings, link.span):
            continue
        if not is_one or line > last + 1:
            yield from _contents(run)
            run = []
        if is_one:
            run.append(link)
        last = line
    yield from _contents(run)


def _contents(run: Sequence[Link]) -> Sequence[Link]:
    """Return a run of which more lead to headings than do not."""
    return run if sum(link.is_fragment for link in run) * 2 > len(run) else ()


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


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
        return _Slip(0, len(url), inner, f"`{url}` should be `{inner}`.")
    www = NO_SCHEME.match(url)
    host = www.group() if www else host_of_relative(url)
    if host:
        return _Slip(0, 0, USUAL[0], f"Missing `{USUAL[0]}` before `{host}`: add it.")
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
    return _Slip(0, match.end(), f"{meant}://", f"`{match.group()}` should be `{meant}://`.")


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
            return _Slip(0, len(url), None, f"Two addresses in one, `{url}`: keep one.")
    if url[-1] in ".,;:":
        pattern = ARXIV_TRAILING if "arxiv.org/" in url else TRAILING
        trailing = pattern.search(url)
        if trailing or ENDS_IN_WORDS.match(url):
            start, end = trailing.span() if trailing else (len(url) - 1, len(url))
            return _Slip(start, end, "", f"Stray `{url[start:]}` at the end of the address: remove it.")
    if "arxiv.org/" in url and ARXIV_USUAL.search(url):
        return None
    return _at_the_end(url, host_start) or _in_the_path(url, host_start)


def _at_the_end(url: str, host_start: int) -> _Slip | None:
    """Return what was copied with an address, or is missing at its end."""
    end = _without_strays(url)
    if end < len(url):
        return _Slip(end, len(url), "", f"Stray `{url[end:]}` at the end of the address: remove it.")
    if url[-1] in "?&#0Bb" and (nothing := NO_PARAMETERS.search(url)):
        start, end = nothing.span()
        return _Slip(start, end, "", f"Stray `{nothing.group()}` at the end of the address: remove it.")
    if url.count("/", host_start) <= LONGEST_PREFIX and is_cut_off(url):
        return _Slip(0, len(url), None, f"The address `{url}` is cut off: write all of it.")
    return None


def _without_strays(url: str) -> int:
    """Return where an address ends without the quotes and brackets that have no partner in it, and were copied with it."""
    end = len(url)
    inside = url.rstrip(STRAYS)
    unpaired: dict[str, int] = {}
    while url[end - 1] in QUOTES or url[end - 1] in BRACKETS:
        mark = url[end - 1]
        if mark in BRACKETS:
            if mark not in unpaired:
                unpaired[mark] = url.count(mark, 0, end) - url.count(BRACKETS[mark], 0, end)
            if unpaired[mark] <= 0:
                break
            unpaired[mark] -= 1
        elif mark == QUOTE and inside.count(mark) % 2 and mark not in url[len(inside) : end - 1]:
            # `?query=workflow:"CI"`
            break
        end -= 1
    return end


def _in_the_path(url: str, host_start: int) -> _Slip | None:
    path = url.partition("#")[0].partition("?")[0]
    if path.find("//", host_start) >= 0:
        slashes = SLASHES.search(path, host_start)
        if slashes and "://" not in path[host_start:] and "http" not in path[host_start:]:
            start, end = slashes.span()
            is_sure = "arxiv.org/" in url or end == len(url)
            applicability = Applicability.SAFE if is_sure else Applicability.UNSAFE
            return _Slip(start, end, "/", f"`{slashes.group()}` in the path should be `/`.", applicability)
    if path.count("[") != path.count("]"):
        lone = [at for at, mark in enumerate(path) if mark in "[]"]
        if len(lone) == 1:
            message = f"Lone `{path[lone[0]]}` in the path: remove it."
            return _Slip(lone[0], lone[0] + 1, "", message, Applicability.UNSAFE)
    if "arxiv.org/" in url:
        form = ARXIV_FORM.match(url)
        if form and form.group("form").lower() not in ARXIV_PAGES:
            start, end = form.span("form")
            meant = ARXIV_FORMS[bool(form.group("suffix")) or form.group("form")[:1].lower() == "p"]
            written = form.group("form")
            wrong = (
                f"`{written}` before the arXiv id should be `{meant}`."
                if written
                else f"Missing `{meant}` before the arXiv id: add it."
            )
            return _Slip(start, end, meant, wrong)
        paper = ARXIV_PAPER.match(url)
        if paper and identify(url).kind is not IdentifierKind.ARXIV:
            start, end = paper.span("id")
            return _Slip(start, end, None, f"`{paper.group('id')}` is no arXiv id: correct it.")
    return None
