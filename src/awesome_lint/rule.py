"""What a rule is."""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import FieldInfo, fields

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix, Related
from awesome_lint.document import Document
from awesome_lint.source import Span


class Looks(Enum):
    """What a rule must see of a page to judge any place of it, besides the habits of the list and what it asks `of_page`."""

    PAGE = "page"
    SECTION = "section"
    """What stands between two headings of the page that have marks before them, the first of them included."""


class Rule(Struct, frozen=True):
    """One check of a list.

    A subclass stands in a module of its own, `rules/<group>/<name>.py`; name and group come from there, unless the class states
    them. Its fields are its options; what they mean and may be is said by `Annotated[..., Meta(...)]`. Its docstring is its
    manual: what it reports, then the sections Why, Bad, Good and Fix, whose examples are executed by the tests.
    """

    name: ClassVar[str] = ""
    group: ClassVar[str] = ""
    default: ClassVar[bool] = True
    """Whether the rule is on unless turned off."""
    fixable: ClassVar[Applicability | None] = None
    """The safest applicability that its fixes have, or None when it offers none."""
    effect: ClassVar[Effect] = Effect.NOTHING
    """What a reader may see change through its fixes."""
    yields: ClassVar[bool] = False
    """Whether its edits of a place are moot where a safe fix of another rule makes other blocks of it."""
    finds_gaps: ClassVar[bool] = False
    """Whether it reports what an entry lacks: that stands on no line, so that its places stand for the whole entry."""
    looks_at: ClassVar[Looks] = Looks.PAGE
    """What it must see: one that needs no more than a section is not asked again about sections that stay as they were."""
    package: ClassVar[str] = ""
    """The installed package that contributes it, with its version; nothing for a rule of awesome-lint."""

    def __init_subclass__(cls) -> None:
        package, _, module = cls.__module__.rpartition(".")
        stated = vars(cls)
        if "name" not in stated:
            cls.name = module.replace("_", "-")
        if "group" not in stated:
            cls.group = package.rpartition(".")[2].replace("_", "-")

    def check(self, document: Document) -> Iterator[Diagnostic]:
        """Yield what is wrong in the document, in any order."""
        raise NotImplementedError

    def review(self, document: Document, rules: "Iterable[Rule]", found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
        """Yield what is wrong in the light of what all rules of the run found; asked only of a document with directives."""
        return iter(())

    def narrowed(self, document: Document, diagnostic: Diagnostic, kept: Sequence[int]) -> Diagnostic:
        """Return a diagnostic of this rule for those of its places only, by their indexes."""
        places = diagnostic.places
        fix = diagnostic.fix
        if fix:
            each, rest = divmod(len(fix.edits), len(places))
            edits = [edit for index in kept for edit in fix.edits[index * each : (index + 1) * each]]
            # Where places are mended by edits of different numbers, it is not known which belong to which.
            fix = Fix(tuple(edits), fix.applicability) if edits and not rest else None
        span = diagnostic.span if kept[0] == 0 else places[kept[0]]
        run = tuple(places[index] for index in kept) if diagnostic.run else ()
        messages = tuple([diagnostic.messages[index] for index in kept]) if diagnostic.messages else ()
        message = messages[0] if messages else diagnostic.message
        return Diagnostic(self.name, span, message, fix, diagnostic.related, len(kept), run, None, messages)

    def diagnostic(
        self,
        span: Span,
        message: str,
        fix: Fix | None = None,
        related: Iterable[Related] = (),
        count: int = 1,
        run: Iterable[Span] = (),
    ) -> Diagnostic:
        return Diagnostic(self.name, span, message, fix, tuple(related), count, tuple(run))


def option_fields(rule: type[Rule]) -> tuple[FieldInfo, ...]:
    """Return the fields that settings may state: not what a rule is told of the world, which is a value of its own kind."""
    return tuple(each for each in fields(rule) if not (isinstance(each.type, type) and issubclass(each.type, Struct)))
