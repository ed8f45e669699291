"""Comments that speak to this tool: `<!-- awesome-lint: ignore duplicate-title (listed twice on purpose) -->`.

They are found among the tokens, so that one in a block of code is code. What a directive means is not known here.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from awesome_lint.document import LISTS, Directive, Text
from awesome_lint.parser.tokens.token import Token
from awesome_lint.patterns import lazy
from awesome_lint.source import Source, Span

# What a text must hold to have any directive.
OPENING = lazy(r"<!--\s*(?:awesome-lint:|lint\s)")
COMMENT = lazy(r"<!--(.*?)-->", re.DOTALL)
# A reason in parentheses may follow the arguments.
OURS = lazy(r"\s*awesome-lint:\s*([\w-]*)([^(]*)(?:\(.*)?", re.DOTALL)
FOREIGN = lazy(r"\s*lint\s+([\w-]+)(.*)", re.DOTALL)
ARGUMENT = lazy(r"[^\s,]+")


def read(source: Source, tokens: Sequence[Token]) -> tuple[Directive, ...]:
    """Return the directives of a page, in source order."""
    if OPENING.search(source.text) is None:
        return ()
    return tuple(_read(source, tokens))


def _read(source: Source, tokens: Sequence[Token]) -> Iterator[Directive]:
    items: list[int] = []
    following: dict[int, Span] = {}
    row = 0
    for index, token in enumerate(tokens):
        kind = token.type
        if kind == "list_item_open":
            items.append(index)
        elif kind == "list_item_close":
            items.pop()
        elif kind == "tr_open":
            row = index
        elif kind == "inline" and "<!--" in token.content:
            for child in token.children or ():
                found = _directive(source, Span(child.start, child.end)) if child.type == "html_inline" else None
                if found:
                    yield replace(found, block=_around(source, tokens, index, items, row, found.span))
        elif kind == "html_block" and "<!--" in token.content:
            yield from _in_html(source, tokens, index, items, following)


def _in_html(
    source: Source, tokens: Sequence[Token], index: int, items: Sequence[int], following: dict[int, Span]
) -> Iterator[Directive]:
    lines = _lines(source, tokens[index])
    text = source.slice(lines)
    is_alone = _is_comment(tokens[index])
    for match in COMMENT.finditer(text):
        found = _directive(source, Span(lines.start + match.start(), lines.start + match.end()))
        if found is None:
            continue
        if items:
            block = _item(source, tokens, items[-1], found.span)
        else:
            block = _following(source, tokens, index, following) if is_alone else lines
        yield replace(found, block=block, is_alone=is_alone)


def _directive(source: Source, span: Span) -> Directive | None:
    """Return the directive that a comment holds; what it stands in is not known yet."""
    comment = COMMENT.fullmatch(source.text, span.start, span.end)
    if comment is None:
        return None
    match, is_foreign = OURS.fullmatch(source.text, *comment.span(1)), False
    if match is None:
        match, is_foreign = FOREIGN.fullmatch(source.text, *comment.span(1)), True
    if match is None:
        return None
    arguments = (Text(each.group(), Span(*each.span())) for each in ARGUMENT.finditer(source.text, *match.span(2)))
    return Directive(Text(match.group(1), Span(*match.span(1))), tuple(arguments), span, span, is_foreign=is_foreign)


def _around(source: Source, tokens: Sequence[Token], index: int, items: Sequence[int], row: int, place: Span) -> Span:
    """Return the block that a comment in the text at `index` is a part of: a row, a heading, a list item or a paragraph."""
    opening = tokens[index - 1]
    if opening.type in ("th_open", "td_open"):
        return _lines(source, tokens[row])
    if opening.type == "paragraph_open" and items:
        return _item(source, tokens, items[-1], place)
    return _lines(source, opening)


def _item(source: Source, tokens: Sequence[Token], index: int, place: Span) -> Span:
    """Return a list item, up to the lists nested in it after the place."""
    whole = _lines(source, tokens[index])
    level = tokens[index].level
    for token in tokens[index + 1 :]:
        if token.level <= level:
            break
        if token.type in LISTS:
            nested = _lines(source, token)
            if nested.start > place.start:
                return Span(whole.start, nested.start)
    return whole


def _following(source: Source, tokens: Sequence[Token], index: int, known: dict[int, Span]) -> Span:
    """Return the block after the comment at `index`, further comments left out; nothing where none follows.

    What follows those is noted in `known`, so that no run of comments is looked through for each of them.
    """
    if index in known:
        return known[index]
    level = tokens[index].level
    comments = [index]
    end = _lines(source, tokens[index]).end
    found = Span(end, end)
    for number in range(index + 1, len(tokens)):
        token = tokens[number]
        if token.level < level:
            break
        if token.level == level and token.nesting >= 0:
            if not _is_comment(token):
                found = _lines(source, token)
                break
            comments.append(number)
    known.update(dict.fromkeys(comments, found))
    return found


def _is_comment(token: Token) -> bool:
    return token.type == "html_block" and not COMMENT.sub("", token.content).strip()


def _lines(source: Source, token: Token) -> Span:
    first, last = token.map or (0, 1)
    return source.lines_span(first + 1, last + 1)
