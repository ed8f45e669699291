"""Entries of a list taken to another place in it, with what is nested in them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from awesome_lint.diagnostic import Applicability, Edit, Fix
from awesome_lint.document import Container, Entry
from awesome_lint.facts.ordering import Misplaced
from awesome_lint.source import Source, Span

# The place before all other entries of a list.
FIRST = -1


class Blocks:
    """The lines of each entry of a list; moving an entry moves them."""

    def __init__(self, source: Source, entries: Sequence[Entry], spans: Sequence[Span]) -> None:
        self.text = source.text
        self.entries = entries
        self.spans = spans
        # What stands between two entries of a list is nothing, or blank lines in most lists of that kind.
        gaps = [self.text[one.end : other.start] for one, other in pairwise(spans)]
        self.gap = "\n" if sum(map(bool, gaps)) * 2 > len(gaps) else ""

    @classmethod
    def of(cls, source: Source, entries: Sequence[Entry]) -> "Blocks | None":
        """Return the blocks of a list's entries, or None where they cannot be moved and stay what they are."""
        spans = [source.whole_lines(entry.span) for entry in entries]
        indents = {source.text[span.start : entry.span.start] for span, entry in zip(spans, entries, strict=True)}
        if len(indents) > 1 or indents.pop().strip(" "):
            return None
        if entries[0].container is Container.TABLE_ROW and any(source.text[span.start] != "|" for span in spans):
            return None
        if "[^" in source.text[spans[0].start : spans[-1].end]:
            return None
        return cls(source, entries, spans)

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
