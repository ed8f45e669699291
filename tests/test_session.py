"""A list that is being written: after every change, what a session says is what a new reading of the whole text says."""

import os
from pathlib import Path
from random import Random

import pytest
from fuzz.lists import fresh

import awesome_lint
from awesome_lint import Session
from awesome_lint.engine.linter import lint
from awesome_lint.parser import parse
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.rule import Looks, Rule
from awesome_lint.settings import Selection, Settings, choose

CORPUS = os.environ.get("AWESOME_LINT_CORPUS")
CASES = Path(__file__).parent / "rules"
PAGE = Path(__file__).parent.parent / "README.md"
EVERY = choose(Settings(), Selection(("ALL",), (), ()))

LIST = """\
# List

## Shells

- [Fish](https://fish.example) - A shell.
- [Bash](http://github.com/bash) - A shell, too.

## Papers

1. **One.** *Ann Lee, andBo Day.* [[paper](https://arxiv.org/abs/1512.03385)]
"""

# What turns what follows into something else, or back.
PIECES = (
    "\n",
    "\n\n",
    "# ",
    "\n## Papers\n",
    "\n\n## Shells\n\n",
    "```\n",
    "\n```\n",
    "<!--",
    "-->",
    "\n> ",
    "- ",
    "\n1. ",
    "    ",
    "\n===\n",
    "\n---\n",
    "[a]: https://example.org\n",
    "\n\n[a]: https://example.org/b\n\n",
    "[a]",
    "[x][a]",
    "[^1]",
    "\n[^1]: Note.\n",
    "<details>\n",
    "</details>\n",
    "<h2>Head</h2>\n",
    '\n<a name="x"></a>\n',
    "[x](#shells)",
    "| a | b |\n| - | - |\n| [c](https://c.example) | d |\n",
    "et.al.",
    "**",
    "*",
    "`",
    "[",
    "]",
    "(",
    ")",
    "teh",
    "\u200b",
    "🔥",
    "图书",
    "\t",
    "\\",
    "<!-- awesome-lint: ignore spelling -->\n",
    "<<<<<<< HEAD\n",
    "=======\n",
    ">>>>>>> branch\n",
    "- [Fish](https://fish.example) - A shell.\n",
    "http://",
    "ICML 2020",
    "---\n",
    "",
)


def same(session: Session) -> None:
    """Assert that the session says what a new reading of its text says."""
    source = session.source
    whole = parse(source)
    report = session.report()
    expected = lint(whole, EVERY)
    assert report.diagnostics == expected.diagnostics
    assert report.unread == expected.unread
    read = session.document
    assert read.sections == whole.sections
    assert (read.headings, read.links, read.contents) == (whole.headings, whole.links, whole.contents)


def change(session: Session, random: Random) -> None:
    """Make a change as somebody who types might, or as somebody who wants to break it."""
    text = session.source.text
    start = random.randrange(len(text) + 1)
    kind = random.random()
    if kind < 0.4:
        session.replace((start, start), random.choice(PIECES))
    elif kind < 0.6:
        session.replace((start, min(start + random.randrange(1, 30), len(text))), random.choice(PIECES))
    elif kind < 0.8:
        end = min(text.find("\n", start) + 1 or len(text), len(text))
        session.replace((start, end), "")
    else:
        other = random.randrange(len(text) + 1)
        session.replace((start, start), text[other : other + random.randrange(1, 200)])


@pytest.mark.repeating
@pytest.mark.parametrize("number", range(12))
def test_any_change_is_followed(number: int) -> None:
    random = Random(number)
    session = Session(awesome_lint.Source.from_text("".join(fresh(random) for _ in range(3))), EVERY)
    same(session)
    for _ in range(15):
        change(session, random)
        same(session)


def test_any_change_of_a_page_of_prose_is_followed() -> None:
    random = Random(7)
    session = Session(awesome_lint.Source.from_text(PAGE.read_text("utf-8")), EVERY)
    for _ in range(10):
        change(session, random)
        same(session)


@pytest.mark.repeating
@pytest.mark.parametrize("rule", [rule for rule in EVERY if rule.looks_at is Looks.SECTION], ids=lambda rule: rule.name)
def test_a_rule_that_looks_at_sections_says_of_them_what_it_says_of_the_page(rule: Rule) -> None:
    """Its own cases, with headings between any of their blocks, read in parts and as a whole."""
    for case in sorted((CASES / rule.group / rule.name).glob("*.md")):
        blocks = case.read_text("utf-8").split("\n\n")
        for text in ("\n\n".join(blocks), "\n\n## Part\n\n".join(blocks)):
            source = awesome_lint.Source.from_text(text)
            assert Session(source, RuleSet.of([rule])).report() == lint(parse(source), RuleSet.of([rule]))


