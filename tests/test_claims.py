"""What README and the documents say in sentences, where no block shows it: each stands on its page, and is true."""

import re
import socket
import subprocess
import sys
from io import StringIO
from pathlib import Path

import cmarkgfm
import pytest
from faults import FAULTS
from msgspec.structs import replace
from terminal import ROOT

import awesome_lint
from awesome_lint.cache import store
from awesome_lint.cli import commands, progress
from awesome_lint.cli.profiles import AWESOME, PAPERS
from awesome_lint.diagnostic import MANY
from awesome_lint.engine.fixer import fix
from awesome_lint.engine.linter import lint
from awesome_lint.entries import EntryKind
from awesome_lint.online import addresses, exchange, links, matching, network, pace, queue
from awesome_lint.online.questions import MOST_FAMILIES
from awesome_lint.online.services import arxiv, crossref, github
from awesome_lint.parser import parse
from awesome_lint.registry.discovery import discover
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.reporters import FORMATS, rdjson
from awesome_lint.reporters.github import MOST_ANNOTATIONS
from awesome_lint.settings import Selection, Settings, choose_online
from awesome_lint.settings.files import from_table
from awesome_lint.source import Source

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

DAY = 24 * 60 * 60
README = "README.md"
SOURCES = ROOT / "src" / "awesome_lint"
PAPER_LIST = ROOT / "examples" / "paper-list"
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
    claimed("SECURITY.md", "Only `links`, `lookup`, `export --lookup`, and `add` without a title ask others")
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
    source = Source.from_bytes((PAPER_LIST / "README.md").read_bytes())
    report = lint(parse(source), RuleSet.default())
    assert sum(diagnostic.count for diagnostic in report.diagnostics) == 91
    assert len({diagnostic.rule for diagnostic in report.diagnostics}) == 15
    left = lint(parse(Source.from_bytes((PAPER_LIST / "fixed.md").read_bytes())), RuleSet.default()).diagnostics
    assert sum(diagnostic.count for diagnostic in left) == 8
    assert sum(diagnostic.count for diagnostic in left if diagnostic.fix and not diagnostic.fix.is_safe) == 4


@pytest.mark.parametrize(
    ("page", "sentence", "stated", "actual"),
    [
        ("docs/pull-requests.md", "GitHub shows ten errors of a step beside their lines", 10, MOST_ANNOTATIONS),
        ("docs/pull-requests.md", "A fix over more than ten lines is not suggested", 10, rdjson.MOST_LINES),
        ("docs/how-it-decides.md", "once there are ten of a kind or more", 10, MANY),
        ("docs/command-line.md", "32 MB at most", 32 << 20, store.MOST_KEPT),
        ("docs/command-line.md", "a run of more than a second shows how far it is", 1, progress.PATIENCE),
        ("docs/comparison.md", "thirteen: text in three", 13, len(FORMATS)),
        ("docs/links.md", "without one, single, and fifty at most", 50, links.MOST_WITHOUT_TOKEN),
        ("docs/links.md", "a hundred at a time with a token", 100, github.MOST_IDS),
        ("docs/links.md", "64 hosts at once", 64, network.HOSTS_AT_ONCE),
        ("docs/links.md", "up to a minute, and longer ends what is asked of it", 60, queue.LONGEST_PAUSE),
        ("docs/links.md", "Four failures in a row do the same for the run", 4, queue.FAILURES),
        ("docs/links.md", "No page is read further than 64 KiB", 64 << 10, exchange.PAGE_BYTES),
        ("docs/links.md", "or a mebibyte where its places are wanted", 1 << 20, exchange.ANCHORED_BYTES),
        ("docs/links.md", "none for longer than 20 s", 20, exchange.DEADLINE),
        ("docs/links.md", "ports other than 80 and 443", (80, 443), addresses.WEB_PORTS),
        ("docs/links.md", "It holds a week for what is well", 7 * DAY, exchange.Ages().alive),
        ("docs/links.md", "a day for what is not", DAY, exchange.Ages().gone),
        ("docs/links.md", "an hour for what did not answer", 60 * 60, network.TROUBLED_AGE),
        ("docs/links.md", "`--max-requests` (2000)", 2000, network.Limits().max_requests),
        ("docs/links.md", "`--max-time` (20 minutes)", 20 * 60, network.Limits().max_time),
        ("docs/looking-up.md", "arXiv numbers, a hundred at a time", 100, arxiv.MOST_IDS),
        (
            "docs/looking-up.md",
            "DOIs, fifty at a time; titles and two family names",
            (50, 2),
            (crossref.MOST_IDS, MOST_FAMILIES),
        ),
        ("docs/looking-up.md", "with a title of five words or more", 5, matching.LEAST_WORDS_ALONE),
        ("docs/looking-up.md", "the same title of three words or more", 3, matching.LEAST_WORDS),
        ("docs/looking-up.md", "half of the family names of the shorter list", 0.5, matching.SHARE),
        ("docs/looking-up.md", "years two apart at most", 2, matching.MOST_YEARS),
        ("docs/looking-up.md", "those with a record for 90 days", 90 * DAY, exchange.Ages().record),
        ("docs/looking-up.md", "those without for 14", 14 * DAY, exchange.Ages().nothing_found),
    ],
)
def test_figures_are_those_of_the_program(page: str, sentence: str, stated: object, actual: object) -> None:
    claimed(page, sentence)
    assert actual == stated


