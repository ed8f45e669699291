"""Texts made to be slow: each must be read and judged in time linear in its length, or these tests would take minutes."""

import pytest

from awesome_lint.engine.fixer import fix
from awesome_lint.engine.linter import lint
from awesome_lint.parser import parse
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source

COUNT = 10_000

TEXTS = {
    "open brackets": "[" * COUNT,
    "open quotes": ">" * COUNT,
    "stars": "*" * COUNT,
    "open parentheses": "(" * COUNT,
    "markers": "- " * COUNT,
    "tags before a name": "- " + "[x]" * COUNT,
    "nested parentheses": "- " + "(" * COUNT + ")" * COUNT,
    "brackets closed by others": "- " + "(" * COUNT + "]" * COUNT,
    "crossed brackets": "- " + "([" * COUNT + ")]" * COUNT,
    "quotes": "- " + '"a ' * COUNT,
    "names without end": "- **T.** *" + "A, " * COUNT + "*",
    "and others": "- **T.** *" + "et al " * COUNT + "*",
    "dashes": "- [a](b)" + " - " * COUNT,
    "line breaks": "- **T** " + "<br>" * COUNT,
    "rows": "|a|b|\n|-|-|\n" + "|x|y|\n" * COUNT,
    "emoji": "- " + ":a:" * COUNT + "x",
    "cited names": "- " + "A. B, " * COUNT + '"T" (2012)',
    "years": "- [a](b) " + "2012 " * COUNT,
    "NULs": "- [a](b) - c\0d\n" * (COUNT // 10),
    "empty slots": "1. **** **\n" * COUNT,
    "headings": "# a\n" * (COUNT // 10),
    "digits behind a letter": "- a" + "0" * COUNT + "b",
    "spaces in an entry": "- a" + " " * COUNT + "b",
    "wide spaces in an entry": "- a" + "\u3000" * COUNT + "b",
    "spaces in a paragraph": "a" + " " * COUNT + "b",
    "spaces in a title": "- **a" + " " * COUNT + "b** - c",
    "spaces in a quoted title": '- Ann Lee. "A' + " " * COUNT + 'b" 2020',
    "spaces in a heading": "## A" + " " * COUNT + "(3)",
    "spaces in a cell": "|a|b|\n|-|-|\n|x" + " " * COUNT + "y|z|",
    "underscores in a link": "- [" + "_" * COUNT + "](https://example.org/x)",
    "directions": "\u202ea" * (COUNT // 10),
    "accents of LaTeX": "- " + "{\\'e}" * (COUNT // 10),
    "empty affiliations": "- **T.** *Ann Lee " + "()" * COUNT + "*",
    "misread bytes": "- a" + "Ã©" * (COUNT // 10) + "b",
    "misread words": "- " + "aÃ©" * (COUNT // 10) + "b",
    "a long word in a heading": "## Papers (" + "a" * COUNT + ")",
    "years in parentheses": "- [T](https://example.org/x) *" + "(2020) " * (COUNT // 4) + "*",
    "one word": "a " * COUNT,
    "emoji in a title": "- **T" + "\U0001f600" * COUNT + "x** - d",
    "escaped bars": "a\n|" + "\\|" * COUNT + "x\n|-|",
    "nested emphasis": "- " + "*a " * COUNT + "b" + "*" * COUNT,
    "nested tags": "- " + "<b>a " * (COUNT // 10) + "</b>" * (COUNT // 10),
    "open tags": "a " + "<a " * COUNT,
    "headings of HTML": "<h1>a" * (COUNT // 10),
    "a NUL in a quoted list": "> * a\0b\n> * c\n\n>- d\0\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
def test_hostile_text_is_judged(text: str) -> None:
    source = Source.from_text(text + "\n")
    document = parse(source)
    report = lint(document, RuleSet.default())
    assert report.source is source
    for diagnostic in report.diagnostics:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(source.text)


@pytest.mark.parametrize(
    "name",
    [
        "open brackets",
        "crossed brackets",
        "empty slots",
        "rows",
        "NULs",
        "nested emphasis",
        "a NUL in a quoted list",
        "misread words",
    ],
)
def test_hostile_text_is_fixed_for_good(name: str) -> None:
    rules = RuleSet.default()
    fixed = fix(Source.from_text(TEXTS[name] + "\n"), rules)
    assert fix(fixed.after, rules).after.text == fixed.after.text
