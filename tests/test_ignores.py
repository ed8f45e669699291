"""Comments that ignore: which places they silence, and those that are added."""

import pytest
from hypothesis import given
from strategies import markdown

from awesome_lint import content
from awesome_lint.content.page import page_of
from awesome_lint.engine.add_ignore import add_ignores
from awesome_lint.engine.fixer import fix
from awesome_lint.engine.linter import lint
from awesome_lint.parser import parse
from awesome_lint.registry.discovery import discover
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source

RULES = RuleSet.of(discover()[name]() for name in ("et-al", "layout", "missing-link", "repeated-author", "stale-contents"))
ET_AL = "- **One.** *Ann Lee, et.al.* [a](https://example.org/1)"
FINE = "- **Two.** *Ann Lee, et al.* [b](https://example.org/2)"


def said(text: str, rules: RuleSet = RULES) -> list[tuple[int, str]]:
    """Return the line and the rule of everything reported."""
    source = Source.from_text(text)
    return [(source.line_number(each.span.start), each.rule) for each in lint(parse(source), rules).diagnostics]


def test_nothing_is_ignored_without_a_comment() -> None:
    assert said(f"# List\n\n{ET_AL}\n") == [(3, "et-al")]
    assert parse(Source.from_text(f"# List\n\n{ET_AL} <!-- TODO -->\n")).directives == ()


@pytest.mark.parametrize(
    "text",
    [
        f"# List\n\n{ET_AL} <!-- awesome-lint: ignore et-al -->\n",
        f"# List\n\n{ET_AL} <!-- awesome-lint: ignore authors (as it was printed) -->\n",
        f"# List\n\n{ET_AL}\n  <!-- awesome-lint: ignore empty-link, et-al -->\n",
        "# List\n\n- **A.**\n  - Authors: *Ann Lee, et.al.*\n  - Code: [a](https://b.c) <!-- awesome-lint: ignore et-al -->\n",
        f"# List\n\n<!-- awesome-lint: ignore et-al -->\n\n<!-- another -->\n\n{ET_AL}\n{ET_AL}\n",
        f"# List\n\n<!-- awesome-lint: disable et-al -->\n\n{ET_AL}\n\n## Part\n\n{ET_AL}\n",
        f"# List\n\n{ET_AL}\n\n<!-- awesome-lint: ignore-file et-al -->\n",
        f"<!-- awesome-lint: ignore-file -->\n\n# List\n\n{ET_AL}\n",
        f"# List <!-- awesome-lint: ignore-file authors -->\n\n{ET_AL}\n",
    ],
)
def test_places_are_ignored(text: str) -> None:
    assert said(text) == []
    fixed = fix(Source.from_text(text), RuleSet.of(rule for rule in RULES if rule.name != "layout"))
    assert fixed.after.text == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{ET_AL} <!-- awesome-lint: ignore layout -->\n{ET_AL} <!-- awesome-lint: ignore et-al -->\n", [1]),
        (f"{ET_AL}\n{FINE} <!-- awesome-lint: ignore et-al -->\n", [1]),
        (f"{FINE} <!-- awesome-lint: ignore et-al -->\n  {ET_AL}\n", [2]),
        (f"# List <!-- awesome-lint: ignore et-al -->\n\n{ET_AL}\n", [3]),
        (f"{ET_AL}\n\n<!-- awesome-lint: disable et-al -->\n\n{ET_AL}\n\n<!-- awesome-lint: enable -->\n\n{ET_AL}\n", [1, 9]),
        (
            f"<!-- awesome-lint: disable authors -->\n\n{ET_AL}\n\n<!-- awesome-lint: enable et-al -->\n\n{ET_AL}\n",
            [7],
        ),
        (f"`<!-- awesome-lint: ignore-file -->`\n\n```html\n<!-- awesome-lint: ignore-file -->\n```\n\n{ET_AL}\n", [7]),
        (f"{ET_AL} <!-- awesome-lint: ignore -->\n", [1]),
        (f"{ET_AL} <!-- awesome-lint: ignore et-all -->\n", [1]),
        (f"{ET_AL} <!-- awesome-lint ignore et-al -->\n", [1]),
    ],
)
def test_other_places_are_not(text: str, left: list[int]) -> None:
    assert said(text) == [(line, "et-al") for line in left]


def test_comments_for_the_npm_tool_are_heeded() -> None:
    assert said(f"<!--lint disable no-such-rule-->\n\n{ET_AL}\n") == [(3, "et-al")]
    assert said(f"<!--lint disable-->\n\n{ET_AL}\n\n<!--lint enable-->\n\n{ET_AL}\n") == [(7, "et-al")]
    contents = "- [One](#one)\n- [Three](#three)\n\n## One\n\n## Two\n"
    assert said(contents) == [(2, "stale-contents")]
    assert said(f"<!--lint ignore remark-lint:awesome-toc double-link-->\n\n{contents}") == []


@pytest.mark.repeating
def test_many_comments_are_read_quickly() -> None:
    alone = "<!-- awesome-lint: ignore et-al -->\n\n" * 1000
    disabled = "<!-- awesome-lint: disable et-al -->\n\n" * 1000
    text = f"# List\n\n{alone}{disabled}" + f"{ET_AL} <!-- awesome-lint: ignore et-al -->\n" * 1000
    rules = RuleSet.of(discover()[name]() for name in ("et-al", "unused-ignore"))
    found = said(text, rules)
    assert {rule for _, rule in found} == {"unused-ignore"}
    assert len(found) == 999 + 999


