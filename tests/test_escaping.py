"""Nothing escapes a report: whatever a list, a message or a file name has in it is shown, and acts on nobody."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st
from terminal import run

from awesome_lint import HOME
from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Related, Report, on_one_line
from awesome_lint.engine.linter import lint
from awesome_lint.export import FORMATS as EXPORTS
from awesome_lint.export.csv import HEADER
from awesome_lint.parser import parse
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.reporters import FORMATS, Display, reporter
from awesome_lint.reporters.diff import unified
from awesome_lint.reporters.markdown import Limits, summary
from awesome_lint.reporters.markup import cell, heading, sentence
from awesome_lint.reporters.text import guarded, visible
from awesome_lint.source import Source, Span

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]")
# What runners obey: GitHub's at the start of a line, `##[` and the two others anywhere. They read over variation selectors.
READ_OVER = re.compile("[\ufe00-\ufe0f]")
BRACKET = re.compile(r"##(vso|teamcity)?\[", re.IGNORECASE)

PIECES = (
    *("##vso[task.prependpath]/tmp ", "##VSO[", "##[add-mask]", "##teamcity[", "#\ufe0f#vso[", "##vso\ufe0f["),
    *("::error::x", "\n::set-env name=x::y", "\r::x::", ":\ufe0f:x::", " \u3000::x"),
    *("\x1b[2J", "\x1b]0;x\x07", "\u202e", "\x9b", "\u200b", "\x00", "\u2028", "\x85"),
    *("`", "``", "```", " ` ", "\\", "\\`", "|", "\\|", "\\\\|", "<", ">", "\n\n", "---"),
    *("<img src=x onerror=y>", '<a href="https://evil.example">in</a>', "<!--", "-->", "<script>", "<https://evil.example>"),
    *("![x](https://evil.example/i.png)", "[in](https://evil.example)", "](", "[x][1]", "[1]: https://evil.example"),
    *("@octocat", "a@evil.example", "https://evil.example", "www.evil.example", "#12", "gh-12", "&lt;img&gt;", "&#60;b>"),
    *("%0A::error::x", "%AZP25", ";", "]", ",", '"', "'", "=1+1", "]]>", "</failure>", "a", " ", "é", "图", "🔥"),
)
hostile = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


@st.composite
def reports(draw: st.DrawFn) -> list[Report]:
    found: list[Report] = []
    for _ in range(draw(st.integers(1, 2))):
        source = Source.from_text(f"{draw(hostile)}\n{draw(hostile)}\n", draw(hostile) + ".md")
        diagnostics: list[Diagnostic] = []
        for _ in range(draw(st.integers(0, 3))):
            start = draw(st.integers(0, len(source.text)))
            span = Span(start, draw(st.integers(start, len(source.text))))
            message = f"Expected `{draw(hostile)}`, found {draw(hostile)} `{draw(hostile)}`."
            fix = Fix.replace(span, draw(hostile), draw(st.sampled_from(Applicability)))
            related = (Related(Span(0, 1), draw(hostile)),)
            diagnostics.append(Diagnostic("some-rule", span, message, draw(st.sampled_from([fix, None])), related))
        found.append(Report(source, tuple(diagnostics)))
    return found


displays = st.builds(Display, width=st.sampled_from([40, 100]), wraps=st.booleans(), unsafe=st.booleans(), about=hostile)


def rendered(name: str, given: Sequence[Report], display: Display) -> str:
    return "".join(reporter(name)(given, display))


def obeyed(line: str) -> bool:
    """Whether a runner finds a command in a line of its log."""
    read = READ_OVER.sub("", line)
    return read.lstrip().startswith("::") or BRACKET.search(read) is not None


OURS = re.compile(
    r"::group::awesome-lint|::endgroup::$|::error title=awesome-lint \(some-rule\),|##vso\[task\.logissue type=error;"
)


# To make reports takes ten times as long as to write them, so that one test writes each in every format.
@given(found=reports(), display=displays)
def test_no_report_acts_on_who_reads_it(found: list[Report], display: Display) -> None:
    for name in FORMATS:
        text = rendered(name, found, display)
        assert not CONTROL.search(text), name
        for line in text.splitlines():
            own = OURS.match(line) if name in ("github", "azure") else None
            assert not obeyed(line[own.end() :] if own else line), (name, line)
        if name in ("json", "gitlab", "sarif", "rdjson"):
            stays_json(name, text, found)
        elif name == "markdown":
            has_nothing_but_its_tables(text)
    links_to_its_lines_alone(found)


def stays_json(name: str, text: str, found: list[Report]) -> None:
    assert text.isascii(), name
    said = json.loads(text)
    if name == "json":
        messages = [(each.source.path, diagnostic.message) for each in found for diagnostic in each.diagnostics]
        assert [(each["path"], each["message"]) for each in said] == messages


class Page(HTMLParser):
    """The elements of a page, their targets, and its text outside of code."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.targets: list[str] = []
        self.text = ""
        self.code = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.targets += [value or "" for name, value in attributes if name in ("href", "src")]
        self.code += tag == "code"

    def handle_endtag(self, tag: str) -> None:
        self.code -= tag == "code"

    def handle_comment(self, data: str) -> None:
        self.elements.append("comment")

    def handle_data(self, data: str) -> None:
        # An element ends a word.
        self.text += " \0 " if self.code else data


