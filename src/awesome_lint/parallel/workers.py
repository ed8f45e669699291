"""Work spread over processes, its results in the order of its tasks.

Each process has a pipe of its own: so it is known which task a process had that died, all can be ended at once without waiting
for their work, and no locks are needed, which some sandboxes do not offer.
"""

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from msgspec import Struct

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

Task = TypeVar("Task")
Result = TypeVar("Result")

# Seconds between two looks at the clock while nothing arrives.
TICK = 0.1
# Where processes are copies of this one, what it has imported need not be imported again; elsewhere copies are not safe.
METHOD = "fork" if sys.platform.startswith("linux") else "spawn"


class Lost(Struct, frozen=True):
    """Stands for the result of a task whose process died."""

    ending: str
    """How, as in `killed by SIGKILL`."""


def cores() -> int:
    """Return how many processes can run at once."""
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers(Generic[Task, Result]):
    """Processes that do the work, started at once and ended by `stop`."""

    def __init__(self, work: Callable[[Task], Result], count: int, method: str = METHOD) -> None:
        from multiprocessing import get_context

        self.work = work
        self.context: BaseContext = get_context(method)
        self.idle: list[tuple[BaseProcess, Connection]] = []
        self.busy: dict[Connection, tuple[BaseProcess, int]] = {}
        try:
            for _ in range(count):
                self._start()
        except BaseException:
            self.stop()
            raise

    def results(
        self, tasks: Sequence[Task], order: Iterable[int], tick: Callable[[int], object] = lambda _: None
    ) -> Iterator[Result | Lost]:
        """Yield the result of each task, in order, as soon as those before it are there.

        `order` are the indexes of the tasks as they are to be begun. `tick` is called with the number of those done, now and
        then while this waits.
        """
        from multiprocessing.connection import wait

        waiting = deque(order)
        done: dict[int, Result | Lost] = {}
        for index in range(len(tasks)):
            while index not in done:
                while waiting and self.idle:
                    process, connection = self.idle.pop()
                    self.busy[connection] = process, waiting.popleft()
                    # One that has died meanwhile is found out by its pipe, below.
                    with suppress(OSError):
                        connection.send(tasks[self.busy[connection][1]])
                for ready in wait([*self.busy], TICK):
                    connection = cast("Connection", ready)
                    process, which = self.busy.pop(connection)
                    try:
                        done[which] = connection.recv()
                    except (EOFError, OSError):
                        connection.close()
                        process.join()
                        done[which] = Lost(_ending(process.exitcode))
                        self._start()
                    else:
                        self.idle.append((process, connection))
                tick(index + len(done))
            yield done.pop(index)

    def stop(self) -> None:
        """End all processes at once, whatever they are doing."""
        every = [*((process, connection) for connection, (process, _) in self.busy.items()), *self.idle]
        for process, _ in every:
            process.kill()
        for process, connection in every:
            process.join()
            connection.close()
        self.busy.clear()
        self.idle.clear()

    def _start(self) -> None:
        # A copy of this process has a copy of what is not written yet, and would write it, too.
        sys.stdout.flush()
        sys.stderr.flush()
        ours, theirs = self.context.Pipe()
        others = (
            [ours, *self.busy, *(connection for _, connection in self.idle)]
            if self.context.get_start_method() == "fork"
            else []
        )
        process = self.context.Process(target=_serve, args=(self.work, theirs, others), daemon=True)  # type: ignore[attr-defined]
        with _interrupts_held():
            process.start()
            self.idle.append((process, ours))
        theirs.close()


def _serve(work: "Callable[[Task], Result]", connection: "Connection", others: "Iterable[Connection]") -> None:
    """Do the tasks that arrive, until nobody sends any more."""
    # A terminal sends an interrupt to all; the process that started this one decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    # As long as copies of the other ends are open here, a process does not see that they were closed.
    for other in others:
        other.close()
    with suppress(EOFError, OSError):
        while True:
            connection.send(work(connection.recv()))


class _interrupts_held:  # noqa: N801
    """Within this, an interrupt waits, so that a new process has no moment in which it would be told of one."""

    def __enter__(self) -> None:
        if hasattr(signal, "pthread_sigmask"):
            self.before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

    def __exit__(self, *error: object) -> None:
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_SETMASK, self.before)


def _ending(exitcode: int | None) -> str:
    if exitcode is None or exitcode >= 0:
        return f"exit status {exitcode}"
    try:
        return f"killed by {signal.Signals(-exitcode).name}"
    except ValueError:
        return f"killed by signal {-exitcode}"
