from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Related, shortened
from awesome_lint.document import Document, Entry
from awesome_lint.facts.moving import Blocks
from awesome_lint.facts.ordering import SAID, Misplaced, Sorted, sorted_lists, unreadable, words
from awesome_lint.rule import Rule
from awesome_lint.source import Span

# Beyond this many of one list, they are reported and moved together.
MOST_SINGLE = 10
LONGEST_SHOWN = 50


class UnsortedEntries(Rule, frozen=True):
    """An entry out of order in a sorted list.

    The list itself says by what it is sorted: by title, newest first or oldest first. A list of ten entries counts as sorted
    by title when nine of them stand in order; a shorter or less tidy one, and one sorted by date, only where the other lists
    of the page are sorted alike. Only the entries that stand elsewhere are reported, not those after them. Capitals,
    accents, emoji, punctuation and leading articles do not matter, and an entry that stands in order when they do is left
    alone. So is one at the top that belongs far below: it was put there for all to see.

    A comment says what a list does not show, for the lists that follow it in the same section, or on the page where it stands
    before the first heading. One between two entries would part their list.

    ```markdown
    <!-- awesome-lint: sorted by title -->
    <!-- awesome-lint: sorted by venue -->
    <!-- awesome-lint: sorted by year -->
    <!-- awesome-lint: sorted newest first -->
    <!-- awesome-lint: sorted oldest first -->
    <!-- awesome-lint: not sorted -->
    ```

    ## Why

    In a sorted list readers look where an entry ought to be, and stop there. So do people who want to add it: what stands
    elsewhere is soon listed twice.

    ## Bad

    ```markdown
    <!-- awesome-lint: sorted by title -->

    - [Bash](https://example.org/bash) - A shell.
    - [Zsh](https://example.org/zsh) - A shell.
    - [Elvish](https://example.org/elvish) - A shell.
    - [Fish](https://example.org/fish) - A shell.
    ```

    ## Good

    ```markdown
    <!-- awesome-lint: sorted by title -->

    - [Bash](https://example.org/bash) - A shell.
    - [Elvish](https://example.org/elvish) - A shell.
    - [Fish](https://example.org/fish) - A shell.
    - [Zsh](https://example.org/zsh) - A shell.
    ```

    ## Fix

    Unsafe, since the order changes: moves the entry, with what is nested in it, to where it belongs. There is none where
    footnotes would be numbered anew, or where entries of one list are indented differently.
    """

    fixable = Applicability.UNSAFE
    effect = Effect.TEXT | Effect.BLOCKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for directive in unreadable(document):
            expected = ", ".join(f"`{said}`" for said in SAID)
            yield self.diagnostic(directive.span, f"Unknown order `{words(directive)}`: use one of {expected}.")
        for found in sorted_lists(document):
            blocks = Blocks.of(document.source, found.entries)
            if len(found.misplaced) > MOST_SINGLE:
                yield self._together(found, blocks)
                continue
            for misplaced in found.misplaced:
                yield self._single(found, misplaced, blocks)

    def _single(self, found: Sorted, misplaced: Misplaced, blocks: Blocks | None) -> Diagnostic:
        entries, index = found.entries, misplaced.place
        neighbour = misplaced.before if misplaced.after is None else misplaced.after
        related: list[Related] = []
        expected = "elsewhere"
        if neighbour is not None:
            side = "before" if misplaced.after is None else "after"
            expected = f"{side} {_named(entries[neighbour])}"
            related.append(Related(_title(entries[neighbour]), f"{_named(entries[neighbour])} is here"))
        message = f"{_named(entries[index])} is out of order in a list {found.order.value}: move it {expected}."
        fix = blocks.moved([misplaced]) if blocks else None
        return self.diagnostic(_title(entries[index]), message, fix, related)

    def _together(self, found: Sorted, blocks: Blocks | None) -> Diagnostic:
        count = len(found.misplaced)
        first = found.entries[found.misplaced[0].place]
        message = (
            f"{count} of {len(found.entries)} entries are out of order in a list {found.order.value}, "
            f"{_named(first)} first: sort the list."
        )
        return self.diagnostic(_title(first), message, blocks.moved(found.misplaced) if blocks else None, count=count)


def _title(entry: Entry) -> Span:
    return entry.title_span or entry.text_span


def _named(entry: Entry) -> str:
    name = " ".join((entry.name or "").split())
    return f"`{shortened(name, LONGEST_SHOWN)}`"
