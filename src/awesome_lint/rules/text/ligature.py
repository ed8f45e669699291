from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.facts import prose
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
LIGATURE = lazy(f"[{''.join(LIGATURES)}]")
# A ligature that stands alone is what the text is about.
WORD = lazy(rf"(?<![^\W\d_])[^\W\d_]*[{''.join(LIGATURES)}][^\W\d_]*")


class Ligature(Rule, frozen=True):
    """Letters of print that are one character: `ﬁ`, `ﬂ`, `ﬃ`.

    ## Why

    They come along when text is copied from a PDF. Who searches for `classification` does not find `classiﬁcation`, and
    many fonts have no such character.

    ## Bad

    ```markdown
    - **Eﬃcient Text Classi\ufb01cation.** *Ann Bee and Cy Dee.* [paper](https://example.org/1)
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
