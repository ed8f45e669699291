"""The habits of a list, learnt from its entries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from awesome_lint.document import NO_HABIT, Block, Entry, EntryKind, Habit, Style
from awesome_lint.patterns import lazy
from awesome_lint.source import Source

CONJUNCTION = lazy(r"(,?)\s*\b(and)|(,?)\s*(&)")
ENDS_ITSELF = ("?", "!", "…", "。", "？", "！")


def infer(source: Source, entries: Sequence[Entry], blocks: Sequence[Block]) -> Style:
    """Return the habits of a document's entries and lists."""
    papers = [entry for entry in entries if entry.kind is EntryKind.PAPER]
    return Style(
        title_ending=_habit(_title_endings(source, papers)),
        author_separator=_habit(_author_separators(papers)),
        author_conjunction=_habit(word for word, _, _ in _conjunctions(papers)),
        oxford_comma=_habit(comma for word, comma, count in _conjunctions(papers) if word and count > 2),
        author_ending=_habit(_author_endings(papers)),
        et_al=_habit(author.name for entry in papers if entry.authors for author in entry.authors.people if author.is_et_al),
        link_labels=_labels(entries),
        numbering=_numbering(blocks),
        markers=_markers(blocks),
    )


def conjunction(separator: str) -> tuple[str, str]:
    """Return the conjunction in what separates two authors, and the comma before it: `, and ` has ("and", ",")."""
    if "and" not in separator and "&" not in separator:
        return "", ""
    match = CONJUNCTION.search(separator)
    if match is None:
        return "", ""
    return (match.group(2), match.group(1)) if match.group(2) else (match.group(4), match.group(3))


def _habit(values: Iterable[str]) -> Habit:
    counts = Counter(values)
    if not counts:
        return NO_HABIT
    value, count = counts.most_common(1)[0]
    return Habit(value, count, sum(counts.values()))


def _title_endings(source: Source, papers: Iterable[Entry]) -> Iterable[str]:
    for entry in papers:
        if entry.title and entry.title_span and not entry.title.value.endswith(ENDS_ITSELF):
            if source.text.startswith(".", entry.title_span.end):
                yield "outside"
            else:
                yield "." if entry.title.value.endswith(".") else ""


def _author_separators(papers: Iterable[Entry]) -> Iterable[str]:
    for entry in papers:
        if entry.authors:
            for separator, after in zip(entry.authors.separators, entry.authors.people[1:], strict=True):
                if not conjunction(separator.value)[0] and not after.is_et_al:
                    yield separator.value


def _conjunctions(papers: Iterable[Entry]) -> Iterable[tuple[str, str, int]]:
    """Yield the conjunction before the last author, the comma before it, and the number of authors."""
    for entry in papers:
        if entry.authors and entry.authors.separators and not entry.authors.people[-1].is_et_al:
            word, comma = conjunction(entry.authors.separators[-1].value)
            yield word, comma, len(entry.authors.people)


def _author_endings(papers: Iterable[Entry]) -> Iterable[str]:
    for entry in papers:
        if entry.authors and not entry.authors.people[-1].is_et_al:
            yield entry.authors.ending.value


def _labels(entries: Iterable[Entry]) -> dict[str, Habit]:
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        for link in entry.links:
            if entry.title_span is None or not entry.title_span.overlaps(link.span):
                label = link.label.value
                spellings[label.casefold()][label] += 1
    habits: dict[str, Habit] = {}
    for key, counts in spellings.items():
        value, count = counts.most_common(1)[0]
        habits[key] = Habit(value, count, sum(counts.values()))
    return habits


def _numbering(blocks: Sequence[Block]) -> Habit:
    """Return whether ordered lists of two or more repeat their number or count, by the number of items."""
    counts: Counter[str] = Counter()
    numbers: list[list[int]] = []
    for block in blocks:
        if block.type == "ordered_list_open":
            numbers.append([])
        elif block.type == "ordered_list_close":
            own = numbers.pop()
            if len(own) > 1:
                counts["same" if own[0] == own[1] else "counting"] += len(own)
        elif block.type == "list_item_open" and block.info and numbers:
            numbers[-1].append(int(block.info))
    if not counts:
        return NO_HABIT
    value, count = counts.most_common(1)[0]
    return Habit(value, count, sum(counts.values()))


def _markers(blocks: Sequence[Block]) -> tuple[Habit, ...]:
    depths: list[Counter[str]] = []
    depth = -1
    for block in blocks:
        if block.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
            while len(depths) <= depth:
                depths.append(Counter())
            if block.type == "bullet_list_open":
                depths[depth][block.markup] += 1
        elif block.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
    return tuple(_habit(counts.elements()) for counts in depths)
