"""Manual pages and examples come from the rule's own class."""

from typing import Annotated, ClassVar

import pytest
from msgspec import Meta

from awesome_lint.diagnostic import Applicability
from awesome_lint.registry.discovery import discover
from awesome_lint.registry.manual import Example, examples, manual, summary
from awesome_lint.rule import Rule


class Shouting(Rule, frozen=True):
    """Titles in capitals.

    ## Why

    They tire the reader.

    ## Bad

    ```markdown
    - **ONE.** *Ann Lee.*
    ```

    And with a heading, which is part of the example:

    ````markdown
    ## TWO

    ```
    code
    ```
    ````

    ## Good

    ```markdown
    - **One.** *Ann Lee.*
    ```

    ## Fix

    Unsafe: acronyms look the same.
    """

    __module__ = "awesome_lint.rules.titles.shouting_title"
    default: ClassVar[bool] = False
    fixable: ClassVar[Applicability | None] = Applicability.UNSAFE

    least_words: Annotated[int, Meta(description="Shorter titles are left alone.")] = 2
    allowed: tuple[str, ...] = ("NASA", "IEEE")
    strict: bool = False


class Quiet(Rule, frozen=True):
    """Nothing at all."""

    __module__ = "awesome_lint.rules.text.quiet_text"


class Generous(Rule, frozen=True):
    """More good than bad.

    ## Good

    ```markdown
    - One
    ```
    """

    __module__ = "awesome_lint.rules.text.generous_text"


def test_the_first_line_is_what_a_rule_reports() -> None:
    assert summary(Shouting) == "Titles in capitals."


def test_a_page_names_the_rule_its_group_and_its_fix() -> None:
    page = manual(Shouting)
    assert page.startswith(
        "# shouting-title\n\nTitles in capitals.\n\n"
        "Group `titles`, off by default, fixed by `--fix --unsafe-fixes`.\n\n## Why\n\nThey tire the reader.\n"
    )
    assert '`--extend-select shouting-title`, or with `extend-select = ["shouting-title"]`' in page
    assert manual(Quiet) == (
        "# quiet-text\n\nNothing at all.\n\nGroup `text`, on by default, no fix.\n\n"
        '## Settings\n\nTurn it off with `--ignore quiet-text`, or with `ignore = ["quiet-text"]` in a settings file.\n'
    )


def test_options_are_listed_as_a_settings_file_has_them() -> None:
    assert (
        "## Options\n\n"
        "- `least-words` (int, default `2`): Shorter titles are left alone.\n"
        '- `allowed` (tuple[str, ...], default `["NASA", "IEEE"]`)\n'
        "- `strict` (bool, default `false`)\n"
    ) in manual(Shouting)


def test_examples_are_paired_by_their_places() -> None:
    assert examples(Shouting) == (
        Example("- **ONE.** *Ann Lee.*\n", "- **One.** *Ann Lee.*\n"),
        Example("## TWO\n\n```\ncode\n```\n", None),
    )
    assert examples(Quiet) == ()


def test_a_hint_at_more_lines_counts_on() -> None:
    hinted = "- [Oar 1](https://example.org/1)\n…\n- [Oar 4](https://example.org/4): It.\n\n…\n"

    class Habitual(Rule, frozen=True):
        __doc__ = f"One of many.\n\n## Bad\n\n```markdown\n{hinted}```\n"
        __module__ = "awesome_lint.rules.text.habitual_text"

    written = "".join(f"- [Oar {number}](https://example.org/{number})\n" for number in (1, 2, 3))
    # Where no number says how many, the mark stands for itself.
    assert examples(Habitual) == (Example(f"{written}- [Oar 4](https://example.org/4): It.\n\n…\n", None),)
    assert hinted in manual(Habitual)


def test_a_good_example_without_a_bad_one_is_refused() -> None:
    with pytest.raises(ValueError, match="generous-text: 1 good examples, but only 0 bad ones"):
        examples(Generous)


@pytest.mark.parametrize("name", list(discover()))
def test_every_rule_has_a_page_with_an_example(name: str) -> None:
    rule = discover()[name]
    assert manual(rule).startswith(f"# {name}\n\n{summary(rule)}\n")
    assert summary(rule).endswith(".")
    assert name == "layout" or examples(rule)
