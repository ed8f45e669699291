"""Comments that ignore what is reported, where the reader of the page sees none of them."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from awesome_lint import content
from awesome_lint.diagnostic import Diagnostic, Edit, Effect, Report
from awesome_lint.document import Directive, Document
from awesome_lint.engine.fixer import Fixed, apply
from awesome_lint.engine.ignores import IGNORE
from awesome_lint.engine.linter import lint
from awesome_lint.engine.scope import LAYOUT, Scope, kept
from awesome_lint.habits.book import Pins
from awesome_lint.parser import parse
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source, Span

COMMENTS = "comments"


class _Place(Struct, frozen=True):
    """Where a comment goes: at the end of a text, or in lines of its own before a heading."""

    offset: int
    is_line: bool = False


def add_ignores(source: Source, rules: RuleSet, pins: Pins | None = None, scopes: Sequence[Scope] = ()) -> Fixed:
    """Return the source with a comment for everything reported that has a place for one; the rest remains.

    The layout has none, nor have comments themselves. No comment changes what GitHub shows: one that would is left out.
    """
    document = parse(source, pins)
    found = lint(document, rules).diagnostics
    edits = _edits(document, rules, kept(scopes, document, rules, found))
    made = _harmless(source.text, sorted(edits))
    applied = sum((edits[edit] for edit in made), Counter[str]())
    after = source.with_text(apply(source.text, made))
    scopes = tuple(scope.after(document, found, made, after) for scope in scopes)
    document = parse(after, pins)
    remaining = lint(document, rules)
    left = Report(after, tuple(kept(scopes, document, rules, remaining.diagnostics)))
    return Fixed(source, after, applied, left, scopes, remaining)


def comments(document: Document, rules: RuleSet, found: Iterable[Diagnostic]) -> list[Edit]:
    """Return the edits that write a comment for each of these diagnostics, where it has a place for one that nobody sees."""
    return _harmless(document.source.text, sorted(_edits(document, rules, found)))


def may_be_ignored(rules: RuleSet, diagnostic: Diagnostic) -> bool:
    """Whether comments may stand for a diagnostic: not for the layout, nor for what is said of comments."""
    return diagnostic.rule != LAYOUT and rules.named(diagnostic.rule).group != COMMENTS


def _edits(document: Document, rules: RuleSet, found: Iterable[Diagnostic]) -> Mapping[Edit, Counter[str]]:
    """Return the edits that write comments for the diagnostics, each with how often it ignores which rule."""
    wanted: dict[_Place, Counter[str]] = {}
    places = _Places(document)
    for diagnostic in found:
        if may_be_ignored(rules, diagnostic):
            for place in places.of(diagnostic):
                wanted.setdefault(place, Counter())[diagnostic.rule] += 1
    return {_edit(document, place, names, places.comments.get(place)): names for place, names in wanted.items()}


class _Places:
    """Where comments may stand in a document."""

    def __init__(self, document: Document) -> None:
        self.texts: list[Span] = []
        in_heading = False
        for block in document.blocks:
            if block.type == "inline" and not in_heading:
                self.texts.append(Span(block.start, block.end))
            in_heading = block.type == "heading_open"
        self.starts = [text.start for text in self.texts]
        self.entries = {entry.span.start: entry.text_span.start for entry in document.entries}
        sections = {section.heading.span for section in document.walk() if section.heading}
        # One that stands for an entry begins no section; inside of lists and quotations, its marks do not begin the line.
        alone = {each.span for each in document.headings if each.marker and each.marker.start == each.span.start}
        self.headings = sorted(sections | alone)
        self.heading_starts = [heading.start for heading in self.headings]
        self.comments = {
            _Place(each.block.start, is_line=True) if each.is_alone else _Place(each.span.end): each
            for each in document.directives
            if each.name.value == IGNORE and each.arguments and not each.is_foreign
        }
        """The comments that can take further names, by the place at which another one would stand."""

    def of(self, diagnostic: Diagnostic) -> Iterable[_Place]:
        """Return the places of the comments that ignore a diagnostic; none where one of its own has no place."""
        found = [self._at(span.start) for span in diagnostic.places]
        return {place for place in found if place is not None}

    def _at(self, offset: int) -> _Place | None:
        index = bisect_right(self.heading_starts, offset) - 1
        if index >= 0 and offset < self.headings[index].end:
            return _Place(self.headings[index].start, is_line=True)
        # What is said of a whole entry is said at its marker.
        offset = self.entries.get(offset, offset)
        index = bisect_right(self.starts, offset) - 1
        return _Place(self.texts[index].end) if index >= 0 and offset <= self.texts[index].end else None


def _edit(document: Document, place: _Place, names: Mapping[str, int], comment: Directive | None) -> Edit:
    """Return the edit that adds a comment there, or these names to the one that stands there."""
    listed = ", ".join(sorted(names))
    if comment:
        end = comment.arguments[-1].span.end
        return Edit(Span(end, end), f", {listed}")
    written = f"<!-- awesome-lint: {IGNORE} {listed} -->"
    span = Span(place.offset, place.offset)
    if not place.is_line:
        return Edit(span, f" {written}")
    is_apart = not place.offset or document.source.text.endswith("\n\n", 0, place.offset)
    return Edit(span, f"{written}\n\n" if is_apart else f"\n{written}\n\n")


def _harmless(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits after which the page is what it was, found by halving."""
    if not edits:
        return []
    if content.explained(text, apply(text, edits), [(Effect.NOTHING, edit) for edit in edits]) is None:
        return list(edits)
    if len(edits) == 1:
        return []
    half = len(edits) // 2
    return [*_harmless(text, edits[:half]), *_harmless(text, edits[half:])]
