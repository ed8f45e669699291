"""What `awesome-lint check` does: reads lists, checks or mends them, and reports, with an exit status.

Nothing here knows click, which takes as long to import as a short list takes to check.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from awesome_lint import __version__
from awesome_lint.values import dataclass

if TYPE_CHECKING:
    from awesome_lint.diagnostic import Report
    from awesome_lint.files import File
    from awesome_lint.fixer import Fixed
    from awesome_lint.reporters import Display
    from awesome_lint.rule import RuleSet
    from awesome_lint.settings import Selection, Settings
    from awesome_lint.settings.files import SettingsFiles

PROGRAM = "awesome-lint"
CLEAN, DIAGNOSTICS, FAILED = 0, 1, 2
# What a shell reports for a process that these signals ended.
INTERRUPTED, PIPE_CLOSED = 130, 141
# Of text that goes to a pipe, which may end in a log or in an issue: frames stay readable there.
PIPE_WIDTH = 100
# Everything else that stands first is an argument of `check`.
COMMANDS = ("check", "config", "explain", "export", "rules", "show", "style")
# Set where a shell asks how to complete a command line.
COMPLETION = "_AWESOME_LINT_COMPLETE"


class UsageError(Exception):
    """Arguments that cannot be followed; the message says why and what to do."""


class Options(NamedTuple):
    """What was asked of `check`."""

    paths: tuple[str, ...] = ()
    fix: bool = False
    unsafe_fixes: bool | None = None
    diff: bool = False
    add_ignore: bool = False
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


class Outcome(NamedTuple):
    """What became of one file."""

    file: "File"
    report: "Report"
    settings: "Settings"
    fixed: "Fixed | None" = None

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
        else:
            _tell_bug(PROGRAM)
        return FAILED


def check(options: Options, command: tuple[str, ...]) -> int:
    """Do what is asked for and return the exit status; `command` is what was typed. Raises UsageError for nonsense."""
    _require_sense(options)
    failed = False
    outcomes: list[Outcome] = []
    for outcome in _outcomes(options):
        if outcome is None:
            failed = True
        else:
            outcomes.append(outcome)
    if outcomes or not failed:
        _show(outcomes, options, command)
    if failed:
        return FAILED
    left = any(outcome.report.diagnostics for outcome in outcomes)
    changes = options.diff and any(outcome.is_changed for outcome in outcomes)
    return DIAGNOSTICS if (left or changes) and not options.exit_zero else CLEAN


def _require_sense(options: Options) -> None:
    """Raise UsageError for arguments that do not go together or name no rule."""
    from awesome_lint.settings import unknown_selectors

    if options.reads_stdin and any(path != "-" for path in options.paths):
        raise UsageError("the standard input is checked alone; leave out the other paths, or `-` and --stdin-filename")
    if options.fix and options.add_ignore:
        raise UsageError("--fix and --add-ignore exclude each other; mend what can be mended first")
    if options.report:
        from awesome_lint.delivery import copy_of

        try:
            for text in options.report:
                copy_of(text)
        except ValueError as error:
            raise UsageError(f"--report: {error}") from None
    for name in ("select", "extend_select", "ignore"):
        selectors = _names(getattr(options, name))
        problems = list(unknown_selectors(selectors)) if selectors else []
        if problems:
            option = "--" + name.replace("_", "-")
            raise UsageError("\n".join(f"{option}: {problem}; `{PROGRAM} rules` lists them" for problem in problems))


def _names(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _outcomes(options: Options) -> Iterator[Outcome | None]:
    """Yield what became of each file, None where it failed; one that fails does not stop the others."""
    from awesome_lint.files import STDIN, FileError
    from awesome_lint.plugins import PluginError, RuleError
    from awesome_lint.settings import SettingsError

    configured = _Configured(options, settings_files(options.config, options.isolated))
    seen: set[str] = set()
    for argument in (options.stdin_filename or STDIN,) if options.reads_stdin else options.paths or (".",):
        try:
            outcome = _outcome(argument, configured, seen)
        except (FileError, SettingsError, RuleError) as error:
            tell_error(str(error), options.color)
            yield None
        except PluginError:
            # Not the fault of this file, so that none can be checked.
            raise
        except Exception:
            _tell_bug(argument)
            yield None
        else:
            if outcome is not None:
                yield outcome


def _outcome(argument: str, configured: "_Configured", seen: set[str]) -> Outcome | None:
    """Return what became of the file that an argument means, or None for one that is not to be checked."""
    from awesome_lint.files import STDIN, FileError, locate_new, read, read_stdin, shown, write

    options = configured.options
    if options.reads_stdin:
        path = Path(argument) if argument != STDIN else None
    else:
        path = locate_new(argument, seen)
        if path is None:
            return None
    settings, rules = configured.at(path)
    if path is not None and settings.excludes(path):
        _tell(f"{shown(path)}: excluded by {settings.exclude.place}", options)
        if not options.reads_stdin:
            return None
    try:
        file = read_stdin(argument if path is None else shown(path)) if options.reads_stdin else read(path or Path(argument))
    except FileError as error:
        raise FileError(f"{error}{_meant_command(argument)}") from None
    if options.verbose:
        found = shown(settings.path) if settings.path else "no settings file"
        _tell(f"{file.source.path}: {len(rules.rules)} rules, {found}", options)
    if options.add_ignore:
        outcome = _add_ignores(file, rules, settings)
    elif options.fix or options.diff:
        outcome = _fix(file, rules, _unsafe(options, settings), settings)
    else:
        return Outcome(file, _lint(file, rules, settings), settings)
    if outcome.is_changed and file.path is not None and not options.diff and outcome.fixed is not None:
        write(file, outcome.fixed.after.to_bytes())
        _tell_fixed(outcome.fixed, options)
    return outcome


def _lint(file: "File", rules: "RuleSet", settings: "Settings") -> "Report":
    from awesome_lint.linter import lint
    from awesome_lint.parser import parse

    return lint(parse(file.source, settings.style), rules)


def _fix(file: "File", rules: "RuleSet", unsafe: bool, settings: "Settings") -> Outcome:
    from awesome_lint.files import FileError
    from awesome_lint.fixer import FixError, fix

    try:
        fixed = fix(file.source, rules, unsafe=unsafe, pins=settings.style)
    except FixError as error:
        raise FileError(str(error)) from None
    return Outcome(file, fixed.remaining, settings, fixed)


def _add_ignores(file: "File", rules: "RuleSet", settings: "Settings") -> Outcome:
    from awesome_lint.ignorer import add_ignores

    ignored = add_ignores(file.source, rules, settings.style)
    return Outcome(file, ignored.remaining, settings, ignored)


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

    def at(self, path: Path | None) -> "tuple[Settings, RuleSet]":
        """Return those that hold for the list. Raises SettingsError when they cannot be followed."""
        from awesome_lint.settings import choose

        settings = self.files.at(path)
        if id(settings) not in self.rules:
            self.rules[id(settings)] = choose(settings, self.options.selection)
        return settings, self.rules[id(settings)]


def _unsafe(options: Options, settings: "Settings") -> bool:
    return settings.unsafe_fixes if options.unsafe_fixes is None else options.unsafe_fixes


def _show(outcomes: Sequence[Outcome], options: Options, command: tuple[str, ...]) -> None:
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

    reports = [outcome.report for outcome in outcomes]
    stated = (outcome.settings.output_format for outcome in outcomes)
    output_format = options.output_format or next((each for each in stated if each), "full")
    if not outcomes and not (options.output_file or options.report or output_format in FOR_PROGRAMS):
        return
    wanted = Wanted(output_format, options.output_file, options.statistics, tuple(map(copy_of, options.report)))
    try:
        deliver(reports, wanted, _display(stream, outcomes, options, command), stream)
    except FileError as error:
        raise UsageError(str(error)) from None


def _display(stream: TextIO, outcomes: Sequence[Outcome], options: Options, command: tuple[str, ...]) -> "Display":
    from awesome_lint.reporters import Display

    to_file = options.output_file is not None
    is_terminal = not to_file and stream.isatty()
    return Display(
        width=max(terminal_width(), 40) if is_terminal else PIPE_WIDTH,
        wraps=is_terminal,
        colour=not to_file and is_coloured(options.color, stream),
        unsafe=any(_unsafe(options, outcome.settings) for outcome in outcomes),
        summary=not options.quiet,
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


def terminal_width() -> int:
    """Return how many columns the terminal has, or what a pipe is written for."""
    import shutil

    return shutil.get_terminal_size((PIPE_WIDTH, 24)).columns


def is_read_by_program(stream: TextIO) -> bool:
    """Whether the text goes to a file or another program, so that every byte counts: neither to a terminal nor to a CI log."""
    if stream.isatty():
        return False
    if not os.environ.get("GITHUB_ACTIONS"):
        return True
    import stat

    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except OSError:
        return True


def is_coloured(choice: str, stream: TextIO) -> bool:
    """Whether to use colour there: --color decides, then NO_COLOR, FORCE_COLOR, and whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


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


def tell_error(message: str, color: str) -> None:
    label = "error"
    if is_coloured(color, sys.stderr):
        from awesome_lint.reporters.text import BOLD, RED, paint

        label = paint(label, RED, BOLD)
    for line in message.splitlines():
        write_stderr(line, f"{label}: ")


def _tell_bug(subject: str) -> None:
    import traceback

    for line in traceback.format_exc().splitlines():
        write_stderr(line)
    write_stderr(f"{subject}: this is a bug in {PROGRAM} {__version__}; nothing was written. Report it with the lines above.")


def write_stderr(line: str, label: str = "") -> None:
    from awesome_lint.reporters.text import guarded, visible

    sys.stderr.write(f"{label}{guarded(visible(line)) if not label else visible(line)}\n")
