"""The content check: what a reader sees and can click, before and after, by GitHub's own parser.

It shares nothing with our parser or rules, so that a mistake of theirs cannot hide itself. cmarkgfm, GitHub's C parser, renders
both texts (`rendering`); `same` compares the pages, `explained` lets them differ by what a pass of fixes declared and nothing
else. For that, `page` reads what a page holds, `places` what the edits cover, `text` follows what is read, and `explanation`
asks about every kind of thing in turn; a check that mends nothing imports none of them.
"""

from collections import Counter
from collections.abc import Sequence

from awesome_lint.content.rendering import (
    Difference,
    definitions_of,
    first_mismatch,
    line_at,
    line_holding,
    normalised,
    quoted,
    render,
    without_front_matter,
)
from awesome_lint.diagnostic import Edit, Effect
from awesome_lint.source import BOM

__all__ = ["Difference", "explained", "same"]


def same(before: str, after: str) -> Difference | None:
    """Return the first difference between two texts that should show the same page, or None.

    White space counts as HTML counts it: a run of ASCII white space outside code is one space; a non-breaking space is a
    character like any other. Definitions of links and HTML comments, which no reader sees, count too.
    """
    if before == after:
        return None
    read = _read(before, after)
    if isinstance(read, Difference):
        return read
    before, after = read
    old, new = render(before), render(after)
    if old != new:
        normal_old, normal_new = normalised(old), normalised(new)
        if normal_old != normal_new:
            at = first_mismatch(normal_old, normal_new, 0, 0)
            return Difference(line_at(before, at), _pages_differ(normal_old, normal_new, at))
    old_definitions, new_definitions = definitions_of(before), definitions_of(after)
    if old_definitions != new_definitions:
        return _definitions_differ(before, old_definitions, new_definitions)
    return None


def explained(before: str, after: str, edits: Sequence[tuple[Effect, Edit]]) -> Difference | None:
    """Return the first thing that differs beyond what these edits of `before` declare, or None.

    The edits are in source order. An edit explains a difference only inside the place that it covers, so one that makes or
    breaks markup has to cover that markup.
    """
    if before == after:
        return None
    read = _read(before, after)
    if isinstance(read, Difference):
        return read
    before, after = read
    # Imported where something was mended.
    from awesome_lint.content.explanation import explain

    return explain(before, after, edits)


def _read(before: str, after: str) -> tuple[str, str] | Difference:
    """Return what GitHub's parser gets to see of both, or how they differ in what is read before that.

    That is the front matter, and a byte order mark that would be the file's.
    """
    old_matter, before = without_front_matter(before)
    new_matter, after = without_front_matter(after)
    if old_matter != new_matter:
        return Difference(1, "expected the front matter as it is, found another")
    if after.startswith(BOM) and not before.startswith(BOM):
        return Difference(1, "expected the text to begin with what is read, found a byte order mark")
    return before, after


def _pages_differ(old: str, new: str, at: int) -> str:
    return f"expected {_around(old, at)} on the page, found {_around(new, at)}"


def _around(html: str, at: int) -> str:
    start = max(html.rfind(" ", max(at - 20, 0), at), html.rfind(">", max(at - 20, 0), at)) + 1
    return quoted(html[max(start, at - 20) : at + 30])


def _definitions_differ(before: str, old: Sequence[str], new: Sequence[str]) -> Difference:
    lost = Counter(old) - Counter(new)
    gained = Counter(new) - Counter(old)
    if lost:
        written = next(iter(lost))
        return Difference(line_holding(before, written), f"expected {quoted(written)}, found no such definition")
    if gained:
        return Difference(1, f"expected no definition {quoted(next(iter(gained)))}, found one")
    return Difference(1, "expected the definitions in their order, found another order")
