from collections.abc import Iterator, Mapping

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.facts import prose
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

# Letters of Latin and of Cyrillic that look the same in most fonts.
LATIN, CYRILLIC = "ABCEHIJKMOPSTXYaceijopsxy", "АВСЕНІЈКМОРЅТХҮасеіјорѕху"
TO_LATIN: Mapping[str, str] = dict(zip(CYRILLIC, LATIN, strict=True))
TO_CYRILLIC: Mapping[str, str] = dict(zip(LATIN, CYRILLIC, strict=True))
CYRILLIC_LETTER = lazy(r"[\u0400-\u04ff]")
LATIN_LETTER = lazy(r"[A-Za-z]")
# Where the two meet, with what is on either side.
MIXED = lazy(
    r"(?<![A-Za-z\u0400-\u04ff])(?=[A-Za-z]{1,40}[\u0400-\u04ff]|[\u0400-\u04ff]{1,40}[A-Za-z])[A-Za-z\u0400-\u04ff]{2,80}"
)


class LookAlikeLetter(Rule, frozen=True):
    """A letter of another alphabet in a word: the Cyrillic `А` of `Аccess` looks like a Latin one.

    ## Why

    Nobody sees the difference, and no search finds the word. It happens to those who type in two languages.

    ## Bad

    ```markdown
    - [Oar](https://example.org/oar) - An open-source library for rowing.
    - [Sail](https://example.org/sail) - S\u0430ils.
    ```

    ## Good

    ```markdown
    - [Oar](https://example.org/oar) - An open-source library for rowing.
    - [Sail](https://example.org/sail) - Sails.
    ```

    ## Fix

    Safe: writes the letter of the alphabet that the rest of the word is in. None in a heading that links of the page lead to,
    since its anchor would change. A word whose every letter could be of either alphabet is left alone.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        source = document.source
        if source.special_characters.isdisjoint(TO_LATIN):
            return
        for span, _ in prose.matches(document, MIXED):
            found = source.slice(span)
            meant = _meant(found)
            if meant is None:
                continue
            edits = [
                Edit(Span(span.start + at, span.start + at + 1), letter)
                for at, letter in enumerate(meant)
                if letter != found[at]
            ]
            strange = found[edits[0].span.start - span.start]
            meant_in, found_in = ("Latin", "Cyrillic") if strange in TO_LATIN else ("Cyrillic", "Latin")
            message = (
                f"`{strange}` in `{found}` is a {found_in} letter: write the {meant_in} `{edits[0].text}`, as in `{meant}`."
            )
            fix = None if prose.is_in_markup(source, span) or is_anchor(document, span) else Fix.of(edits)
            yield self.diagnostic(span, message, fix)


def _meant(word: str) -> str | None:
    """Return a word of both alphabets in the one that it must be of, or None where it may be of either or is of both."""
    is_latin = any(LATIN_LETTER.match(letter) and letter not in TO_CYRILLIC for letter in word)
    is_cyrillic = any(CYRILLIC_LETTER.match(letter) and letter not in TO_LATIN for letter in word)
    if is_latin == is_cyrillic:
        return None
    alphabet = TO_LATIN if is_latin else TO_CYRILLIC
    return "".join(alphabet.get(letter, letter) for letter in word)
