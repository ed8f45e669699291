from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Fix, shortened
from awesome_lint.document import Document
from awesome_lint.formatter import Cause, Change, changes
from awesome_lint.rule import Rule

NEWLINE = "\n"
LONGEST_SHOWN = 60


class Layout(Rule, frozen=True):
    """Markdown that is not laid out in its canonical form.

    ## Why

    Markers, indentation, blank lines and numbers that differ from place to place make a list hard to edit, and every tidying
    hides what else a change did. The canonical form is one that every formatter of Markdown agrees on: a blank line between
    blocks, `#` before headings, one space after a marker, what belongs to an entry indented to its text, no white space at
    the ends of lines. It follows the list's own habits where there is a choice: which bullet, and whether entries are all
    numbered `1.` or counted. Text, tables, code, HTML, comments, definitions of links and hard line breaks stay as their
    author wrote them, and so does every block that GitHub would show otherwise in its canonical form.

    What a program writes between two comments (`NAME:START` and `NAME:END`, as doctoc does) is left to it, and
    so is what another formatter was told to keep (`prettier-ignore`). Comments in neighbouring lines may stay so.

    Each cause is reported once, at the first place, with the number of places.

    ## Bad

    ```markdown
    # Papers
      * [One](https://example.org/1)
      * [Two](https://example.org/2)
    ```

    ## Good

    ```markdown
    # Papers

    * [One](https://example.org/1)
    * [Two](https://example.org/2)
    ```

    ## Bad

    ```markdown
    Papers
    ======

    1. [One](https://example.org/1)
    2. [Two](https://example.org/2)
    2.  [Three](https://example.org/3)


    More to come.
    ```

    ## Good

    ```markdown
    # Papers

    1. [One](https://example.org/1)
    2. [Two](https://example.org/2)
    3. [Three](https://example.org/3)

    More to come.
    ```

    ## Fix

    Safe: writes the canonical form. The page that GitHub shows stays the same, which is checked before anything is written.
    """

    fixable = Applicability.SAFE
    yields = True

    def check(self, document: Document) -> Iterator[Diagnostic]:
        causes: dict[Cause, list[Edit]] = {}
        for change in changes(document):
            causes.setdefault(change.cause, []).append(change.edit)
        for cause, edits in causes.items():
            first = edits[0]
            message = _message(document.source.text, Change(cause, first))
            yield self.diagnostic(first.span, message, Fix(tuple(edits)), count=len(edits))

    def narrowed(self, document: Document, diagnostic: Diagnostic, kept: Sequence[int]) -> Diagnostic:
        left = super().narrowed(document, diagnostic, kept)
        first = left.fix.edits[0] if left.fix else None
        causes = [change.cause for change in changes(document) if change.edit == first]
        return replace(left, message=_message(document.source.text, Change(causes[0], first))) if first and causes else left


def _message(text: str, change: Change) -> str:
    """Return what is wrong at the place of a change, and what to do."""
    (start, end), new = change.edit
    old = text[start:end]
    match change.cause:
        case Cause.INDENTATION:
            return (
                f"Indented by {_spaces(old)}: should be {_spaces(new)}." if old else f"Not indented: indent by {_spaces(new)}."
            )
        case Cause.SPACE_AFTER_MARKER:
            return f"{_capitalised(_spaces(old))} after the marker: should be {_spaces(new)}."
        case Cause.TRAILING_SPACE:
            return f"{_capitalised(_spaces(old))} at the end of the line: remove the white space."
        case Cause.BLANK_LINES:
            kept = _blank_before(text, start)
            wanted, found = kept + new.count(NEWLINE), kept + old.count(NEWLINE)
            return _lines_message(wanted, found)
        case Cause.NUMBERING:
            return f"Number `{old}` should be `{new}`, as the lists of this page are numbered."
        case Cause.BULLET:
            return f"Bullet `{old}` should be `{new}`."
        case Cause.FINAL_NEWLINE:
            return "Missing newline at the end of the file: add one."
        case Cause.HEADING_MARKS if not old.strip() and not new.strip():
            return f"{_capitalised(_spaces(old))} beside the marks of the heading: should be {_spaces(new)}."
        case Cause.HEADING_MARKS if not new.strip():
            return f"Marks {_shown(old)} at the heading are too many: remove them."
        case Cause.HEADING_MARKS if not old.strip():
            return f"Heading without {_shown(new)} before it: mark it so."
        case Cause.HEADING_MARKS:
            return f"The heading is marked with {_shown(old)}: should be {_shown(new)}."
        case Cause.OTHER:
            return f"{_capitalised(_shown(old))} should be {_shown(new)}."


def _lines_message(wanted: int, found: int) -> str:
    if not found:
        return f"Missing blank line{'s' if wanted > 1 else ''}: add {_blank_lines(wanted)} here."
    if wanted > found:
        return f"{_capitalised(_blank_lines(found))}: should be {_blank_lines(wanted)}."
    remedy = f"leave {'one' if wanted == 1 else wanted}" if wanted else f"remove {'it' if found == 1 else 'them'}"
    return f"{_capitalised(_blank_lines(found))}: {remedy}."


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _spaces(text: str) -> str:
    """Return how many spaces, or the name of what else it is."""
    if not text:
        return "none"
    if text.strip(" "):
        return "tabs" if not text.strip("\t") else _shown(text) if text.strip() else "tabs and spaces"
    return "1 space" if len(text) == 1 else f"{len(text)} spaces"


def _blank_before(text: str, offset: int) -> int:
    """Return 1 if the line before the offset, which is the start of a line, is blank."""
    if not offset:
        return 0
    start = text.rfind("\n", 0, offset - 1) + 1
    return 0 if text[start:offset].strip() else 1


def _blank_lines(count: int) -> str:
    return "no blank line" if not count else "a blank line" if count == 1 else f"{count} blank lines"


def _shown(text: str) -> str:
    first = text.strip().partition("\n")[0].rstrip()
    if not first:
        return "nothing"
    return f"`{shortened(first, LONGEST_SHOWN)}`"
