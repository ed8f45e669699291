"""The same Markdown through markdown-it-py as it comes, to compare our tokens with.

On purpose different, and therefore left out or set alike here:

- bare links, which the stock parser does not know: a block that has one is not compared;
- a link's target, and the text of `<https:...>`, keep the author's spelling, where the stock parser encodes the one and
  decodes the other: our target is encoded before it is compared, and their text is left as it is;
- every target is a link's, as for GitHub's parser, where the stock parser reads `[x](javascript:y)` as text;
- escapes and entities stay tokens of their own, which the stock parser's last step joins with the text around them;
- the empty texts that the stock parser leaves beside some emphasis are not ours;
- a parenthesis that nothing closes may be a part of a target, as for GitHub's parser: a block with one is not compared;
- a line that begins a list never begins a table, as for GitHub, so the stock parser gets its own rule in that place;
- unusual white space beside an address is kept at either end of a block, as for GitHub: it is not compared;
- a lone bar ends a table, as for GitHub: it is left out;
- `markup` and `info` of links, which say how the link is written, and the numbers that the stock parser gives to footnotes.
"""

import re
from collections.abc import Iterable
from functools import cache
from itertools import zip_longest
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import table
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from awesome_lint.parser.tokens import tokenize
from awesome_lint.parser.tokens.token import MAX_NESTING

LINKS = frozenset({"link_open", "link_close", "image"})

# A row to the stock parser, the end of a table to GitHub and to us.
LONE_BAR = re.compile(r"^[ \t]*\|[ \t]*$", re.MULTILINE)
# A tag alone below an entry, a quote or a row: a word of it to the stock parser, raw HTML to GitHub and to us.
LONE_TAG = re.compile(r"^([ \t]*(?:[-*+>|]|\d+[.)]|[ \t]\S).*\n)(?=[ \t]*</?[a-zA-Z][^<>\n]*>[ \t]*$)", re.MULTILINE)


def differences(text: str) -> list[str]:
    """Return how the stream of tokens differs from the stock parser's, nothing when they agree."""
    text = LONE_TAG.sub("\\1\n", LONE_BAR.sub("", text))
    ours, theirs = tokenize(text), _stock().parse(text)
    blocks = [_block(token) for token in ours], [_block(token) for token in theirs]
    if blocks[0] != blocks[1]:
        return [f"{mine} instead of {its}" for mine, its in zip(*blocks, strict=False) if mine != its] or [
            "fewer or more blocks"
        ]
    found = []
    for mine, its in zip(ours, theirs, strict=True):
        if (
            mine.type != "inline"
            or mine.content != its.content
            or any(child.markup == "bare" or _is_unclosed(child) for child in mine.children or ())
        ):
            continue
        left, right = _inlines(mine.children or ()), _inlines(its.children or ())
        if left != right:
            pair = next(((one, other) for one, other in zip_longest(left, right) if one != other))
            found.append(f"{mine.content!r}: {pair[0]} instead of {pair[1]}")
    return found


def _is_unclosed(token: Token) -> bool:
    target = str(token.attrs.get("href", token.attrs.get("src", "")))
    return target.count("(") > target.count(")")


@cache
def _stock() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING, "strikethrough_single_tilde": True})
    markdown.enable("strikethrough").disable("text_join")
    markdown.block.ruler.after("list", "late_table", table, {"alt": ["paragraph", "reference"]})
    footnote_plugin(markdown, inline=False, move_to_end=False)
    front_matter_plugin(markdown)
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    markdown.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return markdown


def _block(token: Token) -> tuple[Any, ...]:
    lines = tuple(token.map) if token.map else None
    content = mdTrim(token.content)
    return token.type, token.tag, token.nesting, token.level, lines, content, token.markup, token.info, token.hidden


def _inlines(tokens: Iterable[Token]) -> list[tuple[Any, ...]]:
    return [_inline(token) for token in tokens if token.type != "text" or token.content]


def _inline(token: Token) -> tuple[Any, ...]:
    kind = token.type
    attributes = dict(token.attrs)
    for name in ("href", "src"):
        if name in attributes:
            attributes[name] = _stock().normalizeLink(str(attributes[name]))
    how = () if kind in LINKS else (token.markup, token.info)
    return kind, token.tag, token.nesting, token.content, *how, attributes, _inlines(token.children or ())
