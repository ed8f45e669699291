import unicodedata
from collections.abc import Hashable, Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, Entry, EntryKind
from awesome_lint.facts.folding import folded
from awesome_lint.habits.descriptions import own_separator, separator
from awesome_lint.habits.habit import Habit
from awesome_lint.parser.swallowed import may_be_joined
from awesome_lint.rule import Looks, Rule


class DescriptionSeparator(Rule, frozen=True):
    """A name and its description set apart otherwise than in the rest of the list.

    ## Why

    One colon or long dash among hundreds of hyphens catches the eye without saying anything, and programs that read the list
    by its separator lose the description. Entries of one group that agree with each other are left alone. Marks that hardly
    any list has there (`/`, `|`, `→`, a period) count where a whole sentence stands behind them.

    ## Bad

    ```markdown
    - [Thing 1](https://example.org/1) - Does this.
    …
    - [Thing 10](https://example.org/10) - Does this.
    - [Thing 11](https://example.org/11) – Does that.
    - [Thing 12](https://example.org/12)- Does others.
    ```

    ## Good

    ```markdown
    - [Thing 1](https://example.org/1) - Does this.
    …
    - [Thing 10](https://example.org/10) - Does this.
    - [Thing 11](https://example.org/11) - Does that.
    - [Thing 12](https://example.org/12) - Does others.
    ```

    ## Fix

    Safe: writes what the list mostly writes, or what the settings say.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._found(document))

    def _found(self, document: Document) -> Iterator[tuple[Hashable, Diagnostic]]:
        habit = document.style.description_separator
        if not habit.holds:
            return
        for group in document.groups():
            if all(
                entry.separator and entry.separator.value == habit.value for entry in group if entry.kind is EntryKind.NAMED
            ):
                continue
            own = own_separator(habit, document.source, group)
            for entry in group:
                text = separator(document.source, entry)
                if text is None:
                    continue
                value, span = text.value, text.span
                if (
                    value == habit.value
                    or value.strip() == own
                    or _says_more(entry, value, habit)
                    or _is_wide(value, habit.value)
                    # What may be the marker of an entry that stands right behind another is no dash.
                    or (not value[:1].isspace() and any(span.overlaps(place) for place in may_be_joined(document)))
                ):
                    continue
                if value.strip():
                    message = f"`{value}` before the description should be `{habit.value}`, {habit.reason}."
                else:
                    message = f"No `{habit.value.strip()}` before the description: write `{habit.value}`, {habit.reason}."
                yield value, self.diagnostic(span, message, Fix.replace(span, habit.value))


def _is_wide(found: str, wanted: str) -> bool:
    """Whether the two are one mark in the widths of two scripts: `：` and `: `. Which fits depends on the words around it."""
    marks = found.strip(), wanted.strip()
    return marks[0] != marks[1] and unicodedata.normalize("NFKC", marks[0]) == unicodedata.normalize("NFKC", marks[1])


def _says_more(entry: Entry, value: str, habit: Habit) -> bool:
    """Whether the habit's own separator comes later, so that this one parts something else."""
    is_within = entry.description is not None and habit.value in entry.description.value
    return is_within and value.strip() != habit.value.strip()
