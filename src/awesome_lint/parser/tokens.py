"""Markdown into tokens with exact places: the only module that knows markdown-it-py.

markdown-it-py records lines, for blocks only. Here every inline token also gets `start` and `end`, offsets into the source:
the inline parser below drives markdown-it-py's rules itself, notes where each of them began and ended, and afterwards maps
the offsets in a block's content back through list indentation, quote marks, trimming and table cells. Blocks get the offset
of what begins them: a list item that of its marker, a row that of its first character.

The dialect is GitHub's: CommonMark, tables, strikethrough, autolinks, footnotes, front matter. Task boxes and alerts stay the
plain text they are written as.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import (
    MD_TRIM_CHARS,
    isMdAsciiPunct,
    isPunctChar,
    isWhiteSpace,
    normalizeReference,
    unescapeAll,
)
from markdown_it.helpers import parseLinkLabel, parseLinkTitle
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, heading, list_block, reference, table
from markdown_it.rules_inline import StateInline, backtick, entity, escape, html_inline
from markdown_it.rules_inline.autolink import AUTOLINK_RE, EMAIL_RE
from markdown_it.rules_inline.balance_pairs import link_pairs
from markdown_it.rules_inline.emphasis import postProcess as pair_emphasis  # noqa: N813
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.rules_inline.strikethrough import postProcess as pair_strikethrough  # noqa: N813
from markdown_it.token import Token as MarkdownItToken
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def
from mdit_py_plugins.front_matter import front_matter_plugin

from awesome_lint.document import Definition, Text
from awesome_lint.parser import autolinks
from awesome_lint.source import Span

# Deeper than any list is nested, and shallow enough that the recursion of the block rules stays far from Python's limit.
MAX_NESTING = 64

# Where the text of an inline block may stop being text. A colon or `w` counts only where a bare URL may begin.
STOP = re.compile(r"[\n!&*<\[\]\\_`~]|:(?:(?<=[tT][tT][pP]:)|(?<=[pP][sS]:)|(?<=[fF][tT][pP]:))(?=//)|w(?=ww\.)")

# A label in which nothing but its closing bracket can end it.
PLAIN_LABEL = re.compile(r"[^\[\]\\`<]*\]")
# A destination that is what it says, closed at once.
PLAIN_RESOURCE = re.compile(r"\(([^\s()<>\\&]*)\)")
# `[[label](url)`: the inner link makes the outer bracket text.
LINK_IN_BRACKET = re.compile(r"\[\[[^\[\]\\`<]*\]\([^\s()<>\\]*\)")
# GitHub's limit; without one, many references that are never closed would take quadratic time.
MAX_LABEL = 1000
# What an angle link may look like at most, so that many `<` are not each looked through to the end.
ANGLE_LINK = re.compile(r"<([^<>\x00-\x20]+)>")
BAR = re.compile(r"\|")
ESCAPED_BAR = re.compile(r"\\\|")
SPACE = re.compile(r"[ \t\n]*")
DESTINATION_STOP = re.compile(r"[\x00-\x20\x7f()\\]")
ANGLE_DESTINATION = re.compile(r"<([^<>\n\\]*(?:\\.[^<>\n\\]*)*)>")
MAX_PARENTHESES = 32
# What stands before the destination of a definition; in a quote, a mark may follow the line break.
DEFINITION = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]:[ \t]*(?:\n[ \t>]*)?", re.DOTALL)

# What stands beside a run of `*`: white space or an end, punctuation, anything else.
SPACE_KIND, MARK_KIND, SOLID_KIND = range(3)


class Token(MarkdownItToken):
    """A token with the place of what the author typed for it; both offsets are -1 where it has none of its own.

    `url_start` and `url_end` hold the place of a link's or image's destination, -1 where it is written elsewhere. A row with
    more or fewer cells than its header has the places of what is written as `meta["cells"]`.
    """

    __slots__ = ("end", "start", "url_end", "url_start")

    children: list["Token"] | None  # type: ignore[assignment]

    def __init__(self, type: str, tag: str, nesting: Literal[-1, 0, 1]) -> None:  # noqa: A002
        self.type = type
        self.tag = tag
        self.nesting = nesting
        self.attrs = {}
        self.map = None
        self.level = 0
        self.children = None
        self.content = ""
        self.markup = ""
        self.info = ""
        self.meta = {}
        self.block = False
        self.hidden = False
        self.start = self.end = self.url_start = self.url_end = -1


def tokenize(text: str, definitions: list[Definition] | None = None) -> list[Token]:
    """Return the block tokens of a text whose lines end with `\\n`; those of type `inline` hold theirs in `children`.

    What defines the targets of references is no block of its own, and is appended to `definitions`, in source order. Time and
    memory grow linearly with the text.
    """
    md = _markdown()
    src = text.replace("\0", "\ufffd")
    env: dict[str, Any] = {}
    tokens: list[Any] = []
    md.block.parse(src, md, env, tokens)
    lines = _Lines(src)
    row: Token | None = None
    cells: Iterator[tuple[int, int]] = iter(())
    written: list[tuple[int, int]] = []
    count = 0
    for token in tokens:
        kind = token.type
        if kind == "inline":
            if row is not None:
                _place_cell(token, src, next(cells, (row.end, row.end)), md, env)
                count += 1
            else:
                _place_inline(token, lines, md, env)
        elif kind == "tr_open":
            row = token
            count = 0
            written = list(_cells(src, token.start, token.end))
            cells = iter(written)
        elif kind == "tr_close" and row is not None:
            if len(written) != count:
                row.meta["cells"] = written
            row = None
    if definitions is not None and "definitions" in env:
        definitions.extend(_defined(src, env))
    return tokens


@cache
def _markdown() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING, "strikethrough_single_tilde": True})
    footnote_plugin(md, inline=False, move_to_end=False)
    front_matter_plugin(md)
    # After lists, as for GitHub, where markdown-it-py reads `- a | b` above `--- | ---` as a row that begins with a dash.
    md.block.ruler.after("list", "placed_table", _placed_table, {"alt": ["paragraph", "reference"]})
    md.block.ruler.at("list", _placed_list, {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.at("heading", _placed_heading, {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.at("reference", _placed_reference)
    md.block.ruler.at("footnote_def", _placed_footnote, {"alt": ["paragraph", "reference"]})
    block, inline = BlockParser(), InlineParser()
    block.ruler = _Dispatch(md.block.ruler)  # type: ignore[assignment]
    md.block, md.inline = block, inline
    return md


# --- blocks -----------------------------------------------------------------------------------------------------------


BlockRule = Callable[[StateBlock, int, int, bool], bool]

# The characters that a line must begin with for a rule to match it, where the rule asks for any.
FIRST_CHARACTERS = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+0123456789",
    "reference": "[",
    "footnote_def": "[",
    "html_block": "<",
    "heading": "#",
    "front_matter": "-",
}
# A line that may underline the paragraph above it.
UNDERLINE = re.compile(r"^[ \t>]*(?:=+|-+)[ \t]*$", re.MULTILINE)
CODE_INDENT = 4


class _Dispatch:
    """The block rules, of which only those are tried that the first character of a line leaves possible.

    markdown-it-py asks every rule at every line. What is asked here, and in which order, gives the same answer.
    """

    def __init__(self, ruler: Any) -> None:
        self.ruler = ruler
        names = dict(zip(map(id, ruler.getRules("")), ruler.get_active_rules(), strict=True))
        self.chains: dict[str, list[BlockRule]] = {}
        for chain in ("", "paragraph", "reference", "blockquote", "list"):
            rules = [(names[id(rule)], rule) for rule in ruler.getRules(chain)]
            self.chains[chain] = [_dispatcher(rules)]

    def getRules(self, chain: str = "") -> list[BlockRule]:  # noqa: N802
        return self.chains[chain]

    def get_active_rules(self) -> list[str]:
        active: list[str] = self.ruler.get_active_rules()
        return active


def _dispatcher(rules: list[tuple[str, BlockRule]]) -> BlockRule:
    """Return one rule that tries these in order, those that cannot match left out."""
    every = [rule for _, rule in rules]
    plain = [(name, rule) for name, rule in rules if name != "code"]
    starters = {character for characters in FIRST_CHARACTERS.values() for character in characters}
    by_character: dict[tuple[str, bool, bool], list[BlockRule]] = {}

    def possible(character: str, has_bar: bool, has_underline: bool) -> list[BlockRule]:
        left_out = {"" if has_bar else "placed_table", "" if has_underline else "lheading"}
        return [rule for name, rule in plain if name not in left_out and character in FIRST_CHARACTERS.get(name, character)]

    def dispatch(state: Any, line: int, end_line: int, silent: bool) -> bool:
        start = state.bMarks[line] + state.tShift[line]
        if state.sCount[line] - state.blkIndent >= CODE_INDENT:
            chosen = every
        else:
            end = state.eMarks[line]
            character = state.src[start] if start < end else ""
            if character not in starters:
                character = "a"
            key = (character, state.src.find("|", start, end) >= 0, line in state.underlined)
            found = by_character.get(key)
            if found is None:
                found = by_character[key] = possible(*key)
            chosen = found
        # A plain loop: this runs for every line, and a generator would cost as much as the rules.
        for rule in chosen:  # noqa: SIM110
            if rule(state, line, end_line, silent):
                return True
        return False

    return dispatch


class BlockState(StateBlock):
    def __init__(self, src: str, md: MarkdownIt, env: Any, tokens: list[Any]) -> None:
        super().__init__(src, md, env, tokens)
        self.underlined = self._underlined()

    def _underlined(self) -> frozenset[int]:
        """Return the lines that stand above an underline without a blank line between."""
        lines: set[int] = set()
        for match in UNDERLINE.finditer(self.src):
            line = bisect_right(self.bMarks, match.start(), 0, self.lineMax) - 2
            while line >= 0 and line not in lines and not self.isEmpty(line):
                lines.add(line)
                line -= 1
        return frozenset(lines)

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = Token(ttype, tag, nesting)
        token.block = True
        if nesting < 0:
            self.level -= 1
        token.level = self.level
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token


class BlockParser(ParserBlock):
    def parse(self, src: str, md: MarkdownIt, env: Any, outTokens: list[Any]) -> list[Any] | None:  # noqa: N803
        if src:
            state = BlockState(src, md, env, outTokens)
            self.tokenize(state, state.line, state.lineMax)
        return outTokens


def _placed_table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    first = len(state.tokens)
    if not table(state, start_line, end_line, silent):
        return False
    for token in state.tokens[first:]:
        if token.type == "tr_open" and token.map:
            _place_on_line(token, state, token.map[0])
    return True


def _placed_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    first = len(state.tokens)
    if not list_block(state, start_line, end_line, silent):
        return False
    made: list[Any] = state.tokens[first:]
    for token in made:
        # Inner lists ran before and placed theirs while the line's marks still stood at their markers.
        if token.type == "list_item_open" and token.map and token.start < 0:
            _place_on_line(token, state, token.map[0])
    return True


def _placed_heading(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if not heading(state, start_line, end_line, silent):
        return False
    if not silent:
        opening: Any = state.tokens[-3]
        inline: Any = state.tokens[-2]
        _place_on_line(opening, state, start_line)
        # Looking for the text in the line would find the wrong mark in `# # #`.
        after = state.src[opening.start + len(opening.markup) : opening.end]
        inline.start = opening.end - len(after.lstrip(MD_TRIM_CHARS)) if inline.content else opening.end - len(after)
    return True


def _placed_reference(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if not reference(state, start_line, end_line, silent):
        return False
    if not silent:
        start = state.bMarks[start_line] + state.tShift[start_line]
        state.env.setdefault("definitions", []).append((start, state.eMarks[state.line - 1]))
    return True


def _defined(src: str, env: dict[str, Any]) -> Iterator[Definition]:
    """Yield the definitions that the block rules met; of two for one label, the second is never used."""
    used: set[str] = env.get("used", set())
    known: set[str] = set()
    for start, end in env["definitions"]:
        opening = DEFINITION.match(src, start, end)
        if opening is None:
            continue
        destination = _destination(src, opening.end(), end)
        if destination is None:
            continue
        key = normalizeReference(opening.group(1))
        first, last, _ = destination
        label = Text(opening.group(1), Span(*opening.span(1)))
        yield Definition(
            label,
            unescapeAll(src[first:last]),
            Span(start, end),
            Span(first, last),
            key in used and key not in known,
            key in known,
        )
        known.add(key)


def _placed_footnote(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    first = len(state.tokens)
    start = state.bMarks[start_line] + state.tShift[start_line]
    if not footnote_def(state, start_line, end_line, silent):
        return False
    if not silent:
        # The rule makes tokens of the parser's own kind, which have no place.
        for index in (first, -1):
            made: Any = state.tokens[index]
            token = Token(made.type, made.tag, made.nesting)
            token.map, token.level, token.meta, token.block = made.map, made.level, made.meta, True
            state.tokens[index] = token
            if index == first:
                token.start, token.end = start, state.src.index("]:", start) + 2
    return True


def _place_on_line(token: Any, state: StateBlock, line: int) -> None:
    token.start = state.bMarks[line] + state.tShift[line]
    token.end = state.eMarks[line]


# --- from content to source -------------------------------------------------------------------------------------------


class _Lines:
    """The lines of the source by number from 0, found as they are asked for."""

    def __init__(self, src: str) -> None:
        self.src = src
        self.starts = [0]
        self.starts.extend(match.end() for match in re.finditer("\n", src))
        self.starts.append(len(src) + 1)

    def span(self, line: int) -> tuple[int, int]:
        return self.starts[line], self.starts[line + 1] - 1


def _place_inline(token: Token, lines: _Lines, md: MarkdownIt, env: Any) -> None:
    """Parse the content of an inline block, whose lines are suffixes of source lines, and place its tokens."""
    content = token.content
    children = _inline(content, md, env)
    token.children = children
    if token.start >= 0:
        token.end = token.start + len(content)
        _shift(children, token.start)
        return
    first_line, past_line = token.map or (0, 1)
    src = lines.src
    parts = content.split("\n")
    last = len(parts) - 1
    # Lines of nothing but unusual white space are trimmed away whole.
    while first_line + last + 1 < past_line and not _ends_with(src, lines.span(first_line), parts[0]):
        first_line += 1
    if not last:
        start, end = lines.span(first_line)
        base = _suffix(src, start, end, content)
        token.start, token.end = base, base + len(content)
        _shift(children, base)
        return
    begins: list[int] = []
    bases: list[int] = []
    offset = 0
    for index, part in enumerate(parts):
        start, end = lines.span(first_line + index)
        # Indentation that a tab only partly makes up is put back as spaces that are not in the source.
        base = _suffix(src, start, end, part) if index < last else _suffix(src, start, end, part.rstrip())
        begins.append(offset)
        bases.append(base - offset)
        offset += len(part) + 1
    token.start, token.end = bases[0], bases[-1] + len(content)
    _map(children, begins, bases)


def _suffix(src: str, start: int, end: int, part: str) -> int:
    """Return where `part`, the end of the line src[start:end] up to trimmed marks and space, begins (may lie before `start`
    where leading spaces of `part` stand for a tab)."""
    base = end - len(part)
    if src.startswith(part, base) and base >= start:
        return base
    bare = part.strip()
    at = len(src[start:end].rstrip()) - len(bare)
    return start + at - (len(part) - len(part.lstrip()))


def _ends_with(src: str, line: tuple[int, int], part: str) -> bool:
    return src[line[0] : line[1]].rstrip().endswith(part.rstrip())


def _cells(src: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the text between the bars of a row begins and ends, as markdown-it-py splits them."""
    end = start + len(src[start:end].rstrip(MD_TRIM_CHARS))
    start = end - len(src[start:end].lstrip(MD_TRIM_CHARS))
    position = start
    is_first = True
    for match in BAR.finditer(src, start, end):
        bar = match.start()
        if bar > start and src[bar - 1] == "\\":
            continue
        if not (is_first and bar == position):
            yield position, bar
        is_first = False
        position = bar + 1
    if position < end or is_first:
        yield position, end


