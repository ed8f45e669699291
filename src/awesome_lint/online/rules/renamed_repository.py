import re
from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.online.link_rule import LinkRule
from awesome_lint.online.seen import places, repository_of
from awesome_lint.patterns import lazy
from awesome_lint.source import Span

NAME = lazy(r"https?://(?:www\.)?github\.com/(?P<name>[\w.-]+/[\w.-]+?)(?=\.git(?:[/?#]|$)|[/?#]|$)", re.IGNORECASE)


class RenamedRepository(LinkRule, frozen=True):
    """A link to a repository on GitHub that has another name now, or another owner.

    ## Why

    GitHub leads readers on only until somebody else takes the old name, and then leads them there.

    ## Fix

    Safe: writes the name that GitHub has for it now; what stands behind the name stays.
    """

    fixable = Applicability.SAFE
    # A bare address is its own text.
    effect = Effect.TEXT | Effect.LINKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for place in places(document):
            name = repository_of(place.url)
            found = self.known.repositories.get(name) if name is not None else None
            if found is None or found.name.lower() == name:
                continue
            written = NAME.match(document.source.slice(place.span))
            message = f"The repository `{name}` has another name now: write `{found.name}`."
            fix = Fix.replace(_span(place.span, written), found.name) if written else None
            yield self.diagnostic(place.span, message, fix)


def _span(whole: Span, match: "re.Match[str]") -> Span:
    return Span(whole.start + match.start("name"), whole.start + match.end("name"))
