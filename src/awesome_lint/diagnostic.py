"""What a rule says about a list, and how the list can be mended."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from enum import Enum, Flag, auto
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.entries import UnreadItems
from awesome_lint.patterns import lazy
from awesome_lint.source import Source, Span

ELLIPSIS = "..."


def shortened(text: str, longest: int) -> str:
    """Return a text as a message may hold it: whole, or cut so that it is no longer than this, with `...` at its end."""
    return text if len(text) <= longest else text[: longest - len(ELLIPSIS)].rstrip() + ELLIPSIS


class Applicability(Enum):
    """Who decides whether a fix is made.

    SAFE: the page a reader sees keeps its words, links and order, beyond what the rule's manual says.
    UNSAFE: words, a link's target or the order may change, so the user must ask.
    """

    SAFE = "safe"
    UNSAFE = "unsafe"


class Effect(Flag):
    """What a reader of the page may see change through a rule's fixes; the content check holds every fix to it.

    Nothing else may differ, and nothing may differ outside the places that the fix edits. White space is never counted.
    """

    NOTHING = 0
    TEXT = auto()
    """Characters inside the edited places."""
    LINKS = auto()
    """Targets of links and images inside the edited places."""
    HEADINGS = auto()
    """Levels of headings."""
    BLOCKS = auto()
    """Blocks (list items, rows, rules, headings) that the fix removes, adds or moves."""
    DEFINITIONS = auto()
    """Definitions that the fix makes of text: what refers to them becomes a link, wherever it stands."""


class Edit(NamedTuple):
    """Replace what `span` covers by `text`; an empty span inserts, an empty text deletes."""

    span: Span
    text: str


class Fix(Struct, frozen=True):
    """Edits that are made together or not at all, in source order, none overlapping another."""

    edits: tuple[Edit, ...]
    applicability: Applicability = Applicability.SAFE

    @classmethod
    def replace(cls, span: Span, text: str, applicability: Applicability = Applicability.SAFE) -> "Fix":
        return cls((Edit(span, text),), applicability)

    @classmethod
    def delete(cls, span: Span, applicability: Applicability = Applicability.SAFE) -> "Fix":
        return cls((Edit(span, ""),), applicability)

    @classmethod
    def insert(cls, offset: int, text: str, applicability: Applicability = Applicability.SAFE) -> "Fix":
        return cls((Edit(Span(offset, offset), text),), applicability)

    @classmethod
    def of(cls, edits: Iterable[Edit], applicability: Applicability = Applicability.SAFE) -> "Fix":
        return cls(tuple(sorted(edits)), applicability)

    @property
    def is_safe(self) -> bool:
        return self.applicability is Applicability.SAFE


class Related(Struct, frozen=True):
    """Another place that a diagnostic speaks of ("first listed here")."""

    span: Span
    message: str


class Diagnostic(Struct, frozen=True):
    """One thing wrong at one place; `count` is the number of places a folded run stands for."""

    rule: str
    span: Span
    message: str
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    count: int = 1
    run: tuple[Span, ...] = ()
    """The places of a folded run, where they are not those of the fix's edits."""
    cause: Hashable = None
    """What those of a rule have in common that are told as one where they are many; a report has none."""
    messages: tuple[str, ...] = ()
    """What is said of each place of a folded run, where that is not the same of all."""

    @property
    def places(self) -> tuple[Span, ...]:
        """Every place that it stands for."""
        if self.run:
            return self.run
        edits = self.fix.edits if self.fix and self.count > 1 else ()
        return tuple(edit.span for edit in edits) if len(edits) == self.count else (self.span,)


def moved(diagnostic: Diagnostic, by: int) -> Diagnostic:
    """Return a diagnostic about the same, where that stands further on."""
    if not by:
        return diagnostic
    fix = diagnostic.fix
    return Diagnostic(
        diagnostic.rule,
        diagnostic.span.moved(by),
        diagnostic.message,
        fix and Fix(tuple([Edit(edit.span.moved(by), edit.text) for edit in fix.edits]), fix.applicability),
        tuple([Related(each.span.moved(by), each.message) for each in diagnostic.related]),
        diagnostic.count,
        tuple([place.moved(by) for place in diagnostic.run]),
        _moved_cause(diagnostic.cause, by),
        diagnostic.messages,
    )


def _moved_cause(cause: Hashable, by: int) -> Hashable:
    """Return the same cause; what tells it from others may be a place, such as that of its table."""
    if isinstance(cause, Span):
        return cause.moved(by)
    return tuple([_moved_cause(each, by) for each in cause]) if isinstance(cause, tuple) else cause


# What stands at so many places of a list has one cause: whoever wrote it, or what wrote it, writes it so.
MANY = 10


def fold(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the diagnostics, of which those of one rule and cause are made one at the first place when they are `MANY`."""
    causes: defaultdict[Hashable, list[Diagnostic]] = defaultdict(list)
    for diagnostic in found:
        if diagnostic.cause is None:
            yield diagnostic
        else:
            causes[diagnostic.rule, diagnostic.cause, diagnostic.fix and diagnostic.fix.applicability].append(diagnostic)
    for same in causes.values():
        same.sort(key=lambda diagnostic: diagnostic.span)
        if len(same) < MANY:
            yield from (replace(each, cause=None) for each in same)
            continue
        first = same[0]
        edits = [edit for diagnostic in same if diagnostic.fix for edit in diagnostic.fix.edits]
        fix = Fix.of(edits, first.fix.applicability) if first.fix else None
        places = tuple([each.span for each in same])
        messages = tuple([each.message for each in same])
        messages = messages if len(set(messages)) > 1 else ()
        yield replace(first, fix=fix, related=(), count=len(same), run=places, cause=None, messages=messages)


class Report(Struct, frozen=True):
    """The diagnostics of one file, ordered by place, then rule."""

    source: Source
    diagnostics: tuple[Diagnostic, ...]
    unread: tuple[UnreadItems, ...] = ()
    """The lists of which most items were not read as entries, so that little is said of them; none for a part of a file."""


# What ends a line by the rules of Python, and of most that read lines.
LINE_END = lazy(r"(?:(?<![ \t])[ \t]+)?[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+[ \t]*")


def on_one_line(diagnostic: Diagnostic) -> Diagnostic:
    """Return the diagnostic with messages of one line, whatever they quote from a list."""
    said = (diagnostic.message, *diagnostic.messages, *(related.message for related in diagnostic.related))
    if not any(map(LINE_END.search, said)):
        return diagnostic
    related = tuple(replace(each, message=LINE_END.sub(" ", each.message)) for each in diagnostic.related)
    messages = tuple([LINE_END.sub(" ", each) for each in diagnostic.messages])
    return replace(diagnostic, message=LINE_END.sub(" ", diagnostic.message), related=related, messages=messages)


def in_order(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics ordered by place, then rule, as a report has them."""
    return sorted(found, key=lambda diagnostic: (diagnostic.span, diagnostic.rule, diagnostic.message))
