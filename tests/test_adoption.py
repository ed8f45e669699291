"""The way of an old list: begin, hold back what is old, commit one bad entry, and hear of that entry alone."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from repository import Repository

from awesome_lint.document import Container, Document
from awesome_lint.parser import parse
from awesome_lint.source import Source

CORPUS = os.environ.get("AWESOME_LINT_CORPUS")
LISTS = sorted(Path(CORPUS).glob("*.md")) if CORPUS else []

SECTIONS = ("Surveys", "Networks", "Graphs", "Pruning", "Benchmarks")
SLIPS = (
    "  *   **Paper {n} of old.** *Ann Author{n}, et.al.* [paper](https://example.org/{n})   ",
    "  *   **Paper {n} of old.** *Ann Author{n} , Ben Baker, and Carl Cook.* [Paper](http://arxiv.org/abs/17{n:02}.03740)",
    "  *   **Paper {n} of old** *Ann Author{n} andBen Baker.* [paper]()",
    "  *   **** **",
)
NEW = "  *   **A new paper.** *Dora Dean andEmil Ernst.* [paper](https://example.org/new)\n"


def neglected() -> str:
    """Return a list in which nearly every line has something to mend."""
    lines = ["# Old papers"]
    for number, section in enumerate(SECTIONS):
        lines += [f"## {section}", "", ""]
        lines += [SLIPS[each % len(SLIPS)].format(n=number * 20 + each) for each in range(20)]
    return "\n".join(lines) + "\n"


def reported(repository: Repository, *options: str) -> list[Mapping[str, Any]]:
    done = repository.lint("--output-format", "json", *options)
    assert done.returncode in (0, 1), done.stderr
    found: list[Mapping[str, Any]] = json.loads(done.stdout)
    return found


def begun(repository: Repository, text: str) -> None:
    """Commit an old list with what its maintainer is given to begin with."""
    repository.commit(text)
    done = repository.lint("init")
    assert done.returncode == 0, done.stderr
    assert repository.lint("--write-baseline").returncode == 0
    repository.commit()
    assert reported(repository) == []
    assert reported(repository, "--since", "HEAD~1", "--no-baseline") == []


def touches(diagnostic: Mapping[str, Any], line: int) -> bool:
    return diagnostic["line"] <= line <= diagnostic["end_line"] or line in [each["line"] for each in diagnostic["related"]]


def test_one_bad_entry_in_a_neglected_list_is_reported_alone(tmp_path: Path) -> None:
    repository = Repository.at(tmp_path)
    text = neglected()
    begun(repository, text)
    assert sum(each["count"] for each in reported(repository, "--no-baseline")) > 200
    lines = text.splitlines(keepends=True)
    repository.commit("".join([*lines[:50], NEW, *lines[50:]]))
    for options in (["--since", "HEAD~1"], ["--since", "HEAD~1", "--no-baseline"]):
        assert [(each["line"], each["rule"]) for each in reported(repository, *options)] == [(51, "glued-conjunction")]
    assert {each["line"] for each in reported(repository)} == {51}
    repository.lint("--fix", "--since", "HEAD~1")
    assert repository.read() == "".join([*lines[:50], NEW.replace("andEmil", "and Emil"), *lines[50:]])


@pytest.mark.skipif(not LISTS, reason="AWESOME_LINT_CORPUS names no folder of lists")
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_one_more_entry_in_a_real_list_is_reported_alone(path: Path, tmp_path: Path) -> None:
    """An entry in the middle of the list stands there once more, with all that is wrong with it."""
    repository = Repository.at(tmp_path)
    source = Source.from_bytes(path.read_bytes(), path.name)
    begun(repository, source.text)
    line = _single_line(parse(source))
    lines = source.text.splitlines(keepends=True)
    repository.commit("".join([*lines[:line], lines[line - 1], *lines[line:]]))
    found = reported(repository, "--since", "HEAD~1", "--no-baseline")
    # Git cannot tell which of two equal lines is the new one.
    assert all(touches(each, line) or touches(each, line + 1) for each in found)
    assert all(touches(each, line) or touches(each, line + 1) for each in reported(repository, "--since", "HEAD~1"))
    before = repository.read()
    repository.lint("--fix", "--since", "HEAD~1")
    after = repository.read().splitlines()
    assert [each for each in before.splitlines() if each not in after] in ([], [lines[line - 1].rstrip("\n")])


def _single_line(document: Document) -> int:
    """Return the line, from 1, of the entry that is nearest to the middle and takes one line."""
    source = document.source
    single = [
        source.line_number(entry.span.start)
        for entry in document.entries
        if entry.container is Container.LIST_ITEM
        and source.line_number(entry.span.start) == source.line_number(entry.span.end - 1)
    ]
    return single[len(single) // 2] if single else len(source.line_starts) // 2
