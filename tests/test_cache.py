"""What is remembered of a run: said again to the byte where nothing changed that it looked at, and never else."""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from program import PROGRAM, SOURCES
from repository import Repository

from awesome_lint.cache import key, memory, store

CLEAN = "# Papers\n\n- **One thing.** *Ann Lee, Bo Chen, et al.* [paper](https://example.org/1)\n"
BAD = CLEAN.replace("et al.", "et.al.")
LINKED = CLEAN + "- **Two things.** *Ann Lee and Bo Chen.* [paper](papers/two.pdf)\n"
# As long as what it replaces in a result.
SAID, REPLACED = b"No problems found", b"Remembered it all"


class Remembering:
    """A repository with a folder beside it in which results are kept."""

    def __init__(self, folder: Path) -> None:
        self.repository = Repository.at(folder / "list")
        self.kept = folder / "kept"
        self.repository.write(CLEAN)

    def lint(self, *arguments: str, folder: str = ".", **variables: str) -> "subprocess.CompletedProcess[str]":
        wanted = {"AWESOME_LINT_NO_CACHE": "", "AWESOME_LINT_CACHE_DIR": str(self.kept), **variables}
        return self.repository.lint(*arguments, folder=folder, **wanted)

    @property
    def results(self) -> list[Path]:
        return sorted(self.kept.glob("*.result"))

    def mark(self) -> None:
        """Make what is kept tell that it is what was kept."""
        for path in self.results:
            path.write_bytes(store.packed(field.replace(SAID, REPLACED) for field in store.unpacked(path.read_bytes())))

    def is_remembered(self, *arguments: str, folder: str = ".", **variables: str) -> bool:
        done = self.lint(*arguments, folder=folder, **variables)
        assert done.returncode in (0, 1), done.stderr
        return REPLACED.decode() in done.stdout + done.stderr


@pytest.fixture
def remembering(tmp_path: Path) -> Remembering:
    return Remembering(tmp_path)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["README.md"],
        ["check", "README.md"],
        ["README.md", "--output-format", "json"],
        ["README.md", "--output-format", "markdown", "--statistics"],
        ["README.md", "--diff"],
        ["README.md", "--diff", "--color", "always"],
        ["README.md", "--exit-zero", "-q"],
        ["README.md", "--since", "HEAD"],
        ["README.md", "OTHER.md", "--jobs", "2"],
    ],
)
@pytest.mark.parametrize("text", [CLEAN, BAD])
def test_the_same_is_said_again(remembering: Remembering, arguments: list[str], text: str) -> None:
    remembering.repository.write(CLEAN, "OTHER.md")
    remembering.repository.commit(CLEAN)
    remembering.repository.write(text)
    first, again = remembering.lint(*arguments), remembering.lint(*arguments)
    alone = remembering.lint(*arguments, "--no-cache")
    assert (first.returncode, first.stdout, first.stderr) == (again.returncode, again.stdout, again.stderr)
    assert (first.returncode, first.stdout, first.stderr.replace(" --no-cache", "")) == (
        alone.returncode,
        alone.stdout.replace(" --no-cache", ""),
        alone.stderr.replace(" --no-cache", ""),
    )


