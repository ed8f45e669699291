"""Canonical Markdown: the blocks as mdformat lays them out, the text in them as the author wrote it.

The tokens of the parse are laid out, so nothing is parsed a second time. Most of a list's blocks (headings, paragraphs, lists
of paragraphs) have one obvious form and are written directly; whatever holds more goes through mdformat's renderer, embedded
with renderers of our own, so that no plugin a user has installed can change the result. A block whose canonical form would
change what GitHub shows is left as written: the result always passes `content.same`.
"""

import re
import weakref
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, Any, cast

from awesome_lint import content
from awesome_lint.diagnostic import Edit
from awesome_lint.document import LISTS, Document, Style
from awesome_lint.patterns import lazy
from awesome_lint.source import Source, Span
from awesome_lint.values import NamedTuple

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
    | {"blockquote_open", "blockquote_close", "heading_open", "heading_close", "hr", "fence", "code_block", "html_block"}
)
LEAVES = frozenset({"paragraph_open", "heading_open", "hr", "fence", "code_block", "html_block", "table_open"})
# Trailing blank lines belong to the block.
RAW = frozenset({"fence", "html_block"})

# What stands before the text of a line: indentation, quote marks, list markers, heading marks.
PIECES = lazy(r"([ \t]*)(>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|#{1,6}(?=[ \t]|$))")
STRUCTURE = lazy(r"(?:[ \t>]|(?:[-*+]|\d{1,9}[.)]|#{1,6})(?=[ \t]|$))*")
QUOTE_MARK = lazy(r"[ \t]*>")
CLOSING_MARKS = lazy(r"(?:^|[ \t]+)#+$")
UNDERLINE = lazy(r"[ \t>]*(?:=+|-+)[ \t]*$")
DELIMITERS = lazy(r"[|:\-][|:\- \t]*$")

# The tags that begin a block of HTML even where a paragraph goes on.
HTML_BLOCKS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset"
    "|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav"
    "|noframes|ol|optgroup|option|p|param|pre|script|search|section|source|style|summary|table|tbody|td|textarea|tfoot|th"
    "|thead|title|tr|track|ul"
)
# A line that would begin a block of its own if it lost its indentation, which is why four spaces are left to it.
INTERRUPTS = lazy(
    r"[-*+][ \t]+\S|1[.)][ \t]+\S|#{1,6}(?:[ \t]|$)|>|```|~~~|=+[ \t]*$|-+[ \t]*$|(?:[-_*][ \t]*){3,}$|\[\^[^\]\s]+\]:"
    rf"|</?(?:{HTML_BLOCKS})(?:[\s/>]|$)|<[!?]",
    re.IGNORECASE,
)

LARGEST_NUMBER = 999_999_999

# Pages rendered at most to find the blocks that must stay as written; each costs as much as a check of the whole.
MOST_CHECKS = 24
# Layouts tried at most until one of them stays as it is.
MOST_LAYOUTS = 4


class Cause(Enum):
    """What a change of the layout is about."""

    INDENTATION = "indentation"
    NUMBERING = "numbering"
    BULLET = "bullet"
    SPACE_AFTER_MARKER = "space after the marker"
    BLANK_LINES = "blank lines"
    TRAILING_SPACE = "trailing white space"
    HEADING_MARKS = "heading marks"
    FINAL_NEWLINE = "final newline"
    OTHER = "other"


class Change(NamedTuple):
    """One place where the canonical form differs, and the edit that makes it canonical."""

    cause: Cause
    edit: Edit


def canonical(document: Document) -> str:
    """Return the canonical text of the document; laying that out again changes nothing."""
    return _page(document).text


class _Latest(NamedTuple):
    document: "weakref.ref[Document]"
    changes: tuple[Change, ...]


_latest: _Latest | None = None


def changes(document: Document) -> tuple[Change, ...]:
    """Return the edits that make the document canonical, in source order, none overlapping another.

    Those of the last document are kept: a rule asks for them again when some of them are not to be told.
    """
    global _latest
    latest = _latest
    if latest is None or latest.document() is not document:
        page = _page(document)
        found = () if page.text == document.source.text else tuple(_changes(document.source, page))
        latest = _latest = _Latest(weakref.ref(document), found)
    return latest.changes


# --- the page ---------------------------------------------------------------------------------------------------------

# Where a line of the page comes from when it is not in the source.
NEW = -1


