"""Where settings come from: the nearest file, what it extends, and what the command line states."""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from awesome_lint.files.read_write import LEADS_OUT, is_inside, leads_out, regular, root
from awesome_lint.settings import Settings, SettingsError

if TYPE_CHECKING:
    from awesome_lint.settings.layers import Layer, Text
    from awesome_lint.settings.tables import Problem

FILE_NAMES = (".awesome-lint.toml", "awesome-lint.toml")
PYPROJECT = "pyproject.toml"
TOOL = "awesome-lint"
# Where answers are kept: who could say so could make us believe what nobody has answered.
CACHE = ("online", "cache")


class SettingsFiles(Struct, frozen=True):
    """The settings for each list, each file of them read once."""

    file: Path | None = None
    """The one that holds for every list, instead of the nearest."""
    isolated: bool = False
    """Whether no file holds."""
    stated: "tuple[Layer, ...]" = ()
    """What the command line says over the files."""
    _read: "dict[Path, tuple[Layer, ...]]" = field(default_factory=dict)
    _merged: "dict[tuple[Path | None, tuple[int, ...]], Settings]" = field(default_factory=dict)

    def at(self, path: Path | None) -> Settings:
        """Return those that hold for the list. Raises SettingsError when they cannot be followed."""
        found = self.found(path)
        layers = self._all(found)
        if not layers:
            return self._merged.setdefault((None, ()), Settings())
        from awesome_lint.settings.layers import merged

        chosen = tuple(index for index, layer in enumerate(layers) if layer.holds(path))
        if (found, chosen) not in self._merged:
            self._merged[found, chosen] = merged(found, [layers[index] for index in chosen])
        return self._merged[found, chosen]

    def layers(self, path: Path | None) -> "tuple[Layer, ...]":
        """Return what holds for the list, the farthest first. Raises SettingsError when it cannot be followed."""
        return tuple(layer for layer in self._all(self.found(path)) if layer.holds(path))

    def found(self, path: Path | None) -> Path | None:
        """Return the file that holds for the list, or None where there is none."""
        if self.isolated:
            return None
        folder = Path(os.path.abspath(path)).parent if path is not None else Path.cwd()
        return self.file or nearest(folder)

    def _all(self, found: Path | None) -> "tuple[Layer, ...]":
        if found is None:
            return self.stated
        if found not in self._read:
            self._read[found] = read(found, is_named=self.file is not None)
        return (*self._read[found], *self.stated)


