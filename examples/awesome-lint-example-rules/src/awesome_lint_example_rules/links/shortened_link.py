"""The rule `shortened-link` of the group `links`: name and group come from the place of this file."""

import re
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from awesome_lint import Diagnostic, Document, Rule

HOST = re.compile(r"https?://(?:www\.)?([^/?#:]+)", re.IGNORECASE)


class ShortenedLink(Rule, frozen=True):
    """A link by a shortener, which hides where it leads.

    ## Why

    Nobody sees what is behind it before the click, and when the shortener closes, the link is lost with it, as happened to
    those of `goo.gl`.

    ## Bad

    ```markdown
    - [Fish](https://l.test/fish-shell) - A shell.
    ```

    ## Good

    ```markdown
    - [Fish](https://fishshell.com) - A shell.
    ```

    ## Fix

    There is none: where the link leads is known to the shortener alone.
    """

    hosts: Annotated[tuple[str, ...], Meta(description="The shorteners, without `www.`.")] = (
        "l.test",
        "goo.gl",
        "is.gd",
        "ow.ly",
        "t.co",
        "tinyurl.com",
    )

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for link in document.links:
            host = HOST.match(link.url)
            if host and host.group(1).lower() in self.hosts:
                found = host.group(1).lower()
                yield self.diagnostic(link.url_span or link.span, f"The link goes through `{found}`: link to the page itself.")
