"""Patches: what would be written, as `git apply` and `patch` read it."""

import os
import re
from collections.abc import Iterable, Iterator
from difflib import unified_diff

from awesome_lint.patterns import lazy
from awesome_lint.reporters.text import BOLD, CYAN, RED, UNSAFE, guarded, paint, visible

LINE = lazy(r"[^\n]*\n|[^\n]+")

# What has a name of its own between quotes, as in C.
LETTERS = {"\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r"}
SPECIAL = lazy('["\\\\\a\b\t\n\v\f\r]')

COLOURS = {"-": (RED,), "+": (CYAN,), "@": (BOLD,)}


def unified(path: str, before: str, after: str) -> Iterator[str]:
    """Yield the lines of a unified diff; its lines end where `\\n` stands and nowhere else, as the tools that apply it say."""
    for line in unified_diff(LINE.findall(before), LINE.findall(after), _named("a", path), _named("b", path)):
        if line.endswith("\n"):
            yield line
        else:
            yield f"{line}\n\\ No newline at end of file\n"


def _named(side: str, path: str) -> str:
    """Return the name of a file as git writes it: between quotes where a character of it could be taken for something else."""
    name = f"{side}/{path.lstrip('/')}"
    # A name with a space ends at a tab, or a part of it may be taken for a date.
    end = "\t" if " " in name else ""
    if SPECIAL.search(name) or UNSAFE.search(name):
        name = f'"{UNSAFE.sub(_in_octal, SPECIAL.sub(_with_backslash, name))}"'
    return name + end


def _with_backslash(match: "re.Match[str]") -> str:
    return f"\\{LETTERS.get(match[0], match[0])}"


def _in_octal(match: "re.Match[str]") -> str:
    return "".join(f"\\{byte:03o}" for byte in os.fsencode(match[0]))


def coloured(lines: Iterable[str], *, colour: bool) -> Iterator[str]:
    """Yield the lines for people to look at: control characters visible, and in colour if wanted."""
    for line in lines:
        for part in line.splitlines() if line.endswith("end of file\n") else [line[:-1]]:
            text = guarded(visible(part.removesuffix("\r")))
            yield (paint(text, *COLOURS[part[0]]) if colour and part[:1] in COLOURS else text) + "\n"