class _Block(NamedTuple):
    """A block at the outermost level: the source lines [first, end) it comes from, its lines, and the source line of each."""

    first: int
    end: int
    lines: Sequence[str]
    origins: Sequence[int]


class _Page(NamedTuple):
    text: str
    lines: Sequence[str]
    origins: Sequence[int]


def _page(document: Document, again: int = 0) -> _Page:
    text = document.source.text
    lines = text.split("\n")
    blocks = _blocks(document, lines)
    page = _joined(blocks, lines, frozenset(), frozenset())
    if page.text == text or content.same(text, page.text) is None:
        return page
    bodies = frozenset(index for index, block in enumerate(blocks) if _is_changed_by(block, lines))
    page = _joined(blocks, lines, bodies, frozenset())
    if content.same(text, page.text) is None:
        return page
    guilty = frozenset(_guilty(blocks, lines, bodies, text))
    page = _joined(blocks, lines, bodies | guilty, guilty)
    if content.same(text, page.text) is None and (settled := _settled(document, page, again)):
        return settled
    return _Page(text, lines, range(len(lines)))


def _settled(document: Document, page: _Page, again: int) -> _Page | None:
    """Return what a page becomes when it is laid out again, or None if that does not end soon.

    Blank lines between blocks that stay as written can make other blocks of them.
    """
    from awesome_lint.parser.tokens import tokenize

    if page.text == document.source.text:
        return page
    if again == MOST_LAYOUTS:
        return None
    source = document.source.with_text(page.text)
    next_page = _page(replace(document, source=source, blocks=tokenize(page.text)), again + 1)
    if next_page.text == page.text:
        return page
    origins = [NEW if origin == NEW else page.origins[origin] for origin in next_page.origins]
    return _Page(next_page.text, next_page.lines, origins)


def _joined(blocks: Sequence[_Block], source: Sequence[str], bodies: frozenset[int], gaps: frozenset[int]) -> _Page:
    """Return the page; the blocks in `bodies` stay as written, and so do the blank lines before those in `gaps`."""
    lines: list[str] = []
    origins: list[int] = []
    end = 0
    for index, block in enumerate(blocks):
        if index in gaps:
            lines += source[end : block.first]
            origins += range(end, block.first)
        elif lines:
            lines.append("")
            origins.append(NEW)
        if index in bodies:
            lines += source[block.first : block.end]
            origins += range(block.first, block.end)
        else:
            lines += block.lines
            origins += block.origins
        end = block.end
    if not lines:
        return _Page("", (), ())
    return _Page("\n".join(lines) + "\n", lines, origins)


def _is_changed_by(block: _Block, source: Sequence[str]) -> bool:
    """Whether the canonical form of the block, taken by itself, shows something else than what is written."""
    written = source[block.first : block.end]
    return list(block.lines) != written and content.same("\n".join(written) + "\n", "\n".join(block.lines) + "\n") is not None


def _guilty(blocks: Sequence[_Block], source: Sequence[str], bodies: frozenset[int], text: str) -> Iterator[int]:
    """Yield the blocks that must stay as written, blank lines before them included, found by halving."""
    everything = frozenset(range(len(blocks)))
    suspects: list[list[int]] = [list(everything)]
    checks = 0
    while suspects:
        group = suspects.pop()
        checks += 1
        if checks > MOST_CHECKS:
            yield from group
            continue
        kept = everything.difference(group)
        if content.same(text, _joined(blocks, source, bodies | kept, kept).text) is None:
            continue
        if len(group) == 1:
            yield group[0]
            continue
        half = len(group) // 2
        suspects += (group[half:], group[:half])


# --- blocks -----------------------------------------------------------------------------------------------------------


def _blocks(document: Document, lines: Sequence[str]) -> list[_Block]:
    """Return every block at the outermost level; lines that no token covers, such as definitions of links, are blocks too."""
    tokens = cast("Sequence[Token]", document.blocks)
    blocks: list[_Block] = []
    last: Token | None = None
    cursor = 0
    for start, stop in _outermost(tokens):
        opening = tokens[start]
        if opening.map is None:
            continue
        first, end = opening.map
        if opening.type not in RAW:
            while end > first and _is_blank(lines[end - 1]):
                end -= 1
        if first < cursor or end <= first:
            continue
        if cursor < first:
            blocks.extend(_uncovered(lines, cursor, first))
        if (
            last
            and last.type in LISTS
            and (last.type, last.markup) == (opening.type, opening.markup)
            and blocks[-1].end == cursor
        ):
            # One list to GitHub: our parser ends a list where two blank lines follow an entry without text.
            blocks[-1] = _as_written(lines, blocks[-1].first, end)
        else:
            blocks.append(_block(tokens, start, stop, first, end, lines, document))
        last = opening
        cursor = end
    blocks.extend(_uncovered(lines, cursor, len(lines)))
    return blocks


