"""The command line: arguments in, exit status out. Whatever takes time to import is imported where it is used."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from awesome_lint import __version__

if TYPE_CHECKING:
    from awesome_lint.diagnostic import Report
    from awesome_lint.document import Document
    from awesome_lint.files import File
    from awesome_lint.fixer import Fixed
    from awesome_lint.reporters import Display
    from awesome_lint.rule import Rule, RuleSet
    from awesome_lint.settings import Selection, Settings

PROGRAM = "awesome-lint"
COMPLETION = "_AWESOME_LINT_COMPLETE"

CLEAN, DIAGNOSTICS, FAILED = 0, 1, 2
# What a shell reports for a process that these signals ended.
INTERRUPTED, PIPE_CLOSED = 130, 141

# Of text that goes to a pipe, which may end in a log or in an issue: frames stay readable there.
PIPE_WIDTH = 100

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def run(arguments: Sequence[str]) -> int:
    """Run the command line `arguments` and return its exit status: 0 nothing left to report, 1 diagnostics remain, 2 failed."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if instruction := os.environ.get(COMPLETION):
        from click.shell_completion import shell_complete

        return shell_complete(awesome_lint, {}, PROGRAM, COMPLETION, instruction)
    try:
        with awesome_lint.make_context(PROGRAM, list(arguments)) as context:
            status = awesome_lint.invoke(context)
        sys.stdout.flush()
        return int(status or CLEAN)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        error.show()
        return FAILED
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        # Nobody reads any more; without this, Python would try to write the rest at its end and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except Exception:
        _tell_bug(PROGRAM)
        return FAILED


class GroupedOption(click.Option):
    """An option that `--help` shows under a heading."""

    def __init__(self, *arguments: Any, heading: str, **attributes: Any) -> None:
        super().__init__(*arguments, **attributes)
        self.heading = heading


