"""A habit, what habits are learnt from, and a row of the book that they stand in."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from awesome_lint.entries import Block, Entry, EntryKind, Section
from awesome_lint.source import Source

if TYPE_CHECKING:
    from typing import Protocol

LEAST, SHARE = 5, 0.8
# Where more than one in so many does otherwise, a deviation may have a reason of its own.
CLEAR_SHARE = 5 / 6
# What settings ask for is what the list does, too, where so many do.
MOSTLY = 2 / 3
# So many siblings that agree with each other have a habit of their own.
OWN_LEAST, OWN_SHARE = 3, 0.8


class Habit(Struct, frozen=True):
    """What a list mostly does: the value, how many times it was met, and among how many; or what settings say it should do."""

    value: str
    count: int
    total: int
    is_pinned: bool = False
    """Whether settings state the value, so that it holds however often it was met."""
    least: int = LEAST
    """How many times this habit has to be met to hold."""
    least_share: float = SHARE
    """The share that it has to have to hold."""
    few: int = 0
    """How many times it has to be met to hold where it was met every time but one; 0 where that is not enough."""

    @property
    def share(self) -> float:
        return self.count / self.total if self.total else 0.0

    @property
    def holds(self) -> bool:
        """Whether another form is a deviation: the habit is firm by its own measure, or settings say so."""
        return self.is_firm(self.least, self.least_share) or self._is_of_few

    @property
    def reason(self) -> str:
        """Why another form is a deviation, for the end of what is said of one."""
        return "as the settings ask" if self.is_pinned and self.share < MOSTLY else "as elsewhere in this list"

    @property
    def is_clear(self) -> bool:
        """Whether hardly any do otherwise, so that nothing but the deviation itself has to tell that it is one."""
        return self.is_pinned or self.share >= CLEAR_SHARE

    @property
    def _is_of_few(self) -> bool:
        """Whether a list too short for the usual measure agrees but for one of its entries, which is then the odd one."""
        return 0 < self.few <= self.count < self.least and self.count == self.total - 1

    def is_firm(self, least: int = 5, share: float = 0.8) -> bool:
        """Whether it was met often enough to call another form a deviation, or settings say that it is one."""
        return self.is_pinned or (self.count >= least and self.share >= share)


NO_HABIT = Habit("", 0, 0)


class Sample(Struct, frozen=True, dict=True):
    """What the habits of a list are learnt from."""

    source: Source
    sections: tuple[Section, ...] = ()
    blocks: Sequence[Block] = ()
    """Its block tokens, in order, wherever they say that they stand."""
    parts: "tuple[Sample, ...]" = ()
    """What it is put together from, should that be known: what was counted in one that stays is not counted again."""

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, nested ones after the one that holds them, in source order."""
        sections = (section for top in self.sections for section in top.walk())
        return tuple([nested for section in sections for entry in section.entries for nested in entry.walk()])

    @cached_property
    def papers(self) -> tuple[Entry, ...]:
        """The entries with authors."""
        return tuple([entry for entry in self.entries if entry.kind is EntryKind.PAPER])

    @cached_property
    def described(self) -> tuple[Entry, ...]:
        """The entries without authors that have a description."""
        return tuple([entry for entry in self.entries if entry.description and entry.kind is EntryKind.NAMED])

    def groups(self) -> Iterator[tuple[Entry, ...]]:
        """Yield the entries that stand side by side: those of a section, and those nested in one entry."""
        for top in self.sections:
            for section in top.walk():
                yield section.entries
        for entry in self.entries:
            if entry.entries:
                yield entry.entries


NO_SAMPLE = Sample(Source.from_text(""))

Found = TypeVar("Found")


def once(find: Callable[[Sample], Found]) -> Callable[[Sample], Found]:
    """Let a function look for things in a list once, for the habit and for the rule that holds entries to it."""
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def found(sample: Sample) -> Found:
        kept: dict[str, Any] = sample.__dict__
        if name not in kept:
            kept[name] = find(sample)
        result: Found = kept[name]
        return result

    return found


Value = TypeVar("Value")


