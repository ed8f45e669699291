from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document
from awesome_lint.facts.similarity import (
    Pair,
    Relation,
    are_alone,
    conflicts,
    how_often,
    listed_before,
    pairs,
    share_a_name,
    share_a_page,
    share_a_paper,
    share_an_address,
)
from awesome_lint.rule import Rule

# With more of them, a list names things in one place and their papers in another.
MOST_NAMES = 2
# One pair may be a slip, and so may this share of the entries; with more, what is announced together is listed apart.
MOST_PAGES_SHARE = 0.0025


class DuplicateLink(Rule, frozen=True):
    """Two entries with different titles lead to the same thing.

    What an entry leads to is the link of its title, or else its first link to a paper; it is compared however it is written,
    so that `https://arxiv.org/abs/1503.02531` and `http://arxiv.org/pdf/1503.02531v1.pdf` are one. Two titles of one paper are
    reported, and a name beside the title that begins with it, or beside a longer form of itself that its address has
    (`phonenumbers` and `python-phonenumbers`). Tools, courses, models and data sets may share a page on purpose, as those of
    one family or of one repository do; of other things with one page, the only two of the list are reported, or hardly more,
    where their names have nothing in common. What else shares a link is reported only when asked for. A link into a page
    (`#chapter-2`) is not the page, and two unrelated papers with one link belong to `conflicting-link`.

    ## Why

    A paper was renamed when it was published, and listed again; or a link was pasted into the wrong entry.

    ## Bad

    ```markdown
    - [Distilling the knowledge in a neural network](https://arxiv.org/abs/1503.02531)
    - [Dark knowledge of a neural network, distilled](https://arxiv.org/pdf/1503.02531v1)
    ```

    ## Good

    ```markdown
    - [Distilling the knowledge in a neural network](https://arxiv.org/abs/1503.02531)
    - [Dark knowledge of a neural network, distilled](https://example.org/dark.pdf)
    ```

    ## Fix

    None: only a person knows where the second entry should lead.
    """

    strict: Annotated[
        bool, Meta(description="report any two entries of one list with one link, those of one repository included")
    ] = False
    across_sections: Annotated[bool, Meta(description="with `strict`, compare the entries of all sections")] = False

    def check(self, document: Document) -> Iterator[Diagnostic]:
        conflicting = {id(pair.later.entry) for pair in conflicts(document)}
        found = [pair for pair in pairs(document) if id(pair.later.entry) not in conflicting]
        names = [pair for pair in found if pair.relation is Relation.LINK and share_a_name(pair)]
        if len(names) > MOST_NAMES:
            # Models or data sets, and the papers about them.
            names = []
        pages = [pair for pair in found if pair.relation is Relation.LINK and share_a_page(document, pair)]
        if len(pages) > max(1, len(document.entries) * MOST_PAGES_SHARE):
            pages = []
        for pair in found:
            is_two = pair.relation is Relation.LINK
            is_one_paper = is_two and are_alone(document, pair) and (share_a_paper(pair) or pair in names)
            is_mistake = is_one_paper or (is_two and share_an_address(pair)) or pair in pages
            if is_mistake or (self.strict and self._is_repeated(pair)):
                one, other = pair.earlier.title, pair.later.title
                again = f"`{other}` has the same link as `{one}`: correct the link, or keep one entry."
                message = again if is_two else f"`{other}` is listed {how_often(document, pair)}: keep one entry."
                yield self.diagnostic(pair.later.link_span, message, related=[listed_before(document, pair)])

    def _is_repeated(self, pair: Pair) -> bool:
        """Whether another entry has the link of one, and no other rule says so."""
        if not pair.is_across:
            return pair.relation is Relation.LINK
        return self.across_sections and pair.relation in (Relation.LINK, Relation.ENTRY)
