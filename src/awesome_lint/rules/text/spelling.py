import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import Annotated

from msgspec import Meta, Struct

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, EntryKind, Text
from awesome_lint.knowledge.spelling import Lexicon, lexicon
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

# What may stand around a word of plain letters, at most the first one large. Parts of hyphenated words, of paths and
# addresses, acronyms, CamelCase, and words with digits or accents are names or terms.
OPENING = '(["“‘«*_~'
CLOSING = ')]"”»*_~.,;:!?…'
LEAST_LETTERS = 6
ANY_WORD = lazy(r"[^\W\d_]{3,}")
# What stands in a text that nobody reads, or that is a name of something else.
UNREAD = lazy(
    r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|<[^<>]*(?:<[^<>]*){0,3}>|&#?\w+;|https?://\S+"
    r"|!?\[[^\[\]]*(?:\[[^\[\]]*){0,3}\](?:\([^()]*(?:\([^()]*){0,3}\)|\[[^\[\]]*(?:\[[^\[\]]*){0,3}\])",
    re.DOTALL,
)
MARKS = "*_~"
QUOTES = "\"'“”‘’«»`"

# Names of projects are spelt as their makers like; a title of so many words is a sentence.
LEAST_TITLE_WORDS = 4
# A shorter capitalised word is a name more often than a slip.
LEAST_CAPITALISED = 8
# So often used, a word is what the list is about.
OFTEN = 3
ENGLISH_ENDINGS = (
    *("tion", "tions", "ance", "ence", "ency", "ancy", "ity", "ities", "able", "ible", "ably", "ive", "ment", "ments", "ness"),
    *("ical", "ically", "ary", "ory", "al", "ous", "ent", "ed", "ized", "ised", "ately", "ful", "ology", "ologies", "lines"),
)

# The share of a text's words that are English when the text is, and of a list's.
ENGLISH_TEXT = 0.7
ENGLISH_LIST = 0.4


class Judged(Struct, frozen=True):
    """An unknown word, what it was probably meant to be, and the text it stands in."""

    word: str
    corrections: tuple[str, ...]
    text: Text


class Spelling(Rule, frozen=True):
    """Misspelt English words in titles, descriptions and headings.

    Names are names: authors, links, code, capitalised words that nothing in the list vouches for, acronyms, words with
    digits, hyphens or accents, and whatever the page uses twice are never judged. A word is reported when it is unknown and
    one slip of the hand away from a word that is common, or that the list itself uses.

    ## Why

    A reader who searches the page for `classification` does not find the paper whose title says `classiffication`.

    ## Bad

    ```markdown
    # Compression papers

    1. **Deep networks for image classiffication.** *Ann Bee and Cy Dee.* [paper](https://example.org/1)
    ```

    ```markdown
    # Awesome Boats

    - [Oar](https://example.org/oar) - An organized colletion of rowing videos.
    ```

    ## Good

    ```markdown
    # Compression papers

    1. **Deep networks for image classification.** *Ann Bee and Cy Dee.* [paper](https://example.org/1)
    ```

    ```markdown
    # Awesome Boats

    - [Oar](https://example.org/oar) - An organized collection of rowing videos.
    ```

    ## Fix

    Writes the correct word in its place. Whether a strange word is a slip or a name is the author's to know, so the fix is
    unsafe; where two words may have been meant, there is none. Words to accept are listed in the option `words`.
    """

    fixable = Applicability.UNSAFE
    effect = Effect.TEXT

    words: Annotated[tuple[str, ...], Meta(description="words to accept, in any case")] = ()

    def check(self, document: Document) -> Iterator[Diagnostic]:
        texts = tuple(_texts(document))
        words = _words(texts)
        if not words:
            return
        known = lexicon()
        used: dict[str, int] = {}
        for word, count in words.items():
            lower = word.lower()
            used[lower] = used.get(lower, 0) + count
        unknown = [
            word
            for word, count in words.items()
            if count == 1 and not known.is_common(lower := word.lower()) and used[lower] == 1
        ]
        if not unknown or len(unknown) > len(words) * (1 - ENGLISH_LIST):
            return
        accepted = {word.lower() for word in self.words}
        page = cache(lambda: _page(document))
        suspects = {
            word: corrections
            for word in unknown
            if word.lower() not in accepted
            and (corrections := _meant(word, known, used, words))
            and page().count(word.lower()) == 1
        }
        for judged in _judged(texts, suspects):
            at = _place(document.source, judged)
            if at is not None and _is_english(judged, known):
                yield self._diagnostic(Span(at, at + len(judged.word)), judged)

    def _diagnostic(self, span: Span, judged: Judged) -> Diagnostic:
        expected = [found.capitalize() if judged.word[0].isupper() else found for found in judged.corrections]
        message = f"Expected {' or '.join(f'`{found}`' for found in expected)}, found `{judged.word}`."
        fix = Fix.replace(span, expected[0], Applicability.UNSAFE) if len(expected) == 1 else None
        return self.diagnostic(span, message, fix)


