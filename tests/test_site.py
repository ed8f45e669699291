"""The documentation site: built without a warning, with every link leading somewhere, and without a network.

Built once from `docs/`, as continuous integration does. Skipped where the extra `docs` is not installed, as on Python 3.10,
for which its tools are no longer made.
"""

import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html
from terminal import ROOT

from awesome_lint.registry.discovery import online_rules, own_rules

pytestmark = [
    pytest.mark.environment,
    pytest.mark.skipif(
        not all(find_spec(name) for name in ("sphinx", "myst_parser", "furo", "sphinx_copybutton")),
        reason='the site is built with the extra "docs", which is not installed',
    ),
]

# Elements that a browser fetches by itself, and where each says what.
FETCHED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}


class Page(NamedTuple):
    """What a page of the site has: the places that links can lead to, its links, and what a browser fetches for it."""

    places: set[str]
    links: list[str]
    fetched: list[str]
    navigation: list[str]


def read(path: Path) -> Page:
    page = Page(set(), [], [], [])
    in_navigation = False
    # Every page has the whole navigation: the parser of Python takes as long to read them all as half of the site to build.
    for element in html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8")).iter(etree.Element):
        tag, values = element.tag, element.attrib
        if "id" in values:
            page.places.add(values["id"])
        if tag == "a" and "href" in values:
            page.links.append(values["href"])
            if in_navigation:
                page.navigation.append(values["href"])
        if tag in FETCHED and FETCHED[tag] in values and values.get("rel") not in ("index", "search", "next", "prev"):
            page.fetched.append(values[FETCHED[tag]])
        if "sidebar-tree" in values.get("class", ""):
            in_navigation = True
        elif tag == "div" and "main" in values.get("class", "").split():
            in_navigation = False
    return page


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site, built anew."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "--fail-on-warning", "--keep-going", "--quiet", "docs", str(folder / "html")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "html"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {path: read(path) for path in site.rglob("*.html")}


def inner(page: Path, links: list[str]) -> Iterator[tuple[Path, str]]:
    """Yield the file and the place of each link of the page that stays on the site."""
    for link in links:
        parts = urlsplit(link)
        if not parts.scheme and not parts.netloc:
            yield _target(page.parent, parts.path) if parts.path else page, unquote(parts.fragment)


@cache
def _target(folder: Path, path: str) -> Path:
    """Return what a path leads to; every page has the same links beside it."""
    return (folder / unquote(path)).resolve()


def test_links_lead_somewhere(pages: dict[Path, Page]) -> None:
    checked = 0
    for path, page in pages.items():
        for target, place in inner(path, page.links):
            assert target.exists(), f"{path.name} links to {target}"
            assert not place or place in pages[target].places, f"{path.name} links to {target.name}#{place}"
            checked += 1
    assert checked > 1000


def test_nothing_is_fetched_from_elsewhere(site: Path, pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        assert len(list(inner(path, page.fetched))) == len(page.fetched), f"{path.name} fetches {page.fetched}"
        assert all(target.exists() for target, _ in inner(path, page.fetched))
    for path in site.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert "url(http" not in text
        assert "@import" not in text


def test_links_out_of_the_site_lead_to_files_of_the_repository(pages: dict[Path, Page]) -> None:
    home = "https://github.com/awesome-lint/awesome-lint/"
    for page in pages.values():
        for link in page.links:
            kind, _, path = link.removeprefix(home).partition("/main/")
            if link.startswith(home) and kind in ("blob", "tree"):
                assert (ROOT / urlsplit(path).path).exists(), link


def test_every_document_is_in_the_navigation(site: Path, pages: dict[Path, Page]) -> None:
    documents = {path.relative_to(ROOT / "docs").with_suffix(".html") for path in (ROOT / "docs").rglob("*.md")}
    home = site / "index.html"
    reached = {target.relative_to(site) for target, _ in inner(home, pages[home].navigation)}
    assert documents - {Path("index.html")} <= reached


def test_the_navigation_has_the_rules_by_group(site: Path, pages: dict[Path, Page]) -> None:
    home = site / "index.html"
    found: dict[str, set[str]] = {}
    group = ""
    for target, place in inner(home, pages[home].navigation):
        if target == site / "rules.html":
            group = place
        elif target.parent == site / "rules":
            found.setdefault(group, set()).add(target.stem)
    rules = {**own_rules(), **online_rules()}.values()
    assert found == {group: {rule.name for rule in rules if rule.group == group} for group in {rule.group for rule in rules}}


def test_pages_of_the_top_folder_are_pages_of_the_site(site: Path) -> None:
    for page, file in (("changelog", "CHANGELOG.md"), ("contributing", "CONTRIBUTING.md")):
        title = (ROOT / file).read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
        text = (site / f"{page}.html").read_text(encoding="utf-8")
        assert f"<h1>{title}<a" in text
        assert len(text) > 10_000


def test_the_search_knows_every_page(site: Path, pages: dict[Path, Page]) -> None:
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    made = {"genindex", "search"}
    names = {path.relative_to(site).with_suffix("").as_posix() for path in pages} - made
    assert {name for name in names if f'"{name}"' not in index} == set()