def _place_cell(token: Token, src: str, cell: tuple[int, int], md: MarkdownIt, env: Any) -> None:
    """Parse the content of a table cell, where `\\|` has become `|`, and place its tokens."""
    content = token.content
    start, end = cell
    written = src[start:end].strip(MD_TRIM_CHARS)
    start += src[start:end].find(written)
    children = _inline(content, md, env)
    token.children = children
    if "\\|" not in written:
        token.start, token.end = start, start + len(content)
        _shift(children, start)
        return
    token.start, token.end = start, start + len(written)
    # What begins with an escaped bar begins with its backslash.
    begins, bases = [0], [start]
    for removed, match in enumerate(ESCAPED_BAR.finditer(written), 1):
        begins.append(match.start() - removed + 2)
        bases.append(start + removed)
    _map(children, begins, bases, is_cell=True)


def _shift(tokens: list[Token], base: int) -> None:
    for token in tokens:
        token.start += base
        token.end += base
        if token.url_start >= 0:
            token.url_start += base
            token.url_end += base
        if token.children:
            _shift(token.children, base)


def _map(tokens: list[Token], begins: list[int], bases: list[int], is_cell: bool = False) -> None:
    """Move the tokens to where their content stands: from the offset begins[i] on, bases[i] further to the right."""

    def mapped(offset: int) -> int:
        return offset + bases[bisect_right(begins, offset) - 1]

    def mapped_end(start: int, end: int) -> int:
        # Between the lines of a block stand marks that are nobody's; between the parts of a cell stands nothing.
        return mapped(end) if is_cell or end == start else mapped(end - 1) + 1

    for token in tokens:
        token.start, token.end = mapped(token.start), mapped_end(token.start, token.end)
        if token.url_start >= 0:
            token.url_start, token.url_end = mapped(token.url_start), mapped_end(token.url_start, token.url_end)
        if token.children:
            _map(token.children, begins, bases, is_cell)


