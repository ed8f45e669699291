"""What a shell offers while a command is typed."""

from collections.abc import Iterable, Mapping

import click
from click.shell_completion import CompletionItem, get_completion_class

from awesome_lint.cli.console import PROGRAM
from awesome_lint.cli.options import COMPLETION

SHELLS = ("bash", "zsh", "fish")


def script(command: click.Command, shell: str) -> str:
    """Return what is to be read by a shell so that it completes our commands."""
    kind = get_completion_class(shell)
    if kind is None:
        raise ValueError(shell)
    # Click would run bash to find out whether it is recent enough, which is not known of the one that will read this.
    text: str = kind.source_template % kind(command, {}, PROGRAM, COMPLETION).source_vars()
    return text


def explained(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the names of rules and groups that begin so."""
    return _begun({**_rules(), **_groups()}, incomplete)


def groups(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the names of groups that begin so."""
    return _begun(_groups(), incomplete)


def selectors(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return what `--select` takes and begins so: names of rules and groups, after those that stand there with a comma."""
    before, comma, last = incomplete.rpartition(",")
    known = {**_groups(), "ALL": "all rules", **_rules()}
    return _begun({f"{before}{comma}{name}": text for name, text in known.items()}, f"{before}{comma}{last}")


def sections(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the sections of the list that is added to, or of that of this folder, which begin so."""
    from awesome_lint.adding.sections import sections as sections_of
    from awesome_lint.files.read_write import FileError, locate, read
    from awesome_lint.parser import parse

    # Where an option has no value yet, all before it is left over.
    arguments = [*(context.params.get("arguments") or ()), *context.args]
    try:
        document = parse(read(locate(arguments[-1] if len(arguments) > 1 else ".")).source)
    except FileError:
        return []
    names = dict.fromkeys((each.name for each in sections_of(document) if each.name and each.entries), "")
    return [CompletionItem(name) for name in names if name.casefold().startswith(incomplete.casefold())]


def formats(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the formats of `export` that begin so."""
    from awesome_lint.export import FORMATS

    return _begun(dict.fromkeys(FORMATS, ""), incomplete)


def first(group: click.Group, check: click.Command, context: click.Context, incomplete: str) -> Iterable[CompletionItem]:
    """Yield what may stand first: a file, the options of `check`, whose name may be left out, or a command."""
    if incomplete.startswith("-"):
        yield from check.shell_complete(click.Context(check, context, resilient_parsing=True), incomplete)
        return
    # Bash shows files only where nothing else begins so; the others show both.
    yield CompletionItem(incomplete, type="file")
    yield from (
        CompletionItem(name, help=command.get_short_help_str())
        for name, command in group.commands.items()
        if name.startswith(incomplete)
    )


def _rules() -> dict[str, str]:
    from awesome_lint.registry.discovery import discover
    from awesome_lint.registry.manual import summary

    return {name: summary(found) for name, found in sorted(discover().items())}


def _groups() -> dict[str, str]:
    from awesome_lint.registry.discovery import discover

    return dict.fromkeys(sorted({each.group for each in discover().values()}), "a group of rules")


def _begun(known: Mapping[str, str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name, help=text or None) for name, text in known.items() if name.startswith(incomplete)]
