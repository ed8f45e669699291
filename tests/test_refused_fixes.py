"""One bad fix stops no other: what is left out, what is said of it, and what becomes of the rest."""

from collections.abc import Iterator, Sequence

import pytest

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.engine.fixer import ContentChangedError, FixCycleError, Fixed, fix
from awesome_lint.engine.refused_fixes import notices
from awesome_lint.engine.scope import LAYOUT
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.rule import Rule
from awesome_lint.rules.layout.layout import Layout
from awesome_lint.source import Source, Span

WORDS = ("ant", "bee", "cat", "dog", "eel", "fox", "gnu", "hen", "ibis", "jay")


def replacing(name: str, words: dict[str, str], effect: Effect = Effect.TEXT) -> Rule:
    """Return a rule that replaces words by others."""

    def check(self: Rule, document: Document) -> Iterator[Diagnostic]:
        text = document.source.text
        for old, new in words.items():
            at = text.find(old)
            while at >= 0:
                yield self.diagnostic(Span(at, at + len(old)), f"{old}.", Fix.replace(Span(at, at + len(old)), new))
                at = text.find(old, at + len(old))

    members = {"name": name, "group": "noise", "fixable": Applicability.SAFE, "effect": effect, "check": check}
    made: Rule = type("Replacing", (Rule,), {"__module__": __name__, **members})()
    return made


LAWFUL = replacing("lawful", {word: word.upper() for word in WORDS})
UNLAWFUL = replacing("unlawful", {"owl": "fowl"}, Effect.NOTHING)
THERE = replacing("there", {"north": "south"})
BACK = replacing("back", {"south": "north"})
GROWING = replacing("growing", {"so": "so so"})
IDLE = replacing("idle", {"same": "same"})


def mended(text: str, *rules: Rule) -> Fixed:
    """Fix a text, and see that a second time changes nothing and leaves the same out."""
    fixed = fix(Source.from_text(text), RuleSet.of(rules))
    again = fix(fixed.after, RuleSet.of(rules))
    assert again.text == fixed.text
    assert said(again) == said(fixed)
    for left in fixed.left_out:
        assert left.diagnostic in fixed.remaining.diagnostics
        assert left.diagnostic.fix is None
    return fixed


def said(fixed: Fixed) -> list[tuple[int, str]]:
    return [(fixed.after.line_number(each.diagnostic.span.start), each.diagnostic.rule) for each in fixed.left_out]


def listed(words: Sequence[str]) -> str:
    return "# Words\n\n" + "".join(f"- [{word}](https://example.org/{index})\n" for index, word in enumerate(words))


def test_nothing_is_left_out_where_all_is_well() -> None:
    fixed = mended(listed(WORDS), LAWFUL, UNLAWFUL, Layout())
    assert fixed.left_out == ()
    fixed.require_whole()
    assert fixed.text == listed([word.upper() for word in WORDS])


@pytest.mark.parametrize("places", [(0,), (37,), (99,), (3, 4, 5), (0, 20, 60, 99), tuple(range(0, 100, 9)), tuple(range(100))])
def test_a_fix_that_changes_more_than_it_may_is_left_out_alone(places: tuple[int, ...]) -> None:
    words = [WORDS[index % len(WORDS)] for index in range(100)]
    for place in places:
        words[place] = "owl"
    fixed = mended(listed(words), LAWFUL, UNLAWFUL, Layout())
    assert fixed.text == listed([word if word == "owl" else word.upper() for word in words])
    assert said(fixed) == [(place + 3, "unlawful") for place in places]
    with pytest.raises(ContentChangedError, match="would change what readers see") as caught:
        fixed.require_whole()
    assert (caught.value.line, caught.value.rules) == (places[0] + 3, ("unlawful",))
    assert all(each.reason.startswith("it would change what readers see: expected `owl") for each in fixed.left_out)
    assert fixed.applied == ({"lawful": 100 - len(places)} if len(places) < 100 else {})


