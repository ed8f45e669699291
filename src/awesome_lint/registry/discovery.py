"""Which rules there are: found by walking a folder, and asked of installed packages."""

import os
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType

from msgspec.structs import replace

from awesome_lint.registry.plugins import contributed
from awesome_lint.rule import Rule

RULES_PACKAGE = "awesome_lint.rules"
# What judges a list by what other machines said of it: a check never runs one, and imports none.
ONLINE_PACKAGE = "awesome_lint.online.rules"


@cache
def discover() -> Mapping[str, type[Rule]]:
    """Return every rule class by its name: our own, and those that installed packages contribute.

    Raises PluginError where such a package has rules that cannot be used.
    """
    own = own_rules()
    return dict(sorted({**own, **contributed(own)}.items()))


@cache
def own_rules() -> Mapping[str, type[Rule]]:
    """Return every rule class of awesome-lint by its name, found by walking the folders of the rules package."""
    package = import_module(RULES_PACKAGE)
    found: dict[str, type[Rule]] = {}
    for folder in package.__path__:
        # Patterns of `pathlib` would take longer than reading the folders.
        groups = sorted(group.name for group in os.scandir(folder) if group.is_dir())
        names = ((group, name) for group in groups for name in sorted(os.listdir(os.path.join(folder, group))))
        for group, name in names:
            if not name.endswith(".py") or name == "__init__.py":
                continue
            module = import_module(f"{RULES_PACKAGE}.{group}.{name.removesuffix('.py')}")
            found |= {each.name: each for each in _rules_of(module)}
    return dict(sorted(found.items()))


@cache
def online_rules() -> Mapping[str, type[Rule]]:
    """Return every rule class that needs to be told what is known elsewhere, by its name."""
    found: dict[str, type[Rule]] = {}
    for folder in import_module(ONLINE_PACKAGE).__path__:
        for name in sorted(os.listdir(folder)):
            if name.endswith(".py") and name != "__init__.py":
                module = import_module(f"{ONLINE_PACKAGE}.{name.removesuffix('.py')}")
                found |= {each.name: each for each in _rules_of(module)}
    return dict(sorted(found.items()))


def rule_named(name: str) -> type[Rule] | None:
    """Return the rule class of this name, whoever runs it, or None where there is none."""
    return discover().get(name) or online_rules().get(name)


def _rules_of(module: ModuleType) -> Iterator[type[Rule]]:
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, Rule) and value.__module__ == module.__name__:
            yield value


def configured(rule: type[Rule], options: Mapping[str, object]) -> Rule:
    """Return the rule with these options. Raises KeyError, naming the option, for one that it does not have."""
    for option in options:
        if option not in rule.__struct_fields__:
            raise KeyError(option)
    return replace(rule(), **options)
