"""`awesome-lint lookup`: bibliographies are asked what entries lack, and what they know is reported and written."""

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.cli.check import judge
from awesome_lint.cli.check_file import Given
from awesome_lint.cli.console import tell_error, write_stderr
from awesome_lint.cli.online import Asking, NeedsError, heard
from awesome_lint.cli.options import CLEAN, FAILED, Options, UsageError

if TYPE_CHECKING:
    from awesome_lint.document import Document
    from awesome_lint.export.reference import Reference
    from awesome_lint.online.known import Known
    from awesome_lint.online.questions import Needs
    from awesome_lint.registry.rule_set import RuleSet
    from awesome_lint.settings import Selection, Settings

GROUP = "lookup"
MOST_EXPLAINED = 20


class Lookup(Struct, frozen=True):
    """What is to be looked up, and how."""

    asking: Asking = Asking()
    services: tuple[str, ...] = ()
    explain: bool = False


class _ExplainedError(Exception):
    """What would be asked has been said, which was all that was wanted."""


def lookup(options: Options, command: tuple[str, ...], wanted: Lookup) -> int:
    """Look up what lists lack, and return the exit status. Raises UsageError for what cannot be followed."""
    require_known(wanted.services)
    options = replace(options, jobs=1)

    def inform(given: Sequence[Given]) -> "Callable[[Settings, Selection], RuleSet]":
        from awesome_lint.online.lookup import knowing
        from awesome_lint.settings import choose_online

        def chosen(settings: "Settings", selection: "Selection") -> "RuleSet":
            return choose_online(settings, selection, GROUP)

        asking = wanted.asking
        if given:
            asking = asking.about([each.task.path for each in given], given[0].task.settings.online)
        services = wanted.services or asking.online.services
        needed = _needed(given, lambda settings: {rule.name for rule in chosen(settings, options.selection)})
        if wanted.explain:
            sys.stdout.writelines(f"{line}\n" for line in _explained(needed, services))
            raise _ExplainedError
        known = _known(needed, services, asking)
        return lambda settings, selection: knowing(chosen(settings, selection), known)

    try:
        return judge(options, command, inform)
    except _ExplainedError:
        return CLEAN
    except NeedsError as error:
        tell_error(str(error), options.color)
        return FAILED


def completing(documents: "Sequence[Document]", asking: Asking) -> "Callable[[Reference], Reference]":
    """Ask for all works of lists, and return what adds to a reference what is known. Raises NeedsError."""
    from awesome_lint.online.questions import Needs, needs
    from awesome_lint.online.references import completed

    needed = Needs()
    for document in documents:
        needed += needs(document, bool)
    known = _known(needed, asking.online.services, asking)
    return lambda reference: completed(reference, known)


def require_known(services: Sequence[str]) -> None:
    """Raise UsageError for a service that there is not."""
    from awesome_lint.online.questions import BIBLIOGRAPHIES
    from awesome_lint.registry.suggestion import suggestion

    for name in services:
        if name not in BIBLIOGRAPHIES:
            there = ", ".join(BIBLIOGRAPHIES)
            raise UsageError(f'--service: unknown service "{name}"{suggestion(name, BIBLIOGRAPHIES)}; there are {there}')


def _needed(given: Sequence[Given], names: "Callable[[Settings], set[str]]") -> "Needs":
    """Return what is to be asked about all lists together."""
    from awesome_lint.online.lookup import wants
    from awesome_lint.online.questions import Needs
    from awesome_lint.parser import parse

    needed = Needs()
    for each in given:
        settings = each.task.settings
        needed += wants(parse(each.file.source, settings.style), names(settings))
    return needed


def _known(needed: "Needs", services: Sequence[str], asking: Asking) -> "Known":
    """Ask, and return what was said; whoever watches sees how far it has come."""
    from awesome_lint.online.questions import keyed, learn

    known = heard(lambda network: learn(network, needed, services, keyed(), network.limits.ages), asking)
    if not asking.quiet and known.unasked:
        for line in _unasked(known, needed):
            write_stderr(line)
    return known


def _unasked(known: "Known", needed: "Needs") -> Iterator[str]:
    """Yield how many works could not be looked up everywhere, so that nobody takes them for unknown."""
    left = sum(1 for wanted in needed.titles if known.is_unasked(wanted))
    if left:
        works = "1 paper" if left == 1 else f"{left} papers"
        yield f"{works} could not be looked up everywhere, as a service did not answer; run it again later"


def _explained(needed: "Needs", services: Sequence[str]) -> Iterator[str]:
    """Yield what would be asked, of whom, as far as that does not depend on answers."""
    from awesome_lint.online.questions import keyed, planned
    from awesome_lint.reporters.places import counted

    keys = keyed()
    total = 0
    for title, requests in planned(needed, services, keys):
        total += len(requests)
        yield f"{title}: {counted(len(requests), 'request')} at most"
        yield from (f"  {request.url}" for request in requests[:MOST_EXPLAINED])
        if len(requests) > MOST_EXPLAINED:
            yield f"  ... and {len(requests) - MOST_EXPLAINED} more"
    all_of_it = counted(total, "request")
    yield f"{all_of_it} at most; a title that one service knows is asked of no other, and what is kept of nobody"
