"""`awesome-lint links`: the links of lists are looked at, and what has become of them is reported and mended."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.cli.check import judge
from awesome_lint.cli.check_file import Given
from awesome_lint.cli.console import tell_error, write_stderr
from awesome_lint.cli.online import Asking, NeedsError, heard
from awesome_lint.cli.options import CLEAN, FAILED, Options
from awesome_lint.knowledge.durations import seconds

if TYPE_CHECKING:
    from awesome_lint.online.links import Wanted
    from awesome_lint.online.seen import Seen
    from awesome_lint.registry.rule_set import RuleSet
    from awesome_lint.settings import Selection, Settings

GROUP = "online"
# The rule that wants more of a page than its title.
ANCHORS = "dead-anchor"
MOST_EXPLAINED = 20


class Looking(Struct, frozen=True):
    """What is looked at, and how others are to be asked."""

    asking: Asking
    skip: tuple[str, ...] = ()
    """Patterns of addresses that are not asked."""
    gone_after: float | None = None
    """Seconds between two looks that both have to find a page gone; where it is None, settings say."""
    explain: bool = False
    verbose: bool = False

    def about(self, given: Sequence[Given]) -> "Looking":
        """Return what is looked at in these lists. What is about the run as a whole is as the first of them has it."""
        asking = self.asking.about([each.task.path for each in given], given[0].task.settings.online) if given else self.asking
        return replace(self, asking=asking)

    @property
    def seconds_gone(self) -> float:
        return seconds(self.asking.online.gone_after) if self.gone_after is None else self.gone_after


class _ExplainedError(Exception):
    """What would be asked has been said, which was all that was wanted."""


def links(options: Options, command: tuple[str, ...], looking: Looking) -> int:
    """Look at the links of lists, and return the exit status. Raises UsageError for what cannot be followed."""
    options = replace(options, jobs=1)

    def inform(given: Sequence[Given]) -> "Callable[[Settings, Selection], RuleSet]":
        from awesome_lint.online.link_rule import knowing
        from awesome_lint.settings import choose_online

        asked = looking.about(given)
        needed = _needed(given, asked, options.selection)
        if asked.explain:
            sys.stdout.writelines(f"{line}\n" for line in _explained(needed))
            raise _ExplainedError
        seen = _seen(needed, asked)
        return lambda settings, selection: knowing(choose_online(settings, selection, GROUP), seen, asked.seconds_gone)

    try:
        return judge(options, command, inform)
    except _ExplainedError:
        return CLEAN
    except NeedsError as error:
        tell_error(str(error), options.color)
        return FAILED


def _needed(given: Sequence[Given], looking: Looking, selection: "Selection") -> "Wanted":
    """Return what is to be asked about all lists together."""
    from awesome_lint.online.links import Wanted, wanted
    from awesome_lint.parser import parse
    from awesome_lint.settings import choose_online

    needed = Wanted()
    for each in given:
        settings = each.task.settings
        anchors = any(rule.name == ANCHORS for rule in choose_online(settings, selection, GROUP))
        document = parse(each.file.source, settings.style)
        needed += wanted(document, (*looking.skip, *settings.online.skip), anchors=anchors)
    return needed


def _seen(needed: "Wanted", looking: Looking) -> "Seen":
    """Ask, and return what was seen; whoever watches sees how far it has come, and may end it."""

    from awesome_lint.online.links import learn, unjudged

    seen = heard(lambda network: learn(network, needed, looking.seconds_gone), looking.asking)
    if not looking.asking.quiet:
        for line in _left(needed, seen, unjudged(seen, looking.seconds_gone), is_verbose=looking.verbose):
            write_stderr(line)
    return seen


def _left(
    needed: "Wanted", seen: "Seen", unjudged: "Mapping[str, list[tuple[str, str]]]", *, is_verbose: bool
) -> Iterator[str]:
    """Yield of how many links nothing is known, and why, so that nobody takes them for well."""
    from awesome_lint.online.pace import SERVICES

    count = sum(map(len, unjudged.values()))
    if count:
        parts = ", ".join(f"{len(found)} {why}" for why, found in sorted(unjudged.items()))
        listed = "" if is_verbose else "; --verbose lists them"
        yield f"{'1 link' if count == 1 else f'{count} links'} could not be judged: {parts}{listed}"
    if is_verbose:
        yield from (f"  {url}: {why}" for _, found in sorted(unjudged.items()) for url, why in found)
    if needed.skipped:
        yield f"{'1 link' if needed.skipped == 1 else f'{needed.skipped} links'} left out by --skip or settings"
    for name, why in sorted(seen.missed.items()):
        yield f"not all could be asked of {SERVICES[name].title}: {why}"


def _explained(needed: "Wanted") -> Iterator[str]:
    """Yield what would be asked, of whom, as far as that does not depend on answers."""
    from awesome_lint.online.links import planned
    from awesome_lint.reporters.places import counted

    total = 0
    for title, requests in planned(needed):
        total += len(requests)
        yield f"{title}: {counted(len(requests), 'request')} at most"
        yield from (f"  {request.url}" for request in requests[:MOST_EXPLAINED])
        if len(requests) > MOST_EXPLAINED:
            yield f"  ... and {len(requests) - MOST_EXPLAINED} more"
    yield f"{counted(total, 'request')} at most, and what follows from redirects; of what is kept nobody is asked"
