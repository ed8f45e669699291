from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix, Related
from awesome_lint.document import Container, Document, Entry, EntryKind, by_stretch, summed
from awesome_lint.facts import prose
from awesome_lint.facts.folding import folded
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span, Text

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
# What names a paper without leading to it.
IDENTIFIER = lazy(r":(?:(?<=ar[Xx]iv:) ?\d{4}\.\d{4,5}(?:v\d+)?(?!\d)|(?<=[Dd][Oo][Ii]:) ?10\.\d{4,9}/[\w./()-]*\w)")
# A label that leads nowhere.
BRACKETS = lazy(r"(?<![\[\]])\[[^\[\]]{3,60}\](?![\[(:])")


class _Counted(Enum):
    """What is counted of the entries of a page."""

    READ = "read"
    PAPER = "paper"
    LINKED_PAPER = "paper with a link"


class _Places:
    """Where entries without a link stand."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = frozenset(spans)
        self._starts = sorted(span.start for span in self.spans)

    def touch(self, entries: Sequence[Entry]) -> bool:
        """Whether one of them begins in entries that stand side by side, in source order."""
        return bool(entries) and _begins_in(Span(entries[0].span.start, entries[-1].span.end), self._starts)


class MissingLink(Rule, frozen=True):
    """A paper without a link, in a list whose papers have one.

    ## Why

    A reader who wants to read the paper has to search for it. The papers of one section are reported together. A row whose
    cell says `NA` or `-` is left alone, and so is a paper whose link stands in the line that it is nested in. Anything else
    is asked for one where nine of ten entries of the page, and most of its section, have one. The number of a paper, such as
    `arXiv:1706.04638`, is no link by itself.

    ## Bad

    ```markdown
    - **Optimal brain damage.** *Yann LeCun and Sara A Solla.* [paper](https://example.org/1)
    - **Deep compression.** *Song Han, Huizi Mao, and William J Dally.* arXiv:1510.00149
    ```

    ## Good

    ```markdown
    - **Optimal brain damage.** *Yann LeCun and Sara A Solla.* [paper](https://example.org/1)
    - **Deep compression.** *Song Han, Huizi Mao, and William J Dally.* [arXiv:1510.00149](https://arxiv.org/abs/1510.00149)
    ```

    ## Fix

    Safe: makes a link of the number of a paper. A person finds the others.
    """

    fixable = Applicability.SAFE
    effect = Effect.LINKS
    finds_gaps = True

    def check(self, document: Document) -> Iterator[Diagnostic]:
        without = _Places(_without(document))
        if not without.spans:
            return
        starts = [link.span.start for link in document.links]
        numbers = list(_numbers(document, starts)) if starts else []
        yield from folded(("number", self._numbered(number)) for number in numbers)
        yield from self._named(document, without)
        counts = _counts(document)
        papers, linked = counts[_Counted.PAPER], counts[_Counted.LINKED_PAPER]
        if not linked or (papers >= LEAST_PAPERS and linked < papers * PAPERS_SHARE):
            return
        numbered = [number.span for number in numbers]
        lacking: list[tuple[list[Entry], int]] = []
        for section in document.walk():
            if without.touch(section.entries):
                listed = [entry for top in section.entries for entry in top.walk() if entry.kind is EntryKind.PAPER]
                bare = [entry for entry in listed if entry.span in without.spans and not _holds(entry.span, numbered)]
                if bare:
                    lacking.append((bare, len(listed)))
        parents = _parents(document) if any(entry.depth for bare, _ in lacking for entry in bare) else {}
        for bare, total in lacking:
            left = [entry for entry in bare if not _is_excused(document.source, entry, starts, parents)]
            if left and left[0].title:
                run = [entry.title.span if entry.title else entry.text_span for entry in left]
                yield self._lacking(left[0].title.span, run, total, _labels(document.source, left))

    def _named(self, document: Document, without: "_Places") -> Iterator[Diagnostic]:
        """Yield the entries without authors that have no link."""
        read = _counts(document)[_Counted.READ]
        if read < LEAST_NAMED or len(without.spans) > (1 - LINKED_SHARE) * read:
            return
        for group in document.groups():
            if not without.touch(group):
                continue
            lacking = [entry for entry in group if entry.kind is EntryKind.NAMED and entry.span in without.spans]
            if lacking and len(lacking) * 2 < len(group):
                for entry in lacking:
                    if entry.title and _is_told(document, entry) and not entry.entries:
                        message = "Missing link, which nearly all entries of this list have: add it."
                        yield self.diagnostic(entry.title.span, message)

    def _numbered(self, number: Text) -> Diagnostic:
        """Return what is said of the number of a paper."""
        url = f"https://{'doi.org' if '/' in number.value else 'arxiv.org/abs'}/{_id(number.value)}"
        fix = Fix.replace(number.span, f"[{number.value}]({url})") if "(" not in url and "_" not in url else None
        return self.diagnostic(number.span, f"The number of the paper, `{number.value}`, is no link: make it one.", fix)

    def _lacking(self, span: Span, run: Sequence[Span], total: int, related: Sequence[Related]) -> Diagnostic:
        count = len(run)
        which = (
            f" ({count} of {total} papers in this section {'has' if count == 1 else 'have'} none)"
            if total > 1
            else " to the paper"
        )
        message = f"Missing link{which}: add it."
        return self.diagnostic(span, message, related=related, count=count, run=run)


@by_stretch
def _without(document: Document) -> tuple[Span, ...]:
    """Return the entries in which no link stands."""
    starts = [link.span.start for link in document.links]
    return tuple([entry.span for entry in document.entries if entry.is_read and not _begins_in(entry.span, starts)])


@summed
def _counts(document: Document) -> Counter[_Counted]:
    papers = [entry for entry in document.entries if entry.kind is EntryKind.PAPER]
    return Counter(
        {
            _Counted.READ: sum(entry.is_read for entry in document.entries),
            _Counted.PAPER: len(papers),
            _Counted.LINKED_PAPER: sum(any(link.url for link in entry.links) for entry in papers),
        }
    )


def _is_told(document: Document, entry: Entry) -> bool:
    """Whether an entry says what it is, by a description, by where and when it was published, or by a title as papers have; a
    marked one may name a group."""
    if entry.description is not None or (entry.venue and entry.year):
        return True
    marks = document.title_marks(entry)
    is_plain = marks is None or not EMPHASIS.intersection(marks.opening.value)
    return is_plain and (entry.name or "").count(" ") + 1 >= TITLE_WORDS


def _numbers(document: Document, starts: Sequence[int]) -> Iterator[Text]:
    """Yield the first number of a paper in each entry that has no link, if no address has it, too."""
    found = [_number(document.source, span) for span, _ in prose.matches(document, IDENTIFIER)]
    if not found:
        return
    targets = "\n".join(target.value for target in document.targets)
    parents = _parents(document)
    at = 0
    for entry in document.entries:
        while at < len(found) and found[at].span.start < entry.span.start:
            at += 1
        if at == len(found):
            return
        number = found[at]
        if not entry.span.contains(number.span) or not entry.is_read or _begins_in(entry.span, starts):
            continue
        path = f"/{_id(number.value)}"
        is_linked = path in targets or path in document.source.slice(entry.span)
        if not is_linked and not _is_excused(document.source, entry, starts, parents):
            yield number


def _number(source: Source, span: Span) -> Text:
    """Return the number at whose colon the span begins, with the word before it."""
    start = span.start - len("doi" if "/" in source.slice(span) else "arXiv")
    return Text(source.slice(Span(start, span.end)), Span(start, span.end))


def _labels(source: Source, lacking: Sequence[Entry]) -> list[Related]:
    """Return what looks like the label of a link in an entry that lacks one alone."""
    start = lacking[0].text_span.start
    label = BRACKETS.search(source.slice(lacking[0].text_span)) if len(lacking) == 1 else None
    return [Related(Span(start + label.start(), start + label.end()), "this label leads nowhere")] if label else []


def _id(number: str) -> str:
    return number.partition(":")[2].strip()


def _holds(span: Span, places: Sequence[Span]) -> bool:
    """Whether any of the places lies there."""
    index = bisect_left(places, span.start, key=lambda place: place.start)
    return index < len(places) and places[index].start < span.end


def _begins_in(span: Span, starts: Sequence[int]) -> bool:
    """Whether anything begins there: an empty link is another matter."""
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
    return parent is not None and _begins_in(source.line_span(parent), starts)
