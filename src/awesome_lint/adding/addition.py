"""Entries written into a list, and the proof that nothing else of it has changed."""

from collections.abc import Callable, Collection, Sequence

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint import content
from awesome_lint.adding.draft import AddError, Draft
from awesome_lint.adding.listed import Listed, listed, similar
from awesome_lint.adding.sections import Named
from awesome_lint.adding.site import Site, insertion, site
from awesome_lint.adding.writing import written
from awesome_lint.diagnostic import Diagnostic, Edit, Effect
from awesome_lint.document import Document, Entry
from awesome_lint.engine.fixer import Fixed, apply, fix
from awesome_lint.engine.linter import lint
from awesome_lint.engine.scope import Changed, Shifts
from awesome_lint.facts.ordering import Order, place_of
from awesome_lint.facts.similarity import key_of
from awesome_lint.habits.book import Pins
from awesome_lint.knowledge.identifiers import identify
from awesome_lint.parser import parse
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source, Span

# What is said of the page and not of an entry: how it is laid out, its contents, and the numbers of its entries, of which the
# anchors of headings are made.
LAYOUT, COUNTS = "layout", "wrong-count"
OF_THE_PAGE = (LAYOUT, COUNTS, "stale-contents", "dead-fragment")
MAY_CHANGE = Effect.TEXT | Effect.LINKS | Effect.BLOCKS


class AdditionError(AddError):
    """An entry that cannot be added without changing what else the page shows; the message says what would change."""


class Added(Struct, frozen=True):
    """An entry that was written."""

    draft: Draft
    line: int
    """Where it stands in the new text, from 1."""
    section: str
    text: str
    """Its lines, as they are written."""
    missing: tuple[str, ...]
    """The names of fields that have no place in it."""
    is_read: bool
    """Whether its title and links are read back from it."""
    order: Order | None
    """What the entries of its place are sorted by, if by anything."""
    similar: int | None = None
    """The line of an entry with nearly the same title."""


class Refused(Struct, frozen=True):
    """An entry that was not written, as it is listed already: on which line, and by what that is known."""

    draft: Draft
    line: int
    title: str
    by: str


class Addition(Struct, frozen=True):
    """What became of a list, and of each entry that was to be added."""

    before: Source
    after: Source
    added: tuple[Added, ...]
    refused: tuple[Refused, ...]
    remaining: tuple[Diagnostic, ...]
    """What the rules say of the new entries, in the new text."""

    @property
    def text(self) -> str:
        """The whole text as it is now, with the newlines and the byte order mark that it had."""
        return self.after.to_text()

    @property
    def is_changed(self) -> bool:
        return self.before.text != self.after.text


def add(
    source: Source,
    drafts: Sequence[Draft],
    rules: RuleSet,
    pins: Pins,
    section_of: Callable[[Document, Draft], Named],
    *,
    again: bool = False,
) -> Addition:
    """Return the list with each draft that it has not yet, written as its neighbours are, at its place in their order.

    `section_of` says which section one belongs to. With `again`, what is listed already is added all the same. The rules see
    the new lines only: what they mend safely is mended, what is left to say is in `remaining`.

    Raises SectionError and SiteError where there is no place for an entry, and AdditionError where it would change others.
    """
    after = source
    document = first = parse(source, pins)
    if document.conflicts:
        line = source.line_number(document.conflicts[0].opening.span.start)
        raise AdditionError(
            f"{source.path}: nothing is added in the middle of a merge; line {line} begins what nobody finished"
        )
    added: list[Added] = []
    refused: list[Refused] = []
    spans: list[Span] = []
    for draft in drafts:
        known = None if again else listed(document, draft)
        if known is not None:
            refused.append(_refused(document, draft, known))
            continue
        near = similar(document, draft)
        place = site(document, section_of(document, draft))
        one = _inserted(document, place, draft, pins)
        document = one.document
        shifts = Shifts(one.edits)
        spans = [Span(shifts.start(span.start), shifts.end(span.end)) for span in spans]
        spans.append(document.source.whole_lines(Span(one.start, one.start + len(one.text))))
        added.append(
            Added(
                draft,
                document.source.line_number(one.start),
                place.named.name,
                one.text,
                one.missing,
                one.is_read,
                one.order,
                after.line_number(near.span.start) if near is not None else None,
            )
        )
        after = document.source
    if not added:
        return Addition(source, source, (), tuple(refused), ())
    order = sorted(range(len(spans)), key=lambda index: spans[index])
    settled, document, left = _settled(first, document, rules, [spans[index] for index in order])
    for index, span in zip(order, _spans(settled), strict=True):
        lines = settled.after.slice(span).strip("\n")
        entry = _entry_at(document, span)
        is_read = entry is not None and _reads(entry, added[index].draft)
        line = settled.after.line_number(span.start)
        added[index] = replace(added[index], text=lines, line=line, is_read=is_read)
    return Addition(source, settled.after, tuple(added), tuple(refused), left)


def _refused(document: Document, draft: Draft, known: Listed) -> Refused:
    entry = known.entry
    title = " ".join((entry.name or document.source.slice(entry.text_span)).split())
    return Refused(draft, document.source.line_number(entry.span.start), title, known.by)


class _One(Struct, frozen=True):
    """A draft in a text: how it was put there, where it begins, and what was read of it."""

    document: Document
    edits: tuple[Edit, ...]
    start: int
    text: str
    entry: Entry | None
    missing: tuple[str, ...]
    is_read: bool
    order: Order | None = None


