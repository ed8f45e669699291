"""Settings files: which one holds, what it says, and everything that can be wrong in it."""

from pathlib import Path

import pytest

from awesome_lint.registry.discovery import discover
from awesome_lint.registry.suggestion import suggestion
from awesome_lint.settings import Patterns, Selection, Settings, SettingsError, choose, unknown_selectors
from awesome_lint.settings.files import load, nearest

EVERYTHING = set(discover())
DEFAULT = {name for name, rule in discover().items() if rule.default}
AUTHORS = {name for name, rule in discover().items() if rule.group == "authors"}


def chosen(settings: Selection, command_line: Selection | None = None) -> set[str]:
    return {rule.name for rule in choose(Settings(selection=settings), command_line or Selection())}


def test_no_settings_file_is_the_normal_case(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert nearest(tmp_path) is None
    assert chosen(Selection()) == DEFAULT


def test_the_nearest_file_holds(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    inner = tmp_path / "docs" / "lists"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[tool.awesome-lint]\n")
    assert nearest(inner) == tmp_path / "pyproject.toml"
    (tmp_path / "awesome-lint.toml").write_text("")
    assert nearest(inner) == tmp_path / "awesome-lint.toml"
    (tmp_path / ".awesome-lint.toml").write_text("")
    assert nearest(inner) == tmp_path / ".awesome-lint.toml"
    (tmp_path / "docs" / "pyproject.toml").write_text("[tool.awesome-lint]\n")
    assert nearest(inner) == tmp_path / "docs" / "pyproject.toml"


def test_a_repository_is_the_limit(tmp_path: Path) -> None:
    (tmp_path / "awesome-lint.toml").write_text("")
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    assert nearest(tmp_path / "repository") is None


@pytest.mark.parametrize("text", ["[tool.ruff]\n", "not TOML at all", '[project]\nname = "awesome-lint-fan"\n'])
def test_a_pyproject_without_our_table_does_not_count(tmp_path: Path, text: str) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "pyproject.toml").write_text(text)
    assert nearest(tmp_path) is None


def test_every_key_is_read(tmp_path: Path) -> None:
    path = tmp_path / "awesome-lint.toml"
    path.write_text(
        'select = ["authors"]\nextend-select = ["title-ending"]\nignore = ["et-al"]\nunsafe-fixes = true\n'
        'output-format = "concise"\nexclude = ["vendor", "*.zh.md"]\n[rules.link-label]\nleast = 3\n'
    )
    assert load(path) == Settings(
        path=path,
        selection=Selection(("authors",), ("title-ending",), ("et-al",)),
        unsafe_fixes=True,
        output_format="concise",
        exclude=Patterns(("vendor", "*.zh.md"), tmp_path, str(path)),
        options={"link-label": {"least": 3}},
    )
    pyproject = tmp_path / "pyproject.toml"
    pyproject.write_text('[tool.awesome-lint]\nignore = ["et-al"]\n')
    assert load(pyproject).selection == Selection(ignore=("et-al",))


BROKEN = [
    ("ignore = [", "awesome-lint.toml: not well-formed TOML: "),
    ('ingore = ["et-al"]', 'awesome-lint.toml:1: unknown key "ingore" (did you mean "ignore"?)'),
    ('ignore = "et-al"', "awesome-lint.toml:1: ignore: expected a list, got text"),
    (
        "[tool.awesome-lint.rules]",
        'awesome-lint.toml:1: unknown key "tool"; [tool.awesome-lint] is for pyproject.toml, in a file of its own leave it out',
    ),
    ("rules.link-label.least = 0", "awesome-lint.toml:1: rules.link-label.least: expected a whole number of at least 1"),
    ("rules.link-label.share = 1.5", "awesome-lint.toml:1: rules.link-label.share: expected a number of at most 1"),
    ("rules.arxiv-link.share = nan", "awesome-lint.toml:1: rules.arxiv-link.share: expected a number of at least 0"),
    ("ignore = [1]", "awesome-lint.toml:1: ignore: expected text, got a whole number (value 1 of the list)"),
    ('ignore = ["etal"]', 'awesome-lint.toml:1: ignore: unknown rule "etal" (did you mean "et-al"?)'),
    ('unsafe-fixes = "yes"', "awesome-lint.toml:1: unsafe-fixes: expected true or false, got text"),
    ('output-format = "xml"', 'awesome-lint.toml:1: output-format: expected one of "full", "concise", "grouped"'),
    ("[rules.et_al]", 'awesome-lint.toml:1: rules: unknown rule "et_al" (did you mean "et-al"?)'),
    ("[rules]\net-al = 1", "awesome-lint.toml:2: rules.et-al: expected a table of options, as in [rules.et-al]"),
    ("rules = 1", "awesome-lint.toml:1: rules: expected a table for each rule"),
    ("[rules.et-al]\nstile = 1", 'awesome-lint.toml:2: rules.et-al: unknown option "stile"'),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_what_is_wrong_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "awesome-lint.toml"
    path.write_text(text)
    with pytest.raises(SettingsError) as caught:
        load(path)
    assert caught.value.problems[0].startswith(message)


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "awesome-lint.toml"
    path.write_text('ingore = []\nselect = ["etal", "authors", "titels"]\nunsafe-fixes = 1\n[rules.nothing]\n')
    with pytest.raises(SettingsError) as caught:
        load(path)
    assert len(caught.value.problems) == 5


def test_a_missing_file_and_other_encodings_are_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such settings file"):
        load(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9\n")
    with pytest.raises(SettingsError, match="not UTF-8 text; convert it to UTF-8"):
        load(tmp_path / "latin.toml")


def test_a_byte_order_mark_is_no_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "awesome-lint.toml"
    path.write_bytes(b'\xef\xbb\xbfignore = ["et-al"]\r\n')
    assert load(path).selection == Selection(ignore=("et-al",))


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(select=("ALL",)), EVERYTHING),
        (Selection(select=("authors",)), AUTHORS),
        (Selection(select=("et-al",)), {"et-al"}),
        (Selection(extend_select=("repeated-author",)), DEFAULT | {"repeated-author"}),
        (Selection(ignore=("et-al",)), DEFAULT - {"et-al"}),
        (Selection(ignore=("authors",)), DEFAULT - AUTHORS),
        (Selection(select=("authors",), ignore=("et-al",)), AUTHORS - {"et-al"}),
        (Selection(select=("et-al",), ignore=("authors",)), {"et-al"}),
        (Selection(select=("authors",), ignore=("authors",)), set()),
        (Selection(extend_select=("et-al",), ignore=("ALL",)), {"et-al"}),
        (Selection(select=("ALL",), ignore=("ALL",)), set()),
    ],
)
def test_the_narrowest_selector_decides(selection: Selection, expected: set[str]) -> None:
    assert chosen(selection) == expected


