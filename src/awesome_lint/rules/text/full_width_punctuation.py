import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document, of_page, summed
from awesome_lint.facts import prose
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.facts.languages import EASTERN
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

MARKS = {"，": ",", "、": ",", "；": ";", "：": ":", "（": "(", "）": ")", "！": "!", "？": "?", "。": "."}
OPENING = "（"
# What these marks follow in a sentence; in a face such as `(╯°□°）` they do not.
WORD_BEFORE = lazy(r"[A-Za-zÀ-ɏ0-9)）\"”'’+%]\s?\Z")
# A page with more of these letters is written in a language that these marks belong to, whatever single lines are in.
EASTERN_SHARE = 0.01
LATIN = lazy(r"[A-Za-z]{2}")
# Where a half-width mark would begin a list, a definition or an address.
MAY_BEGIN = lazy(r"\s*\d{1,9}|.*https?", re.DOTALL)
ADDRESS = lazy(r"\s*(?:https?:|www\.|//|\S*@)", re.IGNORECASE)


class FullWidthPunctuation(Rule, frozen=True):
    """Commas, colons and parentheses of Chinese and Japanese type in English text: `，`, `：`, `（`.

    Lines with a letter of such a language are left alone, and so are pages that are written in one.

    ## Why

    They come from the keyboard of the person who added the entry. They are as wide as a letter, so that the line seems to
    have holes, and a search for the words with a comma between them finds nothing.

    ## Bad

    ```markdown
    - [Oar](https://example.org/oar) - Rows along the shore，with sails too（in summer）.
    ```

    ## Good

    ```markdown
    - [Oar](https://example.org/oar) - Rows along the shore, with sails too (in summer).
    ```

    ## Fix

    Writes the marks of English, and the spaces that go with them. It is unsafe, because these marks may be meant. None
    in a heading that links of the page lead to, since its anchor would change.
    """

    fixable = Applicability.UNSAFE
    effect = Effect.TEXT
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        source = document.source
        places = prose.places(source, MARKS)
        if not places or _is_eastern(document):
            return
        marks = (Span(place, place + 1) for place in places)
        for text, found in groupby(prose.stretches(document, marks), lambda pair: pair[1]):
            line = source.line(source.line_number(text.span.start))
            if not LATIN.search(text.value) or EASTERN.search(line):
                continue
            edits = [edit for span, _ in found if (edit := _edit(source.text, span, text.span)) is not None]
            if edits:
                first = edits[0]
                message = f"Full-width `{source.slice(first.span).strip()}` in Latin text should be `{first.text.strip()}`."
                fix = None if is_anchor(document, first.span) else Fix.of(edits, Applicability.UNSAFE)
                yield self.diagnostic(first.span, message, fix, count=len(edits))


@of_page
def _is_eastern(document: Document) -> bool:
    return _eastern(document)[True] > len(document.source.text) * EASTERN_SHARE


@summed
def _eastern(document: Document) -> Counter[bool]:
    """Return how many signs of eastern scripts there are."""
    return Counter({True: len(EASTERN.findall(document.source.text))})


def _edit(text: str, span: Span, stretch: Span) -> Edit | None:
    """Return what writes the mark in half width, with the space that belongs before or after it."""
    before, after = text[max(span.start - 1, 0) : span.start], text[span.end : span.end + 1]
    if before == "]" or MAY_BEGIN.fullmatch(text, stretch.start, span.start) or ADDRESS.match(text, span.end):
        return None
    if not WORD_BEFORE.search(text, max(span.start - 4, stretch.start), span.start):
        return None
    mark = MARKS[text[span.start]]
    if text[span.start] == OPENING:
        return Edit(span, f" {mark}" if before.isalnum() or before in (")", ".") else mark)
    return Edit(span, f"{mark} " if after.isalnum() or after in ("(", "[", "<", OPENING, '"', "“") else mark)
