"""The page to look at: what it shows, that no list acts on who opens it, and how it is in a browser and for those who see none.

What needs a browser is skipped where there is none; what needs axe-core, where npm cannot get it.
"""

import base64
import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import browser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from terminal import ROOT, run

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Fix, Related, Report
from awesome_lint.engine.linter import lint
from awesome_lint.parser import parse
from awesome_lint.registry.discovery import discover
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.reporters import Display, reporter
from awesome_lint.reporters.html import rendered as shown_alone
from awesome_lint.reporters.html.elements import KEPT, Names, read, written
from awesome_lint.source import Source, Span

AXE = "axe-core@4.14.1"
WIDTHS = (390, 600, 960, 1280, 1600)

# What our own page has besides what a list may have.
OWN = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "script",
        "header",
        "main",
        "aside",
        "section",
        "footer",
        "form",
        "fieldset",
    ),
    *("legend", "label", "input", "button", "output", "svg", "rect", "strong", "mark", "h1", "h2", "h3"),
}
ATTRIBUTES = {
    *("class", "id", "href", "rel", "title", "align", "colspan", "rowspan", "start", "role", "tabindex", "for", "type", "name"),
    *(
        "value",
        "checked",
        "open",
        "lang",
        "charset",
        "content",
        "http-equiv",
        "viewbox",
        "preserveaspectratio",
        "width",
        "height",
        "x",
    ),
    *("focusable", "aria-label", "aria-labelledby", "aria-hidden", "data-rule", "data-rules", "data-state"),
}

HOSTILE = """# List <script>pwned = 1</script>

<script>pwned = 2</script>
<img src=x onerror="pwned = 3"><svg onload="pwned = 4"><math><mtext><style>*{color:red}</style></mtext></math>
<iframe srcdoc="<script>parent.pwned = 5</script>"></iframe><object data="https://evil.example/o"></object>
</div></main></body><style>@import url(https://evil.example/s.css);</style>
<a href="javascript:pwned=6">a</a>
<a href="java&#10;script:pwned=7">b</a> <a href="data:text/html,<script>pwned=8</script>">c</a>
<base href="https://evil.example/"><meta http-equiv=refresh content="0;url=https://evil.example/">
<form action="https://evil.example/"><input type=image src="https://evil.example/i.png"></form>
<link rel=stylesheet href="https://evil.example/l.css"><video src="https://evil.example/v"></video>

- [x](javascript:pwned=9) - ![y](https://evil.example/i.png) <details open ontoggle="pwned=10"><summary>s</summary>
- [x](vbscript:x) <p id="filters" style="position:fixed;inset:0" class="skip" tabindex=1>z</p>
- [x](https://example.org/?a="onmouseover="pwned=11) `<script>pwned=12</script>` et.al. --><!--><script>pwned=13</script>

| a | <td onclick=pwned=14 |
| --- | --- |
| </table><script>pwned=15</script> | <input autofocus onfocus=pwned=16> |

<!-- <script>pwned=17</script> --!> <img src=x onerror=pwned=18> <!-- unclosed
<p title="--></p><script>pwned=19</script>">
<noscript><p title="</noscript><img src=x onerror=pwned=20>">
<select><template><style></select><img src=x onerror=pwned=21></style>
<a href="https://evil.example/" ping="https://evil.example/ping" target=_top download>d</a>
"""


def reported(text: str, path: str = "README.md", display: Display = Display()) -> str:  # noqa: B008
    report = lint(parse(Source.from_text(text, path)), RuleSet.of(rule() for rule in discover().values()))
    return "".join(reporter("html")([report], display))


class Page(HTMLParser):
    """The elements of a page with their attributes, and the texts of those that hold no elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.depth = 0
        self.raw: dict[str, str] = {}
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", {}))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            self.raw[self.cdata_elem] = self.raw.get(self.cdata_elem, "") + data
        else:
            self.text += data

    def all(self, name: str, of_class: str = "") -> list[dict[str, str]]:
        return [each for tag, each in self.found if tag == name and (not of_class or of_class in each.get("class", "").split())]


def hash_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def assert_harmless(html: str) -> None:
    """Assert that a page has nothing but what is ours and what a list may have, whatever reads it."""
    page = Page(html)
    assert {tag for tag, _ in page.found} <= {*OWN, *KEPT}
    for tag, attributes in page.found:
        assert {*attributes} <= ATTRIBUTES, tag
        assert re.match(r"https?://|mailto:|#", attributes.get("href", "#")), attributes
    assert len(page.all("script")) == len(page.all("style")) == 1
    policy = next(each["content"] for each in page.all("meta") if "http-equiv" in each)
    assert policy == (
        f"default-src 'none'; style-src {hash_of(page.raw['style'])}; script-src {hash_of(page.raw['script'])}; "
        "base-uri 'none'; form-action 'none'"
    )
    ids = [attributes["id"] for _, attributes in page.found if "id" in attributes]
    assert len(ids) == len({*ids})


# --- what is shown ----------------------------------------------------------------------------------------------------

LIST = """# Papers

