"""Tokens stand exactly where the author typed them, agree with two other parsers, and come in bounded time."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from github import comparable, our_targets, rows, targets
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from placement import misplaced
from stock import differences
from strategies import fragments, markdown

from awesome_lint.parser import parse
from awesome_lint.parser.tokens import tokenize
from awesome_lint.parser.tokens.token import MAX_NESTING, Token
from awesome_lint.source import Source

pytestmark = pytest.mark.repeating

ROOT = Path(__file__).parent.parent
# A folder of READMEs, and of specifications as `.txt`, to hold everything here against.
CORPUS = Path(os.environ.get("AWESOME_LINT_CORPUS", ROOT / "tests"))

# The same examples on every run, and few enough for the whole file to take seconds.
BOUNDED = settings(max_examples=400, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))

# One example or more for each section of the CommonMark specification and each of GitHub's extensions.
EXAMPLES = {
    "unclosed parenthesis": '[a]([b](https://a.example "t"))\n[a](b(c "t") ![a](( ) [a](b(c\n',
    "tabs": "\tcode\n\n- a\n\n\tb\n\n>\t\tquoted code\n\n-\t\tcode in a list\n\n1.\ta\tb\n",
    "tab continues a paragraph": "- a\n\tb `c\n\td` *e\n\tf*\n\n> a\n>\tb\n",
    "escapes": "\\*a\\* \\[b\\](c) \\&amp; \\\\ \\a \\`d` \\<e> \\\\*f*\n",
    "entities": '&nbsp;&amp;&copy;&#35;&#X22;&nope; [&auml;](/&ouml; "&quot;") `&amp;` a&#42;b&#42;\n',
    "thematic breaks": "***\n---\n _ _ _\n- a\n***\n- b\n",
    "headings": "# a\n## b ##\n### # #\n#### c \\#\n##### d #  \n###### *e*\n#\n# ##\n   # f\n",
    "repeated mark in a heading": "# # #\n## a ## a ##\n> # - # #\n",
    "underlined headings": "a *b\nc*\n===\n\nd\n---\n> e\n> ---\n",
    "code": "    a\n\n      b\n\n```py\nc\n```\n~~~\nd\n~~~\n> ```\n> e\n> ```\n",
    "html blocks": "<div>\n*a*\n</div>\n\n<!-- b -->\n\n<br>\n*c*\n\nd\n<br> e\n",
    "definitions": "[a]: <u v>\n  'title'\n[b]: /u\n\n[a] [x][a] [b][] ![y][b] [A]\n",
    "paragraphs": "  a\n    b\n\tc\n\nd  \ne\\\nf\ng \nh\n",
    "white space that only looks blank": "- \u00a0\n  a\n\n\u2003\nb\u00a0\n\nc\u2028\n",
    "quotes": "> a\n> *b\n> c*\nlazy\n\n>d\n>  e `f\n> g`\n\n> > h\n> lazy\n",
    "list items": "- a\n  b\n\n      code\n+ c\n10) d\n    e\n* \n  f\n-\n\n1. - 2. g\n     h\n",
    "lists in quotes": "> 1. a\n>    b [c\n>    d](u)\n>    - e <b\n>      x='y'>\n",
    "code spans": "`a` ``b ` c`` ` `` ` `  ` `d\ne` ```f\n",
    "emphasis": "*a* _b_ **c** __d__ ***e*** *f **g*** **h*i*j** a_b_c *k\nl* ** m** *n*o*p* **q*\n",
    "links": "[a](u) [b](<u v> 't') [c]( /u \"t\" ) [d](u(v)w) [e](u\\)) [f]() [g](<>) [h](u 't\n t') [i](u&amp;v)\n",
    "brackets": "[[a](u)] [[b](u)](v) [c [d](u) e](v) [f] (u) [g]](u) [h\\](u) [i](u v) [`j](u)` [<k](u)>\n",
    "images": "![a](u) ![b *c* [d](u)](v 't') [![e](u)](v) ![f][r] !\\[g](u) ![](u) ![h\n i](u)\n\n[r]: /r\n",
    "images that name an address": "![see https://a.example and me@a.example](u) <a>![</a>](u)\n",
    "autolinks": "<https://a.example/%CB?b&c> <me@a.example> <made-up:x> <a b> <https://a b>\n",
    "raw html": "a <b c='d' e> </b > <!-- f\n g --> <?h?> <!I j> <![CDATA[k]]> <l / m\n",
    "hard breaks": "a  \nb\\\nc   \n   d\n\n*e  \nf*\n\n`g  \nh`\n\ni\\ \nj\n",
    "tables": "| a | b |\n|---|:-:|\n| *c* | `d` |\ne | f\n| g |\n|  | h | i |\n\nno table\n",
    "bars in cells": "| a\\|b *c*\\|d | \\|e\\| |\n|-|-|\n| `f\\|g`\\| | [h](u\\|v) |\n| ![i\\|j](u) | \\||\n",
    "odd space in cells": "\u00a0| a |\u00a0\n|---|\n| \u00a0b&amp;\u00a0 |\n",
    "tables inside": "> | a | b |\n> |---|---|\n> | c | d |\n\n- | e | f |\n  |---|---|\n  | g | *h* |\n",
    "a list is no table": "- a | b\n  --- | ---\n\n- | https://a.example/a|\n  |---|:-:|\n",
    "strikethrough": "~~a~~ ~b~ ~~~c~~~ ~~d~ ~~*~-~*~~ ~~e\nf~~\n",
    "tasks": "- [ ] a\n- [x] [b](u)\n",
    "bare links": "https://a.example/b_c*d*. (www.a.example/(e)) ftp://a.example; http://a_b.example &lt;me@a.example&gt;\n",
    "bare links with marks": "*https://a.example* [https://b.example https://c.example] first_last@a.example a\\_b@a.example\n",
    "footnotes": "a[^1] b[^none] [^2]\n\n[^1]: c *d*\n    e\n\n    f\n[^2]: - g\n",
    "front matter": "---\ntitle: a\n---\n\n# b\n",
    "nul": "a\0b *c\0* [d\0](u)\n",
}


def _documents() -> dict[str, dict[str, str]]:
    """Return the texts to hold everything against, each by its name in the folder that it is in; of equal ones, the first."""
    found = {name: {name: text} for name, text in EXAMPLES.items()}
    seen = set(EXAMPLES.values())
    for path in sorted([*CORPUS.rglob("*.md"), *(ROOT / "examples").rglob("*.md")]):
        text = Source.from_bytes(path.read_bytes()).text
        if text not in seen:
            seen.add(text)
            # The cases of a rule are short and many, the lists of a corpus are long.
            group = path.parent if ROOT in path.parents else path
            found.setdefault(group.name, {})[str(path)] = text
    for path in sorted(CORPUS.rglob("spec*.txt")):
        parts = Source.from_bytes(path.read_bytes()).text.split("\n" + "`" * 32 + " example")
        for number, part in enumerate(parts[1:], 1):
            example = part.partition("\n")[2].partition("\n.\n")[0] + "\n"
            found.setdefault(path.name, {})[f"{path.name}-{number}"] = example.replace("→", "\t")
    return found


DOCUMENTS = [pytest.param(texts, id=name) for name, texts in _documents().items()]
WRAPPERS = {
    "alone": ("", ""),
    "quote": ("> ", "> "),
    "list": ("- ", "  "),
    "quote in list": ("1. > ", "   > "),
    "list in quote": ("> - ", ">   "),
    "footnote": ("[^n]: ", "    "),
}


def _misread(text: str) -> list[str]:
    """Return what is wrong with the links of a text, by GitHub's parser."""
    text = comparable(text)
    theirs, ours = targets(text), our_targets(text)
    return [] if theirs in (ours, None) else [f"{ours} instead of {theirs}"]


