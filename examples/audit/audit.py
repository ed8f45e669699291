"""Check many lists, on one machine or on several, and write what is found as Parquet.

    python audit.py FOLDER OUT                        every Markdown file below a folder
    python audit.py lists.txt OUT                     a path, an address, or OWNER/NAME of GitHub on each line
    python audit.py readmes.parquet OUT               the texts in a column (--column) of a file, or of the files in a folder
    python audit.py readmes.parquet OUT --scheduler tcp://10.0.0.1:8786

OUT becomes a folder with three folders of Parquet files: `lists` has a row for each list, `diagnostics` one for each
diagnostic, `entries` one for each entry. An audit that was ended goes on where it was when the same command runs again: what is
written is not computed again. Whatever a list does to the process that reads it, the others are audited.
"""

import argparse
import faulthandler
import hashlib
import json
import os
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from distributed import Client, Future, LocalCluster, as_completed
from distributed.scheduler import KilledWorker

import awesome_lint

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

README_OF = "https://raw.githubusercontent.com/{}/HEAD/README.md"
MARKDOWN = (".md", ".markdown", ".mdown")

# What a scheduler has at hand for each worker; all of a million lists at once would only fill its memory.
PARTS_AHEAD = 4
# A process that dies while it reads a list may have been ended for another reason, once.
MOST_TRIES = 2
# Seconds between two lines of progress where they do not replace each other.
EVERY = 10.0

TABLES = {
    "lists": pa.schema(
        {
            "list": pa.string(),
            "bytes": pa.int64(),
            "entries": pa.int32(),
            "diagnostics": pa.int32(),
            "seconds": pa.float32(),
            "problem": pa.string(),
        }
    ),
    "diagnostics": pa.schema(
        {
            "list": pa.string(),
            "rule": pa.string(),
            "message": pa.string(),
            "line": pa.int32(),
            "column": pa.int32(),
            "count": pa.int32(),
            "fix": pa.string(),
        }
    ),
    "entries": pa.schema(
        {
            "list": pa.string(),
            "line": pa.int32(),
            "kind": pa.string(),
            "title": pa.string(),
            "authors": pa.list_(pa.string()),
            "venue": pa.string(),
            "year": pa.string(),
            "urls": pa.list_(pa.string()),
            "description": pa.string(),
        }
    ),
}

Row = dict[str, Any]


# --- which lists ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Slice:
    """Rows of a Parquet file whose column holds texts: `count` from `first` of a group of rows."""

    path: str
    group: int
    first: int
    count: int
    column: str
    name_column: str | None


@dataclass(frozen=True)
class Part:
    """Lists that one task audits and whose rows stand in one file of each table."""

    number: int
    lists: tuple[str, ...] | Slice

    @property
    def name(self) -> str:
        return f"part-{self.number:06}"

    def __len__(self) -> int:
        return self.lists.count if isinstance(self.lists, Slice) else len(self.lists)

    def texts(self) -> Iterator[tuple[str, Callable[[], bytes]]]:
        """Yield the name of each list, and what reads its bytes."""
        if isinstance(self.lists, Slice):
            yield from _rows(self.lists)
        else:
            for name in self.lists:
                yield name, partial(_content, name)


def parts_of(source: str, size: int, column: str, name_column: str | None) -> list[Part]:
    """Return the lists that a source names, in parts of at most so many."""
    path = Path(source)
    tables = sorted(path.rglob("*.parquet")) if path.is_dir() else [path] * (path.suffix == ".parquet")
    if tables:
        slices = [piece for table in tables for piece in _slices(str(table), size, column, name_column)]
        return [Part(number, piece) for number, piece in enumerate(slices)]
    if path.is_dir():
        names = sorted(str(file) for file in path.rglob("*") if file.suffix.lower() in MARKDOWN and file.is_file())
    else:
        lines = (line.strip() for line in path.read_text("utf-8").splitlines())
        names = [line for line in lines if line and not line.startswith("#")]
    return [Part(number, tuple(names[at : at + size])) for number, at in enumerate(range(0, len(names), size))]


