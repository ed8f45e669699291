"""The command line as click reads it: arguments in, exit status out. What takes time to import is imported where it is used."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from awesome_lint import __version__
from awesome_lint.cache.store import FOLDER_OPTION, OFF_OPTION
from awesome_lint.cli import check as checker
from awesome_lint.cli import completion
from awesome_lint.cli.check import status_of
from awesome_lint.cli.check_file import settings_files
from awesome_lint.cli.command_help import Choice, Command, GroupedOption
from awesome_lint.cli.console import (
    PIPE_WIDTH,
    PROGRAM,
    is_coloured,
    is_read_by_program,
    tell_error,
    terminal_width,
    write_stderr,
)
from awesome_lint.cli.options import CLEAN, COMPLETION, FAILED, INTERRUPTED, Options, UsageError
from awesome_lint.cli.version_and_help import WIDTH
from awesome_lint.reporters import FORMATS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from awesome_lint.cache.memory import Asked
    from awesome_lint.document import Document
    from awesome_lint.export import Options as ExportOptions
    from awesome_lint.reporters import Display
    from awesome_lint.settings.files import SettingsFiles

STATUS = "0 no problems left, 1 problems remain, 2 the run itself failed."
# Where a context has what is to be remembered of the run.
ASKED = "awesome_lint.asked"
# What the extra `server` installs.
SERVER_NEEDS = ("attrs", "cattrs", "lsprotocol", "pygls")
COLOURS = ("auto", "always", "never")
CONFIG = "FILE|KEY=VALUE"
CONFIG_HELP = "Use this settings file for every list, or this setting over every file, in TOML."

CHECK_EXAMPLES = (
    "awesome-lint                        check the README of this folder",
    "awesome-lint --fix README.md        fix it",
    "awesome-lint docs 'lists/**/*.md'   check the READMEs below a folder, and more",
    "awesome-lint --select links,et-al   run some rules alone",
    "cat list.md | awesome-lint -        check what another program writes",
)

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def run(arguments: Sequence[str], asked: "Asked | None" = None) -> int:
    """Run the command line `arguments` and return its exit status: 0 nothing left to report, 1 diagnostics remain, 2 failed.

    What a check says is remembered, if that is given.
    """
    return status_of(lambda: _run(arguments, asked))


def _run(arguments: Sequence[str], asked: "Asked | None") -> int:
    if instruction := os.environ.get(COMPLETION):
        from click.shell_completion import shell_complete

        return shell_complete(awesome_lint, {}, PROGRAM, COMPLETION, instruction)
    if (name := _taken_for_option(arguments)) is not None:
        remedy = f"write ./{name} for the file, or put -- before all paths"
        tell_error(f"{name}: looks like an option, and is the name of a file that is here; {remedy}", "auto")
        return FAILED
    try:
        with awesome_lint.make_context(PROGRAM, list(arguments)) as context:
            context.meta[ASKED] = asked
            return int(awesome_lint.invoke(context) or CLEAN)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        said = StringIO()
        error.show(said)
        # It quotes arguments, which may be names of files.
        for line in said.getvalue().splitlines():
            write_stderr(line)
        return FAILED
    except click.Abort:
        return INTERRUPTED


def _taken_for_option(arguments: Sequence[str]) -> str | None:
    """Return an argument that looks like an option and is a file, as `*` in a shell or a hook makes of an odd name.

    Who ends the options with `--` has said which they are.
    """
    if "--" in arguments:
        return None
    return next((each for each in arguments if each.startswith("-") and each != "-" and os.path.lexists(each)), None)


class CheckByDefault(click.Group):
    """A group for which anything but the name of a command is an argument of `check`."""

    command_class = Command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.obj = (PROGRAM, *args)
        if not args and ctx.resilient_parsing:
            # A shell asks what may stand first.
            return super().parse_args(ctx, args)
        if not args or (args[0] not in self.commands and args[0] not in ("--help", "-h", "--version", "-V")):
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        return list(completion.first(self, check, ctx, incomplete))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(PROGRAM, "[OPTIONS] [PATHS]...")
        formatter.write_usage(PROGRAM, "COMMAND [ARGUMENTS]...", prefix="       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        commands = [(name, command.get_short_help_str(80)) for name, command in self.commands.items()]
        with formatter.section("Commands"):
            formatter.write_dl(commands)
        check.format_options(click.Context(check, ctx), formatter)


def _option(heading: str, *names: str, **attributes: Any) -> Callable[[Decorated], Decorated]:
    return click.option(*names, cls=GroupedOption, heading=heading, **attributes)


def _together(*options: Callable[[Decorated], Decorated]) -> Callable[[Decorated], Decorated]:
    """Return what adds options to a command, which its help shows in this order."""

    def added(command: Decorated) -> Decorated:
        for option in reversed(options):
            command = option(command)
        return command

    return added


def _with_settings(command: Decorated) -> Decorated:
    """Add the options that say which settings hold, for commands whose options have no headings."""
    command = click.option("--isolated", is_flag=True, help="Use no settings file.")(command)
    return click.option("--config", metavar=CONFIG, multiple=True, help=CONFIG_HELP)(command)


# The first spelling is the one that is written everywhere; the others are what other programs call it.
FORMAT_OPTION = ("--output-format", "--format", "-f", "output_format")
FILE_OPTION = ("--output-file", "--output", "-o", "output_file")

# What holds for a check, and for what asks other machines.
_with_reporting = _together(
    _option(
        "Existing problems",
        "--since",
        metavar="REF",
        help="Report and fix only what touches lines changed since this revision.",
    ),
    _option(
        "Existing problems",
        "--write-baseline",
        is_flag=True,
        help="Record all problems of today in a baseline file, which hides them from now on.",
    ),
    _option(
        "Existing problems",
        "--baseline",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Hide the problems recorded in this file.",
    ),
    _option("Existing problems", "--no-baseline", is_flag=True, help="Hide nothing: report the problems of the baseline, too."),
    _option("Settings", "--config", metavar=CONFIG, multiple=True, help=CONFIG_HELP),
    _option("Settings", "--isolated", is_flag=True, help="Use no settings file."),
    _option("Output", *FORMAT_OPTION, metavar="FORMAT", type=Choice(FORMATS), help=f"{', '.join(FORMATS)} (default: full)."),
    _option("Output", *FILE_OPTION, metavar="FILE", type=click.Path(path_type=Path), help="Write the report to this file."),
    _option("Output", "--report", metavar="FORMAT=FILE", multiple=True, help="Also write it in this format to this file."),
    _option("Output", "--statistics", is_flag=True, help="Show only how many problems each rule found."),
    _option("Output", "--color", type=Choice(COLOURS), default="auto", help="When to use colour."),
    _option("Output", "--quiet", "-q", is_flag=True, help="Show problems, but no summary and no notices."),
)
_with_color = click.option("--color", type=Choice(COLOURS), default="auto", help="When to use colour.")


@click.group(
    cls=CheckByDefault,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": WIDTH},
    epilog=f"Exit status: {STATUS}",
)
@click.version_option(__version__, "-V", "--version", prog_name=PROGRAM, message="%(prog)s %(version)s")
def awesome_lint() -> None:
    """Check and fix the READMEs in which people keep curated lists.

    Without PATHS the README of this folder and its translations are checked. A folder stands for the READMEs in and below
    it, - for the standard input, and globs are expanded.
    """


@awesome_lint.command(cls=Command, status=STATUS, examples=CHECK_EXAMPLES)
@click.argument("paths", nargs=-1, type=click.Path())
@_option("Fixing", "--fix", is_flag=True, help="Fix what is safely fixable, and lay the list out in its canonical form.")
@_option("Fixing", "--unsafe-fixes/--no-unsafe-fixes", default=None, help="Also make fixes that may change words.")
@_option("Fixing", "--interactive", is_flag=True, help="Show each fix of --fix, and ask whether to make it.")
@_option(
    "Fixing", "--diff", is_flag=True, help="Show what --fix would write, as a patch, and report what it leaves; write nothing."
)
@_option("Rules", "--add-ignore", is_flag=True, help="Add a comment to each entry with a problem that ignores it from now on.")
@_option(
    "Rules",
    "--select",
    metavar="RULES",
    multiple=True,
    shell_complete=completion.selectors,
    help="Run only these: names of rules or groups, or ALL.",
)
@_option("Rules", "--extend-select", metavar="RULES", multiple=True, shell_complete=completion.selectors, help="Run these too.")
@_option("Rules", "--ignore", metavar="RULES", multiple=True, shell_complete=completion.selectors, help="Do not run these.")
@_with_reporting
@_option("Output", "--verbose", "-v", is_flag=True, help="Say which files, settings and rules are used.")
@_option("Other", "--stdin-filename", metavar="NAME", help="Read the standard input, as if it were this file.")
@_option("Other", "--any-file", is_flag=True, help="Take files for Markdown whatever their names.")
@_option("Other", "--watch", is_flag=True, help="Run again whenever a list or its settings change, until Ctrl-C.")
@_option("Other", "--jobs", "-j", metavar="N", type=int, help="Use at most N processes (default: one per core).")
@_option("Other", FOLDER_OPTION, metavar="DIR", help="Remember results there, outside of the repository.")
@_option("Other", OFF_OPTION, is_flag=True, help="Check everything again, and remember nothing.")
@_option("Other", "--exit-zero", is_flag=True, help="Exit with 0 even when problems remain.")
@click.version_option(
    __version__, "-V", "--version", cls=GroupedOption, heading="Other", prog_name=PROGRAM, message="%(prog)s %(version)s"
)
@click.pass_context
def check(context: click.Context, /, cache_dir: str | None, *, no_cache: bool, **arguments: Any) -> int:
    """Check lists, and fix them with --fix (the default command)."""
    # Where results are kept was read from the same arguments before anything else was.
    del cache_dir, no_cache
    return checker.check(Options(**arguments), context.obj, context.meta.get(ASKED))


def _seconds(context: click.Context, parameter: click.Parameter, value: str | None) -> float | None:
    """Return a time such as `24h` in seconds. Raises BadParameter for what is none."""
    from awesome_lint.knowledge.durations import seconds

    try:
        return seconds(value) if value is not None else None
    except ValueError as error:
        raise click.BadParameter(str(error), context, parameter) from None


def _mail(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Return the address that hosts are told. Raises BadParameter for what is none, as it stands in a header."""
    from awesome_lint.knowledge.addresses import is_mail

    if value is not None and not is_mail(value):
        raise click.BadParameter(f'expected something like "me@example.org", got "{value}"', context, parameter)
    return value


