"""Texts are read, judged and mended in several threads of one process as they are in one."""

import gc
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from terminal import ROOT

import awesome_lint
from awesome_lint import content
from awesome_lint.engine.fixer import fix
from awesome_lint.engine.linter import lint
from awesome_lint.parser import parse
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source

pytestmark = pytest.mark.repeating

LISTS = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*-list/README.md"))]
# What the extensions of GitHub's parser look for, many times, so that threads meet while they look.
EXTENDED = [
    "".join(f"- ~~old {number}~~ www.example.org/{number}\n" for number in range(lines)) for lines in range(400, 800, 50)
]
THREADS = 8
# Collections while next to nothing is made; in the middle of reading, there would be hundreds.
FEW = 20

# In a process of its own, so that what is made at the first use is made by several threads at once.
COLD_START = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

together = Barrier(8)

def work(path):
    together.wait()
    from awesome_lint.engine.fixer import fix
    from awesome_lint.registry.rule_set import RuleSet
    from awesome_lint.source import Source
    return fix(Source.from_text(Path(path).read_text(encoding="utf-8")), RuleSet.default()).after.text

with ThreadPoolExecutor(8) as pool:
    print(len(set(pool.map(work, sys.argv[1:] * 8))))
"""


def mended(text: str) -> tuple[str, object]:
    fixed = fix(Source.from_text(text), RuleSet.default())
    return fixed.after.text, fixed.remaining


def reported(text: str) -> object:
    return lint(parse(Source.from_text(text)), RuleSet.default())


@pytest.mark.parametrize("work", [reported, mended])
def test_lists_are_judged_alike_in_many_threads(work: Callable[[str], object]) -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(work, LISTS * THREADS)) == [work(text) for text in LISTS] * THREADS


def test_pages_are_rendered_alike_in_many_threads() -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        differences = pool.map(content.same, EXTENDED * THREADS, [f"\n{text}" for text in EXTENDED] * THREADS)
        assert list(differences) == [None] * len(EXTENDED) * THREADS


def test_threads_may_be_the_first_to_use_anything() -> None:
    command = [sys.executable, "-c", COLD_START, str(ROOT / "examples" / "paper-list" / "README.md")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("1\n", 0), done.stderr


@pytest.mark.parametrize("is_enabled", [True, False])
def test_the_collector_is_as_it_was(is_enabled: bool) -> None:
    """Whoever is done first leaves it off for the others, and one that somebody turned off stays so."""
    was_enabled = gc.isenabled()
    (gc.enable if is_enabled else gc.disable)()
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(awesome_lint.fix, LISTS * 4))
        assert gc.isenabled() == is_enabled
        with pytest.raises(awesome_lint.SettingsError):
            awesome_lint.lint(LISTS[0], settings={"nonsense": 1})
        assert gc.isenabled() == is_enabled
    finally:
        (gc.enable if was_enabled else gc.disable)()


def test_nothing_is_collected_while_a_list_is_read() -> None:
    collected: list[str] = []

    def note(phase: str, _: object) -> None:
        collected.append(phase)

    text = "# List\n\n" + "".join(f"- [Thing {number}](https://example.org/{number}) - Rows.\n" for number in range(300))
    # A server in another thread may have turned it off.
    gc.enable()
    gc.collect()
    gc.callbacks.append(note)
    try:
        awesome_lint.lint(text)
    finally:
        gc.callbacks.remove(note)
    assert gc.isenabled()
    # Before and after, as often as it likes.
    assert len(collected) < FEW
