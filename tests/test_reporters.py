"""Every output format: what it says, what it fits into, and that nothing in a file acts on who reads it."""

import json
import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Fix, Related, Report
from awesome_lint.reporters import FORMATS, Display, reporter
from awesome_lint.reporters.diff import coloured, unified
from awesome_lint.reporters.text import clipped, columns, guarded, visible, window
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


ET_AL = Diagnostic("et-al", at(TEXT, "et.al."), "Expected `et al.`, found `et.al.`.", Fix.replace(at(TEXT, "et.al."), "et al."))
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
README.md:3:31 et-al Expected `et al.`, found `et.al.`.
   3 | - **One.** *Ann Lee, Bo Chen, et.al.* [paper](https://example.org/1)
     |                               ^^^^^^
      = [*] --fix writes `et al.` for `et.al.`

README.md:4:35 empty-link A link to nowhere.
   4 | - **Two.** *Ann Lee and Bo Chen.* [paper]()
     |                                   ^^^^^^^^^
      = [!] unsafe: --fix --unsafe-fixes removes ` [paper]()`

README.md:5:3 duplicate-entry `One` is listed twice.
   5 | - **One.** *Ann Lee, Bo Chen, et al.* [paper](https://example.org/1)
     |   ^^^^^^^^
      = first listed at line 3

README.md:6:1 empty-entry Entries without a word.
   6 | - **** **
     | ^^^^^^^^^
      = lines 6-8, 3 places
      = [*] --fix removes lines 6-8

  3  empty-entry      [*]
  1  duplicate-entry
  1  empty-link       [!]
  1  et-al            [*]

Found 6 places to mend in README.md: [*] 4 by --fix, [!] 1 by --fix --unsafe-fixes (may change words), 1 by a person.
Next: awesome-lint --fix
"""
    )


def test_concise() -> None:
    assert rendered("concise", [report(TEXT, *ALL)]) == (
        "README.md:3:31: [*] et-al Expected `et al.`, found `et.al.`.\n"
        "README.md:4:35: [!] empty-link A link to nowhere.\n"
        "README.md:5:3: duplicate-entry `One` is listed twice.\n"
        "README.md:6:1: [*] empty-entry Entries without a word. (lines 6-8, 3 places)\n"
    )


def test_json() -> None:
    text = rendered("json", [report(TEXT, ET_AL, AGAIN)])
    assert json.loads(text) == [
        {
            "path": "README.md",
            "rule": "et-al",
            "message": "Expected `et al.`, found `et.al.`.",
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
            "url": None,
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
            "url": None,
        },
    ]
    assert text.count("\n") == 4


def test_github() -> None:
    assert rendered("github", [report(TEXT, ET_AL)]) == (
        "::error title=awesome-lint (et-al),file=README.md,line=3,col=31,endLine=3,endColumn=37::"
        "Expected `et al.`, found `et.al.`.\n"
    )


def test_nothing_to_report() -> None:
    clean = [report(), report(path="docs/README.md")]
    assert rendered("full", clean[:1]) == "Nothing to report in README.md.\n"
    assert rendered("full", clean) == "Nothing to report in 2 files.\n"
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
    assert "[*] unsafe: --fix --unsafe-fixes removes" in rendered("full", [report(TEXT, EMPTY_LINK)], asked)
    assert "[*] empty-link" in rendered("concise", [report(TEXT, EMPTY_LINK)], asked)


@pytest.mark.parametrize(
    ("before", "found", "replacement", "said"),
    [
        ("an andBob end", "", " ", "writes `and Bob` for `andBob`"),
        ("an and- 1 end", "- 1", "-1", "writes `and-1` for `and- 1`"),
        ("the longer text", "longer", "shorter", "writes `shorter` for `longer`"),
        ("the longer text", "longer ", "", "removes `longer `"),
        ("a\tb", "\tb", "", "writes `a` for `a\\tb`"),
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
    assert window("a b c", Span(2, 3), 80) == ("a b c", 2, 1)
    assert window("", Span(0, 0), 80) == ("", 0, 1)
    assert window("a\tb", Span(2, 3), 80) == ("a    b", 5, 1)


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
        assert all(each.startswith("::error title=awesome-lint (some-rule),file=%3A%3Awarning") for each in commands)
        assert len(commands) == (1 if name == "github" else 0)


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
