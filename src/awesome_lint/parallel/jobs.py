"""Work on many files: in this process, or shared among several where that pays."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from awesome_lint.parallel.workers import Lost

Task = TypeVar("Task")
Result = TypeVar("Result")
Task_ = TypeVar("Task_", contravariant=True)
Result_ = TypeVar("Result_", covariant=True)

# In bytes: what a second process has to take over so that starting it is worth while.
WORTH_A_PROCESS = 100_000
# A file with more than this part of what each process has to do is begun before the smaller ones, or it would be waited for.
BIG = 0.25


class Work(Protocol[Task_, Result_]):
    """What is done for each task; it can be pickled."""

    def prepare(self, tasks: Sequence[Task_]) -> None:
        """Get ready, for processes that are copies of this one; raise here what keeps all tasks from being done."""

    def __call__(self, task: Task_) -> Result_: ...


class Done(Struct, Generic[Result], frozen=True):
    """The result of a task, and what was written to stderr while another process worked on it."""

    result: "Result | Lost"
    told: str = ""


def shared(
    work: Work[Task, Result],
    tasks: Sequence[Task],
    sizes: Sequence[int],
    jobs: int | None,
    tick: Callable[[int], object],
) -> Iterator[Done[Result]]:
    """Yield what came of each task, in order; `jobs` is the most processes to use, or None for what is best.

    `tick` is called with the number of tasks that are done, now and then while this waits. Where the iterator is closed early,
    what is under way is ended at once.
    """
    count = _processes(sizes, jobs)
    if count == 1:
        for done, task in enumerate(tasks):
            tick(done)
            yield Done(work(task))
        return
    from awesome_lint.parallel.workers import Lost, Workers

    work.prepare(tasks)
    big = BIG * sum(sizes) / count
    order = sorted(range(len(tasks)), key=lambda index: (sizes[index] < big, index))
    workers = Workers(_Captured(work), count)
    try:
        for each in workers.results(tasks, order, tick):
            yield Done(each) if isinstance(each, Lost) else each
    finally:
        workers.stop()


def _processes(sizes: Sequence[int], jobs: int | None) -> int:
    if len(sizes) < 2 or jobs == 1:
        return 1
    if jobs is None:
        # The largest file is worked on by one process whatever the others do.
        if sum(sizes) - max(sizes) < WORTH_A_PROCESS:
            return 1
        from awesome_lint.parallel.workers import cores

        jobs = cores()
    return min(jobs, len(sizes))


class _Captured(Generic[Task, Result]):
    """The work, with what it tells, which the process that shares it out tells in the right order."""

    def __init__(self, work: Callable[[Task], Result]) -> None:
        self.work = work

    def __call__(self, task: Task) -> Done[Result]:
        from contextlib import redirect_stderr
        from io import StringIO

        told = StringIO()
        with redirect_stderr(told):
            result = self.work(task)
        return Done(result, told.getvalue())