def _slices(path: str, size: int, column: str, name_column: str | None) -> Iterator[Slice]:
    file = pq.ParquetFile(path)
    for name in (column, name_column):
        if name is not None and name not in file.schema_arrow.names:
            raise SystemExit(f"{path}: no column {name!r}; there are {', '.join(file.schema_arrow.names)}")
    for group in range(file.num_row_groups):
        rows = file.metadata.row_group(group).num_rows
        for first in range(0, rows, size):
            yield Slice(path, group, first, min(size, rows - first), column, name_column)


def _rows(piece: Slice) -> Iterator[tuple[str, Callable[[], bytes]]]:
    columns = [piece.column, *([piece.name_column] if piece.name_column else [])]
    table = pq.ParquetFile(piece.path).read_row_group(piece.group, columns=columns).slice(piece.first, piece.count)
    for number, row in enumerate(table.to_pylist(), piece.first):
        text = row[piece.column]
        name = str(row[piece.name_column]) if piece.name_column else f"{piece.path}#{piece.group}.{number}"
        yield name, partial(_encoded, text)


def _encoded(text: object) -> bytes:
    if isinstance(text, bytes):
        return text
    if not isinstance(text, str):
        raise ValueError("no text")
    return text.encode("utf-8")


def _content(name: str) -> bytes:
    """Return what a path, an address, or a repository of GitHub leads to."""
    if os.path.exists(name):
        return Path(name).read_bytes()
    if "://" not in name and name.count("/") != 1:
        raise FileNotFoundError(name)
    address = name if "://" in name else README_OF.format(name)
    if not address.startswith(("https://", "http://")):
        raise ValueError("no address of a page")
    with urllib.request.urlopen(address, timeout=30) as answer:
        content: bytes = answer.read()
    return content


# --- what a worker does -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Options:
    """What each list is held to: the table of a settings file, and the seconds after which reading it is given up."""

    settings: Mapping[str, object]
    limit: float


@dataclass(frozen=True)
class Counts:
    """How much was audited."""

    lists: int = 0
    bytes: int = 0
    entries: int = 0
    diagnostics: int = 0
    problems: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(one + another for one, another in zip(asdict(self).values(), asdict(other).values(), strict=True)))


def audited(part: Part, out: str, options: Options) -> Counts:
    """Audit the lists of a part, write their rows, and return how much there was."""
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    note = Path(out, "running", part.name)
    # Who died here wrote down at which list, once for each death.
    deaths = Counter(note.read_text().split()) if note.exists() else Counter[str]()
    with note.open("a") as begun:
        place = begun.tell()
        for number, (name, read) in enumerate(part.texts()):
            if deaths[str(number)] >= MOST_TRIES:
                problem = f"ends the process that reads it: takes all memory, or more than {options.limit:g} s"
                rows["lists"].append({"list": name, "problem": problem})
                continue
            begun.truncate(place)
            begun.write(f"{number}\n")
            begun.flush()
            _audit(name, read, options, rows)
    for table, schema in reversed(TABLES.items()):
        _write(pa.Table.from_pylist(rows[table], schema), Path(out, table, f"{part.name}.parquet"))
    note.unlink(missing_ok=True)
    return counted(rows["lists"])


def _audit(name: str, read: Callable[[], bytes], options: Options, rows: Mapping[str, list[Row]]) -> None:
    """Add the rows of a list."""
    started = time.perf_counter()
    found: dict[str, list[Row]] = {"diagnostics": [], "entries": []}
    said: Row = {"list": name}
    # What hangs in C holds back every other way to end it.
    faulthandler.dump_traceback_later(options.limit, exit=True)
    try:
        content = read()
        said["bytes"] = len(content)
        session = awesome_lint.session(content.decode("utf-8"), settings=options.settings)
        found["diagnostics"] += _diagnostics(name, session.report())
        found["entries"] += _entries(name, session.document)
    except Exception as error:  # Whatever it is, it is of this list alone.
        said["problem"] = f"{type(error).__name__}: {error}"
    else:
        said |= {table: len(each) for table, each in found.items()}
        for table, each in found.items():
            rows[table].extend(each)
    finally:
        faulthandler.cancel_dump_traceback_later()
    rows["lists"].append(said | {"seconds": time.perf_counter() - started})