# --- inlines ----------------------------------------------------------------------------------------------------------


class InlineState(StateInline):
    """The inline parse of one block; text that no rule has claimed is the range from `text_start` to `text_end`."""

    def __init__(self, src: str, md: MarkdownIt, env: Any, tokens: list[Any]) -> None:
        self.text_start = self.text_end = 0
        self.has_delimiters = False
        self.brackets = 0
        # No link or image begins behind this; so many brackets that nothing closes cost nothing.
        self.last_target = src.rfind("]" if env.get("references") else "](")
        super().__init__(src, md, env, tokens)

    @property
    def pending(self) -> str:
        return self.src[self.text_start : self.text_end]

    @pending.setter
    def pending(self, value: str) -> None:
        pass

    def append_pending(self, text: str) -> None:
        self.add_text(self.pos, self.pos + len(text))

    def add_text(self, start: int, end: int) -> None:
        if self.text_start == self.text_end:
            self.text_start = start
        self.text_end = end

    def pushPending(self) -> Token:  # noqa: N802
        token = Token("text", "", 0)
        token.content = self.src[self.text_start : self.text_end]
        token.start, token.end = self.text_start, self.text_end
        self.text_start = self.text_end
        self.tokens.append(token)
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        if self.text_start != self.text_end:
            self.pushPending()
        token = Token(ttype, tag, nesting)
        meta: dict[str, Any] | None = None
        if nesting < 0:
            self.level -= 1
            self.delimiters = self._prev_delimiters.pop()
        token.level = self.level
        if nesting > 0:
            self.level += 1
            self._prev_delimiters.append(self.delimiters)
            self.delimiters = []
            meta = {"delimiters": self.delimiters}
        self.tokens.append(token)
        self.tokens_meta.append(meta)
        return token


