"""The hooks for pre-commit, as people use them: the real pre-commit, a real repository, and an environment that it makes."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
# What an installation is made from; the rest of the checkout does not matter to a hook.
SHIPPED = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "src")

CLEAN = """\
# Parsers

## Python

- [markdown-it-py](https://github.com/executablebooks/markdown-it-py) - Markdown parser, done right.
- [mistune](https://github.com/lepture/mistune) - Fast parser with renderers and plugins.
"""
# The last entry twice.
BAD = CLEAN + CLEAN.splitlines(keepends=True)[-1]


class PreCommit(NamedTuple):
    """A repository of lists whose settings name the hooks' own repository, and the environment of every process."""

    lists: Path
    hooks: Path
    environment: dict[str, str]

    def commit(self, text: str) -> Path:
        """Commit a README, and beside it a file that is no list, and return the README."""
        readme = self.lists / "README.md"
        readme.write_bytes(text.encode("utf-8"))
        (self.lists / "notes.md").write_bytes(BAD.encode("utf-8"))
        git(self.lists, self.environment, "add", "--all")
        git(self.lists, self.environment, "commit", "--quiet", "--allow-empty", "--message", "List")
        return readme

    def run(self, hook: str) -> subprocess.CompletedProcess[str]:
        """Run one hook in the environment that is made once and kept."""
        return self._pre_commit("run", hook, "--all-files")

    def try_both(self) -> subprocess.CompletedProcess[str]:
        """Run both hooks, in the order of their file, in an environment of their own."""
        return self._pre_commit("try-repo", str(self.hooks), "--all-files")

    def _pre_commit(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pre_commit", *arguments, "--color", "never"]
        return subprocess.run(
            command, cwd=self.lists, env=self.environment, text=True, encoding="utf-8", capture_output=True, check=False
        )


def git(folder: Path, environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture(scope="module")
def pre_commit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PreCommit]:
    folder = tmp_path_factory.mktemp("hooks")
    # Nothing of the person's or the machine's own git settings, nor of a hook that these tests may be run by.
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT"))}
    environment |= {"PRE_COMMIT_HOME": str(folder / "kept"), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for role in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{role}_NAME": "Nobody", f"GIT_{role}_EMAIL": "nobody@example.org"}
    hooks, lists = folder / "awesome-lint", folder / "lists"
    for repository in (hooks, lists):
        repository.mkdir()
        git(repository, environment, "init", "--quiet")
    for name in SHIPPED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, hooks / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, hooks / name)
    git(hooks, environment, "add", "--all")
    git(hooks, environment, "commit", "--quiet", "--message", "Hooks")
    revision = git(hooks, environment, "rev-parse", "HEAD")
    settings = (
        f"repos: [{{repo: '{hooks.as_posix()}', rev: {revision}, hooks: [{{id: awesome-lint}}, {{id: awesome-lint-fix}}]}}]"
    )
    (lists / ".pre-commit-config.yaml").write_text(settings, encoding="utf-8")
    yield PreCommit(lists, hooks, environment)
    # A whole environment is too much to leave behind in the folders that pytest keeps.
    shutil.rmtree(folder, ignore_errors=True)


def test_checking_passes_a_clean_list(pre_commit: PreCommit) -> None:
    readme = pre_commit.commit(CLEAN)
    done = pre_commit.run("awesome-lint")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout
    assert readme.read_text(encoding="utf-8") == CLEAN


def test_checking_tells_what_is_bad_and_touches_nothing(pre_commit: PreCommit) -> None:
    readme = pre_commit.commit(BAD)
    done = pre_commit.run("awesome-lint")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "README.md:" in done.stdout
    assert "duplicate-entry" in done.stdout
    assert "notes.md" not in done.stdout
    assert readme.read_text(encoding="utf-8") == BAD


def test_fixing_leaves_a_clean_list_alone(pre_commit: PreCommit) -> None:
    readme = pre_commit.commit(CLEAN)
    done = pre_commit.run("awesome-lint-fix")
    assert done.returncode == 0, done.stdout + done.stderr
    assert readme.read_text(encoding="utf-8") == CLEAN


def test_fixing_mends_once_and_then_passes(pre_commit: PreCommit) -> None:
    readme = pre_commit.commit(BAD)
    first = pre_commit.run("awesome-lint-fix")
    assert first.returncode == 1, first.stdout + first.stderr
    assert "files were modified by this hook" in first.stdout
    assert readme.read_text(encoding="utf-8") == CLEAN
    assert (pre_commit.lists / "notes.md").read_text(encoding="utf-8") == BAD
    second = pre_commit.run("awesome-lint-fix")
    assert second.returncode == 0, second.stdout + second.stderr


def test_both_can_be_tried_without_settings(pre_commit: PreCommit) -> None:
    readme = pre_commit.commit(BAD)
    done = pre_commit.try_both()
    assert done.returncode == 1, done.stdout + done.stderr
    checking, fixing = done.stdout.split("awesome-lint --fix.", 1)
    assert "README.md:" in checking
    assert "files were modified" not in checking
    assert "files were modified by this hook" in fixing
    assert readme.read_text(encoding="utf-8") == CLEAN
