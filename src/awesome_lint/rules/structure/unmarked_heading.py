import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, Heading, Text, by_stretch
from awesome_lint.facts.block_starts import is_latent_block
from awesome_lint.parser.swallowed import cuts, held_together
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Span

# Spaces that separate nothing in Markdown, and what nobody sees.
ODD = "\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff"
# `#️⃣` is an emoji, `#!` the beginning of a script, `#include` and `#define` are code.
MARKED = lazy(
    rf"[ ]{{0,3}}(#{{1,6}})([{ODD}][ \t{ODD}]*)?(?![{ODD}])"
    r"(?![#\s!\ufe0f\u20e3]|\d+\]|include\b|define\b|pragma\b|if(?:n?def)?\b|endif\b|region\b)(\S.*)"
)
# Another word with a `#` makes hashtags of both.
HASHTAG = lazy(r"(?:^|\s)#\w")
NUMBER = lazy(r"(\d+)(?:[.)]\d*)*\s+\S")


class UnmarkedHeading(Rule, frozen=True):
    """A line that was meant as a heading, without a space after its `#`, or with one that is none to Markdown.

    ## Why

    GitHub shows `##Editors` as text: the section has no anchor, no place in the outline, and belongs to the one before. So it
    does where a no-break space follows, which a Mac writes when Option is held down with the space bar. A single `#` may begin
    a hashtag or a number, so there it takes other headings of the first level to tell.

    ## Bad

    ```markdown
    ## Shells

    - [Fish](https://example.org/fish) - A shell.

    ##Editors

    - [Vim](https://example.org/vim) - An editor.
    ```

    ## Good

    ```markdown
    ## Shells

    - [Fish](https://example.org/fish) - A shell.

    ## Editors

    - [Vim](https://example.org/vim) - An editor.
    ```

    ## Fix

    Safe: puts the space there, which makes the line a heading. There is none where the next line, which is text now, would
    become a list, code or a definition below it, nor where an emphasis or a link goes on from one line to the other.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT | Effect.HEADINGS | Effect.BLOCKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for line, is_alone, is_last in _signed(document):
            match = MARKED.fullmatch(line.value)
            if match is None or HASHTAG.search(match.group(3)) or not any(map(str.isalpha, match.group(3))):
                continue
            marks, space, name = match.groups()
            if len(marks) == 1 and not (is_alone and (space or _is_among(name, document.headings))):
                continue
            written = f"{marks} {name}"
            span = Span(line.span.start + match.start(1), line.span.end)
            number = document.source.line_number(span.start)
            # The backslash that breaks the line before would be one to read.
            above = document.source.slice(document.source.line_span(number - 1)) if number > 1 else ""
            stays = is_last or (_is_whole(name) and not is_latent_block(document.source, line.span.end + 1))
            marked = () if is_alone else held_together(document)
            stays = stays and not (cuts(marked, span.start) or cuts(marked, span.end))
            fix = Fix.replace(span, written) if stays and not above.endswith("\\") else None
            yield self.diagnostic(span, _message(written, marks, space, name), fix)


def _message(written: str, marks: str, space: str | None, name: str) -> str:
    if space is None:
        return f"`{marks}{name}` is no heading without a space: write `{written}`."
    character = unicodedata.name(space[0], "another character").capitalize()
    return f"{character} (U+{ord(space[0]):04X}) after `{marks}` makes no heading: write `{written}`."


class _Line(NamedTuple):
    """A line of a paragraph, and whether it is all of it, and the last."""

    text: Text
    is_alone: bool
    is_last: bool

    def moved(self, by: int) -> "_Line":
        return _Line(self.text.moved(by), self.is_alone, self.is_last)


@by_stretch
def _signed(document: Document) -> tuple[_Line, ...]:
    """Return the lines that begin with `#`, of paragraphs that stand in no other block."""
    return tuple(_lines(document))


def _lines(document: Document) -> Iterator[_Line]:
    for paragraph in document.paragraphs:
        if paragraph.is_outermost and "#" in paragraph.text.value:
            for number in range(paragraph.first, paragraph.end):
                line = document.source.written(*document.source.line_span(number))
                if line.value.lstrip(" ").startswith("#"):
                    yield _Line(line, paragraph.end == paragraph.first + 1, number + 1 == paragraph.end)


def _is_whole(text: str) -> bool:
    """Whether no link, code or tag that begins in a line goes on in the next."""
    return text.count("[") == text.count("]") and not text.count("`") % 2 and text.count("<") == text.count(">")


def _is_among(name: str, headings: Sequence[Heading]) -> bool:
    """Whether the page has headings of the first level that make one of a line with a single `#`.

    A name of several words is one among several such headings, a number only between its neighbours.
    """
    names = [heading.text.value for heading in headings if heading.level == 1]
    number = NUMBER.match(name)
    if number:
        numbers = {int(match.group(1)) for other in names if (match := NUMBER.match(other))}
        return bool(numbers & {int(number.group(1)) - 1, int(number.group(1)) + 1})
    return len(names) > 1 and name[0].isupper() and (" " in name.strip() or len(name.strip()) > 1)
