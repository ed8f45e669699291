"""What services said, by the works and identifiers of a list: what the rules of a lookup judge by. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.document import Entry
from awesome_lint.export.reference import person, year
from awesome_lint.knowledge.addresses import is_filler
from awesome_lint.knowledge.identifiers import Identifier, IdentifierKind, identify
from awesome_lint.online.matching import Found, Wanted, found, key
from awesome_lint.online.records import Record
from awesome_lint.parser.bibliography import ET_AL

Work = tuple[str, tuple[str, ...]]


class Known(Struct, frozen=True):
    """Records by what they were asked for."""

    works: Mapping[Work, tuple[Record, ...]] = {}
    identifiers: Mapping[Identifier, tuple[Record, ...]] = {}
    unasked: frozenset[Work] = frozenset()
    """Works of which nothing was found, and not every service could be asked."""

    def records(self, wanted: Wanted) -> tuple[Record, ...]:
        """Return all records that may be of a work: found by its title, by its identifiers, and by those of such records."""
        heard = list(self.works.get(work_of(wanted), ()))
        heard += (record for identifier in wanted.identifiers for record in self.identifiers.get(identifier, ()))
        named = {identifier for record in heard for identifier in record.identifiers}
        heard += (record for identifier in named for record in self.identifiers.get(identifier, ()))
        return tuple(dict.fromkeys(heard))

    def is_unasked(self, wanted: Wanted) -> bool:
        """Whether nothing is certainly known of a work, and not every service has answered."""
        return work_of(wanted) in self.unasked and not self.of(wanted).certain

    def of(self, wanted: Wanted) -> Found:
        """Return what is known of a work.

        What its identifiers lead to says when it appeared; by these it is known, whatever year the list states.
        """
        if wanted.identifiers:
            wanted = replace(wanted, year=None)
        return found(wanted, self.records(wanted))


NOTHING = Known()


class Learning:
    """Answers on their way to be known."""

    def __init__(self) -> None:
        self._works: defaultdict[Work, list[Record]] = defaultdict(list)
        self._identifiers: defaultdict[Identifier, list[Record]] = defaultdict(list)
        self._unasked: set[Work] = set()

    def hear(self, works: Iterable[Wanted], records: Iterable[Record]) -> None:
        """Keep the records that were found for works by their titles, and all records by what they are known by."""
        heard = tuple(records)
        for wanted in works:
            self._works[work_of(wanted)] += heard
        for record in heard:
            for identifier in record.identifiers:
                self._identifiers[identifier].append(record)

    def miss(self, works: Iterable[Wanted]) -> None:
        """Keep that a service could not be asked for works."""
        self._unasked.update(map(work_of, works))

    def known(self) -> Known:
        works = {work: tuple(dict.fromkeys(records)) for work, records in self._works.items()}
        identifiers = {identifier: tuple(dict.fromkeys(records)) for identifier, records in self._identifiers.items()}
        return Known(works, identifiers, frozenset(self._unasked))


def work_of(wanted: Wanted) -> Work:
    """Return what tells a work from others of a list, whatever becomes of its other fields."""
    return key(wanted.title), tuple(each.family for each in wanted.people)


def wanted_of(entry: Entry) -> Wanted | None:
    """Return what an entry says of the work that it lists, or None where it has no title to look for."""
    if not entry.is_read or entry.name is None or not key(entry.name):
        return None
    people = entry.authors.people if entry.authors else ()
    return Wanted(
        " ".join(entry.name.split()),
        tuple([person(each.name) for each in people if not (each.is_et_al or ET_AL.fullmatch(each.name))]),
        year(entry.year.value if entry.year else None),
        frozenset(each for each in map(named, (link.url for link in entry.links)) if each.kind.is_paper),
    )


def named(url: str) -> Identifier:
    """Return what a link names; one that is still to be filled in names nothing of use."""
    return Identifier(IdentifierKind.URL, "") if not url.strip() or is_filler(url) else identify(url)
