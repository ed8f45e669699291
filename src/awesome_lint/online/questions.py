"""What to ask of whom about a list, in which order; and what the answers say, until all is known. Nothing here connects."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from awesome_lint.document import Document, Entry, EntryKind
from awesome_lint.knowledge.identifiers import Identifier, IdentifierKind
from awesome_lint.online.exchange import Ages, Exchange, Request
from awesome_lint.online.known import Known, Learning, Work, wanted_of, work_of
from awesome_lint.online.matching import LEAST_WORDS_ALONE, Wanted, plain
from awesome_lint.online.pace import SERVICES
from awesome_lint.online.placing import is_empty
from awesome_lint.online.records import Record
from awesome_lint.online.services import arxiv, crossref, datacite, dblp, openalex, openreview, semantic_scholar
from awesome_lint.online.services.asking import DAY, HOUR, Heard
from awesome_lint.online.tokens import token

# In the order in which they are asked for a title. Those with a key, which answers for all, come before those without.
KEYED = (openalex.SERVICE, semantic_scholar.SERVICE)
DEFAULT_SERVICES = (arxiv.SERVICE, dblp.SERVICE, crossref.SERVICE, *KEYED)
BIBLIOGRAPHIES = (*DEFAULT_SERVICES, openreview.SERVICE, datacite.SERVICE)
# How many family names a search is given: more of them narrow it to those who spell all of them so.
MOST_FAMILIES = 2
# A feed without a paper may mean that arXiv is busy.
EMPTY_FEED_AGE = DAY


class Asker(Protocol):
    """Whatever takes requests and yields what came of each."""

    def fetch(
        self, requests: Iterable[Request], max_age: Callable[[Exchange], float] | None = None
    ) -> AsyncIterator[Exchange]: ...


class Question(Struct, frozen=True):
    """A request, how its answer is read, and the works whose titles it asks for, if any."""

    request: Request
    read: Callable[[Exchange], Heard]
    works: tuple[Wanted, ...] = ()


class Needs(Struct, frozen=True):
    """What a list lacks, as far as services may know it: works to find by title, and identifiers to look up."""

    titles: tuple[Wanted, ...] = ()
    identifiers: tuple[Identifier, ...] = ()

    def __add__(self, other: "Needs") -> "Needs":
        titles = {work_of(each): each for each in (*self.titles, *other.titles)}
        return Needs(tuple(titles.values()), tuple(dict.fromkeys((*self.identifiers, *other.identifiers))))


def needs(document: Document, lacks: Callable[[Entry], bool]) -> Needs:
    """Return what to ask about a list. `lacks` says of an entry without an identifier whether something of it is wanted."""
    titles: dict[Work, Wanted] = {}
    identifiers: dict[Identifier, None] = {}
    for entry in document.entries:
        wanted = wanted_of(entry)
        if wanted is None:
            continue
        identifiers.update(dict.fromkeys(sorted(wanted.identifiers, key=str)))
        if not wanted.identifiers and is_work(entry, wanted) and lacks(entry):
            titles[work_of(wanted)] = wanted
    return Needs(tuple(titles.values()), tuple(identifiers))


def is_work(entry: Entry, wanted: Wanted) -> bool:
    """Whether bibliographies may know an entry: a paper, by its authors, or by a title that says what it is about."""
    if entry.kind is EntryKind.PAPER:
        return True
    return plain(wanted.title).count(" ") + 1 >= LEAST_WORDS_ALONE and (entry.venue is not None or entry.year is not None)


def lacks_link(entry: Entry) -> bool:
    """Whether an entry leads nowhere."""
    return all(is_empty(link.url) for link in entry.links) and not any(not is_empty(link.url) for link in entry.badges)


async def learn(
    asker: Asker,
    needed: Needs,
    services: Sequence[str] = DEFAULT_SERVICES,
    keys: Iterable[str] = (),
    ages: Ages | None = None,
) -> Known:
    """Ask services for what is needed, and return what they said. `keys` are the services of whom there is a key.

    What is known by an identifier is asked first, a hundred at a time; a title that one service certainly knows is asked of no
    other, and what it is known by is confirmed with who gives it out.
    """
    inquiry = _Inquiry(asker, [name for name in services if name not in KEYED or name in {*keys}], ages or Ages())
    await inquiry.confirm(needed.identifiers)
    for round_ in (KEYED, (dblp.SERVICE,), (crossref.SERVICE,), (arxiv.SERVICE,), (openreview.SERVICE,)):
        await inquiry.search(round_, needed.titles)
        await inquiry.confirm(inquiry.claimed(needed.titles))
    return inquiry.learning.known()


def keyed() -> frozenset[str]:
    """Return the services that want a key and of whom there is one."""
    return frozenset(name for name in KEYED if token(SERVICES[name].host))


def planned(
    needed: Needs, services: Sequence[str] = DEFAULT_SERVICES, keys: Iterable[str] = ()
) -> Iterator[tuple[str, tuple[Request, ...]]]:
    """Yield what would be asked of each service where no answer made anything needless, by the name that people know it by."""
    there = [name for name in services if name not in KEYED or name in {*keys}]
    questions = list(_lookups(needed.identifiers, there))
    questions += (each for name in there for each in _searches(name, needed.titles))
    for name in there:
        requests = [each.request for each in questions if each.request.service == name]
        if requests:
            yield SERVICES[name].title, tuple(requests)


class _Inquiry:
    """What was asked and heard so far."""

    def __init__(self, asker: Asker, services: Sequence[str], ages: Ages) -> None:
        self._asker = asker
        self._ages = ages
        self._services = services
        self._asked: set[Identifier] = set()
        self.learning = Learning()

    async def search(self, services: Iterable[str], titles: Iterable[Wanted]) -> None:
        """Ask services for the titles that none certainly knows yet."""
        known = self.learning.known()
        left = [wanted for wanted in titles if not known.of(wanted).certain]
        await self._ask([each for name in services if name in self._services for each in _searches(name, left)])

    async def confirm(self, identifiers: Iterable[Identifier]) -> None:
        """Ask who gives out identifiers what they stand for."""
        new = [each for each in identifiers if each not in self._asked]
        self._asked.update(new)
        await self._ask(list(_lookups(new, self._services)))
        published = [Identifier(IdentifierKind.DOI, doi) for doi in self._published(new)]
        if published := [each for each in published if each not in self._asked]:
            self._asked.update(published)
            await self._ask(list(_lookups(published, self._services)))

    def claimed(self, titles: Iterable[Wanted]) -> list[Identifier]:
        """Return the identifiers by which works are certainly known."""
        known = self.learning.known()
        found = {
            identifier
            for wanted in titles
            for record in known.of(wanted).certain
            for identifier in record.identifiers
            if identifier.kind in (IdentifierKind.ARXIV, IdentifierKind.DOI, IdentifierKind.ACL)
        }
        return sorted(found, key=str)

    def _published(self, identifiers: Iterable[Identifier]) -> list[str]:
        """Return the DOIs that records of preprints give for where these appeared."""
        known = self.learning.known()
        records = (record for each in identifiers for record in known.identifiers.get(each, ()))
        return sorted({record.doi for record in records if record.arxiv and record.doi})

    async def _ask(self, questions: Sequence[Question]) -> None:
        by_key: dict[str, Question] = {question.request.key: question for question in questions}
        if not by_key:
            return
        async for exchange in self._asker.fetch([each.request for each in by_key.values()], _max_age(by_key, self._ages)):
            question = by_key[exchange.request.key]
            heard = question.read(exchange)
            if heard.trouble:
                self.learning.miss(question.works)
            else:
                self.learning.hear(question.works, heard.records)


def _max_age(questions: Mapping[str, Question], ages: Ages) -> Callable[[Exchange], float]:
    """Return what says for how many seconds an answer is believed: one that has found nothing, less long."""

    def max_age(exchange: Exchange) -> float:
        question = questions.get(exchange.request.key)
        heard = question.read(exchange) if question is not None else Heard()
        if heard.trouble:
            return float(HOUR)
        if heard.records:
            return ages.record
        is_feed = exchange.request.service == arxiv.SERVICE
        return min(EMPTY_FEED_AGE, ages.nothing_found) if is_feed else ages.nothing_found

    return max_age


def _searches(service: str, titles: Sequence[Wanted]) -> Iterator[Question]:
    """Yield the questions that ask a service for titles."""
    for wanted in titles:
        families = [each.family for each in wanted.people[:MOST_FAMILIES]]
        first = families[0] if families else None
        if service == dblp.SERVICE:
            yield Question(dblp.by_title(wanted.title, first), dblp.read, (wanted,))
        elif service == crossref.SERVICE:
            yield Question(crossref.by_title(wanted.title, families), crossref.read, (wanted,))
        elif service == arxiv.SERVICE:
            yield Question(arxiv.by_title(wanted.title, first), arxiv.read, (wanted,))
        elif service == openalex.SERVICE:
            yield Question(openalex.by_title(wanted.title), openalex.read, (wanted,))
        elif service == semantic_scholar.SERVICE:
            yield Question(semantic_scholar.by_title(wanted.title), semantic_scholar.read, (wanted,))
        elif service == openreview.SERVICE:
            yield Question(openreview.by_title(wanted.title), openreview.read, (wanted,))


def _lookups(identifiers: Iterable[Identifier], services: Sequence[str]) -> Iterator[Question]:
    """Yield the questions that ask for what identifiers stand for, many at a time."""
    numbers = [each.value for each in identifiers if each.kind is IdentifierKind.ARXIV]
    dois = [doi_of(each) for each in identifiers]
    known_dois = [doi for doi in dois if doi]
    if arxiv.SERVICE in services:
        yield from (Question(request, arxiv.read) for request in arxiv.by_numbers(numbers))
    if crossref.SERVICE in services:
        yield from (Question(request, crossref.read) for request in crossref.by_dois(known_dois))
    if semantic_scholar.SERVICE in services:
        requests = semantic_scholar.by_ids(numbers, known_dois)
        yield from (Question(request, semantic_scholar.read) for request in requests)
    if datacite.SERVICE in services:
        yield from (Question(request, datacite.read) for request in datacite.by_dois(known_dois))


def doi_of(identifier: Identifier) -> str | None:
    """Return the DOI of what an identifier names: the ACL Anthology registers its papers."""
    if identifier.kind is IdentifierKind.DOI:
        return identifier.value
    if identifier.kind is IdentifierKind.ACL:
        return f"10.18653/v1/{identifier.value}"
    return None


def records_of(known: Known, identifier: Identifier) -> tuple[Record, ...]:
    """Return what is known of what an identifier names."""
    return known.identifiers.get(identifier, ())
