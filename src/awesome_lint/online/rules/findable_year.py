from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.facts.missing_fields import gaps, states_year
from awesome_lint.facts.preprints import dated_by_arxiv
from awesome_lint.online.drafts import draft_of
from awesome_lint.online.known import wanted_of
from awesome_lint.online.lookup_rule import LookupRule, who
from awesome_lint.online.placing import YEAR, field_edit, year_of
from awesome_lint.online.services import arxiv

# How many entries that lead to arXiv have the year in which the paper reached it before a list dates papers so.
LEAST, SHARE = 10, 0.95


class FindableYear(LookupRule, frozen=True):
    """A paper without a year, among papers that state it, where bibliographies agree on one.

    ## Why

    A year tells what came first. What lacks one is what [missing-year](missing-year.md) finds: groups of entries nine in ten
    of which state one. A year counts where all records that certainly are of the paper, and of the version that the entry
    leads to, say the same. What is known of preprints alone counts in lists that date papers so: others state the year in which
    a paper appeared, which may be a later one.

    ## Fix

    Safe where two services say so: writes the year where the list has its years, in the form that it has them in; else unsafe.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT
    finds_gaps = True

    def check(self, document: Document) -> Iterator[Diagnostic]:
        if not any(entry.year for entry in document.entries):
            return
        is_dated_by_arxiv = dated_by_arxiv(document).is_firm(LEAST, SHARE)
        for gap in gaps(document, lambda entry: entry.is_read, lambda entry: states_year(document.source, entry)):
            for entry in gap.entries:
                wanted = wanted_of(entry)
                if wanted is None or entry.title is None:
                    continue
                records = [record for record in self.known.of(wanted).certain if record.year and record.kind.is_text]
                if not records or len({record.year for record in records}) > 1:
                    continue
                if not (is_dated_by_arxiv or any(record.kind.is_published for record in records)):
                    continue
                date = year_of(document, entry, draft_of(records[0]))
                edit = field_edit(document, entry, YEAR, date) if date else None
                services = {record.service for record in records}
                is_confirmed = len(services) > 1 or arxiv.NAME in services
                applicability = Applicability.SAFE if is_confirmed else Applicability.UNSAFE
                says = "say" if len(services) > 1 else "says"
                message = f"Missing year: add {records[0].year}, as {who(records)} {says}."
                yield self.diagnostic(entry.title.span, message, Fix((edit,), applicability) if edit else None)
