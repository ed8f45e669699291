"""Canonical Markdown: the blocks as mdformat lays them out, the text in them as the author wrote it.

The tokens of the parse are laid out, so nothing is parsed a second time. Most of a list's blocks (headings, paragraphs, lists
of paragraphs) have one obvious form and are written directly; whatever holds more goes through mdformat's renderer, embedded
with renderers of our own, so that no plugin a user has installed can change the result. A block whose canonical form would
change what GitHub shows is left as written: the result always passes `content.same`.

`page` lays out a document block by block: `leaves` writes the blocks that hold no others, `lists` plain lists and quotes,
`renderer` the rest. `differences` tells the page from the source. The last two are imported where there is something for them.
"""

from enum import Enum

from msgspec import Struct

from awesome_lint.diagnostic import Edit
from awesome_lint.document import Document, remembered
from awesome_lint.formatter.page import page_of


class Cause(Enum):
    """What a change of the layout is about."""

    INDENTATION = "indentation"
    NUMBERING = "numbering"
    BULLET = "bullet"
    SPACE_AFTER_MARKER = "space after the marker"
    BLANK_LINES = "blank lines"
    TRAILING_SPACE = "trailing white space"
    HEADING_MARKS = "heading marks"
    FINAL_NEWLINE = "final newline"
    OTHER = "other"


class Change(Struct, frozen=True):
    """One place where the canonical form differs, and the edit that makes it canonical."""

    cause: Cause
    edit: Edit


def canonical(document: Document) -> str:
    """Return the canonical text of the document; laying that out again changes nothing.

    One in the middle of a merge stays as it is, since programs find the marks of the merge only where git wrote them.
    """
    return document.source.text if document.conflicts else page_of(document).text


@remembered
def changes(document: Document) -> tuple[Change, ...]:
    """Return the edits that make the document canonical, in source order, none overlapping another."""
    if document.conflicts:
        return ()
    page = page_of(document)
    if page.text == document.source.text:
        return ()
    # Imported for lists that are not laid out yet.
    from awesome_lint.formatter.differences import differences

    return tuple(differences(document.source, page))