def test_a_folded_run_loses_only_what_is_ignored() -> None:
    lines = [f"-   **Title {number}.** *Ann Lee, et.al.* [a](https://example.org/{number})" for number in range(12)]
    lines[0] += " <!-- awesome-lint: ignore et-al, layout -->"
    lines[5] += " <!-- awesome-lint: ignore authors -->"
    source = Source.from_text("# List\n\n" + "\n".join(lines) + "\n")
    found = {each.rule: each for each in lint(parse(source), RULES).diagnostics}
    assert {name: each.count for name, each in found.items()} == {"et-al": 10, "layout": 11}
    assert {source.line_number(each.span.start) for each in found.values()} == {4}
    fixed = fix(source, RULES)
    changed = [line.replace("-   ", "- ").replace("et.al.", "et al.") for line in lines]
    changed[0] = lines[0]
    changed[5] = lines[5].replace("-   ", "- ")
    assert fixed.after.text == "# List\n\n" + "\n".join(changed) + "\n"
    assert fix(fixed.after, RULES).after.text == fixed.after.text


def test_the_first_place_left_is_the_one_that_a_run_tells() -> None:
    text = "1. One <!-- awesome-lint: ignore layout -->\n3. Two <!-- awesome-lint: ignore layout -->\n4. Three\n6. Four\n"
    source = Source.from_text(text)
    (found,) = lint(parse(source), RULES).diagnostics
    assert (found.message, found.count) == ("Number `4` should be `3`, as the lists of this page are numbered.", 2)


def test_a_run_of_entries_loses_those_ignored() -> None:
    bare = "- **Title {}.** *Ann Lee and Bo Chen.*"
    text = f"{FINE}\n{bare.format(1)} <!-- awesome-lint: ignore missing-link -->\n{bare.format(2)}\n{bare.format(3)}\n"
    source = Source.from_text(text)
    (found,) = lint(parse(source), RULES).diagnostics
    assert (source.line_number(found.span.start), found.count) == (3, 2)


def test_blocks_stay_where_a_part_of_their_layout_would_change_the_page() -> None:
    block = "-   One\n    -   Two\n\n        Text.\n    -   Three <!-- awesome-lint: ignore layout -->\n"
    text = f"# List\n\n*   Zero\n\n## Part\n\n{block}"
    fixed = fix(Source.from_text(text), RULES)
    assert content.same(text, fixed.after.text) is None
    assert fixed.after.text.startswith("# List\n\n* Zero\n\n## Part\n\n")
    assert fix(fixed.after, RULES).after.text == fixed.after.text


BEFORE = """# List
## Part

- **One.** *Ann Lee, et.al.* [a](https://example.org/1)
- **Two.** *Ann Lee, Bo Chen, and Ann Lee.*
  Second line. <!-- awesome-lint: ignore et-al, missing-link (a book) -->

| Title | Authors |
| --- | --- |
| [Four](https://example.org/4) | Ann Lee, Bo Chen, et.al. |
| [Five](https://example.org/5) | Ann Lee, Bo Chen, Cy Diaz |

- [Part](#part)
- [Part two](#gone)
"""
AFTER = """# List
## Part

- **One.** *Ann Lee, et.al.* [a](https://example.org/1) <!-- awesome-lint: ignore et-al -->
- **Two.** *Ann Lee, Bo Chen, and Ann Lee.*
  Second line. <!-- awesome-lint: ignore et-al, missing-link, repeated-author (a book) -->

| Title | Authors |
| --- | --- |
| [Four](https://example.org/4) | Ann Lee, Bo Chen, et.al. <!-- awesome-lint: ignore et-al --> |
| [Five](https://example.org/5) | Ann Lee, Bo Chen, Cy Diaz |

- [Part](#part)
- [Part two](#gone) <!-- awesome-lint: ignore stale-contents -->
"""


def test_comments_are_added() -> None:
    ignored = add_ignores(Source.from_text(BEFORE), RULES)
    assert ignored.after.text == AFTER
    assert ignored.applied == {"et-al": 2, "repeated-author": 1, "stale-contents": 1}
    assert [each.rule for each in ignored.remaining.diagnostics] == ["layout"]
    assert add_ignores(ignored.after, RULES).after.text == AFTER


def test_a_heading_gets_its_comment_in_a_line_above() -> None:
    rules = RuleSet.of(discover()[name]() for name in ("empty-section", "duplicate-heading"))
    text = f"# List\n\n## Part\n\n{ET_AL}\n## Part\n"
    ignored = add_ignores(Source.from_text(text), rules)
    comment = "<!-- awesome-lint: ignore duplicate-heading, empty-section -->"
    assert ignored.after.text == f"# List\n\n## Part\n\n{ET_AL}\n\n{comment}\n\n## Part\n"
    assert ignored.remaining.diagnostics == ()
    again = ignored.after.with_text(ignored.after.text.replace("duplicate-heading, ", ""))
    assert add_ignores(again, rules).after.text.count("<!--") == 1


def test_headings_that_are_entries_get_one_too() -> None:
    rules = RuleSet.of([discover()["title-spacing"]()])
    entries = "".join(
        f"### Shell {number}:the book of shells\n\n[Book](https://example.org/{number})\n\n" for number in range(9)
    )
    ignored = add_ignores(Source.from_text(f"# List\n\n## Books\n\n{entries}"), rules)
    assert ignored.remaining.diagnostics == ()


@pytest.mark.repeating
@given(markdown())
def test_added_comments_change_nothing_that_is_read(text: str) -> None:
    source = Source.from_text(text)
    rules = RuleSet.of(rule() for rule in discover().values())
    ignored = add_ignores(source, rules)
    assert [heading.slug for heading in parse(ignored.after).headings] == [heading.slug for heading in parse(source).headings]
    if ignored.is_changed:
        assert visible(ignored.after.text) == visible(source.text)


def visible(text: str) -> str:
    return page_of(text).text
