"""What a page holds: the characters that are read, link targets, headings, blocks, and what is hidden."""

import re
from collections import Counter
from collections.abc import Mapping
from html import escape, unescape
from urllib.parse import unquote

from msgspec import Struct

from awesome_lint.content.rendering import definitions_of, render
from awesome_lint.patterns import lazy

# Browsers show as little of declarations, instructions and CDATA in the raw HTML of a page as of a comment.
TAG = lazy(r"</?[a-zA-Z][^<>]*>|<(?:!(?!--)|\?)[^>]*(?:>|\Z)")
# The shortest comments end where they begin.
TAG_OR_COMMENT = lazy(r"<!--(?:-?>|.*?-->)|</?[a-zA-Z][^<>]*>|<(?:!(?!--)|\?)[^>]*(?:>|\Z)", re.DOTALL)
# What raw HTML holds besides tags is not the character that a reader reads: that one is written `&lt;`.
RAW = "\ufdd0"
TARGET = lazy(r"""<(?:a|img)\b[^<>]*?\s(?:href|src)\s*=\s*("[^"]*"|'[^']*'|[^\s<>"']+)""", re.IGNORECASE)
# What GitHub writes of footnotes: a number for each label, and the way back to where each is referred to.
NOTE = lazy(r'(<sup class="footnote-ref"><a href="#fn-([^"]*)"[^<>]*>)\d+(?=</a></sup>)')
WAY_BACK = lazy(r' ?<a href="[^"]*" class="footnote-backref"[^<>]*>[^<>]*(?:<sup class="footnote-ref">\d+</sup>)?</a>')
NOTES, BEGINS_NOTE = '<section class="footnotes"', '<li id="fn-'
HEADING = lazy(r"<h([1-6])\b[^<>]*>((?:(?!<h[1-6]\b).)*?)</h\1\s*>", re.IGNORECASE | re.DOTALL)
BLOCK = lazy(r"<(li|tr|hr|table|pre|input)\b", re.IGNORECASE)


class Page(Struct, frozen=True):
    """What of a page is compared."""

    html: str
    text: str
    """The characters a reader reads, without white space."""
    targets: list[str]
    headings: list[tuple[str, str]]
    """Level and text of each."""
    blocks: Mapping[str, int]
    """How many of each kind, by the name of the tag."""
    hidden: list[str]
    """Definitions and comments."""


def page_of(text: str) -> Page:
    """Return what the page of a text holds."""
    html = with_labels(render(text))
    comments = _comments(html)
    return Page(
        html,
        visible(html),
        targets_of(html),
        [(match.group(1), visible(match.group(2))) for match in HEADING.finditer(html)],
        Counter(name.lower() for name in BLOCK.findall(html)),
        definitions_of(text) + comments,
    )


def with_labels(html: str) -> str:
    """Return the page with footnotes by their labels, since their numbers and order change with what refers to them."""
    if "footnote-ref" not in html:
        return html
    html = WAY_BACK.sub("", NOTE.sub(lambda match: f"{match[1]}[^{escape(unquote(unescape(match[2])))}]", html))
    page, section, notes = html.partition(NOTES)
    opening, *each = notes.split(BEGINS_NOTE)
    return BEGINS_NOTE.join((page + section + opening, *sorted(each)))


def visible(html: str) -> str:
    """Return the characters a reader reads, without white space."""
    return bare(unescape(without_tags(html, "").replace("<", RAW)))


def without_tags(html: str, space: str = " ") -> str:
    """Return the page without its tags and comments, each of which becomes the space."""
    head, tail = halves(html)
    return (TAG_OR_COMMENT.sub(space, head) if head else "") + TAG.sub(space, tail)


def halves(html: str) -> tuple[str, str]:
    """Return the page up to the end of the last comment, and the rest, where `<!--` begins none.

    To look for an end from every `<!--` there would take quadratic time.
    """
    last = html.rfind("-->") + len("-->") if "<!--" in html else 0
    return (html[:last], html[last:]) if last >= len("-->") else ("", html)


def bare(text: str) -> str:
    """Return the text without white space, which differs between what is written and what is shown."""
    return "".join(text.split())


def targets_of(html: str) -> list[str]:
    """Return the targets of links and images, in the order of the page."""
    return [target_of(written) for written in TARGET.findall(html)]


def target_of(written: str) -> str:
    """Return a link's target as a browser takes it, whichever way it was encoded."""
    value = written[1:-1] if written[0] in "\"'" else written
    return unquote(unescape(value)).strip(" \t\n\r\f")


def _comments(html: str) -> list[str]:
    comments: list[str] = []
    position = 0
    while (start := html.find("<!--", position)) >= 0:
        end = html.find("-->", start)
        if end < 0:
            break
        comments.append("".join(html[start : end + 3].split()))
        position = end + 3
    return comments
