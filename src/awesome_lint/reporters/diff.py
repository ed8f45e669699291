"""Patches: what would be written, as `git apply` and `patch` read it."""

from collections.abc import Iterable, Iterator
from difflib import unified_diff

from awesome_lint.patterns import lazy
from awesome_lint.reporters.text import BOLD, CYAN, RED, guarded, paint, visible

LINE = lazy(r"[^\n]*\n|[^\n]+")

COLOURS = {"-": (RED,), "+": (CYAN,), "@": (BOLD,)}


def unified(path: str, before: str, after: str) -> Iterator[str]:
    """Yield the lines of a unified diff; its lines end where `\\n` stands and nowhere else, as the tools that apply it say."""
    for line in unified_diff(LINE.findall(before), LINE.findall(after), f"a/{path}", f"b/{path}"):
        if line.endswith("\n"):
            yield line
        else:
            yield f"{line}\n\\ No newline at end of file\n"


def coloured(lines: Iterable[str], colour: bool) -> Iterator[str]:
    """Yield the lines for people to look at: control characters visible, and in colour if wanted."""
    for line in lines:
        for part in line.splitlines() if line.endswith("end of file\n") else [line[:-1]]:
            text = guarded(visible(part.removesuffix("\r")))
            yield (paint(text, *COLOURS[part[0]]) if colour and part[:1] in COLOURS else text) + "\n"
