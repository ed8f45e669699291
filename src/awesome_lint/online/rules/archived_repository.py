from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document
from awesome_lint.online.link_rule import LinkRule
from awesome_lint.online.seen import places, repository_of


class ArchivedRepository(LinkRule, frozen=True):
    """A link to a repository on GitHub whose owner has archived it.

    ## Why

    It is read-only: whoever takes it up finds nobody who answers, and no fix for what breaks. Some are finished, and good as
    they are; ignore those.

    ## Fix

    None: whether it stays in the list is a person's choice.
    """

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for place in places(document):
            name = repository_of(place.url)
            found = self.known.repositories.get(name) if name is not None else None
            if found is not None and found.is_archived:
                since = f" (last written to in {found.pushed[:4]})" if found.pushed else ""
                yield self.diagnostic(
                    place.span, f"`{found.name}` is archived by its owner{since}: see whether it still belongs here."
                )
