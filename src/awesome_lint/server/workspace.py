"""The texts that are open, the folders that they stand in, and the settings that hold for each of them."""

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec
from lsprotocol.types import TextDocumentItem
from msgspec import Struct

from awesome_lint.baseline.file import Baseline, BaselineFile, read
from awesome_lint.files.read_write import BASELINE, nearest
from awesome_lint.registry.plugins import PluginError
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.server.buffer import Buffer
from awesome_lint.server.paths import State, path_of, state
from awesome_lint.settings import Selection, Settings, SettingsError, choose, unknown_selectors
from awesome_lint.settings.command_line import settings_files
from awesome_lint.settings.files import FILE_NAMES, PYPROJECT, SettingsFiles, consulted

# The files that bear on what is said of lists, wherever they stand.
WATCHED = (*FILE_NAMES, PYPROJECT, BASELINE)

DEFAULT = (Settings(), RuleSet(()))


class Options(Struct, frozen=True, rename="camel"):
    """What a client says over the settings files, for all lists; keys that are not known here are left to it."""

    config: tuple[str, ...] = ()
    """What `--config` takes: a settings file, or settings in TOML."""
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    unsafe_fixes: bool | None = None
    """Whether everything that is mended at once includes unsafe fixes; None is as the settings files say."""
    inlay_hints: bool = False
    workspace_diagnostics: bool = False
    """Whether lists that are not open are checked too; what holds when the client begins, holds until it ends."""
    delay: int = 200
    """How many milliseconds nobody types before diagnostics are sent that were not asked for, or take long."""


class Workspace:
    """All that is open. Whatever it has to tell a person waits in `notices`."""

    def __init__(self) -> None:
        self.encoding = "utf-16"
        self.folders: list[Path] = []
        self.buffers: dict[str, Buffer] = {}
        self.options = Options()
        self.notices: list[str] = []
        self._files = SettingsFiles()
        self._rules: dict[int, RuleSet] = {}
        self._states: dict[Path, State] = {}
        self._baselines: dict[Path, tuple[State, BaselineFile]] = {}
        self._told: set[str] = set()

    # --- what is open -------------------------------------------------------------------------------------------------

    def open(self, document: TextDocumentItem) -> Buffer:
        """Take a text that was opened, or opened again."""
        settings, rules = self._at(path_of(document.uri)) or DEFAULT
        buffer = self.buffers[document.uri] = Buffer(document, self.encoding, settings, rules)
        return buffer

    def close(self, uri: str) -> None:
        self.buffers.pop(uri, None)

    @property
    def selection(self) -> Selection:
        """Which rules the client chooses."""
        return Selection(self.options.select, self.options.extend_select, self.options.ignore)

    # --- what holds for it --------------------------------------------------------------------------------------------

    def configure(self, given: object) -> None:
        """Follow what a client says; what is wrong with it is told, and then nothing of it holds."""
        self._told.clear()
        options = Options()
        try:
            options = msgspec.convert(given or {}, Options)
        except msgspec.ValidationError as error:
            self.tell(f"settings of the editor: {error}")
        for key, names in (
            ("select", options.select or ()),
            ("extendSelect", options.extend_select),
            ("ignore", options.ignore),
        ):
            for problem in unknown_selectors(names):
                self.tell(f"settings of the editor: {key}: {problem}")
        self.options = options

    def reread(self) -> list[Buffer]:
        """Read all settings anew, and return the texts for which something else holds now."""
        self._files = self._begin_settings()
        self._rules.clear()
        self._states.clear()
        changed: list[Buffer] = []
        for buffer in self.buffers.values():
            # Where settings are mistaken, those of before hold until they are mended.
            settings, rules = self._at(buffer.path) or (buffer.settings, buffer.rules)
            if (settings, rules) != (buffer.settings, buffer.rules):
                buffer.configure(settings, rules)
                changed.append(buffer)
        return changed

    def has_changed(self) -> bool:
        """Whether a file that says, or would say, what holds for something open is another than when it was read."""
        return any(state(path) != before for path, before in self._states.items())

    def baseline(self, buffer: Buffer) -> Baseline | None:
        """Return what is held back of a list, or None where nothing says so. Raises FileError when that cannot be told."""
        path = buffer.settings.baseline or nearest(buffer.path, BASELINE) if buffer.path else None
        if path is None or buffer.path is None:
            return None
        now = state(path)
        if path not in self._baselines or self._baselines[path][0] != now:
            self._baselines[path] = now, read(path)
        return self._baselines[path][1].of(buffer.path)

    def is_excluded(self, buffer: Buffer) -> bool:
        """Whether settings say that nothing is to be said of a file."""
        return buffer.path is not None and buffer.settings.excludes(buffer.path)

    def _begin_settings(self) -> SettingsFiles:
        try:
            return settings_files([self._placed(each) for each in self.options.config], isolated=False)
        except SettingsError as error:
            self.tell(str(error))
            return SettingsFiles()

    def _placed(self, argument: str) -> str:
        """Return a file of settings with its path, which stands in the first folder that is open, or what it is instead."""
        for folder in self.folders[:1]:
            if os.path.isfile(folder / argument):
                return str(folder / argument)
        return argument

    def settings_of(self, path: Path) -> Settings | None:
        """Return what holds for a file, or None where that cannot be told."""
        found = self._at(path)
        return found[0] if found else None

    def held(self, path: Path) -> tuple[Settings, RuleSet]:
        """Return what holds for a file; nothing does where that cannot be told, which then waits to be told."""
        return self._at(path) or DEFAULT

    def _at(self, path: Path | None) -> tuple[Settings, RuleSet] | None:
        """Return what holds for a file, or None where that cannot be told, which then waits to be told."""
        about = path if path is not None else self._unsaved()
        if about is not None:
            for each in consulted(self._files, [about]):
                self._states.setdefault(each, state(each))
        try:
            settings = self._files.at(about)
            if id(settings) not in self._rules:
                self._rules[id(settings)] = choose(settings, self.selection)
        except (SettingsError, PluginError) as error:
            self.tell(str(error))
            return None
        return settings, self._rules[id(settings)]

    def _unsaved(self) -> Path | None:
        """Return where a text that was never saved may come to stand: in the first folder."""
        return self.folders[0] / "README.md" if self.folders else None

    def tell(self, problem: str) -> None:
        """Let a person know of a problem, once until settings are read anew."""
        if problem not in self._told:
            self._told.add(problem)
            self.notices.append(problem)


def folders_of(uris: Iterable[str]) -> list[Path]:
    """Return the folders of these names that are on the disk."""
    return [path for path in map(path_of, uris) if path is not None]
