from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

# What a sentence about the name goes on with.
VERB = lazy(
    r"(?:'s|’s)?(?:\s+\([^()]*\))?(?::\s|,?\s+(?:is|are|was|provides?|allows?|lets|helps?|aims|offers?|has|can|makes|gives)\b)"
)


class DescriptionRepeatsName(Rule, frozen=True):
    """A description that begins with the name that stands right before it, as `[One](url) - One is a parser` does.

    ## Why

    The reader has just read the name. `A parser.` says the same in half of the words. What is left once the name is gone has
    to be written anew, so this is for lists that want it.

    ## Bad

    ```markdown
    - [One](https://example.org/1) - One is a parser of ones.
    ```

    ## Good

    ```markdown
    - [One](https://example.org/1) - Parser of ones.
    ```
    """

    looks_at = Looks.SECTION
    default = False

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for entry in document.entries:
            if entry.description is None or entry.title is None:
                continue
            name, text = entry.title.value, entry.description.value
            if text[: len(name)].casefold() == name.casefold() and VERB.match(text, len(name)):
                start = entry.description.span.start
                span = Span(start, min(start + len(name), entry.description.span.end))
                yield self.diagnostic(span, f"The description repeats the name, `{text[: len(name)]}`: leave it out.")