# What a command has that asks other machines.
_with_asking = _together(
    _option("Fixing", "--interactive", is_flag=True, help="Show each fix of --fix, and ask whether to make it."),
    _option("Fixing", "--diff", is_flag=True, help="Show what --fix would write, as a patch; write nothing."),
    _option("Rules", "--select", metavar="RULES", multiple=True, help="Run only these rules of the command."),
    _option("Rules", "--extend-select", metavar="RULES", multiple=True, help="Run these too."),
    _option("Rules", "--ignore", metavar="RULES", multiple=True, help="Do not run these."),
    _option("Asking", "--offline", is_flag=True, help="Ask nobody; say what is known from earlier runs."),
    _option("Asking", "--refresh", is_flag=True, help="Ask again what is known from earlier runs."),
    _option("Asking", "--explain-requests", is_flag=True, help="Show what would be asked, of whom; ask nobody."),
    _option("Asking", "--contact", metavar="MAIL", callback=_mail, help="Whom hosts may write to; some are quicker for it."),
    _option("Asking", "--max-requests", metavar="N", type=click.IntRange(0), help="Ask no more (default: 2000)."),
    _option("Asking", "--max-time", metavar="TIME", callback=_seconds, help="Stop then (default: 20m)."),
    _option(
        "Asking",
        FOLDER_OPTION,
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="Keep answers there, outside of the repository.",
    ),
    _with_reporting,
    _option("Output", "--verbose", "-v", is_flag=True, help="Say which files are read, and what could not be judged."),
    _option("Other", "--stdin-filename", metavar="NAME", help="Read the standard input, as if it were this file."),
    _option("Other", "--exit-zero", is_flag=True, help="Exit with 0 even when problems remain."),
)


