"""What is offered to test rules with tells a rule that keeps its word from one that does not."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from awesome_lint import Applicability, Diagnostic, Document, Effect, Fix, Rule
from awesome_lint.testing import cases, check_case, check_rule, is_clean


class LoudTitle(Rule, frozen=True):
    """A title in capitals.

    ## Bad

    ```markdown
    - [FISH](https://fish.example) - A shell.
    ```

    ## Good

    ```markdown
    - [Fish](https://fish.example) - A shell.
    ```
    """

    name: ClassVar[str] = "loud-title"
    group: ClassVar[str] = "noise"
    fixable: ClassVar[Applicability | None] = Applicability.SAFE
    effect: ClassVar[Effect] = Effect.TEXT

    allowed: tuple[str, ...] = ()

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for entry in document.entries:
            if entry.title and entry.title.value.isupper() and entry.title.value not in self.allowed:
                fix = Fix.replace(entry.title.span, entry.title.value.capitalize())
                yield self.diagnostic(entry.title.span, f"Expected no capitals, found `{entry.title.value}`.", fix)


LIST = "# List\n\n- [FISH](https://fish.example) - A shell.\n"
SAID = "3:4: [*] Expected no capitals, found `FISH`.\n"
FILES = {
    "clean.md": LIST.replace("FISH", "Fish"),
    "loud.md": LIST,
    "loud.txt": SAID,
    "loud.fixed.md": LIST.replace("FISH", "Fish"),
    "named.md": LIST,
    "named.toml": 'allowed = ["FISH"]\n',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own = tmp_path / "noise" / "loud-title"
    own.mkdir(parents=True)
    for name, text in FILES.items():
        (own / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_what_holds_passes(folder: Path) -> None:
    found = cases(folder)
    assert [(case.stem, is_clean(case)) for case in found] == [("clean", True), ("loud", False), ("named", True)]
    check_rule(LoudTitle, found)
    for case in found:
        check_case(case, LoudTitle)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("loud.txt", "", r"loud\.txt: expected \(-\) and got \(\+\):\n\+3:4: \[\*\] Expected no capitals"),
        ("loud.txt", SAID.replace("[*] ", ""), r"\n-3:4: Expected no .*\n\+3:4: \[\*\] Expected no "),
        ("loud.fixed.md", LIST, r"loud\.fixed\.md: .*\n.*\n-- \[FISH\].*\n\+- \[Fish\]"),
        ("clean.md", LIST, r"clean\.txt: expected"),
        ("named.toml", "", r"named\.txt: expected"),
        ("loud.md", LIST.replace("FISH", "Fish"), r"loud\.txt: expected"),
    ],
)
def test_a_case_that_does_not_hold_is_shown(folder: Path, name: str, text: str, message: str) -> None:
    changed = folder / "noise" / "loud-title" / name
    changed.write_text(text, encoding="utf-8")
    case = changed.with_name(f"{name.partition('.')[0]}.md")
    with pytest.raises(AssertionError, match=message):
        check_case(case, LoudTitle)


def test_an_option_that_is_not_there_is_an_error(folder: Path) -> None:
    case = folder / "noise" / "loud-title" / "named.md"
    case.with_suffix(".toml").write_text("alowed = []\n", encoding="utf-8")
    with pytest.raises(KeyError, match="alowed"):
        check_case(case, LoudTitle)


def test_updating_writes_what_a_rule_says(folder: Path) -> None:
    own = folder / "noise" / "loud-title"
    for case in cases(folder):
        case.with_suffix(".txt").write_text("nonsense\n", encoding="utf-8")
        case.with_suffix(".fixed.md").unlink(missing_ok=True)
        check_case(case, LoudTitle, update=True)
    assert {path.name: path.read_text(encoding="utf-8") for path in own.iterdir()} == FILES


def broken(**attributes: object) -> type[Rule]:
    return type("LoudTitle", (LoudTitle,), {"name": "loud-title", "group": "noise", "__doc__": LoudTitle.__doc__, **attributes})


def says(self: Rule, document: Document) -> Iterator[Diagnostic]:
    yield self.diagnostic(document.entries[0].span, "Expected something else.")


MANUAL = LoudTitle.__doc__ or ""
WRONG = [
    (broken(check=says), "loud-title, example 1: expected nothing to be said of Good, got\n1:1: Expected something else"),
    (broken(check=lambda self, document: iter(())), "loud-title, example 1: expected a diagnostic of Bad, got none"),
    (broken(fixable=None), "loud-title: expected no safe fix, as its `fixable` is None"),
    (broken(__doc__=MANUAL.replace("Fish", "fish")), "fixing Bad gives Good, got another text:\n-- [fish].*\n+- [Fish]"),
    (broken(__doc__="A title in capitals."), "expected an example in the section Bad of its manual, found none"),
    (broken(__doc__=""), "loud-title: expected a docstring whose first line says what it reports"),
    (broken(name="Loud"), 'Loud: expected a name of small letters and hyphens, found "Loud"'),
]


@pytest.mark.parametrize(("rule", "message"), WRONG)
def test_a_rule_that_breaks_its_word_is_told(folder: Path, rule: type[Rule], message: str) -> None:
    with pytest.raises(AssertionError) as caught:
        check_rule(rule, cases(folder))
    before, _, after = message.partition(".*")
    assert before in str(caught.value)
    assert after in str(caught.value)


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        (["loud.txt"], "loud-title: expected a case in noise/loud-title that it reports, found none"),
        (["clean.md", "named.md"], "loud-title: expected as many clean cases as others, found 0 clean ones of 1"),
    ],
)
def test_a_rule_without_enough_cases_is_told(folder: Path, missing: list[str], message: str) -> None:
    for name in missing:
        (folder / "noise" / "loud-title" / name).unlink()
    with pytest.raises(AssertionError, match=message):
        check_rule(LoudTitle, cases(folder))
