"""One vocabulary for users, whatever they read: problem, fix, fixable, rule, file; what is wrong, then what to do."""

import re
from pathlib import Path

import pytest
from terminal import ROOT

# What was said once, and puzzled those who know other linters; and the way in which messages began.
PUZZLING = re.compile(
    r"\bmend(s|ed|ing)?\b|\bplaces? to (fix|mend)|\bh[oe]ld(s|ing)? back\b|\bby a person\b|\bneeds? a person\b"
    r"|Nothing to report|\bExpected `"
)
PAGES = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "action.yml",
    ROOT / ".pre-commit-hooks.yaml",
    ROOT / "editors/vscode/README.md",
    ROOT / "editors/vscode/package.json",
    ROOT / "src/awesome_lint/cli/help.txt",
    ROOT / "src/awesome_lint/settings/settings.schema.json",
    *sorted(ROOT.glob("examples/*/report.txt")),
    *sorted(path for path in (ROOT / "docs").glob("**/*.md") if path.name != "architecture.md"),
    *sorted(ROOT.glob("src/awesome_lint/reporters/html/*.js")),
    *sorted(ROOT.glob("tests/rules/*/*/*.txt")),
]


@pytest.mark.parametrize("folder", sorted({page.parent for page in PAGES}), ids=lambda folder: str(folder.relative_to(ROOT)))
def test_words_are_those_of_the_field(folder: Path) -> None:
    found = [
        f"{page.name}: {match.group()}"
        for page in PAGES
        if page.parent == folder
        for match in PUZZLING.finditer(page.read_text(encoding="utf-8"))
    ]
    assert not found


def test_a_message_says_what_to_do() -> None:
    """Every message has a remedy behind a colon or a semicolon, or says what something should be."""
    text = (ROOT / "docs/messages.md").read_text(encoding="utf-8")
    messages = [line.removeprefix("- ") for line in text.splitlines() if line.startswith("- ")]
    assert len(messages) > 200
    without = [message for message in messages if not re.search(r"[:;] |should be|No table of contents", message)]
    assert not without
    assert all(message.endswith(".") for message in messages)
