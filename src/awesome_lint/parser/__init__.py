"""Markdown into a Document: tokens, sections and entries, then the habits of the list.

Who decides what: `outline` finds headings, links and blocks; `listing` which blocks list things, and which are
contents, news or people, with the `signs` for bullets;
`entries` what the fields of one thing are, with `bibliography` and `vocabulary` (people,
venues, years) and the lists of words in `words`; `reading` makes a candidate an entry or not, and `together` thinks
again with all that the page lists; `sections` puts entries under their headings, and counts what stays unread, which
`facts.unread` tells.
"""

from collections.abc import Sequence
from typing import NamedTuple

from awesome_lint.document import AsksPage, Definition, Document
from awesome_lint.entries import Heading
from awesome_lint.habits.book import NO_PINS, Pins, Style
from awesome_lint.habits.habit import Sample
from awesome_lint.parser.conflicts import conflicts
from awesome_lint.parser.directives import read as read_directives
from awesome_lint.parser.incremental import Page, Stretch, read_whole
from awesome_lint.parser.sections import Apart, Memory, Sections, sections
from awesome_lint.source import Source


def parse(source: Source, pins: Pins | None = None) -> Document:
    """Return the document that a source holds; every text is one, so nothing is raised.

    `pins` are habits that hold for its list whatever the list does.
    """
    page = read_whole(source)
    return _document(page, sections(page, pins), pins)


class StretchDocument(NamedTuple):
    """A stretch, and what stands in it, with places that count from where it begins on the page."""

    stretch: Stretch
    start: int
    line: int
    """How many lines stand before it."""
    apart: Apart
    definitions: tuple[Definition, ...]
    headings: tuple[Heading, ...]


class Documents(NamedTuple):
    """A page, and each of its stretches by itself, in source order, as it is read in the light of the page."""

    page: Document
    stretches: Sequence[StretchDocument]


def documents(page: Page, memory: Memory, pins: Pins | None = None) -> Documents:
    """Return the document that a page is, and its stretches; what did not change since the last time is remembered."""
    found = sections(page, pins, memory)
    own = page.own_definitions
    stretches = [
        StretchDocument(stretch, start, line, found.apart[start], tuple(own.get(start, ())), page.own_headings[start])
        for stretch, start, line, _ in page.stretches
    ]
    return Documents(_document(page, found, pins), stretches)


def _document(page: Page, found: Sections, pins: Pins | None) -> Document:
    source, tokens = page.source, page.tokens
    return Document(
        source=source,
        sections=found.sections,
        headings=tuple(page.headings),
        links=tuple(page.links),
        placeholders=found.placeholders,
        contents=found.contents,
        unread=found.unread,
        anchors=page.anchors,
        definitions=tuple(page.definitions),
        broken_links=tuple(page.broken_links),
        lone_brackets=tuple(page.lone_brackets),
        uneven_rows=tuple(page.uneven_rows),
        conflicts=conflicts(source, tokens),
        directives=read_directives(source, tokens),
        style=Style(pins or NO_PINS, Sample(source, found.sections, page.unplaced)),
        blocks=tokens,
    )


def by_itself(read: StretchDocument, style: Style, page: AsksPage) -> Document:
    """Return a stretch as a document of its own, for what looks at no more, besides what it asks of the page."""
    outline, apart = read.stretch.outline, read.apart
    return Document(
        source=read.stretch.source,
        sections=tuple(apart.sections),
        headings=read.headings,
        links=tuple(outline.links),
        placeholders=tuple(apart.placeholders),
        contents=tuple(apart.contents),
        anchors=frozenset(outline.anchors),
        definitions=read.definitions,
        broken_links=tuple(outline.broken_links),
        lone_brackets=tuple(outline.lone_brackets),
        uneven_rows=tuple(outline.uneven_rows),
        style=style,
        blocks=read.stretch.blocks.tokens,
        page=page,
    )
