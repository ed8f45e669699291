"""References of a list with what is known of the works: where they appeared, on which pages, under which DOI."""

from msgspec.structs import replace

from awesome_lint.export.reference import PREPRINT, Reference, Work
from awesome_lint.knowledge.identifiers import identify
from awesome_lint.online.known import Known
from awesome_lint.online.matching import AGREE, Wanted, agreement
from awesome_lint.online.records import Kind, Record

KINDS = {Kind.ARTICLE: Work.ARTICLE, Kind.CONFERENCE_PAPER: Work.CONFERENCE_PAPER, Kind.BOOK: Work.BOOK}


def completed(reference: Reference, known: Known) -> Reference:
    """Return a reference with what certainly is known of its work.

    What the list says stays, but for a preprint that has appeared. People are taken from a record only where the list names
    none, or stops with "et al.".
    """
    identifiers = frozenset(each for each in map(identify, reference.urls) if each.kind.is_paper)
    records = known.of(Wanted(reference.title, reference.people, reference.year, identifiers)).certain
    if not records and identifiers and not reference.people:
        # What a link leads to is known by it, whoever wrote it.
        records = tuple([record for each in identifiers for record in known.identifiers.get(each, ())])
    if not records:
        return reference
    best = min(records, key=_rank)
    reference = _with_place(reference, best)
    longest = max(records, key=lambda record: len(record.people))
    if not reference.people or (reference.has_more_people and agreement(reference.people, longest.people) in AGREE):
        reference = replace(reference, people=longest.people or reference.people, has_more_people=False)
    arxiv = reference.arxiv or next((record.arxiv for record in records if record.arxiv), None)
    return replace(reference, arxiv=arxiv)


def _with_place(reference: Reference, record: Record) -> Reference:
    """Return a reference with where a record says that its work appeared."""
    url = reference.url or record.url or (f"https://doi.org/{record.doi}" if record.doi else None)
    reference = replace(reference, url=url, urls=reference.urls or ((url,) if url else ()))
    if not record.kind.is_published or not record.venue:
        return replace(reference, doi=reference.doi or record.doi, year=reference.year or record.year)
    is_open = reference.venue is None or PREPRINT.search(reference.venue) is not None
    return replace(
        reference,
        work=KINDS.get(record.kind, reference.work) if is_open else reference.work,
        venue=record.venue if is_open else reference.venue,
        year=(record.year or reference.year) if is_open else (reference.year or record.year),
        doi=reference.doi or record.doi,
        volume=record.volume,
        number=record.number,
        pages=record.pages,
    )


def _rank(record: Record) -> tuple[bool, bool, bool, int, str]:
    """Return by what records are sorted: the published one first, with pages, then with a DOI."""
    is_placed = record.kind.is_published and record.venue is not None
    return (not is_placed, record.pages is None, record.doi is None, record.year or 9999, record.service)
