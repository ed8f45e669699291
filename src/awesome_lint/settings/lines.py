"""The lines on which the keys of a TOML document stand, which its parser does not tell."""

import re
from collections.abc import Sequence

from msgspec import Struct

from awesome_lint.patterns import lazy

Key = tuple[str, ...]

# Of a document that is known to be well-formed, these are all the pieces that bear on where a key is.
TOKEN = lazy(
    r'"""(?:\\.|[^\\])*?(?:"{3,5}|\\?\Z)'
    r"|'''.*?(?:'{3,5}|\Z)"
    r'|"(?:\\.|[^"\\])*(?:"|\\?\Z)'
    r"|'[^']*(?:'|\Z)"
    r"|#[^\n]*"
    r"|[\n\[\]{}=,.]"
    r"|[^\s\"'#\[\]{}=,.]+",
    re.DOTALL,
)


class Token(Struct, frozen=True):
    """A piece of a document, and its line, from 1."""

    text: str
    line: int


def key_lines(text: str) -> dict[Key, int]:
    """Return the line of each key of a well-formed document, and of each table, by the keys that lead to it."""
    found: dict[Key, int] = {}
    tokens = _tokens(text)
    table: Key = ()
    index = 0
    while index < len(tokens):
        if tokens[index].text == "\n":
            index += 1
        elif tokens[index].text == "[":
            while tokens[index].text == "[":
                index += 1
            table, index = _key(tokens, index, (), found)
            while index < len(tokens) and tokens[index].text == "]":
                index += 1
        else:
            key, index = _key(tokens, index, table, found)
            index = _value(tokens, index + 1, key, found)
    return found


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    line = 1
    place = 0
    for match in TOKEN.finditer(text):
        line += text.count("\n", place, match.start())
        place = match.start()
        if not match.group().startswith("#"):
            tokens.append(Token(match.group(), line))
    return tokens


def _key(tokens: Sequence[Token], index: int, table: Key, found: dict[Key, int]) -> tuple[Key, int]:
    """Read a key, with its dots, and note its line; return it and where it ends."""
    key = table
    while True:
        key = (*key, _unquoted(tokens[index].text))
        found.setdefault(key, tokens[index].line)
        index += 1
        if tokens[index].text != ".":
            return key, index
        index += 1


def _value(tokens: Sequence[Token], index: int, key: Key, found: dict[Key, int]) -> int:
    """Pass over a value, noting the keys of an inline table, and return where it ends."""
    if index < len(tokens) and tokens[index].text == "{":
        return _inline(tokens, index + 1, key, found)
    depth = 0
    while index < len(tokens):
        text = tokens[index].text
        if depth == 0 and text in ("\n", ",", "}"):
            return index
        depth += (text in ("[", "{")) - (text in ("]", "}"))
        index += 1
    return index


def _inline(tokens: Sequence[Token], index: int, table: Key, found: dict[Key, int]) -> int:
    while tokens[index].text != "}":
        if tokens[index].text in (",", "\n"):
            index += 1
            continue
        key, index = _key(tokens, index, table, found)
        index = _value(tokens, index + 1, key, found)
    return index + 1


def _unquoted(text: str) -> str:
    if text[0] not in "\"'":
        return text
    from awesome_lint.toml import parsed

    return next(iter(parsed(f"{text} = 0")))
