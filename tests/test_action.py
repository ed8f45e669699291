"""The GitHub action: its steps are run as a runner does, with the variables and files of one, on a real checkout."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
import yaml

ROOT = Path(__file__).parent.parent
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
# What the action is installed from.
SHIPPED = ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "requirements.txt", "action.yml", "action", "src")
EXPRESSION = re.compile(r"\$\{\{ *(inputs|steps\.check\.outputs)\.([\w-]+) *\}\}")

CLEAN = """\
# Papers

- **One thing.** *Ann Lee, Bo Chen, et al.* [paper](https://example.org/1)
- **Two things.** *Ann Lee and Bo Chen.* [paper](https://example.org/2)
"""
BAD = CLEAN.replace("et al.", "et.al.").replace("Ann Lee and Bo Chen", "Ann Lee, Bo Chen, Ann Lee, and Cy Diaz")
SELECT = "--isolated --select et-al,repeated-author"


class Done(NamedTuple):
    """What the action left behind."""

    status: int
    log: str
    outputs: dict[str, str]
    page: str

    @property
    def annotated(self) -> list[str]:
        """The file and the line of each annotation."""
        return [":".join(found) for found in re.findall(r"^::error .*file=(.*?),line=(\d+),", self.log, re.MULTILINE)]


class Runner(NamedTuple):
    """A runner of GitHub with a checkout, a copy of the action, and a folder for what lasts as long as a job."""

    workspace: Path
    action: Path
    temporary: Path
    event: Path

    def write(self, text: str, name: str = "README.md") -> None:
        path = self.workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def happens(self, event: Mapping[str, Any]) -> None:
        self.event.write_text(json.dumps(event), encoding="utf-8")

    def run(self, **inputs: str) -> Done:
        """Run every step of action.yml, as the runner would with these inputs; underscores stand for hyphens."""
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        assert given.keys() <= ACTION["inputs"].keys()
        values = {name: given.get(name, stated["default"]) for name, stated in ACTION["inputs"].items()}
        files = {name: self.temporary / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for path in files.values():
            path.write_bytes(b"")
        # Nothing of this machine's git, nor of a service that these tests may be run by.
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT", "CI", "INPUT_", "PYTHON"))}
        runner = {
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(self.workspace),
            "GITHUB_ACTION_PATH": str(self.action),
            "GITHUB_EVENT_PATH": str(self.event),
            "RUNNER_TEMP": str(self.temporary),
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "GIT_CONFIG_GLOBAL": os.devnull,
            **{name: str(path) for name, path in files.items()},
        }
        status, log = 0, ""
        for step in ACTION["runs"]["steps"]:
            assert step["shell"] == "bash"
            stated = {name: resolved(text, values) for name, text in step["env"].items()}
            done = subprocess.run(
                # As the runner calls bash for `shell: bash`.
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=self.workspace,
                env={**kept, **runner, **stated},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                check=False,
            )
            status, log = done.returncode, log + done.stdout
        written = dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines())
        outputs = {name: resolved(stated["value"], written) for name, stated in ACTION["outputs"].items()}
        return Done(status, log, outputs, files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8"))


def resolved(text: str, values: Mapping[str, str]) -> str:
    """Return what the runner makes of an expression; of what was never set, nothing."""
    found = EXPRESSION.fullmatch(text)
    assert found, text
    return values.get(found[2], "")


def git(folder: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for role in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{role}_NAME": "Nobody", f"GIT_{role}_EMAIL": "nobody@example.org"}
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True, text=True)
    return done.stdout.strip()


on_a_runner = pytest.mark.environment


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """A copy of the action, and a folder that its environment is made in by the first test that runs it."""
    folder = tmp_path_factory.mktemp("action")
    # With a space, as a runner may have it.
    action, temporary = folder / "the action", folder / "temporary"
    action.mkdir()
    temporary.mkdir()
    for name in SHIPPED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, action / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(ROOT / name, action / name)
    yield action, temporary
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def runner(installed: tuple[Path, Path], tmp_path: Path) -> Runner:
    workspace = tmp_path / "work space"
    workspace.mkdir()
    git(workspace, "init", "--quiet")
    runner = Runner(workspace, *installed, tmp_path / "event.json")
    runner.happens({"ref": "refs/heads/main"})
    return runner


def test_nothing_that_is_typed_becomes_text_of_a_command() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"]
        assert all(EXPRESSION.fullmatch(value) for value in step["env"].values())
        assert [EXPRESSION.fullmatch(value)[2] for value in step["env"].values()] == [  # type: ignore[index]
            name.removeprefix("INPUT_").lower().replace("_", "-") for name in step["env"]
        ]
    assert len(ACTION["runs"]["steps"][0]["env"]) == len(ACTION["inputs"])


@on_a_runner
def test_a_clean_list(runner: Runner) -> None:
    runner.write(CLEAN)
    done = runner.run(args=SELECT)
    assert done.status == 0, done.log
    assert done.outputs == {"status": "0", "diagnostics": "0", "places": "0", "fixable": "0"}
    assert done.annotated == []
    assert "No problems found in 1 file." in done.page


@on_a_runner
def test_what_is_found_is_shown_counted_and_summed_up(runner: Runner) -> None:
    runner.write(BAD)
    done = runner.run(args=SELECT, sarif_file="found.sarif")
    assert done.status == 1, done.log
    assert done.outputs == {"status": "1", "diagnostics": "2", "places": "2", "fixable": "1"}
    assert done.annotated == ["README.md:3", "README.md:4"]
    assert "**2 problems** in 1 file" in done.page
    assert "[`et-al`]" in done.page
    found = json.loads((runner.workspace / "found.sarif").read_text(encoding="utf-8"))
    assert len(found["runs"][0]["results"]) == 2


@on_a_runner
def test_the_step_passes_when_it_may(runner: Runner) -> None:
    runner.write(BAD)
    done = runner.run(args=SELECT, fail="false", annotations="false", summary="false")
    assert done.status == 0, done.log
    assert done.outputs["status"] == "1"
    assert (done.annotated, done.page) == ([], "")
    assert "README.md:3:37 et-al" in done.log


@on_a_runner
def test_lists_are_named_one_to_a_line(runner: Runner) -> None:
    runner.write(BAD, "a list/my list.md")
    runner.write(BAD, "-x.md")
    runner.write(BAD, "$(touch owned).md")
    done = runner.run(args=SELECT, paths="a list/my list.md\n\n  -x.md\n$(touch owned).md\n")
    assert done.status == 1, done.log
    expected = [f"{name}:{line}" for name in ("a list/my list.md", "-x.md", "$(touch owned).md") for line in (3, 4)]
    assert done.annotated == expected
    assert not (runner.workspace / "owned").exists()


HOSTILE = [
    {"args": "; touch owned"},
    {"args": "--select et-al\n$(touch owned)"},
    {"args": '" && touch owned && "'},
    {"args": "`touch owned`"},
    {"args": "--select 'et-al"},
    {"paths": "README.md; touch owned"},
    {"paths": "$(touch owned)"},
    {"since": "--upload-pack=touch owned"},
    {"since": "$(touch owned)"},
    {"since": "origin/--upload-pack=touch owned;git-upload-pack"},
    {"since": "origin/--output=owned"},
    {"since": "origin/-h"},
    {"since": "origin/+refs/heads/*:refs/heads/owned"},
    {"since": "none\n::warning::x"},
    {"version": "1.0 --index-url https://example.org"},
    {"version": "1.0; touch owned"},
    {"version": "-r README.md"},
    {"version": "1.0\n::error::x"},
    {"fail": "$(touch owned)"},
    {"annotations": ""},
    {"sarif-file": "none/$(touch owned).sarif"},
]


@pytest.mark.parametrize("inputs", HOSTILE, ids=lambda inputs: next(iter(inputs)))
@on_a_runner
def test_what_is_typed_is_never_run(runner: Runner, inputs: dict[str, str]) -> None:
    runner.write(CLEAN)
    git(runner.workspace, "add", "--all")
    git(runner.workspace, "commit", "--quiet", "--message", "List")
    done = runner.run(**{name.replace("-", "_"): value for name, value in inputs.items()})
    assert done.status == 2, done.log
    assert sorted(path.name for path in runner.workspace.iterdir()) == [".git", "README.md"]
    assert "Traceback" not in done.log
    # What is typed forms no command of the log either.
    commands = [line for line in done.log.splitlines() if line.startswith("::")]
    assert all(line.startswith(("::error title=awesome-lint::", "::group::Install", "::endgroup::")) for line in commands)


@on_a_runner
def test_modules_of_the_checkout_are_not_run(runner: Runner) -> None:
    runner.write(CLEAN)
    for name in ("awesome_lint", "pip", "venv", "json", "click", "sitecustomize"):
        runner.write("open('owned', 'w')\n", f"{name}.py")
    assert runner.run(args=SELECT).status == 0
    assert not (runner.workspace / "owned").exists()


@on_a_runner
def test_a_run_that_fails_fails_the_step_whatever_it_may(runner: Runner) -> None:
    done = runner.run(args=SELECT, paths="none.md", fail="false")
    assert done.status == 2
    assert done.outputs == {"status": "2", "diagnostics": "", "places": "", "fixable": ""}
    assert "none.md: no such file" in done.log


class History(NamedTuple):
    """A repository at the origin, in which a pull request was opened and the base has moved on since, and clones of it."""

    origin: Path
    base: str
    """What the event names, behind the base as it is now."""
    newer: str
    head: str
    merge: str

    def clone(self, folder: Path, commit: str, depth: int | None) -> Path:
        """Return a checkout as actions/checkout makes it."""
        folder.mkdir()
        git(folder, "init", "--quiet")
        git(folder, "remote", "add", "origin", self.origin.as_uri())
        limit = [] if depth is None else [f"--depth={depth}"]
        git(folder, "fetch", "--quiet", "--no-tags", *limit, "origin", commit)
        git(folder, "checkout", "--quiet", "--detach", commit)
        return folder

    def pull_request(self) -> dict[str, Any]:
        return {"pull_request": {"base": {"sha": self.base, "ref": "main"}, "head": {"sha": self.head}}}


@pytest.fixture
def history(tmp_path: Path) -> History:
    origin = tmp_path / "origin"
    origin.mkdir()
    git(origin, "init", "--quiet", "--initial-branch=main")
    git(origin, "config", "uploadpack.allowAnySHA1InWant", "true")

    def commit(text: str, name: str = "README.md") -> str:
        (origin / name).write_text(text, encoding="utf-8")
        git(origin, "add", "--all")
        git(origin, "commit", "--quiet", "--message", name)
        return git(origin, "rev-parse", "HEAD")

    old = BAD.replace("Two things", "Three things")
    commit(old)
    base = commit("Notes.\n", "notes.md")
    git(origin, "checkout", "--quiet", "-b", "topic")
    head = commit(old + BAD.splitlines(keepends=True)[2].replace("One thing", "Four things"))
    git(origin, "checkout", "--quiet", "main")
    newer = commit(BAD, "OTHER.md")
    git(origin, "checkout", "--quiet", "--detach")
    git(origin, "merge", "--quiet", "--no-ff", "--message", "Merge", "topic")
    return History(origin, base, newer, head, git(origin, "rev-parse", "HEAD"))


@pytest.fixture(scope="module")
def program() -> ModuleType:
    """The program of the action, as a module."""
    specification = importlib.util.spec_from_file_location("action_run", ROOT / "action" / "run.py")
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    # Values find their own module by its name.
    sys.modules["action_run"] = module
    specification.loader.exec_module(module)
    return module


def base_in(
    program: ModuleType, folder: Path, event: Mapping[str, Any], monkeypatch: pytest.MonkeyPatch, since: str
) -> str | None:
    """Return what `since` comes to in a checkout; its merge base with what is checked out is then there."""
    path = folder.parent / "event.json"
    path.write_text(json.dumps(event), encoding="utf-8")
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(path))
    monkeypatch.chdir(folder)
    found: str | None = program.resolved(since)
    if found is not None:
        git(folder, "merge-base", found, "HEAD")
    return found


@pytest.mark.parametrize("depth", [1, 2, None])
def test_a_pull_request_is_compared_with_its_base_as_it_is_now(
    program: ModuleType, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, depth: int | None
) -> None:
    folder = history.clone(tmp_path / "clone", history.merge, depth)
    assert base_in(program, folder, history.pull_request(), monkeypatch, "auto") == history.newer
    assert git(folder, "diff", "--name-only", history.newer, "HEAD") == "README.md"


@pytest.mark.parametrize("depth", [1, None])
def test_the_head_of_a_pull_request_is_compared_with_where_it_began(
    program: ModuleType, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, depth: int | None
) -> None:
    folder = history.clone(tmp_path / "clone", history.head, depth)
    assert base_in(program, folder, history.pull_request(), monkeypatch, "auto") == history.base
    assert (git(folder, "rev-parse", "--is-shallow-repository") == "true") is False


@pytest.mark.parametrize("since", ["main", "origin/main"])
def test_a_branch_is_fetched(
    program: ModuleType, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, since: str
) -> None:
    folder = history.clone(tmp_path / "clone", history.head, 1)
    assert base_in(program, folder, {}, monkeypatch, since) == history.newer
    assert git(folder, "merge-base", history.newer, "HEAD") == history.base


@on_a_runner
def test_a_pull_request_hears_of_its_own_lines_alone(runner: Runner, history: History, tmp_path: Path) -> None:
    checkout = runner._replace(workspace=history.clone(tmp_path / "clone", history.merge, 1))
    checkout.happens(history.pull_request())
    done = checkout.run(args=SELECT)
    assert done.status == 1, done.log
    assert done.annotated == ["README.md:5"]
    assert done.outputs == {"status": "1", "diagnostics": "1", "places": "1", "fixable": "1"}
    checkout.happens({"ref": "refs/heads/main"})
    assert checkout.run(args=SELECT).annotated == ["README.md:3", "README.md:4", "README.md:5"]


def test_other_events_check_whole_lists(
    program: ModuleType, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = history.clone(tmp_path / "clone", history.merge, 1)
    assert base_in(program, folder, {"before": history.base, "after": history.merge}, monkeypatch, "auto") is None
    assert base_in(program, folder, history.pull_request(), monkeypatch, "") is None
    queued = {"merge_group": {"base_sha": history.newer, "head_sha": history.merge}}
    assert base_in(program, folder, queued, monkeypatch, "auto") == history.newer
    monkeypatch.delenv("GITHUB_EVENT_PATH")
    assert program.resolved("auto") is None


def test_what_is_missing_is_told_with_a_remedy(
    program: ModuleType, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = history.clone(tmp_path / "clone", history.head, 1)
    with pytest.raises(program.ActionError, match="since: unknown revision mian; name a branch"):
        base_in(program, folder, {}, monkeypatch, "mian")
    shutil.rmtree(history.origin)
    with pytest.raises(program.ActionError, match="since: unknown revision"):
        base_in(program, folder, history.pull_request(), monkeypatch, "auto")
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(program.ActionError, match="put actions/checkout before"):
        base_in(program, empty, history.pull_request(), monkeypatch, "auto")


def test_unrelated_histories_have_nothing_to_compare(
    program: ModuleType, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(history.origin, "checkout", "--quiet", "--orphan", "alone")
    git(history.origin, "commit", "--quiet", "--message", "Alone")
    folder = history.clone(tmp_path / "clone", git(history.origin, "rev-parse", "HEAD"), 1)
    with pytest.raises(program.ActionError, match="set `fetch-depth: 0`"):
        base_in(program, folder, {}, monkeypatch, "main")


@pytest.mark.parametrize("since", ["--upload-pack=touch owned;git-upload-pack", "--output=owned", "main:refs/heads/owned"])
def test_what_is_fetched_is_no_option(
    program: ModuleType, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, since: str
) -> None:
    folder = history.clone(tmp_path / "clone", history.merge, 1)
    with pytest.raises(program.ActionError, match="unknown revision"):
        base_in(program, folder, {}, monkeypatch, f"origin/{since}")
    assert not list(tmp_path.rglob("owned"))
    assert git(folder, "branch", "--list", "owned") == ""
    if since.startswith("-"):
        # Nor is it one where a commit is fetched by its name.
        assert not program._fetch((), since)
        assert not list(tmp_path.rglob("owned"))


def test_hooks_of_a_checkout_are_not_run(
    program: ModuleType, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = history.clone(tmp_path / "clone", history.merge, 1)
    hook = folder / ".git" / "hooks" / "reference-transaction"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch '{tmp_path}/owned'\n", encoding="utf-8")
    hook.chmod(0o755)
    assert base_in(program, folder, history.pull_request(), monkeypatch, "auto") == history.newer
    (tmp_path / "owned").unlink(missing_ok=True)  # `base_in` asks git itself.
    monkeypatch.chdir(folder)
    assert program._fetch((), history.base)
    assert not (tmp_path / "owned").exists()
