"""The content check: what a reader sees and can click, before and after, by GitHub's own parser.

It shares nothing with our parser or rules, so that a mistake of theirs cannot hide itself. cmarkgfm, GitHub's C parser, renders
both texts; `same` compares the pages, `explained` lets them differ by what a pass of fixes declared and nothing else.
"""

import re
from _thread import allocate_lock
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from html import unescape
from itertools import chain
from textwrap import dedent
from urllib.parse import unquote

from awesome_lint.diagnostic import Edit, Effect
from awesome_lint.patterns import lazy
from awesome_lint.source import Span
from awesome_lint.values import NamedTuple

EXTENSIONS = ("table", "autolink", "strikethrough", "tagfilter", "tasklist")

# All white space but single spaces, which stay as they are.
ASCII_SPACE = lazy(r"[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+")
PRESERVED = lazy(r"<(/?)(pre|code)\b")

TAG = lazy(r"</?[a-zA-Z][^<>]*>")
TAG_OR_COMMENT = lazy(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.DOTALL)
TARGET = lazy(r"""<(?:a|img)\b[^<>]*?\s(?:href|src)\s*=\s*("[^"]*"|'[^']*'|[^\s<>"']+)""", re.IGNORECASE)
HEADING = lazy(r"<h([1-6])\b[^<>]*>((?:(?!<h[1-6]\b).)*?)</h\1\s*>", re.IGNORECASE | re.DOTALL)
BLOCK = lazy(r"<(li|tr|hr|table|pre|input)\b", re.IGNORECASE)
BLOCK_NAMES = {"li": "list items", "tr": "rows", "hr": "rules", "table": "tables", "pre": "code blocks", "input": "task boxes"}
SOURCE_PLACE = lazy(r' data-sourcepos="(\d+):\d+-\d+:\d+"')

# A line that defines a link target or a footnote, wherever it stands; a line of code that looks like one does no harm.
DEFINITION = lazy(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(\[[^\]\n]+\]:[^\n]*)$", re.MULTILINE)
LABEL = lazy(r"\[([^\[\]\n]+)\]")

# What ends the written form of a link target to the left or right of an edit that touches only a part of it.
TARGET_END = frozenset(" \t\n<>[]\"'|")
# So many characters before a change in a target tell whether it is the target that is read.
NEAR_TARGET = 4
NOT_IN_TARGETS = lazy(r"[\s\[\]()<>|`*!]")
SCHEME = lazy(r"(?:https?|ftp)://|www\.")
LONGEST_TARGET = 4000

# Text that is rendered as it is written.
PLAIN = lazy(r"(?:[^\W\d_][^\W_]*|[ ,.;?!()'\n])*")

# cmark-gfm keeps what its extensions look for in tables that all parsers of a process share, changes them while it parses, and
# cffi lets other threads run meanwhile. Without the lock, half of the pages that eight threads render at once come out wrong.
# From `_thread`, as `threading` takes longer to import than the lock is worth to a run without threads.
RENDERING = allocate_lock()

# Texts are compared in pieces, so that finding where two differ costs little Python.
PIECE = 4096


class Difference(NamedTuple):
    """The first thing that a reader would miss or get: the line (from 1, as well as it can be told) and what it is."""

    line: int
    message: str


def same(before: str, after: str) -> Difference | None:
    """Return the first difference between two texts that should show the same page, or None.

    White space counts as HTML counts it: a run of ASCII white space outside code is one space; a non-breaking space is a
    character like any other. Definitions of links and HTML comments, which no reader sees, count too.
    """
    if before == after:
        return None
    old, new = _render(before), _render(after)
    if old != new:
        normal_old, normal_new = _normalised(old), _normalised(new)
        if normal_old != normal_new:
            at = _first_mismatch(normal_old, normal_new, 0, 0)
            return Difference(_line(before, at), _pages_differ(normal_old, normal_new, at))
    old_definitions, new_definitions = _definitions(before), _definitions(after)
    if old_definitions != new_definitions:
        return _definitions_differ(before, old_definitions, new_definitions)
    return None


def explained(before: str, after: str, edits: Sequence[tuple[Effect, Edit]]) -> Difference | None:
    """Return the first thing that differs beyond what these edits of `before` declare, or None.

    The edits are in source order. An edit explains a difference only inside the place that it covers, so one that makes or
    breaks markup has to cover that markup.
    """
    if before == after:
        return None
    old, new = _page(before), _page(after)
    places = _Places(before, edits)
    return (
        _definitions_explained(before, old, new, places)
        or _headings_explained(before, old, new, places)
        or _targets_explained(before, old, new, places)
        or _blocks_explained(before, old, new, places)
        or _text_explained(before, old, new, places)
    )


