"""What `awesome-lint check` does: reads lists, checks or mends them, and reports, with an exit status.

Nothing here knows click: what it is asked for is a value.
"""

import os
import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.cli.check_file import Configured, Given, Look, Outcome, Task, displayed, is_unsafe, settings_files, tell
from awesome_lint.cli.console import (
    PIPE_WIDTH,
    PROGRAM,
    UNWRITABLE,
    is_coloured,
    is_read_by_program,
    tell_bug,
    tell_error,
    tell_unwritable,
    terminal_width,
)
from awesome_lint.cli.options import (
    CLEAN,
    DIAGNOSTICS,
    FAILED,
    INTERRUPTED,
    PIPE_CLOSED,
    Options,
    UsageError,
    require_no_stray_command,
    require_sense,
)
from awesome_lint.cli.remembered import keep, recording
from awesome_lint.parallel.lazy_sequence import Arriving

if TYPE_CHECKING:
    from awesome_lint.cache.memory import Asked
    from awesome_lint.cli.interactive import Review
    from awesome_lint.engine.fixer import Fixed
    from awesome_lint.registry.rule_set import RuleSet
    from awesome_lint.reporters import Display
    from awesome_lint.settings import Selection, Settings

    Informing = Callable[[Sequence[Given]], Callable[[Settings, Selection], RuleSet]]


def status_of(work: Callable[[], int]) -> int:
    """Return the exit status of the work; whatever ends it early has a status, too."""
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
    except Exception as error:
        from awesome_lint.registry.plugins import PluginError

        if isinstance(error, PluginError):
            tell_error(str(error), "auto")
        elif isinstance(error, OSError) and error.errno in UNWRITABLE and error.filename is None:
            # Of a file, its name would be known.
            tell_unwritable(error)
        else:
            tell_bug(PROGRAM)
        return FAILED


def check(options: Options, command: tuple[str, ...], run: "Asked | None" = None) -> int:
    """Do what is asked for and return the exit status; `command` is what was typed. Raises UsageError for nonsense.

    What the run says is remembered, if that is given.
    """
    require_no_stray_command(options, command)
    require_sense(options)
    if options.watch:
        return _watch(options, command)
    said = recording(options, run)
    if said is None:
        return _checked(options, command).status
    with said:
        finished = _checked(options, command)
    keep(said, finished.status, finished.outcomes, finished.configured)
    return finished.status


def judge(options: Options, command: tuple[str, ...], inform: "Informing") -> int:
    """Do what is asked for with the rules of another command, which `inform` chooses once it has the lists; return the exit
    status. Raises UsageError for nonsense."""
    require_sense(options, is_online=True)
    return _checked(options, command, inform).status


class _Finished(Struct, frozen=True):
    status: int
    outcomes: Sequence[Outcome]
    configured: Configured


def _checked(options: Options, command: tuple[str, ...], inform: "Informing | None" = None) -> _Finished:
    configured = Configured(options, settings_files(options.config, isolated=options.isolated))
    failed: list[str] = []
    tasks = _tasks(configured, failed)
    _require_reports_apart(options, tasks)
    if inform is not None:
        from awesome_lint.files.read_write import FileError

        try:
            given = list(_given(tasks, options))
        except FileError as error:
            tell_error(str(error), options.color)
            return _Finished(FAILED, (), configured)
        stdin = given[0].file if options.reads_stdin and given else None
        configured = replace(configured, choosing=inform(given), stdin=stdin)
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
        return _Finished(FAILED, outcomes, configured)
    left = any(outcome.report.diagnostics for outcome in kept)
    changes = options.diff and any(outcome.is_changed for outcome in outcomes)
    status = DIAGNOSTICS if (left or changes) and not options.exit_zero else CLEAN
    return _Finished(status, outcomes, configured)


def _watch(options: Options, command: tuple[str, ...]) -> NoReturn:
    """Check again and again. Raises UsageError when what that needs is missing."""
    from awesome_lint.cli.watch import Watched, WatchError, number, watch
    from awesome_lint.files.finder import find
    from awesome_lint.settings.files import consulted

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
        return Watched((*lists, *consulted(settings_files(options.config, isolated=options.isolated), lists)), found.folders)

    try:
        watch(run, watched, quiet=options.quiet)
    except WatchError as error:
        raise UsageError(str(error)) from None


