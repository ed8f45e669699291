"""Frozen values: made, compared, shown and replaced as the standard dataclasses are."""

import copy
import dataclasses
import pickle
import typing
from typing import Any

import pytest

from awesome_lint.values import NamedTuple, dataclass


@dataclass(frozen=True)
class Made:
    name: str
    count: int = 1
    tags: list[str] = dataclasses.field(default_factory=list)


@dataclasses.dataclass(frozen=True)
class Standard:
    name: str
    count: int = 1
    tags: list[str] = dataclasses.field(default_factory=list)


BOTH = pytest.mark.parametrize("kind", [Made, Standard])


@BOTH
def test_fields_are_given_by_place_name_or_default(kind: Any) -> None:
    value = kind("a", tags=["x"])
    assert (value.name, value.count, value.tags) == ("a", 1, ["x"])
    assert kind("a").tags is not kind("a").tags


@BOTH
def test_values_with_equal_fields_are_equal(kind: Any) -> None:
    assert kind("a", 2) == kind(name="a", count=2)
    assert kind("a", 2) != kind("a", 3)
    assert kind("a") != object()


def test_hash_is_that_of_the_fields() -> None:
    assert hash(Made("a", 1, ())) == hash(Made("a", 1, ())) == hash(Standard("a", 1, ()))  # type: ignore[arg-type]


@BOTH
def test_shown_by_their_fields(kind: Any) -> None:
    assert repr(kind("a")) == f"{kind.__name__}(name='a', count=1, tags=[])"


@BOTH
def test_replaced_and_listed_as_dataclasses(kind: Any) -> None:
    assert dataclasses.replace(kind("a"), count=5) == kind("a", 5)
    assert [field.name for field in dataclasses.fields(kind)] == ["name", "count", "tags"]


@BOTH
def test_nothing_is_assigned(kind: Any) -> None:
    value = kind("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.name
    assert value.name == "a"


@BOTH
@pytest.mark.parametrize("arguments", [((), {}), (("a", 1, [], 2), {}), (("a",), {"colour": 1})])
def test_fields_that_are_missing_or_too_many_are_an_error(kind: Any, arguments: tuple[Any, Any]) -> None:
    with pytest.raises(TypeError):
        kind(*arguments[0], **arguments[1])


@BOTH
@pytest.mark.parametrize("decorator", [dataclass, dataclasses.dataclass])
def test_a_subclass_may_add_fields(kind: Any, decorator: Any) -> None:
    @decorator(frozen=True)
    class Wider(kind):  # type: ignore[misc]
        size: int = 3

    assert (Wider("a", size=4).size, Wider("a").count) == (4, 1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        Wider("a").size = 5


def test_a_value_that_changes_is_refused() -> None:
    with pytest.raises(TypeError):
        dataclass(frozen=False)


Content = typing.TypeVar("Content")


class Pair(NamedTuple):
    """Two things."""

    one: str
    other: int = 1

    @property
    def both(self) -> str:
        return f"{self.one}{self.other}"


class StandardPair(typing.NamedTuple):
    """Two things."""

    one: str
    other: int = 1

    @property
    def both(self) -> str:
        return f"{self.one}{self.other}"


class Nothing(NamedTuple):
    pass


BOTH_PAIRS = pytest.mark.parametrize("kind", [Pair, StandardPair])


@BOTH_PAIRS
def test_a_named_tuple_is_made_and_taken_apart(kind: Any) -> None:
    value = kind("a", other=2)
    one, other = value
    assert (one, other) == value == (value.one, value.other) == ("a", 2)
    assert (kind("a").other, value.both, len(value)) == (1, "a2", 2)
    assert isinstance(value, tuple)


@BOTH_PAIRS
def test_a_named_tuple_says_what_it_is(kind: Any) -> None:
    value = kind("a")
    assert repr(value) == f"{kind.__name__}(one='a', other=1)"
    assert (kind._fields, kind._field_defaults, value._asdict()) == (("one", "other"), {"other": 1}, {"one": "a", "other": 1})
    assert (kind.__doc__, kind.__name__, typing.get_type_hints(kind)) == (
        "Two things.",
        kind.__qualname__,
        {"one": str, "other": int},
    )


@BOTH_PAIRS
def test_a_named_tuple_is_changed_into_another(kind: Any) -> None:
    value = kind("a")
    assert (value._replace(other=3), kind._make(["b", 4])) == (("a", 3), ("b", 4))
    assert type(value._replace(one="c")) is kind
    with pytest.raises((TypeError, ValueError)):
        value._replace(third=1)
    with pytest.raises(TypeError):
        kind._make(["b"])


@BOTH_PAIRS
def test_a_named_tuple_is_frozen_copied_pickled_and_matched(kind: Any) -> None:
    value = kind("a", 5)
    with pytest.raises(AttributeError):
        value.one = "b"
    with pytest.raises(AttributeError):
        value.third = "b"
    for other in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
        assert (type(other), other) == (kind, value)
    match value:
        case kind(one, other):
            assert (one, other) == ("a", 5)


@BOTH_PAIRS
@pytest.mark.parametrize(("values", "named"), [((), {}), (("a", 1, 2), {}), (("a",), {"one": "b"}), (("a",), {"third": 1})])
def test_wrong_arguments_of_a_named_tuple(kind: Any, values: tuple[object, ...], named: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        kind(*values, **named)


def test_a_named_tuple_may_be_generic() -> None:
    class Box(NamedTuple, typing.Generic[Content]):
        content: Content

    assert (Box(1), Box[int](1)) == ((1,), (1,))
    assert issubclass(Box, typing.Generic)


def test_a_named_tuple_without_fields() -> None:
    assert (Nothing(), repr(Nothing())) == ((), "Nothing()")


def test_defaults_come_last() -> None:
    with pytest.raises(TypeError, match="follows one with a default"):

        class Wrong(NamedTuple):
            one: str = ""
            other: int  # type: ignore[misc]