@pytest.mark.parametrize("word", ["north", "south"])
def test_fixes_that_undo_each_other_are_not_made(word: str) -> None:
    fixed = mended(listed(["ant", word, "owl"]), LAWFUL, THERE, BACK, Layout())
    (left,) = fixed.left_out
    with pytest.raises(FixCycleError, match=f"fixes of {left.diagnostic.rule} come to no end"):
        fixed.require_whole()
    assert left.reason == "other fixes would undo it, and it them"
    assert left.diagnostic.rule in ("there", "back")
    assert fixed.text in (listed(["ANT", "north", "owl"]), listed(["ANT", "south", "owl"]))


@pytest.mark.parametrize(
    ("rule", "word", "reason"),
    [(GROWING, "so", "it would be made again and again"), (IDLE, "same", "it would change nothing")],
)
def test_a_fix_without_end_is_not_made(rule: Rule, word: str, reason: str) -> None:
    text = listed(["ant", word, "bee"]).replace("- [bee", "-   [bee")
    fixed = mended(text, LAWFUL, rule, Layout())
    assert fixed.text == listed(["ANT", word, "BEE"])
    assert said(fixed) == [(4, rule.name)]
    assert fixed.left_out[0].reason == reason


def test_what_two_fixes_spoil_together_is_made_one_after_the_other() -> None:
    # The second target is none, so that what is read of it moves with the first.
    text = (
        "# L\n\n- [One](http://github.com/a/b) - One.\n- [Two](<http://dx.doi.org/10.1002/(SI)1097<1661::A>3.0.C;2-2>) - T.\n"
    )
    fixed = fix(Source.from_text(text), RuleSet.default())
    assert fixed.left_out == ()
    assert "(https://github.com/a/b)" in fixed.text
    assert "https://doi.org/10.1002" in fixed.text


def test_a_block_whose_layout_fails_stays_as_it_is() -> None:
    # Ours never fails, as it looks for itself.
    layout = replacing(LAYOUT, {"  ": " ", "owl": "fowl"})
    fixed = mended("# L\n\nOne  ant.\n\n- Two  owl\n- Two  bee\n\nThree  cat.\n", layout, LAWFUL)
    assert fixed.text == "# L\n\nOne ANT.\n\n- Two  owl\n- Two  BEE\n\nThree CAT.\n"
    assert said(fixed) == [(5, LAYOUT), (5, LAYOUT), (6, LAYOUT)]


class Yes:
    """Chooses everything, and knows what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def is_open(self, diagnostic: Diagnostic) -> bool:
        return diagnostic.fix is not None

    def chooses(self, document: Document, diagnostic: Diagnostic) -> bool:
        self.asked.append(diagnostic.message)
        return True

    def moved(self, edits: Sequence[Edit]) -> None:
        assert list(edits) == sorted(edits)


def test_nobody_is_asked_again_about_what_was_left_out() -> None:
    chooser = Yes()
    fixed = fix(Source.from_text(listed(["ant", "owl", "bee"])), RuleSet.of([LAWFUL, UNLAWFUL]), chooser=chooser)
    assert said(fixed) == [(4, "unlawful")]
    assert len(chooser.asked) == len(set(chooser.asked))


def test_a_choice_is_followed_back() -> None:
    fixed = fix(Source.from_text(listed(["ant", "so", "bee"])), RuleSet.of([LAWFUL, GROWING]), chooser=Yes())
    assert fixed.text == listed(["ANT", "so", "BEE"])


def test_what_was_left_out_is_told_in_a_line_for_each_rule() -> None:
    fixed = mended(listed(["owl", "ant", "owl", "owl", "same"]), LAWFUL, UNLAWFUL, IDLE)
    assert notices(fixed.after, fixed.left_out, "https://example.org/us") == [
        "README.md:3: left out the fix of unlawful (also at lines 5, 6): it would change what readers see: expected "
        "`owlANTowlowlsame`, found `fowlANTowlowlsame`. This is a bug in awesome-lint: please report it at "
        "https://example.org/us/issues, with this line of the list",
        "README.md:7: left out the fix of idle: it would change nothing. This is a bug in awesome-lint: please report it at "
        "https://example.org/us/issues, with this line of the list",
    ]
