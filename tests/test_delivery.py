"""Where reports go: to files as a whole, from the top of a repository, and to the page of a job."""

import json
import os
import re
import stat
from pathlib import Path

import pytest
from repository import Repository

from awesome_lint.cli import commands as cli
from awesome_lint.cli.ci_job import CHECKOUTS, MOST_BYTES, blob_url, from_top

CLEAN = "# Papers\n\n- **One thing.** *Ann Lee, Bo Chen, et al.* [paper](https://example.org/1)\n"
BAD = CLEAN.replace("et al.", "et.al.")
RULES = ("--isolated", "--select", "et-al")


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a list in a folder, where the run begins; of no service."""
    for name in (
        *CHECKOUTS,
        "GITHUB_STEP_SUMMARY",
        "GITHUB_SERVER_URL",
        "GITHUB_REPOSITORY",
        "GITHUB_SHA",
        "GITHUB_ACTIONS",
        "GITHUB_BASE_REF",
    ):
        monkeypatch.delenv(name, raising=False)
    top = tmp_path / "repository"
    (top / ".git").mkdir(parents=True)
    (top / "lists").mkdir()
    (top / "lists" / "README.md").write_text(BAD, encoding="utf-8")
    monkeypatch.chdir(top / "lists")
    return top


def paths(output_format: str, text: str) -> list[str]:
    """Return the paths that a report names."""
    if output_format == "github":
        return [line.split("file=")[1].split(",")[0] for line in text.splitlines() if line.startswith("::error")]
    if output_format == "azure":
        return [line.split("sourcepath=")[1].split(";")[0] for line in text.splitlines()]
    found = json.loads(text)
    if output_format == "gitlab":
        return [each["location"]["path"] for each in found]
    if output_format == "rdjson":
        return [each["location"]["path"] for each in found["diagnostics"]]
    if output_format == "sarif":
        return [each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in found["runs"][0]["results"]]
    return [each["path"] for each in found]


@pytest.mark.parametrize("output_format", ["github", "azure", "gitlab", "sarif"])
def test_services_read_paths_from_the_top(capfd: pytest.CaptureFixture[str], output_format: str) -> None:
    for argument in ("README.md", "./README.md", "../lists", os.path.abspath("README.md")):
        assert cli.run((*RULES, "--output-format", output_format, argument)) == 1
        assert paths(output_format, capfd.readouterr().out) == ["lists/README.md"]


@pytest.mark.parametrize("output_format", ["json", "rdjson"])
def test_programs_read_paths_from_where_the_run_began(capfd: pytest.CaptureFixture[str], output_format: str) -> None:
    for argument in ("README.md", "./README.md", "../lists", os.path.abspath("README.md")):
        assert cli.run((*RULES, "--output-format", output_format, argument)) == 1
        assert paths(output_format, capfd.readouterr().out) == ["README.md"]


def test_the_top_is_that_of_the_nearest_repository(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = tmp_path / "outside" / "README.md"
    assert from_top(str(outside)) == outside.as_posix()
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path))
    assert from_top(str(outside)) == "outside/README.md"
    assert from_top("README.md") == "lists/README.md"
    # A work tree and a submodule have a file of this name.
    (repository / "lists" / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    assert from_top("README.md") == "README.md"
    assert from_top("<stdin>") == "<stdin>"


def test_without_a_repository_paths_are_from_where_the_run_began(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert from_top("a/README.md") == "a/README.md"
    (tmp_path / "link").symlink_to(tmp_path / "repository", target_is_directory=True)
    assert from_top("link/lists/README.md") == "lists/README.md"


def test_a_report_takes_the_place_of_another_as_a_whole(capfd: pytest.CaptureFixture[str]) -> None:
    old = Path("report.json")
    old.write_text("old", encoding="utf-8")
    old.chmod(0o640)
    Path("link.json").symlink_to(old)
    assert cli.run((*RULES, "--output-format", "json", "--output-file", "link.json")) == 1
    assert capfd.readouterr() == ("", "")
    assert json.loads(old.read_text(encoding="utf-8"))[0]["rule"] == "et-al"
    assert Path("link.json").is_symlink()
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert sorted(os.listdir()) == ["README.md", "link.json", "report.json"]


def test_a_report_can_be_had_in_several_formats(capfd: pytest.CaptureFixture[str]) -> None:
    copies = ("--report", "sarif=a=b.sarif", "--report", "gitlab=quality.json")
    assert cli.run((*RULES, "--output-format", "concise", *copies)) == 1
    assert capfd.readouterr() == ("README.md:3:37: [*] et-al `et.al.` should be `et al.`.\n", "")
    for name, path in (("sarif", "a=b.sarif"), ("gitlab", "quality.json")):
        assert paths(name, Path(path).read_text(encoding="utf-8")) == ["lists/README.md"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--report", "sarif"), "--report: expected FORMAT=FILE, as in sarif=report.sarif, found sarif"),
        (("--report", "sarif="), "--report: expected FORMAT=FILE"),
        (("--report", "sarf=x"), '--report: unknown format "sarf" (did you mean "sarif"?)'),
        (("--report", "json=none/report.json"), "--report: none/report.json: No such file or directory"),
        (("--output-file", "."), "--output-file: .: "),
    ],
)
def test_what_cannot_be_written_is_told(capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str) -> None:
    assert cli.run((*RULES, *arguments)) == 2
    told = capfd.readouterr()
    assert f"Error: {message}" in told.err
    assert told.out == ""
    assert os.listdir() == ["README.md"]


@pytest.mark.parametrize("output_format", ["json", "gitlab", "sarif", "rdjson"])
def test_a_report_of_no_file_is_a_report(capfd: pytest.CaptureFixture[str], output_format: str) -> None:
    Path(".awesome-lint.toml").write_text('exclude = ["README.md"]\n', encoding="utf-8")
    assert cli.run(("--output-format", output_format, "README.md")) == 0
    assert paths(output_format, capfd.readouterr().out) == []
    assert cli.run(("--output-format", output_format, "none.md")) == 2
    assert capfd.readouterr().out == ""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "page.md"
    path.write_text("Before.\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    return path


def test_all_is_on_the_page_of_the_job(capfd: pytest.CaptureFixture[str], page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [
        f"- **Title {number}.** *Ann Lee, Bo Chen, Ann Lee.* [paper](https://example.org/{number})\n" for number in range(30)
    ]
    Path("README.md").write_text(f"# Papers\n\n{''.join(many)}", encoding="utf-8")
    for name, value in (("SERVER_URL", "https://github.com"), ("REPOSITORY", "a/b"), ("SHA", "c0ffee")):
        monkeypatch.setenv(f"GITHUB_{name}", value)
    assert cli.run(("--isolated", "--select", "repeated-author", "--output-format", "github")) == 1
    found = page.read_text(encoding="utf-8")
    assert found.startswith("Before.\n## awesome-lint\n")
    assert "https://github.com/a/b/blob/c0ffee/lists/README.md?plain=1#L" in found
    told = capfd.readouterr().out
    assert told.startswith("::group::awesome-lint: 30 problems\n")
    assert told.count("\n::error ") == 10
    assert told.endswith(
        "::10 of 30 are shown beside their lines, all on the summary page of the job and in the log of this step.\n"
    )
    cards, rows = re.findall(r"^\*\*\[Line (\d+)\]", found, re.MULTILINE), re.findall(r"^\| \[(\d+)\]", found, re.MULTILINE)
    assert (len(cards), len(rows), len({*cards, *rows})) == (20, 10, 30)


def test_what_a_pull_request_changes_is_annotated_first(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = [
        f"- **Title {number}.** *Ann Lee, Bo Chen, Ann Lee.* [paper](https://example.org/{number})\n" for number in range(30)
    ]
    repository = Repository.at(tmp_path / "other")
    base = repository.commit(f"# Papers\n\n{''.join(old)}")
    repository.git("update-ref", "refs/remotes/origin/main", base)
    repository.commit(repository.read() + old[0].replace("Title 0", "New").replace("/0", "/new"))
    monkeypatch.chdir(repository.folder)
    select = ("--isolated", "--select", "repeated-author", "--output-format", "github")

    def annotated() -> list[int]:
        assert cli.run(select) == 1
        return [int(line) for line in re.findall(r"^::error .*,line=(\d+),", capfd.readouterr().out, re.MULTILINE)]

    assert annotated() == list(range(3, 13))
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    assert annotated() == [*range(3, 12), 33]
    # What is not there is not asked for: the history of a shallow clone, or a repository.
    monkeypatch.setenv("GITHUB_BASE_REF", "gone")
    assert annotated() == list(range(3, 13))


def test_a_full_page_is_left_alone(page: Path) -> None:
    page.write_bytes(b"x" * (MOST_BYTES - 10))
    assert cli.run((*RULES, "--output-format", "github")) == 1
    assert page.stat().st_size == MOST_BYTES - 10


def test_a_page_that_cannot_be_written_stops_nothing(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    assert cli.run((*RULES, "--output-format", "github")) == 1
    told = capfd.readouterr()
    assert "::error " in told.out
    assert told.err.startswith("the summary of the job is not written: ")


def test_only_annotations_have_a_page(page: Path) -> None:
    assert cli.run((*RULES, "--output-format", "concise")) == 1
    assert cli.run((*RULES, "--output-format", "github", "--statistics")) == 1
    assert page.read_text(encoding="utf-8") == "Before.\n"


def test_files_are_linked_where_all_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_REPOSITORY", "a/b")
    assert blob_url() == ""