@awesome_lint.command(
    status=STATUS,
    examples=(
        "awesome-lint links                     say which links are gone or moved",
        "awesome-lint links --fix README.md     write where they lead now",
        "awesome-lint links --explain-requests  say what would be asked of whom",
    ),
)
@click.argument("paths", nargs=-1, type=click.Path())
@_option("Fixing", "--fix", is_flag=True, help="Write new names of repositories, and https:// where a page moved there.")
@_option(
    "Fixing", "--unsafe-fixes/--no-unsafe-fixes", default=None, help="Also other moves, and copies of pages that are gone."
)
@_option("Asking", "--skip", metavar="PATTERN", multiple=True, help="Do not ask these addresses; * stands for any characters.")
@_option(
    "Asking",
    "--gone-after",
    metavar="TIME",
    callback=_seconds,
    help="Report a page that was gone for so long (default: 24h).",
)
@_with_asking
@click.pass_context
def links(
    context: click.Context,
    /,
    *,
    offline: bool,
    refresh: bool,
    explain_requests: bool,
    contact: str | None,
    skip: tuple[str, ...],
    gone_after: float | None,
    max_requests: int | None,
    max_time: float | None,
    cache_dir: Path | None,
    **arguments: Any,
) -> int:
    """Ask whether links still lead where they did.

    Addresses of the list go to their own hosts, repositories to GitHub, papers to arXiv, DOIs to doi.org, and what is gone
    to the Wayback Machine. It needs one extra: pip install 'awesome-lint[online]'.
    """
    from awesome_lint.cli.links import Looking
    from awesome_lint.cli.links import links as looked_at
    from awesome_lint.cli.online import Asking

    is_quiet, is_verbose = bool(arguments["quiet"]), bool(arguments["verbose"])
    asking = Asking(offline, refresh, max_requests, max_time, contact, cache_dir, is_quiet, bool(arguments["fix"]))
    looking = Looking(asking, skip, gone_after, explain_requests, is_verbose)
    return looked_at(Options(**arguments), context.obj, looking)


