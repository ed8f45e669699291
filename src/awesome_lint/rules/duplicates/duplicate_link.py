from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from awesome_lint.diagnostic import Diagnostic, Related
from awesome_lint.document import Document
from awesome_lint.facts.similarity import Relation, conflicts, pairs
from awesome_lint.knowledge.identifiers import IdentifierKind
from awesome_lint.rule import Rule


class DuplicateLink(Rule, frozen=True):
    """Two entries with different titles lead to the same thing.

    What an entry leads to is the link of its title, or else its first link to a paper; it is compared however it is written,
    so that `https://arxiv.org/abs/1503.02531` and `http://arxiv.org/pdf/1503.02531v1.pdf` are one. A link into a page
    (`#chapter-2`) is not the page. Entries that lead to one repository are left alone, since many hold several tools, and two
    unrelated papers with one link belong to `conflicting-link`.

    ## Why

    A link was pasted into the wrong entry, or a thing was renamed and listed again. But two parts of
    one site may be listed on purpose, so the rule is off unless turned on.

    ## Bad

    ```markdown
    - [Distilling the knowledge in a neural network](https://arxiv.org/abs/1503.02531)
    - [Optimal brain surgeon](https://arxiv.org/pdf/1503.02531v1)
    ```

    ## Good

    ```markdown
    - [Distilling the knowledge in a neural network](https://arxiv.org/abs/1503.02531)
    - [Optimal brain surgeon](https://example.org/surgeon.pdf)
    ```

    ## Fix

    None: only a person knows where the second entry should lead.
    """

    default = False

    across_sections: Annotated[bool, Meta(description="Compare the entries of all sections, instead of those of one list.")] = (
        False
    )

    def check(self, document: Document) -> Iterator[Diagnostic]:
        conflicting = {id(pair.later.entry) for pair in conflicts(document)}
        for pair in pairs(document):
            if id(pair.later.entry) in conflicting:
                continue
            if pair.relation is not Relation.LINK or (pair.is_across and not self.across_sections):
                continue
            if pair.later.subject and pair.later.subject.kind is IdentifierKind.GITHUB:
                continue
            yield self.diagnostic(
                pair.later.link_span,
                f"Expected another link for `{pair.later.title}` than for `{pair.earlier.title}`, found the same.",
                related=[Related(pair.earlier.title_span, "first listed here")],
            )
