import re
from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import BlockKind, Container, Document
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span, occurrences

# Capitals tell a note from a product: there are programs called todo. `TBD` is the name of a journal, too.
CAPITALS = ("TODO", "TBA", "TBC", "XXX", "FIXME")
WORDS = ("coming soon", "to be (?:added|announced|released|filled|completed|updated?|continued|written)", "work in progress")
TBD = "TBD"
OTHER_SCRIPTS = ("敬请期待", "待补充", "待更新", "待添加")
# One of these is in every note. To look for words without their first letter costs less than to make small letters of the text.
SIGNS = (
    "TODO",
    "Todo",
    "todo",
    "xxx",
    "TB",
    "XXX",
    "FIXME",
    "oming soon",
    "COMING SOON",
    "o be ",
    "TO BE ",
    "ork in progress",
    "ORK IN PROGRESS",
)
NOTE = rf"(?:{'|'.join(CAPITALS)}|(?i:(?:{'|'.join(WORDS)})(?: soon)?)|{'|'.join(OTHER_SCRIPTS)})(?:[.!…]|\.\.\.)?"
# A list item that holds nothing else, or the name of a field before it.
KEY = r"[*_]{0,5}\w[\w /-]{1,24}[*_]{0,5}[ ]?[:：][*_ ]{0,8}"
ITEM = lazy(rf"[ \t>]*(?:[-*+]|\d{{1,9}}[.)])[ \t]+(?:{KEY})?[*_(\[<]{{0,8}}({TBD}|{NOTE})[*_)\]>]*[ \t]*$")
WHOLE = lazy(rf"[(*_\[]*(?:{TBD}|{NOTE})[)*_\]]*")
CELL = lazy(rf"[*_(]*({NOTE})[*_)]*")
# A program may be called so, but hardly where a cell with a name stands before it.
LATER_CELL = lazy(rf"[*_(]*({NOTE}|[Tt]odo|xxx)[*_)]*")


class UnfilledEntry(Rule, frozen=True):
    """A field whose whole value says that it has still to be filled in: `TODO`, `TBA`, `coming soon`.

    ## Why

    Such notes are written to be forgotten. What they stand for has often been there for years: the code was published, the
    talk was given. The same word in a sentence or a name is none of this rule's business.

    ## Bad

    ```markdown
    - [One](https://example.org/1) - TODO
    ```

    ## Good

    ```markdown
    - [One](https://example.org/1) - Does this.
    ```
    """

    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        source = document.source
        for span in sorted(set(_notes(document, list(_places(source.text))))):
            yield self.diagnostic(span, f"`{source.slice(span)}` is not filled in: complete the entry, or remove it.")


def _places(text: str) -> Iterator[int]:
    """Yield where one of the notes stands in a text, whatever it means there."""
    for note in SIGNS if text.isascii() else (*SIGNS, *OTHER_SCRIPTS):
        yield from occurrences(text, note)


def _notes(document: Document, places: Sequence[int]) -> Iterator[Span]:
    """Yield the notes that stand for a value: in list items, as descriptions and in cells of tables."""
    source = document.source
    if not places:
        return
    lines = set(map(source.line_number, places))
    for item in document.items:
        if item.first in lines and item.begins_with is BlockKind.PARAGRAPH:
            line = source.line_span(item.first)
            match = ITEM.match(source.slice(line))
            if match:
                yield _moved(match, line.start)
    for entry in document.entries:
        if source.line_number(entry.text_span.end) not in lines:
            continue
        if entry.container is Container.TABLE_ROW:
            cells = document.cells(entry)
            found = ((cell, (LATER_CELL if cell != cells[0] else CELL).fullmatch(cell.value)) for cell in cells)
            yield from (_moved(match, cell.span.start) for cell, match in found if match)
        elif entry.description and WHOLE.fullmatch(entry.description.value):
            yield entry.description.span


def _moved(note: "re.Match[str]", offset: int) -> Span:
    return Span(offset + note.start(1), offset + note.end(1))
