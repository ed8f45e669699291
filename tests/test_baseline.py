"""The baseline: what is held back stays so wherever it moves to, and everything else is reported."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from repository import Repository

BASELINE = ".awesome-lint-baseline.json"
LINES = """\
# Papers

## Networks

- **One paper.** *Ann Author, et.al.* [paper](https://example.org/1)
- **Another paper.** *Ben Baker and Carl Cook.* [paper](https://example.org/2)
- **Third paper.** *Dora Dean and Emil Ernst.* [paper](https://example.org/3)
- **Another paper.** *Ben Baker and Carl Cook.* [code](https://example.org/2)

## Graphs

- **Sixth paper.** *Ines Iten andJane Jung.* [paper](https://example.org/6)
""".splitlines(keepends=True)
OLD = "".join(LINES)
BAD = "- **Fourth paper.** *Fay Fox, et.al.* [paper](https://example.org/4)\n"
GOOD = "- **Fifth paper.** *Gil Grant and Hanna Holm.* [paper](https://example.org/5)\n"
RULES = ("--select", "et-al,glued-conjunction,duplicate-entry,layout")


@pytest.fixture
def folder(tmp_path: Path) -> Repository:
    """An old list with a baseline."""
    made = Repository.at(tmp_path)
    made.write('select = ["et-al", "glued-conjunction", "duplicate-entry", "layout"]\n', ".awesome-lint.toml")
    made.write(OLD)
    done = made.lint("--write-baseline")
    assert done.returncode == 0, done.stderr
    return made


def edited(*edits: Callable[[list[str]], object]) -> str:
    lines = list(LINES)
    for edit in edits:
        edit(lines)
    return "".join(lines)


def test_old_defects_are_held_back_and_counted(folder: Repository) -> None:
    assert folder.said("--no-baseline") == [
        "README.md:5 et-al",
        "README.md:8 duplicate-entry",
        "README.md:12 glued-conjunction",
    ]
    done = folder.lint()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "No problems found in README.md.\nThe baseline hides 3 problems.\n"
    assert "The baseline hides 3 problems." in folder.lint("--output-format", "markdown").stdout


def test_the_file_can_be_reviewed_and_merged(folder: Repository) -> None:
    assert folder.read(BASELINE) == (
        '{\n  "version": 1,\n  "lists": {\n    "README.md": [\n'
        '      {"rule": "duplicate-entry", '
        '"text": "**another paper.** *ben baker and carl cook.* [code](https://example.org/2)", '
        '"with": ["**another paper.** *ben baker and carl cook.* [paper](https://example.org/2)"]},\n'
        '      {"rule": "et-al", "text": "**one paper.** *ann author, et.al.* [paper](https://example.org/1)"},\n'
        '      {"rule": "glued-conjunction", "text": "**sixth paper.** *ines iten andjane jung.* [paper](https://example.org/6)"}\n'
        "    ]\n  }\n}\n"
    )
    before = (folder.folder / BASELINE).stat().st_mtime_ns
    again = folder.lint("--write-baseline")
    assert again.stderr == f"{BASELINE}: hides 3 problems from now on\n"
    assert (folder.folder / BASELINE).stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "text",
    [
        OLD,
        edited(lambda lines: lines.insert(4, GOOD)),
        edited(lambda lines: lines.insert(0, "\n")).lstrip("\n"),
        edited(lambda lines: lines.__setitem__(slice(4, 8), sorted(lines[4:8]))),
        edited(lambda lines: lines.__setitem__(slice(None), [*lines[:2], *lines[9:], "\n", *lines[2:8]])),
        OLD.replace("\n", "\r\n"),
        OLD.replace("## ", "### ").replace("# Papers\n", "# Papers\n\n## All\n"),
    ],
    ids=["same", "inserted", "blank", "sorted", "sections swapped", "newlines", "deeper"],
)
def test_what_moves_is_held_back(folder: Repository, text: str) -> None:
    folder.write(text)
    assert folder.said() == []


def test_another_indentation_is_held_back(folder: Repository) -> None:
    folder.write(OLD.replace("- **", "  * **"))
    assert {line.split()[1] for line in folder.said()} == {"layout"}


def test_what_is_lacking_below_a_heading_is_held_back_whatever_stands_there(folder: Repository) -> None:
    folder.write("# Papers\n" + GOOD)
    folder.lint("--write-baseline")
    folder.write("# Papers\n" + BAD + GOOD)
    assert folder.said() == ["README.md:2 et-al"]


def test_a_new_entry_is_new(folder: Repository) -> None:
    folder.write(edited(lambda lines: lines.insert(4, BAD)))
    assert folder.said() == ["README.md:5 et-al"]
    assert "The baseline hides 3 problems.\n" in folder.lint().stdout


def test_a_defect_of_an_old_entry_is_new_when_its_line_is_rewritten(folder: Repository) -> None:
    folder.write(OLD.replace("One paper", "First paper"))
    assert folder.said() == ["README.md:5 et-al"]


def test_the_same_defect_once_more_is_new(folder: Repository) -> None:
    folder.write(edited(lambda lines: lines.insert(5, lines[4])))
    assert folder.said() == ["README.md:6 duplicate-entry", "README.md:6 et-al"]


@pytest.mark.parametrize("line", [4, 6, 8])
def test_a_new_half_of_an_old_duplicate_is_new_once(folder: Repository, line: int) -> None:
    folder.write(
        edited(lambda lines: lines.insert(line, "- **Another paper.** *Ben Baker and Carl Cook.* <https://example.org/2>\n"))
    )
    found = folder.said("--ignore", "layout")
    assert [each.split()[1] for each in found] == ["duplicate-entry"]


def run_of(numbers: range) -> str:
    rows = "".join(
        f"- **Paper {number}.** *Ann Author{number}, et.al.* [paper](https://example.org/{number})\n" for number in numbers
    )
    return f"# Papers\n\n{rows}"


def test_one_more_place_of_a_folded_run_is_new(folder: Repository) -> None:
    folder.write(run_of(range(20)))
    folder.lint("--write-baseline")
    assert folder.read(BASELINE).count('"et-al"') == 20
    assert folder.said() == []
    folder.write(run_of(range(22)))
    done = folder.lint("--output-format", "concise")
    assert done.stdout.startswith("README.md:23:")
    assert done.stdout.endswith("(2 times)\n")
    # Fewer than what makes a run.
    folder.write(run_of(range(5)))
    assert folder.said() == []


def test_what_is_mended_is_told_and_dropped(folder: Repository) -> None:
    folder.write(OLD.replace("et.al.", "et al.").replace("andJane", "and Jane"))
    done = folder.lint()
    assert done.stdout == "No problems found in README.md.\nThe baseline hides 1 problem.\n"
    assert done.stderr == "2 problems of the baseline are fixed; --write-baseline drops them\n"
    assert folder.lint("--quiet").stderr == ""
    assert folder.lint("--write-baseline").stderr == f"{BASELINE}: hides 1 problem from now on (2 dropped)\n"
    assert folder.lint().stderr == ""


def test_rules_that_did_not_run_keep_their_places(folder: Repository) -> None:
    folder.write(OLD.replace("et.al.", "et al."))
    assert folder.lint("--select", "layout").stderr == ""
    done = folder.lint("--select", "et-al", "--ignore", "glued-conjunction,duplicate-entry,layout", "--write-baseline")
    assert done.stderr == f"{BASELINE}: hides 2 problems from now on (1 dropped)\n"
    assert folder.said() == []


def test_lists_that_were_not_checked_keep_theirs(folder: Repository) -> None:
    folder.write(OLD, "more/list.md")
    folder.write(OLD, "gone.md")
    folder.lint("--write-baseline", "more/list.md", "gone.md")
    assert list(json.loads(folder.read(BASELINE))["lists"]) == ["README.md", "gone.md", "more/list.md"]
    assert folder.said("README.md", "more/list.md", "gone.md") == []
    (folder.folder / "gone.md").unlink()
    assert folder.said("list.md", folder="more") == []
    folder.lint("--write-baseline", "list.md", folder="more")
    assert list(json.loads(folder.read(BASELINE))["lists"]) == ["README.md", "more/list.md"]


def test_fixing_leaves_what_is_held_back_and_mends_the_rest(folder: Repository) -> None:
    folder.write(edited(lambda lines: lines.insert(4, BAD)))
    before = folder.read(BASELINE)
    done = folder.lint("--fix")
    assert (done.returncode, done.stderr) == (0, "README.md: fixed 1 problem (1 et-al)\n")
    assert folder.read() == edited(lambda lines: lines.insert(4, BAD.replace("et.al.", "et al.")))
    assert folder.read(BASELINE) == before
    assert folder.lint("--fix", "--no-baseline").returncode == 1
    assert folder.read().count("et.al.") == 0


def test_fixing_a_line_does_not_make_what_it_holds_back_new(folder: Repository) -> None:
    folder.write("", ".awesome-lint.toml")
    text = OLD.replace("[paper](https://example.org/1)", "[paper](http://arxiv.org/abs/1710.03740)")
    folder.write(text)
    folder.lint("--write-baseline", "--select", "et-al")
    done = folder.lint("--fix", "--select", "et-al,insecure-link")
    assert (done.returncode, done.stderr) == (0, "README.md: fixed 1 problem (1 insecure-link)\n")
    assert folder.read() == text.replace("http://", "https://")
    again = folder.lint("--select", "et-al,insecure-link")
    assert (again.returncode, again.stderr) == (0, "")


def test_a_baseline_can_be_written_of_what_fixing_leaves(folder: Repository) -> None:
    done = folder.lint("--fix", "--write-baseline")
    assert done.returncode == 0
    assert folder.read() == OLD.replace("et.al.", "et al.").replace("andJane", "and Jane")
    assert [row["rule"] for row in rows(folder)] == ["duplicate-entry"]


def rows(folder: Repository, name: str = BASELINE) -> Any:
    return json.loads(folder.read(name))["lists"]["README.md"]


def test_the_settings_name_the_file(folder: Repository) -> None:
    (folder.folder / BASELINE).unlink()
    folder.write(folder.read(".awesome-lint.toml") + 'baseline = "old/held.json"\n', ".awesome-lint.toml")
    (folder.folder / "old").mkdir()
    assert folder.fails() == "error: old/held.json: no such baseline; --write-baseline writes it\n"
    folder.lint("--write-baseline")
    assert json.loads(folder.read("old/held.json"))["lists"].keys() == {"../README.md"}
    assert folder.said() == []
    assert folder.said("--baseline", "old/held.json", "--isolated", *RULES) == []
    assert len(folder.said("--isolated", *RULES)) == 3


def test_the_command_line_names_the_file(folder: Repository) -> None:
    (folder.folder / BASELINE).rename(folder.folder / "other.json")
    assert len(folder.said()) == 3
    assert folder.said("--baseline", "other.json") == []
    folder.lint("--baseline", "new.json", "--write-baseline")
    assert folder.read("new.json") == folder.read("other.json")
    assert not (folder.folder / BASELINE).exists()


def test_the_standard_input_is_held_back_by_its_name(folder: Repository) -> None:
    done = folder.lint("--stdin-filename", "README.md", stdin=OLD)
    assert done.stdout == "No problems found in README.md.\nThe baseline hides 3 problems.\n"
    assert folder.lint("-", stdin=OLD).returncode == 1


def test_changes_are_told_apart_from_what_is_held_back(folder: Repository) -> None:
    folder.commit()
    folder.write(edited(lambda lines: lines.insert(4, BAD), lambda lines: lines.append("  \n")))
    assert folder.said("--since", "HEAD") == ["README.md:5 et-al", "README.md:14 layout"]
    folder.write(edited(lambda lines: lines.insert(4, lines.pop(7))))
    assert len(folder.said("--since", "HEAD", "--no-baseline")) == 1
    assert folder.said("--since", "HEAD") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not well-formed JSON"),
        ("<<<<<<< HEAD\n{}\n", "not well-formed JSON"),
        ("\xff", "not a baseline"),
        ("[]", "not a baseline: expected `version` and `lists`"),
        ('{"version": 2, "lists": {}}', "version 2, expected 1"),
        ('{"version": 1, "lists": []}', "lists: expected an object"),
        ('{"version": 1, "lists": {"README.md": {}}}', "README.md: expected a list of places"),
        (
            '{"version": 1, "lists": {"README.md": [{"rule": 1, "text": ""}]}}',
            "README.md: expected objects with `rule` and `text`",
        ),
        (
            '{"version": 1, "lists": {"README.md": [{"rule": "a", "text": "", "count": 0}]}}',
            "README.md: count: expected a number from 1",
        ),
        (
            '{"version": 1, "lists": {"README.md": [{"rule": "a", "text": "", "with": ""}]}}',
            "README.md: with: expected a list of texts",
        ),
    ],
)
def test_a_broken_file_is_one_error(folder: Repository, text: str, said: str) -> None:
    (folder.folder / BASELINE).write_bytes(b"\xff" if text == "\xff" else text.encode("utf-8"))
    for arguments in ([], ["--fix"], ["--write-baseline"]):
        message = folder.fails(*arguments) if "--write-baseline" not in arguments else folder.lint(*arguments).stderr
        assert message.count("\n") == 1
        assert message.startswith(f"error: {BASELINE}: {said if text != chr(255) else 'not well-formed JSON'}")
        assert "write it anew with --write-baseline" in message
    assert folder.read() == OLD


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--baseline", "a.json", "--no-baseline"], "--baseline and --no-baseline exclude each other"),
        (["--write-baseline", "--since", "HEAD"], "--write-baseline and --since exclude each other"),
        (["--write-baseline", "--diff"], "--write-baseline and --diff exclude each other"),
        (["--write-baseline", "--add-ignore"], "--write-baseline and --add-ignore exclude each other"),
        (["--write-baseline", "--no-baseline"], "--write-baseline and --no-baseline exclude each other"),
        (["--write-baseline", "-"], "--write-baseline and the standard input exclude each other"),
        (["--baseline", "a.json", "-"], "--baseline has to know which file the standard input is"),
    ],
)
def test_nonsense_is_named(folder: Repository, arguments: list[str], said: str) -> None:
    assert said in folder.fails(*arguments, stdin="")


def test_characters_that_hide_are_escaped(folder: Repository) -> None:
    folder.write("# 論文\n\n- **論文\u202e \x7f\U000e0001x.** *Ann Author, et.al.* [paper](https://example.org/1)\n")
    folder.lint("--write-baseline")
    text = folder.read(BASELINE)
    assert "**論文\\u202e \\u007f\\udb40\\udc01x.**" in text
    assert folder.said() == []


def test_long_lines_are_cut_in_the_file_and_told_apart(folder: Repository) -> None:
    long = [
        f"- **{'Long ' * 40}{number}.** *Ann Author, et.al.* [paper](https://example.org/{number})\n" for number in range(2)
    ]
    folder.write(f"# Papers\n\n{long[0]}")
    folder.lint("--write-baseline")
    assert max(map(len, folder.read(BASELINE).splitlines())) < 200
    folder.write(f"# Papers\n\n{long[1]}{long[0]}")
    assert folder.said("--ignore", "duplicates") == ["README.md:3 et-al"]


def test_nothing_is_written_where_nothing_can_be(folder: Repository) -> None:
    done = folder.lint("--write-baseline", "--baseline", "no/such/folder/held.json")
    assert done.returncode == 2
    assert done.stderr.startswith("error: no/such/folder/held.json: the baseline cannot be written")
