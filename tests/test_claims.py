"""What README and the documents say in sentences, where no block shows it: each stands on its page, and is true."""

import socket
from pathlib import Path

import pytest
from terminal import ROOT

from awesome_lint.cli import commands
from awesome_lint.engine.fixer import fix
from awesome_lint.engine.linter import lint
from awesome_lint.entries import EntryKind
from awesome_lint.parser import parse
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source

README = "README.md"
PAPERS = ROOT / "examples" / "paper-list"
PAPER = "- **Weights of tree {0}.** *Ann Lee and Bo Chen.* [paper](https://example.org/{0})\n"
# A list with something to fix by hand, something that is fixable, and something that may change words.
NEGLECTED = (
    "# Leaves\n\n" + "".join(PAPER.format(number) for number in range(1, 12)) + PAPER.format(2) + "\n## Empty\n\n## Two\n\n"
)
NEGLECTED += PAPER.format(20).replace("Ann Lee and Bo Chen", "Ann Lee, Bo Chen, et.al") + PAPER.format(21).replace(
    "tree", "teh tree"
)


def claimed(page: str, sentence: str) -> None:
    """Hold a page to a sentence, so that neither it nor its test is changed without the other."""
    text = " ".join((ROOT / page).read_text(encoding="utf-8").split())
    assert " ".join(sentence.split()) in text, f"{page} does not say: {sentence}"


def fixed(text: str, *, unsafe: bool = False) -> str:
    return fix(Source.from_text(text), RuleSet.default(), unsafe=unsafe).after.text


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "--diff"),
        ("check", "--unsafe-fixes"),
        ("check", "--write-baseline"),
        ("check", "--report", "html=report.html"),
        ("explain", "layout"),
        ("config",),
        ("export",),
        ("export", "--output", "entries.jsonl"),
        ("init", "--awesome", "--papers"),
        ("links", "--explain-requests"),
        ("rules",),
        ("show",),
        ("style",),
    ],
    ids=" ".join,
)
def test_only_some_commands_write_into_a_list(arguments: tuple[str, ...], empty_repository: Path) -> None:
    claimed(
        README, "Only `--fix`, `--add-ignore` and the command `add` write into a list. Checking and `--diff` touch nothing."
    )
    path = empty_repository / "README.md"
    path.write_text(NEGLECTED, encoding="utf-8")
    # There is something to say of it.
    assert commands.run(arguments) == (arguments[0] == "check" and "--write-baseline" not in arguments)
    assert path.read_text(encoding="utf-8") == NEGLECTED


def test_words_change_where_the_page_says() -> None:
    claimed(
        README,
        "Corrections of spelling and grammar, and what takes away a link without a target or an empty section, wait for"
        " `--unsafe-fixes`. `--fix` repairs broken characters (`JosÃ©`), `et al.`, slips in labels (`[papre]`) and the capitals"
        " of names that all write in one way",
    )
    slips = {
        PAPER.format(20).replace("Ann Lee", "JosÃ© Lee"): PAPER.format(20).replace("Ann Lee", "José Lee"),
        PAPER.format(21).replace(" and Bo Chen", ", et.al"): PAPER.format(21).replace(" and Bo Chen", ", et al"),
        PAPER.format(22).replace("[paper]", "[papre]"): PAPER.format(22),
        "\nMost of them need Pytorch.\n\n": "\nMost of them need PyTorch.\n\n",
    }
    left = {
        PAPER.format(30).replace("tree", "teh tree"): PAPER.format(30).replace("tree", "the tree"),
        PAPER.format(31).replace("(https://example.org/31)", "()"): PAPER.format(31).replace(
            " [paper](https://example.org/31)", ""
        ),
        "\nThis is a open list.\n": "\nThis is an open list.\n",
    }
    usual = "# Leaves\n\n## One\n\n" + "".join(PAPER.format(number) for number in range(1, 12))
    text = usual + "".join((*slips, *left)) + "\n## Empty\n\n## Two\n\n" + PAPER.format(40)
    safely = usual + "".join((*slips.values(), *left)) + "\n## Empty\n\n## Two\n\n" + PAPER.format(40)
    assert fixed(text) == safely
    assert fixed(text, unsafe=True) == usual + "".join((*slips.values(), *left.values())) + "\n## Two\n\n" + PAPER.format(40)


def test_no_rule_about_fields_touches_what_was_not_read() -> None:
    claimed(README, "Where the fields of an entry cannot be told apart, no rule about fields touches it.")
    usual = "# Leaves\n\n" + "".join(PAPER.format(number) for number in range(1, 12))
    unread = "- See [this](https://example.org/a) and [that](https://example.org/b), Ann Lee andBo Chen et.al\n"
    read = PAPER.format(12).replace("Ann Lee and Bo", "Ann Lee andBo")
    document = parse(Source.from_text(usual + unread + read))
    assert document.entries[-2].kind is EntryKind.UNPARSED
    told = lint(document, RuleSet.default()).diagnostics
    assert {diagnostic.rule for diagnostic in told if document.entries[-2].span.overlaps(diagnostic.span)} == set()
    # Where they can, it does.
    assert [diagnostic.rule for diagnostic in told] == ["glued-conjunction"]


def test_nothing_goes_online_but_what_says_so(empty_repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claimed(README, "Only `links`, `lookup`, `export --lookup`, and `add` without a title ask other machines.")
    (empty_repository / "README.md").write_text(NEGLECTED.replace("## Empty\n\n", ""), encoding="utf-8")

    class Closed(socket.socket):
        def __init__(self, *arguments: object, **named: object) -> None:
            pytest.fail("a socket was opened")

    monkeypatch.setattr(socket, "socket", Closed)
    paper = ("2306.00978", "--title", "Weights of the leaves", "--author", "Ann Lee", "--to", "Leaves")
    for arguments in (("add", *paper), ("style",), ("show",), ("init", "--dry-run"), ("export", "--format", "bibtex")):
        assert commands.run(arguments) == 0, arguments


def test_the_figures_of_the_comparison_are_those_of_today() -> None:
    row = next(
        line for line in (ROOT / README).read_text(encoding="utf-8").splitlines() if line.startswith("| awesome-lint | ")
    )
    assert row == ("| awesome-lint | 91 problems that 15 rules report | 8 problems, 4 of which `--unsafe-fixes` fixes |")
    source = Source.from_bytes((PAPERS / "README.md").read_bytes())
    report = lint(parse(source), RuleSet.default())
    assert sum(diagnostic.count for diagnostic in report.diagnostics) == 91
    assert len({diagnostic.rule for diagnostic in report.diagnostics}) == 15
    left = lint(parse(Source.from_bytes((PAPERS / "fixed.md").read_bytes())), RuleSet.default()).diagnostics
    assert sum(diagnostic.count for diagnostic in left) == 8
    assert sum(diagnostic.count for diagnostic in left if diagnostic.fix and not diagnostic.fix.is_safe) == 4
