import unicodedata
from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document
from awesome_lint.facts import prose
from awesome_lint.patterns import lazy, unicode_pattern
from awesome_lint.rule import Looks, Rule

CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
RUN = lazy(f"[{CONTROLS}]+")
# A script that is written from the right.
RIGHT_TO_LEFT = r"(?![\u200f\u061c])[\p{bidi_class=R}\p{bidi_class=AL}]"


class BidiControl(Rule, frozen=True):
    """Characters that turn the direction of text, where all of it is written from the left.

    A line that holds letters of a script written from the right is left alone.

    ## Why

    Nobody sees them, but they decide in which order a reader sees the characters around them: what looks like one address or
    command may be another. Mostly they came along with text copied from elsewhere.

    ## Bad

    ```markdown
    - [Oar\u202e](https://example.org/oar) - Rows along the shore.
    ```

    ## Good

    ```markdown
    - [Oar](https://example.org/oar) - Rows along the shore.
    ```

    ## Fix

    None: what is read may change its order, so a person has to look.
    """

    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        source = document.source
        if source.special_characters.isdisjoint(CONTROLS):
            return
        from_the_right: dict[int, bool] = {}
        for span, _ in prose.matches(document, RUN):
            line = source.line_number(span.start)
            if line not in from_the_right:
                from_the_right[line] = unicode_pattern(RIGHT_TO_LEFT).search(source.line(line)) is not None
            if from_the_right[line]:
                continue
            found = " and ".join(dict.fromkeys(_name(character) for character in source.slice(span)))
            yield self.diagnostic(span, f"Invisible {found} changes the direction of the text: remove it.")


def _name(character: str) -> str:
    return f"{unicodedata.name(character).lower()} (U+{ord(character):04X})"
