"""What a lookup needs to know of lists, and the rules that say what came of it."""

from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from awesome_lint.document import Document, Entry
from awesome_lint.facts.missing_fields import gaps, states_year
from awesome_lint.online.known import Known
from awesome_lint.online.lookup_rule import LookupRule
from awesome_lint.online.placing import lacks_code
from awesome_lint.online.questions import Needs, lacks_link, needs
from awesome_lint.registry.discovery import online_rules
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.rule import Rule

LINK, YEAR, VENUE, AUTHORS = "findable-link", "findable-year", "findable-venue", "findable-authors"
CODE = "findable-code"


def rules(known: Known, names: Iterable[str] | None = None) -> RuleSet:
    """Return the rules of a lookup that say what is known, those of these names or those that are on by default."""
    there = online_rules()
    chosen = [there[name]() for name in names] if names is not None else [rule() for rule in there.values() if rule.default]
    return knowing(RuleSet.of(chosen), known)


def knowing(chosen: RuleSet, known: Known) -> RuleSet:
    """Return the rules with what they are to say."""
    return RuleSet.of(_told(rule, known) for rule in chosen)


def _told(rule: Rule, known: Known) -> Rule:
    return replace(rule, known=known) if isinstance(rule, LookupRule) else rule


def wants(document: Document, names: Iterable[str]) -> Needs:
    """Return what is to be asked about a list for rules of these names."""
    chosen = {*names}
    asked = {id(entry) for name, find in _LACKING.items() if name in chosen for entry in find(document)}
    return needs(document, lambda entry: id(entry) in asked)


def _without_link(document: Document) -> Iterable[Entry]:
    return [entry for entry in document.entries if lacks_link(entry)]


def _without_year(document: Document) -> Iterable[Entry]:
    found = gaps(document, lambda entry: entry.is_read, lambda entry: states_year(document.source, entry))
    return [entry for gap in found for entry in gap.entries]


def _without_venue(document: Document) -> Iterable[Entry]:
    found = gaps(document, lambda entry: entry.is_read, lambda entry: entry.venue is not None)
    return [entry for gap in found for entry in gap.entries]


def _cut_off(document: Document) -> Iterable[Entry]:
    return [entry for entry in document.entries if entry.authors and entry.authors.people and entry.authors.people[-1].is_et_al]


def _without_code(document: Document) -> Iterable[Entry]:
    return [entry for entry in document.entries if lacks_code(document, entry)]


_LACKING: Mapping[str, Callable[[Document], Iterable[Entry]]] = {
    LINK: _without_link,
    YEAR: _without_year,
    VENUE: _without_venue,
    AUTHORS: _cut_off,
    CODE: _without_code,
}
