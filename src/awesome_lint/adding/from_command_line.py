"""What a person names to be added, as a draft: an arXiv id, a DOI, a repository, a page; and fields as they are typed."""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from awesome_lint.adding.draft import AddError, Draft, DraftLink
from awesome_lint.export.reference import Person, person
from awesome_lint.knowledge.identifiers import IdentifierKind
from awesome_lint.parser.bibliography import ET_AL
from awesome_lint.patterns import lazy

ARXIV_ID = lazy(
    r"(?:arxiv:\s*)?(?P<id>\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z]{2,8}(?:-[a-z]{2,8})?(?:\.[a-z]{2})?/\d{7})(?:v\d+)?",
    re.IGNORECASE,
)
DOI = lazy(r"(?:doi:\s*)?(?P<doi>10\.\d{4,9}/\S+)", re.IGNORECASE)
ADDRESS = lazy(r"https?://\S+", re.IGNORECASE)
NO_SCHEME = lazy(r"(?:www\.|(?:github|gitlab|arxiv|doi|huggingface)\.(?:com|org|co)/)\S+", re.IGNORECASE)
LABELLED = lazy(r"(?P<label>[^=:/?#]+)=(?P<url>.+)")
AND = lazy(r" and | & | ?; ?", re.IGNORECASE)
OTHERS = ("others", "et al", "et al.")


class WhatError(AddError):
    """What nobody can make an entry of; the message says what can be given."""


def link(text: str) -> DraftLink:
    """Return where an arXiv id, a DOI or an address leads. Raises WhatError for anything else."""
    text = text.strip()
    if match := ARXIV_ID.fullmatch(text):
        return DraftLink.of_arxiv(match["id"].lower())
    if match := DOI.fullmatch(text):
        return DraftLink(f"https://doi.org/{match['doi']}")
    if ADDRESS.fullmatch(text):
        return DraftLink(text)
    if NO_SCHEME.fullmatch(text):
        return DraftLink(f"https://{text}")
    raise WhatError(f'"{text}": expected an arXiv id, a DOI, an address, a BibTeX entry, or a file whose name ends in .bib')


def labelled(text: str) -> DraftLink:
    """Return the link that `LABEL=URL` or an address alone describes. Raises WhatError for what is no address."""
    match = LABELLED.fullmatch(text.strip())
    if match is None:
        return link(text)
    found = link(match["url"])
    return replace(found, label=match["label"].strip())


def people(texts: Iterable[str]) -> tuple[tuple[Person, ...], bool]:
    """Return the people of names as they are typed, and whether there are more: each by itself, or with `and` between them.

    A name is kept as it is typed; `Last, First` is turned around.
    """
    found: list[Person] = []
    has_more = False
    for name in _names(texts):
        if name.casefold() in OTHERS or ET_AL.fullmatch(name):
            has_more = True
            continue
        if (match := ET_AL.search(name)) and match.end() == len(name):
            name = name[: match.start()].rstrip(" ,")
            has_more = True
        if "," in name:
            each = person(name)
            name = " ".join(filter(None, (each.given, each.particle, each.family, each.suffix)))
        if name:
            found.append(Person(name))
    return tuple(found), has_more


def _names(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for name in AND.split(" ".join(text.split())):
            # `A, B, C` has a comma between people, `Last, First` within one.
            parts = [part.strip() for part in name.split(",")]
            if len(parts) > 2 or (len(parts) == 2 and all(" " in part for part in parts)):
                yield from filter(None, parts)
            else:
                yield name.strip()


def titled(draft: Draft) -> Draft:
    """Return a draft that has a title: a repository is called by its name. Raises WhatError for one that needs another."""
    if draft.title:
        return draft
    for each in draft.links:
        if each.identifier.kind is IdentifierKind.GITHUB:
            return replace(draft, title=each.url.rstrip("/").rpartition("/")[2].removesuffix(".git"))
    raise WhatError(
        f"{draft.name or 'an entry'}: of this, nothing but the address is known without the network; add --title, and --author "
        "where the list names authors, or look it up with `pip install 'awesome-lint[online]'` and without --offline"
    )
