"""What a run is about, where that is less than a whole list: which diagnostics are left to say and to mend."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.diagnostic import Diagnostic, Edit, in_order
from awesome_lint.document import Document
from awesome_lint.formatter import Cause, changes
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source, Span

LAYOUT = "layout"


class Scope(Protocol):
    """Decides what is left of the diagnostics of a list, and follows the list through its fixes."""

    def kept(self, document: Document, rules: RuleSet, found: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Return the diagnostics that the run is about; of one for many places, only these."""

    def after(self, document: Document, found: Sequence[Diagnostic], edits: Sequence[Edit], source: Source) -> "Scope":
        """Return the same scope of the source that the edits, in order, made of the document; `found` was said of that."""


def kept(scopes: Sequence[Scope], document: Document, rules: RuleSet, found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics that every scope keeps, in source order."""
    left = list(found)
    for scope in scopes:
        left = scope.kept(document, rules, left)
    return in_order(left)


def outermost(document: Document) -> list[int]:
    """Return where the outermost blocks begin: a list with all that is in it is one of them."""
    return [block.span.start for block in document.outermost]


class Changed(Struct, frozen=True):
    """What touches lines that were changed, or the places where lines were removed, and is mended there alone.

    `spans` are whole lines with their newlines, in order, apart from each other; an empty one stands where lines are gone.
    """

    spans: tuple[Span, ...]

    def kept(self, document: Document, rules: RuleSet, found: Sequence[Diagnostic]) -> list[Diagnostic]:
        places = _Places(document, self.spans)
        return [left for diagnostic in found for left in places.left(rules, diagnostic)]

    def after(self, document: Document, found: Sequence[Diagnostic], edits: Sequence[Edit], source: Source) -> "Changed":
        shifts = Shifts(edits)
        return Changed(tuple(Span(shifts.start(span.start), shifts.end(span.end)) for span in self.spans))


class Shifts:
    """Where offsets are after edits, which are in order."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edits = edits
        self.ends = [edit.span.end for edit in edits]
        self.totals = [0]
        for edit in edits:
            self.totals.append(self.totals[-1] + len(edit.text) - (edit.span.end - edit.span.start))

    def start(self, offset: int) -> int:
        """Return where a stretch that began at the offset begins: before what is inserted there."""
        return self._moved(offset, is_end=False)

    def end(self, offset: int) -> int:
        """Return where a stretch that ended at the offset ends: before what is inserted there."""
        return self._moved(offset, is_end=True)

    def is_gone(self, offset: int) -> bool:
        """Whether the character at the offset was removed."""
        index = bisect_right(self.ends, offset)
        return index < len(self.edits) and self.edits[index].span.start <= offset and not self.edits[index].text

    def _moved(self, offset: int, *, is_end: bool) -> int:
        index = bisect_left(self.ends, offset)
        while index < len(self.edits) and self.ends[index] == offset and not self.edits[index].span.is_empty:
            index += 1
        if index < len(self.edits) and self.edits[index].span.start < offset:
            edit = self.edits[index]
            return edit.span.start + self.totals[index] + (len(edit.text) if is_end else 0)
        return offset + self.totals[index]


class _Places:
    """The changed places of a document."""

    def __init__(self, document: Document, spans: Sequence[Span]) -> None:
        self.document = document
        self.text = document.source.text
        self.blocks = outermost(document)
        self.spans = sorted({*spans, *self._bereft(span.start for span in spans if span.is_empty)})
        self.starts = [span.start for span in self.spans]
        # One may lie within another, so that the ends alone are not in order.
        self.ends: list[int] = []
        for span in self.spans:
            self.ends.append(max(span.end, self.ends[-1] if self.ends else 0))
        entries = [entry for top in document.entries for entry in top.walk()]
        self.entries = {span.start: entry.text_span for entry in entries for span in (entry.title_span, entry.span) if span}

    def _bereft(self, gaps: Iterator[int]) -> Iterator[Span]:
        """Yield the headings that lost what stood first below them."""
        for gap in gaps:
            before = self.text[:gap].rstrip()
            number = self.document.source.line_number(max(len(before) - 1, 0))
            line = self.document.source.line_span(number)
            yield from (heading.span for heading in self.document.headings if before and heading.span.overlaps(line))

    def left(self, rules: RuleSet, diagnostic: Diagnostic) -> Iterator[Diagnostic]:
        """Yield what is left of a diagnostic: the places changed, with the fix where it mends nothing else."""
        places = diagnostic.places
        edits = diagnostic.fix.edits if diagnostic.fix else ()
        blank = {edit.span for edit in edits if self._is_blank(edit)}
        if diagnostic.rule == LAYOUT and len(places) == 1 and not any(map(self._stands_out, edits)):
            return
        if len(places) == 1 or any(self.touch(related.span) for related in diagnostic.related):
            said = [*places, *(related.span for related in diagnostic.related), *self._entry(rules, diagnostic)]
            if any(self.touch(span, is_blank=span in blank) for span in said):
                yield diagnostic if all(map(self.hold, edits)) else replace(diagnostic, fix=None)
            return
        touched = [index for index, span in enumerate(places) if self.touch(span, is_blank=span in blank)]
        if diagnostic.rule == LAYOUT:
            touched = [index for index in touched if self._stands_out(edits[index])]
        if not touched:
            return
        rule = rules.named(diagnostic.rule)
        each, rest = divmod(len(edits), len(places))
        if rest:
            mended: Collection[int] = touched if all(map(self.hold, edits)) else ()
        else:
            mended = [index for index in touched if all(map(self.hold, edits[index * each : (index + 1) * each]))]
        for kept in (mended, [index for index in touched if index not in set(mended)]):
            if len(kept) == len(places):
                yield diagnostic if mended else replace(diagnostic, fix=None)
            elif kept:
                narrowed = rule.narrowed(self.document, diagnostic, list(kept))
                yield narrowed if kept is mended else replace(narrowed, fix=None)

    def _stands_out(self, edit: Edit) -> bool:
        """Whether the layout is not that of the block around: what is off there at old places, too, was so before."""
        if self._is_trailing(edit):
            return True
        cause = self.causes.get(edit)
        return cause is None or (cause, bisect_right(self.blocks, edit.span.start)) not in self.old_layout

    @cached_property
    def causes(self) -> Mapping[Edit, Cause]:
        return {change.edit: change.cause for change in changes(self.document)}

    @cached_property
    def old_layout(self) -> set[tuple[Cause, int]]:
        """What the layout would change in which outermost block, where no line was changed."""
        return {
            (cause, bisect_right(self.blocks, edit.span.start))
            for edit, cause in self.causes.items()
            if not self.touch(edit.span, is_blank=self._is_blank(edit))
        }

    def _is_trailing(self, edit: Edit) -> bool:
        """Whether an edit removes white space at the end of a line."""
        removed = self.text[edit.span.start : edit.span.end]
        return not edit.text and not removed.strip(" \t") and self.text[edit.span.end : edit.span.end + 1] in ("", "\n")

    def touch(self, span: Span, *, is_blank: bool = False) -> bool:
        """Whether a span touches changed lines; blank lines that lack beside them do so, too, and those beside a gap."""
        for changed in self._near(span):
            if changed.overlaps(span) or (is_blank and (span.is_empty or changed.is_empty)):
                return True
            at_edge = span.start == changed.start or span.start == changed.end == len(self.text)
            if span.is_empty and not changed.is_empty and at_edge:
                return True
        return False

    def hold(self, edit: Edit) -> bool:
        """Whether an edit leaves every unchanged line as it is, but for blank ones beside those that changed."""
        is_blank = self._is_blank(edit)
        for changed in self._near(edit.span):
            if is_blank and (edit.span.is_empty or changed.is_empty):
                return True
            if changed.contains(edit.span) and not changed.is_empty:
                after = edit.text[-1:] or self.text[edit.span.start - 1 : edit.span.start]
                if edit.span.end < changed.end or edit.span.end == len(self.text) or after == "\n":
                    return True
        return False

    def _near(self, span: Span) -> Iterator[Span]:
        """Yield the changed places that the span overlaps or meets."""
        for changed in self.spans[bisect_left(self.ends, span.start) : bisect_right(self.starts, span.end)]:
            if changed.end >= span.start:
                yield changed

    def _is_blank(self, edit: Edit) -> bool:
        """Whether an edit adds or removes whole blank lines."""
        old = self.text[edit.span.start : edit.span.end]
        begins_line = self.text[edit.span.start - 1 : edit.span.start] in ("", "\n")
        return begins_line and not (old + edit.text).strip() and (old or "\n")[-1] == (edit.text or "\n")[-1] == "\n"

    def _entry(self, rules: RuleSet, diagnostic: Diagnostic) -> Iterator[Span]:
        """Yield the whole of an entry that lacks something."""
        if rules.named(diagnostic.rule).finds_gaps and diagnostic.span.start in self.entries:
            yield self.entries[diagnostic.span.start]
