"""Markdown into tokens with exact places: the only modules that know markdown-it-py.

markdown-it-py records lines, for blocks only. Here every inline token also gets `start` and `end`, offsets into the source:
the inline parser drives markdown-it-py's rules itself, notes where each of them began and ended, and afterwards maps
the offsets in a block's content back through list indentation, quote marks, trimming and table cells. Blocks get the offset
of what begins them: a list item that of its marker, a row that of its first character.

The dialect is GitHub's: CommonMark, tables, strikethrough, autolinks, footnotes, front matter. Task boxes and alerts stay the
plain text they are written as.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.rules_block import lheading, paragraph
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from msgspec import Struct

from awesome_lint.document import Definition
from awesome_lint.parser.tokens import blocks
from awesome_lint.parser.tokens.blocks import Defined
from awesome_lint.parser.tokens.inline_parser import InlineParser
from awesome_lint.parser.tokens.inlines import inline_tokens
from awesome_lint.parser.tokens.places import Lines, carry, ends_with, shift, split_cells, suffix
from awesome_lint.parser.tokens.token import MAX_NESTING, Token
from awesome_lint.source import line_starts

ESCAPED_BAR = re.compile(r"\\\|")


def tokenize(text: str) -> list[Token]:
    """Return the block tokens of a text whose lines end with `\\n`; those of type `inline` read theirs as `children`.

    Time and memory grow linearly with the text.
    """
    read = read_blocks(text)
    Inlines(text, line_starts(text), read.tokens, Targets.of([read]))
    return read.tokens


class ReadBlocks(NamedTuple):
    """The blocks of a text, whose inline tokens have no place yet, and what it defines, in source order."""

    tokens: list[Token]
    defined: list[Defined]

    @property
    def footnotes(self) -> list[str]:
        """The names of its footnotes."""
        return [token.meta["label"] for token in self.tokens if token.type == "footnote_reference_open"]


class Targets(Struct, frozen=True):
    """What the text of a page may refer to."""

    references: Mapping[str, Any]
    """By their labels, what markdown-it-py notes of the targets of definitions."""
    footnotes: frozenset[str]
    """The names of footnotes."""

    @classmethod
    def of(cls, parts: Iterable[ReadBlocks]) -> "Targets":
        """Return what the text of a page may refer to, whose parts are given: the first definition for each label."""
        references: dict[str, Any] = {}
        footnotes: list[str] = []
        for part in parts:
            for each in part.defined:
                references.setdefault(each.label, each.target)
            footnotes += part.footnotes
        return cls(references, frozenset(footnotes))

    def is_like(self, other: "Targets") -> bool:
        """Whether a text is read alike with either."""
        return self.footnotes == other.footnotes and _leads(self.references) == _leads(other.references)


def _leads(references: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    return {label: (target["href"], target["title"]) for label, target in references.items()}


def read_blocks(text: str) -> ReadBlocks:
    """Return the blocks of a text whose lines end with `\\n`."""
    md = _markdown()
    env: dict[str, Any] = {}
    tokens: list[Any] = []
    md.block.parse(_without_nul(text), md, env, tokens)
    return ReadBlocks(tokens, env.get("definitions", []))


def read_definitions(text: str, defined: Iterable[Defined]) -> list[tuple[str, Definition]]:
    """Return the definitions of a text, each behind its label, as if all of them were used."""
    return list(blocks.read_definitions(_without_nul(text), defined))


def _without_nul(text: str) -> str:
    return text.replace("\0", "\ufffd")


class Inlines:
    """Places the inline blocks of a text whose lines start there, and reads them whenever somebody asks what they hold."""

    def __init__(self, text: str, starts: Sequence[int], tokens: Sequence[Token], targets: Targets) -> None:
        self.md = _markdown()
        self.src = _without_nul(text)
        self.lines = Lines(self.src, starts)
        self.env: dict[str, Any] = {"used": set()}
        if targets.references:
            self.env["references"] = targets.references
        if targets.footnotes:
            self.env["footnotes"] = targets.footnotes
        self._place(tokens)

    def used(self, tokens: Iterable[Token]) -> frozenset[str]:
        """Return the labels that the text refers to. Its tokens are not held here, as they hold this: it would be a circle."""
        if "references" in self.env:
            # Which are used shows when all is read.
            for token in tokens:
                if token.read is not None and not token.is_read:
                    token.read(token)
        return frozenset(self.env["used"])

    def _place(self, tokens: Iterable[Token]) -> None:
        """Say of each inline block where it stands, and by whom it is read."""
        # Bound once, and not for each token.
        read_text, read_cell = self._read_text, self._read_cell
        row: Token | None = None
        cells: Iterator[tuple[int, int]] = iter(())
        written: list[tuple[int, int]] = []
        count = 0
        for token in tokens:
            kind = token.type
            if kind == "inline":
                if row is not None:
                    self._place_cell(token, next(cells, (row.end, row.end)))
                    token.read = read_cell
                    count += 1
                else:
                    self._place_text(token)
                    token.read = read_text
            elif kind == "tr_open":
                row = token
                count = 0
                written = list(split_cells(self.src, token.start, token.end))
                cells = iter(written)
            elif kind == "tr_close" and row is not None:
                if len(written) != count:
                    row.meta["cells"] = written
                row = None

    def _place_text(self, token: Token) -> None:
        """Place an inline block, whose lines are suffixes of source lines."""
        content = token.content
        if token.start < 0:
            bases = self._bases(token) if "\n" in content else self._line_bases(token, [content])
            token.start = bases[0]
            # What is after the last newline stands where that line does.
            token.end = bases[-1] + len(content) - content.rfind("\n") - 1
        else:
            token.end = token.start + len(content)

    def _read_text(self, token: Token) -> list[Token]:
        """Read the content of an inline block, and place its tokens."""
        content = token.content
        children = inline_tokens(content, self.md, self.env)
        if "\n" not in content:
            shift(children, token.start)
            return children
        begins: list[int] = []
        moves: list[int] = []
        offset = 0
        for part, base in zip(content.split("\n"), self._bases(token), strict=True):
            begins.append(offset)
            moves.append(base - offset)
            offset += len(part) + 1
        carry(children, begins, moves)
        return children

    def _bases(self, token: Token) -> list[int]:
        return self._line_bases(token, token.content.split("\n"))

    def _line_bases(self, token: Token, parts: list[str]) -> list[int]:
        """Return where each line of the content of an inline block begins in the source."""
        src, lines = self.src, self.lines
        first_line, past_line = token.map or (0, 1)
        last = len(parts) - 1
        # Lines of nothing but unusual white space are trimmed away whole.
        while first_line + last + 1 < past_line and not ends_with(src, lines.span(first_line), parts[0]):
            first_line += 1
        bases: list[int] = []
        for index, part in enumerate(parts):
            start, end = lines.span(first_line + index)
            # Indentation that a tab only partly makes up is put back as spaces that are not in the source.
            bases.append(suffix(src, start, end, part if index < last or not last else part.rstrip()))
        return bases

    def _place_cell(self, token: Token, cell: tuple[int, int]) -> None:
        start, end = cell
        written = self.src[start:end].strip(MD_TRIM_CHARS)
        start += self.src[start:end].find(written)
        # A bar in it is written behind a backslash, which is no part of the content.
        token.start, token.end = start, start + len(written if "\\|" in written else token.content)

    def _read_cell(self, token: Token) -> list[Token]:
        """Read the content of a table cell, where `\\|` has become `|`, and place its tokens."""
        children = inline_tokens(token.content, self.md, self.env)
        start = token.start
        written = self.src[start : token.end]
        if "\\|" not in written:
            shift(children, start)
            return children
        # What begins with an escaped bar begins with its backslash.
        begins, bases = [0], [start]
        for removed, match in enumerate(ESCAPED_BAR.finditer(written), 1):
            begins.append(match.start() - removed + 2)
            bases.append(start + removed)
        carry(children, begins, bases, is_cell=True)
        return children


@cache
def _markdown() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING, "strikethrough_single_tilde": True})
    footnote_plugin(md, inline=False, move_to_end=False)
    front_matter_plugin(md)
    # After all else that a line may begin, as for GitHub; for markdown-it-py, `- a | b` above `--- | ---` is a row with a dash.
    md.block.ruler.after("heading", "placed_table", blocks.placed_table, {"alt": ["paragraph", "reference"]})
    md.block.ruler.at("list", blocks.placed_list, {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.at("html_block", blocks.begun_html, {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.at("hr", blocks.even_rule, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.block.ruler.at("heading", blocks.placed_heading, {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.at("reference", blocks.placed_reference)
    md.block.ruler.at("lheading", blocks.whole_paragraph(lheading))
    md.block.ruler.at("paragraph", blocks.whole_paragraph(paragraph))
    md.block.ruler.at("footnote_def", blocks.placed_footnote, {"alt": ["paragraph", "reference"]})
    block, inline = blocks.BlockParser(), InlineParser()
    block.ruler = blocks.Dispatch(md.block.ruler)  # type: ignore[assignment]
    md.block, md.inline = block, inline
    return md