def _texts(document: Document) -> Iterator[Text]:
    """Yield the texts in which a word may be misspelt."""
    for heading in document.headings:
        yield heading.text
    for entry in document.entries:
        title = entry.title
        if title is not None and (entry.kind is EntryKind.PAPER or title.value.count(" ") + 1 >= LEAST_TITLE_WORDS):
            yield title
        if entry.description is not None:
            yield entry.description


def _words(texts: Iterable[Text]) -> Mapping[str, int]:
    """Return the plain words of the texts, and how often each is used."""
    words: dict[str, int] = {}
    for word, count in Counter(" ".join([text.value for text in texts]).split()).items():
        if len(word) < LEAST_LETTERS:
            continue
        if not word.isalpha():
            word = word.lstrip(OPENING).rstrip(CLOSING)
            if len(word) < LEAST_LETTERS or not word.isalpha():
                continue
        if word[1:].islower() and word.isascii():
            words[word] = words.get(word, 0) + count
    return words


def _meant(word: str, known: Lexicon, used: Mapping[str, int], words: Mapping[str, int]) -> tuple[str, ...]:
    """Return what the unknown word was probably meant to be, the likeliest first; nothing where it may well be right."""
    lower = word.lower()
    if known.knows(lower, rare=False):
        undoubled = known.undoubled(lower) if word == lower else None
        return (undoubled,) if undoubled is not None and not known.lists(lower) else ()
    if word == lower:
        undoubled = known.undoubled(lower)
        meant = (undoubled,) if undoubled is not None else known.corrections(lower, used)
        if not meant or known.lists(lower):
            return ()
        return meant if undoubled is not None or not known.knows(lower) else ()
    if len(word) < LEAST_CAPITALISED:
        return ()
    corrections = known.corrections(lower, used)
    if not corrections or known.lists(lower) or known.knows(lower):
        return ()
    if lower.endswith(ENGLISH_ENDINGS):
        return corrections
    best = corrections[0]
    return corrections if used.get(best, 0) >= OFTEN or best in words else ()


def _page(document: Document) -> str:
    """Return the text of the page in lower case, without tables of contents: they repeat the headings, slips and all."""
    text = document.source.text
    position = 0
    parts: list[str] = []
    for contents in document.contents:
        parts.append(text[position : contents.span.start])
        position = contents.span.end
    parts.append(text[position:])
    return "".join(parts).lower()


def _judged(texts: Sequence[Text], suspects: Mapping[str, tuple[str, ...]]) -> Iterator[Judged]:
    """Yield the suspects with the texts they stand in."""
    whole = " ".join(text.value for text in texts)
    starts = list(accumulate((len(text.value) + 1 for text in texts), initial=0))
    for word, corrections in suspects.items():
        yield Judged(word, corrections, texts[bisect_right(starts, whole.index(word)) - 1])


def _place(source: Source, judged: Judged) -> int | None:
    """Return the offset at which the word is written as one in prose: not in code, an address, a link inside a description, nor
    as a name that is quoted or that a colon ends. None where it is not."""
    word, text = judged.word, judged.text
    written = source.slice(text.span)
    if written != text.value:
        written = UNREAD.sub(lambda match: " " * len(match.group()), written)
    start = written.find(word)
    if start < 0:
        return None
    end = start + len(word)
    before = written[:start].rstrip(MARKS)[-1:]
    after = written[end:].lstrip(MARKS)[:1]
    # `**C**onvolutional`.
    is_glued = before.isalnum() or after.isalnum()
    is_name = word[0].isupper() and after == ":"
    is_quoted = before != "" and after != "" and before in QUOTES and after in QUOTES + ".,"
    return None if is_glued or is_name or is_quoted else text.span.start + start


def _is_english(judged: Judged, known: Lexicon) -> bool:
    others = [word.lower() for word in ANY_WORD.findall(judged.text.value) if word != judged.word]
    return sum(known.lists(word) or known.knows(word) for word in others) >= len(others) * ENGLISH_TEXT
