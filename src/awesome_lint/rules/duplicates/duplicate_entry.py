from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Container, Document, Entry
from awesome_lint.facts.similarity import Listing, Relation, how_often, listed_before, pairs
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

# Of what stands before a title: venues and dates in brackets, addresses, and what is no letter.
NO_NAME = lazy(r"\[[^\[\]]*\]|\([^()]*\)|[\[(]|[^\w\[(]+|[\d_]+")

# What may stand before the marker of an entry that has its lines for itself.
INDENTATION = " \t>"


class DuplicateEntry(Rule, frozen=True):
    """The same thing is listed twice in one list.

    Two entries of one list have the same title and lead to the same thing, however the link is written:
    `https://arxiv.org/abs/1503.02531` and `http://arxiv.org/pdf/1503.02531v1.pdf` are one paper. The second entry is
    reported. Titles are compared without case and punctuation; a title of fewer than four words must link to the same thing
    itself, since tools often share a name. Two methods or data sets of one paper, named before its title, are two things.

    ## Why

    A reader takes the second entry for another thing, and the one who fixes an entry forgets its twin.

    ## Bad

    ```markdown
    - [jq](https://jqlang.org) - Slices and filters JSON.
    - [yq](https://github.com/mikefarah/yq) - The same for YAML.
    - [jq](https://jqlang.org) - Slices and filters JSON.
    ```

    ## Good

    ```markdown
    - [jq](https://jqlang.org) - Slices and filters JSON.
    - [yq](https://github.com/mikefarah/yq) - The same for YAML.
    ```

    ## Fix

    The second entry is removed when it repeats the first one letter for letter, white space and number aside. When they
    differ, say in the description or in a further link, a person decides what to keep.
    """

    fixable = Applicability.SAFE
    effect = Effect.BLOCKS | Effect.TEXT | Effect.LINKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        # What of a row has no column is not shown, and was meant to be.
        longer = {row.span.start for row in document.uneven_rows if len(row.cells) > row.columns}
        for pair in pairs(document):
            if pair.relation is not Relation.ENTRY or pair.is_across:
                continue
            earlier, later = pair.earlier.entry, pair.later.entry
            names = {_name(document.source, pair.earlier), _name(document.source, pair.later)}
            if len(names) > 1 and "" not in names:
                continue
            fix = None
            if _text(document.source, earlier) == _text(document.source, later) and later.span.start not in longer:
                fix = _removal(document.source, later)
            yield self.diagnostic(
                pair.later.title_span,
                f"`{pair.later.title}` is listed {how_often(document, pair)}: keep one entry.",
                fix,
                [listed_before(document, pair)],
            )


def _name(source: Source, listing: Listing) -> str:
    """Return the words before the title of an entry, as in `CC-GAN - [Semi-supervised learning](...)`."""
    before = source.slice(Span(listing.entry.span.start, listing.title_span.start))
    return " ".join(NO_NAME.sub(" ", before).casefold().split())


def _text(source: Source, entry: Entry) -> list[str]:
    """Return the words of an entry as written, from behind its marker."""
    start = entry.marker.span.end if entry.marker else entry.span.start
    return source.slice(Span(start, entry.span.end)).split()


def _removal(source: Source, entry: Entry) -> Fix | None:
    """Return the fix that removes the lines of an entry, or None where they hold more than it."""
    if entry.container in (Container.PARAGRAPH, Container.HEADING, Container.HTML):
        return None
    lines = source.whole_lines(entry.span)
    before = source.slice(Span(lines.start, entry.span.start))
    after = source.slice(Span(min(entry.span.end, lines.end), lines.end))
    if before.strip(INDENTATION) or after.strip():
        return None
    # In a list with blank lines between the entries, one of the two beside it goes too.
    first, following = source.line_number(lines.start), source.line_number(lines.end)
    if first > 1 and not source.line(first - 1).strip() and not source.line(following).strip():
        lines = source.lines_span(first, following + 1)
    return Fix.of([Edit(lines, "")])