@pytest.mark.parametrize("texts", DOCUMENTS)
@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(lambda text: list(misplaced(text, tokenize(text))), id="placed"),
        pytest.param(differences, id="markdown-it-py"),
        pytest.param(_misread, id="github"),
    ],
)
def test_lists_are_read_exactly(texts: dict[str, str], wrong: Callable[[str], list[str]]) -> None:
    """Every token stands where it was typed, the stream is markdown-it-py's, and the links are GitHub's."""
    assert {name: found for name, text in texts.items() if (found := wrong(text))} == {}


@pytest.mark.parametrize("wrapper", WRAPPERS.values(), ids=WRAPPERS)
@pytest.mark.parametrize("text", EXAMPLES.values(), ids=EXAMPLES)
def test_tokens_inside_other_blocks_are_what_was_typed(text: str, wrapper: tuple[str, str]) -> None:
    first, others = wrapper
    text = first + text.replace("\n", "\n" + others)
    assert list(misplaced(text, tokenize(text))) == []


@BOUNDED
@given(markdown())
def test_any_markdown_is_read_exactly(text: str) -> None:
    text = Source.from_text(text).text
    assert list(misplaced(text, tokenize(text))) == []
    assert differences(text) == []
    assert _misread(text) == []


@BOUNDED
@given(st.text())
def test_any_text_is_placed_exactly(text: str) -> None:
    text = Source.from_text(text).text
    assert list(misplaced(text, tokenize(text))) == []