def consulted(settings: SettingsFiles, lists: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files that say, or would say if they were there, what holds for the lists."""
    found: dict[Path, None] = {}
    for path in lists:
        # Until one that is mistaken is mended, what it extends is not known.
        with suppress(SettingsError):
            found.update((layer.source.path, None) for layer in settings.layers(path) if layer.source.path is not None)
        if settings.isolated:
            continue
        if settings.file is not None:
            found[settings.file] = None
            continue
        for place in Path(os.path.abspath(path)).parents:
            found.update((place / name, None) for name in (*FILE_NAMES, PYPROJECT))
            if os.path.exists(place / ".git"):
                break
    return tuple(found)


def nearest(folder: Path) -> Path | None:
    """Return the settings file that holds for `folder`: its own, or that of the nearest folder above it in the repository."""
    folder = folder.absolute()
    for place in (folder, *folder.parents):
        for name in FILE_NAMES:
            if os.path.isfile(place / name):
                return place / name
        pyproject = place / PYPROJECT
        if os.path.isfile(pyproject) and _speaks_of_us(pyproject):
            return pyproject
        if os.path.exists(place / ".git"):
            return None
    return None


def load(path: Path, about: Path | None = None) -> Settings:
    """Return what the settings file says about a list, or about all. Raises SettingsError, with everything wrong in it."""
    return SettingsFiles(path).at(about)


def from_table(table: dict[str, Any], about: Path | None = None) -> Settings:
    """Return what a table says about a list that is written as a settings file is, with patterns read from this folder.

    Raises SettingsError, with all that is wrong in it; each problem names its key alone.
    """
    from awesome_lint.settings.layers import Text, merged

    layers, problems = layers_of(table, Text("", "", Path.cwd()))
    if problems:
        raise SettingsError(problem.text for problem in problems)
    if "extend" in table:
        raise SettingsError(["extend: stands in files only; leave it out"])
    return merged(None, [layer for layer in layers if layer.holds(about)])


def read(path: Path, *, is_named: bool = True) -> "tuple[Layer, ...]":
    """Return what a settings file says, after what it extends. Raises SettingsError, with everything wrong in all of them.

    One that was not named, but found, may be a stranger's: it and what it extends have to be in its repository.
    """
    layers: list[Layer] = []
    problems: list[str] = []
    seen: list[str] = []
    within = None if is_named else root(path.parent)
    if within is not None and leads_out(path, within):
        # Nothing is said of what is there.
        raise SettingsError([f"{_shown(path)}: {LEADS_OUT}; copy it there, or name it with --config"])
    following: Path | None = path
    while following is not None:
        seen.append(os.path.realpath(following))
        try:
            table, text = _table(following)
        except SettingsError as error:
            problems[:0] = error.problems
            break
        found, wrong = layers_of(table, text)
        layers[:0] = found
        problems[:0] = told(text, wrong)
        if not is_named and any(CACHE in layer.values for layer in found):
            remedy = "use --cache-dir, or name these settings with --config"
            problems.append(f"{text.place(CACHE)}: {'.'.join(CACHE)}: no list says where its answers are kept; {remedy}")
        following = _extended(table, text, seen, problems, within)
    if problems:
        raise SettingsError(problems)
    return tuple(layers)


def layers_of(table: dict[str, Any], text: "Text") -> "tuple[list[Layer], Sequence[Problem]]":
    """Return what the table of a file or an argument says, what holds for every list first, and what is wrong with it."""
    from awesome_lint.settings.layers import Layer
    from awesome_lint.settings.tables import checked

    found = checked(table)
    per_file = (Layer(text, own, pattern) for pattern, own in found.per_file.items())
    return [Layer(text, found.values), *per_file], found.problems


def told(text: "Text", problems: "Iterable[Problem]") -> list[str]:
    """Return a line for each problem that says where it is."""
    return [f"{text.place(problem.key)}: {problem.text}" for problem in problems]


def _extended(table: dict[str, Any], text: "Text", seen: Sequence[str], problems: list[str], within: str | None) -> Path | None:
    """Return the file that one extends, below `within` unless that is None, or None; add to `problems` why it cannot be."""
    stated = table.get("extend")
    if not isinstance(stated, str) or not stated or "\0" in stated:
        return None
    target = Path(os.path.normpath(text.folder / os.path.expanduser(stated)))
    name, place = _shown(target), f"{text.place(('extend',))}: extend"
    real = os.path.realpath(target)
    if within is not None and not is_inside(target, within):
        # Nothing is said of what is there.
        remedy = "copy it there, or name these settings with --config"
        problems.append(f"{place}: {stated} is outside of the repository; {remedy}")
    elif real == seen[-1]:
        problems.append(f"{place}: {name} is this file itself; leave out the key, or name another file")
    elif real in seen:
        problems.append(f"{place}: {name} extends this file in turn; leave out one of the two")
    elif not os.path.isfile(target):
        problems.append(f"{place}: {name}: {'a folder, not a' if os.path.isdir(target) else 'no such'} settings file")
    elif target.name == PYPROJECT and not _speaks_of_us(target):
        problems.append(f"{place}: {name} has no table [tool.{TOOL}]")
    else:
        return target
    return None


def _table(path: Path) -> "tuple[dict[str, Any], Text]":
    """Return our table of a file, and the whole text. Raises SettingsError for a file that has none."""
    from awesome_lint.settings.layers import Text

    name, text, table = _shown(path), *_parsed(path)
    if path.name != PYPROJECT:
        return table, Text(name, text, path.parent, path)
    whole = Text(name, text, path.parent, path, ("tool", TOOL))
    tool = table.get("tool", {})
    own = tool.get(TOOL, {}) if isinstance(tool, dict) else {}
    if not isinstance(own, dict):
        raise SettingsError([f"{whole.place(())}: tool.{TOOL}: expected a table"])
    return own, whole


def _speaks_of_us(pyproject: Path) -> bool:
    """Whether a pyproject.toml has our table; most do not, and those need not be parsed, nor be well-formed."""
    try:
        if TOOL.encode() not in regular(pyproject):
            return False
    except OSError:
        return False
    tool = _parsed(pyproject)[1].get("tool")
    return isinstance(tool, dict) and TOOL in tool


def _parsed(path: Path) -> tuple[str, dict[str, Any]]:
    """Return the text of a file and its table. Raises SettingsError for one that cannot be read."""
    from awesome_lint.toml import parsed

    name = _shown(path)
    try:
        # Some editors of Windows begin files with a byte order mark.
        text = regular(path).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        return text, parsed(text)
    except FileNotFoundError:
        raise SettingsError([f"{name}: no such settings file"]) from None
    except UnicodeDecodeError:
        raise SettingsError([f"{name}: not UTF-8 text; convert it to UTF-8"]) from None
    except OSError as error:
        raise SettingsError([f"{name}: cannot be read ({error.strerror or error})"]) from None
    except ValueError as error:
        raise SettingsError([f"{name}: not well-formed TOML: {error}"]) from None


def _shown(path: Path) -> str:
    from awesome_lint.files.read_write import shown

    return shown(path)
