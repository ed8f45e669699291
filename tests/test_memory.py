"""What is held of a list while it is checked, what is left when that is done, and what a process keeps for good."""

import gc
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from strategies import markdown

from awesome_lint.engine.linter import lint
from awesome_lint.parser import parse
from awesome_lint.parser.tokens import tokenize
from awesome_lint.parser.tokens.token import Token
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source

ENTRIES = 400
IN_A_SECTION = 50

# Of lists like these of 100,000 entries, the system counts 5.4 and 11.4 KiB for each: GitHub's parser is part of the latter.
TOOL = "- [tool-{0}](https://github.com/owner-{0}/tool-{0}) - Keeps the numbers from {0} to {1} in the order of a list.\n"
PAPER = (
    "- **Reading {0} of {1} things with few words.** *Ada Lovelace{0}, Alan Turing, and Grace Hopper.*"
    " [paper](https://arxiv.org/abs/2{2:03}.{0:05})\n"
)
MOST_KIB = {TOOL: 5.5, PAPER: 8.5}


def listed(entry: str, count: int = ENTRIES) -> str:
    lines = ["# List\n"]
    for number in range(count):
        if number % IN_A_SECTION == 0:
            lines.append(f"\n## Section {number // IN_A_SECTION}\n\n")
        lines.append(entry.format(number, number * 7, number % 12 + 1))
    return "".join(lines)


@pytest.fixture
def collecting() -> Iterator[None]:
    """Everything that is circular and in nobody's hands now is gone, and what becomes so stays until it is looked for."""
    gc.collect()
    gc.disable()
    yield
    gc.set_debug(0)
    gc.garbage.clear()
    gc.enable()


@pytest.mark.parametrize("entry", MOST_KIB, ids=["tools", "papers"])
def test_an_entry_takes_little_memory(entry: str, collecting: None) -> None:
    rules = RuleSet.default()
    text = listed(entry)
    lint(parse(Source.from_text(text)), rules)
    tracemalloc.start()
    lint(parse(Source.from_text(text)), rules)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak / ENTRIES / 1024 < MOST_KIB[entry]


@pytest.mark.parametrize("entry", MOST_KIB, ids=["tools", "papers"])
def test_nothing_is_left_that_only_the_collector_frees(entry: str, collecting: None) -> None:
    """It is held back while a list is checked, so that whatever is circular is kept, with all that hangs on it."""
    rules = RuleSet.default()
    text = listed(entry, 100)
    lint(parse(Source.from_text(text)), rules)
    gc.collect()
    report = lint(parse(Source.from_text(text)), rules)
    gc.set_debug(gc.DEBUG_SAVEALL)
    gc.collect()
    assert report.source.text == text
    # What is found once in a process is neither here nor there: each entry would leave something.
    assert len(gc.garbage) < 100


def test_rendered_pages_give_their_memory_back() -> None:
    """cmarkgfm alone would take 3 MB for each of these pages."""
    resource = pytest.importorskip("resource")
    if sys.platform == "darwin":
        pytest.skip("what the system says here depends on what else runs")
    program = f"""
import resource
from awesome_lint.content.rendering import render
text = {listed(PAPER, 600)!r}
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for number in range(10): render(f"{{text}}{{number}}")
before = peak()
for number in range(40): render(f"{{text}}{{number}}")
print(peak() - before)
"""
    assert resource
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 40_000


def shape(tokens: list[Token]) -> list[tuple[object, ...]]:
    return [
        (each.type, each.content, each.markup, each.start, each.end, each.url, dict(each.attrs), shape(each.children or []))
        for each in tokens
    ]


@given(markdown())
def test_what_is_forgotten_is_read_again(text: str) -> None:
    tokens = tokenize(Source.from_text(text).text)
    first = shape(tokens)
    for token in tokens:
        token.forget()
    assert shape(tokens) == first
