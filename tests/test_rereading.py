"""Fixes that would give what stands beside them another meaning are not offered; all others are."""

import pytest

from awesome_lint.engine.linter import lint
from awesome_lint.parser import parse
from awesome_lint.registry.discovery import own_rules
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source

DOUBTFUL = {
    "a reference to a character comes about": ("invisible-character", "&mp\x7f;"),
    "emphasis ends": ("invisible-character", "*A\u2028*"),
    "an entry comes about": ("invisible-character", "- *\u2029"),
    "an address comes about": ("unused-ignore", ". <!--awesome-lint: ignore et-al-->www.."),
    "emphasis comes about": ("unused-ignore", "*- <!--awesome-lint: ignore et-al-->*"),
    "a reference comes about": ("invisible-character", "[ro\u200dok]\n\n[rook]: /"),
    "an entry comes about on the next line of a quote": (
        "description-separator",
        "".join(f"- [{name}](/{name}) - C\n" for name in "abcde") + "> - [f](/f)\n> \u2013o",
    ),
    "marks of a heading come about": ("invisible-character", "# Tools \x0c#"),
    "a box to tick comes about": ("invisible-character", "- [x]\u2028-"),
    "a reference comes about before a space": ("invisible-character", "[\x0crook]\n\n[rook]: /"),
    "a reference comes about behind white space": ("invisible-character", "[rook\x0b]\n\n[rook]: /"),
    "a target that GitHub alone sees": ("ligature", "[](a\ufb01\x1c)"),
    "words in a target that GitHub alone sees": ("mojibake", "[](\x85\u00e2\u20ac\u0153\x07)"),
    "a mail address comes about": ("ligature", "a@.\ufb03c"),
    "a comment ends": ("invisible-character", "<!--\x0b->"),
    "a box to tick ends": ("invisible-character", "- [ ] \x85"),
    "data above the page": ("invisible-character", "---\na: b\u200bc\n---\n\nd"),
    "a definition ends": ("invisible-character", "[x]:\u200b"),
}
CERTAIN = {
    "a word in emphasis": ("invisible-character", "*a\u200bb*"),
    "a word in a heading": ("invisible-character", "# - a\u200bb"),
    "a word in a quoted entry of two lines": ("invisible-character", "> - *one\n>   tw\u200bo* [x][y]\n\n[y]: z"),
    "a word in a cell": ("invisible-character", "| a | b |\n|---|---|\n| [x](y) | *c\u200bd* |"),
    "a comment in a heading": ("unused-ignore", "# <!--awesome-lint: ignore et-al-->Tools"),
    "a link in parentheses": ("broken-link-markup", "(see *new* [a] (http://example.org/b))"),
}


def mended(rule: str, text: str) -> list[bool]:
    """Return whether what the rule says of a text has a fix."""
    rules = RuleSet.of([own_rules()[rule]()])
    return [each.fix is not None for each in lint(parse(Source.from_text(text + "\n")), rules).diagnostics]


@pytest.mark.parametrize(("rule", "text"), DOUBTFUL.values(), ids=list(DOUBTFUL))
def test_what_changes_its_surroundings_is_only_told(rule: str, text: str) -> None:
    assert mended(rule, text) == [False]


@pytest.mark.parametrize(("rule", "text"), CERTAIN.values(), ids=list(CERTAIN))
def test_what_leaves_its_surroundings_is_mended(rule: str, text: str) -> None:
    assert mended(rule, text) == [True]
