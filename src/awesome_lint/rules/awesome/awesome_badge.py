import re
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import AWESOME_BADGE, Document, Heading, Link, LinkKind
from awesome_lint.facts.anchors import is_led_to
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Span

HOME = "https://awesome.re"
# The two pages that a badge may lead to, as people write them.
NEAR_HOME = lazy(r"(?:https?://)?(?:www\.)?(awesome\.re|github\.com/sindresorhus/awesome)(?:/|#readme|\.git)*", re.IGNORECASE)
GONE = lazy(r"^(?:https?:)?//(?:cdn\.|raw\.)?rawgit\.com/|\brawgithub\.com/", re.IGNORECASE)
BADGE = f"[![Awesome]({HOME}/badge.svg)]({HOME})"


class AwesomeBadge(Rule, frozen=True):
    """A badge of awesome lists that comes from a service which is closed.

    The badge is looked for before the first section. Lists without one are left alone, and so are its place and its link,
    unless the option `strict` asks for them.

    ## Why

    RawGit, from which old badges are taken, is closed, and what it still serves it may stop serving. The awesome lists have
    the badge at an address of their own.

    ## Bad

    ```markdown
    # Awesome Shells [![Awesome](https://cdn.rawgit.com/sindresorhus/awesome/main/media/badge.svg)](https://awesome.re)
    ```

    ## Good

    ```markdown
    # Awesome Shells [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)
    ```

    ## Fix

    Safe: fixes the address of the image, that of the link where it is nearly right, and adds what is missing. There is none
    for a badge that leads to another page, nor where the title, whose anchor changes with the badge, is linked.
    """

    fixable = Applicability.SAFE
    effect = Effect.LINKS

    strict: Annotated[
        bool,
        Meta(
            description="Ask for all that the awesome lists do: a badge where the title begins with Awesome, from awesome.re, "
            "with a link."
        ),
    ] = False

    def check(self, document: Document) -> Iterator[Diagnostic]:
        badge = document.badge
        if badge is not None:
            yield from self._image(badge)
            if self.strict:
                yield from self._link(document, badge)
        elif self.strict and document.is_awesome:
            title = document.headings[0]
            message = f"Missing Awesome badge: add `{HOME}/badge.svg` beside the title."
            yield self.diagnostic(title.text.span, message, _added(document, title))

    def _image(self, badge: Link) -> Iterator[Diagnostic]:
        match = AWESOME_BADGE.search(badge.url)
        if match is None or not (self.strict or GONE.search(badge.url)):
            return
        expected = f"{HOME}/{match.group(1).lower()}"
        if badge.url != expected:
            span = badge.url_span or badge.span
            fix = Fix.replace(badge.url_span, expected) if badge.url_span else None
            yield self.diagnostic(span, f"The badge `{badge.url}` should be `{expected}`.", fix)

    def _link(self, document: Document, badge: Link) -> Iterator[Diagnostic]:
        if document.is_html(badge):
            return
        around = next((link for link in document.links if link.span != badge.span and link.span.contains(badge.span)), None)
        if around is not None:
            near = NEAR_HOME.fullmatch(around.url)
            expected = f"https://{near.group(1).lower()}" if near else HOME
            if around.url == expected or around.kind is LinkKind.HTML:
                return
            span = around.url_span or around.span
            fix = Fix.replace(around.url_span, expected) if near and around.url_span else None
            yield self.diagnostic(span, f"The badge links to `{around.url}`: link it to `{expected}`.", fix)
        else:
            start, end = badge.span
            fix = Fix((Edit(Span(start, start), "["), Edit(Span(end, end), f"]({HOME})")))
            yield self.diagnostic(badge.span, f"The badge is not a link: link it to `{HOME}`.", fix)


def _added(document: Document, title: Heading) -> Fix | None:
    """Return the fix that adds a badge at the end of a title, where its anchor is not used."""
    if title.marker is None or is_led_to(document, title):
        return None
    return Fix.insert(title.text.span.end, f" {BADGE}")