class GroupedCommand(click.Command):
    """A command whose `--help` shows its options under their headings."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        sections: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx) if isinstance(parameter, click.Option) else None
            if record is not None:
                sections.setdefault(getattr(parameter, "heading", "Other"), []).append(record)
        for heading, records in sections.items():
            with formatter.section(heading):
                formatter.write_dl(records)


class CheckByDefault(click.Group):
    """A group for which anything but the name of a command is an argument of `check`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.obj = (PROGRAM, *args)
        if not args or (args[0] not in self.commands and args[0] not in ("--help", "-h", "--version", "-V")):
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(PROGRAM, "[OPTIONS] [PATHS]...")
        formatter.write_usage(PROGRAM, "COMMAND [ARGUMENTS]...", prefix="       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        commands = [(name, command.get_short_help_str(60)) for name, command in self.commands.items()]
        with formatter.section("Commands"):
            formatter.write_dl(commands)
        check.format_options(click.Context(check), formatter)


def _option(heading: str, *names: str, **attributes: Any) -> Callable[[Decorated], Decorated]:
    return click.option(*names, cls=GroupedOption, heading=heading, **attributes)


def _with_settings(command: Decorated) -> Decorated:
    """Add the options that say which settings hold, for commands whose options have no headings."""
    path = click.Path(path_type=Path)
    command = click.option("--isolated", is_flag=True, help="Use no settings file.")(command)
    return click.option("--config", metavar="FILE", type=path, help="Use this settings file for every list.")(command)


@click.group(
    cls=CheckByDefault,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 nothing left to report, 1 diagnostics remain, 2 the run itself failed.",
)
@click.version_option(__version__, "-V", "--version", prog_name=PROGRAM, message="%(prog)s %(version)s")
def awesome_lint() -> None:
    """Check and mend the READMEs in which people keep curated lists.

    Without PATHS the README of this folder is checked; a folder stands for its README, and - for the standard input.
    """


@dataclass(frozen=True)
class Options:
    """What was asked of `check`."""

    paths: tuple[str, ...]
    fix: bool
    unsafe_fixes: bool | None
    diff: bool
    select: tuple[str, ...]
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    config: Path | None
    isolated: bool
    output_format: str | None
    output_file: Path | None
    statistics: bool
    color: str
    stdin_filename: str | None
    exit_zero: bool
    quiet: bool
    verbose: bool

    @property
    def reads_stdin(self) -> bool:
        return self.stdin_filename is not None or "-" in self.paths

    @property
    def selection(self) -> "Selection":
        from awesome_lint.settings import Selection

        select = _names(self.select)
        return Selection(select or None, _names(self.extend_select), _names(self.ignore))


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    file: "File"
    report: "Report"
    settings: "Settings"
    fixed: "Fixed | None" = None

    @property
    def is_changed(self) -> bool:
        return self.fixed is not None and self.fixed.after.text != self.fixed.before.text


@awesome_lint.command(cls=GroupedCommand, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("paths", nargs=-1)
@_option("Fixing", "--fix", is_flag=True, help="Mend what can be mended safely, and write the list in canonical form.")
@_option("Fixing", "--unsafe-fixes/--no-unsafe-fixes", default=None, help="Also make fixes that may change words.")
@_option("Fixing", "--diff", is_flag=True, help="Show what --fix would write, as a patch; write nothing.")
@_option("Rules", "--select", metavar="RULES", multiple=True, help="Run only these: names of rules or groups, or ALL.")
@_option("Rules", "--extend-select", metavar="RULES", multiple=True, help="Run these too.")
@_option("Rules", "--ignore", metavar="RULES", multiple=True, help="Do not run these.")
@_option("Settings", "--config", metavar="FILE", type=click.Path(path_type=Path), help="Use this settings file for every list.")
@_option("Settings", "--isolated", is_flag=True, help="Use no settings file.")
@_option(
    "Output", "--output-format", type=click.Choice(["full", "concise", "json", "github"]), help="How to report (default: full)."
)
@_option("Output", "--output-file", metavar="FILE", type=click.Path(path_type=Path), help="Write the report to this file.")
@_option("Output", "--statistics", is_flag=True, help="Show only how often each rule spoke.")
@_option("Output", "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colour.")
@_option("Output", "--quiet", "-q", is_flag=True, help="Show diagnostics, but no summary and no notices.")
@_option("Output", "--verbose", "-v", is_flag=True, help="Say which files, settings and rules are used.")
@_option("Other", "--stdin-filename", metavar="NAME", help="Read the standard input, as if it were this file.")
@_option("Other", "--exit-zero", is_flag=True, help="Exit with 0 even when diagnostics remain.")
@click.version_option(
    __version__, "-V", "--version", cls=GroupedOption, heading="Other", prog_name=PROGRAM, message="%(prog)s %(version)s"
)
@click.pass_obj
def check(command: tuple[str, ...], /, **arguments: Any) -> int:
    """Check lists, mend them with --fix (the default command)."""
    options = Options(**arguments)
    _require_sense(options)
    failed = False
    outcomes: list[Outcome] = []
    for outcome in _outcomes(options):
        if outcome is None:
            failed = True
        else:
            outcomes.append(outcome)
    _show(outcomes, options, command)
    if failed:
        return FAILED
    left = any(outcome.report.diagnostics for outcome in outcomes)
    changes = options.diff and any(outcome.is_changed for outcome in outcomes)
    return DIAGNOSTICS if (left or changes) and not options.exit_zero else CLEAN


@awesome_lint.command()
@click.argument("rule")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colour.")
def explain(rule: str, color: str) -> None:
    """Show the manual page of a rule."""
    from awesome_lint.explain import manual
    from awesome_lint.rule import discover
    from awesome_lint.settings import suggestion

    rules = discover()
    if rule not in rules:
        raise click.UsageError(f'unknown rule "{rule}"{suggestion(rule, list(rules))}; `{PROGRAM} rules` lists them')
    width = min(shutil.get_terminal_size((PIPE_WIDTH, 24)).columns, PIPE_WIDTH)
    for line in _readable(manual(rules[rule]), width, _is_coloured(color, sys.stdout)):
        sys.stdout.write(line + "\n")


@awesome_lint.command()
@click.option("--output-format", type=click.Choice(["full", "json"]), default="full", help="How to list (default: full).")
def rules(output_format: str) -> None:
    """List the rules: group, on or off by default, fixable."""
    from awesome_lint.rule import discover

    found = sorted(discover().values(), key=lambda rule: (rule.group, rule.name))
    sys.stdout.writelines(_rules_as_json(found) if output_format == "json" else _rules_as_table(found))


@awesome_lint.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("paths", nargs=-1)
@click.option(
    "--format", "name", metavar="FORMAT", default="jsonl", help="jsonl (default), json, csv, bibtex, csl-json, ris, markdown."
)
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="Write to this file, whole or not at all.")
@click.option("--template", metavar="TEXT", help="How markdown writes an entry, as in '[{title}]({url}) - {description}'.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colour.")
@_with_settings
@click.option("--quiet", "-q", is_flag=True, help="Do not say what is left out.")
def export(
    paths: tuple[str, ...],
    name: str,
    output: Path | None,
    template: str | None,
    color: str,
    config: Path | None,
    isolated: bool,
    quiet: bool,
) -> int:
    """Write the entries of lists as data, or as Markdown in another style."""
    from awesome_lint.export import BIBLIOGRAPHIES, FORMATS, exporter
    from awesome_lint.export import Options as ExportOptions
    from awesome_lint.settings import suggestion

    if name not in FORMATS:
        raise click.UsageError(f'--format: unknown format "{name}"{suggestion(name, FORMATS)}; there are {", ".join(FORMATS)}')
    if template is not None:
        _require_template(name, template)
    options = ExportOptions(template)
    failed: list[str] = []
    found = _documents(paths, color, _settings_files(config, isolated), failed)
    read, left_out, left_as_written = 0, 0, 0

    def documents() -> "Iterator[Document]":
        nonlocal read, left_out, left_as_written
        for document in found:
            read += 1
            if name in BIBLIOGRAPHIES:
                left_out += sum(entry.title is None for entry in document.entries)
            elif name == "markdown" and template is not None:
                from awesome_lint.export.markdown import left_as_written as count

                left_as_written += count(document, options)
            yield document

    pieces = exporter(name)(documents(), options)
    if output is None:
        _write_pieces(pieces)
    else:
        _write_file(output, pieces, lambda: bool(read))
    if left_out and not quiet:
        _write_stderr(f"{_counted(left_out)} without a title left out")
    if left_as_written and not quiet:
        _write_stderr(f"{_counted(left_as_written)} left as written: the template has no place for all that is in there")
    return FAILED if failed else CLEAN


@awesome_lint.command()
@click.argument("paths", nargs=-1)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colour.")
@_with_settings
def show(paths: tuple[str, ...], color: str, config: Path | None, isolated: bool) -> int:
    """Show a list at a glance: sections, fields, habits, what is left unread."""
    from awesome_lint.outline import PLAIN, render
    from awesome_lint.reporters import Display

    failed: list[str] = []
    width = max(shutil.get_terminal_size((PIPE_WIDTH, 24)).columns, 40) if sys.stdout.isatty() else PIPE_WIDTH
    display = Display(width=width, colour=_is_coloured(color, sys.stdout))
    has_lines = _can_write("├─█…", sys.stdout)
    separator = ""
    for document in _documents(paths, color, _settings_files(config, isolated), failed):
        sys.stdout.write(separator)
        sys.stdout.writelines(line if has_lines else line.translate(PLAIN) for line in render(document, display))
        separator = "\n"
    return FAILED if failed else CLEAN


@awesome_lint.command()
@click.argument("path", required=False)
@click.option(
    "--output-format", type=click.Choice(["text", "json", "toml"]), default="text", help="In words (default), or as settings."
)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colour.")
@_with_settings
def style(path: str | None, output_format: str, color: str, config: Path | None, isolated: bool) -> int:
    """Show the habits of a list, with how often each was met."""
    from awesome_lint.habits import as_settings, as_values, in_words
    from awesome_lint.reporters.json import encoded
    from awesome_lint.reporters.text import columns, guarded, visible

    failed: list[str] = []
    for document in _documents((path,) if path is not None else (), color, _settings_files(config, isolated), failed):
        if output_format == "json":
            sys.stdout.write(encoded({"path": document.source.path, "style": as_values(document)}) + "\n")
        elif output_format == "toml":
            sys.stdout.writelines(f"{guarded(visible(line))}\n" for line in as_settings(document))
        else:
            rows = [(visible(words), met) for words, met in in_words(document)]
            widest = max((columns(words) for words, _ in rows), default=0)
            sys.stdout.writelines(f"{words}{' ' * (widest - columns(words))}  {met}\n" for words, met in rows)
    return FAILED if failed else CLEAN


def _require_template(name: str, template: str) -> None:
    """Raise UsageError for a template that cannot be followed, or that no one asked for."""
    from awesome_lint.export.template import TemplateError
    from awesome_lint.export.template import template as parsed

    if name != "markdown":
        raise click.UsageError("--template is for --format markdown")
    try:
        parsed(template)
    except TemplateError as error:
        raise click.UsageError(f"--template: {error}") from None


def _documents(paths: Sequence[str], color: str, configured: "_SettingsFiles", failed: list[str]) -> "Iterator[Document]":
    """Yield the document of each path, once each; what cannot be read is told, and its path added to `failed`."""
    from awesome_lint.files import FileError, locate, read, read_stdin
    from awesome_lint.parser import parse
    from awesome_lint.settings import SettingsError

    seen: set[str] = set()
    for argument in paths or (".",):
        try:
            if argument == "-":
                file = read_stdin()
            else:
                found = locate(argument)
                absolute = os.path.abspath(found)
                if absolute in seen:
                    continue
                seen.add(absolute)
                file = read(found)
            pins = configured.at(file.path).style
        except (FileError, SettingsError) as error:
            _tell_error(str(error), color)
            failed.append(argument)
            continue
        yield parse(file.source, pins)


def _write_pieces(pieces: Iterable[str]) -> None:
    """Write data to stdout: every byte of it to a program, made visible where it would act on a terminal."""
    if _is_read_by_program(sys.stdout):
        sys.stdout.flush()
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode("utf-8", "surrogatepass"))
        sys.stdout.buffer.flush()
        return
    from awesome_lint.reporters.text import guarded, visible

    for piece in pieces:
        sys.stdout.write("\n".join(guarded(visible(line.rstrip("\r"))) for line in piece.split("\n")))


