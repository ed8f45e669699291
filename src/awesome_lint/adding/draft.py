"""An entry that is to be added: its fields as they were given, before the list says how they are written."""

from msgspec import Struct

from awesome_lint.export.reference import Person
from awesome_lint.knowledge.identifiers import Identifier, IdentifierKind, identify


class AddError(ValueError):
    """An entry that cannot be added; the message says why, and what to do."""


class DraftLink(Struct, frozen=True):
    """Where an entry leads; the label is None where the list is to say how such links are labelled."""

    url: str
    label: str | None = None
    is_number: bool = False
    """Whether a number at arXiv was given, of which the list says to what form of the paper it leads."""

    @classmethod
    def of_arxiv(cls, number: str) -> "DraftLink":
        return cls(f"https://arxiv.org/abs/{number}", None, is_number=True)

    @property
    def identifier(self) -> Identifier:
        """What it names."""
        return identify(self.url)


class Draft(Struct, frozen=True):
    """The fields of an entry to add; those of which nothing is known are None or empty."""

    title: str | None = None
    people: tuple[Person, ...] = ()
    has_more_people: bool = False
    """Whether there are more than those named."""
    venue: str | None = None
    year: str | None = None
    month: int | None = None
    links: tuple[DraftLink, ...] = ()
    description: str | None = None
    tags: tuple[str, ...] = ()
    is_typed: bool = True
    """Whether each field was given for this list, so that none is left out and no name is spelled otherwise."""

    @property
    def identifiers(self) -> frozenset[Identifier]:
        """What its links name."""
        return frozenset(link.identifier for link in self.links)

    @property
    def name(self) -> str:
        """What people call it in a message: its title, or where it leads."""
        return self.title or next((str(link.identifier) for link in self.links), "")


def of_paper(identifier: Identifier) -> bool:
    """Whether it is a paper that is named."""
    return identifier.kind.is_paper


def main_first(links: tuple[DraftLink, ...]) -> tuple[DraftLink, ...]:
    """Return the links with that to the work itself first: to a paper, else the first one."""
    first = next((link for link in links if of_paper(link.identifier)), links[0] if links else None)
    return tuple(sorted(links, key=lambda link: link is not first))


def code(links: tuple[DraftLink, ...]) -> str | None:
    """Return the repository that the first link to one names, `owner/name` as it is written."""
    for link in links:
        if link.identifier.kind is IdentifierKind.GITHUB:
            return "/".join(link.url.partition("github.com/")[2].split("/")[:2]).removesuffix(".git")
    return None
