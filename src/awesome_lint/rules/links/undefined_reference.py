from collections import Counter
from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document, Fault
from awesome_lint.parser.swallowed import swallowed_definitions
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Span

# No tag, no date, and no venue with its year.
LABEL, NAME = lazy(r"[a-z][a-z0-9 _.-]*"), lazy(r"\[[^\[\]\d]+\]")
# What stands before the name of an entry, and behind it.
MARKER, SEPARATOR = lazy(r"[ \t]{0,40}(?:[-*+]|\d{1,9}[.)])[ \t]{1,8}(?:\*\*|__)?"), lazy(r"(?:\*\*|__)?(?: [-–—] |: )\w")
# A word met so often behind another in brackets is a tag.
TAG = 3


class UndefinedReference(Rule, frozen=True):
    """A reference to a definition that is not on the page.

    `[Jay][jay]` without a line `[jay]: https://example.org/jay`. Where no link of a page uses definitions, two words in
    brackets are mostly that, and only those are looked at that stand for the name of an entry. A word that stands so three
    times is taken for a tag.

    ## Why

    Readers see the brackets instead of a link.

    ## Bad

    ```markdown
    - [Jay][jay] - A bird.
    - [Crow][crow] - Another.

    [jay]: https://example.org/jay
    ```

    ## Good

    ```markdown
    - [Jay][jay] - A bird.
    - [Crow][crow] - Another.

    [jay]: https://example.org/jay
    [crow]: https://example.org/crow
    ```

    ## Fix

    None: only a person knows where the link should lead.
    """

    def check(self, document: Document) -> Iterator[Diagnostic]:
        undefined = [
            (document.source.slice(broken.url), broken.span)
            for broken in document.broken_links
            if broken.fault is Fault.UNDEFINED
        ]
        if undefined and not any(definition.is_used for definition in document.definitions):
            undefined = [(label, span) for label, span in undefined if LABEL.fullmatch(label) and _is_name(document, span)]
        # Those of a definition that is a part of a text have another cause.
        swallowed = {label.casefold() for found in swallowed_definitions(document) for label in found.labels}
        times = Counter(name.casefold() for name, _ in undefined)
        for name, span in undefined:
            if times[name.casefold()] < TAG and name.casefold() not in swallowed:
                yield self.diagnostic(span, f"`{name}` is defined nowhere on this page: add `[{name}]: address`.")


def _is_name(document: Document, span: Span) -> bool:
    """Whether what stands there is the first thing in a list item, and something is said of it."""
    beside = document.source.beside(span)
    is_entry = MARKER.fullmatch(beside.before) is not None and SEPARATOR.match(beside.after) is not None
    return is_entry and NAME.match(document.source.slice(span)) is not None