@pytest.mark.parametrize(
    ("settings", "command_line", "expected"),
    [
        (Selection(ignore=("et-al",)), Selection(select=("et-al",)), {"et-al"}),
        (Selection(ignore=("et-al",)), Selection(extend_select=("authors",)), DEFAULT | AUTHORS),
        (Selection(select=("et-al", "title-ending")), Selection(ignore=("et-al",)), {"title-ending"}),
        (Selection(select=("et-al",)), Selection(extend_select=("title-ending",)), {"et-al", "title-ending"}),
    ],
)
def test_the_command_line_decides_about_the_rules_it_names(
    settings: Selection, command_line: Selection, expected: set[str]
) -> None:
    assert chosen(settings, command_line) == expected


def test_unknown_selectors_come_with_a_suggestion() -> None:
    assert list(unknown_selectors(["et-al", "authors", "ALL"])) == []
    assert list(unknown_selectors(["et-all", "all", "qqqqq"])) == [
        'unknown rule "et-all" (did you mean "et-al"?)',
        'unknown rule "all" (did you mean "ALL"?)',
        'unknown rule "qqqqq"',
    ]
    assert suggestion("outputformat", ["output-format"]) == ' (did you mean "output-format"?)'


@pytest.mark.parametrize(
    ("path", "is_excluded"),
    [
        ("README.md", False),
        ("vendored/README.md", False),
        ("vendor/README.md", True),
        ("vendor/deep/README.md", True),
        ("README.zh.md", True),
        ("docs/README.zh.md", True),
        ("build/README.md", True),
    ],
)
def test_patterns_exclude_files_and_folders(tmp_path: Path, path: str, is_excluded: bool) -> None:
    settings = Settings(exclude=Patterns(("vendor", "*.zh.md", "build/"), tmp_path))
    assert settings.excludes(tmp_path / path) is is_excluded
