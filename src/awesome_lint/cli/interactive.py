"""Fixes put to a person, one by one: where each is, what it does, and what is to become of it."""

from collections.abc import Callable, Iterator, Sequence
from textwrap import wrap

from msgspec import Struct

from awesome_lint.diagnostic import Diagnostic, Edit
from awesome_lint.document import Document
from awesome_lint.engine.fixer import apply
from awesome_lint.engine.scope import Shifts
from awesome_lint.reporters import Display
from awesome_lint.reporters.text import BOLD, CYAN, RED, YELLOW, Ink, clipped, guarded, visible, window
from awesome_lint.source import Source, Span

# More of one fix says nothing new.
MOST_HUNKS, MOST_LINES = 3, 4

KEYS = "y,n,a,d,r,s,q,?"
HELP = (
    ("y", "make this fix"),
    ("n", "leave it"),
    ("a", "make it and every safe one that follows in this file"),
    ("d", "leave it and all that follow in this file"),
    ("r", "make it and every safe one of {rule} that follows"),
    ("s", "leave it and all of {rule} that follow"),
    ("q", "leave it and all that follow; what was accepted is made"),
    ("?", "show this"),
)


class Hunk(Struct, frozen=True):
    """Neighbouring lines that a fix changes: the number of the first, what they are, and what they become."""

    number: int
    before: Sequence[str]
    after: Sequence[str]


class Review:
    """A person's choices. `ask` shows a question and returns the key pressed, `show` writes a line.

    With `unsafe`, the answers that stand for many fixes include unsafe ones.
    """

    def __init__(
        self, ask: Callable[[str], str], show: Callable[[str], object], display: Display, *, unsafe: bool = False
    ) -> None:
        self.ask = ask
        self.show = show
        self.display = display
        self.unsafe = unsafe
        self.ink = Ink(display.colour)
        self.is_over = False
        self.made: set[str] = set()
        self.left: set[str] = set()
        self.begin()

    def begin(self) -> None:
        """Begin with the next file."""
        self.declined: list[tuple[str, tuple[Edit, ...]]] = []
        self.takes_all = False
        self.leaves_all = False
        self.accepted = 0

    def is_open(self, diagnostic: Diagnostic) -> bool:
        """Whether the fix of a diagnostic can still be made."""
        if self.is_over or self.leaves_all or diagnostic.rule in self.left or diagnostic.fix is None:
            return False
        return (diagnostic.rule, diagnostic.fix.edits) not in self.declined

    def chooses(self, document: Document, diagnostic: Diagnostic) -> bool:
        """Whether a fix is to be made, which is asked unless an earlier answer says it."""
        if not self.is_open(diagnostic) or diagnostic.fix is None:
            return False
        stands_for_it = diagnostic.fix.is_safe or self.unsafe
        is_chosen = stands_for_it and (self.takes_all or diagnostic.rule in self.made)
        if not is_chosen:
            for line in shown(document, diagnostic, self.display, self.ink):
                self.show(line)
            is_chosen = self._answer(diagnostic, document.source.path)
        if is_chosen:
            self.accepted += 1
        else:
            self.declined.append((diagnostic.rule, diagnostic.fix.edits))
        return is_chosen

    def moved(self, edits: Sequence[Edit]) -> None:
        """Follow what was left through the edits of a pass, which are in order."""
        shifts = Shifts(edits)
        self.declined = [
            (rule, tuple(Edit(Span(shifts.start(span.start), shifts.end(span.end)), text) for span, text in left))
            for rule, left in self.declined
        ]

    def _answer(self, diagnostic: Diagnostic, path: str) -> bool:
        while True:
            try:
                key = self.ask(f"Make this fix? [{KEYS}] ")
            except EOFError:
                key = "q"
            except KeyboardInterrupt:
                self.show("")
                self.show(visible(f"{path}: interrupted; nothing is written to it."))
                raise
            match key.lower():
                case "y":
                    return True
                case "n":
                    return False
                case "a":
                    self.takes_all = True
                    return True
                case "d":
                    self.leaves_all = True
                    return False
                case "r":
                    self.made.add(diagnostic.rule)
                    return True
                case "s":
                    self.left.add(diagnostic.rule)
                    return False
                case "q":
                    self.is_over = True
                    fixes = "1 fix" if self.accepted == 1 else f"{self.accepted} fixes"
                    self.show(
                        f"Left the rest; {fixes} of this file accepted so far {'is' if self.accepted == 1 else 'are'} made."
                    )
                    return False
            for name, meaning in HELP:
                self.show(f"  {self.ink(name, BOLD)}  {meaning.format(rule=diagnostic.rule)}")