Rule = Callable[[Any, bool], bool]


class InlineParser(ParserInline):
    """markdown-it-py's inline parser, with rules chosen by the character they begin with and every token placed."""

    def __init__(self) -> None:
        super().__init__()
        self.starters: dict[str, tuple[Rule, ...]] = {
            "\n": (_newline,),
            "\\": (_one(escape),),
            "`": (_one(backtick),),
            "~": (_tildes,),
            "*": (_emphasis,),
            "_": (_emphasis,),
            "[": (_footnote_reference, _link),
            "!": (_image,),
            "<": (_angle_link, _html),
            "&": (_one(entity),),
            ":": (_autolink(autolinks.at_colon),),
            "w": (_autolink(autolinks.at_www),),
            "]": (),
        }

    def tokenize(self, state: Any) -> None:
        src, limit = state.src, state.posMax
        starters = self.starters
        search = STOP.search
        too_deep = state.level >= MAX_NESTING
        while state.pos < limit:
            position = state.pos
            found = search(src, position, limit)
            if found is None or too_deep:
                state.add_text(position, limit)
                state.pos = limit
                break
            at = found.start()
            if at > position:
                state.add_text(position, at)
                state.pos = at
            for rule in starters[src[at]]:
                if rule(state, False):
                    break
            else:
                if src[at] == "[":
                    state.brackets += 1
                elif src[at] == "]" and state.brackets:
                    state.brackets -= 1
                state.add_text(at, at + 1)
                state.pos = at + 1
        if state.text_start != state.text_end:
            state.pushPending()

    def skipToken(self, state: Any) -> None:  # noqa: N802
        position = state.pos
        known = state.cache.get(position)
        if known is not None:
            state.pos = known
            return
        if state.level >= MAX_NESTING:
            state.pos = state.posMax
        else:
            found = STOP.search(state.src, position, state.posMax)
            if found is None:
                state.pos = state.posMax
            elif found.start() > position:
                state.pos = found.start()
            else:
                state.level += 1
                if not any(rule(state, True) for rule in self.starters[state.src[position]]):
                    state.pos = position + 1
                state.level -= 1
        state.cache[position] = state.pos

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Any]) -> list[Any]:
        tokens.extend(_inline(src, md, env))
        return tokens


