"""What a settings file says, and the rules that it and the command line choose together."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, fields
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from awesome_lint.document import NO_PINS, Pins
from awesome_lint.reporters import FORMATS
from awesome_lint.rule import Rule, RuleSet, configured, discover, suggestion
from awesome_lint.values import dataclass

FILE_NAMES = (".awesome-lint.toml", "awesome-lint.toml")
PYPROJECT = "pyproject.toml"
TOOL = "awesome-lint"

ALL = "ALL"

# What a selector covers decides between two that name the same rule: the narrower one wins.
NOT_NAMED, EVERYTHING, GROUP, RULE = range(4)

# Keys whose values are tables.
RULES, STYLE = "rules", "style"

# The short way to pin how entries are written: those with authors, if the template has a place for them, or those without.
ENTRY = "entry"
TEMPLATES = ("paper-entry", "named-entry")

# Between two authors stands something, and so does it for those who are left out.
NEVER_EMPTY = ("author-separator", "et-al", "link-labels", "description-separator")


class SettingsError(ValueError):
    """Settings that cannot be followed; `problems` are all of them, each naming its file and key."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class Selection:
    """Which rules to run: names of rules, names of groups, or ALL; a `select` of None is every rule that is on by default."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def chooses(self, rule: type[Rule]) -> bool:
        """Whether the rule runs. The narrowest selector decides, and of two equal ones the one that ignores."""
        wanted = _narrowest(self.extend_select, rule)
        if self.select is None:
            wanted = max(wanted, EVERYTHING if rule.default else NOT_NAMED)
        else:
            wanted = max(wanted, _narrowest(self.select, rule))
        return wanted > _narrowest(self.ignore, rule)

    def names(self, rule: type[Rule]) -> bool:
        """Whether the rule is spoken of at all."""
        return self.select is not None or _narrowest((*self.extend_select, *self.ignore), rule) > NOT_NAMED


@dataclass(frozen=True)
class Settings:
    """What one settings file says; `path` is None where there is none."""

    path: Path | None = None
    selection: Selection = Selection()
    unsafe_fixes: bool = False
    output_format: str | None = None
    exclude: tuple[str, ...] = ()
    options: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """For each rule, the options set for it, by the names of its fields."""
    style: Pins = NO_PINS
    """The habits that it states, whatever a list does."""

    def excludes(self, path: Path) -> bool:
        """Whether the file, or a folder it is in, matches a pattern of `exclude`, read from the settings file's folder."""
        if self.path is None or not self.exclude:
            return False
        relative = os.path.relpath(os.path.abspath(path), self.path.parent.absolute()).replace(os.sep, "/")
        parts = relative.split("/")
        paths = ["/".join(parts[: count + 1]) for count in range(len(parts))]
        return any(fnmatchcase(each, pattern.rstrip("/")) for pattern in self.exclude for each in paths)


def nearest(folder: Path) -> Path | None:
    """Return the settings file that holds for `folder`: its own, or that of the nearest folder above it in the repository."""
    folder = folder.absolute()
    for place in (folder, *folder.parents):
        for name in FILE_NAMES:
            if (place / name).is_file():
                return place / name
        pyproject = place / PYPROJECT
        if pyproject.is_file() and _speaks_of_us(pyproject):
            return pyproject
        if (place / ".git").exists():
            return None
    return None


def load(path: Path) -> Settings:
    """Return what the settings file says. Raises SettingsError, with everything that is wrong in it."""
    table = _read(path)
    if path.name == PYPROJECT:
        table = table.get("tool", {}).get(TOOL, {})
    return from_table(table, path)


