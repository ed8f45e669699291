"""What is said of the npm awesome-lint, and of what its users ask for."""

import re

import pytest
from msgspec.structs import asdict, replace

from awesome_lint.document import EntryKind
from awesome_lint.engine.fixer import fix
from awesome_lint.engine.linter import lint
from awesome_lint.parser import parse
from awesome_lint.registry.discovery import discover
from awesome_lint.registry.npm_rules import COUNTERPARTS, DEVIATIONS, HABITS, pins, replaced_by
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source


def rules_of(text: str) -> set[str]:
    """Return the rules that are on by default and have something to say, but for the layout."""
    return {each.rule for each in lint(parse(Source.from_text(text)), RuleSet.default()).diagnostics} - {"layout"}


def test_every_rule_that_is_named_exists() -> None:
    named = {name for counterpart in COUNTERPARTS.values() for name in counterpart.rules}
    assert named <= set(discover())
    assert all(counterpart.rules or counterpart.note for counterpart in COUNTERPARTS.values())
    assert len(COUNTERPARTS) == 14 + 41
    assert replaced_by("multiple-titles") == ["awesome-heading", "no-multiple-toplevel-headings"]


def test_every_deviation_is_of_a_rule() -> None:
    assert {deviation.rule for deviation in DEVIATIONS} <= {*COUNTERPARTS, *discover()}
    for deviation in DEVIATIONS:
        re.compile(deviation.message)
        re.compile(deviation.line)


def test_its_habits_are_habits() -> None:
    found = {name for name, value in asdict(pins()).items() if value}
    assert set(HABITS) == found


def test_the_page_names_rules_that_exist() -> None:
    from test_readme import read

    words = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", read("docs/migrating.md").partition("## What its users ask for")[2]))
    assert words <= set(discover()) | {group.group for group in discover().values()}


HEAD = "# Awesome Shells\n\nA list.\n\n"

# What users of that tool were told and should not have been.
CLEAN = {
    "links to the contents": "## Contents\n\n- [A](#a)\n- [B](#b)\n\n"
    "## A\n\nx [top](#contents)\n\n## B\n\ny [top](#contents)\n",
    "links of authors": "- [One](https://a.example) by [Ann](https://ann.example) - A.\n"
    "- [Two](https://b.example) by [Ann](https://ann.example) - B.\n",
    "several sections": "## A\n\n- [One](https://a.example) - A shell.\n\n## B\n\n- [One](https://a.example) - A shell.\n",
    "tags in code": "- [One](https://a.example) - A shell. `MIT` `Docker`\n- [Two](https://b.example) - A shell. `GPL`\n",
    "icons": "- 🔥 [One](https://a.example) - A shell.\n"
    "- **[Two](https://b.example)** - A shell. ![new](https://c.example/n.svg)\n",
    "another title": "## Table of Contents\n\n- [A](#a)\n- [B](#b)\n\n## A\n\nx\n\n## B\n\ny\n",
    "deep contents": "## Contents\n\n- [A](#a)\n  - [B](#b)\n    - [C](#c)\n\n## A\n\n### B\n\n#### C\n\nx\n",
    "papers": "1. **One thing.** *Ann Lee and Bo Chen.* Venue 2020. [[pdf](https://a.example/1)] [[code](https://a.example/c)]\n"
    "1. **Two things.** *Ann Lee and Bo Chen.* Venue 2021. [[pdf]](https://a.example/2)\n",
    "names": "- [fastapi](https://a.example) - A web framework on github for nodejs and redis.\n",
    "quotation marks": "- [One](https://a.example) - The ‘best’ rock 'n' roll shell for 5\" disks, of the users’ choice.\n",
    "a logo": '<p align="center"><img src="https://a.example/one.svg" alt="1"></p>\n\n- [One](https://a.example) - A shell.\n',
    "other scripts": "- [One](https://a.example) - 一个命令行。\n"
    "- [Two](https://b.example) - Описание.\n- [Three](https://c.example) - Ärger.\n",
    "tables": "| API | Auth |\n| --- | --- |\n| [One](https://a.example) | No |\n|[Two](https://b.example)|`apiKey`|\n",
    "references": "- [One][one] - A shell.[^1]\n\n> [!NOTE]\n> More.\n\n[one]: https://a.example\n\n[^1]: A note.\n",
    "nested": "- [One](https://a.example) - A shell.\n  - [Two](https://b.example) - A plugin.\n",
    "a dash in a name": "- [One - Two](https://a.example) - A shell.\n",
    "a licence": "- [One](https://a.example) - A shell.\n\n## License\n\nCC0.\n",
}


