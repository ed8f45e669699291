"""The habits of a list for people and programs: in words, as values, and as settings that pin them."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.habits.book import PINNABLE, ROWS, Style
from awesome_lint.habits.habit import LEAST, Habit
from awesome_lint.toml import written

TABLE = "style"
PINNED = "tool.awesome-lint.style"
FORMS = frozenset({"paper-entry", "named-entry"})
DOUBTFUL = "The list is not of one mind here. Uncomment what you want to hold: deviations are reported then."
SELDOM = "Not met often enough to be a habit yet. Uncomment what you mean to keep."


class Stated(Struct, frozen=True):
    """A habit as settings pin it: the key of a settings file, and one value, or a list of them."""

    key: str
    habits: tuple[Habit, ...]
    is_list: bool = False
    is_whole: bool = False
    """Whether the list is one habit, whose values mean something by their places."""

    @property
    def value(self) -> str | list[str]:
        """The value that pins it."""
        return [habit.value for habit in self.habits] if self.is_list else self.habits[0].value

    def lines(self) -> Iterator[str]:
        """Yield the lines that pin it; a comment says how firm each is."""
        if self.key == "link-labels":
            yield f"{self.key} = ["
            yield from (f"    {written(habit.value)},  # {met(habit)}" for habit in self.habits)
            yield "]"
        else:
            yield f"{self.key} = {written(self.value)}  # {', '.join(map(met, self.habits))}"


def settled(style: Style) -> Iterator[Stated]:
    """Yield the habits that can be pinned as they are: everything that is said about the list stays the same."""
    return _stated(style, is_settled=True)


def unsettled(style: Style) -> Iterator[Stated]:
    """Yield the habits that the list does not have throughout: pinned, they would be asked for."""
    return _stated(style, is_settled=False)


def often(found: Iterable[Stated]) -> tuple[list[Stated], list[Stated]]:
    """Part the habits into those that were met often enough to be one, and those of which nobody knows that yet.

    What is the same one time of one may be a slip; pinned, it would be asked for from then on.
    """
    kept: list[Stated] = []
    seldom: list[Stated] = []
    for each in found:
        is_whole = each.is_whole and sum(habit.count for habit in each.habits) >= LEAST
        many = tuple([habit for habit in each.habits if habit.holds or is_whole])
        few = tuple([habit for habit in each.habits if habit not in many])
        kept += [replace(each, habits=many)] if many else []
        seldom += [replace(each, habits=few)] if few else []
    # Entries of one kind would be read by the form of the other, were that one alone pinned.
    if not FORMS.isdisjoint(each.key for each in seldom):
        seldom = [each for each in kept if each.key in FORMS] + seldom
        kept = [each for each in kept if each.key not in FORMS]
    return kept, seldom


def as_values(style: Style) -> dict[str, object]:
    """Return the habits by their keys in a settings file, each with its value, its number, and that of all there are."""
    found: dict[str, object] = {}
    for row in ROWS:
        values = [_value(habit) for habit in row.shown(style)]
        if row.is_list:
            found[row.key] = values
        elif values:
            (found[row.key],) = values
    return found


def as_settings(style: Style) -> Iterator[str]:
    """Yield the lines of a settings file that pins the habits; a comment says how firm each is."""
    yield f"[{TABLE}]  # in pyproject.toml: [{PINNED}]"
    kept, seldom = often(settled(style))
    yield from pins(kept, unsettled(style), seldom)


def pins(certain: Iterable[Stated], doubtful: Iterable[Stated], seldom: Iterable[Stated] = ()) -> Iterator[str]:
    """Yield the lines that pin these habits, and those that would pin the others as comments."""
    for each in certain:
        yield from each.lines()
    for why, others in ((DOUBTFUL, doubtful), (SELDOM, seldom)):
        lines = [line for each in others for line in each.lines()]
        if lines:
            yield ""
            yield f"# {why}"
            yield from (f"# {line}" for line in lines)


def in_words(style: Style) -> Iterator[tuple[str, str]]:
    """Yield a sentence for each habit, and how often it was met: `97 of 100`."""
    for words, habit in told(style):
        yield words, met(habit)


def told(style: Style) -> Iterator[tuple[str, Habit]]:
    """Yield a sentence for each habit, and the habit."""
    for row in ROWS:
        yield from row.told(style)


def met(habit: Habit) -> str:
    """Return how often a habit was met, and whether settings pin it: `97 of 100, pinned`."""
    return f"{habit.count} of {habit.total}{', pinned' if habit.is_pinned else ''}"


def _stated(style: Style, is_settled: bool) -> Iterator[Stated]:
    for row in PINNABLE.values():
        habits = tuple([habit for habit, is_certain in row.parts(style) if is_certain is is_settled])
        if habits:
            yield Stated(row.key, habits, row.is_list, row.is_whole)


def _value(habit: Habit) -> dict[str, object]:
    return {"value": habit.value, "count": habit.count, "total": habit.total, "pinned": habit.is_pinned}
