"""Markdown into a Document: tokens, sections and entries, then the habits of the list.

Who decides what: `outline` finds headings, links and blocks; `listing` which blocks list things, and which are
contents, news or people; `entries` what the fields of one thing are, with `bibliography` and `vocabulary` (people,
venues, years) and the lists of words in `words`; `reading` makes a candidate an entry or not, and `together` thinks
again with all that the page lists; `sections` puts entries under their headings, and counts what stays unread.
"""

from awesome_lint.document import Document
from awesome_lint.habits.book import NO_PINS, Pins, Style
from awesome_lint.habits.habit import Sample
from awesome_lint.parser.conflicts import conflicts
from awesome_lint.parser.directives import read as read_directives
from awesome_lint.parser.sections import sections
from awesome_lint.parser.stretches import Page, read_whole
from awesome_lint.source import Source


def parse(source: Source, pins: Pins | None = None) -> Document:
    """Return the document that a source holds; every text is one, so nothing is raised.

    `pins` are habits that hold for its list whatever the list does.
    """
    return document_of(read_whole(source), pins)


def document_of(page: Page, pins: Pins | None = None) -> Document:
    """Return the document that a page is, whatever it was read from."""
    source, tokens = page.source, page.tokens
    found = sections(page, pins)
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
        style=Style(pins or NO_PINS, Sample(source, found.sections, tokens)),
        blocks=tokens,
    )
