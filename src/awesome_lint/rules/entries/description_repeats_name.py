from collections.abc import Hashable, Iterator
from typing import Annotated

from msgspec import Meta

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document, Entry, EntryKind
from awesome_lint.facts.folding import folded
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

# What a sentence about the name goes on with.
VERB = lazy(
    r"(?:'s|’s)?(?:\s+\([^()]*\))?(?::\s|,?\s+(?:is|are|was|provides?|allows?|lets|helps?|aims|offers?|has|can|makes|gives)\b)"
)
# What may stand around the words of a name, and how many such signs at most.
LONGEST_AROUND = 8
AROUND = ' \t*_`"“”.。!'
# Whoever is listed by a page of their own may be called as they call themselves there.
PERSON = lazy(r"https?://(?:www\.)?(?:github\.com|gitlab\.com|twitter\.com|x\.com)/[\w-]+/?$")


class DescriptionRepeatsName(Rule, frozen=True):
    """A description that is nothing but the name again, as in `[One](url) - One`.

    With the option `strict`, also one that begins with the name, as `[One](url) - One is a parser` does.

    ## Why

    The reader has just read the name, and waits for what it is. What is said about `One` in a sentence that begins with it is
    as well said without it, in half of the words; but many lists write so by habit.

    ## Bad

    ```markdown
    - [One](https://example.org/1) - One.
    ```

    ## Good

    ```markdown
    - [One](https://example.org/1) - Parser of ones.
    ```
    """

    looks_at = Looks.SECTION

    strict: Annotated[bool, Meta(description="report sentences that begin with the name, too: `One is a parser`")] = False

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._found(document))

    def _found(self, document: Document) -> Iterator[tuple[Hashable, Diagnostic]]:
        for entry in document.entries:
            if entry.description is None or entry.title is None:
                continue
            name, description = entry.title.value, entry.description
            text = description.value
            if _is_name_alone(entry, name, text):
                message = f"`{text}` only repeats the name: say what it is, or leave it out."
                yield "alone", self.diagnostic(description.span, message)
            elif self.strict and text[: len(name)].casefold() == name.casefold() and VERB.match(text, len(name)):
                start = description.span.start
                span = Span(start, min(start + len(name), description.span.end))
                message = f"The description repeats the name, `{text[: len(name)]}`: leave it out."
                yield "begins", self.diagnostic(span, message)


def _is_name_alone(entry: Entry, name: str, text: str) -> bool:
    """Whether a description is nothing but the name of the entry, in whatever case."""
    if len(text) > len(name) + LONGEST_AROUND or entry.kind is not EntryKind.NAMED:
        return False
    if text.strip(AROUND).casefold() != name.strip(AROUND).casefold():
        return False
    return bool(entry.links) and not any(PERSON.match(link.url) for link in entry.links)
