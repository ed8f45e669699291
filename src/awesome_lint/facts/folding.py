"""One diagnostic for one cause, however many places it is met at."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator

from msgspec.structs import replace

from awesome_lint.diagnostic import Diagnostic, Edit, Fix

# What stands at so many places of a list has one cause: whoever wrote it, or what wrote it, writes it so.
MANY = 10


def folded(found: Iterable[tuple[Hashable, Diagnostic]]) -> Iterator[Diagnostic]:
    """Yield the diagnostics, of which those of one cause are made one at the first place when they are `MANY`."""
    causes: defaultdict[Hashable, list[Diagnostic]] = defaultdict(list)
    for cause, diagnostic in found:
        causes[cause, diagnostic.fix and diagnostic.fix.applicability].append(diagnostic)
    for same in causes.values():
        if len(same) < MANY:
            yield from same
            continue
        first = same[0]
        edits: list[Edit] = [edit for diagnostic in same if diagnostic.fix for edit in diagnostic.fix.edits]
        fix = Fix.of(edits, first.fix.applicability) if first.fix else None
        yield replace(first, fix=fix, related=(), count=len(same), run=tuple(each.span for each in same))
