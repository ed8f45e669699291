import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.facts import prose
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.facts.fields import in_authors
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

# The accents that take a place of their own, and those that they are on a letter.
SPACING = {
    "´": "\u0301",
    "ˊ": "\u0301",
    "ˋ": "\u0300",
    "¨": "\u0308",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "ˇ": "\u030c",
    "¯": "\u0304",
    "˘": "\u0306",
    "˙": "\u0307",
    "˚": "\u030a",
    "¸": "\u0327",
    "˛": "\u0328",
    "˝": "\u030b",
}
COMBINING = frozenset(SPACING.values())
ACCENT = lazy(f"[{''.join(SPACING)}]|[\u0300-\u036f]+")
WORD_BEFORE = lazy(r"(?<![^\W\d_])([^\W\d_]*)( ?)\Z")
WORD_AFTER = lazy(r"( ?)([^\W\d_]*)")
LONGEST_WORD = 40

# The accented letters that European languages are written with; `ũ` and `ḿ` are none, so that `Mu˜noz` can be read.
USUAL = frozenset(
    "áéíóúýćńśźÁÉÍÓÚÝĆŃŚŹàèìòùÀÈÌÒÙâêîôûÂÊÎÔÛãñõÃÑÕäëïöüÿÄËÏÖÜåůÅŮçşţÇŞŢčďěňřšťžČĎĚŇŘŠŤŽăğĂĞāēīōūĀĒĪŌŪżėŻĖİąęįųĄĘĮŲőűŐŰ"
)
VOWELS = "aeiouy"
DOTLESS = {"ı": "i", "ȷ": "j"}

ACUTE = "´"
# What Japanese in Latin letters has on its long vowels: it is typed after the letter as often as with it.
MACRON = "\u0304"
# What follows an apostrophe in English, and what stands before one in French and Italian: an accent is typed for it too.
CONTRACTED = ("s", "t", "m", "d", "n", "re", "ve", "ll")
ELIDED = (*"cdljmnost", "qu", "un", "all", "dell", "nell", "sull", "jusqu", "lorsqu", "puisqu")
# `x^i` is a formula; a word that has lost its accent is longer.
LEAST_LETTERS = 4


class DetachedAccent(Rule, frozen=True):
    """An accent that stands beside its letter: `Mu˜noz`, `Caf´e`, `Daum ́e`; or that is a character of its own on it.

    ## Why

    Copying from a PDF takes the accent off its letter, and nobody who searches for `Muñoz` finds `Mu˜noz`. Where an accent is
    a character of its own, the name looks right and is not found either.

    ## Bad

    ```markdown
    - **Rowing at night.** *Ana Mu˜noz and G¨unter Bee.* [paper](https://example.org/1)
    ```

    ## Good

    ```markdown
    - **Rowing at night.** *Ana Muñoz and Günter Bee.* [paper](https://example.org/1)
    ```

    ## Fix

    Safe: writes the accented letter. None where either neighbour may be that letter, where a space may stand between two words,
    and in a heading that links of the page lead to, since its anchor would change.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        source = document.source
        if source.special_characters.isdisjoint((*SPACING, *COMBINING)):
            return
        accents = {place.span: place for place in _accents(source.text)}
        for span, text in prose.stretches(document, accents):
            place = accents[span]
            is_name = in_authors(document, span)
            readings = tuple(_readings(place, is_name=is_name)) if is_name or not _is_mark(place, text.value) else ()
            if not readings:
                continue
            is_sure = len(readings) == 1 and not is_anchor(document, span)
            fix = Fix.replace(span, readings[0]) if is_sure else None
            expected = " or ".join(f"`{reading}`" for reading in readings)
            yield self.diagnostic(span, f"`{source.slice(span)}` has its accent beside the letter: write {expected}.", fix)


class Place(Struct, frozen=True):
    """An accent, the letters on both sides, and the spaces between."""

    span: Span
    before: str
    left: str
    accent: str
    right: str
    after: str


def _accents(text: str) -> Iterator[Place]:
    """Yield the accents next to letters; one on its letter has no space before it."""
    end = 0
    for match in ACCENT.finditer(text):
        at, stop = match.span()
        if at < end:
            continue
        start = max(at - LONGEST_WORD, end)
        before = WORD_BEFORE.search(text, start, at)
        after = WORD_AFTER.match(text, stop, stop + LONGEST_WORD)
        if before is None or after is None:
            continue
        word, left = before.groups()
        right, following = after.groups()
        if match.group() not in SPACING and word and not left:
            right, following = "", "" if right else following
        elif not following:
            right = ""
        if not word:
            left = ""
        begin, end = at - len(left) - len(word), stop + len(right) + len(following)
        yield Place(Span(begin, end), word, left, match.group(), right, following)


def _readings(place: Place, *, is_name: bool) -> Iterator[str]:
    """Yield what the letters and the accent may have been; nothing where the accent may be what it looks like."""
    before, left, accent, right, after = place.before, place.left, place.accent, place.right, place.after
    if accent not in SPACING and before and not left:
        if accent == MACRON:
            return
        composed = unicodedata.normalize("NFC", before + accent + after)
        if len(composed) == len(before + after):
            yield composed
        return
    if (left and right) or len(accent) > 1 or _may_be_apostrophe(place, is_name=is_name):
        return
    following = _composed(after[:1], accent)
    preceding = _composed(before[-1:], accent)
    if before and following and not left and after[0].isupper():
        following = None
    if following and (not right or (before and not preceding and after[0].islower())):
        word = following + after[1:]
        if left and not (is_name and following.islower() and before[0].isupper()):
            yield f"{before} {word}"
        if not left or following.islower():
            yield before + word
        if after[0] in DOTLESS:
            return
    if following and preceding and before[-1].lower() not in VOWELS and after[0] in VOWELS:
        # No language accents a consonant before a vowel: `Jos´e`.
        return
    if preceding and not (left and (following or not after[:1].islower())):
        yield before[:-1] + preceding + right + after


def _composed(letter: str, accent: str) -> str | None:
    """Return the letter with the accent where that is a usual letter."""
    if not letter:
        return None
    composed = unicodedata.normalize("NFC", DOTLESS.get(letter, letter) + SPACING.get(accent, accent))
    return composed if composed in USUAL else None


def _may_be_apostrophe(place: Place, *, is_name: bool) -> bool:
    """Whether the accent may be the apostrophe of `don´t`, `users´`, `O´Neill` or `l´art`."""
    before, left, accent, right, after = place.before, place.left, place.accent, place.right, place.after
    if accent != ACUTE or not before or left:
        return False
    if after == "s" or (before[-1] in "sS" and (right or not after)) or (len(before) == 1 and after[:1].isupper()):
        return True
    if is_name or after[:1] in DOTLESS:
        return before in ("d", "l")
    return after in CONTRACTED or before.lower() in ELIDED


def _is_mark(place: Place, text: str) -> bool:
    """Whether the accent may be a sign of its own: in a short formula, or one of two that quote a word."""
    if place.accent not in SPACING:
        return False
    if len(place.before + place.after) < LEAST_LETTERS:
        return True
    is_inside = place.before and place.after and not place.left and not place.right
    return not is_inside and text.count(place.accent) > 1
