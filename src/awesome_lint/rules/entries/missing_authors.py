from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document, Entry, EntryKind
from awesome_lint.facts.missing_fields import gaps, says_more
from awesome_lint.knowledge.identifiers import identify
from awesome_lint.rule import Rule


class MissingAuthors(Rule, frozen=True):
    """A paper without authors, among papers that have them.

    ## Why

    Readers know papers by who wrote them, and search for them so. Only papers that link to one are asked, and only where
    nine in ten of a section have authors. One with words that could not be read, which may be its authors, is left alone.

    ## Bad

    ```markdown
    - **Deep nets.** *Ann Lee and Bo Chen.* [paper](https://arxiv.org/abs/2001.10001)
    …
    - **Wide nets.** [paper](https://arxiv.org/abs/2001.10011)
    ```

    ## Good

    ```markdown
    - **Deep nets.** *Ann Lee and Bo Chen.* [paper](https://arxiv.org/abs/2001.10001)
    …
    - **Wide nets.** *Cy Diaz.* [paper](https://arxiv.org/abs/2001.10011)
    ```
    """

    finds_gaps = True

    def check(self, document: Document) -> Iterator[Diagnostic]:
        if not any(entry.authors for entry in document.entries):
            return
        for gap in gaps(document, lambda entry: entry.is_read, lambda entry: entry.authors is not None):
            for entry in gap.entries:
                if entry.title and _is_paper(document, entry) and not says_more(document.source, entry):
                    yield self.diagnostic(entry.title.span, f"Missing authors ({gap.words}): add them.")


def _is_paper(document: Document, entry: Entry) -> bool:
    """Whether an entry is a paper whose title is told apart from its authors by marks or a link."""
    if entry.kind is not EntryKind.NAMED or entry.description or entry.title is None or entry.title_span is None:
        return False
    if " " not in entry.title.value or document.source.slice(entry.title_span) == entry.title.value:
        return False
    return any(link.url.lower().endswith(".pdf") or identify(link.url).kind.is_paper for link in entry.links)
