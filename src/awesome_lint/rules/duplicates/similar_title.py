from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document
from awesome_lint.facts.similarity import Listing, Pair, Relation, differ_by_slips, key_of, listed_before, neighbours, pairs
from awesome_lint.rule import Rule
from awesome_lint.source import Source


class SimilarTitle(Rule, frozen=True):
    """Two entries about one thing have titles that differ in a few letters.

    The entries link to the same thing, however the link is written, and 92 % of their titles agree. Titles that differ in a
    number, in a part (`II`) or in a single letter are left alone, and so are titles of fewer than four words that differ in
    more than a letter, and marks in code at their end, such as `survey`. Without a link in common, titles of six words and
    more are reported where no more than two letters differ.

    ## Why

    One of the titles is misspelt or out of date, or a thing is listed twice and nobody noticed because the titles differ.

    ## Bad

    ```markdown
    - [Pixel-Aligned Language Model](https://arxiv.org/abs/2312.09237)
    - [Rewrite the Stars](https://arxiv.org/abs/2403.19967)
    - [Pixel Aligned Language Models](https://arxiv.org/pdf/2312.09237)
    ```

    ## Good

    ```markdown
    - [Pixel Aligned Language Models](https://arxiv.org/abs/2312.09237)
    - [Rewrite the Stars](https://arxiv.org/abs/2403.19967)
    ```

    ## Fix

    None: only a person knows which title is right.
    """

    without_link: Annotated[
        bool,
        Meta(
            description="Report titles of entries that share no link, too. Most such pairs are two things with similar titles. "
            "Long lists are searched among alphabetical neighbours, so a pair that differs in several places may be missed."
        ),
    ] = False

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for pair in pairs(document):
            if pair.relation is Relation.SIMILAR_TITLE and not _differ_in_marks(document.source, pair):
                yield self._at(
                    document,
                    pair,
                    f"`{pair.later.title}` has the same link as `{pair.earlier.title}`: keep one entry, under one title.",
                )
        for pair in neighbours(document):
            if self.without_link or differ_by_slips(pair):
                yield self._at(document, pair, _message(pair))

    def _at(self, document: Document, pair: Pair, message: str) -> Diagnostic:
        return self.diagnostic(pair.later.title_span, message, related=[listed_before(document, pair)])


def _message(pair: Pair) -> str:
    if differ_by_slips(pair):
        return f"`{pair.later.title}` is listed twice, first as `{pair.earlier.title}`: keep one entry."
    return f"`{pair.later.title}` is nearly the title `{pair.earlier.title}`: keep one entry, or correct a title."


def _differ_in_marks(source: Source, pair: Pair) -> bool:
    """Whether the titles are equal but for marks in code at the end of one."""
    if "`" not in source.slice(pair.earlier.title_span) + source.slice(pair.later.title_span):
        return False
    return _unmarked(source, pair.earlier) == _unmarked(source, pair.later)


def _unmarked(source: Source, listing: Listing) -> str:
    """Return the key of a title without the code at its end, whose last backtick the span of a title may leave out."""
    parts = source.slice(listing.title_span).split("`")
    if len(parts) == 1:
        return listing.key
    while len(parts) > 1 and (len(parts) % 2 == 0 or not key_of(parts[-1])):
        parts.pop()
    return key_of("`".join(parts))