def shown(markdown: str) -> Page:
    """Return the page that GitHub makes of it, with all HTML in it."""
    extensions = ["table", "autolink", "strikethrough", "tasklist"]
    return Page(cmarkgfm.markdown_to_html_with_extensions(markdown, Options.CMARK_OPT_UNSAFE, extensions))


OF_REPORTS = frozenset(
    (
        "h2",
        "h3",
        "p",
        "a",
        "ul",
        "li",
        "strong",
        "pre",
        "details",
        "summary",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "code",
    )
)
# What GitHub makes links and messages of once the page is made.
LINKED = re.compile(r"@\w|://|\bwww\.|(?<!\w)#\d|\bgh-\d", re.IGNORECASE)


def has_nothing_but_its_tables(markdown: str) -> None:
    page = shown(markdown)
    assert {*page.elements} <= OF_REPORTS
    assert not LINKED.search(page.text)
    # No cell is more than its row has, and none ends early.
    assert page.elements.count("td") % len(("line", "rule", "message")) in (0, 1)


def links_to_its_lines_alone(found: list[Report]) -> None:
    """Hold what the page of a job says to that."""
    page = shown("".join(summary(found, Limits(), "https://github.com/a/b/blob/c/")))
    assert {*page.elements} <= OF_REPORTS
    assert all(target.startswith(("https://github.com/a/b/blob/c/", HOME)) for target in page.targets)


@given(text=hostile)
def test_markdown_shows_what_was_said(text: str) -> None:
    for markdown in (heading(text), sentence(text)):
        page = shown(f"x {markdown}\n")
        assert {*page.elements} <= {"p", "code"}
        assert not LINKED.search(page.text)
        assert not page.targets


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Expected `et al.`, found `et.al.`.", "Expected `et al.`, found `et.al.`."),
        ("Expected ` - `, found none.", "Expected `  -  `, found none."),
        ("Expected `a | b` (lines 1-2).", "Expected `a \\| b` \\(lines 1-2\\)."),
        ("`<a>` ``` once.", "`<a>` `` ` `` once."),
        ("`<a>` `` once.", "`<a>` \\`\\` once."),
        ("Expected `x ``` once.", "Expected ``` x `` ``` once."),
        ("Expected ```, found `a`b`.", "Expected `` ` ``, found ``a`b``."),
        ("By @octocat, see #12 and www.a.b.", "By `@`octocat, see `#`12 and `www.`a.b."),
        ("`x`@y", "`x@`y"),
        ("`x`y @z", "\\`x\\`y `@`z"),
    ],
)
def test_quotations_are_code(text: str, expected: str) -> None:
    assert cell(text) == expected


def test_a_sentence_is_as_it_was_but_where_that_would_act() -> None:
    plain = "Expected ` - ` between link and description, found ` — ` (lines 1-2, 3 times)."
    assert sentence(plain) == plain
    assert sentence("Found `a``, [b](c) <i> R&D &lt;.") == "Found `` a` ``, \\[b](c) \\<i> R&D \\&lt;."


def test_no_link_is_read_in_a_message_for_code_scanning() -> None:
    report = Report(Source.from_text("x\n"), (Diagnostic("some-rule", Span(0, 1), "Found `[in](https://evil.example)`."),))
    (result,) = json.loads(rendered("sarif", [report], Display()))["runs"][0]["results"]
    assert result["message"]["text"] == "Found `\\[in\\](https://evil.example)`."


@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_no_line_of_output_is_a_command(text: str) -> None:
    assert not obeyed(guarded(visible(text)))


@pytest.mark.parametrize("option", ["--diff", "--fix", "--output-format=azure", "--output-format=concise", "--statistics"])
def test_azure_obeys_nothing_of_a_list(option: str, tmp_path: Path) -> None:
    (tmp_path / "az.md").write_text("![##vso[task.prependpath]/tmp ](http://x\n", encoding="utf-8")
    (tmp_path / "##vso[task.setvariable variable=x]y.md").write_text("# ##vso[x]\n\n# ##vso[x]\n", encoding="utf-8")
    done = run(f"TF_BUILD=True awesome-lint {option} -- *.md 2>&1 | cat", tmp_path)
    lines = done.text.splitlines()
    assert lines
    assert [line for line in lines if obeyed(line) and not line.startswith("##vso[task.logissue type=error;")] == []


