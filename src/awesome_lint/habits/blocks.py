"""What lists do as blocks: how numbered ones are numbered, and with which bullets the others begin."""

from collections import Counter
from collections.abc import Iterator
from itertools import repeat, zip_longest
from typing import TYPE_CHECKING

from msgspec.structs import replace

from awesome_lint.entries import LISTS
from awesome_lint.habits.habit import Habit, Row, Sample, summed

if TYPE_CHECKING:
    from awesome_lint.habits.habit import Learnt


def numberings(sample: Sample) -> Iterator[str]:
    """Yield for each item of an ordered list of two or more whether the list repeats its number or counts."""
    numbers: list[list[int]] = []
    for block in sample.blocks:
        if block.type == "ordered_list_open":
            numbers.append([])
        elif block.type == "ordered_list_close":
            own = numbers.pop()
            if len(own) > 1:
                yield from repeat("same" if own[0] == own[1] else "counting", len(own))
        elif block.type == "list_item_open" and block.info and numbers:
            numbers[-1].append(int(block.info))


class Markers(Row[tuple[Habit, ...]]):
    """The bullet at each depth of nesting. A depth without bullets of its own has that of the next one."""

    is_whole = True

    def infer(self, style: "Learnt") -> tuple[Habit, ...]:
        counts = zip_longest(_by_depth(summed(style.sample, self.name, _bullets)), self.pinned(style))
        habits = [self.most(found or Counter(), pin) for found, pin in counts]
        for depth in range(len(habits) - 2, -1, -1):
            if not habits[depth].value:
                habits[depth] = replace(habits[depth + 1], count=0, total=0)
        return tuple(habits)

    def told(self, style: "Learnt") -> Iterator[tuple[str, Habit]]:
        habits = [(depth, habit) for depth, habit in enumerate(self._of(style)) if habit.total or habit.is_pinned]
        if len({(habit.value, habit.is_pinned) for _, habit in habits}) == 1:
            _, first = habits[0]
            whole = replace(first, count=sum(each.count for _, each in habits), total=sum(each.total for _, each in habits))
            yield f"Bulleted lists begin with `{whole.value}`", whole
            return
        for depth, habit in habits:
            lists = "Bulleted lists" if depth == 0 else "Nested ones" if depth == 1 else f"Those {depth} levels deep"
            yield f"{lists} begin with `{habit.value}`", habit

    def parts(self, style: "Learnt") -> Iterator[tuple[Habit, bool]]:
        # The layout writes the bullets of a habit whether it is firm or not.
        return ((habit, True) for habit in self._of(style) if habit.value)

    def shown(self, style: "Learnt") -> Iterator[Habit]:
        return (habit for habit in self._of(style) if habit.total or habit.is_pinned)

    def _of(self, style: "Learnt") -> tuple[Habit, ...]:
        habits: tuple[Habit, ...] = getattr(style, self.name)
        return habits


def _bullets(sample: Sample) -> Iterator[tuple[int, str]]:
    """Yield the depth of each list with its bullet, or with nothing where it is numbered."""
    depth = -1
    for block in sample.blocks:
        if block.type in LISTS:
            depth += 1
            yield depth, block.markup if block.type == "bullet_list_open" else ""
        elif block.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1


def _by_depth(counts: Counter[tuple[int, str]]) -> list[Counter[str]]:
    """Return how often each bullet begins a list at each depth."""
    depths: list[Counter[str]] = [Counter() for _ in range(1 + max((depth for depth, _ in counts), default=-1))]
    for (depth, bullet), count in counts.items():
        if bullet:
            depths[depth][bullet] = count
    return depths
