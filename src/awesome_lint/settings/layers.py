"""Tables of settings laid over one another: what is extended, the file that holds, what it says of some lists, --config."""

import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct

from awesome_lint.habits.book import Pins
from awesome_lint.settings import Ages, Online, Patterns, Selection, Settings
from awesome_lint.settings.lines import Key, key_lines


class Text(Struct, frozen=True, dict=True):
    """Where settings are written: a file, or an argument of the command line."""

    name: str
    """For people."""
    text: str
    folder: Path
    """What paths and patterns are relative to."""
    path: Path | None = None
    root: Key = ()
    """The keys that lead to our table."""

    def place(self, key: Key) -> str:
        """Return where a key of our table stands: `pyproject.toml:7`. Of what is not found, the table that it is in."""
        if self.path is None:
            return self.name
        full = (*self.root, *key)
        for length in range(len(full), 0, -1):
            if line := self._lines.get(full[:length]):
                return f"{self.name}:{line}"
        return self.name

    def line(self, key: Key) -> int | None:
        """Return the line of a key of our table, from 1; an argument has none."""
        return self._lines.get((*self.root, *key)) if self.path is not None else None

    @cached_property
    def _lines(self) -> Mapping[Key, int]:
        return key_lines(self.text)


class Layer(Struct, frozen=True):
    """What one table says."""

    source: Text
    values: Mapping[Key, Any]
    """Each setting by the keys that lead to it at the top of a file."""
    pattern: str | None = None
    """The lists that it holds for; None is all."""

    @property
    def table(self) -> Key:
        """The keys that lead to it in its file, below our table."""
        return ("per-file", self.pattern) if self.pattern is not None else ()

    def line(self, key: Key) -> int | None:
        """Return the line on which it states a value, from 1; an argument of the command line has none."""
        short = ("style", "entry") if key[-1] in ("paper-entry", "named-entry") else key
        return self.source.line((*self.table, *key)) or self.source.line((*self.table, *short))

    def holds(self, path: Path | None) -> bool:
        """Whether it says something about a list; text without a name is meant by no pattern."""
        if self.pattern is None:
            return True
        return path is not None and Patterns((self.pattern,), self.source.folder).match(path)

    @property
    def selection(self) -> Selection:
        values = self.values
        return Selection(values.get(("select",)), tuple(values.get(("extend-select",), ())), tuple(values.get(("ignore",), ())))


def merged(path: Path | None, layers: Iterable[Layer]) -> Settings:
    """Return what the layers say together: the last one that states a value wins, rules by rule, options and habits by key."""
    values: dict[Key, Any] = {}
    selection = Selection()
    exclude = Patterns()
    baseline: Path | None = None
    cache: Path | None = None
    for layer in layers:
        selection = layer.selection.over(selection)
        values.update(layer.values)
        if (patterns := layer.values.get(("exclude",))) is not None:
            exclude = Patterns(patterns, layer.source.folder, layer.source.name)
        if (name := layer.values.get(("baseline",))) is not None:
            baseline = layer.source.folder / name
        if (folder := layer.values.get(("online", "cache"))) is not None:
            cache = Path(layer.source.folder, os.path.expanduser(folder))
    options: dict[str, dict[str, object]] = {}
    pins: dict[str, Any] = {}
    online: dict[str, Any] = {}
    ages: dict[str, str] = {}
    for (first, *rest), value in values.items():
        if first == "rules":
            options.setdefault(rest[0], {})[rest[1].replace("-", "_")] = value
        elif first == "style":
            pins[rest[0].replace("-", "_")] = value
        elif first == "online":
            (ages if len(rest) > 1 else online)[rest[-1].replace("-", "_")] = value
    return Settings(
        path=path,
        selection=selection,
        unsafe_fixes=values.get(("unsafe-fixes",), False),
        output_format=values.get(("output-format",)),
        exclude=exclude,
        baseline=baseline,
        options=options,
        style=Pins(**pins),
        online=Online(**{**online, "cache": cache, "max_age": Ages(**ages)}),
    )
