from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document
from awesome_lint.online.known import wanted_of
from awesome_lint.online.lookup_rule import LookupRule, who
from awesome_lint.online.matching import is_alike

# More names than a person would read in a message.
MOST_NAMES = 12


class FindableAuthors(LookupRule, frozen=True):
    """A paper whose authors are cut off, with the names that bibliographies have for the others.

    ## Why

    A list that names everybody names those behind "et al.", too. Those who are named have to be the first of the record, one
    by one: of an entry that leaves somebody out, or names them in another order, nobody can tell who is missing. Off by
    default, since many lists cut off their authors by habit. How a person writes their name is theirs to say: nothing is
    written, here or by any other rule of a lookup.
    """

    default = False

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for entry in document.entries:
            wanted = wanted_of(entry)
            if wanted is None or entry.authors is None or not entry.authors.people or not entry.authors.people[-1].is_et_al:
                continue
            records = self.known.of(wanted).certain
            count = len(entry.authors.people) - 1
            longer = next((record for record in records if len(record.people) > count), None)
            if longer is None or len(wanted.people) != count or not all(map(is_alike, wanted.people, longer.people)):
                continue
            people = longer.people[count:]
            named = ", ".join(" ".join(filter(None, (each.given, each.particle, each.family))) for each in people[:MOST_NAMES])
            more = f" and {len(people) - MOST_NAMES} more" if len(people) > MOST_NAMES else ""
            message = f"Not all authors are named: add {named}{more}, as {who([longer])} has them."
            yield self.diagnostic(entry.authors.people[-1].span, message)
