from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Container, Document, Entry, EntryKind
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

# A cell that says itself that there is nothing to link to.
SAYS_NONE = lazy(r"(?i)\|\s*(?:n/?a|none|null|tba|-+|[—–])\s*(?:\||$)")

# Where fewer papers than half have one, the list is one of titles.
LEAST_PAPERS = 10
PAPERS_SHARE = 0.5
# Of things that are no papers.
LEAST_NAMED = 10
LINKED_SHARE = 0.9
TITLE_WORDS = 6
EMPHASIS = frozenset("*_`<")


class MissingLink(Rule, frozen=True):
    """A paper without a link, in a list whose papers have one.

    ## Why

    A reader who wants to read the paper has to search for it. The papers of one section are reported together. A row whose
    cell says `NA` or `-` is left alone, and so is a paper whose link stands in the line that it is nested in. Anything else
    is asked for one where nine of ten entries of the page, and most of its section, have one.

    ## Bad

    ```markdown
    - **Optimal brain damage.** *Yann LeCun and Sara A Solla.* [paper](https://example.org/1)
    - **Deep compression.** *Song Han, Huizi Mao, and William J Dally.*
    ```

    ## Good

    ```markdown
    - **Optimal brain damage.** *Yann LeCun and Sara A Solla.* [paper](https://example.org/1)
    - **Deep compression.** *Song Han, Huizi Mao, and William J Dally.* [paper](https://example.org/2)
    ```
    """

    def check(self, document: Document) -> Iterator[Diagnostic]:
        starts = [link.span.start for link in document.links]
        yield from self._named(document, starts)
        linked = count = 0
        lacking: list[tuple[list[Entry], int]] = []
        for section in document.walk():
            papers = [entry for top in section.entries for entry in top.walk() if entry.kind is EntryKind.PAPER]
            bare = [entry for entry in papers if not _has_link(entry.span, starts)]
            linked += sum(any(link.url for link in entry.links) for entry in papers)
            count += len(papers)
            if bare:
                lacking.append((bare, len(papers)))
        if not linked or (count >= LEAST_PAPERS and linked < count * PAPERS_SHARE):
            return
        parents = _parents(document) if any(entry.depth for bare, _ in lacking for entry in bare) else {}
        for bare, total in lacking:
            left = [entry for entry in bare if not _is_excused(document.source, entry, starts, parents)]
            if left and left[0].title:
                run = [entry.title.span if entry.title else entry.text_span for entry in left]
                yield self._lacking(left[0].title.span, run, total)

    def _named(self, document: Document, starts: Sequence[int]) -> Iterator[Diagnostic]:
        """Yield the entries other than papers that have no link."""
        named = [entry for entry in document.entries if entry.kind is EntryKind.NAMED and entry.is_read]
        without = {id(entry) for entry in named if not _has_link(entry.span, starts)}
        if not without or len(named) < LEAST_NAMED or len(without) > (1 - LINKED_SHARE) * len(named):
            return
        for group in document.groups():
            lacking = [entry for entry in group if id(entry) in without]
            if lacking and len(lacking) * 2 < len(group):
                for entry in lacking:
                    if entry.title and _is_told(document, entry) and not entry.entries:
                        message = "Expected a link, as nearly all entries have, found none."
                        yield self.diagnostic(entry.title.span, message)

    def _lacking(self, span: Span, run: Sequence[Span], total: int) -> Diagnostic:
        count = len(run)
        which = (
            f"{count} of {total} papers in this section {'has' if count == 1 else 'have'} none" if total > 1 else "it has none"
        )
        return self.diagnostic(span, f"Expected a link for each paper, found that {which}.", count=count, run=run)


def _is_told(document: Document, entry: Entry) -> bool:
    """Whether an entry says what it is, by a description or by a title as papers have; a marked one may name a group."""
    if entry.description is not None:
        return True
    marks = document.title_marks(entry)
    is_plain = marks is None or not EMPHASIS.intersection(marks.opening.value)
    return is_plain and (entry.name or "").count(" ") + 1 >= TITLE_WORDS


def _has_link(span: Span, starts: Sequence[int]) -> bool:
    """Whether a link stands anywhere there; an empty one is another matter."""
    index = bisect_left(starts, span.start)
    return index < len(starts) and starts[index] < span.end


def _parents(document: Document) -> Mapping[int, int]:
    """Return, for the first line of each nested list item, that of the item around it."""
    return {item.first: item.parent.first for item in document.items if item.parent and item.parent.first != item.first}


def _is_excused(source: Source, entry: Entry, starts: Sequence[int], parents: Mapping[int, int]) -> bool:
    """Whether the link stands in the line that the entry is nested in, or a cell of its row says that there is none."""
    if entry.container is Container.TABLE_ROW:
        return SAYS_NONE.search(source.slice(entry.span)) is not None
    parent = parents.get(source.line_number(entry.span.start))
    return parent is not None and _has_link(source.line_span(parent), starts)
