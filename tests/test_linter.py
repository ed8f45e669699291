"""What is left to say where several rules speak of one place."""

import pytest

from awesome_lint.engine.fixer import fix
from awesome_lint.engine.linter import lint
from awesome_lint.parser import parse
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source

LIST = "# List\n\n- [One](https://example.org/1) - Does this.\n"
SWALLOWED = f"{LIST}-[Two](https://example.org/2) - Does that.\n"
THREE = f"{LIST}- [Two](https://example.org/2) - Does that.\n- [Three](https://example.org/3) - Does more.\n"
IGNORED = SWALLOWED.replace("this.", "this. <!-- awesome-lint: ignore swallowed-entry -->")


def said(text: str, *names: str) -> list[tuple[int, str]]:
    rules = RuleSet.of(rule for rule in RuleSet.default() if not names or rule.name in names)
    report = lint(parse(Source(text)), rules)
    return [(report.source.line_number(each.span.start), each.rule) for each in report.diagnostics]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LIST, []),
        (LIST.replace("- [", "-   ["), [(3, "layout")]),
        # Where a line becomes an entry, or goes, nobody need know how it is indented now.
        (SWALLOWED, [(4, "swallowed-entry")]),
        (f"{LIST}  1. **** ****\n  1. **** ****\n", [(4, "empty-entry")]),
        # Where two lists become one, no blank line is to part them.
        (
            f"{THREE}* [Four](https://example.org/4) - Does it.\n- [Five](https://example.org/5) - Does all.\n",
            [(6, "split-list")],
        ),
        # What lies beside it is told.
        (f"{SWALLOWED}-  [Three](https://example.org/3) - Does more.\n", [(4, "swallowed-entry"), (5, "layout")]),
        (f"{LIST}\n\n  1. **** ****\n", [(5, "layout"), (6, "empty-entry")]),
    ],
)
def test_a_place_that_becomes_another_block_is_told_of_once(text: str, expected: list[tuple[int, str]]) -> None:
    assert said(text) == expected


def test_nothing_is_told_of_the_layout_of_what_may_be_an_entry() -> None:
    assert said(SWALLOWED, "layout") == []
    assert said(IGNORED, "layout", "swallowed-entry") == []


@pytest.mark.parametrize("text", [SWALLOWED, IGNORED])
def test_what_is_told_is_what_is_mended(text: str) -> None:
    rules = RuleSet.default()
    fixed = fix(Source(text), rules)
    assert fixed.is_changed == bool(said(text))
    assert fixed.remaining.diagnostics == ()


@pytest.mark.parametrize(
    ("text", "fixes"),
    [
        ("[a](#\x00b_c)\n\n# b c\n", [False]),
        # A space parts the character from what is mended.
        ("[a](#b_c) \x00 c\n\n# b c\n", [True]),
        ("- <!-- cut off\n\n[a](#b_c) -->\n\n# b c\n", [False]),
        # A link may begin in the comment and end behind it.
        ("- <!-- cut off\n\n[a --> c](#b_c)\n\n# b c\n", [False]),
        # In a paragraph it is text, which GitHub writes so that it ends no comment.
        ("- <!-- cut off\n\nd -->\n\n[a](#b_c)\n\n# b c\n", [False]),
        ("- <!-- whole -->\n\n[a](#b_c)\n\n# b c\n", [True]),
        ("<div> <!-- cut off\n\n[a](#b_c)\n\n# b c\n", [False]),
    ],
)
def test_no_fix_is_offered_where_programs_do_not_agree(text: str, fixes: list[bool]) -> None:
    rules = RuleSet.of(rule for rule in RuleSet.default() if rule.name == "dead-fragment")
    assert [each.fix is not None for each in lint(parse(Source(text)), rules).diagnostics] == fixes


def test_what_takes_a_control_character_away_is_mended_first() -> None:
    assert fix(Source("# b c\n\nSee [a](#b_c\x7f) or not\x7f.\n"), RuleSet.default()).text.endswith("or not.\n")
