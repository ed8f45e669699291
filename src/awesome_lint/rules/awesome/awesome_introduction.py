import re
from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document, LinkKind, Text
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

# What speaks of the list instead of what it lists.
ABOUT_LIST = lazy(
    r"(?:(?:this|here) (?:is |repo(?:sitory)? \w+ )?)?(?:an? |the )?(?:\w+ )?(?:curated|awesome|list|collection|resources)\b",
    re.IGNORECASE,
)

MARKS = "*_[ \t"


class AwesomeIntroduction(Rule, frozen=True):
    """An awesome list whose theme is not described below the title, or that describes itself instead.

    Only lists that call themselves awesome are asked, by a badge or by a title that begins with the word.

    ## Why

    The awesome lists ask for a succinct description of the theme at the top: `A shell reads commands.` instead of `A curated
    list of awesome shells.`, which the title says already. Most lists begin the other way, so the rule is off unless turned on.

    ## Bad

    ```markdown
    # Awesome Shells

    A curated list of awesome shells.

    ## Unix
    ```

    ```markdown
    # Awesome Shells

    ## Unix
    ```

    ## Good

    ```markdown
    # Awesome Shells

    Shells read commands, and run them.

    ## Unix
    ```

    ```markdown
    # Awesome Shells

    > Programs that read commands, and run them.

    ## Unix
    ```
    """

    default = False

    def check(self, document: Document) -> Iterator[Diagnostic]:
        if not document.is_awesome or len(document.headings) < 2:
            return
        title = document.headings[0]
        start, end = _top(document)
        first = _first_text(document, start, end)
        if first is None:
            # What HTML shows is not read.
            if any(start <= html.start < end for html in document.html):
                return
            yield self.diagnostic(title.text.span, "Missing description: say below the title what the theme is.")
        elif match := ABOUT_LIST.match(first.value):
            message = f"`{match.group()}` describes the list: describe its theme instead."
            yield self.diagnostic(first.span, message)


def _top(document: Document) -> Span:
    """Return where the theme is described: below the title, or above the first part."""
    first = document.headings[0]
    # A logo may stand instead of a title.
    return Span(first.span.end, document.top.end) if first.level == 1 else Span(0, first.span.start)


def _first_text(document: Document, start: int, end: int) -> Text | None:
    """Return the first text with a word in it that begins there; images, and links around them, are no words."""
    before = [link for link in document.links if link.span.start < document.top.end]
    badges = {link.span for link in before if link.kind is LinkKind.IMAGE}
    images = [link.span for link in before if any(link.span.contains(badge) for badge in badges)]
    for span in document.texts:
        if start <= span.start < end:
            text = _without_images(document.source, span, images)
            if any(map(str.isalpha, text)):
                return Text(text.lstrip(MARKS), span)
    return None


def _without_images(source: Source, span: Span, images: Sequence[Span]) -> str:
    """Return what is written there, without images."""
    parts = []
    position = span.start
    for image in images:
        if span.contains(image) and position <= image.start:
            parts.append(source.written(position, image.start).value)
            position = image.end
    return "".join((*parts, source.written(position, span.end).value))