def _outermost(tokens: Sequence["Token"]) -> Iterator[tuple[int, int]]:
    """Yield where each outermost block's tokens begin and end."""
    start = 0
    for index, token in enumerate(tokens):
        if token.level == 0:
            if token.nesting > 0:
                start = index
            else:
                yield (index if token.nesting == 0 else start), index + 1


def _is_blank(line: str) -> bool:
    return not line.strip(" \t")


def _uncovered(lines: Sequence[str], first: int, end: int) -> Iterator[_Block]:
    """Yield each run of lines that are not blank, as it is written."""
    start = first
    for index in range(first, end + 1):
        if index == end or _is_blank(lines[index]):
            if start < index:
                yield _as_written(lines, start, index)
            start = index + 1


def _as_written(lines: Sequence[str], first: int, end: int) -> _Block:
    return _Block(first, end, lines[first:end], range(first, end))


def _block(
    tokens: Sequence["Token"], start: int, stop: int, first: int, end: int, lines: Sequence[str], document: Document
) -> _Block:
    opening = tokens[start]
    match opening.type:
        case "heading_open":
            return _heading_block(opening, lines, first, end)
        case "paragraph_open":
            return _Block(first, end, _paragraph(lines, first, end, lines[first], 0), range(first, end))
        case "hr":
            return _Block(first, end, [lines[first].strip(" \t")], (first,))
        case "table_open":
            return _Block(first, end, [line.rstrip(" \t") for line in lines[first:end]], range(first, end))
        case "bullet_list_open" | "ordered_list_open" | "blockquote_open":
            return _container(tokens, start, stop, first, end, lines, document)
        case _:
            return _as_written(lines, first, end)


def _heading_block(opening: "Token", lines: Sequence[str], first: int, end: int) -> _Block:
    heading = _heading(opening.markup, [line.strip(" \t") for line in lines[first:end]])
    return _as_written(lines, first, end) if heading is None else _Block(first, end, [heading], (first,))


def _heading(markup: str, lines: Sequence[str]) -> str | None:
    """Return a heading with its marks in front, or None where only its own form can say what it says."""
    if markup in ("=", "-"):
        if len(lines) != 2 or CLOSING_MARKS.search(lines[0]):
            return None
        return ("# " if markup == "=" else "## ") + lines[0]
    text = lines[0][len(markup) :].strip(" \t")
    bare = CLOSING_MARKS.sub("", text)
    if CLOSING_MARKS.search(bare):
        bare = text
    return f"{markup} {bare}" if bare else markup


def _paragraph(lines: Sequence[str], first: int, end: int, text: str, quotes: int) -> list[str]:
    """Return the lines of a paragraph without indentation; `text` is its first line without what stands before it."""
    if end - first == 1:
        return [text.strip(" \t")]
    written = [_ended(text.lstrip(" \t"))]
    for index in range(first + 1, end):
        line = _unquoted(lines[index], quotes).lstrip(" \t")
        written.append(_ended(f"    {line}" if INTERRUPTS.match(line) else line))
    written[-1] = written[-1].rstrip(" \t")
    return written


def _ended(line: str) -> str:
    """Return the line without white space at its end, but with the spaces that break it."""
    return line if line.endswith("  ") else line.rstrip(" \t")


def _unquoted(line: str, quotes: int) -> str:
    """Return the line without its quote marks, of which a lazy line has fewer."""
    for _ in range(quotes):
        mark = QUOTE_MARK.match(line)
        if mark is None:
            break
        line = line[mark.end() :]
    return line


# --- lists and quotes -------------------------------------------------------------------------------------------------


class _Plan:
    """How a list is written: the markers of its items, and whether blank lines separate them."""

    __slots__ = ("is_next_to_another", "is_tight", "markers", "numbers", "opening")

    def __init__(self, opening: "Token") -> None:
        self.opening = opening
        self.numbers: list[int] = []
        self.is_tight = True
        self.is_next_to_another = False
        self.markers: Sequence[str] = ()


