from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, Heading, LinkKind
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Source

# A sentence: words that end one, and a good many of them.
ENDED = lazy(r"[\w)\"'”’*_`\])][.!。！][*_\"'”’)]*$")
LEAST_WORDS = 8
# Fewer will do where a period ends them, but that of a number: `Version 2 vol.`.
LEAST_ENDED = 3
PERIOD, SIGN = lazy(r"[a-z]{4}[)\"'”’*_`]{0,4}\.$|。$"), lazy(r"\W{0,8}\d")
LONGEST = 14


class AccidentalHeading(Rule, frozen=True):
    """A text that became a heading, since a line of hyphens stands right below it.

    ## Why

    `---` draws a line only below a blank one. Right below text, it makes a heading of that: a paragraph in large letters, in
    the contents and in the outline of the page.

    ## Bad

    ```markdown
    # Tools

    These are the tools that I use every day at work.
    ---

    - [One](https://example.org/1) - Does this.
    ```

    ## Good

    ```markdown
    # Tools

    These are the tools that I use every day at work.

    ---

    - [One](https://example.org/1) - Does this.
    ```

    ## Fix

    Unsafe, since a heading goes: puts a blank line between the text and the line.
    """

    fixable = Applicability.UNSAFE
    effect = Effect.TEXT | Effect.BLOCKS | Effect.HEADINGS
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        pictures = [link.span for link in document.links if link.kind is LinkKind.IMAGE]
        for heading in document.headings:
            written = document.source.slice(heading.span)
            text, newline, underline = written.rpartition("\n")
            if heading.marker or not newline or set(underline.strip()) != {"-"}:
                continue
            shows = any(heading.span.contains(picture) for picture in pictures)
            if _is_sentence(heading) or (shows and not heading.text.value.strip()):
                start = heading.span.end - len(underline)
                span = document.source.written(start, heading.span.end).span
                name = " ".join(heading.text.value.split()) or "a picture"
                fix = _parted(document.source, heading, text, underline)
                yield self.diagnostic(span, f"`{underline}` makes a heading of `{name}`: put a blank line above it.", fix)


def _is_sentence(heading: Heading) -> bool:
    value = heading.text.value.strip()
    words = len(value.split())
    if words >= LEAST_ENDED and PERIOD.search(value) and not SIGN.match(value):
        return True
    return words >= LEAST_WORDS and ("\n" in value or words > LONGEST or ENDED.search(value) is not None)


def _parted(source: Source, heading: Heading, text: str, underline: str) -> Fix | None:
    """Return the fix where nothing stands before the lines, such as the mark of a quotation."""
    if source.beside(heading.span).before or underline != underline.lstrip():
        return None
    return Fix.replace(heading.span, f"{text}\n\n{underline}", Applicability.UNSAFE)