@BOUNDED
@given(fragments(), st.integers(1, 40))
def test_repetition_is_placed_exactly(text: str, times: int) -> None:
    text = Source.from_text(text).text * times
    assert list(misplaced(text, tokenize(text))) == []


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("# # #\n", "inline", "#"),
        ("> ## a ##\n", "heading_open", "## a ##"),
        ("[^n]: a\n", "footnote_reference_open", "[^n]:"),
        ("> | a | b |\n> |---|---|\n", "tr_open", "| a | b |"),
        ("1. - a\n", "list_item_open", "1. - a"),
    ],
)
def test_blocks_have_places(text: str, kind: str, written: str) -> None:
    token = next(token for token in tokenize(text) if token.type == kind)
    assert text[token.start : token.end] == written


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("- a\n<br>\n- b\n", ["<br>\n- b\n"]),
        ("- a\n  - b\n  </p>\n  c\n", ["</p>\nc\n"]),
        ("> a\n<b c='d'>\n", ["<b c='d'>\n"]),
        ("|a|b|\n|-|-|\n<b>\n|c|d|\n", ["<b>\n|c|d|\n"]),
        ("[^1]: a\n<br>\n", ["<br>\n"]),
        # Text goes on.
        ("a\n<br>\nb\n", []),
        ("- a\n  <br>\n", []),
        ("- a\n<br> b\n", []),
        ("1000. a\n    <br>\n", []),
        ("- a\n<br\u00a0/>\n", []),
    ],
)
def test_a_tag_alone_ends_what_it_does_not_belong_to(text: str, html: list[str]) -> None:
    assert [token.content for token in tokenize(text) if token.type == "html_block"] == html


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("[a]: b\n\n| c |\n|---|\n", 1),
        ("[a]: b\n| c |\n|---|\n", 0),
        ("[a]: b\n[c]: d\n| e |\n|---|\n", 0),
        ("> [a]: b\n> | c |\n> |---|\n", 0),
        ("- [a]: b\n  | c |\n  |---|\n", 0),
        ("[a]: b\n| c | d |\n|---|\n", 1),
        ("[a]: b\nc\n---\n", 1),
    ],
)
def test_what_a_table_ends_is_no_definition(text: str, count: int) -> None:
    assert len(parse(Source.from_text(text)).definitions) == count
    assert (our_targets(f"{text}\n[a]\n") == targets(f"{text}\n[a]\n") == ["b"]) == bool(count)


@pytest.mark.parametrize(
    "below", ["|-|", "|-", "-|", "-", "--", ":-", ":-:", "| - |", "|-|-|", "-|-", "- | -", "||", ":", "    |-|"]
)
@pytest.mark.parametrize(
    "header",
    [
        "a",
        "|a",
        "a|",
        "a|b",
        "|",
        "||",
        "\\|",
        "# a",
        "# a|b",
        "#|a",
        "- a|b",
        "> a",
        "<b>",
        "<div>|a",
        "[a]: /b",
        "c\na",
        "```|",
    ],
)
def test_headers_of_tables_are_those_of_github(header: str, below: str) -> None:
    for row in ("", "b", "|b|c", "|", "- b", "# b", "[x]: /y", "    b", "***"):
        text = f"{header}\n{below}\n{row}\n"
        assert sum(token.type == "tr_open" for token in tokenize(text)) == rows(text)


@pytest.mark.parametrize("text", ["[a][ ]", "[a][\n]", "![a][ ]", "[a] [ ]", "[a][\u00a0]"])
def test_a_label_of_white_space_is_none(text: str) -> None:
    text = f"{text}\n\n[a]: b\n"
    assert our_targets(text) == targets(text)


@pytest.mark.parametrize(
    "text", ["[a][[b](c)]", "![a][[b](c)]", "[a][b[c]]", "[a][[]]", "[a][[a]]", "[a][\\[]", "[a][\\[b\\]]", "[a][`]`]"]
)
def test_a_label_has_no_brackets(text: str) -> None:
    text = f"{text}\n\n[a]: b\n[\\[]: d\n"
    assert our_targets(text) == targets(text)


