"""Settings laid over one another: files that extend others, tables for some lists, and what the command line states."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.cli import commands as cli
from awesome_lint.habits.book import Pins
from awesome_lint.registry.discovery import discover
from awesome_lint.settings import Selection, Settings, SettingsError, choose
from awesome_lint.settings.command_line import settings_files
from awesome_lint.settings.files import SettingsFiles, from_table, load, read
from awesome_lint.settings.lines import key_lines
from awesome_lint.toml import dotted, parsed, written

DEFAULT = {name for name, rule in discover().items() if rule.default}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(files: Mapping[str, str]) -> None:
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def chosen(settings: Settings) -> set[str]:
    return {rule.name for rule in choose(settings, Selection())}


def problems(name: str) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        load(Path(name))
    return caught.value.problems


# --- extend -----------------------------------------------------------------------------------------------------------


def test_an_extended_file_holds_where_the_nearer_one_is_silent() -> None:
    write(
        {
            "base.toml": (
                'unsafe-fixes = true\noutput-format = "concise"\n[rules.link-label]\nleast = 3\nshare = 0.9\n'
                '[style]\ntitle-ending = "."\nauthor-conjunction = "and"\n'
            ),
            "awesome-lint.toml": (
                'extend = "base.toml"\noutput-format = "json"\n[rules.link-label]\nleast = 7\n[style]\ntitle-ending = ""\n'
            ),
        }
    )
    settings = load(Path("awesome-lint.toml"))
    assert settings.path == Path("awesome-lint.toml")
    assert settings.unsafe_fixes
    assert settings.output_format == "json"
    assert settings.options == {"link-label": {"least": 7, "share": 0.9}}
    assert settings.style == Pins(title_ending="", author_conjunction="and")


@pytest.mark.parametrize(
    ("base", "nearer", "expected"),
    [
        ("", "", DEFAULT),
        ('ignore = ["et-al"]', "", DEFAULT - {"et-al"}),
        ('ignore = ["et-al"]', 'ignore = ["layout"]', DEFAULT - {"et-al", "layout"}),
        ('extend-select = ["repeated-author"]', 'ignore = ["layout"]', DEFAULT - {"layout"} | {"repeated-author"}),
        ('ignore = ["et-al"]', 'extend-select = ["et-al"]', DEFAULT),
        (
            'extend-select = ["et-al"]',
            'ignore = ["authors"]',
            {name for name in DEFAULT if discover()[name].group != "authors"},
        ),
        ('select = ["et-al"]', "", {"et-al"}),
        ('select = ["et-al"]', 'extend-select = ["layout"]', {"et-al", "layout"}),
        ('select = ["et-al"]', 'select = ["layout"]', {"layout"}),
        ('ignore = ["et-al"]', 'select = ["et-al"]', {"et-al"}),
        ('extend-select = ["layout"]', 'select = ["et-al"]', {"et-al"}),
    ],
)
def test_a_nearer_selection_changes_what_it_names(base: str, nearer: str, expected: set[str]) -> None:
    write({"base.toml": base, "awesome-lint.toml": f'extend = "base.toml"\n{nearer}'})
    assert chosen(load(Path("awesome-lint.toml"))) == expected


def test_excluded_files_are_those_of_the_file_that_says_so(folder: Path) -> None:
    write({"base.toml": 'exclude = ["vendor"]', "lists/awesome-lint.toml": 'extend = "../base.toml"'})
    settings = load(Path("lists/awesome-lint.toml"))
    assert settings.excludes(folder / "vendor" / "README.md")
    assert not settings.excludes(folder / "lists" / "vendor" / "README.md")
    assert settings.exclude.place == "base.toml"
    write({"lists/awesome-lint.toml": 'extend = "../base.toml"\nexclude = ["old"]'})
    settings = load(Path("lists/awesome-lint.toml"))
    assert not settings.excludes(folder / "vendor" / "README.md")
    assert settings.excludes(folder / "lists" / "old" / "README.md")


def test_each_path_is_relative_to_the_file_it_stands_in() -> None:
    write(
        {
            "shared/base.toml": 'extend = "deep/pyproject.toml"\n',
            "shared/deep/pyproject.toml": '[tool.awesome-lint]\nignore = ["et-al"]\n',
            "lists/pyproject.toml": '[tool.awesome-lint]\nextend = "../shared/base.toml"\n',
        }
    )
    assert chosen(load(Path("lists/pyproject.toml"))) == DEFAULT - {"et-al"}
    assert [layer.source.name for layer in read(Path("lists/pyproject.toml"))] == [
        "shared/deep/pyproject.toml",
        "shared/base.toml",
        "lists/pyproject.toml",
    ]


def test_home_can_be_extended(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder / "home"))
    monkeypatch.setenv("USERPROFILE", str(folder / "home"))
    write({"home/lists.toml": 'ignore = ["et-al"]', "awesome-lint.toml": 'extend = "~/lists.toml"'})
    assert chosen(load(Path("awesome-lint.toml"))) == DEFAULT - {"et-al"}


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"awesome-lint.toml": '\nextend = "../base.toml"'},
            "awesome-lint.toml:2: extend: ../base.toml: no such settings file",
        ),
        ({"awesome-lint.toml": 'extend = ".git"'}, "awesome-lint.toml:1: extend: .git: a folder, not a settings file"),
        (
            {"awesome-lint.toml": 'extend = "./awesome-lint.toml"'},
            "awesome-lint.toml:1: extend: awesome-lint.toml is this file itself; leave out the key, or name another file",
        ),
        (
            {"awesome-lint.toml": 'extend = "a.toml"', "a.toml": 'extend = "b.toml"', "b.toml": 'extend = "awesome-lint.toml"'},
            "b.toml:1: extend: awesome-lint.toml extends this file in turn; leave out one of the two",
        ),
        (
            {"awesome-lint.toml": 'extend = "pyproject.toml"', "pyproject.toml": '[project]\nname = "awesome-lint-fan"\n'},
            "awesome-lint.toml:1: extend: pyproject.toml has no table [tool.awesome-lint]",
        ),
        ({"awesome-lint.toml": 'extend = ""'}, "awesome-lint.toml:1: extend: expected at least one character"),
        ({"awesome-lint.toml": "extend = []"}, "awesome-lint.toml:1: extend: expected text, got a list"),
    ],
)
def test_what_cannot_be_extended_is_named(files: Mapping[str, str], message: str) -> None:
    write(files)
    assert problems("awesome-lint.toml") == (message,)


def test_mistakes_of_all_files_are_told_at_once() -> None:
    write({"awesome-lint.toml": 'extend = "a.toml"\nx = 1', "a.toml": 'extend = "b.toml"\ny = 1', "b.toml": "= 1"})
    found = problems("awesome-lint.toml")
    assert [each.partition(" ")[0] for each in found] == ["b.toml:", "a.toml:2:", "awesome-lint.toml:2:"]


# --- tables for some lists --------------------------------------------------------------------------------------------

PER_FILE = """
ignore = ["layout"]

