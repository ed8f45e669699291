"""What descriptions do: what stands before them, how they begin and how they end."""

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any

from awesome_lint.entries import Container, Entry, EntryKind, Link
from awesome_lint.habits.habit import Habit, Sample, own
from awesome_lint.patterns import lazy
from awesome_lint.source import Source, Span, Text

if TYPE_CHECKING:
    from awesome_lint.habits.habit import Learnt

STOPS = frozenset(".。．｡।۔")
SEPARATORS = frozenset({"-", "--", "–", "—", ":", "->", "-->", "=>", "==>"})
COMMA = lazy(r"[ \t]*[,;][ \t]+")
# A sentence that follows a name at once and says what it is.
SENTENCE = lazy(r"[ \t]+(?=[A-Z])(?:\S+[ \t]+){3,}\S*[\w)`][.!][ \t]*$")

# A mark that hardly any list has there, or a period, before a sentence that says what it is.
OTHER_MARK = lazy(r"(?:[ \t]{1,8}[/|·•→~=>]|\.)[ \t]{1,8}(?=[A-Z])")
SENTENCE_END = lazy(r"[\w)`][.!]\Z")
NO_SENTENCE = frozenset("[|·•")

# A whole line up to its colon: the definition of a link that a blank line before it is missing for.
LABEL = lazy(r"[ \t>]*\[(?:[^\[\]\\]|\\.)+\]$")


def separators(sample: Sample) -> Iterator[str]:
    """Yield what stands between each name and its description."""
    for entry in sample.described:
        if entry.separator and "\n" not in entry.separator.value:
            yield entry.separator.value


def separator(source: Source, entry: Entry) -> Text | None:
    """Return what stands between a name and its description, white space alone included; None where nothing is described."""
    if entry.kind is not EntryKind.NAMED or entry.title_span is None:
        return None
    if entry.separator:
        value, span = entry.separator.value, entry.separator.span
        if value.strip() not in SEPARATORS or not entry.description or not _is_on_line(source, span):
            return None
        before = source.beside(span).before
        start = span.start - (len(before) - len(before.rstrip(" \t")))
        found = source.written(start, span.end)
        # A comment or tag between its marks is not to be written over.
        return None if "<" in found.value else found
    if entry.container is not Container.LIST_ITEM or not entry.links or not _leads_away(entry.links[0], entry.title_span):
        return None
    start = entry.title_span.end
    after = source.beside(entry.title_span).after
    if entry.description and COMMA.fullmatch(between := source.slice(Span(start, max(start, entry.description.span.start)))):
        return source.written(start, start + len(between))
    if (mark := OTHER_MARK.match(after)) and _is_sentence(after[mark.end() :]):
        return source.written(start, start + mark.end())
    space = len(after) - len(after.lstrip(" \t"))
    if not space or not _begins_description(source, entry, start):
        return None
    return source.written(start, start + space)


def _is_sentence(text: str) -> bool:
    """Whether several words close a sentence, and hold no link nor further marks between them."""
    return " " in text.strip() and SENTENCE_END.search(text.rstrip(" \t")) is not None and not NO_SENTENCE.intersection(text)


def own_separator(habit: Habit, source: Source, group: Sequence[Entry]) -> str | None:
    """Return the mark that a group of entries has before its descriptions by a habit of its own."""
    found = [text.value.strip() for entry in group if (text := separator(source, entry)) is not None]
    return own(found, Habit(habit.value.strip(), habit.count, habit.total, habit.is_pinned))


def settles_separator(style: "Learnt", habit: Habit) -> bool:
    """Whether no description follows its name with white space alone, where the habit is too young to say so."""
    source = style.sample.source
    return habit.holds or not any(
        entry.separator is None and separator(source, entry) is not None for entry in style.sample.entries
    )


def endings(sample: Sample) -> Iterator[str]:
    """Yield `.` or nothing for each description that ends with one of these."""
    for entry in sample.described:
        found = ending(entry.description.value) if entry.description else None
        if found is not None:
            yield found


def ending(description: str) -> str | None:
    """Return `.` (or the stop of another script) or nothing, which a description ends with; None for any other mark."""
    if description[-1].isalnum():
        return ""
    return "." if description[-1] in STOPS and not description.endswith("..") else None


def own_ending(habit: Habit, _source: Source, group: Sequence[Entry]) -> str | None:
    """Return how the descriptions of a group of entries end by a habit of its own."""
    return own((ending(text.value) or "" for text in _descriptions(group)), habit)


def remarks(sample: Sample) -> Iterator[str]:
    """Yield `.` or nothing for each description that ends with a remark in brackets: those with a period first."""
    values = [entry.description.value for entry in sample.entries if entry.description]
    yield from repeat(".", sum(1 for value in values if value.endswith(").")))
    yield from repeat("", sum(1 for value in values if value.endswith(")")))


def settles_ending(style: Any, habit: Habit) -> bool:
    """Whether no period is asked for after a remark, where the habit is too young to ask for any, and none of what may need
    none where it is not clear."""
    if habit.holds:
        return habit.is_clear
    remark: Habit = style.remark_ending
    return not (remark.value and remark.holds)


def tags(sample: Sample) -> Iterator[str]:
    """Yield the mark of code for each entry that ends with tags."""
    return ("`" for entry in sample.entries if entry.tags)


def cases(sample: Sample) -> Iterator[str]:
    """Yield the case of the letter that each description begins with."""
    for entry in sample.described:
        found = entry.description and case(entry.description.value)
        if found:
            yield found


def case(description: str) -> str | None:
    """Return `upper` or `lower`, by the letter that a description begins with; None for what is neither."""
    first = description[0]
    return "upper" if first.isupper() else "lower" if first.islower() else None


def settles_case(_style: Any, habit: Habit) -> bool:
    """Whether small letters are asked of all descriptions that begin with a capital, not only of those that are no names."""
    return habit.value == "upper" or habit.is_clear or not habit.holds


def own_case(habit: Habit, _source: Source, group: Sequence[Entry]) -> str | None:
    """Return the case with which the descriptions of a group of entries begin by a habit of its own."""
    return own(filter(None, (case(text.value) for text in _descriptions(group))), habit)


def _descriptions(group: Sequence[Entry]) -> list[Text]:
    return [entry.description for entry in group if entry.description and entry.kind is EntryKind.NAMED]


def _is_on_line(source: Source, span: Span) -> bool:
    """Whether what a separator sets apart stands on the line of it: a line break is a space that no rule has to write.

    The colon of a definition sets nothing apart, though text before it made it a part of an entry.
    """
    beside = source.beside(span)
    if "\n" in source.slice(span) or not beside.before.strip(" \t") or not beside.after.strip(" \t"):
        return False
    return not (source.slice(span).startswith(":") and LABEL.match(beside.before))


def _leads_away(link: Link, title: Span) -> bool:
    """Whether a title is a link to another site, which a remark on the list itself is not."""
    return link.span.overlaps(title) and "://" in link.url


def _begins_description(source: Source, entry: Entry, start: int) -> bool:
    """Whether words that follow a name without a separator describe it in a sentence; others go on with the name."""
    is_bare = not (entry.authors or entry.venue or entry.year or entry.tags or entry.badges)
    return is_bare and SENTENCE.match(source.written(start, entry.text_span.end).value) is not None
