from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic, Related
from awesome_lint.document import Document
from awesome_lint.facts.similarity import conflicts
from awesome_lint.rule import Rule


class ConflictingLink(Rule, frozen=True):
    """Two entries lead to one paper under titles that have nothing in common.

    An arXiv id, a DOI, an OpenReview page or an id of the ACL Anthology names one paper, however its link is written. Titles
    of fewer than five words are left alone, and so are two that share a word which is rare in the list, since a paper may
    have been renamed.

    ## Why

    The link of one entry was pasted into the other, whose paper its readers do not find.

    ## Bad

    ```markdown
    - [Distilling the knowledge in a neural network](https://arxiv.org/abs/1503.02531)
    - [Scalpel: customizing pruning to the underlying hardware parallelism](https://arxiv.org/pdf/1503.02531v1)
    ```

    ## Good

    ```markdown
    - [Distilling the knowledge in a neural network](https://arxiv.org/abs/1503.02531)
    - [Scalpel: customizing pruning to the underlying hardware parallelism](https://example.org/scalpel.pdf)
    ```

    ## Fix

    None: only a person knows which of the two is wrong, and where it should lead.
    """

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for pair in conflicts(document):
            yield self.diagnostic(
                pair.later.link_span,
                f"`{pair.later.title}` links to the same paper as `{pair.earlier.title}`: correct one of the links.",
                related=[Related(pair.earlier.link_span, "linked here, too")],
            )
