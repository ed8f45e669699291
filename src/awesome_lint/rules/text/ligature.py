from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.facts import prose
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.knowledge.spelling import lexicon
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
LIGATURE = lazy(f"[{''.join(LIGATURES)}]")
# A ligature that stands alone is what the text is about.
WORD = lazy(rf"(?<![^\W\d_])[^\W\d_]*[{''.join(LIGATURES)}][^\W\d_]*")

# `e ffi cient`
APART = lazy(r"[ ](?:ffi|ffl|ff|fi|fl)[ ](?=[a-z])")
LETTERS_BEFORE, LETTERS_BEHIND = lazy(r"(?<![^\W_])[A-Za-z]{1,20}\Z|\Z"), lazy(r"[a-z]{1,20}(?![^\W_])")


class Ligature(Rule, frozen=True):
    """Letters of print that are one character, `ﬁ`, `ﬂ`, `ﬃ`, or stand apart from their word: `e ffi cient`.

    ## Why

    They come along when text is copied from a PDF, where they were one character. Who searches for `classification` does not
    find `classiﬁcation` or `classi fi cation`, and many fonts have no such character.

    ## Bad

    ```markdown
    - **E ffi cient Text Classi\ufb01cation.** *Ann Bee and Cy Dee.* [paper](https://example.org/1)
    ```

    ## Good

    ```markdown
    - **Efficient Text Classification.** *Ann Bee and Cy Dee.* [paper](https://example.org/1)
    ```

    ## Fix

    Safe: writes the letters. None in a heading that links of the page lead to, since its anchor would change.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from self._apart(document)
        source = document.source
        if source.special_characters.isdisjoint(LIGATURES):
            return
        for span, _ in prose.matches(document, WORD):
            found = source.slice(span)
            if len(found) == 1:
                continue
            edits = [
                Edit(Span(span.start + match.start(), span.start + match.end()), LIGATURES[match.group()])
                for match in LIGATURE.finditer(found)
            ]
            expected = LIGATURE.sub(lambda match: LIGATURES[match.group()], found)
            fix = None if prose.is_in_markup(source, span) or is_anchor(document, span) else Fix.of(edits)
            yield self.diagnostic(span, f"`{found}` has a ligature for several letters: write `{expected}`.", fix)

    def _apart(self, document: Document) -> Iterator[Diagnostic]:
        """Yield the words whose letters of print stand apart."""
        source = document.source
        for span, _ in prose.matches(document, APART):
            beside = source.beside(span)
            before, behind = LETTERS_BEFORE.search(beside.before), LETTERS_BEHIND.match(beside.after)
            expected = _whole(before.group() if before else "", source.slice(span).strip(), behind.group() if behind else "")
            if before is None or behind is None or expected is None:
                continue
            start = span.start - len(before.group()) if expected.startswith(before.group()) else span.start + len(" ")
            place = Span(start, span.end + len(behind.group()))
            fix = None if prose.is_in_markup(source, place) or is_anchor(document, place) else Fix.replace(place, expected)
            yield self.diagnostic(place, f"`{source.slice(place)}` is one word: write `{expected}`.", fix)


def _whole(before: str, letters: str, behind: str) -> str | None:
    """Return the word that letters of print make with what stands before and behind them, or with this alone."""
    known = lexicon()
    if not behind or (known.lists(before.lower()) and known.lists(behind)):
        return None
    if known.lists(f"{before}{letters}{behind}".lower()):
        return f"{before}{letters}{behind}"
    return f"{letters}{behind}" if known.lists(letters + behind) and not known.lists(behind) else None
