"""What a program asks to be added: text and fields as drafts, and the section that it names."""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.adding.bibtex import read
from awesome_lint.adding.draft import Draft
from awesome_lint.adding.from_command_line import WhatError, labelled, people, titled
from awesome_lint.adding.sections import Named, SectionError, named, proposals
from awesome_lint.document import Document


class Fields(Struct, frozen=True):
    """The fields of an entry as they are typed."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    venue: str | None = None
    year: str | None = None
    urls: tuple[str, ...] = ()
    description: str | None = None
    tags: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self == Fields()


def drafts(what: str | None, fields: Fields) -> tuple[Draft, ...]:
    """Return the entries that are asked for, each with a title. Raises AddError for what none can be made of."""
    is_bibtex = what is not None and what.lstrip().startswith("@")
    found = read(what) if what is not None and is_bibtex else ()
    if len(found) > 1 and not fields.is_empty:
        raise WhatError("a title and other fields are for one entry, and the BibTeX has several")
    if not found or not fields.is_empty:
        found = (filled(found[0] if found else Draft(), None if is_bibtex else what, fields),)
    return tuple(map(titled, found))


def filled(draft: Draft, what: str | None, fields: Fields) -> Draft:
    """Return a draft with what was typed, each field of which stands for what is known otherwise. Raises WhatError."""
    links = [labelled(what)] if what is not None else []
    links += map(labelled, fields.urls)
    names, has_more = people(fields.authors)
    changes: dict[str, object] = {}
    if names:
        changes |= {"people": names, "has_more_people": has_more}
    if links:
        known = {link.identifier for link in links}
        changes["links"] = (*links, *(link for link in draft.links if link.identifier not in known))
    for name in ("title", "venue", "year", "description"):
        if value := getattr(fields, name):
            changes[name] = " ".join(value.split())
    if fields.tags:
        changes["tags"] = fields.tags
    return replace(draft, **changes)


def section(name: str | None) -> Callable[[Document, Draft], Named]:
    """Return what says which section an entry belongs to: the one that is named, or the only one that has entries."""

    def section_of(document: Document, draft: Draft) -> Named:
        if name is not None:
            return named(document, name)
        found = proposals(document, draft)
        if len(found) == 1:
            return found[0]
        if not found:
            raise SectionError("no section of this list has entries; name one")
        raise SectionError(f'to which section does "{draft.name}" belong? Name it', found)

    return section_of