@awesome_lint.command(
    status=STATUS,
    examples=(
        "awesome-lint lookup                     say what the README here lacks",
        "awesome-lint lookup --fix README.md     write it where that is certain",
        "awesome-lint lookup --explain-requests  say what would be asked of whom",
    ),
)
@click.argument("paths", nargs=-1, type=click.Path())
@_option("Fixing", "--fix", is_flag=True, help="Write what is missing and certain.")
@_option("Fixing", "--unsafe-fixes/--no-unsafe-fixes", default=None, help="Also what one service alone says.")
@_option(
    "Asking", "--service", "services", metavar="NAME", multiple=True, help="Ask only this one; several are asked in order."
)
@_with_asking
@click.pass_context
def lookup(
    context: click.Context,
    /,
    *,
    offline: bool,
    refresh: bool,
    explain_requests: bool,
    services: tuple[str, ...],
    contact: str | None,
    max_requests: int | None,
    max_time: float | None,
    cache_dir: Path | None,
    **arguments: Any,
) -> int:
    """Ask bibliographies for what entries lack: links, venues, years.

    Titles, the family names of authors, arXiv ids and DOIs of the list go to arXiv, DBLP and Crossref, and to OpenAlex and
    Semantic Scholar where there is a key in the environment. It needs one extra: pip install 'awesome-lint[online]'.
    """
    from awesome_lint.cli.lookup import Lookup
    from awesome_lint.cli.lookup import lookup as looked_up
    from awesome_lint.cli.online import Asking

    asking = Asking(
        offline, refresh, max_requests, max_time, contact, cache_dir, bool(arguments["quiet"]), bool(arguments["fix"])
    )
    return looked_up(Options(**arguments), context.obj, Lookup(asking, services, explain_requests))


@awesome_lint.command(
    examples=(
        "awesome-lint explain et-al",
        "awesome-lint explain duplicates missing-link",
    )
)
@click.argument("names", metavar="[RULE|GROUP]...", nargs=-1, required=True, shell_complete=completion.explained)
@_with_color
def explain(names: tuple[str, ...], color: str) -> None:
    """Show the manual pages of rules, or of all rules of a group."""
    from awesome_lint.cli.explain import named, readable
    from awesome_lint.registry.manual import manual

    width = min(terminal_width(), PIPE_WIDTH)
    for number, rule in enumerate(named(names)):
        if number:
            sys.stdout.write(f"\n{'-' * width}\n\n")
        for line in readable(manual(rule), width, colour=is_coloured(color, sys.stdout)):
            sys.stdout.write(line + "\n")


@awesome_lint.command(
    examples=(
        "awesome-lint rules",
        "awesome-lint rules --group links --fix safe",
        "awesome-lint rules --state off author",
        "awesome-lint rules --output-format json",
    )
)
@click.argument("words", metavar="[TEXT]...", nargs=-1)
@click.option(
    "--group", "groups", metavar="GROUP", multiple=True, shell_complete=completion.groups, help="Of this group alone."
)
@click.option("--state", type=Choice(["on", "off"]), help="Those that are on by default, or those that are off.")
@click.option("--fix", "fixed", type=Choice(["safe", "unsafe", "none"]), help="Those with such a fix, or without one.")
@click.option(*FORMAT_OPTION, type=Choice(["full", "json"]), default="full", help="How to list (default: full).")
@_with_color
def rules(
    words: tuple[str, ...], groups: tuple[str, ...], state: str | None, fixed: str | None, output_format: str, color: str
) -> None:
    """List the rules: what each reports, on or off by default, fixable.

    With TEXT, those whose name or first line has each of these words in it.
    """
    from awesome_lint.cli.explain import Wanted, as_json, as_pages, as_table, listed

    found = listed(Wanted(words, groups, state, fixed))
    if output_format == "json":
        sys.stdout.writelines(as_json(found))
        return
    if sys.stdout.isatty():
        sys.stdout.writelines(as_pages(found, max(terminal_width(), 60), colour=is_coloured(color, sys.stdout)))
    else:
        sys.stdout.writelines(as_table(found))


