"""Edits that arrange a list: entries in order, numbers that count, contents that agree, entries written as the others are.

Every function returns edits of the text as it is now, in source order; none where there is nothing to arrange.
"""

from collections.abc import Sequence

from awesome_lint import content
from awesome_lint.diagnostic import Diagnostic, Edit, Effect
from awesome_lint.document import Container, Document, Entry
from awesome_lint.engine.fixer import apply, fix
from awesome_lint.engine.scope import Changed
from awesome_lint.export.markdown import as_the_others
from awesome_lint.facts.moving import Blocks
from awesome_lint.facts.ordering import Misplaced, Order, Sorted, lists_of, put_in_order, sorted_lists
from awesome_lint.formatter import Cause, changes
from awesome_lint.registry.discovery import discover
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.server import mending
from awesome_lint.server.buffer import Buffer
from awesome_lint.server.edits import changes as between
from awesome_lint.server.places import entry_at
from awesome_lint.source import Span

UNSORTED, CONTENTS, STYLE = "unsorted-entries", "stale-contents", "entry-style"
ORDERS = {Order.TITLE: "by title", Order.VENUE: "by venue", Order.NEWEST: "newest first", Order.OLDEST: "oldest first"}
# Groups of rules that compare an entry with the others, and those of their rules that are about the list instead.
ABOUT_ENTRIES = ("authors", "entries", "links", "titles")
# A list that nothing says to be sorted may stand in the order of its titles all the same: with so many entries, and no larger
# a share of them elsewhere.
LEAST_SORTED, MOST_MISPLACED = 5, 0.25


# --- order --------------------------------------------------------------------------------------------------------------


def list_at(document: Document, offset: int) -> tuple[Entry, ...]:
    """Return the entries of the list or table around an offset, or nothing."""
    entry = entry_at(document, offset)
    if entry is None:
        return ()
    return next((entries for entries in lists_of(document) if entry in entries), ())


def orders(document: Document, entries: tuple[Entry, ...]) -> list[Sorted]:
    """Return the list in each order that it can be put in and does not stand in."""
    if len(entries) < 2 or Blocks.of(document.source, entries) is None:
        return []
    found = [put_in_order(document, entries, order) for order in ORDERS]
    return [each for each in found if each is not None and each.misplaced]


def sort(buffer: Buffer, offset: int, order: str) -> Sequence[Edit]:
    """Return what puts the list around an offset in an order."""
    document = buffer.document
    entries = list_at(document, offset)
    found = next((each for each in orders(document, entries) if each.order is Order[order]), None)
    return _moved(buffer, found.entries, found.misplaced) if found else ()


def place_of(document: Document, entry: Entry) -> Sorted | None:
    """Return the list of an entry that stands elsewhere than the list's order asks for, with that entry alone misplaced."""
    entries = list_at(document, entry.span.start)
    if not entries or Blocks.of(document.source, entries) is None:
        return None
    best = next((found for found in sorted_lists(document) if found.entries == entries), None)
    if best is None and len(entries) >= LEAST_SORTED:
        best = put_in_order(document, entries, Order.TITLE)
        best = best if best and len(best.misplaced) <= MOST_MISPLACED * len(entries) else None
    if best is None:
        return None
    own = [each for each in best.misplaced if entries[each.place] == entry]
    return Sorted(entries, best.order, tuple(own)) if own else None


def move(buffer: Buffer, offset: int) -> Sequence[Edit]:
    """Return what takes the entry around an offset to its place."""
    entry = entry_at(buffer.document, offset)
    found = place_of(buffer.document, entry) if entry else None
    return _moved(buffer, found.entries, found.misplaced) if found else ()


def _moved(buffer: Buffer, entries: Sequence[Entry], misplaced: Sequence[Misplaced]) -> Sequence[Edit]:
    blocks = Blocks.of(buffer.source, entries)
    return mending.checked(buffer, blocks.moved(misplaced), UNSORTED) if blocks else ()


# --- numbers ------------------------------------------------------------------------------------------------------------


def numbers(buffer: Buffer, offset: int) -> Sequence[Edit]:
    """Return what numbers the list around an offset again."""
    document = buffer.document
    around = next(
        (block.span for block in document.outermost if block.kind.is_list and block.span.contains(Span(offset, offset))), None
    )
    if around is None:
        return ()
    edits = [each.edit for each in changes(document) if each.cause is Cause.NUMBERING and around.contains(each.edit.span)]
    text = buffer.source.text
    return edits if content.same(text, apply(text, edits)) is None else ()


# --- contents -----------------------------------------------------------------------------------------------------------


def is_in_contents(document: Document, span: Span) -> bool:
    """Whether a place is in the contents, at the heading above them, or at the comment that asks for them."""
    places = [contents.span for contents in document.contents]
    places += [contents.heading.span for contents in document.contents if contents.heading]
    places += [directive.span for directive in document.directives if directive.name.value == "contents"]
    return any(place.overlaps(span) or place.contains(span) for place in places)


def contents_differ(document: Document) -> list[Diagnostic]:
    """Return what is wrong with the contents of a page and can be mended."""
    return [diagnostic for diagnostic in discover()[CONTENTS]().check(document) if diagnostic.fix]


def contents(buffer: Buffer) -> Sequence[Edit]:
    """Return what makes the contents those of the page."""
    return mending.everything(buffer, [discover()[CONTENTS]()])


# --- one as the others --------------------------------------------------------------------------------------------------


def is_unlike(buffer: Buffer, found: Sequence[Diagnostic], entry: Entry) -> bool:
    """Whether an entry is written otherwise than its neighbours, as far as can be told at once."""
    kinds = discover()
    about = (each for each in found if kinds[each.rule].group in ABOUT_ENTRIES and each.rule != UNSORTED)
    if any(each.fix and each.fix.is_safe and entry.span.contains(place) for each in about for place in each.places):
        return True
    return _template_text(buffer.document, entry) is not None


def alike(buffer: Buffer, offset: int) -> Sequence[Edit]:
    """Return what writes the entry around an offset as the others of its list are written.

    That is its fields in the template of the list, and what the rules about entries then mend in it.
    """
    entry = entry_at(buffer.document, offset)
    if entry is None:
        return ()
    kinds = discover()
    rules = [rule for rule in buffer.rules if kinds[rule.name].group in ABOUT_ENTRIES and rule.name != UNSORTED]
    if not any(rule.name == STYLE for rule in rules):
        rules.append(kinds[STYLE]())
    before = buffer.source
    source = before.with_text(apply(before.text, _in_template(buffer, entry)))
    lines = source.whole_lines(Span(entry.span.start, entry.span.end + source.end - before.end))
    fixed = fix(source, RuleSet.of(rules), pins=buffer.settings.style, scopes=[Changed((lines,))])
    return list(between(before.text, fixed.after.text))


def _in_template(buffer: Buffer, entry: Entry) -> Sequence[Edit]:
    written = _template_text(buffer.document, entry)
    if written is None:
        return ()
    edit = Edit(entry.text_span, written)
    text = buffer.source.text
    # Words and links may change their places, and marks become others.
    effect = Effect.TEXT | Effect.LINKS
    return [edit] if content.explained(text, apply(text, [edit]), [(effect, edit)]) is None else ()


def _template_text(document: Document, entry: Entry) -> str | None:
    """Return the text of an entry in the template of its list, where it is written otherwise."""
    if entry.container is not Container.LIST_ITEM or entry.entries:
        return None
    written = as_the_others(document, entry)
    return None if written is None or written == document.source.slice(entry.text_span).strip() else written
