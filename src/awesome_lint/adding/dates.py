"""The date of an entry as its list writes it: `2024`, `'24`, `2024/05`, `May 2024`, `8 May 2023`."""

import re

from msgspec import Struct

from awesome_lint.patterns import lazy
from awesome_lint.source import Source, Span

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NAME = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
# What belongs to the date before a year, and after it.
BEFORE = lazy(
    rf"(?:(?<!\w)\d{{1,2}}(?:st|nd|rd|th)?[ \t]+)?(?<!\w){NAME}\.?,?"
    r"(?:[ \t]+\d{1,2}(?:st|nd|rd|th)?,)?[ \t]+$",
    re.IGNORECASE,
)
BEFORE_NUMBERS = lazy(r"(?<![\w/.-])\d{1,2}[/.-](?:\d{1,2}[/.-])?$")
AFTER = lazy(r"[/.-](?:1[0-2]|0?[1-9])(?:[/.-]\d{1,2})?(?![\w/-]|\.\d)")
NUMBER = lazy(r"\d+")
WORD = lazy(rf"(?<!\w){NAME}(?!\w)", re.IGNORECASE)
APOSTROPHES = "'’`‘"
CENTURY = 100
ZERO = lazy(r"\b0\d")
# The day in a form, with what parts it from the rest; a day and a month without a zero before them.
DAY = lazy(r"[/.-]DD?|\bDD?(?:st|nd|rd|th)?,?\s")
ONE_DAY, ONE_MONTH = lazy(r"\bD(?=\b|st|nd|rd|th)"), lazy(r"(?<![A-Za-z])M(?![A-Za-z])")
ISO = lazy(r"(?P<year>\d{4})[/.-](?P<month>1[0-2]|0?[1-9])(?:[/.-](?P<day>\d{1,2}))?")
IN_WORDS = lazy(rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{NAME})\.?,?\s+(?P<year>\d{{4}})", re.IGNORECASE)


class Date(Struct, frozen=True):
    """A year, and the month and day where they are known."""

    year: int
    month: int | None = None
    day: int | None = None


def read(text: str) -> Date | None:
    """Return the date that a text states, or None where it is none that other forms are known of."""
    text = text.strip()
    if len(text) == 4 and text.isdecimal():
        return Date(int(text))
    if match := ISO.fullmatch(text):
        return Date(int(match["year"]), int(match["month"]), int(match["day"]) if match["day"] else None)
    if match := IN_WORDS.fullmatch(text):
        return Date(int(match["year"]), month(match["month"]), int(match["day"]) if match["day"] else None)
    return None


def month(name: str) -> int | None:
    """Return the number of a month, by its name or its first letters."""
    begun = name.strip(" .").casefold()[:3]
    return (
        next((number for number, each in enumerate(MONTHS, 1) if each.casefold().startswith(begun)), None)
        if len(begun) == 3
        else None
    )


def around(source: Source, year: Span) -> Span:
    """Return the place of a date, of which the year is known."""
    start, end = year
    if not source.text[start:end].isdecimal() or end - start != 4:
        return year
    beside = source.beside(year)
    after = AFTER.match(beside.after)
    before = None if after else BEFORE.search(beside.before) or BEFORE_NUMBERS.search(beside.before)
    return Span(start - (len(before.group()) if before else 0), end + (after.end() if after else 0))


def shape(text: str) -> str:
    """Return the form of a date: `YYYY`, `YY` with what stands before it, `YYYY/MM`, `Mon YYYY`, `D Month YYYY`."""
    name = WORD.search(text)
    if name:
        written = name.group()
        known = MONTHS[(month(written) or 1) - 1]
        form = "Month" if len(written) == len(known) and known != "May" else "Mon"
        text = text[: name.start()] + form + text[name.end() :]
        numbers = {len(digits) for digits in NUMBER.findall(text) if len(digits) < 4}
        day = "DD" if 2 in numbers and ZERO.search(text) else "D"
        return NUMBER.sub(lambda match: "YYYY" if len(match.group()) == 4 else day, text)
    digits = NUMBER.findall(text)
    if len(digits) == 1:
        return NUMBER.sub("YYYY" if len(digits[0]) == 4 else "YY", text)
    if digits and len(digits[0]) == 4:
        parts = iter(("YYYY", "MM" if len(digits[1]) == 2 else "M", "DD"))
        return NUMBER.sub(lambda _: next(parts, "DD"), text)
    return ""


def written(date: Date, form: str) -> str:
    """Return a date in a form, without what is not known of it."""
    year = str(date.year)
    short = f"{date.year % CENTURY:02}"
    if "YYYY" not in form:
        return form.replace("YY", short) if "YY" in form else year
    if date.month is None or ("D" in form and date.day is None):
        has_month = date.month is not None and "M" in form
        if not has_month:
            return year
        # Without its day.
        form = DAY.sub("", form)
    name = MONTHS[(date.month or 1) - 1]
    form = form.replace("YYYY", year)
    for slot, value in (("Month", name), ("Mon", name[:3]), ("MM", f"{date.month:02}"), ("DD", f"{date.day or 0:02}")):
        if slot in form:
            form = form.replace(slot, value)
            if slot in ("Month", "Mon"):
                return ONE_DAY.sub(str(date.day), form)
    return ONE_MONTH.sub(str(date.month), form)