@pytest.mark.parametrize("space", ["\t", "\x0b", "\x0c", "\x1c", "\x85", "\u00a0", "\u2003", "\u2028"])
@pytest.mark.parametrize(
    "text",
    [
        "[a{}]\n\n[a]: b\n",
        "[a]\n\n[a{}]: b\n",
        "[a{}c]\n\n[a c]: b\n",
        "[a{}c] [a c]\n\n[a{}c]: b\n",
        "[a{}c] [a c]\n\n[a c]: b\n[a{}c]: d\n",
        "[a{}c] [a c]\n\n[a{}c]: b\n[a c]: d\n",
        "> [a{}c]\n\n> [a\n> {}c]: b\n",
    ],
)
def test_labels_are_compared_by_the_white_space_of_github(text: str, space: str) -> None:
    text = text.replace("{}", space)
    assert our_targets(text) == targets(text)


@pytest.mark.parametrize(
    ("text", "destinations"),
    [
        ("[a](u) ![b](<v w> 't')\n", ["u", "v w"]),
        ("[a][r]\n\n[r]: /r\n", [None]),
        ("<https://a.example> https://b.example. me@c.example\n", ["https://a.example", "https://b.example", "me@c.example"]),
        ("| a |\n|---|\n| [b](u\\|v) |\n", ["u\\|v"]),
        ("> [a](u\n> 't')\n", ["u"]),
        ('[a]([b](u "t"))\n', ["[b](u"]),
    ],
)
def test_destinations_have_places(text: str, destinations: list[str | None]) -> None:
    links = [
        child for token in tokenize(text) for child in token.children or () if "href" in child.attrs or "src" in child.attrs
    ]
    placed: list[Token] = [link for link in links if isinstance(link, Token)]
    assert [text[slice(*link.url)] if link.url else None for link in placed] == destinations


# Each grows, and none of it closes, pairs or ends as it promises.
HOSTILE = (
    *(
        "a",
        "[",
        "![",
        "](",
        "[a](",
        "[a](<b",
        '[a](b "',
        "[[a]",
        "[[]x",
        "[^a",
        "[a][",
        "(",
        "*",
        "*a ",
        "a** ",
        "*_",
        "~a",
        "~~a ",
    ),
    *(
        "`",
        "a`` ",
        "<",
        "<a ",
        "<a b='",
        "<!--",
        "<?",
        "<![CDATA[",
        "<!A",
        "&",
        "&amp",
        "!",
        "|",
        "\\",
        "\\|",
        ">",
        "> ",
        "- ",
        "1. ",
    ),
    *(
        "http:",
        "http://",
        "http://a_",
        "https://a.b/)",
        "w",
        "www.",
        "_www.a",
        "*www._",
        "a@",
        "a!@",
        "a@a.",
        "mailto:",
        ";",
        "\0",
    ),
    *(
        ">\n",
        "- a\n",
        "- > a\n",
        "[a]: b\n",
        '[a]: b "\n',
        "[^1]: a\n",
        "a|b\n",
        "a|b\n-|-\n",
        "# a\n",
        "a\n===\n",
        "```\n",
        "<div>\n",
    ),
    *("a  \n", "a\\\n", "    a\n\n", "* * a\n", "\u00a0\n", "[\n", "`\n"),
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_placed_exactly(piece: str) -> None:
    text = piece * (2_000 // len(piece))
    assert list(misplaced(text, tokenize(text))) == []


@pytest.mark.parametrize(
    "piece", ["[", "> ", ">", "*", "- ", "(", "![", "<", "`", "](", "a@", "_www.a", "[^a", "<a b = c\u00a0", "<a b='"]
)
def test_fifty_thousand_come_to_an_end(piece: str) -> None:
    # The end closes what the looks ahead were for.
    tokens = tokenize("[^a]: b\n\n" + piece * 50_000 + "`>](u)")
    assert max(token.level for token in tokens) <= MAX_NESTING


@pytest.mark.parametrize("text", ["", "\n", " ", "\0", "\t\n", "> ", "-", "|", "---\n", "---\n---\n", "\n\n\n"])
def test_next_to_nothing_is_placed_exactly(text: str) -> None:
    assert list(misplaced(text, tokenize(text))) == []
