"""Which files arguments mean: folders, globs, translations, and what a repository ignores, as git itself says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from awesome_lint.files import gitignore
from awesome_lint.files.finder import Targets, find, is_translation
from awesome_lint.settings import Patterns

TREE = (
    "README.md",
    "README.zh-CN.md",
    "README_ja.md",
    "README.old.md",
    "docs/README.md",
    "docs/guide.md",
    "docs/papers/vision.md",
    "docs/papers/README.markdown",
    "docs/papers/notes.txt",
    "docs/zh/readme.md",
    ".github/README.md",
    ".hidden/README.md",
    "node_modules/package/README.md",
    "environment/pyvenv.cfg",
    "environment/lib/README.md",
    "module/.git",
    "module/README.md",
    "z/README.rst",
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository to look through."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in TREE:
        write(name, "# List\n")
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def names(targets: Targets) -> list[str]:
    return [target.path.as_posix() for target in targets.files]


def found(*arguments: str) -> list[str]:
    targets = find(arguments)
    assert targets.problems == ()
    return names(targets)


BELOW = [".github/README.md", "docs/README.md", "docs/papers/README.markdown", "docs/zh/readme.md"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["docs/guide.md"], ["docs/guide.md"]),
        (["none.md", "docs/papers/notes.txt"], ["none.md", "docs/papers/notes.txt"]),
        (["README.md", "docs/../README.md", os.path.join(".", "README.md")], ["README.md"]),
        (["docs"], ["docs/README.md", "docs/papers/README.markdown", "docs/zh/readme.md"]),
        (["."], ["README.md", "README.zh-CN.md", "README_ja.md", *BELOW]),
        (["docs/zh", "."], ["docs/zh/readme.md", "README.md", "README.zh-CN.md", "README_ja.md", *BELOW[:-1]]),
        (["node_modules"], ["node_modules/package/README.md"]),
        (["docs/*.md"], ["docs/README.md", "docs/guide.md"]),
        (["docs/**/*.md"], ["docs/README.md", "docs/guide.md", "docs/papers/vision.md", "docs/zh/readme.md"]),
        (["**/r*.markdown"], ["docs/papers/README.markdown"] if os.name == "nt" else []),
        (["**/[Rr]*.markdown", "docs/*/*.txt"], ["docs/papers/README.markdown", "docs/papers/notes.txt"]),
        (["docs/papers/*"], ["docs/papers/README.markdown", "docs/papers/vision.md"]),
        (
            ["docs/**"],
            ["docs/README.md", "docs/guide.md", "docs/papers/README.markdown", "docs/papers/vision.md", "docs/zh/readme.md"],
        ),
        (["*/README.md", "docs"], [".github/README.md", "docs/README.md", "docs/papers/README.markdown", "docs/zh/readme.md"]),
        (["node_modules/*/*.md"], ["node_modules/package/README.md"]),
        (["R????E.md"], ["README.md"]),
    ],
)
def test_arguments_mean_files(arguments: list[str], expected: list[str]) -> None:
    if expected:
        assert found(*arguments) == expected
    else:
        assert find(arguments).problems


def test_without_arguments_the_readme_of_this_folder_is_meant() -> None:
    assert names(find(())) == ["README.md"]
    assert names(find((), translations=True)) == ["README.md", "README.zh-CN.md", "README_ja.md"]


def test_what_is_named_is_told_from_what_is_found() -> None:
    targets = find(["docs/README.md", "docs"])
    assert [target.is_named for target in targets.files] == [True, False, False]
    assert [folder.as_posix() for folder in targets.folders] == ["docs", "docs/papers", "docs/zh"]


def test_a_file_whose_name_looks_like_a_glob_is_that_file() -> None:
    write("list[1].md", "# List\n")
    assert found("list[1].md") == ["list[1].md"]


def test_absolute_paths_and_those_above(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(str(folder / "docs" / "*.md")) == [(folder / "docs" / name).as_posix() for name in ("README.md", "guide.md")]
    monkeypatch.chdir("docs/zh")
    assert found("../p*/*.md") == ["../papers/vision.md"]


@pytest.mark.parametrize(
    ("argument", "problem"),
    [
        ("z", "z: no README.md in or below this folder; name the file to check, as in `awesome-lint LIST.md`"),
        ("*.rst", "*.rst: matches no file (left out: 3 folders of what others wrote)"),
        ("none/*.md", "none/*.md: matches no file, for there is no folder none"),
        ("z/*", "z/*: matches no Markdown file"),
        ("docs/*.html", "docs/*.html: matches no file"),
    ],
)
def test_arguments_that_mean_nothing_are_told(argument: str, problem: str) -> None:
    targets = find([argument, "README.md"])
    assert targets.problems == (problem,)
    assert names(targets) == ["README.md"]


def test_what_is_ignored_is_told_where_nothing_is_left() -> None:
    write("docs/.gitignore", "*.md\nzh/\npapers/*.markdown\n")
    (problem,) = find(["docs"]).problems
    assert problem.startswith(
        "docs: no README.md in or below this folder (left out: 2 files ignored by git, 1 folder ignored by git); "
    )


def test_links_are_followed_to_files_and_each_file_is_taken_once(folder: Path) -> None:
    (folder / "docs" / "zh" / "README_en.md").symlink_to(folder / "docs" / "guide.md")
    (folder / "docs" / "papers" / "up").symlink_to(folder / "docs", target_is_directory=True)
    (folder / "again").symlink_to(folder / "docs", target_is_directory=True)
    (folder / "docs" / "README_fr.md").symlink_to(folder / "nowhere.md")
    expected = ["docs/README.md", "docs/papers/README.markdown", "docs/zh/readme.md", "docs/zh/README_en.md"]
    assert sorted(found("docs", "again")) == sorted(expected)
    assert found("docs/guide.md", "docs/zh/README_en.md") == ["docs/guide.md"]
    assert found("again/*.md") == ["again/README.md", "again/guide.md"]


@pytest.mark.parametrize(
    "name",
    [
        "README.zh-CN.md",
        "README_EN.md",
        "readme-french.md",
        "README.pt_br.markdown",
        "README-zh-Hans-CN.md",
        "README_CN.md",
        "README.ja.md",
    ],
)
def test_translations_are_known_by_their_names(name: str) -> None:
    assert is_translation(name)


@pytest.mark.parametrize(
    "name", ["README.md", "README.old.md", "README-dev.md", "README.zh.rst", "README.template.md", "zh.md", "README2.md"]
)
def test_other_names_are_no_translations(name: str) -> None:
    assert not is_translation(name)


# Lists in a repository whose every folder can be ignored, found and taken back.
LISTS = tuple(
    f"{folder}{name}"
    for folder in ("", "a/", "a/b/", "a/b/a/", "ab/", "b c/", "docs/")
    for name in ("a.md", "b.md", "README.md")
)
PIECES = (
    "a",
    "b",
    "ab",
    "docs",
    "README",
    ".md",
    "*",
    "**",
    "?",
    "/",
    "/",
    "/**/",
    "[ab]",
    "[!a]",
    "[^-b]",
    "[a-c]",
    "[]a]",
    "[[:alpha:]]",
)
ODD = ("\\", " ", "\\ ", "\\#", "#", "!", "[", "]", "{a,b}", "[b-a]", "[[:none:]]", "***", "\\a", "\r", "-")
LINE = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "", "!", "/", "!/"]),
    st.lists(st.sampled_from(PIECES + ODD), max_size=5).map("".join),
    st.sampled_from(["", "", "/"]),
)
FILE = st.lists(LINE, max_size=6).map("\n".join)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    for name in LISTS:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("# List\n")
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    return folder


@example("*\n!*/\n!README.md", "", "")
@example("a/*\n!a/b", "b/\n", "")
@example("a\n!a/b", "!*", "")
@example("**/b/**", "!a", "a.md")
@example("\ufeffa.md\r\nb.md", "", "")
@example("a/**/b.md", "", "/a/*/a")
@example("docs/\\", "", "a[")
@example("[b-a]", "[a-", "***/**/")
@example("!a", "", "/a**")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILE, FILE, FILE)
def test_what_git_ignores_is_left_out(repository: Path, top: str, nested: str, exclude: str) -> None:
    (repository / ".gitignore").write_bytes(top.encode())
    (repository / "a" / ".gitignore").write_bytes(nested.encode())
    (repository / ".git" / "info" / "exclude").write_bytes(exclude.encode())
    command = ["git", "-c", "core.excludesFile=", "ls-files", "-z", "--others", "--exclude-standard", "--", ":(glob)**/*.md"]
    listed = subprocess.run(command, cwd=repository, capture_output=True, check=True).stdout.decode().split("\0")
    assert {target.path.relative_to(repository).as_posix() for target in find([str(repository / "**" / "*.md")]).files} == {
        *listed
    } - {""}


def test_a_second_working_tree_has_the_rules_of_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = tmp_path / "first"
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    identity = ["-c", "user.name=Ann Lee", "-c", "user.email=ann@example.org"]
    for command in (
        ["init", "--quiet", str(first)],
        ["-C", str(first), *identity, "commit", "--quiet", "--allow-empty", "--message", "Begin"],
        ["-C", str(first), "worktree", "add", "--quiet", str(tmp_path / "second")],
    ):
        subprocess.run(["git", *command], check=True, capture_output=True)
    (first / ".git" / "info" / "exclude").write_text("built\n")
    for name in ("second/built/README.md", "second/README.md"):
        write(str(tmp_path / name), "# List\n")
    assert found(str(tmp_path / "second")) == [(tmp_path / "second" / "README.md").as_posix()]


ONE_NAME = "a" * 200
MANY_STARS = [
    ("*a" * 8 + "*b", ONE_NAME),
    ("*a" * 4000 + "*b", ONE_NAME),
    ("*" * 50_000 + "b", ONE_NAME),
    ("**/a*b/" * 500 + "c", "aab/" * 1000 + "d"),
    ("**/" * 20_000 + "b", "a/" * 2000 + "a"),
    ("a/**/" * 2000 + "*a*a*a*a*b", "a/" * 2000 + ONE_NAME),
    ("*[ab]?" * 60 + "c", ONE_NAME),
]


@pytest.mark.parametrize(("pattern", "path"), MANY_STARS, ids=lambda text: text[:8])
def test_no_pattern_tries_all_the_ways_to_divide_a_path(pattern: str, path: str) -> None:
    # Each of these took longer than anyone waits when all ways were tried, so that an answer is the proof.
    assert gitignore.verdict(gitignore.patterns(pattern), path, is_folder=False) is None
    assert Patterns((pattern,)).match(Path(path[:200])) is False


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(["a", "b", "*", "*", "/", "**/", "/**", "?", "[ab]", "[!a]", "**"]), max_size=9),
    st.lists(st.sampled_from(["a", "b", "ab", "ba", "aab", "abab"]), min_size=1, max_size=4),
)
def test_a_path_matches_in_one_of_the_ways_to_divide_it(parts: list[str], names: list[str]) -> None:
    body = "".join(parts).strip("/")
    found = gitignore.patterns(f"/{body}")
    path = "/".join(names)
    plain = re.compile("".join(gitignore._translated(body)), re.DOTALL)
    assert bool(found and gitignore.verdict(found, path, is_folder=True)) == bool(body and plain.fullmatch(path))


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("home") / "bashrc"
    path.write_text("# Mine\n\n     indented\n")
    return path


def left_out(targets: Targets) -> list[str]:
    ending = ": a symbolic link that leads out of the repository; left out, name it itself to check it"
    assert all(notice.endswith(ending) for notice in targets.notices)
    return [notice.removesuffix(ending) for notice in targets.notices]


@pytest.mark.parametrize("repository_at", [None, "."])
def test_links_that_lead_out_are_not_found(folder: Path, outside: Path, repository_at: str | None) -> None:
    if repository_at:
        subprocess.run(["git", "init", "--quiet", repository_at], check=True, cwd=folder)
    for name in ("docs/README.fr.md", "docs/evil.md", "README.de.md"):
        (folder / name).symlink_to(outside)
    # Over two links, and through a folder that is one.
    (folder / "docs" / "papers" / "README.es.md").symlink_to("../evil.md")
    (folder / "elsewhere").symlink_to(outside.parent, target_is_directory=True)
    (folder / "docs" / "zh" / "README.it.md").symlink_to("../../elsewhere/bashrc")
    assert left_out(find(["docs"])) == ["docs/README.fr.md", "docs/papers/README.es.md", "docs/zh/README.it.md"]
    assert names(find(["docs"])) == ["docs/README.md", "docs/papers/README.markdown", "docs/zh/readme.md"]
    assert left_out(find(["docs/*.md"])) == ["docs/README.fr.md", "docs/evil.md"]
    assert left_out(find([], translations=True)) == ["README.de.md"]
    # What is named is meant.
    named = find(["docs/evil.md", "elsewhere/bashrc"])
    assert (named.notices, len(named.files)) == ((), 1)


def test_links_within_the_repository_are_found(folder: Path) -> None:
    subprocess.run(["git", "init", "--quiet", "."], check=True, cwd=folder)
    (folder / "docs" / "README.fr.md").symlink_to("../README.zh-CN.md")
    targets = find(["docs"])
    assert "docs/README.fr.md" in names(targets)
    assert targets.notices == ()


@pytest.mark.parametrize("target", ["README.fr.md", "missing.md", "x" * 300], ids=["itself", "nothing", "no name"])
def test_links_that_lead_nowhere_are_not_found(folder: Path, target: str) -> None:
    before = found(".")
    Path("README.fr.md").symlink_to(target)
    assert found(".") == before
    assert found("*.md") == ["README.md", "README.old.md", "README.zh-CN.md", "README_ja.md"]
    Path("README.md").unlink()
    Path("README.md").symlink_to("README.md")
    assert "README.md: cannot be read" in lint_here()


@pytest.mark.skipif(os.name == "nt", reason="a pipe is none there")
@pytest.mark.parametrize("text", ["gitdir: a\0b", f"gitdir: {'x' * 5_000}", "gitdir: ..", "gitdir: /dev/zero", "\xff"])
def test_what_a_file_of_git_names_may_be_nothing(folder: Path, text: str) -> None:
    Path(".git").rmdir()
    before = found(".")
    write(".git", text)
    assert found(".") == before


def lint_here() -> str:
    command = [sys.executable, "-m", "awesome_lint"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr


@pytest.mark.parametrize("name", ["x" * 300 + ".md", "d/" * 3_000 + "x.md"], ids=["name", "folders"])
def test_a_path_may_be_longer_than_any(name: str) -> None:
    # Windows says of each that there is no such file.
    assert names(find([name])) == [Path(name).as_posix()]
    assert find([f"{name[:-3]}/*.md"]).problems


def test_links_to_what_is_no_markdown_are_not_found(folder: Path) -> None:
    write("setup.py", "a = 1\n")
    write("docs/plain", "# List\n")
    before = found(".")
    Path("README.fr.md").symlink_to("setup.py")
    Path("docs/guide.fr.md").symlink_to("plain")
    assert found(".") == before
    assert "docs/guide.fr.md" not in found("docs/*.md")
    assert find(["."]).notices == (
        "README.fr.md: a symbolic link to a file that is no Markdown by its name; left out, name it itself to check it",
    )
    assert found("README.fr.md") == ["README.fr.md"]
    Path("README.md").unlink()
    Path("README.md").symlink_to("setup.py")
    assert "README.md: a symbolic link to a file that is no Markdown" in lint_here()
    Path("README.md").unlink()
    write("README", "# List\n")
    Path("README.md").symlink_to("README")
    assert names(find([])) == ["README.md"]


def test_links_to_what_belongs_to_git_are_not_found(folder: Path) -> None:
    subprocess.run(["git", "init", "--quiet", "."], check=True, cwd=folder)
    (folder / "docs" / "README.fr.md").symlink_to("../.git/config")
    assert left_out(find(["docs"])) == ["docs/README.fr.md"]


@pytest.mark.parametrize("argument", [[], ["."]])
def test_the_readme_of_a_folder_may_lead_out_as_little(folder: Path, outside: Path, argument: list[str]) -> None:
    (folder / "README.md").unlink()
    (folder / "README.md").symlink_to(outside)
    targets = find(argument, below=False)
    assert targets.files == ()
    assert targets.problems == ("README.md: a symbolic link that leads out of the repository; name it itself to check it",)
