from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.habits.initials import Initial, after_initials, between_initials
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span


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

    looks_at = Looks.SECTION
    default = False
    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        style = document.style
        for habit, initials in (
            (style.initial_space, between_initials(style.sample)),
            (style.initial_period, after_initials(style.sample)),
        ):
            if not habit.holds:
                continue
            for initial in initials:
                if initial.value != habit.value:
                    yield self._diagnostic(initial, habit.value)

    def _diagnostic(self, initial: Initial, wanted: str) -> Diagnostic:
        name, start = initial.author.name, initial.author.span.start
        expected = name[: initial.start] + wanted + name[initial.end :]
        fix = Fix.replace(Span(start + initial.start, start + initial.end), wanted)
        return self.diagnostic(
            initial.author.span, f"`{name}` should be `{expected}`, as initials are written elsewhere in this list.", fix
        )