def _container(
    tokens: Sequence["Token"], start: int, stop: int, first: int, end: int, lines: Sequence[str], document: Document
) -> _Block:
    plans = _plans(tokens, start, stop, document.style)
    if plans is None:
        return _as_written(lines, first, end)
    block = _plain_quote(tokens, start, stop, first, end, lines, document.source) or _simple_list(
        tokens, start, stop, first, end, lines, plans, document.source
    )
    if block:
        return block
    if not _is_covered(tokens, start, stop, first, end, lines):
        return _as_written(lines, first, end)
    written = _render(tokens[start:stop], lines, plans, document.source)
    return _Block(first, end, written, _origins(written, lines, first, end))


def _plain_quote(
    tokens: Sequence["Token"], start: int, stop: int, first: int, end: int, lines: Sequence[str], source: Source
) -> _Block | None:
    """Return a quote of one paragraph and nothing else, as `_render` would write it, or None for any other block.

    There are lists whose every entry is such a quote.
    """
    if stop - start != len(PLAIN_QUOTE) or any(
        token.type != kind for token, kind in zip(tokens[start:stop], PLAIN_QUOTE, strict=True)
    ):
        return None
    if tokens[start + 1].map != [first, end]:
        return None
    begin = _text_start(tokens[start + 2], source) - source.line_starts[first]
    written = _paragraph(lines, first, end, lines[first][begin:], 1)
    return _Block(first, end, [f"> {line}" if line else ">" for line in written], range(first, end))


def _plans(tokens: Sequence["Token"], start: int, stop: int, style: Style) -> dict[int, _Plan] | None:
    """Return the plan of each list by the identity of its first token, or None when a block is met that nobody lays out."""
    plans: dict[int, _Plan] = {}
    nest: list[_Plan] = []
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
            plan = _Plan(token)
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


def _markers(plan: _Plan, depth: int, style: Style) -> Sequence[str]:
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


def _simple_list(
    tokens: Sequence["Token"],
    start: int,
    stop: int,
    first: int,
    end: int,
    lines: Sequence[str],
    plans: Mapping[int, _Plan],
    source: Source,
) -> _Block | None:
    """Return a list that holds only paragraphs, rules and such lists, or None for any other block.

    It is written as `_render` would write it; a flat list of any length takes linear time.
    """
    writer = _ListWriter(lines, first)
    starts = source.line_starts
    for index in range(start, stop):
        token = tokens[index]
        kind = token.type
        if kind == "inline" or kind == "paragraph_close":
            continue
        if kind == "paragraph_open":
            top, bottom = token.map or (first, first)
            begin = _text_start(tokens[index + 1], source) - starts[top] if writer.marks else 0
            fits = writer.write_text(top, bottom, lines[top][begin:])
        elif kind == "list_item_open":
            fits = writer.open_item(token.map[0] if token.map else first)
        elif kind == "list_item_close":
            fits = writer.close_item()
        elif kind in LISTS:
            fits = writer.open_list(plans[id(token)])
        elif kind == "hr" and token.map:
            top, bottom = token.map
            fits = writer.write_text(top, bottom, _rule(lines[top], token.markup))
        elif kind in SIMPLE:
            fits = writer.close_list()
        else:
            return None
        if not fits:
            return None
    if not writer.passes(end):
        return None
    return _Block(first, end, writer.written, writer.origins)


class _Open:
    """A list that is being written: where its items and the text in its current item are indented to."""

    __slots__ = ("indent", "inner", "is_empty", "item", "plan")

    def __init__(self, plan: _Plan, indent: str) -> None:
        self.plan = plan
        self.indent = indent
        self.inner = ""
        self.item = -1
        self.is_empty = True
        """Whether nothing of the current item has been written yet."""


class _ListWriter:
    """The lines of a list of paragraphs; each step says whether it could write what it was given."""

    def __init__(self, lines: Sequence[str], first: int) -> None:
        self.lines = lines
        self.cursor = first
        self.written: list[str] = []
        self.origins: list[int] = []
        self.nest: list[_Open] = []
        self.marks = ""
        """The markers that stand before the next text on its line."""

    def passes(self, line: int) -> bool:
        """Whether every line before this one is blank or written."""
        cursor = self.cursor
        if cursor < line and not all(map(_is_blank, self.lines[cursor:line])):
            return False
        self.cursor = line
        return True

    def open_list(self, plan: _Plan) -> bool:
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
            head, *rest = _paragraph(self.lines, first, end, text, 0)
            self.written.append(front + head)
            self.written += [outer.inner + line for line in rest]
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


