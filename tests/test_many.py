"""Many files in one run: the same output from any number of processes, and none of them left behind."""

import json
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import program
import pytest
from terminal import WIDTH, Shown, watched

from awesome_lint.cli import check as checker
from awesome_lint.cli import check_file as looking
from awesome_lint.cli import commands as cli
from awesome_lint.cli import options
from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document
from awesome_lint.parallel.jobs import WORTH_A_PROCESS, shared
from awesome_lint.parallel.lazy_sequence import Arriving
from awesome_lint.parallel.workers import Lost, Workers
from awesome_lint.registry.discovery import discover
from awesome_lint.rule import Rule

ENTRY = "- **Thing {}.** *Ann Lee, Bo Chen, et.al.* [paper](https://example.org/{})\n"
RULES = ("--select", "et-al,layout,spelling")


def text(entries: int) -> str:
    return "#  Papers\n\n" + "".join(ENTRY.format(number, number) for number in range(entries))


@pytest.fixture(autouse=True)
def folder(empty_repository: Path) -> Path:
    """A repository with lists of several sizes, one of which cannot be read."""
    for number in range(9):
        Path(f"{number}.md").write_text(text(1 + 40 * (number % 4)), encoding="utf-8")
    Path("4.md").write_bytes(b"# caf\xe9\n")
    return empty_repository


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return program.run([*RULES, *arguments], Path.cwd())


@pytest.mark.parametrize(
    "options",
    [
        ["--output-format", "full"],
        ["--output-format", "json"],
        ["--output-format", "sarif"],
        ["--statistics", "--color", "always", "--verbose"],
        ["--diff"],
    ],
)
def test_the_number_of_processes_changes_nothing(options: list[str]) -> None:
    alone, together = (run("--jobs", jobs, *options, "*.md") for jobs in ("1", "3"))
    # What to type next repeats what was typed.
    told, noticed = (said.replace("--jobs 1", "--jobs 3") for said in (alone.stdout, alone.stderr))
    assert (together.returncode, together.stdout, together.stderr) == (2, told, noticed)
    assert "4.md: line 1, byte 6" in alone.stderr
    assert alone.stdout


def test_fixing_with_several_processes_writes_the_same(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.glob("*.md")}
    alone = run("--fix", "--jobs", "1", "*.md")
    fixed = {path.name: path.read_bytes() for path in folder.glob("*.md")}
    for name, data in before.items():
        Path(name).write_bytes(data)
    together = run("--fix", "--jobs", "3", "*.md")
    assert (together.returncode, together.stderr) == (alone.returncode, alone.stderr)
    assert {path.name: path.read_bytes() for path in folder.glob("*.md")} == fixed
    assert [name for name in before if before[name] == fixed[name]] == ["4.md"]


def test_settings_differ_from_file_to_file() -> None:
    for name, rules in (("a", "et-al"), ("b", "layout")):
        Path(name).mkdir()
        Path(name, "README.md").write_text(text(3), encoding="utf-8")
        Path(name, ".awesome-lint.toml").write_text(f'select = ["{rules}"]\n', encoding="utf-8")
    command = [sys.executable, "-m", "awesome_lint", "--jobs", "2", "--output-format", "json", "a", "b"]
    reported = json.loads(subprocess.run(command, capture_output=True, timeout=120).stdout)
    assert {(each["path"], each["rule"]) for each in reported} == {("a/README.md", "et-al"), ("b/README.md", "layout")}


def test_one_mistake_in_settings_is_told_once(capfd: pytest.CaptureFixture[str]) -> None:
    Path(".awesome-lint.toml").write_text("select = 1\n", encoding="utf-8")
    assert cli.run(["0.md", "1.md", "2.md"]) == options.FAILED
    assert capfd.readouterr().err.count("error: ") == 1