# --- rendering --------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def _render(text: str, places: bool = False) -> str:
    """Return the page that GitHub makes of the text; with `places`, every block tag names its lines in the text.

    The last few pages are kept: the layout is checked where it is made and again before it is written, and cmarkgfm never
    gives back the memory of a page that it rendered.
    """
    from cmarkgfm.cmark import Options, markdown_to_html_with_extensions

    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    if places:
        options |= Options.CMARK_OPT_SOURCEPOS
    with RENDERING:
        html: str = markdown_to_html_with_extensions(text, options, EXTENSIONS)
    return html


def _normalised(html: str) -> str:
    """Return the page with each run of white space outside code as one space."""
    parts: list[str] = []
    depth = 0
    position = 0
    for match in PRESERVED.finditer(html):
        piece = html[position : match.start()]
        parts.append(piece if depth else ASCII_SPACE.sub(" ", piece))
        position = match.start()
        depth = max(depth - 1, 0) if match.group(1) else depth + 1
    piece = html[position:]
    parts.append(piece if depth else ASCII_SPACE.sub(" ", piece))
    return "".join(parts).strip(" ")


def _first_mismatch(old: str, new: str, at_old: int, at_new: int) -> int:
    """Return how many characters from the two offsets on are equal."""
    start = at_old
    while old[at_old : at_old + PIECE] == new[at_new : at_new + PIECE]:
        if at_old >= len(old):
            return at_old - start
        at_old += PIECE
        at_new += PIECE
    low, high = 0, PIECE
    while low < high:
        middle = (low + high) // 2
        if old[at_old : at_old + middle + 1] == new[at_new : at_new + middle + 1]:
            low = middle + 1
        else:
            high = middle
    return min(at_old + low, len(old)) - start


def _line(text: str, at: int) -> int:
    """Return the line of the text that makes what stands at an offset of its normalised page."""
    placed = _normalised(_render(text, places=True))
    line = 1
    removed = 0
    for match in SOURCE_PLACE.finditer(placed):
        if placed.rfind("<", 0, match.start()) - removed > at:
            break
        line = int(match.group(1))
        removed += match.end() - match.start()
    return line


def _pages_differ(old: str, new: str, at: int) -> str:
    return f"expected {_around(old, at)} on the page, found {_around(new, at)}"


def _around(html: str, at: int) -> str:
    start = max(html.rfind(" ", max(at - 20, 0), at), html.rfind(">", max(at - 20, 0), at)) + 1
    return _quoted(html[max(start, at - 20) : at + 30])


def _quoted(text: str) -> str:
    """Return a piece of a page as a message may hold it: one line, short, between quotes."""
    line = " ".join(text.split())
    return f"`{line if len(line) <= 60 else line[:57] + '...'}`" if line else "nothing"


# --- what a page holds ------------------------------------------------------------------------------------------------


class _Page(NamedTuple):
    html: str
    text: str
    """The characters a reader reads, without white space."""
    targets: list[str]
    headings: list[tuple[str, str]]
    blocks: Mapping[str, int]
    hidden: list[str]
    """Definitions and comments."""


def _page(text: str) -> _Page:
    html = _render(text)
    comments = _comments(html)
    return _Page(
        html,
        _visible(html),
        _targets(html),
        [(match.group(1), _visible(match.group(2))) for match in HEADING.finditer(html)],
        Counter(name.lower() for name in BLOCK.findall(html)),
        _definitions(text) + comments,
    )


def _visible(html: str) -> str:
    """Return the characters a reader reads, without white space."""
    head, tail = _halves(html)
    shown = (TAG_OR_COMMENT.sub("", head) if head else "") + TAG.sub("", tail)
    return _bare(unescape(shown))


def _halves(html: str) -> tuple[str, str]:
    """Return the page up to the end of the last comment, and the rest, where `<!--` begins none.

    To look for an end from every `<!--` there would take quadratic time.
    """
    last = html.rfind("-->") + 3 if "<!--" in html else 0
    return (html[:last], html[last:]) if last >= 3 else ("", html)


def _bare(text: str) -> str:
    return "".join(text.split())


def _comments(html: str) -> list[str]:
    comments: list[str] = []
    position = 0
    while (start := html.find("<!--", position)) >= 0:
        end = html.find("-->", start)
        if end < 0:
            break
        comments.append("".join(html[start : end + 3].split()))
        position = end + 3
    return comments