def _rule(line: str, markup: str) -> str:
    """Return the thematic break at the end of a line, as written."""
    mark = re.escape(markup[0])
    written = re.search(rf"(?:{mark}[ \t]*)+$", line)
    return written.group().rstrip(" \t") if written else markup


def _text_start(inline: "Token", source: Source) -> int:
    """Return where the text of a block begins; the parser also trims space that is text to GitHub."""
    text = source.text
    start = inline.start
    while start > 0 and text[start - 1] not in " \t\n" and text[start - 1].isspace():
        start -= 1
    return start


def _is_covered(tokens: Sequence["Token"], start: int, stop: int, first: int, end: int, lines: Sequence[str]) -> bool:
    """Whether every line belongs to a block that was parsed: not to a definition, nor deeper than the parser goes."""
    cursor = first
    for index in range(start, stop):
        token = tokens[index]
        if token.type in LEAVES and token.map:
            if not all(STRUCTURE.fullmatch(line) for line in lines[cursor : token.map[0]]):
                return False
            cursor = max(cursor, token.map[1])
    return all(STRUCTURE.fullmatch(line) for line in lines[cursor:end])


def _origins(written: Sequence[str], source: Sequence[str], first: int, end: int) -> list[int]:
    """Return the source line of each written line: the next one with the same text, looked for a few lines ahead."""
    origins: list[int] = []
    cursor = first
    keys = [_key(line) for line in source[first:end]]
    for line in written:
        key = _key(line)
        origin = NEW
        if key:
            for index in range(cursor, min(cursor + 8, end)):
                if keys[index - first] == key:
                    origin = index
                    cursor = index + 1
                    break
        origins.append(origin)
    return origins


def _key(line: str) -> str:
    structure = STRUCTURE.match(line)
    return line[structure.end() if structure else 0 :].rstrip(" \t")


# --- mdformat ---------------------------------------------------------------------------------------------------------


def _render(tokens: Sequence["Token"], lines: Sequence[str], plans: Mapping[int, _Plan], source: Source) -> list[str]:
    """Return the lines of a block laid out by mdformat, every leaf as its author wrote it."""
    # Importing it takes as long as a third of our start and loads the user's plugins, so only files that need it pay.
    from mdformat.renderer import MDRenderer

    extension = _Extension(lines, plans, source)
    options = {"mdformat": {}, "parser_extension": [extension]}
    text = MDRenderer().render([_shallow(token) for token in tokens], options, {}, finalize=False)
    return text.split("\n")


def _shallow(token: "Token") -> "Token":
    """Return the token without the tokens inside of it, for which mdformat would build a tree."""
    if not token.children:
        return token
    alone = copy(token)
    alone.children = None
    return alone


