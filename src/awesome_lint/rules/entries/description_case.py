from collections import Counter
from collections.abc import Hashable, Iterator
from typing import NamedTuple

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Container, Document, Entry, EntryKind, Text, by_stretch, summed
from awesome_lint.facts.folding import folded
from awesome_lint.habits.descriptions import case as case_of
from awesome_lint.habits.descriptions import own_case
from awesome_lint.habits.habit import Habit
from awesome_lint.knowledge.spelling import lexicon
from awesome_lint.patterns import LOWER, lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Span

# A word without capitals, digits or dots inside, which names often have, and without a colon that names end with.
WORD = lazy(rf"(?:([aA])|([^\W\d_]{LOWER}+(?:-{LOWER}+)*)),?(?=\s|$)")
PART = lazy(r"[^\W_]+")
# Words that go on with the name: `by Ann Lee`, `is a parser`.
GOES_ON = frozenset({"and", "are", "as", "by", "from", "has", "in", "is", "of", "or", "was", "with"})
LEAST_LETTERS = 4
# No program is called so, however short they are.
ARTICLES = frozenset({"a", "an", "the"})
# Nor in Greek, Cyrillic or Armenian letters, which have two cases.
OTHER_SCRIPT = lazy(r"[\u0370-\u058f]{2,}")
LEAST_WORDS = 3
# What stands before it is a name.
VERB = lazy(r",?\s+(?:is|are|was|has|can)\b")


class DescriptionCase(Rule, frozen=True):
    """A description that begins with a small letter where the list's begin with a capital, or the other way round.

    ## Why

    Among hundreds of descriptions that begin with a capital, the one that does not looks like the rest of a sentence. A
    word is held to the habit only where another description of the list begins with the same word as it should be, so that
    names such as npm keep their letters. Entries of one group that agree with each other are left alone.

    ## Bad

    ```markdown
    - [Thing 1](https://example.org/1) - Parser of 1.
    …
    - [Thing 11](https://example.org/11) - printer of 11.
    ```

    ## Good

    ```markdown
    - [Thing 1](https://example.org/1) - Parser of 1.
    …
    - [Thing 11](https://example.org/11) - Printer of 11.
    ```

    ## Fix

    Safe: changes the letter, following the list's habit or the settings.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._found(document))

    def _found(self, document: Document) -> Iterator[tuple[Hashable, Diagnostic]]:
        habit = document.style.description_case
        if not habit.holds or (habit.count == habit.total and not habit.is_pinned):
            return
        for word, span, may_name in _deviating(document, habit.value, is_pinned=habit.is_pinned):
            wanted = (word[0].upper() if habit.value == "upper" else word[0].lower()) + word[1:]
            if len(wanted) != len(word) or wanted == word:
                # A letter of mathematics, or one without a capital of its own.
                continue
            if habit.value == "lower" and not (habit.is_clear or _begins_phrase(document, word, span)):
                # It may be a name, or a title.
                continue
            starts = _starts(document)
            if starts[wanted] >= starts[word] or (_is_common(word) and not may_name) or OTHER_SCRIPT.fullmatch(word):
                fix = Fix.replace(Span(span.start, span.start + 1), wanted[0])
                message = f"`{word}` should be `{wanted}` where a description begins, {habit.reason}."
                yield habit.value, self.diagnostic(span, message, fix)


class _Word(NamedTuple):
    """What a description begins with in another case than those of the list, and whether it may be a name."""

    value: str
    span: Span
    may_name: bool

    def moved(self, by: int) -> "_Word":
        return self._replace(span=self.span.moved(by))


@by_stretch
def _deviating(document: Document, case: str, *, is_pinned: bool) -> tuple[_Word, ...]:
    """Return the words that descriptions begin with in another case, in groups without a habit of their own."""
    habit = Habit(case, 0, 0, is_pinned)
    found: list[_Word] = []
    for group in document.groups():
        described = [(entry, entry.description) for entry in group if entry.description and entry.kind is EntryKind.NAMED]
        cases = [case_of(text.value) for _, text in described]
        if all(each in (None, case) for each in cases) or own_case(habit, document.source, group) is not None:
            continue
        for (entry, text), each in zip(described, cases, strict=True):
            word = _word(document, entry, text) if each not in (None, case) else None
            if word is not None:
                start = text.span.start
                found.append(_Word(word, Span(start, start + len(word)), _may_name(text.value)))
    return tuple(found)


@summed
def _starts(document: Document) -> Counter[str]:
    """Return how many descriptions begin with each word."""
    described = [entry.description.value for entry in document.entries if entry.description and entry.kind is EntryKind.NAMED]
    return Counter(text.split(maxsplit=1)[0].rstrip(",") for text in described)


def _word(document: Document, entry: Entry, text: Text) -> str | None:
    """Return the word that a description begins with, or None where it may be a name or goes on with that of the entry."""
    is_apart = entry.container is Container.TABLE_ROW or (
        entry.separator is not None and entry.separator.span.end == text.span.start
    )
    written = document.source.slice(text.span)
    match = WORD.match(written) if is_apart else None
    word = match.group(1) or match.group(2) if match else ""
    if not match or word in GOES_ON or VERB.match(written, match.end()):
        return None
    parts = PART.findall((entry.name or "").casefold())
    return word if not all(part in parts for part in word.casefold().split("-")) else None


def _begins_phrase(document: Document, word: str, span: Span) -> bool:
    """Whether a word is an article before a word in small letters."""
    after = document.source.beside(span).after
    return word.lower() in ARTICLES and after[1:2].islower()


def _may_name(description: str) -> bool:
    """Whether a description is so short that it may be a name, such as that of an author."""
    return len(description.partition("(")[0].split()) < LEAST_WORDS


def _is_common(word: str) -> bool:
    """Whether a word in small letters is one of the common English ones; shorter ones are often names of programs."""
    common = lexicon().common
    is_long = len(word) >= LEAST_LETTERS and word.islower()
    return word in ARTICLES or (is_long and all(part in common for part in word.split("-")))
