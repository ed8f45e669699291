"""Frozen dataclasses that are quickly made.

The standard decorator writes the methods of each class as text and compiles it, which for the classes of this package took as
long as reading a short list. Here the classes share their methods; `fields` and `replace` know them as dataclasses.
"""

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

METHODS = ("__init__", "__eq__", "__hash__", "__repr__", "__setattr__", "__delattr__")

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
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
