"""Rules of one place together: of two things wrong in an entry both are mended, in any order, and nothing else is touched.

For every way of writing entries there is a list without a mistake. Each pair of slips that fits into its entries goes into an
entry of its own, and from all of them the list without a mistake has to come back, character by character.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, permutations
from pathlib import Path
from typing import NamedTuple

import pytest

from awesome_lint.diagnostic import Edit
from awesome_lint.engine.fixer import apply, fix
from awesome_lint.engine.linter import lint
from awesome_lint.parser import parse
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source, Span

pytestmark = pytest.mark.repeating

CORPUS = os.environ.get("AWESOME_LINT_CORPUS")
LISTS = sorted(Path(CORPUS).glob("*.md")) if CORPUS else []

# How many entries a list has, of which few have slips, and for how many slips an entry of any style has a place.
ENTRIES, LEAST = 21, 5
# So many slips are tried in one list, where each is alone in its entry.
AT_A_TIME = 4
# Of a real list, so many characters have its habits.
MOST = 30_000


class Slip(NamedTuple):
    """What a rule mends: a piece of an entry as it should be, and as someone wrote it."""

    rule: str
    right: str
    wrong: str

    def put_into(self, text: str) -> str:
        return text.replace(self.right, self.wrong, 1)


SLIPS = (
    Slip("et-al", "et al.", "et.al."),
    Slip("glued-conjunction", "and Bo", "andBo"),
    Slip("author-separator", "Lee, Bo", "Lee ,Bo"),
    Slip("author-conjunction", "Lee and Bo", "Lee & Bo"),
    Slip("title-ending", ".**", "**"),
    Slip("title-spacing", "and +1", "and+ 1"),
    Slip("insecure-link", "https://arxiv", "http://arxiv"),
    Slip("arxiv-link", "/abs/1710.00", "/pdf/1710.00"),
    Slip("tracking-parameter", "/thing)", "/thing?utm_source=list)"),
    Slip("doi-link", "https://doi.org", "http://dx.doi.org"),
    Slip("broken-link-markup", "[paper](", "[paper] ("),
    Slip("link-label", "[paper]", "[Paper]"),
    Slip("misspelt-label", "[code]", "[cdoe]"),
    Slip("invisible-character", "the ", "th\u200be "),
    Slip("ligature", "fficient", "\ufb03cient"),
    Slip("spelling", "classification", "classiffication"),
    Slip("repeated-word", "of the", "of of the"),
    Slip("mojibake", "Zoë", "ZoÃ«"),
    Slip("description-ending", "leaves.\n", "leaves\n"),
    Slip("description-case", "- Efficient", "- efficient"),
    Slip("description-separator", ") - E", "): E"),
    Slip("doubled-marker", "- ", "- - "),
    Slip("swallowed-entry", "- [", "-["),
    Slip("layout", "- ", "-   "),
    Slip("layout", "> ", ">   "),
)

WORDS = ("Red", "Green", "Blue", "Old", "New", "Small")
TITLE = "Weights of 0 and +1: efficient classification of the {words} leaves"
ARXIV, DOI = "https://arxiv.org/abs/1710.00{number:03}", "https://doi.org/10.1000/{number:04}"
CODE, SITE = "https://github.com/o/n{number}/thing", "https://example.org/{number}/thing"
MANY, TWO = "Ann Lee, Bo Chen, Zoë Ray, et al.", "Ann Lee and Bo Chen"
SAYS = "Efficient classification of the {words} leaves"
STYLES = {
    "a paper on one line": f"- **{TITLE}.** *{MANY}* ICML 2020. [[paper]({ARXIV})] [[code]({CODE})]\n",
    "a numbered paper": f"1. **{TITLE}.** *{TWO}.* [paper]({DOI})\n",
    "a name with a description": f"- [Thing {{words}}]({SITE}) - {SAYS}.\n",
    "a row": f"| [{TITLE}]({ARXIV}) | Ann Lee, Bo Chen, Zoë Ray | ICML 2020 | [code]({CODE}) |\n",
    "a paragraph": f"**{TITLE}.** <br>\n*{MANY}* <br>\nICML 2020. [[paper]({ARXIV})]\n\n",
    "nested": f"- **{TITLE}.**\n  - *{MANY}*\n  - [paper]({ARXIV})\n  - [code]({CODE})\n",
    "nested linked": f"- [{TITLE}]({ARXIV})\n  - {TWO}\n  - Keywords: leaves\n",
    "split": f"1. **{TITLE}.** ICML 2020. [paper]({ARXIV})\n\n   *{MANY}*\n\n",
    "a plain title": f"- {TITLE}, ICML 2020. [[paper]({ARXIV})] [[code]({CODE})]\n",
    "a linked title and its authors": f"- [{TITLE}]({ARXIV}), {TWO}, *ICML*, 2020.\n",
    "a card": f"> **[Thing {{words}}]({SITE})**<br>{SAYS}.\n\n",
    "a heading": f"### [Thing {{words}}]({SITE})\n\n{SAYS}.\n\n",
}
HEAD = {"a row": "| Title | Authors | Venue | Code |\n| --- | --- | --- | --- |\n"}


def put_both(first: Slip, second: Slip, entry: str) -> str:
    """Return an entry with two slips, or as it is where either leaves no place for the other."""
    for one, other in permutations((first, second)):
        text = one.put_into(entry)
        # Of `- -[`, nobody can say what was meant.
        if other.right in text and {one.rule, other.rule} != {"doubled-marker", "swallowed-entry"}:
            return other.put_into(text)
    return entry


def fitting(entry: str) -> list[Slip]:
    """Return the slips that have a place in an entry."""
    found = [slip for slip in SLIPS if slip.right in entry]
    # Below another marker, what is nested would be something else.
    return [slip for slip in found if "\n  -" not in entry or slip.right != "- "]


def rounds(slips: Sequence[Slip]) -> Iterator[list[tuple[Slip, Slip]]]:
    """Yield all pairs in rounds, as for a tournament: none has a slip twice."""
    circle: list[Slip | None] = [*slips, *([None] if len(slips) % 2 else [])]
    half = len(circle) // 2
    for _ in circle[1:]:
        yield [(one, other) for one, other in zip(circle[:half], reversed(circle[half:]), strict=True) if one and other]
        circle.insert(1, circle.pop())


def written(style: str, entries: Iterable[str]) -> Source:
    return Source.from_text(f"# Leaves\n\n{HEAD.get(style, '')}{''.join(entries)}".rstrip("\n") + "\n")


def well(style: str, entries: int = ENTRIES) -> list[str]:
    """Return the entries of a list without a mistake."""
    words = map(" ".join, permutations(WORDS, 2))
    return [STYLES[style].format(number=number, words=each) for number, each in zip(range(entries), words, strict=False)]


def rules_of(slips: Iterable[Slip]) -> RuleSet:
    # The layout comes last in every run: a line that is no entry yet would be laid out as a part of the one before.
    names = {slip.rule for slip in slips} - {"layout"}
    return RuleSet.of(rule for rule in RuleSet.default() if rule.name in names)


def mended(source: Source, *rules: RuleSet, good: str | None = None) -> str:
    """Return the text after fixing with one set of rules after the other, until it is a good one, which none changes."""
    for each in rules:
        if source.text == good:
            break
        source = fix(source, each, unsafe=True).after
    return source.text


every_style = pytest.mark.parametrize("style", STYLES)


@every_style
def test_a_slip_alone_is_reported_and_mended(style: str) -> None:
    # As many as a habit needs, were the other slips none of its entries any more.
    right, rules = well(style, ENTRIES + AT_A_TIME), RuleSet.default()
    good = written(style, right)
    assert lint(parse(good), rules).diagnostics == ()
    slips = fitting(right[0])
    assert len(slips) >= LEAST
    # A few at a time, each in an entry that has no other: a list for each would take three times as long.
    lists = -(-len(slips) // AT_A_TIME)
    for number in range(lists):
        some = slips[number::lists]
        wrong = [slip.put_into(entry) for slip, entry in zip(some, right[1:], strict=False)]
        bad = written(style, [right[0], *wrong, *right[1 + len(wrong) :]])
        assert {slip.rule for slip in some} <= {each.rule for each in lint(parse(bad), rules).diagnostics}
        assert mended(bad, rules) == good.text


@every_style
def test_two_slips_of_an_entry_are_both_mended_in_any_order(style: str) -> None:
    right, rules = well(style), RuleSet.default()
    good = written(style, right)
    assert mended(good, rules) == good.text
    for turn, pairs in enumerate(rounds(fitting(right[0])), start=list(STYLES).index(style)):
        wrong = [put_both(*pair, entry) for pair, entry in zip(pairs, right[1:], strict=False)]
        bad = written(style, [right[0], *wrong, *right[1 + len(wrong) :]])
        orders = [rules_of(slips) for slips in zip(*pairs, strict=True)]
        assert mended(bad, rules) == good.text
        # Both orders of all pairs would take half as long again: what comes first in one style comes second in the next.
        assert mended(bad, *orders[:: 1 if turn % 2 else -1], rules, good=good.text) == good.text


@pytest.mark.skipif(not LISTS, reason="AWESOME_LINT_CORPUS names no folder of lists")
@pytest.mark.parametrize("path", LISTS, ids=[path.stem for path in LISTS])
def test_slips_in_real_entries_are_mended_together_where_they_are_alone(path: Path) -> None:
    rules = RuleSet.default()
    text = Source.from_bytes(path.read_bytes()).text
    good = fix(Source.from_text(text[: text.find("\n\n", MOST) + 1 or None]), rules, unsafe=True).after
    pairs: list[tuple[Slip, Slip]] = []
    edits: list[tuple[Span, tuple[str, str, str]]] = []
    for entry in parse(good).entries:
        old = good.text[entry.span.start : entry.span.end] + "\n"
        for first, second in combinations(fitting(old), 2):
            new = put_both(first, second, old)
            if new != old and (first, second) not in pairs and good.text.count(old) == 1:
                pairs.append((first, second))
                edits.append((entry.span, (first.put_into(old)[:-1], second.put_into(old)[:-1], new[:-1])))
                break
    with_first, with_second, bad = (apply(good.text, [Edit(span, texts[index]) for span, texts in edits]) for index in range(3))
    alone = [mended(Source.from_text(each), rules) for each in (with_first, with_second)]
    fixed = mended(Source.from_text(bad), rules)
    assert mended(Source.from_text(fixed), rules) == fixed
    orders = [rules_of(slips) for slips in zip(*pairs, strict=True)] if pairs else []
    in_turn = [mended(Source.from_text(bad), *each, rules) for each in (orders, orders[::-1])]
    for (one, other), (span, _) in zip(pairs, edits, strict=True):
        kept = good.text[span.start : span.end]
        if all(kept in each for each in alone):
            assert all(kept in each for each in (fixed, *in_turn)), f"{one.rule} and {other.rule}"