def _targets(html: str) -> list[str]:
    return [_target(written) for written in TARGET.findall(html)]


def _target(written: str) -> str:
    """Return a link's target as a browser takes it, whichever way it was encoded."""
    value = written[1:-1] if written[0] in "\"'" else written
    return unquote(unescape(value)).strip()


def _definitions(text: str) -> list[str]:
    if "]:" not in text:
        return []
    return [" ".join(written.split()) for written in DEFINITION.findall(text)]


def _definitions_differ(before: str, old: Sequence[str], new: Sequence[str]) -> Difference:
    lost = Counter(old) - Counter(new)
    gained = Counter(new) - Counter(old)
    if lost:
        written = next(iter(lost))
        return Difference(_line_of(before, written), f"expected {_quoted(written)}, found no such definition")
    if gained:
        return Difference(1, f"expected no definition {_quoted(next(iter(gained)))}, found one")
    return Difference(1, "expected the definitions in their order, found another order")


def _line_of(text: str, piece: str) -> int:
    """Return the line on which a piece stands, as far as its first word tells, or 1."""
    for part in (piece, piece.partition(" ")[0], piece[:12]):
        at = text.find(part) if part else -1
        if at >= 0:
            return text.count("\n", 0, at) + 1
    return 1


# --- what the edits cover ---------------------------------------------------------------------------------------------


class _Places:
    """The edited places of a text, and what they held and hold."""

    def __init__(self, before: str, edits: Sequence[tuple[Effect, Edit]]) -> None:
        self.before = before
        self.edits = edits
        self.effects = Effect.NOTHING
        for effect, _ in edits:
            self.effects |= effect
        self.definitions: dict[str, str] = {}
        if "]:" in before:
            for line in DEFINITION.findall(before):
                self.definitions.setdefault(_label(line[1 : line.index("]:")]), line)

    def rendered(self, piece: str) -> str:
        """Return the page of a piece of the text, or of what replaces it, whose labels mean what they mean there."""
        if piece.lstrip().startswith("|"):
            # Rows are rows only below a header.
            bars = max(line.count("|") for line in piece.split("\n"))
            piece = f"{'| ' * bars}|\n{'|-' * bars}|\n{piece.lstrip()}"
        elif piece.lstrip("\n").startswith("    "):
            # What is nested deep in a list is no code when it stands alone.
            piece = dedent(piece)
        if self.definitions and "[" in piece:
            used = dict.fromkeys(_label(label) for label in LABEL.findall(piece))
            lines = [line for label in used if (line := self.definitions.get(label)) and not label.startswith("^")]
            return _render("\n".join((piece, "", *lines)))
        return _render(piece)

    def having(self, effect: Effect) -> Iterator[Edit]:
        """Yield the edits that declare any of these effects."""
        for declared, edit in self.edits:
            if declared & effect:
                yield edit

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

    def _widened(self, span: Span) -> Span:
        """Return the span with the rest of the link target around it; parentheses inside a target come in pairs."""
        before = self.before
        start, end = span
        depth = inside = 0
        while start > max(span.start - LONGEST_TARGET, 0) and (character := before[start - 1]) not in TARGET_END:
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
        while end < limit and (character := before[end]) not in TARGET_END:
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


# --- one after the other ----------------------------------------------------------------------------------------------


def _definitions_explained(before: str, old: _Page, new: _Page, places: _Places) -> Difference | None:
    if old.hidden == new.hidden:
        return None
    lost = Counter(old.hidden) - Counter(new.hidden)
    gained = Counter(new.hidden) - Counter(old.hidden)
    removed, inserted = (_bare("\n".join(side)) for side in _whole_lines(places))
    for written in lost:
        if _bare(written) not in removed:
            kind = "comment" if written.startswith("<!--") else "definition"
            return Difference(_line_of(before, written), f"expected {_quoted(written)}, found no such {kind}")
    for written in gained:
        if _bare(written) not in inserted:
            return Difference(1, f"expected no {_quoted(written)}, found one")
    return None


def _whole_lines(places: _Places) -> tuple[list[str], list[str]]:
    """Return the lines that the edits touch, before and after; whoever edits a part of a definition changes the whole."""
    before = places.before
    old: list[str] = []
    new: list[str] = []
    last_end = -1
    for _, edit in places.edits:
        start = before.rfind("\n", 0, edit.span.start) + 1
        end = before.find("\n", edit.span.end)
        end = len(before) if end < 0 else end
        if start < last_end:
            # A second edit of the same line: its text is appended as it will stand.
            tail = new[-1]
            new[-1] = tail[: len(tail) - (last_end - edit.span.start)] + edit.text + before[edit.span.end : end]
            old[-1] += before[last_end:end]
        else:
            old.append(before[start:end])
            new.append(before[start : edit.span.start] + edit.text + before[edit.span.end : end])
        last_end = end
    return old, new