def test_editors_are_told_as_late_as_the_page_says() -> None:
    # The protocol of editors takes long to import, and most processes only have to know which tests there are.
    from awesome_lint.server.workspace import Options

    claimed("docs/editors.md", "of a list that takes long; 200. |")
    assert Options().delay == 200


@pytest.mark.parametrize("page", ["docs/links.md", "docs/looking-up.md"])
def test_hosts_are_asked_as_seldom_as_the_pages_say(page: str) -> None:
    """Of each row of `What leaves the machine`: the seconds between two requests."""
    rows = [line.strip("| ").split(" | ") for line in (ROOT / page).read_text(encoding="utf-8").splitlines() if line[:1] == "|"]
    stated = {row[0]: row[2] for row in rows if len(row) == 3}
    titles = {each.title: each for each in pace.SERVICES.values()}
    told = {
        "one request a second": 1,
        "one request in 3 s": 3,
        "one in 3 s": 3,
        "one in 2.5 s": 2.5,
        "one in 2 s": 2,
        "one in 0.5 s": 0.5,
        "one a second": 1,
    }
    found = 0
    for row, often in stated.items():
        names = [name for name in titles if re.search(rf"\b{re.escape(name)}", row)]
        if len(names) == 1:
            found += 1
            assert titles[names[0]].interval == told[often.partition(",")[0]], row
    assert found >= 3
    claimed("docs/looking-up.md", "| ten, and one, a second | | DataCite, OpenReview")
    assert pace.SERVICES["openalex"].interval == 0.1
    assert pace.SERVICES["semantic-scholar"].interval >= 1
    claimed("docs/looking-up.md", "where `--service` names them | one a second, one in 2 s |")
    assert [pace.SERVICES[name].interval for name in ("datacite", "openreview")] == [1, 2]
    claimed("docs/looking-up.md", "one a second, three with `--contact`")
    assert round(1 / pace.SERVICES["crossref"].with_contact) == 3


def test_the_page_of_settings_has_the_defaults_of_going_online() -> None:
    claimed(
        "docs/settings.md",
        "These are the defaults, but for `contact` and `skip`, which are empty, and `services`, where those that want a key,"
        " OpenAlex and Semantic Scholar, follow.",
    )
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^\[online\]\n[^`]*gone-after[^`]*", text, re.MULTILINE)
    stated, defaults = from_table(tomllib.loads(shown)).online, Settings(None).online
    assert stated.services == tuple(name for name in defaults.services if name not in ("openalex", "semantic-scholar"))
    assert (defaults.contact, defaults.skip) == (None, ())
    assert replace(stated, contact=None, skip=(), services=defaults.services) == defaults


