from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import NO_HABIT, Document, Entry, Habit
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

MARKS = "*_"
PERIOD, OUTSIDE, NOTHING = ".", "outside", ""
WORDS = {PERIOD: "a period after the authors", OUTSIDE: "a period after the emphasis", NOTHING: "no period after the authors"}
MOST_ALONE = 0.5
# What may follow a period outside the emphasis.
NEXT = (" ", "\t", "\n", "[", "(", "<", "\\", "")


class AuthorEnding(Rule, frozen=True):
    """Authors in emphasis that end otherwise than in the rest of the list: with a period, without, or with one outside.

    ## Why

    Where every author list ends with a period, one without it looks cut off. The habit is learnt from the list; one that has
    none is left alone, and so is what ends with `et al.`. Two periods, one on each side of the marks, are one too many
    anywhere.

    ## Bad

    ```markdown
    - **One.** *Ann Lee.* [paper](https://example.org/1)
    - **Two.** *Bo Chen.*. [paper](https://example.org/2)
    ```

    ## Good

    ```markdown
    - **One.** *Ann Lee.* [paper](https://example.org/1)
    - **Two.** *Bo Chen.* [paper](https://example.org/2)
    ```

    ## Fix

    Safe: adds, removes or moves the period.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        endings = list(_endings(document))
        habit = _habit(endings, document.style.author_ending)
        is_firm = habit.is_firm(least=10, share=0.9)
        for ending in endings:
            if ending.is_doubled:
                outside = Span(ending.outside, ending.outside + 1)
                whole = Span(ending.inside - 1, ending.outside + 1)
                wanted = OUTSIDE if is_firm and habit.value == OUTSIDE and ending.may_lose else PERIOD
                fix = Fix.delete(Span(ending.inside - 1, ending.inside) if wanted == OUTSIDE else outside)
                yield self.diagnostic(whole, f"Expected one period, found `{document.source.slice(whole)}`.", fix)
            elif is_firm and ending.form != habit.value:
                edits = tuple(_edits(ending, habit.value))
                if edits:
                    message = f"Expected {WORDS[habit.value]}, found {_found(ending.form)}."
                    yield self.diagnostic(Span(ending.inside - 1, ending.outside), message, Fix.of(edits))


class _Ending(Struct, frozen=True):
    """How an author list ends: where, inside and outside of its emphasis, and with what."""

    form: str
    inside: int
    outside: int
    is_one: bool
    """Whether one person is named, or what is no person at all: `*In Spanish*`."""
    is_doubled: bool
    may_lose: bool
    """Whether the period inside is no part of a name, as that of `Jr.` is."""
    next: str


def _habit(endings: Sequence[_Ending], pinned: Habit) -> Habit:
    """Return how author lists mostly end; most that are not read as such name one person alone."""
    if pinned.is_pinned:
        return pinned
    if not endings or sum(ending.is_one for ending in endings) > len(endings) * MOST_ALONE:
        return NO_HABIT
    value, count = Counter(ending.form for ending in endings).most_common(1)[0]
    return Habit(value, count, len(endings))


def _endings(document: Document) -> Iterator[_Ending]:
    for entry in document.entries:
        ending = _ending(document.source, entry)
        if ending is not None:
            yield ending


def _ending(source: Source, entry: Entry) -> _Ending | None:
    authors, whole = entry.authors, entry.authors_span
    if authors is None or whole is None or authors.people[-1].is_et_al:
        return None
    text = source.text
    inside = len(text[whole.start : whole.end].rstrip(MARKS)) + whole.start
    if inside == whole.end or text[whole.start] not in MARKS or inside != authors.span.end:
        # Without emphasis, or with more in it than was read as names.
        return None
    if not text[inside - 1].isalpha() and text[inside - 1] not in ".)":
        # A footnote mark or a comma.
        return None
    has_period = text[inside - 1] == "."
    has_outside = text.startswith(".", whole.end)
    form = PERIOD if has_period else OUTSIDE if has_outside else NOTHING
    may_lose = has_period and authors.ending.value == "." and authors.ending.span.end == inside
    following = text[whole.end + has_outside : whole.end + has_outside + 1]
    return _Ending(form, inside, whole.end, len(authors.people) == 1, has_period and has_outside, may_lose, following)


def _edits(ending: _Ending, wanted: str) -> Iterator[Edit]:
    """Yield what gives the authors the wanted ending; nothing where a period is a part of a name or another mark follows."""
    inside, outside = ending.inside, ending.outside
    if ending.form == PERIOD and not ending.may_lose:
        return
    if wanted == OUTSIDE and ending.next not in NEXT:
        return
    if wanted == NOTHING and ending.form == OUTSIDE and ending.next not in NEXT:
        return
    if ending.form == PERIOD:
        yield Edit(Span(inside - 1, inside), "")
    elif wanted == PERIOD:
        yield Edit(Span(inside, inside), ".")
    if ending.form == OUTSIDE:
        yield Edit(Span(outside, outside + 1), "")
    elif wanted == OUTSIDE:
        yield Edit(Span(outside, outside), ".")


def _found(form: str) -> str:
    return {PERIOD: "one inside", OUTSIDE: "one outside", NOTHING: "none"}[form]
