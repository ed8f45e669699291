from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document, Text
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule

# Tags that change how text looks, and go on doing so until they are closed.
STYLE_NAMES = "a b big cite code del em font i ins kbd mark q s small strike strong sub sup tt u"
STYLES = frozenset(STYLE_NAMES.split())
TAG = lazy(r"</?([A-Za-z][A-Za-z0-9]*)")


class UnclosedTag(Rule, frozen=True):
    """A tag such as `<sub>` that nothing closes in its paragraph, heading or cell.

    ## Why

    What was meant for a few words goes on to the end of the text, or of the page: small, raised, struck out.

    ## Bad

    ```markdown
    <sup><sub>Made by a tool.
    ```

    ## Good

    ```markdown
    <sup><sub>Made by a tool.</sub></sup>
    ```

    ## Fix

    None: where it should end is for a person to say.
    """

    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for tags in document.tags:
            for name, tag in _unclosed(tags):
                yield self.diagnostic(tag.span, f"`{tag.value}` is never closed: add `</{name}>`.")


def _unclosed(tags: tuple[Text, ...]) -> Iterator[tuple[str, Text]]:
    """Yield each tag that is not closed, with its name, in source order."""
    opened: list[tuple[str, Text]] = []
    for tag in tags:
        match = TAG.match(tag.value)
        name = match.group(1).lower() if match else ""
        if name not in STYLES or tag.value.endswith("/>"):
            continue
        if not tag.value.startswith("</"):
            opened.append((name, tag))
            continue
        place = next((index for index in reversed(range(len(opened))) if opened[index][0] == name), None)
        if place is not None:
            del opened[place]
    yield from opened
