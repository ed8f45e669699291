import re
from collections.abc import Iterator
from urllib.parse import unquote

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Folder, Span

NAME = "contributing.md"
# GitHub finds the file there, too.
PLACES = ((NAME,), (".github", NAME), ("docs", NAME))
LEADS_THERE = lazy(r"(?:^|/)contributing(?:\.[a-z]+)?/?$", re.IGNORECASE)


class AwesomeContributing(Rule, frozen=True):
    """An awesome list that does not say how to contribute.

    Only lists that call themselves awesome are asked, by a badge or by a title that begins with the word. Where the list
    stands in a folder, the file has to be there, in `.github` or in `docs`, in any capitals, and say something.

    ## Why

    The awesome lists ask for a file `contributing.md` and for a link to it. What it says saves the work of explaining the
    form of an entry in every pull request. Other lists are free to do otherwise, so the rule is off unless turned on.

    ## Bad

    ```markdown
    # Awesome Shells

    - [Fish](https://example.org/fish) - A shell.
    ```

    ## Good

    ```markdown
    # Awesome Shells

    - [Fish](https://example.org/fish) - A shell.

    ## Contributing

    Read [how to contribute](contributing.md) first.
    ```
    """

    default = False

    def check(self, document: Document) -> Iterator[Diagnostic]:
        if not document.is_awesome:
            return
        start = document.headings[0].text.span if document.headings else Span(0, 0)
        if document.source.folder is not None and (problem := _problem(document.source.folder)):
            yield self.diagnostic(start, problem)
        elif not any(LEADS_THERE.search(unquote(link.url).partition("#")[0]) for link in document.links):
            yield self.diagnostic(start, f"Missing link to `{NAME}`: add one.")


def _problem(folder: Folder) -> str | None:
    texts = [text for place in PLACES if (text := folder.text(*place)) is not None]
    if not texts:
        return f"Missing file `{NAME}`: add it beside the list."
    return None if any(text.strip() for text in texts) else f"`{NAME}` is empty: say in it how to contribute."
