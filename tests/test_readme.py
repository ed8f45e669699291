"""What README and the documents show is what happens.

The words after the fence of a block say how it is proved:

- `console`: commands after `$ `, run one after the other in a copy of the lists, and what each leaves on a terminal;
- `console installed`: the same where the example of a package with rules is installed, proved in `test_plugins.py`;
- `console review`: a command that asks, and its first question, which `test_review.py` proves;
- `markdown PATH`, and anything else with a path that begins with `examples/`: an excerpt of that file;
- `diff FOLDER`: lines of the list in a folder of `examples/`, and what stands in their place once it is fixed;
- `toml NAME`: a settings file of that name; `toml NAME mistaken`: one that is refused;
- `python`: code, run one block after the other, and what it prints in the `text` after it;
- `yaml PATH`: a file for another program, read by that program's own checker in `test_integrations.py`, as is `sh docker`;
- `sh use`, `sh test`: the two commands that `.ci/run` runs word for word; `sh install` is the first half of the first;
- `python src/PATH`, `markdown PATH new`, `text tests/PATH`, `console checkout`: files to be written into a checkout, commands
  to be run there, and a file that they write, proved in `test_adding_a_rule.py`;
- `sh completion`: a line that a real bash reads in `test_completion.py`.

A line `...` stands for any lines left out. `--update` rewrites the output of commands in blocks without one.
"""

import importlib
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import mdformat
import pytest
from terminal import ROOT, checkout, run

import awesome_lint
from awesome_lint.cli.commands import awesome_lint as awesome_lint_command
from awesome_lint.engine.linter import lint
from awesome_lint.habits.book import Pins
from awesome_lint.parser import parse
from awesome_lint.registry.discovery import discover
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.settings import Selection, Settings, SettingsError, choose
from awesome_lint.settings.files import load
from awesome_lint.settings.model import TopTable, keys
from awesome_lint.source import Source

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PAGES = (
    "README.md",
    "docs/adding-a-rule.md",
    "docs/adding-entries.md",
    "docs/adopting.md",
    "docs/api.md",
    "docs/command-line.md",
    "docs/comparison.md",
    "docs/how-it-decides.md",
    "docs/index.md",
    "docs/migrating.md",
    "docs/profiles.md",
    "docs/pull-requests.md",
    "docs/report.md",
    "docs/rules.md",
    "docs/settings.md",
    "docs/start.md",
)
# Those with files for other programs.
INTEGRATION_PAGES = ("README.md", "docs/adopting.md", "docs/looking-up.md", "docs/pull-requests.md")
ADDING = "docs/adding-a-rule.md"
PAPERS = ROOT / "examples" / "paper-list" / "README.md"

