"""Rules of other packages: how they are found, what they have to keep, and who is told when they do not.

A package contributes rules by an entry point, whose value is a class or a module that has some:

    [project.entry-points."awesome_lint.rules"]
    venues = "my_rules.venues"
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import ModuleType
from typing import TYPE_CHECKING, TypeGuard

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Span

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "awesome_lint.rules"
OWN = "awesome_lint"

# What installers write beside a package, and the file in it.
METADATA = (".dist-info", ".egg-info")
ENTRY_POINTS = "entry_points.txt"

NAME = lazy(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
# Code that an error passes through on its way from a package to here.
NOT_THEIRS = lazy(r"<frozen|\bimportlib\b|\bawesome_lint[/\\]plugins\.py$")
# What a selector means by itself.
RESERVED = ("all",)


class PluginError(Exception):
    """Rules of an installed package that cannot be used; the message says of which package, why, and what to do."""


class RuleError(PluginError):
    """A rule of an installed package that failed on a list, or said of it what no rule may say."""


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


def heard(rule: Rule, document: Document, ask: Callable[[], Iterable[Diagnostic]]) -> list[Diagnostic]:
    """Return what a rule says when it is asked. Raises RuleError where one of another package fails, or speaks nonsense."""
    try:
        said = list(ask())
    except Exception as error:
        if rule.package:
            raise _failed(rule, document, f"{type(error).__name__}: {error}{_place(error)}") from error
        if sys.version_info >= (3, 11):
            error.add_note(f"while running {rule.name} on {document.source.path}")
        raise
    if rule.package:
        for diagnostic in said:
            for nonsense in mistakes(rule, document, diagnostic):
                raise _failed(rule, document, nonsense)
    return said


def mistakes(rule: Rule, document: Document, said: object) -> Iterator[str]:
    """Yield what a rule may not say: places that the document does not have, fixes that its class does not announce."""
    if not isinstance(said, Diagnostic):
        yield f"expected a Diagnostic, got {said!r}"
        return
    if said.rule != rule.name:
        yield f'expected a diagnostic of "{rule.name}", got one of "{said.rule}"'
    if not isinstance(said.message, str) or not said.message or "\n" in said.message:
        yield f"expected a message of one line, got {said.message!r}"
    length = len(document.source.text)
    for span in (said.span, *said.run, *(related.span for related in said.related)):
        if not isinstance(span, Span) or not 0 <= span.start <= span.end <= length:
            yield f"expected a Span within the {length} characters of the text, got {span!r}"
    if said.fix is not None:
        yield from _mistakes_of_fix(rule, said.fix, length)


def _mistakes_of_fix(rule: Rule, fix: Fix, length: int) -> Iterator[str]:
    if rule.fixable is None or (fix.is_safe and rule.fixable is Applicability.UNSAFE):
        yield f"expected no {fix.applicability.value} fix, as its `fixable` is {rule.fixable}"
    if not fix.edits:
        yield "expected a fix with edits, or none"
    end = 0
    for edit in fix.edits:
        if not end <= edit.span.start <= edit.span.end <= length:
            yield f"expected edits within the text, in order and apart, got {fix.edits!r}"
            return
        end = edit.span.end


class _EntryPointError(Exception):
    """What is wrong with an entry point."""


def _rules(point: "EntryPoint") -> tuple[type[Rule], ...]:
    """Return the rules that an entry point means: a class, or those that a module has. Raises _EntryPointError."""
    try:
        value: object = point.load()
    except Exception as error:
        raise _EntryPointError(f'cannot import "{point.value}" ({type(error).__name__}: {error}{_place(error)})') from error
    values = [each for name, each in vars(value).items() if name[0] != "_"] if isinstance(value, ModuleType) else [value]
    found = tuple(dict.fromkeys(each for each in values if _is_foreign_rule(each)))
    if not found:
        met = "a module without one" if isinstance(value, ModuleType) else repr(value)
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


def _failed(rule: Rule, document: Document, why: str) -> RuleError:
    return RuleError(
        f"{document.source.path}: rule {rule.name} of {rule.package} failed: {why}; "
        f"ignore it (--ignore {rule.name}) and report it to that package"
    )


def _place(error: BaseException) -> str:
    """Return where an error was raised, as far as its author cares: the last place in code that is not ours."""
    import traceback

    frames = [each for each in traceback.extract_tb(error.__traceback__) if not NOT_THEIRS.search(each.filename)]
    return f", {os.path.basename(frames[-1].filename)} line {frames[-1].lineno}" if frames else ""