@awesome_lint.command(
    examples=(
        "awesome-lint config",
        "awesome-lint config style.title-ending docs/README.md",
        "awesome-lint config --schema",
    )
)
@click.argument("arguments", metavar="[KEY|PATH]...", nargs=-1)
@click.option(*FORMAT_OPTION, type=Choice(["text", "json"]), default="text", help="As TOML (default), or as JSON.")
@click.option("--schema", is_flag=True, help="Print the JSON schema of settings files, for editors.")
@_with_color
@_with_settings
def config(
    arguments: tuple[str, ...], output_format: str, *, schema: bool, color: str, config: tuple[str, ...], isolated: bool
) -> int:
    """Show the settings that hold for a list, and where each is stated.

    A KEY such as style.title-ending, style or link-label asks for one setting, a table, or a rule.
    """
    from awesome_lint.reporters.text import guarded
    from awesome_lint.settings import SettingsError

    if schema:
        from awesome_lint.settings.schema import text

        _write_pieces([text()])
        return CLEAN
    from awesome_lint.settings.overview import as_toml, as_values, asked, explained, overview

    try:
        keys, path = asked(arguments)
    except ValueError as error:
        raise UsageError(str(error)) from None
    try:
        found = overview(path, settings_files(config, isolated=isolated).layers(path))
    except SettingsError as error:
        tell_error(str(error), color)
        return FAILED
    if output_format == "json":
        from awesome_lint.reporters.json import encoded

        sys.stdout.write(encoded(as_values(found, keys)) + "\n")
        return CLEAN
    width = min(max(terminal_width(), 40), PIPE_WIDTH)
    pages = [explained(found, key, width) for key in keys] or [as_toml(found, width)]
    sys.stdout.write("\n".join("".join(f"{guarded(line)}\n" for line in page) for page in pages))
    return CLEAN


@awesome_lint.command(
    status="0 all was added, 1 something is listed already, 2 the run itself failed.",
    examples=(
        "awesome-lint add 2401.01234 --to nets",
        "awesome-lint add 2401.01234 --title 'Deep nets' --author 'Ann Lee'",
        "awesome-lint add --from refs.bib --to Surveys",
        "awesome-lint add https://github.com/o/name --description 'Does it.' --diff",
        "pbpaste | awesome-lint add - --to Surveys",
    ),
)
@click.argument("arguments", metavar="[WHAT] [README]", nargs=-1, type=click.Path())
@_option(
    "Place", "--to", metavar="SECTION", shell_complete=completion.sections, help="The section: its heading, or a part of it."
)
@_option("Place", "--again", is_flag=True, help="Add it although it is listed already, as in another section.")
@_option("Fields", "--title", metavar="TEXT", help="Its title, or its name.")
@_option("Fields", "--author", metavar="NAMES", multiple=True, help="One author, or several with `and` between them.")
@_option("Fields", "--venue", metavar="NAME", help="Where it was published.")
@_option("Fields", "--year", metavar="DATE", help="When: 2024, 2024-05, May 2024.")
@_option(
    "Fields",
    "--url",
    metavar="[LABEL=]URL",
    multiple=True,
    help="Where it leads; without a label, as the list labels such links.",
)
@_option("Fields", "--description", metavar="TEXT", help="What it is, in Markdown.")
@_option("Fields", "--tag", metavar="TEXT", multiple=True, help="A short mark, such as a licence.")
@_option("Fields", "--offline", is_flag=True, help="Look up nothing: what is given is all there is.")
@_option("Fields", "--from", "bibtex", metavar="FILE", multiple=True, help="Add each entry of this BibTeX file.")
@_option("Output", "--diff", is_flag=True, help="Show what would be written, as a patch; write nothing.")
@_option("Output", "--color", type=Choice(COLOURS), default="auto", help="When to use colour.")
@_option("Output", "--quiet", "-q", is_flag=True, help="Do not say what to look at.")
@_option("Settings", "--config", metavar=CONFIG, multiple=True, help=CONFIG_HELP)
@_option("Settings", "--isolated", is_flag=True, help="Use no settings file.")
def add(**arguments: Any) -> int:
    """Add an entry to a list, as it writes its own.

    WHAT is an arXiv id, a DOI, an address, a BibTeX entry, a .bib file, or - for BibTeX from the standard input; or fields say
    all there is. Without a title, what it leads to is asked for it: that needs pip install 'awesome-lint[online]'.
    """
    from awesome_lint.cli.add import Request
    from awesome_lint.cli.add import add as added

    return added(Request(**arguments))


