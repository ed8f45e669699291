"""What was meant to be a link, and brackets beside links, as the parser finds them."""

import pytest

from awesome_lint.document import Fault
from awesome_lint.parser import parse
from awesome_lint.source import Source

URL = "https://example.org/a"


@pytest.mark.parametrize(
    ("text", "fault", "written"),
    [
        (f"- [a] ({URL})", Fault.SPACE, f"[a] ({URL})"),
        (f"> [[a]]  ({URL})", Fault.SPACE, f"[[a]]  ({URL})"),
        (f"| (a)[{URL}] |\n| --- |", Fault.BRACKETS, f"(a)[{URL}]"),
        (f"[a][{URL}]", Fault.BRACKETS, f"[a][{URL}]"),
        (f"[a]({URL}/]", Fault.UNCLOSED_TARGET, f"[a]({URL}/]"),
        (f"[[a]({URL}/]", Fault.UNCLOSED_TARGET, f"[a]({URL}/"),
        (f"- one\n  [a]({URL}_(b)", Fault.UNCLOSED_TARGET, f"[a]({URL}_(b)"),
        (f"[[a({URL})]", Fault.UNCLOSED_LABEL, f"[a({URL})"),
        (f"[[{URL})]", Fault.NO_LABEL, f"[{URL})"),
        (f"[a]({URL} b)", Fault.SPACE_IN_TARGET, f"[a]({URL} b)"),
        ("*[a][b]*", Fault.UNDEFINED, "[a][b]"),
    ],
)
def test_broken_link(text: str, fault: Fault, written: str) -> None:
    source = Source.from_text(text)
    (broken,) = parse(source).broken_links
    assert (broken.fault, source.slice(broken.span)) == (fault, written)
    assert source.slice(broken.label) == ("" if fault is Fault.NO_LABEL else "[a]" if "[[a]]" in text else "a")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (f"[[a]({URL})", [(0, "")]),
        (f"[a]({URL})]", [(len(URL) + 5, "")]),
        (f"([a]({URL})]", [(len(URL) + 6, ")")]),
        (f"[a]({URL})] )", [(len(URL) + 5, ""), (len(URL) + 7, "")]),
        (f"[[a\\]]({URL}) (b [a]({URL}))", []),
    ],
)
def test_lone_brackets(text: str, places: list[tuple[int, str]]) -> None:
    found = parse(Source.from_text(text)).lone_brackets
    assert [(bracket.span.start, bracket.expected) for bracket in found] == places


@pytest.mark.repeating
@pytest.mark.parametrize(
    "piece", ["[a](http://x ", "[a] (http://x)", "[[a](u)", "[a](u))", "[[http://x)]", "[a][b", "(http://a(b("]
)
def test_long_text_of_slips_ends(piece: str) -> None:
    text = piece * (80_000 // len(piece))
    assert parse(Source.from_text(text)).source.text == text
