from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import BlockKind, Document, Heading, Text
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Span

DEEPEST = 6
BOLD = lazy(r"(\*\*|__)(?![\s*_])((?:(?!\1)[^\n\\])+?)(?<![ ])[ ]*(?::[ ]*)?\1[ ]*:?")
LINK = lazy(r"\]\(|<a\b|://")
# What a sentence ends with, and the name of a section does not.
SENTENCE = lazy(r"[.!?。！？](?:(?![.!?。！？])\W)*$|(?<!\S)(?:\S+\s+){8}\S")
FOLLOWING = frozenset({BlockKind.BULLETS, BlockKind.NUMBERS, BlockKind.TABLE})


class PseudoHeading(Rule, frozen=True):
    """A bold paragraph that stands for a heading.

    It is short, holds no link, and a list or a table of entries follows.

    ## Why

    Bold words look like a heading to those who see them. Outlines, anchors, screen readers and tables of contents do not know
    of them.

    ## Bad

    ```markdown
    ## Editors

    **Modal**

    - [Vim](https://example.org/vim) - An editor.
    - [Helix](https://example.org/helix) - An editor.
    ```

    ## Good

    ```markdown
    ## Editors

    ### Modal

    - [Vim](https://example.org/vim) - An editor.
    - [Helix](https://example.org/helix) - An editor.
    ```

    ## Fix

    Unsafe, since the page looks different and gets another anchor: makes a heading of it, one level below the section that it
    stands in.
    """

    default = False
    fixable = Applicability.UNSAFE
    effect = Effect.TEXT | Effect.HEADINGS | Effect.BLOCKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        sections = [section.heading for section in document.walk() if section.heading]
        starts = [heading.span.start for heading in sections]
        entries = {entry.text_span.start for entry in document.entries}
        listed = {contents.span.start for contents in document.contents}
        for line, following in _followed(document):
            place = line.span
            match = BOLD.fullmatch(line.value)
            if match is None or place.start in entries or following in listed:
                continue
            name = match.group(2)
            if LINK.search(name) or SENTENCE.search(name) or not any(map(str.isalpha, name)):
                continue
            index = bisect_right(starts, place.start) - 1
            fix = _heading(place, name, sections[index]) if index >= 0 else None
            yield self.diagnostic(place, f"`{name}` in bold stands for a heading: make it one.", fix)


def _followed(document: Document) -> Iterator[tuple[Text, int]]:
    """Yield each paragraph of one line in no other block that a list or table follows, and where that begins."""
    source = document.source
    for block, following in pairwise(document.outermost):
        if block.kind is BlockKind.PARAGRAPH and block.end == block.first + 1 and following.kind in FOLLOWING:
            line = source.line(block.first)
            start = block.span.start + len(line) - len(line.lstrip())
            yield source.written(start, block.span.start + len(line.rstrip())), following.span.start


def _heading(place: Span, name: str, section: Heading) -> Fix | None:
    if section.level >= DEEPEST:
        return None
    return Fix.replace(place, f"{'#' * (section.level + 1)} {name.rstrip(' :：')}", Applicability.UNSAFE)
