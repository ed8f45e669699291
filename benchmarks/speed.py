"""Compare what a check costs with a bare markdown-it-py parse of the same file, and with other tools.

    python benchmarks/speed.py FILE...
    python benchmarks/speed.py --tool rumdl=/opt/rumdl FILE...
    python benchmarks/speed.py --entries 1000 10000 100000          how time and memory grow, and no file

Of every file, these are printed: a check as a multiple of the bare parse, and the same of other tools; `--fix` as a multiple
of a check; a check of a list that did not change since the last one as a multiple of a Python that does nothing, as is
`--version`; and what a session says after an entry was edited, as a multiple of what it said first. With `--entries`, lists of
so many made-up entries are checked: time for each entry as a multiple of the bare parse, and memory for each above that of a
short list.

Whole processes are compared: start, imports, reading, work and output. A bare parse and a tool take turns, so that both meet
the same machine, and the figure is the median of the ratios of their processor time (user and system, children included).
Figures in seconds belong to one machine and are not printed. Other tools are measured where they are on the PATH, or where
`--tool` says they are; the npm awesome-lint shares its name with this program, so it is only measured where `--tool` says so.
Memory is the peak that the system reports, which is at least that of this script: a tool below that shows as about 1.

Needs an installation as users have it, compiled and not editable: `pip install .`.
"""

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import distribution
from importlib.util import cache_from_source
from pathlib import Path
from statistics import median

BARE = """
import sys
from markdown_it import MarkdownIt
with open(sys.argv[1], encoding="utf-8") as stream:
    MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(stream.read())
"""

NOTHING = (sys.executable, "-c", "pass")

OURS = "awesome-lint"
NPM = "npm-awesome-lint"

# What each tool is told, so that it checks one file by its own defaults, reads no settings and keeps no cache.
TOOLS: Mapping[str, tuple[str, ...]] = {
    OURS: ("check", "--isolated", "--no-cache", "{file}"),
    "rumdl": ("check", "--no-config", "--no-cache", "{file}"),
    "mdformat": ("--check", "{file}"),
    "markdownlint-cli2": ("{file}",),
    NPM: ("{file}",),
}

FIX = ("check", "--isolated", "--no-cache", "--fix", "{file}")

# Prints what the report on an edited entry costs, as a multiple of the first report: the median over edits of entries all over
# the list, each of which makes a title longer by a letter.
EDIT = """
import sys, time
from statistics import median
import awesome_lint
with open(sys.argv[1], encoding="utf-8") as stream:
    text = stream.read()
def timed(work):
    start = time.process_time()
    result = work()
    return time.process_time() - start, result
def begin():
    session = awesome_lint.session(text)
    session.report()
    return session
begin()
first, session = timed(begin)
titles = [entry.title for entry in session.document.entries if entry.title and entry.title.value.isascii()]
edits = []
for number in range(9):
    at = titles[len(titles) * number // 9].span.start + 1
    session.replace((at, at), "x")
    edits.append(timed(session.report)[0])
    session.replace((at, at + 1), "")
    session.report()
print(median(edits) / first)
"""

# Writes a made-up list: not this script, whose own memory would be the least that the system reports of any process.
WRITE = """
import sys
sys.path.insert(0, sys.argv[1])
from growth import text
with open(sys.argv[4], "w", encoding="utf-8") as stream:
    stream.write(text(sys.argv[2], int(sys.argv[3])))
"""
FORMS = ("tool-flat", "paper-sectioned")
SHORT_LIST = 100
# Lists longer than this are checked once.
MANY_ENTRIES = 10_000
PARSE = "bare parse"
# Bytes in which the system counts memory.
UNIT = 1 if sys.platform == "darwin" else 1024

