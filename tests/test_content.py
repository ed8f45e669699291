"""What the content check lets pass, and what it does not."""

from collections.abc import Sequence

import pytest

from awesome_lint.content import explained, same
from awesome_lint.diagnostic import Edit, Effect
from awesome_lint.source import Span

NOTHING, TEXT, LINKS, HEADINGS, BLOCKS = Effect.NOTHING, Effect.TEXT, Effect.LINKS, Effect.HEADINGS, Effect.BLOCKS
DEFINITIONS = Effect.DEFINITIONS

SAME = {
    "the same text": ("# A\n\n- b\n", "# A\n\n- b\n"),
    "markers, indentation and blank lines": ("# A\n  * b\n  * c\n\n\n\nd\n", "# A\n\n- b\n- c\n\nd\n"),
    "numbers after the first": ("1. a\n2. b\n", "1. a\n1. b\n"),
    "underlined heading": ("A\n===\n", "# A\n"),
    "white space in HTML": ("<div>\n    a  \n</div>\n", "<div>\n  a\n</div>\n"),
    "a soft break moved within a paragraph": ("a b\nc\n", "a\nb c\n"),
    "a definition indented": ("  [a]: https://example.org\n\n[a]\n", "[a]: https://example.org\n\n[a]\n"),
}

DIFFERENT = {
    "a word": ("# A\n\nb\n", "# A\n\nc\n", 3, "`b"),
    "a non-breaking space": ("- a\u00a0b\n", "- a b\n", 1, "a"),
    "a hard break": ("a  \nb\n", "a\nb\n", 1, "br"),
    "a space in code": ("x\n\n`a  b`\n", "x\n\n`a b`\n", 3, "b"),
    "a line of a code block": ("```\na\n\n\nb\n```\n", "```\na\n\nb\n```\n", 1, "b"),
    "a tight list made loose": ("- a\n- b\n", "- a\n\n- b\n", 1, "p"),
    "two lists made one": ("- a\n\n* b\n", "- a\n- b\n", 1, "ul"),
    "the first number": ("3. a\n", "1. a\n", 1, "start"),
    "a level": ("a\n\n## b\n", "a\n\n# b\n", 3, "h2"),
    "a comment": ("a\n\n<!-- b -->\n", "a\n", 1, "<!-- b -->"),
    "an unused definition": ("a\n\n[b]: https://example.org\n", "a\n", 3, "[b]:"),
    "an unused definition behind two markers": ("a\n\n- - [b]: c\n", "a\n\n- -\n", 3, "[b]:"),
    "front matter": ("---\na: b\n---\n\nc\n", "---\na:  b\n---\n\nc\n", 1, "front matter"),
    "an unused definition more": ("a\n", "a\n\n[b]: https://example.org\n", 1, "[b]:"),
    "white space below a tag that nothing closes": ("<pre </code>\n   ", "<pre </code>\n", 1, "nothing"),
    "white space behind an end without its beginning": ("> <pre></code>\n>   ", "> <pre></code>\n>", 1, "blockquote"),
    "an escape": ("[[a](b)]\n", "\\[[a](b)\\]\\\\\n", 1, "\\"),
}


@pytest.mark.parametrize(("before", "after"), SAME.values(), ids=SAME)
def test_same(before: str, after: str) -> None:
    assert same(before, after) is None
    assert same(after, before) is None


@pytest.mark.parametrize(("before", "after", "line", "word"), DIFFERENT.values(), ids=DIFFERENT)
def test_different(before: str, after: str, line: int, word: str) -> None:
    difference = same(before, after)
    assert difference is not None
    assert difference.line == line
    assert word in difference.message
    assert same(after, before) is not None


# --- after fixes ------------------------------------------------------------------------------------------------------

# What stands before, and each edit as its effect, what it replaces, and what it writes instead.
Case = tuple[str, Sequence[tuple[Effect, str, str]]]

