"""arXiv: the API that answers in Atom. https://info.arxiv.org/help/api/user-manual.html

One request every three seconds over one connection: https://info.arxiv.org/help/api/tou.html
"""

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from awesome_lint.knowledge.identifiers import ARXIV_NUMBER, Identifier, IdentifierKind, identify
from awesome_lint.online.exchange import Exchange, Request
from awesome_lint.online.pace import SERVICES
from awesome_lint.online.records import Kind, Record
from awesome_lint.online.services import reading
from awesome_lint.online.services.asking import Heard, batches, get, trouble
from awesome_lint.patterns import lazy

SERVICE = "arxiv"
NAME = SERVICES[SERVICE].title
PATH = "/api/query"
MOST_IDS = 100
MOST_HITS = 5

# Documents that declare entities of their own may be small and unfold to gigabytes; Atom never needs any.
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
ATOM = "{http://www.w3.org/2005/Atom}"
ARXIV = "{http://arxiv.org/schemas/atom}"
ERRORS = "arxiv.org/api/errors"
OLD_NUMBER = lazy(r"[a-z]+(?:-[a-z]+)?/\d{7}")
WITHDRAWN = lazy(r"(?i)\bwithdrawn\b")
WITHDRAWN_SUMMARY = lazy(r"(?i)(?:this (?:paper|article|submission|manuscript|work) (?:has been |is |was )?|paper )withdrawn\b")
WORD = lazy(r"[^\W_]+")
REPOSITORY = lazy(r"(?i)\b(?:https?://)?(?:www\.)?github\.com/[\w.-]{1,100}/[\w.-]{1,100}")
# What is said of an address, in the words before it.
CALLED_CODE = lazy(r"(?i)\b(?:codes?|codebase|implementations?|source|software|toolbox|toolkit|library|package)\b[^.]*$")
WITHIN = 150


def is_number(value: str) -> bool:
    """Whether arXiv would take it for the number of a paper: one that it does not fails the whole request."""
    return bool(ARXIV_NUMBER.fullmatch(value) or OLD_NUMBER.fullmatch(value))


def by_numbers(numbers: Iterable[str]) -> Iterator[Request]:
    """Yield the requests for these papers, a hundred at a time; what is no number is left out."""
    for batch in batches(sorted({each for each in numbers if is_number(each)}), MOST_IDS):
        yield get(SERVICE, PATH, {"id_list": ",".join(batch), "max_results": MOST_IDS})


def by_title(title: str, family: str | None) -> Request:
    """Return the request for papers with a title, by somebody of this family name if that is given."""
    words = " ".join(WORD.findall(title))
    asked = f'ti:"{words}"'
    if family and (name := " ".join(WORD.findall(family))):
        asked += f' AND au:"{name}"'
    return get(SERVICE, PATH, {"search_query": asked, "start": 0, "max_results": MOST_HITS})


def read(answer: Exchange) -> Heard:
    """Return the papers in an answer. That it holds none proves nothing for a title: arXiv answers so when it is busy, too."""
    if why := trouble(answer):
        return Heard((), why)
    if any(each in answer.body for each in DECLARATIONS):
        return Heard((), "XML with declarations of its own")
    try:
        feed = ElementTree.fromstring(answer.body)
    except (ElementTree.ParseError, ValueError, RecursionError) as error:
        return Heard((), f"no XML: {error}")
    if feed.tag != f"{ATOM}feed":
        return Heard((), "no feed")
    entries = feed.findall(f"{ATOM}entry")
    if any(ERRORS in (entry.findtext(f"{ATOM}id") or "") for entry in entries):
        return Heard((), _said(entries[0], "summary") or "an error")
    return Heard(tuple([record for record in map(_record, entries) if record]))


def _record(entry: ElementTree.Element) -> Record | None:
    found = identify(_said(entry, "id") or "")
    title = _said(entry, "title")
    if found.kind is not IdentifierKind.ARXIV or not title:
        return None
    summary = (entry.findtext(f"{ATOM}summary") or "").strip()[:200]
    comment = entry.findtext(f"{ARXIV}comment") or ""
    is_withdrawn = bool(WITHDRAWN.search(comment) or WITHDRAWN.search(title) or WITHDRAWN_SUMMARY.match(summary))
    published = entry.findtext(f"{ATOM}published") or ""
    doi = reading.doi(entry.findtext(f"{ARXIV}doi"))
    return Record(
        NAME,
        title,
        reading.people(_said(author, "name") for author in entry.findall(f"{ATOM}author")),
        reading.year(published[:4]),
        Kind.PREPRINT,
        None,
        found.value,
        doi if doi and not reading.arxiv_of(doi) else None,
        journal_ref=reading.text(entry.findtext(f"{ARXIV}journal_ref")),
        is_withdrawn=is_withdrawn,
        month=reading.month(published[5:7]),
        code=_code(f"{entry.findtext(f'{ATOM}summary') or ''}\n{comment}"),
    )


def _said(element: ElementTree.Element, name: str) -> str | None:
    return reading.text(element.findtext(f"{ATOM}{name}"))


def _code(text: str) -> str | None:
    """Return the one repository that a text calls code, or None where there is none, or several."""
    found: dict[str, str] = {}
    is_code = False
    for match in REPOSITORY.finditer(text[: reading.LONGEST * 3]):
        name = "/".join(match.group().split("/")[-2:]).rstrip(".").removesuffix(".git")
        repository = identify(f"https://github.com/{name}")
        if repository.kind is not IdentifierKind.GITHUB:
            continue
        is_code = is_code or CALLED_CODE.search(text[max(0, match.start() - WITHIN) : match.start()]) is not None
        found.setdefault(repository.value, f"https://github.com/{name}")
    return next(iter(found.values())) if is_code and len(found) == 1 else None


def identifier(number: str) -> Identifier:
    return Identifier(IdentifierKind.ARXIV, number)
