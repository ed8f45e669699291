"""The block rules of markdown-it-py, asked only where they may match, with the place of what begins a block."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import MD_TRIM_CHARS, normalizeReference, unescapeAll
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock, heading, hr, html_block, list_block, reference
from markdown_it.rules_block.html_block import HTML_SEQUENCES
from mdit_py_plugins.footnote.index import footnote_def

from awesome_lint.document import Definition, Text
from awesome_lint.parser.tokens.tables import table
from awesome_lint.parser.tokens.tags import LONE_TAG
from awesome_lint.parser.tokens.targets import ODD_SPACE, read_destination, reference_key
from awesome_lint.parser.tokens.token import Token
from awesome_lint.source import Span

# What stands before the destination of a definition; in a quote, a mark may follow the line break.
DEFINITION = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]:[ \t]*(?:\n[ \t>]*)?", re.DOTALL)
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
# A line that may stand below the header of a table.
DELIMITERS = re.compile(r"^(?=[^\n]*-)[ \t>|:-]+$", re.MULTILINE)
CODE_INDENT = 4
# A paragraph of an entry in the outermost list; what is around the list stands at the margin.
OUTERMOST = 2
# At an end of a paragraph, odd white space is trimmed by markdown-it-py and not by GitHub; beside this it makes a difference.
BEGINS_ADDRESS = "www."
# So much of the end of a paragraph is looked at for one.
LONGEST_ADDRESS = 2000
NOT_IN_ADDRESS = re.compile(r"[ \t\n<>]")


class Defined(NamedTuple):
    """A definition: where it is written, the label that references find it by, and what markdown-it-py notes of its target."""

    start: int
    end: int
    label: str
    target: Any


class BlockParser(ParserBlock):
    def parse(self, src: str, md: MarkdownIt, env: Any, outTokens: list[Any]) -> list[Any] | None:  # noqa: N803
        if src:
            state = BlockState(src, md, env, outTokens)
            self.tokenize(state, state.line, state.lineMax)
        return outTokens


class BlockState(StateBlock):
    def __init__(self, src: str, md: MarkdownIt, env: Any, tokens: list[Any]) -> None:
        super().__init__(src, md, env, tokens)
        self.underlined = self._underlined()
        self.headers = self._headers()
        self.last_definition = src.rfind("]:")

    def _underlined(self) -> frozenset[int]:
        """Return the lines that stand above an underline without a blank line between."""
        lines: set[int] = set()
        for match in UNDERLINE.finditer(self.src):
            line = bisect_right(self.bMarks, match.start(), 0, self.lineMax) - 2
            while line >= 0 and line not in lines and not self.isEmpty(line):
                lines.add(line)
                line -= 1
        return frozenset(lines)

    def _headers(self) -> dict[int, int]:
        """Return the line that may be the header of a table, for itself and each line above without a blank line between."""
        headers: dict[int, int] = {}
        for match in DELIMITERS.finditer(self.src):
            header = line = bisect_right(self.bMarks, match.start(), 0, self.lineMax) - 2
            while line >= 0 and line not in headers and not self.isEmpty(line):
                headers[line] = header
                line -= 1
        return headers

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


class Dispatch:
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

    def possible(character: str, has_header: bool, has_underline: bool) -> list[BlockRule]:
        left_out = {"" if has_header else "placed_table", "" if has_underline else "lheading"}
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
            key = (character, state.headers.get(line) == line, line in state.underlined)
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


def placed_table(state: Any, start_line: int, end_line: int, silent: bool) -> bool:
    first = len(state.tokens)
    if not table(state, start_line, end_line, silent):
        return False
    for token in state.tokens[first:]:
        if token.type == "tr_open" and token.map:
            _place_on_line(token, state, token.map[0])
    return True


def begun_html(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Match a block of HTML, and for GitHub, a tag alone ends all but a paragraph that it is indented to belong to."""
    line = state.src[state.bMarks[start_line] + state.tShift[start_line] : state.eMarks[start_line]]
    if LONE_TAG.match(line) is None:
        return _begins_html(line) and html_block(state, start_line, end_line, silent)
    if not silent or _begins_html(line):
        return html_block(state, start_line, end_line, silent)
    if state.parentType not in ("paragraph", "reference"):
        return not state.is_code_block(start_line)
    # Whatever is indented by as much as code goes on with the paragraph, too.
    limit = CODE_INDENT if state.level <= OUTERMOST else state.listIndent + 1
    return state.sCount[start_line] < min(limit, state.blkIndent)


