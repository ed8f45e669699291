"""Where on a page a fragment leads."""

from urllib.parse import unquote

from awesome_lint.document import Document, Link

# What every page on GitHub has, whatever its headings.
EVERYWHERE = frozenset({"top", "readme"})


def fragment_of(link: Link) -> str:
    """Return the name of the place on the page that a link leads to, as its author typed it, or nothing."""
    return unquote(link.fragment).removeprefix("user-content-")


def key_of(anchor: str) -> str:
    """Return what two anchors share that a reader would call the same.

    GitHub does not tell capitals apart; hyphens at either end are what images and emoji leave behind.
    """
    return anchor.casefold().replace("\ufe0f", "").strip("-")


def anchors_of(document: Document) -> frozenset[str]:
    """Return the keys of all places that fragments may lead to."""
    keys = {key_of(heading.slug) for heading in document.headings}
    return EVERYWHERE.union(keys, map(key_of, document.anchors))