def _write_file(path: Path, pieces: Iterable[str], is_wanted: Callable[[], bool]) -> None:
    """Write the pieces to a file, as they come, to take the place of what is there once all is written and wanted."""
    from tempfile import NamedTemporaryFile

    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            # A device or a pipe has no place to take.
            with target.open("wb") as stream:
                stream.writelines(piece.encode("utf-8") for piece in pieces)
            return
        with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name[:100]}.", suffix=".tmp", delete=False) as temporary:
            try:
                temporary.writelines(piece.encode("utf-8") for piece in pieces)
                temporary.flush()
                if is_wanted():
                    _keep_mode(temporary.name, target)
                    os.replace(temporary.name, target)
            finally:
                if os.path.exists(temporary.name):
                    os.unlink(temporary.name)
    except OSError as error:
        raise click.UsageError(f"--output: {path}: {error.strerror}") from None


def _keep_mode(temporary: str, target: Path) -> None:
    """Give a new file the mode of the one that it replaces, or that of any new file."""
    import stat

    if target.exists():
        os.chmod(temporary, stat.S_IMODE(target.stat().st_mode))
    else:
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)


def _can_write(text: str, stream: TextIO) -> bool:
    try:
        text.encode(stream.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def _counted(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _require_sense(options: Options) -> None:
    """Raise UsageError for arguments that do not go together or name no rule."""
    from awesome_lint.settings import unknown_selectors

    if options.reads_stdin and any(path != "-" for path in options.paths):
        raise click.UsageError("the standard input is checked alone; leave out the other paths, or `-` and --stdin-filename")
    for name in ("select", "extend_select", "ignore"):
        selectors = _names(getattr(options, name))
        problems = list(unknown_selectors(selectors)) if selectors else []
        if problems:
            option = "--" + name.replace("_", "-")
            raise click.UsageError("\n".join(f"{option}: {problem}; `{PROGRAM} rules` lists them" for problem in problems))


def _names(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _outcomes(options: Options) -> Iterator[Outcome | None]:
    """Yield what became of each file, None where it failed; one that fails does not stop the others."""
    from awesome_lint.files import STDIN, FileError
    from awesome_lint.settings import SettingsError

    configured = _Configured(options, _settings_files(options.config, options.isolated))
    seen: set[str] = set()
    for argument in (options.stdin_filename or STDIN,) if options.reads_stdin else options.paths or (".",):
        try:
            outcome = _outcome(argument, configured, seen)
        except (FileError, SettingsError) as error:
            _tell_error(str(error), options.color)
            yield None
        except Exception:
            _tell_bug(argument)
            yield None
        else:
            if outcome is not None:
                yield outcome


def _outcome(argument: str, configured: "_Configured", seen: set[str]) -> Outcome | None:
    """Return what became of the file that an argument means, or None for one that is not to be checked."""
    from awesome_lint.files import STDIN, FileError, locate, read, read_stdin, shown, write

    options = configured.options
    if options.reads_stdin:
        path = Path(argument) if argument != STDIN else None
    else:
        path = locate(argument)
        absolute = os.path.abspath(path)
        if absolute in seen:
            return None
        seen.add(absolute)
    settings, rules = configured.at(path)
    if path is not None and settings.excludes(path):
        _tell(f"{shown(path)}: excluded by {shown(settings.path or path)}", options)
        if not options.reads_stdin:
            return None
    try:
        file = read_stdin(argument if path is None else shown(path)) if options.reads_stdin else read(path or Path(argument))
    except FileError as error:
        raise FileError(f"{error}{_meant_command(argument)}") from None
    if options.verbose:
        found = shown(settings.path) if settings.path else "no settings file"
        _tell(f"{file.source.path}: {len(rules.rules)} rules, {found}", options)
    if not options.fix and not options.diff:
        return Outcome(file, _lint(file, rules, settings), settings)
    unsafe = _unsafe(options, settings)
    outcome = _fix(file, rules, unsafe, settings)
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


@dataclass(frozen=True)
class _SettingsFiles:
    """The settings for each list, each file of them read once."""

    config: Path | None
    isolated: bool
    known: "dict[Path | None, Settings]" = field(default_factory=dict)

    def at(self, path: Path | None) -> "Settings":
        """Return those that hold for the list. Raises SettingsError when they cannot be followed."""
        from awesome_lint.settings import Settings, load, nearest

        folder = Path(os.path.abspath(path)).parent if path is not None else Path.cwd()
        found = None if self.isolated else self.config or nearest(folder)
        if found not in self.known:
            self.known[found] = load(found) if found is not None else Settings()
        return self.known[found]


def _settings_files(config: Path | None, isolated: bool) -> _SettingsFiles:
    """Return where settings come from. Raises UsageError for options that exclude each other."""
    if config is not None and isolated:
        raise click.UsageError("--config and --isolated exclude each other; leave out one")
    return _SettingsFiles(config, isolated)


@dataclass(frozen=True)
class _Configured:
    """The settings and rules for each list."""

    options: Options
    files: _SettingsFiles
    rules: "dict[Path | None, RuleSet]" = field(default_factory=dict)

    def at(self, path: Path | None) -> "tuple[Settings, RuleSet]":
        """Return those that hold for the list. Raises SettingsError when they cannot be followed."""
        from awesome_lint.settings import choose

        settings = self.files.at(path)
        if settings.path not in self.rules:
            self.rules[settings.path] = choose(settings, self.options.selection)
        return settings, self.rules[settings.path]


def _unsafe(options: Options, settings: "Settings") -> bool:
    return settings.unsafe_fixes if options.unsafe_fixes is None else options.unsafe_fixes


def _show(outcomes: Sequence[Outcome], options: Options, command: tuple[str, ...]) -> None:
    """Write what stdout is for, and the report where it goes: to a file, or beside a document or a patch to stderr."""
    stream: TextIO = sys.stdout
    if options.diff:
        _show_diff(outcomes, options)
        stream = sys.stderr
    elif options.fix and options.reads_stdin:
        for outcome in outcomes:
            changed = outcome.fixed.after.to_bytes() if outcome.is_changed and outcome.fixed else outcome.file.data
            sys.stdout.buffer.write(changed)
            sys.stdout.buffer.flush()
        stream = sys.stderr
    if not outcomes:
        return
    display = _display(stream, outcomes, options, command)
    pieces = _report(outcomes, options, display)
    if options.output_file is None:
        stream.writelines(pieces)
        stream.flush()
        return
    try:
        options.output_file.write_text("".join(pieces), "utf-8")
    except OSError as error:
        raise click.UsageError(f"--output-file: {options.output_file}: {error.strerror}") from None


def _display(stream: TextIO, outcomes: Sequence[Outcome], options: Options, command: tuple[str, ...]) -> "Display":
    from awesome_lint.reporters import Display

    to_file = options.output_file is not None
    is_terminal = not to_file and stream.isatty()
    return Display(
        width=max(shutil.get_terminal_size((PIPE_WIDTH, 24)).columns, 40) if is_terminal else PIPE_WIDTH,
        wraps=is_terminal,
        colour=not to_file and _is_coloured(options.color, stream),
        unsafe=any(_unsafe(options, outcome.settings) for outcome in outcomes),
        summary=not options.quiet,
        command=command,
    )


def _report(outcomes: Sequence[Outcome], options: Options, display: "Display") -> Iterator[str]:
    from awesome_lint.reporters import reporter

    reports = [outcome.report for outcome in outcomes]
    stated = (outcome.settings.output_format for outcome in outcomes)
    output_format = options.output_format or next((each for each in stated if each), "full")
    if not options.statistics:
        yield from reporter(output_format)(reports, display)
    elif output_format == "json":
        from awesome_lint.reporters.json import encoded
        from awesome_lint.reporters.places import tallies

        rows = [{"rule": each.rule, "count": each.count, "safe": each.safe, "unsafe": each.unsafe} for each in tallies(reports)]
        yield _json_rows(encoded(row) for row in rows)
    else:
        from awesome_lint.reporters.full import table

        yield from table(reports, display)


def _show_diff(outcomes: Sequence[Outcome], options: Options) -> None:
    from awesome_lint.reporters.diff import unified

    for outcome in outcomes:
        if outcome.fixed is None or not outcome.is_changed:
            continue
        before, after = outcome.file.data.decode("utf-8"), outcome.fixed.after.to_bytes().decode("utf-8")
        path = outcome.file.source.path
        if _is_read_by_program(sys.stdout):
            sys.stdout.flush()
            sys.stdout.buffer.write("".join(unified(path, before, after)).encode("utf-8"))
            sys.stdout.buffer.flush()
        else:
            from awesome_lint.reporters.diff import coloured

            sys.stdout.writelines(coloured(unified(path, before, after), _is_coloured(options.color, sys.stdout)))
    sys.stdout.flush()


def _is_read_by_program(stream: TextIO) -> bool:
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


def _is_coloured(choice: str, stream: TextIO) -> bool:
    """Whether to use colour there: --color decides, then NO_COLOR, FORCE_COLOR, and whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _readable(manual: str, width: int, colour: bool) -> Iterator[str]:
    """Yield the lines of a manual page for a terminal: headings in bold, examples indented, paragraphs filled."""
    from textwrap import wrap

    from awesome_lint.reporters.text import BOLD, CYAN, paint, visible

    fence = ""
    paragraph = ""
    for line in [*manual.splitlines(), ""]:
        text = visible(line)
        mark = text[: len(text) - len(text.lstrip("`"))]
        is_fence = len(mark) >= 3 and (not fence or text == fence)
        is_prose = bool(text) and not fence and not is_fence and not text.startswith("#")
        if paragraph and (not is_prose or text.startswith("- ")):
            indent = "  " if paragraph.startswith("- ") else ""
            yield from wrap(paragraph, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
            paragraph = ""
        if is_fence:
            fence = "" if fence else mark
        elif fence:
            yield f"    {paint(text, CYAN) if colour and text else text}".rstrip()
        elif is_prose:
            paragraph = f"{paragraph} {text.strip()}" if paragraph else text
        else:
            title = text.lstrip("#").strip()
            yield paint(title, BOLD) if colour and title else title


def _rules_as_table(found: Sequence["type[Rule]"]) -> Iterator[str]:
    rows = [("rule", "group", "default", "fix")]
    rows += [(rule.name, rule.group, "on" if rule.default else "off", _fixable(rule) or "-") for rule in found]
    widths = [max(len(row[index]) for row in rows) for index in range(4)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n"


def _rules_as_json(found: Sequence["type[Rule]"]) -> Iterator[str]:
    from awesome_lint.explain import summary
    from awesome_lint.reporters.json import encoded

    rows: list[Mapping[str, object]] = [
        {"name": rule.name, "group": rule.group, "default": rule.default, "fixable": _fixable(rule), "summary": summary(rule)}
        for rule in found
    ]
    yield _json_rows(encoded(row) for row in rows)


def _json_rows(rows: Iterable[str]) -> str:
    listed = ",\n".join(f"  {row}" for row in rows)
    return f"[\n{listed}\n]\n" if listed else "[]\n"


def _fixable(rule: "type[Rule]") -> str | None:
    return rule.fixable.value if rule.fixable is not None else None


def _meant_command(argument: str) -> str:
    """Suggest the command that a path which is not there may have been meant as."""
    from difflib import get_close_matches

    close = get_close_matches(argument, awesome_lint.commands, n=1)
    return f" (did you mean the command `{PROGRAM} {close[0]}`?)" if close and not os.path.exists(argument) else ""


def _tell_fixed(fixed: "Fixed", options: Options) -> None:
    total = sum(fixed.applied.values())
    listed = ", ".join(f"{count} {name}" for name, count in sorted(fixed.applied.items(), key=lambda pair: (-pair[1], pair[0])))
    _tell(f"{fixed.after.path}: fixed {total} ({listed})" if listed else f"{fixed.after.path}: written", options)


def _tell(notice: str, options: Options) -> None:
    if not options.quiet:
        _write_stderr(notice)


def _tell_error(message: str, color: str) -> None:
    label = "error"
    if _is_coloured(color, sys.stderr):
        from awesome_lint.reporters.text import BOLD, RED, paint

        label = paint(label, RED, BOLD)
    for line in message.splitlines():
        _write_stderr(line, f"{label}: ")


def _tell_bug(subject: str) -> None:
    import traceback

    for line in traceback.format_exc().splitlines():
        _write_stderr(line)
    _write_stderr(f"{subject}: this is a bug in {PROGRAM} {__version__}; nothing was written. Report it with the lines above.")


def _write_stderr(line: str, label: str = "") -> None:
    from awesome_lint.reporters.text import guarded, visible

    sys.stderr.write(f"{label}{guarded(visible(line)) if not label else visible(line)}\n")
