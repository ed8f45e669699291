"""Frozen values: made, compared, shown and replaced as the standard dataclasses are."""

import dataclasses
from typing import Any

import pytest

from awesome_lint.values import dataclass


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
