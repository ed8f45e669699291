"""Habits that settings pin: how they are written in a settings file, and what follows them."""

from pathlib import Path

import pytest
from msgspec.structs import asdict, replace
from terminal import ROOT

from awesome_lint.cli import commands as cli
from awesome_lint.document import Document
from awesome_lint.engine.fixer import fix
from awesome_lint.engine.linter import lint
from awesome_lint.export import Options, exporter
from awesome_lint.habits.book import PINNABLE, Pins, Style
from awesome_lint.habits.described import as_settings, as_values, in_words
from awesome_lint.habits.habit import Habit, Row
from awesome_lint.parser import parse
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.settings import SettingsError
from awesome_lint.settings.files import load
from awesome_lint.source import Source

HERE = ", as the settings ask."
EXAMPLES = sorted((ROOT / "examples").glob("*-list/*.md"))

# Written both ways, so that the list itself has no habit; with an ordered list, and a nested one.
MIXED = """# Papers

## One

- **Pruning nets.** *Ann Lee and Bo Chen.* [paper](https://example.org/1)
- **Pruning trees** *Ann Lee, Bo Chen & Cy Diaz.* [Paper](https://example.org/2)
- **Pruning roses.** *Bo Chen, Cy Diaz and Ann Lee.* [paper](https://example.org/3)
- **Pruning hedges** *Bo Chen & Cy Diaz.* [Paper](https://example.org/4)

## Two

1. [fast](https://example.org/5) - It is fast.
2. [slow](https://example.org/6) - It is slow.
   * [slower](https://example.org/7) - It is slower.
"""


def document(text: str, pins: Pins | None = None) -> Document:
    return parse(Source.from_text(text), pins)


def pinned(folder: Path, text: str) -> Pins:
    path = folder / "awesome-lint.toml"
    path.write_text(text, encoding="utf-8")
    return load(path).style


def said(text: str, pins: Pins | None = None) -> list[str]:
    report = lint(document(text, pins), RuleSet.default())
    return [f"{item.rule}: {item.message}" for item in report.diagnostics if item.rule != "layout"]


def fixed(text: str, pins: Pins | None = None) -> str:
    return fix(Source.from_text(text), RuleSet.default(), pins=pins).after.text


# --- settings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=[f"{path.parent.name}-{path.stem}" for path in EXAMPLES])
def test_the_habits_of_a_list_pinned_change_nothing(tmp_path: Path, path: Path) -> None:
    text = Source.from_bytes(path.read_bytes()).text
    settings = "".join(f"{line}\n" for line in as_settings(document(text).style))
    pins = pinned(tmp_path, settings)
    assert pins != Pins()
    assert lint(document(text, pins), RuleSet.default()) == lint(document(text), RuleSet.default())
    assert fixed(text, pins) == fixed(text)
    assert "".join(f"{line.replace(', pinned', '')}\n" for line in as_settings(document(text, pins).style)) == settings


def test_every_habit_is_read(tmp_path: Path) -> None:
    pins = pinned(
        tmp_path,
        '[style]\npaper-entry = "**{title}** {authors}"\nnamed-entry = "[{title}]({url})"\ntitle-ending = "outside"\n'
        'author-separator = "; "\nauthor-conjunction = "&"\noxford-comma = ""\nauthor-ending = "."\net-al = "et al"\n'
        'numbering = "same"\nlink-labels = ["PDF", "code"]\nmarkers = ["*", "-"]\n'
        'description-separator = ": "\ndescription-ending = ""\ndescription-case = "lower"\n',
    )
    assert asdict(pins) == {
        "paper_entry": "**{title}** {authors}",
        "named_entry": "[{title}]({url})",
        "title_ending": "outside",
        "author_separator": "; ",
        "author_conjunction": "&",
        "oxford_comma": "",
        "author_ending": ".",
        "et_al": "et al",
        "description_separator": ": ",
        "description_ending": "",
        "description_case": "lower",
        "numbering": "same",
        "link_labels": ("PDF", "code"),
        "markers": ("*", "-"),
    }
    path = tmp_path / "pyproject.toml"
    path.write_text('[tool.awesome-lint.style]\noxford-comma = ","\n')
    assert load(path).style == Pins(oxford_comma=",")


def test_the_habits_are_those_of_a_style() -> None:
    assert list(Pins.__struct_fields__) == [row.name for row in PINNABLE.values()]
    assert all(isinstance(getattr(Style, name), Row) for name in Pins.__struct_fields__)


