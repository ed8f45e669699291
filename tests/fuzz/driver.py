"""Try generated lists for as long as asked, and show, shrunk, what goes wrong.

    python -m tests.fuzz --minutes 60                    tell of what is found, and count
    python -m tests.fuzz --minutes 60 --corpus LISTS     take windows of real lists, too: a folder of Markdown files
    python -m tests.fuzz --minutes 60 --write FOUND      write what is found, FOUND/*.md, each beside a .txt about it
    python -m tests.fuzz --replay FOUND/*.md             try these files, in every way

Case N of a seed is the same wherever it is made with the same sources, so `--seed S --first N --cases 1` makes it again.

Exit status: 0 nothing was found but fixes that were left out, 1 something was, 2 the command line was wrong.
"""

import argparse
import gc
import multiprocessing
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from ctypes import c_double
from dataclasses import replace
from hashlib import sha256
from multiprocessing.context import SpawnProcess
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .generator import MODES, Case, Generator, alone
from .shrink import shrunk
from .trial import LEFT_OUT, Finding, Tally, blamed, tried

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import SynchronizedArray

# A case that takes longer, by the clock, hangs: its process is ended, and another goes on behind it.
HANGS = 120.0
TOLD_EVERY = 200
SUMMARISED_EVERY = 60.0
# cmarkgfm never gives back the memory of a page: a process that has tried so many cases ends, and another goes on.
LONGEST_LIFE = 5_000
GOES_ON = 75
# Of findings that look alike, so many are shrunk; the rest are counted.
SHRUNK = 4
# What file names are written without.
PLAIN = str.maketrans(" :,", "---")


class Task(NamedTuple):
    """What one process does: every `step`th case from the first on, until the time is over or the last one is tried."""

    seed: str
    corpus: Path | None
    only: str
    first: int
    step: int
    last: int
    until: float
    life: int = LONGEST_LIFE


Told = tuple[list[Finding], Tally]


def main() -> int:
    arguments = _arguments()
    if arguments.replay:
        return _replayed(arguments.replay)
    seed = arguments.seed or str(time.time_ns())
    corpus = arguments.corpus or os.environ.get("AWESOME_LINT_CORPUS")
    print(f"seed {seed}", flush=True)
    until = time.monotonic() + 60 * arguments.minutes
    last = arguments.first + arguments.cases if arguments.cases else sys.maxsize
    task = Task(seed, Path(corpus) if corpus else None, arguments.rules, arguments.first, arguments.jobs, last, until)
    total = Tally()
    seen: Counter[tuple[str, ...]] = Counter()
    shown: set[str] = set()
    started = told = time.monotonic()
    for found, tally in run(task, arguments.jobs):
        total.add(tally)
        for finding in found:
            seen[_likeness(finding)] += 1
            if seen[_likeness(finding)] <= SHRUNK:
                _show(shrunk(blamed(finding)), shown, arguments.write)
        if time.monotonic() - told > SUMMARISED_EVERY:
            told = time.monotonic()
            _summarise(total, told - started, brief=True)
    _summarise(total, time.monotonic() - started)
    return int(bool(total.kinds.keys() - {LEFT_OUT}))


def _arguments() -> argparse.Namespace:
    summary, _, rest = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz", description=summary, epilog=rest, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=1.0, help="how long, by the clock (1)")
    parser.add_argument("--cases", type=int, default=0, help="how many at most (as many as there is time for)")
    parser.add_argument("--seed", default="", help="what the cases are made of (the time)")
    parser.add_argument("--first", type=int, default=0, metavar="N", help="the number of the first case (0)")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="how many cases at a time (1)")
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="a folder of real lists (AWESOME_LINT_CORPUS)")
    parser.add_argument("--rules", default="", metavar="NAMES", help="try only these rules, with commas between them")
    parser.add_argument("--write", type=Path, metavar="DIR", help="where to write what is found")
    parser.add_argument("--replay", type=Path, nargs="+", metavar="FILE", help="try these instead of generated ones")
    return parser.parse_args()


# --- processes --------------------------------------------------------------------------------------------------------


