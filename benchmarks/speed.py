"""Compare what a check costs with a bare markdown-it-py parse of the same file, and with other tools.

    python benchmarks/speed.py FILE...
    python benchmarks/speed.py --tool rumdl=/opt/rumdl FILE...

A check of a list that did not change since the last one is compared with a Python that does nothing.

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
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    OURS: ("check", "--isolated", "--no-cache", "{file}"),
    "rumdl": ("check", "--no-config", "--no-cache", "{file}"),
    "mdformat": ("--check", "{file}"),
    "markdownlint-cli2": ("{file}",),
    NPM: ("{file}",),
}

PAIRS = 7
FEWEST_PAIRS = 3
# Seconds after which no further pair is begun: the npm awesome-lint takes minutes for a large list.
PATIENCE = 40.0


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
        _print_ratios(arguments.files, tools, Path(work), arguments.pairs)
    return 0


def _arguments() -> argparse.Namespace:
    summary, _, rest = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(description=summary, epilog=rest, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, help="the lists to check")
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
        if OURS in tools:
            ratio = unchanged(tools[OURS], copied(path, work), work, max(pairs, 9))
            print(
                f"    unchanged, to a Python that does nothing: {ratio.time:.2f}  ({ratio.least:.2f} to {ratio.most:.2f})",
                flush=True,
            )


def unchanged(command: Sequence[str], path: Path, work: Path, pairs: int = PAIRS) -> Ratio:
    """Return what a check costs that says again what the one before said, compared with a Python that does nothing."""
    tool = (*(part.format(file=path) for part in command if part != "--no-cache"), "--cache-dir", str(work / "results"))
    return compared((sys.executable, "-c", "pass"), tool, pairs)


def copied(path: Path, work: Path) -> Path:
    """Return a copy in a folder of its own: some tools want the name README.md, and some look around."""
    folder = work / path.stem
    folder.mkdir(exist_ok=True)
    return Path(shutil.copyfile(path, folder / "README.md"))


def measured(command: Sequence[str], path: Path, pairs: int = PAIRS) -> Ratio:
    """Return what the command costs on a file, compared with a bare parse of it."""
    return compared((sys.executable, "-c", BARE, str(path)), tuple(part.format(file=path) for part in command), pairs)


def compared(bare: Sequence[str], tool: Sequence[str], pairs: int) -> Ratio:
    """Return what a command costs, compared with another."""
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


if __name__ == "__main__":
    sys.exit(main())
