"""What `awesome-lint check` does: reads lists, checks or mends them, and reports, with an exit status.

Nothing here knows click, which takes as long to import as a short list takes to check.
"""

import os
import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import field, replace
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from awesome_lint.arriving import Arriving
from awesome_lint.console import (
    PIPE_WIDTH,
    PROGRAM,
    UNWRITABLE,
    is_coloured,
    is_read_by_program,
    tell_bug,
    tell_error,
    tell_unwritable,
    terminal_width,
    write_stderr,
)
from awesome_lint.values import NamedTuple, dataclass

if TYPE_CHECKING:
    from awesome_lint.adoption import Checked, Scopes
    from awesome_lint.diagnostic import Report
    from awesome_lint.files import File
    from awesome_lint.fixer import Fixed
    from awesome_lint.reporters import Display
    from awesome_lint.review import Review
    from awesome_lint.rule import RuleSet
    from awesome_lint.scope import Scope
    from awesome_lint.settings import Selection, Settings
    from awesome_lint.settings.files import SettingsFiles

CLEAN, DIAGNOSTICS, FAILED = 0, 1, 2
# What a shell reports for a process that these signals ended.
INTERRUPTED, PIPE_CLOSED = 130, 141
# Everything else that stands first is an argument of `check`.
COMMANDS = ("check", "completion", "config", "explain", "export", "init", "rules", "show", "style")
# Set where a shell asks how to complete a command line.
COMPLETION = "_AWESOME_LINT_COMPLETE"


class UsageError(Exception):
    """Arguments that cannot be followed; the message says why and what to do."""


class Options(NamedTuple):
    """What was asked of `check`."""

    paths: tuple[str, ...] = ()
    fix: bool = False
    interactive: bool = False
    unsafe_fixes: bool | None = None
    diff: bool = False
    add_ignore: bool = False
    since: str | None = None
    baseline: Path | None = None
    no_baseline: bool = False
    write_baseline: bool = False
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    config: tuple[str, ...] = ()
    isolated: bool = False
    output_format: str | None = None
    output_file: Path | None = None
    report: tuple[str, ...] = ()
    statistics: bool = False
    color: str = "auto"
    stdin_filename: str | None = None
    watch: bool = False
    jobs: int | None = None
    exit_zero: bool = False
    quiet: bool = False
    verbose: bool = False

    @property
    def reads_stdin(self) -> bool:
        return self.stdin_filename is not None or "-" in self.paths

    @property
    def selection(self) -> "Selection":
        from awesome_lint.settings import Selection

        select = _names(self.select)
        return Selection(select or None, _names(self.extend_select), _names(self.ignore))


class Task(NamedTuple):
    """A list to look at, None for the standard input, with the settings that hold for it."""

    path: Path | None
    settings: "Settings"


class Outcome(NamedTuple):
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


