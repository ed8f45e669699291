"""A record as a draft of an entry, for what writes fields in the words of a list."""

from awesome_lint.adding.draft import Draft, DraftLink
from awesome_lint.online.records import Record


def draft_of(record: Record) -> Draft:
    """Return what a record says, as a draft whose fields nobody has typed for the list."""
    links: list[DraftLink] = []
    if record.arxiv:
        links.append(DraftLink.of_arxiv(record.arxiv))
    if record.doi:
        links.append(DraftLink(f"https://doi.org/{record.doi}"))
    elif record.url:
        links.append(DraftLink(record.url))
    return Draft(
        title=record.title,
        people=record.people,
        venue=record.venue if record.kind.is_published else None,
        year=str(record.year) if record.year else None,
        month=record.month,
        links=tuple(links),
        is_typed=False,
    )