def _inline(src: str, md: MarkdownIt, env: Any, in_image: bool = False) -> list[Token]:
    """Return the tokens of inline content, placed in it; in an image's text nothing is linked by itself."""
    state = InlineState(src, md, env, [])
    if in_image:
        state.linkLevel = 1
    md.inline.tokenize(state)
    tokens: list[Any] = state.tokens
    if state.has_delimiters:
        link_pairs(state)
        pair_strikethrough(state)
        pair_emphasis(state)
        tokens = _joined(tokens)
    return _with_addresses(tokens) if "@" in src and not in_image else tokens


def _joined(tokens: list[Token]) -> list[Token]:
    """Return the tokens with neighbouring texts made one, and the two halves of each `**` too."""
    joined: list[Token] = []
    for token in tokens:
        kind = token.type
        if kind == "text":
            if not token.content:
                continue
            if joined and joined[-1].type == "text":
                joined[-1].content += token.content
                joined[-1].end = token.end
                continue
        # Of the two marks of a `**`, pairing keeps the inner one and empties the outer.
        elif kind == "strong_open":
            token.start -= 1
        elif kind == "strong_close":
            token.end += 1
        joined.append(token)
    return joined


def _with_addresses(tokens: list[Token]) -> list[Token]:
    """Return the tokens with the e-mail addresses in their text made links, outside of links.

    GitHub's parser looks for them last, in whole runs of text, so that marks which paired with nothing, escapes and entities
    may be part of an address.
    """
    linked: list[Token] = []
    run: list[Token] = []
    depth = 0
    for token in tokens:
        kind = token.type
        if depth == 0 and (kind == "text" or kind == "text_special"):
            run.append(token)
            continue
        if run:
            linked.extend(_linked_run(run))
            run = []
        if kind == "link_open":
            depth += 1
        elif kind == "link_close":
            depth -= 1
        linked.append(token)
    linked.extend(_linked_run(run))
    return linked


