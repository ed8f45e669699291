"""Every setting that holds for a list, with its value and where that is stated: as TOML for people, as values for programs."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.files.read_write import BASELINE, FileError, locate, named, shown
from awesome_lint.registry.discovery import discover, online_rules, rule_named
from awesome_lint.registry.suggestion import suggestion
from awesome_lint.reporters.text import columns, visible
from awesome_lint.rule import Rule
from awesome_lint.settings import Ages, Online, Selection, choose, choose_online, model
from awesome_lint.settings.layers import Layer, merged
from awesome_lint.settings.lines import Key
from awesome_lint.settings.tables import MAX_AGE, ONLINE, PER_FILE, RULES, SELECT, SELECTIONS, STYLE
from awesome_lint.toml import dotted, written

DEFAULTS = {"extend-select": (), "ignore": (), "unsafe-fixes": False, "exclude": (), "output-format": "full"}
UNSET = {
    "extend": "no other file",
    "select": "the rules that are on by default",
    "baseline": f"the nearest {BASELINE}, if there is one",
    f"{ONLINE}.contact": "nobody",
    f"{ONLINE}.cache": "the user's folder for such things",
}


class Stated(Struct, frozen=True):
    """A value, or a part of it, and what states it."""

    value: Any
    layer: Layer
    line: int | None

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        name = self.layer.source.name if self.line is None else f"{self.layer.source.name}:{self.line}"
        return f"{name} [{dotted(*self.layer.table)}]" if self.layer.table else name


class Value(Struct, frozen=True):
    """A setting, the value that holds, and what it consists of; a setting that nothing states has its default."""

    key: Key
    value: Any
    """None is nothing: a habit that the list decides, no selection."""
    stated: tuple[Stated, ...]
    description: str
    kind: str

    @property
    def name(self) -> str:
        return dotted(*self.key)


class Overview(Struct, frozen=True):
    """The settings of one list, in the order of the documents, and the rules that they choose."""

    path: Path
    layers: tuple[Layer, ...]
    values: tuple[Value, ...]
    run: tuple[str, ...]
    left_out: tuple[str, ...]
    asking: tuple[str, ...]
    """Those that run with the commands that ask other machines."""
    is_excluded: bool

    def matching(self, key: str) -> tuple[Value, ...]:
        """Return the settings that a key means: one, all in a table, or the options of a rule."""
        return tuple(
            value
            for value in self.values
            if key in (value.name, *(dotted(*value.key[:end]) for end in (1, 2)), *_rule_of(value))
        )


def overview(path: Path, layers: Sequence[Layer]) -> Overview:
    """Return what the layers, the farthest first, say about a list."""
    settings = merged(None, layers)
    run = tuple(rule.name for rule in choose(settings, Selection()))
    left_out = tuple(name for name in discover() if name not in run)
    groups = dict.fromkeys(rule.group for rule in online_rules().values())
    asking = tuple(rule.name for group in groups for rule in choose_online(settings, Selection(), group))
    return Overview(path, tuple(layers), tuple(_values(layers)), run, left_out, asking, settings.excludes(path))


def asked(arguments: Iterable[str]) -> tuple[tuple[str, ...], Path]:
    """Return the settings that arguments ask for, and the list: what is not a key is a path. Raises ValueError for neither."""

    known = known_keys()
    keys = tuple(argument for argument in arguments if argument in known)
    paths = [argument for argument in arguments if argument not in known]
    if len(paths) > 1:
        raise ValueError(f"expected one list at a time, got {', '.join(paths)}")
    path = _named(paths[0]) if paths else Path()
    if not os.path.exists(path):
        raise ValueError(f'"{path}": no such file, and no setting of this name{suggestion(str(path), known)}')
    try:
        return keys, locate(str(path))
    except FileError:
        # A folder without a list has settings, too.
        return keys, path / "README.md"


def _named(argument: str) -> Path:
    try:
        return named(argument)
    except FileError as error:
        raise ValueError(str(error)) from None


def known_keys() -> list[str]:
    """Return all that can be asked for: settings, the tables that they are in, and rules."""
    keys = [value.key for value in _values(())]
    return list(
        dict.fromkeys([*(dotted(*key[:end]) for key in keys for end in (1, 2, 3)), PER_FILE, *discover(), *online_rules()])
    )


def as_values(found: Overview, keys: Sequence[str] = ()) -> dict[str, object]:
    """Return what programs are told, of some settings or all."""
    wanted = {each.key for key in keys for each in found.matching(key)}
    values = [each for each in found.values if not keys or each.key in wanted]
    files = [layer.source.name for layer in found.layers if layer.source.path is not None and layer.pattern is None]
    return {
        "path": _name(found.path),
        "excluded": found.is_excluded,
        "files": files[::-1],
        "per_file": [layer.pattern for layer in found.layers if layer.pattern is not None],
        "settings": [
            {
                "key": value.name,
                "value": value.value,
                "default": not value.stated,
                "from": [
                    {
                        "place": each.layer.source.name,
                        "line": each.line,
                        "per_file": each.layer.pattern,
                        "value": each.value,
                    }
                    for each in value.stated
                ],
            }
            for value in values
        ],
        "rules": {"run": list(found.run), "left_out": list(found.left_out)},
    }


def as_toml(found: Overview, width: int) -> Iterator[str]:
    """Yield the lines of a settings file that says all of it; comments say where each value comes from."""
    yield from _comment(_title(found), width)
    tables = {(): "", (STYLE,): "\n[style]\n", (RULES,): "\n[rules]\n", (ONLINE,): "\n[online]\n"}
    for table, heading in tables.items():
        yield from heading.splitlines() or [""]
        inside = [value for value in found.values if (value.key[:1] if len(value.key) > 1 else ()) == table]
        pieces: list[tuple[str, str]] = []
        for value in inside:
            pieces.extend(_pieces(value, value.key[len(table) :]))
        yield from _aligned(pieces, width)
        if unpinned := [value.key[-1] for value in inside if value.value is None and table == (STYLE,)]:
            yield from _comment(f"Not pinned: {', '.join(unpinned)}", width)
    yield ""
    yield from _comment(f"{len(found.run)} rules run: {', '.join(found.run)}", width)
    if found.left_out:
        yield from _comment(f"{len(found.left_out)} do not: {', '.join(found.left_out)}", width)


def explained(found: Overview, key: str, width: int) -> Iterator[str]:
    """Yield the lines about one setting, or those of a table: what it means, what it takes, and where its value comes from."""
    rule = rule_named(key)
    if rule is not None:
        yield from _comment(_state(found, rule), width)
    if key == PER_FILE:
        yield from _tables(found, width)
    separator = () if rule is None else ("",)
    for value in found.matching(key):
        yield from separator
        yield from _comment(f"{value.description} Takes: {value.kind}.", width)
        yield from _aligned(_pieces(value, value.key), width)
        if value.value is None and value.key[0] == STYLE:
            yield f"# {value.name} is not pinned: the list decides"
        separator = ("",)


def _tables(found: Overview, width: int) -> Iterator[str]:
    """Say what tables for some lists are, and which of them hold."""
    member = model.keys(model.TopTable)[PER_FILE]
    yield from _comment(f"{_sentence(model.description(member))} Takes: {model.kind(member)}.", width)
    holding = [layer for layer in found.layers if layer.pattern is not None]
    for layer in holding:
        line = layer.source.line(layer.table)
        place = layer.source.name if line is None else f"{layer.source.name}:{line}"
        yield from _comment(f"[{dotted(*layer.table)}] in {place} holds for {_name(found.path)}", width)
    if not holding:
        yield from _comment(f"no such table holds for {_name(found.path)}", width)


def _values(layers: Sequence[Layer]) -> Iterator[Value]:
    top = model.keys(model.TopTable)
    first = [key for key in UNSET if key in top]
    for key in (*first, *(key for key in top if key not in (*first, RULES, STYLE, ONLINE, PER_FILE))):
        yield _value((key,), DEFAULTS.get(key), top[key], layers)
    for key, member in model.keys(model.habits()).items():
        if key != model.ENTRY:
            yield _value((STYLE, key), None, member, layers)
    for key, member in model.keys(model.OnlineTable).items():
        if key != MAX_AGE:
            yield _value((ONLINE, key), _default(Online(), key), member, layers)
    for key, member in model.keys(model.AgesTable).items():
        yield _value((ONLINE, MAX_AGE, key), _default(Ages(), key), member, layers)
    for name, rule in {**discover(), **online_rules()}.items():
        for key, member in model.keys(model.options(rule)).items():
            yield _value((RULES, name, key), _default(rule(), key), member, layers)


def _default(stating: object, key: str) -> object:
    return getattr(stating, key.replace("-", "_"))


def _value(key: Key, default: object, member: Any, layers: Sequence[Layer]) -> Value:
    stating = [layer for layer in layers if layer.values.get(key) is not None]
    if key[0] in SELECTIONS and key[0] != SELECT:
        # A selection that starts anew forgets what was added before.
        newest = max((index for index, layer in enumerate(layers) if layer.values.get((SELECT,)) is not None), default=0)
        stating = [layer for layer in layers[newest:] if layer.values.get(key)]
        value = tuple(name for layer in stating for name in layer.values[key]) if stating else default
    else:
        stating = stating[-1:]
        value = stating[0].values[key] if stating else default
    stated = tuple(Stated(layer.values[key], layer, layer.line(key)) for layer in stating)
    return Value(key, value, stated, _sentence(model.description(member)), model.kind(member))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


def _rule_of(value: Value) -> tuple[str, ...]:
    return value.key[1:2] if value.key[0] == RULES else ()


def _state(found: Overview, rule: type[Rule]) -> str:
    """Say whether a rule runs, and what decides that."""
    runs = "runs" if rule.name in (*found.run, *found.asking) else "does not run"
    # What is selected is about a check.
    deciding = SELECTIONS if rule.name in discover() else SELECTIONS[1:]
    for layer in reversed(found.layers):
        if (layer.selection if SELECT in deciding else replace(layer.selection, select=None)).names(rule):
            keys = [key for key in deciding if {rule.name, rule.group, "ALL"} & set(layer.values.get((key,)) or ())]
            key = keys[-1] if keys else SELECT
            place = Stated(None, layer, layer.line((key,))).place
            return f"{rule.name} {runs}: {key} in {place}"
    return f"{rule.name} {runs}: the default"


def _title(found: Overview) -> str:
    files = [layer.source.name for layer in found.layers if layer.source.path is not None and layer.pattern is None]
    stated = " and ".join([", which extends ".join(files[::-1])] if files else [])
    if any(layer.source.path is None for layer in found.layers):
        stated = f"{stated}, and --config" if stated else "--config"
    title = f"{_name(found.path)}: {stated or 'no settings file, every value is the default'}"
    return f"{title}. It is excluded" if found.is_excluded else title


def _pieces(value: Value, key: Key) -> Iterator[tuple[str, str]]:
    """Yield the parts of a line, or of several, that state a value, each with where it comes from."""
    name = dotted(*key)
    if value.value is None:
        if value.name in UNSET:
            yield f"# {name} is not set: {UNSET[value.name]}", ""
    elif len(value.stated) < 2:
        yield f"{name} = {written(value.value)}", value.stated[0].place if value.stated else "default"
    else:
        yield f"{name} = [", ""
        for part in value.stated:
            yield from ((f"    {written(each)},", part.place) for each in part.value)
        yield "]", ""


def _aligned(pieces: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    """Yield lines with their comments below one another; one that is too long has it above, and a list one value per line."""
    shown = [(visible(code), visible(comment)) for code, comment in pieces]
    fitting = [columns(code) for code, comment in shown if comment and columns(code) + columns(comment) + 4 <= width]
    longest = max((columns(comment) for _, comment in shown), default=0)
    column = min(max(fitting, default=0), width - longest - 4)
    for code, comment in shown:
        padding = " " * max(column - columns(code), 0)
        if code.startswith("# "):
            yield from _comment(code.removeprefix("# "), width)
        elif not comment:
            yield code
        elif columns(code) + columns(padding) + columns(comment) + 4 <= width:
            yield f"{code}{padding}  # {comment}"
        else:
            yield f"# {comment}"
            yield from _filled(code, width)


def _filled(code: str, width: int) -> Iterator[str]:
    """Yield a list that is too long for a line with its values below one another, as far as it can be broken."""
    from awesome_lint.toml import parsed

    name, is_list, _ = code.partition(" = [")
    if not is_list or columns(code) <= width:
        yield code
        return
    yield f"{name} = ["
    for each in parsed(f"value ={code.removeprefix(name).removeprefix(' =')}")["value"]:
        yield f"    {written(each)},"
    yield "]"


def _comment(text: str, width: int) -> Iterator[str]:
    for line in wrap(visible(text), width - 2, break_long_words=False, break_on_hyphens=False):
        yield f"# {line}"


def _name(path: Path) -> str:
    return shown(path)
