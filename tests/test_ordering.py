"""Lists that are put in order: nothing is lost, and nothing moves twice."""

import itertools
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.engine.fixer import fix
from awesome_lint.facts.ordering import Order, sorted_lists
from awesome_lint.parser import parse
from awesome_lint.registry.discovery import discover
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source

NAMES = [
    "alder",
    "ash",
    "beech",
    "birch",
    "cedar",
    "cherry",
    "elm",
    "fir",
    "hazel",
    "larch",
    "maple",
    "oak",
    "pine",
    "poplar",
    "rowan",
    "spruce",
    "walnut",
    "willow",
    "yew",
]
RULES = RuleSet.of([discover()["unsorted-entries"]()])

FORMS = {
    "bullets": ("- [{name}](https://example.org/{name}) - A tree.\n", "", ""),
    "numbers": ("{number}. [{name}](https://example.org/{name}) - A tree.\n", "", ""),
    "blank lines": ("* [{name}](https://example.org/{name}) - A tree.\n", "\n", ""),
    "with more inside": ("- [{name}](https://example.org/{name}) - A tree.\n  - A leaf of {name}.\n\n    More.\n", "", ""),
    "rows": ("| [{name}](https://example.org/{name}) | A tree |\n", "", "| Name | Text |\n|---|---|\n"),
}


def page(form: str, names: list[str]) -> str:
    entry, gap, header = FORMS[form]
    entries = [entry.format(name=name, number=number) for number, name in enumerate(names, 1)]
    return f"# Trees\n\n<!-- awesome-lint: sorted by title -->\n\n{header}{gap.join(entries)}"


def shown(text: str) -> list[str]:
    return [entry.name or "" for entry in parse(Source.from_text(text)).entries]


@given(st.sampled_from(sorted(FORMS)), st.permutations(NAMES), st.integers(2, len(NAMES)), st.booleans())
def test_sorted_as_said(form: str, names: list[str], count: int, has_newline: bool) -> None:
    text = page(form, names[:count])
    text = text if has_newline else text.rstrip("\n")
    fixed = fix(Source.from_text(text), RULES, unsafe=True)
    assert shown(fixed.after.text) == sorted(names[:count])
    if form != "numbers":
        lines = (Counter(line for line in each.split("\n") if line) for each in (text, fixed.after.text))
        assert next(lines) == next(lines)
    assert not fixed.remaining.diagnostics


@given(st.permutations(NAMES))
def test_a_list_in_no_order_is_left_alone(names: list[str]) -> None:
    misplaced = sum(one > other for one, other in itertools.pairwise(names))
    if misplaced > len(names) // 3:
        text = page("bullets", names).replace("sorted by title", "")
        assert not list(sorted_lists(parse(Source.from_text(text))))


@pytest.mark.parametrize("place", range(1, len(NAMES) - 1))
def test_one_misplaced_entry_is_found(place: int) -> None:
    names = [name for name in NAMES if name != "oak"]
    names.insert(place, "oak")
    text = page("bullets", names).replace("sorted by title", "")
    found = list(sorted_lists(parse(Source.from_text(text))))
    if names == NAMES:
        assert not found
    else:
        (only,) = found
        assert only.order is Order.TITLE
        assert len(only.misplaced) == 1
