"""One odd line in a list: all that can be mended is mended, nothing is left out, and a second time changes nothing."""

import pytest

from awesome_lint.engine.fixer import fix
from awesome_lint.parser import parse
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source

NAMES = ("Oar", "Mast", "Sail", "Keel", "Helm", "Deck", "Hull", "Rope")
ENTRIES = "".join(f"- [{name}](https://example.org/{name.lower()}) - Part of a boat.\n" for name in NAMES)
# What is to be mended, whatever stands beside it.
WRONG = "- [Paper](http://arxiv.org/abs/1706.03762) - On boats.\n"
MENDED = "- [Paper](https://arxiv.org/abs/1706.03762) - On boats.\n"
IGNORE = "<!-- awesome-lint: ignore et-al -->"

ODD = {
    "description on the next line": "- [Buoy](https://example.org/buoy) - \n  Floats.",
    "description on the next line, not indented": "- [Buoy](https://example.org/buoy) -\nFloats.",
    "dash on the next line": "- [Buoy](https://example.org/buoy)\n– Floats.",
    "image without its bracket": "\n![logo](https://example.org/logo.png",
    "image without its bracket in an entry": "- [Buoy](https://example.org/buoy) - ![logo](https://example.org/logo.png",
    "image with a space": "\n![logo] (https://example.org/logo.png)",
    "emphasis behind an address": "- [Buoy] (https://example.org/buoy)*new* - Floats.",
    "image without a name": "- ![[]()",
    "parenthesis as a target": "\n[](( )",
    "control character in a target": "\n[A](http://e\x1de)",
    "comment at the beginning": f"- {IGNORE} [Buoy](https://example.org/buoy) - Floats.",
    "comment before a heading": f"\n## {IGNORE}Buoys",
    "comment in an address": "\nhttp<!--awesome-lint:ignore layout-->://x.example.org",
    "comment before a bracket": f"\nSee http://arxiv.org/abs/1706.03762{IGNORE}> x",
    "joiner in a comment": "\n<!-- a\u200d\nb -->",
    "zero-width space after the marker": "-\u200b [Buoy](https://example.org/buoy) - Floats.",
    "soft hyphen in an address": "\nSee ht\u00adtp://example.org",
    "control character in what is CDATA without": "\n<![CDATA\x1f[ Floats. ]]>",
    "misread quote beside emphasis": "\n**â€œ**Title",
    "slot before a dash": "\nOthers.\n\n- .\n- -x",
    "slot before HTML": "- |\n  <div>-",
    "ligature in a tag": "\n<ﬃr>",
    "address glued to text": "\nJay (bird)http://arxiv.org/abs/1706.03762]",
    "contents above entries": "\n<!-- awesome-lint: contents -->\n- [Buoy](https://example.org/b) - Floats.\n\n## Sh\n\n## Ed",
    "contents above a definition": "\n<!-- awesome-lint: contents -->\n- [A](#a)\n[b]: http://c.example.org",
    "definitions behind bullets": "\n• [Buoy]: https://example.org/buoy\n• [Dock]: https://example.org/dock",
    "footnote behind a marker": "-[^1]: [Buoy](https://example.org/buoy) - Floats.",
    "target with parentheses": "- [SICI](<http://dx.doi.org/10.1002/(SICI)1097(1998)17<1661::AID-SIM968>3.0;2-2>) - DOI.",
    "target with an apostrophe": "- [Buoy](https://example.org/it's?utm_source=x) - Floats.",
    "escaped star before bold": "- \\**Polishing spoons with towels.** *Gil Hay.* [paper](https://arxiv.org/abs/2101.00001)",
    "control character in a label that is defined": "\n[\x0cTools]\n\n[Tools]: https://example.org/tools",
    "target that a backslash carries over two lines": "- [Buoy](<http://github.com/a\\\n  b>) - Floats.",
    "address that closes before it opens": "- [Buoy] (http://github.com/x)(y) - Floats.",
    "label with a bracket behind one that is defined": "\n[Buoy][[]]\n\n[Buoy]::",
    "box to tick in a quotation": "\n> - [Buoy](https://example.org/b) - Floats.\n> -[ ] [Dock](/dock) - Floats.",
    "four markers in a list": "- Group\n    - * - + [Buoy](https://example.org/b)\n    - [Dock](/dock) - Floats.",
    "text of a link that begins as it is mended": "\n[)Buoy](http://b.example.org/x",
    "control character in a bare address": "\nhttp://x.example.org\x07",
}


@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("name", ODD)
def test_an_odd_line_keeps_nothing_else_from_being_mended(name: str, unsafe: bool) -> None:
    source = Source.from_text(f"# Boats\n\n## Parts\n\n{ENTRIES}{WRONG}{ODD[name]}\n")
    rules = RuleSet.default()
    fixed = fix(source, rules, unsafe=unsafe)
    assert [each.reason for each in fixed.left_out] == []
    assert MENDED in fixed.text
    assert fix(fixed.after, rules, unsafe=unsafe).text == fixed.text


@pytest.mark.parametrize("begins", ["# Boats\n", "Boats\n", "* Boats\n", "[b]: http://c.example.org\n"])
def test_a_second_byte_order_mark_is_text(begins: str) -> None:
    source = Source.from_bytes(b"\xef\xbb\xbf" * 2 + f"{begins}\n{ENTRIES}{WRONG}[a]\n[a]: /x\n".encode(), "README.md")
    fixed = fix(source, RuleSet.default())
    assert [each.reason for each in fixed.left_out] == []
    assert MENDED in fixed.text
    assert "[a]\n\n[a]: /x\n" in fixed.text
    assert fix(fixed.after, RuleSet.default()).text == fixed.text


def test_no_fix_makes_a_byte_order_mark_of_a_character() -> None:
    """At the beginning of a file, it is none of its text: what follows would begin a line."""
    fixed = fix(Source(" \ufeff# Boats  of wood\n", "README.md"), RuleSet.default(), unsafe=True)
    assert not fixed.text.startswith("\ufeff")
    assert fix(fixed.after, RuleSet.default(), unsafe=True).text == fixed.text


def test_a_paragraph_of_a_space_that_is_none_to_markdown() -> None:
    """A thin space alone makes a paragraph that holds nothing."""
    for text in ("# E\n\u2009", "# [E](https://example.org)\n\u2009\n\n\u2009\n", "1. **A**\n\n   \u2009\n"):
        assert parse(Source.from_text(text)).source.text == text