def _linked_run(run: list[Token]) -> list[Token]:
    text = "".join(token.content for token in run)
    if "@" not in text:
        return run
    linked: list[Token] = []
    rest = run[::-1]
    position = 0
    for start, end, url in autolinks.addresses(text):
        linked.extend(_taken(rest, start - position))
        inside = _taken(rest, end - start)
        position = end
        opening, closing = Token("link_open", "a", 1), Token("link_close", "a", -1)
        opening.attrs = {"href": url}
        opening.markup = closing.markup = "bare"
        opening.info = closing.info = "auto"
        opening.start = opening.end = opening.url_start = inside[0].start
        closing.start = closing.end = opening.url_end = inside[-1].end
        linked += [opening, *inside, closing]
    return linked + rest[::-1]


def _taken(rest: list[Token], length: int) -> list[Token]:
    """Take tokens with `length` characters of text off the end of `rest`, which holds them in reverse, and return them."""
    taken = []
    while length > 0:
        token = rest.pop()
        # Of what is no text, only a backslash before a letter is ever cut; an entity is all inside an address or all outside.
        if len(token.content) > length:
            token.type, token.markup, token.info = "text", "", ""
            head = Token("text", "", 0)
            head.content, token.content = token.content[:length], token.content[length:]
            head.start, head.end = token.start, token.start + length
            token.start += length
            rest.append(token)
            token = head
        length -= len(token.content)
        taken.append(token)
    return taken


def _one(rule: Rule) -> Rule:
    """Return a rule of markdown-it-py that makes at most one token, so that it places that token."""

    def placed(state: Any, silent: bool) -> bool:
        at = state.pos
        count = len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent and len(state.tokens) > count:
            token = state.tokens[-1]
            token.start, token.end = at, state.pos
        return True

    return placed


def _html(state: Any, silent: bool) -> bool:
    # The rule counts `<a>` as a link in which nothing is linked by itself; GitHub's parser does not look into raw HTML.
    at, level = state.pos, state.linkLevel
    if not html_inline(state, silent):
        return False
    state.linkLevel = level
    if not silent:
        token = state.tokens[-1]
        token.start, token.end = at, state.pos
    return True


def _newline(state: Any, silent: bool) -> bool:
    src = state.src
    at = state.pos
    position = at + 1
    limit = state.posMax
    while position < limit and src[position] in " \t":
        position += 1
    if not silent:
        trimmed = at
        if state.text_start != state.text_end:
            while trimmed > state.text_start and src[trimmed - 1] == " ":
                trimmed -= 1
            state.text_end = trimmed
        token = state.push("hardbreak" if at - trimmed >= 2 else "softbreak", "br", 0)
        token.start, token.end = trimmed, position
    state.pos = position
    return True


