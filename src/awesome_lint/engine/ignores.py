"""What the comments of a list ignore: `ignore`, `disable` and `enable`, `ignore-file`, and those of the npm awesome-lint."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import fields, replace

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Directive, Document, Entry, Text
from awesome_lint.engine.ask import heard
from awesome_lint.registry.discovery import discover, online_rules
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.rule import Rule
from awesome_lint.source import Span

IGNORE, DISABLE, ENABLE, IGNORE_FILE = "ignore", "disable", "enable", "ignore-file"
VERBS = (IGNORE, DISABLE, ENABLE, IGNORE_FILE)


class Ignore(Struct, frozen=True):
    """One name of a directive, and the rules that it silences where; None for every rule.

    `name` is None for a directive without names.
    """

    directive: Directive
    name: Text | None
    rules: frozenset[str] | None
    span: Span

    def silences(self, rule: str) -> bool:
        return self.rules is None or rule in self.rules


def read(document: Document) -> tuple[Ignore, ...]:
    """Return what is ignored where; one name may stand for several stretches, and for none where another says the same."""
    whole = Span(0, len(document.source.text) + 1)
    entries = [entry for section in document.walk() for entry in section.entries]
    starts = [entry.span.start for entry in entries]
    found: list[Ignore] = []
    open_ignores: list[Ignore] = []
    known: set[tuple[frozenset[str] | None, Span]] = set()
    for directive in document.directives:
        verb = directive.name.value
        at = directive.span.start
        for name, rules in _named(directive):
            idle = Ignore(directive, name, frozenset(), Span(at, at))
            if verb in (IGNORE, IGNORE_FILE):
                place = whole if verb == IGNORE_FILE else _place(directive, entries, starts)
                found.append(Ignore(directive, name, rules, place) if (rules, place) not in known else idle)
                known.add((rules, place))
            elif verb == DISABLE and any(_includes(each.rules, rules) for each in open_ignores):
                found.append(idle)
            elif verb == DISABLE:
                open_ignores.append(Ignore(directive, name, rules, Span(at, whole.end)))
            elif verb == ENABLE:
                shared = _shared(open_ignores, rules)
                closed = [Ignore(each.directive, each.name, both, Span(each.span.start, at)) for each, both in shared]
                found += closed or [idle]
                open_ignores = list(_reduced(open_ignores, rules))
    return tuple(found + open_ignores)


def names() -> tuple[str, ...]:
    """Return what a directive may name: rules and groups."""
    return _names(discover())


def is_known(name: str) -> bool:
    """Whether a directive may name it: a rule, or a group, of whatever command."""
    return name in names() or name in _names(online_rules())


def _names(rules: Mapping[str, type[Rule]]) -> tuple[str, ...]:
    return (*rules, *sorted({rule.group for rule in rules.values()}))


def applied(
    document: Document, rules: RuleSet, found: Sequence[Diagnostic], ignores: Sequence[Ignore]
) -> tuple[list[Diagnostic], set[int]]:
    """Return what is left to say, and the indexes of the ignores that silenced something.

    Of a folded run only the places that are ignored are dropped.
    """
    places = sorted(
        (span.start, diagnostic.rule, index, number)
        for index, diagnostic in enumerate(found)
        for number, span in enumerate(diagnostic.places)
    )
    offsets = [place[0] for place in places]
    silenced: set[tuple[int, int]] = set()
    used: set[int] = set()
    for index, ignore in enumerate(ignores):
        for place in range(bisect_left(offsets, ignore.span.start), bisect_left(offsets, ignore.span.end)):
            _, rule, diagnostic_index, number = places[place]
            if ignore.silences(rule):
                silenced.add((diagnostic_index, number))
                used.add(index)
    left: list[Diagnostic] = []
    for index, diagnostic in enumerate(found):
        kept = [number for number in range(len(diagnostic.places)) if (index, number) not in silenced]
        if len(kept) == len(diagnostic.places):
            left.append(diagnostic)
        elif kept:
            left.append(rules.named(diagnostic.rule).narrowed(document, diagnostic, kept))
    return left, used


def unused(document: Document, rules: RuleSet, found: Sequence[Diagnostic]) -> Iterator[tuple[Directive, Sequence[Text]]]:
    """Yield each directive of ours that silences nothing, or whose names in part do not, with those names.

    `found` is what the rules of the run say without it; those that are not among them are asked here.
    """
    ignores = [ignore for ignore in read(document) if not ignore.directive.is_foreign]
    named = {rule for ignore in ignores for rule in ignore.rules or ()}
    every = discover()
    others = RuleSet.of(every[name]() for name in named if name not in rules and name in every)
    # What a rule with options would say is known only with those of a run, and what others know, only to those who ask them.
    unclear = {rule.name for rule in others if fields(rule)} | {
        name for name in named if name not in rules and name not in every
    }
    said = [*found, *(each for rule in others for each in heard(rule, document, partial(rule.check, document)))]
    _, indexes = applied(document, RuleSet.of((*rules, *others)), said, ignores)
    used = {
        (ignore.directive, ignore.name)
        for index, ignore in enumerate(ignores)
        if index in indexes or (ignore.rules and ignore.rules & unclear)
    }
    idle: dict[Directive, list[Text]] = {}
    for ignore in ignores:
        if ignore.name is not None and (ignore.directive, ignore.name) not in used:
            names_of = idle.setdefault(ignore.directive, [])
            if ignore.name not in names_of:
                names_of.append(ignore.name)
    yield from idle.items()


def _named(directive: Directive) -> Iterator[tuple[Text | None, frozenset[str] | None]]:
    """Yield each name of a directive with the rules it stands for; without names, those that may do without stand for all."""
    if not directive.arguments:
        if directive.is_foreign or directive.name.value in (ENABLE, IGNORE_FILE):
            yield None, None
        return
    for argument in directive.arguments:
        rules = _foreign(argument.value) if directive.is_foreign else _ours(argument.value)
        if rules:
            yield argument, rules


def _ours(name: str) -> frozenset[str]:
    found = frozenset(rule.name for rule in discover().values() if name in (rule.name, rule.group))
    return found or frozenset(rule.name for rule in online_rules().values() if name in (rule.name, rule.group))


def _foreign(name: str) -> frozenset[str]:
    from awesome_lint.registry.npm_rules import COUNTERPARTS

    counterpart = COUNTERPARTS.get(name.removeprefix("remark-lint:"))
    return frozenset(counterpart.rules).intersection(discover()) if counterpart else frozenset()


def _place(directive: Directive, entries: Sequence[Entry], starts: Sequence[int]) -> Span:
    """Return what an `ignore` holds for: the entry around it, without those nested in it, or else its block."""
    if directive.is_alone and not directive.block.contains(directive.span):
        return directive.block
    at = directive.span.start
    place = directive.block
    while entries:
        index = bisect_right(starts, at) - 1
        if index < 0 or at >= entries[index].span.end:
            break
        entry = entries[index]
        entries = entry.entries
        starts = [nested.span.start for nested in entries]
        end = starts[0] if starts and starts[0] > at else entry.span.end
        place = Span(entry.span.start, end)
    return place


def _includes(rules: frozenset[str] | None, others: frozenset[str] | None) -> bool:
    return rules is None or (others is not None and others <= rules)


def _shared(ignores: Iterable[Ignore], rules: frozenset[str] | None) -> Iterator[tuple[Ignore, frozenset[str] | None]]:
    """Yield the ignores that silence any of the rules, with those that they do."""
    for ignore in ignores:
        both = ignore.rules if rules is None else rules if ignore.rules is None else rules & ignore.rules
        if both is None or both:
            yield ignore, both


def _reduced(ignores: Iterable[Ignore], rules: frozenset[str] | None) -> Iterator[Ignore]:
    """Yield the ignores without these rules, where that leaves any."""
    for ignore in ignores:
        if rules is None:
            continue
        left = (frozenset(discover()) if ignore.rules is None else ignore.rules) - rules
        if left:
            yield replace(ignore, rules=left)