class Deadly(Rule, frozen=True):
    """The process that looks at one of the lists is killed."""

    __module__ = "awesome_lint.rules.text.deadly"

    def check(self, document: Document) -> Iterator[Diagnostic]:
        if document.source.path == "2.md":
            os.kill(os.getpid(), signal.SIGKILL)
        yield from ()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere processes do not inherit the rule")
def test_a_process_that_dies_is_told_and_stops_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    rules = discover()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("awesome_lint.settings.discover", lambda: {**rules, "deadly": Deadly})
        status = cli.run(["--jobs", "2", "--fix", "--select", "et-al,deadly", "0.md", "1.md", "2.md", "3.md"])
    assert status == options.FAILED
    errors = [line for line in capfd.readouterr().err.splitlines() if line.startswith("error")]
    assert errors == ["error: 2.md: the process that looked at it died (killed by SIGKILL); it is unchanged"]
    changed = [Path(f"{number}.md").read_text(encoding="utf-8") != text(1 + 40 * number) for number in range(4)]
    assert changed == [True, True, False, True]


def children(process: int) -> set[int]:
    tasks = Path(f"/proc/{process}/task/{process}/children")
    with suppress(FileNotFoundError):
        return {int(number) for number in tasks.read_text(encoding="ascii").split()}
    return set()


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are found by /proc")


@pytest.fixture
def busy() -> Iterator["subprocess.Popen[bytes]"]:
    """A run in a group of its own, whose processes are all at work on what takes longer than any test."""
    for number in range(4):
        Path(f"{number}.md").write_text(text(30_000), encoding="utf-8")
    # Shells that run something in the background tell it to ignore interrupts, which is inherited.
    script = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from awesome_lint.__main__ import main\n"
        "main()"
    )
    command = [sys.executable, "-c", script, "--jobs", "2", "--output-format", "concise", "0.md", "1.md", "2.md", "3.md"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
        yield process
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def started(process: int) -> set[int]:
    """Return the two children of a process, once they are there."""
    for _ in range(600):
        found = children(process)
        if len(found) == 2:
            return found
        time.sleep(0.05)
    raise AssertionError("no children")


def gone(processes: Sequence[int]) -> bool:
    """Whether none of the processes is there any more, or will be soon."""
    for _ in range(200):
        if not any(Path(f"/proc/{number}").exists() for number in processes):
            return True
        time.sleep(0.05)
    return False


@needs_proc
def test_an_interrupt_ends_all_processes_quietly(busy: "subprocess.Popen[bytes]") -> None:
    workers = started(busy.pid)
    # As a terminal does: to every process of the group.
    os.killpg(busy.pid, signal.SIGINT)
    assert busy.communicate(timeout=60) == (b"", b"")
    assert busy.returncode == options.INTERRUPTED
    assert gone([*workers])


@needs_proc
def test_processes_end_when_the_one_that_started_them_is_killed(busy: "subprocess.Popen[bytes]") -> None:
    workers = started(busy.pid)
    os.kill(busy.pid, signal.SIGKILL)
    busy.wait(60)
    # Each ends when its file is done; the pipe that it would send the result to is closed.
    for number in workers:
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGTERM)
    assert gone([*workers])


