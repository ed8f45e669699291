"""A list at a glance, and its habits in words and as settings."""

import json
import re
import sys
from pathlib import Path

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

from awesome_lint.cli import commands as cli
from awesome_lint.cli.console import PIPE_WIDTH
from awesome_lint.cli.show import PLAIN, render
from awesome_lint.document import Document
from awesome_lint.facts.unread import Unread, unread
from awesome_lint.habits.described import as_settings, as_values, in_words
from awesome_lint.parser import parse
from awesome_lint.reporters import Display
from awesome_lint.reporters.text import columns
from awesome_lint.source import Source

ANSI = re.compile("\x1b\\[[0-9;]*m")

LIST = """# Papers

[![Awesome](https://awesome.re/badge.svg)](https://awesome.re)

## Contents

- [Pruning](#pruning)
- [Others](#others)

## Pruning

- **One.** *Ann Lee, Bo Chen, et al.* [paper](https://example.org/1)
- **Two.** *Ann Lee and Bo Chen.* [paper](https://example.org/2)
- **Three.** *Ann Lee, Bo Chen, and Cy Diaz.* [paper](https://example.org/3)

### 剪枝

- **Four.** *Ann Lee.*
- **** **

## Others
"""


def document(text: str, path: str = "README.md") -> Document:
    return parse(Source.from_text(text, path))


def shown(text: str, display: Display = Display(60)) -> str:  # noqa: B008
    return "".join(render(document(text), display))


def test_the_picture() -> None:
    assert shown(LIST) == (
        "README.md\n"
        "4 entries in 5 sections, 21 lines\n"
        "  4 with title and authors\n"
        "  besides 1 placeholder without a word\n"
        "\n"
        "Sections                                             entries\n"
        "Papers ··················································· 4\n"
        "├─ Contents ·············································· -\n"
        "├─ Pruning ··············································· 4\n"
        "│  └─ 剪枝 ··············································· 1\n"
        "└─ Others ················································ -\n"
        "\n"
        "Entries with\n"
        "  title        ████████████████████████  4   100 %\n"
        "  authors      ████████████████████████  4   100 %\n"
        "  venue        ░░░░░░░░░░░░░░░░░░░░░░░░  0     0 %\n"
        "  year         ░░░░░░░░░░░░░░░░░░░░░░░░  0     0 %\n"
        "  link         ██████████████████░░░░░░  3    75 %\n"
        "  description  ░░░░░░░░░░░░░░░░░░░░░░░░  0     0 %\n"
        "\n"
        "Habits                                                   met\n"
        "  Papers are written `**{title}.** *{authors}.* [{l…  4 of 4\n"
        "  Titles end with `.` ······························· 4 of 4\n"
        "  Authors are separated by `, ` ····················· 2 of 2\n"
        "  `and` stands before the last author ··············· 2 of 2\n"
        "  A comma stands before that word ··················· 1 of 1\n"
        "  Lists of authors end with `.` ····················· 3 of 3\n"
        "  Lists of authors are cut short by `et al.` ········ 1 of 1\n"
        "  Links are labelled `paper` ························ 3 of 3\n"
        "  Bulleted lists begin with `-` ····················· 3 of 3\n"
        "\n"
        "Nothing left unread\n"
    )


@pytest.mark.parametrize("text", ["", "Words.\n", "# A\n", "- **** **\n"])
def test_lists_without_entries(text: str) -> None:
    assert "0 entries" in shown(text)
    assert "Nothing left unread" in shown(text)


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_nothing_is_wider_than_the_terminal(width: int) -> None:
    text = LIST + "\nA [link](https://example.org/) in prose " + "大" * 200 + "\n\n# " + "大" * 200 + "\n"
    lines = shown(text, Display(width, colour=True)).splitlines()
    assert max(columns(ANSI.sub("", line)) for line in lines) <= width


def test_colours_change_no_words() -> None:
    assert ANSI.sub("", shown(LIST, Display(60, colour=True))) == shown(LIST)


def test_nothing_reaches_a_terminal_unescaped() -> None:
    text = "# A\x1b[31m\n\n[l](https://example.org)\x07\u202e\n\n::error::x [l](https://example.org/2)\n"
    written = "".join(render(document(text, "a\x1b.md"), Display(60)))
    assert not set("\x1b\x07\u202e") & set(written)
    assert not any(line.lstrip().startswith("::") for line in written.splitlines())


def test_every_line_can_be_written_in_ascii() -> None:
    assert shown(LIST.replace("剪枝", "Pruning")).translate(PLAIN).isascii()


def test_a_list_at_a_glance_for_programs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(LIST + "\n## 3D\n\n- One\n- Two words\n- Three here\n")
    assert cli.run(["show", "--output-format", "json", str(path)]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["path"], shown["entries"], shown["fields"]["title"]) == (str(path), 4, 4)
    assert shown["style"]["author-separator"] == {"value": ", ", "count": 2, "total": 2, "pinned": False}
    top = shown["sections"][0]
    assert (top["heading"], [(each["heading"], each["entries"]) for each in top["sections"]][-1]) == ("Papers", ("3D", 0))
    first = path.read_text().splitlines().index("- One") + 1
    assert shown["unread_lists"] == [{"heading": "3D", "items": 3, "lines": [first, first + 1, first + 2]}]
    assert shown["unread"][-1] == {"kind": "item", "line": first, "end_line": first + 2, "count": 3, "text": "- One"}


