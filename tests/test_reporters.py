"""Every output format: what it says, what it fits into, and that nothing in a file acts on who reads it."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint import HOME, __version__
from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Fix, Related, Report
from awesome_lint.entries import UnreadItems
from awesome_lint.reporters import FORMATS, Display, reporter
from awesome_lint.reporters.diff import coloured, unified
from awesome_lint.reporters.effects import effect
from awesome_lint.reporters.markdown import Limits, summary
from awesome_lint.reporters.text import Window, clipped, columns, guarded, visible, window
from awesome_lint.source import Source, Span

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]")
ANSI = re.compile("\x1b\\[[0-9;]*m")

TEXT = """# Papers

- **One.** *Ann Lee, Bo Chen, et.al.* [paper](https://example.org/1)
- **Two.** *Ann Lee and Bo Chen.* [paper]()
- **One.** *Ann Lee, Bo Chen, et al.* [paper](https://example.org/1)
- **** **
- **** **
- **** **
"""


def at(text: str, found: str, start: int = 0) -> Span:
    position = text.index(found, start)
    return Span(position, position + len(found))


def report(text: str = TEXT, *diagnostics: Diagnostic, path: str = "README.md") -> Report:
    return Report(Source.from_text(text, path), diagnostics)


ET_AL = Diagnostic("et-al", at(TEXT, "et.al."), "`et.al.` should be `et al.`.", Fix.replace(at(TEXT, "et.al."), "et al."))
EMPTY_LINK = Diagnostic(
    "empty-link", at(TEXT, "[paper]()"), "A link to nowhere.", Fix.delete(at(TEXT, " [paper]()"), Applicability.UNSAFE)
)
AGAIN = Diagnostic(
    "duplicate-entry",
    at(TEXT, "**One.**", 90),
    "`One` is listed twice.",
    related=(Related(at(TEXT, "**One.**"), "first listed here"),),
)
SLOTS = Span(TEXT.index("- ****"), len(TEXT))
EMPTY = Diagnostic("empty-entry", SLOTS, "Entries without a word.", Fix.delete(SLOTS), count=3)
ALL = (ET_AL, EMPTY_LINK, AGAIN, EMPTY)


def rendered(name: str, reports: Sequence[Report], display: Display = Display()) -> str:  # noqa: B008
    return "".join(reporter(name)(reports, display))


def test_full() -> None:
    assert rendered("full", [report(TEXT, *ALL)]) == (
        """\
README.md:3:31 et-al `et.al.` should be `et al.`.
   3 | - **One.** *Ann Lee, Bo Chen, et.al.* [paper](https://example.org/1)
     |                               ^^^^^^
      = [*] --fix replaces `et.al.` with `et al.`

README.md:4:35 empty-link A link to nowhere.
   4 | - **Two.** *Ann Lee and Bo Chen.* [paper]()
     |                                   ^^^^^^^^^
      = [!] --fix --unsafe-fixes removes ` [paper]()`

README.md:5:3 duplicate-entry `One` is listed twice.
   5 | - **One.** *Ann Lee, Bo Chen, et al.* [paper](https://example.org/1)
     |   ^^^^^^^^
      = first listed at line 3

README.md:6:1 empty-entry Entries without a word.
   6 | - **** **
     | ^^^^^^^^^
      = lines 6-8, 3 times
      = [*] --fix removes lines 6-8

  3  empty-entry      [*]
  1  duplicate-entry
  1  empty-link       [!]
  1  et-al            [*]

Found 6 problems in README.md: [*] 4 fixable with --fix, [!] 1 with --fix --unsafe-fixes (may change words), 1 to fix by hand.
Next: awesome-lint --fix
"""
    )


def test_concise() -> None:
    assert rendered("concise", [report(TEXT, *ALL)]) == (
        "README.md:3:31: [*] et-al `et.al.` should be `et al.`.\n"
        "README.md:4:35: [!] empty-link A link to nowhere.\n"
        "README.md:5:3: duplicate-entry `One` is listed twice. (first listed at line 3)\n"
        "README.md:6:1: [*] empty-entry Entries without a word. (lines 6-8, 3 times)\n"
    )


# What a list of three items was left at.
THREE_D = UnreadItems("3D", (at(TEXT, "**One.**"), at(TEXT, "**Two.**")), 3, is_told=True)


@pytest.mark.parametrize(
    ("unread", "said"),
    [
        ((), ""),
        ((THREE_D,), "2 of 3 items under `3D` were not read as entries; `awesome-lint show` lists them.\n"),
        (
            (UnreadItems("", THREE_D.spans[:1], 1, is_told=True),),
            "1 of 1 item before the first heading was not read as entries; `awesome-lint show` lists them.\n",
        ),
        ((THREE_D, THREE_D), "4 of 6 items of 2 lists were not read as entries; `awesome-lint show` lists them.\n"),
    ],
)
def test_what_was_not_read_is_counted(unread: tuple[UnreadItems, ...], said: str) -> None:
    left = Report(Source.from_text(TEXT), (), unread)
    assert rendered("full", [left]) == f"No problems found in README.md.\n{said}"
    assert rendered("full", [left], Display(summary=False)) == ""
    assert said.strip() in rendered("markdown", [left])
    found = rendered("full", [Report(left.source, (ET_AL,), unread)])
    assert f"fixable with --fix.\n{said}Next: " in found


def test_what_was_not_read_of_many_files() -> None:
    left = [Report(Source.from_text(TEXT, f"{name}.md"), (), (THREE_D,)) for name in "abcd"]
    clean = report(path="e.md")
    assert "2 of 3 items under `3D` in a.md were not read as entries" in rendered("full", [left[0], clean])
    assert "\n8 of 12 items of 4 lists in 4 files were not read as entries; " in rendered("full", left)


def test_json_has_every_place() -> None:
    places = (at(TEXT, "**One.**"), at(TEXT, "**Two.**"))
    folded = Diagnostic("missing-year", places[0], "Expected a year, found none.", count=2, run=places)
    (read,) = json.loads(rendered("json", [report(TEXT, folded)]))
    assert read["places"] == [
        {"line": 3, "column": 3, "end_line": 3, "end_column": 11},
        {"line": 4, "column": 3, "end_line": 4, "end_column": 11},
    ]


def test_json() -> None:
    text = rendered("json", [report(TEXT, ET_AL, AGAIN)])
    assert json.loads(text) == [
        {
            "path": "README.md",
            "rule": "et-al",
            "message": "`et.al.` should be `et al.`.",
            "line": 3,
            "column": 31,
            "end_line": 3,
            "end_column": 37,
            "count": 1,
            "fix": {
                "applicability": "safe",
                "edits": [{"line": 3, "column": 31, "end_line": 3, "end_column": 37, "text": "et al."}],
            },
            "related": [],
            "url": f"{HOME}/blob/v{__version__}/docs/rules/et-al.md",
        },
        {
            "path": "README.md",
            "rule": "duplicate-entry",
            "message": "`One` is listed twice.",
            "line": 5,
            "column": 3,
            "end_line": 5,
            "end_column": 11,
            "count": 1,
            "fix": None,
            "related": [{"line": 3, "column": 3, "message": "first listed here"}],
            "url": f"{HOME}/blob/v{__version__}/docs/rules/duplicate-entry.md",
        },
    ]
    assert text.count("\n") == 4


def test_github() -> None:
    assert rendered("github", [report(TEXT, ET_AL, EMPTY)]) == (
        """\
::group::awesome-lint: 2 problems
README.md:3:31: [*] et-al `et.al.` should be `et al.`.
README.md:6:1: [*] empty-entry Entries without a word. (lines 6-8, 3 times)
::endgroup::
"""
        f"::error title=awesome-lint (et-al),file=README.md,line=3,endLine=3,col=31,endColumn=37::`et.al.` should be `et al.`."
        "%0AIt should read: - **One.** *Ann Lee, Bo Chen, et al.* [paper](https://example.org/1)"
        f"%0AAbout et-al: {HOME}/blob/v{__version__}/docs/rules/et-al.md\n"
        "::error title=awesome-lint (empty-entry),file=README.md,line=6,endLine=8::Entries without a word. (lines 6-8, 3 times)"
        "%0Aawesome-lint --fix removes lines 6-8."
        f"%0AAbout empty-entry: {HOME}/blob/v{__version__}/docs/rules/empty-entry.md\n"
    )


def test_one_line_formats_name_the_other_half_of_a_duplicate() -> None:
    for name in ("concise", "grouped", "github", "gitlab", "azure", "junit", "rdjson", "markdown"):
        assert "first listed at line 3" in rendered(name, [report(TEXT, AGAIN)]), name
    (result,) = json.loads(rendered("sarif", [report(TEXT, AGAIN)]))["runs"][0]["results"]
    assert result["message"]["text"] == "`One` is listed twice. ([first listed here](1))"
    assert result["relatedLocations"][0]["id"] == 1


def annotated(text: str) -> list[tuple[str, int]]:
    """Return the rule and the line of each annotation."""
    found = re.findall(r"^::error title=awesome-lint \((.*?)\),file=README.md,line=(\d+),", text, re.MULTILINE)
    return [(rule, int(line)) for rule, line in found]


def test_github_annotates_ten_of_many_rules_and_logs_all() -> None:
    text = "".join(f"- {number}\n" for number in range(40))
    rules = ["layout"] * 20 + ["spelling"] * 12 + ["missing-link"] * 8
    diagnostics = [
        Diagnostic(rule, Span(start, start + 1), f"No {number}.", None if rule == "missing-link" else Fix.delete(Span(0, 1)))
        for number, rule in enumerate(rules)
        for start in [text.index(f"- {number}\n")]
    ]
    shown = rendered("github", [report(text, *diagnostics)])
    # As many of each rule, and one more of the rule that asks for a person; in the order of the file.
    assert annotated(shown) == [
        *(("layout", line) for line in (1, 2, 3)),
        *(("spelling", line) for line in (21, 22, 23)),
        *(("missing-link", line) for line in (33, 34, 35, 36)),
    ]
    assert [f"No {number}." in shown.partition("::endgroup::")[0] for number in range(40)] == [True] * 40
    assert shown.endswith("::10 of 40 are shown beside their lines, all in the log of this step.\n")
    with_page = rendered("github", [report(text, *diagnostics)], Display(has_page=True))
    assert with_page.endswith(", all on the summary page of the job and in the log of this step.\n")


def test_github_annotates_each_of_more_rules_than_ten_at_most_once() -> None:
    diagnostics = [Diagnostic(f"rule-{number}", Span(0, 1), "No.") for number in range(12) for _ in range(13 - number)]
    shown = annotated(rendered("github", [report("text", *diagnostics)]))
    assert sorted(rule for rule, _ in shown) == sorted(f"rule-{number}" for number in range(2, 12))


def test_nothing_to_report() -> None:
    clean = [report(), report(path="docs/README.md")]
    assert rendered("full", clean[:1]) == "No problems found in README.md.\n"
    assert rendered("full", clean) == "No problems found in 2 files.\n"
    assert rendered("full", clean, Display(summary=False)) == ""
    assert rendered("concise", clean) == rendered("github", clean) == ""
    assert json.loads(rendered("json", clean)) == []


@pytest.mark.parametrize(
    ("diagnostics", "unsafe", "command", "following"),
    [
        ((ET_AL, EMPTY_LINK), False, ("awesome-lint", "check", "a b.md"), "awesome-lint check --fix 'a b.md'"),
        ((ET_AL,), True, ("awesome-lint", "--unsafe-fixes", "x.md"), "awesome-lint --fix --unsafe-fixes x.md"),
        ((EMPTY_LINK,), False, ("awesome-lint", "--fix"), "awesome-lint --fix --unsafe-fixes"),
        ((AGAIN,), False, ("awesome-lint", "--fix", "x.md"), "awesome-lint explain duplicate-entry"),
    ],
)
def test_one_command_to_type_next(
    diagnostics: tuple[Diagnostic, ...], unsafe: bool, command: tuple[str, ...], following: str
) -> None:
    text = rendered("full", [report(TEXT, *diagnostics)], Display(unsafe=unsafe, command=command))
    assert text.endswith(f"Next: {following}\n")


def test_unsafe_fixes_that_are_asked_for_are_fixes() -> None:
    asked = Display(unsafe=True)
    assert "[*] --fix --unsafe-fixes removes" in rendered("full", [report(TEXT, EMPTY_LINK)], asked)
    assert "[*] empty-link" in rendered("concise", [report(TEXT, EMPTY_LINK)], asked)


@pytest.mark.parametrize(
    ("before", "found", "replacement", "said"),
    [
        ("an andBob end", "", " ", "replaces `andBob` with `and Bob`"),
        ("an and- 1 end", "- 1", "-1", "replaces `and- 1` with `and-1`"),
        ("the longer text", "longer", "shorter", "replaces `longer` with `shorter`"),
        ("the longer text", "longer ", "", "removes `longer `"),
        ("a\tb", "\tb", "", "replaces `a\\tb` with `a`"),
    ],
)
def test_small_edits_are_shown_with_their_words(before: str, found: str, replacement: str, said: str) -> None:
    span = at(before, found) if found else Span(6, 6)
    diagnostic = Diagnostic("some-rule", span, "A message.", Fix((Edit(span, replacement),)))
    assert f"--fix {said}\n" in rendered("full", [report(before, diagnostic)])


LONG = "- **A title.** " + "x" * 300 + " *Ann Lee, Bo Chen, andCy Day.* " + "y" * 300


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize(
    "line", [LONG, "字" * 400 + " andCy " + "字" * 400, "👍🏽 " * 99 + "andCy" + "\t" * 99, "andCy" + "é̂" * 99]
)
def test_long_lines_are_cut_around_the_span(line: str, width: int) -> None:
    shown = window(line, at(line, "andCy"), width)
    assert columns(shown.text) <= width
    before = ""
    for character in shown.text:
        if columns(before) >= shown.start:
            break
        before += character
    assert shown.text[len(before) :].startswith("andCy")
    assert shown.width == 5


@pytest.mark.parametrize("width", [40, 80, 200])
def test_full_fits_the_terminal(width: int) -> None:
    span = at(LONG, "andCy")
    message = "Expected something quite different from `字字字字字字`, since most entries of this list have it otherwise."
    diagnostics = [
        Diagnostic("glued-conjunction", span, message, Fix.insert(span.start + 3, " ")),
        Diagnostic("some-rule", Span(0, len(LONG)), message, Fix.replace(Span(0, len(LONG)), "z" * 99, Applicability.UNSAFE)),
    ]
    text = rendered("full", [report(LONG, *diagnostics)], Display(width=width, wraps=True))
    assert max(columns(line) for line in text.splitlines()) <= width
    assert "^" * 10 in text


def test_full_keeps_what_is_quoted_on_one_line() -> None:
    message = "Expected `, and` before the last author, found ` , `. Lists of many authors are cut short by `et al.` here."
    for width in range(40, 90):
        reports = [report(LONG, Diagnostic("author-conjunction", at(LONG, "andCy"), message))]
        lines = rendered("full", reports, Display(width=width, wraps=True)).splitlines()
        for quoted in ("`, and`", "` , `.", "`et al.`"):
            assert any(quoted in line for line in lines)


def test_full_breaks_what_is_quoted_where_a_line_is_too_short() -> None:
    diagnostic = Diagnostic("duplicate-title", at(LONG, "andCy"), f"Expected `{'long title ' * 20}` once.")
    text = rendered("full", [report(LONG, diagnostic)], Display(width=60, wraps=True))
    assert max(columns(line) for line in text.splitlines()) <= 60


def test_a_span_wider_than_the_terminal_is_cut_too() -> None:
    shown = window("a" * 50 + "b" * 5000 + "c", Span(50, 5050), 80)
    assert columns(shown.text) <= 80
    assert "ab" in shown.text
    assert shown.text.endswith("b…")


def test_a_line_that_fits_is_shown_whole() -> None:
    assert window("a b c", Span(2, 3), 80) == Window("a b c", 2, 1)
    assert window("", Span(0, 0), 80) == Window("", 0, 1)
    assert window("a\tb", Span(2, 3), 80) == Window("a    b", 5, 1)


def test_colour_changes_nothing_but_colour() -> None:
    reports = [report(TEXT, *ALL)]
    for name in ("full", "concise"):
        painted = rendered(name, reports, Display(colour=True))
        assert "\x1b[" in painted
        assert ANSI.sub("", painted) == rendered(name, reports)


HOSTILE = "\x1b[2J\x1b]0;owned\x07 \u202egnp\u202c \x9b1m \r::error::x\x7f \u200b\ufeff ##[add-mask]x"


@pytest.mark.parametrize("name", FORMATS)
def test_text_from_a_file_acts_on_nobody(name: str) -> None:
    line = "::error title=x::" + HOSTILE
    diagnostic = Diagnostic(
        "some-rule",
        Span(0, 17),
        f"Found `{line}`.",
        Fix.replace(Span(3, 10), HOSTILE),
        (Related(Span(0, 1), HOSTILE),),
    )
    for display in (Display(), Display(width=40, wraps=True)):
        text = rendered(name, [report(line, diagnostic, path=f"::warning::{HOSTILE}.md")], display)
        assert not CONTROL.search(text)
        assert "##[" not in text
        commands = [each for each in text.splitlines() if each.lstrip().startswith("::")]
        ours = ("::group::awesome-lint", "::endgroup::", "::error title=awesome-lint (some-rule),file=%3A%3Awarning")
        assert all(each.startswith(start) for each, start in zip(commands, ours, strict=False))
        assert len(commands) == (3 if name == "github" else 0)


def test_github_properties_are_escaped() -> None:
    diagnostic = Diagnostic("some-rule", Span(0, 1), "100%\r\nx, y: z")
    text = rendered("github", [report("text", diagnostic, path="a,b:c%.md")])
    assert "file=a%2Cb%3Ac%25.md," in text
    assert text.endswith("::100%25%0D%0Ax, y: z\n")


@given(st.text())
def test_visible_text_has_no_control_character(text: str) -> None:
    assert not CONTROL.search(visible(text).replace("\n", ""))
    assert "\n" not in visible(text)
    assert not guarded(visible(text)).lstrip().startswith("::")


@given(st.text(), st.integers(1, 60))
def test_clipped_text_fits(text: str, width: int) -> None:
    assert columns(clipped(text, width)) <= width


@given(st.text(alphabet=st.characters(exclude_characters="\n")), st.data())
def test_a_window_fits_wherever_the_span_is(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    shown = window(line, Span(start, end), 60)
    assert columns(shown.text) <= 60
    assert shown.start + shown.width <= 61


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a\nb\n", "a\nc\n", "--- a/x.md\n+++ b/x.md\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n"),
        ("a\u2028b\x0c\n", "a\u2028c\x0c\n", "--- a/x.md\n+++ b/x.md\n@@ -1 +1 @@\n-a\u2028b\x0c\n+a\u2028c\x0c\n"),
        (
            "a",
            "a\n",
            "--- a/x.md\n+++ b/x.md\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n",
        ),
        ("a\r\n", "b\r\n", "--- a/x.md\n+++ b/x.md\n@@ -1 +1 @@\n-a\r\n+b\r\n"),
        ("a\n", "a\n", ""),
    ],
)
def test_diff(before: str, after: str, expected: str) -> None:
    assert "".join(unified("x.md", before, after)) == expected


def test_a_diff_for_people_shows_no_control_character() -> None:
    lines = list(coloured(unified("x.md", "::error::x\n", "\x1b[2J\n"), colour=False))
    assert lines[-2:] == ["-::error::x\n", "+\\x1b[2J\n"]
    context = list(coloured(unified("x.md", "::error::x\na", "::error::x\nb"), colour=False))
    assert " \\x3a:error::x\n" in context
    assert any(line.startswith("\x1b[") for line in coloured(unified("x.md", "a\n", "b\n"), colour=True))


def test_grouped() -> None:
    assert rendered("grouped", [report(TEXT, *ALL), report(path="clean.md")]) == (
        "README.md:\n"
        "  3:31  [*] et-al            `et.al.` should be `et al.`.\n"
        "  4:35  [!] empty-link       A link to nowhere.\n"
        "   5:3      duplicate-entry  `One` is listed twice. (first listed at line 3)\n"
        "   6:1  [*] empty-entry      Entries without a word. (lines 6-8, 3 times)\n"
        "\n"
    )


def test_json_lines_hold_what_json_holds() -> None:
    reports = [report(TEXT, *ALL)]
    lines = rendered("json-lines", reports).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(rendered("json", reports))


def test_azure() -> None:
    assert rendered("azure", [report(TEXT, ET_AL, path="a;b].md")]) == (
        "##vso[task.logissue type=error;sourcepath=a%3Bb%5D.md;linenumber=3;columnnumber=31;code=et-al;]"
        "`et.al.` should be `et al.`.\n"
    )


def test_gitlab() -> None:
    issues = json.loads(rendered("gitlab", [report(TEXT, *ALL)]))
    # https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    for issue in issues:
        assert issue.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
    assert issues[0]["location"] == {
        "path": "README.md",
        "positions": {"begin": {"line": 3, "column": 31}, "end": {"line": 3, "column": 37}},
    }
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def fingerprints_of(text: str, *found: str) -> list[str]:
    """Return the fingerprints of a rule that speaks at each of these words of a list."""
    diagnostics = []
    for word in found:
        start = at(text, word)
        diagnostics.append(Diagnostic("et-al", start, "No."))
    return [issue["fingerprint"] for issue in json.loads(rendered("gitlab", [report(text, *diagnostics)]))]


def test_a_fingerprint_stays_with_its_entry() -> None:
    (before,) = fingerprints_of("# A\n\n1. **One.** x\n", "x")
    assert fingerprints_of("# A\n\nNew.\n\n- zero\n-   **One.**  X\n", "One") == [before]
    assert fingerprints_of("# A\n\n1. **Two.** x\n", "x") != [before]
    # The second of two alike is another one.
    assert len(set(fingerprints_of("- a b\n- a b\n", "a", "b"))) == 2


def test_junit_is_read_by_junitparser() -> None:
    from junitparser import JUnitXml

    suites = list(JUnitXml.fromstring(rendered("junit", [report(TEXT, *ALL), report(path="clean.md")]).encode()))
    assert [(suite.name, suite.tests, suite.failures) for suite in suites] == [("README.md", 4, 4), ("clean.md", 1, 0)]
    first = next(iter(suites[0]))
    assert first.name == "et-al (3:31)"
    assert [result.message for result in first.result] == ["`et.al.` should be `et al.`."]


def test_rdjson_counts_bytes_and_suggests_whole_changes() -> None:
    text = "- é **One.** *A,B , C*\n"
    edits = (Edit(at(text, ",B"), ", B"), Edit(at(text, " , "), ", "))
    diagnostic = Diagnostic("author-separator", at(text, "A,B , C"), "Spaces.", Fix(edits), (Related(Span(0, 1), "here"),))
    found = json.loads(rendered("rdjson", [report(text, diagnostic)]))
    assert found["source"]["name"] == "awesome-lint"
    (shown,) = found["diagnostics"]
    assert shown["location"]["range"]["start"] == {"line": 1, "column": text.encode().index(b"A,B") + 1}
    (suggestion,) = shown["suggestions"]
    first, last = (suggestion["range"][end]["column"] - 1 for end in ("start", "end"))
    line = text.encode()
    assert line[:first] + suggestion["text"].encode() + line[last:] == "- é **One.** *A, B, C*\n".encode()
    assert shown["related_locations"][0]["message"] == "here"


def test_rdjson_suggests_what_was_asked_for_and_can_be_seen() -> None:
    long = "".join(f"- {number}\n" for number in range(30))
    wide = Diagnostic(
        "layout", Span(0, 3), "Wide.", Fix((Edit(Span(0, 1), "*"), Edit(Span(len(long) - 4, len(long) - 3), "*")))
    )
    assert "suggestions" not in json.loads(rendered("rdjson", [report(long, wide)]))["diagnostics"][0]
    reports = [report(TEXT, EMPTY_LINK)]
    assert "suggestions" not in json.loads(rendered("rdjson", reports))["diagnostics"][0]
    assert "suggestions" in json.loads(rendered("rdjson", reports, Display(unsafe=True)))["diagnostics"][0]


# https://github.com/reviewdog/reviewdog/blob/master/proto/rdf/reviewdog.proto: reviewdog refuses whatever else there is.
RDF_MESSAGES: dict[str, dict[str, str]] = {
    "DiagnosticResult": {"diagnostics": "Diagnostic*", "source": "Source", "severity": "string"},
    "Diagnostic": {
        "message": "string",
        "location": "Location",
        "severity": "string",
        "source": "Source",
        "code": "Code",
        "suggestions": "Suggestion*",
        "original_output": "string",
        "related_locations": "RelatedLocation*",
    },
    "Location": {"path": "string", "range": "Range"},
    "Range": {"start": "Position", "end": "Position"},
    "Position": {"line": "integer", "column": "integer"},
    "Suggestion": {"range": "Range", "text": "string"},
    "Source": {"name": "string", "url": "string"},
    "Code": {"value": "string", "url": "string"},
    "RelatedLocation": {"message": "string", "location": "Location"},
}


def rdf_schema(kind: str) -> dict[str, Any]:
    """Return the JSON schema of a field of these messages; a star is for any number."""
    if kind.endswith("*"):
        return {"type": "array", "items": rdf_schema(kind[:-1])}
    if kind not in RDF_MESSAGES:
        return {"type": kind}
    fields = {name: rdf_schema(each) for name, each in RDF_MESSAGES[kind].items()}
    return {"type": "object", "properties": fields, "additionalProperties": False}


def test_rdjson_has_the_fields_that_reviewdog_knows() -> None:
    for display in (Display(), Display(unsafe=True)):
        jsonschema.validate(json.loads(rendered("rdjson", [report(TEXT, *ALL)], display)), rdf_schema("DiagnosticResult"))


def test_sarif_is_read_by_its_model() -> None:
    from sarif_pydantic import Sarif

    text = rendered("sarif", [report(TEXT, *ALL, path="lists/my list.md")])
    log = Sarif.model_validate_json(text)
    (run,) = log.runs
    assert [rule.id for rule in run.tool.driver.rules] == sorted(diagnostic.rule for diagnostic in ALL)
    assert [result.rule_id for result in run.results] == [diagnostic.rule for diagnostic in ALL]
    raw = json.loads(text)
    assert raw["version"] == "2.1.0"
    for result in raw["runs"][0]["results"]:
        rules = raw["runs"][0]["tool"]["driver"]["rules"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "lists/my%20list.md"
    edit = raw["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert edit["deletedRegion"] == {"startLine": 3, "startColumn": 31, "endLine": 3, "endColumn": 37}
    assert edit["insertedContent"]["text"] == "et al."


@pytest.mark.parametrize("name", ["json", "gitlab", "sarif", "rdjson"])
def test_json_of_nothing_is_json(name: str) -> None:
    json.loads(rendered(name, [report()]))
    json.loads(rendered(name, []))


CHANGES = [
    # What is written, the edit, and what reviewdog then offers instead of which lines.
    ("a\nbad\nc\n", Edit(Span(2, 6), ""), (2, 2, "")),
    ("a\nbad\n", Edit(Span(2, 6), ""), (2, 2, "")),
    ("a\nbad\nc\n", Edit(Span(2, 6), "good\n"), (2, 2, "good\n")),
    ("a\nbad\nc\n", Edit(Span(3, 6), "e\n"), (2, 2, "be\n")),
    ("a\nbad\n", Edit(Span(2, 6), "very\ngood\n"), (2, 2, "very\ngood\n")),
    ("a\nbad\nc\n", Edit(Span(2, 2), "new\n"), (2, 2, "new\nbad\n")),
    ("a\nb\n", Edit(Span(4, 4), "new\n"), (2, 2, "b\nnew\n")),
    ("a\nb", Edit(Span(3, 3), "\n"), (2, 2, "b\n\n")),
    ("a\nb\nc\n", Edit(Span(3, 4), " "), (2, 3, "b c\n")),
    ("a\n\nb\n", Edit(Span(2, 3), "\n"), (2, 2, "\n")),
    ("é\nbad\n", Edit(Span(1, 1), "è"), (1, 1, "éè\n")),
]


@pytest.mark.parametrize(("text", "edit", "expected"), CHANGES)
def test_rdjson_suggests_what_reviewdog_can_post(text: str, edit: Edit, expected: tuple[int, int, str]) -> None:
    diagnostic = Diagnostic("layout", edit.span, "No.", Fix((edit,)))
    (shown,) = json.loads(rendered("rdjson", [report(text, diagnostic)]))["diagnostics"]
    assert posted(text, shown["suggestions"][0]) == expected


def posted(text: str, suggestion: dict[str, Any]) -> tuple[int, int, str]:
    """Return the first and the last line that reviewdog lets GitHub replace, and by what: whole lines, all within the file."""
    start, end = suggestion["range"]["start"], suggestion["range"]["end"]
    lines = [line.encode() for line in text.split("\n")]
    if text.endswith("\n"):
        lines.pop()
    if "column" not in start and "column" not in end:
        return start["line"], end["line"], suggestion["text"] and suggestion["text"] + "\n"
    before, after = lines[start["line"] - 1][: start["column"] - 1], lines[end["line"] - 1][end["column"] - 1 :]
    return start["line"], end["line"], f"{before.decode()}{suggestion['text']}{after.decode()}\n"


def test_rdjson_offers_nothing_that_ends_below_the_file() -> None:
    diagnostic = Diagnostic("layout", Span(1, 2), "No.", Fix.delete(Span(1, 2)))
    assert "suggestions" not in json.loads(rendered("rdjson", [report("a\n", diagnostic)]))["diagnostics"][0]


def test_a_fingerprint_is_that_of_its_file() -> None:
    reports = [report(TEXT, ET_AL), report(TEXT, ET_AL, path="README.zh.md")]
    assert len({issue["fingerprint"] for issue in json.loads(rendered("gitlab", reports))}) == 2


def test_a_file_outside_has_an_address_of_its_own(tmp_path: Path) -> None:
    (result,) = json.loads(rendered("sarif", [report(TEXT, ET_AL, path=f"{tmp_path}/a b.md")]))["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == result["fixes"][0]["artifactChanges"][0]["artifactLocation"]["uri"] == f"{tmp_path.as_uri()}/a%20b.md"


@pytest.mark.parametrize("size", [1000, 1500, 3000, 10**6])
def test_a_summary_fits_and_says_what_it_leaves_out(size: int) -> None:
    reports = [report(TEXT, *[ET_AL, EMPTY_LINK] * 9, path="é.md"), report(TEXT, ET_AL, EMPTY)]
    text = "".join(summary(reports, Limits(size=size), "https://example.org/blob/1/"))
    assert len(text.encode()) <= size
    cards = re.findall(
        r"^\*\*\[Line \d+\]\(https://example.org/blob/1/(?:%C3%A9|README).md\?plain=1#L\d+\)", text, re.MULTILINE
    )
    left = re.search(r"^and (\d+) more.$", text, re.MULTILINE)
    assert len(cards) + (int(left[1]) if left else 0) == 20
    assert len(cards) == 20 or left


def test_markdown_shows_some_lines_and_lists_a_hundred() -> None:
    text = "".join(f"- {number}\n" for number in range(130))
    spans = [Span(match.start(), match.end()) for match in re.finditer(r"\d+", text)]
    shown = rendered("markdown", [report(text, *(Diagnostic("et-al", span, "No.") for span in spans))])
    assert shown.count("\n**Line ") == 20
    assert len(re.findall(r"^\| \d+ \| \[`et-al`\]", shown, re.MULTILINE)) == 80
    assert shown.endswith("\nand 30 more.\n")


def test_markdown() -> None:
    rules = f"{HOME}/blob/v{__version__}/docs/rules"
    assert rendered("markdown", [report(TEXT, *ALL)], Display(about="the lines changed since main")) == (
        f"""\
## awesome-lint

**6 problems** in 1 file on the lines changed since main: 4 fixable with `--fix`, \
1 with `--fix --unsafe-fixes` (may change words), 1 to fix by hand.

[awesome-lint]({HOME}) compares each entry with the rest of its list. Below are the lines with problems, what is wrong with \
each, and how it should read. What stands in green can be copied; `awesome-lint --fix` does what is fixable.

<details><summary>By rule</summary>

| rule | problems | `--fix` | `--unsafe-fixes` |
| --- | --: | --: | --: |
| [`empty-entry`]({rules}/empty-entry.md) | 3 | 3 |  |
| [`duplicate-entry`]({rules}/duplicate-entry.md) | 1 |  |  |
| [`empty-link`]({rules}/empty-link.md) | 1 |  | 1 |
| [`et-al`]({rules}/et-al.md) | 1 | 1 |  |

</details>

### README.md

**Line 3**

- `et.al.` should be `et al.`. [`et-al`]({rules}/et-al.md)

```diff
-- **One.** *Ann Lee, Bo Chen, et.al.* [paper](https://example.org/1)
+- **One.** *Ann Lee, Bo Chen, et al.* [paper](https://example.org/1)
```

**Line 4**

- A link to nowhere. [`empty-link`]({rules}/empty-link.md)

```diff
-- **Two.** *Ann Lee and Bo Chen.* [paper]()
+- **Two.** *Ann Lee and Bo Chen.*
```

This may change words: is it what you mean?

**Line 5**

- `One` is listed twice. (first listed at line 3) [`duplicate-entry`]({rules}/duplicate-entry.md)

```
- **One.** *Ann Lee, Bo Chen, et al.* [paper](https://example.org/1)
```

**Line 6**

- Entries without a word. (lines 6-8, 3 times) [`empty-entry`]({rules}/empty-entry.md)

```diff
-- **** **
-- **** **
-- **** **
```
"""
    )
    assert rendered("markdown", [report(), report()]) == "## awesome-lint\n\nNo problems found in 2 files.\n"


def test_lines_that_are_removed_are_said_to_be() -> None:
    source = Source.from_text("# Papers\n## Nets\n  1. **** **\n  1. **** **\n  1. **** **\n\n## Others\n")
    lines = [source.lines_span(number, number + 1) for number in (2, 3, 4)]
    edits = [Edit(lines[0], "\n"), *(Edit(each, "") for each in lines[1:]), Edit(source.lines_span(5, 7), "")]
    assert effect(source, edits) == "removes 4 lines"
    kept = [Edit(Span(each.start, each.end - 2), "") for each in lines]
    assert effect(source, kept) == "changes 3 lines (2 to 4)"
