"""Values that are used while later ones are still being made."""

from collections.abc import Iterator, Sequence
from typing import TypeVar, overload

Value = TypeVar("Value", covariant=True)


class Arriving(Sequence[Value]):
    """What an iterator yields, as a sequence; it waits only for what is asked for."""

    def __init__(self, source: Iterator[Value]) -> None:
        self._source = source
        self._here: list[Value] = []

    def __iter__(self) -> Iterator[Value]:
        index = 0
        while self._has(index):
            yield self._here[index]
            index += 1

    def __bool__(self) -> bool:
        return self._has(0)

    def __len__(self) -> int:
        self._here.extend(self._source)
        return len(self._here)

    @overload
    def __getitem__(self, index: int) -> Value: ...
    @overload
    def __getitem__(self, index: slice) -> list[Value]: ...
    def __getitem__(self, index: int | slice) -> Value | list[Value]:
        if isinstance(index, slice) or index < 0 or not self._has(index):
            len(self)
        return self._here[index]

    def _has(self, index: int) -> bool:
        while len(self._here) <= index:
            try:
                self._here.append(next(self._source))
            except StopIteration:
                return False
        return True
