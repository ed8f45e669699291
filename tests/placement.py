"""What "exact" means for the places of tokens: `misplaced` names every token whose slice is not what was typed for it."""

import re
from collections.abc import Iterator

from markdown_it.common.utils import unescapeAll

from awesome_lint.parser.tokens.token import Token

MARKER = re.compile(r"(?:[-+*]|\d{1,9}[.)])(?=[ \t\n]|$)")
# What may stand between two lines of one block: the marks of the quotes and the indentation of the lists that hold it.
PREFIX = re.compile(r"\n[ \t>]*")
SOFT_BREAK = re.compile(r" ?\n[ \t>]*")
HARD_BREAK = re.compile(r"(?: {2,}|\\)\n[ \t>]*")
LINK_TAIL = re.compile(r"\](?:\(.*\)|\[.*\])?", re.DOTALL)

MARKS = frozenset({"em_open", "em_close", "strong_open", "strong_close", "s_open", "s_close"})


def misplaced(text: str, tokens: list[Token]) -> Iterator[str]:
    """Yield one line for every token of `tokenize(text)` that is not placed exactly."""
    text = text.replace("\0", "\ufffd")
    in_cell = False
    row: Token | None = None
    for token in tokens:
        kind = token.type
        written = text[token.start : token.end]
        if kind == "inline":
            yield from _misplaced_inline(text, token, in_cell)
            if row is not None and not row.start <= token.start <= token.end <= row.end:
                yield f"cell {token.content!r} lies outside of its row"
        elif kind in ("th_open", "td_open"):
            in_cell = True
        elif kind in ("th_close", "td_close"):
            in_cell = False
        elif kind == "list_item_open":
            if not MARKER.match(text, token.start):
                yield f"list item begins with {written!r}"
        elif kind == "tr_open":
            row = token
            if "\n" in written or not written or written[0] in " \t":
                yield f"row is {written!r}"
        elif kind == "tr_close":
            row = None


def _misplaced_inline(text: str, block: Token, in_cell: bool) -> Iterator[str]:
    if not 0 <= block.start <= block.end <= len(text):
        yield f"inline {block.content!r} at {block.start}:{block.end}"
        return
    if _flat(text[block.start : block.end], in_cell) != _flat(block.content):
        yield f"inline {block.content!r} is {text[block.start : block.end]!r}"
    yield from _misplaced_children(text, block.children or [], block.start, block.end, in_cell)


def _misplaced_children(text: str, children: list, start: int, end: int, in_cell: bool) -> Iterator[str]:  # type: ignore[type-arg]
    position = start
    for token in children:
        if not 0 <= token.start <= token.end <= len(text):
            yield f"{token.type} at {token.start}:{token.end}"
            return
        gap = text[position : token.start]
        if token.start < position or (gap and not (text[position - 1] == "\n" and not gap.strip(" \t>"))):
            yield f"{token.type} at {token.start}, expected at {position}"
        position = token.end
        if not _is_exact(text, token, in_cell):
            yield f"{token.type} {token.content or token.markup!r} is {text[token.start : token.end]!r}"
        if token.type == "image":
            inside = token.children[-1].end if token.children else token.start + 2
            yield from _misplaced_children(text, token.children, token.start + 2, inside, in_cell)
            if text[inside : inside + 1] != "]":
                yield f"alternative text ends before {text[inside : inside + 1]!r}"
    if position != end:
        yield f"content ends at {end}, its last token at {position}"


def _is_exact(text: str, token: Token, in_cell: bool) -> bool:
    kind = token.type
    written = text[token.start : token.end]
    flat = _flat(written, in_cell)
    if kind in ("text", "html_inline"):
        return flat == _flat(token.content)
    if kind == "text_special" or kind in MARKS:
        return flat == token.markup
    if kind == "softbreak":
        return SOFT_BREAK.fullmatch(written) is not None
    if kind == "hardbreak":
        return HARD_BREAK.fullmatch(written) is not None
    if kind == "code_inline":
        width = len(token.markup)
        inner = flat[width : len(flat) - width]
        if not (flat.startswith(token.markup) and flat.endswith(token.markup)):
            return False
        inner = inner.replace("\n", " ")
        if inner.startswith(" ") and inner.endswith(" ") and inner.strip(" "):
            inner = inner[1:-1]
        return _squeezed(inner) == _squeezed(token.content)
    if kind == "footnote_ref":
        return written == f"[^{token.meta['label']}]"
    if kind == "link_open":
        return written == {"autolink": "<", "bare": ""}.get(token.markup, "[") and _is_url_exact(text, token, "href", in_cell)
    if kind == "link_close":
        if token.info == "auto":
            return written == {"autolink": ">", "bare": ""}[token.markup]
        return LINK_TAIL.fullmatch(written) is not None
    if kind == "image":
        return written.startswith("![") and written[-1] in ")]" and _is_url_exact(text, token, "src", in_cell)
    raise AssertionError(f"a kind of token that has no rule here: {kind}")


def _is_url_exact(text: str, token: Token, attribute: str, in_cell: bool) -> bool:
    url = str(token.attrs[attribute])
    if token.url is None:
        return token.markup == "reference"
    written = _flat(text[slice(*token.url)], in_cell)
    if token.info == "auto":
        if token.markup == "bare" and "@" in written:
            written = unescapeAll(written)
        return url in (written, "mailto:" + written, "http://" + written)
    return unescapeAll(written) == url


def _flat(written: str, in_cell: bool = False) -> str:
    """Return the text without what only says which block its lines belong to, and which cell a bar belongs to."""
    if in_cell:
        written = written.replace("\\|", "|")
    return PREFIX.sub("\n", written) if "\n" in written else written


def _squeezed(text: str) -> str:
    return re.sub(r"[ \t>]+", " ", text)
