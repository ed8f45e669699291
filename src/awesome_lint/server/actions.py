"""What can be done at a place: fixes, comments, and arrangements of the list, each made when somebody chooses it."""

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import Any

from lsprotocol import types
from msgspec import Struct

from awesome_lint.diagnostic import Diagnostic, Edit
from awesome_lint.document import Document
from awesome_lint.engine.add_ignore import may_be_ignored
from awesome_lint.engine.fixer import is_wanted
from awesome_lint.engine.scope import LAYOUT
from awesome_lint.facts.ordering import Order
from awesome_lint.formatter import Cause, changes
from awesome_lint.server import arranging, diagnostics, mending
from awesome_lint.server.buffer import Buffer
from awesome_lint.server.places import entry_at
from awesome_lint.server.workspace import Workspace
from awesome_lint.source import Span

QUICK = types.CodeActionKind.QuickFix.value
FIX_ALL = "source.fixAll.awesomeLint"
# No kind of fixAll: editors make all of these when a file is saved.
FIX_ALL_UNSAFE = "source.awesomeLint.fixAllUnsafe"
SORT = "refactor.rewrite.awesomeLint.sort"
MOVE = "refactor.move.awesomeLint"
NUMBER = "refactor.rewrite.awesomeLint.number"
CONTENTS = "refactor.rewrite.awesomeLint.contents"
ALIKE = "refactor.rewrite.awesomeLint.alike"
KINDS = (QUICK, FIX_ALL, FIX_ALL_UNSAFE, SORT, MOVE, NUMBER, CONTENTS, ALIKE)

EXPLAIN, FIX_ALL_COMMAND, FIX_ALL_UNSAFE_COMMAND = "awesomeLint.explain", "awesomeLint.fixAll", "awesomeLint.fixAllUnsafe"


class Offer(Struct, frozen=True):
    """Something that can be done: what it is called, and the name and the arguments by which its edits are made."""

    title: str
    kind: str
    name: str
    arguments: tuple[Any, ...] = ()
    about: Diagnostic | None = None
    is_preferred: bool = False


def offers(
    workspace: Workspace,
    buffer: Buffer,
    span: Span,
    only: Sequence[str] | None = None,
    told: Collection[tuple[str, Span]] = (),
) -> Iterator[Offer]:
    """Yield what can be done at a span, of these kinds or of all.

    `told` are diagnostics that the client names with the span, by rule and place. A client may mean by that those of the whole
    line, as Neovim does wherever in the line somebody stands; what can be done about those on the line is yielded behind the
    rest.
    """

    def is_wanted_(kind: str) -> bool:
        return only is None or any(kind == each or kind.startswith(f"{each}.") or not each for each in only)

    found = diagnostics.found(workspace, buffer)
    if is_wanted_(QUICK):
        line = buffer.source.whole_lines(span)
        touched, beside = [], []
        for index, diagnostic in enumerate(found):
            if (place := _place(diagnostic, span)) is not None:
                touched.append(_quick(buffer, index, diagnostic, place))
            elif (diagnostic.rule, diagnostic.span) in told and line.start <= diagnostic.span.start < line.end:
                beside.append(_quick(buffer, index, diagnostic, 0))
        for offered in (*touched, *beside):
            yield from offered
    makers = {
        SORT: partial(_sorts, buffer.document, span),
        MOVE: partial(_moves, buffer.document, span),
        NUMBER: partial(_numbers, buffer.document, span),
        CONTENTS: partial(_contents, buffer.document, span),
        ALIKE: partial(_alike, buffer, found, span),
    }
    for kind, make in makers.items():
        if is_wanted_(kind):
            yield from make()
    unsafe = is_unsafe(workspace, buffer)
    if is_wanted_(FIX_ALL) and any(is_wanted(each.fix, unsafe=unsafe) for each in found):
        yield Offer("Fix everything that is safe to fix" if not unsafe else "Fix everything", FIX_ALL, "all", (unsafe,))
    if is_wanted_(FIX_ALL_UNSAFE) and not unsafe and any(each.fix and not each.fix.is_safe for each in found):
        yield Offer("Fix everything, with unsafe fixes, which may change words", FIX_ALL_UNSAFE, "all", (True,))


