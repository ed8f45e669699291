from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Diagnostic, Related
from awesome_lint.document import Document, Heading, Section
from awesome_lint.facts.anchors import fragments
from awesome_lint.rule import Rule


class DuplicateHeading(Rule, frozen=True):
    """A heading used twice inside one section.

    ## Why

    Two sections of one name beside each other split what belongs together, and a link to the second has to be written with
    `-1` at its end. The same name under different sections, such as a year under each venue, is fine.

    ## Bad

    ```markdown
    ## Editors

    - [Vim](https://example.org/vim) - An editor.

    ## Shells

    - [Fish](https://example.org/fish) - A shell.

    ## Editors

    - [Emacs](https://example.org/emacs) - An editor.
    ```

    ## Good

    ```markdown
    ## Editors

    - [Emacs](https://example.org/emacs) - An editor.
    - [Vim](https://example.org/vim) - An editor.

    ## Shells

    - [Fish](https://example.org/fish) - A shell.
    ```
    """

    def check(self, document: Document) -> Iterator[Diagnostic]:
        links = {link.span.start for link in fragments(document) if link.url.startswith("#")}
        yield from self._check(document.sections, None, links)

    def _check(self, sections: Sequence[Section], parent: Heading | None, links: set[int]) -> Iterator[Diagnostic]:
        first: dict[str, Heading] = {}
        for section in sections:
            heading = section.heading
            if heading is None:
                continue
            name = " ".join(heading.text.value.casefold().split())
            # A heading that is a link into the page is a line of its contents, not the section of that name.
            if name and heading.text.span.start not in links:
                if name in first:
                    place = f"under `{parent.text.value}`" if parent and parent.text.value else "on the page"
                    related = Related(first[name].span, "first used here")
                    message = f"Heading `{heading.text.value}` is there twice {place}: rename one, or join the sections."
                    yield self.diagnostic(heading.span, message, related=[related])
                else:
                    first[name] = heading
            yield from self._check(section.sections, heading, links)
