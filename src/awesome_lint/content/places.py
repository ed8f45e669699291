"""The edited places of a text: what they held, what they hold, and what of that is read."""

import re
from collections.abc import Iterator, Sequence
from textwrap import dedent

from awesome_lint.content.rendering import DEFINITION, render
from awesome_lint.diagnostic import Edit, Effect
from awesome_lint.patterns import lazy
from awesome_lint.source import Span

# What ends the written form of a link target to the left or right of an edit that touches only a part of it.
TARGET_END = frozenset(' \t\n<>[]"|')
LABEL = lazy(r"\[([^\[\]\n]+)\]")
NOT_IN_TARGETS = lazy(r"[\s\[\]()<>|`*!]")
SCHEME = lazy(r"(?:https?|ftp)://|www\.")
QUOTE_MARKS = lazy(r"^[ \t>]+", re.MULTILINE)
INDENTED = lazy(r"\n*(?: {4}| {0,3}\t)")
LONGEST_TARGET = 4000
# Of lines that look like definitions of one label, so many are tried.
MOST_TRIED = 8


class Places:
    """The edited places of a text, and what they held and hold."""

    def __init__(self, before: str, edits: Sequence[tuple[Effect, Edit]]) -> None:
        self.before = before
        self.edits = edits
        self.effects = Effect.NOTHING
        for effect, _ in edits:
            self.effects |= effect
        self.definitions: dict[str, list[str]] = {}
        for match in DEFINITION.finditer(before) if "]:" in before else ():
            label, _, target = match[1][1:].partition("]:")
            # The target may stand on the next line.
            rest = "" if target.strip() else before[match.end() + 1 :].partition("\n")[0].strip(" \t>")
            self.definitions.setdefault(label_of(label), []).append(f"{match[1]} {rest}")

    def rendered(self, piece: str, *, is_row: bool | None = None, has_labels: bool = True) -> str:
        """Return the page of a piece of the text, or of what replaces it, whose labels mean what they mean there.

        Unless it is told whether the piece is of a table, its first character tells.
        """
        if piece and (piece.lstrip().startswith("|") if is_row is None else is_row):
            # Rows are rows only below a header of as many columns, and those of a table in a quote have its marks.
            columns = 1 + max(line.count("|") for line in piece.split("\n"))
            piece = f"{'| ' * columns}|\n{'|-' * columns}|\n{QUOTE_MARKS.sub('', piece.lstrip())}"
        elif INDENTED.match(piece):
            # What is nested deep in a list is no code when it stands alone.
            piece = dedent(piece.expandtabs(4))
        if has_labels and self.definitions and "[" in piece:
            used = dict.fromkeys(label_of(label) for label in LABEL.findall(piece) if not label.startswith("^"))
            # What only looks like a definition is read.
            lines = [
                next((line for line in self.definitions.get(label, ())[:MOST_TRIED] if not render(line)), "") for label in used
            ]
            return render("\n".join((piece, "", *lines)))
        return render(piece)

    def having(self, effect: Effect) -> Iterator[Edit]:
        """Yield the edits that declare any of these effects."""
        for declared, edit in self.edits:
            if declared & effect:
                yield edit

    def defines(self, edit: Edit) -> bool:
        """Whether the edit is one of those that make definitions of text."""
        return any(edit.span.contains(each.span) for each in self.having(Effect.DEFINITIONS))

    def readable(self) -> Iterator[tuple[Edit, bool]]:
        """Yield the edits that may change what is read, and whether of targets alone, which are read where they are bare.

        Edits of whole blocks that touch are one: where both neighbours are taken away, neither alone says what is missing.
        """
        joined: Edit | None = None
        for declared, edit in self.edits:
            if joined and not (declared & Effect.BLOCKS and joined.span.end == edit.span.start):
                yield joined, False
                joined = None
            if declared & Effect.BLOCKS:
                joined = Edit(Span(joined.span.start, edit.span.end), joined.text + edit.text) if joined else edit
            elif declared & (Effect.TEXT | Effect.LINKS):
                is_target = bool(declared & Effect.LINKS) and _is_in_address(self.before, edit)
                if is_target or declared & Effect.TEXT:
                    yield edit, is_target
        if joined:
            yield joined, False

    def lines(self, effect: Effect) -> tuple[str, str]:
        """Return what the edits of this effect remove and insert, one after the other."""
        old: list[str] = []
        new: list[str] = []
        for edit in self.having(effect):
            old.append(self.before[edit.span.start : edit.span.end])
            new.append(edit.text)
        return "\n\n".join(old), "\n\n".join(new)

    def wide(self, effect: Effect) -> tuple[list[str], list[str]]:
        """Return the places before and after, each widened to the whole link target it touches; near ones are joined."""
        old: list[str] = []
        new: list[str] = []
        group: list[Edit] = []
        span = Span(0, 0)
        for edit in self.having(effect):
            start, end = self._widened(edit.span)
            if group and start <= span.end:
                span = Span(span.start, max(span.end, end))
            else:
                self._close(group, span, old, new)
                group, span = [], Span(start, end)
            group.append(edit)
        self._close(group, span, old, new)
        return old, new

    def words(self, effect: Effect) -> tuple[list[str], list[str]]:
        """Return all that stands without a space around each edit, before and after: so far goes a bare address."""
        before = self.before
        old: list[str] = []
        new: list[str] = []
        for edit in self.having(effect):
            start, end = edit.span
            while start > max(edit.span.start - LONGEST_TARGET, 0) and before[start - 1] not in " \t\n":
                start -= 1
            limit = min(edit.span.end + LONGEST_TARGET, len(before))
            while end < limit and before[end] not in " \t\n":
                end += 1
            old.append(before[start:end])
            new.append(before[start : edit.span.start] + edit.text + before[edit.span.end : end])
        return old, new

    def _widened(self, span: Span) -> Span:
        """Return the span with the rest of the link target around it; parentheses inside a target come in pairs."""
        before = self.before
        start, end = span
        depth = inside = 0
        while start > max(span.start - LONGEST_TARGET, 0):
            character = before[start - 1]
            if start > 1 and before[start - 2] == "\\" and character not in " \t\n":
                # What is escaped is a part of the target, whatever it would be otherwise.
                start -= 2
                continue
            if character in TARGET_END:
                break
            if character == ")":
                depth += 1
            elif character == "(" and depth:
                depth -= 1
            elif character == "(":
                if start < 2 or before[start - 2] in TARGET_END:
                    break
                inside += 1
            start -= 1
        limit = min(span.end + LONGEST_TARGET, len(before))
        while end < limit:
            character = before[end]
            if character == "\\" and before[end + 1 : end + 2] not in ("", " ", "\t", "\n"):
                end += 2
                continue
            if character in TARGET_END:
                break
            if character == "(":
                inside += 1
            elif character == ")":
                if not inside:
                    break
                inside -= 1
            end += 1
        return Span(start, end)

    def _close(self, group: Sequence[Edit], span: Span, old: list[str], new: list[str]) -> None:
        if not group:
            return
        old.append(self.before[span.start : span.end])
        position = span.start
        parts: list[str] = []
        for edit in group:
            parts += (self.before[position : edit.span.start], edit.text)
            position = edit.span.end
        parts.append(self.before[position : span.end])
        new.append("".join(parts))


def _is_in_address(before: str, edit: Edit) -> bool:
    """Whether the edit lies in an address and leaves it one, which is read where its link is bare."""
    start, end = edit.span
    if NOT_IN_TARGETS.search(before[start:end] + edit.text):
        return False
    begin = start
    while begin > max(start - LONGEST_TARGET, 0) and not (before[begin - 1].isspace() or before[begin - 1] in "<>"):
        begin -= 1
    scheme = SCHEME.search(before, begin, end + len("http://"))
    if scheme is None:
        return False
    # A parenthesis that closes more than the address opened ended a link.
    return before.count(")", scheme.end(), start) <= before.count("(", scheme.end(), start)


def label_of(written: str) -> str:
    """Return the label of a reference as GitHub compares it with others."""
    return " ".join(written.split()).casefold()
