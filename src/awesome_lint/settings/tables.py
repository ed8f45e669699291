"""What stands in a settings file, checked: the values of each table, and everything that is wrong with them at once."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from awesome_lint import toml
from awesome_lint.habits.book import PINNABLE
from awesome_lint.patterns import lazy
from awesome_lint.registry.discovery import discover, online_rules
from awesome_lint.registry.suggestion import suggestion
from awesome_lint.rule import Rule
from awesome_lint.settings import model, unknown_selectors
from awesome_lint.settings.lines import Key
from awesome_lint.toml import dotted

RULES, STYLE, ONLINE, PER_FILE = "rules", "style", "online", "per-file"
MAX_AGE = "max-age"
SELECT, EXTEND_SELECT, IGNORE = SELECTIONS = ("select", "extend-select", "ignore")
TEMPLATES = ("paper-entry", "named-entry")

TABLES = {
    RULES: "expected a table for each rule, as in [rules.empty-link]",
    STYLE: f"expected a table of habits, as in [{STYLE}]",
    ONLINE: f"expected a table of how others are asked, as in [{ONLINE}]",
    MAX_AGE: f"expected a table of durations, as in [{ONLINE}.{MAX_AGE}]",
    PER_FILE: f'expected a table for each pattern, as in [{PER_FILE}."README.*.md"]',
}


# What msgspec calls the kinds of values, and what they are called in TOML.
KINDS = {
    "`array`": "a list",
    "`bool`": "true or false",
    "`date`": "a date",
    "`datetime`": "a date and time",
    "`float`": "a number",
    "`int`": "a whole number",
    "`object`": "a table",
    "`str`": "text",
    "`time`": "a time",
}
INDEX = lazy(r"\[(\d+)\]")
BOUNDS = {" >= ": "at least", " <= ": "at most"}


class Problem(Struct, frozen=True):
    """What is wrong, and with which key."""

    key: Key
    text: str


class Checked(Struct, frozen=True):
    """The settings of one table, each by the keys that lead to it, the fields of rules and habits by their names here."""

    values: Mapping[Key, Any]
    per_file: Mapping[str, Mapping[Key, Any]]
    problems: tuple[Problem, ...]


def checked(table: Mapping[str, Any]) -> Checked:
    """Return what a settings file says."""
    problems: list[Problem] = []
    values = dict(_values(table, model.TopTable, (), problems))
    per_file = dict(_per_file(table.get(PER_FILE, {}), problems))
    return Checked(values, per_file, tuple(problems))


def _values(
    table: Mapping[str, Any], kind: type[msgspec.Struct], at: Key, problems: list[Problem]
) -> Iterator[tuple[Key, Any]]:
    """Yield each setting but those for some files, and add what is wrong with the others to `problems`."""
    for key, value in _converted(table, kind, at, "key", problems):
        if key in SELECTIONS:
            wrong = [
                Problem((*at, key), f"{dotted(*at, key)}: {problem}") for problem in unknown_selectors(value, is_online=None)
            ]
            problems.extend(wrong)
            if wrong:
                continue
        if key == RULES:
            yield from _options(value, (*at, RULES), problems)
        elif key == STYLE:
            yield from _pins(value, (*at, STYLE), problems)
        elif key == ONLINE:
            yield from _nested(value, model.OnlineTable, (*at, ONLINE), problems)
        elif key != PER_FILE:
            yield (key,), value


def _nested(
    table: Mapping[str, Any], kind: type[msgspec.Struct], at: Key, problems: list[Problem]
) -> Iterator[tuple[Key, Any]]:
    """Yield each setting of a table that may have another one in it."""
    for key, value in _converted(table, kind, at, "key", problems):
        if key == MAX_AGE:
            yield from _nested(value, model.AgesTable, (*at, key), problems)
        else:
            yield (*at, key), value


def _per_file(tables: object, problems: list[Problem]) -> Iterator[tuple[str, Mapping[Key, Any]]]:
    for pattern, table in tables.items() if isinstance(tables, dict) else ():
        at = (PER_FILE, pattern)
        if not pattern:
            problems.append(Problem(at, f"{dotted(*at)}: expected a pattern of files between the quotes"))
        elif not isinstance(table, dict):
            problems.append(Problem(at, f"{dotted(*at)}: expected a table of settings, as in [{dotted(*at)}]"))
        else:
            yield pattern, dict(_values(table, model.FileTable, at, problems))


def _options(tables: Mapping[str, Any], at: Key, problems: list[Problem]) -> Iterator[tuple[Key, Any]]:
    rules = discover()
    for name, table in tables.items():
        if name not in rules:
            rules = {**rules, **online_rules()}
        if name not in rules:
            problems.append(Problem((*at, name), f'{dotted(*at)}: unknown rule "{name}"{suggestion(name, list(rules))}'))
        elif not isinstance(table, dict):
            text = f"{dotted(*at, name)}: expected a table of options, as in [{dotted(*at, name)}]"
            problems.append(Problem((*at, name), text))
        else:
            yield from _options_of(rules[name], table, (*at, name), problems)


def _options_of(rule: type[Rule], table: Mapping[str, Any], at: Key, problems: list[Problem]) -> Iterator[tuple[Key, Any]]:
    for option, value in _converted(table, model.options(rule), at, "option", problems):
        yield (RULES, rule.name, option), value


def _pins(table: Mapping[str, Any], at: Key, problems: list[Problem]) -> Iterator[tuple[Key, Any]]:
    for key, value in _converted(table, model.habits(), at, "habit", problems):
        try:
            _require_habit(key, value)
        except ValueError as error:
            problems.append(Problem((*at, key), f"{dotted(*at, key)}: {error}"))
            continue
        name = key if key != model.ENTRY else TEMPLATES[0] if "{authors}" in value else TEMPLATES[1]
        if name != key and name in table:
            text = f"{dotted(*at, key)}: {name} says how these entries are written, too; leave out one"
            problems.append(Problem((*at, key), text))
            continue
        yield (STYLE, name), value


def _converted(
    table: Mapping[str, Any], kind: type[msgspec.Struct], at: Key, noun: str, problems: list[Problem]
) -> Iterator[tuple[str, Any]]:
    """Yield each key of a table with its value as its type says, and add what is wrong with the others to `problems`."""
    known = model.keys(kind)
    for key, value in table.items():
        place = (*at, key)
        if key not in known:
            problems.append(Problem(place, _unknown(kind, at, key, value, noun)))
        elif key in TABLES and issubclass(kind, model.FileTable | model.OnlineTable):
            if isinstance(value, dict):
                yield key, value
            else:
                problems.append(Problem(place, f"{dotted(*place)}: {TABLES[key]}"))
        else:
            try:
                yield key, convert(value, known[key].type)
            except ValueError as error:
                problems.append(Problem(place, f"{dotted(*place)}: {error}"))


def _unknown(kind: type[msgspec.Struct], at: Key, key: str, value: object, noun: str) -> str:
    """Say that there is no such key, and what may have been meant."""
    place = f"{dotted(*at)}: " if at else ""
    if kind is model.FileTable and key in model.keys(model.TopTable):
        return f"{place}{key} does not depend on the file; write it at the top"
    if kind is model.FileTable and isinstance(value, dict):
        # [per-file.README.md] is a table in a table.
        return f'{place}unknown key "{key}"; quote the whole pattern, as in [{PER_FILE}."{at[-1]}.{key}"]'
    if kind is model.TopTable and key == "tool" and isinstance(value, dict) and "awesome-lint" in value:
        return 'unknown key "tool"; [tool.awesome-lint] is for pyproject.toml, in a file of its own leave it out'
    return f'{place}unknown {noun} "{key}"{suggestion(key, list(model.keys(kind)))}'


def convert(value: Any, kind: Any) -> Any:
    """Return a value of TOML as the type wanted. Raises ValueError, saying what was expected, when it is another."""
    known = model.choices(kind)
    for each in value if isinstance(value, list | tuple) else [value]:
        if isinstance(each, str) and "\0" in each:
            raise ValueError("expected text without a NUL, got some with one")
        if known and isinstance(each, str) and each not in known:
            listed = ", ".join(f'"{choice}"' for choice in known)
            raise ValueError(f'expected one of {listed}, got "{each}"{suggestion(each, known)}')
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise ValueError(_like_examples(kind, value) or _in_words(str(error))) from None


def _like_examples(kind: Any, value: Any) -> str:
    """Say what a text should be like, where it has to follow a pattern; nothing where what is wrong is another thing."""
    pattern = model.pattern(kind)
    if pattern is None or not isinstance(value, str):
        return ""
    examples = ", ".join(toml.written(each) for each in pattern.examples or ())
    return f"expected something like {examples}, got {toml.written(value)}"


def _in_words(message: str) -> str:
    """Return a message of msgspec in the words of TOML: `expected text, got a whole number (value 1 of the list)`."""
    message, _, place = message.partition(" - at ")
    if message == "Expected `str` of length >= 1":
        message = "expected at least one character"
    for name, word in KINDS.items():
        message = message.replace(name, word)
    for sign, words in BOUNDS.items():
        kind, bound, number = message.partition(sign)
        if bound:
            message = f"{kind} of {words} {number.removesuffix('.0')}"
    index = INDEX.search(place)
    where = f" (value {int(index.group(1)) + 1} of the list)" if index else ""
    return f"{message[:1].lower()}{message[1:]}{where}"


def _require_habit(key: str, value: str | tuple[str, ...]) -> None:
    """Raise ValueError, saying what was expected, for a value that no list can have."""
    texts = (value,) if isinstance(value, str) else value
    if any(text.splitlines() not in ([], [text]) for text in texts):
        raise ValueError("expected one line")
    pin = PINNABLE[TEMPLATES[0] if key == model.ENTRY else key].pin
    if pin and pin.check:
        pin.check(texts[0])
    if pin and not pin.may_be_empty and not all(texts):
        raise ValueError("expected at least one character")
    if key == "link-labels":
        spellings = [label.casefold() for label in texts]
        for label, spelling in zip(texts, spellings, strict=True):
            if spellings.count(spelling) > 1:
                raise ValueError(f'expected one spelling of each label, got several of "{label}"')
