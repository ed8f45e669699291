"""Rules of other packages: how they are found, what they have to keep, and who is told when they do not.

A package contributes rules by an entry point, whose value is a class or a module that has some:

    [project.entry-points."awesome_lint.rules"]
    venues = "my_rules.venues"
"""

import os
import sys
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import TYPE_CHECKING, TypeGuard

from awesome_lint.diagnostic import Applicability, Effect
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "awesome_lint.rules"
OWN = "awesome_lint"

# What installers write beside a package, and the file in it.
METADATA = (".dist-info", ".egg-info")
ENTRY_POINTS = "entry_points.txt"

NAME = lazy(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
# Code that an error passes through on its way from a package to here.
NOT_THEIRS = lazy(r"<frozen|\bimportlib(?:_metadata)?\b|\bawesome_lint[/\\](?:registry[/\\]plugins|engine[/\\]ask)\.py$")
# What a selector means by itself.
RESERVED = ("all",)


class PluginError(Exception):
    """Rules of an installed package that cannot be used; the message says of which package, why, and what to do."""


def contributed(own: Mapping[str, type[Rule]]) -> dict[str, type[Rule]]:
    """Return the rules of installed packages by their names. Raises PluginError, with all that is wrong with them."""
    if not is_any_installed():
        return {}
    from importlib.metadata import entry_points

    problems: list[str] = []
    found: dict[str, type[Rule]] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: (_package(point), point.name)):
        package = _package(point)
        try:
            rules = _rules(point)
        except _EntryPointError as error:
            problems.append(f"{package}: {error}; upgrade or uninstall it")
            continue
        for rule in rules:
            if found.get(rule.name) is rule:
                continue
            wrong = [*faults(rule), *_collisions(rule, own, found)]
            problems += [f'{package}: rule "{rule.name}": {each}; upgrade or uninstall it' for each in wrong]
            if not wrong:
                rule.package = package
                found[rule.name] = rule
    if problems:
        raise PluginError("\n".join(problems))
    return found


def is_any_installed() -> bool:
    """Whether an installed package has rules for awesome-lint.

    `importlib.metadata` would say so, too, but takes longer to import than a short list takes to check. Here the same files
    are looked through for the name of the group.
    """
    wanted = GROUP.encode()
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or os.curdir)
        except OSError:
            continue
        for name in names:
            if name.endswith(METADATA):
                try:
                    with open(os.path.join(folder, name, ENTRY_POINTS), "rb", buffering=0) as file:
                        if wanted in file.read():
                            return True
                except OSError:
                    continue
    return False


def faults(rule: type[Rule]) -> Iterator[str]:
    """Yield what is wrong with a rule as such: what every rule has to have, wherever it comes from."""
    for kind, value in (("name", rule.name), ("group", rule.group)):
        if not isinstance(value, str) or not NAME.fullmatch(value) or value in RESERVED:
            yield f'expected a {kind} of small letters and hyphens, found "{value}" (the class can state `{kind} = "..."`)'
    # The standard decorator writes a docstring where there is none.
    manual = (rule.__doc__ or "").strip()
    if not manual or manual.startswith(f"{rule.__name__}("):
        yield "expected a docstring whose first line says what it reports"
    if rule.check is Rule.check:
        yield "expected a method `check`"
    if not isinstance(rule.default, bool):
        yield f"expected True or False as its `default`, found {rule.default!r}"
    if rule.fixable is not None and not isinstance(rule.fixable, Applicability):
        yield f"expected an Applicability or None as `fixable`, found {rule.fixable!r}"
    if not isinstance(rule.effect, Effect):
        yield f"expected an Effect as its `effect`, found {rule.effect!r}"
    try:
        rule()
    except Exception as error:
        yield f"expected a default for every option ({type(error).__name__}: {error})"


class _EntryPointError(Exception):
    """What is wrong with an entry point."""


def _rules(point: "EntryPoint") -> tuple[type[Rule], ...]:
    """Return the rules that an entry point means: a class, or those that a module has. Raises _EntryPointError."""
    try:
        value: object = point.load()
    except (Exception, SystemExit) as error:
        why = " ".join(f"{type(error).__name__}: {error}{place_of(error)}".split())
        raise _EntryPointError(f'cannot import "{point.value}" ({why})') from error
    values = [each for name, each in vars(value).items() if name[0] != "_"] if isinstance(value, ModuleType) else [value]
    found = tuple(dict.fromkeys(each for each in values if _is_foreign_rule(each)))
    if not found:
        met = "a module that neither has nor imports one" if isinstance(value, ModuleType) else repr(value)
        raise _EntryPointError(f'expected a rule class, or a module with some, as "{point.value}", found {met}')
    return found


def _is_foreign_rule(value: object) -> TypeGuard[type[Rule]]:
    """Whether it is a rule, and neither one of ours, which a module may import, nor what they are all made of."""
    return isinstance(value, type) and issubclass(value, Rule) and value.__module__.partition(".")[0] != OWN


def _collisions(rule: type[Rule], own: Mapping[str, type[Rule]], found: Mapping[str, type[Rule]]) -> Iterator[str]:
    known = {**own, **found}
    if rule.name in own:
        yield "awesome-lint has a rule of this name"
    elif rule.name in found:
        yield f"{found[rule.name].package} has a rule of this name, too (a class can state `name`)"
    if rule.name in {each.group for each in known.values()}:
        yield "a group has this name"
    if rule.group in known:
        yield f'its group "{rule.group}" is the name of a rule'


def _package(point: "EntryPoint") -> str:
    distribution = point.dist
    return f"{distribution.name} {distribution.version}" if distribution else point.value


def place_of(error: BaseException) -> str:
    """Return where an error was raised, as far as its author cares: the last place in code that is not ours."""
    import traceback

    frames = [each for each in traceback.extract_tb(error.__traceback__) if not NOT_THEIRS.search(each.filename)]
    return f", {os.path.basename(frames[-1].filename)} line {frames[-1].lineno}" if frames else ""
