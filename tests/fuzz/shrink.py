"""The shortest text that still shows what is wrong, by delta debugging: lines first, then tokens, then characters."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from .generator import TOKEN
from .trial import Finding, tried


def shrunk(finding: Finding, seconds: float = 20.0) -> Finding:
    """Return the same kind of finding, tried in the same way, of as short a text as can be found in so many seconds."""
    until = time.monotonic() + seconds
    best = finding

    def shows(text: str) -> bool:
        nonlocal best
        for other in tried(replace(finding.case, text=text))[0]:
            if other.kind == finding.kind:
                best = other
                return True
        return False

    cuts: tuple[Callable[[str], list[str]], ...] = (lambda text: text.splitlines(keepends=True), TOKEN.findall, list)
    for cut in cuts:
        length = -1
        while len(best.case.text) != length and time.monotonic() < until:
            length = len(best.case.text)
            _reduce(cut(best.case.text), shows, until)
    return best


def _reduce(parts: Sequence[str], shows: Callable[[str], bool], until: float) -> None:
    """Take away as many parts as can be, larger pieces first."""
    size = max(len(parts) // 2, 1)
    while size:
        at = 0
        while at < len(parts) and time.monotonic() < until:
            fewer = [*parts[:at], *parts[at + size :]]
            if shows("".join(fewer)):
                parts = fewer
            else:
                at += size
        size //= 2