@awesome_lint.command(examples=("awesome-lint init --dry-run", "awesome-lint init docs", "awesome-lint init --awesome"))
@click.argument("path", required=False, default=".", type=click.Path())
@click.option("--awesome", is_flag=True, help="Ask for what the list of awesome lists wants, and of pull requests.")
@click.option("--papers", is_flag=True, help="Ask for what a list of papers may want to hold in each entry.")
@click.option("--links", is_flag=True, help="Also a workflow that keeps an issue with links that lead nowhere (GitHub).")
@click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing.")
@_with_color
def init(path: str, *, awesome: bool, papers: bool, links: bool, dry_run: bool, color: str) -> int:
    """Begin with a list: settings that pin its habits, hooks, a workflow.

    What is there already is left as it is, and what to add to it is shown. For lists of some kinds there are settings
    that ask for more, each with its reason.
    """
    from awesome_lint.cli.init import awaited, next_step, report, starters, unserved, write
    from awesome_lint.cli.profiles import AWESOME, PAPERS
    from awesome_lint.files.read_write import FileError, locate, read
    from awesome_lint.parser import parse
    from awesome_lint.reporters.text import guarded, visible
    from awesome_lint.settings import SettingsError

    profiles = [each for each, is_wanted in ((AWESOME, awesome), (PAPERS, papers)) if is_wanted]

    try:
        found = locate(path)
        settings = settings_files((), isolated=False).at(found)
        document = parse(read(found).source, settings.style)
        files = starters(found, document, settings, profiles, links=links)
        for starter in files:
            if not dry_run and not starter.is_there:
                write(starter)
            sys.stdout.writelines(f"{guarded(visible(line))}\n" for line in report(starter, dry_run=dry_run))
        for line in filter(None, (unserved(found), awaited(files))):
            sys.stdout.write(f"{guarded(visible(line))}\n")
    except (FileError, SettingsError) as error:
        tell_error(str(error), color)
        return FAILED
    if not dry_run:
        sys.stdout.write(f"{guarded(visible(next_step(found)))}\n")
    return CLEAN


@awesome_lint.command(
    examples=(
        "awesome-lint export --format bibtex > papers.bib",
        "awesome-lint export --format csv --output list.csv README.md",
        "awesome-lint export --lookup bibtex > papers.bib",
    )
)
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    *FORMAT_OPTION,
    metavar="FORMAT",
    default="jsonl",
    shell_complete=completion.formats,
    help="jsonl (default), json, csv, bibtex, csl-json, ris, markdown.",
)
@click.option(
    "--lookup",
    "lookup_format",
    metavar="FORMAT",
    type=Choice(["bibtex", "csl-json", "ris"]),
    help="In this format, with what bibliographies know: venue, year, pages, DOI.",
)
@click.option("--offline", is_flag=True, help="With --lookup, ask nobody: say what is known from earlier runs.")
@click.option(*FILE_OPTION, metavar="FILE", type=click.Path(path_type=Path), help="Write to this file, whole or not at all.")
@click.option("--template", metavar="TEXT", help="How markdown writes an entry, as in '[{title}]({url}) - {description}'.")
@_with_color
@_with_settings
@click.option("--quiet", "-q", is_flag=True, help="Do not say what is left out.")
def export(
    paths: tuple[str, ...],
    output_format: str,
    lookup_format: str | None,
    output_file: Path | None,
    template: str | None,
    color: str,
    config: tuple[str, ...],
    *,
    offline: bool,
    isolated: bool,
    quiet: bool,
) -> int:
    """Write the entries of lists as data, or as Markdown in another style.

    With --lookup, titles, family names, arXiv ids and DOIs go to arXiv, DBLP and Crossref, as those of `lookup` do.
    """
    from awesome_lint.export import FORMATS as EXPORT_FORMATS
    from awesome_lint.export import Options as ExportOptions
    from awesome_lint.export import exporter
    from awesome_lint.registry.suggestion import suggestion

    output_format = lookup_format or output_format
    if output_format not in EXPORT_FORMATS:
        there = ", ".join(EXPORT_FORMATS)
        raise UsageError(
            f'--format: unknown format "{output_format}"{suggestion(output_format, EXPORT_FORMATS)}; there are {there}'
        )
    if template is not None:
        _require_template(output_format, template)
    options = ExportOptions(template)
    failed: list[str] = []
    if output_file is not None:
        _require_no_list(output_file, paths)
    files = settings_files(config, isolated=isolated)
    documents: Iterable[Document] = _documents(paths, color, files, failed)
    if lookup_format is not None:
        from awesome_lint.cli.lookup import completing
        from awesome_lint.cli.online import Asking, NeedsError

        documents = list(documents)
        asking = Asking(offline=offline, quiet=quiet)
        if lists := [Path(document.source.path) for document in documents]:
            asking = asking.about(lists, files.at(lists[0]).online)
        try:
            options = ExportOptions(template, completing(documents, asking))
        except NeedsError as error:
            tell_error(str(error), color)
            return FAILED
    exported = _Exported(documents, output_format, options)
    pieces = exporter(output_format)(exported, options)
    if output_file is None:
        _write_pieces(pieces)
    else:
        _write_file(output_file, pieces, lambda: bool(exported.lists))
    if not quiet:
        for notice in exported.notices():
            write_stderr(notice)
    return FAILED if failed else CLEAN