class _Extension:
    """Renderers in place of mdformat's: lists by their plans, leaves verbatim."""

    def __init__(self, lines: Sequence[str], plans: Mapping[int, _Plan], source: Source) -> None:
        self.lines = lines
        self.plans = plans
        self.source = source
        self.RENDERERS = {
            "paragraph": self.paragraph,
            "heading": self.heading,
            "hr": self.rule,
            "fence": self.fence,
            "code_block": self.code,
            "html_block": self.html,
            "table": self.table,
            "blockquote": self.quote,
            "bullet_list": self.listing,
            "ordered_list": self.listing,
            "list_item": self.item,
        }

    def paragraph(self, node: Any, context: Any) -> str:
        first, end = node.map
        start = _text_start(node.children[0].token, self.source)
        text = self.lines[first][start - self.source.line_starts[first] :]
        return "\n".join(_paragraph(self.lines, first, end, text, _quotes(node)))

    def heading(self, node: Any, context: Any) -> str:
        first, end = node.map
        inline = node.children[0]
        if node.markup in ("=", "-"):
            lines = [_unquoted(line, _quotes(node)).strip(" \t") for line in self.lines[first:end]]
            lines[: end - first - 1] = [line.strip(" \t") for line in inline.content.split("\n")]
            return _heading(node.markup, lines) or "\n".join(lines)
        return _heading(node.markup, [f"{node.markup} {inline.content}"]) or ""

    def rule(self, node: Any, context: Any) -> str:
        return _rule(self.lines[node.map[0]], node.markup)

    def fence(self, node: Any, context: Any) -> str:
        opening = f"{node.markup}{node.info}".rstrip(" \t")
        code = node.content
        if code and not code.endswith("\n"):
            # The last line of a file may lack its newline.
            code += "\n"
        return f"{opening}\n{code}{node.markup}"

    def code(self, node: Any, context: Any) -> str:
        return "\n".join(f"    {line}" if line else "" for line in node.content.rstrip("\n").split("\n"))

    def html(self, node: Any, context: Any) -> str:
        return str(node.content).strip("\n").lstrip(" \t")

    def table(self, node: Any, context: Any) -> str:
        rows: list[str] = []
        first, end = node.map
        quotes = _quotes(node)
        for index in range(first, end):
            rows.append(_unquoted(self.lines[index], quotes).strip(" \t"))
        head = node.children[0].children[0].nester_tokens.opening
        rows[0] = self.source.text[head.start : head.end].rstrip(" \t")
        delimiters = DELIMITERS.search(self.lines[first + 1])
        if delimiters:
            rows[1] = delimiters.group().rstrip(" \t")
        return "\n".join(rows)

    def quote(self, node: Any, context: Any) -> str:
        text = "\n\n".join(rendered for child in node.children if (rendered := child.render(context)))
        # mdformat splits at every Unicode line separator, which are characters like any other to GitHub.
        return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))

    def listing(self, node: Any, context: Any) -> str:
        plan = self.plans[id(node.nester_tokens.opening)]
        items: list[str] = []
        for marker, item in zip(plan.markers, node.children, strict=True):
            indent = " " * (len(marker) + 1)
            first, *rest = item.render(context).split("\n")
            lines = [f"{marker} {first}" if first else marker]
            lines += [f"{indent}{line}" if line else "" for line in rest]
            items.append("\n".join(lines))
        return ("\n" if plan.is_tight else "\n\n").join(items)

    def item(self, node: Any, context: Any) -> str:
        plan = self.plans[id(node.parent.nester_tokens.opening)]
        separator = "\n" if plan.is_tight else "\n\n"
        return separator.join(rendered for child in node.children if (rendered := child.render(context)))


def _quotes(node: Any) -> int:
    """Return how many quotes hold the node."""
    count = 0
    while node.parent:
        node = node.parent
        count += node.type == "blockquote"
    return count


# --- changes ----------------------------------------------------------------------------------------------------------


def _changes(source: Source, page: _Page) -> Iterator[Change]:
    lines = source.text.split("\n")
    starts = source.line_starts
    if not page.lines:
        yield Change(Cause.BLANK_LINES, Edit(Span(0, len(source.text)), ""))
        return
    end = 0
    new: list[str] = []
    for line, origin in zip(page.lines, page.origins, strict=True):
        if origin == NEW:
            new.append(line)
            continue
        if new or end < origin:
            yield from _between(lines, starts, end, origin, new)
            new = []
        if line != lines[origin]:
            yield from _in_line(starts[origin], lines[origin], line)
        end = origin + 1
    yield from _at_end(source, lines, end, new)


def _between(lines: Sequence[str], starts: Sequence[int], first: int, end: int, new: Sequence[str]) -> Iterator[Change]:
    """Yield how the source lines [first, end) become the new ones."""
    old = lines[first:end]
    if any(new) or not all(_is_blank(line) for line in old):
        if old != list(new):
            yield Change(_cause_between(old, new), Edit(Span(starts[first], starts[end]), "".join(f"{line}\n" for line in new)))
        return
    kept = min(len(old), len(new))
    for index in range(first, first + kept):
        if lines[index]:
            yield Change(Cause.TRAILING_SPACE, Edit(Span(starts[index], starts[index] + len(lines[index])), ""))
    if len(old) != len(new):
        edit = Edit(Span(starts[first + kept], starts[end]), "\n" * (len(new) - kept))
        yield Change(Cause.BLANK_LINES, edit)


def _cause_between(old: Sequence[str], new: Sequence[str]) -> Cause:
    if all(not line.strip(" \t>") for line in (*old, *new)):
        return Cause.BLANK_LINES
    if not any(new) and all(_is_blank(line) or UNDERLINE.match(line) for line in old):
        return Cause.HEADING_MARKS
    return Cause.OTHER


