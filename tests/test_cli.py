"""The command line as people and programs use it: what goes where, and the exit status."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

import awesome_lint
from awesome_lint.cli import commands as cli
from awesome_lint.cli import options
from awesome_lint.cli.console import PIPE_WIDTH
from awesome_lint.cli.explain import Wanted, as_pages, listed
from awesome_lint.cli.version_and_help import answer
from awesome_lint.diagnostic import Applicability, Diagnostic
from awesome_lint.document import Document
from awesome_lint.registry.discovery import discover
from awesome_lint.registry.manual import summary
from awesome_lint.rule import Rule
from awesome_lint.settings import Selection
from awesome_lint.source import Span

CLEAN = """# Papers

- **One thing.** *Ann Lee, Bo Chen, et al.* [paper](https://example.org/1)
- **Two things.** *Ann Lee and Bo Chen.* [paper](https://example.org/2)
"""
SAFE = CLEAN.replace("et al.", "et.al.")
UNSAFE = CLEAN.replace("Two things", "Weights of 0, and- 1")
AS_PROGRAM = (sys.executable, "-m", "awesome_lint")
PERSON = CLEAN.replace("Ann Lee and Bo Chen", "Ann Lee, Bo Chen, Ann Lee, and Cy Diaz")
RULES = ("--select", "et-al,title-spacing", "--select", "repeated-author")


@dataclass(frozen=True)
class Done:
    """What a run left behind."""

    status: int
    stdout: str
    stderr: str


@pytest.fixture(autouse=True)
def folder(empty_repository: Path) -> Path:
    return empty_repository


class Command:
    """The command line, run in this process."""

    def __init__(self, capture: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.capture = capture
        self.monkeypatch = monkeypatch

    def __call__(self, *arguments: str, stdin: bytes = b"") -> Done:
        self.monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(stdin)))
        status = cli.run(arguments)
        captured = self.capture.readouterr()
        return Done(status, captured.out, captured.err)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    return Command(capfd, monkeypatch)


def write(text: str, name: str = "README.md") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_a_clean_list(run: Command) -> None:
    write(CLEAN)
    assert run(*RULES) == Done(0, "No problems found in README.md.\n", "")
    assert run(*RULES, "--quiet", "README.md") == Done(0, "", "")
    assert run("check", *RULES, ".") == Done(0, "No problems found in README.md.\n", "")


def test_diagnostics_are_told(run: Command) -> None:
    write(SAFE)
    done = run(*RULES)
    assert done.status == 1
    assert done.stdout.startswith("README.md:3:37 et-al ")
    assert done.stdout.endswith(f"Next: awesome-lint --fix {' '.join(RULES)}\n")
    assert done.stderr == ""
    assert run(*RULES, "--exit-zero").status == 0


@pytest.mark.parametrize("name", ["readme.md", "Readme.markdown", "README"])
def test_the_readme_is_found_under_any_usual_name(run: Command, name: str) -> None:
    write(SAFE, name)
    assert run(*RULES, "--output-format", "concise").stdout.startswith(f"{name}:3:37: [*] et-al")


def test_fix_writes_and_reports_what_is_left(run: Command) -> None:
    path = write(SAFE.replace("# Papers\n", "# Papers\n\nText.\n") + PERSON.splitlines(keepends=True)[-1])
    done = run("--fix", *RULES, "--output-format", "concise")
    assert done.status == 1
    assert "et al." in path.read_text()
    assert [line.split(" ")[:2] for line in done.stdout.splitlines()] == [["README.md:7:38:", "repeated-author"]]
    assert done.stderr == "README.md: fixed 1 problem (1 et-al)\n"
    assert run("--fix", *RULES, "--quiet").stderr == ""


def test_fix_counts_every_problem(run: Command) -> None:
    path = write("#  List\n*  One  \n*  Two\n")
    found = run("--output-format", "json", "--select", "layout", str(path))
    places = sum(item["count"] for item in json.loads(found.stdout))
    assert places > 3
    assert run("--fix", "--select", "layout", str(path)).stderr == f"README.md: fixed {places} problems ({places} layout)\n"


def test_comments_are_added_where_a_person_says_no(run: Command) -> None:
    path = write(PERSON)
    diff = run("--add-ignore", "--diff", *RULES)
    assert (diff.status, path.read_text()) == (1, PERSON)
    assert "+- **Two things.**" in diff.stdout
    done = run("--add-ignore", *RULES)
    assert done == Done(0, "No problems found in README.md.\n", "README.md: ignored 1 problem (1 repeated-author)\n")
    assert path.read_text().endswith(" <!-- awesome-lint: ignore repeated-author -->\n")
    assert run("--add-ignore", *RULES).stderr == ""
    assert run(*RULES, "--select", "unused-ignore").status == 0
    assert run("--add-ignore", "-", *RULES, stdin=PERSON.encode()).stdout == path.read_text()
    assert run("--add-ignore", "--fix").status == 2


def test_a_file_without_change_is_not_written(run: Command) -> None:
    path = write(CLEAN)
    path.write_bytes(CLEAN.replace("\n", "\r\n", 2).encode())
    before = path.stat()
    assert run("--fix", *RULES).status == 0
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino


def test_unsafe_fixes_are_made_when_asked_for(run: Command) -> None:
    path = write(UNSAFE)
    assert run("--fix", *RULES).status == 1
    assert path.read_text() == UNSAFE
    assert run("--unsafe-fixes", *RULES, "--output-format", "concise").stdout.startswith("README.md:4:19: [*] title-spacing")
    assert path.read_text() == UNSAFE
    assert run("--fix", "--unsafe-fixes", *RULES).status == 0
    assert path.read_text() == UNSAFE.replace("and- 1", "and -1")


def test_diff_shows_what_fix_would_write(run: Command, folder: Path) -> None:
    path = write(SAFE.replace("\n", "\r\n"), "docs/list.md")
    done = run("--diff", *RULES, "docs/list.md")
    assert done.status == 1
    assert path.read_bytes() == SAFE.replace("\n", "\r\n").encode()
    patch = folder / "patch"
    patch.write_bytes(
        subprocess.run([sys.executable, "-m", "awesome_lint", "--diff", *RULES, path], capture_output=True).stdout
    )
    subprocess.run(["git", "apply", "--whitespace=nowarn", patch], check=True)
    diffed = path.read_bytes()
    write(SAFE.replace("\n", "\r\n"), "docs/list.md")
    assert run("--fix", *RULES, "docs/list.md").status == 0
    assert path.read_bytes() == diffed == CLEAN.replace("\n", "\r\n").encode()
    assert run("--diff", *RULES, "docs/list.md") == Done(0, "", "No problems found in docs/list.md.\n")


def test_diff_keeps_everything_but_the_patch_off_stdout(run: Command) -> None:
    write(SAFE + PERSON.splitlines(keepends=True)[-1])
    done = run("--diff", *RULES)
    assert done.stdout.startswith("--- a/README.md\n+++ b/README.md\n@@ ")
    assert "repeated-author" not in done.stdout.replace(PERSON, "")
    assert "README.md:5:38 repeated-author" in done.stderr


def test_diff_in_a_log_of_github_commands_nothing(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    write(SAFE.replace("# Papers\n", "# Papers\n\n::warning::x\n"))
    assert "\n ::warning::x\n" in run("--diff", *RULES).stdout
    reading, writing = os.pipe()
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    with os.fdopen(reading, "rb") as reader:
        with os.fdopen(writing, "w") as writer:
            monkeypatch.setattr(sys, "stdout", writer)
            assert cli.run(["--diff", "--quiet", *RULES]) == 1
        text = reader.read().decode()
    assert "\n \\x3a:warning::x\n" in text


def test_stdin(run: Command) -> None:
    done = run("-", *RULES, "--output-format", "concise", stdin=SAFE.encode())
    assert (done.status, done.stdout[:21]) == (1, "<stdin>:3:37: [*] et-")
    named = run("--stdin-filename", "docs/x.md", *RULES, "--output-format", "concise", stdin=SAFE.encode())
    assert named.stdout.startswith("docs/x.md:3:37: [*] et-al")


def test_fixed_stdin_goes_to_stdout(run: Command) -> None:
    done = run("-", "--fix", *RULES, stdin=SAFE.encode())
    assert done == Done(0, CLEAN, "No problems found in <stdin>.\n")
    mixed = CLEAN.replace("\n", "\r\n", 1).encode()
    piped = subprocess.run([sys.executable, "-m", "awesome_lint", "-", "--fix", "-q", *RULES], input=mixed, capture_output=True)
    assert (piped.returncode, piped.stdout, piped.stderr) == (0, mixed, b"")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.md"], "error: none.md: no such file; check the name"),
        ([""], 'error: "": not a path; name a file, or leave it out'),
        (["folder"], "error: folder: no README.md in or below this folder; name the file"),
        (["latin.md"], "error: latin.md: line 1, byte 6: 0xe9 is not UTF-8 (perhaps Latin-1); convert it to UTF-8"),
        (["utf16.md"], "error: utf16.md: encoded as UTF-16, expected UTF-8; convert it to UTF-8"),
        (["binary.md"], "error: binary.md: "),
        (["explan"], 'unknown command "explan"; did you mean `awesome-lint explain`?'),
        (["fix", "a.md"], 'unknown command "fix"; did you mean `awesome-lint --fix a.md`?'),
        (["fixes.md"], "error: fixes.md: no such file; check the name, or leave it out for the README of this folder"),
        (["--select", "et-all"], '--select: unknown rule "et-all" (did you mean "et-al"?); `awesome-lint rules` lists them'),
        (["--select", ""], "--select: expected names of rules or groups, found none; `awesome-lint rules` lists them"),
        (["--ignore", " , "], "--ignore: expected names of rules or groups, found none"),
        (["/dev/zero"], "/dev/zero: a device, not a file; name a file, or `-` for the standard input"),
        (["--ignore", "author"], '--ignore: unknown rule "author" (did you mean "authors"?)'),
        (["--config", "none.toml"], "error: none.toml: no such settings file"),
        (["--config", "broken.toml"], "error: broken.toml: not well-formed TOML: "),
        (["--config", "x.toml", "--isolated"], "--config and --isolated exclude each other"),
        (["-", "README.md"], "the standard input is checked alone"),
        (["--output-format", "xml"], '"xml" is not one of full, concise'),
        (["--format", "sarrif"], 'html (did you mean "sarif"?)'),
        (["--color", "nevr"], '(did you mean "never"?)'),
        (["help"], 'unknown command "help"; did you mean `awesome-lint --help`?'),
        (["fix"], 'unknown command "fix"; did you mean `awesome-lint --fix`?'),
        (["REDME.md"], "(did you mean README.md?)"),
        (["explain", "author"], 'unknown rule "author" (did you mean "authors"?)'),
        (["rules", "--group", "link"], '--group: unknown group "link" (did you mean "links"?); there are authors, '),
        (["rules", "--state", "of"], '"of" is not one of on, off (did you mean'),
        (["--outputformat", "json"], "No such option"),
        (["--output-file", "none/report.txt"], "--output-file: none/report.txt: No such file or directory"),
        (["explain", "et-all"], 'unknown rule "et-all" (did you mean "et-al"?)'),
    ],
)
@pytest.mark.parametrize("fixing", [False, True])
def test_what_cannot_be_done_is_told_in_one_message(run: Command, arguments: list[str], said: str, fixing: bool) -> None:
    Path("folder").mkdir()
    contents = {
        "README.md": CLEAN.encode(),
        "latin.md": "# café\n".encode("latin-1"),
        "utf16.md": CLEAN.encode("utf-16"),
        "binary.md": bytes(range(256)),
        "broken.toml": b"ignore = [",
    }
    for name, data in contents.items():
        Path(name).write_bytes(data)
    done = run(*(["--fix"] if fixing and arguments[0] not in ("explain", "rules", "fix") else []), *arguments)
    assert done.status == 2
    assert said in done.stderr.replace("\n", " ")
    assert done.stderr.count("rror: ") == 1
    assert done.stdout == "" or "--output-file" in arguments
    assert "Traceback" not in done.stderr
    assert {name: Path(name).read_bytes() for name in contents} == contents


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--output-file", "README.md"], "--output-file: README.md is a list that is checked; name another file"),
        (["--output-file", "link.txt", "README.md"], "--output-file: link.txt is a list that is checked; name another file"),
        (["--fix", "--report", "json=./README.md", "."], "--report: README.md is a list that is checked; name another file"),
        (["--output-file", "a.json", "--report", "json=a.json"], "--report: a.json is a report already; name another file"),
        (["export", "--output", "README.md"], "--output: README.md is a list that is read; name another file"),
        (["export", "--format", "markdown", "--output", "link.txt", "."], "--output: link.txt is a list that is read; name"),
    ],
)
def test_a_list_is_not_written_over(run: Command, folder: Path, arguments: list[str], said: str) -> None:
    path = write(SAFE)
    (folder / "link.txt").symlink_to("README.md")
    done = run(*arguments)
    assert done.status == 2
    assert said in done.stderr.replace("\n", " ")
    assert path.read_text() == SAFE
    assert not (folder / "a.json").exists()


def test_what_is_thrown_away_may_be_so_twice(run: Command) -> None:
    write(CLEAN)
    assert run("--output-file", os.devnull, "--report", f"json={os.devnull}").status == 0


@pytest.mark.parametrize("command", ["show", "style", "export", "init", "config"])
def test_an_empty_argument_is_no_path(run: Command, folder: Path, command: str) -> None:
    write(CLEAN)
    done = run(command, "")
    assert done.status == 2
    assert 'rror: "": not a path; name a file' in done.stderr
    assert sorted(os.listdir(folder)) == [".git", "README.md"]


def test_a_failing_file_does_not_stop_the_others(run: Command) -> None:
    first, second = write(SAFE, "a.md"), write(SAFE, "b.md")
    done = run("--fix", "a.md", "none.md", "b.md", *RULES, "--output-format", "json")
    assert done.status == 2
    assert "none.md: no such file" in done.stderr
    assert json.loads(done.stdout) == []
    assert first.read_text() == second.read_text() == CLEAN


def test_a_file_named_twice_is_checked_once(run: Command) -> None:
    write(SAFE)
    done = run(".", "README.md", "./README.md", *RULES, "--output-format", "concise")
    assert len(done.stdout.splitlines()) == 1


def test_a_file_changed_during_the_run_is_left_alone(run: Command) -> None:
    path = write(SAFE)

    class Meddling(Rule, frozen=True):
        """Somebody else saves the file while we look at it."""

        __module__ = "awesome_lint.rules.text.meddling"

        def check(self, document: Document) -> Iterator[Diagnostic]:
            path.write_text("somebody's work\n")
            yield from ()

    rules = discover()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("awesome_lint.settings.discover", lambda: {**rules, "meddling": Meddling})
        done = run("--fix", "--select", "et-al,meddling")
    assert done.status == 2
    assert "README.md: changed by someone else during the run; it is left as it is" in done.stderr
    assert path.read_text() == "somebody's work\n"


def test_a_mistake_of_ours_is_no_diagnostic(run: Command) -> None:
    write(CLEAN)

    class Broken(Rule, frozen=True):
        """A rule with a bug."""

        __module__ = "awesome_lint.rules.text.broken"

        def check(self, document: Document) -> Iterator[Diagnostic]:
            raise RecursionError("too deep")
            yield self.diagnostic(Span(0, 0), "")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("awesome_lint.settings.discover", lambda: {"broken": Broken})
        done = run("README.md")
    assert done.status == 2
    assert "RecursionError: too deep" in done.stderr
    assert "README.md: this is a bug in awesome-lint" in done.stderr


def test_settings_are_followed(run: Command) -> None:
    write(SAFE)
    write('ignore = ["ALL"]\n', "awesome-lint.toml")
    assert run().status == 0
    assert run("--select", "et-al").status == 1
    assert run("--isolated").status == 1
    write('select = ["et-al"]\noutput-format = "concise"\nunsafe-fixes = true\n', "other.toml")
    assert run("--config", "other.toml").stdout.startswith("README.md:3:37: [*] et-al")
    assert json.loads(run("--config", "other.toml", "--output-format", "json").stdout)[0]["rule"] == "et-al"


def test_each_file_has_the_nearest_settings(run: Command) -> None:
    write(SAFE)
    write(SAFE, "docs/README.md")
    write('select = ["et-al"]\n', "awesome-lint.toml")
    write('[tool.awesome-lint]\nignore = ["ALL"]\n', "docs/pyproject.toml")
    done = run(".", "docs", "--output-format", "concise")
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == ["README.md"]


def test_excluded_files_are_passed_over(run: Command) -> None:
    write(SAFE)
    write(SAFE, "vendor/README.md")
    write('select = ["et-al"]\nexclude = ["vendor"]\n', "awesome-lint.toml")
    done = run("--fix", "vendor/README.md")
    assert done == Done(0, "", "vendor/README.md: excluded by awesome-lint.toml\n")
    assert Path("vendor/README.md").read_text() == SAFE


def test_wrong_settings_are_told_all_at_once(run: Command) -> None:
    write(SAFE)
    write('ingore = []\nselect = ["et-all"]\n', "awesome-lint.toml")
    done = run("--fix")
    assert done.status == 2
    assert done.stderr.splitlines() == [
        'error: awesome-lint.toml:1: unknown key "ingore" (did you mean "ignore"?)',
        'error: awesome-lint.toml:2: select: unknown rule "et-all" (did you mean "et-al"?)',
    ]
    assert Path("README.md").read_text() == SAFE


def test_statistics(run: Command) -> None:
    write(SAFE.replace("Two things", "Weights of 0, and- 1"))
    assert run("--statistics", *RULES) == Done(1, "  1  et-al          [*]\n  1  title-spacing  [!]\n", "")
    done = run("--statistics", "--output-format", "json", *RULES)
    assert json.loads(done.stdout)[0] == {"rule": "et-al", "count": 1, "safe": 1, "unsafe": 0}


def test_the_report_goes_to_a_file(run: Command) -> None:
    write(SAFE)
    assert run("--output-format", "json", "--output-file", "report.json", *RULES) == Done(1, "", "")
    assert json.loads(Path("report.json").read_text())[0]["rule"] == "et-al"


@pytest.mark.parametrize(
    ("arguments", "environment", "is_coloured"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "0"}, False),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour(
    run: Command, monkeypatch: pytest.MonkeyPatch, arguments: list[str], environment: dict[str, str], is_coloured: bool
) -> None:
    write(SAFE)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in run(*RULES, *arguments).stdout) is is_coloured


def test_a_terminal_gets_colour_and_its_own_width(folder: Path) -> None:
    pty = pytest.importorskip("pty")
    write(SAFE.replace("One thing", "One thing " * 30))
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "60"}
    command = [sys.executable, "-m", "awesome_lint", *RULES]
    done = subprocess.run(command, stdout=theirs, stderr=theirs, env=environment, timeout=60)
    os.close(theirs)
    text = os.read(ours, 100_000).decode()
    os.close(ours)
    assert done.returncode == 1
    assert "\x1b[1m" in text
    frame = next(line for line in text.splitlines() if "andCy" in line or "…" in line)
    assert len(frame.replace("\x1b[36m", "").replace("\x1b[0m", "")) <= 60


def test_rules(run: Command) -> None:
    rows = run("rules").stdout.splitlines()
    assert rows[0].split() == ["rule", "group", "default", "fix", "what", "it", "reports"]
    assert ["et-al", "authors", "on", "safe", *summary(discover()["et-al"]).split()] in [row.split() for row in rows]
    listed = json.loads(run("rules", "--output-format", "json").stdout)
    assert {row["name"] for row in listed} == set(discover())
    assert {"name", "group", "default", "fixable", "summary", "replaces", "package"} == set(listed[0])
    assert {row["name"]: row["replaces"] for row in listed}["awesome-license"] == ["awesome-license"]


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["--group", "links"], lambda rule: rule.group == "links"),
        (["--group", "links", "--group", "titles"], lambda rule: rule.group in ("links", "titles")),
        (["--state", "off"], lambda rule: not rule.default),
        (["--state", "on", "--fix", "none"], lambda rule: rule.default and rule.fixable is None),
        (["--fix", "unsafe"], lambda rule: rule.fixable is Applicability.UNSAFE),
        (
            ["AUTHOR", "initial"],
            lambda rule: all(word in f"{rule.name} {rule.group} {summary(rule)}".lower() for word in ("author", "initial")),
        ),
        (["no such words"], lambda rule: False),
    ],
)
def test_rules_are_chosen(run: Command, arguments: list[str], wanted: Callable[[type[Rule]], bool]) -> None:
    names = {rule.name for rule in discover().values() if wanted(rule)}
    assert {row["name"] for row in json.loads(run("rules", "--format", "json", *arguments).stdout)} == names
    rows = run("rules", *arguments).stdout.splitlines()
    assert {row.split()[0] for row in rows[1:]} == names


def test_rules_are_shown_by_group_and_fit_a_terminal() -> None:
    found = listed(Wanted())
    lines = "".join(as_pages(found, 80, colour=False)).splitlines()
    assert max(map(len, lines)) <= 80
    assert [line for line in lines if line and line[0] != " "][:-2] == sorted({rule.group for rule in found})
    assert lines[-2].startswith(f"{len(found)} rules, {sum(rule.default for rule in found)} on by default.")
    assert any(line.split()[:2] == ["et-al", "[*]"] for line in lines)
    painted = "".join(as_pages(found, 80, colour=True))
    assert re.sub("\x1b\\[[0-9;]*m", "", painted).splitlines() == lines


def test_explain_takes_groups_and_several_rules(run: Command) -> None:
    several = run("explain", "et-al", "missing-link", "et-al").stdout
    assert several == f"\n{'-' * PIPE_WIDTH}\n\n".join(run("explain", name).stdout for name in ("et-al", "missing-link"))
    duplicates = [rule for rule in discover().values() if rule.group == "duplicates"]
    text = run("explain", "duplicates").stdout
    assert len(duplicates) > 1
    assert all(f"{rule.name}\n\n{summary(rule)[:40]}" in text for rule in duplicates)


ONE_SPELLING = (
    ("check", "--output-format", ["json"], "--exit-zero"),
    ("check", "--output-file", ["report.txt"], "--exit-zero"),
    ("show", "--output-format", ["json"], "--color=never"),
    ("show", "--output-file", ["report.txt"], "--color=never"),
    ("export", "--output-format", ["csv"], "--quiet"),
    ("export", "--output-file", ["report.txt"], "--quiet"),
    ("style", "--output-format", ["toml"], "--color=never"),
)


@pytest.mark.parametrize(("command", "long", "value", "more"), ONE_SPELLING)
def test_options_have_one_spelling_everywhere_and_short_ones(
    run: Command, command: str, long: str, value: list[str], more: str
) -> None:
    write(SAFE)
    said: set[tuple[str, str | None]] = set()
    for option in (
        long,
        long.replace("output-file", "output").replace("output-format", "format"),
        f"-{'o' if 'file' in long else 'f'}",
    ):
        done = run(command, option, *value, more, "README.md")
        assert done.status == 0
        report = Path("report.txt")
        # What to type next has what was typed.
        said.add((done.stdout, report.read_text().replace(f"{option} ", "") if report.exists() else None))
        report.unlink(missing_ok=True)
    assert len(said) == 1


def test_explain(run: Command) -> None:
    done = run("explain", "et-al")
    assert done.status == 0
    assert done.stdout.startswith("et-al\n\n")
    assert "\nBad\n\n    - " in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100
    assert "\x1b[1met-al\x1b[0m" in run("explain", "et-al", "--color", "always").stdout


def test_version_and_help(run: Command) -> None:
    assert run("--version") == Done(0, f"awesome-lint {awesome_lint.__version__}\n", "")
    assert run("check", "-V").stdout == run("--version").stdout
    assert answer("--version") == answer("-V") == run("--version").stdout
    for arguments in (["--help"], ["check", "-h"]):
        text = run(*arguments).stdout
        headings = [line for line in text.splitlines() if line.endswith(":") and line[0] != " "]
        assert [heading for heading in headings if heading not in ("Commands:", "Examples:")] == [
            "Fixing:",
            "Rules:",
            "Existing problems:",
            "Settings:",
            "Output:",
            "Other:",
        ]


def test_public_names_are_imported_when_used() -> None:
    script = (
        "import sys, awesome_lint\nassert 'awesome_lint.source' not in sys.modules\n"
        "assert all(hasattr(awesome_lint, name) for name in awesome_lint.__all__)\n"
        "print(awesome_lint.lint('# List\\n').diagnostics)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("()\n", "")


def test_a_closed_pipe_is_quiet() -> None:
    entry = CLEAN.replace("et al.", "et.al.").splitlines(keepends=True)[2]
    write("# List\n\n" + entry * 3000)
    # So many entries are more than a pipe holds: the other side cannot be done before it is closed.
    command = [sys.executable, "-m", "awesome_lint", "export", "--format", "jsonl"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith(b"{")
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == options.PIPE_CLOSED


FULL = Path("/dev/full")
COMMANDS = ("README.md", "--help", "--version", "check --help", "rules", "config", "export", "show", "style", "explain et-al")


@pytest.mark.skipif(not FULL.exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("arguments", [*COMMANDS, "init --dry-run", "completion bash"])
def test_an_output_that_is_full_is_told(arguments: str) -> None:
    write(SAFE)
    with FULL.open("wb") as full:
        done = subprocess.run([*AS_PROGRAM, *arguments.split()], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    reason = "the standard output cannot be written (No space left on device)"
    assert (done.returncode, done.stderr) == (options.FAILED, f"error: {reason}; write it elsewhere, or make room\n")


@pytest.mark.skipif(not FULL.exists(), reason="there is no device that is always full")
def test_errors_that_nobody_can_read_keep_their_status() -> None:
    with FULL.open("wb") as full:
        assert subprocess.run([*AS_PROGRAM, "none.md"], stderr=full, timeout=60).returncode == options.FAILED
        assert subprocess.run([*AS_PROGRAM, "--nonsense"], stderr=full, timeout=60).returncode == options.FAILED


@pytest.mark.skipif(os.name == "nt", reason="closes a stream with a shell of Unix")
def test_streams_may_be_closed() -> None:
    write(SAFE)
    for arguments, status in (("--fix", options.CLEAN), ("--help", options.CLEAN), ("none.md", options.FAILED)):
        command = f'"{sys.executable}" -m awesome_lint {arguments}'
        assert subprocess.run(["sh", "-c", f"{command} >&- 2>&-"], timeout=60).returncode == status
    assert Path("README.md").read_text("utf-8") == CLEAN


def test_an_interrupt_is_quiet() -> None:
    command = [sys.executable, "-m", "awesome_lint", "-v", "-"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    # More than a pipe holds: once it is written, the other side has begun to read.
    process.stdin.write(b"x" * 1_000_000)
    process.stdin.flush()
    # Python looks for signals when a read is interrupted, so one that comes between two reads waits for the next.
    for _ in range(20):
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(3)
            break
    assert process.communicate() == (b"", b"")
    assert process.returncode == options.INTERRUPTED


@pytest.mark.parametrize("arguments", ["README.md", "show README.md", "check --jobs 2"])
@pytest.mark.parametrize("module", ["awesome_lint.cli.check", "awesome_lint.source", "awesome_lint.parser"])
def test_an_interrupt_while_it_starts_is_quiet(tmp_path: Path, arguments: str, module: str) -> None:
    write(SAFE)
    # Python imports a module of this name before anything else.
    (tmp_path / "sitecustomize.py").write_text(
        "import os, signal, sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {module!r}:\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupting())\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), *sys.path))}
    done = subprocess.run([*AS_PROGRAM, *arguments.split()], env=environment, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (options.INTERRUPTED, "", "")


def test_selection_reads_commas_and_repeats() -> None:
    names = options._names(("a, b", "c", ",", "d,"))
    assert Selection(names).select == ("a", "b", "c", "d")


@pytest.mark.parametrize("name", ["README.rst", "a.py", "notes.ipynb", "list.mdx", "Makefile", "list.md.orig"])
@pytest.mark.parametrize(
    "option", [(), ("--fix",), ("--fix", "--unsafe-fixes"), ("--diff",), ("--add-ignore",), ("--write-baseline",)]
)
def test_only_markdown_is_checked_and_mended(run: Command, folder: Path, name: str, option: tuple[str, ...]) -> None:
    (folder / name).write_text(SAFE, encoding="utf-8")
    done = run(*option, name)
    assert done.status == 2
    assert done.stdout == ""
    said = "not the name of a Markdown file, which ends in .md, .markdown or the like; add --any-file to take it for one"
    assert done.stderr == f"error: {name}: {said} all the same\n"
    assert (folder / name).read_text(encoding="utf-8") == SAFE
    assert [path.name for path in folder.iterdir() if path.name != ".git"] == [name]


def test_other_files_are_mended_all_the_same(run: Command, folder: Path) -> None:
    for name in ("a.py", "README.md"):
        (folder / name).write_text(SAFE, encoding="utf-8")
    assert run("--fix", *RULES, "a.py", "README.md").status == 2
    assert (folder / "README.md").read_text(encoding="utf-8") == CLEAN
    assert (folder / "a.py").read_text(encoding="utf-8") == SAFE


def test_a_file_of_any_name_is_mended_where_that_is_asked_for(run: Command, folder: Path) -> None:
    (folder / "list.txt").write_text(SAFE, encoding="utf-8")
    assert run("--any-file", *RULES, "list.txt").status == 1
    assert run("--any-file", "--fix", *RULES, "list.txt").status == 0
    assert (folder / "list.txt").read_text(encoding="utf-8") == CLEAN
    named = run("--fix", "--stdin-filename", "list.txt", *RULES, stdin=SAFE.encode())
    assert (named.status, named.stdout) == (0, CLEAN)


def test_a_link_is_markdown_by_its_own_name_or_that_of_its_file(run: Command, folder: Path) -> None:
    (folder / "README.md").write_text(CLEAN, encoding="utf-8")
    (folder / "list.txt").write_text(CLEAN, encoding="utf-8")
    (folder / "list").symlink_to("README.md")
    (folder / "list.md").symlink_to("list.txt")
    assert [run(name).status for name in ("list", "list.md", "list.txt")] == [0, 0, 2]


def test_an_excluded_file_is_told_as_such_whatever_its_name(run: Command, folder: Path) -> None:
    (folder / "a.py").write_text(SAFE, encoding="utf-8")
    (folder / ".awesome-lint.toml").write_text('exclude = ["*.py"]\n', encoding="utf-8")
    assert run("--fix", "a.py").status == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_read_whatever_its_name(folder: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", 'exec "$0" -m awesome_lint <(printf "# List\\n\\n- a\\n")', sys.executable],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    assert "Markdown file" not in done.stderr
    assert done.returncode == 0, done.stderr