@pytest.mark.parametrize(
    "command",
    [
        *("show", "style", "style --output-format json", "style --output-format toml", "config", "init --dry-run"),
        *(f"export --format {name}" for name in EXPORTS),
        *("explain ##vso[x]", "--select ##vso[x]", "--##vso[x]", "##vso[x].md", "config ##vso[x]", "--config ##vso[x]=1"),
    ],
)
def test_no_command_of_ours_is_one_of_the_runner(command: str, tmp_path: Path) -> None:
    names = ("##vso[x]", "##[x]", "##teamcity[x]", "#\ufe0f#vso[x]")
    entries = "".join(f"- [{name}](https://example.org/{name}) - What {name} does.\n" for name in names * 4)
    (tmp_path / "README.md").write_text(f"# {names[0]}\n\n::error::x\n\n## {names[3]}\n\n{entries}", encoding="utf-8")
    done = run(f"TF_BUILD=True awesome-lint {command} 2>&1 | cat", tmp_path)
    assert done.text
    assert not any(map(obeyed, done.text.splitlines())), done.text


def test_a_title_stays_in_its_quotation_on_a_page(tmp_path: Path) -> None:
    title = '\\<a href="https://evil.example">log in here\\</a> \\<img src=x> @octocat \\`\\`'
    (tmp_path / "README.md").write_text(f"# L\n\n{f'- [{title}](https://x.y/b) - Desc.{chr(10)}' * 2}", encoding="utf-8")
    done = run("awesome-lint --output-format markdown | cat", tmp_path)
    page = shown(done.text)
    assert "log in here" in done.text
    assert {*page.elements} <= OF_REPORTS
    assert not LINKED.search(page.text)


# --- one line ---------------------------------------------------------------------------------------------------------

TWO_LINES = (
    "# List\n\n- [A](#some\nthing) - An *entry* of it.\n- [B](<#no where>) - Another.\n- **A title\nof two lines** [x](#a\n)\n",
    "# List\n\n- **[*Long\ntitle*](https://example.org/1)**\n- [`a\nb`](#a 'x\ny')\n- [a\nb](https://example.org/2)\n" * 2,
)


@pytest.mark.parametrize("text", TWO_LINES)
def test_messages_have_one_line(text: str) -> None:
    from awesome_lint.registry.discovery import discover

    report = lint(parse(Source.from_text(text)), RuleSet.of(rule() for rule in discover().values()))
    assert report.diagnostics
    for diagnostic in report.diagnostics:
        assert len(diagnostic.message.splitlines()) == 1
        assert all(len(related.message.splitlines()) == 1 for related in diagnostic.related)


def test_a_message_is_made_one_line_and_nothing_else() -> None:
    one = Diagnostic("some-rule", Span(0, 1), "Expected `a  b`.", related=(Related(Span(0, 1), "here"),))
    assert on_one_line(one) is one
    two = Diagnostic("some-rule", Span(0, 1), "Found `a \r\n  b\u2028c`.", related=(Related(Span(0, 1), "x\n\ny"),))
    assert on_one_line(two).message == "Found `a b c`."
    assert on_one_line(two).related[0].message == "x y"


# --- patches ----------------------------------------------------------------------------------------------------------

