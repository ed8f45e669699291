from collections.abc import Iterator

from msgspec import Struct

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Author, Document, Habit
from awesome_lint.patterns import UPPER, lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Span

# The place between two initials, and an initial between two longer words, with its period or without. A letter that begins or
# ends a name may be the whole of it (`E Weinan`), and several without periods are a way of their own (`K J Bee`).
BETWEEN = lazy(rf"(?<![^\s.-]){UPPER}\.(\s?)(?={UPPER}\.)")
MIDDLE = lazy(rf"(?<=[^\W\d_]{{2}}\s){UPPER}(\.?)(?=\s[^\W\d_]{{2}})")


class AuthorInitials(Rule, frozen=True):
    """Initials written otherwise than in the rest of the list: `J.K. Bee` or `J. K. Bee`, `Ann R Bee` or `Ann R. Bee`.

    ## Why

    Bibliographies abbreviate names in their own ways, and a list that is put together from several of them shows it. How the
    bearer of a name writes it may differ from the list's habit, which is why this rule is off unless asked for.

    ## Bad

    ```markdown
    - **One.** *A. B. Lee and C. D. Fox.* [paper](https://example.org/1)
    - **Two.** *A. B. Lee and E. F. Gee.* [paper](https://example.org/2)
    - **Three.** *C. D. Fox and E. F. Gee.* [paper](https://example.org/3)
    - **Four.** *A.B. Lee.* [paper](https://example.org/4)
    ```

    ## Good

    ```markdown
    - **One.** *A. B. Lee and C. D. Fox.* [paper](https://example.org/1)
    - **Two.** *A. B. Lee and E. F. Gee.* [paper](https://example.org/2)
    - **Three.** *C. D. Fox and E. F. Gee.* [paper](https://example.org/3)
    - **Four.** *A. B. Lee.* [paper](https://example.org/4)
    ```

    ## Fix

    Safe: writes the space or the period as the list does, or leaves it out.
    """

    default = False
    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        people = [
            author
            for entry in document.entries
            if entry.authors is not None
            for author in entry.authors.people
            if " " in author.name and not author.is_et_al and document.source.slice(author.span) == author.name
        ]
        for pattern in (BETWEEN, MIDDLE):
            initials = [
                _Initial(author, match.group(1), *match.span(1)) for author in people for match in pattern.finditer(author.name)
            ]
            habit = _habit(initials)
            if not habit.is_firm():
                continue
            for initial in initials:
                if initial.value != habit.value:
                    yield self._diagnostic(initial, habit.value)

    def _diagnostic(self, initial: "_Initial", wanted: str) -> Diagnostic:
        name, start = initial.author.name, initial.author.span.start
        expected = name[: initial.start] + wanted + name[initial.end :]
        fix = Fix.replace(Span(start + initial.start, start + initial.end), wanted)
        return self.diagnostic(initial.author.span, f"Expected `{expected}`, found `{name}`.", fix)


class _Initial(Struct, frozen=True):
    """What follows an initial in a name, and where in it."""

    author: Author
    value: str
    start: int
    end: int


def _habit(initials: list[_Initial]) -> Habit:
    """Return what mostly follows an initial."""
    present = sum(bool(initial.value) for initial in initials)
    filled = next((initial.value for initial in initials if initial.value), "")
    absent = len(initials) - present
    return Habit(filled, present, len(initials)) if present > absent else Habit("", absent, len(initials))
