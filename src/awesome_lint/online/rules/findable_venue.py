from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document, Entry
from awesome_lint.facts.missing_fields import gaps, says_more, states_year
from awesome_lint.online.drafts import draft_of
from awesome_lint.online.known import wanted_of
from awesome_lint.online.lookup_rule import LookupRule, who
from awesome_lint.online.placing import VENUE, cited_edit, field_edit, words, year_of
from awesome_lint.online.records import Record
from awesome_lint.online.rules.published_version import published


class FindableVenue(LookupRule, frozen=True):
    """A paper that does not say where it appeared, among papers that do, where a bibliography knows it.

    ## Why

    The conference or journal tells readers how to cite a paper. What lacks one is what [missing-venue](missing-venue.md) finds:
    groups of entries nine in ten of which name one.

    ## Fix

    Safe where two services say so, else unsafe: writes the venue where the list has its venues, by the name that the list has
    for it, and with its year where these stand together and the entry has neither. There is none for a venue that the list has
    never named, whose short name nobody can know.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT
    finds_gaps = True

    def check(self, document: Document) -> Iterator[Diagnostic]:
        own = {entry.venue.value.casefold() for entry in document.entries if entry.venue}
        if not own:
            return
        for gap in gaps(document, lambda entry: entry.is_read, lambda entry: entry.venue is not None):
            for entry in gap.entries:
                wanted = wanted_of(entry)
                if wanted is None or entry.title is None or says_more(document.source, entry):
                    continue
                found = self.known.of(wanted)
                record = published(found)
                if record is None:
                    continue
                venue = words(document, entry).venue(draft_of(record)) or ""
                saying = [each for each in found.certain if each.kind.is_published and _name(document, entry, each) == venue]
                is_confirmed = len({each.service for each in saying}) > 1
                edit = self._edit(document, entry, venue, record) if venue.casefold() in own else None
                applicability = Applicability.SAFE if is_confirmed else Applicability.UNSAFE
                says = "say" if is_confirmed else "says"
                message = f"Missing venue: add {venue}, as {who(saying or [record])} {says}."
                yield self.diagnostic(entry.title.span, message, Fix((edit,), applicability) if edit else None)

    def _edit(self, document: Document, entry: Entry, venue: str, record: Record) -> Edit | None:
        edit = field_edit(document, entry, VENUE, venue)
        if edit is None and not states_year(document.source, entry):
            year = year_of(document, entry, draft_of(record))
            edit = cited_edit(document, entry, venue, year) if year else None
        return edit


def _name(document: Document, entry: Entry, record: Record) -> str:
    return words(document, entry).venue(draft_of(record)) or ""
