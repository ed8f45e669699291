from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document, Text
from awesome_lint.habits.capitals import SENTENCE, SMALL, TITLE, WORD, cased
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span


class TitleCase(Rule, frozen=True):
    """A title whose capitals are not those of the other titles: `Rowing at night` among `Rowing at Night`, or in capitals.

    ## Why

    A list whose titles were copied from one place shows which were not. Papers are titled in both ways, and the list may follow
    them, which is why this rule is off unless asked for.

    ## Bad

    ```markdown
    - **Rowing Boats Across Wide Rivers.** *Ann Lee and Bo Chen.* [paper](https://example.org/1)
    - **Sailing Small Boats Without Wind.** *Ann Lee and Cy Dunn.* [paper](https://example.org/2)
    - **Paddling Canoes Through White Water.** *Bo Chen and Cy Dunn.* [paper](https://example.org/3)
    - **Steering Heavy Ships Into Harbours.** *Ann Lee and Di Egan.* [paper](https://example.org/4)
    - **Mooring Large Ferries During Storms.** *Bo Chen and Di Egan.* [paper](https://example.org/5)
    - **Towing broken boats along narrow canals.** *Cy Dunn and Di Egan.* [paper](https://example.org/6)
    ```

    ## Good

    ```markdown
    - **Rowing Boats Across Wide Rivers.** *Ann Lee and Bo Chen.* [paper](https://example.org/1)
    - **Sailing Small Boats Without Wind.** *Ann Lee and Cy Dunn.* [paper](https://example.org/2)
    - **Paddling Canoes Through White Water.** *Bo Chen and Cy Dunn.* [paper](https://example.org/3)
    - **Steering Heavy Ships Into Harbours.** *Ann Lee and Di Egan.* [paper](https://example.org/4)
    - **Mooring Large Ferries During Storms.** *Bo Chen and Di Egan.* [paper](https://example.org/5)
    - **Towing Broken Boats along Narrow Canals.** *Cy Dunn and Di Egan.* [paper](https://example.org/6)
    ```

    ## Fix

    Writes the capitals of title case; it is unsafe, because the authors may have meant it otherwise. None for the other way
    round, since only a person knows which words are names.
    """

    looks_at = Looks.SECTION
    default = False
    fixable = Applicability.UNSAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        habit = document.style.title_case
        if not habit.holds:
            return
        for title, case in ((each.title, each.case) for each in cased(document.style.sample)):
            if case != habit.value:
                fix = _title_case(title) if (case, habit.value) == (SENTENCE, TITLE) else None
                yield self.diagnostic(title.span, f"The title is {case}: write it {habit.value}, {habit.reason}.", fix)


def _title_case(title: Text) -> Fix | None:
    if title.span.end - title.span.start != len(title.value):
        return None
    places = (
        title.span.start + match.start()
        for match in WORD.finditer(title.value)
        if match.group(1).islower() and match.group(1) not in SMALL
    )
    edits = [Edit(Span(at, at + 1), title.value[at - title.span.start].upper()) for at in places]
    return Fix.of(edits, Applicability.UNSAFE) if edits else None