[style]
title-ending = "."

[per-file."README.zh-CN.md"]
select = ["links"]

[per-file."README.zh-CN.md".style]
title-ending = ""

[per-file."docs/*.md"]
ignore = ["links"]
unsafe-fixes = true

[per-file."docs/old.md"]
extend-select = ["dead-fragment"]
rules.link-label.least = 3
"""


def test_a_list_has_the_settings_of_the_tables_that_match() -> None:
    write({"awesome-lint.toml": PER_FILE})
    files = SettingsFiles(Path("awesome-lint.toml"))
    links = {name for name, rule in discover().items() if rule.group == "links"}
    assert files.at(Path("README.md")).style == Pins(title_ending=".")
    assert chosen(files.at(Path("README.md"))) == DEFAULT - {"layout"}
    assert files.at(Path("README.zh-CN.md")).style == Pins(title_ending="")
    assert chosen(files.at(Path("README.zh-CN.md"))) == links
    assert files.at(Path("docs/new.md")).unsafe_fixes
    assert chosen(files.at(Path("docs/new.md"))) == DEFAULT - links - {"layout"}
    assert chosen(files.at(Path("docs/old.md"))) == DEFAULT - links - {"layout"} | {"dead-fragment"}
    assert files.at(Path("docs/old.md")).options == {"link-label": {"least": 3}}
    assert files.at(None) is files.at(Path("README.md"))
    assert files.at(Path("docs/new.md")) is files.at(Path("docs/other.md"))


def test_the_nearer_file_wins_over_the_tables_of_an_extended_one() -> None:
    write(
        {
            "base.toml": '[per-file."*.zh.md"]\nunsafe-fixes = true\nignore = ["layout"]\n',
            "lists/awesome-lint.toml": 'extend = "../base.toml"\nunsafe-fixes = false\n',
        }
    )
    settings = load(Path("lists/awesome-lint.toml"), Path("lists/README.zh.md"))
    assert not settings.unsafe_fixes
    assert chosen(settings) == DEFAULT - {"layout"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[per-file."a.md"]\nignroe = []', '2: per-file."a.md": unknown key "ignroe" (did you mean "ignore"?)'),
        ('[per-file."a.md"]\nignore = ["etal"]', '2: per-file."a.md".ignore: unknown rule "etal" (did you mean "et-al"?)'),
        ('[per-file."a.md"]\noutput-format = "json"', '2: per-file."a.md": output-format does not depend on the file'),
        ('[per-file."a.md".rules.layuot]', '1: per-file."a.md".rules: unknown rule "layuot" (did you mean "layout"?)'),
        ('[per-file."a.md".rules.et-al]\nx = 1', '2: per-file."a.md".rules.et-al: unknown option "x"'),
        (
            '[per-file."a.md".style]\nmarkers = ["x"]',
            '2: per-file."a.md".style.markers: expected one of "-", "*", "+", got "x"',
        ),
        ('[per-file."a.md"]\nrules = 1', '2: per-file."a.md".rules: expected a table for each rule'),
        ("[per-file.README.md]", '1: per-file.README: unknown key "md"; quote the whole pattern, as in [per-file."README.md"]'),
        ('[per-file.""]', '1: per-file."": expected a pattern of files between the quotes'),
        ("per-file = []", '1: per-file: expected a table for each pattern, as in [per-file."README.*.md"]'),
        ('[per-file]\nignore = ["et-al"]', "2: per-file.ignore: expected a table of settings, as in [per-file.ignore]"),
    ],
)
def test_mistakes_in_tables_for_some_lists_are_named(text: str, message: str) -> None:
    write({"awesome-lint.toml": text})
    (found,) = problems("awesome-lint.toml")
    assert found.startswith(f"awesome-lint.toml:{message}")


# --- the command line -------------------------------------------------------------------------------------------------


def test_a_stated_setting_wins_over_every_file() -> None:
    write({"awesome-lint.toml": '[rules.link-label]\nleast = 3\nshare = 0.9\n[per-file."*.md"]\nrules.link-label.least = 4\n'})
    arguments = ["rules.link-label.least=5", 'ignore = ["layout"]', "unsafe-fixes = true\nstyle = {et-al = 'et al.'}"]
    settings = settings_files(arguments, isolated=False).at(Path("README.md"))
    assert settings.options == {"link-label": {"least": 5, "share": 0.9}}
    assert settings.unsafe_fixes
    assert settings.style == Pins(et_al="et al.")
    assert chosen(settings) == DEFAULT - {"layout"}
    alone = settings_files(arguments, isolated=True).at(Path("README.md"))
    assert alone.path is None
    assert alone.options == {"link-label": {"least": 5}}


def test_a_stated_table_is_for_the_lists_of_this_folder(folder: Path) -> None:
    files = settings_files(['per-file."docs/*.md".unsafe-fixes=true', 'exclude=["vendor"]'], isolated=False)
    assert files.at(folder / "docs" / "a.md").unsafe_fixes
    assert not files.at(folder / "a.md").unsafe_fixes
    assert files.at(folder / "a.md").excludes(folder / "vendor" / "a.md")
    assert files.at(folder / "a.md").exclude.place == "--config"


def test_a_file_is_a_file_whatever_its_name() -> None:
    write({"ignore=[].toml": 'ignore = ["et-al"]', "a b.txt": 'ignore = ["layout"]'})
    assert chosen(settings_files(["ignore=[].toml"], isolated=False).at(None)) == DEFAULT - {"et-al"}
    files = settings_files(["a b.txt", 'ignore=["et-al"]'], isolated=False)
    assert chosen(files.at(None)) == DEFAULT - {"et-al", "layout"}


@pytest.mark.parametrize(
    ("arguments", "messages"),
    [
        (['ingore=["et-al"]'], ['--config: unknown key "ingore" (did you mean "ignore"?)']),
        (
            ['ignore=["etal"]', "unsafe-fixes=1"],
            [
                '--config: ignore: unknown rule "etal" (did you mean "et-al"?)',
                "--config: unsafe-fixes: expected true or false, got a whole number",
            ],
        ),
        (
            ["output-format=json"],
            [
                "--config: output-format=json: not well-formed TOML; "
                "write text in quotes, as in --config 'output-format=\"json\"'",
            ],
        ),
        (
            ["ignore=[et-al]"],
            [
                "--config: ignore=[et-al]: not well-formed TOML: Invalid value (at line 1, column 9); "
                "expected a file, or a setting such as --config 'ignore=[\"layout\"]'"
            ],
        ),
        (["a=b/none.toml"], ["--config: a=b/none.toml: no such settings file"]),
        ([""], ["--config: expected a file, or a setting such as --config 'ignore=[\"layout\"]', got nothing"]),
        (['extend="a.toml"'], ["--config: extend stands in files only; name the file itself, as in --config FILE"]),
        (["a.toml", "b.toml"], ["--config: a.toml and b.toml: one file holds; leave out one, or let it extend the other"]),
    ],
)
def test_arguments_that_make_no_sense_are_named(arguments: list[str], messages: list[str]) -> None:
    with pytest.raises(SettingsError) as caught:
        settings_files(arguments, isolated=False)
    assert list(caught.value.problems) == messages


def test_a_word_is_a_file() -> None:
    with pytest.raises(SettingsError) as caught:
        settings_files(["ignore"], isolated=False).at(None)
    assert caught.value.problems == ("ignore: no such settings file",)
    with pytest.raises(SettingsError, match="--config and --isolated exclude each other"):
        settings_files(["ignore"], isolated=True)


def test_a_table_says_what_a_file_does() -> None:
    table = parsed(PER_FILE)
    write({"awesome-lint.toml": PER_FILE})
    for name in ("README.md", "README.zh-CN.md", "docs/old.md"):
        stated, read_ = from_table(table, Path(name)), load(Path("awesome-lint.toml"), Path(name))
        assert (chosen(stated), stated.style, stated.options) == (chosen(read_), read_.style, read_.options)
    with pytest.raises(SettingsError, match=r"^extend: stands in files only; leave it out$"):
        from_table({"extend": "awesome-lint.toml"})


# --- lines ------------------------------------------------------------------------------------------------------------

TOML = '''
# [comment]
select = ["a", # x = 1
  "b=c", ]
[tool."awesome-lint".rules.spelling]   # words = 2
words = """
style = 1
\\"""" # closed
'quoted.key' . "a\\u0062" = 'x = """'
inline = { a = 1, b.c = [ {d = 1}, 2 ], e = {f = "}"} }

