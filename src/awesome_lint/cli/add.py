"""`awesome-lint add`: what is given becomes entries of a list, and what became of each is told."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from awesome_lint.cli.check_file import Configured, settings_files
from awesome_lint.cli.console import PROGRAM, is_coloured, is_read_by_program, tell_error, write_stderr
from awesome_lint.cli.online import Asking, NeedsError, network_for
from awesome_lint.cli.options import CLEAN, DIAGNOSTICS, FAILED, INTERRUPTED, Options, UsageError

if TYPE_CHECKING:
    from awesome_lint.adding.addition import Addition
    from awesome_lint.adding.draft import Draft
    from awesome_lint.adding.sections import Named
    from awesome_lint.document import Document
    from awesome_lint.online.completing import Completed

BIBTEX = ".bib"
MOST_PROPOSALS = 5
QUIT = ("q", "\x1b")
# More than any entries need.
MOST_REQUESTS = 200


class Request(Struct, frozen=True):
    """What was asked of `add`."""

    arguments: tuple[str, ...] = ()
    to: str | None = None
    title: str | None = None
    author: tuple[str, ...] = ()
    venue: str | None = None
    year: str | None = None
    url: tuple[str, ...] = ()
    description: str | None = None
    tag: tuple[str, ...] = ()
    bibtex: tuple[str, ...] = ()
    again: bool = False
    offline: bool = False
    diff: bool = False
    color: str = "auto"
    config: tuple[str, ...] = ()
    isolated: bool = False
    quiet: bool = False

    @property
    def has_fields(self) -> bool:
        return any((self.title, self.author, self.venue, self.year, self.url, self.description, self.tag))


def add(request: Request) -> int:
    """Add what is asked for to a list, and return the exit status. Raises UsageError for what cannot be followed."""
    from awesome_lint.adding.addition import AdditionError
    from awesome_lint.adding.addition import add as added_to
    from awesome_lint.adding.sections import SectionError
    from awesome_lint.adding.site import SiteError
    from awesome_lint.engine.ask import RuleError
    from awesome_lint.files.read_write import FileError, locate, read, require_markdown, write
    from awesome_lint.settings import SettingsError

    what, path = _arguments(request)
    try:
        target = locate(path)
        require_markdown(target, "name the list, or rename it")
        file = read(target)
        files = settings_files(request.config, isolated=request.isolated)
        configured = Configured(Options(config=request.config, isolated=request.isolated), files)
        settings, rules = configured.at(target)
        asking = Asking(quiet=request.quiet, max_requests=MOST_REQUESTS).about([target], settings.online)
        drafts = _drafts(request, what, asking)
        addition = added_to(file.source, drafts, rules, settings.style, _section_of(request), again=request.again)
        if addition.is_changed and not request.diff:
            for notice in write(file, addition.after.to_bytes()):
                write_stderr(notice)
    except (FileError, SettingsError, RuleError, SiteError, AdditionError) as error:
        tell_error(str(error), request.color)
        return FAILED
    except SectionError as error:
        tell_error("\n".join(_said(error.args[0], error.proposals)), request.color)
        return FAILED
    except (EOFError, KeyboardInterrupt):
        return INTERRUPTED
    _show(addition, request)
    return DIAGNOSTICS if addition.refused else CLEAN


def _arguments(request: Request) -> tuple[str | None, str]:
    """Return what is to be added, if it is named, and the list to add it to."""
    what = list(request.arguments)
    if len(what) > 2:
        raise UsageError(f"expected WHAT and a list, found {len(what)} arguments; quote what has spaces")
    if len(what) == 2:
        return what[0], what[1]
    if not what:
        return None, "."
    is_list = what[0] != "-" and not what[0].endswith(BIBTEX) and os.path.exists(what[0])
    return (None, what[0]) if is_list else (what[0], ".")


def _drafts(request: Request, what: str | None, asking: Asking) -> "Sequence[Draft]":
    """Return the entries that are to be added. Raises UsageError for what none can be made of."""
    from awesome_lint.adding.bibtex import BibtexError
    from awesome_lint.adding.from_command_line import WhatError, titled

    sources = [*request.bibtex]
    if what is not None and (what == "-" or what.lower().endswith(BIBTEX) or what.lstrip().startswith("@")):
        sources.append(what)
        what = None
    if not sources and what is None and not request.has_fields:
        raise UsageError(
            "expected what to add: an arXiv id, a DOI, an address, BibTeX, or --title and other fields; "
            f"`{PROGRAM} add --help` has examples"
        )
    try:
        drafts = [draft for source in sources for draft in _of_bibtex(source)]
        if what is not None or request.has_fields:
            if len(drafts) > 1:
                raise UsageError("--title and other fields are for one entry, and the BibTeX has several")
            drafts = [_with_fields(request, what, drafts[0] if drafts else None)]
        return [titled(draft) for draft in _looked_up(request, drafts, asking)]
    except (WhatError, BibtexError) as error:
        raise UsageError(str(error)) from None


def _looked_up(request: Request, drafts: "Sequence[Draft]", asking: Asking) -> "Sequence[Draft]":
    """Return the drafts, those without a title with what is known of where they lead. Raises WhatError for the unknown."""
    if request.offline or not any(_is_asked_for(request, draft) for draft in drafts):
        return drafts
    try:
        found = _completed(drafts, asking)
    except NeedsError:
        # What is given may be enough: a repository has a name.
        return drafts
    left: list[Draft] = []
    for each in found:
        if each.trouble:
            _tell_unknown(each)
        elif each.is_withdrawn:
            write_stderr(f'"{each.draft.name}" was withdrawn, as {each.source} says; look at it')
        left.append(each.draft)
    return left


def _is_asked_for(request: Request, draft: "Draft") -> bool:
    """Whether others are to be asked for a draft: it has no title, and what was given is no entry, or is nothing else."""
    from awesome_lint.adding.from_command_line import WhatError, titled

    if draft.title:
        return False
    try:
        titled(draft)
    except WhatError:
        return True
    return not request.has_fields


def _completed(drafts: "Sequence[Draft]", asking: Asking) -> "Sequence[Completed]":
    import asyncio

    from awesome_lint.online.completing import complete

    async def completed() -> "Sequence[Completed]":
        async with network_for(asking) as network:
            return await complete(network, drafts)

    return asyncio.run(completed())


def _tell_unknown(completed: "Completed") -> None:
    """Raise WhatError for what has no title now; a repository has a name, and of that only what is missing is told."""
    from awesome_lint.adding.from_command_line import WhatError, titled

    try:
        titled(completed.draft)
    except WhatError:
        what = completed.draft.name or "an entry"
        raise WhatError(f"{what}: {completed.trouble}; add --title, and --author where the list names authors") from None
    write_stderr(f"{completed.draft.name}: {completed.trouble}; only its address is known")


def _of_bibtex(source: str) -> "Sequence[Draft]":
    from awesome_lint.adding.bibtex import BibtexError, read
    from awesome_lint.files.read_write import read as read_file
    from awesome_lint.files.read_write import read_stdin

    if source.lstrip().startswith("@"):
        return read(source)
    file = read_stdin() if source == "-" else read_file(Path(source))
    try:
        return read(file.source.text)
    except BibtexError as error:
        raise BibtexError(f"{file.source.path}: {error}") from None


def _with_fields(request: Request, what: str | None, draft: "Draft | None") -> "Draft":
    """Return a draft with the fields that were typed, each of which stands for what is known otherwise."""
    from awesome_lint.adding.draft import Draft
    from awesome_lint.adding.from_program import Fields, filled

    fields = Fields(request.title, request.author, request.venue, request.year, request.url, request.description, request.tag)
    return filled(draft or Draft(), what, fields)


def _section_of(request: Request) -> "Callable[[Document, Draft], Named]":
    """Return what says which section an entry belongs to: the one that is named, the only one, or the one that is chosen."""

    def section_of(document: "Document", draft: "Draft") -> "Named":
        from awesome_lint.adding.sections import SectionError, named, proposals

        if request.to is not None:
            return named(document, request.to)
        found = proposals(document, draft)
        if not found:
            raise SectionError("no section of this list has entries; name one with --to")
        if len(found) == 1:
            return found[0]
        if sys.stdin.isatty() and sys.stdout.isatty():
            return _asked(draft, found)
        raise SectionError(f'to which section does "{draft.name}" belong? Name it with --to', found[:MOST_PROPOSALS])

    return section_of


def _asked(draft: "Draft", found: "Sequence[Named]") -> "Named":
    """Return the section that a person chooses. Raises EOFError where none is chosen."""
    from awesome_lint.cli.key_prompt import ask, show
    from awesome_lint.reporters.text import guarded, visible

    best = found[:MOST_PROPOSALS]
    show(guarded(visible(f'To which section does "{draft.name}" belong?')))
    for number, each in enumerate(best, 1):
        show(guarded(visible(f"  {number}  {_path(each)}")))
    while True:
        key = ask(f"1-{len(best)}, or q to name it with --to: ")
        if key.isdecimal() and 1 <= int(key) <= len(best):
            return best[int(key) - 1]
        if key in QUIT:
            raise EOFError


def _path(named: "Named") -> str:
    return " > ".join(named.path[1:] or named.path)


def _said(message: str, found: "Sequence[Named]") -> Iterator[str]:
    if not found:
        yield message
        return
    names = ", ".join(f'"{_path(each)}"' for each in found[:MOST_PROPOSALS])
    yield f"{message}; most like it: {names}" if "belong" in message else f"{message}: {names}"


def _show(addition: "Addition", request: Request) -> None:
    from awesome_lint.reporters.text import guarded, visible

    path = addition.before.path
    for refused in addition.refused:
        write_stderr(
            f'{path}:{refused.line}: "{refused.draft.name}" is listed already, as "{refused.title}" ({refused.by}); '
            "--again adds it all the same"
        )
    if request.diff:
        _show_diff(addition, request)
    else:
        for added in addition.added:
            section = f' to "{added.section}"' if added.section else ""
            lines = [f"{path}:{added.line}: added{section}", "", *(f"    {line}" for line in added.text.split("\n")), ""]
            sys.stdout.writelines(f"{guarded(visible(line))}\n" for line in lines)
    if request.quiet:
        return
    for notice in _notices(addition):
        write_stderr(notice)


def _notices(addition: "Addition") -> Iterator[str]:
    """Yield what a person should look at."""
    path = addition.before.path
    for added in addition.added:
        if added.missing:
            yield f"{path}:{added.line}: no place for {' and '.join(added.missing)} in an entry of this list; not written"
        if not added.is_read:
            yield f"{path}:{added.line}: written as its neighbours are, but not read back whole; look at it"
        if added.similar is not None:
            yield f"{path}:{added.similar}: has nearly the same title; look whether it is the same"
    for diagnostic in addition.remaining:
        line, column = addition.after.position(diagnostic.span.start)
        yield f"{path}:{line}:{column}: {diagnostic.rule}: {diagnostic.message}"


def _show_diff(addition: "Addition", request: Request) -> None:
    from awesome_lint.reporters.diff import coloured, unified

    before, after = addition.before.to_text(), addition.after.to_text()
    if is_read_by_program(sys.stdout):
        sys.stdout.flush()
        sys.stdout.buffer.write("".join(unified(addition.before.path, before, after)).encode("utf-8", "surrogateescape"))
        sys.stdout.buffer.flush()
        return
    sys.stdout.writelines(coloured(unified(addition.before.path, before, after), colour=is_coloured(request.color, sys.stdout)))
