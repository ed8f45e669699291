import re
from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document, LinkKind
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Span

# In HTML, an empty one says that there is nothing to say.
ALT = lazy(r"\salt\s*=", re.IGNORECASE)


class UnnamedImage(Rule, frozen=True):
    """An image without a text for those who do not see it: `![](logo.png)`, `<img src="logo.png">`.

    All images of a page that lack one are reported together. `<img alt="">` is left alone, which says that the image only
    adorns the page.

    ## Why

    Some people have pages read to them, and images do not always load. They hear, or see, the name of a file.

    ## Bad

    ```markdown
    ![](chart.png)

    - [One](https://example.org/1) - Does this.
    ```

    ## Good

    ```markdown
    ![Stars by year](chart.png)

    - [One](https://example.org/1) - Does this.
    ```

    ## Fix

    None: what an image shows is for a person to say.
    """

    def check(self, document: Document) -> Iterator[Diagnostic]:
        source = document.source
        # What it begins with is enough to see which one is meant.
        run = [
            Span(link.span.start, link.span.start + len("![]"))
            for link in document.links
            if link.kind is LinkKind.IMAGE
            and not link.label.value.strip()
            and not (document.is_html(link) and ALT.search(source.slice(link.span)))
        ]
        if run:
            message = "Image without a text: describe it between the brackets for those who do not see it."
            yield self.diagnostic(run[0], message, count=len(run), run=run if len(run) > 1 else ())