def summed(sample: Sample, name: str, find: Callable[[Sample], Iterable[Value]]) -> Counter[Value]:
    """Return how often each value is met that is found in a list, whose parts keep what was counted in them by this name."""
    key = f"count of {name}"
    total: Counter[Value] = Counter()
    for part in sample.parts or (sample,):
        kept: dict[str, Any] = part.__dict__
        if key not in kept:
            kept[key] = Counter(find(part))
        total.update(kept[key])
    return total


if TYPE_CHECKING:

    class Learnt(Protocol):
        """The style of a list, as far as a row needs it."""

        @property
        def sample(self) -> Sample: ...
        @property
        def pins(self) -> Any: ...


class Pin(Struct, frozen=True):
    """What settings may state of a habit."""

    help: str
    """What it does, for `docs/settings.md`, `config` and the schema."""
    words: tuple[str, ...] = ()
    """The values that it may have; any text where none are named."""
    is_list: bool = False
    """Whether it is a list of such values."""
    may_be_empty: bool = True
    check: Callable[[str], None] | None = None
    """Raises ValueError, saying what was expected, for a text that no list can have."""

    @property
    def annotation(self) -> str:
        """The type of the field that holds it, as one would write it."""
        kind = f"Literal[{', '.join(map(repr, self.words))}]" if self.words else "str"
        return f"tuple[{kind}, ...]" if self.is_list else f"{kind} | None"


Kind = TypeVar("Kind")


class Row(cached_property[Kind]):
    """A row of the book: an attribute of `Style`, inferred when it is first asked for.

    `of` says which values there are, and of what; `pin` is there for what settings may state; `least` and `share` say how often
    it has to be met to hold. Entries are held to no habit that `is_free`.
    """

    name = ""
    key = ""
    is_whole = False
    """Whether a list that pins it is one habit, whose values mean something by their places."""

    def __init__(
        self, of: str, *, pin: Pin | None = None, least: int = LEAST, share: float = SHARE, few: int = 0, is_free: bool = False
    ) -> None:
        super().__init__(self.infer)
        self.of = of
        self.pin = pin
        self.least = least
        self.share = share
        self.few = few
        self.is_free = is_free

    def __set_name__(self, owner: type[Any], name: str) -> None:
        """Take the name of the attribute, which with hyphens is the key in settings."""
        super().__set_name__(owner, name)
        self.name = name
        self.key = name.replace("_", "-")

    @property
    def is_list(self) -> bool:
        """Whether it is many habits, pinned by a list."""
        return self.pin is not None and self.pin.is_list

    @property
    def is_told(self) -> bool:
        """Whether `style` and `show` tell it."""
        return self.pin is not None

    def infer(self, style: "Learnt") -> Kind:
        """Return what the list does."""
        raise NotImplementedError

    def pinned(self, style: "Learnt") -> Any:
        """Return what settings state, or None."""
        return getattr(style.pins, self.name) if self.pin else None

    def told(self, _style: "Learnt") -> Iterator[tuple[str, Habit]]:
        """Yield what it is in words, and how often it was met; nothing for a habit of which nobody is told."""
        yield from ()

    def parts(self, _style: "Learnt") -> Iterator[tuple[Habit, bool]]:
        """Yield each habit that settings would state to pin it, and whether it is settled: a pin would change nothing."""
        yield from ()

    def shown(self, style: "Learnt") -> Iterator[Habit]:
        """Yield the habits as values for programs."""
        for _, habit in self.told(style):
            yield habit

    def most(self, counts: Counter[str], pinned: str | None = None) -> Habit:
        """Return the most frequent value, or the pinned one, with how often it was met."""
        total = sum(counts.values())
        if pinned is not None:
            return Habit(pinned, counts[pinned], total, is_pinned=True, least=self.least, least_share=self.share, few=self.few)
        if not counts:
            return NO_HABIT
        value, count = counts.most_common(1)[0]
        return Habit(value, count, total, least=self.least, least_share=self.share, few=self.few)


