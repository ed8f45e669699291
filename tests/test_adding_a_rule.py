"""Whoever follows the page on adding a rule has a rule: its blocks are written and run in a copy, in their order."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_readme import ADDING, Block, blocks, read, steps

ROOT = Path(__file__).parent.parent
COPIED = (
    "src",
    "docs",
    "examples/small-list",
    "pyproject.toml",
    "tests/conftest.py",
    "tests/test_rules.py",
    "tests/rules/titles",
)
RULE = "quoted-title"


def shown() -> Iterator[Block]:
    """Yield the blocks of the page that are about a checkout."""
    for each in blocks(read(ADDING)):
        is_file = each.words[0] in ("python", "text") and len(each.words) == 2 and not each.is_excerpt
        if is_file or each.words == ("console", "checkout") or each.words[2:] == ("new",):
            yield each


def run(command: str, folder: Path) -> None:
    """Run a command of the page with the Python of this test, which knows no rule but those of the copy."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV"))}
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    environment = {**kept, "PATH": path, "PYTHONPATH": str(folder / "src"), "PYTHONUTF8": "1"}
    done = subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, check=False, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checkout")
    for name in COPIED:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, target)
    return folder


def test_the_page_leads_to_a_rule(copy: Path) -> None:
    kinds = [each.words[0] for each in shown()]
    assert kinds == ["python", "markdown", "markdown", "console", "text"]
    for each in shown():
        if each.words[0] == "console":
            for step in steps(each.text):
                run(step.command, copy)
        elif each.words[0] == "text":
            assert (copy / each.words[1]).read_text(encoding="utf-8") == each.text
        else:
            path = copy / each.words[1]
            assert not path.exists()
            path.parent.mkdir(exist_ok=True)
            path.write_text(each.text, encoding="utf-8")
    page = (copy / "docs" / "rules" / f"{RULE}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {RULE}\n")
    assert f"rules/{RULE}.md" in (copy / "docs" / "rules.md").read_text(encoding="utf-8")
    cases = copy / "tests" / "rules" / "titles" / RULE
    assert sorted(path.name for path in cases.iterdir()) == ["all_quoted.md", "curly.fixed.md", "curly.md", "curly.txt"]
    assert "**Odd Nets.**" in (cases / "curly.fixed.md").read_text(encoding="utf-8")
    for command in ("ruff format --check --quiet", "ruff check --quiet", "mypy --strict --follow-imports silent"):
        run(f"python -m {command} src/awesome_lint/rules/titles/quoted_title.py", copy)


def test_the_page_names_what_a_rule_may_ask() -> None:
    text = read(ADDING)
    for fact in ("labels", "unread", "title_marks(entry)", "paragraphs", "code", "items", "cells(entry)", "beside(span)"):
        assert f"| `{fact}` |" in text
    assert "| `document.style.title_ending` |" in text
    assert "| `facts.folding.folded(found)` |" in text
