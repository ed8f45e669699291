"""One diagnostic for one cause, however many places it is met at."""

from collections.abc import Hashable, Iterable, Iterator

from msgspec.structs import replace

from awesome_lint.diagnostic import MANY, Diagnostic

__all__ = ["MANY", "folded"]


def folded(found: Iterable[tuple[Hashable, Diagnostic]]) -> Iterator[Diagnostic]:
    """Yield the diagnostics with their causes: those of one cause are told as one at the first place when they are `MANY`."""
    for cause, diagnostic in found:
        yield replace(diagnostic, cause=(cause,))
