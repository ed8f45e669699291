"""The hooks for pre-commit, as people use them: the real pre-commit, a real repository, and an environment that it makes."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from awesome_lint.files.read_write import README_NAMES

pytestmark = pytest.mark.environment

ROOT = Path(__file__).parent.parent
# What an installation is made from; the rest of the checkout does not matter to a hook.
SHIPPED = ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "constraints.txt", ".pre-commit-hooks.yaml", "src")

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

    def commit(self, text: str, others: Mapping[str, str] = {}) -> Path:
        """Commit a README, beside it a file that is no list and the others, and nothing else; return the README."""
        readme = self.lists / "README.md"
        for path in self.lists.rglob("*"):
            if ".git" not in path.parts and path.is_file() and path.name != ".pre-commit-config.yaml":
                path.unlink()
        for name, content in {"README.md": text, "notes.md": BAD, **others}.items():
            (self.lists / name).parent.mkdir(parents=True, exist_ok=True)
            (self.lists / name).write_bytes(content.encode("utf-8"))
        git(self.lists, self.environment, "add", "--all")
        git(self.lists, self.environment, "commit", "--quiet", "--allow-empty", "--message", "List")
        return readme

    def run(self, hook: str) -> subprocess.CompletedProcess[str]:
        """Run one hook in the environment that is made once and kept."""
        return self._pre_commit("run", hook, "--all-files")

    def run_staged(self, hook: str, settings: Path) -> subprocess.CompletedProcess[str]:
        """Run one hook on what is staged, with other settings."""
        return self._pre_commit("run", hook, "--config", str(settings))

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


def test_fixing_mends_every_list_and_leaves_the_excluded(pre_commit: PreCommit) -> None:
    others = {
        "docs/README.zh-CN.md": BAD,
        "lists/readme.markdown": CLEAN,
        "vendor/README.md": BAD,
        ".awesome-lint.toml": 'exclude = ["vendor"]\n',
    }
    readme = pre_commit.commit(BAD, others)
    checked = pre_commit.run("awesome-lint")
    assert checked.returncode == 1, checked.stdout + checked.stderr
    # One process reads them all, and says of the excluded one why it was passed over.
    assert checked.stdout.count("Found 2 problems in") == 1
    assert "vendor/README.md: excluded by .awesome-lint.toml" in checked.stdout
    fixed = pre_commit.run("awesome-lint-fix")
    assert fixed.returncode == 1, fixed.stdout + fixed.stderr
    texts = {name: (pre_commit.lists / name).read_text(encoding="utf-8") for name in others}
    assert readme.read_text(encoding="utf-8") == texts["docs/README.zh-CN.md"] == texts["lists/readme.markdown"] == CLEAN
    assert texts["vendor/README.md"] == BAD
    assert pre_commit.run("awesome-lint").returncode == 0


@pytest.mark.parametrize(
    ("names", "is_list"),
    [
        ([name for name in README_NAMES if "." in name], True),
        (["README.md", "docs/ReadMe.MD", "a b/readme.markdown"], True),
        (
            [
                "README.zh-CN.md",
                "README_ja.md",
                "README-pt-BR.md",
                "readme.zh-hans.md",
                "README_zh-Hant-TW.md",
                "README.es-419.md",
            ],
            True,
        ),
        (["README", "README.rst", "README.txt", "README.md.bak", "MYREADME.md", "CONTRIBUTING.md"], False),
        (["README-template.md", "README.draft.md", "readme/notes.md", "READMEzh.md", "readme-french.md"], False),
    ],
)
def test_hooks_get_readmes_and_their_translations(names: list[str], is_list: bool) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for hook in hooks:
        assert hook["require_serial"]
        assert [name for name in names if (re.search(hook["files"], name) is not None) is not is_list] == []


def test_only_what_is_staged_is_checked(pre_commit: PreCommit) -> None:
    """With the settings that the documents show, for the hooks of this checkout."""
    pre_commit.commit(BAD)
    shown = (ROOT / "docs" / "adopting.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"^```yaml \.pre-commit-config\.yaml\n(.*?)^```", shown, re.DOTALL | re.MULTILINE)
    revision = git(pre_commit.hooks, pre_commit.environment, "rev-parse", "HEAD")
    settings = pre_commit.lists.parent / "since.yaml"
    text = re.sub(r"repo: .*", f"repo: '{pre_commit.hooks.as_posix()}'", re.sub(r"rev: .*", f"rev: {revision}", text))
    settings.write_text(text, encoding="utf-8")
    readme = pre_commit.lists / "README.md"
    new = "- [parsy](http://github.com/python-parsy/parsy) - Combinators for Python.\n"
    readme.write_text(BAD + new, encoding="utf-8")
    git(pre_commit.lists, pre_commit.environment, "add", "README.md")
    unstaged = "- [Lark](http://github.com/lark-parser/lark) - Parsing toolkit.\n"
    readme.write_text(BAD + new + unstaged, encoding="utf-8")
    done = pre_commit.run_staged("awesome-lint", settings)
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.findall(r"^README\.md:(\d+):\d+ (\S+)", done.stdout, re.MULTILINE) == [("8", "insecure-link")]
    assert readme.read_text(encoding="utf-8") == BAD + new + unstaged


def test_both_can_be_tried_without_settings(pre_commit: PreCommit) -> None:
    readme = pre_commit.commit(BAD)
    done = pre_commit.try_both()
    assert done.returncode == 1, done.stdout + done.stderr
    checking, fixing = done.stdout.split("awesome-lint --fix.", 1)
    assert "README.md:" in checking
    assert "files were modified" not in checking
    assert "files were modified by this hook" in fixing
    assert readme.read_text(encoding="utf-8") == CLEAN


def test_no_name_of_a_file_becomes_an_option(pre_commit: PreCommit) -> None:
    """Not even where the settings replace the arguments of the hook, which end the options."""
    others = {
        "--output-file=src/README.md": CLEAN,
        "--fix/README.md": BAD,
        "--config=docs/readme.md": CLEAN,
        "-q/README.md": CLEAN,
    }
    pre_commit.commit(CLEAN, others)
    kept = pre_commit.lists / "src" / "README.md"
    kept.parent.mkdir()
    kept.write_text("not tracked, precious\n", encoding="utf-8")
    done = pre_commit.run("awesome-lint")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "--fix/README.md:" in done.stdout
    assert kept.read_text(encoding="utf-8") == "not tracked, precious\n"
    assert (pre_commit.lists / "--fix" / "README.md").read_text(encoding="utf-8") == BAD
    assert pre_commit.run("awesome-lint-fix").returncode == 1
    assert {name: (pre_commit.lists / name).read_text(encoding="utf-8") for name in others} == dict.fromkeys(others, CLEAN)
    assert kept.read_text(encoding="utf-8") == "not tracked, precious\n"


def test_hooks_are_made_of_the_versions_that_were_tested(pre_commit: PreCommit) -> None:
    pre_commit.commit(CLEAN)
    assert pre_commit.run("awesome-lint").returncode == 0
    (python,) = (pre_commit.lists.parent / "kept").glob("repo*/py_env-*/bin/python")
    said = subprocess.run([python, "-m", "pip", "freeze"], check=True, capture_output=True, text=True).stdout
    pinned = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    tested = {line.partition(";")[0].strip() for line in pinned}
    installed = [line.lower() for line in said.splitlines() if "==" in line]
    assert len(installed) >= 8
    assert set(installed) <= tested