def _require_reports_apart(options: Options, tasks: Sequence[Task]) -> None:
    """Raise UsageError where a report would be written over a list, or over another report."""
    if options.output_file is None and not options.report:
        return
    from awesome_lint.cli.report_output import copy_of

    taken = {os.path.realpath(task.path): "a list that is checked" for task in tasks if task.path is not None}
    places = [("--output-file", options.output_file)] if options.output_file is not None else []
    for option, path in (*places, *(("--report", copy_of(text).path) for text in options.report)):
        place = os.path.realpath(path)
        if place in taken:
            raise UsageError(f"{option}: {path} is {taken[place]}; name another file")
        # A device, such as that for nothing, takes any number.
        if os.path.isfile(place) or not os.path.exists(place):
            taken[place] = "a report already"


def _tasks(configured: "Configured", failed: list[str]) -> list[Task]:
    """Return the files to look at; arguments that mean none and settings that cannot be followed are told."""
    from awesome_lint.files.read_write import FileError, require_markdown
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
                tell(f"{displayed(path)}: excluded by {settings.exclude.place}", options)
            if not options.reads_stdin:
                continue
        if path is not None and not (options.any_file or options.reads_stdin):
            try:
                require_markdown(path)
            except FileError as error:
                tell_error(str(error), options.color)
                failed.append(str(path))
                continue
        tasks.append(Task(path, settings))
    if left_out > 1 and not tasks and not failed:
        tell(f"nothing to check: all {left_out} files are excluded by settings", options)
    return tasks


def _given(tasks: Sequence[Task], options: Options) -> Iterable[Given]:
    """Yield the lists that can be read; what is wrong with other files is told when they are judged.

    Raises FileError for a standard input that cannot be read.
    """
    from awesome_lint.cli.check_file import standard_input
    from awesome_lint.files.read_write import FileError, read

    for task in tasks:
        try:
            yield Given(task, read(task.path) if task.path and not options.reads_stdin else standard_input(task.path))
        except FileError:
            if options.reads_stdin:
                raise


def _paths(options: Options, failed: list[str]) -> Iterable[tuple[Path | None, bool]]:
    """Yield the files to look at, None for the standard input, each with whether it was named itself."""
    if options.reads_stdin:
        yield Path(options.stdin_filename) if options.stdin_filename is not None else None, True
        return
    from awesome_lint.files.finder import find

    found = find(options.paths, translations=True)
    for problem in found.problems:
        tell_error(problem, options.color)
        failed.append(problem)
    for notice in found.notices:
        tell(notice, options)
    yield from ((target.path, target.is_named) for target in found.files)


def _outcomes(tasks: Sequence[Task], configured: "Configured", failed: list[str]) -> Generator[Outcome, None, None]:
    """Yield what became of each file, in order; one that fails is told and does not stop the others."""
    from awesome_lint.cli.progress import Progress
    from awesome_lint.files.read_write import STDIN, FileError, size
    from awesome_lint.parallel.jobs import shared

    options = configured.options
    is_quiet = options.quiet or options.interactive
    progress = Progress("Fixing" if options.fix else "Checking", len(tasks), quiet=is_quiet)
    paths = [task.path for task in tasks]
    sizes = [size(path) if path else 0 for path in paths]
    # Another process does not see where its words go.
    colour = "always" if is_coloured(options.color, sys.stderr) else "never"
    told = replace(configured, options=replace(options, color=colour))
    look = Look(told, _review(tasks, options))
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
            name = displayed(task.path) if task.path else STDIN
            tell_error(f"{name}: the process that looked at it died ({outcome.ending}); it is unchanged", options.color)
        failed.append(str(task.path))
    progress.hide()


def _review(tasks: Sequence[Task], options: Options) -> "Review | None":
    if not options.interactive:
        return None
    from awesome_lint.cli.interactive import Review
    from awesome_lint.cli.key_prompt import ask, show

    # Unsafe fixes are for a person to decide, which is what happens here; only answers for many need the word for them.
    return Review(
        ask, show, _display(sys.stdout, tasks, options, ()), unsafe=any(is_unsafe(options, task.settings) for task in tasks)
    )


def _write(outcome: Outcome, options: Options) -> None:
    """Write what was fixed, if that was asked for. Raises FileError when it cannot be written."""
    if outcome.is_changed and outcome.file.path is not None and not options.diff and outcome.fixed is not None:
        from awesome_lint.files.read_write import write

        for notice in write(outcome.file, outcome.fixed.after.to_bytes()):
            tell(notice, options)
        _tell_fixed(outcome.fixed, options)


