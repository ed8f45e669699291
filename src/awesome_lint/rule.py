"""What a rule is, how rules are found, and the set of rules that a run uses."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import cache
from importlib import import_module
from typing import ClassVar

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix, Related
from awesome_lint.document import Document
from awesome_lint.source import Span
from awesome_lint.values import dataclass

RULES_PACKAGE = "awesome_lint.rules"


@dataclass(frozen=True)
class Rule:
    """One check of a list.

    A subclass stands in a module of its own, `rules/<group>/<name>.py`; name and group come from there, unless the class states
    them. One with options is a frozen dataclass, whose fields they are; one without needs no decorator, which takes its time at
    every start. Its docstring is its manual: what it reports, then the sections Why, Bad, Good and Fix, whose examples are
    executed by the tests.
    """

    name: ClassVar[str] = ""
    group: ClassVar[str] = ""
    default: ClassVar[bool] = True
    """Whether the rule is on unless turned off."""
    fixable: ClassVar[Applicability | None] = None
    """The safest applicability that its fixes have, or None when it offers none."""
    effect: ClassVar[Effect] = Effect.NOTHING
    """What a reader may see change through its fixes."""
    yields: ClassVar[bool] = False
    """Whether its edits of a place are moot where a safe fix of another rule makes other blocks of it."""
    package: ClassVar[str] = ""
    """The installed package that contributes it, with its version; nothing for a rule of awesome-lint."""

    def __init_subclass__(cls) -> None:
        package, _, module = cls.__module__.rpartition(".")
        stated = vars(cls)
        if "name" not in stated:
            cls.name = module.replace("_", "-")
        if "group" not in stated:
            cls.group = package.rpartition(".")[2].replace("_", "-")

    def check(self, document: Document) -> Iterator[Diagnostic]:
        """Yield what is wrong in the document, in any order."""
        raise NotImplementedError

    def review(self, document: Document, rules: "RuleSet", found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
        """Yield what is wrong in the light of what all rules of the run found; asked only of a document with directives."""
        return iter(())

    def narrowed(self, document: Document, diagnostic: Diagnostic, kept: Sequence[int]) -> Diagnostic:
        """Return a diagnostic of this rule for those of its places only, by their indexes."""
        places = diagnostic.places
        fix = diagnostic.fix
        if fix:
            each, rest = divmod(len(fix.edits), len(places))
            edits = [edit for index in kept for edit in fix.edits[index * each : (index + 1) * each]]
            # Where places are mended by edits of different numbers, it is not known which belong to which.
            fix = Fix(tuple(edits), fix.applicability) if edits and not rest else None
        span = diagnostic.span if kept[0] == 0 else places[kept[0]]
        run = tuple(places[index] for index in kept) if diagnostic.run else ()
        return Diagnostic(self.name, span, diagnostic.message, fix, diagnostic.related, len(kept), run)

    def diagnostic(
        self,
        span: Span,
        message: str,
        fix: Fix | None = None,
        related: Iterable[Related] = (),
        count: int = 1,
        run: Iterable[Span] = (),
    ) -> Diagnostic:
        return Diagnostic(self.name, span, message, fix, tuple(related), count, tuple(run))


@dataclass(frozen=True)
class RuleSet:
    """The rules of a run, configured, in the order of their names."""

    rules: tuple[Rule, ...]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> "RuleSet":
        return cls(tuple(sorted(rules, key=lambda rule: rule.name)))

    @classmethod
    def default(cls) -> "RuleSet":
        """Return every rule that is on by default, with default options."""
        return cls.of(rule() for rule in discover().values() if rule.default)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __contains__(self, name: str) -> bool:
        return any(rule.name == name for rule in self.rules)

    def named(self, name: str) -> Rule:
        """Return the rule called `name`. Raises KeyError when the set has none."""
        for rule in self.rules:
            if rule.name == name:
                return rule
        raise KeyError(name)

    def effect(self, name: str) -> Effect:
        """Return the declared effect of the rule called `name`. Raises KeyError when the set has none."""
        return self.named(name).effect

    def packages(self, names: Iterable[str]) -> set[str]:
        """Return the installed packages that the rules of these names come from; awesome-lint itself is none."""
        wanted = {*names}
        return {rule.package for rule in self.rules if rule.name in wanted and rule.package}


@cache
def discover() -> Mapping[str, type[Rule]]:
    """Return every rule class by its name: our own, and those that installed packages contribute.

    Raises PluginError where such a package has rules that cannot be used.
    """
    from awesome_lint.plugins import contributed

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
            for value in vars(module).values():
                if isinstance(value, type) and issubclass(value, Rule) and value.__module__ == module.__name__:
                    found[value.name] = value
    return dict(sorted(found.items()))


def configured(rule: type[Rule], options: Mapping[str, object]) -> Rule:
    """Return the rule with these options. Raises KeyError, naming the option, for one that it does not have."""
    known = {field.name for field in fields(rule)}
    for option in options:
        if option not in known:
            raise KeyError(option)
    return replace(rule(), **options)


def suggestion(word: str, known: Sequence[str]) -> str:
    """Return ` (did you mean "..."?)` for the known word that is most like this one, or nothing."""
    from difflib import get_close_matches

    spellings = {each.lower().replace("_", "-"): each for each in known}
    close = get_close_matches(word.lower().replace("_", "-"), spellings, n=1, cutoff=0.6)
    return f' (did you mean "{spellings[close[0]]}"?)' if close else ""
