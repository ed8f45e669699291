from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.facts import prose
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.facts.fields import in_whole_title
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule

PAIR = lazy(r"[!?,;](?<=[A-Za-z)\]][!?,;])(?:\.|(?<=,),)(?=\s)")
# Of the marks of Chinese and Japanese, three periods may be a pause.
WIDE_PAIR = lazy(r"[，、；。](?<=[^\W_][，、；。])(?:(?<=[，、；])[，、；。]|(?<=。)[，。])(?![，、；。.])")
WIDE = frozenset("，、；。")
# A name such as `Yahoo!` has a capital.
SMALL_WORD = lazy(r"(?<![\w'’])[a-z]+\Z")
LONGEST_WORD = 40


class DoubledMark(Rule, frozen=True):
    """Two marks where one ends the sentence or the clause: `Rows!.`, `sails,.`, `oars,, sails`, `船，，`.

    ## Why

    A question mark or an exclamation mark ends a sentence by itself, and a comma before a period is what remains of an edit.

    ## Bad

    ```markdown
    - [Oar](https://example.org/oar) - Rows along the shore,, and dives!.
    ```

    ## Good

    ```markdown
    - [Oar](https://example.org/oar) - Rows along the shore, and dives!
    ```

    Names that end with such a mark take a period after them: `Made by Yahoo!.` is left alone.

    ## Fix

    Safe: leaves the mark that is meant. None in a heading that links of the page lead to, since its anchor would change.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        if not document.source.special_characters.isdisjoint(WIDE):
            yield from self._wide(document)
        for span, text in prose.matches(document, PAIR):
            # How titles end is a matter of their own.
            if in_whole_title(document, span):
                continue
            marks = document.source.slice(span)
            expected = marks[1] if marks[0] in ",;" else marks[0]
            at = span.start - text.span.start
            if expected in "!?" and not SMALL_WORD.search(text.value, max(at - LONGEST_WORD, 0), at):
                continue
            fix = None if is_anchor(document, span) else Fix.replace(span, expected)
            yield self.diagnostic(span, f"`{marks}` should be `{expected}`.", fix)

    def _wide(self, document: Document) -> Iterator[Diagnostic]:
        """Yield two full-width marks of which a text needs one: `，，`, `，。`."""
        for span, _ in prose.matches(document, WIDE_PAIR):
            if in_whole_title(document, span):
                continue
            marks = document.source.slice(span)
            expected = "。" if "。" in marks else marks[1]
            fix = None if is_anchor(document, span) else Fix.replace(span, expected)
            yield self.diagnostic(span, f"`{marks}` should be `{expected}`.", fix)
