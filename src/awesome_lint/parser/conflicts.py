"""The marks that git leaves in a text whose merge nobody finished."""

from collections.abc import Iterator, Sequence

from awesome_lint.document import Conflict, Text
from awesome_lint.parser.tokens.token import Token
from awesome_lint.patterns import lazy
from awesome_lint.source import Source, Span

# Git writes them at the beginning of a line, behind nothing. What it writes behind the marks of the common ancestor is all that
# tells a line of these from a row of a table.
ANCESTOR = r"\|{7} (?:[0-9a-f]{7,40}\b|merged common ancestors|parent of [0-9a-f]{7})"
MARK = lazy(rf"(?m)^(?:(<{{7}})(?:[ \t][^\n]*)?|(>{{7}})(?:[ \t][^\n]*)?|(?:{ANCESTOR})[^\n]*)$")
CODE = frozenset({"fence", "code_block"})


def conflicts(source: Source, tokens: Sequence[Token]) -> tuple[Conflict, ...]:
    """Return the merges that nobody finished, in source order; what is shown as code is an example of one."""
    text = source.text
    if "<<<<<<<" not in text and ">>>>>>>" not in text and "|||||||" not in text:
        return ()
    return tuple(_conflicts(source, [token.map for token in tokens if token.type in CODE and token.map]))


def _conflicts(source: Source, code: Sequence[Sequence[int]]) -> Iterator[Conflict]:
    opening: Text | None = None
    for match in MARK.finditer(source.text):
        line = source.line_number(match.start()) - 1
        if any(first <= line < end for first, end in code):
            continue
        value = match.group().rstrip()
        mark = Text(value, Span(match.start(), match.start() + len(value)))
        begins, ends = match.groups()
        if ends and opening:
            yield Conflict(opening, mark)
            opening = None
        elif ends:
            # Seven `>` alone are a quote in quotes, and an empty one.
            if value != ends:
                yield Conflict(mark, None)
        elif begins and opening:
            yield Conflict(opening, None)
            opening = mark
        else:
            opening = opening or mark
    if opening:
        yield Conflict(opening, None)
