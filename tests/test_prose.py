"""Where a page is read as it is written."""

import pytest

from awesome_lint.facts.anchors import is_anchor
from awesome_lint.facts.prose import stretches
from awesome_lint.parser import parse
from awesome_lint.source import Source, Span


def stretch(text: str, word: str = "ab") -> str | None:
    """Return the stretch of prose around the first `word` of a text, or None where it is no prose."""
    start = text.index(word)
    document = parse(Source.from_text(text))
    found = next(stretches(document, [Span(start, start + len(word))]), None)
    if found is None:
        return None
    assert document.source.slice(found[1].span) == found[1].value
    return found[1].value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x ab y", "x ab y"),
        ("# x ab", "x ab"),
        ("- x\n\n  > y\n  > ab z\n", "ab z"),
        ("x **ab** y", "ab"),
        ("[x ab](u)", "x ab"),
        ("| x | y |\n|---|---|\n| z | ab c |\n", "ab c"),
        ("<b>x</b> ab", " ab"),
        ("<div>x <p>y ab</p></div>", "y ab"),
        ("[^1]: x ab\n\ny[^1]\n", "x ab"),
        ("$5 ab $6", "$5 ab $6"),
        ("$x$ ab", "$x$ ab"),
    ],
)
def test_prose(text: str, expected: str) -> None:
    assert stretch(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "`ab`",
        "    ab\n",
        "```\nab\n```\n",
        "[x](ab)",
        "![ab](u)",
        "http://example.org/ab",
        "<https://example.org/ab>",
        '<img alt="ab">',
        '<div title="ab">\nx\n</div>\n',
        "<div>\n<!-- ab -->\n</div>\n",
        "<pre>\nab\n</pre>\n",
        "<!-- ab -->\n",
        "[x]: ab\n\n[x]\n",
        "$x ab$",
        "$$\nab\n$$",
        "a**b** a*b* **a**b",
        "---\nab: 1\n---\n",
        "# Oar\n\n- [ab](#ab)\n- [c](#c)\n\n## ab\n\nx\n\n## c\n\ny\n",
    ],
)
def test_no_prose(text: str) -> None:
    word = "ab" if "ab" in text else "a**b"
    assert stretch(text, word) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Oar\n\n## ab\n\n[x](#ab)\n", True),
        ("# Oar\n\n## ab\n\n[x](#oar)\n", False),
        ("# Oar\n\n[x](#oar)\n\nab\n", False),
    ],
)
def test_is_anchor(text: str, expected: bool) -> None:
    start = text.index("ab")
    assert is_anchor(parse(Source.from_text(text)), Span(start, start + 2)) is expected