def _begins_html(line: str) -> bool:
    """Whether a line begins HTML of any kind but that of a tag alone."""
    return any(begin.search(line) for begin, _, _ in HTML_SEQUENCES[:-1])


def even_rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Match a rule, which has but one kind of mark; most lines that begin like one are items."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    marks = state.src[start : state.eMarks[start_line]]
    return not marks.strip(marks[:1] + " \t") and hr(state, start_line, end_line, silent)


def placed_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    first = len(state.tokens)
    if not list_block(state, start_line, end_line, silent):
        return False
    made: list[Any] = state.tokens[first:]
    for token in made:
        # Inner lists ran before and placed theirs while the line's marks still stood at their markers.
        if token.type == "list_item_open" and token.map and token.start < 0:
            _place_on_line(token, state, token.map[0])
    return True


def placed_heading(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
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


def ends_address(text: str) -> bool:
    """Whether the last word of a text is an address, or holds one."""
    word = NOT_IN_ADDRESS.split(text[-LONGEST_ADDRESS:])[-1]
    return "://" in word or "www." in word


def whole_paragraph(rule: BlockRule) -> BlockRule:
    """Return a rule that makes a block of text of whole lines, with unusual white space beside the address at either end."""

    def whole(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        if not rule(state, start_line, end_line, silent):
            return False
        if not silent:
            opening, inline = state.tokens[-3:-1]
            if inline.map == opening.map:
                # A long list has them a hundred thousand times.
                inline.map = opening.map
            first, past = inline.map or (start_line, state.line)
            beginning = state.bMarks[first] + state.tShift[first]
            ends = state.src[beginning : beginning + 1], state.src[max(state.eMarks[past - 1] - 1, 0) : state.eMarks[past - 1]]
            if not ODD_SPACE.isdisjoint(ends) and (inline.content.startswith(BEGINS_ADDRESS) or ends_address(inline.content)):
                inline.content = state.getLines(first, past, state.blkIndent, False).strip(" \t\n\r")
        return True

    return whole


def placed_reference(state: Any, start_line: int, end_line: int, silent: bool) -> bool:
    # Nearly every item begins with a bracket, and on most pages none of them begins a definition.
    if state.bMarks[start_line] > state.last_definition:
        return False
    header = state.headers.get(start_line)
    if header is not None and header < end_line and placed_table(state, header, end_line, True):
        # For GitHub, whatever a table ends is text.
        return False
    known = len(state.env.get("references", ()))
    if not reference(state, start_line, end_line, silent):
        return False
    if not silent:
        references = state.env["references"]
        start = state.bMarks[start_line] + state.tShift[start_line]
        end = state.eMarks[state.line - 1]
        label = next(reversed(references)) if len(references) > known else state.env["duplicate_refs"][-1]["label"]
        target = references[label] if len(references) > known else state.env["duplicate_refs"][-1]
        opening = DEFINITION.match(state.src, start, end)
        if opening and normalizeReference(opening.group(1)) == label:
            # Elsewhere, a mark of a quotation stands in the label, and is no part of it.
            label = reference_key(opening.group(1))
        state.env.setdefault("definitions", []).append(Defined(start, end, label, target))
    return True


def placed_footnote(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
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


def read_definitions(src: str, defined: Iterable[Defined]) -> Iterator[tuple[str, Definition]]:
    """Yield the definitions that the block rules met, each behind its label, as if all of them were used."""
    for start, end, key, _ in defined:
        opening = DEFINITION.match(src, start, end)
        if opening is None:
            continue
        destination = read_destination(src, opening.end(), end)
        if destination is None:
            continue
        first, last, _ = destination
        label = Text(opening.group(1), Span(*opening.span(1)))
        yield key, Definition(label, unescapeAll(src[first:last]), Span(start, end), Span(first, last), True, False)