[[array]]
date = 1979-05-27 07:32:00
float = 1.5
last = \'\'\'
it\'s \'\'\'\'
'''


def test_keys_are_found_on_their_lines() -> None:
    spelling = ("tool", "awesome-lint", "rules", "spelling")
    assert key_lines(TOML) == {
        ("select",): 3,
        spelling[:1]: 5,
        spelling[:2]: 5,
        spelling[:3]: 5,
        spelling: 5,
        (*spelling, "words"): 6,
        (*spelling, "quoted.key"): 9,
        (*spelling, "quoted.key", "ab"): 9,
        (*spelling, "inline"): 10,
        (*spelling, "inline", "a"): 10,
        (*spelling, "inline", "b"): 10,
        (*spelling, "inline", "b", "c"): 10,
        (*spelling, "inline", "e"): 10,
        (*spelling, "inline", "e", "f"): 10,
        ("array",): 12,
        ("array", "date"): 13,
        ("array", "float"): 14,
        ("array", "last"): 15,
    }
    assert parsed(TOML)["tool"]["awesome-lint"]["rules"]["spelling"]["words"] == 'style = 1\n"'


WORDS = st.text(st.sampled_from("ab \"'\\#=.,[]{}\n\u00e9"), max_size=8)
VALUES = st.recursive(
    WORDS | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(WORDS, VALUES, max_size=5), st.dictionaries(WORDS, VALUES, max_size=3), st.integers(0, 2))
def test_every_key_has_its_line(top: dict[str, Any], table: dict[str, Any], blank: int) -> None:
    top.pop("table", None)
    breaks = "\n" * blank
    text = "".join(f"{breaks}{dotted(key)} = {written(value)} # {key!r}\n" for key, value in top.items())
    text += "[table]\n" + "".join(f"{dotted(key)} = {written(value)}\n" for key, value in table.items())
    assert parsed(text) == {**top, "table": table}
    lines = text.split("\n")
    found = key_lines(text)
    assert {key[0] for key in found} == {*top, "table"}
    for (first, *rest), line in found.items():
        key = first if first in top else rest[0] if rest else "table"
        assert lines[line - 1].startswith((dotted(key), "[table]"))


# --- what a start imports ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("settings", "imported"), [("", set()), ("[style]\n", {"awesome_lint.settings.model"})])
def test_a_check_without_settings_imports_nothing_for_them(settings: str, imported: set[str]) -> None:
    write({"README.md": "# List\n"} | ({"awesome-lint.toml": settings} if settings else {}))
    # What reads TOML is left out: whatever measures this process may have imported it.
    script = (
        "import atexit, sys; from awesome_lint.__main__ import main\n"
        "atexit.register(lambda: print('imported', *{'awesome_lint.settings.model'} & set(sys.modules)))\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", script, "--quiet"], capture_output=True, text=True, timeout=60, check=True)
    assert set(done.stdout.split()) == {"imported", *imported}


# --- commands ---------------------------------------------------------------------------------------------------------

LIST = "# List\n\n- **One.** *Ann Lee andBo Chen.* [paper](http://arxiv.org/abs/1512.03385)\n"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_every_list_is_checked_by_its_own_settings(capfd: pytest.CaptureFixture[str], jobs: str) -> None:
    write({"README.md": LIST, "README.zh.md": LIST, "docs/README.md": LIST})
    write({"awesome-lint.toml": '[per-file."*.zh.md"]\nselect = ["links"]\n[per-file.docs]\nignore = ["links"]\n'})
    paths = ["README.md", "README.zh.md", "docs/README.md"]
    assert cli.run([*paths, "--jobs", jobs, "--output-format", "json"]) == 1
    found = {(each["path"], each["rule"]) for each in json.loads(capfd.readouterr().out)}
    assert found == {
        ("README.md", "glued-conjunction"),
        ("README.md", "insecure-link"),
        ("README.zh.md", "insecure-link"),
        ("docs/README.md", "glued-conjunction"),
    }
    assert cli.run([*paths, "--jobs", jobs, "--config", 'ignore = ["links"]', "--output-format", "json"]) == 1
    assert {each["rule"] for each in json.loads(capfd.readouterr().out)} == {"glued-conjunction"}


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["style"], "Numbered entries all have the same number"),
        (["show"], "Numbered entries all have the same number"),
        (["export", "--format", "markdown"], "One: Ann Lee"),
    ],
)
def test_every_command_follows_a_stated_setting(capfd: pytest.CaptureFixture[str], arguments: list[str], shown: str) -> None:
    write({"README.md": LIST})
    stated = ["--config", 'style.numbering="same"', "--config", 'style.entry="{title}: {authors}, [{label}]({url})"']
    assert cli.run([*arguments, *stated]) == 0
    assert shown in capfd.readouterr().out
    assert cli.run(arguments) == 0
    assert shown not in capfd.readouterr().out
    assert cli.run([*arguments, "--config", "style.numbering=1"]) == 2
    assert "--config: style.numbering: expected text, got a whole number" in capfd.readouterr().err


def test_a_stated_setting_gives_way_to_an_option(capfd: pytest.CaptureFixture[str]) -> None:
    write({"README.md": LIST})
    stated = ["--config", 'select = ["links"]', "--config", 'output-format = "concise"']
    assert cli.run(stated) == 1
    assert capfd.readouterr().out.startswith("README.md:3:")
    assert cli.run([*stated, "--select", "authors", "--output-format", "json"]) == 1
    assert [each["rule"] for each in json.loads(capfd.readouterr().out)] == ["glued-conjunction"]
