"""Finding, reading and replacing files; what fails leaves the file as it was."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import awesome_lint
from awesome_lint.engine.linter import lint
from awesome_lint.files import read_write as files
from awesome_lint.files.read_write import README_NAMES, FileError, is_markdown, read
from awesome_lint.parser import parse
from awesome_lint.registry.discovery import discover
from awesome_lint.registry.rule_set import RuleSet

NOBODY = 65534


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users may enter, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


WRITE = """
import os, sys
from pathlib import Path
from awesome_lint.files import read_write as files
if sys.argv[2:] and os.geteuid() == 0:
    os.setgid(int(sys.argv[2]))
    os.setuid(int(sys.argv[2]))
try:
    file = files.read(Path(sys.argv[1]))
    files.write(file, file.data + b"more\\n")
except files.FileError as error:
    print(error)
"""


def write_as_nobody(path: Path) -> str:
    """Try to write the file as a user without privileges and return what is said; who has none already stays who they are."""
    command = [sys.executable, "-c", WRITE, str(path), str(NOBODY)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", ["README.md", "readme.md", "Readme.markdown", "README", "README.mkd"])
def test_the_readme_of_a_folder_has_any_usual_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("# List\n")
    assert files.locate(str(tmp_path)) == tmp_path / name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *((name, True) for name in README_NAMES),
        *((name, True) for name in ("README.MD", "README.zh-CN.md", "list.mdwn", "a.b.mkdown", ".md", "ReadMe")),
        *((name, False) for name in ("README.rst", "README.txt", "a.py", "notes.ipynb", "list.mdx", "list.Rmd", "list.qmd")),
        *((name, False) for name in ("LICENSE", "Makefile", "README.md.bak", "readmes", "md", "")),
    ],
)
def test_names_of_markdown(name: str, expected: bool) -> None:
    assert is_markdown(name) is expected


def test_markdown_comes_before_other_readmes(tmp_path: Path) -> None:
    for name in ("README", "README.markdown", "README.md", "README.rst", "README.zh.md"):
        (tmp_path / name).write_text("# List\n")
    assert files.readme(tmp_path).name == "README.md"


def test_a_file_stands_for_itself(tmp_path: Path) -> None:
    assert files.locate(str(tmp_path / "LIST.md")) == tmp_path / "LIST.md"


@pytest.mark.parametrize("data", [b"", b"# List\n", "\ufeff# 列表\r\n".encode(), b"a\x00b text that is longer than its NUL\n"])
def test_utf_8_is_read(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "README.md").write_bytes(data)
    file = files.read(tmp_path / "README.md")
    assert file.data == data
    assert file.source.to_bytes() == data


BAD = [
    ("binary.md", bytes(range(256)), "not UTF-8"),
    ("latin1.md", "# café\n".encode("latin-1"), "line 1, byte 6: 0xe9 is not UTF-8 (perhaps Latin-1); convert it to UTF-8"),
    ("utf16.md", "# café\n".encode("utf-16"), "encoded as UTF-16, expected UTF-8; convert it"),
    ("utf16le.md", "# List\n".encode("utf-16-le"), "UTF-16"),
]


@pytest.mark.parametrize(("name", "data", "message"), BAD)
def test_other_encodings_are_named(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(FileError) as caught:
        files.read(path)
    assert message in str(caught.value)
    assert name in str(caught.value)
    assert path.read_bytes() == data


def test_a_missing_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileError, match=r"^LIST\.md: no such file; check the name"):
        files.read(Path("LIST.md"))


def test_a_folder_without_readme_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "README.rst").write_text("List\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileError, match=r"^lists: no README\.md in this folder; name the file to check"):
        files.readme(Path("lists"))


def test_a_name_that_no_system_allows_is_an_error() -> None:
    with pytest.raises(FileError, match="cannot be read"):
        files.read(Path("a\0b"))


@pytest.mark.parametrize(
    ("path", "name"),
    [("README.md", "README.md"), ("./docs/../README.md", "README.md"), (":odd.md", "./:odd.md"), ("../x.md", "../x.md")],
)
def test_files_are_named_from_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert files.shown(Path(path)) == name
    assert files.shown(tmp_path / "a" / "b.md") == "a/b.md"


def test_writing_replaces_the_whole_and_keeps_the_mode(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(b"before\n")
    path.chmod(0o640)
    files.write(files.read(path), b"after\n")
    assert path.read_bytes() == b"after\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_writing_keeps_the_owner(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(b"before\n")
    os.chown(path, NOBODY, NOBODY)
    files.write(files.read(path), b"after\n")
    assert (path.stat().st_uid, path.stat().st_gid) == (NOBODY, NOBODY)


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    target = tmp_path / "docs" / "list.md"
    target.write_bytes(b"before\n")
    link = tmp_path / "README.md"
    link.symlink_to("docs/list.md")
    files.write(files.read(link), b"after\n")
    assert link.is_symlink()
    assert target.read_bytes() == b"after\n"
    assert list(target.parent.iterdir()) == [target]


def test_a_file_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(b"before\n")
    file = files.read(path)
    path.write_bytes(b"somebody's work\n")
    with pytest.raises(FileError, match="changed by someone else during the run"):
        files.write(file, b"after\n")
    assert path.read_bytes() == b"somebody's work\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_removed_meanwhile_stays_removed(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(b"before\n")
    file = files.read(path)
    path.unlink()
    with pytest.raises(FileError):
        files.write(file, b"after\n")
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_regular_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(b"before\n")
    file = files.read(path)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(FileError, match="not a regular file"):
        files.write(file, b"after\n")
    assert path.is_fifo()


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    before = b"x" * 5000
    path.write_bytes(before)
    limited = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n" + WRITE
    environment = {key: value for key, value in os.environ.items() if key != "COVERAGE_PROCESS_START"}
    command = [sys.executable, "-c", limited, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment)
    assert done.returncode == 0, done.stderr
    assert "the disk or quota is full" in done.stdout
    assert "it is unchanged" in done.stdout
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_may_not_be_read_is_named(open_folder: Path) -> None:
    path = open_folder / "README.md"
    path.write_bytes(b"before\n")
    path.chmod(0o200)
    said = write_as_nobody(path)
    assert "no permission to read it; try `chmod u+r" in said
    assert path.read_bytes() == b"before\n"


def test_a_file_that_may_not_be_written_is_named(open_folder: Path) -> None:
    open_folder.chmod(0o777)
    path = open_folder / "README.md"
    path.write_bytes(b"before\n")
    path.chmod(0o444)
    said = write_as_nobody(path)
    assert "no permission to write it; try `chmod u+w" in said
    assert path.read_bytes() == b"before\n"
    assert list(open_folder.iterdir()) == [path]


def test_a_folder_that_may_not_be_written_is_named(open_folder: Path) -> None:
    path = open_folder / "README.md"
    path.write_bytes(b"before\n")
    path.chmod(0o666)
    open_folder.chmod(0o555)
    said = write_as_nobody(path)
    assert "no permission to write it or its folder; it is unchanged" in said
    assert path.read_bytes() == b"before\n"
    assert list(open_folder.iterdir()) == [path]


def test_files_beside_a_list_are_found_in_any_capitals(tmp_path: Path) -> None:
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github" / "Contributing.md").write_text("Please.", "utf-8")
    (tmp_path / "README.md").write_text("# Awesome Shells\n\n[Contribute](contributing.md)\n", "utf-8")
    source = read(tmp_path / "README.md").source
    assert source.folder is not None
    assert source.folder.text(".github", "contributing.md") == "Please."
    assert source.folder.text("contributing.md") is None
    assert source.folder.text(".github") is None
    assert source.with_text("").folder is source.folder


def test_a_file_that_an_awesome_list_needs(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Awesome Shells\n\n[Contribute](contributing.md)\n", "utf-8")
    rules = RuleSet.of([discover()["awesome-contributing"]()])

    def messages() -> list[str]:
        return [each.message for each in lint(parse(read(tmp_path / "README.md").source), rules).diagnostics]

    assert messages() == ["Missing file `contributing.md`: add it beside the list."]
    (tmp_path / "CONTRIBUTING.md").write_text(" \n", "utf-8")
    assert messages() == ["`contributing.md` is empty: say in it how to contribute."]
    (tmp_path / "CONTRIBUTING.md").write_text("Please.\n", "utf-8")
    assert messages() == []


def test_what_a_kill_leaves_is_the_old_file_or_the_new_one_and_is_cleaned_up() -> None:
    program = Path(__file__).parent.parent / "benchmarks" / "kill.py"
    environment = {key: value for key, value in os.environ.items() if key != "COVERAGE_PROCESS_START"}
    command = [sys.executable, str(program), "204"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("204 kills: ")
    assert " 0 torn; " in done.stdout


@pytest.fixture
def left_over(tmp_path: Path) -> Path:
    path = tmp_path / f".README.md.abcdefgh{files.LEFT_OVER}"
    path.write_bytes(b"half a li")
    files._clean.cache_clear()
    return path


def write_beside(left_over: Path) -> None:
    path = left_over.with_name("README.md")
    path.write_bytes(b"before\n")
    assert files.write(read(path), b"after\n") == ()
    assert path.read_bytes() == b"after\n"


def test_what_a_killed_process_left_is_removed(left_over: Path) -> None:
    write_beside(left_over)
    assert not left_over.exists()


def test_what_another_process_is_writing_is_not_removed(left_over: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    with left_over.open("rb+") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        write_beside(left_over)
    assert left_over.exists()


def test_other_files_of_that_name_are_not_removed(left_over: Path) -> None:
    os.link(left_over, left_over.with_name("kept.md"))
    write_beside(left_over)
    assert left_over.exists()
    left_over.unlink()
    left_over.symlink_to("kept.md")
    files._clean.cache_clear()
    write_beside(left_over)
    assert left_over.is_symlink()
    assert left_over.with_name("kept.md").read_bytes() == b"half a li"


@pytest.mark.parametrize("name", ["漢" * 84 + ".md", "a" * 252 + ".md", "😀" * 62 + ".md"], ids=["wide", "plain", "emoji"])
def test_a_name_may_be_as_long_as_the_system_allows(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"before\n")
    files.write(read(path), b"after\n")
    assert path.read_bytes() == b"after\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_parted_hard_link_is_told(tmp_path: Path) -> None:
    path, other = tmp_path / "README.md", tmp_path / "other.md"
    path.write_bytes(b"before\n")
    os.link(path, other)
    (notice,) = files.write(read(path), b"after\n")
    assert notice.endswith("README.md: it has another name (a hard link) that keeps the old text; "
                           "use symbolic links for one file with several names")  # fmt: skip
    assert (path.read_bytes(), other.read_bytes()) == (b"after\n", b"before\n")


@pytest.mark.skipif(sys.platform != "linux", reason="Python knows extended attributes of Linux alone")
def test_extended_attributes_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(b"before\n")
    try:
        os.setxattr(path, "user.note", b"mine")
    except OSError:
        pytest.skip("this file system has none")
    assert files.write(read(path), b"after\n") == ()
    assert os.getxattr(path, "user.note") == b"mine"

    def refused(*arguments: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "setxattr", refused)
    (notice,) = files.write(read(path), b"again\n")
    assert notice.endswith("its extended attributes could not be kept (user.note)")
    assert path.read_bytes() == b"again\n"


GROUP_MEMBER = """
import os, sys, tempfile
from pathlib import Path
from awesome_lint.files import read_write
os.setgroups([int(group) for group in sys.argv[2:]])
os.setgid(65534)
os.setuid(65534)
path = Path(sys.argv[1])
print("|".join(read_write.write(read_write.read(path), b"after")))
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize(("groups", "group", "mode"), [(["4242"], 4242, 0o664), (["4242", "7"], 4242, 0o664)])
def test_the_group_is_kept_where_the_owner_cannot_be(open_folder: Path, groups: list[str], group: int, mode: int) -> None:
    path = open_folder / "README.md"
    path.write_bytes(b"before\n")
    os.chown(path, 4241, 4242)
    path.chmod(0o664)
    os.chown(open_folder, 4241, 4242)
    open_folder.chmod(0o775)
    done = subprocess.run([sys.executable, "-c", GROUP_MEMBER, str(path), *groups], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith("README.md: its owner could not be kept; it is yours now")
    status = path.stat()
    assert (status.st_uid, status.st_gid, status.st_mode & 0o7777) == (NOBODY, group, mode)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_group_that_cannot_be_kept_leaves_no_right_to_another(open_folder: Path) -> None:
    open_folder.chmod(0o777)
    path = open_folder / "README.md"
    path.write_bytes(b"before\n")
    os.chown(path, 4241, 4242)
    path.chmod(0o4666)
    done = subprocess.run([sys.executable, "-c", GROUP_MEMBER, str(path)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "its owner could not be kept" in done.stdout
    assert "its group could not be kept; give it back with `chgrp`" in done.stdout
    status = path.stat()
    assert (status.st_uid, status.st_gid, status.st_mode & 0o7777) == (NOBODY, NOBODY, 0o646)


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    os.mkfifo(path)
    with pytest.raises(FileError, match="a pipe, not a file; name a file, or `-` for the standard input"):
        read(path)
    (tmp_path / "contributing.md").symlink_to("/dev/zero")
    (tmp_path / "list.md").write_bytes(b"# List\n")
    source = read(tmp_path / "list.md").source
    assert source.folder is not None
    assert source.folder.text("contributing.md") is None


def test_a_pipe_that_a_shell_made_is_read() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"# List\n")
    os.close(writing)
    assert read(Path(f"/dev/fd/{reading}")).data == b"# List\n"
    os.close(reading)


# What is ours, or asked where an error is answered.
ASKED_OTHERWISE = frozenset({"testing.py", "registry/discovery.py", "cache/store.py"})


def test_no_path_is_asked_in_a_way_that_raises() -> None:
    """Until Python 3.12 a `Path` raises for names that are too long, and for links that lead in circles; `os.path` says no."""
    root = Path(awesome_lint.__file__).parent
    for path in root.rglob("*.py"):
        if path.relative_to(root).as_posix() not in ASKED_OTHERWISE:
            assert not re.findall(r"\.(?:is_file|is_dir|exists|is_symlink)\(\)", path.read_text("utf-8")), path
