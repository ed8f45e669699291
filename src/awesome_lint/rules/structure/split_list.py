from collections import Counter
from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document, Item
from awesome_lint.parser.vocabulary import is_label
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

BULLETS = frozenset("-*+")
LEAST_NUMBERS = 3
LINK = lazy(r"(?:\*\*)?\[(?P<label>[^\[\]\n]+)\]\(")


class SplitList(Rule, frozen=True):
    """An entry with a bullet of another kind than those right above and below it.

    ## Why

    `*` among `-` ends the list and begins another: GitHub shows a gap, and an entry that was added in the middle makes three
    lists of one. Lists with a blank line between them are meant to be two, and are left alone. So does a bullet among numbers,
    whose next number is no longer counted; it is reported where it is one entry that begins with a name and a link, as those
    around it do.

    ## Bad

    ```markdown
    - [One](https://example.org/1) - Does this.
    * [Two](https://example.org/2) - Does that.
    - [Three](https://example.org/3) - Does those.
    ```

    ## Good

    ```markdown
    - [One](https://example.org/1) - Does this.
    - [Two](https://example.org/2) - Does that.
    - [Three](https://example.org/3) - Does those.
    ```

    ## Fix

    Safe: writes the bullet that most of these entries have, so that they are one list.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.SAFE
    effect = Effect.BLOCKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for items in _runs(document.items):
            counts = Counter(item.marker.value for item in items)
            if lone := _among_numbers(document, items):
                wanted = f"{int(items[items.index(lone) - 1].marker.value[:-1]) + 1}{items[0].marker.value[-1]}"
                message = f"Marker `{lone.marker.value}` splits the list in two: write `{wanted}`, as around it."
                yield self.diagnostic(lone.marker.span, message, Fix.replace(lone.marker.span, wanted))
            if len(counts) == 1 or not BULLETS.issuperset(counts):
                continue
            wanted = max(counts, key=counts.__getitem__)
            others = [item.marker for item in items if item.marker.value != wanted]
            message = f"Bullet `{others[0].value}` splits the list in two: write `{wanted}`, as around it."
            fix = Fix.of(Edit(marker.span, wanted) for marker in others)
            yield self.diagnostic(others[0].span, message, fix, count=len(others), run=[marker.span for marker in others])


def _among_numbers(document: Document, items: Sequence[Item]) -> Item | None:
    """Return the one bullet of a run of numbers, where all of them name something that they link to."""
    bullets = [item for item in items if item.marker.value in BULLETS]
    if len(bullets) != 1 or len(items) <= LEAST_NUMBERS or bullets[0] in (items[0], items[-1]):
        return None
    if any(not _is_named(document, item) for item in items):
        return None
    return bullets[0]


def _is_named(document: Document, item: Item) -> bool:
    """Whether an item begins with a link that is no label of one."""
    source = document.source
    written = source.slice(Span(item.marker.span.end, source.line_span(item.first).end)).lstrip()
    link = LINK.match(written)
    return link is not None and not is_label(link["label"])


def _runs(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield the items beside each other without a blank line where one list ends and the next begins."""
    runs: dict[Item | None, list[Item]] = {}
    for item in items:
        run = runs.get(item.parent)
        if run and (run[-1].list == item.list or run[-1].end == item.first):
            run.append(item)
            continue
        if run:
            yield run
        runs[item.parent] = [item]
    yield from runs.values()
