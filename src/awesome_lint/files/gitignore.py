"""What a `.gitignore` file says, read as git reads it: the last pattern that matches a file or folder decides about it."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

# Names of characters inside brackets, as in `[[:digit:]]`.
CLASSES = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "blank": " \\t",
    "digit": "0-9",
    "lower": "a-z",
    "punct": "!-/:-@\\[-`{-~",
    "space": " \\t\\r\\n\\x0b\\x0c",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}

SIGNS = re.compile(r"[*?[\\]")

# The parts of a pattern that stand for any number of characters: in a name, and of whole folders.
STAR, FOLDERS = "[^/]*", "(?:.*/)?"
# No path has more characters, on any system, so that a pattern with more of them matches none.
LONGEST = 32767


class Pattern(Struct, frozen=True):
    """One line: what it matches, and whether that is ignored or, with `!`, taken back."""

    expression: re.Pattern[str]
    ignores: bool
    only_folders: bool
    by_name: bool
    """Whether it is about a name in any folder, rather than a path from the folder of the `.gitignore`."""


def patterns(text: str) -> tuple[Pattern, ...]:
    """Return the patterns of a `.gitignore` file; lines that git finds meaningless match nothing and are left out."""
    lines = (line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n"))
    return tuple(found for line in lines if (found := _pattern(line)))


def verdict(rules: tuple[Pattern, ...], path: str, *, is_folder: bool) -> bool | None:
    """Return whether a path, from the folder of the `.gitignore` and with slashes, is ignored; None where nothing is said.

    That a folder above it is ignored is not seen here: git does not look into such a folder, whatever is said of its files.
    """
    name = path.rpartition("/")[2]
    for rule in reversed(rules):
        if (is_folder or not rule.only_folders) and rule.expression.fullmatch(name if rule.by_name else path):
            return rule.ignores
    return None


def _pattern(line: str) -> Pattern | None:
    if not line or line.startswith("#"):
        return None
    ignores = not line.startswith("!")
    body = _without_trailing_spaces(line if ignores else line[1:])
    only_folders = body.endswith("/")
    body = body.removesuffix("/")
    by_name = "/" not in body
    body = body.removeprefix("/")
    try:
        parts = list(_translated(body))
        if sum(part not in (STAR, FOLDERS) for part in parts) > LONGEST:
            return None
        expression = re.compile(_linear(parts), re.DOTALL) if body else None
    except (re.error, ValueError):
        return None
    return Pattern(expression, ignores, only_folders, by_name) if expression else None


def _without_trailing_spaces(line: str) -> str:
    end = len(line)
    while end and line[end - 1] == " ":
        backslashes = len(line[: end - 1]) - len(line[: end - 1].rstrip("\\"))
        if backslashes % 2:
            break
        end -= 1
    return line[:end]


def _translated(body: str) -> Iterator[str]:
    """Yield the parts of the regular expression for a pattern. Raises ValueError for one that can match nothing."""
    index = 0
    while index < len(body):
        character = body[index]
        if character == "*":
            end = index
            while body[end : end + 1] == "*":
                end += 1
            # Git compares what comes before the first sign of a pattern apart, and takes what follows for a beginning.
            starts = body[index - 1 : index] in ("", "/") or not SIGNS.search(body, 0, index)
            if end - index >= 2 and starts and body[end : end + 1] == "/":
                yield FOLDERS
                end += 1
            elif end - index >= 2 and starts and end == len(body):
                yield ".*"
            else:
                yield STAR
            index = end
        elif character == "?":
            yield "[^/]"
            index += 1
        elif character == "[":
            expression, index = _bracket(body, index + 1)
            yield expression
        elif character == "\\":
            if index + 1 == len(body):
                raise ValueError("a backslash that escapes nothing")
            yield re.escape(body[index + 1])
            index += 2
        else:
            yield re.escape(character)
            index += 1


def _linear(parts: Sequence[str]) -> str:
    """Return the expression of the parts, with which a path is matched without trying all the ways to divide it among stars.

    A star that another one follows may take the first place at which what stands between them fits: whatever a later place
    would leave to the next star, an earlier one leaves it as well.
    """
    number = 0

    def first(expression: str) -> str:
        nonlocal number
        number += 1
        # What was matched once ahead is not tried otherwise, which newer versions of Python write as `(?>...)`.
        return f"(?=(?P<n{number}>{expression}))(?P=n{number})"

    def within(part: Sequence[str], *, is_last: bool) -> str:
        head, *starred = _split(part, STAR)
        pieces = [f"{STAR}?{''.join(piece)}" for piece in starred]
        kept = pieces.pop() if is_last and pieces else ""
        return "".join(head) + "".join(map(first, pieces)) + kept

    head, *below = _split(parts, FOLDERS)
    if not below:
        return within(head, is_last=True)
    *middle, last = below
    return (
        within(head, is_last=False)
        + "".join(first(f"{FOLDERS}?{within(each, is_last=False)}") for each in middle if each)
        + FOLDERS
        + within(last, is_last=True)
    )


def _split(parts: Sequence[str], sign: str) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for part in parts:
        if part == sign:
            found.append([])
        else:
            found[-1].append(part)
    return found


def _bracket(body: str, index: int) -> tuple[str, int]:
    """Return the expression of the set whose `[` stands before `index`, and where it ends. Raises ValueError without an end."""
    negated = body[index : index + 1] in ("!", "^")
    index += negated
    members: list[str] = []
    first = True
    while first or body[index : index + 1] != "]":
        if index >= len(body):
            raise ValueError("a bracket without its partner")
        first = False
        if body.startswith("[:", index):
            name, found, _ = body[index + 2 :].partition(":]")
            if not found or name not in CLASSES:
                raise ValueError("no such class of characters")
            members.append(CLASSES[name])
            index += len(name) + 4
            continue
        low, index = _member(body, index)
        if body[index : index + 1] == "-" and body[index + 1 : index + 2] not in ("", "]"):
            high, index = _member(body, index + 1)
            # A range that runs backwards holds what it begins with.
            members.append(f"{re.escape(low)}-{re.escape(high)}" if low <= high else re.escape(low))
        else:
            members.append(re.escape(low))
    inside = "".join(members)
    if negated:
        return f"[^/{inside}]", index + 1
    return f"(?!/)[{inside}]", index + 1


def _member(body: str, index: int) -> tuple[str, int]:
    if body[index] == "\\":
        index += 1
    if index >= len(body):
        raise ValueError("a bracket without its partner")
    return body[index], index + 1