## Early work

- **One.** *Ann Lee, Bo Chen, et.al.* [paper](https://example.org/1)
  - A note on it.
- **Two.** *Ann Lee and Bo Chen.* [paper]()

| Name | Link |
| --- | --- |
| Tool | [paper](https://example.org/3) |

See [above](#early-work), [beside](docs/more.md) and ![a picture](https://example.org/p.png).
"""


def at(found: str) -> Span:
    start = LIST.index(found)
    return Span(start, start + len(found))


ET_AL = Diagnostic("et-al", at("et.al."), "`et.al.` should be `et al.`.", Fix.replace(at("et.al."), "et al."))
NOWHERE = Diagnostic("empty-link", at("[paper]()"), "A link to nowhere.", Fix.delete(at(" [paper]()"), Applicability.UNSAFE))
ROW = Diagnostic("some-rule", at("Tool"), "A `Tool` & <b>more</b>.", related=(Related(at("Early work"), "as said here"),))


def page_of(*diagnostics: Diagnostic, display: Display = Display()) -> str:  # noqa: B008
    return "".join(reporter("html")([Report(Source.from_text(LIST), diagnostics)], display))


def between(html: str, start: str, end: str) -> str:
    return html.partition(start)[2].partition(end)[0]


def test_each_note_stands_at_what_it_is_about() -> None:
    html = page_of(ET_AL, NOWHERE, ROW)
    before = between(html, '<div class="list before">', '<div class="list after">')
    # In the item, before the list that is nested in it; behind the row, in one of its own.
    item = between(before, "One.", "Two.")
    assert item.index('data-rule="et-al"') < item.index("A note on it.")
    assert 'data-rule="empty-link"' in between(before, "Two.", "<table>")
    assert '</tr><tr class="notes"><td colspan="2"><div class="note hand"' in before.replace("\n", "")
    assert "A <code>Tool</code> &amp; &lt;b&gt;more&lt;/b&gt;." in before


def test_a_note_shows_the_line_before_and_after() -> None:
    note = between(page_of(ET_AL), 'data-rule="et-al"', "</div>")
    assert "Bo Chen, <del>et.al.</del>.* " not in note
    assert "Bo Chen, <del>et.al.</del>* " in note
    assert "Bo Chen, <ins>et al.</ins>* " in note


def test_the_list_is_shown_as_the_fixes_leave_it() -> None:
    after = page_of(ET_AL, NOWHERE).partition('<div class="list after">')[2]
    assert "<em>Ann Lee, Bo Chen, et al.</em>" in after
    assert '<div class="note made" data-rule="et-al"' in after
    # What waits for another word is still said.
    assert '<div class="note unsafe"' in after
    unsafe = page_of(ET_AL, NOWHERE, display=Display(unsafe=True)).partition('<div class="list after">')[2]
    assert '<div class="note made" data-rule="empty-link"' in unsafe
    assert "<em>Ann Lee and Bo Chen.</em></li>" not in unsafe
    assert '<div class="note unsafe"' not in unsafe


def test_links_lead_to_headings_and_other_pages_alone() -> None:
    page = Page(page_of(ROW))
    targets = {each["href"] for each in page.all("a")}
    assert {"#f1-early-work", "https://example.org/1", "#f1-line-3"} <= targets
    assert not any("docs/more.md" in target for target in targets)
    assert [each["title"] for each in page.all("span", "elsewhere")] == ["docs/more.md"] * 2
    assert {each["aria-label"] for each in page.all("span", "picture")} == {"a picture"}
    ids = {attributes.get("id") for _, attributes in page.found}
    assert {target[1:] for target in targets if target.startswith("#")} <= ids


def test_filters_offer_what_was_found() -> None:
    page = Page(page_of(ET_AL, ROW))
    assert [each["value"] for each in page.all("input") if each.get("name") == "rule"] == ["et-al", "some-rule"]
    assert [each["value"] for each in page.all("input") if each.get("name") == "state"] == ["safe", "hand"]


def test_a_list_of_which_nothing_is_said_is_shown_alone() -> None:
    page = Page("".join(shown_alone([parse(Source.from_text(LIST))])))
    assert not page.all("form")
    assert not page.all("div", "note")
    assert page.all("ul", "bars")
    assert "No problems found" not in page.text
    assert "No problems found." in Page(page_of()).text


def test_show_writes_the_page(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(LIST, encoding="utf-8")
    done = run("awesome-lint show --output-format html > page.html", tmp_path)
    assert done.status == 0
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == "".join(shown_alone([parse(Source.from_text(LIST))]))


def test_a_run_of_many_files_is_one_page(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(LIST, encoding="utf-8")
    assert run("awesome-lint --exit-zero --report html=report.html a.md b.md", tmp_path).status == 0
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert_harmless(html)
    assert "<h1>2 lists</h1>" in html
    assert [each["id"] for each in Page(html).all("h2")] == ["f1-top", "f2-top"]


# --- nothing acts -----------------------------------------------------------------------------------------------------


def test_a_hostile_list_has_no_say() -> None:
    assert_harmless(reported(HOSTILE, "<script>x</script>.md"))


PIECES = (
    *(
        "<",
        ">",
        "</",
        "/>",
        "<!--",
        "-->",
        "--!>",
        "<![CDATA[",
        "]]>",
        "<?",
        '"',
        "'",
        "=",
        "`",
        "\n",
        "\n\n",
        " ",
        "&lt;",
        "&#60;",
        "&",
    ),
    *(
        "script",
        "<script>",
        "</script>",
        "<style>",
        "<svg",
        "<math>",
        "<a ",
        "href=",
        "javascript:x",
        "onerror=x",
        "<img src=x",
        "id=f",
    ),
    *(
        "- ",
        "1. ",
        "# ",
        "| a | b |\n| - | - |\n",
        "[x](",
        ")",
        "![",
        "<p>",
        "</p>",
        "<li>",
        "<td>",
        "<table>",
        "</table>",
        "<h1>",
        "x",
    ),
    *("<details>", "<summary>", "</div>", "<ul>", "[^1]", "[^1]: ", "::", "##[", "\u202e", "\x00", "\u200d", "é"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_nothing_of_any_list_acts(text: str) -> None:
    source = Source.from_text(text)
    span = Span(0, len(source.text))
    found = Diagnostic("some-rule", span, f"Found `{text}`.", Fix.of([Edit(span, text[::-1])]), (Related(span, text),))
    assert_harmless("".join(reporter("html")([Report(source, (found,))], Display(about=text))))


@pytest.mark.timeout(60)
@pytest.mark.repeating
@pytest.mark.parametrize(
    "piece", ["<h1>", "<a>", "<!--", "<!", "<x ", '<p x="', "</div>", "<div>", "a<!-- -->", "<li>", "<table><tr><td>"]
)
def test_a_page_takes_time_in_proportion(piece: str) -> None:
    """Quadratic time would be minutes."""
    root = read(piece * 50_000 + "x", Names("f1-"))
    assert sum(map(len, written(root))) < 50_000 * 100


# --- in a browser -----------------------------------------------------------------------------------------------------

needs_browser = pytest.mark.skipif(browser.found() is None, reason="no Chromium is installed")


@pytest.fixture(scope="module")
def tab() -> Iterator[browser.Tab]:
    with browser.tab() as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of the lists in `examples/`, and of a hostile one."""
    folder = tmp_path_factory.mktemp("pages")
    made: dict[str, Path] = {}
    for name in ("paper-list", "awesome-list"):
        made[name] = folder / f"{name}.html"
        text = (ROOT / "examples" / name / "README.md").read_text(encoding="utf-8")
        made[name].write_text(reported(text), encoding="utf-8")
    made["hostile"] = folder / "hostile.html"
    made["hostile"].write_text(reported(HOSTILE), encoding="utf-8")
    made["shown"] = folder / "shown.html"
    made["shown"].write_text("".join(shown_alone([parse(Source.from_text(LIST))])), encoding="utf-8")
    return made


@needs_browser
@pytest.mark.environment
@pytest.mark.parametrize("name", ["paper-list", "awesome-list", "hostile", "shown"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_width_is_too_small(tab: browser.Tab, pages: dict[str, Path], name: str, width: int) -> None:
    tab.open(pages[name], width)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate("document.querySelector('.list').getBoundingClientRect().width") >= width * 0.4
    assert tab.asked() == []
    assert tab.said() == []


@needs_browser
@pytest.mark.environment
def test_a_hostile_list_runs_nothing(tab: browser.Tab, pages: dict[str, Path]) -> None:
    tab.open(pages["hostile"])
    tab.evaluate("for (const each of document.querySelectorAll('.list :not(a)')) { each.click?.(); each.focus?.(); }")
    tab.evaluate("new Promise((done) => setTimeout(done, 200))")
    assert tab.evaluate("typeof pwned") == "undefined"
    assert tab.evaluate("document.scripts.length") == 1
    assert tab.evaluate("document.querySelector('main').contains(document.querySelector('.list'))")


@needs_browser
@pytest.mark.environment
def test_the_policy_stops_what_is_not_ours(tab: browser.Tab, pages: dict[str, Path], tmp_path: Path) -> None:
    """Were something to get through all the same."""
    html = (
        pages["shown"]
        .read_text(encoding="utf-8")
        .replace("<main", "<script>pwned = 1</script><img src='x.png' onerror='pwned = 2'><main")
    )
    (tmp_path / "spoilt.html").write_text(html, encoding="utf-8")
    tab.open(tmp_path / "spoilt.html")
    assert tab.evaluate("typeof pwned") == "undefined"
    assert any("Content Security Policy" in each for each in tab.said())


VISIBLE = "[...document.querySelectorAll('.note:not(.made)')].filter((note) => note.checkVisibility()).length"


@needs_browser
@pytest.mark.environment
def test_filters_and_the_switch(tab: browser.Tab, pages: dict[str, Path]) -> None:
    tab.open(pages["awesome-list"])
    all_of_them = tab.evaluate(VISIBLE)
    assert tab.evaluate("document.querySelector('.shown').textContent") == f"{all_of_them} notes"
    tab.evaluate("document.querySelector('input[value=layout]').click()")
    layout = tab.evaluate("document.querySelectorAll('.before .note[data-rule=layout]').length")
    assert layout > 0
    assert tab.evaluate(VISIBLE) == all_of_them - layout
    tab.evaluate("document.getElementById('no-rules').click()")
    assert tab.evaluate(VISIBLE) == 0
    tab.evaluate("document.getElementById('all-rules').click()")
    tab.evaluate("document.querySelector('.view-after').click()")
    assert tab.evaluate(VISIBLE) == tab.evaluate("document.querySelectorAll('.after .note:not(.made)').length") < all_of_them
    items = "[...document.querySelectorAll('.after li')].filter((item) => item.checkVisibility()).length"
    every_item = tab.evaluate(items)
    tab.evaluate("document.querySelector('.only input').click()")
    assert 0 < tab.evaluate(items) < every_item


@needs_browser
@pytest.mark.environment
def test_all_is_within_reach_of_the_keyboard(tab: browser.Tab, pages: dict[str, Path]) -> None:
    tab.open(pages["paper-list"])
    tab.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    reached = set()
    for _ in range(60):
        tab.press("Tab")
        reached.add(
            tab.evaluate("document.activeElement.id || document.activeElement.className || document.activeElement.tagName")
        )
    assert {"who-safe", "rule-1", "all-rules", "f1-before", "f1-only", "step on", "keys"} <= reached
    tab.press("j")
    first = tab.evaluate("document.activeElement.id")
    tab.press("j")
    assert first.startswith("f1-note-")
    assert tab.evaluate("document.activeElement.id") not in ("", first)
    tab.press("k")
    assert tab.evaluate("document.activeElement.id") == first
    tab.press("b")
    assert tab.evaluate("document.querySelector('.view-after').checked")
    tab.evaluate("document.getElementById('keys').click()")
    tab.press("b")
    assert tab.evaluate("document.querySelector('.view-after').checked")


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script that finds what people who see little, or use no mouse, stumble over."""
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed, which brings axe-core")
    folder = tmp_path_factory.mktemp("axe")
    done = subprocess.run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), AXE],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("npm does not get axe-core here")
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@needs_browser
@pytest.mark.environment
@pytest.mark.parametrize("scheme", [browser.LIGHT, browser.DARK])
@pytest.mark.parametrize("name", ["paper-list", "awesome-list", "hostile", "shown"])
@pytest.mark.parametrize("width", [390, 1400])
def test_axe_finds_nothing(tab: browser.Tab, pages: dict[str, Path], axe: str, name: str, width: int, scheme: str) -> None:
    tab.open(pages[name], width, scheme=scheme)
    tab.evaluate(axe + ";0")
    for view in ("before", "after"):
        tab.evaluate(f"document.querySelector('.view-{view}')?.click()")
        found = tab.evaluate(
            "axe.run().then((done) => done.violations.map((each) => `${each.id}: ${each.help}: "
            "${each.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`))"
        )
        assert found == []
