from collections import Counter
from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document, EntryKind, Habit, Text
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Span

TITLE, SENTENCE, CAPITALS = "in title case", "in sentence case", "in capitals"
# A word that shows the case of its title: not the first one, nor one after a colon, a quote or a hyphen, nor a mixed one.
WORD = lazy(r"(?<![\w'’./@#{$\\-])([A-Za-z][a-z]{2,}|[A-Z]{2,})(?![\w'’/@}]|[.-]\w)")
BEGINNING = lazy(r"[:.?!—–(\[\"“]")
SMALL_WORDS = """
about above across after against along among and are around as at before behind below beneath beside between beyond but
by can do does down during except for from how if in inside into is like near nor not of off on once onto or out over
past per should so than that the through to toward towards under until up upon via vs was what when where whether which
who why will with within without yet
"""
SMALL = frozenset(SMALL_WORDS.split())
LEAST_WORDS = 3
# The shares of capitalised words from which on, and up to which, a title is in one case; few are in between.
TITLE_SHARE = 0.75
SENTENCE_SHARE = 0.25
# So many capital words are no acronyms.
LEAST_CAPITALS = 4


class TitleCase(Rule, frozen=True):
    """A title whose capitals are not those of the other titles: `Rowing at night` among `Rowing at Night`, or in capitals.

    ## Why

    A list whose titles were copied from one place shows which were not. Papers are titled in both ways, and the list may follow
    them, which is why this rule is off unless asked for.

    ## Bad

    ```markdown
    - **Rowing Boats Across Wide Rivers.** *Ann Lee and Bo Chen.* [paper](https://example.org/1)
    - **Sailing Small Boats Without Wind.** *Ann Lee and Cy Dunn.* [paper](https://example.org/2)
    - **Paddling Canoes Through White Water.** *Bo Chen and Cy Dunn.* [paper](https://example.org/3)
    - **Steering Heavy Ships Into Harbours.** *Ann Lee and Di Egan.* [paper](https://example.org/4)
    - **Mooring Large Ferries During Storms.** *Bo Chen and Di Egan.* [paper](https://example.org/5)
    - **Towing broken boats along narrow canals.** *Cy Dunn and Di Egan.* [paper](https://example.org/6)
    ```

    ## Good

    ```markdown
    - **Rowing Boats Across Wide Rivers.** *Ann Lee and Bo Chen.* [paper](https://example.org/1)
    - **Sailing Small Boats Without Wind.** *Ann Lee and Cy Dunn.* [paper](https://example.org/2)
    - **Paddling Canoes Through White Water.** *Bo Chen and Cy Dunn.* [paper](https://example.org/3)
    - **Steering Heavy Ships Into Harbours.** *Ann Lee and Di Egan.* [paper](https://example.org/4)
    - **Mooring Large Ferries During Storms.** *Bo Chen and Di Egan.* [paper](https://example.org/5)
    - **Towing Broken Boats along Narrow Canals.** *Cy Dunn and Di Egan.* [paper](https://example.org/6)
    ```

    ## Fix

    Writes the capitals of title case; it is unsafe, because the authors may have meant it otherwise. None for the other way
    round, since only a person knows which words are names.
    """

    default = False
    fixable = Applicability.UNSAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        titles = [entry.title for entry in document.entries if entry.kind is EntryKind.PAPER and entry.title is not None]
        cases = [(title, case) for title in titles if (case := _case(title.value)) is not None]
        counts = Counter(case for _, case in cases if case != CAPITALS)
        if not counts:
            return
        value, count = counts.most_common(1)[0]
        if not Habit(value, count, sum(counts.values())).is_firm():
            return
        for title, case in cases:
            if case != value:
                fix = _title_case(title) if (case, value) == (SENTENCE, TITLE) else None
                yield self.diagnostic(title.span, f"Expected the title {value}, found it {case}.", fix)


def _case(value: str) -> str | None:
    """Return the case that a title is in, or None where it shows none."""
    words = [match.group(1) for match in WORD.finditer(value) if not _begins(value, match.start())]
    if len(words) >= LEAST_CAPITALS and value.isupper():
        return CAPITALS
    telling = [word for word in words if not word.isupper() and word.lower() not in SMALL]
    if len(telling) < LEAST_WORDS:
        return None
    share = sum(word[0].isupper() for word in telling) / len(telling)
    return TITLE if share >= TITLE_SHARE else SENTENCE if share <= SENTENCE_SHARE else None


def _title_case(title: Text) -> Fix | None:
    if title.span.end - title.span.start != len(title.value):
        return None
    places = (
        title.span.start + match.start()
        for match in WORD.finditer(title.value)
        if match.group(1).islower() and match.group(1) not in SMALL
    )
    edits = [Edit(Span(at, at + 1), title.value[at - title.span.start].upper()) for at in places]
    return Fix.of(edits, Applicability.UNSAFE) if edits else None


def _begins(value: str, start: int) -> bool:
    """Whether the word there begins the title or a part of it, after marks such as a colon."""
    end = start
    while start and not (value[start - 1].isalnum() or value[start - 1] == "_"):
        start -= 1
    return not start or BEGINNING.search(value, start, end) is not None