@pytest.mark.parametrize(
    ("template", "pins"),
    [
        ("**{title}.** *{authors}.*", Pins(paper_entry="**{title}.** *{authors}.*")),
        ("[{title}]({url})", Pins(named_entry="[{title}]({url})")),
    ],
)
def test_an_entry_is_one_with_authors_or_one_without(tmp_path: Path, template: str, pins: Pins) -> None:
    assert pinned(tmp_path, f'[style]\nentry = "{template}"\n') == pins


BROKEN = [
    ('titel-ending = "."', 'style: unknown habit "titel-ending" (did you mean "title-ending"?)'),
    ('title_ending = "."', 'style: unknown habit "title_ending" (did you mean "title-ending"?)'),
    (
        'title-ending = "outsid"',
        'style.title-ending: expected one of ".", "outside", "", got "outsid" (did you mean "outside"?)',
    ),
    ("title-ending = true", "style.title-ending: expected text, got true or false"),
    ('author-conjunction = "und"', 'style.author-conjunction: expected one of "and", "&", "", got "und" (did you mean "and"?)'),
    ('numbering = "count"', 'style.numbering: expected one of "same", "counting", got "count" (did you mean "counting"?)'),
    ('markers = "-"', "style.markers: expected a list, got text"),
    ('markers = ["-", "x"]', 'style.markers: expected one of "-", "*", "+", got "x"'),
    ("link-labels = [1]", "style.link-labels: expected text, got a whole number (value 1 of the list)"),
    ('link-labels = ["PDF", "pdf"]', 'style.link-labels: expected one spelling of each label, got several of "PDF"'),
    ('link-labels = [""]', "style.link-labels: expected at least one character"),
    ('author-separator = ""', "style.author-separator: expected at least one character"),
    ('et-al = "et\\nal."', "style.et-al: expected one line"),
    ('entry = "{name}"', "style.entry: unknown field {name}; the fields are {title}, {authors}, "),
    ('paper-entry = "{authors}"', "style.paper-entry: expected {title} once"),
    (
        'entry = "{title} {authors}"\npaper-entry = "{title}"',
        "style.entry: paper-entry says how these entries are written, too; leave out one",
    ),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_what_is_wrong_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError) as caught:
        pinned(Path(), f"[style]\n{text}\n")
    assert len(caught.value.problems) == 1
    assert caught.value.problems[0].startswith(f"awesome-lint.toml:2: {message}")


def test_the_style_is_a_table(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"style: expected a table of habits, as in \[style\]"):
        pinned(tmp_path, "style = 1\n")


# --- what follows -----------------------------------------------------------------------------------------------------


def test_without_pins_the_list_decides() -> None:
    assert said(MIXED) == []
    assert document(MIXED, Pins()) == document(MIXED)


@pytest.mark.parametrize(
    ("pins", "expected", "before", "after"),
    [
        (
            Pins(title_ending="."),
            [f"title-ending: No period at the end of the title: write `trees.`{HERE}"],
            "trees**",
            "trees.**",
        ),
        (Pins(title_ending=""), [f"title-ending: Period at the end of the title: write `nets`{HERE}"], "nets.**", "nets**"),
        (
            Pins(author_conjunction="and"),
            [f"author-conjunction: `&` before the last author should be `and`{HERE}"],
            "Bo Chen & Cy",
            "Bo Chen and Cy",
        ),
        (
            Pins(author_conjunction=""),
            [f"author-conjunction: `&` before the last author should be `,`{HERE}"],
            "Bo Chen & Cy Diaz.* [Paper](https://example.org/2)",
            "Bo Chen, Cy Diaz.* [Paper](https://example.org/2)",
        ),
        (
            Pins(author_conjunction="and", oxford_comma=","),
            [f"author-conjunction: `and` before the last author should be `, and`{HERE}"],
            "Diaz and Ann",
            "Diaz, and Ann",
        ),
        (Pins(link_labels=("Paper",)), [f"link-label: Label `paper` should be `Paper`{HERE}"], "[paper](", "[Paper]("),
        (Pins(author_separator="; "), ["author-separator: `, ` between authors should be `; `."], "Lee, Bo", "Lee; Bo"),
        (
            Pins(description_separator=": "),
            [f"description-separator: ` - ` before the description should be `: `{HERE}"],
            "5) - It",
            "5): It",
        ),
        (
            Pins(description_ending=""),
            [f"description-ending: Period at the end of the description: write `slow`{HERE}"],
            "is slow.",
            "is slow\n",
        ),
        (Pins(numbering="same"), [], "2. [slow]", "1. [slow]"),
        (Pins(markers=("*",)), [], "- **Pruning nets", "* **Pruning nets"),
        (Pins(markers=("-", "-")), [], "* [slower]", "- [slower]"),
    ],
)
def test_check_and_fix_follow_a_pin(pins: Pins, expected: list[str], before: str, after: str) -> None:
    assert set(expected) <= set(said(MIXED, pins))
    made = fixed(MIXED, pins)
    assert before in MIXED
    assert before in fixed(MIXED)
    assert before not in made
    assert after in made
    assert fixed(made, pins) == made
    assert said(made, pins) == []


