"""The canonical form: what is kept, what is changed, and what holds for any text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import blocks, fragments

from awesome_lint import content
from awesome_lint.document import LISTS, Document
from awesome_lint.engine.fixer import apply
from awesome_lint.formatter import Cause, canonical, changes
from awesome_lint.formatter.lists import plain_quote, plans_of, simple_list
from awesome_lint.formatter.page import _outermost
from awesome_lint.formatter.renderer import render
from awesome_lint.habits.book import NO_STYLE, Pins, Style
from awesome_lint.parser import parse
from awesome_lint.parser.tokens import tokenize
from awesome_lint.source import Source

CANONICAL = {
    "nothing": "",
    "a title": "# A\n",
    "an empty heading": "#\n",
    "a heading that ends in a mark": "# C#\n\n# a \\#\n",
    "a heading over two lines": "a\nb\n===\n",
    "hard breaks": "a  \nb   \nc\\\nd\n",
    "brackets that need no escape": "- [[a](b)] [[c](d)] [x](e)\n",
    "marks that need no escape": "- A* search, a_b, 1 * 2, <3, C#, ~~~~\n",
    "entities": "- a &copy; b&nbsp;c\n",
    "non-breaking spaces at either end": "\u00a0a\u00a0\n\n- \u00a0a\u00a0\n",
    "other separators of Unicode": "> a\u2028b\x0cc\x85d\n",
    "task boxes": "- [ ] a\n- [x] b\n",
    "an alert": "> [!NOTE]\n> a\n",
    "tight and loose": "- a\n- b\n\n# A\n\n- a\n\n- b\n\n  c\n",
    "a tight list in a loose one": "- a\n\n  - b\n  - c\n\n- d\n",
    "a loose list in a tight one": "- a\n  - b\n\n  - c\n- d\n",
    "lists on one line": "- - a\n  - b\n- 1. c\n",
    "an entry without text": "- a\n-\n- b\n",
    "neighbouring lists": "- a\n\n* b\n\n- c\n\n1. d\n\n1) e\n",
    "a list that goes on after blank lines": "*  a\n*\n\n\n*  b\n",
    "neighbouring lists in an entry": "- a\n  - b\n  * c\n",
    "a definition between paragraphs": "[a]\n\n[a]: <b> 'c'\n[d]: e\n\nf\n",
    "a definition in an entry": "*  a\n\n   [b]: c\n*  [b]\n",
    "a rule in an entry": "- a\n- **** **\n- * * *\n",
    "rules": "***\n\n- - -\n\n___\n",
    "a fence": "~~~~ py title=1\na  \n\n\n  b\n~~~~~\n",
    "a fence without an end": "```\na\n\n\n",
    "indented code": "    a  \n\n    b\n",
    "HTML": "<div>\n   a  \n      </div>\n\n<!-- a\n\n  b -->\n",
    "a comment": "- a\n\n<!-- b -->\n\n- c\n",
    "a table": "a | b\n:--|---\n c|  d  |\n\n|  a|\n|-|\n",
    "front matter": "---\na: 1\n\n\nb:   2\n---\n\n# A\n",
    "footnotes": "a[^1] b[^2]\n\n[^1]: c\n    d\n\n    e\n\n[^2]:   f\n",
    "a footnote in an entry": "*  a[^1]\n\n   [^1]: b\n",
}

WRITTEN = {
    "headings": ("#  A\n## B ##\nC\n---\n", "# A\n\n## B\n\n## C\n"),
    "blank lines": ("\n\n# A\n\n\n \na\n***\nb\n\n\n", "# A\n\na\n\n***\n\nb\n"),
    "indentation": ("   a\n  b\n\n  # c\n   - d\n     - e\n", "a\nb\n\n# c\n\n- d\n  - e\n"),
    "trailing white space": ("# A  \n\na \nb  \nc  \n\n- d\t\n", "# A\n\na\nb  \nc\n\n- d\n"),
    "space after the marker": ("-   a\n\n-\tb\n", "- a\n\n- b\n"),
    "the text of an entry": ("-  a\nb\n-  c\n    d\n", "- a\n  b\n- c\n  d\n"),
    "an entry that begins on the next line": ("-\n  a\n- b\n", "- a\n- b\n"),
    "lines that would begin a block": ("a\n     - b\n\n- c\n      # d\n", "a\n    - b\n\n- c\n      # d\n"),
    "HTML within a paragraph": ("- a\n    <br>b\n", "- a\n  <br>b\n"),
    "numbers with zeros": ("01. a\n02. b\n03. c\n", "1. a\n2. b\n3. c\n"),
    "text under wider numbers": ("9. a\n   b\n10. c\n    d\n", "9. a\n   b\n10. c\n    d\n"),
    "code in an entry": ("*   a\n\n    ```\n    b\n\n      c\n    ```\n", "* a\n\n  ```\n  b\n\n    c\n  ```\n"),
    "code without an end in an entry": ("*   ```\n    a", "* ```\n  a\n  ```\n"),
    "a table in an entry": ("*   | a | b\n    |---|--\n    | c | d  \n", "* | a | b\n  |---|--\n  | c | d\n"),
    "HTML in an entry": ("*   a\n\n    <div>\n      b\n    </div>\n", "* a\n\n  <div>\n    b\n  </div>\n"),
    "a rule in an entry": ("*   - - -\n\n    a\n", "* - - -\n\n  a\n"),
    "a quotation": (">a\n>* b\n>   * c\nlazy\n", "> a\n>\n> * b\n>   * c\n>     lazy\n"),
    "a quotation in an entry": ("*   > a\n    > b\n", "* > a\n  > b\n"),
    "a heading in an entry": ("*   ## a ##\n", "* ## a\n"),
    "an underlined heading in an entry": ("*   a\n    ===\n", "* # a\n"),
    "no newline at the end": ("a", "a\n"),
    "nothing but blank lines": ("\n  \n", ""),
    "a kept entry among others": ("#  A\n*   - [x]: y\n\n#  B\n", "# A\n\n*   - [x]: y\n\n# B\n"),
    "a tag below an entry": ("* a\n<br>\nb\n", "* a\n\n<br>\nb\n"),
    "a heading whose mark would be lost": ("a #\n===\n#  B\n", "a #\n===\n\n# B\n"),
}


def document(text: str, style: Style | None = None) -> Document:
    parsed = parse(Source.from_text(text))
    return parsed if style is None else replace(parsed, style=style)


def assert_holds(text: str) -> None:
    """What holds for every text."""
    before = document(text)
    source = before.source.text
    after = canonical(before)
    assert content.same(source, after) is None
    assert apply(source, [change.edit for change in changes(before)]) == after
    assert canonical(document(after)) == after
    assert after.count("\\") == source.count("\\")


@pytest.mark.parametrize("text", CANONICAL.values(), ids=CANONICAL)
def test_canonical_text_is_kept(text: str) -> None:
    assert canonical(document(text)) == text
    assert changes(document(text)) == ()


@pytest.mark.parametrize(("text", "expected"), WRITTEN.values(), ids=WRITTEN)
def test_text_is_written_canonically(text: str, expected: str) -> None:
    assert canonical(document(text)) == expected
    assert_holds(text)


# --- habits -----------------------------------------------------------------------------------------------------------

COUNTED, ALIKE = Style(Pins(numbering="counting")), Style(Pins(numbering="same"))

NUMBERS = {
    "counted, counted": (COUNTED, "1 2 3", "1 2 3"),
    "alike, alike": (ALIKE, "1 1 1", "1 1 1"),
    "alike, counted": (COUNTED, "1 1 1", "1 2 3"),
    "counted, alike": (ALIKE, "1 2 3", "1 1 1"),
    "neither, counted": (COUNTED, "1 2 2 7", "1 2 3 4"),
    "neither, without a habit": (NO_STYLE, "1 2 2 7", "1 2 2 7"),
    "padded, without a habit": (NO_STYLE, "01 02 03", "1 2 3"),
    "counted from another number": (ALIKE, "4 5 6", "4 5 6"),
    "alike from another number": (ALIKE, "0 0 0", "0 0 0"),
    "gone wrong from another number": (ALIKE, "4 6 5", "4 5 6"),
    "one alone": (COUNTED, "7", "7"),
    "the largest": (COUNTED, "999999999 1", "999999999 1"),
}


@pytest.mark.parametrize(("style", "numbers", "expected"), NUMBERS.values(), ids=NUMBERS)
@pytest.mark.parametrize("delimiter", [".", ")"])
def test_numbers_follow_the_habit(style: Style, numbers: str, expected: str, delimiter: str) -> None:
    text = "".join(f"{number}{delimiter} a\n" for number in numbers.split())
    written = canonical(document(text, style))
    assert re.findall(rf"^(\d+){re.escape(delimiter)} a$", written, re.MULTILINE) == expected.split()


def test_bullets_follow_the_habit_of_their_depth() -> None:
    style = Style(Pins(markers=("-", "*")))
    text = "* a\n  - b\n    + c\n\nd\n\n1. e\n   - f\n\ng\n\n+ h\n\n* i\n"
    assert canonical(document(text, style)) == "- a\n  * b\n    + c\n\nd\n\n1. e\n   * f\n\ng\n\n+ h\n\n* i\n"


def test_text_under_a_number_moves_with_it() -> None:
    text = "".join("1. a\n   b\n" for _ in range(11))
    written = canonical(document(text, COUNTED))
    assert written.endswith("9. a\n   b\n10. a\n    b\n11. a\n    b\n")


# --- changes ----------------------------------------------------------------------------------------------------------


def test_changes_are_small_and_have_causes() -> None:
    text = "A\n===\n\n\n  *  a \n  2. b\n     -   c\n> d\n>   e"
    style = Style(Pins(numbering="same", markers=("-", "-")))
    before = document(text, style)
    found = changes(before)
    shown = [(change.cause, text[change.edit.span.start : change.edit.span.end], change.edit.text) for change in found]
    assert shown == [
        (Cause.HEADING_MARKS, "", "# "),
        (Cause.HEADING_MARKS, "===\n\n\n", "\n"),
        (Cause.INDENTATION, "  ", ""),
        (Cause.BULLET, "*", "-"),
        (Cause.SPACE_AFTER_MARKER, "  ", " "),
        (Cause.TRAILING_SPACE, " ", ""),
        (Cause.BLANK_LINES, "", "\n"),
        (Cause.INDENTATION, "  ", ""),
        (Cause.INDENTATION, "     ", "   "),
        (Cause.SPACE_AFTER_MARKER, "   ", " "),
        (Cause.BLANK_LINES, "", "\n"),
        (Cause.SPACE_AFTER_MARKER, "   ", " "),
        (Cause.FINAL_NEWLINE, "", "\n"),
    ]
    assert apply(text, [change.edit for change in found]) == canonical(before)


# --- any text ---------------------------------------------------------------------------------------------------------

INDENTATIONS = ("", "", "", " ", "  ", "   ", "    ", "     ", "      ", "\t")
MARKS = (
    "",
    "",
    "- ",
    "* ",
    "+ ",
    "-",
    "1. ",
    "2. ",
    "10. ",
    "1) ",
    "0. ",
    "03. ",
    "> ",
    ">",
    "-   ",
    "1.  ",
    "- - ",
    "# ",
    "-\t",
)
TEXTS = (
    *(
        "a",
        "b c  ",
        "**x**",
        "[l](u)",
        "***",
        "---",
        "===",
        "```",
        "~~~",
        "<br>",
        "<div>",
        "</div>",
        "<!-- c -->",
        "<!--",
        "- z",
    ),
    *(
        "| a | b |",
        "|---|---|",
        "[r]: u",
        "[^1]: note",
        "[^1]",
        "[r]",
        "a\\",
        "`x",
        "1. y",
        "h #",
        "\u00a0n\u00a0",
        "**** **",
        "",
    ),
)


def rough_lines() -> st.SearchStrategy[str]:
    """Return texts whose lines have the marks and the indentation of anything."""
    line = st.tuples(st.sampled_from(INDENTATIONS), st.sampled_from(MARKS), st.sampled_from(TEXTS)).map("".join)
    return st.lists(st.one_of(line, line, line, st.just("")), max_size=9).map("\n".join)


@pytest.mark.repeating
@given(st.one_of(rough_lines(), blocks(), fragments()))
def test_any_text_keeps_its_page_and_settles(text: str) -> None:
    assert_holds(text)


@given(rough_lines())
def test_blocks_written_directly_are_written_as_mdformat_writes_them(text: str) -> None:
    found = document(text)
    lines = found.source.text.split("\n")
    tokens = tokenize(found.source.text)
    for start, stop in _outermost(tokens):
        first, end = tokens[start].map or (0, 0)
        plans = plans_of(tokens, start, stop, found.style)
        if tokens[start].type in LISTS and plans is not None:
            direct = simple_list(tokens, start, stop, first, end, lines, plans, found.source, frozenset())
        else:
            direct = plain_quote(tokens, start, stop, first, end, lines, found.source)
        if direct:
            assert direct.lines == render(tokens[start:stop], lines, plans or {}, found.source)


@pytest.mark.repeating
@pytest.mark.parametrize(
    "text",
    ["> " * 500 + "a", "- " * 500 + "a", "- " * 500, "1. " * 200 + "\n", "[" * 50_000, "*" * 50_000, "\u00a0" * 50_000],
    ids=["quotations", "lists", "empty lists", "numbers", "brackets", "stars", "spaces"],
)
def test_deep_and_long_texts_are_kept(text: str) -> None:
    assert canonical(document(text)) == text.rstrip(" ") + ("" if text.endswith("\n") else "\n")


@pytest.mark.repeating
def test_a_long_list_is_written_whole() -> None:
    text = "".join(f"*   [{number}](https://example.org/{number})\n" for number in range(10_000)) + "*   > a\n"
    assert canonical(document(text)) == text.replace("*   ", "* ")
