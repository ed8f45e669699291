"""Rules of installed packages: the example of one, installed and used as people would, and everything that one can do wrong."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
import terminal
from terminal import ROOT
from test_readme import PROMPT, blocks, steps

import awesome_lint
from awesome_lint.engine.ask import RuleError
from awesome_lint.engine.linter import lint
from awesome_lint.parser import parse
from awesome_lint.registry.discovery import own_rules
from awesome_lint.registry.plugins import PluginError, contributed
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source

EXAMPLE = ROOT / "examples" / "awesome-lint-example-rules"
NAMES = {"outdated-venue", "shortened-link"}

PAPERS = """\
# Papers

- **Deep Nets.** *Ann Lee, Bo Day.* WWW 2017. [[paper](https://example.org/nets)]
- **Wide Nets.** *Ann Lee, Bo Day.* WWW 2019. [[paper](https://l.test/wide)]
"""
MENDED = PAPERS.replace("WWW 2019", "TheWebConf 2019")

RULE = '''\
from awesome_lint import Applicability, Diagnostic, Document, Edit, Effect, Fix, Rule, Span


class Loud(Rule, frozen=True):
    """A list that is too loud."""

    name = "loud-list"
    group = "noise"

    def check(self, document):
        yield self.diagnostic(Span(0, 1), "Expected silence, found none.")
'''


def run(python: Path | str, folder: Path, *arguments: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run `awesome-lint` of an environment in a folder."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "FORCE_COLOR", "COLUMNS")}
    if path is not None:
        environment["PYTHONPATH"] = path
    command = [str(python), "-m", "awesome_lint", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


installed = pytest.mark.environment


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The Python of an environment in which the example is installed beside awesome-lint."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, symlinks=True)
    executable = folder / "bin" / "python"
    (packages,) = folder.glob("lib/python*/site-packages")
    # What awesome-lint depends on is there already.
    shared = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    (packages / "shared.pth").write_text("".join(f"{path}\n" for path in shared), encoding="utf-8")
    example = shutil.copytree(EXAMPLE, folder / "example", ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "pip", "--python", str(executable), "install", "--quiet", "--no-deps"]
    subprocess.run([*command, str(ROOT), str(example)], check=True)
    yield executable
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "README.md").write_text(PAPERS, encoding="utf-8")
    return tmp_path


def reported(done: subprocess.CompletedProcess[str]) -> list[tuple[str, int]]:
    return [(each["rule"], each["line"]) for each in json.loads(done.stdout)]


@installed
def test_installed_rules_run_like_others(python: Path, papers: Path) -> None:
    done = run(python, papers, "--output-format", "json", "README.md")
    assert (reported(done), done.returncode, done.stderr) == ([("outdated-venue", 4), ("shortened-link", 4)], 1, "")
    chosen = {
        ("--select", "outdated-venue"): ["outdated-venue"],
        ("--select", "venues"): ["outdated-venue"],
        # A rule of a group that awesome-lint has, too, is chosen with it.
        ("--select", "links"): ["shortened-link"],
        ("--ignore", "outdated-venue,links"): [],
    }
    for arguments, expected in chosen.items():
        found = reported(run(python, papers, "--output-format", "json", *arguments))
        assert [rule for rule, _ in found] == expected


@installed
def test_installed_rules_are_listed_and_explained(python: Path, papers: Path) -> None:
    (row,) = (row for row in run(python, papers, "rules").stdout.splitlines() if row.startswith("outdated-venue"))
    assert row.split()[1:4] == ["venues", "on", "unsafe"]
    assert row.endswith("(awesome-lint-example-rules 1.0.0)")
    listed = {row["name"]: row["package"] for row in json.loads(run(python, papers, "rules", "--output-format", "json").stdout)}
    assert {name for name, package in listed.items() if package == "awesome-lint-example-rules 1.0.0"} == NAMES
    page = run(python, papers, "explain", "outdated-venue")
    assert page.stdout.startswith("outdated-venue\n\nA venue under a name that it no longer had in that year.\n")
    words = " ".join(page.stdout.split())
    assert "fixed by `--fix --unsafe-fixes`, from awesome-lint-example-rules 1.0.0." in words
    assert 'default `[["WWW", 2018, "TheWebConf"]]`' in words
    (driver,) = (each["tool"]["driver"] for each in json.loads(run(python, papers, "--output-format", "sarif").stdout)["runs"])
    assert {rule["id"] for rule in driver["rules"]} == NAMES
    assert not [rule for rule in driver["rules"] if "helpUri" in rule]


@installed
def test_settings_and_comments_hold_for_installed_rules(python: Path, papers: Path) -> None:
    settings = papers / ".awesome-lint.toml"
    settings.write_text('[rules.outdated-venue]\nnames = [["WWW", 2017, "TheWebConf"]]\n', encoding="utf-8")
    done = run(python, papers, "--output-format", "json", "--select", "outdated-venue")
    assert reported(done) == [("outdated-venue", 3), ("outdated-venue", 4)]
    settings.write_text('[rules.outdated-venue]\nname = 1\nnames = "WWW"\n', encoding="utf-8")
    done = run(python, papers)
    assert done.returncode == 2
    assert 'rules.outdated-venue: unknown option "name" (did you mean "names"?)' in done.stderr
    assert "rules.outdated-venue.names: expected a list, got text" in done.stderr
    settings.unlink()
    ignored = PAPERS.replace("l.test/wide)]", "l.test/wide)] <!-- awesome-lint: ignore outdated-venue, shortened-link -->")
    (papers / "README.md").write_text(ignored, encoding="utf-8")
    done = run(python, papers)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


@installed
def test_the_schema_knows_options_of_installed_rules(python: Path, papers: Path) -> None:
    schema = json.loads(run(python, papers, "config", "--schema").stdout)
    kind = schema["$defs"]["Rules"]["properties"]["outdated-venue"]["$ref"].rpartition("/")[2]
    assert list(schema["$defs"][kind]["properties"]) == ["names"]
    assert {"outdated-venue", "venues"} <= set(schema["$defs"]["Selector"]["enum"])


@installed
def test_installed_rules_mend_what_they_declare(python: Path, papers: Path) -> None:
    done = run(python, papers, "--fix", "--unsafe-fixes", "--quiet", "--output-format", "json")
    assert reported(done) == [("shortened-link", 4)]
    assert (papers / "README.md").read_text(encoding="utf-8") == MENDED


@installed
def test_the_page_shows_what_they_do(python: Path, tmp_path: Path, update: bool) -> None:
    page = ROOT / "docs" / "adding-a-rule.md"
    text = page.read_text(encoding="utf-8")
    (shown,) = (each.text for each in blocks(text) if each.words == ("console", "installed"))
    actual = "".join(
        f"{PROMPT}{step.command}\n{terminal.run(step.command, tmp_path, python.parent).text}" for step in steps(shown)
    )
    if update:
        page.write_text(text.replace(f"installed\n{shown}```", f"installed\n{actual}```"), encoding="utf-8")
    else:
        assert shown == actual


@installed
def test_the_tests_of_the_example_pass(python: Path) -> None:
    command = [str(python), "-m", "pytest", "-q", "-c", os.devnull, "-p", "no:cacheprovider", str(EXAMPLE / "tests")]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


# --- what can be wrong ------------------------------------------------------------------------------------------------


def install(folder: Path, name: str, code: str, value: str = "{module}") -> None:
    """Install a package of one module in a folder, with what installers write beside it."""
    module = name.replace("-", "_")
    (folder / f"{module}.py").write_text(code, encoding="utf-8")
    metadata = folder / f"{module}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    points = f"[awesome_lint.rules]\nrules = {value.format(module=module)}\n"
    (metadata / "entry_points.txt").write_text(points, encoding="utf-8")


def attempt(papers: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run with what is installed in the folder `packages`."""
    source = Path(awesome_lint.__file__).parent.parent
    return run(sys.executable, papers, *arguments, path=os.pathsep.join(map(str, (source, papers / "packages"))))


@pytest.fixture
def packages(papers: Path) -> Path:
    folder = papers / "packages"
    folder.mkdir()
    return folder


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of packages that this very process imports from."""
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    for name in ("loud_rules", "other_rules"):
        sys.modules.pop(name, None)


@pytest.mark.parametrize("value", ["{module}", "{module}:Loud"])
@pytest.mark.parametrize(
    "code", [RULE, "import json\nfrom awesome_lint.registry.rule_set import RuleSet\n" + RULE + "\n\nAgain = Loud\n"]
)
def test_a_class_or_a_module_will_do(papers: Path, packages: Path, code: str, value: str) -> None:
    install(packages, "loud-rules", code, value)
    done = attempt(papers, "--output-format", "json", "--select", "noise")
    assert (reported(done), done.stderr) == ([("loud-list", 1)], "")


def test_a_rule_may_be_off_by_default(papers: Path, packages: Path) -> None:
    install(packages, "loud-rules", RULE.replace('group = "noise"', 'group = "noise"\n    default = False'))
    assert reported(attempt(papers, "--output-format", "json")) == []
    assert reported(attempt(papers, "--output-format", "json", "--extend-select", "loud-list")) == [("loud-list", 1)]


REMEDY = "; upgrade or uninstall it"
BROKEN = {
    "ends": (f"raise SystemExit(0)\n{RULE}", "{module}", 'cannot import "loud_rules" (SystemExit: 0, loud_rules.py line 1)'),
    "lines": (f"raise ValueError('a\\nb')\n{RULE}", "{module}", 'cannot import "loud_rules" (ValueError: a b, loud_rules.py'),
    "import": ("import no_such_module\n", "{module}", 'cannot import "loud_rules" (ModuleNotFoundError: No module named '),
    "place": ("\n\n1 / 0\n", "{module}", "(ZeroDivisionError: division by zero, loud_rules.py line 3)"),
    "syntax": ("def\n", "{module}", 'cannot import "loud_rules" (SyntaxError: '),
    "module": (RULE, "loud_ruless", "cannot import \"loud_ruless\" (ModuleNotFoundError: No module named 'loud_ruless')"),
    "class": (RULE, "{module}:Laud", 'cannot import "loud_rules:Laud" (AttributeError: '),
    "function": (
        RULE + "def f(): ...\n",
        "{module}:f",
        'expected a rule class, or a module with some, as "loud_rules:f", found <function f at ',
    ),
    "base": (RULE, "{module}:Rule", 'expected a rule class, or a module with some, as "loud_rules:Rule", found <class '),
    "empty": (
        "from awesome_lint import Rule\n",
        "{module}",
        'expected a rule class, or a module with some, as "loud_rules", found a module that neither has nor imports one',
    ),
    "own name": (RULE.replace("loud-list", "et-al"), "{module}", 'rule "et-al": awesome-lint has a rule of this name'),
    "group's name": (RULE.replace("loud-list", "links"), "{module}", 'rule "links": a group has this name'),
    "rule's name": (RULE.replace('"noise"', '"et-al"'), "{module}", 'its group "et-al" is the name of a rule'),
    "name": (
        RULE.replace("loud-list", "Loud List"),
        "{module}",
        'expected a name of small letters and hyphens, found "Loud List"',
    ),
    "group": (RULE.replace('    group = "noise"\n', ""), "{module}", 'expected a group of small letters and hyphens, found ""'),
    "reserved": (RULE.replace('"noise"', '"all"'), "{module}", 'expected a group of small letters and hyphens, found "all"'),
    "manual": (
        RULE.replace('    """A list that is too loud."""\n', ""),
        "{module}",
        "expected a docstring whose first line says",
    ),
    "check": (RULE.replace("def check", "def chek"), "{module}", "expected a method `check`"),
    "fixable": (
        RULE.replace("group =", "fixable = True\n    group ="),
        "{module}",
        "expected an Applicability or None as `fixable`",
    ),
    "effect": (RULE.replace("group =", "effect = 1\n    group ="), "{module}", "expected an Effect as its `effect`, found 1"),
    "default": (
        RULE.replace("group =", "default = 1\n    group ="),
        "{module}",
        "expected True or False as its `default`, found 1",
    ),
    "option": (
        RULE.replace("name =", "most: int\n    name ="),
        "{module}",
        "expected a default for every option (TypeError: ",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_rules_that_cannot_be_used_are_told_with_their_package(here: Path, name: str) -> None:
    code, value, expected = BROKEN[name]
    install(here, "loud-rules", code, value)
    with pytest.raises(PluginError) as caught:
        contributed(own_rules())
    line = str(caught.value)
    assert line.startswith("loud-rules 1.0: ")
    assert expected in line
    assert line.endswith(REMEDY)
    assert len(line.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["rules"], ["explain", "et-al"], ["--select", "et-al"], ["--fix", ".", "LIST.md"]])
def test_every_command_tells_it_in_one_line(papers: Path, packages: Path, arguments: list[str]) -> None:
    install(packages, "loud-rules", "import no_such_module\n")
    done = attempt(papers, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith('error: loud-rules 1.0: cannot import "loud_rules"')
    assert (papers / "README.md").read_text(encoding="utf-8") == PAPERS


def test_two_packages_with_one_name_are_both_told(here: Path) -> None:
    install(here, "loud-rules", RULE)
    install(here, "other-rules", RULE + RULE.replace("Loud", "Louder").replace("loud-list", "mute"))
    with pytest.raises(PluginError) as caught:
        contributed(own_rules())
    assert str(caught.value) == (
        'other-rules 1.0: rule "loud-list": loud-rules 1.0 has a rule of this name, too (a class can state `name`)' + REMEDY
    )


def test_all_that_is_wrong_is_told_at_once(here: Path) -> None:
    install(here, "loud-rules", "import no_such_module\n")
    install(here, "other-rules", RULE.replace("loud-list", "et-al").replace("def check", "def chek"))
    with pytest.raises(PluginError) as caught:
        contributed(own_rules())
    assert [line.partition(":")[0] for line in str(caught.value).splitlines()] == ["loud-rules 1.0", *["other-rules 1.0"] * 2]


CHECK = 'yield self.diagnostic(Span(0, 1), "Expected silence, found none.")'
FAILING = {
    "raises": ("1 / 0", "ZeroDivisionError: division by zero, loud_rules.py line 11"),
    "raises in lines": ('raise ValueError("One.\\nTwo.")', "ValueError: One. Two., loud_rules.py line 11"),
    "ends": ("raise SystemExit(0)", "SystemExit: 0, loud_rules.py line 11"),
    "returns": ("return 1", "TypeError: 'int' object is not iterable"),
    "yields": ("yield 1", "expected a Diagnostic, got 1"),
    "outside": (
        'yield self.diagnostic(Span(0, 9999), "Far.")',
        "expected a Span within the 169 characters of the text, got Span(",
    ),
    "lines": ('yield self.diagnostic(Span(0, 1), "One.\\nTwo.")', "expected a message of one line, got 'One.\\nTwo.'"),
    "other": ('yield Diagnostic("et-al", Span(0, 1), "Not mine.")', 'expected a diagnostic of "loud-list", got one of "et-al"'),
    "fix": (
        'yield self.diagnostic(Span(0, 1), "Fixed.", Fix.delete(Span(0, 1)))',
        "expected no safe fix, as its `fixable` is None",
    ),
}


NONSENSE = {
    "halves": ('Edit(Span(0, 1), "\\udc80")', "expected text that a file can hold, with `\\n` for each newline, got '\\udc80'"),
    "newlines": ('Edit(Span(0, 1), "\\r\\n")', "expected text that a file can hold, with `\\n` for each newline, got '\\r\\n'"),
    "text": ('"Papers"', "expected an Edit of a Span and a text, got 'Papers'"),
    "number": ("Edit(Span(0, 1), 1)", "expected an Edit of a Span and a text, got Edit("),
    "outside": ('Edit(Span(-2, -1), "")', "expected edits within the text, in order and apart, got "),
}


@pytest.mark.parametrize("name", NONSENSE)
def test_a_fix_that_is_none_is_told_with_its_package(here: Path, name: str) -> None:
    edit, expected = NONSENSE[name]
    code = RULE.replace("group =", "fixable = Applicability.SAFE\n    group =")
    install(here, "loud-rules", code.replace('found none.")', f'found none.", Fix(({edit},)))'))
    rules = RuleSet.of(rule() for rule in contributed(own_rules()).values())
    with pytest.raises(RuleError) as caught:
        lint(parse(Source.from_text(PAPERS)), rules)
    assert str(caught.value).startswith(f"README.md: rule loud-list of loud-rules 1.0 failed: {expected}")


@pytest.mark.parametrize("name", FAILING)
def test_a_rule_that_fails_is_told_with_its_package(here: Path, name: str) -> None:
    code, expected = FAILING[name]
    install(here, "loud-rules", RULE.replace(CHECK, code))
    rules = RuleSet.of(rule() for rule in contributed(own_rules()).values())
    with pytest.raises(RuleError) as caught:
        lint(parse(Source.from_text(PAPERS)), rules)
    line = str(caught.value)
    assert line.startswith(f"README.md: rule loud-list of loud-rules 1.0 failed: {expected}")
    assert line.endswith("; ignore it (--ignore loud-list) and report it to that package")


def test_other_files_are_checked_where_a_rule_fails_on_one(papers: Path, packages: Path) -> None:
    install(
        packages,
        "loud-rules",
        RULE.replace(CHECK, 'if "WWW" in document.source.text:\n            1 / 0\n        yield from ()'),
    )
    (papers / "other.md").write_text("# List\n\n- [Fish](http://arxiv.org/abs/1512.03385) - A paper.\n", encoding="utf-8")
    done = attempt(papers, "--fix", "--output-format", "concise", "README.md", "other.md")
    (failed, _) = done.stderr.splitlines()
    assert failed.startswith("error: README.md: rule loud-list of loud-rules 1.0 failed: ZeroDivisionError")
    assert (done.returncode, (papers / "README.md").read_text(encoding="utf-8")) == (2, PAPERS)
    assert "https://arxiv.org" in (papers / "other.md").read_text(encoding="utf-8")
    assert attempt(papers, "--ignore", "loud-list").returncode == 0


FIXING = {
    "effect": (
        'Fix.replace(Span(2, 8), "Essays")',
        "it would change what readers see: expected the heading `Papers`, found none",
    ),
    "cycle": (
        'Fix((Edit(Span(2, 8), "sPAPER" if document.source.text[2] == "P" else "Papers"),))',
        "other fixes would undo it, and it them",
    ),
}


@pytest.mark.parametrize("name", FIXING)
def test_fixes_of_others_are_held_to_what_they_declare(papers: Path, packages: Path, name: str) -> None:
    fix, expected = FIXING[name]
    effect = "Effect.TEXT" if name == "cycle" else "Effect.NOTHING"
    code = RULE.replace("group =", f"fixable = Applicability.SAFE\n    effect = {effect}\n    group =")
    install(packages, "loud-rules", code.replace('found none.")', f'found none.", {fix})'))
    text = PAPERS.replace("https://l.test/wide", "http://arxiv.org/abs/1512.03385")
    (papers / "README.md").write_text(text, encoding="utf-8")
    for options in (("--diff",), ("--fix", "--output-format", "json"), ("--fix",)):
        done = attempt(papers, *options)
        (told,) = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
        assert told.startswith(f"error: README.md:1: left out the fix of loud-list: {expected}")
        assert told.endswith("This is a bug in loud-rules 1.0: please report it there, with this line of the list")
        assert done.returncode == 1
        if "json" in options:
            assert {each["rule"]: each["fix"] for each in json.loads(done.stdout)}["loud-list"] is None
        if options == ("--diff",):
            assert "+- **Wide Nets.** *Ann Lee, Bo Day.* WWW 2019. [[paper](https://arxiv.org" in done.stdout
            assert (papers / "README.md").read_text(encoding="utf-8") == text
        else:
            assert (papers / "README.md").read_text(encoding="utf-8") == text.replace("http://", "https://")
    assert attempt(papers, "--fix", "--ignore", "loud-list").stderr == ""


def test_a_run_without_packages_looks_no_further(papers: Path) -> None:
    code = dedent(
        """
        import sys
        from awesome_lint.registry.discovery import discover, own_rules
        assert discover() == own_rules()
        print([name for name in ("importlib.metadata", "email", "zipfile") if name in sys.modules])
        """
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(awesome_lint.__file__).parent.parent)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")
