from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, Text
from awesome_lint.facts import prose
from awesome_lint.facts.fields import in_title
from awesome_lint.knowledge.spelling import Lexicon, lexicon
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

# What may be the wrong one: what follows tells. A word that is not all plain letters, such as `S3` or `x-ray`, tells nothing.
# What stands before it is looked at last, because few letters are followed so.
ARTICLE = lazy(
    r"[Aa](?: (?=\(?[aeiouhAEIO]|Ubuntu|[FHLMNRSX][A-Z])|n (?=\(?[b-df-hj-np-tv-zue]|[B-DGJKPQT-WYZ][A-Z]|once?\b|one\b))"
    r"(?<![\w'’.&/@#+*-][Aa] )(?<![\w'’.&/@#+*-][Aa]n )"
    r"\(?([A-Za-z][a-z]{2,}|[A-Z]{2,6}|i(?:OS|Pad|Phone)|[AEIO][A-Za-z]*[a-z][A-Z][A-Za-z]*|[AEIO][A-Z]+[a-z]{2,}\d?)(?![\w'’@/]|\.\w)"
)
# By sound: `user` and `one` begin with a consonant, `hour` does not.
LIKE_CONSONANT = lazy(
    r"(?:euclid|euro|eukary|euler|eulog|euph|once\b|one(?!ir|rou)|ubiq|uni(?:corn|cod|form|fied|fy|kernel|later|modal|on|que|sex|t|vari|vers)"
    r"|us(?:ab|age|e|ing|ual|urp)|ut(?:il|op)|uter|uran|urin)"
)
SILENT = lazy(r"(?:hour|honest|honor|honour|heir)")
# Some say these with an `h`, and some do not.
EITHER = lazy(r"h(?:abit|allucin|armon|erb|ered|ero|ilar|ist|omage|otel|yp|yst)")
# Two letters that begin no English word begin one that is read letter by letter: `nginx`.
SPOKEN = lazy(r"[b-df-hj-np-tv-z](?:[aeiouy]|[hlr]|[ckmnpqtw](?=[aeiouhlry]))")
VOWEL = lazy(r"[aeiou]")
# Acronyms without a vowel are read letter by letter, and most of these letters begin with one: `an SCV`. Of the others, the
# first letter sounds like the word: `an API`, `a USB key`; a few with a vowel are, too. `SQL` is read either way.
LETTERS = lazy(r"(?!SQL$)[FHLMNRSX][B-DF-HJ-NP-TV-XZ]+$|(?:HMI|LED|MIT|NER|SEO|XAI)$|[AIO](?!NE)|E(?!U)")
BEFORE_U = lazy(r"u[b-df-hj-np-tv-z]{2}")
# Names that everybody reads so.
NAMES = "android angular ansible apache arduino elixir emacs ember erlang ios ipad iphone ubuntu"
VOWELS_FIRST = frozenset(NAMES.split())
# Names of several words, of which the first begins with a vowel whoever reads them: `OpenGL`, `IntelliJ`, `ArUco`.
SEVERAL_WORDS = lazy(r"[A-Z][A-Za-z]*[a-z][A-Z]|[AEIO][A-Z]+[a-z]{2}")
VOWEL_FIRST = lazy(r"(?!Eu|Ew|One|On[cC]e|Ou[ai]|IoU)[AEIO]")
# However an unknown word is read that begins so.
ANY_WORD = lazy(r"(?:a[b-df-hj-np-tv-z]|a[iu]|i[b-df-hj-np-tv-z])")
# What begins a text, or a sentence, or stands behind a dash: elsewhere, `A` is the first of several things.
BEGINNING = lazy(r"(?:^|[.:!?–—-] )\s*$")
# Before these words, `a` and `an` are letters, or words of other languages.
OTHER_WORDS = """
a al all als am an and any are as at aus de del dem den der des die du ein eine el em en es est et go has have he her his
how if ihm im in into is it its la las le les los no nos not of on or our out over she so that the their them then they
this to um un una und une uno us was we were what when which who will with you
"""
NO_NOUN = frozenset(OTHER_WORDS.split())
LEAST_WORDS = 3
ENGLISH = 0.75
WORD = lazy(r"[^\W\d_]{2,}")
AROUND = 120


class Article(Rule, frozen=True):
    """`a` before a vowel sound, or `an` before a consonant: `a open format`, `an user`.

    The sound decides, not the letter: `an hour`, `a user`, `an SVG`. Acronyms that may be read as words, names, and words that
    people say in two ways (`historic`) are never judged.

    ## Why

    It is what remains when a word is put in between, or taken away. Readers stumble over it.

    ## Bad

    ```markdown
    - [Oar](https://example.org/oar) - A library for boats, with a easy interface and an useful manual.
    ```

    ## Good

    ```markdown
    - [Oar](https://example.org/oar) - A library for boats, with an easy interface and a useful manual.
    ```

    ## Fix

    Writes the other one. It is unsafe, because the slip may have been in the word that follows.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.UNSAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for span, text in prose.matches(document, ARTICLE):
            found, _, beside = document.source.slice(span).partition(" ")
            word = beside.removeprefix("(")
            start = span.start - text.span.start
            # Papers have been published under such titles.
            if word.isupper() and in_title(document, span):
                continue
            if not _is_wrong(found, word) or not _is_article(found, word, text.value[:start]) or not _is_english(text, start):
                continue
            expected = f"{found[0]}{'n' if len(found) == 1 else ''}"
            place = Span(span.start, span.start + len(found))
            message = f"`{found} {beside}` should be `{expected} {beside}`."
            yield self.diagnostic(span, message, Fix.replace(place, expected, Applicability.UNSAFE))


def _is_wrong(article: str, word: str) -> bool:
    """Whether a word does not begin with the sound that the article goes with, beyond doubt."""
    if word.isupper():
        return len(article) > 1 or bool(LETTERS.match(word))
    if SEVERAL_WORDS.match(word):
        return len(article) == 1 and bool(VOWEL_FIRST.match(word))
    word = word.lower()
    if word in NO_NOUN or EITHER.match(word):
        return False
    if word in VOWELS_FIRST:
        return len(article) == 1
    if not _is_known(word, lexicon()):
        return len(article) == 1 and bool(ANY_WORD.match(word))
    if len(article) == 1:
        if word[0] == "h":
            return bool(SILENT.match(word))
        return not LIKE_CONSONANT.match(word) and (word[0] != "u" or bool(BEFORE_U.match(word)))
    if VOWEL.match(word):
        return bool(LIKE_CONSONANT.match(word))
    return bool(SPOKEN.match(word) and VOWEL.search(word)) and not SILENT.match(word)


def _is_known(word: str, known: Lexicon) -> bool:
    return word in known.common or (len(word) > 4 and word in known.usual)


def _is_article(found: str, word: str, before: str) -> bool:
    """Whether a large letter is that of a sentence rather than of a name or a label: `Vitamin A intake`, `An Nguyen`."""
    if found[0].islower():
        return word[0].islower() or found == "a" or word.isupper()
    return bool(BEGINNING.search(before)) and (len(found) == 1 or word[0].islower() or word.isupper())


def _is_english(text: Text, start: int) -> bool:
    known = lexicon()
    # Names of several words belong to any language.
    found = WORD.findall(text.value[max(0, start - AROUND) : start + AROUND])
    words = [word.lower() for word in found if not word.isupper() and not SEVERAL_WORDS.match(word)]
    return len(words) >= LEAST_WORDS and sum(map(known.lists, words)) >= len(words) * ENGLISH