def from_table(table: object, path: Path | None = None) -> Settings:
    """Return what a table says that is written as a settings file is. Raises SettingsError, with all that is wrong in it."""
    prefix = f"{_shown(path)}: " if path else ""
    problems: list[str] = []
    values = dict(_values(table, problems))
    options = dict(_options(table.get(RULES, {}), problems)) if isinstance(table, dict) else {}
    style = Pins(**dict(_pins(table.get(STYLE, {}), problems))) if isinstance(table, dict) else NO_PINS
    for key in ("select", "extend-select", "ignore"):
        problems.extend(f"{key}: {problem}" for problem in unknown_selectors(values.get(key) or ()))
    if problems:
        raise SettingsError(prefix + problem for problem in problems)
    return Settings(
        path=path,
        selection=Selection(values.get("select"), values.get("extend-select", ()), values.get("ignore", ())),
        unsafe_fixes=values.get("unsafe-fixes", False),
        output_format=values.get("output-format"),
        exclude=values.get("exclude", ()),
        options=options,
        style=style,
    )


def choose(settings: Settings, command_line: Selection) -> RuleSet:
    """Return the rules to run, configured: those of the settings file, but where the command line names a rule, as it says."""
    chosen = (
        rule for rule in discover().values() if (command_line if command_line.names(rule) else settings.selection).chooses(rule)
    )
    return RuleSet.of(configured(rule, settings.options.get(rule.name, {})) for rule in chosen)


