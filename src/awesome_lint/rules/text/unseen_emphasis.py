from collections.abc import Iterator
from itertools import pairwise

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix, shortened
from awesome_lint.document import Document
from awesome_lint.facts import prose
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span, within

# Neither `2**3`, `**kwargs`, a glob such as `src/**/*.md`, nor longer runs.
MARK = lazy(r"(?<![*\\/\w])\*\*(?![*/\s])|(?<=[^*\\/\s])\*\*(?![*/])")
# Asterisks that cannot open or close for the mark beside them; most pages have none.
BESIDE = lazy(r"\*\*(?:(?<=[^\s\w*\\]\*\*)(?=\w)|(?<=\w\*\*)(?=[^\s\w*]))")
LONGEST = 200
SHOWN = 40
# `**words **`; what a letter follows may open: `**kwargs and **options`.
SPACED = lazy(
    r"(?<![*\\/\w])(?P<mark>\*\*?)(?=[\w\"“(])[^*\n]{2,200}(?<=\w[ ]|[.,;:!?)\"”][ ])(?P=mark)"
    r"(?:(?<=\*\*)(?![\w*])|(?=[ ]*(?:\n|\Z)|[.,;:!?)\[]))"
)
BRACKETS = {"「": "」", "『": "』", "（": "）", "(": ")", "《": "》", "“": "”", "【": "】", '"': '"', "[": "]"}
STOPS = frozenset("。，、；：！？.,;:!?")


class UnseenEmphasis(Rule, frozen=True):
    """Words between asterisks that GitHub does not emphasize, for what stands beside these: `**桨。**快`, `**Oar **`.

    ## Why

    Asterisks do not close emphasis behind a mark when a letter follows, nor open it before one behind a letter. In languages
    without spaces between words that happens often, and readers see the asterisks. So they do where a space stands before the
    closing ones.

    ## Bad

    ```markdown
    - [桨](https://example.org/oar) - **很快。**适合夏天。
    - [Oar](https://example.org/2) - By **the bees **(in summer).
    ```

    ## Good

    ```markdown
    - [桨](https://example.org/oar) - **很快**。适合夏天。
    - [Oar](https://example.org/2) - By **the bees** (in summer).
    ```

    ## Fix

    Safe: takes the mark, both brackets, or the space out of the asterisks. None where other words stand between.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from self._beside_marks(document)
        yield from self._spaced(document)

    def _spaced(self, document: Document) -> Iterator[Diagnostic]:
        for whole, _ in prose.matches(document, SPACED):
            written = document.source.slice(whole)
            mark = "**" if written.startswith("**") else "*"
            wanted = f"{written.removesuffix(mark)[:-1]}{mark}"
            after = document.source.beside(whole).after[:1]
            # The space parts the words from others.
            space = "" if not after or after.isspace() or after in ".,;:!?)" else " "
            message = f"A space before the closing `{mark}` makes GitHub show both: write `{shortened(wanted, SHOWN)}`."
            yield self.diagnostic(whole, message, Fix.replace(whole, f"{wanted}{space}"))

    def _beside_marks(self, document: Document) -> Iterator[Diagnostic]:
        if next(prose.matches(document, BESIDE), None) is None:
            return
        broken = sorted(entry.broken_title.span for entry in document.entries if entry.broken_title)
        texts = document.texts
        found = [span for span, _ in prose.matches(document, MARK)]
        end = 0
        for opening, closing in pairwise(found):
            whole = Span(opening.start, closing.end)
            if opening.start < end or closing.start - opening.end > LONGEST or within(broken, whole):
                continue
            held = document.source.slice(Span(opening.end, closing.start))
            if not within(texts, whole) or "\n" in held or not held.strip() or held != held.strip():
                continue
            end = closing.end
            written = f"**{held}**"
            wanted = _outside(held)
            remedy = f"write `{wanted}`" if wanted else "put them next to letters"
            fix = None
            if wanted:
                # Alone the words would be bold: what keeps them from it belongs to the place.
                beside = document.source.beside(whole)
                before, after = beside.before[-1:], beside.after[:1]
                place = Span(whole.start - len(before), whole.end + len(after))
                fix = Fix.replace(place, f"{before}{wanted}{after}")
            yield self.diagnostic(whole, f"GitHub shows the asterisks of `{written}`: {remedy}.", fix)


def _outside(held: str) -> str | None:
    """Return the words in bold with the marks at their ends outside of it."""
    inner, after = held, ""
    while inner and inner[-1] in STOPS:
        inner, after = inner[:-1], inner[-1] + after
    if not inner:
        return None
    closing = BRACKETS.get(inner[0])
    if closing and inner.endswith(closing) and len(inner) > 2 and closing not in inner[1:-1]:
        return f"{inner[0]}**{inner[1:-1]}**{closing}{after}"
    return f"**{inner}**{after}" if after and inner[-1].isalnum() and inner[0].isalnum() else None