def _headings_explained(before: str, old: _Page, new: _Page, places: _Places) -> Difference | None:
    if old.headings == new.headings:
        return None
    texts = Effect.TEXT | Effect.LINKS | Effect.BLOCKS
    if len(old.headings) != len(new.headings) and Effect.BLOCKS not in places.effects:
        return Difference(1, f"expected {len(old.headings)} headings, found {len(new.headings)}")
    lost = Counter(text for _, text in old.headings) - Counter(text for _, text in new.headings)
    if lost and not places.effects & texts:
        return _heading_lost(before, next(iter(lost)))
    if lost and not places.effects & (Effect.TEXT | Effect.LINKS):
        removed = _page(places.lines(Effect.BLOCKS)[0])
        known = {text for _, text in removed.headings}
        for text in lost:
            if text not in known and text not in removed.text:
                return _heading_lost(before, text)
    if Effect.HEADINGS in places.effects:
        return None
    levels = {text: level for level, text in new.headings}
    for (level, text), _ in (Counter(old.headings) - Counter(new.headings)).items():
        if text not in lost and level != levels[text]:
            message = f"expected {_quoted(text)} as a heading of level {level}, found level {levels[text]}"
            return Difference(_line_of(before, text), message)
    return None if places.effects & texts else Difference(1, "expected the headings in their order, found another order")


def _heading_lost(before: str, text: str) -> Difference:
    return Difference(_line_of(before, text), f"expected the heading {_quoted(text)}, found none")


def _targets_explained(before: str, old: _Page, new: _Page, places: _Places) -> Difference | None:
    if old.targets == new.targets:
        return None
    removed, inserted = places.wide(Effect.LINKS | Effect.BLOCKS)
    touched_old, touched_new = _touched(removed, places), _touched(inserted, places)
    lost = Counter(old.targets) - Counter(new.targets)
    gained = Counter(new.targets) - Counter(old.targets)
    touched_old.update(target for target in lost if _is_odd_and_holds(target, removed))
    touched_new.update(target for target in gained if _is_odd_and_holds(target, inserted))
    for target in lost:
        if target not in touched_old:
            return Difference(_line_of(before, target), f"expected a link to {_quoted(target)}, found none")
    for target in gained:
        if target not in touched_new:
            return Difference(_line_of(before, target), f"expected no link to {_quoted(target)}, found one")
    touched = touched_old | touched_new
    old_rest = [target for target in old.targets if target not in touched]
    new_rest = [target for target in new.targets if target not in touched]
    for old_target, new_target in zip(old_rest, new_rest, strict=True):
        if old_target != new_target:
            message = f"expected a link to {_quoted(old_target)} here, found one to {_quoted(new_target)}"
            return Difference(_line_of(before, old_target), message)
    return None


def _is_odd_and_holds(target: str, pieces: Sequence[str]) -> bool:
    """Whether a target that its author did not mean, such as `a](https://b`, holds one of the pieces."""
    return not TARGET_END.isdisjoint(target) and any(len(piece) > 6 and piece in target for piece in pieces)


def _touched(slices: Sequence[str], places: _Places) -> set[str]:
    """Return every target that stands in the slices: as links, bare, as plain text between brackets, or by a label."""
    text = "\n\n".join(slices)
    found = set(_targets(places.rendered(text)))
    found.update(_target(piece) for piece in re.split(r"[\s()<>\"']+", text) if piece)
    found.update(_target(piece.rstrip(".,;:!?*_")) for piece in slices if piece.rstrip(".,;:!?*_"))
    labels = "\n\n".join(f"[{label}]" for label in LABEL.findall(text) if _label(label) in places.definitions)
    if labels:
        found.update(_targets(places.rendered(labels)))
    if "" not in found and "]()" in text:
        found.add("")
    return found


def _label(written: str) -> str:
    """Return the label of a reference as GitHub compares it with others."""
    return " ".join(written.split()).casefold()


