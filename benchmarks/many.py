"""What several processes save: `python benchmarks/many.py FOLDER [JOBS] [PAIRS]` checks the lists of a folder with and without.

Prints the median over pairs of runs, one after the other, of the time with one process over that with JOBS (one per core), and
holds both to the same output. Run it on a machine that does nothing else.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

from awesome_lint.parallel.workers import cores


def main() -> None:
    folder = Path(sys.argv[1])
    jobs = int(sys.argv[2]) if len(sys.argv) > 2 else cores()
    pairs = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    files = sorted(str(path) for path in folder.glob("*.md"))
    ratios = []
    for _ in range(pairs):
        alone, output = run(files, 1)
        together, same = run(files, jobs)
        if output != same:
            raise SystemExit("the output differs")
        ratios.append(alone / together)
    size = sum(Path(file).stat().st_size for file in files)
    print(f"{len(files)} files, {size / 1e6:.1f} MB: {statistics.median(ratios):.2f} times as fast with {jobs} processes")


def run(files: list[str], jobs: int) -> tuple[float, bytes]:
    """Return the seconds that a check takes, and what it prints."""
    command = [sys.executable, "-m", "awesome_lint", "--no-cache", "--jobs", str(jobs), "--output-format", "concise", *files]
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE)
    return time.perf_counter() - start, done.stdout


if __name__ == "__main__":
    main()
