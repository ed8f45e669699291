from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, LinkKind
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

# What sites write before or behind the name of what a page is about, and the hosts that do so.
ENDING = lazy(r"(?<=\S)\s+(?:· (?P<dotted>GitHub|Hugging Face)|- (?P<dashed>YouTube))\Z")
BEGINNING = lazy(r"(?P<site>GitHub) - (?=[\w.-]+/[\w.-]+)")
HOSTS = {"GitHub": ("github.com",), "Hugging Face": ("huggingface.co",), "YouTube": ("youtube.com", "youtu.be")}


class PageTitle(Rule, frozen=True):
    """A link with the title that browsers show for the page, the name of the site included: `jnz/electra-ka · Hugging Face`.

    ## Why

    The title was copied from the bar of a browser. Where the link leads, its address says already.

    ## Bad

    ```markdown
    - [bee/oars · GitHub](https://github.com/bee/oars) - Rows along the shore.
    ```

    ## Good

    ```markdown
    - [bee/oars](https://github.com/bee/oars) - Rows along the shore.
    ```

    ## Fix

    Takes the name of the site away. It is unsafe, because the name may be meant.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.UNSAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for link in document.links:
            label = link.label
            if link.kind is not LinkKind.INLINE or label.span.end - label.span.start != len(label.value):
                continue
            match = ENDING.search(label.value) if " " in label.value else None
            match = match or BEGINNING.match(label.value)
            if match is None:
                continue
            site = next(name for name in match.groupdict().values() if name)
            if any(host in link.url for host in HOSTS[site]):
                span = Span(label.span.start + match.start(), label.span.start + match.end())
                message = f"`{match.group().strip()}` belongs to the title of the page: leave it out of the name."
                yield self.diagnostic(span, message, Fix.delete(span, Applicability.UNSAFE))