def test_what_the_page_says_of_people_is_heard_in_each_section() -> None:
    """No section has enough papers to say that no word stands before the last author, nor names `Ants` twice."""
    papers = ["Ann Lee, Bo Day, Cy Fox"] * 5
    sections = [papers] * 12 + [[*papers, "Ann Lee, Bo Day, and Cy Fox", "Ants, Bees & Wasps"], ["Ants Lee, Bees Day"]]
    text = "# Papers\n"
    for number, people in enumerate(sections):
        text += f"\n## Part {number}\n\n"
        entry = "1. **Nets of {0} and {1} layers.** *{2}.* [paper](https://example.org/{0}/{1})\n"
        text += "".join(entry.format(number, index, each) for index, each in enumerate(people))
    session = Session(awesome_lint.Source.from_text(text), EVERY)
    same(session)
    assert "author-conjunction" in {each.rule for each in session.report().diagnostics}
    at = text.index("Ants Lee")
    session.replace((at, at + len("Ants")), "Arts")
    same(session)


def test_places_of_one_cause_are_told_in_the_order_of_the_page() -> None:
    """Nested entries come behind the others of their section when these are compared, and stand before some of them."""
    entry = "- [Oar](https://example.org/{0}) - {1} boat with oars of the {0}th kind.\n"
    text = "# Boats\n"
    for section in range(4):
        text += f"\n## Part {section}\n\n"
        for index in range(section * 20, section * 20 + 16):
            text += entry.format(index, "a" if index % 8 == 1 else "A")
            text += "  " + entry.format(f"{index}n", "a" if index % 8 == 2 else "A") if index % 4 == 2 else ""
    session = Session(awesome_lint.Source.from_text(text), EVERY)
    same(session)
    (found,) = [each for each in session.report().diagnostics if each.rule == "description-case"]
    assert list(found.run) == sorted(found.run)
    assert found.count > 8


@pytest.mark.environment
@pytest.mark.skipif(CORPUS is None, reason="AWESOME_LINT_CORPUS names no folder of lists")
def test_any_change_of_the_lists_is_followed() -> None:
    for path in sorted(Path(CORPUS or "").glob("*.md")):
        random = Random(path.name)
        session = Session(awesome_lint.Source.from_bytes(path.read_bytes(), path.name), EVERY)
        for _ in range(3):
            change(session, random)
            same(session)


def test_what_was_handed_out_stays() -> None:
    session = awesome_lint.session(LIST)
    before, document = session.report(), session.document
    kept = repr(before), repr(document.sections), repr(document.links)
    session.replace((0, 0), "# Another\n\n")
    assert session.report() != before
    assert (repr(before), repr(document.sections), repr(document.links)) == kept


def test_newlines_of_any_kind_are_newlines() -> None:
    session = awesome_lint.session(LIST.replace("\n", "\r\n"))
    session.replace((0, 0), "# One\r\n\r")
    assert session.source.text == "# One\n\n" + LIST
    assert session.source.to_text().startswith("# One\r\n\r\n# List\r\n")


@pytest.mark.parametrize("span", [(-1, 0), (2, 1), (0, len(LIST) + 1)])
def test_a_span_outside_is_refused(span: tuple[int, int]) -> None:
    session = awesome_lint.session(LIST)
    with pytest.raises(ValueError, match="span: expected a span within"):
        session.replace(span, "")
    assert session.source.text == LIST


def test_half_a_character_is_refused() -> None:
    session = awesome_lint.session(LIST)
    with pytest.raises(ValueError, match="half of a character"):
        session.replace((0, 0), "\ud800")


def test_the_arguments_are_those_of_lint() -> None:
    arguments = {"select": "authors, links", "settings": {"ignore": ["insecure-link"]}}
    assert awesome_lint.session(LIST, **arguments).report() == awesome_lint.lint(LIST, **arguments)  # type: ignore[arg-type]
    with pytest.raises(awesome_lint.SettingsError, match="unknown rule"):
        awesome_lint.session(LIST, select="no-rule")


def test_it_says_of_each_place_what_is_folded_otherwise() -> None:
    """A fix then waits for those that it meets, and not for what they keep from others of its cause."""
    entries = "".join(f"- [N{number}](http://github.com/{number}) - A tool.\n" for number in range(12))
    session = awesome_lint.session(f"# List\n\n## Tools\n\n{entries}")
    rules = choose(Settings(), Selection(("insecure-link",), (), ()))
    folded = session.report_of(rules).diagnostics
    apart = session.report_of(rules, is_folded=False).diagnostics
    assert [each.count for each in folded] == [12]
    assert [each.count for each in apart] == [1] * 12