LABEL = 42
PAIRS = 7
FEWEST_PAIRS = 3
# Seconds after which no further pair is begun: the npm awesome-lint takes minutes for a large list.
PATIENCE = 40.0
# A tool that takes more seconds of processor time for a made-up list is ended, and gets no longer one.
MOST_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process used: seconds of processor time, and the most memory it held, in the system's unit."""

    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times a bare parse something costs; the median over pairs of runs, and the least and most."""

    time: float
    least: float
    most: float
    memory: float


def main() -> int:
    arguments = _arguments()
    if (problem := _unfit_installation()) and not arguments.editable:
        print(problem, file=sys.stderr)
        return 2
    tools = dict(_tools(arguments.tool))
    with tempfile.TemporaryDirectory() as work:
        if arguments.files:
            _print_ratios(arguments.files, tools, Path(work), arguments.pairs)
        if arguments.entries:
            _print_growth(arguments.entries, tools, Path(work))
    return 0


def _arguments() -> argparse.Namespace:
    summary, _, rest = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(description=summary, epilog=rest, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="the lists to check")
    parser.add_argument("--entries", type=int, nargs="+", default=[], metavar="N", help="check lists of so many entries, too")
    parser.add_argument("--pairs", type=int, default=PAIRS, metavar="N", help=f"pairs of runs of each tool and file ({PAIRS})")
    parser.add_argument(
        "--tool", action="append", default=[], metavar="NAME=COMMAND", help=f"where a tool is: {', '.join(TOOLS)}"
    )
    parser.add_argument("--editable", action="store_true", help="measure an editable installation all the same")
    return parser.parse_args()


def _unfit_installation() -> str | None:
    """Return why this environment's awesome-lint is not what users have, or None."""
    installed = distribution(OURS)
    advice = "install it as users do: pip install . (or measure all the same with --editable)"
    origin = json.loads(installed.read_text("direct_url.json") or "{}")
    if origin.get("dir_info", {}).get("editable"):
        return f"{OURS} is installed editable here; {advice}"
    modules = [Path(str(path.locate())) for path in installed.files or () if path.suffix == ".py"]
    bare = [module for module in modules if not Path(cache_from_source(str(module))).exists()]
    if bare:
        return f"{len(bare)} modules of {OURS} are not compiled here, {bare[0].name} for one; {advice}"
    return None