def _blocks_explained(before: str, old: _Page, new: _Page, places: _Places) -> Difference | None:
    if old.blocks == new.blocks:
        return None
    removed, inserted = places.lines(Effect.BLOCKS)
    room = 0
    if Effect.BLOCKS in places.effects:
        # A mark in front of a line makes or ends one block of a kind, so no kind may change more often than lines are touched.
        room = removed.count("\n") + inserted.count("\n") + len(places.edits) + 1
    for name, noun in BLOCK_NAMES.items():
        was, now = old.blocks.get(name, 0), new.blocks.get(name, 0)
        if abs(was - now) > room:
            line = _line_of_first_edit(places)
            return Difference(line, f"expected {was} {noun}, found {now}")
    return None


def _line_of_first_edit(places: _Places) -> int:
    return places.before.count("\n", 0, places.edits[0][1].span.start) + 1 if places.edits else 1


def _text_explained(before: str, old: _Page, new: _Page, places: _Places) -> Difference | None:
    """Walk both texts; at every mismatch the next edit that has not been used must say what was removed and inserted."""
    if old.text == new.text:
        return None
    unused = places.readable()
    at_old = at_new = 0
    while True:
        equal = _first_mismatch(old.text, new.text, at_old, at_new)
        at_old += equal
        at_new += equal
        if at_old >= len(old.text) and at_new >= len(new.text):
            return None
        # An edit that explains nothing here changed nothing that is read, or its change would have been met before.
        found = None
        for edit, is_target in unused:
            if not is_target or _stands_there(before, edit, old.text, at_old):
                found = _change(places, edit, old.text, at_old, new.text, at_new)
            if found:
                break
        if found is None:
            expected, shown = old.text[at_old : at_old + 30], new.text[at_new : at_new + 30]
            return Difference(_line_of_text(before, old, at_old), f"expected {_quoted(expected)}, found {_quoted(shown)}")
        at_old += len(found[0])
        at_new += len(found[1])


def _change(places: _Places, edit: Edit, old: str, at_old: int, new: str, at_new: int) -> tuple[str, str] | None:
    """Return what the edit removed and inserted, as written or as rendered, if that is what differs at these offsets."""
    removed, inserted = places.before[edit.span.start : edit.span.end], edit.text
    change = _trimmed(_bare(removed), _bare(inserted))
    if _differ_by(change, old, at_old, new, at_new):
        return change
    if PLAIN.fullmatch(removed) and PLAIN.fullmatch(inserted):
        return None
    change = _trimmed(_visible(places.rendered(removed)), _visible(places.rendered(inserted)))
    return change if _differ_by(change, old, at_old, new, at_new) else None


def _differ_by(change: tuple[str, str], old: str, at_old: int, new: str, at_new: int) -> bool:
    return any(change) and _is_rotation(old, at_old, change[0]) and _is_rotation(new, at_new, change[1])


def _is_in_address(before: str, edit: Edit) -> bool:
    """Whether the edit lies in an address and leaves it one, which is read where its link is bare."""
    start, end = edit.span
    if NOT_IN_TARGETS.search(before[start:end] + edit.text):
        return False
    begin = start
    while begin > max(start - LONGEST_TARGET, 0) and not before[begin - 1].isspace():
        begin -= 1
    return SCHEME.search(before, begin, end + len("http://")) is not None


def _stands_there(before: str, edit: Edit, old: str, at: int) -> bool:
    """Whether what stands before the edit is what was read before the offset; hidden targets are passed over by that."""
    removed, inserted = before[edit.span.start : edit.span.end], edit.text
    start = edit.span.start + _first_mismatch(removed, inserted, 0, 0)
    return old.endswith(_bare(before[max(start - NEAR_TARGET, 0) : start]), 0, at)


def _trimmed(old: str, new: str) -> tuple[str, str]:
    """Return both without what they begin and end with in common."""
    start = _first_mismatch(old, new, 0, 0)
    end = 0
    limit = min(len(old), len(new)) - start
    while end < limit and old[-1 - end] == new[-1 - end]:
        end += 1
    return old[start : len(old) - end], new[start : len(new) - end]


def _is_rotation(text: str, at: int, piece: str) -> bool:
    """Whether the piece stands there, or its characters do: what is cut out of a periodic text shows up rotated."""
    if text.startswith(piece, at):
        return True
    return Counter(text[at : at + len(piece)]) == Counter(piece)


def _line_of_text(before: str, page: _Page, at: int) -> int:
    """Return the line whose block holds the character at an offset of the page's text."""
    head, _ = _halves(page.html)
    seen = position = 0
    for match in chain(TAG_OR_COMMENT.finditer(head), TAG.finditer(page.html, len(head))):
        seen += len(_bare(unescape(page.html[position : match.start()])))
        if seen > at:
            break
        position = match.end()
    return _line(before, len(_normalised(page.html[:position])))
