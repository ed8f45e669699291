from collections import Counter
from collections.abc import Iterator
from itertools import compress, islice
from operator import eq

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, summed
from awesome_lint.facts import prose
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.facts.words import lots
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

# Words that no English sentence has twice in a row. `that that`, `had had` and `is is` may be meant; words that carry a
# meaning are names (`duran duran`), jokes, or of other languages.
ENGLISH_WORDS = """
and are be been but can from has have into its our than the their these they this to were which will with your
"""
ENGLISH = frozenset(ENGLISH_WORDS.split())
# Other languages have these words too: the text around them has to be English.
SHARED = frozenset(["a", "an", "as", "at", "by", "for", "if", "in", "of", "on", "or", "we"])
PROOFS = frozenset([*ENGLISH, "is", "it", "that", "not", "you", "all", "use", "using", "based"])
# `log in in`, `carry on on`.
ADVERB_BEFORE = lazy(
    r"\b(?:log|logs|logged|logging|sign|signed|signing|check|opt|plug|drop|built|add|carry|go|goes|hands)[ -]$"
)
LONGEST_ADVERB = 20
# `in in vitro studies`.
LATIN_AFTER = lazy(r" (?:vitro|vivo|silico|situ|utero)\b")


class RepeatedWord(Rule, frozen=True):
    """A word written twice: `the the`, `to to`.

    Only little English words are judged, of which two in a row are never meant: `that that` and `had had` may be right, and
    `Duran Duran` is a name.

    ## Why

    It is what remains of an edit. Readers stumble over it, and spelling checkers pass it by.

    ## Bad

    ```markdown
    - [Oar](https://example.org/oar) - A library that aims to to make rowing easy.
    ```

    ## Good

    ```markdown
    - [Oar](https://example.org/oar) - A library that aims to make rowing easy.
    ```

    ## Fix

    Takes the second one away. It is unsafe, because the slip may have been to write the wrong one of two words. None in
    a heading that links of the page lead to, since its anchor would change.
    """

    fixable = Applicability.UNSAFE
    effect = Effect.TEXT
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        english: dict[Span, bool] = {}
        for word in sorted(_repeated(document).keys() & (ENGLISH | SHARED)):
            for span, text in prose.stretches(document, _places(document, word)):
                if text.span not in english:
                    english[text.span] = not PROOFS.isdisjoint(text.value.lower().split())
                start, end = span.start - text.span.start, span.end - text.span.start
                if word in ENGLISH or (english[text.span] and not _is_meant(text.value, start, end)):
                    found = document.source.slice(span)
                    second = Span(span.start + len(word), span.end)
                    fix = None if is_anchor(document, span) else Fix.delete(second, Applicability.UNSAFE)
                    yield self.diagnostic(span, f"`{found}` repeats a word: write `{word}`.", fix)


@summed
def _repeated(document: Document) -> Counter[str]:
    """Return how often each word stands right behind itself."""
    found: Counter[str] = Counter()
    for lot in lots(document.source.text):
        words = lot.split()
        found.update(compress(words, map(eq, words, islice(words, 1, None))))
    return found


def _places(document: Document, word: str) -> Iterator[Span]:
    """Yield where a word stands right behind itself."""
    pattern = lazy(rf"(?<!\S){word} +{word}(?!\S)")
    for part, start, _ in document.apart:
        if word in _repeated(part):
            yield from (Span(*match.span()).moved(start) for match in pattern.finditer(part.source.text))


def _is_meant(text: str, start: int, end: int) -> bool:
    return bool(ADVERB_BEFORE.search(text[max(start - LONGEST_ADVERB, 0) : start]) or LATIN_AFTER.match(text, end))
