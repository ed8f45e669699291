from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document, Section
from awesome_lint.facts.similarity import Listing, Pair, Relation, how_often, is_distinctive, key_of, listed_before, pairs
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source

# Such sections follow each other in time, so a thing belongs to one of them.
YEAR_HEADING = lazy(r"\W*(?:19|20)\d\d\W*")

# A book in two editions is two books.
EDITION = lazy(r"(?i)\bedition\b|\bed\.")

# Where so few entries stand in two sections, all others are told apart on purpose, whatever they are.
ENTRIES_FOR_A_REPEAT = 500

# What stands below such headings was chosen from other sections.
CHOSEN = lazy(
    r"(?i)\b(?:trending|featured?|highlight(?:s|ed)?|news|must[- ]reads?|recommend\w*|favou?rites?|popular|best|latest|recent"
    r"|new|all|index|overview|classics?|getting started|start here|editor|essentials?|milestones?)\b|推荐|精选|最新|必读"
)


class DuplicateTitle(Rule, frozen=True):
    """A paper is listed twice under different links, or in two sections.

    Two papers of one list have the same title, case and punctuation aside, but no link in common: mostly a preprint and the
    published paper, or a link that was pasted into the wrong entry. Titles of fewer than four words, papers by different
    people, editions, and tools, books and pages that share a name, are left alone.

    In two sections, a paper is reported whichever its links are: always where these are headed by a year, since it appeared
    once; of others where hardly any paper of the list stands in two, so that it does not repeat papers by habit, or one alone
    that is not about both; and tools where hardly anything does. An entry that is nothing but the address of another is
    reported wherever it is. What a section such as Highlights chooses from the others is left alone.

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

    across_sections: Annotated[bool, Meta(description="report what stands in two sections, unless by habit")] = True
    most: Annotated[int, Meta(description="how many papers of a list may stand in two sections by mistake", ge=0)] = 3
    share: Annotated[
        float, Meta(description="the share of a list's entries that may stand in two sections by mistake", ge=0, le=1)
    ] = 0.025

    def check(self, document: Document) -> Iterator[Diagnostic]:
        repeated: list[Pair] = []
        for pair in pairs(document):
            if pair.relation is Relation.TITLE and (_is_edition(pair.earlier) or _is_edition(pair.later)):
                continue
            if pair.relation is Relation.TITLE and not pair.is_across:
                yield self._twice_in_one_list(document, pair)
            elif pair.is_across and _is_bare(document.source, pair.later):
                yield self._twice_in_the_document(document, pair)
            elif pair.is_across and pair.relation in (Relation.ENTRY, Relation.TITLE):
                repeated.append(pair)
        entries = len(document.entries)
        # One alone is no habit of a list, however short that is, unless it is about what both sections are about.
        is_alone = len(repeated) == 1 and not _is_about_both(repeated[0])
        is_rare = is_alone or len(repeated) <= min(self.most, entries * self.share)
        is_slip = len(repeated) * ENTRIES_FOR_A_REPEAT <= entries
        for pair in repeated:
            is_paper = pair.later.is_paper
            is_mistake = self.across_sections and (is_slip or (is_rare and is_paper)) and not _is_chosen(pair)
            if is_mistake or (is_paper and _are_years(pair)):
                yield self._twice_in_the_document(document, pair)

    def _twice_in_one_list(self, document: Document, pair: Pair) -> Diagnostic:
        often = how_often(document, pair)
        return self._at(document, pair, f"`{pair.later.title}` is listed {often}, with different links: keep one entry.")

    def _twice_in_the_document(self, document: Document, pair: Pair) -> Diagnostic:
        where = _name(pair.earlier.section)
        return self._at(document, pair, f"`{pair.later.title}` is listed here and under {where}: keep one entry.")

    def _at(self, document: Document, pair: Pair, message: str) -> Diagnostic:
        return self.diagnostic(pair.later.title_span, message, related=[listed_before(document, pair)])


def _is_edition(listing: Listing) -> bool:
    label = listing.link.label.value if listing.link else ""
    return EDITION.search(label) is not None or EDITION.search(listing.title) is not None


def _is_bare(source: Source, listing: Listing) -> bool:
    """Whether an entry is nothing but an address."""
    link = listing.link
    return link is not None and source.slice(listing.entry.text_span).strip("<> \t\n") == link.url


def _is_chosen(pair: Pair) -> bool:
    """Whether one entry was chosen from others, describes a thing anew, or is about the other: a talk or a page with the title
    of the paper."""
    sections = (pair.earlier.section, pair.later.section)
    if any(section.heading is not None and CHOSEN.search(section.heading.text.value) for section in sections):
        return True
    said = [listing.entry.description.value for listing in (pair.earlier, pair.later) if listing.entry.description]
    if len(set(map(key_of, said))) > 1 and not is_distinctive(key_of(pair.later.title)):
        # A thing was described anew, for what the other section is about.
        return True
    subjects = (pair.earlier.subject, pair.later.subject)
    return pair.relation is Relation.TITLE and not all(subject and subject.kind.is_paper for subject in subjects)


def _is_about_both(pair: Pair) -> bool:
    """Whether the title has a word of either heading: a paper on pruning and quantization may stand below both."""
    title = set(pair.later.key.split())
    headings = [listing.section.heading for listing in (pair.earlier, pair.later)]
    return all(heading is None or not title.isdisjoint(key_of(heading.text.value).split()) for heading in headings)


def _are_years(pair: Pair) -> bool:
    """Whether the entries stand in sections of different years."""
    one, other = pair.earlier.section.heading, pair.later.section.heading
    if one is None or other is None or one.level != other.level or one.text.value == other.text.value:
        return False
    return YEAR_HEADING.fullmatch(one.text.value) is not None and YEAR_HEADING.fullmatch(other.text.value) is not None


def _name(section: Section) -> str:
    return f"`{' '.join(section.heading.text.value.split())}`" if section.heading else "no heading"