def test_what_was_said_is_kept_and_used(remembering: Remembering) -> None:
    assert not remembering.is_remembered("README.md")
    assert len(remembering.results) == 1
    remembering.mark()
    assert remembering.is_remembered("README.md")
    assert not remembering.is_remembered("./README.md")
    assert not remembering.is_remembered("README.md", "--no-cache")
    assert not remembering.is_remembered("README.md", AWESOME_LINT_NO_CACHE="1")
    assert (remembering.kept / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")


def test_an_old_time_of_a_changed_list_deceives_nobody(remembering: Remembering) -> None:
    path = remembering.repository.folder / "README.md"
    before = path.stat()
    remembering.lint("README.md")
    remembering.repository.write(CLEAN.replace("One thing", "Two thing"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    remembering.mark()
    assert not remembering.is_remembered("README.md")


def wrote(name: str, text: str) -> Callable[[Path], object]:
    def write(folder: Path) -> object:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.write_text(text, encoding="utf-8")

    return write


def unlinked(folder: Path) -> None:
    (folder / "papers/two.pdf").unlink()


def recased(folder: Path) -> None:
    (folder / "papers/two.pdf").rename(folder / "papers/Two.pdf")


def moved(folder: Path) -> None:
    (folder / "papers").rename(folder / "others")


CHANGES: dict[str, Callable[[Path], object]] = {
    "list": wrote("README.md", CLEAN + "\n"),
    "settings": wrote(".awesome-lint.toml", 'ignore = ["et-al"]\n'),
    "other settings": wrote("awesome-lint.toml", 'ignore = ["et-al"]\n'),
    "project": wrote("pyproject.toml", '[tool.awesome-lint]\nignore = ["et-al"]\n'),
    "baseline": wrote(".awesome-lint-baseline.json", '{"version": 1, "lists": {}}\n'),
    "extended": wrote("base.toml", 'ignore = ["title-spacing"]\n'),
    "file that goes": unlinked,
    "file in other letters": recased,
    "folder that goes": moved,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changes_is_looked_at_anew(remembering: Remembering, change: Callable[[Path], object]) -> None:
    folder = remembering.repository.folder
    remembering.repository.write(LINKED)
    remembering.repository.write("%PDF", "papers/two.pdf")
    remembering.repository.write('ignore = ["title-ending"]\n', "base.toml")
    remembering.repository.write('extend = "base.toml"\n', ".awesome-lint.toml")
    assert not remembering.is_remembered("README.md")
    remembering.mark()
    assert remembering.is_remembered("README.md")
    change(folder)
    assert not remembering.is_remembered("README.md")


def test_settings_above_are_looked_for_anew(remembering: Remembering) -> None:
    remembering.repository.write(CLEAN, "below/deep/README.md")
    remembering.lint("below/deep/README.md")
    remembering.mark()
    assert remembering.is_remembered("below/deep/README.md")
    remembering.repository.write('ignore = ["et-al"]\n', "below/.awesome-lint.toml")
    assert not remembering.is_remembered("below/deep/README.md")


def test_what_is_another_run_is_not_this_one(remembering: Remembering) -> None:
    remembering.repository.write(CLEAN, "below/README.md")
    remembering.lint("README.md")
    remembering.mark()
    assert not remembering.is_remembered("README.md", folder="below")
    for variables in ({"NO_COLOR": "1"}, {"LANG": "de_DE.UTF-8"}, {"GITHUB_ACTIONS": "true"}, {"COLUMNS": "40"}):
        remembering.mark()
        assert not remembering.is_remembered("README.md", **variables)


def test_a_list_that_comes_is_found(remembering: Remembering) -> None:
    remembering.lint()
    remembering.mark()
    assert remembering.is_remembered()
    remembering.repository.write(BAD, "README.zh.md")
    assert not remembering.is_remembered()
    assert "README.zh.md" in remembering.lint().stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["-"],
        ["README.md", "--since", "HEAD"],
        ["README.md", "--output-file", "report.txt"],
        ["README.md", "--report", "json=report.json"],
        ["README.md", "--verbose"],
        ["README.md", "--write-baseline"],
        ["README.md", "--add-ignore"],
        ["README.md", "--no-cache"],
        ["."],
        ["*.md"],
        ["absent.md"],
        ["README.md", "--select", "nonsense"],
        ["rules"],
        ["show", "README.md"],
        ["--version"],
    ],
)
def test_what_depends_on_more_or_writes_is_not_kept(remembering: Remembering, arguments: list[str]) -> None:
    remembering.repository.commit(CLEAN)
    remembering.lint(*arguments)
    assert remembering.results == []


def test_the_page_of_a_job_is_written_each_time(remembering: Remembering, tmp_path: Path) -> None:
    for _ in range(2):
        page = tmp_path / "page"
        page.write_text("")
        remembering.lint("README.md", "--output-format", "github", GITHUB_STEP_SUMMARY=str(page), GITHUB_ACTIONS="true")
        assert page.read_text()


def test_fixing_is_remembered_once_there_is_nothing_to_mend(remembering: Remembering) -> None:
    remembering.repository.write(BAD)
    assert "fixed 1" in remembering.lint("--fix", "README.md").stderr
    assert remembering.results == []
    assert not remembering.is_remembered("--fix", "README.md")
    remembering.mark()
    assert remembering.is_remembered("--fix", "README.md")
    remembering.repository.write(BAD)
    assert "fixed 1" in remembering.lint("--fix", "README.md").stderr
    assert remembering.repository.read() == CLEAN


def test_nothing_is_kept_in_the_repository_or_believed_there(remembering: Remembering) -> None:
    remembering.lint("README.md")
    remembering.mark()
    planted = remembering.repository.folder / "planted"
    remembering.kept.rename(planted)
    for place in (str(planted), "planted", os.path.join("..", "list", "planted")):
        assert not remembering.is_remembered("README.md", AWESOME_LINT_CACHE_DIR=place)
        assert not remembering.is_remembered("README.md", "--cache-dir", place)
        assert not remembering.is_remembered("README.md", f"--cache-dir={place}")
    assert len(list(planted.glob("*.result"))) == 1
    # Nor where the list is somebody's that is elsewhere.
    path = str(remembering.repository.folder / "README.md")
    assert not remembering.is_remembered(path, folder="..", AWESOME_LINT_CACHE_DIR=str(planted))


def test_a_folder_can_be_named(remembering: Remembering, tmp_path: Path) -> None:
    remembering.lint("README.md", "--cache-dir", str(tmp_path / "other"))
    assert remembering.results == []
    assert len(list((tmp_path / "other").glob("*.result"))) == 1


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"HOME": "/home/ann"}, "/home/ann/.cache/awesome-lint"),
        ({"HOME": "/home/ann", "XDG_CACHE_HOME": "/caches"}, "/caches/awesome-lint"),
        ({"HOME": "/home/ann", "XDG_CACHE_HOME": "caches"}, "/home/ann/.cache/awesome-lint"),
    ],
)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have other folders")
def test_the_folder_of_the_user(variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", store.FOLDER_VARIABLE, store.OFF_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert store.folder_for([]) == expected


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="there are no such permissions")
def test_a_folder_that_others_can_write_to_is_not_believed(remembering: Remembering) -> None:
    remembering.lint("README.md")
    remembering.mark()
    remembering.kept.chmod(0o777)
    assert not remembering.is_remembered("README.md")
    remembering.kept.chmod(0o700)
    assert remembering.is_remembered("README.md")


