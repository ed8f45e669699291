from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix, Related
from awesome_lint.document import Document, Heading, Link, LinkKind, by_stretch
from awesome_lint.facts.anchors import Near, anchors_of, fragment_of, fragments, key_of
from awesome_lint.facts.folding import folded
from awesome_lint.rule import Rule


class DeadFragment(Rule, frozen=True):
    """A link to a place on the page that is not there.

    `[back](#list-of-birds)` without a heading of that name, nor an anchor written in HTML. Capitals do not matter to GitHub.
    Links of a table of contents belong to the rule `stale-contents`.

    ## Why

    Whoever clicks on it stays where they are. Mostly a heading was renamed, or its anchor was guessed.

    ## Bad

    ```markdown
    # Birds

    See the [song birds](#song_birds).

    ## Song birds
    ```

    ## Good

    ```markdown
    # Birds

    See the [song birds](#song-birds).

    ## Song birds
    ```

    ## Fix

    Safe where the letters of the fragment, or those of the label, are the letters of one heading; unsafe where the fragment is
    a slip or two away from the anchor of one.
    """

    fixable = Applicability.SAFE
    effect = Effect.LINKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        dead = [(key_of(fragment_of(link)), link) for link in _leading_nowhere(document, anchors_of(document))]
        if not dead:
            return
        headings: defaultdict[str, list[Heading]] = defaultdict(list)
        for heading in document.headings:
            for letters in {_letters(heading.slug), _letters(heading.text.value)}:
                headings[letters].append(heading)
        near = Near(document.headings)
        yield from folded((key, self._dead(document, link, headings, partial(near.to, key))) for key, link in dead)

    def _dead(
        self,
        document: Document,
        link: Link,
        headings: Mapping[str, Sequence[Heading]],
        near: Callable[[], Sequence[Heading]],
    ) -> Diagnostic:
        span = link.url_span or link.span
        found = document.source.slice(span) if link.url_span else link.url
        named = headings.get(_letters(fragment_of(link))) or headings.get(_letters(link.label.value)) or []
        applicability = Applicability.SAFE if named else Applicability.UNSAFE
        named = named or near()
        # A heading is not meant to lead to itself.
        meant = [heading for heading in named if not heading.span.contains(link.span)]
        if len(meant) != 1 or len(named) != 1 or not meant[0].slug:
            return self.diagnostic(span, f"`{found}` leads to no heading of this page: correct it, or remove the link.")
        heading = meant[0]
        is_written = link.url_span is not None and link.kind in (LinkKind.INLINE, LinkKind.HTML)
        fix = Fix.replace(span, f"#{heading.slug}", applicability) if is_written else None
        related = [Related(heading.span, "the heading of that name")]
        return self.diagnostic(span, f"`{found}` leads to no heading of this page: write `#{heading.slug}`.", fix, related)


@by_stretch
def _leading_nowhere(document: Document, anchors: frozenset[str]) -> tuple[Link, ...]:
    """Return the links to none of the anchors, but those of contents."""
    listed = {link.span for contents in document.contents for _, link in contents.links}
    return tuple(
        [
            link
            for link in fragments(document)
            if (key := key_of(fragment_of(link))) and key not in anchors and link.span not in listed
        ]
    )


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
