"""What a site needs beyond the Markdown of its pages: a Sphinx extension.

- Files of the repository's top folder that are pages of the site, too.
- Links to files that are no pages, which lead to the repository.
- The colours of a console, whose prompt is `$ ` alone; a line of output may begin with `#`.
- The navigation, which is what the lists and tables of `index.md` and `rules.md` link to, in their order.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from bs4 import BeautifulSoup, Tag
from docutils import nodes
from pygments.lexers.shell import BashSessionLexer
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from awesome_lint.parser import parse
from awesome_lint.registry.discovery import informed_rules, own_rules
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
    app.connect("html-page-context", _group_rules, priority=400)
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


def _group_rules(app: Sphinx, page: str, _: str, context: dict[str, Any], __: object) -> None:
    """Let the navigation show the rules by their groups: Sphinx knows pages below pages only, not below headings."""
    tree: Callable[..., str] | None = context.get("toctree")
    if tree is not None:
        # From the page itself it is "#".
        index = context["pathto"]("rules").rstrip("#")
        context["toctree"] = lambda **options: _grouped(tree(**options), index)


def _grouped(html: str, index: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    rules = {**own_rules(), **informed_rules()}
    entries = {item.get_text(strip=True): item for item in soup.find_all("li") if item.get_text(strip=True) in rules}
    if not entries:
        return html
    groups: dict[str, Tag] = {}
    for name, entry in entries.items():
        group = rules[name].group
        if group not in groups:
            groups[group] = _group(soup, group, index)
            assert entry.parent
            entry.insert_before(groups[group])
        if "current" in entry["class"]:
            groups[group]["class"] = ["toctree-l2", "current"]
        entry["class"] = ["toctree-l3" if each == "toctree-l2" else each for each in entry["class"]]
        pages = groups[group].ul
        assert pages
        pages.append(entry.extract())
    return str(soup)


def _group(soup: BeautifulSoup, name: str, index: str) -> Tag:
    item = soup.new_tag("li", attrs={"class": ["toctree-l2"]})
    link = soup.new_tag("a", attrs={"class": "reference internal", "href": f"{index}#{name}"})
    link.string = name
    item.extend([link, soup.new_tag("ul")])
    return item
