"""What the GitHub action does: install awesome-lint, fetch the history that is asked for, check, and say what came of it.

It needs nothing but git and the standard library of Python 3.10 or newer, and reads the variables that action.yml sets.
"""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

FAILED = 2
AUTO = "auto"
VERSION = re.compile(r"[0-9]+(\.[0-9]+)*((a|b|rc)[0-9]+)?(\.post[0-9]+)?")
OWN = Path(__file__).resolve().parent.parent
# What pip is asked for, one after the other: each file that the action needs is known by its hash, and none is built here but
# the action itself, with what is installed already.
FROM_OWN = (
    ("--require-hashes", "--only-binary", ":all:", "--requirement", OWN / "requirements.txt"),
    ("--no-index", "--no-deps", "--no-build-isolation", OWN),
)
# How much of the history is fetched, step by step, until there is a commit that both sides come from.
DEPTHS = ("50", "1000", "2147483647")
# A name that can be fetched: no option, no pair of names, no pattern.
FETCHED = re.compile(r"[^-+^:~?*\[\\\s][^:~^?*\[\\\s]*")
# A checkout holds what a pull request brings: no folder of it is a repository for its shape, and no program of it is run.
GIT = ("git", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "safe.bareRepository=explicit")


class ActionError(Exception):
    """The action cannot go on; the message says why and what to do."""


class Inputs(NamedTuple):
    """What `with:` says, see action.yml."""

    paths: tuple[str, ...]
    since: str
    args: tuple[str, ...]
    annotations: bool
    summary: bool
    sarif_file: str
    fail: bool
    version: str


def main() -> int:
    """Run the action in the working directory, and return the status that its step ends with."""
    try:
        inputs = read_inputs(os.environ)
        python = install(inputs.version)
        report = Path(_temporary(), "awesome-lint-report.json")
        report.unlink(missing_ok=True)
        status = subprocess.run(command(python, inputs, resolved(inputs.since), report), env=environment(inputs)).returncode
        write_outputs(status, report)
    except ActionError as error:
        message = str(error).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        print(f"::error title=awesome-lint::{message}", flush=True)
        return FAILED
    return 0 if status == 1 and not inputs.fail else status


def read_inputs(variables: Mapping[str, str]) -> Inputs:
    """Return what the variables say. Raises ActionError for what cannot be followed."""

    def stated(name: str) -> str:
        return variables.get(f"INPUT_{name}", "").strip()

    def truth(name: str) -> bool:
        if stated(name).lower() not in ("true", "false"):
            raise ActionError(f"{name.lower()}: expected true or false, found {stated(name) or 'nothing'}")
        return stated(name).lower() == "true"

    try:
        args = tuple(shlex.split(stated("ARGS")))
    except ValueError as error:
        raise ActionError(f"args: {error}; quote it as in a shell") from None
    if not stated("SINCE").isprintable() or stated("SINCE").startswith("-"):
        raise ActionError(f"since: expected a branch, a tag or a commit, found {stated('SINCE')!r}")
    if stated("VERSION") and not VERSION.fullmatch(stated("VERSION")):
        raise ActionError(f"version: expected a version such as 0.1.0, found {stated('VERSION')}")
    return Inputs(
        paths=tuple(line.strip() for line in stated("PATHS").splitlines() if line.strip()),
        since=stated("SINCE"),
        args=args,
        annotations=truth("ANNOTATIONS"),
        summary=truth("SUMMARY"),
        sarif_file=stated("SARIF_FILE"),
        fail=truth("FAIL"),
        version=stated("VERSION"),
    )


def install(version: str) -> Path:
    """Return the Python of an environment with that version of awesome-lint, or with the one that the action is part of."""
    folder = Path(_temporary(), f"awesome-lint-{version or 'action'}")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if python.exists() and _is_done(python, "-I", "-m", "awesome_lint", "--version"):
        return python
    wanted = f"awesome-lint=={version}" if version else str(OWN)
    print("::group::Install awesome-lint", flush=True)
    pip = _environment(folder, python)
    done = bool(pip) and all(
        _is_done(*pip, "install", "--disable-pip-version-check", *arguments)
        for arguments in ([[wanted]] if version else FROM_OWN)
    )
    print("::endgroup::", flush=True)
    if not done:
        raise ActionError(f"{wanted} could not be installed; the log above says why")
    return python


def _environment(folder: Path, python: Path) -> Sequence[str | Path]:
    """Make an environment, and return the command of a pip that installs there, or nothing where that fails.

    To unpack the pip that comes with Python takes longest of all: it is left out where there is one that installs elsewhere.
    """
    make = (sys.executable, "-I", "-m", "venv", "--clear")
    pip = (sys.executable, "-I", "-m", "pip", "--python", python)
    if _is_done(*make, "--without-pip", folder) and _is_done(*pip, "--version", is_quiet=True):
        return pip
    return (python, "-I", "-m", "pip") if _is_done(*make, folder) else ()


def resolved(since: str) -> str | None:
    """Return the commit to compare with, having fetched what that takes, or None where whole lists are to be checked."""
    head = None
    if since == AUTO:
        event = _event()
        pull_request, group = event.get("pull_request") or {}, event.get("merge_group") or {}
        since = (pull_request.get("base") or {}).get("sha") or group.get("base_sha") or ""
        head = (pull_request.get("head") or {}).get("sha")
    if not since:
        return None
    if _git("rev-parse", "--is-inside-work-tree") is None:
        raise ActionError("this is no checkout of a repository; put actions/checkout before this step")
    parents = _parents()
    if head is not None and parents[1:] == [head]:
        # What GitHub checks out for a pull request is its merge with the base as it is now, which the event may be behind.
        since = parents[0]
        if _git("merge-base", since, "HEAD") is None:
            _fetch(_depth("2"), _git("rev-parse", "HEAD") or "HEAD")
    commit = _commit(since)
    if commit is None:
        raise ActionError(f"since: unknown revision {since}; name a branch, a tag or a commit of this repository")
    return _with_history(commit, since)