NAMES = (
    *("README.md", "my list.md", "列表.md", "naïve list.md", 'a "quoted" list.md', "back\\slash.md", "tab\there.md"),
    *(
        "new\nline.md",
        "Makefile\n+++ b/Makefile\n@@ -1 +1 @@\n-all:\n+all: ; touch pwned\n.md",
        "\x1b[2J.md",
        "\u202ednammoc.md",
    ),
    *("2020-01-01 00:00:00.md", "##vso[x].md", "-x.md", " .md", "sub folder/a\rb.md"),
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("command", [["git", "apply", "-p1"], ["patch", "-p1", "--silent"]])
def test_a_patch_is_for_the_file_of_its_name(name: str, command: list[str], tmp_path: Path) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    path, makefile = tmp_path / name, tmp_path / "Makefile"
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(b"one\ntwo\n")
    if not makefile.exists():
        makefile.write_bytes(b"all:\n")
    patch = "".join(unified(name, "one\ntwo\n", "one\n2\n"))
    assert [line[:4] for line in patch.splitlines()[:3]] == ["--- ", "+++ ", "@@ -"]
    done = subprocess.run(command, input=patch.encode("utf-8"), cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert path.read_bytes() == b"one\n2\n"
    assert makefile.read_bytes() == b"all:\n"
    assert not list(tmp_path.rglob("*.rej"))


def test_a_patch_names_files_as_git_does(tmp_path: Path) -> None:
    names = [name for name in NAMES if name.isascii() and "/" not in name and "##" not in name]
    for name in names:
        (tmp_path / name).write_bytes(b"one\n")
    for command in (["init", "--quiet"], ["add", "--all"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    for name in names:
        (tmp_path / name).write_bytes(b"two\n")
        shown = ["git", "-c", "diff.noprefix=false", "-c", "diff.mnemonicPrefix=false", "diff", "--", name]
        lines = subprocess.run(shown, cwd=tmp_path, check=True, capture_output=True).stdout.decode().split("\n")
        named = [f"{line}\n" for line in lines if line.startswith(("---", "+++"))]
        assert list(unified(name, "one\n", "two\n"))[:2] == named


def test_a_name_that_is_no_text_is_named_by_its_bytes() -> None:
    assert next(unified("a\udcff.md", "a\n", "b\n")) == '--- "a/a\\377.md"\n'


def test_a_whole_path_has_one_slash() -> None:
    assert next(unified("/tmp/README.md", "a\n", "b\n")) == "--- a/tmp/README.md\n"


# --- spreadsheets -----------------------------------------------------------------------------------------------------

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@given(cells=st.lists(st.text(alphabet=";,\t\r\n\"'=+-@＝a1 |", max_size=8), min_size=2, max_size=2))
def test_no_spreadsheet_finds_a_formula_with_any_separator(cells: list[str]) -> None:
    from awesome_lint.export.csv import _written

    values: list[str | int | None] = ["README.md", 3, *cells]
    row = ",".join(map(_written, values)) + "\n"
    assert next(csv.reader(StringIO(row, newline="")))[:2] == ["README.md", "3"]
    for delimiter in ",;\t":
        for read in csv.reader(StringIO(row, newline=""), delimiter=delimiter):
            assert not any(cell.startswith(FORMULAS) for cell in read), read
    # With all separators at once, as some ask for when the file is opened.
    for found in re.findall(r"(?:^|[,;\t])(?:\"((?:[^\"]|\"\")*)\"|([^,;\t\n]*))", row):
        assert not "".join(found).startswith(FORMULAS), row


def test_a_row_of_a_table_can_be_read_with_any_separator(tmp_path: Path) -> None:
    title = "[Foo;=1+1](https://example.org/1)"
    (tmp_path / "a\rb;=2.md").write_text(f'# List\n\n- {title} - Does;"=3 that.\n', encoding="utf-8")
    done = run("awesome-lint export --format csv --output list.csv ./*.md", tmp_path)
    assert done.status == 0, done.text
    text = (tmp_path / "list.csv").read_bytes().decode("utf-8")
    header, row = list(csv.reader(StringIO(text, newline="")))
    assert tuple(header) == HEADER
    found = dict(zip(header, row, strict=True))
    assert found["file"] == "a\rb;'=2.md"
    assert found["title"] == "Foo;'=1+1"
    assert found["description"] == "Does;'\"=3 that."


# --- names that are no text -------------------------------------------------------------------------------------------

UNDECODABLE = "\udcff\udcfe.md"


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="this system has no such names")
@pytest.mark.parametrize(
    "command",
    [
        *(f"--output-format {name}" for name in FORMATS),
        *(f"--report {name}=report" for name in FORMATS),
        *(f"export --format {name}" for name in EXPORTS),
        *(f"export --format {name} --output report" for name in EXPORTS),
        *("show", "style", "--diff", "--add-ignore", "--write-baseline", "--fix", "init"),
    ],
)
def test_a_file_whose_name_is_no_text_is_reported_like_others(command: str, tmp_path: Path) -> None:
    entry = "- [A](https://a.b/1) - A b.\n"
    (tmp_path / UNDECODABLE).write_text(f"# L\n\n{entry}{entry}", encoding="utf-8")
    done = run(f"awesome-lint {command} -- *.md | cat; exit ${{PIPESTATUS[0]}}", tmp_path)
    assert "Traceback" not in done.text
    if command == "init":
        assert done.status == 2
        assert "no settings can name it" in done.text
        assert [path.name for path in tmp_path.iterdir()] == [UNDECODABLE]
    else:
        assert done.status == (1 if command.startswith(("--o", "--r", "--diff")) else 0)


@given(text=st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_json_lines_obey_nothing_and_lose_nothing(text: str) -> None:
    from awesome_lint.export.jsonl import harmless

    line = harmless(json.dumps({"title": text}, ensure_ascii=False))
    assert json.loads(line) == {"title": text}
    assert not CONTROL.search(line)
    assert not obeyed(line)