def _emphasis(state: Any, silent: bool) -> bool:
    if silent:
        return False
    at = state.pos
    marker = state.src[at]
    end, opens, closes = _flanks(state, at, marker)
    for mark in range(at, end):
        _push_delimiter(state, mark, marker, opens, closes, end - at)
    state.pos = end
    return True


def _tildes(state: Any, silent: bool) -> bool:
    if silent:
        return False
    at = state.pos
    end, opens, closes = _flanks(state, at, "~")
    if end - at > 2:
        state.add_text(at, end)
    else:
        _push_delimiter(state, at, state.src[at:end], opens, closes, 0)
    state.pos = end
    return True


def _flanks(state: Any, at: int, marker: str) -> tuple[int, bool, bool]:
    """Return where the run of marks that begins at `at` ends, and whether it can open and close something."""
    src = state.src
    limit = state.posMax
    end = at + 1
    while end < limit and src[end] == marker:
        end += 1
    before = _character_kind(src[at - 1]) if at else SPACE_KIND
    after = _character_kind(src[end]) if end < limit else SPACE_KIND
    # The kinds are ordered so that a mark leans to the side whose character is the more solid one.
    left = after > SPACE_KIND and (after == SOLID_KIND or before != SOLID_KIND)
    right = before > SPACE_KIND and (before == SOLID_KIND or after != SOLID_KIND)
    if marker != "_":
        return end, left, right
    return end, left and (not right or before == MARK_KIND), right and (not left or after == MARK_KIND)


@cache
def _character_kind(character: str) -> int:
    if isWhiteSpace(ord(character)):
        return SPACE_KIND
    return MARK_KIND if isMdAsciiPunct(ord(character)) or isPunctChar(character) else SOLID_KIND


def _push_delimiter(state: Any, at: int, mark: str, opens: bool, closes: bool, length: int) -> None:
    token = state.push("text", "", 0)
    token.content = mark
    token.start, token.end = at, at + len(mark)
    state.delimiters.append(Delimiter(ord(mark[0]), length, len(state.tokens) - 1, -1, opens, closes))
    state.has_delimiters = True


def _footnote_reference(state: Any, silent: bool) -> bool:
    src = state.src
    at = state.pos
    if not src.startswith("[^", at) or "footnotes" not in state.env:
        return False
    close = src.find("]", at + 2, min(state.posMax, at + 3 + MAX_LABEL))
    label = src[at + 2 : close] if close >= 0 else ""
    if ":" + label not in state.env["footnotes"]["refs"]:
        return False
    end = close + 1
    if not silent:
        token = state.push("footnote_ref", "", 0)
        token.meta = {"label": label}
        token.start, token.end = at, end
    state.pos = end
    return True


def _link(state: Any, silent: bool) -> bool:
    src = state.src
    at = state.pos
    if at > state.last_target:
        return False
    limit = state.posMax
    plain = PLAIN_LABEL.match(src, at + 1, limit)
    if plain:
        label_end = plain.end() - 1
    elif LINK_IN_BRACKET.match(src, at, limit):
        return False
    else:
        label_end = parseLinkLabel(state, at, True)
        if label_end < 0:
            return False
    target = _target(state, at + 1, label_end)
    if target is None:
        return False
    href, title, end, url_start, url_end = target
    if not silent:
        state.pos, state.posMax = at + 1, label_end
        opening = state.push("link_open", "a", 1)
        opening.start, opening.end = at, at + 1
        opening.attrs = {"href": href, "title": title} if title else {"href": href}
        opening.markup = "" if url_start >= 0 else "reference"
        opening.url_start, opening.url_end = url_start, url_end
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        closing = state.push("link_close", "a", -1)
        closing.start, closing.end = label_end, end
    state.pos, state.posMax = end, limit
    return True


def _image(state: Any, silent: bool) -> bool:
    src = state.src
    at = state.pos
    if at > state.last_target or not src.startswith("![", at):
        return False
    limit = state.posMax
    plain = PLAIN_LABEL.match(src, at + 2, limit)
    label_end = plain.end() - 1 if plain else parseLinkLabel(state, at + 1, False)
    if label_end < 0:
        return False
    target = _target(state, at + 2, label_end)
    if target is None:
        return False
    href, title, end, url_start, url_end = target
    if not silent:
        token = state.push("image", "img", 0)
        token.start, token.end = at, end
        token.url_start, token.url_end = url_start, url_end
        token.attrs = {"src": href, "alt": "", "title": title} if title else {"src": href, "alt": ""}
        token.content = src[at + 2 : label_end]
        token.markup = "" if url_start >= 0 else "reference"
        token.children = _inline(token.content, state.md, state.env, in_image=True)
        _shift(token.children, at + 2)
    state.pos, state.posMax = end, limit
    return True