class _Exported:
    """Documents on their way to be exported, and what of them does not get there."""

    def __init__(self, documents: "Iterable[Document]", name: str, options: "ExportOptions") -> None:
        self.documents = documents
        self.name = name
        self.options = options
        self.lists = 0
        self.untitled = 0
        self.left_as_written = 0

    def __iter__(self) -> "Iterator[Document]":
        from awesome_lint.export import BIBLIOGRAPHIES

        for document in self.documents:
            self.lists += 1
            if self.name in BIBLIOGRAPHIES:
                self.untitled += sum(entry.title is None for entry in document.entries)
            elif self.name == "markdown" and self.options.template is not None:
                from awesome_lint.export.markdown import left_as_written

                self.left_as_written += left_as_written(document, self.options)
            yield document

    def notices(self) -> Iterator[str]:
        """Yield what to say of them, now that all are written."""
        if self.untitled:
            yield f"{_counted(self.untitled)} without a title left out"
        if self.left_as_written:
            yield f"{_counted(self.left_as_written)} left as written: the template has no place for all that is in there"


@awesome_lint.command(
    examples=(
        "awesome-lint show",
        "awesome-lint show docs",
        "awesome-lint show --output-format json README.md",
    )
)
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    *FORMAT_OPTION,
    type=Choice(["text", "json", "html"]),
    default="text",
    help="As a picture (default), as one JSON object per list and line, or as a page for a browser.",
)
@click.option(*FILE_OPTION, metavar="FILE", type=click.Path(path_type=Path), help="Write to this file, whole or not at all.")
@_with_color
@_with_settings
def show(
    paths: tuple[str, ...],
    output_format: str,
    output_file: Path | None,
    color: str,
    config: tuple[str, ...],
    *,
    isolated: bool,
) -> int:
    """Show a list at a glance: sections, fields, habits, what is left unread."""
    from awesome_lint.reporters import Display

    failed: list[str] = []
    documents = _documents(paths, color, settings_files(config, isolated=isolated), failed)
    if output_file is not None:
        _require_no_list(output_file, paths)
        read: list[str] = []
        pieces = _shown(_noted(documents, read), output_format, Display(width=PIPE_WIDTH), has_lines=True)
        _write_file(output_file, pieces, lambda: bool(read))
    elif output_format == "html":
        _write_pieces(_shown(documents, output_format, Display(), has_lines=True))
    else:
        width = max(terminal_width(), 40) if sys.stdout.isatty() else PIPE_WIDTH
        display = Display(width=width, colour=is_coloured(color, sys.stdout))
        sys.stdout.writelines(_shown(documents, output_format, display, has_lines=_can_write("├─█…", sys.stdout)))
    return FAILED if failed else CLEAN


def _noted(documents: "Iterable[Document]", read: list[str]) -> "Iterator[Document]":
    """Yield the documents, and note the path of each."""
    for document in documents:
        read.append(document.source.path)
        yield document


def _shown(documents: "Iterable[Document]", output_format: str, display: "Display", *, has_lines: bool) -> Iterator[str]:
    """Yield the pieces of what shows the lists in a format."""
    from awesome_lint.cli.show import PLAIN, as_values, render
    from awesome_lint.reporters.json import encoded

    if output_format == "html":
        from awesome_lint.reporters.html import rendered

        yield from rendered(documents)
        return
    separator = ""
    for document in documents:
        if output_format == "json":
            yield encoded(as_values(document)) + "\n"
            continue
        yield separator
        yield from (line if has_lines else line.translate(PLAIN) for line in render(document, display))
        separator = "\n"