EXPLAINED: dict[str, Case] = {
    "no edits": ("a\n", []),
    "white space": ("# A\n- a  b\n", [(NOTHING, "\n-", "\n\n-"), (NOTHING, "  b", " b")]),
    "a letter": ("- classiffication\n", [(TEXT, "ff", "f")]),
    "a conjunction": ("- *Ann Lee, andBo Chen*\n", [(TEXT, "andBo", "and Bo")]),
    "punctuation, several times": ("- A , B\n- C , D\n", [(TEXT, " ,", ";"), (TEXT, " ,", ";")]),
    "a piece of a periodic text": ("- ababababX\n", [(TEXT, "ba", "")]),
    "the first of equal letters": ("- a...b\n", [(TEXT, "..", ".")]),
    "an insertion like its surroundings": ("- andrew\n", [(TEXT, "andr", "and andr")]),
    "markup with its text": ("- **Title* by\n", [(TEXT, "**Title*", "**Title**")]),
    "an entity": ("- a &amp; b\n", [(TEXT, "&amp;", "and")]),
    "a target": ("- [a](http://example.org/1)\n", [(LINKS, "http", "https")]),
    "two edits of a target": ("- [a](http://arxiv.org/pdf/1.pdf)\n", [(LINKS, "http:", "https:"), (LINKS, ".pdf", "")]),
    "a target with parentheses": ("- [a](http://example.org/A_(b)?x=1)\n", [(LINKS, "http", "https")]),
    "inside parentheses of a target": ("- [a](https://example.org/A_(b)_c)\n", [(LINKS, "b", "d")]),
    "a target that swallowed another": ("- [a]([b](http://example.org/1)\n", [(LINKS, "http", "https")]),
    "a target with brackets": ("- [a](b.pdf](http://example.org/1)\n", [(LINKS, "http", "https")]),
    "a bare link, whose address is its text": ("- see http://example.org/1 here\n", [(LINKS, "http", "https")]),
    "a definition's target": ("[a][b]\n\n[b]: http://example.org\n", [(LINKS, "http", "https")]),
    "an image": ("![a](http://example.org/1.png)\n", [(LINKS, "http", "https")]),
    "two neighbours moved": (
        "- Vab\n- minimp\n- Vcd\n- W\n",
        [(TEXT | BLOCKS, "- Vab\n", ""), (TEXT | BLOCKS, "- minimp\n", "")],
    ),
    "a nested item moved": (
        "- a\n    - [c](d)\n    - [b](e)\n",
        [(TEXT | BLOCKS, "    - [c](d)\n", "    - [b](e)\n    - [c](d)\n"), (TEXT | BLOCKS, "    - [b](e)\n", "")],
    ),
    "an empty link removed": ("- a [paper]()\n", [(LINKS | TEXT, " [paper]()", "")]),
    "broken markup of a link": (
        "- [a] (https://example.org)\n",
        [(LINKS | TEXT, "[a] (https://example.org)", "[a](https://example.org)")],
    ),
    "levels": ("# A\n\n# B\n\n# C\n", [(HEADINGS, "# B", "## B"), (HEADINGS, "# C", "## C")]),
    "a heading's text": ("# Titel\n", [(TEXT, "Titel", "Title")]),
    "entries without a word": ("1. a\n1. **** **\n1. **** **\n\nb\n", [(BLOCKS, "1. **** **\n1. **** **\n", "")]),
    "an entry with its links": (
        "- [a](https://example.org/1)\n- [b](https://example.org/2)\n- [a](https://example.org/1)\n",
        [(BLOCKS, "- [b](https://example.org/2)\n", "")],
    ),
    "an entry with a reference": (
        "- [a][r]\n- b\n\n[r]: https://example.org\n",
        [(BLOCKS, "- [a][r]\n", "")],
    ),
    "entries in another order": (
        "- [b](https://example.org/b)\n- [a](https://example.org/a)\n",
        [(BLOCKS, "- [b](https://example.org/b)\n- [a]", "- [a]"), (BLOCKS, "/a)\n", "/a)\n- [b](https://example.org/b)\n")],
    ),
    "a section that is empty": ("# A\n\n## B\n\n## C\n\nd\n", [(BLOCKS, "## B\n\n", "")]),
    "a marker without its space": ("- a\n\n-[b](https://example.org)\n", [(BLOCKS, "-[", "- [")]),
    "a definition removed": ("a\n\n[b]: https://example.org\n", [(NOTHING, "\n[b]: https://example.org\n", "")]),
    "a definition mended": ("[b]\n\n[b]: https://e.org/c.pdf\n", [(LINKS, ".pdf", "")]),
    "a fragment that ends with a mark": ("[a](#b():)\n", [(LINKS, "b():", "b")]),
    "an entity for a dash": ("- [a](b)&colon;c\n", [(TEXT, "&colon;", " - ")]),
    "an address that goes on behind a parenthesis": ("http://arxiv.org/)9\n", [(TEXT | LINKS, "http", "https")]),
    "what follows begins as the removed does": ("https://e.org/c.pdf.\n", [(TEXT | LINKS, ".pdf", "")]),
    "a target with what is a character to browsers": (
        "- [a](http//e.org?b&copy)\n",
        [(LINKS, "http//", "http://")],
    ),
    "an entry with a note removed": (
        "- a[^1]\n- b[^2]\n- c[^1]\n\n[^1]: d\n[^2]: e\n",
        [(BLOCKS, "- a[^1]\n", "")],
    ),
    "a row without its first bar removed": ("| a | b |\n|---|---|\nc | d |\n", [(BLOCKS, "c | d |\n", "")]),
    "below front matter that opens code": (
        "---\n```\n---\n\nhttps://e.org/1\n",
        [(TEXT, "https://e.org/1", "<https://e.org/1>")],
    ),
    "a row that looks like a definition removed": ("|a|b|\n|-|-|\n[c]: d\n[c]: d\n", [(BLOCKS, "[c]: d\n", "")]),
    "beside what only looks like a definition": ("[x]:\n\n## [x]\n", [(BLOCKS, "\n## [x]\n", "")]),
    "an entry with a label that the next line defines": (
        "- [a][x] - b [c]\n- [a][x] - b [c]\n\n[x]:\n/d\n",
        [(BLOCKS, "- [a][x] - b [c]\n", "")],
    ),
    "a bare address behind a semicolon": ("[a](htt:/b)c;http://d//\n", [(LINKS, "htt:/", "http://"), (LINKS, "d//", "d/")]),
    "rows of a table in a quote removed": (
        "> | a | b |\n> |---|---|\n> | c | d |\n> | [e](f) | g |\n",
        [(BLOCKS, "> | c | d |\n> | [e](f) | g |\n", "")],
    ),
    "a row without its outer bars removed": ("a | b\n---|---\nc | d\ne | f\n", [(BLOCKS, "e | f\n", "")]),
    "a definition below a line of bars": (
        "[a]\n||\n[a]: /b\n",
        [(TEXT | LINKS | BLOCKS | DEFINITIONS, "||\n[a]: /b", "||\n\n[a]: /b")],
    ),
    "an address in brackets behind half of another": ("http://<doi:10.1/b>\n", [(TEXT | LINKS, "doi:", "https://doi.org/")]),
    "an entry above code, with a wide space in its target": (
        "- - [a](b\u3000c)\n    - [a](b\u3000c)\n~~~\n",
        [(TEXT | LINKS | BLOCKS, "    - [a](b\u3000c)\n", "")],
    ),
    "an address behind what only looks like one": ("[](/x)www.;http://r&\n", [(TEXT | LINKS, "&", "")]),
    "a bare address with a bar in a cell": ("a||\n-|-\nhttp://e.org/\\|\\_\n", [(TEXT | LINKS, "http", "https")]),
    "an escaped mark before a backslash": ("[](a)\\)\\\n", [(TEXT | LINKS, "\\)", "")]),
    "a heading in brackets below words that look like a definition": ("a\n[x]:'\n## [x]\n", [(BLOCKS, "## [x]\n", "")]),
    "a comment removed": ("a\n\n<!-- b -->\n", [(BLOCKS, "\n<!-- b -->\n", "")]),
}

