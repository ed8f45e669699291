"""What rules know of a list they ask the document; those that read the text of it are named here, each with its reason."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import awesome_lint.rules
from awesome_lint.document import BlockKind, Document
from awesome_lint.parser import parse
from awesome_lint.source import Beside, Source, Span, Text

RULES = Path(awesome_lint.rules.__file__).parent

MOST = 15
READ_TEXT = {
    "authors/latex_markup.py": "commands of LaTeX are marks that no parser of Markdown knows",
    "awesome/awesome_code_of_conduct.py": "the words of a template, wherever they stand, addresses and code included",
    "entries/description_ending.py": "the marks that close behind the last word of a description",
    "entries/entry_style.py": "what joins two fields, thousands of times",
    "entries/unfilled_entry.py": "most pages hold none of the notes, which one look tells",
    "layout/layout.py": "its messages say how white space is written",
    "links/swallowed_definition.py": "what would refer to a definition that is none is text to the parser",
    "links/broken_link_markup.py": "what was meant to be a link is none to the parser",
    "text/detached_accent.py": "single characters",
    "text/full_width_punctuation.py": "single characters",
    "text/invisible_character.py": "single characters",
    "text/mojibake.py": "single characters",
    "text/name_case.py": "words in small letters that are also in addresses, a thousand times",
    "text/repeated_word.py": "most pages repeat no word, which one look tells",
    "text/spelling.py": "all words at once, before it is asked where each of them stands",
}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in RULES.rglob("*.py"):
        yield path.relative_to(RULES).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def asks(tree: ast.Module, name: str, of: str) -> bool:
    """Whether a module takes this attribute from something of that name: `source.text`, `document.source.text`."""
    return any(
        isinstance(node, ast.Attribute) and node.attr == name and ast.unparse(node.value).split(".")[-1] == of
        for node in ast.walk(tree)
    )


def test_few_rules_read_text() -> None:
    assert {name for name, tree in modules() if asks(tree, "text", "source")} == set(READ_TEXT)
    assert len(READ_TEXT) <= MOST


def test_no_rule_walks_blocks() -> None:
    assert not [name for name, tree in modules() if asks(tree, "blocks", "document")]


PAGE = """\
# Papers

![Awesome](https://awesome.re/badge.svg) By all.

## Nets

- **"Deep Nets."** *Ann Lee, Bo Day.* NIPS 2019. [[paper](https://example.org/nets)] [code](https://example.org/c) seen `once`
  - [Leaf](https://example.org/leaf) - Below.

    ```
    code
    ```
- - [Twice](https://example.org/twice)

> Quoted
> text.

<div>Raw</div>

| Name | Text |
|------|------|
| [Row](https://example.org/row) | |
"""


@pytest.fixture(scope="module")
def document() -> Document:
    return parse(Source.from_text(PAGE))


def shown(document: Document, spans: tuple[Span, ...]) -> list[str]:
    return [document.source.slice(span) for span in spans]


def test_labels(document: Document) -> None:
    paper, leaf = document.entries[:2]
    assert [link.label.value for link in paper.labels] == ["paper", "code"]
    assert not leaf.labels
    assert leaf.is_of_title(leaf.links[0])
    assert [document.is_wrapped(link) for link in paper.links] == [True, False]


def test_unread(document: Document) -> None:
    unread = shown(document, document.entries[0].unread)
    assert [part.strip() for part in unread if part.strip()] == ["-", ". [", "]", "seen `", "`"]


def test_marks(document: Document) -> None:
    paper, leaf = document.entries[:2]
    title, authors = document.title_marks(paper), document.author_marks(paper)
    assert title is not None
    assert authors is not None
    assert (title.opening.value, title.closing.value) == ('**"', '"**')
    assert (authors.opening.value, authors.closing.value) == ("*", "*")
    assert document.author_marks(leaf) is None


def test_code(document: Document) -> None:
    assert shown(document, document.code) == ["`once`", "    ```\n    code\n    ```\n"]


def test_items(document: Document) -> None:
    paper, leaf, outer, inner = document.items
    assert (paper.parent, leaf.parent, inner.parent) == (None, paper, outer)
    assert (paper.first, paper.end, outer.first, outer.end) == (7, 13, 13, 14)
    assert (paper.begins_with, outer.begins_with) == (BlockKind.PARAGRAPH, BlockKind.BULLETS)
    assert (paper.list, leaf.list, outer.list, inner.list) == (0, 1, 0, 2)
    assert outer.marker == Text("-", Span(outer.marker.span.start, outer.marker.span.start + 1))


def test_paragraphs(document: Document) -> None:
    texts = [(paragraph.text.value, paragraph.is_outermost) for paragraph in document.paragraphs]
    assert texts[0] == ("![Awesome](https://awesome.re/badge.svg) By all.", True)
    assert texts[-1] == ("Quoted\ntext.", False)
    assert (document.paragraphs[-1].first, document.paragraphs[-1].end) == (15, 17)


def test_outermost(document: Document) -> None:
    assert [block.kind for block in document.outermost] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.BULLETS,
        BlockKind.QUOTE,
        BlockKind.HTML,
        BlockKind.TABLE,
    ]
    assert document.source.slice(document.outermost[0].span) == "# Papers\n"
    assert shown(document, document.html) == ["<div>Raw</div>\n"]


def test_cells(document: Document) -> None:
    row = document.entries[-1]
    assert [cell.value for cell in document.cells(row)] == ["[Row](https://example.org/row)", ""]
    assert document.cells(document.entries[0]) == ()


def test_top(document: Document) -> None:
    assert document.source.slice(document.top).rstrip("\n").endswith("By all.")
    assert document.badge is not None
    assert not document.is_html(document.badge)
    assert document.source.beside(document.badge.span) == Beside("", " By all.")


def test_newlines() -> None:
    source = Source.from_text("one\n\n\ntwo")
    assert source.newlines(4) == source.newlines(3) == source.newlines(6) == Span(3, 6)
    assert source.newlines(1) == Span(1, 1)