def test_only_what_compares_asks_git(empty_repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claimed("docs/migrating.md", "Any file, or the standard input. Only `--since` and annotations on GitHub ask git.")
    (empty_repository / "README.md").write_text(NEGLECTED, encoding="utf-8")

    def started(*arguments: object, **named: object) -> None:
        raise AssertionError("a program was started")

    monkeypatch.setattr(subprocess.Popen, "__init__", started)
    for arguments in (("check",), ("check", "."), ("check", "--output-format", "github"), ("show",), ("check", "--fix")):
        assert commands.run(arguments) in (0, 1)
    assert commands.run(["--since", "HEAD"]) == 2


def test_quotation_marks_are_paired_and_apostrophes_are_not() -> None:
    claimed(
        "docs/migrating.md",
        "Nothing is said about apostrophes. A double quotation mark without a partner is reported by `unpaired-mark`.",
    )
    entries = "".join(
        f"- [{name}](https://example.org/{name}) - {text}.\n" for name, text in [("A", "The crew’s ‘oars"), ("B", "A “sail")]
    )
    told = lint(parse(Source.from_text(f"# Leaves\n\n{entries}")), RuleSet.default()).diagnostics
    assert [(each.rule, each.message[:3]) for each in told] == [("unpaired-mark", "`“`")]


def test_a_baseline_stands_beside_the_settings_or_at_the_top(empty_repository: Path) -> None:
    claimed(
        "docs/adopting.md",
        "The file is looked for beside the list and in the folders above, up to the top of the repository. Where there is none,"
        " `--write-baseline` makes it beside the settings file, or else at the top.",
    )
    lists = [empty_repository / name / "README.md" for name in ("two/deep", "one")]
    for path in lists:
        path.parent.mkdir(parents=True)
        path.write_text(NEGLECTED, encoding="utf-8")
    (empty_repository / "two" / ".awesome-lint.toml").write_text("", encoding="utf-8")
    for path in lists:
        assert commands.run(["--write-baseline", str(path)]) == 0
        assert commands.run([str(path)]) == 0
    written = {path.relative_to(empty_repository).parent.as_posix() for path in empty_repository.rglob("*baseline.json")}
    assert written == {".", "two"}


def test_the_first_of_three_names_in_the_nearest_folder_holds(
    empty_repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claimed(
        "docs/settings.md",
        "1. `.awesome-lint.toml` 1. `awesome-lint.toml` 1. `pyproject.toml`, if it has a table `[tool.awesome-lint]`"
        " One file holds;",
    )
    claimed("docs/settings.md", "`--isolated` uses none, and `--verbose` says which one was used;")
    folder = empty_repository / "docs"
    folder.mkdir()
    (folder / "README.md").write_text(NEGLECTED, encoding="utf-8")
    (empty_repository / ".awesome-lint.toml").write_text("ignore = []\n", encoding="utf-8")
    texts = {
        ".awesome-lint.toml": 'ignore = ["empty-section"]\n',
        "awesome-lint.toml": 'ignore = ["spelling"]\n',
        "pyproject.toml": "[tool.awesome-lint]\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    held = []
    for name in (*texts, ""):
        commands.run(["--verbose", "docs"])
        held.append(capsys.readouterr().err.splitlines()[0].rpartition(", ")[2])
        if name:
            (folder / name).unlink()
    assert held == [f"docs/{name}" for name in texts] + [".awesome-lint.toml"]
    commands.run(["--verbose", "--isolated", "docs"])
    assert capsys.readouterr().err.startswith(f"docs/README.md: {len(RuleSet.default().rules)} rules, no settings file\n")


def test_a_comment_between_two_entries_parts_their_list() -> None:
    claimed("docs/settings.md", "A comment on a line of its own between two entries makes two lists of one on GitHub")
    comment = "<!-- awesome-lint: ignore et-al -->"
    assert cmarkgfm.github_flavored_markdown_to_html(f"- One\n{comment}\n- Two\n").count("<ul>") == 2
    assert cmarkgfm.github_flavored_markdown_to_html(f"- One {comment}\n- Two\n").count("<ul>") == 1


def test_of_rules_of_other_commands_select_says_nothing() -> None:
    claimed(
        "docs/settings.md",
        "`select` is about a check; of the rules of other commands, `ignore` and `extend-select` decide.",
    )
    for selection, runs in [
        (Selection(select=("et-al",)), {"dead-link"}),
        (Selection(ignore=("dead-link",)), set()),
        (Selection(extend_select=("stale-repository",)), {"dead-link", "stale-repository"}),
    ]:
        chosen = {rule.name for rule in choose_online(Settings(selection=selection), Selection(), "online")}
        assert chosen & {"dead-link", "stale-repository"} == runs


def test_files_are_written_before_anything_is_reported(empty_repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claimed("docs/command-line.md", "with `--fix`, files are written before anything is reported.")
    paths = [empty_repository / name for name in ("one.md", "two.md")]
    for path in paths:
        path.write_text(NEGLECTED, encoding="utf-8")
    untouched: list[str] = []

    class Reported(StringIO):
        def write(self, text: str, /) -> int:
            untouched.extend(path.name for path in paths if path.read_text(encoding="utf-8") == NEGLECTED)
            return super().write(text)

    stream = Reported()
    monkeypatch.setattr(sys, "stdout", stream)
    assert commands.run(["--fix", "--jobs", "1", "one.md", "two.md"]) == 1
    assert stream.getvalue()
    assert not untouched


def test_what_the_awesome_lists_ask_for_is_asked_for() -> None:
    """By the rules that the table of the page names, once `init --awesome` has written its settings."""
    text = (ROOT / "docs" / "profiles.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\(rules/([a-z-]+)\.md\)", text))
    assert len(named) > 12
    default = {rule.name for rule in RuleSet.default().rules}
    assert named <= default | {each.rule for each in AWESOME.rules}
    assert {each.rule for each in AWESOME.rules} <= named


def test_what_papers_may_hold_is_asked_for() -> None:
    claimed(
        "docs/profiles.md",
        "that venue and year are there where nearly all others have them, that initials are written in one way, that nobody is"
        " named twice, that what is called code leads to no paper, and that links to arXiv lead to the newest version. Two more"
        " rules, about capitals and acronyms in titles, stand there as comments.",
    )
    rules = ["missing-venue", "missing-year", "author-initials", "repeated-author", "label-mismatch"]
    assert [each.rule for each in PAPERS.rules] == rules
    assert [(each.rule, each.key) for each in PAPERS.options] == [("arxiv-link", "versions")]
    assert [each.rule for each in PAPERS.doubtful] == ["title-case", "title-acronym"]


def test_a_list_of_papers_is_shown_the_form_of_the_awesome_lists(
    empty_repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claimed("docs/profiles.md", "in that of the awesome lists where the list has none")
    (empty_repository / "README.md").write_text(NEGLECTED, encoding="utf-8")
    assert commands.run(["init", "--awesome", "--dry-run"]) == 0
    assert "`- [Name](https://example.org) - Description.`" in capsys.readouterr().out


def test_words_are_judged_as_the_page_of_spelling_says() -> None:
    page = "docs/spelling.md"
    slips = {
        "`classiffication`, `retreival`, `Sysytem`, `distallation`, `annota-tions`": None,
        "a single cheap slip leads to a common word (`availablity`, `docment`)": None,
        "too short, or too far away to be judged (`heterogenous`, `aslo`, `definately`)": None,
        "plurals that lack a syllable (`approachs`, `librarys`)": None,
        "closed before `based` (`rulebased`)": "rulebased",
        "they are well-known slips now": None,
        "(`Muti`, `Vedio`, `Psudo`, `Beyesian`, `drived`; they are": None,
    }
    known = ["endings (`writeable`, `prunable`)", "real words in the wrong place (`Date reuse`, `general-proposed`)"]
    known += ["words that are regular compounds (`Runhead`), parts of CamelCase (`EpiGenomoe`)"]
    for sentence in (*slips, *known):
        claimed(page, sentence)
    wrong = {word for sentence, only in slips.items() for word in ([only] if only else re.findall(r"`([^`]+)`", sentence))}
    right = {word for sentence in known for word in re.findall(r"`([^`]+)`", sentence)}
    title = "- **A survey of the {} of the images in the data.** *Ann Lee and Bo Chen.* [paper](https://example.org/{})\n"
    entries = "".join(title.format(word, number) for number, word in enumerate(sorted(wrong | right)))
    told = lint(
        parse(Source.from_text(f"# Papers on learning\n\n{entries}")), RuleSet.of([discover()["spelling"]()])
    ).diagnostics
    assert {each.message.split("`")[1] for each in told} == wrong


def test_the_lists_of_words_have_about_as_many_as_the_page_says() -> None:
    page = (ROOT / "docs" / "spelling.md").read_text(encoding="utf-8")
    for name, sentence in (
        ("misspellings", r"has some ([\d,]+) well-known slips"),
        ("words", r"adds some ([\d,]+) words of our own"),
    ):
        (stated,) = re.findall(sentence, page)
        text = (SOURCES / "knowledge" / f"{name}.txt").read_text(encoding="utf-8")
        lines = [line.split() for line in text.splitlines() if line[:1] != "#"]
        # The first of a line of slips is what was meant.
        words = sum(map(len, lines)) - (len(lines) if name == "misspellings" else 0)
        assert abs(int(stated.replace(",", "")) - words) < words / 10, f"{name}.txt has {words}"


def test_the_page_of_precision_adds_up() -> None:
    page = (ROOT / "docs" / "precision.md").read_text(encoding="utf-8")
    found = re.findall(r"^\| ([a-z-]+) \|" + r" ([\d,]+) \|" * 5 + "$", page, re.MULTILINE)
    rows = {name: [int(figure.replace(",", "")) for figure in figures] for name, *figures in found}
    judged, true = (sum(row[place] for row in rows.values()) for place in (3, 4))
    claimed("docs/precision.md", f"Of {judged:,} judged, {true:,} are true: {true / judged:.1%}.".replace("%", " %"))
    claimed("docs/precision.md", "A rule that is on by default is right 98 times in 100, or it is narrowed or turned off.")
    assert {name for name, rule in discover().items() if rule.default} == set(rows)
    assert all(round(row[4] / row[3], 2) >= 0.98 for row in rows.values() if row[3])
    heard = [int(lists) for lists in re.findall(r"^\| \d+-\d+ \| (\d+) \|$", page, re.MULTILINE)]
    claimed("docs/precision.md", f"So it is with {sum(heard)} lists.")


@pytest.mark.parametrize("entries", [4, 5])
def test_an_entry_goes_to_its_place_among_enough_titles(entries: int) -> None:
    claimed("docs/adding-entries.md", "but for four titles or fewer, which may stand so by chance")
    names = ["Bow", "Deck", "Hull", "Mast", "Oar"][:entries]
    text = "# Boats\n\n" + "".join(f"- [{name}](https://example.org/{name}) - A part of it.\n" for name in names)
    added = awesome_lint.add(text, "https://example.org/crew", title="Crew", description="Who rows.").text
    written = re.findall(r"^- \[(\w+)\]", added, re.MULTILINE)
    assert written == (sorted([*names, "Crew"]) if entries > 4 else [*names, "Crew"])


def test_the_plan_of_the_house_names_what_is_there() -> None:
    """Of the page about architecture: each file and module that it names, and each room of the contracts."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    names = re.findall(r"`([\w./]+)`", page)
    paths = [name for name in names if re.search(r"/|\.py$", name)]
    # A page speaks of `blocks.py` where it has said which folder.
    roots = (ROOT, SOURCES, SOURCES / "parser", SOURCES / "reporters" / "html")
    assert len(paths) > 30
    assert {path for path in paths if not any((root / path).exists() for root in roots)} == set()
    files = [path for path in SOURCES.rglob("*.py") if path.parent.parent.name != "rules"]
    known = {path.stem for path in files} | {path.parent.name for path in files}
    dotted = [
        name.split(".") for name in names if re.fullmatch(r"[a-z_]+(?:\.[a-z_]+)+", name) and name.partition(".")[0] in known
    ]
    # `document.style.title_ending` is what a rule writes.
    modules = [name for name in dotted if name[0] not in ("document", "source") and name[-1] != "py"]
    assert len(modules) > 30
    for name in modules:
        # The last word may be a function.
        assert known >= set(name[:-1]), name
        texts = [path.read_text(encoding="utf-8") for path in files if name[-2] in (path.stem, path.parent.name)]
        is_function = any(f"\ndef {name[-1]}(" in text or f"\nclass {name[-1]}" in text for text in texts)
        assert name[-1] in known or is_function, name
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    table = page.partition("| floor | rooms | alone knows |")[2].partition("\n\n")[0]
    assert {name for layer in layers for name in layer.split(" | ")} <= set(re.findall(r"`(\w+)`", table))


TOOL = "- [Tool {0}](http://github.com/o/tool-{0}) - Does a thing{1}\n"


def told_of(*entries: str) -> list[tuple[str, int]]:
    report = awesome_lint.lint("# Tools\n\n## One\n\n" + "".join(entries), ignore="insecure-link,missing-description")
    return [(diagnostic.rule, diagnostic.count) for diagnostic in report.diagnostics]


def test_of_few_descriptions_all_but_one_are_a_habit() -> None:
    claimed("docs/how-it-decides.md", "of six descriptions, the one without a period is reported, of five it is not.")
    for number, told in ((6, [("description-ending", 1)]), (5, [])):
        assert told_of(TOOL.format(0, ""), *(TOOL.format(each, ".") for each in range(1, number))) == told


def test_a_section_with_a_habit_of_its_own_is_left_alone() -> None:
    claimed(
        "docs/how-it-decides.md",
        "A group of entries with a firm habit of its own, such as one section whose descriptions have no period, is not held to"
        " the habit of the rest",
    )
    usual = [TOOL.format(number, ".") for number in range(20)]
    assert told_of(*usual, "\n## Two\n\n", *(TOOL.format(number, "") for number in range(20, 30))) == []
    assert told_of(*usual, TOOL.format(20, "")) == [("description-ending", 1)]


def test_one_cause_is_told_once_with_its_places() -> None:
    page = "docs/how-it-decides.md"
    claimed(
        page,
        "The fix fixes all of them, a comment at one of the places ignores that one, and the count at the end counts places.",
    )
    entries = [TOOL.format(number, ".") for number in range(12)]
    entries[3] = entries[3].rstrip("\n") + " <!-- awesome-lint: ignore insecure-link -->\n"
    fixed = awesome_lint.fix("# Tools\n\n" + "".join(entries))
    (told,) = awesome_lint.lint("# Tools\n\n" + "".join(entries)).diagnostics
    assert (told.rule, told.count, len(told.places)) == ("insecure-link", 11, 11)
    assert (dict(fixed.applied), fixed.text.count("http://")) == ({"insecure-link": 11}, 1)


def test_an_audit_has_the_limits_that_the_page_says() -> None:
    program = (ROOT / "examples" / "audit" / "audit.py").read_text(encoding="utf-8")
    for sentence, line in (
        ("counts as one of these after 60 seconds (`--limit`)", '"--limit", type=float, default=60.0,'),
        ("Lists are audited in parts of 100 (`--part-size`)", '"--part-size", type=int, default=100,'),
        ("elsewhere, a line is written every ten seconds", "\nEVERY = 10.0\n"),
        ("a list at which processes died twice has a row that says so", "\nMOST_TRIES = 2\n"),
    ):
        claimed("docs/many-lists.md", sentence)
        assert line in program


def test_the_hosts_with_faults_are_as_many_as_the_page_says() -> None:
    """What each of them gets is a run of a minute: `python -m benchmarks.link_checkers`."""
    page = (ROOT / "docs" / "links.md").read_text(encoding="utf-8")
    names = [name for name in FAULTS if not name.endswith("-target")]
    claimed("docs/links.md", f"ask the same {len(names)} hosts, one at a time")
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if re.match(r"\| \d+ that ", line)]
    for place in range(len(rows[0])):
        figures = [int(figure) for row in rows for figure in re.findall(r"\d+", row[place])]
        assert sum(figures) == len(names), place


def test_a_slot_without_a_word_is_no_entry() -> None:
    claimed(
        "docs/api.md", "A slot without a word, such as `- **** **`, is no entry: the document has it among its `placeholders`."
    )
    document = awesome_lint.parse("# Tools\n\n- [One](https://example.org/1) - Does a thing.\n- **** **\n")
    assert [entry.kind for entry in document.entries] == [EntryKind.NAMED]
    assert [len(run.spans) for run in document.placeholders] == [1]


def test_programs_of_the_checkout_have_the_options_that_pages_name() -> None:
    found = 0
    for page in (ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for name, arguments in re.findall(
            r"python (?:-m )?((?:benchmarks|docs|\.ci|tests\.)[\w./]+)([^`\n]*)", page.read_text("utf-8")
        ):
            path = ROOT / name if name.endswith(".py") else ROOT / name.replace(".", "/")
            files = [path] if path.suffix else [*path.glob("*.py"), *path.parent.glob(f"{path.name}.py")]
            text = "".join(file.read_text(encoding="utf-8") for file in files)
            found += bool(text)
            assert text, (page.name, name)
            assert [option for option in re.findall(r"--[a-z][a-z-]*", arguments) if f'"{option}"' not in text] == [], name
    assert found > 8


def test_of_several_settings_those_of_the_first_list_hold_for_a_run(
    empty_repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claimed(
        "docs/settings.md",
        "where it has several lists with several files, those of the first list do, each with its own `skip`.",
    )
    for name, service in (("one", "dblp"), ("two", "crossref")):
        folder = empty_repository / name
        folder.mkdir()
        text = "# Leaves\n\n" + "".join(PAPER.format(f"{name}-{number}") for number in range(4))
        text += "- **Roots of the trees in the wind.** *Ann Lee and Bo Chen.*\n"
        (folder / "README.md").write_text(text, encoding="utf-8")
        settings = f'[online]\nservices = ["{service}"]\nskip = ["https://example.org/{name}-*"]\n'
        (folder / ".awesome-lint.toml").write_text(settings, encoding="utf-8")
        (folder / "more.md").write_text(f"# More\n\n- [Seeds](https://example.org/of-{name}) - What grows.\n", encoding="utf-8")
    for first, service in (("one", "DBLP"), ("two", "Crossref")):
        second = "two" if first == "one" else "one"
        assert commands.run(["lookup", "--explain-requests", first, second]) == 0
        shown = capsys.readouterr().out
        assert shown.startswith(f"{service}: 1 request at most\n")
        assert "\n1 request at most; " in shown
    assert commands.run(["links", "--explain-requests", "one/README.md", "two/README.md", "one/more.md"]) == 0
    assert re.findall(r"^  (\S+)$", capsys.readouterr().out, re.MULTILINE) == ["https://example.org/of-one"]


def test_the_forms_of_venues_and_years_are_only_shown() -> None:
    claimed(
        "docs/how-it-decides.md",
        "The forms of venues and years are only shown: [`venue-style`](rules/venue-style.md) counts by itself",
    )
    for path in (SOURCES / "rules").rglob("*.py"):
        assert not re.search(r"\.(?:venue|year)_form\b", path.read_text(encoding="utf-8")), path
    usual = "- **Nets of tree {0}.** *Ann Lee and Bo Chen.* ICML 2020. [paper](https://example.org/{0})\n"
    text = (
        "# Leaves\n\n"
        + "".join(usual.format(number) for number in range(12))
        + usual.format(12).replace("ICML 2020", "ICML'20")
    )
    assert [each.rule for each in awesome_lint.lint(text).diagnostics] == ["venue-style"]