def edits_of(workspace: Workspace, buffer: Buffer, name: str, arguments: Sequence[Any]) -> Sequence[Edit]:
    """Return the edits that an offer stands for, of the text that it was made for."""
    match name, arguments:
        case "fix", [index, place]:
            return mending.one(buffer, _single(buffer, diagnostics.found(workspace, buffer)[index], place))
        case "layout", [start, end]:
            return mending.layout(buffer, Span(start, end))
        case "rule", [rule, unsafe]:
            scopes = diagnostics.scopes_of(workspace, buffer)
            return mending.everything(buffer, [buffer.rules.named(rule)], scopes, unsafe=unsafe)
        case "all", [unsafe]:
            return mending.everything(buffer, None, diagnostics.scopes_of(workspace, buffer), unsafe=unsafe)
        case "ignore", [index, place]:
            return mending.ignored(buffer, _single(buffer, diagnostics.found(workspace, buffer)[index], place))
        case "sort", [offset, order]:
            return arranging.sort(buffer, offset, order)
        case "move", [offset]:
            return arranging.move(buffer, offset)
        case "number", [offset]:
            return arranging.numbers(buffer, offset)
        case "contents", []:
            return arranging.contents(buffer)
        case "alike", [offset]:
            return arranging.alike(buffer, offset)
    return ()


def is_unsafe(workspace: Workspace, buffer: Buffer) -> bool:
    """Whether everything that is fixed at once includes unsafe fixes."""
    stated = workspace.options.unsafe_fixes
    return buffer.settings.unsafe_fixes if stated is None else stated


def _place(diagnostic: Diagnostic, span: Span) -> int | None:
    """Return which of the places of a diagnostic is touched first, or None where none is."""
    return next((number for number, each in enumerate(diagnostic.places) if _touches(each, span)), None)


def _quick(buffer: Buffer, index: int, diagnostic: Diagnostic, place: int) -> Iterator[Offer]:
    """Yield what can be done about a diagnostic at one of its places."""
    rule, fix = diagnostic.rule, diagnostic.fix
    if rule == LAYOUT:
        yield Offer("Lay out this block", QUICK, "layout", tuple(diagnostic.places[place]), diagnostic, is_preferred=True)
        yield Offer("Lay out the whole list", QUICK, "rule", (rule, False), diagnostic)
    elif fix is not None:
        unsafe = "" if fix.is_safe else ", unsafe: it may change words"
        if _single(buffer, diagnostic, place).fix is not None:
            yield Offer(f"Fix this ({rule}{unsafe})", QUICK, "fix", (index, place), diagnostic, is_preferred=fix.is_safe)
        yield Offer(f"Fix all of {rule}{unsafe}", QUICK, "rule", (rule, not fix.is_safe), diagnostic)
    if may_be_ignored(buffer.rules, diagnostic):
        yield Offer(f"Ignore {rule} here", QUICK, "ignore", (index, place), diagnostic)
    yield Offer(f"Explain {rule}", QUICK, "explain", (rule,), diagnostic)


def _single(buffer: Buffer, diagnostic: Diagnostic, place: int) -> Diagnostic:
    """Return a diagnostic for one of its places alone."""
    if len(diagnostic.places) == 1:
        return diagnostic
    return buffer.rules.named(diagnostic.rule).narrowed(buffer.document, diagnostic, [place])


def _touches(place: Span, span: Span) -> bool:
    return place.start <= span.end and span.start <= place.end


def _sorts(document: Document, span: Span) -> Iterator[Offer]:
    """Yield the orders that the list at a place can be put in; newest and oldest first are both orders by date."""
    for found in arranging.orders(document, arranging.list_at(document, span.start)):
        yield Offer(f"Sort this list {arranging.ORDERS[found.order]}", SORT, "sort", (span.start, found.order.name))


def _moves(document: Document, span: Span) -> Iterator[Offer]:
    entry = entry_at(document, span.start)
    found = arranging.place_of(document, entry) if entry else None
    if found:
        order = "" if found.order is Order.TITLE else f", {arranging.ORDERS[found.order]}"
        yield Offer(f"Move this entry to its place{order}", MOVE, "move", (span.start,))


def _numbers(document: Document, span: Span) -> Iterator[Offer]:
    blocks = [block.span for block in document.outermost if block.kind.is_list and _touches(block.span, span)]
    if any(each.cause is Cause.NUMBERING and block.contains(each.edit.span) for block in blocks for each in changes(document)):
        yield Offer("Number this list again", NUMBER, "number", (span.start,))


def _contents(document: Document, span: Span) -> Iterator[Offer]:
    if arranging.is_in_contents(document, span) and arranging.contents_differ(document):
        yield Offer("Update the contents", CONTENTS, "contents")


def _alike(buffer: Buffer, found: Sequence[Diagnostic], span: Span) -> Iterator[Offer]:
    entry = entry_at(buffer.document, span.start)
    if entry and arranging.is_unlike(buffer, found, entry):
        yield Offer("Write this entry as its neighbours are written", ALIKE, "alike", (span.start,))
