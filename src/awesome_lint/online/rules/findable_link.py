from collections.abc import Iterator, Sequence

from msgspec import Struct

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, Entry
from awesome_lint.knowledge.identifiers import Identifier, IdentifierKind, identify
from awesome_lint.online.known import wanted_of
from awesome_lint.online.lookup_rule import LookupRule, is_confirmed, leads_to_preprints, who
from awesome_lint.online.matching import Found
from awesome_lint.online.placing import address, link_edit
from awesome_lint.online.questions import is_work, lacks_link
from awesome_lint.online.records import Kind, Record


class Target(Struct, frozen=True):
    """Where a link may lead, and who says so."""

    identifier: Identifier
    url: str
    records: tuple[Record, ...]

    @property
    def is_published(self) -> bool:
        return self.identifier.kind is not IdentifierKind.ARXIV and any(record.kind.is_published for record in self.records)


class FindableLink(LookupRule, frozen=True):
    """A paper without a link, where a bibliography knows one.

    ## Why

    A reader who wants to read the paper has to search for it, and a search has just found it. What counts is the whole title,
    but for capitals and punctuation, together with the authors; see [how sure that is](../looking-up.md#how-sure-it-is).
    The link leads to arXiv where the list mostly leads there, and else to where the paper appeared.

    ## Fix

    Safe where two services, or arXiv itself, certainly know the paper by what the link leads to: writes the link where the
    list has its links, with the label that it has for them. Unsafe where one service alone knows it. What is only likely is
    told, with what differs, and not written.
    """

    fixable = Applicability.SAFE
    effect = Effect.LINKS | Effect.TEXT
    finds_gaps = True

    def check(self, document: Document) -> Iterator[Diagnostic]:
        prefers_preprints = leads_to_preprints(document)
        for entry in document.entries:
            wanted = wanted_of(entry)
            if wanted is None or entry.title is None or not is_work(entry, wanted) or not lacks_link(entry):
                continue
            found = self.known.of(wanted)
            target = best(found, prefers_preprints=prefers_preprints)
            if target is not None:
                yield self._certain(document, entry, found, target)
            elif found.matches:
                yield from self._likely(document, entry, found)

    def _certain(self, document: Document, entry: Entry, found: Found, target: Target) -> Diagnostic:
        url = address(document, entry, target.identifier, target.url)
        edit = link_edit(document, entry, url)
        applicability = Applicability.SAFE if is_confirmed(found, target.identifier) else Applicability.UNSAFE
        knows = "know" if len({record.service for record in target.records}) > 1 else "knows"
        message = f"Missing link: add {url}, as {who(target.records)} {knows} this paper."
        assert entry.title is not None
        return self.diagnostic(entry.title.span, message, Fix((edit,), applicability) if edit else None)

    def _likely(self, document: Document, entry: Entry, found: Found) -> Iterator[Diagnostic]:
        for match in found.matches:
            targets = [*_targets_of((match.record,))]
            if targets and entry.title is not None:
                url = address(document, entry, targets[0].identifier, targets[0].url)
                message = f"Missing link: see whether it is {url} ({match.record.service}; {match.difference})."
                yield self.diagnostic(entry.title.span, message)
                return


def best(found: Found, *, prefers_preprints: bool) -> Target | None:
    """Return where a link to a work is best led: of what is certain, what is confirmed first, then what the list likes."""
    return min(_targets(found), key=lambda target: _rank(found, target, prefers_preprints=prefers_preprints), default=None)


def _targets(found: Found) -> Sequence[Target]:
    return list(_targets_of([record for record in found.certain if record.kind.is_text and record.kind is not Kind.COPY]))


def _targets_of(records: Sequence[Record]) -> Iterator[Target]:
    """Yield where the records say that the work is."""
    identifiers = dict.fromkeys(identifier for record in records for identifier in sorted(record.identifiers, key=str))
    for identifier in identifiers:
        of_it = tuple([record for record in records if identifier in record.identifiers])
        if url := _url(identifier, of_it):
            yield Target(identifier, url, of_it)


def _url(identifier: Identifier, records: Sequence[Record]) -> str | None:
    if identifier.kind is IdentifierKind.ARXIV:
        return f"https://arxiv.org/abs/{identifier.value}"
    if identifier.kind is IdentifierKind.ACL:
        return f"https://aclanthology.org/{identifier.value.upper() if identifier.value[0].isalpha() else identifier.value}"
    if identifier.kind is IdentifierKind.DOI:
        return f"https://doi.org/{identifier.value}"
    return next((record.url for record in records if record.url and identify(record.url) == identifier), None)


def _rank(found: Found, target: Target, *, prefers_preprints: bool) -> tuple[bool, bool, int, str]:
    """Return by what targets are sorted: confirmed ones first, of these the kind that the list leads to."""
    is_preprint = target.identifier.kind is IdentifierKind.ARXIV
    is_wanted = is_preprint if prefers_preprints else target.is_published
    order = (IdentifierKind.ACL, IdentifierKind.DOI, IdentifierKind.OPENREVIEW, IdentifierKind.URL, IdentifierKind.ARXIV)
    kind = target.identifier.kind
    return (
        not is_confirmed(found, target.identifier),
        not is_wanted,
        order.index(kind) if kind in order else len(order),
        target.url,
    )