def guarded(work: Callable[[], int]) -> int:
    """Return the exit status of the work; whatever ends it early has a status, too, but for a UsageError, which is raised."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = work()
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Nobody reads any more; without this, Python would try to write the rest at its end and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except UsageError:
        raise
    except Exception as error:
        from awesome_lint.plugins import PluginError

        if isinstance(error, PluginError):
            tell_error(str(error), "auto")
        elif isinstance(error, OSError) and error.errno in UNWRITABLE and error.filename is None:
            # Of a file, its name would be known.
            tell_unwritable(error)
        else:
            tell_bug(PROGRAM)
        return FAILED


def check(options: Options, command: tuple[str, ...]) -> int:
    """Do what is asked for and return the exit status; `command` is what was typed. Raises UsageError for nonsense."""
    _require_sense(options)
    return _watch(options, command) if options.watch else _checked(options, command).status


class _Checked(NamedTuple):
    status: int
    outcomes: Sequence[Outcome]


def _checked(options: Options, command: tuple[str, ...]) -> _Checked:
    configured = _Configured(options, settings_files(options.config, options.isolated))
    failed: list[str] = []
    tasks = _tasks(configured, failed)
    _require_reports_apart(options, tasks)
    stream = _outcomes(tasks, configured, failed)
    outcomes = Arriving(stream)
    try:
        if options.fix or options.add_ignore or options.write_baseline:
            # What is written does not depend on whether someone reads the report to its end.
            len(outcomes)
        kept = _with_baselines(outcomes, options, failed) if any(map(configured.baseline, tasks)) else outcomes
        if outcomes or not failed:
            _show(kept, tasks, options, command)
    finally:
        stream.close()
    if failed:
        return _Checked(FAILED, outcomes)
    left = any(outcome.report.diagnostics for outcome in kept)
    changes = options.diff and any(outcome.is_changed for outcome in outcomes)
    return _Checked(DIAGNOSTICS if (left or changes) and not options.exit_zero else CLEAN, outcomes)


def _watch(options: Options, command: tuple[str, ...]) -> NoReturn:
    """Check again and again. Raises UsageError when what that needs is missing."""
    from awesome_lint.finder import find
    from awesome_lint.settings.files import consulted
    from awesome_lint.watcher import Watched, WatchError, number, watch

    def run() -> dict[str, int | None]:
        outcomes = _checked(options, command).outcomes
        wrote: dict[str, int | None] = {}
        for outcome in outcomes:
            if outcome.is_changed and outcome.fixed and outcome.file.path and not options.diff:
                wrote[os.path.realpath(outcome.file.path)] = number(outcome.fixed.after.to_bytes())
        return wrote

    def watched() -> Watched:
        found = find(options.paths, translations=True)
        lists = tuple(target.path for target in found.files) or (Path("README.md"),)
        return Watched((*lists, *consulted(settings_files(options.config, options.isolated), lists)), found.folders)

    try:
        watch(run, watched, options.quiet)
    except WatchError as error:
        raise UsageError(str(error)) from None


def _require_sense(options: Options) -> None:
    """Raise UsageError for arguments that do not go together or name no rule."""
    from awesome_lint.settings import unknown_selectors

    if options.reads_stdin and any(path != "-" for path in options.paths):
        raise UsageError("the standard input is checked alone; leave out the other paths, or `-` and --stdin-filename")
    if options.reads_stdin and options.watch:
        raise UsageError("--watch is for files; the standard input is read once")
    if options.jobs is not None and options.jobs < 1:
        raise UsageError(f"--jobs: expected 1 or more processes, found {options.jobs}")
    if options.fix and options.add_ignore:
        raise UsageError("--fix and --add-ignore exclude each other; mend what can be mended first")
    if options.report:
        from awesome_lint.delivery import copy_of

        try:
            for text in options.report:
                copy_of(text)
        except ValueError as error:
            raise UsageError(f"--report: {error}") from None
    _require_sense_of_scopes(options)
    if options.interactive:
        _require_person(options)
    for name in ("select", "extend_select", "ignore"):
        selectors = _names(getattr(options, name))
        problems = list(unknown_selectors(selectors)) if selectors else []
        if problems:
            option = "--" + name.replace("_", "-")
            raise UsageError("\n".join(f"{option}: {problem}; `{PROGRAM} rules` lists them" for problem in problems))


def _require_reports_apart(options: Options, tasks: Sequence[Task]) -> None:
    """Raise UsageError where a report would be written over a list, or over another report."""
    if options.output_file is None and not options.report:
        return
    from awesome_lint.delivery import copy_of

    taken = {os.path.realpath(task.path): "a list that is checked" for task in tasks if task.path is not None}
    places = [("--output-file", options.output_file)] if options.output_file is not None else []
    for option, path in (*places, *(("--report", copy_of(text).path) for text in options.report)):
        place = os.path.realpath(path)
        if place in taken:
            raise UsageError(f"{option}: {path} is {taken[place]}; name another file")
        # A device, such as that for nothing, takes any number.
        if os.path.isfile(place) or not os.path.exists(place):
            taken[place] = "a report already"


def _require_sense_of_scopes(options: Options) -> None:
    if options.baseline is not None and options.no_baseline:
        raise UsageError("--baseline and --no-baseline exclude each other; leave out one")
    if options.write_baseline:
        others = {"--add-ignore": options.add_ignore, "--diff": options.diff, "--since": options.since is not None}
        others |= {"--no-baseline": options.no_baseline, "the standard input": options.reads_stdin}
        for other in (name for name, is_asked in others.items() if is_asked):
            raise UsageError(f"--write-baseline and {other} exclude each other; leave out one")
    is_named = options.stdin_filename is not None or not options.reads_stdin
    if not is_named and (options.since is not None or options.baseline is not None):
        option = "--since" if options.since is not None else "--baseline"
        raise UsageError(f"{option} has to know which file the standard input is; add --stdin-filename NAME")


def _require_person(options: Options) -> None:
    """Raise UsageError where nobody can be asked about fixes."""
    if not options.fix:
        raise UsageError("--interactive asks about the fixes of --fix; add --fix")
    others = {"--diff": options.diff, "--watch": options.watch, "the standard input": options.reads_stdin}
    for other in (name for name, is_asked in others.items() if is_asked):
        raise UsageError(f"--interactive and {other} exclude each other; leave out one")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("--interactive asks on a terminal, and this is none; use --fix alone, or --diff to look first")


def _names(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _tasks(configured: "_Configured", failed: list[str]) -> list[Task]:
    """Return the files to look at; arguments that mean none and settings that cannot be followed are told."""
    from awesome_lint.settings import SettingsError

    options = configured.options
    tasks: list[Task] = []
    told: set[str] = set()
    left_out = 0
    for path, is_named in _paths(options, failed):
        try:
            settings = configured.files.at(path)
        except SettingsError as error:
            # Those of many files are often the same.
            if str(error) not in told:
                tell_error(str(error), options.color)
            told.add(str(error))
            failed.append(str(path))
            continue
        if path is not None and settings.excludes(path):
            left_out += 1
            if is_named or options.verbose:
                _tell(f"{_shown(path)}: excluded by {settings.exclude.place}", options)
            if not options.reads_stdin:
                continue
        tasks.append(Task(path, settings))
    if left_out > 1 and not tasks and not failed:
        _tell(f"nothing to check: all {left_out} files are excluded by settings", options)
    return tasks


def _paths(options: Options, failed: list[str]) -> Iterable[tuple[Path | None, bool]]:
    """Return the files to look at, None for the standard input, each with whether it was named itself."""
    if options.reads_stdin:
        return ((Path(options.stdin_filename) if options.stdin_filename is not None else None, True),)
    from awesome_lint.finder import find

    found = find(options.paths, translations=True)
    for problem in found.problems:
        tell_error(problem, options.color)
        failed.append(problem)
    return found.files


def _outcomes(tasks: Sequence[Task], configured: "_Configured", failed: list[str]) -> Generator[Outcome, None, None]:
    """Yield what became of each file, in order; one that fails is told and does not stop the others."""
    from awesome_lint.files import STDIN, FileError, size
    from awesome_lint.progress import Progress
    from awesome_lint.sharing import shared

    options = configured.options
    is_quiet = options.quiet or options.interactive
    progress = Progress("Fixing" if options.fix else "Checking", len(tasks), is_quiet)
    paths = [task.path for task in tasks]
    sizes = [size(path) if path else 0 for path in paths]
    # Another process does not see where its words go.
    colour = "always" if is_coloured(options.color, sys.stderr) else "never"
    look = _Look(_Configured(options._replace(color=colour), configured.files, configured.rules), _review(tasks, options))
    for task, done in zip(
        tasks, shared(look, paths, sizes, 1 if options.interactive else options.jobs, progress.show), strict=True
    ):
        progress.hide()
        sys.stderr.write(done.told)
        outcome = done.result
        if isinstance(outcome, Outcome):
            try:
                _write(outcome, options)
            except FileError as error:
                tell_error(str(error), options.color)
            else:
                yield outcome
                continue
        elif outcome is not None:
            name = _shown(task.path) if task.path else STDIN
            tell_error(f"{name}: the process that looked at it died ({outcome.ending}); it is unchanged", options.color)
        failed.append(str(task.path))
    progress.hide()


def _review(tasks: Sequence[Task], options: Options) -> "Review | None":
    if not options.interactive:
        return None
    from awesome_lint.keys import ask, show
    from awesome_lint.review import Review

    # Unsafe fixes are for a person to decide, which is what happens here; only answers for many need the word for them.
    return Review(
        ask, show, _display(sys.stdout, tasks, options, ()), unsafe=any(_unsafe(options, task.settings) for task in tasks)
    )


def _write(outcome: Outcome, options: Options) -> None:
    """Write what was mended, if that was asked for. Raises FileError when it cannot be written."""
    if outcome.is_changed and outcome.file.path is not None and not options.diff and outcome.fixed is not None:
        from awesome_lint.files import write

        write(outcome.file, outcome.fixed.after.to_bytes())
        _tell_fixed(outcome.fixed, options)


@dataclass(frozen=True)
class _Look:
    """What is done with each list, in whatever process; nothing is written yet, so that a process can be ended at any time."""

    configured: "_Configured"
    review: "Review | None" = None
    """Who is asked about fixes; of all processes, only this one can ask."""

    def __reduce__(self) -> "tuple[type[_Look], tuple[_Configured]]":
        # Rules are known by settings that have another identity in another process.
        return _Look, (_Configured(self.configured.options, self.configured.files),)

    def prepare(self, tasks: Sequence[Path | None]) -> None:
        """Import and choose here what the tasks need. Raises PluginError for rules that can be used for none of them."""
        from importlib import import_module

        for name in ("parser", "linter", *(("fixer",) if self.configured.options.fix or self.configured.options.diff else ())):
            import_module(f"awesome_lint.{name}")
        for path in tasks:
            self.configured.at(path)

    def __call__(self, task: Path | None) -> Outcome | None:
        """Return what became of a list, or None where it failed, which is told."""
        from awesome_lint.files import STDIN, FileError
        from awesome_lint.plugins import PluginError, RuleError

        try:
            return self.look(task)
        except (FileError, RuleError) as error:
            tell_error(str(error), self.configured.options.color)
        except PluginError:
            # Not the fault of this file, so that none can be checked.
            raise
        except Exception:
            tell_bug(_shown(task) if task else STDIN)
        return None

    def look(self, path: Path | None) -> Outcome:
        """Return what became of a list. Raises FileError when it cannot be read or mended."""
        from awesome_lint.files import STDIN, FileError, read, read_stdin

        options = self.configured.options
        settings, rules = self.configured.at(path)
        try:
            file = read(path) if path and not options.reads_stdin else read_stdin(_shown(path) if path else STDIN)
        except FileError as error:
            raise FileError(f"{error}{_meant_command(str(path))}") from None
        if options.verbose:
            found = _shown(settings.path) if settings.path else "no settings file"
            _tell(f"{file.source.path}: {len(rules.rules)} rules, {found}", options)
        baseline = self.configured.baseline(Task(path, settings))
        scopes = self.configured.scopes_at(path, file, baseline)
        if options.add_ignore:
            outcome = _add_ignores(file, rules, settings, scopes)
        elif options.fix or options.diff:
            outcome = _fix(file, rules, settings, scopes, options, self.review)
        else:
            outcome = _lint(file, rules, settings, scopes)
        if path is None or baseline is None:
            return outcome
        from awesome_lint.adoption import checked

        known = checked(path, baseline, rules, outcome.found or outcome.report, outcome.scopes)
        return outcome._replace(found=None, scopes=(), checked=known)


def _lint(file: "File", rules: "RuleSet", settings: "Settings", scopes: "tuple[Scope, ...]") -> Outcome:
    from awesome_lint.linter import lint
    from awesome_lint.parser import parse

    document = parse(file.source, settings.style)
    found = lint(document, rules)
    if not scopes:
        return Outcome(file, found, settings)
    from awesome_lint.diagnostic import Report
    from awesome_lint.scope import kept

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
    from awesome_lint.files import FileError
    from awesome_lint.fixer import FixError, fix

    try:
        unsafe = _unsafe(options, settings) or (review is not None and options.unsafe_fixes is not False)
        if review:
            review.begin()
        fixed = fix(file.source, rules, unsafe=unsafe, pins=settings.style, scopes=scopes, chooser=review)
    except FixError as error:
        raise FileError(str(error)) from None
    return Outcome(file, fixed.remaining, settings, fixed, fixed.found, fixed.scopes)


def _add_ignores(file: "File", rules: "RuleSet", settings: "Settings", scopes: "tuple[Scope, ...]") -> Outcome:
    from awesome_lint.ignorer import add_ignores

    ignored = add_ignores(file.source, rules, settings.style, scopes)
    return Outcome(file, ignored.remaining, settings, ignored, ignored.found, ignored.scopes)


def settings_files(config: Sequence[str], isolated: bool) -> "SettingsFiles":
    """Return where settings come from. Raises UsageError for what --config cannot mean, or what excludes each other."""
    from awesome_lint.settings import SettingsError
    from awesome_lint.settings.files import SettingsFiles

    if not config:
        return SettingsFiles(isolated=isolated)
    from awesome_lint.settings import command_line

    try:
        return command_line.settings_files(config, isolated)
    except SettingsError as error:
        raise UsageError(str(error)) from None


@dataclass(frozen=True)
class _Configured:
    """The settings and rules for each list."""

    options: Options
    files: "SettingsFiles"
    rules: "dict[int, RuleSet]" = field(default_factory=dict)
    """By the identity of the settings: lists for which the same ones hold share them."""
    scopes: "dict[str | None, Scopes]" = field(default_factory=dict)

    def at(self, path: Path | None) -> "tuple[Settings, RuleSet]":
        """Return those that hold for the list. Raises SettingsError when they cannot be followed."""
        from awesome_lint.settings import choose

        settings = self.files.at(path)
        if id(settings) not in self.rules:
            self.rules[id(settings)] = choose(settings, self.options.selection)
        return settings, self.rules[id(settings)]

    def baseline(self, task: Task) -> Path | None:
        """Return the baseline file of a list, or the one to write, or None where it has none."""
        from awesome_lint.files import BASELINE, nearest

        options = self.options
        if task.path is None or options.no_baseline:
            return None
        stated = options.baseline or task.settings.baseline
        if stated is None and (options.write_baseline or not options.isolated):
            stated = nearest(task.path, BASELINE)
        if stated is None and options.write_baseline:
            from awesome_lint.adoption import place_for

            return place_for(task.path, task.settings.path)
        return stated

    def scopes_at(self, path: Path | None, file: "File", baseline: Path | None) -> "tuple[Scope, ...]":
        """Return what the run is about, where that is less than the whole list. Raises FileError when that cannot be told."""
        since = self.options.since
        baseline = None if self.options.write_baseline else baseline
        if path is None or (since is None and baseline is None):
            return ()
        from awesome_lint.adoption import Scopes

        if since not in self.scopes:
            self.scopes[since] = Scopes.of(since)
        return self.scopes[since].at(path, file.source, baseline)


def _with_baselines(outcomes: Sequence[Outcome], options: Options, failed: list[str]) -> list[Outcome]:
    """Return the outcomes without what the baselines hold back from now on, and write these files where they change."""
    from awesome_lint import adoption
    from awesome_lint.diagnostic import Report
    from awesome_lint.files import FileError

    changed = [outcome.checked for outcome in outcomes if outcome.checked and (outcome.is_changed or options.write_baseline)]
    try:
        if options.write_baseline:
            for notice in adoption.write_baselines(changed):
                _tell(notice, options)
            return [outcome._replace(report=Report(outcome.report.source, ())) for outcome in outcomes]
        if not options.diff and not options.reads_stdin:
            adoption.carry(changed)
    except FileError as error:
        tell_error(str(error), options.color)
        failed.append(str(error))
    mended = sum(outcome.checked.mended for outcome in outcomes if outcome.checked)
    if mended:
        _tell(adoption.mended(mended), options)
    return list(outcomes)


def _unsafe(options: Options, settings: "Settings") -> bool:
    return settings.unsafe_fixes if options.unsafe_fixes is None else options.unsafe_fixes


def _show(outcomes: Sequence[Outcome], tasks: Sequence[Task], options: Options, command: tuple[str, ...]) -> None:
    """Write what stdout is for, and the report where it goes: to a file, or beside a document or a patch to stderr."""
    stream: TextIO = sys.stdout
    if options.diff:
        _show_diff(outcomes, options)
        stream = sys.stderr
    elif (options.fix or options.add_ignore) and options.reads_stdin:
        for outcome in outcomes:
            changed = outcome.fixed.after.to_bytes() if outcome.is_changed and outcome.fixed else outcome.file.data
            sys.stdout.buffer.write(changed)
            sys.stdout.buffer.flush()
        stream = sys.stderr
    from awesome_lint.delivery import Wanted, copy_of, deliver
    from awesome_lint.files import FileError
    from awesome_lint.reporters import FOR_PROGRAMS

    reports = Arriving(outcome.report for outcome in outcomes)
    stated = (task.settings.output_format for task in tasks)
    output_format = options.output_format or next((each for each in stated if each), "full")
    if not outcomes and not (options.output_file or options.report or output_format in FOR_PROGRAMS):
        return
    wanted = Wanted(output_format, options.output_file, options.statistics, tuple(map(copy_of, options.report)))
    display = _display(stream, tasks, options, command)
    if not isinstance(outcomes, Arriving):
        display = replace(display, held=sum(outcome.checked.held for outcome in outcomes if outcome.checked))
    try:
        deliver(reports, wanted, display, stream)
    except FileError as error:
        raise UsageError(str(error)) from None


def _display(stream: TextIO, tasks: Sequence[Task], options: Options, command: tuple[str, ...]) -> "Display":
    from awesome_lint.reporters import Display

    to_file = options.output_file is not None
    is_terminal = not to_file and stream.isatty()
    return Display(
        width=max(terminal_width(), 40) if is_terminal else PIPE_WIDTH,
        wraps=is_terminal,
        colour=not to_file and is_coloured(options.color, stream),
        unsafe=any(_unsafe(options, task.settings) for task in tasks),
        summary=not options.quiet,
        about=f"the lines changed since {options.since}" if options.since is not None else "",
        command=command,
    )


def _show_diff(outcomes: Sequence[Outcome], options: Options) -> None:
    from awesome_lint.reporters.diff import unified

    for outcome in outcomes:
        if outcome.fixed is None or not outcome.is_changed:
            continue
        before, after = outcome.file.data.decode("utf-8"), outcome.fixed.after.to_bytes().decode("utf-8")
        path = outcome.file.source.path
        if is_read_by_program(sys.stdout):
            sys.stdout.flush()
            sys.stdout.buffer.write("".join(unified(path, before, after)).encode("utf-8"))
            sys.stdout.buffer.flush()
        else:
            from awesome_lint.reporters.diff import coloured

            sys.stdout.writelines(coloured(unified(path, before, after), is_coloured(options.color, sys.stdout)))
    sys.stdout.flush()


def _shown(path: Path) -> str:
    from awesome_lint.files import shown

    return shown(path)


def _meant_command(argument: str) -> str:
    """Suggest the command that a path which is not there may have been meant as."""
    from difflib import get_close_matches

    close = get_close_matches(argument, COMMANDS, n=1)
    return f" (did you mean the command `{PROGRAM} {close[0]}`?)" if close and not os.path.exists(argument) else ""


def _tell_fixed(fixed: "Fixed", options: Options) -> None:
    total = sum(fixed.applied.values())
    listed = ", ".join(f"{count} {name}" for name, count in sorted(fixed.applied.items(), key=lambda pair: (-pair[1], pair[0])))
    done = "ignored" if options.add_ignore else "fixed"
    _tell(f"{fixed.after.path}: {done} {total} ({listed})" if listed else f"{fixed.after.path}: written", options)


def _tell(notice: str, options: Options) -> None:
    if not options.quiet:
        write_stderr(notice)
