from collections import Counter
from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document, Fault
from awesome_lint.parser.swallowed import swallowed_definitions
from awesome_lint.rule import Rule

# A word met so often behind another in brackets is a tag.
TAG = 3


class UndefinedReference(Rule, frozen=True):
    """A reference to a definition that is not on the page.

    `[Jay][jay]` without a line `[jay]: https://example.org/jay`. Only pages whose links use definitions are looked at, since
    elsewhere two words in brackets are mostly that, and a word that stands so three times is taken for a tag.

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
        if not any(definition.is_used for definition in document.definitions):
            return
        undefined = [
            (document.source.slice(broken.url), broken.span)
            for broken in document.broken_links
            if broken.fault is Fault.UNDEFINED
        ]
        # Those of a definition that is a part of a text have another cause.
        swallowed = {label.casefold() for found in swallowed_definitions(document) for label in found.labels}
        times = Counter(name.casefold() for name, _ in undefined)
        for name, span in undefined:
            if times[name.casefold()] < TAG and name.casefold() not in swallowed:
                yield self.diagnostic(span, f"`{name}` is defined nowhere on this page: add `[{name}]: address`.")
