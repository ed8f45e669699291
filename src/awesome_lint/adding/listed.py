"""Whether a list has an entry already: under an identifier, a link, or its title."""

from msgspec import Struct

from awesome_lint.adding.draft import Draft
from awesome_lint.document import Document, Entry
from awesome_lint.facts.similarity import SIMILAR, is_distinctive, key_of, may_be_one_title
from awesome_lint.knowledge.addresses import is_filler
from awesome_lint.knowledge.identifiers import Identifier, IdentifierKind, identify

SCHEMES = {
    IdentifierKind.ARXIV: "arXiv id",
    IdentifierKind.DOI: "DOI",
    IdentifierKind.OPENREVIEW: "page at OpenReview",
    IdentifierKind.ACL: "page of the ACL Anthology",
    IdentifierKind.GITHUB: "repository",
    IdentifierKind.ISBN: "ISBN",
    IdentifierKind.URL: "link",
}


class Listed(Struct, frozen=True):
    """An entry that is the same thing, and by what that is known."""

    entry: Entry
    by: str


def listed(document: Document, draft: Draft) -> Listed | None:
    """Return the entry that is the draft already: the first with its identifier, else with its title, else with its link."""
    wanted = {found for found in draft.identifiers if found.value.strip("#")}
    key = key_of(draft.title) if draft.title else ""
    by_link: Listed | None = None
    by_title: Listed | None = None
    papers = {found for found in wanted if found.kind.is_paper}
    for entry in document.entries:
        others = {found for link in entry.links if (found := _named(link.url)) and found.kind.is_paper} if papers else set()
        for link in entry.links:
            found = _named(link.url)
            if found is None or found not in wanted:
                continue
            if found.kind.is_paper:
                return Listed(entry, f"the same {SCHEMES[found.kind]}")
            # Two papers may share their code.
            if not others or papers & others:
                by_link = by_link or Listed(entry, f"the same {SCHEMES[found.kind]}")
        if key and by_title is None and entry.name and key_of(entry.name) == key:
            by_title = Listed(entry, "the same title")
    return by_title or by_link


def similar(document: Document, draft: Draft) -> Entry | None:
    """Return the first entry with nearly the same title."""
    title = draft.title or ""
    key = key_of(title)
    if not is_distinctive(key):
        return None
    from rapidfuzz import fuzz

    for entry in document.entries:
        if entry.name is None:
            continue
        other = key_of(entry.name)
        if fuzz.ratio(key, other, score_cutoff=SIMILAR) and may_be_one_title(title, entry.name):
            return entry
    return None


def _named(url: str) -> Identifier | None:
    return identify(url) if url and not url.startswith("#") and not is_filler(url) else None
