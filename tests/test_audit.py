"""The example of an audit: many lists on several processes, whatever one of them does to the process that reads it."""

import contextlib
import importlib.util
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from terminal import ROOT

import awesome_lint

# To import them takes a second, and most processes only have to know which tests there are.
pytestmark = pytest.mark.skipif(
    not all(importlib.util.find_spec(name) for name in ("distributed", "pyarrow")),
    reason="dask[distributed] and pyarrow are not installed: `pip install -c constraints.txt -e '.[test]'`",
)

PROGRAM = ROOT / "examples" / "audit" / "audit.py"
CORPUS = os.environ.get("AWESOME_LINT_CORPUS")
# A rule that ends the process which reads a certain list, as a mistake in a library written in C does.
DEADLY = '''
import os
from awesome_lint import Rule

class Deadly(Rule, frozen=True):
    """A list after which nothing is read.

    ## Why

    For a test.

    ## Bad

    ```markdown
    # Poison
    ```

    ## Good

    ```markdown
    # List
    ```
    """

    name = "deadly-list"
    group = "noise"

    def check(self, document):
        if document.source.text.startswith("# Poison"):
            os._exit(1)
        return iter(())
'''


def a_list(number: int, entries: int = 150) -> str:
    """Return a list with one thing to say: an entry in ten lacks its period."""
    lines = [
        f"- [tool-{each}](https://github.com/owner/tool-{number}-{each}) - Keeps numbers in order{'.' * (each % 10 > 0)}"
        for each in range(entries)
    ]
    return f"# List {number}\n\n## Tools\n\n" + "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def audit() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("audit", PROGRAM)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["audit"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["audit"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twenty-four lists, and two that cannot be read: one is not text, one ends whoever reads it."""
    folder = tmp_path / "lists"
    for number in range(24):
        path = folder / f"list-{number:02}" / "README.md"
        path.parent.mkdir(parents=True)
        path.write_text(a_list(number), encoding="utf-8")
    (folder / "list-05" / "odd.md").write_bytes(b"# \xff\n")
    (folder / "list-11" / "poison.md").write_text("# Poison\n", encoding="utf-8")
    metadata = tmp_path / "packages" / "deadly_rules-1.0.dist-info"
    metadata.mkdir(parents=True)
    (tmp_path / "packages" / "deadly_rules.py").write_text(DEADLY, encoding="utf-8")
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: deadly-rules\nVersion: 1.0\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text("[awesome_lint.rules]\nrules = deadly_rules\n", encoding="utf-8")
    return folder


