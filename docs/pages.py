"""What a site needs beyond the Markdown of its pages: a Sphinx extension.

- Files of the repository's top folder that are pages of the site, too.
- Links to files that are no pages, which lead to the repository.
- The colours of a console, whose prompt is `$ ` alone; a line of output may begin with `#`.
- The navigation, which is what the lists and tables of `index.md` and `rules.md` link to, in their order.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from docutils import nodes
from pygments.lexers.shell import BashSessionLexer
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from awesome_lint.parser import parse
from awesome_lint.source import Source

DOCS = Path(__file__).parent
ROOT = DOCS.parent
REPOSITORY = "https://github.com/awesome-lint/awesome-lint"

# Pages whose text is that of a file beside the folder of documents.
TEXTS = {"changelog": "CHANGELOG.md", "contributing": "CONTRIBUTING.md"}

# Pages that lead to others.
CONTENTS = ("index", "rules")


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("source-read", _read)
    app.connect("html-page-context", Sidebar(), priority=400)
    app.add_transform(Navigation)
    app.add_lexer("console", Console)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class Console(BashSessionLexer):
    """Commands of a shell and what they print."""

    _ps1rgx = re.compile(r"^(\$ )(.*\n?)")


def _read(app: Sphinx, name: str, content: list[str]) -> None:
    """Put the text of a page in place, with links that the site can follow."""
    path = TEXTS.get(name, f"docs/{name}.md")
    text = (ROOT / path).read_text(encoding="utf-8") if name in TEXTS else content[0]
    content[0] = _with_links(text, PurePosixPath(path), PurePosixPath(name))


def _with_links(text: str, path: PurePosixPath, name: PurePosixPath) -> str:
    """Return the text of the file `path` with its links as the page `name` has to write them."""
    document = parse(Source.from_text(text, str(path)))
    spans = {link.url_span: link.url for link in document.links if link.url_span}
    spans |= {definition.url_span: definition.url for definition in document.definitions}
    parts: list[str] = []
    position = 0
    for span, url in sorted(spans.items()):
        parts += [text[position : span.start], _target(url, path, name)]
        position = span.end
    return "".join([*parts, text[position:]])


def _target(url: str, path: PurePosixPath, name: PurePosixPath) -> str:
    """Return where a link of the file `path` leads from the page `name`; one that leads nowhere stays, for Sphinx to tell."""
    target, sharp, fragment = url.partition("#")
    file = posixpath.normpath(path.parent / target)
    if not target or "://" in target or target.startswith("mailto:") or not (ROOT / file).exists():
        return url
    if file.startswith("docs/_static/"):
        return url
    page = next((page for page, text in TEXTS.items() if text == file), None)
    if file.startswith("docs/") and file.endswith(".md"):
        page = file.removeprefix("docs/").removesuffix(".md")
    if page is None:
        kind = "tree" if (ROOT / file).is_dir() else "blob"
        return f"{REPOSITORY}/{kind}/main/{file}{sharp}{fragment}"
    return posixpath.relpath(f"{page}.md", name.parent) + sharp + fragment


class Navigation(SphinxTransform):
    """Put into the navigation what the lists and tables of a page link to, under the heading that they stand below."""

    default_priority = 210

    def apply(self, **_: Any) -> None:
        if self.env.docname not in CONTENTS:
            return
        listed: set[str] = set()
        for section in list(self.document.findall(nodes.section)):
            names = [name for name in _linked(section) if name not in listed]
            listed.update(names)
            if names:
                section += self._tree(names, section.next_node(nodes.title))

    def _tree(self, names: Iterable[str], title: nodes.title | None) -> nodes.Node:
        tree = addnodes.toctree(
            parent=self.env.docname,
            entries=[(None, name) for name in names],
            includefiles=list(names),
            maxdepth=-1,
            caption=title.astext() if title is not None else None,
            glob=False,
            hidden=True,
            includehidden=False,
            numbered=0,
            titlesonly=True,
        )
        tree.preserve_original_messages()
        return nodes.compound("", tree, classes=["toctree-wrapper"])


def _linked(section: nodes.section) -> Iterator[str]:
    """Yield the pages that the section's own lists and tables link to, by the first link of each entry or row."""
    for child in section.children:
        if isinstance(child, nodes.bullet_list | nodes.table):
            for entry in child.findall(lambda node: isinstance(node, nodes.list_item | nodes.row)):
                link = next(iter(entry.findall(addnodes.pending_xref)), None)
                if link is not None and link.get("refdomain") == "doc":
                    yield link["reftarget"]


class Branch(NamedTuple):
    """What the navigation has for a page, or for a heading on one, and what it has below it."""

    page: str
    place: str
    title: str
    below: "list[Branch]"

    def html(self, page: str, pathto: Callable[[str], str], level: int = 1) -> tuple[str, bool]:
        """Return it as `page` shows it, which is told how to come to another one; and whether that page is in it."""
        below, is_in = _html(self.below, page, pathto, level + 1)
        is_page = self.page == page and not self.place
        # From the page itself it is "#".
        to = f"{pathto(self.page).rstrip('#')}#{self.place}" if self.place else pathto(self.page)
        link = f'<a class="{"current " * is_page}reference internal" href="{escape(to)}">{escape(self.title)}</a>'
        is_current = is_page or is_in
        return f'<li class="toctree-l{level}{" current" * is_current}">{link}{below}</li>', is_current


def _html(branches: Iterable[Branch], page: str, pathto: Callable[[str], str], level: int = 1) -> tuple[str, bool]:
    shown = [branch.html(page, pathto, level) for branch in branches]
    if not shown:
        return "", False
    is_current = any(is_in for _, is_in in shown)
    opening = '<ul class="current">' if is_current else "<ul>"
    return "\n".join([opening, *(html for html, _ in shown), "</ul>"]), is_current


class Sidebar:
    """The navigation beside every page.

    Sphinx makes it anew for each page, which takes two thirds of the time of the site, and knows pages below pages only, not
    rules below the headings of their groups.
    """

    def __init__(self) -> None:
        self.trees: list[Branch] = []

    def __call__(self, app: Sphinx, page: str, _: str, context: dict[str, Any], __: object) -> None:
        self.trees = self.trees or list(_branches(app.env, app.config.root_doc))
        pathto: Callable[[str], str] = context["pathto"]
        context["toctree"] = lambda **_: "".join(
            f'<p class="caption" role="heading"><span class="caption-text">{escape(tree.title)}</span></p>\n'
            + _html(tree.below, page, pathto)[0]
            for tree in self.trees
        )


def _branches(env: BuildEnvironment, page: str) -> Iterator[Branch]:
    """Yield what a page leads to by the headings that it stands below."""
    if page in CONTENTS:
        for tree in env.get_doctree(page).findall(addnodes.toctree):
            section = tree.parent.parent
            below = [Branch(name, "", env.titles[name].astext(), list(_branches(env, name))) for _, name in tree["entries"]]
            yield Branch(page, section["ids"][0], tree["caption"], below)
