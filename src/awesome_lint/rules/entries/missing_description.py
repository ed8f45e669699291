from collections import Counter
from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document, Entry, EntryKind, of_page, summed
from awesome_lint.facts.missing_fields import Gap, gaps, says_more
from awesome_lint.habits.habit import Habit
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule

# Six entries of which five are described show a habit.
LEAST = 5
SHARE = 0.8
GROUP_SHARE = 0.75
# Where more lack one, it is left out on purpose.
MOST = 3
MOST_SHARE = 0.1
# Where not so many of the page have one, all but one of so many in a group do.
PAGE_SHARE, LEAST_ALONE = 0.7, 6
# Names of more words are titles.
LONGEST = 4
ADDRESS = lazy(r"://|\.\w+/|^www\.")


class MissingDescription(Rule, frozen=True):
    """A name without a description, among names that have one.

    ## Why

    A reader who does not know the name cannot tell whether to follow the link. What the whole list does decides, and the
    entries beside it: a section that describes less than three in four of its own has another habit. Names of many words, such
    as titles of books, say what they are, and are left alone.

    ## Bad

    ```markdown
    - [Thing 1](https://example.org/1) - Does this.
    …
    - [Thing 10](https://example.org/10)
    ```

    ## Good

    ```markdown
    - [Thing 1](https://example.org/1) - Does this.
    …
    - [Thing 10](https://example.org/10) - Does that.
    ```
    """

    looks_at = Looks.SECTION

    finds_gaps = True

    def check(self, document: Document) -> Iterator[Diagnostic]:
        is_firm = _is_firm(document)
        if not is_firm and not _is_usual(document):
            return
        for gap in gaps(document, _is_asked, lambda entry: entry.description is not None, least=1, share=GROUP_SHARE):
            if len(gap.entries) > max(MOST, gap.total * MOST_SHARE) or (not is_firm and not _is_alone(gap)):
                continue
            spans = [entry.title.span for entry in gap.entries if entry.title and _says_little(document, entry)]
            if spans:
                message = f"Missing description ({gap.words}): add one."
                yield self.diagnostic(spans[0], message, count=len(spans), run=spans)


@of_page
def _is_firm(document: Document) -> bool:
    described = _described(document)
    return Habit("described", described[True], described.total()).is_firm(LEAST, SHARE)


@of_page
def _is_usual(document: Document) -> bool:
    """Whether so many entries of the page are described that one alone in its group lacks it."""
    described = _described(document)
    return described[True] >= described.total() * PAGE_SHARE


@summed
def _described(document: Document) -> Counter[bool]:
    """Return how many of the entries that are asked for one have a description, and how many have none."""
    return Counter(entry.description is not None for entry in document.entries if _is_asked(entry))


def _is_alone(gap: Gap) -> bool:
    """Whether one entry alone lacks what all others have in a group that is not too small."""
    return len(gap.entries) == 1 and gap.total >= LEAST_ALONE


def _is_asked(entry: Entry) -> bool:
    return entry.kind is EntryKind.NAMED and not entry.entries


def _says_little(document: Document, entry: Entry) -> bool:
    """Whether the entry is a short name and nothing else; `More…` leads on and names nothing."""
    name = entry.title.value if entry.title else ""
    if len(name.split()) > LONGEST or name.endswith((":", "…", "...")) or ADDRESS.search(name) or name.startswith("this "):
        return False
    if not any(entry.is_of_title(link) for link in entry.links):
        return False
    return name[:1].isascii() and not says_more(document.source, entry)