def _at_end(source: Source, lines: Sequence[str], first: int, new: Sequence[str]) -> Iterator[Change]:
    """Yield how the page ends after its last line that comes from the source, which ends before line `first`."""
    text = source.text
    if first == 0:
        yield Change(Cause.OTHER, Edit(Span(0, len(text)), "".join(f"{line}\n" for line in new)))
        return
    ending = "\n" + "".join(f"{line}\n" for line in new)
    start = source.line_starts[first] - 1 if first < len(lines) else len(text)
    old = text[start:]
    if old == ending:
        return
    if old == "":
        yield Change(Cause.FINAL_NEWLINE, Edit(Span(start, start), ending))
    elif not any(new):
        extra = start + 1
        cause = Cause.HEADING_MARKS if not _is_blank(lines[first]) else Cause.BLANK_LINES
        yield Change(cause, Edit(Span(extra, len(text)), ending[1:]))
    else:
        yield Change(Cause.OTHER, Edit(Span(start, len(text)), ending))


def _in_line(offset: int, old: str, new: str) -> Iterator[Change]:
    """Yield how a line at an offset becomes the new one, which differs: piece by piece where both are built alike."""
    old_end = len(old.rstrip(" \t"))
    trailing = new == new.rstrip(" \t") and old_end < len(old)
    body = old[:old_end] if trailing else old
    if body != new:
        yield from _in_front(offset, body, new)
    if trailing:
        yield Change(Cause.TRAILING_SPACE, Edit(Span(offset + old_end, offset + len(old)), ""))


def _in_front(offset: int, old: str, new: str) -> Iterator[Change]:
    old_pieces, old_text = _pieces(old)
    new_pieces, new_text = _pieces(new)
    if len(old_pieces) != len(new_pieces) or old[old_text:].lstrip(" \t") != new[new_text:].lstrip(" \t"):
        yield _whole(offset, old, new)
        return
    position = 0
    cause = Cause.INDENTATION
    for (old_space, old_mark), (new_space, new_mark) in zip(old_pieces, new_pieces, strict=True):
        if old_space != new_space:
            yield Change(cause, Edit(Span(offset + position, offset + position + len(old_space)), new_space))
        position += len(old_space)
        if old_mark != new_mark:
            yield _marker_change(offset + position, old_mark, new_mark)
        position += len(old_mark)
        cause = Cause.HEADING_MARKS if new_mark[0] == "#" else Cause.SPACE_AFTER_MARKER
    old_space = old[old_text : len(old) - len(old[old_text:].lstrip(" \t"))]
    new_space = new[new_text : len(new) - len(new[new_text:].lstrip(" \t"))]
    if old_space != new_space:
        yield Change(cause, Edit(Span(offset + position, offset + position + len(old_space)), new_space))


def _pieces(line: str) -> tuple[list[tuple[str, str]], int]:
    """Return white space and mark of each piece that stands before the text of a line, and where they end."""
    pieces: list[tuple[str, str]] = []
    end = 0
    while match := PIECES.match(line, end):
        pieces.append((match.group(1), match.group(2)))
        end = match.end()
        if match.group(2)[0] == "#":
            break
    return pieces, end


def _marker_change(start: int, old: str, new: str) -> Change:
    if old[0].isdigit() and new[0].isdigit() and old[-1] == new[-1]:
        return Change(Cause.NUMBERING, Edit(Span(start, start + len(old) - 1), new[:-1]))
    cause = Cause.BULLET if old in ("-", "*", "+") and new in ("-", "*", "+") else Cause.OTHER
    return Change(cause, Edit(Span(start, start + len(old)), new))


def _whole(offset: int, old: str, new: str) -> Change:
    """Return one change for a line whose forms have nothing but their middle in common."""
    start = 0
    limit = min(len(old), len(new))
    while start < limit and old[start] == new[start]:
        start += 1
    end = 0
    while end < limit - start and old[-1 - end] == new[-1 - end]:
        end += 1
    is_heading = new.lstrip(" >").startswith("#")
    edit = Edit(Span(offset + start, offset + len(old) - end), new[start : len(new) - end])
    return Change(Cause.HEADING_MARKS if is_heading else Cause.OTHER, edit)
