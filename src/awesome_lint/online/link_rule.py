"""A rule that judges links by what was seen of them."""

from collections.abc import Iterator
from datetime import datetime, timezone

from msgspec.structs import replace

from awesome_lint.diagnostic import shortened
from awesome_lint.document import Document
from awesome_lint.online.seen import NOTHING, Place, Seen, places
from awesome_lint.online.verdicts import Evidence
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.rule import Rule

GROUP = "online"
# Of an address in a message.
LONGEST = 100


class LinkRule(Rule, frozen=True):
    """A rule of `links`; `check` never runs one. What was seen is put into it by the command."""

    known: Seen = NOTHING

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.group = GROUP

    def pages(self, document: Document) -> Iterator[tuple[Place, Evidence]]:
        """Yield the addresses of pages in a list, each with what is known of it."""
        for place in places(document):
            evidence = self.known.page(place.url)
            if evidence.verdict.is_known:
                yield place, evidence


def knowing(chosen: RuleSet, seen: Seen, gone_after: float) -> RuleSet:
    """Return the rules with what they are to judge by."""
    return RuleSet.of(
        replace(rule, known=replace(seen, gone_after=gone_after)) if isinstance(rule, LinkRule) else rule for rule in chosen
    )


def quoted(url: str) -> str:
    return f"`{shortened(url, LONGEST)}`"


def day(moment: int) -> str:
    """Return the day of a moment, in seconds since 1970, as people write it: `20 November 2026`."""
    at = datetime.fromtimestamp(moment, timezone.utc)
    return f"{at.day} {at:%B %Y}"