class One(Row[Habit]):
    """A habit with one value for the whole list.

    `find` yields each value that counts; `say` puts a value in words. `own` tells what a group of entries does by a habit that
    is not the list's, if rules leave such a group alone. `settled` says, beyond that, whether a pinned value changes nothing;
    values that are `unasked` never change anything. What `find` yields in a part of a list it yields in the list, unless its
    values are those `of_all`.
    """

    def __init__(
        self,
        find: Callable[[Sample], Iterable[str]],
        of: str,
        say: Callable[[str], str] | None = None,
        *,
        pin: Pin | None = None,
        least: int = LEAST,
        share: float = SHARE,
        few: int = 0,
        own: Callable[[Habit, Source, Sequence[Entry]], str | None] | None = None,
        settled: Callable[[Any, Habit], bool] | None = None,
        unasked: Sequence[str] = (),
        is_free: bool = False,
        is_of_all: bool = False,
    ) -> None:
        super().__init__(of, pin=pin, least=least, share=share, few=few, is_free=is_free)
        self.find = find
        self.say = say
        self.own = own
        self.settled = settled
        self.unasked = unasked
        self.is_of_all = is_of_all

    @property
    def is_told(self) -> bool:
        return self.say is not None

    def infer(self, style: "Learnt") -> Habit:
        sample = style.sample
        counts = Counter(self.find(sample)) if self.is_of_all else summed(sample, self.name, self.find)
        return self.most(counts, self.pinned(style))

    def is_met(self, _style: Any, habit: Habit) -> bool:
        """Whether there is something to tell."""
        return bool(habit.total) or habit.is_pinned

    def told(self, style: "Learnt") -> Iterator[tuple[str, Habit]]:
        if self.say is not None:
            habit: Habit = getattr(style, self.name)
            if self.is_met(style, habit):
                yield self.say(habit.value), habit

    def parts(self, style: "Learnt") -> Iterator[tuple[Habit, bool]]:
        if self.pin:
            for _, habit in self.told(style):
                yield habit, self._is_settled(style, habit)

    def _is_settled(self, style: "Learnt", habit: Habit) -> bool:
        if self.is_free or habit.is_pinned or habit.value in self.unasked:
            return True
        if self.settled is not None and not self.settled(style, habit):
            return False
        if habit.count == habit.total:
            return True
        return habit.holds and not (self.own and self._has_own(style.sample, habit, self.own))

    def _has_own(self, sample: Sample, habit: Habit, own: Callable[[Habit, Source, Sequence[Entry]], str | None]) -> bool:
        return any(own(habit, sample.source, group) is not None for group in sample.groups())


class Each(Row[Mapping[Any, Habit]]):
    """A habit for each kind of thing that is compared, such as each label of links; `find` has the values of each kind."""

    def __init__(
        self,
        find: Callable[[Sample], Mapping[Any, Iterable[str]]],
        of: str,
        *,
        pin: Pin | None = None,
        least: int = LEAST,
        share: float = SHARE,
    ) -> None:
        super().__init__(of, pin=pin, least=least, share=share)
        self.find = find

    def infer(self, style: "Learnt") -> Mapping[Any, Habit]:
        return {kind: self.most(counts) for kind, counts in self.counted(style.sample).items()}

    def counted(self, sample: Sample) -> Mapping[Any, Counter[str]]:
        """Return how often each value is met, by what is compared."""
        counts: defaultdict[Any, Counter[str]] = defaultdict(Counter)
        for (kind, value), count in summed(sample, self.name, self._pairs).items():
            counts[kind][value] = count
        return counts

    def _pairs(self, sample: Sample) -> Iterator[tuple[Any, str]]:
        return ((kind, value) for kind, values in self.find(sample).items() for value in values)


def own(values: Iterable[str], habit: Habit) -> str | None:
    """Return what a group of siblings does by a habit that is not the list's; None where it has none or settings decide."""
    if habit.is_pinned:
        return None
    counts = Counter(values)
    if not counts:
        return None
    value, count = counts.most_common(1)[0]
    found = Habit(value, count, sum(counts.values()))
    return value if value != habit.value and found.is_firm(OWN_LEAST, OWN_SHARE) else None
