"""A folder of a stranger's as the working directory: nothing is imported from it, however the program is started."""

import subprocess
import sys
from pathlib import Path

import pytest
from repository import environment

MODULES = (
    "click",
    "json",
    "msgspec",
    "regex",
    "mdformat",
    "markdown_it",
    "cmarkgfm",
    "strange",
    "tempfile",
    "difflib",
    "sitecustomize",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One with modules that leave a mark, and what makes rules of one of them known, as an installed package has it."""
    for name in MODULES:
        (tmp_path / f"{name}.py").write_text("open('owned', 'w')\n", encoding="utf-8")
    information = tmp_path / "strange-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: strange\nVersion: 1.0\n", encoding="utf-8")
    (information / "entry_points.txt").write_text("[awesome_lint.rules]\nstrange = strange:Rule\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("# List\n\n-   [One](https://example.org/1)\n", encoding="utf-8")
    return tmp_path


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment(), capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode in (0, 1), done.stderr
    assert "strange" not in done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("how", [(), ("-I",)], ids=["plain", "isolated"])
@pytest.mark.parametrize(
    "arguments",
    [["--exit-zero"], ["--fix"], ["--diff"], ["rules"], ["export", "--format", "csv"], ["--help"], ["--config", "exclude=[]"]],
    ids=lambda arguments: arguments[0],
)
def test_nothing_is_imported_from_the_working_directory(folder: Path, how: tuple[str, ...], arguments: list[str]) -> None:
    run(folder, *how, "-m", "awesome_lint", *arguments)
    assert not (folder / "owned").exists()


def test_the_program_runs_in_its_own_folder() -> None:
    source = Path(__file__).parent.parent / "src"
    assert run(source, "-m", "awesome_lint", "--version").startswith("awesome-lint ")
    assert "et-al" in run(source, "-m", "awesome_lint", "rules")


def test_a_path_that_the_user_names_is_kept(folder: Path) -> None:
    """What PYTHONPATH says is the user's word, also where it is the working directory."""
    for name in MODULES:
        if name != "strange":
            (folder / f"{name}.py").unlink()
    command = [sys.executable, "-m", "awesome_lint", "rules"]
    variables = environment() | {"PYTHONPATH": str(folder)}
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False, timeout=60)
    assert "strange" in done.stderr
    assert (folder / "owned").exists()
