import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document, Heading, Section
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

DEEPEST = 6
SETEXT_DEEPEST = 2

# A title that is underlined may begin with a tag as well, or with a plain `<`.
HTML = lazy(r"<h[1-6]\b", re.IGNORECASE)
HTML_TAG = lazy(r"</?h[1-6]\b", re.IGNORECASE)
EXCLAMATION = lazy(r"[!！](?:(?![!！])\W)*$")

# What names a part of a page, never the page.
NAMES_OF_CONTENTS = frozenset({"content", "contents", "table of contents", "toc", "index", "list", "bookmarks", "目录"})
NAMES_OF_PARTS = frozenset({"introduction", "overview", "news", "papers", "surveys", "datasets", "code", "tools", "resources"})
NUMBERED = lazy(r"[\[(（【]?(?:\d+|[ivx]+|[a-z]|[一二三四五六七八九十]+)(?:[.)\]）】:：、]|\s+-)")
# What the title of a list says and the name of a part seldom does, or the name of a repository: `Model-Compression`.
WORD_OF_TITLES = lazy(r"\b(?:awesome|lists?|papers?|readings?|roadmap|collections?|curated|resources)\b|论文|合集|资源")
REPOSITORY = lazy(r"[\w.]+(?:-[\w.]+)+")


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
    the title (entries stand right under it, other headings or text stand before it, it names a part such as the contents, it
    is numbered, it exclaims something, or it is built as the others are), where the heading is a picture or repeats the
    title, or where a heading would pass level 6. Sections after a table of contents are not inside it, and stay.
    """

    fixable = Applicability.SAFE
    effect = Effect.HEADINGS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        contents = {each.heading.span for each in document.contents if each.heading}
        others = [section for section in document.sections if section.heading and section.heading.level == 1][1:]
        first: Heading | None = None
        is_title = False
        for section in document.sections:
            heading = section.heading
            if heading is None or heading.level != 1:
                continue
            if first is None:
                first = heading
                is_title = document.headings[0] == heading and _is_title(document, section, others)
                continue
            lowered = [section] if heading.span in contents else section.walk()
            is_part = _words(heading) not in ("", _words(first))
            fix = _lowering(document.source, lowered) if is_title and is_part else None
            message = f"`{_name(heading)}` is a second title beside `{_name(first)}`: make it a heading of a lower level."
            yield self.diagnostic(heading.span, message, fix)


def _has_text_before(document: Document, heading: Heading) -> bool:
    """Whether the page begins with words, so that its first heading is not its title; pictures and links may stand there."""
    before = takewhile(lambda paragraph: paragraph.text.span.start < heading.span.start, document.paragraphs)
    return any(not _is_banner(document, paragraph.text.span) for paragraph in before)


def _is_banner(document: Document, span: Span) -> bool:
    """Whether nothing but links and pictures stands there."""
    links = [link.span for link in document.links if span.contains(link.span)]
    left = "".join(document.source.slice(rest) for rest in span.without(links))
    return not any(map(str.isalpha, left))


def _is_title(document: Document, section: Section, others: Sequence[Section]) -> bool:
    """Whether the first section of the first level is named by the page's title rather than by the name of a part."""
    if section.heading is None:
        return False
    name = section.heading.text.value.casefold().strip(" :：")
    if section.entries or name in NAMES_OF_CONTENTS | NAMES_OF_PARTS or EXCLAMATION.search(name) or NUMBERED.match(name):
        return False
    if REPOSITORY.fullmatch(name) or (" " in name and WORD_OF_TITLES.search(name)):
        return True
    if any(other.heading and NUMBERED.match(other.heading.text.value.casefold()) for other in others):
        return True
    if _has_text_before(document, section.heading):
        return False
    if not section.has_content and not section.sections:
        return True
    # `# Pruning` with sections of its own is as likely one part among others, where these are introduced or parted as well.
    if not section.has_content:
        return False
    return not _holds_entries(section) or not any(_is_introduced(other) or _holds_entries(other) for other in others)


def _holds_entries(section: Section) -> bool:
    """Whether things are listed in the sections inside it."""
    return any(inner.entries for part in section.sections for inner in part.walk())


def _is_introduced(section: Section) -> bool:
    return section.has_content and not section.entries


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
    text = source.slice(heading.span)
    is_html = HTML.match(text) is not None
    if len(HTML_TAG.findall(text)) > (2 if is_html else 0):
        # For browsers, a heading inside a heading ends it.
        return None
    if heading.marker:
        return [Edit(Span(heading.marker.start, heading.marker.start), "#")]
    if is_html:
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


def _words(heading: Heading) -> str:
    return "".join(filter(str.isalnum, heading.text.value.casefold()))


def _name(heading: Heading) -> str:
    return " ".join(heading.text.value.split()) or "an image"
