"""The months that entries state beside their years."""

import re

from awesome_lint.patterns import lazy
from awesome_lint.source import Beside

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# The name of a month, short or long.
NAMED = rf"(?:{'|'.join(MONTHS)})[a-z]*"
AFTER = lazy(r"(?:[-/.]|\s?年\s?)(1[0-2]|0?[1-9])(?:[-/.日月]|(?![\d-]))")
BEFORE = lazy(rf"\b({NAMED})\.?,?\s(?:\d\d?,?\s)?$", re.IGNORECASE)
LONGEST_BEFORE = 20


def month_beside(year: Beside) -> int:
    """Return the month, 1 to 12, that is stated behind a year or before it, or 0 where there is none."""
    after = AFTER.match(year.after)
    if after:
        return int(after.group(1))
    before = BEFORE.search(year.before[-LONGEST_BEFORE:])
    return MONTHS.index(before.group(1)[:3].lower()) + 1 if before else 0
