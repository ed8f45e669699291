from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from awesome_lint.diagnostic import Diagnostic, Related
from awesome_lint.document import Document, Section
from awesome_lint.facts.similarity import Listing, Pair, Relation, pairs
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule

# Such sections follow each other in time, so a thing belongs to one of them.
YEAR_HEADING = lazy(r"\W*(?:19|20)\d\d\W*")

# A book in two editions is two books.
EDITION = lazy(r"(?i)\bedition\b|\bed\.")

# A list repeats itself across sections by habit when more than one entry in so many does, and more than one at all.
ENTRIES_FOR_A_REPEAT = 500


class DuplicateTitle(Rule, frozen=True):
    """A paper is listed twice under different links.

    Two papers of one list have the same title, case and punctuation aside, but no link in common: mostly a preprint and the
    published paper, or a link that was pasted into the wrong entry. Between sections that are headed by a year, a paper is
    reported whichever its links are, since it appeared once. Titles of fewer than four words, papers by different people,
    editions, and tools, books and pages that share a name, are left alone.

    ## Why

    One paper counts twice, and its readers are led to different copies of it.

    ## Bad

    ```markdown
    - **Distilling the knowledge in a neural network.** *Geoffrey Hinton and Jeff Dean.* [paper](https://arxiv.org/abs/1503.02531)
    - **Optimal brain damage.** *Yann LeCun.* [paper](https://example.org/damage.pdf)
    - **Distilling the Knowledge in a Neural Network.** *Geoffrey Hinton and Jeff Dean.* [paper](https://example.org/nips.pdf)
    ```

    ## Good

    ```markdown
    - **Distilling the knowledge in a neural network.** *Geoffrey Hinton and Jeff Dean.* [paper](https://arxiv.org/abs/1503.02531)
    - **Optimal brain damage.** *Yann LeCun.* [paper](https://example.org/damage.pdf)
    ```

    ## Fix

    None: only a person knows which link to keep, or that one of them is wrong.
    """

    across_sections: Annotated[
        bool,
        Meta(
            description="Report a paper in two sections of any kind, too, unless the list repeats papers across sections "
            "by habit."
        ),
    ] = False

    def check(self, document: Document) -> Iterator[Diagnostic]:
        repeated: list[Pair] = []
        for pair in pairs(document):
            if pair.relation is Relation.TITLE and (_is_edition(pair.earlier) or _is_edition(pair.later)):
                continue
            if pair.relation is Relation.TITLE and not pair.is_across:
                yield self._twice_in_one_list(pair)
            elif pair.is_across and pair.relation in (Relation.ENTRY, Relation.TITLE) and pair.later.is_paper:
                repeated.append(pair)
        if repeated and len(repeated) > max(1, len(document.entries) // ENTRIES_FOR_A_REPEAT):
            repeated = [pair for pair in repeated if _are_years(pair)]
        for pair in repeated:
            if self.across_sections or _are_years(pair):
                yield self._twice_in_the_document(pair)

    def _twice_in_one_list(self, pair: Pair) -> Diagnostic:
        return self._at(pair, f"Expected `{pair.later.title}` once in this list, found it again with another link.")

    def _twice_in_the_document(self, pair: Pair) -> Diagnostic:
        where = _name(pair.earlier.section)
        return self._at(pair, f"Expected `{pair.later.title}` in one section, found it here and under {where}.")

    def _at(self, pair: Pair, message: str) -> Diagnostic:
        related = Related(pair.earlier.title_span, "first listed here")
        return self.diagnostic(pair.later.title_span, message, related=[related])


def _is_edition(listing: Listing) -> bool:
    label = listing.link.label.value if listing.link else ""
    return EDITION.search(label) is not None or EDITION.search(listing.title) is not None


def _are_years(pair: Pair) -> bool:
    """Whether the entries stand in sections of different years."""
    one, other = pair.earlier.section.heading, pair.later.section.heading
    if one is None or other is None or one.level != other.level or one.text.value == other.text.value:
        return False
    return YEAR_HEADING.fullmatch(one.text.value) is not None and YEAR_HEADING.fullmatch(other.text.value) is not None


def _name(section: Section) -> str:
    return f"`{' '.join(section.heading.text.value.split())}`" if section.heading else "no heading"
