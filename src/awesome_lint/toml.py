"""TOML into tables, and values as one writes them there."""

import sys
from enum import Enum
from typing import Any

from awesome_lint.patterns import lazy

TOO_DEEP = "values are nested too deeply"
# So many dots a key may have: a table within a table for each, which the parser goes through again for every key.
MOST_DOTS = 100
QUOTED = lazy(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')


def parsed(text: str) -> dict[str, Any]:
    """Return the table that the text is. Raises ValueError, saying where it is not well-formed."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    if any(_is_deep(line) for line in text.split("\n")):
        raise ValueError(TOO_DEEP)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError(TOO_DEEP) from None


def _is_deep(line: str) -> bool:
    """Whether a key in a line has too many dots; those in the middle of quoted text are no key's."""
    return line.count(".") > MOST_DOTS and QUOTED.sub("", line).count(".") > MOST_DOTS


def dotted(*keys: str) -> str:
    """Return keys as one writes them in one: `per-file."docs/*.md".ignore`."""
    return ".".join(key if _is_bare(key) else written(key) for key in keys)


def written(value: object) -> str:
    """Return a value as one would write it in a settings file, on one line."""
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, tuple | list | frozenset | set):
        values = sorted(value, key=str) if isinstance(value, frozenset | set) else value
        return f"[{', '.join(written(each) for each in values)}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{dotted(key)} = {written(each)}' for key, each in value.items())} }}" if value else "{}"
    return str(value)


def _is_bare(key: str) -> bool:
    return bool(key) and key.isascii() and key.replace("-", "").replace("_", "").isalnum()


def _text(text: str) -> str:
    """Return a string: literal where it can be, so that a template reads as it is."""
    if text.isprintable() and "'" not in text and '"' in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(each if each.isprintable() else _escape(each) for each in escaped) + '"'


def _escape(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