def _with_baselines(outcomes: Sequence[Outcome], options: Options, failed: list[str]) -> list[Outcome]:
    """Return the outcomes without what the baselines hold back from now on, and write these files where they change."""
    from awesome_lint.baseline import holding_back as adoption
    from awesome_lint.diagnostic import Report
    from awesome_lint.files.read_write import FileError

    changed = [outcome.checked for outcome in outcomes if outcome.checked and (outcome.is_changed or options.write_baseline)]
    try:
        if options.write_baseline:
            for notice in adoption.write_baselines(changed):
                tell(notice, options)
            return [replace(outcome, report=Report(outcome.report.source, ())) for outcome in outcomes]
        if not options.diff and not options.reads_stdin:
            adoption.carry(changed)
    except FileError as error:
        tell_error(str(error), options.color)
        failed.append(str(error))
        if options.write_baseline:
            # It holds back nothing of what was found.
            return [replace(outcome, checked=None) for outcome in outcomes]
    mended = sum(outcome.checked.mended for outcome in outcomes if outcome.checked)
    if mended:
        tell(adoption.mended(mended), options)
    return list(outcomes)


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
    from awesome_lint.cli.report_output import Wanted, copy_of, deliver
    from awesome_lint.files.read_write import FileError
    from awesome_lint.reporters import FOR_PROGRAMS

    reports = Arriving(outcome.report for outcome in outcomes)
    stated = (task.settings.output_format for task in tasks)
    output_format = options.output_format or next((each for each in stated if each), "full")
    if not outcomes and not (options.output_file or options.report or output_format in FOR_PROGRAMS):
        return
    wanted = Wanted(output_format, options.output_file, options.statistics, tuple(map(copy_of, options.report)))
    display = _display(stream, tasks, options, _without_missing(command, options))
    if options.diff:
        planned = (outcome.fixed.problems for outcome in outcomes if outcome.fixed and outcome.is_changed)
        display = replace(display, planned=sum(sum(counts.values()) for counts in planned))
    if not isinstance(outcomes, Arriving):
        display = replace(display, held=sum(outcome.checked.held for outcome in outcomes if outcome.checked))
    try:
        deliver(reports, wanted, display, stream)
    except FileError as error:
        raise UsageError(str(error)) from None


def _without_missing(command: tuple[str, ...], options: Options) -> tuple[str, ...]:
    """Return the command without paths that lead nowhere, to be typed again."""
    from awesome_lint.files.finder import is_missing

    missing = {path for path in options.paths if is_missing(path)}
    return tuple(argument for argument in command if argument not in missing)


def _display(stream: TextIO, tasks: Sequence[Task], options: Options, command: tuple[str, ...]) -> "Display":
    from awesome_lint.reporters import Display

    to_file = options.output_file is not None
    is_terminal = not to_file and stream.isatty()
    return Display(
        width=max(terminal_width(), 40) if is_terminal else PIPE_WIDTH,
        wraps=is_terminal,
        colour=not to_file and is_coloured(options.color, stream),
        unsafe=any(is_unsafe(options, task.settings) for task in tasks),
        summary=not options.quiet,
        about=f"the lines changed since {_base(options.since)}" if options.since is not None else "",
        command=command,
    )


def _base(since: str) -> str:
    """Return the name of the revision that is compared with: the action asks about a commit, whose branch it knows."""
    return os.environ.get("AWESOME_LINT_BASE") or since


def _show_diff(outcomes: Sequence[Outcome], options: Options) -> None:
    from awesome_lint.reporters.diff import unified

    for outcome in outcomes:
        if outcome.fixed is None or not outcome.is_changed:
            continue
        before, after = outcome.file.data.decode("utf-8"), outcome.fixed.after.to_bytes().decode("utf-8")
        path = outcome.file.source.path
        if is_read_by_program(sys.stdout):
            sys.stdout.flush()
            sys.stdout.buffer.write("".join(unified(path, before, after)).encode("utf-8", "surrogateescape"))
            sys.stdout.buffer.flush()
        else:
            from awesome_lint.reporters.diff import coloured

            sys.stdout.writelines(coloured(unified(path, before, after), colour=is_coloured(options.color, sys.stdout)))
    sys.stdout.flush()


def _tell_fixed(fixed: "Fixed", options: Options) -> None:
    from awesome_lint.reporters.places import counted

    # Of the fixes that a person chose from, those that were made count.
    counts = fixed.applied if options.add_ignore or options.interactive else fixed.problems
    listed = ", ".join(f"{count} {name}" for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
    done = f"{'ignored' if options.add_ignore else 'fixed'} {counted(sum(counts.values()), 'problem')}"
    left = f", left out {counted(len(fixed.left_out), 'fix', 'fixes')}" if fixed.left_out else ""
    tell(f"{fixed.after.path}: {done} ({listed}){left}" if listed else f"{fixed.after.path}: written", options)
