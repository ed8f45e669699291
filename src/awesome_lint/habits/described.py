"""The habits of a list for people and programs: in words, as values, and as settings that pin them."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.document import NO_HABIT, Document, EntryKind, Habit, Style
from awesome_lint.habits.template import infer
from awesome_lint.toml import written

TABLE = "style"
PINNED = "tool.awesome-lint.style"


class Described(Struct, frozen=True):
    """A habit: the key of a settings file, what it is, and how often it was met."""

    key: str
    words: str
    habit: Habit


class Stated(Struct, frozen=True):
    """A habit as settings pin it: one value, or a list of them."""

    key: str
    parts: tuple[Habit, ...]
    is_list: bool = False

    def lines(self, parts: Sequence[Habit]) -> Iterator[str]:
        """Yield the lines that pin it to these values; a comment says how firm each is."""
        if self.key == "link-labels":
            yield f"{self.key} = ["
            yield from (f"    {written(habit.value)},  # {met(habit)}" for habit in parts)
            yield "]"
        else:
            yield f"{self.key} = {written(self.value(parts))}  # {', '.join(met(habit) for habit in parts)}"

    def value(self, parts: Sequence[Habit]) -> str | list[str]:
        """Return the value that pins it to these parts."""
        return [habit.value for habit in parts] if self.is_list else parts[0].value


def described(document: Document) -> Iterator[Described]:
    """Yield each habit that the list has, forms of whole entries first."""
    for kind, key, what in ((EntryKind.PAPER, "paper-entry", "Papers"), (EntryKind.NAMED, "named-entry", "Names")):
        form = infer(document, kind)
        if form.value:
            yield Described(key, f"{what} are written `{form.value}`", form)
    yield from _of_style(document.style)


def as_values(document: Document) -> dict[str, object]:
    """Return the habits by their keys in a settings file, each with its value, its number, and that of all there are."""
    return {each.key: _value(each.habit) for each in described(document)} | {
        "link-labels": [_value(habit) for habit in _labels(document.style)],
        "markers": [_value(habit) for habit in document.style.markers if habit.value],
    }


def as_settings(document: Document) -> Iterator[str]:
    """Yield the lines of a settings file that pins the habits; a comment says how firm each is."""
    yield f"[{TABLE}]  # in pyproject.toml: [{PINNED}]"
    for each in stated(document):
        yield from each.lines(each.parts)


def stated(document: Document) -> Iterator[Stated]:
    """Yield each habit as settings pin it."""
    for each in described(document):
        yield Stated(each.key, (each.habit,))
    labels = _labels(document.style)
    if labels:
        yield Stated("link-labels", tuple(labels), is_list=True)
    markers = _each_depth(document.style.markers)
    if markers:
        yield Stated("markers", tuple(markers), is_list=True)


def in_words(document: Document) -> Iterator[tuple[str, str]]:
    """Yield a sentence for each habit, and how often it was met: `97 of 100`."""
    for each in described(document):
        yield each.words, met(each.habit)
    for habit in _labels(document.style):
        yield f"Links are labelled `{habit.value}`", met(habit)
    yield from _markers(document.style)


def met(habit: Habit) -> str:
    """Return how often a habit was met, and whether settings pin it: `97 of 100, pinned`."""
    return f"{habit.count} of {habit.total}{', pinned' if habit.is_pinned else ''}"


# A label that is met less often is a title or a slip, not a habit.
LEAST_LABEL = 3


def _labels(style: Style) -> list[Habit]:
    """Return the labels that the list uses, the most frequent first."""
    used = [habit for habit in style.link_labels.values() if habit.is_pinned or habit.total >= LEAST_LABEL]
    return sorted((habit for habit in used if habit.value.strip()), key=lambda habit: (-habit.total, habit.value))


def _each_depth(markers: Sequence[Habit]) -> list[Habit]:
    """Return a bullet for each depth down to the last that has one; a depth without takes that of the next one."""
    filled: list[Habit] = []
    for habit in reversed(markers):
        if habit.value or filled:
            filled.append(habit if habit.value else replace(filled[-1], count=0, total=0))
    return filled[::-1]


def _markers(style: Style) -> Iterator[tuple[str, str]]:
    used = [habit for habit in style.markers if habit.value]
    if len({(habit.value, habit.is_pinned) for habit in used}) == 1:
        whole = replace(used[0], count=sum(habit.count for habit in used), total=sum(habit.total for habit in used))
        yield f"Bulleted lists begin with `{whole.value}`", met(whole)
        return
    for depth, habit in enumerate(style.markers):
        if habit.value:
            lists = "Bulleted lists" if depth == 0 else "Nested ones" if depth == 1 else f"Those {depth} levels deep"
            yield f"{lists} begin with `{habit.value}`", met(habit)


def _of_style(style: Style) -> Iterator[Described]:
    for key, habit, words in (
        ("title-ending", style.title_ending, _title_ending),
        ("author-separator", style.author_separator, lambda value: f"Authors are separated by `{value}`"),
        ("author-conjunction", style.author_conjunction, _conjunction),
        ("oxford-comma", style.oxford_comma if _has_conjunction(style) else NO_HABIT, _oxford_comma),
        ("author-ending", style.author_ending, _author_ending),
        ("et-al", style.et_al, lambda value: f"Lists of authors are cut short by `{value}`"),
        ("description-separator", style.description_separator, lambda value: f"`{value}` stands before a description"),
        ("description-ending", style.description_ending, _description_ending),
        ("description-case", style.description_case, _description_case),
        ("numbering", style.numbering, _numbering),
    ):
        if habit.total or habit.is_pinned:
            yield Described(key, words(habit.value), habit)


def _has_conjunction(style: Style) -> bool:
    """Whether a comma before the conjunction says anything about the list."""
    return bool(style.author_conjunction.value) or style.oxford_comma.is_pinned


def _title_ending(value: str) -> str:
    if value == "outside":
        return "A period follows the title, outside of its markup"
    return f"Titles end with `{value}`" if value else "Titles end without a period"


def _conjunction(value: str) -> str:
    return f"`{value}` stands before the last author" if value else "No word stands before the last author"


def _oxford_comma(value: str) -> str:
    return "A comma stands before that word" if value else "No comma stands before that word"


def _author_ending(value: str) -> str:
    return f"Lists of authors end with `{value}`" if value else "Lists of authors end without a period"


def _description_ending(value: str) -> str:
    return f"Descriptions end with `{value}`" if value else "Descriptions end without a period"


def _description_case(value: str) -> str:
    return f"Descriptions begin with a {'capital' if value == 'upper' else 'small letter'}"


def _numbering(value: str) -> str:
    return "Numbered entries all have the same number" if value == "same" else "Numbered entries are counted"


def _value(habit: Habit) -> dict[str, object]:
    return {"value": habit.value, "count": habit.count, "total": habit.total, "pinned": habit.is_pinned}