Target = tuple[str, str, int, int, int]


def _target(state: Any, label_start: int, label_end: int) -> Target | None:
    """Return destination, title, end of the whole, and the destination's place, for the label that ends at `label_end`."""
    src = state.src
    after = label_end + 1
    if after < state.posMax and src[after] == "(":
        plain = PLAIN_RESOURCE.match(src, after, state.posMax)
        if plain:
            return plain.group(1), "", plain.end(), plain.start(1), plain.end(1)
        resource = _resource(src, after, state.posMax)
        if resource:
            return resource
    references = state.env.get("references")
    if not references:
        return None
    end = label_end + 1
    label = src[label_start:label_end]
    if after < state.posMax and src[after] == "[":
        close = parseLinkLabel(state, after)
        if close >= 0:
            end = close + 1
            label = src[after + 1 : close] or label
    key = normalizeReference(label)
    defined = references.get(key)
    if defined is None:
        return None
    state.env.setdefault("used", set()).add(key)
    return defined["href"], defined["title"], end, -1, -1


def _resource(src: str, open_parenthesis: int, limit: int) -> Target | None:
    """Return what `( destination "title" )` says, or None where it is no such thing."""
    position = SPACE.match(src, open_parenthesis + 1, limit).end()  # type: ignore[union-attr]
    destination = _destination(src, position, limit)
    if destination is None:
        return None
    start, stop, end = destination
    href = unescapeAll(src[start:stop])
    position = SPACE.match(src, end, limit).end()  # type: ignore[union-attr]
    title = ""
    if position > end:
        parsed = parseLinkTitle(src, position, limit, None)
        if parsed.ok and position < limit:
            title = parsed.str
            position = SPACE.match(src, parsed.pos, limit).end()  # type: ignore[union-attr]
    if position >= limit or src[position] != ")":
        return None
    return href, title, position + 1, start, stop


def _destination(src: str, position: int, limit: int) -> tuple[int, int, int] | None:
    """Return where a destination begins and stops, and where what holds it ends."""
    if position < limit and src[position] == "<":
        angle = ANGLE_DESTINATION.match(src, position, limit)
        return (angle.start(1), angle.end(1), angle.end()) if angle else None
    start = position
    depth = 0
    while True:
        found = DESTINATION_STOP.search(src, position, limit)
        if found is None:
            position = limit
            break
        position = found.start()
        character = src[position]
        if character == "\\" and position + 1 < limit and src[position + 1] not in " \n":
            position += 2
            continue
        if character == "\\":
            position += 1
            continue
        if character == "(":
            depth += 1
            if depth > MAX_PARENTHESES:
                return None
        elif character == ")" and depth:
            depth -= 1
        else:
            break
        position += 1
    return None if depth else (start, min(position, limit), min(position, limit))


def _angle_link(state: Any, silent: bool) -> bool:
    src = state.src
    at = state.pos
    angle = ANGLE_LINK.match(src, at, state.posMax)
    if angle is None:
        return False
    url = angle.group(1)
    close = angle.end(1)
    if AUTOLINK_RE.search(url):
        href = url
    elif EMAIL_RE.search(url):
        href = "mailto:" + url
    else:
        return False
    if not silent:
        _push_autolink(state, (at, at + 1, close, close + 1), href, "autolink")
    state.pos = close + 1
    return True


def _autolink(find: Callable[[str, int, int, int], autolinks.Autolink | None]) -> Rule:
    def rule(state: Any, silent: bool) -> bool:
        if silent or state.linkLevel > 0 or state.brackets:
            return False
        at = state.pos
        text_start = state.text_start if state.text_start != state.text_end else at
        found = find(state.src, text_start, at, state.posMax)
        if found is None:
            return False
        if state.text_start != state.text_end:
            state.text_end = found.start
        start, end, url = found
        _push_autolink(state, (start, start, end, end), url, "bare")
        state.pos = end
        return True

    return rule


def _push_autolink(state: Any, places: tuple[int, int, int, int], href: str, markup: str) -> None:
    start, url_start, url_end, end = places
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": href}
    opening.start, opening.end = start, url_start
    opening.url_start, opening.url_end = url_start, url_end
    text = state.push("text", "", 0)
    text.content = state.src[url_start:url_end]
    text.start, text.end = url_start, url_end
    closing = state.push("link_close", "a", -1)
    closing.start, closing.end = url_end, end
    opening.markup = closing.markup = markup
    opening.info = closing.info = "auto"
