"""Repositories that strangers made: git is asked about them, and no program that they name is ever run."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from repository import Repository

from awesome_lint.files.git import remotes

OLD = """\
# Papers

- **One paper.** *Ann Author, et.al.* [paper](https://example.org/1)
- **Another paper.** *Ben Baker and Carl Cook.* [paper](https://example.org/2)
"""
BAD = "- **Fourth paper.** *Fay Fox, et.al.* [paper](https://example.org/4)\n"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs that would betray themselves are shell scripts")


class Trap:
    """A program that leaves a mark when it is run."""

    def __init__(self, folder: Path) -> None:
        self.mark = folder / "ran"
        self.program = folder / "trap.sh"
        # What filters are asked for is answered, so that git would go on.
        self.program.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{self.mark}'\ncat\n", "utf-8")
        self.program.chmod(0o755)

    @property
    def ran(self) -> str:
        return self.mark.read_text("utf-8") if self.mark.exists() else ""


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    folder = tmp_path / "trap"
    folder.mkdir()
    return Trap(folder)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository.at(tmp_path / "list")
    made.commit(OLD)
    return made


def embed(repository: Repository, below: str, trap: Trap) -> None:
    """Add files to a folder that make it look like a repository whose settings name a program."""
    folder = repository.folder / below
    for name in ("HEAD", "config", "index", "objects", "refs"):
        source = repository.folder / ".git" / name
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, folder / name)
    inner = Repository(folder)
    inner.git("--git-dir=.", "config", "core.bare", "false")
    inner.git("--git-dir=.", "config", "core.worktree", ".")
    inner.git("--git-dir=.", "config", "core.fsmonitor", str(trap.program))


def test_the_trap_works(repository: Repository, trap: Trap) -> None:
    (repository.folder / "docs").mkdir()
    embed(repository, "docs", trap)
    Repository(repository.folder / "docs").git("status")
    assert str(trap.program) in trap.ran


@pytest.mark.parametrize("arguments", [["--since", "HEAD~1"], ["--output-format", "github"]], ids=["since", "github"])
def test_a_folder_that_looks_like_a_repository_is_none(repository: Repository, trap: Trap, arguments: list[str]) -> None:
    repository.commit(OLD, "docs/README.md")
    repository.git("update-ref", "refs/remotes/origin/main", "HEAD")
    embed(repository, "docs", trap)
    repository.commit(OLD + BAD, "docs/README.md")
    done = repository.lint(*arguments, "docs/README.md", GITHUB_BASE_REF="main", GITHUB_ACTIONS="")
    assert trap.ran == ""
    # Nor can what is checked be switched off in that way.
    assert done.returncode == 1, done.stderr
    assert ":5:" in done.stdout or "line=5" in done.stdout


def test_nor_is_what_it_is_compared_with_another(repository: Repository, trap: Trap) -> None:
    repository.commit(OLD, "docs/README.md")
    embed(repository, "docs", trap)
    repository.commit(OLD + BAD, "docs/README.md")
    assert repository.said("--since", "HEAD~1", "docs/README.md") == ["docs/README.md:5 et-al"]
    assert repository.said("--since", "HEAD~1", "README.md", folder="docs") == ["README.md:5 et-al"]
    assert remotes(repository.folder / "docs") == ()
    assert trap.ran == ""


HOOKS = ("post-index-change", "reference-transaction", "post-checkout", "fsmonitor-watchman", "pre-auto-gc", "post-rewrite")

SETTINGS: dict[str, list[tuple[str, str]]] = {
    "fsmonitor": [("core.fsmonitor", "{}"), ("core.fsmonitorHookVersion", "2")],
    "filter": [("filter.x.clean", "{}"), ("filter.x.smudge", "{}"), ("filter.x.required", "true")],
    "process": [("filter.x.process", "{}"), ("filter.x.required", "true")],
    "diff": [("diff.external", "{}"), ("diff.x.command", "{}"), ("diff.x.textconv", "{}"), ("diff.x.binary", "false")],
    "merge": [("merge.x.driver", "{} %A %O %B")],
    "pager": [("core.pager", "{}"), ("pager.diff", "{}"), ("pager.remote", "{}"), ("pager.config", "{}")],
    "editor": [("core.editor", "{}"), ("sequence.editor", "{}")],
    "hooks": [("core.hooksPath", "{hooks}")],
    "signatures": [("gpg.program", "{}"), ("log.showSignature", "true"), ("gpg.ssh.program", "{}")],
    "alias": [(f"alias.{name}", "!{}") for name in ("diff", "rev-parse", "cat-file", "ls-tree", "merge-base", "diff-index")],
    "refs": [("core.alternateRefsCommand", "{}"), ("core.gitProxy", "{}"), ("interactive.diffFilter", "{}")],
}


@pytest.mark.parametrize("kind", SETTINGS)
def test_the_settings_of_a_repository_run_nothing(repository: Repository, trap: Trap, kind: str) -> None:
    hooks = repository.folder / "hooks"
    hooks.mkdir()
    for name in HOOKS:
        for folder in (hooks, repository.folder / ".git" / "hooks"):
            shutil.copyfile(trap.program, folder / name)
            (folder / name).chmod(0o755)
    repository.commit("* filter=x diff=x merge=x\n", ".gitattributes")
    (repository.folder / ".git" / "info" / "attributes").write_text("* filter=x diff=x merge=x\n", "utf-8")
    repository.git("mv", "README.md", "list.md")
    for key, value in SETTINGS[kind]:
        repository.git("config", key, value.format(trap.program, hooks=hooks))
    trap.mark.unlink(missing_ok=True)
    repository.write(OLD + BAD, "list.md")
    # The index is older than the file, which is then compared by what it holds.
    os.utime(repository.folder / ".git" / "index", (1, 1))
    assert repository.said("--since", "HEAD", "list.md") == ["list.md:5 et-al"]
    remotes(repository.folder)
    assert trap.ran == ""


def test_these_settings_would_run_it(repository: Repository, trap: Trap) -> None:
    repository.commit("* filter=x\n", ".gitattributes")
    for key, value in (*SETTINGS["fsmonitor"], *SETTINGS["filter"]):
        repository.git("config", key, value.format(trap.program))
    repository.write(OLD + BAD)
    repository.git("diff", "HEAD", "--stat")
    assert trap.ran.count(str(trap.program)) >= 2


def uploading(trap: Trap) -> list[tuple[str, str]]:
    return [("remote.origin.uploadpack", str(trap.program))]


def by_ssh(trap: Trap) -> list[tuple[str, str]]:
    return [("core.sshCommand", str(trap.program)), ("remote.origin.url", "ssh://example.org/list")]


def by_ext(trap: Trap) -> list[tuple[str, str]]:
    return [("protocol.ext.allow", "always"), ("remote.origin.url", f"ext::{trap.program}")]


@pytest.mark.parametrize("way", [uploading, by_ssh, by_ext])
def test_nothing_is_fetched_to_compare_with(
    repository: Repository, trap: Trap, tmp_path: Path, way: Callable[[Trap], list[tuple[str, str]]]
) -> None:
    repository.git("config", "uploadpack.allowFilter", "true")
    old = repository.commit(OLD)
    repository.commit(OLD + BAD)
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--no-local", "--filter=blob:none", repository.folder.as_uri(), str(clone))
    partial = Repository(clone)
    for key, value in way(trap):
        partial.git("config", key, value)
    message = partial.fails("--since", old)
    assert "is not in this partial clone; fetch it with `git diff" in message
    assert len(message.splitlines()) == 1
    assert trap.ran == ""


def test_a_partial_clone_that_holds_the_text_will_do(repository: Repository, tmp_path: Path) -> None:
    repository.git("config", "uploadpack.allowFilter", "true")
    old = repository.commit(OLD)
    repository.commit(OLD + BAD)
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--no-local", "--filter=blob:none", repository.folder.as_uri(), str(clone))
    partial = Repository(clone)
    partial.git("diff", old)
    assert partial.said("--since", old) == ["README.md:5 et-al"]


@pytest.mark.parametrize("path", ["", ".", "tools"])
def test_no_git_of_the_checkout_is_run(repository: Repository, trap: Trap, path: str) -> None:
    for name in ("git", "tools/git", "git.exe"):
        (repository.folder / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(trap.program, repository.folder / name)
        (repository.folder / name).chmod(0o755)
    repository.write(OLD + BAD)
    paths = f"{path}{os.pathsep}{os.environ['PATH']}"
    assert repository.said("--since", "HEAD", PATH=paths) == ["README.md:5 et-al"]
    assert trap.ran == ""


@pytest.mark.parametrize("variable", ["GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_SSH_COMMAND", "GIT_ASKPASS", "GIT_EDITOR"])
def test_programs_that_variables_name_are_not_run(repository: Repository, trap: Trap, variable: str) -> None:
    repository.git("mv", "README.md", "list.md")
    repository.write(OLD + BAD, "list.md")
    assert repository.said("--since", "HEAD", "list.md", **{variable: str(trap.program)}) == ["list.md:5 et-al"]
    assert trap.ran == ""


def test_variables_lead_to_no_other_repository(repository: Repository, tmp_path: Path) -> None:
    other = Repository.at(tmp_path / "other")
    other.commit("# Other\n")
    repository.write(OLD + BAD)
    git = other.folder / ".git"
    variables = {
        "GIT_DIR": str(git),
        "GIT_INDEX_FILE": str(git / "index"),
        "GIT_OBJECT_DIRECTORY": str(git / "objects"),
        "GIT_COMMON_DIR": str(git),
        "GIT_NAMESPACE": "other",
        "GIT_TRACE": str(tmp_path / "trace"),
    }
    assert repository.said("--since", "HEAD", **variables) == ["README.md:5 et-al"]
    assert not (tmp_path / "trace").exists()


REFERENCES = [
    "--upload-pack=touch ran",
    "--output=ran",
    "-h",
    "--all",
    "--git-path",
    "--end-of-options",
    "--",
    "^HEAD",
    "HEAD\nmain",
]


@pytest.mark.parametrize("reference", REFERENCES)
def test_a_revision_is_no_option(repository: Repository, reference: str) -> None:
    message = repository.fails(f"--since={reference}")
    assert "unknown revision" in message
    assert sorted(path.name for path in repository.folder.iterdir()) == [".git", "README.md"]


def test_a_replaced_commit_is_compared_as_it_was(repository: Repository) -> None:
    first = repository.git("rev-parse", "HEAD")
    replaced = repository.commit(OLD + BAD)
    repository.git("replace", first, replaced)
    assert repository.said("--since", first) == ["README.md:5 et-al"]


def test_an_empty_git_folder_is_no_repository(repository: Repository) -> None:
    (repository.folder / "docs" / ".git").mkdir(parents=True)
    repository.write(OLD, "docs/README.md")
    assert repository.said("--since", "HEAD", "docs/README.md") == ["docs/README.md:3 et-al"]
