"""Where on a page a fragment leads."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import unquote

from awesome_lint.document import Document, Heading, Link, by_stretch, of_page, summed
from awesome_lint.source import Span

# A target this many characters away from one heading's anchor was meant for it, if it is long enough to tell.
NEAR, LEAST_NEAR = 2, 6
# Among more headings, comparing would take long.
MOST_COMPARED = 500
# Fragments of a page are asked about by several rules, and again after each change.
MOST_KEPT = 4096
# What every page on GitHub has, whatever its headings.
EVERYWHERE = frozenset({"top", "readme"})


@by_stretch
def fragments(document: Document) -> tuple[Link, ...]:
    """Return the links to places on the same page, in source order."""
    return tuple([link for link in document.links if link.is_fragment])


def fragment_of(link: Link) -> str:
    """Return the name of the place on the page that a link leads to, as its author typed it, or nothing."""
    return _unquoted(link.fragment)


@lru_cache(MOST_KEPT)
def _unquoted(fragment: str) -> str:
    return unquote(fragment).removeprefix("user-content-")


@lru_cache(MOST_KEPT)
def key_of(anchor: str) -> str:
    """Return what two anchors share that a reader would call the same.

    GitHub does not tell capitals apart. Hyphens at the end are what images leave behind, whose spaces not every page keeps;
    those at the beginning, and the variation selector of an emoji, are a part of the anchor.
    """
    return anchor.casefold().rstrip("-")


class Near:
    """Headings, to find those whose anchors are a slip or two away from a fragment."""

    def __init__(self, headings: Iterable[Heading]) -> None:
        # Another number is another heading, however near.
        self._by_digits: defaultdict[str, list[Heading]] = defaultdict(list)
        for heading in headings:
            self._by_digits[_digits(heading.slug)].append(heading)

    def to(self, key: str) -> Sequence[Heading]:
        """Return those near the key of a fragment, if that is long enough to tell; among too many nothing is looked for."""
        compared = self._by_digits.get(_digits(key), ()) if len(key) >= LEAST_NEAR else ()
        if not compared or len(compared) > MOST_COMPARED:
            return ()
        from rapidfuzz.distance import Levenshtein

        return [each for each in compared if Levenshtein.distance(key_of(each.slug), key, score_cutoff=NEAR) <= NEAR]


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def anchors_of(document: Document) -> frozenset[str]:
    """Return the keys of all places that fragments may lead to."""
    keys = {key_of(heading.slug) for heading in document.headings}
    return EVERYWHERE.union(keys, map(key_of, document.anchors))


def is_led_to(document: Document, heading: Heading) -> bool:
    """Whether a link of the page leads to a heading by its anchor, as it is."""
    return _leads_to(document, heading.slug)


@of_page
def _leads_to(document: Document, slug: str) -> bool:
    return slug in _led_to(document)


@summed
def _led_to(document: Document) -> Counter[str]:
    """Return how many links lead to each place on the page, by its anchor."""
    return Counter(link.fragment for link in fragments(document))


def is_anchor(document: Document, span: Span) -> bool:
    """Whether the span lies in a heading that links of the page lead to: they are broken when its words change."""
    index = bisect_right(document.headings, span.start, key=lambda heading: heading.span.start) - 1
    if index < 0 or not document.headings[index].span.contains(span):
        return False
    return is_led_to(document, document.headings[index])
