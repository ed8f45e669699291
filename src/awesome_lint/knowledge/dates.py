"""The months that entries state beside their years."""

import re

from awesome_lint.patterns import lazy
from awesome_lint.source import Span

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# The name of a month, short or long.
NAMED = rf"(?:{'|'.join(MONTHS)})[a-z]*"
AFTER = lazy(r"(?:[-/.]|\s?年\s?)(1[0-2]|0?[1-9])(?:[-/.日月]|(?![\d-]))")
BEFORE = lazy(rf"\b({NAMED})\.?,?\s(?:\d\d?,?\s)?$", re.IGNORECASE)
LONGEST_BEFORE = 20


def month_beside(text: str, year: Span) -> int:
    """Return the month, 1 to 12, that a text states behind a year or before it, or 0 where it states none."""
    after = AFTER.match(text, year.end)
    if after:
        return int(after.group(1))
    before = BEFORE.search(text[max(0, year.start - LONGEST_BEFORE) : year.start])
    return MONTHS.index(before.group(1)[:3].lower()) + 1 if before else 0
