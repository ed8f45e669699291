"""One diagnostic for one cause, however many places it is met at."""

from collections.abc import Hashable, Iterable, Iterator

from msgspec.structs import replace

from awesome_lint.diagnostic import MANY, Diagnostic

__all__ = ["MANY", "folded"]


def folded(found: Iterable[tuple[Hashable, Diagnostic]]) -> Iterator[Diagnostic]:
    """Yield the diagnostics with their causes, by which a check folds them: `MANY` of one cause into one at the first place."""
    for cause, diagnostic in found:
        yield replace(diagnostic, cause=(cause,))
