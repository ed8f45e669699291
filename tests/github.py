"""The links of a page as GitHub's own parser finds them, to compare ours with.

On purpose different, and therefore left out here:

- links inside links, which GitHub's parser makes of `[a [b](u) [c]](v)` although the specification forbids them;
- footnotes, which GitHub moves to the end of the page, and drops where nothing refers to them;
- white space other than space, tab and newline around a paragraph or cell, which markdown-it-py trims and GitHub keeps;
- unsafe targets such as `javascript:x`, which GitHub leaves empty.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote

import cmarkgfm
from cmarkgfm.cmark import Options
from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.token import Token

from awesome_lint.parser.tokens import tokenize

EXTENSIONS = ["table", "autolink", "strikethrough"]
NESTED_LINK = re.compile(r"<a [^>]*>(?:(?!</a>).)*<a ", re.DOTALL)
ODD_SPACE = {ord(character): "x" for character in MD_TRIM_CHARS if character not in " \t\n"}
TARGET = re.compile(r'<(?:a href|img src)="([^"]*)"')
FOOTNOTE = re.compile(r'<a href="#fn[^>]*>')


def comparable(text: str) -> str:
    """Return the text without what is different on purpose, links inside links apart."""
    return text.replace("[^", "[").translate(ODD_SPACE)


def targets(text: str) -> list[str] | None:
    """Return the targets of links and images, in order, of GitHub's parser, raw HTML left out; None for links in links."""
    html = cmarkgfm.cmark.markdown_to_html_with_extensions(text, Options.CMARK_OPT_FOOTNOTES, EXTENSIONS)
    html = FOOTNOTE.sub("", html)
    if NESTED_LINK.search(html):
        return None
    return [unquote(unescape(url)) for url in TARGET.findall(html)]


def rows(text: str) -> int:
    """Return how many rows the tables of a page have for GitHub's parser, their headers among them."""
    html: str = cmarkgfm.cmark.markdown_to_html_with_extensions(text, Options.CMARK_OPT_FOOTNOTES, EXTENSIONS)
    return html.count("<tr>")


def our_targets(text: str) -> list[str]:
    """Return the same from our tokens."""
    urls = (url for token in tokenize(text) if token.type == "inline" for url in _urls(token.children or ()))
    return ["" if _is_dropped(url) else unquote(url) for url in urls]


def _urls(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        url = token.attrs.get("href", token.attrs.get("src"))
        if url is not None:
            yield str(url)


def _is_dropped(url: str) -> bool:
    """Whether GitHub's parser writes an empty target for it, for safety."""
    return re.match(r"(?:javascript|vbscript|file):|data:(?!image/(?:png|gif|jpeg|webp))", url, re.IGNORECASE) is not None