def test_a_result_that_is_cut_off_or_spoilt_is_none(remembering: Remembering) -> None:
    expected = remembering.lint("README.md").stdout
    (path,) = remembering.results
    whole = path.read_bytes()
    for end in range(0, len(whole), max(len(whole) // 40, 1)):
        for spoilt in (whole[:end], whole[:end] + b"\xff" + whole[end + 1 :], whole[:end] + b"9" * 30 + whole[end:]):
            path.write_bytes(spoilt)
            done = remembering.lint("README.md")
            assert (done.returncode, done.stdout, done.stderr) == (0, expected, "")


def test_a_place_where_nothing_can_be_kept_is_no_trouble(remembering: Remembering, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "file" / "below", Path("/dev/null"), Path("/proc/nowhere")):
        done = remembering.lint("README.md", AWESOME_LINT_CACHE_DIR=str(place))
        assert (done.returncode, done.stderr) == (0, "")


def test_a_file_that_is_called_like_an_option_is_still_refused(remembering: Remembering) -> None:
    remembering.lint("README.md", "-q")
    remembering.repository.write(CLEAN, "-q")
    assert remembering.lint("README.md", "-q").returncode == 2


def test_many_at_once_agree(remembering: Remembering) -> None:
    remembering.repository.write(BAD)
    variables = {
        **remembering.repository.environment,
        "AWESOME_LINT_NO_CACHE": "",
        "AWESOME_LINT_CACHE_DIR": str(remembering.kept),
        "PYTHONPATH": SOURCES,
    }

    def run(_: int) -> bytes:
        command = [*PROGRAM, "README.md"]
        return subprocess.run(
            command, cwd=remembering.repository.folder, env=variables, capture_output=True, check=False
        ).stdout

    with ThreadPoolExecutor(6) as pool:
        said = list(pool.map(run, range(12)))
    assert len(set(said)) == 1
    assert {path.suffix for path in remembering.kept.iterdir()} == {".result", ".TAG"}
    assert len(remembering.results) == 1


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_KEPT", 3000)
    for number in range(6):
        path = tmp_path / f"{number}.result"
        store.keep(str(path), bytes(1000))
        os.utime(path, (number, number))
        if number == 2:
            os.utime(tmp_path / "0.result", (9, 9))
    assert sorted(path.name for path in tmp_path.glob("*.result")) == ["0.result", "4.result", "5.result"]


def test_another_program_is_another_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    before = key.key_of(["README.md"])
    assert key.key_of(["README.md"]) == before
    (tmp_path / "installed.dist-info").mkdir()
    assert key.key_of(["README.md"]) != before


def test_completing_remembers_nothing(remembering: Remembering) -> None:
    remembering.lint("README.md")
    remembering.mark()
    done = remembering.lint("README.md", _AWESOME_LINT_COMPLETE="bash_source")
    assert REPLACED.decode() not in done.stdout


def test_what_is_remembered_is_said_before_the_program_is_imported(remembering: Remembering) -> None:
    remembering.lint("README.md")
    code = (
        "import sys; from awesome_lint import __main__ as program; from awesome_lint.cache import memory\n"
        "assert memory.asked(['README.md']) is not None\n"
        "print(*sorted(name for name in sys.modules if name.startswith(('awesome_lint', 'click', 'msgspec', 're', 'typing'))))"
    )
    variables = {**remembering.repository.environment, "PYTHONPATH": SOURCES, "AWESOME_LINT_CACHE_DIR": str(remembering.kept)}
    variables.pop("AWESOME_LINT_NO_CACHE", None)
    command = [sys.executable, "-S", "-c", code]
    done = subprocess.run(command, cwd=remembering.repository.folder, env=variables, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [
        "awesome_lint",
        "awesome_lint.__main__",
        "awesome_lint.cache",
        "awesome_lint.cache.key",
        "awesome_lint.cache.memory",
        "awesome_lint.cache.store",
        "awesome_lint.folders",
    ]


def test_a_result_of_rows_comes_back() -> None:
    fields = [b"", b"1:2", bytes(range(256)), b"12"]
    assert list(store.unpacked(store.packed(fields))) == fields
    assert memory.STDOUT != memory.STDERR
