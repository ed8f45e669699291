"""The rule `outdated-venue` of the group `venues`."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from awesome_lint import Applicability, Diagnostic, Document, Effect, Fix, Rule

CENTURY = 2000


class OutdatedVenue(Rule, frozen=True):
    """A venue under a name that it no longer had in that year.

    ## Why

    Readers look for papers by the name that the proceedings have. The conference called WWW until 2017 has been TheWebConf
    since; an entry without a year may be from before, and is left alone.

    ## Bad

    ```markdown
    - **Deep Nets.** *Ann Lee, Bo Day.* WWW 2019. [[paper](https://example.org/nets)]
    ```

    ## Good

    ```markdown
    - **Deep Nets.** *Ann Lee, Bo Day.* TheWebConf 2019. [[paper](https://example.org/nets)]
    ```

    ## Fix

    Unsafe: replaces the name, which is a word that readers see.
    """

    fixable: ClassVar[Applicability | None] = Applicability.UNSAFE
    effect: ClassVar[Effect] = Effect.TEXT

    names: Annotated[
        tuple[tuple[str, int, str], ...], Meta(description="The old name, the first year of the new one, the new name.")
    ] = (("WWW", 2018, "TheWebConf"),)

    def check(self, document: Document) -> Iterator[Diagnostic]:
        renamed = {old: (since, new) for old, since, new in self.names}
        for entry in document.entries:
            if entry.venue is None or entry.year is None or entry.venue.value not in renamed:
                continue
            since, new = renamed[entry.venue.value]
            year = int(entry.year.value)
            if (year if year > 99 else CENTURY + year) >= since:
                yield self.diagnostic(
                    entry.venue.span,
                    f"`{entry.venue.value}` is called `{new}` since {since}: write that.",
                    Fix.replace(entry.venue.span, new, Applicability.UNSAFE),
                )
