"""What becomes of one list: it is read with the settings that hold for it, and checked, mended or told to ignore.

All that happens here may happen in another process; nothing is written.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from awesome_lint import HOME
from awesome_lint.cli.console import tell_bug, tell_error, write_stderr
from awesome_lint.cli.options import Options, UsageError

if TYPE_CHECKING:
    from awesome_lint.baseline.holding_back import Checked, Scopes
    from awesome_lint.cli.interactive import Review
    from awesome_lint.diagnostic import Report
    from awesome_lint.engine.fixer import Fixed
    from awesome_lint.engine.scope import Scope
    from awesome_lint.files.read_write import File
    from awesome_lint.registry.rule_set import RuleSet
    from awesome_lint.settings import Selection, Settings
    from awesome_lint.settings.files import SettingsFiles


class Task(Struct, frozen=True):
    """A list to look at, None for the standard input, with the settings that hold for it."""

    path: Path | None
    settings: "Settings"


class Given(Struct, frozen=True):
    """A list as it was read before it is judged."""

    task: Task
    file: "File"


class Outcome(Struct, frozen=True):
    """What became of one file."""

    file: "File"
    report: "Report"
    settings: "Settings"
    fixed: "Fixed | None" = None
    found: "Report | None" = None
    """What is to be said of the whole file, where the run leaves some of it out."""
    scopes: "tuple[Scope, ...]" = ()
    checked: "Checked | None" = None
    """What its baseline has to know."""

    @property
    def is_changed(self) -> bool:
        return self.fixed is not None and self.fixed.is_changed


def settings_files(config: Sequence[str], *, isolated: bool) -> "SettingsFiles":
    """Return where settings come from. Raises UsageError for what --config cannot mean, or what excludes each other."""
    from awesome_lint.settings import SettingsError
    from awesome_lint.settings.files import SettingsFiles

    if not config:
        return SettingsFiles(isolated=isolated)
    from awesome_lint.settings import command_line

    try:
        return command_line.settings_files(config, isolated=isolated)
    except SettingsError as error:
        raise UsageError(str(error)) from None


class Configured(Struct, frozen=True):
    """The settings and rules for each list."""

    options: Options
    files: "SettingsFiles"
    rules: "dict[int, RuleSet]" = field(default_factory=dict)
    """By the identity of the settings: lists for which the same ones hold share them."""
    scopes: "dict[str | None, Scopes]" = field(default_factory=dict)
    choosing: "Callable[[Settings, Selection], RuleSet] | None" = None
    """What chooses the rules of a run that is no check."""
    stdin: "File | None" = None
    """The standard input, where it was read before."""

    def at(self, path: Path | None) -> "tuple[Settings, RuleSet]":
        """Return those that hold for the list. Raises SettingsError when they cannot be followed."""
        settings = self.files.at(path)
        if id(settings) not in self.rules:
            from awesome_lint.settings import choose

            self.rules[id(settings)] = (self.choosing or choose)(settings, self.options.selection)
        return settings, self.rules[id(settings)]

    def baseline(self, task: Task) -> Path | None:
        """Return the baseline file of a list, or the one to write, or None where it has none."""
        from awesome_lint.files.read_write import BASELINE, nearest

        options = self.options
        if task.path is None or options.no_baseline:
            return None
        stated = options.baseline or task.settings.baseline
        if stated is None and (options.write_baseline or not options.isolated):
            stated = nearest(task.path, BASELINE)
        if stated is None and options.write_baseline:
            from awesome_lint.baseline.holding_back import place_for

            return place_for(task.path, task.settings.path)
        return stated

    def root_of(self, task: Task, baseline: Path) -> str | None:
        """Return what a baseline file has to be below to be written; None where the command line names it, or its settings."""
        from awesome_lint.files.read_write import root

        options, settings = self.options, task.settings
        stated = any(("baseline",) in layer.values and layer.holds(task.path) for layer in self.files.stated)
        if options.baseline is not None or (settings.baseline is not None and (stated or self.files.file is not None)):
            return None
        return root((baseline if settings.baseline is None or settings.path is None else settings.path).parent)

    def scopes_at(self, path: Path | None, file: "File", baseline: Path | None) -> "tuple[Scope, ...]":
        """Return what the run is about, where that is less than the whole list. Raises FileError when that cannot be told."""
        since = self.options.since
        baseline = None if self.options.write_baseline else baseline
        if path is None or (since is None and baseline is None):
            return ()
        from awesome_lint.baseline.holding_back import Scopes

        if since not in self.scopes:
            self.scopes[since] = Scopes.of(since)
        return self.scopes[since].at(path, file.source, baseline)


class Look(Struct, frozen=True):
    """What is done with each list, in whatever process; nothing is written yet, so that a process can be ended at any time."""

    configured: "Configured"
    review: "Review | None" = None
    """Who is asked about fixes; of all processes, only this one can ask."""

    def __reduce__(self) -> "tuple[type[Look], tuple[Configured]]":
        # Rules are known by settings that have another identity in another process.
        return Look, (Configured(self.configured.options, self.configured.files),)

    def prepare(self, tasks: Sequence[Path | None]) -> None:
        """Import and choose here what the tasks need. Raises PluginError for rules that can be used for none of them."""
        from importlib import import_module

        fixing = self.configured.options.fix or self.configured.options.diff
        for name in ("parser", "engine.linter", *(("engine.fixer",) if fixing else ())):
            import_module(f"awesome_lint.{name}")
        for path in tasks:
            self.configured.at(path)

    def __call__(self, task: Path | None) -> Outcome | None:
        """Return what became of a list, or None where it failed, which is told."""
        from awesome_lint.engine.ask import RuleError
        from awesome_lint.files.read_write import STDIN, FileError
        from awesome_lint.registry.plugins import PluginError

        try:
            return self.look(task)
        except (FileError, RuleError) as error:
            tell_error(str(error), self.configured.options.color)
        except PluginError:
            # Not the fault of this file, so that none can be checked.
            raise
        except Exception:
            tell_bug(displayed(task) if task else STDIN)
        return None

    def look(self, path: Path | None) -> Outcome:
        """Return what became of a list. Raises FileError when it cannot be read or mended."""
        from awesome_lint.files.read_write import FileError, read

        options = self.configured.options
        settings, rules = self.configured.at(path)
        try:
            file = read(path) if path and not options.reads_stdin else self.configured.stdin or standard_input(path)
        except FileError as error:
            raise FileError(f"{error}{_meant(str(path))}") from None
        if options.verbose:
            found = displayed(settings.path) if settings.path else "no settings file"
            tell(f"{file.source.path}: {len(rules.rules)} rules, {found}", options)
        baseline = self.configured.baseline(Task(path, settings))
        scopes = self.configured.scopes_at(path, file, baseline)
        if options.add_ignore:
            outcome = _add_ignores(file, rules, settings, scopes)
        elif options.diff:
            outcome = _compare(file, rules, settings, scopes, options)
        elif options.fix:
            outcome = _fix(file, rules, settings, scopes, options, self.review)
        else:
            outcome = _lint(file, rules, settings, scopes)
        if path is None or baseline is None:
            return outcome
        from awesome_lint.baseline.holding_back import checked

        root = self.configured.root_of(Task(path, settings), baseline)
        known = checked(path, baseline, root, rules, outcome.found or outcome.report, outcome.scopes)
        return replace(outcome, found=None, scopes=(), checked=known)


def _lint(file: "File", rules: "RuleSet", settings: "Settings", scopes: "tuple[Scope, ...]") -> Outcome:
    from awesome_lint.engine.linter import lint
    from awesome_lint.parser import parse

    document = parse(file.source, settings.style)
    found = lint(document, rules)
    if not scopes:
        return Outcome(file, found, settings)
    from awesome_lint.diagnostic import Report
    from awesome_lint.engine.scope import kept

    report = Report(file.source, tuple(kept(scopes, document, rules, found.diagnostics)))
    return Outcome(file, report, settings, found=found, scopes=scopes)


def _fix(
    file: "File",
    rules: "RuleSet",
    settings: "Settings",
    scopes: "tuple[Scope, ...]",
    options: Options,
    review: "Review | None" = None,
) -> Outcome:
    from awesome_lint.engine.fixer import fix

    unsafe = is_unsafe(options, settings) or (review is not None and options.unsafe_fixes is not False)
    if review:
        review.begin()
    fixed = fix(file.source, rules, unsafe=unsafe, pins=settings.style, scopes=scopes, chooser=review)
    if fixed.left_out:
        from awesome_lint.engine.refused_fixes import notices

        for notice in notices(fixed.after, fixed.left_out, HOME):
            tell_error(notice, options.color)
    return Outcome(file, fixed.remaining, settings, fixed, fixed.found, fixed.scopes)


def _compare(file: "File", rules: "RuleSet", settings: "Settings", scopes: "tuple[Scope, ...]", options: Options) -> Outcome:
    """Return what fixing would make of the file, with what it would leave, where that stands in the file as it is."""
    from awesome_lint.engine.fixer import is_wanted

    fixed = _fix(file, rules, settings, scopes, options).fixed
    checked = _lint(file, rules, settings, scopes)
    if fixed is None or not fixed.is_changed:
        return replace(checked, fixed=fixed)
    unsafe = is_unsafe(options, settings)
    refused = {(left.diagnostic.rule, left.diagnostic.message) for left in fixed.left_out}
    left = tuple(
        replace(each, fix=None) if (each.rule, each.message) in refused else each
        for each in checked.report.diagnostics
        if not is_wanted(each.fix, unsafe=unsafe) or (each.rule, each.message) in refused
    )
    return replace(
        checked, report=replace(checked.report, diagnostics=left), found=checked.found or checked.report, fixed=fixed
    )


def _add_ignores(file: "File", rules: "RuleSet", settings: "Settings", scopes: "tuple[Scope, ...]") -> Outcome:
    from awesome_lint.engine.add_ignore import add_ignores

    ignored = add_ignores(file.source, rules, settings.style, scopes)
    return Outcome(file, ignored.remaining, settings, ignored, ignored.found, ignored.scopes)


def _meant(argument: str) -> str:
    """Suggest which file a path which is not there may have been meant as."""
    if os.path.lexists(argument):
        return ""
    from difflib import get_close_matches

    from awesome_lint.files.read_write import MARKDOWN

    folder, name = os.path.split(argument)
    try:
        there = {each.lower(): each for each in os.listdir(folder or ".") if each.lower().endswith(MARKDOWN)}
    except OSError:
        return ""
    names = get_close_matches(name.lower(), there, n=1, cutoff=0.7)
    return f" (did you mean {displayed(Path(folder, there[names[0]]))}?)" if names else ""


def standard_input(path: Path | None) -> "File":
    """Return the standard input, called as the command line says. Raises FileError unless it can be read."""
    from awesome_lint.files.read_write import STDIN, read_stdin

    return read_stdin(displayed(path) if path else STDIN)


def is_unsafe(options: Options, settings: "Settings") -> bool:
    return settings.unsafe_fixes if options.unsafe_fixes is None else options.unsafe_fixes


def displayed(path: Path) -> str:
    from awesome_lint.files.read_write import shown

    return shown(path)


def tell(notice: str, options: Options) -> None:
    if not options.quiet:
        write_stderr(notice)
