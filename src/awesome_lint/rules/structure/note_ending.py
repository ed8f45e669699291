import re
from bisect import bisect_left
from collections.abc import Hashable, Iterator, Mapping

from msgspec import Struct

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import BlockKind, Document, Outermost, Paragraph, by_stretch
from awesome_lint.facts.folding import folded
from awesome_lint.habits.habit import Habit
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Span

NOTES = frozenset([BlockKind.PARAGRAPH, BlockKind.QUOTE])
LISTS = frozenset([BlockKind.BULLETS, BlockKind.NUMBERS, BlockKind.TABLE, BlockKind.HEADING, BlockKind.LINE])
EMPHASIS = "*_ \t"
ENDED = (".", "!", "?", ":", "…", "。", "！", "？", "：")
# What ends with no period of its own.
PLAIN_END = lazy(r"(?:[a-z0-9]|[a-z]\)|\]\([^()\s]*\))\Z")
LAST_TARGET = lazy(r"\]\([^()\s]*\)\Z")
# No sentence: pictures, HTML, addresses, links to the top.
NO_WORDS = lazy(r"!\[|<|(?<!\()\bhttps?://\S+\Z|#[\w-]+\)\W*\Z")
# What goes on in the list: `More of them can be found in the`.
OPEN_END = lazy(
    r"\b(?:an?|and|are|at|below|by|following|for|from|here|in|includes?|of|on|or|the|these|to|with)\Z", re.IGNORECASE
)
LEAST, SHARE, LEAST_WORDS = 5, 0.8, 3


class Note(Struct, frozen=True):
    """What a section says of itself below its heading, and whether it ends as a sentence does."""

    text: str
    span: Span
    is_ended: bool

    def moved(self, by: int) -> "Note":
        """Return the same, written so much further on."""
        return Note(self.text, self.span.moved(by), self.is_ended)


class NoteEnding(Rule, frozen=True):
    """A note below a heading without a period at its end, in a list whose notes have one.

    A note is what a section says of itself before its first entry: `*Libraries for rowing.*`

    ## Why

    Where every section begins with a sentence, one without its period looks cut off.

    ## Bad

    ```markdown
    # Awesome Boats

    ## Oars

    *Oars and what holds them.*

    - [Oar](https://example.org/oar) - An oar.

    ## Sails

    *Sails for all winds.*

    - [Sail](https://example.org/sail) - A sail.

    ## Hulls

    *Hulls that are dry*

    - [Hull](https://example.org/hull) - A hull.

    ## Masts

    *Masts that do not bend.*

    - [Mast](https://example.org/mast) - A mast.

    ## Keels

    *Keels for deep seas.*

    - [Keel](https://example.org/keel) - A keel.

    ## Ropes

    *Ropes in all colours.*

    - [Rope](https://example.org/rope) - A rope.
    ```

    ## Good

    ```markdown
    # Awesome Boats

    ## Oars

    *Oars and what holds them.*

    - [Oar](https://example.org/oar) - An oar.

    ## Sails

    *Sails for all winds.*

    - [Sail](https://example.org/sail) - A sail.

    ## Hulls

    *Hulls that are dry.*

    - [Hull](https://example.org/hull) - A hull.

    ## Masts

    *Masts that do not bend.*

    - [Mast](https://example.org/mast) - A mast.

    ## Keels

    *Keels for deep seas.*

    - [Keel](https://example.org/keel) - A keel.

    ## Ropes

    *Ropes in all colours.*

    - [Rope](https://example.org/rope) - A rope.
    ```

    ## Fix

    Safe: adds the period.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._found(document))

    def _found(self, document: Document) -> Iterator[tuple[Hashable, Diagnostic]]:
        notes = _notes(document)
        habit = Habit(".", sum(1 for note in notes if note.is_ended), len(notes))
        if not habit.is_firm(LEAST, SHARE):
            return
        for note in notes:
            if note.is_ended or PLAIN_END.search(note.text) is None or OPEN_END.search(note.text):
                continue
            word = note.text.split()[-1].rpartition("[")[2].lstrip(EMPHASIS) or note.text[-1]
            span = Span(note.span.end - len(word), note.span.end)
            name = word.partition("]")[0]
            message = f"No period at the end of the note: write one behind `{name}`, {habit.reason}."
            yield ".", self.diagnostic(span, message, Fix.insert(span.end, "."))


@by_stretch
def _notes(document: Document) -> tuple[Note, ...]:
    """Return what stands between a heading and the first entries below it, in one paragraph of words."""
    blocks = document.outermost
    paragraphs: Mapping[int, Paragraph] | None = None
    notes: list[Note] = []
    for before, block, behind in zip(blocks, blocks[1:], (*blocks[2:], None), strict=False):
        if before.kind is not BlockKind.HEADING or block.kind not in NOTES or (behind and behind.kind not in LISTS):
            continue
        if paragraphs is None:
            paragraphs = {paragraph.first: paragraph for paragraph in document.paragraphs}
        paragraph = paragraphs.get(block.first)
        if paragraph is None or paragraph.end != block.end or _holds_entry(document, block):
            continue
        note = _note(document, paragraph)
        if note is not None:
            notes.append(note)
    return tuple(notes)


def _note(document: Document, paragraph: Paragraph) -> Note | None:
    written = document.source.slice(paragraph.text.span)
    text = written.rstrip(EMPHASIS)
    start = len(text) - len(text.lstrip(EMPHASIS))
    words = text[start:]
    if len(words.split()) < LEAST_WORDS or NO_WORDS.search(text) or not words[0].isalpha():
        return None
    span = Span(paragraph.text.span.start + start, paragraph.text.span.start + len(text))
    # `See [What is it?](url)`
    shown = LAST_TARGET.sub("", words)
    return Note(words, span, shown.endswith(ENDED) or shown.rstrip(EMPHASIS + ")").endswith(ENDED))


def _holds_entry(document: Document, block: Outermost) -> bool:
    """Whether something is listed in a block."""
    at = bisect_left(document.entries, block.span.start, key=lambda entry: entry.span.start)
    return at < len(document.entries) and document.entries[at].span.start < block.span.end
