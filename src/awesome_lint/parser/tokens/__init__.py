"""Markdown into tokens with exact places: the only modules that know markdown-it-py.

markdown-it-py records lines, for blocks only. Here every inline token also gets `start` and `end`, offsets into the source:
the inline parser drives markdown-it-py's rules itself, notes where each of them began and ended, and afterwards maps
the offsets in a block's content back through list indentation, quote marks, trimming and table cells. Blocks get the offset
of what begins them: a list item that of its marker, a row that of its first character.

The dialect is GitHub's: CommonMark, tables, strikethrough, autolinks, footnotes, front matter. Task boxes and alerts stay the
plain text they are written as.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.rules_block import lheading, paragraph
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from awesome_lint.document import Definition
from awesome_lint.parser.tokens import blocks
from awesome_lint.parser.tokens.inline_parser import InlineParser
from awesome_lint.parser.tokens.inlines import inline_tokens
from awesome_lint.parser.tokens.places import Lines, carry, ends_with, shift, split_cells, suffix
from awesome_lint.parser.tokens.token import MAX_NESTING, Token

ESCAPED_BAR = re.compile(r"\\\|")


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
    lines = Lines(src)
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
            written = list(split_cells(src, token.start, token.end))
            cells = iter(written)
        elif kind == "tr_close" and row is not None:
            if len(written) != count:
                row.meta["cells"] = written
            row = None
    if definitions is not None and "definitions" in env:
        definitions.extend(blocks.read_definitions(src, env))
    return tokens


@cache
def _markdown() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING, "strikethrough_single_tilde": True})
    footnote_plugin(md, inline=False, move_to_end=False)
    front_matter_plugin(md)
    # After lists, as for GitHub, where markdown-it-py reads `- a | b` above `--- | ---` as a row that begins with a dash.
    md.block.ruler.after("list", "placed_table", blocks.placed_table, {"alt": ["paragraph", "reference"]})
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


def _place_inline(token: Token, lines: Lines, md: MarkdownIt, env: Any) -> None:
    """Parse the content of an inline block, whose lines are suffixes of source lines, and place its tokens."""
    content = token.content
    children = inline_tokens(content, md, env)
    token.children = children
    if token.start >= 0:
        token.end = token.start + len(content)
        shift(children, token.start)
        return
    first_line, past_line = token.map or (0, 1)
    src = lines.src
    parts = content.split("\n")
    last = len(parts) - 1
    # Lines of nothing but unusual white space are trimmed away whole.
    while first_line + last + 1 < past_line and not ends_with(src, lines.span(first_line), parts[0]):
        first_line += 1
    if not last:
        start, end = lines.span(first_line)
        base = suffix(src, start, end, content)
        token.start, token.end = base, base + len(content)
        shift(children, base)
        return
    begins: list[int] = []
    bases: list[int] = []
    offset = 0
    for index, part in enumerate(parts):
        start, end = lines.span(first_line + index)
        # Indentation that a tab only partly makes up is put back as spaces that are not in the source.
        base = suffix(src, start, end, part) if index < last else suffix(src, start, end, part.rstrip())
        begins.append(offset)
        bases.append(base - offset)
        offset += len(part) + 1
    token.start, token.end = bases[0], bases[-1] + len(content)
    carry(children, begins, bases)


def _place_cell(token: Token, src: str, cell: tuple[int, int], md: MarkdownIt, env: Any) -> None:
    """Parse the content of a table cell, where `\\|` has become `|`, and place its tokens."""
    content = token.content
    start, end = cell
    written = src[start:end].strip(MD_TRIM_CHARS)
    start += src[start:end].find(written)
    children = inline_tokens(content, md, env)
    token.children = children
    if "\\|" not in written:
        token.start, token.end = start, start + len(content)
        shift(children, start)
        return
    token.start, token.end = start, start + len(written)
    # What begins with an escaped bar begins with its backslash.
    begins, bases = [0], [start]
    for removed, match in enumerate(ESCAPED_BAR.finditer(written), 1):
        begins.append(match.start() - removed + 2)
        bases.append(start + removed)
    carry(children, begins, bases, is_cell=True)
