"""Compare what a check costs with a bare markdown-it-py parse of the same file, and with other tools.

    python benchmarks/speed.py FILE...                     ratios of process time, a row per file
    python benchmarks/speed.py --growth                    the same for synthetic lists of 1,000, 10,000 and 100,000 entries
    python benchmarks/speed.py --tool rumdl=/opt/rumdl FILE...

Whole processes are compared: start, imports, reading, work and output. A bare parse and a tool take turns, so that both meet
the same machine, and the figure is the median of the ratios of their processor time (user and system, children included).
Figures in seconds belong to one machine and are not printed. Other tools are measured where they are on the PATH, or where
`--tool` says they are; the npm awesome-lint shares its name with this program, so it is only measured where `--tool` says so.

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

OURS = "awesome-lint"
NPM = "npm-awesome-lint"

# What each tool is told, so that it checks one file by its own defaults, reads no settings and keeps no cache.
TOOLS: Mapping[str, tuple[str, ...]] = {
    OURS: ("check", "--isolated", "{file}"),
    "rumdl": ("check", "--no-config", "--no-cache", "{file}"),
    "mdformat": ("--check", "{file}"),
    "markdownlint-cli2": ("{file}",),
    NPM: ("{file}",),
}

PAIRS = 7
FEWEST_PAIRS = 3
# Seconds after which no further pair is begun: the npm awesome-lint takes minutes for a large list.
PATIENCE = 40.0

GROWTH = (1_000, 10_000, 100_000)


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
    if not arguments.files and not arguments.growth:
        print("name the files to measure, or --growth", file=sys.stderr)
        return 2
    if (problem := _unfit_installation()) and not arguments.editable:
        print(problem, file=sys.stderr)
        return 2
    tools = dict(_tools(arguments.tool))
    with tempfile.TemporaryDirectory() as work:
        if arguments.files:
            _print_ratios(arguments.files, tools, Path(work), arguments.pairs)
        if arguments.growth:
            _print_growth(tools, Path(work), arguments.pairs, arguments.entries)
    return 0


def _arguments() -> argparse.Namespace:
    summary, _, rest = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(description=summary, epilog=rest, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="the lists to check")
    parser.add_argument("--growth", action="store_true", help="measure how time grows with the number of entries")
    parser.add_argument("--entries", type=int, nargs="+", default=GROWTH, metavar="N", help="the sizes for --growth")
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


# --- ratios -----------------------------------------------------------------------------------------------------------


def _print_ratios(paths: Sequence[Path], tools: Mapping[str, tuple[str, ...]], work: Path, pairs: int) -> None:
    width = max(len(path.name) for path in paths)
    print("Processor time of a check, as a multiple of a bare markdown-it-py parse (least to most of the pairs; memory):\n")
    for path in paths:
        print(f"{path.name:{width}} {path.stat().st_size / 1000:6.0f} kB")
        for name, command in tools.items():
            ratio = measured(command, copied(path, work), pairs)
            print(
                f"    {name:20} {ratio.time:8.2f}  ({ratio.least:.2f} to {ratio.most:.2f}; memory {ratio.memory:.2f})",
                flush=True,
            )


def copied(path: Path, work: Path) -> Path:
    """Return a copy in a folder of its own: some tools want the name README.md, and some look around."""
    folder = work / path.stem
    folder.mkdir(exist_ok=True)
    return Path(shutil.copyfile(path, folder / "README.md"))


def measured(command: Sequence[str], path: Path, pairs: int = PAIRS) -> Ratio:
    """Return what the command costs on a file, compared with a bare parse of it."""
    bare = (sys.executable, "-c", BARE, str(path))
    tool = tuple(part.format(file=path) for part in command)
    # The first run of each reads from the disk what the later ones find in memory.
    cost(bare)
    cost(tool)
    started = time.monotonic()
    costs: list[tuple[Cost, Cost]] = []
    while len(costs) < pairs and (len(costs) < FEWEST_PAIRS or time.monotonic() - started < PATIENCE):
        costs.append((cost(bare), cost(tool)))
    ratios = [other.seconds / base.seconds for base, other in costs]
    memory = median(other.memory / base.memory for base, other in costs)
    return Ratio(median(ratios), min(ratios), max(ratios), memory)


def cost(command: Sequence[str]) -> Cost:
    """Run a command, whatever it finds, and return what it cost. Raises OSError when it cannot be run."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{shlex.join(command)}: exit status {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


# --- growth -----------------------------------------------------------------------------------------------------------


def _print_growth(tools: Mapping[str, tuple[str, ...]], work: Path, pairs: int, sizes: Sequence[int]) -> None:
    print("\nProcessor time for each entry, as a multiple of that in the smallest list (after what an empty list costs):\n")
    similar = (*tools[OURS][:1], "check", "--isolated", "--extend-select", "similar-title", "{file}")
    commands = {"bare parse": (sys.executable, "-c", BARE, "{file}"), OURS: tools[OURS], f"{OURS}, similar-title on": similar}
    empty = _written(work, "empty", "# Awesome nothing\n")
    for kind, entry in (("papers", _paper), ("links", _link)):
        for name, command in commands.items():
            start = _middle(command, empty, pairs)
            each = []
            for size in sizes:
                path = _written(work, f"{kind}-{size}", synthetic(size, entry))
                # A pair of a long run tells as much as many pairs of a short one.
                runs = pairs if size <= sizes[0] else FEWEST_PAIRS
                each.append((_middle(command, path, runs) - start) / size)
            ratios = "  ".join(f"{size:,}: {seconds / each[0]:.2f}" for size, seconds in zip(sizes, each, strict=True))
            print(f"    {kind:7} {name:32} {ratios}", flush=True)


def synthetic(size: int, entry: Callable[[int], str]) -> str:
    """Return a list of `size` different entries, fifty in a section."""
    lines = ["# Awesome growth", ""]
    for number in range(size):
        if number % 50 == 0:
            lines += ["", f"## Section {_words(number // 50, 2)} {number // 50}", ""]
        lines.append(entry(number))
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def _paper(number: int) -> str:
    title, people = _words(number, 7).capitalize(), f"{_words(number, 2).title()}, {_words(number + 7, 2).title()}"
    url = f"https://arxiv.org/abs/{1000 + number % 9000}.{number:05}"
    return f"- **{title}.** *{people}.* ACL {2000 + number % 25}. [[paper]({url})]"


def _link(number: int) -> str:
    name = _words(number, 2).title().replace(" ", "")
    return f"- [{name}{number}](https://example.org/{name.lower()}/{number}) - {_words(number, 8).capitalize()}."


def _words(number: int, count: int) -> str:
    """Return made-up words that differ from number to number, the same in every run."""
    syllables = ("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "ve")
    state = number * 2_654_435_761 + 97
    words = []
    for _ in range(count):
        word = ""
        for _ in range(3):
            state = (state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % 2**64
            word += syllables[state >> 60]
        words.append(word)
    return " ".join(words)


def _middle(command: Sequence[str], path: Path, runs: int) -> float:
    full = tuple(part.format(file=path) for part in command)
    return median(cost(full).seconds for _ in range(runs))


def _written(work: Path, name: str, text: str) -> Path:
    folder = work / name
    folder.mkdir(exist_ok=True)
    path = folder / "README.md"
    path.write_text(text, encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main())