@awesome_lint.command(
    examples=(
        "awesome-lint style",
        "awesome-lint style --output-format toml README.md",
    )
)
@click.argument("path", required=False, type=click.Path())
@click.option(*FORMAT_OPTION, type=Choice(["text", "json", "toml"]), default="text", help="In words (default), or as settings.")
@_with_color
@_with_settings
def style(path: str | None, output_format: str, color: str, config: tuple[str, ...], *, isolated: bool) -> int:
    """Show the habits of a list, with how often each was met."""
    from awesome_lint.habits.described import as_settings, as_values, in_words
    from awesome_lint.reporters.json import encoded
    from awesome_lint.reporters.text import columns, guarded, visible

    failed: list[str] = []
    paths = (path,) if path is not None else ()
    for document in _documents(paths, color, settings_files(config, isolated=isolated), failed, below=False):
        if output_format == "json":
            sys.stdout.write(encoded({"path": document.source.path, "style": as_values(document.style)}) + "\n")
        elif output_format == "toml":
            sys.stdout.writelines(f"{guarded(visible(line))}\n" for line in as_settings(document.style))
        else:
            rows = [(visible(words), met) for words, met in in_words(document.style)]
            widest = max((columns(words) for words, _ in rows), default=0)
            sys.stdout.writelines(f"{words}{' ' * (widest - columns(words))}  {met}\n" for words, met in rows)
            if not rows:
                write_stderr(f"{document.source.path}: too few entries for a habit")
    return FAILED if failed else CLEAN


@awesome_lint.command(examples=("awesome-lint server",))
def server() -> int:
    """Serve an editor over the standard streams, as a language server.

    Editors start it themselves; docs/editors.md says how. It needs one extra: pip install 'awesome-lint[server]'.
    """
    try:
        from awesome_lint.server.run import run
    except ImportError as error:
        if error.name is None or error.name.partition(".")[0] not in SERVER_NEEDS:
            raise
        tell_error(f"the server needs {error.name}; install it with `pip install 'awesome-lint[server]'`", "auto")
        return FAILED
    return run()


@awesome_lint.command(
    name="completion",
    examples=(
        'eval "$(awesome-lint completion bash)"    in ~/.bashrc',
        'eval "$(awesome-lint completion zsh)"     in ~/.zshrc, after compinit',
        "awesome-lint completion fish | source     in ~/.config/fish/config.fish",
    ),
)
@click.argument("shell", type=Choice(completion.SHELLS))
def completion_(shell: str) -> None:
    """Print what makes a shell complete commands, options, rules."""
    sys.stdout.write(completion.script(awesome_lint, shell))


def _require_template(name: str, template: str) -> None:
    """Raise UsageError for a template that cannot be followed, or that no one asked for."""
    from awesome_lint.habits.template import TemplateError
    from awesome_lint.habits.template import template as parsed

    if name != "markdown":
        raise UsageError("--template is for --format markdown")
    try:
        parsed(template)
    except TemplateError as error:
        raise UsageError(f"--template: {error}") from None


def _documents(
    paths: Sequence[str], color: str, configured: "SettingsFiles", failed: list[str], *, below: bool = True
) -> "Iterator[Document]":
    """Yield the document of each list that the paths mean; what cannot be read is told, and its path added to `failed`."""
    from awesome_lint.files.finder import find
    from awesome_lint.files.read_write import FileError, read, read_stdin
    from awesome_lint.parser import parse
    from awesome_lint.settings import SettingsError

    found = find(paths, below=below)
    for notice in found.notices:
        write_stderr(notice)
    for problem in found.problems:
        tell_error(problem, color)
        failed.append(problem)
    for target in found.files:
        path = target.path
        try:
            is_stdin = path == Path("-")
            settings = configured.at(None if is_stdin else path)
            if settings.excludes(path) and not target.is_named:
                continue
            file = read_stdin() if is_stdin else read(path)
        except (FileError, SettingsError) as error:
            tell_error(str(error), color)
            failed.append(str(path))
            continue
        yield parse(file.source, settings.style)


def _write_pieces(pieces: Iterable[str]) -> None:
    """Write data to stdout: every byte of it to a program, made visible where it would act on a terminal."""
    if is_read_by_program(sys.stdout):
        sys.stdout.flush()
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode("utf-8", "surrogatepass"))
        sys.stdout.buffer.flush()
        return
    from awesome_lint.reporters.text import guarded, visible

    for piece in pieces:
        sys.stdout.write("\n".join(guarded(visible(line.rstrip("\r"))) for line in piece.split("\n")))


def _require_no_list(output: Path, paths: Sequence[str]) -> None:
    """Raise UsageError where what is written would take the place of a list that it is read from."""
    from awesome_lint.files.finder import find

    place = os.path.realpath(output)
    if any(os.path.realpath(target.path) == place for target in find(paths).files):
        raise UsageError(f"--output: {output} is a list that is read; name another file")


def _write_file(path: Path, pieces: Iterable[str], is_wanted: Callable[[], bool]) -> None:
    from awesome_lint.files.read_write import write_new

    try:
        write_new(path, (piece.encode("utf-8") for piece in pieces), is_wanted)
    except OSError as error:
        raise UsageError(f"--output: {path}: {error.strerror}") from None


def _can_write(text: str, stream: TextIO) -> bool:
    try:
        text.encode(stream.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def _counted(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"