def unknown_selectors(selectors: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with each selector that names neither a rule nor a group."""
    rules = discover()
    known = [*rules, *sorted({rule.group for rule in rules.values()}), ALL]
    for selector in selectors:
        if selector not in known:
            yield f'unknown rule "{selector}"{suggestion(selector, known)}'


def _narrowest(selectors: Iterable[str], rule: type[Rule]) -> int:
    widths = {ALL: EVERYTHING, rule.group: GROUP, rule.name: RULE}
    return max((widths.get(selector, NOT_NAMED) for selector in selectors), default=NOT_NAMED)


def _speaks_of_us(pyproject: Path) -> bool:
    """Whether a pyproject.toml has our table; most do not, and those need not be parsed, nor be well-formed."""
    try:
        if TOOL.encode() not in pyproject.read_bytes():
            return False
    except OSError:
        return False
    tool = _read(pyproject).get("tool")
    return isinstance(tool, dict) and TOOL in tool


def _read(path: Path) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    name = _shown(path)
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise SettingsError([f"{name}: no such settings file"]) from None
    except UnicodeDecodeError:
        raise SettingsError([f"{name}: not UTF-8 text; convert it to UTF-8"]) from None
    except OSError as error:
        raise SettingsError([f"{name}: cannot be read ({error.strerror})"]) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError([f"{name}: not well-formed TOML: {error}"]) from None


def _values(table: object, problems: list[str]) -> Iterator[tuple[str, Any]]:
    """Yield each setting but the options of rules, and add what is wrong with the others to `problems`."""
    from typing import Literal

    kinds: dict[str, Any] = {
        "select": tuple[str, ...],
        "extend-select": tuple[str, ...],
        "ignore": tuple[str, ...],
        "unsafe-fixes": bool,
        "output-format": Literal[FORMATS],
        "exclude": tuple[str, ...],
    }
    if not isinstance(table, dict):
        problems.append(f"tool.{TOOL}: expected a table")
        return
    for key, value in table.items():
        if key in (RULES, STYLE):
            continue
        if key not in kinds:
            problems.append(f'unknown key "{key}"{suggestion(key, [*kinds, RULES, STYLE])}')
            continue
        try:
            yield key, _convert(value, kinds[key])
        except ValueError as error:
            problems.append(f"{key}: {error}")


def _options(tables: object, problems: list[str]) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the options of each rule by the names of its fields, and add what is wrong with the others to `problems`."""
    if not isinstance(tables, dict):
        problems.append("rules: expected a table for each rule, as in [rules.empty-link]")
        return
    rules = discover()
    for name, table in tables.items():
        if name not in rules:
            problems.append(f'rules: unknown rule "{name}"{suggestion(name, list(rules))}')
        elif not isinstance(table, dict):
            problems.append(f"rules.{name}: expected a table of options, as in [rules.{name}]")
        else:
            yield name, dict(_rule_options(rules[name], table, problems))


def _rule_options(rule: type[Rule], table: dict[str, Any], problems: list[str]) -> Iterator[tuple[str, object]]:
    from typing import get_type_hints

    kinds = get_type_hints(rule)
    known = {each.name.replace("_", "-"): each.name for each in fields(rule)}
    for option, value in table.items():
        if option not in known:
            problems.append(f'rules.{rule.name}: unknown option "{option}"{suggestion(option, list(known))}')
            continue
        try:
            yield known[option], _convert(value, kinds[known[option]])
        except ValueError as error:
            problems.append(f"rules.{rule.name}.{option}: {error}")


def _pins(table: object, problems: list[str]) -> Iterator[tuple[str, Any]]:
    """Yield each habit that is pinned by the name of its field, and add what is wrong with the others to `problems`."""
    from typing import get_type_hints

    if not isinstance(table, dict):
        problems.append(f"{STYLE}: expected a table of habits, as in [{STYLE}]")
        return
    kinds = {name.replace("_", "-"): kind for name, kind in get_type_hints(Pins).items()}
    for key, value in table.items():
        if key not in kinds and key != ENTRY:
            problems.append(f'{STYLE}: unknown habit "{key}"{suggestion(key, [*kinds, ENTRY])}')
            continue
        try:
            pinned = _pinned(key, value, kinds.get(key, str))
        except ValueError as error:
            problems.append(f"{STYLE}.{key}: {error}")
            continue
        name = key if key != ENTRY else TEMPLATES[0] if "{authors}" in pinned else TEMPLATES[1]
        if name != key and name in table:
            problems.append(f"{STYLE}.{key}: {name} says how these entries are written, too; leave out one")
            continue
        yield name.replace("-", "_"), pinned


def _pinned(key: str, value: Any, kind: Any) -> Any:
    """Return the value of a habit. Raises ValueError, saying what was expected, for one that no list can have."""
    from typing import get_origin

    is_many = get_origin(kind) is tuple
    pinned = _convert(value, tuple[str, ...] if is_many else str)
    choices = _choices(kind)
    for each in pinned if is_many else (pinned,):
        if choices and each not in choices:
            known = ", ".join(f'"{choice}"' for choice in choices)
            raise ValueError(f'expected one of {known}, got "{each}"{suggestion(each, choices)}')
        if len(each.splitlines()) > 1:
            raise ValueError("expected one line")
    if key in (*TEMPLATES, ENTRY):
        _require_template(pinned)
    if key in NEVER_EMPTY and not (all(pinned) if is_many else pinned):
        raise ValueError("expected at least one character")
    spellings = [label.casefold() for label in pinned] if is_many and not choices else []
    for label, spelling in zip(pinned, spellings, strict=False):
        if spellings.count(spelling) > 1:
            raise ValueError(f'expected one spelling of each label, got several of "{label}"')
    return pinned


def _choices(kind: Any) -> tuple[str, ...]:
    """Return the words that a type allows, or none where it allows any."""
    from typing import Literal, get_args, get_origin

    if get_origin(kind) is Literal:
        return get_args(kind)
    return tuple(choice for inner in get_args(kind) for choice in _choices(inner))


def _require_template(text: str) -> None:
    from awesome_lint.export.template import TemplateError, template

    try:
        template(text)
    except TemplateError as error:
        raise ValueError(str(error)) from None


def _convert(value: Any, kind: Any) -> Any:
    """Return a value of TOML as the type wanted. Raises ValueError, saying what was expected, when it is another."""
    import msgspec

    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        message = str(error).replace(" - at `$", " - at `").replace("at `[...]`", "inside it")
        raise ValueError(message[:1].lower() + message[1:]) from None


def _shown(path: Path) -> str:
    from awesome_lint.files import shown

    return shown(path)
