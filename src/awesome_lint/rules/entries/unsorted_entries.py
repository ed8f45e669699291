from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix, Related, shortened
from awesome_lint.document import Container, Document, Entry
from awesome_lint.facts.ordering import SAID, Misplaced, Sorted, sorted_lists, unreadable, words
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

# Beyond this many of one list, they are reported and moved together.
MOST_SINGLE = 10
LONGEST_SHOWN = 50
# The place before all other entries of a list.
FIRST = -1


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
            yield self.diagnostic(directive.span, f"Expected one of {expected}, found `{words(directive)}`.")
        for found in sorted_lists(document):
            blocks = _Blocks.of(document.source, found)
            if len(found.misplaced) > MOST_SINGLE:
                yield self._together(found, blocks)
                continue
            for misplaced in found.misplaced:
                yield self._single(document.source, found, misplaced, blocks)

    def _single(self, source: Source, found: Sorted, misplaced: Misplaced, blocks: "_Blocks | None") -> Diagnostic:
        entries, index = found.entries, misplaced.place
        place = f"after {_named(entries[index - 1])}" if index else f"before {_named(entries[index + 1])}"
        neighbour = misplaced.before if misplaced.after is None else misplaced.after
        related: list[Related] = []
        expected = "elsewhere"
        if neighbour is not None:
            line = source.line_number(entries[neighbour].span.start)
            side = "before" if misplaced.after is None else "after"
            expected = f"{side} {_named(entries[neighbour])} (line {line})"
            related.append(Related(_title(entries[neighbour]), f"belongs {side} this"))
        message = f"Expected {_named(entries[index])} {expected}, as the list is {found.order.value}, found it {place}."
        fix = blocks.moved([misplaced]) if blocks else None
        return self.diagnostic(_title(entries[index]), message, fix, related)

    def _together(self, found: Sorted, blocks: "_Blocks | None") -> Diagnostic:
        count = len(found.misplaced)
        first = found.entries[found.misplaced[0].place]
        message = (
            f"Expected the list {found.order.value}, found {count} of {len(found.entries)} entries out of order, "
            f"{_named(first)} the first."
        )
        return self.diagnostic(_title(first), message, blocks.moved(found.misplaced) if blocks else None, count=count)


def _title(entry: Entry) -> Span:
    return entry.title_span or entry.text_span


def _named(entry: Entry) -> str:
    name = " ".join((entry.name or "").split())
    return f"`{shortened(name, LONGEST_SHOWN)}`"


class _Blocks:
    """The lines of each entry of a list; moving an entry moves them."""

    def __init__(self, source: Source, entries: Sequence[Entry], spans: Sequence[Span]) -> None:
        self.text = source.text
        self.entries = entries
        self.spans = spans
        # What stands between two entries of a list is nothing, or blank lines in most lists of that kind.
        gaps = [self.text[one.end : other.start] for one, other in pairwise(spans)]
        self.gap = "\n" if sum(map(bool, gaps)) * 2 > len(gaps) else ""

    @classmethod
    def of(cls, source: Source, found: Sorted) -> "_Blocks | None":
        """Return the blocks of a list's entries, or None where they cannot be moved and stay what they are."""
        spans = [source.whole_lines(entry.span) for entry in found.entries]
        indents = {source.text[span.start : entry.span.start] for span, entry in zip(spans, found.entries, strict=True)}
        if len(indents) > 1 or indents.pop().strip(" "):
            return None
        if found.entries[0].container is Container.TABLE_ROW and any(source.text[span.start] != "|" for span in spans):
            return None
        if "[^" in source.text[spans[0].start : spans[-1].end]:
            return None
        return cls(source, found.entries, spans)

    def moved(self, misplaced: Iterable[Misplaced]) -> Fix:
        """Return the fix that takes these entries out and puts them where they belong."""
        ordered = sorted(misplaced, key=lambda each: each.rank)
        places = {each.place: FIRST if each.after is None else each.after for each in ordered}
        edits = [*self._taken(places), *self._put(places), *self._first_number(places)]
        return Fix.of(edits, Applicability.UNSAFE)

    def _taken(self, places: dict[int, int]) -> Iterator[Edit]:
        """Yield the deletions, with the blank lines after what is deleted, or before it at the end of the list."""
        last = len(self.spans) - 1
        index = 0
        while index <= last:
            end = index
            while end in places:
                end += 1
            if end > last:
                yield Edit(Span(self.spans[index - 1].end, self.spans[last].end), "")
            elif end > index:
                yield Edit(Span(self.spans[index].start, self.spans[end].start), "")
            index = end + 1

    def _put(self, places: dict[int, int]) -> Iterator[Edit]:
        blocks: defaultdict[int, list[str]] = defaultdict(list)
        for index, place in places.items():
            blocks[place].append(self._block(index, place))
        for place, moved in blocks.items():
            if place == FIRST:
                start = self.spans[0].start
                yield Edit(Span(start, start), "".join(block + self.gap for block in moved))
            else:
                end = self.spans[place].end
                newline = "" if self.text.endswith("\n", 0, end) else "\n"
                yield Edit(Span(end, end), newline + "".join(self.gap + block for block in moved))

    def _block(self, index: int, place: int) -> str:
        span = self.spans[index]
        block = self.text[span.start : span.end]
        marker, first = self.entries[index].marker, self.entries[0].marker
        if place == FIRST and marker and first:
            # A numbered list counts from the number of its first entry.
            at = marker.span.start - span.start
            block = block[:at] + first.value + block[at + len(marker.value) :]
        return block if block.endswith("\n") else block + "\n"

    def _first_number(self, places: dict[int, int]) -> Iterator[Edit]:
        """Yield the edit that lets the list count from the same number when its first entry goes."""
        if 0 not in places or FIRST in places.values():
            return
        index = next(index for index in range(len(self.entries)) if index not in places)
        marker, first = self.entries[index].marker, self.entries[0].marker
        if marker and first and marker.value != first.value:
            yield Edit(marker.span, first.value)
