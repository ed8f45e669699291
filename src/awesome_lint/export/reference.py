"""An entry as a reference to a work, as bibliographies hold it: people with family names, a year, a kind of publication."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from unicodedata import normalize
from zlib import crc32

from msgspec import Struct

from awesome_lint.document import Document
from awesome_lint.export.record import Record, records
from awesome_lint.knowledge.identifiers import identify
from awesome_lint.parser import parse
from awesome_lint.parser.bibliography import ET_AL
from awesome_lint.patterns import lazy

JOURNAL = lazy(
    r"\b(?:journal|transactions|trans\.|letters|magazine|review|annals|bulletin|proceedings of the ieee|proc\. ieee|nature"
    r"|science|pnas|t-?pami|pami|ijcv|jmlr|tmlr|tacl|jair|tkde|tnnls|tog|tip|tmm|tvcg|tkdd|tois|tosem|tse|tdsc|tifs|cacm|siam|access"
    r"|neurocomputing|bioinformatics|csur|computing surveys)\b",
    re.IGNORECASE,
)
PREPRINT = lazy(r"\b(?:arxiv|preprint|corr|biorxiv|medrxiv|openreview|ssrn|techrxiv)\b", re.IGNORECASE)

FULL_YEAR = lazy(r"(?<!\d)(?:19|20)\d\d(?!\d)")
SHORT_YEAR = lazy(r"(?:^|['’`\s])(\d\d)$")
# Short years above this are of the last century.
LAST_SHORT_YEAR = 60

SUFFIX = lazy(r"(?:Jr|Sr|II|III|IV)\.?$")
FOOTNOTE_MARKS = " *†‡§¶∗⋆✝★☆#^¹²³⁴⁵⁶⁷⁸⁹⁰🔥"
GROUP_NAMES = """
authors collaboration community company consortium contributors foundation group inc institute lab laboratory labs project
research team university
"""
GROUP_WORDS = frozenset(GROUP_NAMES.split())
LATEX_PASSES = 3
WORK_LABELS = frozenset({"paper", "pdf", "arxiv", "doi"})
BETWEEN_WORDS = lazy(r"[\s:/–—-]+")
MOST_KEY_WORDS = 3
NOT_IN_KEY = lazy(r"[^a-z0-9]+")
LITTLE_WORDS = """
a an and are as at be by can do does for from how in into is it its not of on or over the to towards toward under using via
vs we what when where which why with without your
"""
STOP_WORDS = frozenset(LITTLE_WORDS.split())


class Work(Enum):
    """What sort of publication a reference is to."""

    ARTICLE = "article"
    CONFERENCE_PAPER = "conference paper"
    PREPRINT = "preprint"
    PAPER = "paper"
    """One of which the list does not say where it appeared."""
    BOOK = "book"
    SOFTWARE = "software"
    PAGE = "page"


class Person(Struct, frozen=True):
    """A person's name in its parts, or a name that has none: a group, one word, a script that writes names in one piece."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""

    @property
    def is_whole(self) -> bool:
        return not self.given


class Reference(Struct, frozen=True, kw_only=True):
    """A work that a list refers to."""

    key: str
    work: Work
    title: str
    people: tuple[Person, ...]
    has_more_people: bool
    """Whether the list stopped with "et al."."""
    venue: str | None
    year: int | None
    url: str | None
    """The link that leads to the work itself."""
    urls: tuple[str, ...]
    """All its links, that one first."""
    arxiv: str | None
    doi: str | None
    isbn: str | None
    description: str | None
    keywords: tuple[str, ...]
    """Its tags, and the heading it stands under."""
    volume: str | None = None
    number: str | None = None
    pages: str | None = None


def references(
    documents: Iterable[Document], complete: "Callable[[Reference], Reference] | None" = None
) -> Iterator[Reference]:
    """Yield the works that the lists refer to, each with a key of its own, in source order; `complete` adds what is known.

    Entries without a title are none. A work that is listed in several places with the same title, authors, venue, year and
    links is one.
    """
    taken: Counter[str] = Counter()
    seen: set[object] = set()
    for document in documents:
        for record in records(_without_latex(document)):
            if record.title is None or not record.title.strip():
                continue
            same = record.title.casefold(), record.authors, record.venue, record.year, tuple(link.url for link in record.links)
            if same in seen:
                continue
            seen.add(same)
            reference = _reference(record, taken)
            yield complete(reference) if complete else reference


def _without_latex(document: Document) -> Document:
    """Return the document with letters for the commands of LaTeX, which a bibliography would print as they are."""
    if "\\" not in document.source.text and "{" not in document.source.text:
        return document
    # Imported for lists that may hold some.
    from awesome_lint.engine.fixer import apply
    from awesome_lint.rules.authors.latex_markup import LatexMarkup

    # Some of them are read as names only after others.
    for _ in range(LATEX_PASSES):
        edits = sorted(edit for found in LatexMarkup().check(document) if found.fix for edit in found.fix.edits)
        if not edits:
            break
        document = parse(document.source.with_text(apply(document.source.text, edits)), document.style.pins)
    return document


def year(text: str | None) -> int | None:
    """Return the year that a date states, in whatever form: `May 2024`, `2024/05`, `'21`."""
    if not text:
        return None
    if match := FULL_YEAR.search(text):
        return int(match.group())
    if match := SHORT_YEAR.search(text.strip()):
        short = int(match.group(1))
        return short + (2000 if short < LAST_SHORT_YEAR else 1900)
    return None


