"""The book of habits: what lists do, and that pinning what a list does changes nothing that is said about it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from terminal import ROOT

from awesome_lint.document import Document
from awesome_lint.engine.linter import lint
from awesome_lint.habits.book import PINNABLE, ROWS, Pins
from awesome_lint.habits.described import as_settings, as_values, in_words, settled, unsettled
from awesome_lint.parser import parse
from awesome_lint.registry.discovery import discover
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.settings.files import from_table
from awesome_lint.source import Source
from awesome_lint.toml import parsed

CORPUS = os.environ.get("AWESOME_LINT_CORPUS")
LISTS = sorted(Path(CORPUS).glob("*.md")) if CORPUS else []
CASES = ROOT / "tests" / "rules"
# The groups of rules that hold entries to habits, with lists of every style among their cases.
GROUPS = ("authors", "entries", "layout", "links", "structure", "titles")


def document(text: str, pins: Pins | None = None) -> Document:
    return parse(Source.from_text(text), pins)


def pinned(of: Document) -> Pins:
    """Return the habits that are pinned where what `style --output-format toml` prints is written into settings."""
    return from_table(parsed("".join(f"{line}\n" for line in as_settings(of.style)))).style


def assert_unchanged(source: Source) -> None:
    rules = RuleSet.default()
    before = parse(source)
    pins = pinned(before)
    if pins == Pins():
        # It is read as it was.
        return
    after = parse(source, pins)
    assert lint(after, rules).diagnostics == lint(before, rules).diagnostics
    again = [line.replace(", pinned", "") for line in as_settings(after.style)]
    assert again == list(as_settings(before.style))


def papers(*authors: str) -> str:
    return "# Papers\n\n" + "".join(
        f"- **A paper on nets {index}.** {each} [paper](https://example.org/{index})\n" for index, each in enumerate(authors)
    )


def names(*rest: str) -> str:
    return "# Tools\n\n" + "".join(f"- [Tool {index}](https://example.org/{index}){each}\n" for index, each in enumerate(rest))


# Each is of two minds somewhere, or too young to have a habit, where a pin could ask for what is not asked for today.
STYLES = {
    "one period inside among periods outside": papers(*["*Ann Lee, Bo Chen*."] * 12, "*Ann Lee, Bo Chen.*"),
    "half of the periods outside": papers(*["*Ann Lee, Bo Chen*."] * 6, *["*Ann Lee, Bo Chen.*"] * 6),
    "authors without emphasis": papers(*["Ann Lee, Bo Chen."] * 6, "Ann Lee, Bo Chen"),
    "few authors apart by semicolons": papers(*["*Ann Lee; Bo Chen; Cy Diaz.*"] * 2),
    "many authors apart by semicolons": papers(*["*Ann Lee; Bo Chen; Cy Diaz.*"] * 9, "*Ann Lee, Bo Chen, Cy Diaz.*"),
    "a word before the last author, mostly": papers(*["*Ann Lee and Bo Chen.*"] * 9, "*Ann Lee & Bo Chen.*"),
    "no word before the last author, mostly": papers(*["*Ann Lee, Bo Chen, Cy Diaz.*"] * 9, "*Ann Lee, Bo Chen, and Cy Diaz.*"),
    "one comma before that word, and none before two authors": papers(
        *["*Ann Lee and Bo Chen.*"] * 9, "*Ann Lee, Bo Chen, and Cy Diaz.*", "*Ann Lee, Bo Chen, Cy Diaz.*"
    ),
    "commas before that word, half of the time": papers(
        *["*Ann Lee, Bo Chen, and Cy Diaz.*"] * 4, *["*Ann Lee, Bo Chen and Cy Diaz.*"] * 4
    ),
    "labels in two spellings": papers(*["*Ann Lee and Bo Chen.* [Code](https://example.org/c)"] * 2).replace("[p", "[P", 1),
    "a young list of names": names(" - Does this.", " - Does that."),
    "a separator that is missing once": names(*[" - Does this."] * 3, " Does that thing for you."),
    "a separator that is another once": names(*[" - Does this."] * 9, ": Does that."),
    "a section with separators of its own": names(*[" - Does this."] * 40) + "\n## Others\n" + names(*[": Does that."] * 4)[9:],
    "a section without periods": names(*[" - Does this thing."] * 40)
    + "\n## Others\n"
    + names(*[" - Does that thing"] * 4)[9:],
    "a section in small letters": names(*[" - Does this."] * 40) + "\n## Others\n" + names(*[" - does that."] * 4)[9:],
    "remarks that mostly end, in a young list": names(*[" - Does this thing (fast)."] * 6, *[" - Does that thing (slow)"] * 2),
    "periods, half of the time": names(*[" - Does this thing."] * 7, *[" - Does that thing"] * 7),
    "bullets below numbers, with contents to be made": "# Tools\n\n<!-- awesome-lint: contents -->\n\n- [One](#one)\n\n"
    "## One\n\n1. [Fish](https://fish.example)\n   * [Perch](https://perch.example)\n\n## Two\n\n1. [Bird](https://bird.example)\n",
    "numbers in two ways": "# Tools\n\n1. [A](https://a.example)\n1. [B](https://b.example)\n\n## More\n\n"
    "1. [C](https://c.example)\n2. [D](https://d.example)\n",
}


@pytest.mark.parametrize("text", STYLES.values(), ids=STYLES)
def test_pinned_as_it_is_a_list_is_judged_as_before(text: str) -> None:
    assert_unchanged(Source.from_text(text))


@pytest.mark.repeating
@pytest.mark.parametrize("group", GROUPS)
def test_so_are_the_cases_of_rules(group: str) -> None:
    cases = sorted((CASES / group).rglob("*.md"))
    assert len(cases) > 10
    for case in cases:
        assert_unchanged(Source.from_bytes(case.read_bytes(), case.name))


@pytest.mark.skipif(not LISTS, reason="AWESOME_LINT_CORPUS names no folder of lists")
@pytest.mark.parametrize("path", LISTS, ids=[path.stem for path in LISTS])
def test_so_are_public_lists(path: Path) -> None:
    assert_unchanged(Source.from_bytes(path.read_bytes(), path.name))


def keys(text: str) -> tuple[set[str], set[str]]:
    style = document(text).style
    return {each.key for each in settled(style)}, {each.key for each in unsettled(style)}


@pytest.mark.parametrize(
    ("style", "key"),
    [
        ("half of the periods outside", "author-ending"),
        ("few authors apart by semicolons", "author-separator"),
        ("one comma before that word, and none before two authors", "oxford-comma"),
        ("no word before the last author, mostly", "author-conjunction"),
        ("a separator that is missing once", "description-separator"),
        ("a section with separators of its own", "description-separator"),
        ("a section without periods", "description-ending"),
        ("a section in small letters", "description-case"),
        ("remarks that mostly end, in a young list", "description-ending"),
    ],
)
def test_what_would_change_something_is_a_comment(style: str, key: str) -> None:
    certain, doubtful = keys(STYLES[style])
    assert key in doubtful - certain
    # It is no needless caution: pinned all the same, it is asked for.
    found = document(STYLES[style])
    values = {each.key: each.value for each in unsettled(found.style)}
    pins = from_table({"style": {key: values[key]}}).style
    rules = RuleSet.default()
    assert lint(parse(found.source, pins), rules).diagnostics != lint(found, rules).diagnostics


@pytest.mark.parametrize(
    ("style", "certain"),
    [
        ("one period inside among periods outside", {"author-ending", "author-separator", "title-ending"}),
        ("a young list of names", {"description-separator", "description-ending", "description-case"}),
        ("bullets below numbers, with contents to be made", {"markers"}),
    ],
)
def test_what_changes_nothing_is_pinned(style: str, certain: set[str]) -> None:
    found, doubtful = keys(STYLES[style])
    assert certain <= found
    # An entry that is written otherwise may be read by a template all the same.
    assert doubtful <= {"paper-entry", "named-entry"}


# --- one answer -------------------------------------------------------------------------------------------------------


def test_authors_end_for_the_command_as_for_the_rule() -> None:
    found = document(STYLES["one period inside among periods outside"])
    assert ("A period follows the authors, outside of their emphasis", "12 of 13") in set(in_words(found.style))
    (told,) = lint(found, RuleSet.of([discover()["author-ending"]()])).diagnostics
    assert told.message == (
        "Period inside the emphasis: put a period behind the emphasis of the authors, as elsewhere in this list."
    )


def test_a_habit_is_inferred_when_it_is_asked_for() -> None:
    style = document(STYLES["a young list of names"]).style
    assert not {row.name for row in ROWS} & vars(style).keys()
    assert style.description_ending.count == 2
    assert {row.name for row in ROWS} & vars(style).keys() == {"description_ending"}


def test_each_row_has_what_tells_of_it() -> None:
    assert all(row.of and row.key == row.name.replace("_", "-") for row in ROWS)
    assert {row.key for row in PINNABLE.values()} <= {row.key for row in ROWS if row.is_told}


def test_a_habit_holds_by_its_own_measure() -> None:
    text = papers(*["*Ann Lee and Bo Chen.*"] * 9, "*Ann Lee & Bo Chen.*")
    style = document(text).style
    assert style.author_conjunction.holds
    assert style.author_ending.holds
    young = document(papers(*["*Ann Lee and Bo Chen.*"] * 9)).style
    assert young.author_conjunction.holds
    assert not young.author_ending.holds


# --- venues and years -------------------------------------------------------------------------------------------------


def listed(*venues: str) -> Iterator[str]:
    yield "# Papers\n"
    for index, venue in enumerate(venues):
        yield f"- **A paper on nets {index}.** *Ann Lee and Bo Chen.* {venue} [paper](https://example.org/{index})"


@pytest.mark.parametrize(
    ("venue", "form", "year"),
    [
        ("ICSE 2024.", "{venue} {year}", "YYYY"),
        ("ICSE'24.", "{venue}'{year}", "'YY"),
        ("ICSE, 2024.", "{venue}, {year}", "YYYY"),
        ("(ICSE 2024)", "({venue} {year})", "YYYY"),
        ("(ICSE, 2024)", "({venue}, {year})", "YYYY"),
        ("ICSE (2024).", "{venue} ({year})", "YYYY"),
    ],
)
def test_venues_and_years_have_forms(venue: str, form: str, year: str) -> None:
    style = document("\n".join([*listed(*[venue] * 6, "NeurIPS"), ""])).style
    assert (style.venue_form.value, style.venue_form.count, style.year_form.value) == (form, 6, year)
    assert (f"Venues are written `{form}`", "6 of 6") in set(in_words(style))
    assert as_values(style)["year-form"] == {"value": year, "count": 6, "total": 6, "pinned": False}
    # No rule asks for them, so a pin would do nothing.
    assert not {"venue-form", "year-form"} & PINNABLE.keys()
