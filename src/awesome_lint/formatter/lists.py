"""Lists and quotes: how each list is written, and those that are simple enough to be written directly."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from awesome_lint.document import LISTS
from awesome_lint.formatter.leaves import NEW, Block, is_blank, paragraph_lines, text_start, thematic_break
from awesome_lint.habits.book import Style
from awesome_lint.patterns import lazy
from awesome_lint.source import Source

if TYPE_CHECKING:
    from awesome_lint.parser.tokens.token import Token

PLAIN_QUOTE = ("blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close")
# Blocks that a direct list may hold, besides lists.
SIMPLE = frozenset(
    {
        "bullet_list_open",
        "bullet_list_close",
        "ordered_list_open",
        "ordered_list_close",
        "list_item_open",
        "list_item_close",
        "paragraph_open",
        "paragraph_close",
        "inline",
        "hr",
    }
)
# Blocks that mdformat's renderer and ours lay out together, inside of lists and quotes.
TABLE = frozenset({f"{part}_{side}" for part in ("table", "thead", "tbody", "tr", "th", "td") for side in ("open", "close")})
KNOWN = (
    SIMPLE
    | TABLE
    | {"blockquote_open", "blockquote_close", "heading_open", "heading_close", "fence", "code_block", "html_block"}
)

LARGEST_NUMBER = 999_999_999
# A line of what makes blocks and of no text.
STRUCTURE = lazy(r"(?:[ \t>]|(?:[-*+]|\d{1,9}[.)]|#{1,6})(?=[ \t]|$))*")


class Plan:
    """How a list is written: the markers of its items, and whether blank lines separate them."""

    __slots__ = ("is_next_to_another", "is_tight", "markers", "numbers", "opening")

    def __init__(self, opening: "Token") -> None:
        self.opening = opening
        self.numbers: list[int] = []
        self.is_tight = True
        self.is_next_to_another = False
        self.markers: Sequence[str] = ()


def plans_of(tokens: Sequence["Token"], start: int, stop: int, style: Style) -> dict[int, Plan] | None:
    """Return the plan of each list by the identity of its first token, or None when a block is met that nobody lays out."""
    plans: dict[int, Plan] = {}
    nest: list[Plan] = []
    for index in range(start, stop):
        token = tokens[index]
        kind = token.type
        if kind == "list_item_open":
            if token.info:
                nest[-1].numbers.append(int(token.info))
            else:
                nest[-1].numbers.append(0)
        elif kind == "paragraph_open":
            # A paragraph of the list's own level says whether the list is tight; one inside a quote in it does not.
            if not token.hidden and nest and token.level == nest[-1].opening.level + 2:
                nest[-1].is_tight = False
        elif kind in LISTS:
            plan = Plan(token)
            plan.is_next_to_another = index > 0 and tokens[index - 1].type == "bullet_list_close"
            nest.append(plan)
            plans[id(token)] = plan
        elif kind in ("bullet_list_close", "ordered_list_close"):
            plan = nest.pop()
            if index + 1 < len(tokens) and tokens[index + 1].type == "bullet_list_open":
                plan.is_next_to_another = True
            plan.markers = _markers(plan, len(nest), style)
        elif kind not in KNOWN:
            return None
    return plans


def _markers(plan: Plan, depth: int, style: Style) -> Sequence[str]:
    opening = plan.opening
    if opening.type == "ordered_list_open":
        return [f"{number}{opening.markup}" for number in _numbers(plan.numbers, style.numbering.value)]
    habit = style.markers[depth].value if depth < len(style.markers) else ""
    # Neighbouring lists are two only because their bullets differ.
    bullet = opening.markup if plan.is_next_to_another or not habit else habit
    return [bullet] * len(plan.numbers)


def _numbers(own: list[int], habit: str) -> Sequence[int]:
    """Return the numbers of a list by the habit, `same` or `counting`; one without a habit keeps its own."""
    if len(own) == 1 or not habit:
        return own
    if habit == "same" and own[0] == 1:
        return [1] * len(own)
    # A list that goes on from another begins with another number, and goes on as it began.
    if habit == "same" and own[1] == own[0]:
        return [own[0]] * len(own)
    last = own[0] + len(own) - 1
    return range(own[0], last + 1) if last <= LARGEST_NUMBER else own


def plain_quote(
    tokens: Sequence["Token"], start: int, stop: int, first: int, end: int, lines: Sequence[str], source: Source
) -> Block | None:
    """Return a quote of one paragraph and nothing else, as `renderer.render` would write it, or None for any other block.

    There are lists whose every entry is such a quote.
    """
    if stop - start != len(PLAIN_QUOTE) or any(
        token.type != kind for token, kind in zip(tokens[start:stop], PLAIN_QUOTE, strict=True)
    ):
        return None
    if tokens[start + 1].map != [first, end]:
        return None
    begin = text_start(tokens[start + 2], source) - source.line_starts[first]
    written = paragraph_lines(lines, first, end, lines[first][begin:], 1)
    return Block(first, end, [f"> {line}" if line else ">" for line in written], range(first, end))


def simple_list(
    tokens: Sequence["Token"],
    start: int,
    stop: int,
    first: int,
    end: int,
    lines: Sequence[str],
    plans: Mapping[int, Plan],
    source: Source,
    kept: frozenset[int],
) -> Block | None:
    """Return a list that holds only paragraphs, rules and such lists, or None for any other block.

    It is written as `renderer.render` would write it, but for the lines to be kept, which stay where they stand; a flat list
    of any length takes linear time.
    """
    writer = _ListWriter(lines, first, kept)
    starts = source.line_starts
    for index in range(start, stop):
        token = tokens[index]
        kind = token.type
        if kind == "inline" or kind == "paragraph_close":
            continue
        if kind == "paragraph_open":
            top, bottom = token.map or (first, first)
            begin = text_start(tokens[index + 1], source) - starts[top] if writer.marks else 0
            fits = writer.write_text(top, bottom, lines[top][begin:])
        elif kind == "list_item_open":
            fits = writer.open_item(token.map[0] if token.map else first)
        elif kind == "list_item_close":
            fits = writer.close_item()
        elif kind in LISTS:
            fits = writer.open_list(plans[id(token)])
        elif kind == "hr" and token.map:
            top, bottom = token.map
            fits = writer.write_text(top, bottom, thematic_break(lines[top], token.markup))
        elif kind in SIMPLE:
            fits = writer.close_list()
        else:
            return None
        if not fits:
            return None
    if not writer.passes(end):
        return None
    return Block(first, end, writer.written, writer.origins)


class _Open:
    """A list that is being written: where its items and the text in its current item are indented to."""

    __slots__ = ("indent", "inner", "is_empty", "item", "plan")

    def __init__(self, plan: Plan, indent: str) -> None:
        self.plan = plan
        self.indent = indent
        self.inner = ""
        self.item = -1
        self.is_empty = True
        """Whether nothing of the current item has been written yet."""


class _ListWriter:
    """The lines of a list of paragraphs; each step says whether it could write what it was given."""

    def __init__(self, lines: Sequence[str], first: int, kept: frozenset[int]) -> None:
        self.lines = lines
        self.kept = kept
        self.cursor = first
        self.written: list[str] = []
        self.origins: list[int] = []
        self.nest: list[_Open] = []
        self.marks = ""
        """The markers that stand before the next text on its line."""

    def passes(self, line: int) -> bool:
        """Whether every line before this one is blank or written."""
        cursor = self.cursor
        if cursor < line and not all(map(is_blank, self.lines[cursor:line])):
            return False
        self.cursor = line
        return True

    def open_list(self, plan: Plan) -> bool:
        if self.nest:
            self._separate(self.nest[-1])
        self.nest.append(_Open(plan, self.nest[-1].inner if self.nest else ""))
        return True

    def close_list(self) -> bool:
        self.nest.pop()
        return True

    def open_item(self, line: int) -> bool:
        outer = self.nest[-1]
        if line != self.cursor and (self.marks or not self.passes(line)):
            return False
        outer.item += 1
        if outer.item and not outer.plan.is_tight:
            self._write_blank()
        marker = outer.plan.markers[outer.item] + " "
        self.marks = (self.marks or outer.indent) + marker
        outer.inner = outer.indent + " " * len(marker)
        outer.is_empty = True
        return True

    def close_item(self) -> bool:
        if self.marks:
            if not STRUCTURE.fullmatch(self.lines[self.cursor]):
                # A definition, which is no block.
                return False
            self.written.append(self.marks.rstrip(" "))
            self.origins.append(self.cursor)
            self.marks = ""
            self.cursor += 1
        return True

    def write_text(self, first: int, end: int, text: str) -> bool:
        if first != self.cursor and (self.marks or not self.passes(first)):
            return False
        outer = self.nest[-1]
        self._separate(outer)
        front = self.marks or outer.inner
        if end - first == 1:
            self.written.append(front + text.strip(" \t"))
            self.origins.append(first)
        else:
            head, *rest = paragraph_lines(self.lines, first, end, text, 0)
            self.written.append(front + head)
            for index, line in enumerate(rest, first + 1):
                self.written.append(self.lines[index].rstrip(" \t") if index in self.kept else outer.inner + line)
            self.origins += range(first, end)
        self.marks = ""
        self.cursor = end
        return True

    def _separate(self, outer: _Open) -> None:
        """Begin a block of an item: after a blank line if it is not its first, and the list is not tight."""
        if not outer.is_empty and not outer.plan.is_tight:
            self._write_blank()
        outer.is_empty = False

    def _write_blank(self) -> None:
        self.written.append("")
        self.origins.append(NEW)