def _diagnostics(name: str, report: awesome_lint.Report) -> Iterator[Row]:
    for each in report.diagnostics:
        line, column = report.source.position(each.span.start)
        fix = each.fix.applicability.value if each.fix else None
        yield {
            "list": name,
            "rule": each.rule,
            "message": each.message,
            "line": line,
            "column": column,
            "count": each.count,
            "fix": fix,
        }


def _entries(name: str, document: awesome_lint.Document) -> Iterator[Row]:
    for entry in document.entries:
        yield {
            "list": name,
            "line": document.source.line_number(entry.span.start),
            "kind": entry.kind.value,
            "title": entry.name,
            "authors": [author.name for author in entry.authors.people] if entry.authors else [],
            "venue": entry.venue.value if entry.venue else None,
            "year": entry.year.value if entry.year else None,
            "urls": [link.url for link in entry.links],
            "description": entry.description.value if entry.description else None,
        }


def _write(table: pa.Table, path: Path) -> None:
    """Write a file as a whole or not at all."""
    # What begins with a period is no file of a table.
    begun = path.with_name(f".{path.stem}-{os.getpid()}")
    pq.write_table(table, begun, compression="zstd")
    begun.replace(path)


def counted(lists: Iterable[Mapping[str, Any]]) -> Counts:
    counts = Counts()
    for each in lists:
        size, entries, diagnostics = (int(each.get(column) or 0) for column in ("bytes", "entries", "diagnostics"))
        counts += Counts(1, size, entries, diagnostics, int(each.get("problem") is not None))
    return counts