UNEXPLAINED: dict[str, tuple[str, Sequence[tuple[Effect, str, str]], int, str]] = {
    "a letter, undeclared": ("a\n\n- classiffication\n", [(NOTHING, "ff", "f")], 3, "fication"),
    "a letter, of a rule about links": ("- classiffication\n", [(LINKS, "ff", "f")], 1, "fication"),
    "markup half covered": ("- **Title* by\n", [(TEXT, "* by", "** by")], 1, "Title"),
    "a target, undeclared": ("a\n\n[b](http://example.org)\n", [(TEXT, "http", "https")], 3, "http://example.org"),
    "a link lost": ("- [a](https://example.org) b\n", [(TEXT, "[a](https://example.org)", "a")], 1, "https://example.org"),
    "a level, undeclared": ("a\n\n## B\n", [(TEXT, "##", "#")], 3, "level 2"),
    "a heading lost": ("# A\n\n## B\n", [(HEADINGS, "## B", "B")], 1, "headings"),
    "a list item, undeclared": ("- a\n- **b**\n", [(NOTHING, "\n- **", " **")], 1, "list items"),
    "a rule, undeclared": ("a\n\n***\n", [(TEXT, "***\n", "")], 3, "rules"),
    "a definition lost by an edit elsewhere": ("a [b]\n\n[b]: https://e.org\n", [(LINKS, "a [b]\n\n[", "a [b]\n[")], 1, "`b`"),
    "front matter": ("---\na: b\n---\n\nc\n", [(TEXT, "b", "d")], 1, "front matter"),
    "a space at the end of a target": ("a www.b.\u2009\u2028\n", [(TEXT, "\u2028", "")], 1, "www"),
    "a comment swallows the rest": ("a\n\nb\n\nc -->\n", [(BLOCKS, "a\n", "<!--\n")], 1, "b"),
    "a code block swallows an entry": ("- a\n\n- b\n", [(TEXT, "- a\n", "```\n")], 1, "list items"),
}