def _tools(given: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the name and command of each tool that is there; say which are not."""
    commands = dict(pair.split("=", 1) for pair in given)
    for name in commands.keys() - TOOLS.keys():
        raise SystemExit(f"--tool {name}: no such tool; known are {', '.join(TOOLS)}")
    for name, tool_arguments in TOOLS.items():
        if name in commands:
            yield name, (*shlex.split(commands[name]), *tool_arguments)
        elif found := _command(name):
            yield name, (found, *tool_arguments)
        else:
            print(f"{name}: not installed here, left out (--tool {name}=COMMAND)")


def _command(name: str) -> str | None:
    # Beside this Python first, so that what is compared runs on the same one.
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else shutil.which(name)


# --- growth -----------------------------------------------------------------------------------------------------------


def _print_growth(sizes: Sequence[int], tools: Mapping[str, tuple[str, ...]], work: Path) -> None:
    print("\nTime for each entry, as a multiple of a bare parse; memory for each, in KiB above that of a short list:\n")
    commands = {PARSE: (sys.executable, "-c", BARE, "{file}"), **tools}
    for form in FORMS:
        print(form)
        few = written(form, SHORT_LIST, work)
        short = {name: cost([part.format(file=few) for part in command]) for name, command in commands.items()}
        slow: set[str] = set()
        for size in sorted(sizes):
            path = written(form, size, work)
            print(f"    {size:,} entries")
            base: Cost | None = None
            for name, command in commands.items():
                found = None if name in slow else typical(command, path, 1 if size > MANY_ENTRIES else FEWEST_PAIRS)
                base = base or found
                if found is None or base is None:
                    slow.add(name)
                    print(f"        {name:20} takes more than {MOST_SECONDS} s", flush=True)
                    continue
                memory = (found.memory - short[name].memory) * UNIT / 1024 / (size - SHORT_LIST)
                print(f"        {name:20} {found.seconds / base.seconds:8.2f}  {memory:6.1f} KiB", flush=True)


def typical(command: Sequence[str], path: Path, runs: int) -> Cost | None:
    """Return the median of what runs of a command cost on a file, or None where one takes too long."""
    costs: list[Cost] = []
    for _ in range(runs):
        try:
            costs.append(cost([part.format(file=path) for part in command], MOST_SECONDS))
        except subprocess.TimeoutExpired:
            return None
    return Cost(median(each.seconds for each in costs), int(median(each.memory for each in costs)))


def written(form: str, size: int, work: Path) -> Path:
    """Return the file of a made-up list of so many entries."""
    path = work / f"{form}-{size}" / "README.md"
    if not path.exists():
        path.parent.mkdir()
        subprocess.run([sys.executable, "-c", WRITE, str(Path(__file__).parent), form, str(size), str(path)], check=True)
    return path


# --- ratios -----------------------------------------------------------------------------------------------------------


def _print_ratios(paths: Sequence[Path], tools: Mapping[str, tuple[str, ...]], work: Path, pairs: int) -> None:
    width = max(len(path.name) for path in paths)
    if OURS in tools:
        version = compared(NOTHING, (tools[OURS][0], "--version"), max(pairs, 9))
        _print_ratio("--version, to a Python that does nothing", version)
        print()
    print("Processor time of a check, as a multiple of a bare markdown-it-py parse (least to most of the pairs; memory):\n")
    for path in paths:
        print(f"{path.name:{width}} {path.stat().st_size / 1000:6.0f} kB")
        for name, command in tools.items():
            _print_ratio(name, measured(command, copied(path, work), pairs))
        if OURS in tools:
            _print_ratio("--fix, to a check", fixed(tools[OURS][0], path, work, pairs))
            again = unchanged(tools[OURS], copied(path, work), work, max(pairs, 9))
            _print_ratio("unchanged, to a Python that does nothing", again)
            print(f"    {'an edit in a session, to its first report':{LABEL}} {edited(path):8.3f}", flush=True)


def _print_ratio(label: str, ratio: Ratio) -> None:
    spread = f"({ratio.least:.2f} to {ratio.most:.2f}; memory {ratio.memory:.2f})"
    print(f"    {label:{LABEL}} {ratio.time:8.2f}  {spread}", flush=True)


def fixed(program: str, path: Path, work: Path, pairs: int) -> Ratio:
    """Return what `--fix` costs, compared with a check of the same list."""
    copy = copied(path, work)
    check = (program, *(part.format(file=copy) for part in TOOLS[OURS]))
    return compared(check, (program, *(part.format(file=copy) for part in FIX)), pairs, lambda: copied(path, work))


def edited(path: Path) -> float:
    """Return what the report on an edited entry costs in a session, compared with the first report."""
    return float(subprocess.run([sys.executable, "-c", EDIT, str(path)], capture_output=True, text=True, check=True).stdout)


def unchanged(command: Sequence[str], path: Path, work: Path, pairs: int = PAIRS) -> Ratio:
    """Return what a check costs that says again what the one before said, compared with a Python that does nothing."""
    tool = (*(part.format(file=path) for part in command if part != "--no-cache"), "--cache-dir", str(work / "results"))
    return compared(NOTHING, tool, pairs)


def copied(path: Path, work: Path) -> Path:
    """Return a copy in a folder of its own: some tools want the name README.md, and some look around."""
    folder = work / path.stem
    folder.mkdir(exist_ok=True)
    return Path(shutil.copyfile(path, folder / "README.md"))


def measured(command: Sequence[str], path: Path, pairs: int = PAIRS) -> Ratio:
    """Return what the command costs on a file, compared with a bare parse of it."""
    return compared((sys.executable, "-c", BARE, str(path)), tuple(part.format(file=path) for part in command), pairs)


def compared(bare: Sequence[str], tool: Sequence[str], pairs: int, restore: Callable[[], object] = lambda: None) -> Ratio:
    """Return what a command costs, compared with another; what it changes is restored after each run."""
    # The first run of each reads from the disk what the later ones find in memory.
    cost(bare)
    cost(tool)
    restore()
    started = time.monotonic()
    costs: list[tuple[Cost, Cost]] = []
    while len(costs) < pairs and (len(costs) < FEWEST_PAIRS or time.monotonic() - started < PATIENCE):
        costs.append((cost(bare), cost(tool)))
        restore()
    ratios = [other.seconds / base.seconds for base, other in costs]
    memory = median(other.memory / base.memory for base, other in costs)
    return Ratio(median(ratios), min(ratios), max(ratios), memory)


def cost(command: Sequence[str], most: int | None = None) -> Cost:
    """Run a command, whatever it finds, and return what it cost.

    Raises OSError when it cannot be run, and TimeoutExpired when it takes more than so many seconds of processor time.
    """
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    limited = ("bash", "-c", f'ulimit -t {most}; exec "$@"', "bash", *command) if most else command
    process = subprocess.Popen(
        limited, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if most and process.returncode < 0:
        raise subprocess.TimeoutExpired(command, most)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{shlex.join(command)}: exit status {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


if __name__ == "__main__":
    sys.exit(main())
