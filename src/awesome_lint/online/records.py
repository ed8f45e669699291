"""What a bibliographic service knows of a work, in one shape for all services. Frozen values; nothing here asks or parses."""

from enum import Enum

from msgspec import Struct

from awesome_lint.export.reference import Person
from awesome_lint.knowledge.identifiers import Identifier, IdentifierKind, identify

# In the order in which a link to a work is best kept: the number of a preprint never changes.
SCHEMES = (IdentifierKind.ARXIV, IdentifierKind.DOI, IdentifierKind.ACL, IdentifierKind.OPENREVIEW)


class Kind(Enum):
    """What a record is a record of."""

    ARTICLE = "article"
    CONFERENCE_PAPER = "conference paper"
    PREPRINT = "preprint"
    BOOK = "book"
    CHAPTER = "chapter"
    THESIS = "thesis"
    OTHER = "other"
    """A text whose kind the service does not know."""
    COPY = "copy"
    """A text in a repository that is neither a publisher nor one of preprints."""
    NOTICE = "notice"
    """No work of its own: a correction, a review, a talk, a volume of others."""
    DATASET = "dataset"

    @property
    def is_published(self) -> bool:
        """Whether such a record says where a paper appeared."""
        return self in (Kind.ARTICLE, Kind.CONFERENCE_PAPER)

    @property
    def is_text(self) -> bool:
        """Whether a list of papers may list such a thing."""
        return self not in (Kind.NOTICE, Kind.DATASET)


class Record(Struct, frozen=True):
    """One record of one service; what it does not say is None or empty. The text is on one line, without markup."""

    service: str
    title: str
    people: tuple[Person, ...] = ()
    year: int | None = None
    kind: Kind = Kind.OTHER
    venue: str | None = None
    arxiv: str | None = None
    doi: str | None = None
    """In lower case."""
    url: str | None = None
    """Where it leads besides."""
    volume: str | None = None
    number: str | None = None
    pages: str | None = None
    publisher: str | None = None
    journal_ref: str | None = None
    """Where its authors say that it appeared, in their words."""
    is_withdrawn: bool = False
    """Whether it was withdrawn or retracted."""
    month: int | None = None
    code: str | None = None
    """Where its authors say that their code is."""

    @property
    def identifiers(self) -> frozenset[Identifier]:
        """What it says that the work is known by: not where copies of it lie."""
        found: set[Identifier] = set()
        if self.arxiv:
            found.add(Identifier(IdentifierKind.ARXIV, self.arxiv))
        if self.doi:
            found.add(identify(f"https://doi.org/{self.doi}"))
        if self.url:
            found.add(identify(self.url))
        return frozenset(found)

    @property
    def is_preprint(self) -> bool:
        return self.kind is Kind.PREPRINT or (self.kind is Kind.OTHER and self.arxiv is not None and self.doi is None)


class Repository(Struct, frozen=True):
    """What a host of code says of a repository."""

    name: str
    """`owner/name`, as it is called now."""
    description: str | None = None
    homepage: str | None = None
    licence: str | None = None
    """As SPDX calls it."""
    language: str | None = None
    stars: int = 0
    is_archived: bool = False
    pushed: str | None = None
    """When somebody last wrote to it, as an ISO date."""
    seen_at: int = 0
    """When its host said all this, in seconds since 1970."""