def test_what_is_left_unread() -> None:
    text = (
        "# A\n\nSee [this](https://example.org/1) and [that](#a).\n\nOnly [here](#a).\n\n"
        "- **Title* *Ann Lee.* [paper](https://example.org/2)\n- **Other* *Bo Chen.* [paper](https://example.org/3)\n"
    )
    assert unread(document(text)) == (
        Unread("paragraph", 3, 3, 1, "See [this](https://example.org/1) and [that](#a)."),
        Unread("list item", 7, 8, 2, "**Title* *Ann Lee.* [paper](https://example.org/2)"),
    )


def test_habits_in_words() -> None:
    assert list(in_words(document(LIST).style))[:3] == [
        ("Papers are written `**{title}.** *{authors}.* [{label}]({url})`", "4 of 4"),
        ("Titles end with `.`", "4 of 4"),
        ("Authors are separated by `, `", "2 of 2"),
    ]
    assert list(in_words(document("Words.\n").style)) == []


def test_habits_as_settings() -> None:
    entries = LIST[LIST.index("- **One.") : LIST.index("###")]
    settings = "\n".join(as_settings(document(LIST.replace(entries, entries.strip("\n") + f"\n{entries}" * 5)).style))
    assert tomllib.loads(settings)["style"] == {
        "paper-entry": "**{title}.** *{authors}.* [{label}]({url})",
        "title-ending": ".",
        "author-separator": ", ",
        "author-conjunction": "and",
        "oxford-comma": ",",
        "author-ending": ".",
        "et-al": "et al.",
        "link-labels": ["paper"],
    }
    assert 'title-ending = "."  # 19 of 19' in settings.splitlines()


def test_what_was_met_too_seldom_is_no_habit_yet() -> None:
    settings = list(as_settings(document(LIST).style))
    assert tomllib.loads("\n".join(settings))["style"] == {"paper-entry": "**{title}.** *{authors}.* [{label}]({url})"}
    above = settings.index("# Not met often enough to be a habit yet. Uncomment what you mean to keep.")
    assert {'# title-ending = "."  # 4 of 4', '# et-al = "et al."  # 1 of 1', '# markers = ["-"]  # 3 of 3'} <= {
        *settings[above:]
    }
    # Uncommented, they are read again as what was met.
    rest = "\n".join(line.removeprefix("# ") for line in settings[above + 1 :])
    assert tomllib.loads(f"[style]\n{rest}")["style"]["et-al"] == "et al."


@pytest.mark.parametrize("label", ['a"b', "a'b", "a\\b", "a\tb", "é大", "a'\"\\\x7f"])
def test_any_habit_is_a_string_of_toml(label: str) -> None:
    entries = "".join(f"- **T{number}.** *Ann Lee.* [{label.replace(chr(92), chr(92) * 2)}](u)\n" for number in range(5))
    values = document(f"# A\n\n{entries}")
    assert tomllib.loads("\n".join(as_settings(values.style)))["style"]["link-labels"] == [
        habit.value for habit in values.style.link_labels.values()
    ]


def test_habits_as_values() -> None:
    values = as_values(document(LIST).style)
    assert values["title-ending"] == {"value": ".", "count": 4, "total": 4, "pinned": False}
    assert values["markers"] == [{"value": "-", "count": 3, "total": 3, "pinned": False}]


# --- the command line -------------------------------------------------------------------------------------------------


@pytest.fixture
def readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / "README.md"
    path.write_text(LIST, "utf-8")
    return path


def test_show(readme: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["show"]) == 0
    assert capfd.readouterr().out == shown(LIST, Display(PIPE_WIDTH))


def test_show_several(readme: Path, capfd: pytest.CaptureFixture[str]) -> None:
    readme.with_name("other.md").write_text(LIST, "utf-8")
    assert cli.run(["show", "README.md", "other.md", "missing.md"]) == 2
    captured = capfd.readouterr()
    assert captured.out.count("4 entries in 5 sections") == 2
    assert "\n\nother.md\n" in captured.out
    assert "missing.md: no such file" in captured.err


def test_a_list_without_habits_says_so(readme: Path, capfd: pytest.CaptureFixture[str]) -> None:
    readme.write_text("# List\n", "utf-8")
    assert cli.run(["style"]) == 0
    assert capfd.readouterr() == ("", "README.md: too few entries for a habit\n")


@pytest.mark.parametrize("name", ["text", "json", "toml"])
def test_style(name: str, readme: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["style", "README.md", "--output-format", name]) == 0
    written = capfd.readouterr().out
    values = as_values(document(LIST).style)
    if name == "json":
        assert json.loads(written) == {"path": "README.md", "style": values}
    elif name == "toml":
        assert written.splitlines() == list(as_settings(document(LIST).style))
    else:
        assert [tuple(re.split(r"  +", line)) for line in written.splitlines()] == list(in_words(document(LIST).style))
