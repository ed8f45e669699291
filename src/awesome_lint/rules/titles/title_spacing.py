from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Fix
from awesome_lint.document import Document, Text
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

# A word that no sign belongs to, its sign, and the number that it was torn from. `Covid- 19` is another matter.
TORN_SIGN = lazy(r"\b(and|or|to|by|of|from|in|is|than|with|at)([+-]) (\d)")
GLUED_SIGN = lazy(r"\b(and|or|to)([+-])(\d)")
# One of these is in every title that has something to mend.
MARKS = (":", "  ", "\t", "+ ", "- ")
# `FlashBack:Efficient`, but neither `std::vector`, `MTA:SA`, `:fire:` nor `stun:example.org`.
GLUED_COLON = lazy(r"(?<=[^\W\d_]{3}):(?=[A-Z][a-z-][\w-]*\s)")
SPACES = lazy(r"(?<=\S)[ \t]{2,}(?=\S)")


class TitleSpacing(Rule):
    """White space that is missing from a title, doubled in it, or inside a signed number.

    ## Why

    A title that was copied from a page or a PDF brings its layout along: doubled spaces, a colon without a space after it,
    `and- 1` where the paper says `and -1`. Searching for the title then finds nothing.

    ## Bad

    ```markdown
    - **Network design using weights +1, 0, and- 1.** *Kyuyeon Hwang and Wonyong Sung.* [paper](https://example.org/1)
    ```

    ## Good

    ```markdown
    - **Network design using weights +1, 0, and -1.** *Kyuyeon Hwang and Wonyong Sung.* [paper](https://example.org/1)
    ```

    ## Bad

    ```markdown
    - [FlashBack:Efficient  retrieval](https://example.org/2) - Long context modelling.
    ```

    ## Good

    ```markdown
    - [FlashBack: Efficient retrieval](https://example.org/2) - Long context modelling.
    ```

    ## Fix

    Safe for doubled and missing spaces; unsafe inside numbers, where the meaning is at stake.
    """

    fixable = Applicability.SAFE

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for entry in document.entries:
            title = entry.title
            if title is None or not any(mark in title.value for mark in MARKS):
                continue
            if title.span.end - title.span.start != len(title.value) or document.source.slice(title.span) != title.value:
                continue
            yield from self._signs(title)
            yield from self._spaces(document.source, title)

    def _signs(self, title: Text) -> Iterator[Diagnostic]:
        torn = list(TORN_SIGN.finditer(title.value))
        if not torn:
            return
        glued = list(GLUED_SIGN.finditer(title.value))
        edits = [
            Edit(_span(title, match.start(2), match.end(3)), f" {match.group(2)}{match.group(3)}") for match in torn + glued
        ]
        first = torn[0]
        wanted = f"{first.group(1)} {first.group(2)}{first.group(3)}"
        message = f"Expected `{wanted}`, found `{first.group()}`."
        yield self.diagnostic(_span(title, *first.span()), message, Fix.of(edits, Applicability.UNSAFE), count=len(edits))

    def _spaces(self, source: Source, title: Text) -> Iterator[Diagnostic]:
        for match in SPACES.finditer(title.value):
            span = _span(title, *match.span())
            yield self.diagnostic(span, f"Expected one space in the title, found {len(match.group())}.", Fix.replace(span, " "))
        for match in GLUED_COLON.finditer(title.value):
            span = _span(title, *match.span())
            yield self.diagnostic(span, "Expected a space after `:` in the title, found none.", Fix.insert(span.end, " "))


def _span(title: Text, start: int, end: int) -> Span:
    return Span(title.span.start + start, title.span.start + end)
