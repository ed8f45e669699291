import re
from bisect import bisect_left
from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, Link, LinkKind
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

# Services that build, and the badges that others draw for them.
BUILD = lazy(
    r"//(?:[\w.-]*\.)?(?:travis-ci\.(?:org|com)|circleci\.com|ci\.appveyor\.com|dev\.azure\.com/.*/_apis/build|drone\.io)/"
    r"|//github\.com/[^/]+/[^/]+/(?:actions/)?workflows/.*badge\.svg|//gitlab\.com/.*/(?:pipeline|badges/.*/build)\.svg"
    r"|//img\.shields\.io/(?:travis|circleci|appveyor|github/(?:actions/)?workflow)/",
    re.IGNORECASE,
)
LABEL = lazy(r"build[ -]status|travis(?: ci)?|circle ?ci", re.IGNORECASE)
# The title of an image: `![x](badge.svg 'Build Status')`.
TITLE = lazy(r"(?<=[ \t\n])(?P<quote>[\"'])(?P<title>[^\"'\n]{1,80})(?P=quote)\)\Z")


class AwesomeCiBadge(Rule, frozen=True):
    """A badge about builds at the top of an awesome list.

    Only lists that call themselves awesome are asked, by a badge or by a title that begins with the word, and only about
    badges before their first section.

    ## Why

    Whether the checks of a list pass helps nobody who reads it, and the awesome lists ask for no such badge. Some like it all
    the same, so the rule is off unless turned on.

    ## Bad

    ```markdown
    # Awesome Shells

    [![Build Status](https://travis-ci.org/example/shells.svg)](https://travis-ci.org/example/shells) A list.
    ```

    ## Good

    ```markdown
    # Awesome Shells

    A list.
    ```

    ## Fix

    Safe: removes the badge with its link, where more than the badge stands on the line. There is none in a heading whose
    anchor is used, since that changes with it.
    """

    default = False
    fixable = Applicability.SAFE
    effect = Effect.TEXT | Effect.LINKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        if not document.is_awesome:
            return
        links = document.links
        for index, link in enumerate(links[: bisect_left(links, document.top.end, key=lambda each: each.span.start)]):
            if link.kind is LinkKind.IMAGE and _is_about_builds(document.source, link):
                whole = _whole(links[index - 1] if index else link, link)
                message = f"Build badge `{link.label.value or link.url}`: remove it, the awesome lists ask for none."
                is_kept = document.is_html(link) or is_anchor(document, whole)
                fix = None if is_kept else _removal(document.source, whole)
                yield self.diagnostic(link.span, message, fix)


def _is_about_builds(source: Source, badge: Link) -> bool:
    """Whether the address of a badge, its text or its title says so."""
    title = TITLE.search(source.slice(badge.span))
    said = (badge.label.value, title["title"] if title else "")
    return BUILD.search(badge.url) is not None or any(map(LABEL.fullmatch, said))


def _whole(around: Link, image: Link) -> Span:
    return around.span if around.span.contains(image.span) else image.span


def _removal(source: Source, span: Span) -> Fix | None:
    """Return the fix that removes a badge and the space on one side of it, if anything is left of its line."""
    beside = source.beside(span)
    if not (beside.before.strip(" \t#>") or beside.after.strip()) or "\n" in source.slice(span):
        return None
    left = len(beside.before) - len(beside.before.rstrip())
    right = len(beside.after) - len(beside.after.lstrip())
    if beside.before.strip(" \t#>"):
        return Fix.delete(Span(span.start - left, span.end))
    return Fix.delete(Span(span.start, span.end + right))