def run(task: Task, jobs: int) -> Iterator[Told]:
    """Yield what the processes tell; one that hangs is ended and told of."""
    context = multiprocessing.get_context("spawn")
    queue: SimpleQueue[Told | None] = context.SimpleQueue()
    # For each process, the number of the case that it tries, and since when.
    beats = context.Array(c_double, 2 * jobs)

    def start(index: int, first: int) -> SpawnProcess:
        beats[2 * index], beats[2 * index + 1] = first, time.monotonic()
        process = context.Process(target=_work, args=(task._replace(first=first), index, queue, beats), daemon=True)
        process.start()
        return process

    processes = {index: start(index, task.first + index) for index in range(jobs)}
    while processes:
        while not queue.empty():
            if told := queue.get():
                yield told
        for index, process in [*processes.items()]:
            number, since = int(beats[2 * index]), beats[2 * index + 1]
            is_hanging = process.is_alive() and time.monotonic() - since > HANGS
            if process.is_alive() and not is_hanging:
                continue
            del processes[index]
            if process.exitcode == 0:
                continue
            if process.exitcode == GOES_ON:
                processes[index] = start(index, int(beats[2 * index]))
                continue
            process.kill()
            process.join()
            case = Generator(task.seed, task.corpus, task.only).case(number)
            kind = "hang" if is_hanging else "crash"
            yield [Finding(kind, f"no answer (exit status {process.exitcode})", case)], Tally(kinds=Counter({kind: 1}))
            processes[index] = start(index, number + task.step)
        time.sleep(0.1)
    while not queue.empty():
        if told := queue.get():
            yield told


def _work(task: Task, index: int, queue: "SimpleQueue[Told | None]", beats: "SynchronizedArray[float]") -> None:
    generator = Generator(task.seed, task.corpus, task.only)
    gc.freeze()
    gc.disable()
    found: list[Finding] = []
    tally = Tally()
    for tried_here, number in enumerate(range(task.first, task.last, task.step)):
        beats[2 * index], beats[2 * index + 1] = number, time.monotonic()
        if tried_here == task.life:
            queue.put((found, tally))
            sys.exit(GOES_ON)
        if time.monotonic() > task.until:
            break
        more, one = tried(generator.case(number))
        found += more
        tally.add(one)
        if found or tally.cases == TOLD_EVERY:
            queue.put((found, tally))
            found, tally = [], Tally()
        if number % TOLD_EVERY == 0:
            gc.collect()
    queue.put((found, tally))


# --- what is shown ----------------------------------------------------------------------------------------------------


def _likeness(finding: Finding) -> tuple[str, ...]:
    """Return what findings of one cause mostly have in common."""
    if finding.kind in ("refused", "cycle"):
        return finding.kind, *re.findall(r"fixes of ([^;)]*)", finding.what)
    if finding.kind == LEFT_OUT:
        return finding.kind, finding.what.partition(":")[0]
    if finding.kind == "traceback":
        return finding.kind, *re.findall(r'File ".*/(\w+\.py)", line \d+, in (\w+)', finding.what)[-1]
    return finding.kind, str(finding.case.mode), finding.what.partition(":")[0]


def _show(finding: Finding, shown: set[str], folder: Path | None) -> None:
    case = finding.case
    digest = sha256(f"{finding.kind} {case.mode} {_shape(case.text)}".encode()).hexdigest()[:8]
    if digest in shown:
        return
    shown.add(digest)
    print(f"{finding.kind} ({case.mode}; seed {case.seed}, case {case.number}): {finding.what}\n    {case.text!r}", flush=True)
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{finding.kind}-{str(case.mode)[:40]}-{digest}.md".translate(PLAIN)
        path.write_bytes(case.text.encode())
        path.with_suffix(".txt").write_text(f"{case.mode}\nseed {case.seed}, case {case.number}\n{finding.what}\n", "utf-8")


def _shape(text: str) -> str:
    """Return a text without what its words are."""
    return re.sub(r"\d+", "0", re.sub(r"[^\W\d_]+", "a", text))


def _summarise(total: Tally, seconds: float, brief: bool = False) -> None:
    rate = total.cases / max(seconds, 0.001)
    found = ", ".join(f"{count} {kind}" for kind, count in sorted(total.kinds.items())) or "nothing wrong"
    print(
        f"{total.cases} cases, {rate:.0f} a second ({total.seconds:.0f} s of CPU): {found}; {total.left_out} left out",
        flush=True,
    )
    if brief:
        return
    print(f"{total.changed} changed, {total.places} places mended by {len(total.rules)} rules, {total.second} fixed twice")
    print(", ".join(f"{name} {count}" for name, count in total.modes.most_common()))
    print(", ".join(f"{name} {count}" for name, count in total.rules.most_common()))


def _replayed(paths: list[Path]) -> int:
    is_wrong = False
    for path in paths:
        text = path.read_bytes().decode()
        for case in every_way(text):
            for finding in tried(case)[0]:
                is_wrong = True
                print(f"{path}: {finding.kind} ({case.mode}): {finding.what}")
    return int(is_wrong)


def every_way(text: str) -> Iterator[Case]:
    """Yield a case of the text for each way to try it."""
    case = Case("", 0, text, MODES[0])
    yield from (replace(case, mode=mode) for mode in MODES)
    yield from (replace(case, mode=alone(rule)) for rule in Generator("").rules)
