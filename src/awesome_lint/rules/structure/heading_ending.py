import re
from collections.abc import Hashable, Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, Heading
from awesome_lint.facts.folding import folded
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

ENDING = lazy(r"(?<![.…:：,;])[.:：,;。，；、]$")
EMOJI_CODE = lazy(r":[\w+-]+:$")
# A period that belongs to the last word.
ABBREVIATION = lazy(
    r"(?:\b(?:etc|inc|ltd|co|corp|vs|al|ed|eds|vol|no|jr|sr|dept|misc|approx|incl|excl|pt|st|ver)|\.\w+|\b\w)\.$", re.IGNORECASE
)
ENTITY = lazy(r"&#?\w+;$")
PERIODS = ".。"
COLONS = ":："
MARKUP = "*_~ \t"

# A list whose headings end in nothing: so many of them, and this share.
LEAST = 5
SHARE = 0.8
# More words than this make a sentence, which may end in a period.
LONGEST = 8


class HeadingEnding(Rule, frozen=True):
    """A heading that ends in a colon; or in a period or a comma, in a list whose headings do not.

    ## Why

    A heading is a name. A colon after it says nothing that its size does not say, and outlines and tables of contents show
    it at the end of a line; that holds where all headings have one, too. Abbreviations, whole sentences, question and
    exclamation marks are left alone.

    ## Bad

    ```markdown
    # Awesome Tools

    ## Shells

    - [Fish](https://example.org/fish) - A shell.

    ## Editors:

    - [Vim](https://example.org/vim) - An editor.

    ## Terminals

    - [Kitty](https://example.org/kitty) - A terminal.

    ## Fonts

    - [Hack](https://example.org/hack) - A font.
    ```

    ## Good

    ```markdown
    # Awesome Tools

    ## Shells

    - [Fish](https://example.org/fish) - A shell.

    ## Editors

    - [Vim](https://example.org/vim) - An editor.

    ## Terminals

    - [Kitty](https://example.org/kitty) - A terminal.

    ## Fonts

    - [Hack](https://example.org/hack) - A font.
    ```

    ## Fix

    Safe: removes the mark. The anchor of the heading stays what it was. There is none where a space stands before the mark, or
    a link ends with it.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._found(document))

    def _found(self, document: Document) -> Iterator[tuple[Hashable, Diagnostic]]:
        ended = [(heading, value) for heading in document.headings if _ends(value := heading.text.value.rstrip())]
        # Of few headings, nobody can tell how they mostly end; a colon says nothing behind any.
        is_habit = len(document.headings) < LEAST or len(document.headings) - len(ended) < SHARE * len(document.headings)
        reason = "" if is_habit else ", as elsewhere in this list"
        for heading, value in ended:
            if is_habit and (value[-1] not in COLONS or len(value.split()) > LONGEST):
                continue
            place = _place(document.source, heading, value[-1])
            is_alone = place is not None and not document.source.beside(place).before[-1:].isspace()
            fix = Fix.delete(place) if place and is_alone else None
            name = " ".join(value.split())
            message = f"`{name[-1]}` at the end of the heading: write `{name[:-1].rstrip()}`{reason}."
            # A habit has one cause, a slip its own.
            yield None if is_habit else place, self.diagnostic(place or heading.text.span, message, fix)


def _ends(value: str) -> bool:
    if ENDING.search(value) is None or len(value) < 2 or EMOJI_CODE.search(value):
        return False
    if value[-1] not in PERIODS:
        return True
    return not ABBREVIATION.search(value) and len(value.split()) <= LONGEST and ". " not in value


def _place(source: Source, heading: Heading, mark: str) -> Span | None:
    """Return where the mark is written, markup around it left out, or None where it is escaped or a part of an entity."""
    written = source.slice(heading.text.span).rstrip(MARKUP)
    if not written.endswith(mark) or written.endswith(f"\\{mark}") or ENTITY.search(written):
        return None
    end = heading.text.span.start + len(written)
    return Span(end - 1, end)
