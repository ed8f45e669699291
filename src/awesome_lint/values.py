"""Frozen dataclasses and named tuples that are quickly made.

The standard library writes methods of each such class as text and compiles it, which for the classes of this package took as
long as reading a short list. Here the classes share their methods: `dataclasses.fields` and `replace` know the dataclasses, and
a named tuple has all that one of `typing` has.
"""

import collections
import dataclasses
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from operator import itemgetter
from types import FunctionType
from typing import TYPE_CHECKING, Any

# What the standard library reads the fields of its named tuples by, where it has it: twice as fast as a property.
FIELD_OF_TUPLE: Callable[[int, str], Any] | None = getattr(collections, "_tuplegetter", None)

METHODS = ("__init__", "__eq__", "__hash__", "__repr__", "__setattr__", "__delattr__")

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from typing import NamedTuple as NamedTuple
else:

    def dataclass(*, frozen: bool, slots: bool = False) -> Callable[[type], type]:
        """Return what makes a frozen dataclass of a class; slots are not made, for they need a second class."""
        if not frozen:
            raise TypeError("a value is frozen")
        return _made


def _made(cls: Any) -> Any:
    # To the standard decorator the class and those it inherits from are not frozen while it is made: it would compile the
    # methods that freeze it.
    parameters = [vars(base)["__dataclass_params__"] for base in cls.__mro__ if "__dataclass_params__" in vars(base)]
    for each in parameters:
        each.frozen = False
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, match_args=False)(cls)
    for each in (*parameters, made.__dataclass_params__):
        each.frozen = True
    fields = dataclasses.fields(made)
    missing = dataclasses.MISSING
    made._names = tuple(field.name for field in fields)
    made._defaults = {field.name: field.default for field in fields if field.default is not missing}
    made._factories = {field.name: field.default_factory for field in fields if field.default_factory is not missing}
    for method in METHODS:
        setattr(made, method, vars(_Shared)[method])
    return made


class _Shared:
    """The methods that every such class gets."""

    def __init__(self: Any, /, *values: object, **named: object) -> None:
        cls = type(self)
        own = self.__dict__
        own.update(cls._defaults)
        own.update(zip(cls._names, values, strict=False))
        own.update(named)
        for name, factory in cls._factories.items():
            if name not in own:
                own[name] = factory()
        if len(own) != len(cls._names) or len(values) > len(cls._names):
            raise TypeError(f"{cls.__name__} has the fields {', '.join(cls._names)}")

    def __eq__(self: Any, other: object) -> bool:
        return _values(self) == _values(other) if type(self) is type(other) else NotImplemented

    def __hash__(self: Any) -> int:
        return hash(_values(self))

    def __repr__(self: Any) -> str:
        cls = type(self)
        listed = ", ".join(f"{name}={value!r}" for name, value in zip(cls._names, _values(self), strict=True))
        return f"{cls.__qualname__}({listed})"

    def __setattr__(self: Any, name: str, value: object) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self: Any, name: str) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _values(value: Any) -> tuple[object, ...]:
    own = value.__dict__
    return tuple([own[name] for name in type(value)._names])


# --- named tuples -----------------------------------------------------------------------------------------------------


class _Making(type):
    """Makes a named tuple of a class with annotated fields."""

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> Any:
        names = tuple(namespace.get("__annotations__", ()))
        defaults = {each: namespace.pop(each) for each in names if each in namespace}
        if tuple(defaults) != names[len(names) - len(defaults) :]:
            raise TypeError(f"{name}: a field without a default follows one with a default")
        # A constructor is compiled for each number of fields, and gets their names.
        code = _constructor(len(names)).__code__.replace(co_varnames=("cls", *names))
        own: dict[str, Any] = {each: _getter(index) for index, each in enumerate(names)}
        own["__new__"] = FunctionType(code, {"make": tuple.__new__}, "__new__", tuple(defaults.values()))
        own |= {"__slots__": (), "__match_args__": names, "_fields": names, "_field_defaults": defaults}
        others = [base for base in bases if type(base) is not cls]
        return type(name, (tuple, *others), {**OF_TUPLES, **own, **namespace})


def _getter(index: int) -> Any:
    return FIELD_OF_TUPLE(index, "") if FIELD_OF_TUPLE else property(itemgetter(index))


@cache
def _constructor(count: int) -> Any:
    values = "".join(f"value{index}, " for index in range(count))
    return eval(f"lambda cls, {values}: make(cls, ({values}))")


def _make(cls: Any, values: Iterable[object]) -> Any:
    made = tuple.__new__(cls, values)
    if len(made) != len(cls._fields):
        raise TypeError(f"{cls.__name__} has the fields {', '.join(cls._fields)}")
    return made


def _replace(self: Any, /, **named: object) -> Any:
    made = self._make(map(named.pop, self._fields, self))
    if named:
        raise TypeError(f"{type(self).__name__} has the fields {', '.join(self._fields)}")
    return made


def _asdict(self: Any) -> dict[str, object]:
    return dict(zip(self._fields, self, strict=True))


def _arguments(self: Any) -> tuple[object, ...]:
    return tuple(self)


def _listed(self: Any) -> str:
    listed = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
    return f"{type(self).__name__}({listed})"


OF_TUPLES: Mapping[str, Any] = {
    "_make": classmethod(_make),
    "_replace": _replace,
    "__replace__": _replace,
    "_asdict": _asdict,
    "__repr__": _listed,
    "__getnewargs__": _arguments,
}

if not TYPE_CHECKING:
    if sys.version_info >= (3, 14):
        # Annotations are not in the namespace of a class any more.
        from typing import NamedTuple
    else:
        NamedTuple = type.__new__(_Making, "NamedTuple", (), {})
