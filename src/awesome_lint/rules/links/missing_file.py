import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, Link, LinkKind, by_stretch
from awesome_lint.facts.folding import folded
from awesome_lint.knowledge.addresses import host_of_relative, is_filler
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Folder

# What is no path: another scheme, a fragment, a template of a site.
NO_PATH = lazy(r"[a-z][a-z0-9+.-]*:|//|[?#]|www\.|[^{}<>\n]*[{}<>]", re.IGNORECASE)
# A path of the author's own computer.
OWN = lazy(r"/(?:home|Users)/[^/]+/")
BACKSLASHES = lazy(r"[\w.-]+(?:\\[\w. -]+)+")
# A site may show a page without the ending of its file, or with another.
ENDINGS = ("", ".md", ".html")
PAGE = ".html"
# What may follow a folder.
LETTERS = lazy(r"[^\W_]+")
# What does not need to be escaped in a path.
PLAIN = "/!$&'()*+,;=:@~-._%"


class MissingFile(Rule, frozen=True):
    r"""A link to a file that is not there, or an image.

    Relative targets are looked for beside the list, where it stands at the top of a repository, or where at least one of them
    is there: a list alone in a folder has left its files elsewhere. Capitals count, as they do on GitHub. Paths out of the
    repository are left alone, since `../../issues` leads to a page of GitHub. Text without a folder, as that of the standard
    input, is only asked for paths of one computer (`/home/ann/jay.png`) and for those with backslashes.

    ## Why

    The reader sees a broken image, or a page that says that there is none. Mostly the file was renamed, moved, or never added.

    ## Bad

    ```markdown
    # Birds

    ![A jay](images\jay.png)

    - [Jay](https://example.org/jay) - A bird.
    ```

    ## Good

    ```markdown
    # Birds

    ![A jay](images/jay.png)

    - [Jay](https://example.org/jay) - A bird.
    ```

    ## Fix

    Safe where only the capitals differ, or where backslashes stand for slashes; a person finds the others.
    """

    fixable = Applicability.SAFE
    effect = Effect.LINKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        links = [link for link in _relative(document) if _is_path(link, document)]
        if links:
            yield from folded(self._missing(links, document.source.folder))

    def _missing(self, links: list[Link], folder: Folder | None) -> Iterator[tuple[str, Diagnostic]]:
        spellings: dict[str, str | None] = {}
        for link in links:
            path = _path(link)
            if path and folder is not None and path not in spellings:
                spellings[path] = _spelled(folder, path)
        is_known = folder is not None and (folder.is_top or any(spellings.values()))
        for link in links:
            path = _path(link)
            span = link.url_span or link.span
            if OWN.match(path):
                yield "own", self.diagnostic(span, f"`{path}` is a file of somebody's computer: link to one of the repository.")
            elif BACKSLASHES.fullmatch(path):
                meant = path.replace("\\", "/")
                fix = Fix.replace(span, quote(meant, safe=PLAIN)) if link.url_span else None
                yield "slashes", self.diagnostic(span, f"`{path}` should be `{meant}`.", fix)
            elif is_known and (spelled := spellings.get(path)) is not None and spelled != path:
                yield self._at(link, path, spelled)

    def _at(self, link: Link, path: str, spelled: str) -> tuple[str, Diagnostic]:
        span = link.url_span or link.span
        if not spelled:
            what = "Image" if link.kind is LinkKind.IMAGE else "File"
            return path.rpartition("/")[0], self.diagnostic(
                span, f"{what} `{path}` is not there: correct the path, or add the file."
            )
        written = link.url
        fix = Fix.replace(span, quote(spelled, safe=PLAIN) + written[len(written.partition("#")[0].partition("?")[0]) :])
        is_plain = link.url_span is not None and "&" not in written
        return "capitals", self.diagnostic(
            span, f"`{path}` is spelt `{spelled}` on disk: write it so.", fix if is_plain else None
        )


@by_stretch
def _relative(document: Document) -> tuple[Link, ...]:
    """Return the links to places beside the list."""
    return tuple([link for link in document.links if _is_relative(link)])


def _is_relative(link: Link) -> bool:
    url = link.url
    if link.kind in (LinkKind.BARE, LinkKind.AUTOLINK) or not url or NO_PATH.match(url) or is_filler(url):
        return False
    # Another rule speaks of these.
    return "](" not in url and not host_of_relative(url)


def _is_path(link: Link, document: Document) -> bool:
    """Whether a relative link leads to a file, and not to a heading of the page without its `#`."""
    url = link.url
    words = LETTERS.findall(url.casefold())
    return "." in url or "/" in url or not any(LETTERS.findall(heading.slug) == words for heading in document.headings)


def _path(link: Link) -> str:
    return unquote(link.url.partition("#")[0].partition("?")[0])


def _spelled(folder: Folder, path: str) -> str | None:
    """Return how the files spell a path, whatever ending a site leaves out or writes instead."""
    for ending in ENDINGS:
        spelled = folder.spelled(path + ending)
        if spelled is None or spelled:
            return path if ending and spelled else spelled
    if path.endswith(PAGE) and folder.spelled(path.removesuffix(PAGE) + ".md"):
        return path
    return ""
