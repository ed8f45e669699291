"""Settings, baselines and file names that strangers made: one message each, and nothing written where it was not meant."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from repository import Repository

from awesome_lint.baseline.file import Baseline, Place, read, written
from awesome_lint.diagnostic import Diagnostic, Related
from awesome_lint.files.read_write import BASELINE
from awesome_lint.source import Source

TEXT = "# Papers\n\n- **One paper.** *Ann Author, et.al.* [paper](https://example.org/1)\n"
MENDED = TEXT.replace("et.al.", "et al.")
SETTINGS = ".awesome-lint.toml"
SELECT = 'select = ["et-al"]\n'


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository.at(tmp_path / "list")
    made.write(TEXT)
    return made


def one_message(repository: Repository, *arguments: str) -> str:
    message = repository.fails(*arguments)
    assert message.startswith("error: ")
    assert len(message.splitlines()) == 1
    return message


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 20_000,
        "a = " + "{a=" * 20_000,
        "a = " + "[" * 100_000 + "]" * 100_000,
        "a" + ".a" * 100_000 + " = 1",
        '"a"' + " . 'b'" * 100_000 + " = 1",
        "[a" + ".a" * 100_000 + "]\n" + "b.c = 1\n" * 1_000,
    ],
    ids=["lists", "tables", "closed", "dots", "quotes", "names"],
)
def test_settings_may_nest_as_deep_as_they_like(repository: Repository, text: str) -> None:
    repository.write(f"{text}\n", SETTINGS)
    message = one_message(repository)
    assert message == f"error: {SETTINGS}: not well-formed TOML: values are nested too deeply\n"


@pytest.mark.parametrize("value", ["[" * 100_000, '{"a":' * 100_000], ids=["lists", "objects"])
def test_baselines_may_nest_as_deep_as_they_like(repository: Repository, value: str) -> None:
    repository.write(value, BASELINE)
    assert "not a baseline: its values are nested too deeply; correct it, or delete it" in one_message(repository)


@pytest.mark.parametrize("key", ["extend", "baseline"])
def test_a_path_with_a_nul_is_none(repository: Repository, key: str) -> None:
    repository.write(f'{key} = "\\u0000"\n', SETTINGS)
    assert f"{SETTINGS}:1: {key}: expected text without a NUL, got some with one" in one_message(repository)


@pytest.mark.parametrize("path", ["x" * 300, "d/" * 3_000 + "x", "x" * 5_000], ids=["name", "folders", "path"])
@pytest.mark.parametrize("key", ["extend", "baseline"])
def test_a_path_may_be_longer_than_any(repository: Repository, key: str, path: str) -> None:
    repository.write(f'{SELECT}{key} = "{path}"\n', SETTINGS)
    done = repository.lint("--write-baseline")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert "no such settings file" in done.stderr or "File name too long" in done.stderr


@pytest.mark.parametrize("name", ["x" * 300, "a\\u0000b", "d/" * 3_000 + "x"], ids=["long", "nul", "folders"])
def test_a_baseline_may_name_lists_that_no_file_can_be(repository: Repository, name: str) -> None:
    repository.write(f'{{"version": 1, "lists": {{"{name}": [{{"rule": "et-al", "text": "x"}}]}}}}', BASELINE)
    assert repository.lint("--write-baseline").returncode == 0
    assert sorted(read(repository.folder / BASELINE).lists) == ["README.md"]


@pytest.mark.parametrize("end", ["\\n", "\\r", "\\u2028", "\\u0085", "\\u000b"])
def test_a_message_about_settings_has_one_line(repository: Repository, end: str) -> None:
    repository.write(f'extend = "a{end}error: b"\n', SETTINGS)
    one_message(repository)
    repository.write(f'"a{end}error: b" = 1\n', SETTINGS)
    one_message(repository)
    repository.write("", SETTINGS)
    one_message(repository, json.loads(f'"a{end}error: b.md"'))
    one_message(repository, "--since", json.loads(f'"a{end}error: b"'))


def test_a_lone_surrogate_in_a_baseline_is_kept(repository: Repository) -> None:
    rows = '[{"rule": "layout", "text": "\\ud800", "with": ["\\udfff x"]}]'
    repository.write(f'{{"version": 1, "lists": {{"README.md": {rows}}}}}', BASELINE)
    done = repository.lint("--select", "et-al", "--write-baseline")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    (kept,) = (place for place in read(repository.folder / BASELINE).lists["README.md"] if place.rule == "layout")
    assert kept == Place("layout", "\ud800", ("\udfff x",))
    assert "\\ud800" in written({"x": {kept: 1}})


@pytest.mark.parametrize("count", [0, -1, 10**4000, True, 1.5, "1"], ids=["0", "-1", "many", "true", "1.5", "text"])
def test_a_count_that_is_none_is_told(repository: Repository, count: object) -> None:
    # The most digits that Python writes a number with.
    said = json.dumps(count) if count != 10**4000 else "1" + "0" * 4000
    repository.write(f'{{"version": 1, "lists": {{"README.md": [{{"rule": "a", "text": "b", "count": {said}}}]}}}}', BASELINE)
    assert "count: expected a number from 1 to 1000000000" in one_message(repository)


OUTSIDE = ["../outside.json", "{outside}", "link.json", "folder/outside.json", ".git/outside.json"]


@pytest.mark.parametrize("stated", OUTSIDE)
def test_settings_write_no_baseline_outside_of_the_repository(repository: Repository, tmp_path: Path, stated: str) -> None:
    outside = tmp_path / "outside.json"
    (repository.folder / "link.json").symlink_to(outside)
    (repository.folder / "folder").symlink_to(tmp_path, target_is_directory=True)
    name = stated.format(outside=outside)
    repository.write(f'{SELECT}baseline = "{name}"\n', SETTINGS)
    before = sorted(tmp_path.rglob("*"))
    done = repository.lint("--write-baseline")
    assert done.returncode == 2
    assert (
        "this baseline is outside of the repository, and is as it was; one there is only written where it is named"
        in done.stderr
    )
    # What was not written holds back nothing.
    assert "et-al" in done.stdout
    assert "holds back" not in done.stdout + done.stderr
    assert sorted(tmp_path.rglob("*")) == before
    assert repository.lint("--write-baseline", "--baseline", name).returncode == 0
    assert sorted(tmp_path.rglob("*")) != before


def test_nor_do_they_rewrite_one(repository: Repository, tmp_path: Path) -> None:
    outside = tmp_path / "outside.json"
    repository.write(SELECT, SETTINGS)
    row = {"rule": "et-al", "text": "One paper. Ann Author, et.al. paper https://example.org/1"}
    text = json.dumps({"version": 1, "lists": {"list/README.md": [row]}})
    outside.write_text(text, encoding="utf-8")
    repository.write(SELECT + 'baseline = "../outside.json"\n', SETTINGS)
    repository.write(TEXT.replace("- **One", "-   **One") + "- **Two  papers.** *Bo Chen.* [paper](https://example.org/2)\n")
    done = repository.lint("--fix")
    assert "Traceback" not in done.stderr
    assert outside.read_text(encoding="utf-8") == text


def test_a_link_in_the_place_of_the_baseline_is_not_written_through(repository: Repository, tmp_path: Path) -> None:
    repository.write(SELECT, SETTINGS)
    (repository.folder / BASELINE).symlink_to(tmp_path / "outside.json")
    done = repository.lint("--write-baseline")
    assert done.returncode == 2
    assert "outside of the repository" in done.stderr
    assert not (tmp_path / "outside.json").exists()


def test_a_named_settings_file_says_where_its_baseline_is(repository: Repository, tmp_path: Path) -> None:
    settings = tmp_path / "mine" / "mine.toml"
    settings.parent.mkdir()
    settings.write_text(f'{SELECT}baseline = "held.json"\n', encoding="utf-8")
    assert repository.lint("--config", str(settings), "--write-baseline").returncode == 0
    assert (settings.parent / "held.json").exists()
    assert repository.lint("--config", 'baseline = "../other.json"', "--write-baseline").returncode == 0
    assert (tmp_path / "other.json").exists()


def test_a_baseline_that_cannot_be_written_holds_back_nothing(repository: Repository) -> None:
    repository.write(SELECT, SETTINGS)
    (repository.folder / BASELINE).mkdir()
    done = repository.lint("--write-baseline", "--output-format", "full")
    assert done.returncode == 2
    assert "README.md:3" in done.stdout
    assert "holds back" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "stated", ["/etc/hostname", "../base.toml", "~/base.toml", "link.toml", "../missing.toml", ".git/config"]
)
def test_settings_extend_nothing_outside_of_the_repository(repository: Repository, tmp_path: Path, stated: str) -> None:
    (tmp_path / "base.toml").write_text('secret = "x"\n', encoding="utf-8")
    (repository.folder / "link.toml").symlink_to(tmp_path / "base.toml")
    repository.write(f'extend = "{stated}"\n', SETTINGS)
    done = repository.lint(HOME=str(tmp_path), USERPROFILE=str(tmp_path))
    # Nothing tells whether the file is there, or what it says.
    assert done.stderr == (
        f"error: {SETTINGS}:1: extend: {stated} is outside of the repository; "
        "copy it there, or name these settings with --config\n"
    )
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize("name", [".awesome-lint.toml", "awesome-lint.toml", "pyproject.toml"])
def test_settings_that_are_a_link_out_of_the_repository_are_not_followed(
    repository: Repository, tmp_path: Path, name: str
) -> None:
    text = '[tool.awesome-lint]\nsecret = "x"\n' if name == "pyproject.toml" else 'secret = "x"\n'
    (tmp_path / name).write_text(text, encoding="utf-8")
    (repository.folder / name).symlink_to(tmp_path / name)
    message = one_message(repository)
    remedy = "copy it there, or name it with --config"
    assert message == f"error: {name}: a symbolic link that leads out of the repository; {remedy}\n"
    assert "secret" in one_message(repository, "--config", name)


def test_settings_that_are_a_link_within_the_repository_hold(repository: Repository) -> None:
    repository.write(SELECT, "all.toml")
    (repository.folder / SETTINGS).symlink_to("all.toml")
    assert repository.said() == ["README.md:3 et-al"]


def test_named_settings_extend_what_they_like(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text(SELECT, encoding="utf-8")
    repository.write('extend = "../base.toml"\n', SETTINGS)
    assert repository.said("--config", SETTINGS) == ["README.md:3 et-al"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
@pytest.mark.parametrize(
    "arguments",
    [
        ["--diff"],
        *(["--output-format", name] for name in ("sarif", "json", "json-lines", "gitlab", "rdjson", "junit", "github", "full")),
        *(["export", "--format", name] for name in ("jsonl", "json", "csv", "bibtex", "csl-json", "ris", "markdown")),
        ["show"],
        ["style", "--output-format", "json"],
        ["--fix"],
    ],
    ids=lambda arguments: arguments[-1],
)
def test_a_file_name_may_be_any_bytes(repository: Repository, arguments: list[str]) -> None:
    """As an argument, too, of which `test_bytes_of_an_argument_are_those_of_a_file_name` shows that it comes so."""
    name = os.fsencode(repository.folder) + b"/\xff\xfe.md"
    with open(name, "wb") as stream:
        stream.write(TEXT.encode())
    done = repository.lint(*arguments, "--isolated", os.fsdecode(b"\xff\xfe.md"))
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    said = done.stdout.encode("utf-8", "surrogateescape")
    if "json" in arguments or "sarif" in arguments or "csl-json" in arguments:
        assert json.loads(said.decode("utf-8"))
    if "jsonl" in arguments:
        assert json.loads(said.decode("utf-8"))["file"] == "\\udcff\\udcfe.md"
    if "sarif" in arguments:
        assert b'"uri": "%FF%FE.md"' in said
    if "--diff" in arguments:
        patch = subprocess.run(["git", "apply", "--unsafe-paths"], cwd=repository.folder, input=said, check=False)
        assert patch.returncode == 0
        with open(name, "rb") as stream:
            assert stream.read() == MENDED.encode()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_bytes_of_an_argument_are_those_of_a_file_name(repository: Repository) -> None:
    with open(os.fsencode(repository.folder) + b"/\xff\xfe.md", "wb") as stream:
        stream.write(TEXT.encode())
    command: list[str | bytes] = [sys.executable, "-m", "awesome_lint", "--isolated", b"\xff\xfe.md"]
    done = subprocess.run(command, cwd=repository.folder, env=repository.environment, capture_output=True, check=False)
    copied = repository.lint("--isolated", os.fsdecode(b"\xff\xfe.md"))
    assert (done.returncode, done.stdout) == (copied.returncode, copied.stdout.encode("utf-8", "surrogateescape"))


def test_comparing_with_a_baseline_takes_each_of_its_places_once() -> None:
    """The time was the square of the number of places of a kind; here it would be minutes."""
    count = 20_000
    text = "".join(f"- same\n- other {number}\n" for number in range(count))
    source = Source.from_text(text)
    lines = range(1, 2 * count, 2)
    found = [
        Diagnostic("rule", source.lines_span(line, line + 1), "", related=(Related(source.lines_span(line + 1, line + 2), ""),))
        for line in lines
    ]
    places = {Place("rule", "same", (f"was {number}",)): 1 for number in range(count)}
    compared = Baseline(places).compared(source, found)
    assert len(compared.held) == count
    assert not compared.left
    fewer = dict(list(places.items())[1:])
    assert len(Baseline(fewer).compared(source, found).held) == count - 1
