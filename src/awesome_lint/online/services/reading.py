"""Values out of JSON of which nothing is sure: any part may be missing, null or of another type, and is then not there."""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from awesome_lint.export.reference import Person, person
from awesome_lint.knowledge.identifiers import IdentifierKind, identify
from awesome_lint.patterns import lazy

LONGEST = 2_000
MOST_PEOPLE = 5_000
# What nobody sees, and halves of characters, which are no text.
INVISIBLE = lazy("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")
TAG = lazy(r"</?[a-zA-Z][^<>]{0,200}>")
LITERAL_NEWLINE = lazy(r"\\n(?![a-z])")
DOI = lazy(r"10\.\d{4,9}/\S+")
ARXIV = lazy(r"(?:\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?/\d{7})", re.IGNORECASE)


def at(value: object, *path: str | int) -> Any:
    """Return what is found by these names and numbers, or None where anything on the way is missing."""
    for step in path:
        if isinstance(step, str) and isinstance(value, dict):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def items(value: object, *path: str | int) -> list[Any]:
    """Return the members of a list; one value that is none is a list of one, as some services write it."""
    value = at(value, *path)
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def text(value: object, *path: str | int) -> str | None:
    """Return words on one line, without markup, or None where there are none. The first of a list is meant by it."""
    value = at(value, *path)
    if isinstance(value, list):
        value = next((each for each in value if isinstance(each, str)), None)
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    return plain(value) or None


def plain(value: str) -> str:
    """Return a text as a reader would see it: entities unescaped, as some are twice, tags dropped, on one line."""
    if "&" in value:
        value = html.unescape(html.unescape(value))
    if "<" in value:
        value = TAG.sub("", value)
    if "\\n" in value:
        value = LITERAL_NEWLINE.sub(" ", value)
    return " ".join(INVISIBLE.sub(" ", value).split())


def number(value: object, *path: str | int) -> int | None:
    """Return a whole number, whether or not it is written as text."""
    value = at(value, *path)
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    return int(value) if isinstance(value, str) and len(value) < 10 and value.isascii() and value.isdigit() else None


def year(value: object, *path: str | int) -> int | None:
    """Return a year in which something may have been published."""
    found = number(value, *path)
    return found if found is not None and 1400 < found < 2200 else None


def month(value: object, *path: str | int) -> int | None:
    found = number(value, *path)
    return found if found is not None and 1 <= found <= 12 else None


def doi(value: object, *path: str | int) -> str | None:
    """Return a DOI in lower case, without the address of a resolver before it."""
    found = text(value, *path)
    match = DOI.search(found) if found else None
    return match.group().lower().rstrip(".,;") if match else None


def arxiv_of(found: str | None) -> str | None:
    """Return the number at arXiv that a DOI or an address stands for."""
    if not found:
        return None
    url = f"https://doi.org/{found}" if found.startswith("10.") else found
    identifier = identify(url)
    return identifier.value if identifier.kind is IdentifierKind.ARXIV else None


def arxiv_number(value: object, *path: str | int) -> str | None:
    found = text(value, *path)
    return found.lower() if found and ARXIV.fullmatch(found) else None


def web(value: object, *path: str | int) -> str | None:
    """Return an address that a list can lead to."""
    found = text(value, *path)
    is_address = found is not None and found.lower().startswith(("https://", "http://"))
    return found if is_address and found and not any(mark in found for mark in ' <>"`{}|\\^') else None


def people(names: Iterator[str | None]) -> tuple[Person, ...]:
    """Return the people of these names, none of which need be any."""
    found: list[Person] = []
    for name in names:
        if name and any(map(str.isalpha, name)):
            found.append(person(name))
        if len(found) == MOST_PEOPLE:
            break
    return tuple(found)


def mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