def edited(before: str, edits: Sequence[tuple[Effect, str, str]]) -> tuple[str, list[tuple[Effect, Edit]]]:
    """Return the text after the edits, and the edits where each finds what it replaces, one after the other."""
    found: list[tuple[Effect, Edit]] = []
    after: list[str] = []
    position = 0
    for effect, old, new in edits:
        start = before.index(old, position)
        found.append((effect, Edit(Span(start, start + len(old)), new)))
        after += (before[position:start], new)
        position = start + len(old)
    return "".join(after) + before[position:], found


@pytest.mark.parametrize(("before", "edits"), EXPLAINED.values(), ids=EXPLAINED)
def test_explained(before: str, edits: Sequence[tuple[Effect, str, str]]) -> None:
    after, found = edited(before, edits)
    assert explained(before, after, found) is None


@pytest.mark.parametrize(("before", "edits", "line", "word"), UNEXPLAINED.values(), ids=UNEXPLAINED)
def test_unexplained(before: str, edits: Sequence[tuple[Effect, str, str]], line: int, word: str) -> None:
    after, found = edited(before, edits)
    difference = explained(before, after, found)
    assert difference is not None
    assert difference.line == line
    assert word in difference.message


def test_unexplained_outside_the_edits() -> None:
    before, after = "- one\n- two\n- three\n", "- One\n- two\n- Three\n"
    first = (TEXT, Edit(Span(2, 3), "O"))
    assert explained(before, after, [first]) is not None
    assert explained(before, after, [first, (TEXT, Edit(Span(14, 15), "T"))]) is None


@pytest.mark.parametrize("piece", ["[", "![", ">", "*", "<!--", "<pre ", "<a ", "<h1>", "`", "**a ", "[a](", "&"])
def test_long_texts_without_sense_are_compared(piece: str) -> None:
    before = piece * 20_000 + "x\n"
    edits = [(TEXT, Edit(Span(len(before) - 2, len(before) - 1), "y"))]
    assert same(before, before[:-2] + "y\n") is not None
    assert explained(before, before[:-2] + "y\n", edits) is None


