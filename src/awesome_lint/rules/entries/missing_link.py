from bisect import bisect_left
from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document, Entry, EntryKind
from awesome_lint.rule import Rule


class MissingLink(Rule):
    """A paper without a link, in a list whose papers have one.

    ## Why

    A reader who wants to read the paper has to search for it. The papers of one section are reported together.

    ## Bad

    ```markdown
    - **Optimal brain damage.** *Yann LeCun and Sara A Solla.* [paper](https://example.org/1)
    - **Deep compression.** *Song Han, Huizi Mao, and William J Dally.*
    ```

    ## Good

    ```markdown
    - **Optimal brain damage.** *Yann LeCun and Sara A Solla.* [paper](https://example.org/1)
    - **Deep compression.** *Song Han, Huizi Mao, and William J Dally.* [paper](https://example.org/2)
    ```
    """

    def check(self, document: Document) -> Iterator[Diagnostic]:
        starts = [link.span.start for link in document.links]
        is_linked = False
        lacking: list[tuple[Entry, int, int]] = []
        for section in document.walk():
            papers = [entry for top in section.entries for entry in top.walk() if entry.kind is EntryKind.PAPER]
            bare = [entry for entry in papers if not _has_link(entry, starts)]
            is_linked = is_linked or any(link.url for entry in papers for link in entry.links)
            if bare:
                lacking.append((bare[0], len(bare), len(papers)))
        if not is_linked:
            return
        for entry, count, total in lacking:
            if entry.title:
                which = f"{count} of {total} papers in this section have none" if total > 1 else "it has none"
                yield self.diagnostic(entry.title.span, f"Expected a link for each paper, found that {which}.", count=count)


def _has_link(entry: Entry, starts: Sequence[int]) -> bool:
    """Whether a link stands anywhere in the entry's block; an empty one is another matter."""
    index = bisect_left(starts, entry.span.start)
    return index < len(starts) and starts[index] < entry.span.end
