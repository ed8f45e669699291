from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.habits.authors import NOTHING, OUTSIDE, PERIOD, Ending, endings
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

WORDS = {
    PERIOD: "end the authors with a period",
    OUTSIDE: "put a period behind the emphasis of the authors",
    NOTHING: "end the authors without a period",
}
# What may follow a period outside the emphasis.
NEXT = (" ", "\t", "\n", "[", "(", "<", "\\", "")


class AuthorEnding(Rule, frozen=True):
    """Authors in emphasis that end otherwise than in the rest of the list: with a period, without, or with one outside.

    ## Why

    Where every author list ends with a period, one without it looks cut off. The habit is learnt from the list; one that has
    none is left alone, and so is what ends with `et al.`. Two periods, one on each side of the marks, are one too many
    anywhere.

    ## Bad

    ```markdown
    - **One.** *Ann Lee.* [paper](https://example.org/1)
    - **Two.** *Bo Chen.*. [paper](https://example.org/2)
    ```

    ## Good

    ```markdown
    - **One.** *Ann Lee.* [paper](https://example.org/1)
    - **Two.** *Bo Chen.* [paper](https://example.org/2)
    ```

    ## Fix

    Safe: adds, removes or moves the period.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        habit = document.style.author_ending
        is_firm = habit.holds
        for ending in endings(document.style.sample):
            if ending.is_doubled:
                outside = Span(ending.outside, ending.outside + 1)
                whole = Span(ending.inside - 1, ending.outside + 1)
                wanted = OUTSIDE if is_firm and habit.value == OUTSIDE and ending.may_lose else PERIOD
                fix = Fix.delete(Span(ending.inside - 1, ending.inside) if wanted == OUTSIDE else outside)
                yield self.diagnostic(whole, f"Two periods after the authors, `{document.source.slice(whole)}`: keep one.", fix)
            elif is_firm and ending.form != habit.value:
                edits = tuple(_edits(ending, habit.value))
                if edits:
                    message = f"{_found(ending.form)}: {WORDS[habit.value]}, {habit.reason}."
                    yield self.diagnostic(Span(ending.inside - 1, ending.outside), message, Fix.of(edits))


def _edits(ending: Ending, wanted: str) -> Iterator[Edit]:
    """Yield what gives the authors the wanted ending; nothing where a period is a part of a name or another mark follows."""
    inside, outside = ending.inside, ending.outside
    if ending.form == PERIOD and not ending.may_lose:
        return
    if wanted == PERIOD and ending.form == NOTHING and ending.next.isalnum():
        # Between a period and a letter, no emphasis ends.
        return
    if wanted == OUTSIDE and ending.next not in NEXT:
        return
    if wanted == NOTHING and ending.form == OUTSIDE and ending.next not in NEXT:
        return
    if ending.form == PERIOD:
        yield Edit(Span(inside - 1, inside), "")
    elif wanted == PERIOD:
        yield Edit(Span(inside, inside), ".")
    if ending.form == OUTSIDE:
        yield Edit(Span(outside, outside + 1), "")
    elif wanted == OUTSIDE:
        yield Edit(Span(outside, outside), ".")


def _found(form: str) -> str:
    return {
        PERIOD: "Period inside the emphasis",
        OUTSIDE: "Period behind the emphasis",
        NOTHING: "No period after the authors",
    }[form]
