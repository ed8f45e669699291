"""Generated lists for a while; `python -m tests.fuzz` goes on for as long as it is asked to, and shrinks what it finds."""

import os
import time
from pathlib import Path

import pytest
from fuzz import judge
from fuzz.driver import Task, every_way, run
from fuzz.generator import LAYOUT, MODES, Case, Generator, alone
from fuzz.shrink import shrunk
from fuzz.trial import LEFT_OUT, Tally, tried

pytestmark = pytest.mark.repeating

FOUND = sorted((Path(__file__).parent / "fuzz" / "found").glob("*.md"))

# With CI, the same cases each time, whatever the machine, and few: the second run of many would find what the first one has
# found. Without, others each time, for a while. A seed that is given decides, and so does a time.
IS_CI = bool(os.environ.get("CI"))
SEED = os.environ.get("AWESOME_LINT_FUZZ_SEED") or ("1" if IS_CI else str(time.time_ns()))
GIVEN = os.environ.get("AWESOME_LINT_FUZZ_SECONDS")
SECONDS = float(GIVEN or (240 if IS_CI else 8))
CORPUS = os.environ.get("AWESOME_LINT_CORPUS")
PARTS = 4
MOST_CASES = 25 if IS_CI and not GIVEN else 2_000

# One fix that is left out is told of and harms nobody; more than that in so many lists is a rule gone wrong.
CASES_PER_LEFT_OUT = 1_000


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_goes_wrong_with_generated_lists(part: int) -> None:
    generator = Generator(f"{SEED}.{part}", Path(CORPUS) if CORPUS else None)
    print(f"AWESOME_LINT_FUZZ_SEED={SEED}")
    total = Tally()
    until = time.monotonic() + SECONDS / PARTS
    while time.monotonic() < until and total.cases < MOST_CASES:
        found, tally = tried(generator.case(total.cases))
        total.add(tally)
        for finding in found:
            if finding.kind != LEFT_OUT:
                shown = shrunk(finding, 10)
                pytest.fail(
                    f"{shown.kind} ({shown.case.mode}; AWESOME_LINT_FUZZ_SEED={SEED}, part {part}, "
                    f"case {shown.case.number}): {shown.what}\n{shown.case.text!r}"
                )
    assert total.cases, "expected time for a case"
    assert total.left_out <= 1 + total.cases / CASES_PER_LEFT_OUT


@pytest.mark.parametrize("path", FOUND, ids=[path.stem for path in FOUND])
def test_what_was_found_is_mended(path: Path) -> None:
    text = path.read_bytes().decode()
    for mode in MODES:
        found, _ = tried(Case(path.stem, 0, text, mode))
        assert not found, f"{found[0].kind} ({mode}): {found[0].what}"


def test_a_case_is_made_by_its_seed_and_number() -> None:
    some, same = Generator("a"), Generator("a")
    same.case(3)
    assert [some.case(number) for number in range(20)] == [same.case(number) for number in range(20)]
    assert some.case(1) != Generator("b").case(1)
    assert {each.mode for each in map(some.case, range(200))} >= {*MODES}


def test_a_process_that_ends_is_followed_by_another() -> None:
    task = Task("a", None, "", 3, 2, 13, time.monotonic() + 60, life=2)
    told = [tally for _, tally in run(task, 2)]
    assert sum(tally.cases for tally in told) == 10
    assert len(told) >= 6


BEFORE = """\
# Birds

- [One](https://example.org/1) - The first bird. <!-- mark -->
- [Two](https://example.org/2) - The second bird.
"""


@pytest.mark.parametrize(
    ("after", "applied", "expected"),
    [
        # What the judge is there for: entries that become definitions, links that change, words that go or move.
        (
            BEFORE.replace("[Two](https://example.org/2) - The second bird.", "[Two]: https://example.org/2"),
            {"swallowed-entry": 2},
            "words lost",
        ),
        (BEFORE.replace("example.org/2", "example.org/3"), {"swallowed-entry": 1}, "targets lost"),
        (BEFORE.replace("second", ""), {"insecure-link": 1}, "words lost"),
        (BEFORE.replace("second", "quite second"), {"description-case": 1}, "words gained"),
        (
            BEFORE.replace("[One](https://example.org/1)", "first [One](https://example.org/1)").replace("The first", "The"),
            {},
            "another order",
        ),
        (BEFORE.replace("# B", "## B"), {"et-al": 1}, "levels of headings"),
        (BEFORE.replace("\n- [Two]", " [Two]"), {"et-al": 1}, "li became"),
        (BEFORE.replace("<!-- mark -->", ""), {"unused-ignore": 1}, "comments lost"),
        (BEFORE + "\n![x](y)\n", {"et-al": 1}, "targets gained"),
        # What manuals promise.
        (BEFORE.replace("# B", "## B"), {"multiple-titles": 1}, None),
        (BEFORE.replace("The s", "the S"), {"description-case": 2}, None),
        (BEFORE.replace("bird.\n", "bird\n"), {"description-ending": 1}, None),
        ("\n".join(BEFORE.split("\n")[:3]), {"duplicate-entry": 1}, "words lost"),
    ],
)
def test_the_judge_says_what_is_lost(after: str, applied: dict[str, int], expected: str | None) -> None:
    found = [*judge.fixes_differ(BEFORE, after, applied)]
    assert (expected is None and not found) or any(expected and expected in each for each in found), found


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("- a\n- b\n", "* a\n* b\n", None),
        ("A  line\nof words\n", "A line of words\n", None),
        ("- a\n- b\n", "- a\n\n- b\n", "tree"),
        ("`a  b`\n", "`a b`\n", "tree"),
        ("a <!-- b -->\n", "a <!-- c -->\n", "tree"),
        ("[a](b 'c')\n", "[a](b)\n", "tree"),
        ("a\n\n[b]: c\n", "a\n", "definitions"),
    ],
)
def test_the_judge_says_what_the_layout_changed(before: str, after: str, expected: str | None) -> None:
    found = judge.layout_differs(before, after)
    assert found is None if expected is None else found is not None and found.startswith(expected)


def test_a_finding_is_shrunk(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# Birds\n\n- [One](https://example.org/1) - The first bird.\n\nA *line*.\n"
    monkeypatch.setattr("fuzz.trial.layout_differs", lambda before, after: "a bird" if "bird" in before else None)
    case = Case("", 0, text.replace("- [", "*   ["), LAYOUT)
    found, tally = tried(case)
    assert [each.kind for each in found] == ["layout"]
    assert tally.kinds["layout"] == tally.changed == 1
    least = shrunk(found[0]).case.text
    assert "bird" in least
    assert len(least) <= 8


def test_every_way_is_tried() -> None:
    modes = {case.mode for case in every_way("- a\n")}
    assert {*MODES, alone("et-al"), alone("spelling")} <= modes
