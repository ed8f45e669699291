"""The set of rules that a run uses."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from awesome_lint.diagnostic import Effect
from awesome_lint.rule import Rule


class RuleSet(Struct, frozen=True):
    """The rules of a run, configured, in the order of their names."""

    rules: tuple[Rule, ...]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> "RuleSet":
        return cls(tuple(sorted(rules, key=lambda rule: rule.name)))

    @classmethod
    def default(cls) -> "RuleSet":
        """Return every rule that is on by default, with default options."""
        from awesome_lint.registry.discovery import discover

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