BLOCK = re.compile(r"^```(?P<info>[^\n`]+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
PROMPT = "$ "
ELISION = "..."

every_page = pytest.mark.parametrize("page", PAGES)


class Block(NamedTuple):
    """A fenced block: the words after the fence, and its text."""

    words: tuple[str, ...]
    text: str

    @property
    def is_excerpt(self) -> bool:
        kind, *words = self.words
        return len(words) == 1 and kind != "diff" and (kind == "markdown" or words[0].startswith("examples/"))


@dataclass(frozen=True)
class Step:
    """A command as a document shows it, with its output."""

    command: str
    output: str


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def blocks(text: str) -> Iterator[Block]:
    for match in BLOCK.finditer(text):
        yield Block(tuple(match["info"].split()), match["text"])


def block(page: str, *words: str) -> str:
    """Return the text of the only block of the page with these words."""
    (found,) = (each.text for each in blocks(read(page)) if each.words == words)
    return found


def steps(text: str) -> Iterator[Step]:
    """Yield the commands of a console block, each with the lines up to the next."""
    assert text.startswith(PROMPT)
    for part in re.split(rf"^{re.escape(PROMPT)}", text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield Step(command, output)


def pattern(shown: str) -> str:
    """Return the regular expression of a text in which `...` stands for any lines."""
    lines = shown.splitlines(keepends=True)
    return "".join(r"(?:.*\n)*?" if line.strip() == ELISION else re.escape(line) for line in lines)


def played(page: str, folder: Path) -> Iterator[tuple[Block, str]]:
    """Yield each console block of the page, with what its commands leave when they are run in the order of the page."""
    for each in blocks(read(page)):
        if each.words[0] == "toml" and not each.is_excerpt:
            for name in (".awesome-lint.toml", "pyproject.toml"):
                (folder / name).unlink(missing_ok=True)
            settings_file(each, folder)
        elif each.words == ("console",):
            yield each, "".join(f"{PROMPT}{step.command}\n{run(step.command, folder).text}" for step in steps(each.text))


@every_page
def test_commands_show_what_the_page_shows(page: str, tmp_path: Path, update: bool) -> None:
    text = read(page)
    for shown, actual in played(page, checkout(tmp_path)):
        if update and f"\n{ELISION}\n" not in shown.text:
            text = text.replace(f"```console\n{shown.text}```", f"```console\n{actual}```")
            continue
        assert re.fullmatch(pattern(shown.text), actual), f"{page} shows\n{shown.text}\ninstead of\n{actual}"
    if update:
        (ROOT / page).write_text(text, encoding="utf-8")


@every_page
def test_code_prints_what_the_page_shows(page: str, update: bool) -> None:
    text = read(page)
    names: dict[str, object] = {}
    printed = ""
    for each in blocks(text):
        if each.words == ("python",):
            assert not printed, f"{page} does not show\n{printed}"
            with redirect_stdout(StringIO()) as stream:
                exec(each.text, names)
            printed = stream.getvalue()
        elif each.words == ("text",):
            if update:
                text = text.replace(f"```text\n{each.text}```", f"```text\n{printed}```", 1)
            else:
                assert each.text == printed
            printed = ""
    assert not printed, f"{page} does not show\n{printed}"
    if update:
        (ROOT / page).write_text(text, encoding="utf-8")


@every_page
def test_excerpts_are_from_the_file(page: str) -> None:
    for each in blocks(read(page)):
        if each.is_excerpt:
            anything = r"(?:.*\n)*?"
            assert re.fullmatch(anything + pattern(each.text) + anything, read(each.words[1])), f"not in {each.words[1]}"


@every_page
def test_differences_are_those_of_a_fix(page: str) -> None:
    for each in blocks(read(page)):
        if each.words[0] == "diff":
            before, after = (
                "".join(line[1:] for line in each.text.splitlines(keepends=True) if line[0] == mark) for mark in "-+"
            )
            folder = each.words[1]
            # Lines that stand together, so that nothing of the difference is left out.
            assert before in read(f"{folder}/README.md")
            assert read(f"{folder}/README.md").replace(before, after) == read(f"{folder}/fixed.md")


@every_page
def test_every_block_is_proved(page: str) -> None:
    for each in blocks(read(page)):
        kind, *words = each.words
        assert each.is_excerpt or (kind, len(words)) in {
            ("console", 0),
            ("console", 1),
            ("diff", 1),
            ("markdown", 2),
            ("python", 0),
            ("python", 1),
            ("text", 0),
            ("text", 1),
            ("toml", 1),
            ("toml", 2),
            ("yaml", 1),
            ("sh", 1),
        }
        assert kind != "sh" or (page, *words) in {
            ("README.md", "use"),
            ("README.md", "test"),
            ("docs/command-line.md", "completion"),
            ("docs/start.md", "install"),
            ("docs/pull-requests.md", "docker"),
        }
        assert kind != "console" or words in ([], ["checkout"], ["installed"], ["review"])
        is_new = words[1:] == ["new"] or (kind in ("python", "text") and len(words) == 1 and not each.is_excerpt)
        assert not is_new or page == ADDING
        assert kind != "yaml" or page in INTEGRATION_PAGES


@every_page
def test_pages_are_clean(page: str) -> None:
    report = lint(parse(Source.from_text(read(page), page)), RuleSet.default())
    assert report.diagnostics == ()


@every_page
def test_links_lead_somewhere(page: str) -> None:
    for link in parse(Source.from_text(read(page), page)).links:
        if "://" in link.url:
            continue
        name, _, fragment = link.url.partition("#")
        target = (ROOT / page).parent / name if name else ROOT / page
        assert target.exists(), f"{page}: {link.url}"
        if fragment:
            assert fragment in {heading.slug for heading in parse(Source.from_text(target.read_text("utf-8"))).headings}


def test_every_attack_is_held_by_a_test() -> None:
    rows = [line for line in read("docs/security.md").splitlines() if line.startswith("| ") and not line.startswith("| attack")]
    rows = [line for line in rows if not line.startswith("| ---")]
    assert len(rows) >= 15
    for row in rows:
        attack, answer, test = re.split(r"(?<!\\) \| ", row.strip("| "))
        assert attack
        assert answer.endswith(".")
        assert test.startswith("none: ") or re.search(r"`test_\w+`", test) or test == "the same", row
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = set(re.findall(r"`(test_\w+)`", read("docs/security.md")))
    assert {name for name in named if f"def {name}(" not in tests} == set()


def test_every_document_is_listed() -> None:
    # The navigation of the site is what this page links to.
    listed = {link.url for link in parse(Source.from_text(read("docs/index.md"))).links}
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"index.md"}
    assert pages - listed == {"changelog.md", "contributing.md"}
    assert {"../CHANGELOG.md", "../CONTRIBUTING.md"} <= listed


def test_the_comparison_answers_every_row() -> None:
    rows = [line.strip("| ").split(" | ") for line in read("docs/comparison.md").splitlines() if line.startswith("| ")]
    rows = [row for row in rows if row[0] not in ("awesome-lint", "---")]
    assert len(rows) == len({row[0] for row in rows}) > 40
    assert all(len(row) == 9 and all(cell.strip() for cell in row) and row[1] != "-" for row in rows)


def test_the_comparison_names_options_and_commands_that_exist() -> None:
    ours = " ".join(line.split(" | ")[1] for line in read("docs/comparison.md").splitlines() if line.startswith("| "))
    commands = awesome_lint_command.commands
    options = {name for command in commands.values() for each in command.params for name in (*each.opts, *each.secondary_opts)}
    assert set(re.findall(r"--[a-z-]+", ours)) - {"---"} <= options
    assert set(re.findall(r"`awesome-lint ([a-z]+)", ours)) <= set(commands)


def test_the_comparison_has_the_figures_that_were_measured() -> None:
    measured = next(line for line in read("docs/architecture.md").splitlines() if line.startswith("| awesome-go |"))
    compared = next(line for line in read("docs/comparison.md").splitlines() if line.startswith("| Time for "))
    figures = re.findall(r" (\d+\.\d+) \|", measured)
    assert len(figures) == 5
    assert sorted(re.findall(r"(\d+\.\d+) parses", compared.replace("]", ""))) == sorted(figures)


def test_the_two_commands_are_there(tmp_path: Path) -> None:
    install, _, use = block("README.md", "sh", "use").strip().partition(" && ")
    assert install == "pip install ."
    assert block("docs/start.md", "sh", "install") == f"{install}\n"
    assert run(use, checkout(tmp_path)).status == 0
    assert block("README.md", "sh", "test") == 'pip install -c constraints.txt -e ".[docs,test]" && python -m pytest\n'


def test_settings_are_read(tmp_path: Path) -> None:
    for page in PAGES:
        files = [each for each in blocks(read(page)) if each.words[0] == "toml" and not each.is_excerpt]
        # What is extended stands after what shows how, or before it.
        for each in files:
            settings_file(each, tmp_path)
        for each in files:
            path = settings_file(each, tmp_path)
            if each.words[2:] == ("mistaken",):
                with pytest.raises(SettingsError):
                    load(path)
            else:
                assert load(path) != Settings(path)


def settings_file(shown: Block, folder: Path) -> Path:
    path = folder / shown.words[1]
    path.parent.mkdir(exist_ok=True)
    path.write_text(shown.text, encoding="utf-8")
    return path


def test_settings_page_has_every_key() -> None:
    full = next(tomllib.loads(each.text) for each in blocks(read("docs/settings.md")) if "output-format" in each.text)
    assert set(full) == set(keys(TopTable))


def test_the_page_tells_what_extending_does(tmp_path: Path) -> None:
    _, shared, nearer = (each for each in blocks(read("docs/settings.md")) if "shared/base.toml" in str(each))
    settings_file(shared, tmp_path)
    settings = load(settings_file(nearer, tmp_path))
    assert settings.style == Pins(title_ending=".", author_conjunction="and")
    assert settings.options == {"spelling": {"words": ("frecency",)}}
    default = {name for name, rule in discover().items() if rule.default}
    assert {rule.name for rule in choose(settings, Selection())} == default - {"missing-link", "layout"}


@pytest.mark.parametrize(
    ("selection", "runs"),
    [
        (Selection(select=("authors",), ignore=("et-al",)), {"et-al": False, "author-separator": True}),
        (Selection(ignore=("authors",), extend_select=("et-al",)), {"et-al": True, "author-separator": False}),
        (Selection(ignore=("et-al",), extend_select=("et-al",)), {"et-al": False, "author-separator": True}),
    ],
)
def test_the_narrower_name_wins(selection: Selection, runs: Mapping[str, bool]) -> None:
    assert {name: selection.chooses(discover()[name]) for name in runs} == runs


@pytest.mark.parametrize(
    ("rule", "firm", "times", "share", "odd"),
    [
        ("author-conjunction", "five times and four in five", 5, 0.8, 1),
        ("title-ending", "ten times and three in four", 10, 0.75, 4),
        ("title-ending", "what all of them do but one, where that are five or more", 5, 0.8, 1),
        ("entry-style", "fifteen times and nine in ten", 15, 0.9, 2),
    ],
)
def test_habits_are_firm_where_the_page_says(rule: str, firm: str, times: int, share: float, odd: int) -> None:
    assert firm in read("docs/how-it-decides.md")
    usual = "- **A paper on the nets of number {}.** *Ann Lee and Bo Chen.* [paper](https://example.org/{})\n"
    other = "- **A paper that is another one** *Ann Lee & Bo Chen.*[paper](https://example.org/0)\n"
    least = next(count for count in range(1, 50) if count >= times and count / (count + odd) >= share)
    rules = RuleSet.of([discover()[rule]()])
    for count in (least - 1, least):
        text = "".join(usual.format(number, number) for number in range(1, count + 1)) + other * odd
        assert bool(lint(parse(Source.from_text(text)), rules).diagnostics) == (count == least)


def test_what_is_written_from_the_code_is_fresh(update: bool) -> None:
    build: Any = load_module(ROOT / "docs" / "build.py")
    if update:
        build.write()
    pages = build.pages()
    assert {path: path.read_text(encoding="utf-8") for path in {*pages, *build.PAGES.glob("*.md")}} == pages, (
        "run python docs/build.py"
    )


def test_a_rule_that_is_not_python_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build: Any = load_module(ROOT / "docs" / "build.py")
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "broken_rule.py"
    path.write_text('"""A rule."""\n\nclass BrokenRule(Rule:\n    pass\n', encoding="utf-8")
    monkeypatch.setattr(build, "pages", lambda: load_module(path))
    with pytest.raises(SystemExit) as ended:
        build.main()
    assert re.fullmatch(r"broken_rule\.py:3: .+: class BrokenRule\(Rule:; nothing was written", str(ended.value))


def test_pre_commit_accepts_its_settings(tmp_path: Path) -> None:
    path = tmp_path / ".pre-commit-config.yaml"
    path.write_text(block("README.md", "yaml", path.name), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "pre_commit", "validate-config", str(path)], check=True)
    (repository,) = from_yaml(path.read_text(encoding="utf-8"))["repos"]
    assert repository["rev"] == f"v{awesome_lint.__version__}"
    assert ids(repository["hooks"]) == ids(from_yaml(read(".pre-commit-hooks.yaml")))


