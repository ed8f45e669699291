import re
from collections import Counter
from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix, Related
from awesome_lint.document import Document, Heading, Section
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Span

# Where more of the headings one step inside a level leave out the next one, that is how the page is written.
HABIT = 0.5
# A title stands above as many headings.
LEAST_BELOW = 4
# A sentence in small letters is no section, whatever its marks say.
SENTENCE = lazy(r"[.!?:~。！？：…](?:(?![.!?:~。！？：…])\W)*$|(?<!\S)(?:\S+\s+){4}\S")
# For browsers, a heading inside a heading ends it.
HTML = lazy(r"</?h[1-6]\b", re.IGNORECASE)


class SkippedHeadingLevel(Rule, frozen=True):
    """A heading more than one level below the one that it belongs to, or a title that is not of the first level.

    ## Why

    Levels tell what belongs to what. Where one is left out, outlines and screen readers announce a section that is not there.
    A page that leaves a level out everywhere likes the smaller letters, and is left alone; so are sentences and headings in
    HTML. The title of a page is the heading of its first line that stands above all others.

    ## Bad

    ```markdown
    # Awesome Tools

    ## Shells

    ### Interactive

    - [Fish](https://example.org/fish) - A shell.

    ## Editors

    #### Modal

    - [Vim](https://example.org/vim) - An editor.
    ```

    ## Good

    ```markdown
    # Awesome Tools

    ## Shells

    ### Interactive

    - [Fish](https://example.org/fish) - A shell.

    ## Editors

    ### Modal

    - [Vim](https://example.org/vim) - An editor.
    ```

    ## Fix

    Safe: raises the heading, and those inside its section with it.
    """

    fixable = Applicability.SAFE
    effect = Effect.HEADINGS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        title = _title(document)
        if title is not None:
            message = f"The title of the page is a heading of level {title.level}: make it one of level 1."
            yield self.diagnostic(title.span, message)
        found = [pair for pair in _inside(document.sections) if _step(*pair) > 1]
        if not found:
            return
        steps = Counter(
            (parent.heading.level, _step(parent, section) > 1)
            for parent, section in _inside(document.sections)
            if parent.heading
        )
        for parent, section in found:
            if parent.heading is None or section.heading is None or section.heading.marker is None:
                continue
            level = parent.heading.level
            if steps[level, True] > HABIT * (steps[level, True] + steps[level, False]):
                continue
            if SENTENCE.search(section.heading.text.value):
                continue
            is_whole = not any(
                inner.heading and HTML.search(document.source.slice(inner.heading.span)) for inner in section.walk()
            )
            fix = _raised(section, _step(parent, section) - 1) if is_whole else None
            message = (
                f"Heading of level {section.heading.level} right below one of level {level}, `{_name(parent)}`: "
                f"make it one of level {level + 1}."
            )
            related = Related(parent.heading.span, "the heading that it belongs to")
            yield self.diagnostic(section.heading.span, message, fix, [related])


def _title(document: Document) -> Heading | None:
    """Return the heading of the first line that stands above all others, where it is not one of the first level."""
    headings = document.headings
    if len(headings) < LEAST_BELOW or document.source.line_number(headings[0].span.start) != 1 or headings[0].level == 1:
        return None
    return headings[0] if all(heading.level > headings[0].level for heading in headings[1:]) else None


def _inside(sections: Sequence[Section]) -> Iterator[tuple[Section, Section]]:
    """Yield each section with the one that holds it."""
    for section in sections:
        for inner in section.sections:
            yield section, inner
        yield from _inside(section.sections)


def _step(parent: Section, section: Section) -> int:
    return section.heading.level - parent.heading.level if parent.heading and section.heading else 0


def _raised(section: Section, levels: int) -> Fix | None:
    markers = [inner.heading.marker if inner.heading else None for inner in section.walk()]
    if None in markers:
        return None
    return Fix.of(Edit(Span(marker.start, marker.start + levels), "") for marker in markers if marker)


def _name(section: Section) -> str:
    return " ".join(section.heading.text.value.split()) if section.heading else ""
