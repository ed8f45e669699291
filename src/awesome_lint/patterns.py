"""Patterns of Unicode properties: `re` knows none, and the module that does takes long to import."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

# Of the scripts that know capitals, those in which authors of papers are mostly written: Latin, Greek, Cyrillic. The letters
# between \u0100 and \u024f alternate, so that a small one passes for a capital there.
CAPITALS = "A-ZÀ-ÖØ-Þ\u0100-\u024fΑ-ΩЀ-Я"
UPPER = f"[{CAPITALS}]"
"""A capital, as a part of a `re` pattern."""
LOWER = "[^\\W\\d_A-ZÀ-ÖØ-ÞΑ-ΩЀ-Я]"
"""A letter that is none."""


@cache
def unicode_pattern(pattern: str) -> "regex.Pattern[str]":
    """Return a pattern with Unicode properties such as `\\p{L}`, compiled at the first call."""
    import regex

    return regex.compile(pattern)