@pytest.mark.parametrize("text", CLEAN.values(), ids=list(CLEAN))
def test_what_that_tool_says_too_much(text: str) -> None:
    assert rules_of(HEAD + text) == set()


def test_names_end_where_their_links_do() -> None:
    (entry,) = parse(Source.from_text(CLEAN["a dash in a name"])).entries
    assert (entry.name, entry.description and entry.description.value) == ("One - Two", "A shell.")


def test_nested_entries_and_rows_are_entries() -> None:
    for name in ("nested", "tables", "papers", "icons"):
        entries = parse(Source.from_text(HEAD + CLEAN[name])).entries
        assert len(entries) == 2
        assert all(entry.kind in (EntryKind.NAMED, EntryKind.PAPER) for entry in entries)


def test_only_the_rules_that_are_selected_run() -> None:
    from awesome_lint.settings import Selection, Settings, choose

    chosen = choose(replace(Settings(), selection=Selection(select=("et-al", "duplicates"))), Selection())
    assert {rule.group for rule in chosen} == {"authors", "duplicates"}


def test_contents_are_written() -> None:
    parts = "".join(f"## Part {number}\n\n- [A{number}](https://a{number}.example)\n\n" for number in range(3))
    fixed = fix(Source.from_text(HEAD + parts), RuleSet.of([discover()["awesome-contents"]()]))
    assert "## Contents\n\n- [Part 0](#part-0)\n" in fixed.after.text


@pytest.mark.parametrize(
    ("rule", "line", "is_told"),
    [
        ("awesome-list-item", "- [Oar](https://oar.example) - Rows boats for beginners,", False),
        ("awesome-list-item", "- [Oar](https://oar.example) - Rows boats (and rafts)", True),
        ("awesome-no-ci-badge", "![x](https://boats.example/travis-the-rower.png)", True),
        ("awesome-no-ci-badge", "![x](https://app.travis-ci.com/a/b.svg)", False),
        ("no-repeat-item-in-description", "- [Oar](https://oar.example) - Oar is a boat.", False),
        ("no-repeat-item-in-description", "- [Oar](https://oar.example) - Oar-like boats.", True),
    ],
)
def test_deviations_hold_no_more_than_their_reason(rule: str, line: str, is_told: bool) -> None:
    message = "must end with proper punctuation" if rule == "awesome-list-item" else ""
    of_rule = [each for each in DEVIATIONS if each.rule == rule]
    assert any(re.search(each.message, message) and re.search(each.line, line) for each in of_rule) is is_told


@pytest.mark.parametrize(("ending", "is_found"), [(",", True), (";", True), (".", False), (":", False)])
def test_an_ending_that_goes_on_is_none(ending: str, is_found: bool) -> None:
    lines = [f"- [Oar {n}](https://oar.example/{n}) - Rows boats of kind {n}." for n in range(12)]
    text = (
        "# Awesome Boats\n\n## Oars\n\n"
        + "\n".join([*lines, "- [Raft](https://raft.example) - Floats on lakes" + ending])
        + "\n"
    )
    assert ("description-ending" in rules_of(text)) is is_found
    fixed = fix(Source.from_text(text), RuleSet.default()).after.text
    assert fixed.endswith("Floats on lakes.\n") is (ending != ":")
