"""Text as Markdown that shows it and does nothing: no link, no image, no HTML, no mention, whatever a list has in it."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from awesome_lint.patterns import lazy
from awesome_lint.reporters.text import guarded, visible

# A quotation begins and ends at a backtick of its own; one within a word, or beside another, belongs to what is quoted.
OPENING = lazy(r"(?<![\w`])`")
CLOSING = lazy(r"`(?![\w`])")
BACKTICKS = lazy(r"`+")
BAR = lazy(r"(?<!\\)(\\*)\|")
# What GitHub makes a link of, or a message to someone, in any text: a backslash does not keep it from that, code does.
LINKED = r"@|://|(?i:www)\.|#(?=\d)|\b(?i:gh)-(?=\d)"
MARKS = lazy(rf"({LINKED})|[\\`*_{{}}\[\]<>()#+!|~&]")
# Those that work anywhere in a line.
INLINE_MARKS = lazy(rf"({LINKED})|[\\`*_\[<~]|&(?=#?\w+;)")


class _Piece(Struct, frozen=True):
    """A piece of Markdown, or of what is to be shown as code."""

    text: str
    is_code: bool = False


def cell(text: str) -> str:
    """Return a message for the cell of a table; what it quotes is code."""
    return _joined(_quoting(visible(text), MARKS), in_table=True)


def heading(text: str) -> str:
    """Return a name for a heading."""
    return _joined(_marked(visible(text), MARKS))


def sentence(text: str) -> str:
    """Return a message for programs that may show it as Markdown or as it is: it is changed only where that differs."""
    return _joined(_quoting(visible(text), INLINE_MARKS))


def fenced(text: str, language: str) -> str:
    """Return lines as a block of code between more backticks than they have in a row; a runner obeys none of them."""
    fence = "`" * max(max(map(len, BACKTICKS.findall(text)), default=0) + 1, 3)
    lines = "".join(f"{guarded(line)}\n" for line in text.split("\n"))
    return f"{fence}{language}\n{lines}{fence}\n"


def quotations(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a message, each with whether it is quoted; those without a word are left out."""
    position = 0
    while opening := OPENING.search(text, position):
        # One character at least is quoted, be it a backtick.
        closing = CLOSING.search(text, opening.end() + 1)
        if closing is None:
            break
        if opening.start() > position:
            yield text[position : opening.start()], False
        yield text[opening.end() : closing.start()], True
        position = closing.end()
    if position < len(text):
        yield text[position:], False


def _quoting(text: str, marks: "re.Pattern[str]") -> Iterator[_Piece]:
    for part, is_quoted in quotations(text):
        if is_quoted:
            yield _Piece(part, is_code=True)
        else:
            yield from _marked(part, marks)


def _marked(text: str, marks: "re.Pattern[str]") -> Iterator[_Piece]:
    position = 0
    for match in marks.finditer(text):
        yield _Piece(text[position : match.start()])
        yield _Piece(match[1], is_code=True) if match[1] else _Piece(f"\\{match[0]}")
        position = match.end()
    yield _Piece(text[position:])


def _joined(pieces: Iterable[_Piece], *, in_table: bool = False) -> str:
    """Return the pieces as one text. Pieces of code that touch are made one, since their backticks would run together."""
    found: list[str] = []
    code = ""
    for piece in pieces:
        if piece.is_code:
            code += piece.text
        elif piece.text:
            found += [_span(code, in_table=in_table), piece.text]
            code = ""
    return "".join([*found, _span(code, in_table=in_table)])


def _span(code: str, *, in_table: bool) -> str:
    """Return the code between more backticks than it has in a row."""
    if not code:
        return ""
    fence = "`" * (max(map(len, BACKTICKS.findall(code)), default=0) + 1)
    # Where a space stands at both ends, both are taken for parts of the fence; not so where the text is shown as it is.
    is_stripped = in_table and code[0] == code[-1] == " " and code.strip()
    padding = " " if is_stripped or "`" in (code[0], code[-1]) else ""
    span = f"{fence}{padding}{code}{padding}{fence}"
    return BAR.sub(_with_odd_backslashes, span) if in_table else span


def _with_odd_backslashes(match: "re.Match[str]") -> str:
    # Where two of them are one for the table, a bar behind an even number would end the cell.
    return f"{match[1]}\\|" if len(match[1]) % 2 == 0 else f"{match[1]}\\\\|"
