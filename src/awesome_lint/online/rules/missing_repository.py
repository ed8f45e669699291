from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document
from awesome_lint.online.link_rule import LinkRule
from awesome_lint.online.seen import places, repository_of


class MissingRepository(LinkRule, frozen=True):
    """A link to a repository on GitHub, or to a page in one, that GitHub does not know.

    GitHub itself is asked, through its interface for programs. It says the same of a repository that was deleted and of one
    that has become private.

    ## Why

    Nobody but its owner can read it.

    ## Fix

    None: a person has to find where it is now.
    """

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for place in places(document):
            name = repository_of(place.url)
            if name is not None and self.known.repositories.get(name, True) is None:
                yield self.diagnostic(
                    place.span, f"GitHub has no public repository `{name}` any more: correct the link or remove it."
                )
