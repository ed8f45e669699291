from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from msgspec import Meta

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document
from awesome_lint.knowledge import durations
from awesome_lint.online.link_rule import LinkRule, day
from awesome_lint.online.seen import places, repository_of

AFTER = Meta(pattern=durations.WRITTEN, examples=list(durations.EXAMPLES), description="How long it is left alone.")


class StaleRepository(LinkRule, frozen=True):
    """A link to a repository on GitHub that nobody has written to for long.

    What counts is the last push to any of its branches, as GitHub said when it was asked. Archived ones are left to
    [archived-repository](archived-repository.md).

    ## Why

    Some lists are about what is worked on. In most, much is finished and good as it is, which is why this is off.

    ## Fix

    None: whether it stays in the list is a person's choice.
    """

    default = False

    after: Annotated[str, AFTER] = "2y"

    def check(self, document: Document) -> Iterator[Diagnostic]:
        longest = durations.seconds(self.after)
        for place in places(document):
            name = repository_of(place.url)
            found = self.known.repositories.get(name) if name is not None else None
            pushed = _moment(found.pushed) if found is not None and not found.is_archived else None
            if found is not None and pushed is not None and found.seen_at - pushed > longest:
                message = f"`{found.name}` was last written to on {day(pushed)}: see whether it still belongs here."
                yield self.diagnostic(place.span, message)


def _moment(stated: str | None) -> int | None:
    """Return an ISO date in seconds since 1970, or None for what is none."""
    try:
        return int(datetime.fromisoformat((stated or "").replace("Z", "+00:00")).timestamp())
    except (ValueError, OverflowError, OSError):
        return None
