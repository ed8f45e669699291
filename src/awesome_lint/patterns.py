"""Patterns that are compiled when they are first used: most runs use few of them, and every run pays for its start."""

import re
from functools import cache
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import regex

# Of the scripts that know capitals, those in which authors of papers are mostly written: Latin, Greek, Cyrillic. The letters
# between \u0100 and \u024f alternate, so that a small one passes for a capital there.
CAPITALS = "A-ZÀ-ÖØ-Þ\u0100-\u024fΑ-ΩЀ-Я"
UPPER = f"[{CAPITALS}]"
"""A capital, as a part of a `re` pattern."""
LOWER = "[^\\W\\d_A-ZÀ-ÖØ-ÞΑ-ΩЀ-Я]"
"""A letter that is none."""
GAP = r"(?:(?<!\s)\s+)?"
"""White space before what is searched for, taken from its beginning only: or each space of a long run would begin a try."""


@cache
def unicode_pattern(pattern: str) -> "regex.Pattern[str]":
    """Return a pattern with Unicode properties such as `\\p{L}`, compiled at the first call."""
    import regex

    return regex.compile(pattern)


class _Lazy:
    """Stands for a pattern; the first use gives it the pattern's methods, so that later uses find them at once."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self.arguments = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self.arguments)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "pattern", "flags"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy(pattern: str, flags: int = 0) -> "re.Pattern[str]":
    """Return what `re.compile` does, compiled at its first use."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


ESCAPED = lazy(r"\\([!-/:-@\[-`{-~])")
"""A mark that stands for itself, as in `Foo\\_bar`; the group is the mark."""