def _memory() -> int:
    """Return the most bytes that this process held."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


# --- what is asked of the workers -------------------------------------------------------------------------------------


def main() -> int:
    arguments = _arguments()
    parts = parts_of(arguments.source, arguments.part_size, arguments.column, arguments.name_column)
    settings = tomllib.loads(arguments.settings.read_text("utf-8")) if arguments.settings else {}
    options = Options(settings, arguments.limit)
    out = arguments.out.absolute()
    _begin(out, arguments, parts, settings)
    done = {path.stem for path in (out / "lists").glob("*.parquet")}
    for name in done:
        # Who was ended between the last table of a part and this.
        (out / "running" / name).unlink(missing_ok=True)
    left = [part for part in parts if part.name not in done]
    before = counted(row for name in sorted(done) for row in pq.read_table(out / "lists" / f"{name}.parquet").to_pylist())
    progress = Progress(sum(map(len, parts)), before)
    if left:
        with _client(arguments) as client:
            run(client, left, str(out), options, progress)
            progress.memory = max(client.run(_memory).values())
    progress.end()
    return 0


def _arguments() -> argparse.Namespace:
    summary, _, rest = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(description=summary, epilog=rest, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", help="a folder, a file with a list on each line, or Parquet")
    parser.add_argument("out", type=Path, help="the folder to write to")
    parser.add_argument("--column", default="text", help="of Parquet: the column with the texts (text)")
    parser.add_argument("--name-column", help="of Parquet: the column that tells lists apart (the number of the row)")
    parser.add_argument("--settings", type=Path, help="a settings file that holds for all lists")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds that one list may take (60)")
    parser.add_argument("--part-size", type=int, default=100, help="lists in one file of each table (100)")
    parser.add_argument("--workers", type=int, help="processes on this machine (one for each core)")
    parser.add_argument("--scheduler", help="address of a Dask scheduler, whose workers have one thread each")
    return parser.parse_args()


def _begin(out: Path, arguments: argparse.Namespace, parts: Sequence[Part], settings: Mapping[str, object]) -> None:
    """Make the folder, or see whether what was begun in it is this audit."""
    names = hashlib.blake2b(repr([part.lists for part in parts]).encode()).hexdigest()
    # Through JSON, so that it is what is read back.
    asked = json.loads(
        json.dumps(
            {
                "awesome-lint": version("awesome-lint"),
                "source": str(Path(arguments.source).absolute()),
                "lists": names,
                "settings": settings,
            },
            default=str,
        )
    )
    told = out / "audit.json"
    if told.exists() and json.loads(told.read_text("utf-8")) != asked:
        raise SystemExit(f"{out} holds another audit: of other lists or settings, or by another version; name another folder")
    for name in (*TABLES, "running"):
        (out / name).mkdir(parents=True, exist_ok=True)
        for begun in (out / name).glob(".part-*"):
            begun.unlink()
    told.write_text(json.dumps(asked, indent=2), "utf-8")


def _client(arguments: argparse.Namespace) -> Client:
    if arguments.scheduler:
        client = Client(arguments.scheduler)
    else:
        cluster = LocalCluster(
            n_workers=arguments.workers, threads_per_worker=1, dashboard_address=None, silence_logs="CRITICAL"
        )
        client = Client(cluster)
    threads = client.nthreads()
    if any(count != 1 for count in threads.values()):
        raise SystemExit("workers with several threads: start them with --nthreads 1, as a list that hangs ends its process")
    versions = set(client.run(version, "awesome-lint").values())
    if versions != {version("awesome-lint")}:
        raise SystemExit(f"expected awesome-lint {version('awesome-lint')} on all workers, found {', '.join(sorted(versions))}")
    return client


def run(client: Client, parts: Sequence[Part], out: str, options: Options, progress: "Progress") -> None:
    """Have the workers audit the parts, and those anew whose workers died more often than the scheduler puts up with."""
    waiting = iter(parts)
    running = as_completed()
    asked: dict[str, tuple[Part, int]] = {}

    def ask(part: Part, time: int = 0) -> None:
        key = f"{part.name}-{time}"
        asked[key] = part, time
        running.add(client.submit(audited, part, out, options, key=key, pure=False))

    for part in islice(waiting, PARTS_AHEAD * max(len(client.nthreads()), 1)):
        ask(part)
    for future in running:
        part, times = asked.pop(future.key)
        if _was_killed(future):
            # Each time, a list more is known that ends processes, unless something else ends them.
            if times > len(part):
                raise SystemExit(f"{part.name}: its workers die whatever they read")
            ask(part, times + 1)
            continue
        progress.add(future.result())
        for part in islice(waiting, 1):
            ask(part)


def _was_killed(future: Future) -> bool:
    return future.status == "error" and isinstance(future.exception(), KilledWorker)


class Progress:
    """Tells how far an audit is: in one line that changes on a terminal, every few seconds elsewhere."""

    def __init__(self, lists: int, before: Counts) -> None:
        self.lists = lists
        self.before = before
        self.counts = before
        self.started = self.told = time.monotonic()
        self.memory = 0

    def add(self, counts: Counts) -> None:
        self.counts += counts
        if sys.stderr.isatty():
            print(f"\r{self._line()}\x1b[K", end="", file=sys.stderr, flush=True)
        elif time.monotonic() - self.told > EVERY:
            self.told = time.monotonic()
            print(self._line(), file=sys.stderr, flush=True)

    def end(self) -> None:
        if sys.stderr.isatty():
            print("\r\x1b[K", end="", file=sys.stderr)
        counts = self.counts
        found = f"{counts.entries:,} entries, {counts.diagnostics:,} diagnostics, {counts.problems:,} problems"
        print(f"{counts.lists:,} lists: {found}")
        if counts.lists > self.before.lists:
            lists, megabytes = self._rates()
            print(f"{lists:.1f} lists/s, {megabytes:.2f} MB/s, at most {self.memory / 2**20:.0f} MiB in a worker")

    def _line(self) -> str:
        lists, megabytes = self._rates()
        left = (self.lists - self.counts.lists) / lists if lists else 0.0
        return (
            f"{self.counts.lists:,} of {self.lists:,} lists, {lists:.1f} lists/s, {megabytes:.2f} MB/s, "
            f"{self.counts.problems:,} problems, {left / 60:.0f} min left"
        )

    def _rates(self) -> tuple[float, float]:
        """Return how many lists and megabytes are audited in a second."""
        seconds = time.monotonic() - self.started
        return (self.counts.lists - self.before.lists) / seconds, (self.counts.bytes - self.before.bytes) / seconds / 1e6


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main())