def test_workflow_annotates_a_pull_request(tmp_path: Path) -> None:
    workflow = from_yaml(block("README.md", "yaml", ".github/workflows/list.yml"))
    assert workflow["jobs"]["check"]["steps"][-1]["uses"] == f"awesome-lint/awesome-lint@v{awesome_lint.__version__}"
    # What the action runs, see test_action.py.
    folder = checkout(tmp_path)
    assert run("awesome-lint --output-format github", folder) == ("", 0)
    annotated = run("awesome-lint --output-format github", folder / "examples" / "paper-list")
    assert annotated.status == 1
    assert any(line.startswith("::error ") for line in annotated.text.splitlines())


def test_general_tools_keep_what_is_wrong() -> None:
    text = mdformat.text(PAPERS.read_text(encoding="utf-8"))
    assert sum(line.endswith("_" * 70) for line in text.splitlines()) == 40
    assert "andLiang-Chieh" in text
    assert text.count("**Movement pruning: ") == 2


def load_module(path: Path) -> object:
    from importlib.util import module_from_spec, spec_from_file_location

    specification = spec_from_file_location(path.stem, path)
    assert specification
    assert specification.loader
    module = module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def from_yaml(text: str) -> Any:
    # Comes with pre-commit; its types do not.
    return importlib.import_module("yaml").safe_load(text)


def ids(hooks: Iterable[Mapping[str, str]]) -> set[str]:
    return {hook["id"] for hook in hooks}
