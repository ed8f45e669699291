"""What can be asked of `awesome-lint check`, and what it may answer: options, what is wrong with them, exit statuses."""

import shlex
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from awesome_lint.cli.console import PROGRAM

if TYPE_CHECKING:
    from awesome_lint.settings import Selection

CLEAN, DIAGNOSTICS, FAILED = 0, 1, 2
# What a shell reports for a process that these signals ended.
INTERRUPTED, PIPE_CLOSED = 130, 141
# Everything else that stands first is an argument of `check`.
COMMANDS = (
    "add",
    "check",
    "completion",
    "config",
    "explain",
    "export",
    "init",
    "links",
    "lookup",
    "rules",
    "server",
    "show",
    "style",
)
# Options of a check.
CHECKING = ("--diff", "--fix", "--watch")
# What other programs have for a command.
OPTIONS_NOT_COMMANDS = {
    "diff": "--diff",
    "fix": "--fix",
    "fmt": "--fix",
    "format": "--fix",
    "help": "--help",
    "lint": "check",
    "version": "--version",
    "watch": "--watch",
}
# Set where a shell asks how to complete a command line.
COMPLETION = "_AWESOME_LINT_COMPLETE"


class UsageError(Exception):
    """Arguments that cannot be followed; the message says why and what to do."""


class Options(Struct, frozen=True):
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
    any_file: bool = False
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


def require_no_stray_command(options: Options, command: tuple[str, ...]) -> None:
    """Raise UsageError for an address, and where the first path names no file, and is a word that people type for a command."""
    from awesome_lint.files.finder import is_missing

    for path in options.paths:
        if path.startswith(("https://", "http://")) and is_missing(path):
            raise UsageError(
                f"{path} is an address, and files are checked; clone the repository, or pipe a file into `{PROGRAM} -`"
            )
    word = options.paths[0] if options.paths and command[1:2] != ("check",) else ""
    if not word.replace("-", "").isalpha() or not is_missing(word):
        return
    from difflib import get_close_matches

    close = get_close_matches(word, [*COMMANDS, *OPTIONS_NOT_COMMANDS], n=1, cutoff=0.7)
    if close:
        meant = OPTIONS_NOT_COMMANDS.get(close[0], close[0])
        # What else was typed is meant for a check.
        is_check = meant == "check" or meant in CHECKING
        others = [argument for argument in command[1:] if argument not in (word, meant)] if is_check else []
        raise UsageError(f'unknown command "{word}"; did you mean `{shlex.join([PROGRAM, meant, *others])}`?')


def require_sense(options: Options, *, is_online: bool = False) -> None:
    """Raise UsageError for arguments that do not go together or name no rule, of a check or of a command that asks others."""
    from awesome_lint.settings import unknown_selectors

    if options.reads_stdin and any(path != "-" for path in options.paths):
        raise UsageError("the standard input is checked alone; leave out the other paths, or `-` and --stdin-filename")
    if options.reads_stdin and options.watch:
        raise UsageError("--watch is for files; the standard input is read once")
    if options.jobs is not None and options.jobs < 1:
        raise UsageError(f"--jobs: expected 1 or more processes, found {options.jobs}")
    if options.fix and options.add_ignore:
        raise UsageError("--fix and --add-ignore exclude each other; fix what is fixable first")
    if options.report:
        from awesome_lint.cli.report_output import copy_of

        try:
            for text in options.report:
                copy_of(text)
        except ValueError as error:
            raise UsageError(f"--report: {error}") from None
    _require_sense_of_scopes(options)
    if options.interactive:
        _require_person(options)
    for name in ("select", "extend_select", "ignore"):
        asked = getattr(options, name)
        selectors = _names(asked)
        option = "--" + name.replace("_", "-")
        if asked and not selectors:
            raise UsageError(f"{option}: expected names of rules or groups, found none; `{PROGRAM} rules` lists them")
        problems = list(unknown_selectors(selectors, is_online=is_online)) if selectors else []
        if problems:
            raise UsageError("\n".join(f"{option}: {problem}; `{PROGRAM} rules` lists them" for problem in problems))


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
