from collections.abc import Iterator

from msgspec.structs import replace

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document, Entry, Link
from awesome_lint.knowledge.identifiers import IdentifierKind
from awesome_lint.online.known import named, wanted_of
from awesome_lint.online.lookup_rule import LookupRule, leads_to_preprints
from awesome_lint.online.matching import Found
from awesome_lint.online.records import Record
from awesome_lint.online.services import semantic_scholar
from awesome_lint.patterns import lazy

# What lists write where a paper has not appeared yet.
PREPRINT = lazy(
    r"(?i)\b(?:arxiv|preprints?|corr|under review|submitted|(?:bio|chem|med|psy|tech|eng|eco|socar)rxiv|research square|ssrn)\b"
)


class PublishedVersion(LookupRule, frozen=True):
    """A preprint that has appeared since, at a conference or in a journal.

    ## Why

    A list that says `arXiv` of a paper that was published misleads who wants to cite it. What counts is a DOI that arXiv's
    record of the paper gives, or a published record of the same title and authors; where authors only say where they have sent
    it, nothing is told. An entry that has a link to the published paper, or a venue besides arXiv, is left alone.

    ## Fix

    Unsafe: writes the address of the published paper for that of the preprint, in a list that does not mostly lead to arXiv.
    Otherwise, and for the venue, a person decides.
    """

    fixable = Applicability.UNSAFE
    effect = Effect.LINKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        keeps_preprints = leads_to_preprints(document)
        for entry in document.entries:
            link = preprint_link(entry)
            wanted = wanted_of(entry)
            if link is None or wanted is None or (entry.venue and not PREPRINT.search(entry.venue.value)):
                continue
            record = published(self.known.of(wanted))
            if record is None or not record.venue:
                continue
            where = f"{record.venue} {record.year}" if record.year else record.venue
            url = f"https://doi.org/{record.doi}" if record.doi else record.url or ""
            message = f"This preprint has appeared in {where}, as {record.service} says: link {url or 'that'}."
            fix = None
            if url and link.url_span is not None and not keeps_preprints:
                fix = Fix((Edit(link.url_span, url),), Applicability.UNSAFE)
            yield self.diagnostic(link.url_span or link.span, message, fix)


def preprint_link(entry: Entry) -> Link | None:
    """Return the link of an entry to arXiv, where none of its links leads to the paper elsewhere."""
    links = [(link, named(link.url)) for link in entry.links]
    papers = [(link, each) for link, each in links if each.kind.is_paper]
    if not papers or any(each.kind is not IdentifierKind.ARXIV for _, each in papers):
        return None
    return papers[0][0]


def published(found: Found) -> Record | None:
    """Return the record that certainly says where a work appeared: one with a DOI before others, the earliest first.

    Semantic Scholar has one record for a paper and its preprint, with the year of the earlier, so that it comes last and its
    year does not count.
    """
    there = [
        replace(record, year=None) if record.service == semantic_scholar.NAME else record
        for record in found.certain
        if record.kind.is_published and record.venue and not record.is_withdrawn and not PREPRINT.search(record.venue)
    ]
    return min(there, key=_rank, default=None)


def _rank(record: Record) -> tuple[bool, bool, int, str, str]:
    is_last = record.service == semantic_scholar.NAME
    return (record.doi is None, is_last, record.year or 9999, record.service, record.venue or "")
