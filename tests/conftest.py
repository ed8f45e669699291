"""Options and helpers that the tests share, and how they are spread over processes."""

import gc
import os
import signal
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

try:
    import fcntl
except ImportError:
    # There is none on Windows.
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from faults import FaultServer

# Where no test asks for it, nothing is remembered from one run to the next, nor kept on this machine.
os.environ["AWESOME_LINT_NO_CACHE"] = "1"

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

# What a parent may have told this process to ignore, or to hold back, and the tests need.
SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGCHLD", "SIGALRM") if hasattr(signal, name)]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected files of the cases instead of comparing")
    parser.addoption("--steps", type=int, default=45, help="how many random changes the server follows in each test of them")


@pytest.fixture(autouse=True)
def _measured(request: pytest.FixtureRequest) -> Iterator[None]:
    """Measure no coverage where the same lines run over and over: that would take twice as long, and reach no other line."""
    is_repeating = request.node.get_closest_marker("repeating") is not None
    measuring = sys.modules["coverage"].Coverage.current() if is_repeating and "coverage" in sys.modules else None
    if measuring is None:
        yield
        return
    measuring.stop()
    yield
    measuring.start()


@pytest.fixture
def empty_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository to work in, where nothing is wished about colours, and no service runs this."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "CI", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[FaultServer]":
    """A web in which every host has a fault of its own, and a few names lead elsewhere."""
    from faults import ELSEWHERE, FaultServer

    from awesome_lint.online.transport import HOSTS_VARIABLE

    with FaultServer() as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOSTS_VARIABLE, str(server.names(tmp_path_factory.mktemp("names"), **ELSEWHERE)))
        yield server


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


def pytest_configure() -> None:
    """Start everything that tests start as a terminal would, whatever started this.

    Scripts start what they put in the background with interrupts ignored, `nohup` with hangups, and both are inherited: no
    process of a test would be interrupted. A handler is not inherited, so one that does nothing leaves this process as deaf.
    """
    for number in SIGNALS:
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, lambda number, frame: None)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def pytest_collection() -> None:
    # Where coverage is measured, it is in the processes that run the tests. In the thousand that the tests start, it would
    # take as long as all the rest, to reach few lines more.
    os.environ.pop("COVERAGE_PROCESS_START", None)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Let one process after the other import a file of tests.

    All of them import all, at once: what is not compiled yet, as in a fresh checkout, each would compile for itself.
    """
    if fcntl is None or not isinstance(collector, pytest.Module):
        return (yield)
    with collector.path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        return (yield)


def pytest_collection_finish() -> None:
    # What was imported and collected stays to the end: nobody has to look through it for what can go.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


def pytest_unconfigure() -> None:
    # A process that is slow to end is killed, and what it measured would go with it.
    measuring = sys.modules["coverage"].Coverage.current() if "coverage" in sys.modules else None
    if measuring is not None:
        measuring.stop()
        measuring.save()


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Spread folders of tests over all cores, not a file or two; and what is written anew is written by one process.

    Tests of hosts that do not answer wait most of their time: one process more than there are cores has something to do then.
    """
    is_small = any(not Path(argument).is_dir() for argument in config.args)
    return 0 if is_small or config.getoption("--update") else (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, or one core would wait for it at the end.

    A process runs whole files, and what a file makes once is then made once.
    """
    order = ("environment", "repeating")
    rank: dict[Path, int] = {}
    for item in items:
        here = next((place for place, name in enumerate(order) if item.get_closest_marker(name)), len(order))
        rank[item.path] = min(here, rank.get(item.path, here))
    items.sort(key=lambda item: rank[item.path])