def _inserted(document: Document, place: Site, draft: Draft, pins: Pins) -> _One:
    """Return the draft in its place, in the best form that it can be read back from."""
    first: _One | None = None
    for each in written(document, place, draft):
        one = _at(document, place, len(place.entries), each.text, each.missing, draft, pins)
        if one.entry is not None and place.entries:
            starts = {entry.span.start for entry in place.entries}
            others = [entry for entry in one.document.entries if entry.span.start in starts and entry is not one.entry]
            if len(others) == len(place.entries):
                found = place_of(one.document, one.entry, others)
                if found.number < len(place.entries):
                    one = _at(document, place, found.number, each.text, each.missing, draft, pins)
                one = replace(one, order=found.order)
        if one.is_read:
            return _proved(document, one)
        first = first or one
    if first is None:
        raise AdditionError(f'"{place.named.name}": no way is known to write an entry there; add it by hand')
    return _proved(document, first)


def _at(document: Document, place: Site, number: int, text: str, missing: tuple[str, ...], draft: Draft, pins: Pins) -> _One:
    edits = insertion(document, place, number, text)
    inserted = edits[0]
    after = parse(document.source.with_text(apply(document.source.text, edits)), pins)
    start = inserted.span.start + len(inserted.text) - len(inserted.text.lstrip("\n"))
    lines = inserted.text.strip("\n")
    within = Span(start, start + len(lines))
    entry = _entry_at(after, within)
    return _One(after, tuple(edits), start, lines, entry, missing, entry is not None and _reads(entry, draft))


def _entry_at(document: Document, span: Span) -> Entry | None:
    """Return the first entry that begins in a place."""
    return next((each for each in document.entries if span.start <= each.span.start < span.end), None)


def _reads(entry: Entry, draft: Draft) -> bool:
    """Whether the title of a draft and where it leads are read from an entry."""
    if entry.name is None or key_of(entry.name) != key_of(draft.title or ""):
        return False
    found = {identify(link.url) for link in (*entry.links, *entry.badges)}
    return all(each in found for each in draft.identifiers if each.kind.is_paper) and len(found) >= bool(draft.links)


def _proved(document: Document, one: _One) -> _One:
    """Return what was inserted. Raises AdditionError where the page differs in anything else."""
    inserted, *renumbered = one.edits
    heads = Effect.HEADINGS if "\n#" in f"\n{one.text}" else Effect.NOTHING
    edits = [(MAY_CHANGE | heads, inserted), *((Effect.NOTHING, edit) for edit in renumbered)]
    difference = content.explained(document.source.text, one.document.source.text, edits)
    if difference is not None:
        raise AdditionError(f"adding it would change what stands on line {difference.line}: {difference.message}")
    return one


class _Followed(Struct, frozen=True):
    """Lines that are followed through the fixes of a whole list."""

    spans: tuple[Span, ...]

    def kept(self, document: Document, rules: RuleSet, found: Sequence[Diagnostic]) -> list[Diagnostic]:
        return list(found)

    def after(self, document: Document, found: Sequence[Diagnostic], edits: Sequence[Edit], source: Source) -> "_Followed":
        shifts = Shifts(edits)
        return _Followed(tuple(Span(shifts.start(span.start), shifts.end(span.end)) for span in self.spans))


def _settled(
    before: Document, after: Document, rules: RuleSet, spans: Sequence[Span]
) -> tuple[Fixed, Document, tuple[Diagnostic, ...]]:
    """Return the text with what the rules mend of the new lines, as it is read, and what is left to say of these.

    How a list is laid out and counted is its own business; but where nothing was to be said of that, nothing shall be.
    """
    pins = before.style.pins
    whole = [name for name in OF_THE_PAGE if name in rules]
    said = {diagnostic.rule for diagnostic in lint(before, _some(rules, whole)).diagnostics}
    right = [name for name in whole if name not in said]
    others = _some(rules, [rule.name for rule in rules if rule.name != LAYOUT])
    mended = fix(after.source, others, pins=pins, scopes=(Changed(tuple(spans)),))
    document = parse(mended.after, pins) if mended.is_changed else after
    if not lint(document, _some(rules, right)).diagnostics:
        return mended, document, _about(_spans(mended), mended.remaining.diagnostics)
    settled = mended
    # Who adds an entry wants it counted, though the anchor of its heading changes with the number.
    for names, unsafe in (
        ([name for name in right if name == COUNTS], True),
        ([name for name in right if name != COUNTS], False),
    ):
        if names:
            lines = _Followed(_spans(settled))
            settled = fix(settled.after, _some(rules, names), unsafe=unsafe, pins=pins, scopes=(lines,))
    document = parse(settled.after, pins)
    left = Changed(_spans(settled)).kept(document, rules, lint(document, rules).diagnostics)
    return settled, document, _about(_spans(settled), [each for each in left if each.rule not in said])


def _about(spans: Sequence[Span], found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return what is said of these lines themselves, not of others that are compared with them."""
    return tuple(each for each in found if any(place.overlaps(span) for place in each.places for span in spans))


def _spans(fixed: Fixed) -> tuple[Span, ...]:
    scope = fixed.scopes[0]
    return scope.spans if isinstance(scope, Changed | _Followed) else ()


def _some(rules: RuleSet, names: Collection[str]) -> RuleSet:
    return RuleSet.of(rule for rule in rules if rule.name in names)
