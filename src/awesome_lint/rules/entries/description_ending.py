import re
from collections.abc import Hashable, Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Container, Document, Entry, EntryKind, Link, LinkKind, Text
from awesome_lint.facts.folding import folded
from awesome_lint.habits.descriptions import STOPS, own_ending
from awesome_lint.habits.habit import Habit
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Source, Span

DOUBLED = lazy(r"(?<=[\w)`\]])(?<!etc)\.\.$")
REMARK = lazy(r"\([^()]*\)$")
# What ends a sentence before a link, a remark or a tag, or is itself one of these.
ENDED = lazy(r"[.!?…:\])`][\"”'’*_]*\s*$")
SENTENCE_INSIDE = lazy(r"[.!?]\s+\S")
ABBREVIATION = lazy(
    r"(?:\b(?:etc|inc|ltd|corp|co|vs|al|jr|sr|no|vol|eds?|e\.g|i\.e|[ap]\.m)|(?:^|[\s.(])[^\W\d])\.$", re.IGNORECASE
)
# What may follow a description: a line's end, links, tags, remarks and images, but for words that go on with it: ` (like Oar)`.
FOLLOWING = lazy(r"[ \t]*(?:$|\n|[`!|<]|[\[(](?!(?:as|for|in|like|see|such|with)\b[ \t]))")
CLOSING = "`*_~"
EMPHASIS = "*_~"
JOINTS = " \t\n-–—|·,/"
# Scripts with stops of their own: Arabic, those of India, Chinese, Japanese, Korean.
OTHER_SCRIPT = lazy("[\u0600-\u06ff\u0900-\u0dff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# What goes on with a sentence, so that none ends with it.
UNFINISHED = ",;"
LINE_END = lazy(r"[ \t]*(?:\n|$)")
LEAST_WORDS = 3


class DescriptionEnding(Rule, frozen=True):
    """A description that ends otherwise than the list's descriptions do.

    ## Why

    Where every description ends with a period, one without it looks cut off, and the other way round. `?`, `!`, `…` and emoji
    end a description by themselves. Entries of one group that agree with each other are left alone.

    ## Bad

    ```markdown
    - [Thing 1](https://example.org/1) - Does this at once.
    …
    - [Thing 11](https://example.org/11) - Does that at once
    ```

    ## Good

    ```markdown
    - [Thing 1](https://example.org/1) - Does this at once.
    …
    - [Thing 11](https://example.org/11) - Does that at once.
    ```

    ## Fix

    Safe: adds or removes the period, following the list's habit or the settings, makes one of two, and a period
    of a comma or semicolon with which a line ends.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._found(document))

    def _found(self, document: Document) -> Iterator[tuple[Hashable, Diagnostic]]:
        habit = document.style.description_ending
        is_firm = habit.holds
        judge = _Judge(document)
        for group in document.groups():
            described = [
                (entry, entry.description)
                for entry in group
                if entry.description and entry.kind is EntryKind.NAMED and not _is_heading(document, entry, entry.description)
            ]
            if habit.value and all(text.value[-1] == "." != text.value[-2:-1] for _, text in described):
                continue
            is_own = is_firm and own_ending(habit, document.source, group) is not None
            for entry, text in described:
                if text.value.endswith(".."):
                    if DOUBLED.search(text.value) and document.source.text.startswith("..", text.span.end - 2):
                        yield (
                            "..",
                            self._ends(
                                text,
                                "..",
                                "Two periods at the end of the description: keep one.",
                                Fix.delete(Span(text.span.end - 1, text.span.end)),
                            ),
                        )
                elif is_firm and not is_own and habit.value and judge.is_unfinished(entry, text):
                    word = text.value.split()[-1]
                    last = Span(text.span.end - 1, text.span.end)
                    yield word[-1], self._ends(text, word, _unfinished(word, habit), Fix.replace(last, "."))
                elif is_firm and not is_own and habit.value and text.value[-1] not in STOPS:
                    offset = judge.missing(entry, text)
                    if offset is not None:
                        word = text.value.split()[-1]
                        yield ".", self._ends(text, word, _missing(word, habit), Fix.insert(offset, "."))
                elif is_firm and habit.is_clear and not is_own and not habit.value and judge.is_surplus(entry, text):
                    word = text.value.split()[-1]
                    yield "", self._ends(text, word, _surplus(word, habit), Fix.delete(Span(text.span.end - 1, text.span.end)))

    def _ends(self, text: Text, found: str, message: str, fix: Fix) -> Diagnostic:
        end = text.span.end
        span = Span(max(text.span.start, end - len(found)), end)
        return self.diagnostic(span, message, fix)


def _missing(word: str, habit: Habit) -> str:
    return f"No period at the end of the description: write `{word}.`, {habit.reason}."


def _unfinished(word: str, habit: Habit) -> str:
    return f"`{word[-1]}` at the end of the description: write `{word[:-1]}.`, {habit.reason}."


def _surplus(word: str, habit: Habit) -> str:
    return f"Period at the end of the description: write `{word[:-1]}`, {habit.reason}."


class _Judge:
    """Tells where a period is missing or one too many."""

    def __init__(self, document: Document) -> None:
        self.source: Source = document.source
        self.style = document.style

    def missing(self, entry: Entry, text: Text) -> int | None:
        """Return where a period has to be put, or None where none is missing."""
        value = text.value
        if not (value[-1].isalnum() or value[-1] == ")") or OTHER_SCRIPT.search(value) or len(value.split()) < LEAST_WORDS:
            return None
        if value[-1] == ")" and not self._wants_period_after_remark(value):
            return None
        last = next((link for link in entry.links if link.span.start <= text.span.end <= link.span.end), None)
        if last is not None and not self._may_close(last, text):
            return None
        source = self.source.text
        end = last.span.end if last else text.span.end
        while source[end : end + 1] and source[end] in CLOSING:
            end += 1
        if source[end - 1] == self.style.tag_mark.value and self.style.tag_mark.holds:
            return None
        if source[end - 1] in EMPHASIS and (
            not self.style.description_ending.is_clear or self._is_remark(text, source[end - 1])
        ):
            return None
        return end if FOLLOWING.match(source, end) else None

    def is_unfinished(self, entry: Entry, text: Text) -> bool:
        """Whether a description ends with a mark that goes on with a sentence, and nothing of the entry follows it."""
        value, end = text.value, text.span.end
        return (
            value[-1] in UNFINISHED
            and value[-2:-1].isalnum()
            and len(value.split()) >= LEAST_WORDS
            and not OTHER_SCRIPT.search(value)
            and self.source.text.startswith(value[-1], end - 1)
            and LINE_END.match(self.source.text, end) is not None
            and not self.source.text[end : entry.span.end].strip()
        )

    def _is_remark(self, text: Text, mark: str) -> bool:
        """Whether the words in emphasis that end a description stand after its last sentence: `Does this. **Deprecated**`"""
        start = max(self.source.text.rfind(mark, text.span.start, text.span.end), text.span.start)
        return ENDED.search(self.source.text[text.span.start : start].rstrip(EMPHASIS)) is not None

    def is_surplus(self, entry: Entry, text: Text) -> bool:
        """Whether a description of one sentence ends with a period that belongs to no abbreviation."""
        value = text.value
        if (
            not value.endswith(".")
            or entry.container is Container.PARAGRAPH
            or not self.source.text.startswith(".", text.span.end - 1)
            # Without it, an address right behind it would be a part of the word.
            or self.source.text[text.span.end : text.span.end + 1].isalnum()
        ):
            return False
        return not (SENTENCE_INSIDE.search(value) or ABBREVIATION.search(value)) and value[-2:-1].isalnum()

    def _may_close(self, link: Link, text: Text) -> bool:
        """Whether a link at the end of a description belongs to its last sentence."""
        before = self.source.text[text.span.start : link.span.start].rstrip(JOINTS)
        is_written = link.kind in (LinkKind.INLINE, LinkKind.REFERENCE)
        return is_written and not link.is_fragment and bool(before) and not ENDED.search(before)

    def _wants_period_after_remark(self, value: str) -> bool:
        remark = REMARK.search(value)
        if remark is None or ENDED.search(value[: remark.start()]):
            return False
        return self.style.remark_ending.value == "." and self.style.remark_ending.holds


def _is_heading(document: Document, entry: Entry, text: Text) -> bool:
    """Whether a description stands in a heading itself, which ends without a period whatever it says."""
    if entry.container is not Container.HEADING:
        return False
    return any(heading.span.contains(text.span) for heading in document.headings)