def test_a_closed_pipe_ends_all_processes_quietly() -> None:
    for number in range(4):
        Path(f"{number}.md").write_text(text(1) + "- **Same.** [paper]()\n" * 3000, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "awesome_lint",
        "--jobs",
        "2",
        "--output-format",
        "json-lines",
        *(f"{number}.md" for number in range(4)),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(b"{")
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert process.wait(60) == options.PIPE_CLOSED


def double(number: int) -> int:
    if number < 0:
        os._exit(3)
    return 2 * number


@pytest.mark.parametrize("method", ["spawn", *(["fork"] if hasattr(os, "fork") else [])])
def test_results_come_in_order_by_every_way_of_starting(method: str) -> None:
    workers = Workers(double, 2, method)
    try:
        results = list(workers.results([1, 2, -1, 3, 4], [4, 3, 2, 1, 0]))
    finally:
        workers.stop()
    assert results == [2, 4, Lost("exit status 3"), 6, 8]


def test_what_crosses_processes_is_small() -> None:
    Path(".awesome-lint.toml").write_text('ignore = ["layout"]\n[style]\ntitle-ending = "."\n', encoding="utf-8")
    asked = options.Options(("0.md",))
    configured = looking.Configured(asked, looking.settings_files((), isolated=False))
    (task,) = checker._tasks(configured, [])
    look = looking.Look(configured)
    # By the other way of starting, the work itself crosses, too, with the settings that were read.
    outcome = pickle.loads(pickle.dumps(look))(task.path)
    assert outcome is not None
    assert len(pickle.dumps(outcome)) < 20_000
    assert pickle.loads(pickle.dumps(outcome)) == outcome == look(task.path)


class Counting:
    """Work that says who did it."""

    def prepare(self, tasks: Sequence[int]) -> None:
        """Nothing to get ready."""

    def __call__(self, task: int) -> int:
        return os.getpid()


@pytest.mark.parametrize(
    ("sizes", "jobs", "is_shared"),
    [
        ([WORTH_A_PROCESS * 9], None, False),
        ([WORTH_A_PROCESS * 9, 10, 10], None, False),
        ([WORTH_A_PROCESS, WORTH_A_PROCESS], 1, False),
        ([1, 1], 2, True),
        ([WORTH_A_PROCESS, WORTH_A_PROCESS], 2, True),
    ],
)
def test_processes_are_started_where_that_pays(sizes: list[int], jobs: int | None, is_shared: bool) -> None:
    done = [each.result for each in shared(Counting(), sizes, sizes, jobs, lambda done: None)]
    assert (os.getpid() not in done) is is_shared
    assert len(done) == len(sizes)


def test_arriving_values_are_waited_for_as_late_as_possible() -> None:
    asked: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(4):
            asked.append(number)
            yield number

    values = Arriving(numbers())
    assert asked == []
    assert values
    assert values[1] == 1
    assert asked == [0, 1]
    assert next(iter(values)) == 0
    assert asked == [0, 1]
    assert (len(values), values[-1], values[1:3], list(values)) == (4, 3, [1, 2], [0, 1, 2, 3])
    assert not Arriving(iter(()))


# The program as it runs when each file takes longer than a person waits without a word, however fast the machine is.
SLOW = "from awesome_lint.__main__ import main; from awesome_lint.cli import progress; progress.PATIENCE = 0; main()"


def slow(arguments: Sequence[str], **environment: str) -> Shown:
    """Run on a terminal what takes longer than a person waits without a word."""
    for number in range(4):
        Path(f"{number}.md").write_text(text(5), encoding="utf-8")
    paths = [f"{number}.md" for number in range(4)]
    command = [sys.executable, "-c", SLOW, *RULES, *arguments, *paths]
    return watched(command, Path(), {"TERM": "xterm", **environment})


def test_a_long_run_shows_how_far_it_is() -> None:
    shown = slow(["--statistics", "--jobs", "1"])
    assert "\rChecking [" in shown.text
    assert "of 4 files\x1b[K" in shown.text
    drawn = [piece for piece in shown.text.replace("\x1b[K", "").split("\r") if piece.startswith("Checking")]
    assert max(map(len, drawn)) < WIDTH
    # The line is empty before anything else is written.
    assert shown.text.rpartition("files\x1b[K")[2].startswith("\r\x1b[K")


@pytest.mark.parametrize(("arguments", "environment"), [(["--quiet"], {}), ([], {"CI": "true"}), ([], {"TERM": "dumb"})])
def test_nobody_is_shown_what_nobody_watches(arguments: list[str], environment: dict[str, str]) -> None:
    assert "Checking" not in slow([*arguments, "--statistics", "--jobs", "1"], **environment).text
