"""The table of contents that a comment asks for: `<!-- awesome-lint: contents depth=2 -->`."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from awesome_lint.document import Contents, Directive, Document, Text
from awesome_lint.patterns import lazy

DIRECTIVE = "contents"
DEPTH = lazy(r"depth=([1-6])")
USUAL_DEPTH = 2
# One line tells a reader nothing that the page does not.
LEAST_LINES = 2

SPECIAL = lazy(r"[\\`*_\[\]<>]|&(?=#?\w+;)")
INDENT = "  "


class Line(Struct, frozen=True):
    """A line of the contents: how deep it stands, from 0, what it says, and where it leads."""

    depth: int
    label: str
    slug: str


class Wanted(Struct, frozen=True):
    """The contents that a comment asks for, and those that stand below it, if any."""

    directive: Directive
    lines: tuple[Line, ...]
    contents: Contents | None

    @property
    def found(self) -> tuple[Line, ...]:
        """What the contents below the comment say."""
        if self.contents is None:
            return ()
        return tuple(Line(depth, " ".join(link.label.value.split()), link.fragment) for depth, link in self.contents.links)


def wanted(document: Document) -> Iterator[Wanted]:
    """Yield the contents that comments of a page ask for, in source order."""
    for directive in document.directives:
        if directive.name.value == DIRECTIVE and directive.is_alone and not directive.is_foreign:
            contents = _below(document, directive)
            lines = tuple(_lines(document, directive, contents))
            if len(lines) >= LEAST_LINES:
                yield Wanted(directive, lines, contents)


def unreadable(document: Document) -> Iterator[Text]:
    """Yield the words of comments about contents that say nothing that is known."""
    for directive in document.directives:
        if directive.name.value == DIRECTIVE and not directive.is_foreign:
            yield from (argument for argument in directive.arguments if DEPTH.fullmatch(argument.value) is None)


def written(document: Document, lines: Sequence[Line]) -> str:
    """Return the lines as a list in the page's own form."""
    markers = document.style.markers
    marks = [markers[line.depth].value if line.depth < len(markers) else "" for line in lines]
    return "".join(
        f"{INDENT * line.depth}{mark or '-'} [{_escaped(line.label)}](#{line.slug})\n"
        for line, mark in zip(lines, marks, strict=True)
    )


def _below(document: Document, directive: Directive) -> Contents | None:
    """Return the contents that stand below a comment with nothing between them."""
    text = document.source.text
    for contents in document.contents:
        if contents.span.start >= directive.span.end and not text[directive.span.end : contents.span.start].strip():
            return contents
    return None


def _lines(document: Document, directive: Directive, contents: Contents | None) -> Iterator[Line]:
    """Yield a line for each heading below the contents, as deep as the comment says."""
    depth = USUAL_DEPTH
    for argument in directive.arguments:
        match = DEPTH.fullmatch(argument.value)
        depth = int(match.group(1)) if match else depth
    start = contents.span.end if contents else directive.span.end
    headings = [section.heading for section in document.walk() if section.heading and section.span.start >= start]
    listed = [heading for heading in headings if heading.text.value.strip() and heading.slug]
    if not listed:
        return
    top = min(heading.level for heading in listed)
    open_levels: list[int] = []
    for heading in listed:
        if heading.level - top >= depth:
            continue
        # A level that is left out is no step of the list.
        while open_levels and open_levels[-1] >= heading.level:
            open_levels.pop()
        yield Line(len(open_levels), " ".join(heading.text.value.split()), heading.slug)
        open_levels.append(heading.level)


def _escaped(label: str) -> str:
    return SPECIAL.sub(lambda match: "\\" + match.group(), label)