@pytest.mark.parametrize("around", ["[a]({})", "<{}>", "{}", "see:{}", "a|{}", '<a href="{}">a</a>', "[a](<{}>)"])
def test_a_target_is_read_only_where_it_is_bare(around: str) -> None:
    before = f"- {around.format('http://example.org/s')} and\n- sstate\n"
    after = f"- {around.format('https://example.org/s')} and\n- state\n"
    at, typo = before.index("://"), before.index("sstate")
    edits = [(Effect.LINKS, Edit(Span(at, at), "s")), (Effect.TEXT, Edit(Span(typo, typo + 1), ""))]
    assert explained(before, after, edits) is None


ALL = Effect.TEXT | Effect.LINKS | Effect.HEADINGS | Effect.BLOCKS
SEEN = "A robin and [a jay](https://example.org/jay) were seen."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("• [Jay]: https://example.org/jay", "- [Jay]: https://example.org/jay"),
        ("-[^1]: [Jay](https://example.org/jay) - A bird.", "- [^1]: [Jay](https://example.org/jay) - A bird."),
        ("• [Jay]: https://example.org/jay\n• [Owl]: https://example.org/owl", "[Jay]: https://example.org/jay\n\n- Owl"),
        (SEEN, f"<!-- {SEEN} -->"),
        (SEEN, "A robin <!-- and [a jay](https://example.org/jay) were seen. -->"),
        (f"<!\u200b[CDATA[ {SEEN} ]]>", f"<![CDATA[ {SEEN} ]]>"),
        (f"<\u200b?{SEEN}?>", f"<?{SEEN}?>"),
        (f"<\u200b!D {SEEN}>", f"<!D {SEEN}>"),
        (SEEN, f"<div>\n{SEEN}\n</div>"),
        (f"<?<!-- a -->\n{SEEN}", f"<?\n{SEEN}"),
        (SEEN, '<b title="A robin"> were seen.'),
        (SEEN, f"[robin]: https://example.org/1 '{SEEN}'"),
        (SEEN, f"<p hidden data-text='{SEEN}'></p>"),
        ("Robins were seen.", '[](/x "Robins were seen.")'),
        ("Robins were seen.", '![](/x "Robins were seen.")'),
        ("Robins were seen.", '[jay](/x "Robins were seen.")'),
        ("Robins were seen.", '<a href="Robins were seen."></a>'),
        ("Robins were seen.", "[](<Robins were seen.>)"),
        ("Robins were seen.", "```Robins were seen.\n```"),
    ],
)
def test_no_effect_lets_what_is_written_vanish(old: str, new: str) -> None:
    before = f"# L\n\nBefore.\n\n{old}\n\nBehind.\n"
    start = before.index(old)
    edits = [(ALL, Edit(Span(start, start + len(old)), new))]
    assert explained(before, before.replace(old, new), edits) is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (SEEN, "A jay was seen."),
        (f"{SEEN}\n\n", ""),
        ("• [Jay](https://example.org/jay)", "- [Jay](https://example.org/jay)"),
        ("• [Jay]: https://example.org/jay", "- \\[Jay]: https://example.org/jay"),
        ("-[note]: see the manual", "- [note]: see the manual"),
        ("https://example.org/jay", "[jay](https://example.org/jay)"),
        ("[jay]: https://example.org/jay", "[jay]: https://example.org/blue-jay"),
        ("Robin", "**Robin**"),
        ("R&D and AT&amp;T", "R&amp;D and AT&amp;T"),
    ],
)
def test_what_is_still_read_or_gone_may_be_declared(old: str, new: str) -> None:
    before = f"# L\n\nBefore.\n\n{old}\n\nBehind.\n"
    start = before.index(old)
    edits = [(ALL, Edit(Span(start, start + len(old)), new))]
    assert explained(before, before.replace(old, new), edits) is None