def person(name: str) -> Person:
    """Return the parts of a name: `Ludwig van der Berg, Jr.` has a given name, a particle, a family name and a suffix.

    As in BibTeX, words in lower case are particles, and what follows the last of them is the family name.
    """
    name = " ".join(name.split()).strip(FOOTNOTE_MARKS).strip()
    before, comma, after = name.partition(",")
    suffix = ""
    if comma and SUFFIX.match(after.strip()):
        name, suffix = before.strip(), after.strip()
    elif comma and after.strip():
        return _with_particle(after.strip(), before.strip())
    words = name.split(" ")
    if len(words) == 1 or _is_group(words):
        return Person(f"{name}, {suffix}" if suffix else name)
    if not suffix and len(words) > 2 and SUFFIX.fullmatch(words[-1]):
        suffix = words.pop()
    first = next((index for index, word in enumerate(words[:-1]) if index and word[0].islower()), None)
    if first is None:
        return Person(words[-1], " ".join(words[:-1]), "", suffix)
    last = max(index for index, word in enumerate(words[:-1]) if word[0].islower())
    return Person(" ".join(words[last + 1 :]), " ".join(words[:first]), " ".join(words[first : last + 1]), suffix)


def _with_particle(given: str, family: str) -> Person:
    words = family.split(" ")
    count_lower = next((index for index, word in enumerate(words) if not word[0].islower()), 0)
    return Person(" ".join(words[count_lower:]), given, " ".join(words[:count_lower]))


def _is_group(words: Sequence[str]) -> bool:
    return (
        words[-1].casefold().strip("().") in GROUP_WORDS
        or words[0] == "The"
        or words[0][0].islower()
        or any(word[0] in "({[" for word in words)
    )


def _reference(record: Record, taken: Counter[str]) -> Reference:
    title = _title(record.title or "")
    stated = year(record.year) or year(record.inherited.year) or year(record.venue)
    venue = _venue(record.venue or record.inherited.venue)
    has_more = bool(record.authors) and ET_AL.match(record.authors[-1]) is not None
    people = tuple(person(name) for name in (record.authors[:-1] if has_more else record.authors))
    urls = _urls(record)
    arxiv, doi, isbn = (_first(record, scheme) for scheme in ("arxiv", "doi", "isbn"))
    work = _work(record, venue, people)
    return Reference(
        key=_key(people, stated, title, taken),
        work=work,
        title=title,
        people=people,
        has_more_people=has_more,
        venue=venue,
        year=stated,
        url=urls[0] if urls else None,
        urls=urls,
        arxiv=arxiv,
        doi=doi,
        isbn=isbn,
        description=record.description,
        keywords=tuple(dict.fromkeys((*record.tags, *record.section[-1:]))),
    )


def _title(title: str) -> str:
    """Return the title without the period that closes it; bibliographies set their own."""
    title = " ".join(title.split())
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def _venue(venue: str | None) -> str | None:
    """Return the venue without a year that it states too, and without punctuation around it."""
    if not venue:
        return None
    bare = " ".join(FULL_YEAR.sub(" ", venue).split()).strip(" ,.;:'’`-–—|[]").removesuffix("()").strip()
    return bare or None


def _first(record: Record, scheme: str) -> str | None:
    values = record.identifiers.get(scheme)  # type: ignore[call-overload]
    return str(values[0]) if values else None


def _urls(record: Record) -> tuple[str, ...]:
    """Return the absolute links, the one that leads to the work first.

    That is one labelled so, one with the identifier of a paper, or the first.
    """
    urls = tuple(
        dict.fromkeys(link.url.strip() for link in record.links if link.url.strip().startswith(("http://", "https://")))
    )
    if not (record.identifiers and urls):
        return urls
    labels = {link.url.strip(): link.label.casefold() for link in record.links}
    works = (
        *(url for url in urls if labels[url].strip("[]() ") in WORK_LABELS),
        *(url for url in urls if identify(url).kind.is_paper),
        *(url for url in urls if labels[url].strip("[]() ") == "link"),
    )
    main = next(iter(works), urls[0])
    return (main, *(url for url in urls if url != main))


def _work(record: Record, venue: str | None, people: Sequence[Person]) -> Work:
    if venue and PREPRINT.search(venue):
        return Work.PREPRINT
    if venue and JOURNAL.search(venue):
        return Work.ARTICLE
    if venue and people:
        return Work.CONFERENCE_PAPER
    if "arxiv" in record.identifiers:
        return Work.PREPRINT
    if "isbn" in record.identifiers:
        return Work.BOOK
    if record.kind == "paper":
        return Work.PAPER
    return Work.SOFTWARE if "github" in record.identifiers else Work.PAGE


def _key(people: Sequence[Person], stated: int | None, title: str, taken: Counter[str]) -> str:
    """Return a key such as `lee2024pruning`; the second of the same gets `-a`, the third `-b`, so that earlier keys stay.

    Without authors, the title begins it: `fastjsonparser2020`.
    """
    words = [word for word in map(_plain, BETWEEN_WORDS.split(title)) if word]
    telling = [word for word in words if word not in STOP_WORDS] or words
    name = _plain(people[0].family) if people else ""
    if name:
        key = f"{name}{stated or ''}{''.join(telling[:1])}"
    else:
        key = f"{''.join(telling[:MOST_KEY_WORDS]) or f'entry{crc32(title.encode()):08x}'}{stated or ''}"
    taken[key] += 1
    again = taken[key] - 2
    return key if again < 0 else f"{key}-{_letters(again)}"


def _letters(number: int) -> str:
    """Return a, b, ..., z, aa, ab, ..."""
    letters = chr(ord("a") + number % 26)
    return letters if number < 26 else _letters(number // 26 - 1) + letters


def _plain(text: str) -> str:
    """Return the letters and digits of a text, in lower case and without accents, as far as ASCII has them."""
    return NOT_IN_KEY.sub("", normalize("NFKD", text.casefold()).replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