def _commit(revision: str) -> str | None:
    """Return the commit that a revision names here or at the origin, or None for one that is in neither."""
    commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    name = revision.removeprefix("origin/")
    if commit is None and FETCHED.fullmatch(name) and _fetch(_depth("1"), name):
        commit = _git("rev-parse", "--verify", "--quiet", "FETCH_HEAD^{commit}")
    return commit


def _with_history(commit: str, name: str) -> str:
    """Return the commit when its merge base with what is checked out is here, fetched where it was not."""
    head = _git("rev-parse", "HEAD") or "HEAD"
    for depth in DEPTHS:
        if _git("merge-base", commit, "HEAD") is not None:
            return commit
        _fetch(_depth(depth), commit, head)
    if _git("merge-base", commit, "HEAD") is not None:
        return commit
    raise ActionError(
        f"since: the history between {name} and what is checked out is missing and cannot be fetched; "
        "set `fetch-depth: 0` for actions/checkout, or `since: ''` to check whole lists"
    )


def command(python: Path, inputs: Inputs, since: str | None, report: Path) -> list[str]:
    """Return the command that checks; what `args` says comes after what the other inputs say, and so wins."""
    output_format = "github" if inputs.annotations else "full"
    options = ["--output-format", output_format, "--report", f"json={report}"]
    options += ["--report", f"sarif={inputs.sarif_file}"] if inputs.sarif_file else []
    options += ["--since", since] if since else []
    return [str(python), "-I", "-m", "awesome_lint", "check", *options, *inputs.args, "--", *inputs.paths]


def environment(inputs: Inputs) -> dict[str, str]:
    """Return the variables that the check is run with, among them the name of what is compared with, for people to read."""
    hidden = () if inputs.summary else ("GITHUB_STEP_SUMMARY",)
    variables = {name: value for name, value in os.environ.items() if name not in hidden}
    return variables | ({"AWESOME_LINT_BASE": name} if (name := base_name(inputs.since)) else {})


def base_name(since: str) -> str:
    """Return the branch that is compared with, or what was asked for; nothing where that is not known."""
    if since != AUTO:
        return since
    event = _event()
    pull_request, group = event.get("pull_request") or {}, event.get("merge_group") or {}
    name = (pull_request.get("base") or {}).get("ref") or group.get("base_ref") or ""
    return name.removeprefix("refs/heads/") if isinstance(name, str) and name.isprintable() else ""


def write_outputs(status: int, report: Path) -> None:
    """Tell the later steps what came of it: nothing but numbers, so that no text of a list becomes an output."""
    outputs = {"status": status}
    if report.exists():
        found = json.loads(report.read_text(encoding="utf-8"))
        mended = [each for each in found if each["fix"] and each["fix"]["applicability"] == "safe"]
        outputs |= {"diagnostics": len(found), "places": _places(found), "fixable": _places(mended)}
    path = os.environ.get("GITHUB_OUTPUT")
    if path:
        with open(path, "a", encoding="utf-8") as stream:
            stream.writelines(f"{name}={value}\n" for name, value in outputs.items())


def _places(found: Sequence[Mapping[str, Any]]) -> int:
    return sum(each["count"] for each in found)


def _temporary() -> str:
    folder = os.environ.get("RUNNER_TEMP")
    if not folder:
        raise ActionError("RUNNER_TEMP is not set: this runs as a step of a job on GitHub")
    return folder


def _event() -> dict[str, Any]:
    path = os.environ.get("GITHUB_EVENT_PATH")
    if not path or not os.path.exists(path):
        return {}
    found = json.loads(Path(path).read_text(encoding="utf-8"))
    return found if isinstance(found, dict) else {}


def _parents() -> list[str]:
    """Return the parents that the commit names, those that a shallow clone has not got included."""
    lines = (_git("cat-file", "-p", "HEAD") or "").partition("\n\n")[0].splitlines()
    return [line.removeprefix("parent ") for line in lines if line.startswith("parent ")]


def _depth(depth: str) -> tuple[str, ...]:
    """Return the option that fetches so much of the history; a whole clone would lose by it."""
    return (f"--depth={depth}",) if _git("rev-parse", "--is-shallow-repository") == "true" else ()


def _fetch(depth: Sequence[str], *revisions: str) -> bool:
    fetch = [*GIT, "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", *depth, "--", "origin", *revisions]
    done = subprocess.run(fetch, stderr=subprocess.PIPE, text=True, encoding="utf-8", errors="replace")
    # Behind a word, no line of it is a command to the runner; but for a bracket, which it looks for anywhere.
    said = done.stderr.replace("##[", "##\\x5b")
    print("".join(f"git: {line}\n" for line in said.splitlines()), end="", flush=True)
    return done.returncode == 0


def _git(*arguments: str) -> str | None:
    """Return what git says, or None when it fails."""
    done = subprocess.run([*GIT, *arguments], capture_output=True, text=True, encoding="utf-8", errors="replace")
    return done.stdout.strip() if done.returncode == 0 else None


def _is_done(*arguments: str | Path, is_quiet: bool = False) -> bool:
    stream = subprocess.DEVNULL if is_quiet else None
    # What pip starts in an environment is not isolated by `-I`: nothing is told to it where else modules are.
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [str(argument) for argument in arguments]
    return subprocess.run(command, env=variables, stdout=stream, stderr=stream).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
