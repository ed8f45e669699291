"""The habits of a list, learnt from its entries or pinned by settings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import repeat, zip_longest

from awesome_lint.document import LISTS, NO_HABIT, NO_PINS, Block, Entry, EntryKind, Habit, Pins, Style
from awesome_lint.patterns import lazy
from awesome_lint.source import Source

CONJUNCTION = lazy(r"(,|(?<![\s,]))\s*\b(and)|(,|(?<![\s,]))\s*(&)")
STOPS = frozenset(".。．｡।۔")
ENDS_ITSELF = ("?", "!", "…", "。", "？", "！")


def infer(source: Source, entries: Sequence[Entry], blocks: Sequence[Block], pins: Pins = NO_PINS) -> Style:
    """Return the habits of a document's entries and lists; a pinned one says how often the list follows it."""
    papers = [entry for entry in entries if entry.kind is EntryKind.PAPER]
    described = [entry for entry in entries if entry.description and entry.kind is EntryKind.NAMED]
    conjunctions = list(_conjunctions(papers))
    return Style(
        title_ending=_habit(_title_endings(source, papers), pins.title_ending),
        author_separator=_habit(_author_separators(papers), pins.author_separator),
        author_conjunction=_habit((word for word, _, _ in conjunctions), pins.author_conjunction),
        oxford_comma=_habit((comma for word, comma, count in conjunctions if word and count > 2), pins.oxford_comma),
        author_ending=_habit(_author_endings(papers), pins.author_ending),
        et_al=_habit(_et_als(papers), pins.et_al),
        link_labels=_labels(entries, pins.link_labels),
        numbering=_habit(_numberings(blocks), pins.numbering),
        markers=_markers(blocks, pins.markers),
        description_separator=_habit(_description_separators(described), pins.description_separator),
        description_ending=_habit(_description_endings(described), pins.description_ending),
        description_case=_habit(_description_cases(described), pins.description_case),
        pins=pins,
    )


# So many siblings that agree with each other have a habit of their own.
OWN_LEAST, OWN_SHARE = 3, 0.8


def own(values: Iterable[str], habit: Habit) -> str | None:
    """Return what a group of siblings does by a habit that is not the list's; None where it has none or settings decide."""
    if habit.is_pinned:
        return None
    found = _habit(values)
    return found.value if found.value != habit.value and found.is_firm(OWN_LEAST, OWN_SHARE) else None


def conjunction(separator: str) -> tuple[str, str]:
    """Return the conjunction in what separates two authors, and the comma before it: `, and ` has ("and", ",")."""
    if "and" not in separator and "&" not in separator:
        return "", ""
    match = CONJUNCTION.search(separator)
    if match is None:
        return "", ""
    return (match.group(2), match.group(1)) if match.group(2) else (match.group(4), match.group(3))


def _habit(values: Iterable[str], pinned: str | None = None) -> Habit:
    return _most(Counter(values), pinned)


def _most(counts: Counter[str], pinned: str | None) -> Habit:
    if pinned is not None:
        return Habit(pinned, counts[pinned], sum(counts.values()), is_pinned=True)
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


def _et_als(papers: Iterable[Entry]) -> Iterable[str]:
    for entry in papers:
        if entry.authors:
            yield from (author.name for author in entry.authors.people if author.is_et_al)


def _labels(entries: Iterable[Entry], pinned: Iterable[str]) -> dict[str, Habit]:
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        for link in entry.links:
            if entry.title_span is None or not entry.title_span.overlaps(link.span):
                label = link.label.value
                spellings[label.casefold()][label] += 1
    pins = {label.casefold(): label for label in pinned}
    absent = {key: Counter[str]() for key in pins if key not in spellings}
    return {key: _most(counts, pins.get(key)) for key, counts in (spellings | absent).items()}


def _description_separators(described: Iterable[Entry]) -> Iterable[str]:
    for entry in described:
        if entry.separator and "\n" not in entry.separator.value:
            yield entry.separator.value


def _description_endings(described: Iterable[Entry]) -> Iterable[str]:
    for entry in described:
        ending = description_ending(entry.description.value) if entry.description else None
        if ending is not None:
            yield ending


def description_ending(description: str) -> str | None:
    """Return `.` (or the stop of another script) or nothing, which a description ends with; None for any other mark."""
    if description[-1].isalnum():
        return ""
    return "." if description[-1] in STOPS and not description.endswith("..") else None


def _description_cases(described: Iterable[Entry]) -> Iterable[str]:
    for entry in described:
        case = entry.description and description_case(entry.description.value)
        if case:
            yield case


def description_case(description: str) -> str | None:
    """Return `upper` or `lower`, by the letter that a description begins with; None for what is neither."""
    first = description[0]
    return "upper" if first.isupper() else "lower" if first.islower() else None


def _numberings(blocks: Sequence[Block]) -> Iterable[str]:
    """Yield for each item of an ordered list of two or more whether the list repeats its number or counts."""
    numbers: list[list[int]] = []
    for block in blocks:
        if block.type == "ordered_list_open":
            numbers.append([])
        elif block.type == "ordered_list_close":
            own = numbers.pop()
            if len(own) > 1:
                yield from repeat("same" if own[0] == own[1] else "counting", len(own))
        elif block.type == "list_item_open" and block.info and numbers:
            numbers[-1].append(int(block.info))


def _markers(blocks: Sequence[Block], pinned: Sequence[str]) -> tuple[Habit, ...]:
    depths: list[Counter[str]] = []
    depth = -1
    for block in blocks:
        if block.type in LISTS:
            depth += 1
            while len(depths) <= depth:
                depths.append(Counter())
            if block.type == "bullet_list_open":
                depths[depth][block.markup] += 1
        elif block.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
    return tuple(_most(counts or Counter(), pin) for counts, pin in zip_longest(depths, pinned))