@pytest.mark.parametrize("pins", [Pins(title_ending="outside"), Pins(link_labels=("code",)), Pins(numbering="counting")])
def test_pins_that_ask_for_nothing(pins: Pins) -> None:
    assert said(MIXED, pins) == []
    assert fixed(MIXED, pins) == fixed(MIXED)


def test_a_list_is_written_in_the_pinned_way() -> None:
    pins = Pins(paper_entry="[{title}]({url}), {authors}", named_entry="**{title}** ({url}): {description}")
    written = "".join(exporter("markdown")([document(MIXED, pins)], Options()))
    assert "- [Pruning nets](https://example.org/1), Ann Lee and Bo Chen\n" in written
    assert "**fast** (https://example.org/5): It is fast.\n" in written


# --- what is told -----------------------------------------------------------------------------------------------------


def test_a_pinned_habit_is_firm() -> None:
    assert not Habit(".", 1, 100).is_firm()
    assert replace(Habit(".", 1, 100), is_pinned=True).is_firm()
    assert document("# A\n", Pins(title_ending=".")).style.title_ending.is_firm(least=100, share=1)


def test_pinned_habits_are_told_as_such() -> None:
    pins = Pins(title_ending=".", link_labels=("Code",), markers=("-", "*", "+"), paper_entry="**{title}.** *{authors}.*")
    values = document(MIXED, pins)
    told = dict(in_words(values.style))
    assert told["Titles end with `.`"] == "2 of 4, pinned"
    assert told["Links are labelled `Code`"] == "0 of 0, pinned"
    assert told["Those 2 levels deep begin with `+`"] == "0 of 0, pinned"
    assert told["Papers are written `**{title}.** *{authors}.*`"] == "0 of 4, pinned"
    assert as_values(values.style)["title-ending"] == {"value": ".", "count": 2, "total": 4, "pinned": True}
    assert 'title-ending = "."  # 2 of 4, pinned' in as_settings(values.style)


def test_a_depth_without_bullets_keeps_its_place(tmp_path: Path) -> None:
    below = "".join(f"1. [thing {number}](https://example.org/1{number}) - It is.\n   * It does.\n" for number in range(9))
    settings = list(as_settings(document(f"{MIXED.replace(chr(10) + '- ', chr(10) + '1. ')}{below}").style))
    assert 'markers = ["*", "*"]  # 0 of 0, 10 of 10' in settings


# --- the command line -------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "README.md").write_text(MIXED, "utf-8")
    (tmp_path / ".awesome-lint.toml").write_text('[style]\ntitle-ending = "."\nnamed-entry = "{title}: {url} {description}"\n')
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "followed"),
    [
        (["--select", "title-ending", "--output-format", "concise"], "write `trees.`"),
        (["style"], "2 of 4, pinned"),
        (["show"], "2 of 4, pinned"),
        (["export", "--format", "markdown"], "fast: https://example.org/5 It is fast."),
    ],
)
def test_every_command_follows_the_settings(
    folder: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], followed: str
) -> None:
    cli.run(arguments)
    written = capfd.readouterr().out
    assert followed in written
    cli.run([*arguments, "--isolated"])
    assert followed not in capfd.readouterr().out


def test_fix_follows_the_settings(folder: Path) -> None:
    assert cli.run(["--fix", "--quiet"]) == 0
    assert "**Pruning trees.** " in (folder / "README.md").read_text("utf-8")


@pytest.mark.parametrize("command", ["style", "show", "export"])
def test_mistaken_settings_stop_every_command(folder: Path, capfd: pytest.CaptureFixture[str], command: str) -> None:
    (folder / ".awesome-lint.toml").write_text('[style]\nnumbering = "none"\n')
    assert cli.run([command]) == 2
    captured = capfd.readouterr()
    assert captured.out == ""
    assert 'error: .awesome-lint.toml:2: style.numbering: expected one of "same", "counting", got "none"' in captured.err
    assert cli.run([command, "--config", "none.toml", "--isolated"]) == 2
    assert "--config and --isolated exclude each other" in capfd.readouterr().err
