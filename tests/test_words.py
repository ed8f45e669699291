"""The word lists of the parser: each word once, in order."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import awesome_lint.parser.words


def lists() -> Iterator[tuple[str, list[str]]]:
    """Yield the words of each list as they are written."""
    for path in sorted(Path(awesome_lint.parser.words.__file__).parent.glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and isinstance(node.targets[0], ast.Name):
                yield f"{path.stem}.{node.targets[0].id}", ast.literal_eval(node.value.args[0]).split()


LISTS = dict(lists())


def test_the_lists_are_found() -> None:
    assert {"labels.LABELS", "keys.KEYS", "venues.VENUES", "columns.TITLE_COLUMNS"} <= LISTS.keys()


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_sorted_and_says_nothing_twice(name: str) -> None:
    written = LISTS[name]
    assert written == sorted(set(written), key=lambda word: (not word.isascii(), word))
    assert all(word == word.lower() for word in written)
