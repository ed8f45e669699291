"""What settings say, and the rules that they and the command line choose together.

Everything here is a value. `files` finds the files and reads them, `tables` checks what stands there by the types of `model`,
and `layers` lays one table over another.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from awesome_lint.files.read_write import in_one_line
from awesome_lint.habits.book import NO_PINS, Pins
from awesome_lint.registry.discovery import configured, discover, online_rules
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.registry.suggestion import suggestion
from awesome_lint.rule import Rule

ALL = "ALL"

# What a selector covers decides between two that name the same rule: the narrower one wins.
NOT_NAMED, EVERYTHING, GROUP, RULE = range(4)


class SettingsError(ValueError):
    """Settings that cannot be followed; `problems` are all of them, each naming its place and key."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(map(in_one_line, problems))
        super().__init__("\n".join(self.problems))


class Selection(Struct, frozen=True):
    """Which rules to run: names of rules, names of groups, or ALL; a `select` of None is every rule that is on by default."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    below: "Selection | None" = None
    """What decides about the rules that this one does not name, such as that of a file which is extended."""

    def chooses(self, rule: type[Rule]) -> bool:
        """Whether the rule runs. The narrowest selector decides, and of two equal ones the one that ignores."""
        if self.below is not None and not self.names(rule):
            return self.below.chooses(rule)
        wanted = _narrowest(self.extend_select, rule)
        if self.select is None:
            wanted = max(wanted, EVERYTHING if rule.default else NOT_NAMED)
        else:
            wanted = max(wanted, _narrowest(self.select, rule))
        return wanted > _narrowest(self.ignore, rule)

    def names(self, rule: type[Rule]) -> bool:
        """Whether the rule is spoken of at all."""
        return self.select is not None or _narrowest((*self.extend_select, *self.ignore), rule) > NOT_NAMED

    def over(self, below: "Selection") -> "Selection":
        """Return this selection where it names a rule, and the other one elsewhere."""
        nothing = Selection()
        if nothing in (self, below):
            return below if self == nothing else self
        return replace(self, below=below if self.below is None else self.below.over(below))


class Patterns(Struct, frozen=True, dict=True):
    """Patterns of files and folders, read from a folder; `*` stands for any characters."""

    patterns: tuple[str, ...] = ()
    folder: Path = Path()
    place: str = ""
    """Where they are stated, for people."""

    def match(self, path: Path) -> bool:
        """Whether the file, or a folder it is in, matches one of them."""
        if not self.patterns:
            return False
        relative = os.path.relpath(os.path.abspath(path), os.path.abspath(self.folder)).replace(os.sep, "/")
        parts = relative.split("/")
        paths = ["/".join(parts[: count + 1]) for count in range(len(parts))]
        return any(expression.match(each) for expression in self._expressions for each in paths)

    @cached_property
    def _expressions(self) -> "tuple[re.Pattern[str], ...]":
        from fnmatch import translate

        # What `fnmatch` keeps of patterns it has met is less than some have.
        return tuple(re.compile(translate(pattern.rstrip("/"))) for pattern in self.patterns)


class Ages(Struct, frozen=True):
    """For how long what was answered is believed, as durations are written: `7d`."""

    alive: str = "7d"
    gone: str = "1d"
    record: str = "90d"
    nothing_found: str = "14d"


class Online(Struct, frozen=True):
    """How commands that ask other machines do so."""

    contact: str | None = None
    services: tuple[str, ...] = ("arxiv", "dblp", "crossref", "openalex", "semantic-scholar")
    max_requests: int = 2000
    max_time: str = "20m"
    gone_after: str = "24h"
    skip: tuple[str, ...] = ()
    cache: Path | None = None
    max_age: Ages = Ages()


class Settings(Struct, frozen=True):
    """What the settings say for one list; `path` is the file that holds, or None where there is none."""

    path: Path | None = None
    selection: Selection = Selection()
    unsafe_fixes: bool = False
    output_format: str | None = None
    exclude: Patterns = Patterns()
    baseline: Path | None = None
    """The baseline file, whose problems are hidden."""
    options: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """For each rule, the options set for it, by the names of its fields."""
    style: Pins = NO_PINS
    """The habits that they state, whatever a list does."""
    online: Online = Online()

    def excludes(self, path: Path) -> bool:
        """Whether the file, or a folder it is in, is to be left out."""
        return self.exclude.match(path)


def choose(settings: Settings, command_line: Selection) -> RuleSet:
    """Return the rules to run, configured: those of the settings, but where the command line names a rule, as it says."""
    selection = command_line.over(settings.selection)
    chosen = (rule for rule in discover().values() if selection.chooses(rule))
    return RuleSet.of(configured(rule, settings.options.get(rule.name, {})) for rule in chosen)


def choose_online(settings: Settings, command_line: Selection, group: str) -> RuleSet:
    """Return the rules of a group that have to be told what is known elsewhere, as far as they are to run.

    What settings select is about a check, so that of them only what they ignore, or add by name, counts.
    """
    stated = replace(settings.selection, select=None)
    selection = command_line.over(stated)
    chosen = (rule for rule in online_rules().values() if rule.group == group and selection.chooses(rule))
    return RuleSet.of(configured(rule, settings.options.get(rule.name, {})) for rule in chosen)


def selectors(rules: Mapping[str, type[Rule]]) -> list[str]:
    """Return all that can be selected of these rules: their names, their groups and ALL."""
    return [*rules, *sorted({rule.group for rule in rules.values()}), ALL]


def unknown_selectors(names: Iterable[str], *, is_online: bool | None = False) -> Iterator[str]:
    """Yield what is wrong with each selector that names neither a rule nor a group: of a check, of a command that asks others
    (`is_online`), or, for None, of either."""
    known = [] if is_online else selectors(discover())
    for name in names:
        if name in known:
            continue
        others = selectors(online_rules())
        if name not in others:
            there = [*known, *others] if is_online is not False else known
            yield f'unknown rule "{name}"{suggestion(name, there)}'
        elif is_online is False:
            yield f'"{name}" asks other machines, and is none of a check: see `awesome-lint lookup --help`'


def _narrowest(names: Iterable[str], rule: type[Rule]) -> int:
    widths = {ALL: EVERYTHING, rule.group: GROUP, rule.name: RULE}
    return max((widths.get(name, NOT_NAMED) for name in names), default=NOT_NAMED)
