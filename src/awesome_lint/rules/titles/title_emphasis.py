from collections import Counter
from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix
from awesome_lint.document import Document, Entry, EntryKind, of_page, summed
from awesome_lint.habits.habit import Habit
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

LEAST = 10
SHARE = 0.9
BOLD = ("**", "__", "<b>", "<strong>")
BOLD_WORDS = lazy(r"(?:\*\*|__)[^\W\d_]|<(?:b|strong)>")
# What has marks of its own already, or would lose its meaning inside of others.
MARKS = frozenset("*_`<>\\\n")


class TitleEmphasis(Rule, frozen=True):
    """A title that is not bold, in a list whose titles are.

    ## Why

    Where every title is bold, readers look for bold words and pass over one that is not.

    ## Bad

    ```markdown
    - **Deep nets 1.** *Ann Lee.* [paper](https://example.org/1)
    …
    - [Deep nets 11](https://example.org/11) *Ann Lee.*
    ```

    ## Good

    ```markdown
    - **Deep nets 1.** *Ann Lee.* [paper](https://example.org/1)
    …
    - **[Deep nets 11](https://example.org/11)** *Ann Lee.*
    ```

    ## Fix

    Safe: makes the title bold. There is none where it has other marks, or letters stand beside it.
    """

    fixable = Applicability.SAFE
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        if not _is_habit(document):
            return
        found = [(entry, marks.opening.value) for entry in document.entries if (marks := document.title_marks(entry))]
        groups = [{entry.span.start for entry in group} for group in document.groups()]
        for entry, opening in found:
            if any(mark in opening for mark in BOLD) or entry.depth or not _is_whole(document, entry):
                continue
            beside = next(group for group in groups if entry.span.start in group)
            others = [mark for other, mark in found if other.span.start in beside and other is not entry]
            if sum(any(mark in other for mark in BOLD) for other in others) * 2 > len(others):
                span = entry.title_span or entry.text_span
                yield self.diagnostic(span, "The title is not bold: make it bold, as the others are.", _fix(document, entry))


@of_page
def _is_habit(document: Document) -> bool:
    """Whether titles are bold on this page."""
    bold = _bold(document)
    return Habit("bold", bold[True], bold.total()).is_firm(LEAST, SHARE)


@summed
def _bold(document: Document) -> Counter[bool]:
    """Return how many titles are bold, and how many are not."""
    marks = filter(None, map(document.title_marks, document.entries))
    return Counter(any(mark in each.opening.value for mark in BOLD) for each in marks)


def _is_whole(document: Document, entry: Entry) -> bool:
    """Whether nothing else of the entry may be its title: no words in bold, and authors or links in brackets behind it."""
    if entry.title_span is None or BOLD_WORDS.search(document.source.slice(entry.text_span)):
        return False
    beside = document.source.beside(entry.title_span)
    if (
        beside.before.endswith("[")
        or beside.after.startswith((":", ","))
        or document.source.slice(entry.title_span).endswith(":")
    ):
        return False
    return entry.kind is EntryKind.PAPER or any(document.is_wrapped(link) for link in entry.labels)


def _fix(document: Document, entry: Entry) -> Fix | None:
    span = entry.title_span or entry.text_span
    written = document.source.slice(span)
    beside = document.source.beside(span)
    is_free = not beside.before[-1:].strip() and not beside.after[:1].strip(" \t.,:;")
    if not MARKS.isdisjoint(written) or written != written.strip() or not is_free:
        return None
    return Fix.replace(Span(span.start, span.end), f"**{written}**")
