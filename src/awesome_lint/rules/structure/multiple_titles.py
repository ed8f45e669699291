import re
from collections.abc import Iterable, Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document, Heading, Section
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

DEEPEST = 6
SETEXT_DEEPEST = 2

# A title that is underlined may begin with a tag as well, or with a plain `<`.
HTML = lazy(r"<h[1-6]\b", re.IGNORECASE)
EXCLAMATION = lazy(r"[!！](?:(?![!！])\W)*$")

# What names a part of a page, never the page.
NAMES_OF_CONTENTS = frozenset({"content", "contents", "table of contents", "toc", "index", "list", "bookmarks", "目录"})
NAMES_OF_PARTS = frozenset({"introduction", "overview", "news", "papers", "surveys", "datasets", "code", "tools", "resources"})


class MultipleTitles(Rule, frozen=True):
    """A heading of the first level besides the title.

    ## Why

    The first level is the page's title. Sections at the same level make several pages of one: outlines, search engines and
    screen readers cannot tell what belongs together.

    ## Bad

    ```markdown
    # Compression papers

    # Surveys

    - **A survey of model compression.** *Yu Cheng and Duo Wang.*

    ## Pruning

    - **Optimal brain damage.** *Yann LeCun and Sara A Solla.*
    ```

    ## Good

    ```markdown
    # Compression papers

    ## Surveys

    - **A survey of model compression.** *Yu Cheng and Duo Wang.*

    ### Pruning

    - **Optimal brain damage.** *Yann LeCun and Sara A Solla.*
    ```

    ## Fix

    Safe: moves the section and those inside it one level down. There is none where the first heading of that level is not
    the title (entries stand right under it, other headings stand before it, it names a part such as the contents, or it
    exclaims something), or where a heading would pass level 6. Sections after a table of contents are not inside it, and stay.
    """

    fixable = Applicability.SAFE
    effect = Effect.HEADINGS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        contents = {each.heading.span for each in document.contents if each.heading}
        first: Heading | None = None
        is_title = False
        for section in document.sections:
            heading = section.heading
            if heading is None or heading.level != 1:
                continue
            if first is None:
                first = heading
                is_title = document.headings[0] == heading and _is_title(section)
                continue
            lowered = [section] if heading.span in contents else section.walk()
            fix = _lowering(document.source, lowered) if is_title else None
            message = f"Expected one heading of the first level, `{_name(first)}`, found `{_name(heading)}` too."
            yield self.diagnostic(heading.span, message, fix)


def _is_title(section: Section) -> bool:
    """Whether the first section of the first level is named by the page's title rather than by the name of a part."""
    name = section.heading.text.value.casefold().strip(" :：") if section.heading else ""
    if section.entries or name in NAMES_OF_CONTENTS | NAMES_OF_PARTS or EXCLAMATION.search(name):
        return False
    # `# Papers` with sections of its own and nothing to introduce the page is as likely one part among others.
    return section.has_content or not section.sections


def _lowering(source: Source, sections: Iterable[Section]) -> Fix | None:
    edits: list[Edit] = []
    for inner in sections:
        lowered = _lowered(source, inner.heading) if inner.heading else None
        if lowered is None:
            return None
        edits.extend(lowered)
    return Fix.of(edits)


def _lowered(source: Source, heading: Heading) -> list[Edit] | None:
    """Return the edits that move a heading one level down, or None where it cannot be."""
    if heading.level >= DEEPEST:
        return None
    if HTML.search(source.slice(heading.span), 1):
        # For browsers, a heading inside a heading ends it.
        return None
    if heading.marker:
        return [Edit(Span(heading.marker.start, heading.marker.start), "#")]
    text = source.slice(heading.span)
    if HTML.match(text):
        level = str(heading.level + 1)
        opening = heading.span.start + 2
        closing = heading.span.start + text.rindex("</") + 3
        return [Edit(Span(opening, opening + 1), level), Edit(Span(closing, closing + 1), level)]
    return _lowered_underline(heading, text)


def _lowered_underline(heading: Heading, text: str) -> list[Edit] | None:
    words, _, underline = text.rpartition("\n")
    start = heading.span.end - len(underline)
    if heading.level < SETEXT_DEEPEST:
        return [Edit(Span(start, heading.span.end), underline.replace("=", "-"))]
    if "\n" in words or words.rstrip().endswith("#") or words[:1].isspace():
        return None
    return [
        Edit(Span(heading.span.start, heading.span.start), "#" * (heading.level + 1) + " "),
        Edit(Span(start - 1, heading.span.end), ""),
    ]


def _name(heading: Heading) -> str:
    return " ".join(heading.text.value.split()) or "an image"
