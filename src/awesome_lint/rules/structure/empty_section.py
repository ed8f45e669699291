from bisect import bisect_left
from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document, Heading, Section
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

# What a line of prose ends with, and the name of a section does not; a URL, an emoji code or a link that was meant to be
# one makes it a banner or a line of contents too.
PROSE = lazy(r"[.!?:~。！？：…]\W*$|://|:[a-z_]+:|\]\(")


class EmptySection(Rule):
    """A section that holds nothing.

    ## Why

    A heading promises a reader something. Where nothing follows it, or only slots that nobody filled, it is better added
    once there is something to list.

    Headings that stand for lines of contents or banners are left alone: those with a link, a URL or a sentence, and those
    that come before the first section of their level with something in it.

    ## Bad

    ```markdown
    ## Pruning

    - **Optimal brain damage.** *Yann LeCun and Sara A Solla.*

    ## Dynamic computation

    ## Surveys

    - **A survey of model compression.** *Yu Cheng and Duo Wang.*
    ```

    ## Good

    ```markdown
    ## Pruning

    - **Optimal brain damage.** *Yann LeCun and Sara A Solla.*

    ## Surveys

    - **A survey of model compression.** *Yu Cheng and Duo Wang.*
    ```

    ## Fix

    Unsafe, since the heading's words go: removes the heading and the empty slots under it, but no anchor or comment.
    """

    fixable = Applicability.UNSAFE
    effect = Effect.TEXT | Effect.BLOCKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        starts = [link.span.start for link in document.links]
        slots = [span for run in document.placeholders for span in run.spans]
        filled: set[int] = set()
        for section in _outermost(document.sections, filled):
            heading = section.heading
            if heading is None or heading.level not in filled or PROSE.search(heading.text.value):
                continue
            following = bisect_left(starts, heading.span.start)
            if following < len(starts) and starts[following] < heading.span.end:
                continue
            name = " ".join(heading.text.value.split())
            if name:
                fix = _removal(document.source, section, slots)
                yield self.diagnostic(heading.span, f"Expected entries under `{name}`, found none.", fix)


def _outermost(sections: Sequence[Section], filled: set[int]) -> Iterator[Section]:
    """Yield each empty section that is not inside another, noting meanwhile the levels of those that hold something."""
    for section in sections:
        if section.is_empty:
            yield section
            continue
        if section.heading:
            filled.add(section.heading.level)
        yield from _outermost(section.sections, filled)


def _removal(source: Source, section: Section, slots: Sequence[Span]) -> Fix | None:
    headings = [inner.heading for inner in section.walk() if inner.heading]
    if any(_is_html(source, heading) for heading in headings):
        return None
    lines = [_lines(source, heading) for heading in headings]
    first = bisect_left(slots, section.span)
    while first < len(slots) and slots[first].start < section.span.end:
        lines.append(slots[first])
        first += 1
    return Fix(tuple(_deletions(source, sorted(lines))), Applicability.UNSAFE)


def _deletions(source: Source, lines: Sequence[Span]) -> Iterator[Edit]:
    """Yield edits that delete these lines with the blank ones after them, and keep what is around them apart."""
    text = source.text
    removed = 0
    for start, end in lines:
        while end < len(text) and text[end] == "\n":
            end += 1
        follows_text = start > 0 and removed != start and not text.endswith("\n\n", 0, start)
        yield Edit(Span(start, end), "\n" if follows_text and end < len(text) else "")
        removed = end


def _is_html(source: Source, heading: Heading) -> bool:
    return heading.marker is None and source.text.startswith("<", heading.span.start)


def _lines(source: Source, heading: Heading) -> Span:
    first, last = source.line_number(heading.span.start), source.line_number(heading.span.end)
    return source.lines_span(first, last + 1)
