from collections import Counter
from collections.abc import Hashable, Iterator

from msgspec import Struct

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Container, Document, Entry, EntryKind
from awesome_lint.facts.folding import folded
from awesome_lint.habits.habit import Habit, own
from awesome_lint.rule import Rule
from awesome_lint.source import Span

LEAST, SHARE = 10, 0.67
CONTAINERS = (Container.LIST_ITEM, Container.PARAGRAPH)


class EntryEnding(Rule, frozen=True):
    """A paper whose entry ends with its venue or year, and otherwise than the others that do: with or without a period.

    ## Why

    Where every entry ends with a period, one without it looks cut off, and the other way round.

    ## Bad

    ```markdown
    - Ann Lee and Bo Chen. [Rowing by day 1](https://example.org/1), ICML.
    …
    - Ann Lee and Bo Chen. [Rowing by day 11](https://example.org/11), ICML
    ```

    ## Good

    ```markdown
    - Ann Lee and Bo Chen. [Rowing by day 1](https://example.org/1), ICML.
    …
    - Ann Lee and Bo Chen. [Rowing by day 11](https://example.org/11), ICML.
    ```

    ## Fix

    Safe: adds or removes the period.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._found(document))

    def _found(self, document: Document) -> Iterator[tuple[Hashable, Diagnostic]]:
        groups = [[end for entry in group if (end := _end(document, entry)) is not None] for group in document.groups()]
        marks = Counter(end.mark for group in groups for end in group)
        if not marks:
            return
        mark, count = marks.most_common(1)[0]
        habit = Habit(mark, count, sum(marks.values()), least=LEAST, least_share=SHARE)
        if not habit.holds or not (mark or habit.is_clear):
            return
        for group in groups:
            if own((end.mark for end in group), habit) is not None:
                continue
            for end in group:
                if end.mark != mark:
                    word = document.source.slice(end.word)
                    at = end.word.end
                    fix = Fix.insert(at, mark) if mark else Fix.delete(Span(at, at + 1))
                    yield (
                        mark,
                        self.diagnostic(
                            end.word,
                            f"`{word}{end.mark}` should be `{word}{mark}`, as entries end elsewhere in this list.",
                            fix,
                        ),
                    )


class End(Struct, frozen=True):
    """The last field of an entry, and the period behind it, if there is one."""

    word: Span
    mark: str


def _end(document: Document, entry: Entry) -> End | None:
    """Return how an entry ends that ends with its venue or year, outside of all marks."""
    if entry.kind is not EntryKind.PAPER or entry.container not in CONTAINERS or not (entry.venue or entry.year):
        return None
    last = max(field.span for field in (entry.venue, entry.year) if field)
    after = document.source.written(last.end, max(entry.text_span.end, last.end)).value.rstrip()
    return End(last, after) if after in ("", ".") else None
