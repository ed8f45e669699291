from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.parser.swallowed import SwallowedDefinitions, swallowed_definitions
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span, within

REFERENCE = lazy(r"\[([^\[\]\n]+)\](?!:|\(|\[[^\]\n])")
# A definition of nothing is how people write comments: `[//]: # (a remark)`.
NOTE = lazy(r"\]:[ \t]*<?#>?(?!\S)")
# What an address that is bare holds as it is written, and the address of a definition does not.
READ_OTHERWISE = lazy(r"\\|&#?\w+;")


class SwallowedDefinition(Rule, frozen=True):
    """A definition of a link right below text, which makes it a part of that text.

    ## Why

    A definition cannot interrupt a paragraph. Without a blank line before it, GitHub shows `[jay]: https://example.org/jay` as
    the last words of the entry above, and `[Jay][jay]` with its brackets instead of a link.

    ## Bad

    ```markdown
    - [Jay][jay] - A bird.
    - [Crow][crow] - Another.
    [jay]: https://example.org/jay
    [crow]: https://example.org/crow
    ```

    ## Good

    ```markdown
    - [Jay][jay] - A bird.
    - [Crow][crow] - Another.

    [jay]: https://example.org/jay
    [crow]: https://example.org/crow
    ```

    ## Fix

    Safe: puts a blank line before the definitions, whose lines readers no longer see; what refers to them becomes a link. There
    is none between two entries or in the middle of a text, where a person has to choose another place, nor for an address that
    nothing refers to, since readers would lose it, or that holds a backslash or a character by its name (`&amp;`), which a
    definition reads in another way than text does. Nor is there one where another definition has
    the label: references lead there now, and a person has to say where they should.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT | Effect.LINKS | Effect.BLOCKS | Effect.DEFINITIONS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        source = document.source
        referred: frozenset[str] | None = None
        defined: frozenset[str] = frozenset()
        for found in swallowed_definitions(document):
            if referred is None:
                referred = frozenset(_referred(document))
                defined = frozenset(_key(each.label.value) for each in document.definitions)
            count = len(found.labels)
            line = Span(found.lines.start, source.line_span(source.line_number(found.lines.start)).end)
            message = f"The definition of `{' '.join(found.labels[0].split())}` is read as text: put a blank line before it."
            if count > 1:
                message = f"{count} definitions are read as text: put a blank line before them."
            lines = zip(found.labels, source.slice(found.lines).split("\n"), strict=True)
            labels = {*map(_key, found.labels)}
            is_used = len(labels) == count and all(_key(label) in referred or NOTE.search(written) for label, written in lines)
            is_sure = is_used and not READ_OTHERWISE.search(source.slice(found.lines)) and defined.isdisjoint(labels)
            yield self.diagnostic(line, message, _fix(source, found) if is_sure else None, count=count)


def _referred(document: Document) -> Iterator[str]:
    """Yield the labels of what looks like a reference, and would be one if there was a definition."""
    targets = [link.url_span for link in document.links if link.url_span]
    for text in document.texts:
        for match in REFERENCE.finditer(document.source.text, *text):
            place = Span(*match.span())
            if not within(document.code, place) and not within(targets, place):
                yield _key(match[1])


def _key(label: str) -> str:
    """Return a label as it is compared with others."""
    return " ".join(label.split()).casefold()


def _fix(source: Source, found: SwallowedDefinitions) -> Fix | None:
    """Return the fix that parts the definitions from the text, whose last line it covers: alone, they are none of its words."""
    before = source.slice(found.before)
    if not found.is_last or "]:" in before:
        # A label alone would be the one that the address is for, and another definition is none behind words.
        return None
    if before.count(">", 0, len(before) - len(before.lstrip("> \t"))) < found.quotes:
        # The quotation that the definitions are marked as goes on in a line without its mark.
        return None
    marks = "> " * found.quotes
    lines = [line.lstrip(" \t>") for line in source.slice(found.lines).split("\n")]
    written = "\n".join([before, marks.rstrip(), *(marks + line for line in lines)])
    return Fix.replace(Span(found.before.start, found.lines.end), written)
