from collections import Counter
from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document, Entry, EntryKind, of_page, summed
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

GOES_ON = lazy(r"(?:is|are|was|were) (?:a|an|the|one)\b")
# What goes on with the name behind a comma: a verb and its subject stand together.
COMMA = lazy(r",(?= (?:is|are|was|were) (?:a|an|the|one)\b)")
# So few do, of so many.
LEAST = 6
MOST_SHARE = 0.1


class DescriptionVerb(Rule, frozen=True):
    """A description that goes on with the name, behind a mark that parts the two: `[One](url) - is a parser`.

    So does one behind a comma (`[One](url), is a parser`), which stands between no verb and its subject.

    ## Why

    The dash stands for the verb. A list in which one entry in ten or more reads so does it by habit, and is left alone, as is
    a sentence without a mark (`[One](url) is a parser.`).

    ## Bad

    ```markdown
    - [Thing 1](https://example.org/1) - A parser of text.
    …
    - [Thing 11](https://example.org/11) - is a parser of numbers.
    ```

    ## Good

    ```markdown
    - [Thing 1](https://example.org/1) - A parser of text.
    …
    - [Thing 11](https://example.org/11) - A parser of numbers.
    ```

    ## Fix

    None: the sentence may need other words.
    """

    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from self._behind_commas(document)
        if not _described(document)[True] or not _is_slip(document):
            return
        for entry in document.entries:
            if entry.description and _goes_on(entry):
                start = entry.description.span.start
                verb = entry.description.value.partition(" ")[0]
                yield self.diagnostic(
                    Span(start, start + len(verb)),
                    f"`{verb}` goes on with the name behind `{entry.separator.value.strip() if entry.separator else ''}`:"
                    " leave it out.",
                )

    def _behind_commas(self, document: Document) -> Iterator[Diagnostic]:
        """Yield the commas right behind linked names that are the subject of what follows."""
        for entry in document.entries:
            span = entry.title_span
            if entry.kind is not EntryKind.NAMED or span is None or not entry.links or not entry.is_of_title(entry.links[0]):
                continue
            place = Span(span.end, span.end + len(","))
            if document.source.slice(place) == "," and COMMA.match(document.source.beside(span).after):
                yield self.diagnostic(place, "`,` between a name and its verb: leave it out.")


@of_page
def _is_slip(document: Document) -> bool:
    """Whether few of the many descriptions of the page begin so."""
    described = _described(document)
    return described.total() >= LEAST and described[True] <= max(1, described.total() * MOST_SHARE)


@summed
def _described(document: Document) -> Counter[bool]:
    return Counter(_goes_on(entry) for entry in document.entries if entry.kind is EntryKind.NAMED and entry.description)


def _goes_on(entry: Entry) -> bool:
    """Whether a mark parts a name from a verb of which it is the subject."""
    if entry.kind is not EntryKind.NAMED or entry.description is None or entry.separator is None:
        return False
    return bool(entry.separator.value.strip()) and GOES_ON.match(entry.description.value) is not None