@contextlib.contextmanager
def begun(*arguments: object, packages: Path | None = None) -> Iterator["subprocess.Popen[str]"]:
    """Run the program in a group of its own, of which nothing is left afterwards."""
    source = str(Path(awesome_lint.__file__).parent.parent)
    path = os.pathsep.join([source, *([str(packages)] if packages else [])])
    process = subprocess.Popen(
        [sys.executable, str(PROGRAM), *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def finished(*arguments: object, packages: Path | None = None) -> str:
    with begun(*arguments, packages=packages) as process:
        out, errors = process.communicate()
        assert process.returncode == 0, errors
    return out


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    found: list[dict[str, Any]] = pq.read_table(out / table).to_pylist()
    return found


def test_an_audit_goes_on_after_crashes_and_where_it_was_ended(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    asked = (folder, out, "--workers", 2, "--part-size", 3)
    packages = tmp_path / "packages"
    with begun(*asked, packages=packages) as process:
        while process.poll() is None and len(list(out.glob("lists/*.parquet"))) < 2:
            time.sleep(0.02)
        assert process.returncode is None
    kept = {path: path.stat().st_mtime_ns for path in out.glob("*/*.parquet") if (out / "lists" / path.name).exists()}
    assert len(kept) >= 2
    # As a process leaves it that is ended while it writes.
    (out / "entries" / ".part-000007-1").write_bytes(b"PAR1")
    # And between what it wrote last and the note of what it reads.
    (out / "running" / next(out.glob("lists/*.parquet")).stem).write_text("0\n", encoding="utf-8")
    told = finished(*asked, packages=packages)
    assert told.startswith("26 lists: 3,600 entries, ")
    assert "2 problems" in told
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
    assert not [path for path in out.glob("*/*") if path.suffix != ".parquet"]
    lists = {row["list"]: row for row in rows(out, "lists")}
    problems = {name: row["problem"] for name, row in lists.items() if row["problem"]}
    assert {name: problem.split(":")[0] for name, problem in problems.items()} == {
        str(folder / "list-05" / "odd.md"): "UnicodeDecodeError",
        str(folder / "list-11" / "poison.md"): "ends the process that reads it",
    }
    said: Counter[tuple[str, str, int]] = Counter()
    for name in lists.keys() - problems.keys():
        report = awesome_lint.lint(Path(name).read_text(encoding="utf-8"))
        places = ((each, report.source.position(each.span.start)) for each in report.diagnostics)
        said.update((name, each.rule, line) for each, (line, _) in places)
    assert said
    assert Counter((row["list"], row["rule"], row["line"]) for row in rows(out, "diagnostics")) == said
    assert Counter(row["list"] for row in rows(out, "entries")) == dict.fromkeys(lists.keys() - problems.keys(), 150)
    # Nothing is left to do, and nothing is done.
    assert finished(*asked, packages=packages).startswith("26 lists: 3,600 entries, ")
    assert {path: path.stat().st_mtime_ns for path in kept} == kept


def test_a_list_that_hangs_is_given_up(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    (tmp_path / "lists.txt").write_text(f"{pipe}\n", encoding="utf-8")
    told = finished(tmp_path / "lists.txt", tmp_path / "out", "--workers", 1, "--limit", 0.5)
    assert told.startswith("1 lists: 0 entries, 0 diagnostics, 1 problems")
    (row,) = rows(tmp_path / "out", "lists")
    assert "more than 0.5 s" in row["problem"]


def test_a_folder_holds_one_audit(folder: Path, tmp_path: Path, audit: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    (tmp_path / "none.txt").write_text("# no list\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["audit.py", str(tmp_path / "none.txt"), str(out)])
    assert audit.main() == 0
    monkeypatch.setattr(sys, "argv", ["audit.py", str(folder), str(out)])
    with pytest.raises(SystemExit, match="holds another audit"):
        audit.main()


@pytest.fixture
def written(audit: ModuleType, tmp_path: Path) -> Path:
    for name in (*audit.TABLES, "running"):
        (tmp_path / "out" / name).mkdir(parents=True)
    return tmp_path / "out"


@pytest.mark.parametrize("as_bytes", [False, True])
def test_texts_may_stand_in_a_column(audit: ModuleType, tmp_path: Path, written: Path, as_bytes: bool) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    texts = [a_list(number, 10) for number in range(5)]
    column = [text.encode() if as_bytes else text for text in texts]
    columns = {"repo": [f"a/{each}" for each in range(5)], "text": [*column[:3], None, column[4]]}
    pq.write_table(pa.table(columns), tmp_path / "readmes.parquet", row_group_size=3)
    parts = audit.parts_of(str(tmp_path / "readmes.parquet"), 2, "text", "repo")
    assert [len(part) for part in parts] == [2, 1, 2]
    counts = [audit.audited(part, str(written), audit.Options({}, 60.0)) for part in parts]
    assert sum(each.entries for each in counts) == 40
    assert [(row["list"], row["problem"]) for row in rows(written, "lists")] == [
        ("a/0", None),
        ("a/1", None),
        ("a/2", None),
        ("a/3", "ValueError: no text"),
        ("a/4", None),
    ]
    with pytest.raises(SystemExit, match="no column 'readme'"):
        audit.parts_of(str(tmp_path / "readmes.parquet"), 2, "readme", None)


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        found = self.path == "/someone/something/HEAD/README.md"
        self.send_response(200 if found else 404)
        self.end_headers()
        if found:
            self.wfile.write(a_list(1, 10).encode())

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        pass


def test_a_file_may_name_repositories(
    audit: ModuleType, tmp_path: Path, written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setattr(audit, "README_OF", f"http://127.0.0.1:{server.server_port}/{{}}/HEAD/README.md")
        (tmp_path / "lists.txt").write_text("someone/something\nsomeone/else\n\nno such file\n", encoding="utf-8")
        (part,) = audit.parts_of(str(tmp_path / "lists.txt"), 100, "text", None)
        audit.audited(part, str(written), audit.Options({"ignore": ["ALL"]}, 60.0))
        server.shutdown()
    problems = [(row["problem"] or "none").split(":")[0] for row in rows(written, "lists")]
    assert problems == ["none", "HTTPError", "FileNotFoundError"]
    assert rows(written, "diagnostics") == []
    assert len(rows(written, "entries")) == 10


@pytest.mark.parametrize("page", ["docs/many-lists.md", "examples/audit/README.md"])
def test_documents_name_options_that_there_are(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    commands = [line for line in text.splitlines() if line.startswith("python examples/audit/audit.py ")]
    named = set(re.findall(r"(?<![\w-])--[a-z-]+", "\n".join([*commands, *re.findall(r"`(--[^`]*)`", text)])))
    assert commands
    assert named <= set(re.findall(r"--[a-z-]+", finished("--help")))


@pytest.mark.skipif(CORPUS is None, reason="AWESOME_LINT_CORPUS names no folder of lists")
def test_the_corpus_is_audited(tmp_path: Path) -> None:
    files = [path for path in Path(CORPUS or "").rglob("*") if path.suffix in (".md", ".markdown", ".mdown")]
    told = finished(CORPUS, tmp_path / "out", "--workers", 2, "--part-size", 10)
    assert told.startswith(f"{len(files):,} lists: ")
    assert "0 problems" in told
    for path in sorted(files, key=lambda each: each.stat().st_size)[:20]:
        report = awesome_lint.lint(path.read_text(encoding="utf-8"))
        found = [row["rule"] for row in rows(tmp_path / "out", "diagnostics") if row["list"] == str(path)]
        assert found == [each.rule for each in report.diagnostics]
