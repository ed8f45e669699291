from collections import Counter
from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, Entry, EntryKind, of_page, summed
from awesome_lint.habits.habit import Habit
from awesome_lint.parser.vocabulary import is_label
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span, Text

DOUBLED = lazy(r"([?!])\.$|(?<![.…])\.\.$")

LEAST_WORDS = 4
# Without authors, so many words are a title, and so many titles of one form a habit where nearly all end alike.
LEAST_LONG, LEAST_TITLES, TITLES_SHARE = 5, 12, 0.88
SETTING_APART = ("**", "__", "[")
MARKS = frozenset("*_]<")
QUOTES = frozenset("\"”’'")


class TitleEnding(Rule, frozen=True):
    """A paper's title that ends otherwise than the list's titles do.

    Titles of five words and more that have no authors are judged by their like: those that are links, or bold.

    ## Why

    Where every title ends with a period, one without it looks unfinished, and the other way round. `?` and `!` end a title
    by themselves, so that `?.` has one mark too many.

    ## Bad

    ```markdown
    - **Do deep nets need to be deep?.** *Jimmy Ba and Rich Caruana.* [paper](https://example.org/1)
    ```

    ## Good

    ```markdown
    - **Do deep nets need to be deep?** *Jimmy Ba and Rich Caruana.* [paper](https://example.org/1)
    ```

    ## Fix

    Safe: adds or removes the period, following the list's habit.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        habit = document.style.title_ending
        is_firm = habit.holds
        for entry in document.entries:
            if entry.title is None or not (entry.kind is EntryKind.PAPER or _is_sentence(entry.title.value)):
                continue
            value, end = entry.title.value, entry.title.span.end
            doubled = DOUBLED.search(value) if value.endswith(".") else None
            if doubled:
                wanted = doubled.group(1) or "."
                edit = Span(end - 1, end)
                yield self.diagnostic(
                    Span(end - 2, end), f"`{doubled.group()}` at the end of the title should be `{wanted}`.", Fix.delete(edit)
                )
            elif entry.kind is not EntryKind.PAPER:
                # What settings ask for is asked of papers.
                if not habit.is_pinned:
                    yield from self._without_authors(document, entry, entry.title)
            elif not is_firm or habit.value == "outside" or not _ends_with_markup(document, entry, end):
                continue
            elif habit.value == "." and _may_end(value):
                yield self._lacking(entry.title, habit)
            elif habit.value == "" and value.endswith(".") and _may_end(value[:-1]) and not _is_abbreviation(value):
                yield self._added(entry.title, habit)

    def _without_authors(self, document: Document, entry: Entry, title: Text) -> Iterator[Diagnostic]:
        """Yield what is wrong with the end of a title that is as long as those of papers, but has no authors."""
        marks = _marks(document, entry)
        ending = _ending(title.value) if len(title.value.split()) >= LEAST_LONG else None
        if not marks or ending is None or not _ends_with_markup(document, entry, title.span.end):
            return
        habit = _habit_of(document, marks)
        if habit.value == ending or not habit.is_firm(LEAST_TITLES, TITLES_SHARE):
            return
        if habit.value == ".":
            yield self._lacking(title, habit)
        elif _may_end(title.value[:-1]):
            yield self._added(title, habit)

    def _lacking(self, title: Text, habit: Habit) -> Diagnostic:
        word, end = title.value.split()[-1], title.span.end
        message = f"No period at the end of the title: write `{word}.`, {habit.reason}."
        return self.diagnostic(Span(end - len(word), end), message, Fix.insert(end, "."))

    def _added(self, title: Text, habit: Habit) -> Diagnostic:
        word, end = title.value.split()[-1], title.span.end
        message = f"Period at the end of the title: write `{word[:-1]}`, {habit.reason}."
        return self.diagnostic(Span(end - len(word), end), message, Fix.delete(Span(end - 1, end)))


def _marks(document: Document, entry: Entry) -> str:
    """Return what a title is set apart by: `**`, `[`, or nothing."""
    marks = document.title_marks(entry)
    opening = marks.opening.value if marks is not None else ""
    return next((mark for mark in SETTING_APART if opening.startswith(mark)), "")


def _ending(value: str) -> str | None:
    """Return whether a title ends with a period or a letter, or None where it ends with anything else."""
    if value.endswith("."):
        return None if _is_abbreviation(value) else "."
    return "" if _may_end(value) else None


@of_page
def _habit_of(document: Document, marks: str) -> Habit:
    """Return how most long titles end that have no authors and these marks."""
    counts = _endings(document)
    ended, bare = counts[marks, "."], counts[marks, ""]
    return Habit("." if ended > bare else "", max(ended, bare), ended + bare)


@summed
def _endings(document: Document) -> Counter[tuple[str, str]]:
    """Return how often long titles without authors end with a period or with a letter, by the marks that they have."""
    named = [(entry, entry.title.value) for entry in document.entries if entry.title and entry.kind is EntryKind.NAMED]
    long = [(entry, _ending(value)) for entry, value in named if len(value.split()) >= LEAST_LONG]
    return Counter([(_marks(document, entry), ending) for entry, ending in long if ending is not None])


def _may_end(value: str) -> bool:
    """Whether a title ends with a letter, a digit or a closing bracket: a period may stand behind it."""
    return value[-1:].isalnum() or value.endswith((")", "]"))


def _is_sentence(value: str) -> bool:
    """Whether a name without authors is that of a paper; a name such as `cd..` ends as its maker likes."""
    return value.count(" ") + 1 >= LEAST_WORDS


def _ends_with_markup(document: Document, entry: Entry, end: int) -> bool:
    """Whether nothing but the title's own markup, or the end of the line, follows it: no period outside, no second part."""
    whole = entry.title_span or entry.text_span
    beside = document.source.beside
    after = beside(Span(end, end)).after
    if not after.strip():
        return True
    if after[0] in QUOTES:
        after = after[1:]
    if after[:1] not in MARKS or (entry.title_span and beside(whole).after.startswith(".")):
        return False
    return not _goes_on(document, entry, whole.end)


def _goes_on(document: Document, entry: Entry, end: int) -> bool:
    """Whether words that no field holds, or others in bold, stand between the title and the authors or a link."""
    unread = next((document.source.written(end, span.end).value for span in entry.unread if span.start <= end <= span.end), "")
    if any(map(str.isalnum, unread.partition("\n")[0].partition("<")[0])):
        return True
    following = [link.span.start for link in entry.labels if not is_label(link.label.value)]
    # One letter in italics is no person: `*H*-divergence`.
    if entry.authors and len(entry.authors.people[0].name) > 1:
        following.append(entry.authors.span.start)
    between = Span(end, min((start for start in following if start >= end), default=entry.text_span.end))
    bold = document.source.slice(between)
    return "**" in bold or "__" in bold


def _is_abbreviation(value: str) -> bool:
    return value[:-1].split()[-1].lower() in ("etc", "inc", "vs", "al", "jr", "sr", "no", "vol")
