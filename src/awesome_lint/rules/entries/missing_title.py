from collections import Counter
from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document, Entry, Text, summed
from awesome_lint.facts.missing_fields import gaps
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source

ADDRESS = lazy(r"https?://\S+$")
WORD = lazy(r"[^\W\d_]{2}")


class MissingTitle(Rule, frozen=True):
    """An entry that shows an address in the place of a name, among entries that have one.

    ## Why

    An address does not say what it leads to, and a screen reader spells it out. Groups of bare addresses are left alone.

    ## Bad

    ```markdown
    - [Thing 1](https://example.org/1) - Does this.
    …
    - [https://example.org/10](https://example.org/10) - Does that.
    ```

    ## Good

    ```markdown
    - [Thing 1](https://example.org/1) - Does this.
    …
    - [Thing 10](https://example.org/10) - Does that.
    ```
    """

    finds_gaps = True

    def check(self, document: Document) -> Iterator[Diagnostic]:
        if not _nameless(document)[True]:
            return
        for gap in gaps(document, lambda entry: entry.is_read, lambda entry: not _is_nameless(entry), least=5):
            for entry in gap.entries:
                # Words before the address are the name.
                if entry.title and not WORD.search(_before(document.source, entry, entry.title)):
                    yield self.diagnostic(
                        entry.title.span, f"Missing name: `{entry.title.value}` says only where it is; write what it is called."
                    )


def _before(source: Source, entry: Entry, title: Text) -> str:
    return source.written(entry.text_span.start, title.span.start).value


@summed
def _nameless(document: Document) -> Counter[bool]:
    """Return how many entries are nameless, and how many are not."""
    return Counter(map(_is_nameless, document.entries))


def _is_nameless(entry: Entry) -> bool:
    return entry.title is not None and ADDRESS.match(entry.title.value) is not None