def shown(document: Document, diagnostic: Diagnostic, display: Display, ink: Ink) -> Iterator[str]:
    """Yield the lines that show a fix: where it is, what is wrong, and how the lines change."""
    source = document.source
    yield ""
    line, column = source.position(diagnostic.span.start)
    place = f"{visible(source.path)}:{line}:{column}"
    within = clipped(" > ".join(_around(document, diagnostic.span.start)), max(display.width - len(place) - 2, 8))
    yield f"{ink(place, BOLD)}  {within}".rstrip()
    count = f" ({diagnostic.count} places)" if diagnostic.count > 1 else ""
    said = wrap(f"{diagnostic.rule} {visible(diagnostic.message)}{count}", display.width, break_on_hyphens=False)
    yield guarded(ink(diagnostic.rule, RED, BOLD) + said[0].removeprefix(diagnostic.rule))
    yield from map(guarded, said[1:])
    if diagnostic.fix is None:
        return
    if not diagnostic.fix.is_safe:
        yield f"{ink('[!]', YELLOW, BOLD)} unsafe: may change words, links or the order"
    found = list(hunks(source, diagnostic.fix.edits))
    for hunk in found[:MOST_HUNKS]:
        yield from _hunk(hunk, display, ink)
    if len(found) > MOST_HUNKS:
        yield f"       and {len(found) - MOST_HUNKS} more like this"


def hunks(source: Source, edits: Sequence[Edit]) -> Iterator[Hunk]:
    """Yield the lines that edits, which are in order, change, as far as they do."""
    group: list[Edit] = []
    for edit in edits:
        if group and source.line_number(edit.span.start) > source.line_number(group[-1].span.end):
            yield _changed(source, group)
            group = []
        group.append(edit)
    if group:
        yield _changed(source, group)


def _changed(source: Source, edits: Sequence[Edit]) -> Hunk:
    number = source.line_number(edits[0].span.start)
    start, end = source.line_span(number).start, source.line_span(source.line_number(edits[-1].span.end)).end
    inside = [Edit(Span(span.start - start, span.end - start), text) for span, text in edits]
    old = source.text[start:end]
    before, after = old.split("\n"), apply(old, inside).split("\n")
    while len(before) > 1 and after and before[-1] == after[-1]:
        before, after = before[:-1], after[:-1]
    while before and len(after) > 1 and before[-1] == after[-1]:
        before, after = before[:-1], after[:-1]
    while before and after and before[0] == after[0]:
        before, after, number = before[1:], after[1:], number + 1
    return Hunk(number, before, after)


def _hunk(hunk: Hunk, display: Display, ink: Ink) -> Iterator[str]:
    width = max(display.width - 9, 20)
    changed = [_difference(hunk.before, hunk.after), _difference(hunk.after, hunk.before)]
    sides = zip("-+", (RED, CYAN), (hunk.before, hunk.after), changed, strict=True)
    for sign, colour, lines, span in sides:
        for index, line in enumerate(lines[:MOST_LINES]):
            number = str(hunk.number + index if sign == "-" else "").rjust(5)
            part = window(line, span if index == 0 else Span(0, 0), width)
            text = part.text if span.is_empty or index else _marked(part.text, part.start, part.start + part.width, ink, colour)
            yield f"{ink(number, CYAN)} {ink(sign, colour)} {text}".rstrip()
        if len(lines) > MOST_LINES:
            yield f"      {ink(sign, colour)} ... {len(lines) - MOST_LINES} more lines"


def _marked(text: str, start: int, end: int, ink: Ink, colour: str) -> str:
    """Return the part of a line with what changes in it marked; of one with wide characters, the whole."""
    if not text.isascii():
        return ink(text, colour)
    return text[:start] + ink(text[start:end], colour, BOLD) + text[end:]


def _difference(lines: Sequence[str], others: Sequence[str]) -> Span:
    """Return what of the first line is not in the first of the others."""
    if not lines:
        return Span(0, 0)
    line, other = lines[0], others[0] if others else ""
    start = 0
    while start < min(len(line), len(other)) and line[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(line), len(other)) - start and line[-1 - end] == other[-1 - end]:
        end += 1
    return Span(start, len(line) - end)


def _around(document: Document, offset: int) -> Iterator[str]:
    """Yield the names of the section and the entry that an offset is in."""
    sections = [section for section in document.walk() if section.span.start <= offset < section.span.end]
    if sections and sections[-1].heading:
        yield sections[-1].heading.text.value
    entries = [entry for entry in (sections[-1].entries if sections else ()) if entry.span.start <= offset < entry.span.end]
    if entries and entries[-1].title:
        yield entries[-1].title.value
