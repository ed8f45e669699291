from collections import Counter
from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Authors, Document, of_page, summed
from awesome_lint.facts.authors import in_doubt, run_on
from awesome_lint.habits.authors import conjunction
from awesome_lint.knowledge import names
from awesome_lint.rule import Looks, Rule

# What a separator has only where markup, or a line break, stands between two names.
MARKUP = frozenset("[]()<>*_`\n")
# A list without a word before the last author has none nearly everywhere, or no habit: words are copied with titles.
LEAST_BARE, MOST_JOINED = 20, 0.05


class AuthorConjunction(Rule, frozen=True):
    """A last author who is joined otherwise than in the rest of the list.

    ## Why

    A list that writes `A, B, and C` everywhere shows one slip as soon as it writes `A, B, C` or `A, B & C`. The habit is
    learnt from the list. Where commas alone join nearly all authors, `A and B` of a paper by two is left alone.

    ## Bad

    ```markdown
    - **One.** *Ann Lee and Bo Chen.* [paper](https://example.org/1)
    - **Two.** *Ann Lee and Cy Dunn.* [paper](https://example.org/2)
    - **Three.** *Bo Chen and Cy Dunn.* [paper](https://example.org/3)
    - **Four.** *Ann Lee and Di Egan.* [paper](https://example.org/4)
    - **Five.** *Bo Chen and Di Egan.* [paper](https://example.org/5)
    - **Six.** *Cy Dunn & Di Egan.* [paper](https://example.org/6)
    ```

    ## Good

    ```markdown
    - **One.** *Ann Lee and Bo Chen.* [paper](https://example.org/1)
    - **Two.** *Ann Lee and Cy Dunn.* [paper](https://example.org/2)
    - **Three.** *Bo Chen and Cy Dunn.* [paper](https://example.org/3)
    - **Four.** *Ann Lee and Di Egan.* [paper](https://example.org/4)
    - **Five.** *Bo Chen and Di Egan.* [paper](https://example.org/5)
    - **Six.** *Cy Dunn and Di Egan.* [paper](https://example.org/6)
    ```

    ## Fix

    Safe: writes the list's conjunction before the last author. None where the author before it may be two people.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        habit = document.style.author_conjunction
        oxford = document.style.oxford_comma
        if not habit.holds:
            return
        if not habit.value and not habit.is_pinned and not _are_joined_by_commas(document):
            return
        for entry in document.entries:
            authors = entry.authors
            if authors is None or not authors.separators or authors.people[-1].is_et_al:
                continue
            last = authors.separators[-1]
            if last.value.strip() == ";":
                # Semicolons part the authors where commas part their names.
                continue
            if len(authors.people) == 2 and any(" " not in author.name for author in authors.people):
                # `Graves, Alex` may be one person.
                continue
            if any(all(map(names.INITIAL.fullmatch, author.name.split())) for author in authors.people):
                # `Berg, H.` is one person.
                continue
            word, comma = conjunction(last.value)
            many = len(authors.people) > 2
            if word == habit.value and (not word or not many or comma == oxford.value or not oxford.holds):
                continue
            if not habit.value and (not many or _are_all_joined(authors)):
                continue
            if in_doubt(document, entry):
                continue
            wanted_comma = (oxford.value if oxford.holds else comma) if many else ""
            wanted = f"{wanted_comma} {habit.value} " if habit.value else ", "
            before = authors.people[-2].name
            message = f"`{last.value.strip() or ' '}` before the last author should be `{wanted.strip()}`, {habit.reason}."
            # Where a name is a link with a space at the end of its label, the target stands between.
            is_doubtful = run_on(document, before) or not MARKUP.isdisjoint(document.source.slice(last.span))
            yield self.diagnostic(last.span, message, None if is_doubtful else Fix.replace(last.span, wanted))


def _are_all_joined(authors: Authors) -> bool:
    """Whether a word joins others than the last two, as in BibTeX: `Bee, Ann and Dee, Cy and Egan, Di`."""
    return any(conjunction(separator.value)[0] for separator in authors.separators[:-1])


@of_page
def _are_joined_by_commas(document: Document) -> bool:
    """Whether nearly all papers by three or more authors have no word before the last of them."""
    joined = _joined(document)
    return joined.total() >= LEAST_BARE and joined[True] <= MOST_JOINED * joined.total()


@summed
def _joined(document: Document) -> Counter[bool]:
    """Return how many papers by three or more authors have a word before the last of them, and how many have none."""
    return Counter(
        bool(conjunction(entry.authors.separators[-1].value)[0])
        for entry in document.entries
        if entry.authors and len(entry.authors.people) > 2 and not entry.authors.people[-1].is_et_al
    )
