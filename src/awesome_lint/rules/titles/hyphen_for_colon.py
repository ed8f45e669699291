import re
from collections import Counter
from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, Text, by_stretch, of_page, summed
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

# A name, and what it is: `mTCP-a Highly Scalable ...`, `FlexTOE- Flexible ...`.
NAME = r"(?P<name>(?=[a-z0-9+]*[A-Z])[A-Za-z0-9+]+)"
GLUED = lazy(rf"{NAME}(?P<joint>-)(?=(?:[Aa]n?|[Tt]he) [A-Za-z]+[ -])")
LOOSE = lazy(rf"{NAME}(?P<joint>- )(?=[A-Z][\w-]* \w)")
# `Time- and Memory-Efficient`: halves that share the other one.
SHARED_HALF = lazy(r".*- |.*-\w+ (?:and|or)\b|(?:And|Or)\b")
WITH_COLON = lazy(r"\S+: \S")
# So many titles with a colon there must be, and for one word behind a hyphen so many with it.
LEAST = 5


class HyphenForColon(Rule, frozen=True):
    """A hyphen between a name and its subtitle, in a list whose titles have a colon there: `mTCP-a Highly Scalable Stack`.

    ## Why

    Names of files have no colons, and titles that were taken from them have a hyphen instead. The name then looks like a part
    of a compound word.

    ## Bad

    ```markdown
    - **Oar: Rowing at Night.** *Ann Lee and Bo Chen.* [paper](https://example.org/1)
    - **Sail: Sailing at Night.** *Ann Lee and Bo Chen.* [paper](https://example.org/2)
    - **Hull: Floating at Night.** *Ann Lee and Bo Chen.* [paper](https://example.org/3)
    - **Keel: Diving at Night.** *Ann Lee and Bo Chen.* [paper](https://example.org/4)
    - **Mast: Climbing at Night.** *Ann Lee and Bo Chen.* [paper](https://example.org/5)
    - **Rope-a Fast and Light Line for Boats.** *Ann Lee and Bo Chen.* [paper](https://example.org/6)
    ```

    ## Good

    ```markdown
    - **Oar: Rowing at Night.** *Ann Lee and Bo Chen.* [paper](https://example.org/1)
    - **Sail: Sailing at Night.** *Ann Lee and Bo Chen.* [paper](https://example.org/2)
    - **Hull: Floating at Night.** *Ann Lee and Bo Chen.* [paper](https://example.org/3)
    - **Keel: Diving at Night.** *Ann Lee and Bo Chen.* [paper](https://example.org/4)
    - **Mast: Climbing at Night.** *Ann Lee and Bo Chen.* [paper](https://example.org/5)
    - **Rope: a Fast and Light Line for Boats.** *Ann Lee and Bo Chen.* [paper](https://example.org/6)
    ```

    ## Fix

    Writes the colon. It is unsafe, because the hyphen may be a part of the name.
    """

    fixable = Applicability.UNSAFE
    effect = Effect.TEXT
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        found = _hyphened(document)
        if not found or not _has_colons(document):
            return
        for title in found:
            match = _hyphen(title.value)
            if match is None:
                continue
            joint = Span(title.span.start + match.start("joint"), title.span.start + match.end("joint"))
            fix = None if is_anchor(document, joint) else Fix.replace(joint, ": ", Applicability.UNSAFE)
            whole = Span(title.span.start, joint.end)
            message = f"`{match.group().strip()}` before a subtitle should be `{match['name']}:`."
            yield self.diagnostic(whole, message, fix)


@by_stretch
def _hyphened(document: Document) -> tuple[Text, ...]:
    """Return the titles that have a hyphen where others have a colon."""
    titles = [entry.title for entry in document.entries if entry.title and "-" in entry.title.value]
    return tuple(
        [
            title
            for title in titles
            if title.span.end - title.span.start == len(title.value)
            and (match := _hyphen(title.value))
            and not SHARED_HALF.match(title.value, match.end())
        ]
    )


def _hyphen(title: str) -> "re.Match[str] | None":
    return GLUED.match(title) or LOOSE.match(title)


@of_page
def _has_colons(document: Document) -> bool:
    return _colons(document)[True] >= LEAST


@summed
def _colons(document: Document) -> Counter[bool]:
    """Return how many titles have a colon before a subtitle, and how many have none."""
    return Counter(WITH_COLON.match(entry.title.value) is not None for entry in document.entries if entry.title)
