"""`awesome-lint config`: every setting with its value and where it is stated."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from awesome_lint.cli import commands as cli
from awesome_lint.registry.discovery import discover
from awesome_lint.reporters.text import columns
from awesome_lint.settings import Selection, choose, model
from awesome_lint.settings.files import SettingsFiles, load
from awesome_lint.settings.overview import known_keys
from awesome_lint.settings.schema import SHIPPED

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

BASE = 'ignore = ["missing-link"]\nexclude = ["old"]\n\n[rules.spelling]\nwords = ["frecency"]\n\n[style]\ntitle-ending = "."\n'
NEARER = """extend = "shared/base.toml"
ignore = ["layout"]

[style]
entry = "**{title}.** *{authors}.* [{label}]({url})"

[per-file."*.zh.md"]
ignore = ["et-al", "author-case"]
style.title-ending = ""

[per-file."docs/*"]
select = ["links"]
"""

Run = Callable[..., str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "shared").mkdir()
    (tmp_path / "docs").mkdir()
    for name in ("README.md", "README.zh.md", "docs/README.md"):
        (tmp_path / name).write_text("# List\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.fixture
def files(folder: Path) -> None:
    (folder / "shared" / "base.toml").write_text(BASE)
    (folder / ".awesome-lint.toml").write_text(NEARER)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str, status: int = 0) -> str:
        assert cli.run(["config", *arguments]) == status
        captured = capfd.readouterr()
        return captured.out if status == 0 else captured.err

    return run


def test_without_settings_every_value_is_the_default(run: Run) -> None:
    text = run()
    assert text.startswith("# README.md: no settings file, every value is the default\n")
    assert 'output-format = "full"  # default' in text
    assert "# Not pinned: paper-entry, named-entry, title-ending," in text
    default = sum(rule.default for rule in discover().values())
    assert f"# {default} rules run: " in text
    assert f"# {len(discover()) - default} do not: " in text


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("name", ["README.md", "README.zh.md", "docs/README.md", "docs", "."])
@pytest.mark.parametrize("columns_", ["80", "60"])
def test_it_is_a_settings_file_that_says_the_same(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, columns_: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns_)
    text = run(name)
    assert all(columns(line) <= int(columns_) for line in text.splitlines())
    (folder / "all.toml").write_text(text)
    again = load(Path("all.toml"))
    path = folder / name / "README.md" if (folder / name).is_dir() else folder / name
    settings = SettingsFiles().at(path)
    assert choose(again, Selection()).rules == choose(settings, Selection()).rules
    assert (again.style, again.unsafe_fixes) == (settings.style, settings.unsafe_fixes)
    assert again.exclude.patterns == settings.exclude.patterns


@pytest.mark.usefixtures("files")
def test_each_value_says_where_it_is_stated(run: Run) -> None:
    text = run("README.zh.md", "--config", 'rules.spelling.words = ["tmux"]')
    assert text.splitlines()[0] == ("# README.zh.md: .awesome-lint.toml, which extends shared/base.toml, and --config")
    for line in (
        'extend = "shared/base.toml"  # .awesome-lint.toml:1',
        '    "missing-link",          # shared/base.toml:1',
        '    "layout",                # .awesome-lint.toml:2',
        '    "et-al",                 # .awesome-lint.toml:8 [per-file."*.zh.md"]',
        '    "author-case",           # .awesome-lint.toml:8 [per-file."*.zh.md"]',
        'exclude = ["old"]            # shared/base.toml:2',
        "unsafe-fixes = false         # default",
        'spelling.words = ["tmux"]  # --config',
    ):
        # How far apart the two stand depends on what stands around them.
        assert " ".join(line.split()) in {" ".join(each.split()) for each in text.splitlines()}
    assert 'title-ending = ""' in text
    assert '# .awesome-lint.toml:9 [per-file."*.zh.md"]' in text
    assert "# .awesome-lint.toml:5" in text


@pytest.mark.usefixtures("files")
def test_a_selection_that_starts_anew_forgets_the_rest(run: Run) -> None:
    text = run("docs")
    assert 'select = ["links"]           # .awesome-lint.toml:12 [per-file."docs/*"]' in text
    assert "ignore = []                  # default" in text


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (
            "unsafe-fixes",
            "# Whether `--fix` makes unsafe fixes too. `--no-unsafe-fixes` says no for one\n"
            "# run. Takes: `true` or `false`.\nunsafe-fixes = false  # default\n",
        ),
        (
            "style.numbering",
            '# `"same"` (1, 1, 1) or `"counting"` (1, 2, 3), of numbered lists. Takes: one of\n'
            '# `"same"`, `"counting"`.\n# style.numbering is not pinned: the list decides\n',
        ),
        ("layout", "# layout does not run: ignore in .awesome-lint.toml:2\n"),
        ("et-al", "# et-al runs: the default\n"),
        (
            "spelling",
            "# spelling runs: the default\n\n# Words to accept, in any case. Takes: list of text.\n"
            'rules.spelling.words = ["frecency"]  # shared/base.toml:5\n',
        ),
        (
            "select",
            "# Run only these rules, instead of those that are on by default. Takes: list of\n# names.\n"
            "# select is not set: the rules that are on by default\n",
        ),
        (
            "baseline",
            "# The baseline file, whose problems are hidden, relative to the settings file.\n# Takes: text.\n"
            "# baseline is not set: the nearest .awesome-lint-baseline.json, if there is one\n",
        ),
    ],
)
def test_one_setting_is_explained(run: Run, key: str, expected: str) -> None:
    assert run(key) == expected


@pytest.mark.usefixtures("files")
def test_tables_are_explained_whole(run: Run) -> None:
    assert run("style").count(" is not pinned") == len(model.keys(model.habits())) - 3
    assert run("rules.link-label") == run("link-label").partition("\n\n")[2]
    assert run("ignore", "exclude") == run("ignore") + "\n" + run("exclude")


@pytest.mark.usefixtures("files")
def test_tables_for_some_lists_are_told_by_their_patterns(run: Run) -> None:
    assert run("per-file").endswith("\n# no such table holds for README.md\n")
    text = run("per-file", "docs")
    assert text.startswith("# Settings for some lists, each table named after a pattern")
    assert text.endswith('\n# [per-file."docs/*"] in .awesome-lint.toml:11 holds for docs/README.md\n')


def test_every_key_has_an_answer(run: Run) -> None:
    whole = run()
    for key in model.keys(model.TopTable):
        assert key in known_keys()
        assert key == "per-file" or any(line.lstrip("# [").startswith(key) for line in whole.splitlines())
    for key in known_keys():
        last = run(key).splitlines()[-1]
        assert " = " in last or " runs: " in last or " not run: " in last or " is not " in last or "no such table" in last


@pytest.mark.usefixtures("files")
def test_programs_are_told_the_same(run: Run) -> None:
    told: dict[str, Any] = json.loads(run("README.zh.md", "--output-format", "json"))
    assert (told["path"], told["excluded"]) == ("README.zh.md", False)
    assert told["files"] == [".awesome-lint.toml", "shared/base.toml"]
    assert told["per_file"] == ["*.zh.md"]
    settings = {each["key"]: each for each in told["settings"]}
    assert settings["ignore"]["value"] == ["missing-link", "layout", "et-al", "author-case"]
    assert settings["ignore"]["from"] == [
        {"place": "shared/base.toml", "line": 1, "per_file": None, "value": ["missing-link"]},
        {"place": ".awesome-lint.toml", "line": 2, "per_file": None, "value": ["layout"]},
        {"place": ".awesome-lint.toml", "line": 8, "per_file": "*.zh.md", "value": ["et-al", "author-case"]},
    ]
    assert settings["output-format"] == {"key": "output-format", "value": "full", "default": True, "from": []}
    assert sorted(told["rules"]["run"] + told["rules"]["left_out"]) == sorted(discover())
    assert "layout" in told["rules"]["left_out"]
    one = json.loads(run("ignore", "README.zh.md", "--output-format", "json"))
    assert one["settings"] == [settings["ignore"]]


def test_what_is_excluded_is_said(run: Run, folder: Path) -> None:
    (folder / "awesome-lint.toml").write_text('exclude = ["docs"]\n')
    assert run("docs").startswith("# docs/README.md: awesome-lint.toml. It is excluded\n")


def test_a_folder_without_a_list_has_settings(run: Run) -> None:
    assert run("shared").startswith("# shared/README.md: no settings file")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ingore"], '"ingore": no such file, and no setting of this name (did you mean "ignore"?)'),
        (["README.md", "docs"], "expected one list at a time, got README.md, docs"),
        (["--config", "x=1"], '--config: unknown key "x"'),
        (["--config", "none.toml"], "error: none.toml: no such settings file"),
    ],
)
def test_what_cannot_be_shown_is_named(run: Run, arguments: list[str], message: str) -> None:
    assert message in run(*arguments, status=2)


def test_the_schema_is_printed(run: Run) -> None:
    assert run("--schema") == SHIPPED.read_text(encoding="utf-8")


def test_nothing_in_a_file_acts_on_a_terminal(run: Run, folder: Path) -> None:
    (folder / "awesome-lint.toml").write_text('[rules.spelling]\nwords = ["\\u001b[31m", "a\\u202eb"]\n')
    text = run()
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert tomllib.loads(text)["rules"]["spelling"]["words"] == ["\x1b[31m", "a\u202eb"]


def test_rules_that_ask_others_are_explained(run: Run, folder: Path) -> None:
    assert run("dead-link") == "# dead-link runs: the default\n"
    (folder / ".awesome-lint.toml").write_text('select = ["links"]\nignore = ["online"]\n\n[online.max-age]\nalive = "1h"\n')
    assert run("dead-link") == "# dead-link does not run: ignore in .awesome-lint.toml:2\n"
    assert run("findable-link") == "# findable-link runs: the default\n"
    assert 'online.max-age.alive = "1h"  # .awesome-lint.toml:5' in run("online.max-age")
    assert "# online.contact is not set: nobody" in run("online")
